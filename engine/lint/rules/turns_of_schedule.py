"""How many times a work is held by its words, and how many by its schedule (L798)."""

import re
from collections.abc import Iterator
from itertools import pairwise

from engine.classes import dataclass
from engine.codes.documents import TURNS_DIFFER
from engine.diagnostics import Finding
from engine.lazy import lazy_pattern
from engine.lint.text import passages_of, report
from engine.lint.text.dates import lasts_all_along
from engine.lint.text.morphology import count_of, lemma
from engine.lint.text.numbering import Span, about
from engine.lint.text.phrases import deed_of
from engine.model.project import Project
from engine.model.spec import Event, Roadmap, ScheduleKind, Window
from engine.schedule import A_MONTH
from engine.schedule.calendar import months_between

_HELD = frozenset({
    "семинар", "вебинар", "заседание", "совещание", "совет", "педсовет", "занятие", "встреча",
    "консультация", "собрание", "срез", "опрос", "анкетирование", "мониторинг", "диагностика",
    "рейд", "тренировка", "сессия", "практикум", "мастер-класс", "лекция", "тренинг", "турнир",
    "конференция", "этап", "тур", "волна", "субботник", "экскурсия", "смена", "выезд",
    "семинар-практикум", "лекторий", "дискуссия", "чтение", "игра", "день", "неделя", "проверка",
    "замер", "круглый",
    "контрольная", "тестирование", "стол", "линейка", "акция", "ярмарка", "модуль", "выпуск",
    "коллегия", "планерка", "интенсив", "репетиция", "экзамен",
})  # fmt: skip
"""What is held, and counted by the times that it is."""
_NUMBER = (
    r"(?P<count>(?<![-–—.,\d])\d{1,2}(?![-–—.,\d])|дв(?:а|е|ух)|тр(?:и|[её]х)|четыр(?:е|[её]х)|"
    r"(?:пят|шест|сем|девят|десят|двенадцат)[ьи]|вос(?:емь|ьми))"
)
_COUNTED = lazy_pattern(
    r"^\W*(?:(?:подготовк\w+\s+и\s+)?(?:проведени\w+|организаци\w+|провест\w+|провед[её]н\w+)\s+"
    r"(?:и\s+проведени\w+\s+)?)?(?:(?:цикл|сери|курс|комплекс)\w*\s+(?:[а-яё]+(?:ых|их|ого|ий)\s+)?из\s+)?"
    rf"(?P<bound>не\s+менее\s+)?{_NUMBER}\s+(?:[а-яё-]+(?:ых|их|ые|ие)\s+){{0,3}}(?P<noun>[а-яё-]+)",
    re.IGNORECASE,
)
"""«Цикл из четырёх вебинаров …»: the number of what the title is about."""
_IN_BRACKETS = lazy_pattern(
    rf"\((?P<bound>не\s+менее\s+)?{_NUMBER}(?:\s+(?P<noun>[а-яё-]+))?(?:\s+(?:в|за)\s+(?:\w+ый\s+|\w+ого\s+)?год\w*)?\)",
    re.IGNORECASE,
)
"""«Заседания совета (не менее пяти в год)», «Семинары (три занятия)»."""
_TIMES_A_YEAR = lazy_pattern(
    rf"\b(?P<bound>не\s+(?:менее|реже)\s+)?(?:{_NUMBER}\s+раза?|(?P<word>дважды|трижды))\s+(?:в|за)\s+"
    r"(?:учебный\s+|календарный\s+|течение\s+)?(?P<unit>год|полугоди|квартал|четверт|месяц|недел)\w*",
    re.IGNORECASE,
)
_WORDS = {"дважды": 2, "трижды": 3}
_OFTEN = lazy_pattern(
    r"\bеже(?P<unit>дневн|недельн|месячн|квартальн)(?:ый|ая|ое|ые|ого|ой|ых|ую|о)\b|"
    r"\b(?:не\s+реже\s+(?:одного|1)\s+раза?|раз|кажд(?:ый|ую|ое))\s+(?:в\s+|за\s+)?(?P<term>полугоди|квартал|месяц|недел)\w*",
    re.IGNORECASE,
)
_MONTHS = {
    "год": 12.0, "полугоди": 6.0, "квартал": 3.0, "квартальн": 3.0, "четверт": 2.25, "месяц": 1.0,
    "месячн": 1.0, "недел": 0.25, "недельн": 0.25, "дневн": 0.03,
}  # fmt: skip
"""Months from one turn to the next."""
_AT_HEAD = lazy_pattern(
    r"^\W*(?:(?:проведени|организаци|осуществлени|обеспечени|выпуск|подготовк)\w+\s+(?:и\s+\w+\s+)?)?"
    r"(?:[а-яё-]+(?:ый|ий|ая|яя|ое|ее|ые|ие|ого|его|ой|ей|ых|их)\s+){0,3}?$",
    re.IGNORECASE,
)
_MADE = lazy_pattern(
    r"^\W*(?:разработ|состав|утвер|издани|назнач|формирован|создани|определен|согласован|анализ|подвед|"
    r"обобщ|размещ|публик|планирован|отч[её]т|доклад|приказ|программ|график|план\b|представлен)",
    re.IGNORECASE,
)
_NAMED = lazy_pattern(
    rf"\b{A_MONTH}\b|\d{{1,2}}\.\d{{2}}|\b(?:I{{1,3}}|IV|[1-4]-?й?)\s+квартал", re.I
)
_LISTED = lazy_pattern(
    rf"\b(?:{_NUMBER}\s+раза?|(?P<word>дважды|трижды))\s+(?:в|за)\s+(?:учебный\s+|календарный\s+)?год\w*"
    rf"\s*[(:–—-]\s*(?:в\s+)?(?P<months>{A_MONTH}(?:\s*(?:,|и|,\s*в|и\s+в)\s*{A_MONTH}){{0,11}})(?=\s*(?:[).;,]|$|20\d\d))",
    re.IGNORECASE,
)
_A_MONTH = lazy_pattern(A_MONTH, re.IGNORECASE)
_MOST_TURNS = 24


