"""Another period of the same plan, printed elsewhere in it."""

import re
from collections.abc import Iterator

from engine.codes.documents import ANOTHER_PERIOD
from engine.diagnostics import Finding, Origin, Param
from engine.lazy import lazy_pattern
from engine.lint.text import Passage, passages_of, report, roadmap_passages
from engine.lint.text.dates import (
    YearsNamed,
    number_of_years,
    period_of,
    plan_years,
    written,
    years_named,
)
from engine.lint.text.morphology import words_before
from engine.lint.text.numbering import about, about_roadmap
from engine.model.project import Project
from engine.model.spec import Roadmap, Stage, Window

_LASTS = lazy_pattern(r"\bкарт[аыуе]|план(?!ируе)|модел|программ|систем", re.IGNORECASE)
_SCHOOL = 9


def check_printed_periods(project: Project) -> tuple[Finding, ...]:
    """Texts of passport and plan that give the roadmap other years than its title (L613)."""
    return tuple(
        found
        for roadmap in project.roadmaps
        if (period := period_of(project, roadmap))
        for found in (
            *_texts(roadmap, period),
            *_odd_one(project, roadmap, period),
            *_headings(project, roadmap, period),
            *_terms(roadmap, period),
        )
    ) + tuple(_clauses(project))


_ONE_YEAR = lazy_pattern(r"\bна\s+(20\d\d)\s*(?:год|г\.)", re.IGNORECASE)
_APPROVED = lazy_pattern(
    r"\bкарт[аыуе]|план|модел|программ|систем|комплекс\w* мер|мероприяти", re.IGNORECASE
)
_NO_PLAN = lazy_pattern(
    r"утратив|отмен|итог|прошл|прошед|предыдущ|на основании|протокол|во исполнени|в соответствии|"
    r"результат|за 20\d\d|\bот \d",
    re.IGNORECASE,
)


def _headings(project: Project, roadmap: Roadmap, period: Window) -> Iterator[Finding]:
    """The title of a plan for other years than the project gives it."""
    if roadmap.period is not None and roadmap.period != project.period:
        return
    for passage in roadmap_passages(roadmap):
        if passage.at.route == ("title",):
            yield from _other_pair(passage, period)


_TERM = lazy_pattern(
    r"^\W*(?:срок\w*|период\w*|этап\w*)(?:\s+и\s+\w+)?(?:\s+(?:реализаци|действи|исполнени|выполнени|проведени)\w*.*)?\W*$",
    re.IGNORECASE | re.DOTALL,
)
_YEAR = lazy_pattern(r"(?<!\d)20\d\d(?!\d)")
_SHORT_PAIR = lazy_pattern(r"(?<!\d)20(?P<first>\d\d)\s*[-–—/]\s*(?P<last>\d\d)(?!\d|\s*[./]\s*\d)")
"""«2025/26»: the second year without its hundreds."""
_ONE_END = lazy_pattern(r"\b(?:до|по|с|со|от|начиная|не\s+позднее|к)\b", re.IGNORECASE)


def _terms(roadmap: Roadmap, period: Window) -> Iterator[Finding]:
    """«Сроки реализации: 2026-2028 годы» in the passport of a plan for 2026-2027."""
    first, last = period.start.year, period.end.year
    labels = {number: row.label or row.heading or "" for number, row in enumerate(roadmap.passport)}
    for passage in roadmap_passages(roadmap):
        printed = passage.printed or passage
        row = printed.at.route[1] if printed.at.route[:1] == ("passport",) else None
        if not isinstance(row, int) or printed.field != "items" or passage.lost:
            continue
        if not _TERM.match(labels[row]):
            continue
        years = list(_years(printed.text))
        outside = [span for year, span in years if not first <= year <= last]
        single = len(years) == 1 and first < last and not _ONE_END.search(printed.text)
        if outside or (single and len(roadmap.passport[row].items) == 1):
            yield report(
                ANOTHER_PERIOD, printed, (outside or [years[0][1]])[0],
                starts=written(period.start), ends=written(period.end),
            )  # fmt: skip


def _years(text: str) -> Iterator[tuple[int, tuple[int, int]]]:
    """The years of a text with their places, those of «2025/26» too."""
    for each in _YEAR.finditer(text):
        yield int(each[0]), each.span()
    for pair in _SHORT_PAIR.finditer(text):
        if int(pair["last"]) == (int(pair["first"]) + 1) % 100:
            yield 2000 + int(pair["last"]), pair.span("last")


