"""Durations that the plan's period, or the work itself, cannot hold."""

import re
from collections.abc import Iterator

from engine.codes.documents import DURATION_TOO_LONG, DURATION_UNKEPT
from engine.diagnostics import Finding
from engine.lazy import lazy_pattern
from engine.lint.text.dates import first_day, last_day, period_of, written
from engine.lint.text.deeds import Doing, read_deed, same_thing
from engine.lint.text.morphology import count_of, is_plural, lemma, words_of
from engine.lint.text.numbering import about, beside
from engine.lint.text.phrases import deed_of
from engine.lint.text.things import Use, use_of
from engine.model.project import Project
from engine.model.spec import Event, Goal, Indicator, Roadmap, ScheduleKind, Window
from engine.schedule.calendar import months_between

_DURATION = lazy_pattern(
    r"(?:срок(?:ом)?(?: (?:реализации|действия|на))*|рассчитан\w* на|на период)\W{0,3}"
    r"(?:не менее |не менее чем |до )?(\d+|одн\w+|дв\w+|тр[её]\w*|три|четыр\w*|пят\w*)[\s-]*"
    r"(?:год\w*|лет|месяц\w*)",
    re.IGNORECASE,
)
_NUMERALS = {"од": 1, "дв": 2, "тр": 3, "че": 4, "пя": 5}
_YEAR = 12


def check_durations(project: Project) -> tuple[Finding, ...]:
    """Durations longer than the plan (L624), and carried out in less than they promise (L629)."""
    return tuple(
        found
        for roadmap in project.roadmaps
        for period in [period_of(project, roadmap)]
        for found in (
            *(told for event in roadmap.events for told in _judge(event, roadmap, period)),
            *(_years_told(roadmap, period) if period else ()),
        )
    )


_ADJECTIVE = lazy_pattern(
    r"\b(?:(?P<half>полугод(?:ов|ичн))|"
    r"(?P<count>одн|дву|тр[её]|четыр[её]|пяти|шести|девяти|\d+-?)\w{0,3}(?P<unit>летн|годичн|месячн))\w+\s+"
    r"(?:\w+\s+){0,2}?(?P<thing>программ|курс|обучени|цикл|план|проект|стажировк|смен|практикум|"
    r"семинар|интенсив|марафон|тренинг|конкурс|акци|мониторинг|опрос|экспедици|апробаци|наблюдени)\w*",
    re.IGNORECASE,
)
_HALF_A_YEAR = 4
"""Months of the first half of a school year, the shorter one."""
_COUNTS = {"одн": 1, "дву": 2, "тре": 3, "трё": 3, "чет": 4, "пят": 5, "шес": 6, "дев": 9}


def _own_length(event: Event, roadmap: Roadmap) -> Iterator[Finding]:
    """«Учителя обучены по двухлетней программе» within three months."""
    for route, text in (("title", event.title or ""), ("result", event.result or "")):
        said = _ADJECTIVE.search(text)
        lasted = _span(event)
        if said and lasted and lasted < _length_of(said):
            yield about(
                DURATION_UNKEPT, roadmap, event, route, span=said.span(), quote=said[0],
                duration=said[0], title=event.title or "",
            )  # fmt: skip


_DAYS_LONG = lazy_pattern(
    r"\b(?P<count>одно|двух|тр[её]х|четыр[её]х|пяти|шести|семи|десяти|\d+-?)дневн\w+|"
    r"\((?P<days>\d+)\s+(?:календарн\w+|рабоч\w+)?\s*дн(?:я|ей)\)",
    re.IGNORECASE,
)
_DAYS = {"одно": 1, "двух": 2, "трех": 3, "трёх": 3, "четырех": 4, "четырёх": 4, "пяти": 5,
         "шести": 6, "семи": 7, "десяти": 10}  # fmt: skip


def _days_long(event: Event, roadmap: Roadmap) -> Iterator[Finding]:
    """«Трехдневный форум» on two days."""
    said = _DAYS_LONG.search(event.title or "")
    windows = event.schedule.windows
    if said is None or event.schedule.kind is not ScheduleKind.FIXED_WINDOW or len(windows) != 1:
        return
    count = (said["count"] or said["days"]).lower().rstrip("-")
    days = int(count) if count.isdigit() else _DAYS[count]
    lasted = (windows[0].end - windows[0].start).days + 1
    if lasted < days:
        yield _unkept(event, roadmap, said[0])