@dataclass(frozen=True, slots=True)
class _Turns:
    """How often, by the words: so many times in all, or every so many months; `least`: or more."""

    said: str
    span: Span
    count: int | None = None
    every: float | None = None
    least: bool = False


def check_turns_of_schedule(project: Project) -> tuple[Finding, ...]:
    """«Цикл из четырёх вебинаров» in three months, «ежемесячно» in one, «три раза в год (май)»."""
    return tuple(
        found
        for roadmap in project.roadmaps
        for event in roadmap.events
        for found in (*_row(roadmap, event), *_within(roadmap, event))
    ) + tuple(_lists(project))


def _row(roadmap: Roadmap, event: Event) -> Iterator[Finding]:
    for field, text in (("title", event.title or ""), ("result", event.result or "")):
        for turns in _said(event, field, text):
            if _differ(event, turns):
                yield about(
                    TURNS_DIFFER, roadmap, event, field, span=turns.span, quote=turns.said,
                    schedule=event.schedule.text or "",
                )  # fmt: skip
                return


def _said(event: Event, field: str, text: str) -> Iterator[_Turns]:
    """What the title counts of its own deed, or the result of the same."""
    deed = deed_of(event.title or "")
    if field == "result":
        yield from _of_result(deed, text)
        return
    for found in filter(None, (_COUNTED.search(text), _IN_BRACKETS.search(text))):
        noun = lemma(found["noun"]) if found["noun"] else deed
        count = count_of(found["count"].lower())
        if count and count > 1 and noun in _HELD:
            yield _Turns(found[0].strip("( )"), found.span(), count, least=bool(found["bound"]))
    if _MADE.match(text):
        return
    yield from _rates(text)


def _rates(text: str) -> Iterator[_Turns]:
    for found in _TIMES_A_YEAR.finditer(text):
        count = _WORDS.get((found["word"] or "").lower()) or count_of(
            (found["count"] or "").lower()
        )
        if count:
            every = _MONTHS[found["unit"].lower()] / count
            yield _Turns(found[0], found.span(), every=every, least=bool(found["bound"]))
    for found in _OFTEN.finditer(text):
        term = found["term"]
        head = term or found[0].lower().endswith("о") or _AT_HEAD.match(text[: found.start()])
        if head:
            every = _MONTHS[(term or found["unit"]).lower()]
            least = found[0].lower().startswith("не")
            yield _Turns(found[0], found.span(), every=every, least=least)


_OF_RESULT = lazy_pattern(
    rf"\b(?P<bound>не\s+менее\s+)?{_NUMBER}\s+(?:[а-яё-]+(?:ых|их|ые|ие)\s+){{0,3}}(?P<noun>[а-яё-]+)",
    re.I,
)


_MINUTES = lazy_pattern(r"^\W*протокол", re.IGNORECASE)
_MADE_OF = lazy_pattern(r"анализ|проверка|отч[её]т|обзор|мониторинг", re.IGNORECASE)


