"""Times that texts name against the plan: a term in the place of a result (L761), a day when the
plan is over (L762), a month of the passport that no row has (L763), two years in one row (L663).
"""

import re
from collections.abc import Iterator
from datetime import date, timedelta

from engine.codes.documents import MONTH_UNPLANNED
from engine.codes.texts import REPORT_ON_OTHER_WORK, SCHEDULE_AS_RESULT, TEXT_AFTER_PLAN
from engine.diagnostics import Finding
from engine.lazy import lazy_pattern
from engine.lint.rules.order_heading import read_day
from engine.lint.text import Passage, event_passages, passages_of, report, roadmap_passages
from engine.lint.text.dates import period_of, written
from engine.model.project import Project
from engine.model.spec import Event, Roadmap, ScheduleKind, Window
from engine.schedule import A_MONTH, resolve_schedule

_MONTH = lazy_pattern(
    rf"(?<![.\d])(?P<said>{A_MONTH}\s+20\d\d)(?:\s*(?:г\.|год[ау]?)|\b)", re.IGNORECASE
)
_DAY = rf"(?P<day>\d{{1,2}}\.\d{{1,2}}\.20\d\d|\d{{1,2}}\s+{A_MONTH}\s+20\d\d)"
_DUE = lazy_pattern(rf"\b(?:до|не\s+позднее|к|в\s+срок\s+до)\s+{_DAY}", re.IGNORECASE)
_TELLS = lazy_pattern(
    r"отч[её]т|доклад|итог|информаци|справк|сведени|анализ|результат|эффективн|контрол|предложени",
    re.IGNORECASE,
)
_WHILE = timedelta(days=92)
"""So long after its last day a plan may still be reported on."""
_SIMPLE = frozenset({
    ScheduleKind.FIXED_WINDOW, ScheduleKind.RECURRING, ScheduleKind.CONTINUOUS, ScheduleKind.RRULE,
})  # fmt: skip
_TIME_WORD = lazy_pattern(
    rf"^\W*(?:(?:с|до|в течени[ие]|не позднее)\s+)?(?:\d{{1,2}}[\s.]|{A_MONTH}|"
    r"еже(?:год|месяч|кварт|недел)|\d\s*раз|постоянно|год|учебн|I{1,3}\b|IV\b|перв|втор)",
    re.IGNORECASE,
)


def check_times_of_texts(project: Project) -> tuple[Finding, ...]:
    """Every cell and clause that names a time of its own."""
    return (
        *_clauses_after(project),
        *(
            found
            for roadmap in project.roadmaps
            for found in (
                *_lines_after(project, roadmap),
                *_unplanned(roadmap),
                *(told for event in roadmap.events for told in _row(roadmap, event)),
            )
        ),
    )


def _row(roadmap: Roadmap, event: Event) -> Iterator[Finding]:
    cells = {passage.field: passage for passage in event_passages(roadmap, event)}
    title, result = cells.get("title"), cells.get("result")
    if result is None or not result.whole:
        return
    if _is_schedule(result.text):
        yield report(SCHEDULE_AS_RESULT, result)
    elif title and title.whole and (span := _other_year(title.text, result.text)):
        yield report(REPORT_ON_OTHER_WORK, result, span, title=title.text)


_NO_TIME_ALONE = frozenset({"schedule-words-unused", "two-schedules"})
"""«15 программ», «2 приказа»: a number, and a paper that schedules may refer to."""


def _is_schedule(text: str) -> bool:
    """«Декабрь 2023 г. – май 2024 г.», «Ежеквартально»: a time and nothing else."""
    if not _TIME_WORD.match(text):
        return False
    read = resolve_schedule(text.strip(" ."), None)
    told = any(remark.code in _NO_TIME_ALONE for remark in read.remarks)
    return read.kind in _SIMPLE and not told


_YEAR = lazy_pattern(
    r"\b(?P<first>20\d\d)(?:\s*[-–—/]\s*(?P<last>(?:20)?\d\d))?(?=\s*(?:г\.|год|гг|уч))",
    re.IGNORECASE,
)
_AHEAD = lazy_pattern(
    r"\b(?:на|план\w*|проект\w*|сравн\w*|динамик\w*|с|от|и)\s+$|предложени|план|перспектив|сравн|динамик|"
    r"следующ|предыдущ|прошл|\bпо\s+сравнению",
    re.IGNORECASE,
)


_FOR_YEARS = lazy_pattern(r"\bплан\w*\s+(?:\w+\s+)?на\s+(?P<years>20\d\d\s*[-–—/]\s*20\d\d)")