def _clauses(project: Project) -> Iterator[Finding]:
    """«Утвердить план на 2025-2026 учебный год» in the order for 2024-2025."""
    period = project.period
    if period is None or any(roadmap.period not in (None, period) for roadmap in project.roadmaps):
        return
    for passage in passages_of(project):
        clause = passage.subject.roadmap is None and passage.at.route[:1] == ("order",)
        if clause and not passage.lost:
            yield from _other_pair(passage, period)
            yield from _other_course(passage, period)


def _other_course(passage: Passage, period: Window) -> Iterator[Finding]:
    """«координацию … в течение 2023-2025 годов» of a plan for 2025-2027."""
    for years in years_named(passage.text):
        along = re.match(r"в\s+течени[еи]\s", passage.text[slice(*years.span)], re.IGNORECASE)
        outside = years.first < period.start.year or years.last > period.end.year
        if along and years.first != years.last and outside:
            yield report(
                ANOTHER_PERIOD, passage, years.span,
                starts=written(period.start), ends=written(period.end),
            )  # fmt: skip


def _other_pair(passage: Passage, period: Window) -> Iterator[Finding]:
    years = (period.start.year, period.end.year)
    named = [(first, last, span) for first, last, _, span in plan_years(passage.text)]
    if years[0] == years[1]:
        named += [(int(each[1]), int(each[1]), each.span()) for each in
                  _ONE_YEAR.finditer(passage.text)]  # fmt: skip
    for first, last, span in named:
        if _is_approved(passage, span) and (first, last) != years:
            yield report(
                ANOTHER_PERIOD, passage, span,
                starts=written(period.start), ends=written(period.end),
            )  # fmt: skip


_NEAR = 60
_A_SENTENCE = 400


def _is_approved(passage: Passage, span: tuple[int, int]) -> bool:
    """Whether the years are those of a plan that no words just before it call a former one."""
    plans = list(_APPROVED.finditer(passage.text, max(0, span[0] - _A_SENTENCE), span[0]))
    if not plans:
        return False
    titled = passage.field == "title"
    before = passage.text[max(0, plans[-1].start() - _NEAR) : plans[-1].start()]
    return not _NO_PLAN.search(before if titled else passage.text[: plans[0].start()])


def _texts(roadmap: Roadmap, period: Window) -> Iterator[Finding]:
    """Pairs of years of the plan, then years of work in its other texts, each place once."""
    pairs = list(_judge(roadmap, period))
    effects = frozenset(
        (*event.origin.route, "result")
        for event in roadmap.events
        if event.stages == (Stage.EFFECTIVENESS,)
    )
    yield from pairs
    told = {(pair.at.file, pair.at.route) for pair in pairs if isinstance(pair.at, Origin)}
    for passage in roadmap_passages(roadmap):
        if passage.lost or passage.field in ("schedule", "responsible", "preamble"):
            continue
        if (passage.at.file, passage.at.route) not in told and not _is_title(passage):
            yield from _foreign_years(passage, period, effects)


def _is_title(passage: Passage) -> bool:
    """The heading of the whole roadmap gives the period itself."""
    return passage.at.route[:1] in (("title",), ("plan_title",))


def _foreign_years(
    passage: Passage, period: Window, gone: frozenset[tuple[str | int, ...]]
) -> Iterator[Finding]:
    for years in years_named(passage.text):
        long_gone = passage.at.route in gone and years.kind in ("past", "own", "bare", "due")
        if (
            _is_foreign(years, period, passage.subject.kind)
            or (long_gone and years.last < period.start.year)
            or _is_year_before_last(passage, years, period)
            or _is_of_other_plan(passage, years, period)
            or _is_shifted(passage, years, period)
        ):
            yield report(
                ANOTHER_PERIOD, passage, years.span,
                starts=written(period.start), ends=written(period.end),
            )  # fmt: skip


def _is_year_before_last(passage: Passage, years: YearsNamed, period: Window) -> bool:
    """«по итогам 2023-2024 учебного года» in a plan for 2025-2026: a year lies between them."""
    of_school = years.school and years.first != years.last and period.start.month >= _SCHOOL - 1
    alone = number_of_years(passage.text) <= _PAIR
    gone = years.last < period.start.year and passage.subject.kind == "event"
    return of_school and gone and alone and not years.old


_MEASURES = lazy_pattern(r"принятых|эффективност|реализац|выполнени|мер\b", re.IGNORECASE)


def _is_shifted(passage: Passage, years: YearsNamed, period: Window) -> bool:
    """«эффективность мер за 2024-2026 годы» in a plan for 2025-2027: as long, and not its own."""
    first, last = period.start.year, period.end.year
    long = not years.school and years.last - years.first == last - first > 1
    crosses = years.first != first and years.first <= last and years.last >= first
    told = passage.subject.kind == "event" and passage.field == "title"
    return (
        long and crosses and told and years.kind == "past" and not years.old
        and bool(_MEASURES.search(words_before(passage.text, years.span[0])))
    )  # fmt: skip