_LONG_AS = lazy_pattern(
    r"^\W*(?:(?:проведени\w+|провести)\s+|(?:организаци\w+|организовать)\s+"
    r"(?:и\s+(?:проведени\w+|провести)\s+)?)?(?:[а-яё][а-яё-]*\s+){0,3}?"
    r"(?P<noun>недел[яию]|декад[аыу]|месячник\w{0,2})\b",
    re.IGNORECASE,
)
_LASTS = {"неде": (4, 9), "дека": (7, 14), "меся": (20, 40)}
"""The fewest and most days from the first to the last of what is called so."""
_AS_A_WHOLE = ("неделя", "декада", "месячник")
"""«Неделя химии», «Проведение недели химии» last; «Открытие недели» is one of its days."""
_OF_DAYS = frozenset({"смена", "сбор", "стажировка", "лагерь", "каникулы"})
"""What is called so lasts several days."""


def _of_one_day(event: Event, roadmap: Roadmap) -> Iterator[Finding]:
    """«Организация профильной смены» on one day."""
    windows, title = event.schedule.windows, event.title or ""
    fixed = event.schedule.kind is ScheduleKind.FIXED_WINDOW and len(windows) == 1
    single = fixed and windows[0].start == windows[0].end
    if not single or deed_of(title) not in _OF_DAYS:
        return
    named = next((word for word in words_of(title) if word.lemma == deed_of(title)), None)
    many = named is not None and (named.lemma != "сбор" or is_plural(named.text))
    if many and named is not None:
        yield _unkept(event, roadmap, named.text)


def _named_length(event: Event, roadmap: Roadmap) -> Iterator[Finding]:
    """«Методическая неделя» of two weeks, «месячник» of ten days."""
    said, windows = _LONG_AS.search(event.title or ""), event.schedule.windows
    fixed = event.schedule.kind is ScheduleKind.FIXED_WINDOW and len(windows) == 1
    yearly = event.schedule.kind is ScheduleKind.RECURRING and len(windows) == len(
        {window.end.year for window in windows}
    )
    if said is None or not windows or not (fixed or yearly) or windows[0].is_of_months:
        return
    of_one_day = windows[0].start == windows[0].end
    whole = said["noun"].lower() in _AS_A_WHOLE
    if of_one_day and not whole and lemma(said["noun"]) != deed_of(event.title or ""):
        return
    least, most = _LASTS[said["noun"][:4].lower()]
    if not least <= (windows[0].end - windows[0].start).days + 1 <= most:
        yield _unkept(event, roadmap, said["noun"])


_WEEKS_LONG = lazy_pattern(
    r"\bв\s+течение\s+(?P<count>[а-яё]+|\d{1,2})\s+недель|"
    r"\b(?P<prefix>двух|тр[её]х|четыр[её]х|\d{1,2}-?)недельн\w+",
    re.IGNORECASE,
)
_WORKING_DAYS, _WEEK = 5, 7
_HOURS_LONG = lazy_pattern(
    r"(?:об[ъь][её]м\w*|продолжительност\w+|длительност\w+|трудо[её]мкост\w+)\s+(?:в\s+)?(?:не\s+менее\s+)?"
    r"(?P<hours>\d{1,3})\s*(?:академическ\w+\s+)?час\w*|\b(?P<prefix>\d{1,3})-?часов\w+",
    re.IGNORECASE,
)
_HOURS_A_DAY = 10
_OPENING = 3
_MOST_DAYS = 7
"""Within so many days hours can be held against days; a longer term holds any course."""


