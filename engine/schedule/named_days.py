"""Days of the week beside whole dates: «с 14 декабря (понедельник) по 18 декабря (пятница)»."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from engine.lazy import lazy_pattern
from engine.model.spec import Schedule, Window
from engine.schedule.excepting import resolve_schedule as resolve_unnamed
from engine.schedule.interpretation import remark
from engine.schedule.months import A_MONTH
from engine.schedule.remarks import by_place, confidence

_BEGINNINGS = ("пн по", "вт", "ср", "чт че", "пт пя", "сб су", "вс во")
_NAME = (
    r"(?P<name>понедельник[ау]?|вторник[ау]?|сред[аыуе]|четверг[ау]?|пятниц[аыуе]|суббот[аыуе]"
    r"|воскресень[еяю]|(?:пн|вт|ср|чт|пт|сб|вс)\.?)(?![а-яё])"
)
_LAST_NAME = _NAME.replace("name", "last_name")
_DAY = r"(?<![\d.])(?P<day>\d\d?)(?:-?го|-?е)?"
_LAST_DAY = r"(?P<last_day>\d\d?)"
_MONTH = rf"(?:{A_MONTH}|(?:янв|февр?|мар|апр|авг|сент?|окт|нояб?|дек)\b\.?)"
_YEAR = r"(?:\s*(?:19|20)\d\d(?:\s*(?:года|г\.?)(?![а-яё]))?)?"
_REST = rf"(?:\.\d\d(?:\.(?:\d{{4}}|\d\d))?(?!\d)(?:\s*г\.)?|\s+{_MONTH}{_YEAR})"
_RUN = r"\s*[–—-]\s*"
_GOES_ON = r"(?=\s*(?:$|[;.)–—-]|,\s*\d|(?:и|по|до)\s))"
_BESIDE = tuple(
    lazy_pattern(pattern, re.IGNORECASE)
    for pattern in (
        rf"{_DAY}{_REST}?\s*(?P<out>\(\s*{_NAME}\s*\))",
        rf"{_DAY}{_REST}\s*(?P<out>,\s*{_NAME}){_GOES_ON}",
        rf"(?<![а-яё])(?P<out>{_NAME}\s*,?\s*){_DAY}(?:{_REST}|(?=\s*(?:по\s|до\s|[–—-])))",
        rf"{_DAY}{_RUN}{_LAST_DAY}{_REST}\s*(?P<out>\(\s*{_NAME}{_RUN}{_LAST_NAME}\s*\))",
    )
)
_REPEATED = lazy_pattern(
    r"еже|кажд|\bраз[а]?\b|\b(?:перв|трет|четв[её]рт|послед)|\bвтор(?!ник)", re.IGNORECASE
)
_LONGEST = 2_000
"""Letters of a phrase that is looked through; a longer one is no schedule."""


def resolve_schedule(
    phrase: str | None, period: Window | None, *, month: date | None = None
) -> Schedule:
    """What `phrase` means in a plan for `period`: the days are those of its dates, and a date whose
    day of the week is another is named (`weekday-differs`)."""
    named = _named(phrase) if phrase and len(phrase) <= _LONGEST else []
    if not phrase or not named:
        return resolve_unnamed(phrase, period, month=month)
    bare = phrase
    for each in named:
        start, end = each.span("out")
        bare = f"{bare[:start]}{' ' * (end - start)}{bare[end:]}"
    dated = resolve_unnamed(bare, period, month=month)
    if not dated.windows or dated.reason or dated.rrule:
        return resolve_unnamed(phrase, period, month=month)
    wrong = (remark("weekday-differs", place) for each in named for place in _wrong(each, dated))
    noted = replace(
        dated, text=phrase, remarks=tuple(sorted((*dated.remarks, *wrong), key=by_place))
    )
    return replace(noted, confidence=confidence(noted))


def _named(phrase: str) -> list[re.Match[str]]:
    """Where a date stands beside its day of the week; a name that stands between two belongs to
    the first."""
    beside: list[re.Match[str]] = []
    for pattern in _BESIDE if not _REPEATED.search(phrase) else ():
        for each in pattern.finditer(phrase):
            if all(each.span("name") != other.span("name") for other in beside):
                beside.append(each)
    return beside


def _wrong(named: re.Match[str], dated: Schedule) -> Iterator[tuple[int, int]]:
    """The places of names that are not of the dates with that number; of a number that begins or
    ends no window nothing is said."""
    ends = {day for window in dated.windows for day in (window.start, window.end)}
    groups = named.groupdict()
    for number, name in (("day", "name"), ("last_day", "last_name")):
        if groups.get(name):
            beside = {day.weekday() for day in ends if day.day == int(groups[number])}
            start = groups[name].lower()[:2]
            said = next(at for at, each in enumerate(_BEGINNINGS) if start in each.split())
            if beside and said not in beside:
                yield named.span(name)