_PAIR = 2
_OF_PLAN = lazy_pattern(
    r"\b(?:программы|плана|дорожн\w+ карты|комплекса мер)(?:\s+мероприятий)?\s+$", re.IGNORECASE
)


def _is_of_other_plan(passage: Passage, years: YearsNamed, period: Window) -> bool:
    """«оценка эффективности Программы в 2022-2024 годах» over a section of that for 2025-2027."""
    before = words_before(passage.text, years.span[0])
    heading = passage.at.route[:1] == ("sections",) and bool(_OF_PLAN.search(before))
    several = years.first != years.last and years.last < period.start.year
    return heading and several and not years.old and not _NO_PLAN_OF_OURS.search(before)


_NO_PLAN_OF_OURS = lazy_pattern(r"прошл|прошед|предыдущ|прежн|завершивш", re.IGNORECASE)


def _is_foreign(years: YearsNamed, period: Window, kind: str) -> bool:
    """Years of work outside the plan; of results already there only years long gone."""
    first, last = period.start.year, period.end.year
    match years.kind:
        case "plan" | "heading":
            pair = years.first != years.last
            if kind == "event" and _is_part_of(years.first, years.last, period):
                return False
            if years.given and years.kind == "heading":
                return years.last < (first if pair else first - 1) and not years.old
            return years.last < (last if pair else first)
        case "own":
            outside = years.last < first or years.first > last
            if years.given and not years.bracketed:
                return years.last < first - 1 and kind != "indicator"
            return outside and kind != "indicator"
        case "due":
            return years.last < first
        case "bare":
            return years.last < first - 1 and kind in ("event", "document") and not years.old
        case _ if kind == "indicator" and not years.given and not years.old:
            return years.window.end < period.start
        case _:
            return years.last < first - 1 and not (years.given and kind == "indicator")


def _odd_one(project: Project, roadmap: Roadmap, period: Window) -> Iterator[Finding]:
    """A roadmap for other years than the other roadmaps of the order."""
    others = [each for each in project.roadmaps if each is not roadmap]
    alone = len(others) > 1 and all(period_of(project, each) != period for each in others)
    usual = period_of(project, others[0]) if alone else None
    if usual is not None and len({period_of(project, each) for each in others}) == 1:
        yield about_roadmap(
            ANOTHER_PERIOD,
            roadmap,
            quote=roadmap.period_text or roadmap.title,
            starts=written(usual.start),
            ends=written(usual.end),
        )


def _judge(roadmap: Roadmap, period: Window) -> Iterator[Finding]:
    said: dict[str, Param] = {"starts": written(period.start), "ends": written(period.end)}
    goals = {goal.text for goal in roadmap.goals}
    for quote, _ in _other_years(roadmap.plan_title or "", period):
        yield about_roadmap(ANOTHER_PERIOD, roadmap, "plan_title", quote=quote, said=said)
    for number, text in enumerate(roadmap.preamble):
        for quote, _ in _other_years(text, period):
            yield about_roadmap(ANOTHER_PERIOD, roadmap, "preamble", number, quote=quote, said=said)
    for goal in roadmap.goals:
        for _, span in _other_years(goal.text, period):
            yield about(ANOTHER_PERIOD, roadmap, goal, "text", span=span, said=said)
    for row in roadmap.passport:
        for number, text in enumerate(row.items):
            if text in goals:
                continue
            for quote, span in _other_years(text, period):
                yield about(
                    ANOTHER_PERIOD, roadmap, row, "items", number, span=span, quote=quote, said=said
                )
    for event in roadmap.events:
        for quote, span in _other_years(event.title or "", period, of_work=True):
            yield about(ANOTHER_PERIOD, roadmap, event, "title", span=span, quote=quote, said=said)


def _other_years(
    text: str, period: Window, *, of_work: bool = False
) -> Iterator[tuple[str, tuple[int, int]]]:
    for first, last, school, span in plan_years(text):
        if of_work and _is_part_of(first, last, period):
            continue
        if _LASTS.search(words_before(text, span[0])) and _differs(first, last, school, period):
            yield text[slice(*span)], span


def _is_part_of(first: int, last: int, period: Window) -> bool:
    """A school year of a plan for several: work programmes are written for one at a time."""
    start, end = period.start.year, period.end.year
    return end - start > last - first == 1 and start <= first and last <= end


def _differs(first: int, last: int, school: bool, period: Window) -> bool:
    """Other years, or calendar years where the plan is of a school year."""
    if (first, last) == (period.start.year, period.end.year):
        is_school = period.start.month == _SCHOOL and last - first == 1
        return is_school and not school
    return first < period.end.year