def _too_short(event: Event, roadmap: Roadmap) -> Iterator[Finding]:
    """«Двухнедельная смена» of five days, «программа объемом 18 часов» on one day."""
    windows, title = event.schedule.windows, event.title or ""
    if event.schedule.kind is not ScheduleKind.FIXED_WINDOW or len(windows) != 1:
        return
    lasted = (windows[0].end - windows[0].start).days + 1
    weeks, hours = _WEEKS_LONG.search(title), _HOURS_LONG.search(title)
    least = _fewest_days(weeks) if weeks else 0
    if any(use_of(word.text) is Use.MAKE for word in words_of(title)[:_OPENING]):
        return
    if hours is None and lasted <= _MOST_DAYS and "«" in title:
        hours = _hours_elsewhere(title, roadmap)
    taught = int(hours["hours"] or hours["prefix"]) if hours else 0
    crowded = lasted <= _MOST_DAYS and taught > lasted * _HOURS_A_DAY
    said = weeks if weeks and lasted < least else hours if hours and crowded else None
    if said:
        yield _unkept(event, roadmap, said[0])


_TEACHES = frozenset({"обучение", "подготовка", "курс", "переподготовка", "повышение", "освоение"})
_CALLED = lazy_pattern("«[^«»]{3,80}»")


def _hours_elsewhere(title: str, roadmap: Roadmap) -> re.Match[str] | None:
    """The hours of the programme that the row teaches by, as another row gives them."""
    if deed_of(title) not in _TEACHES:
        return None
    names = frozenset(_CALLED.findall(title))
    texts = (
        text
        for each in roadmap.events
        for text in (each.title or "", each.result or "")
        if names & frozenset(_CALLED.findall(text))
    )
    return next((found for text in texts if (found := _HOURS_LONG.search(text))), None)


def _fewest_days(weeks: re.Match[str]) -> int:
    """From the Monday of the first week to the Friday of the last."""
    count = count_of((weeks["count"] or weeks["prefix"]).lower().rstrip("-")) or 0
    return (count - 1) * _WEEK + _WORKING_DAYS if count else 0


_MONTHLY_ONES = lazy_pattern(r"\b(?P<count>[а-яё]+|\d{1,2})\s+ежемесячн\w+", re.IGNORECASE)
_MEETINGS = lazy_pattern(
    r"\b(?P<count>[а-яё]+|\d{1,2})\s+(?:[а-яё]+(?:ых|их)\s+)?(?:вебинар|семинар|заняти|встреч|заседани|"
    r"консультаци|лекци|тренинг|мастер-класс|совещани|собрани|выпуск|практикум)\w*",
    re.IGNORECASE,
)
_MONTHLY = lazy_pattern(r"\bежемесячно\b", re.IGNORECASE)


_ALONG = lazy_pattern(
    r"\bв\s+течени[еи]\s+(?P<count>(?:двух|тр[её]х|четыр[её]х)\s+)?(?P<unit>месяц|квартал|полугоди)\w*",
    re.IGNORECASE,
)
_AT_LEAST = {"месяц": 20, "квартал": 60, "полугоди": 100}
"""Days that a month, a quarter, half a year of work have at least."""


def _along(event: Event, roadmap: Roadmap) -> Iterator[Finding]:
    """«Анкетирование в течение месяца» from the 10th to the 21st."""
    said, windows = _ALONG.search(event.title or ""), event.schedule.windows
    fixed = event.schedule.kind is ScheduleKind.FIXED_WINDOW and len(windows) == 1
    if said is None or not fixed or windows[0].is_of_months:
        return
    times = {"дву": 2, "тре": 3, "трё": 3, "чет": 4}.get((said["count"] or "")[:3].lower(), 1)
    if 1 < (windows[0].end - windows[0].start).days + 1 < times * _AT_LEAST[said["unit"].lower()]:
        yield _unkept(event, roadmap, said[0])


def _too_many(event: Event, roadmap: Roadmap) -> Iterator[Finding]:
    """«Шесть ежемесячных занятий» in two months, «восемь вебинаров» monthly in four."""
    title, months = event.title or "", _span(event)
    monthly = _MONTHLY.search(event.schedule.text or "")
    found = [*_MONTHLY_ONES.finditer(title), *(_MEETINGS.finditer(title) if monthly else ())]
    said = next((each for each in found if (count_of(each["count"].lower()) or 0) > months), None)
    if said and months:
        yield _unkept(event, roadmap, said[0])