def _other_plan(title: str, result: str) -> tuple[int, int] | None:
    """«Предложения в план на 2027-2029 годы» with «Проект плана на 2028-2030 годы»."""
    asked, given = list(_FOR_YEARS.finditer(title)), list(_FOR_YEARS.finditer(result))
    if len(asked) != 1 or len(given) != 1 or _FORMER.search(f"{title} {result}"):
        return None
    one, other = (re.findall(r"20\d\d", each[0]["years"]) for each in (asked, given))
    return None if one == other else given[0].span("years")


_FORMER = lazy_pattern(r"прошл|предыдущ|итог|сравн|взамен", re.IGNORECASE)


def _other_year(title: str, result: str) -> tuple[int, int] | None:
    """«за 2024 год» in the title, «за 2025 год» in the result."""
    if apart := _other_plan(title, result):
        return apart
    if _AHEAD.search(title) or _AHEAD.search(result):
        return None
    planned, told = list(_YEAR.finditer(title)), list(_YEAR.finditer(result))
    if len(planned) != 1 or len(told) != 1 or planned[0]["last"] or told[0]["last"]:
        return None
    return None if planned[0]["first"] == told[0]["first"] else told[0].span()


def _clauses_after(project: Project) -> Iterator[Finding]:
    """«Разместить план на сайте до 5 сентября 2026 года» of a plan that ends in August."""
    period = project.period
    for passage in passages_of(project):
        own = passage.subject.roadmap is None and passage.field == "preamble"
        if period is None or not own or passage.lost:
            continue
        limit = period.end + (_WHILE if _TELLS.search(passage.text) else timedelta())
        for found in _DUE.finditer(passage.text):
            day = _day(found["day"])
            if day and day > limit:
                yield _late(passage, found.span("day"), period)


def _lines_after(project: Project, roadmap: Roadmap) -> Iterator[Finding]:
    """«Итоговая оценка … в июне 2027 года» in the passport of a plan until 2026."""
    period = period_of(project, roadmap)
    for passage in roadmap_passages(roadmap) if period else ():
        if passage.field not in ("items", "text") or passage.lost or period is None:
            continue
        for found in _MONTH.finditer(passage.text):
            windows = resolve_schedule(found["said"], None).windows
            if windows and windows[0].start > period.end:
                yield _late(passage, found.span("said"), period)
        yield from _aimed_before(passage, period)


_AIMED = lazy_pattern(
    r"(?<!с )\b(?:ко?|до(?:\s+конца)?|не\s+позднее)\s+"
    rf"(?P<said>(?:(?:\d{{1,2}}\s+)?{A_MONTH}\s+)?20\d\d)"
    r"(?=\s*(?:г\.|год[ау]))(?!\s*(?:г\.|года?)?\s*(?:рожд|выпуск))",
    re.IGNORECASE,
)
"""«к апрелю 2024 г.», «до конца 2023 года»: what is to be reached by then."""


def _aimed_before(passage: Passage, period: Window) -> Iterator[Finding]:
    """«к апрелю 2024 г. составляет не менее 70 %» in a plan that begins in September."""
    for found in _AIMED.finditer(passage.text):
        said = found["said"]
        windows = resolve_schedule(said if not said.isdigit() else f"{said} год", None).windows
        if windows and windows[-1].end < period.start:
            yield report(
                TEXT_AFTER_PLAN, passage, found.span("said"), ends="", begins=written(period.start)
            )


def _late(passage: Passage, span: tuple[int, int], period: Window) -> Finding:
    return report(TEXT_AFTER_PLAN, passage, span, ends=written(period.end), begins="")


def _unplanned(roadmap: Roadmap) -> Iterator[Finding]:
    """«Две волны диагностики (апрель и сентябрь)» where none is in September. Results are of work
    of other stages: «сравнение итогов анкетирования в октябре и мае» is planned by any row then."""
    for passage in roadmap_passages(roadmap):
        route = passage.at.route
        if passage.field != "items" or passage.lost or route[:1] != ("passport",):
            continue
        stages = set(roadmap.passport[int(route[1])].stages)
        is_of_results = _TELLS.search(passage.text) is not None
        rows = [each for each in roadmap.events if is_of_results or stages & {*each.stages}]
        windows = [window for row in rows for window in row.schedule.windows]
        dated = all(row.schedule.windows for row in rows)
        for found in _MONTH.finditer(passage.text) if windows and dated else ():
            named = resolve_schedule(found["said"], None).windows
            if named and not any(_meet(named[0], each) for each in windows):
                yield report(MONTH_UNPLANNED, passage, found.span("said"))


def _meet(one: Window, other: Window) -> bool:
    return one.start <= other.end and other.start <= one.end


def _day(text: str) -> date | None:
    read = read_day(text)
    try:
        return date(*read) if read else None
    except ValueError:
        return None
