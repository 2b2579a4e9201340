"""Acts of the country under a number, a date or a ministry that they never had (L785).

A law is known by its name, and its number and date are its own. The Ministry of Education and
Science was parted by decree 215 of 15.05.2018: what the Ministry of Education signed is of later
days.
"""

import re
from collections.abc import Iterator
from datetime import date

from engine.codes.texts import ACT_MISQUOTED
from engine.diagnostics import Finding
from engine.lazy import lazy_pattern
from engine.lint.rules.order_heading import read_day
from engine.lint.text import Passage, passages_of, report
from engine.lint.text.dates import written
from engine.model.project import Project
from engine.schedule import A_MONTH

_LAWS: tuple[tuple[str, str, date], ...] = (
    (r"об образовании в (?:российской федерации|рф)", "273-ФЗ", date(2012, 12, 29)),
    (r"о персональных данных", "152-ФЗ", date(2006, 7, 27)),
    (r"об основах системы профилактики безнадзорности", "120-ФЗ", date(1999, 6, 24)),
    (r"об основных гарантиях прав реб[её]нка", "124-ФЗ", date(1998, 7, 24)),
    (
        r"об общих принципах организации местного самоуправления в (?:российской федерации|рф)",
        "131-ФЗ",
        date(2003, 10, 6),
    ),
    (r"о защите детей от информации", "436-ФЗ", date(2010, 12, 29)),
)
"""Federal laws that orders on education rest on: name, number, day."""
_DATE = rf"(?P<date>\d{{1,2}}\.\d{{1,2}}\.(?:19|20)\d\d|\d{{1,2}}\s+{A_MONTH}\s+(?:19|20)\d\d)"
_DATED = rf"от\s+{_DATE}\s*(?:г\.?|года)?,?\s*"
_NUMBER = r"(?:№|N)\s*(?P<number>\d{1,4}\s*-?\s*ФЗ)"
_CITED = lazy_pattern(
    rf"закон\w*\s+(?:Российской\s+Федерации\s+|РФ\s+|России\s+)?(?:{_DATED})?{_NUMBER}\s*«(?P<name>[^«»]{{5,200}})",
    re.IGNORECASE,
)
_NAMED_FIRST = lazy_pattern(
    rf"закон\w*\s+(?:Российской\s+Федерации\s+|РФ\s+)?«(?P<name>[^«»]{{5,200}})»\s*,?\s*\(?(?:{_DATED})?{_NUMBER}",
    re.IGNORECASE,
)
_PARTED = date(2018, 5, 15)
_COUNTRY = r"(?:Российской\s+Федерации|РФ|России)"
_BY_MINISTRY = lazy_pattern(
    rf"(?P<who>(?P<old>Министерств\w+\s+образования\s+и\s+науки\s+{_COUNTRY})|"
    rf"(?:Министерств\w+\s+просвещения\s+{_COUNTRY}|Минпросвещения(?:\s+(?:России|РФ))?))\s+{_DATED}",
    re.IGNORECASE,
)


def check_acts_of_country(project: Project) -> tuple[Finding, ...]:
    """«Закон № 173-ФЗ «Об образовании …»», a ministry of another time."""
    return tuple(
        found
        for passage in passages_of(project)
        if not passage.lost
        for found in (*_laws(passage), *_ministries(passage))
    )


def _laws(passage: Passage) -> Iterator[Finding]:
    if "ФЗ" not in passage.text:
        return
    for pattern in (_CITED, _NAMED_FIRST):
        for found in pattern.finditer(passage.text):
            name = " ".join(found["name"].split())
            known = next((law for law in _LAWS if re.match(law[0], name, re.IGNORECASE)), None)
            if known:
                yield from _differs(passage, found, known[1], known[2])


def _differs(passage: Passage, found: re.Match[str], number: str, day: date) -> Iterator[Finding]:
    read = read_day(found["date"]) if found["date"] else None
    if re.sub(r"\D", "", found["number"]) != number.split("-")[0]:
        yield report(ACT_MISQUOTED, passage, found.span("number"), own=f"№ {number}")
    elif read and read != (day.year, day.month, day.day):
        yield report(ACT_MISQUOTED, passage, found.span("date"), own=written(day))


def _ministries(passage: Passage) -> Iterator[Finding]:
    for found in _BY_MINISTRY.finditer(passage.text):
        read = read_day(found["date"])
        parted = (_PARTED.year, _PARTED.month, _PARTED.day)
        if read and (read >= parted) is bool(found["old"]):
            yield report(ACT_MISQUOTED, passage, found.span("who"), own="")