def _of_result(deed: str, text: str) -> Iterator[_Turns]:
    """«Материалы трёх семинаров» of a row that holds seminars."""
    for found in _OF_RESULT.finditer(text):
        count = count_of(found["count"].lower())
        noun = lemma(found["noun"])
        minutes = noun == "заседание" and _MINUTES.match(text) and not _MADE_OF.search(deed)
        if count and count > 1 and ((deed in _HELD and noun == deed) or minutes):
            yield _Turns(found[0], found.span(), count, least=bool(found["bound"]))


def _differ(event: Event, turns: _Turns) -> bool:
    windows = event.schedule.windows
    if not windows or lasts_all_along(event) or event.schedule.kind is ScheduleKind.DEADLINE:
        return False
    if turns.count is not None:
        return _is_other_count(event, turns.count, least=turns.least)
    return turns.every is not None and _is_other_rate(event, turns.every, least=turns.least)


_SHORT, _YEAR = 31, 12
_FEWER = 0.6


def _is_other_count(event: Event, count: int, *, least: bool) -> bool:
    windows, again = event.schedule.windows, event.schedule.rrule is not None
    listed = len(windows) > 1 and all((each.end - each.start).days <= _SHORT for each in windows)
    if not (listed or (again and len(windows) > 1)) or len(windows) > _MOST_TURNS:
        return False
    years = max(1, round(_length(windows) / _YEAR))
    turns = {len(windows), max(1, len(windows) // years)}
    step = _step_of(event.schedule.rrule or "")
    if step and "BYMONTH=" not in (event.schedule.rrule or ""):
        full = round(_YEAR / step)
        turns = {full, full - full // 4, full * years}
    all_told = len(windows) if listed and years > 1 else 0
    if any(count % each == 0 for each in turns if each == count or (listed and each >= all_told)):
        return False
    apart = all((b.start - a.end).days > 1 for a, b in pairwise(windows))
    fewer = count < min(turns) and not least
    return count > max(turns) or (fewer and (apart if listed else count < _FEWER * min(turns)))


def _is_other_rate(event: Event, every: float, *, least: bool) -> bool:
    windows, rule = event.schedule.windows, event.schedule.rrule or ""
    own = _step_of(rule)
    if own is not None and "BYMONTH=" not in rule:
        return own > every * 1.5 or (not least and own * 1.5 < every)
    single = all((each.end - each.start).days <= _SHORT for each in windows)
    if len(windows) == 1:
        return single and every >= 1 and not _is_many_years(event)
    gaps = [months_between(Window(a.start, b.start)) - 1 for a, b in
            pairwise(windows)]  # fmt: skip
    summer = [gap for gap in gaps if gap <= 4] or gaps
    sparse = min(summer) > every * 1.5 or sum(summer) / len(summer) > every * 1.9
    return single and 1 <= every < _YEAR and sparse


def _is_many_years(event: Event) -> bool:
    return "ежегодн" in (event.schedule.text or "").lower()


def _step_of(rule: str) -> float | None:
    """Months from one turn of the rule to the next; None without a rule."""
    if not rule:
        return None
    parts = dict(part.split("=", 1) for part in rule.split(";"))
    unit = {"DAILY": 0.03, "WEEKLY": 0.25, "MONTHLY": 1.0, "YEARLY": 12.0}.get(parts["FREQ"])
    many = max(1, *(len(parts.get(key, "1").split(",")) for key in ("BYMONTHDAY", "BYMONTH")))
    return unit and unit * int(parts.get("INTERVAL", "1")) / many


def _length(windows: tuple[Window, ...]) -> int:
    return months_between(Window(windows[0].start, windows[-1].end))


def _within(roadmap: Roadmap, event: Event) -> Iterator[Finding]:
    """«Октябрь 2024 г., ежемесячно»: the time that is named holds one turn."""
    text, windows = event.schedule.text or "", event.schedule.windows
    named = _NAMED.search(text)
    for turns in _rates(text) if named and windows else ():
        every = turns.every or 0
        whole = Window(windows[0].start, windows[-1].end)
        one = every >= 1 and months_between(whole) <= every and (whole.end - whole.start).days > 0
        if one and every < _YEAR:
            yield about(
                TURNS_DIFFER, roadmap, event, "schedule", span=turns.span, quote=turns.said,
                schedule=text,
            )  # fmt: skip
            return


def _lists(project: Project) -> Iterator[Finding]:
    """«три раза в год (январь, июнь)» in a passport or a clause."""
    for passage in passages_of(project):
        if passage.field == "schedule" or passage.lost:
            continue
        for found in _LISTED.finditer(passage.text):
            count = _WORDS.get((found["word"] or "").lower()) or count_of(
                (found["count"] or "").lower()
            )
            if count and count != len(_A_MONTH.findall(found["months"])):
                yield report(
                    TURNS_DIFFER, passage, found.span(), quote=found[0], schedule=found["months"]
                )