def _unkept(event: Event, roadmap: Roadmap, said: str) -> Finding:
    return about(
        DURATION_UNKEPT, roadmap, event, "schedule", quote=event.schedule.text or "",
        duration=said, title=event.title or "",
    )  # fmt: skip


_ALL_YEARS = lazy_pattern(
    r"\bза\s+(?:весь\s+период\s+)?(?P<count>два|две|двух|три|тр[её]х|четыре|четыр[её]х|пять|пяти|шесть|\d{1,2})\s+"
    r"(?:полных\s+)?(?:учебн\w+\s+|календарн\w+\s+)?(?:год|лет)",
    re.IGNORECASE,
)
_YEARS_IN_WORDS = {"дв": 2, "тр": 3, "че": 4, "пя": 5, "ше": 6}
_LAST = lazy_pattern(
    r"последн|предыдущ|прошл|прошедш|истекш|предшеств|динамик|сравн", re.IGNORECASE
)


def _years_told(roadmap: Roadmap, period: Window) -> Iterator[Finding]:
    """«Оценка эффективности за четыре года» in a plan of two."""
    years = max(1, round(months_between(period) / _YEAR))
    rows: list[tuple[Event | Goal | Indicator, str, str]] = [
        *((event, "title", event.title or "") for event in roadmap.events),
        *((goal, "text", goal.text) for goal in roadmap.goals),
        *((indicator, "text", indicator.text) for indicator in roadmap.indicators),
    ]
    for item, field, text in rows:
        said = _ALL_YEARS.search(text)
        if said and not _LAST.search(text) and _count(said["count"]) > years:
            yield about(
                DURATION_TOO_LONG, roadmap, item, field, span=said.span(), quote=said[0],
                starts=written(period.start), ends=written(period.end),
            )  # fmt: skip


def _count(word: str) -> int:
    return int(word) if word.isdigit() else _YEARS_IN_WORDS[word[:2].lower()]


def _length_of(said: re.Match[str]) -> int:
    if said["half"]:
        return _HALF_A_YEAR
    count = said["count"].casefold().rstrip("-")
    number = int(count) if count.isdigit() else _COUNTS.get(count[:3], 1)
    return number if "месяч" in said["unit"].casefold() else number * _YEAR


def _judge(event: Event, roadmap: Roadmap, period: Window | None) -> Iterator[Finding]:
    yield from _own_length(event, roadmap)
    yield from _days_long(event, roadmap)
    yield from _named_length(event, roadmap)
    yield from _of_one_day(event, roadmap)
    yield from _too_short(event, roadmap)
    yield from _too_many(event, roadmap)
    yield from _along(event, roadmap)
    match = _DURATION.search(event.title or "")
    if match is None or period is None:
        return
    months = _months(match)
    if months > months_between(period):
        yield about(
            DURATION_TOO_LONG,
            roadmap,
            event,
            "title",
            span=match.span(),
            quote=match[0],
            starts=written(period.start),
            ends=written(period.end),
        )
    short = [run for run in _runs(event, roadmap) if _span(run) < months]
    for run in short:
        yield about(
            DURATION_UNKEPT,
            roadmap,
            run,
            "schedule",
            related=[beside(roadmap, event, "duration-here", "title")],
            quote=run.schedule.text or "",
            duration=match[0],
            title=event.title or "",
        )


def _months(match: re.Match[str]) -> int:
    count = match[1].casefold()
    number = int(count) if count.isdigit() else _NUMERALS.get(count[:2], 1)
    return number if "месяц" in match[0].casefold() else number * _YEAR


def _runs(event: Event, roadmap: Roadmap) -> list[Event]:
    """The events that carry out what `event` makes, in its own section."""
    made = read_deed(event.title or "")
    if made is None:
        return []
    near = [each for each in roadmap.events if each.section == event.section and each is not event]
    deeds = ((each, read_deed(each.title or "")) for each in near if first_day(each))
    return [each for each, its in deeds if its and its.doing is Doing.RUN and same_thing(made, its)]


def _span(event: Event) -> int:
    start, end = first_day(event), last_day(event)
    return months_between(Window(start, end)) if start and end else 0
