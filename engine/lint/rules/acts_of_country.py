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

_RF = r"(?:российской федерации|рф)"
_STANDARD = r"об утверждении (?:федерального государственного образовательного стандарта|фгос) "
_FINALS = (
    r"об утверждении порядка проведения государственной итоговой аттестации по образовательным "
    r"программам "
)
_ACTS: tuple[tuple[str, tuple[tuple[str, date], ...]], ...] = (
    (rf"об образовании в {_RF}", (("273-ФЗ", date(2012, 12, 29)),)),
    (
        rf"о внесении изменений в федеральный закон «об образовании в {_RF}» по вопросам "
        r"воспитания",
        (("304-ФЗ", date(2020, 7, 31)),),
    ),
    (r"о персональных данных", (("152-ФЗ", date(2006, 7, 27)),)),
    (r"об основах системы профилактики безнадзорности", (("120-ФЗ", date(1999, 6, 24)),)),
    (r"об основных гарантиях прав реб[её]нка", (("124-ФЗ", date(1998, 7, 24)),)),
    (
        rf"об общих принципах организации местного самоуправления в {_RF}",
        (("131-ФЗ", date(2003, 10, 6)),),
    ),
    (r"о защите детей от информации", (("436-ФЗ", date(2010, 12, 29)),)),
    (rf"о молод[её]жной политике в {_RF}", (("489-ФЗ", date(2020, 12, 30)),)),
    (r"о российском движении детей и молод[её]жи", (("261-ФЗ", date(2022, 7, 14)),)),
    (rf"о социальной защите инвалидов в {_RF}", (("181-ФЗ", date(1995, 11, 24)),)),
    (r"об опеке и попечительстве", (("48-ФЗ", date(2008, 4, 24)),)),
    (r"о противодействии экстремистской деятельности", (("114-ФЗ", date(2002, 7, 25)),)),
    (r"о противодействии терроризму", (("35-ФЗ", date(2006, 3, 6)),)),
    (r"о противодействии коррупции", (("273-ФЗ", date(2008, 12, 25)),)),
    (r"об информации,? информационных технологиях", (("149-ФЗ", date(2006, 7, 27)),)),
    (rf"о стратегическом планировании в {_RF}", (("172-ФЗ", date(2014, 6, 28)),)),
    (rf"о физической культуре и спорте в {_RF}", (("329-ФЗ", date(2007, 12, 4)),)),
    (r"о национальных целях и стратегических задачах", (("204", date(2018, 5, 7)),)),
    (
        rf"о национальных целях развития {_RF} на период до 2030 года",
        (("474", date(2020, 7, 21)), ("309", date(2024, 5, 7))),
    ),
    (rf"{_STANDARD}начального общего", (("373", date(2009, 10, 6)), ("286", date(2021, 5, 31)))),
    (rf"{_STANDARD}основного общего", (("1897", date(2010, 12, 17)), ("287", date(2021, 5, 31)))),
    (rf"{_STANDARD}среднего общего", (("413", date(2012, 5, 17)),)),
    (rf"{_STANDARD}дошкольного", (("1155", date(2013, 10, 17)),)),
    (
        rf"{_FINALS}основного общего",
        (("189/1513", date(2018, 11, 7)), ("232/551", date(2023, 4, 4))),
    ),
    (
        rf"{_FINALS}среднего общего",
        (("190/1512", date(2018, 11, 7)), ("233/552", date(2023, 4, 4))),
    ),
    (
        r"об утверждении порядка проведения всероссийской олимпиады школьников",
        (("1252", date(2013, 11, 18)), ("678", date(2020, 11, 27))),
    ),
    (
        r"об утверждении порядка проведения аттестации педагогических работников",
        (("276", date(2014, 4, 7)), ("196", date(2023, 3, 24))),
    ),
    (
        r"об утверждении методологии и критериев оценки качества общего образования",
        (("590/219", date(2019, 5, 6)),),
    ),
)
"""Acts that orders on education rest on, by the words of their names: number and day of each that
is so called."""
_DATE = rf"(?P<date>\d{{1,2}}\.\d{{1,2}}\.(?:19|20)\d\d|\d{{1,2}}\s+{A_MONTH}\s+(?:19|20)\d\d)"
_DATED = rf"от\s+{_DATE}\s*(?:г\.?|года)?,?\s*"
_NUMBER = r"(?:№|N)\s*(?P<number>\d{1,4}(?:\s*-?\s*ФЗ|\s*/\s*\d{1,4})?)(?![\w/-])"
_NAME = r"«(?P<name>[^«»]{5,200}(?:«[^«»]{5,200}»[^«»]{0,200})?)"
_ACT = r"\b(?P<act>(?:закон|указ|приказ)\w*\s+(?:[^«»№]{3,120}?\s)??)"
_CITED = lazy_pattern(rf"{_ACT}(?:{_DATED})?{_NUMBER}\s*{_NAME}", re.IGNORECASE)
_NAMED_FIRST = lazy_pattern(rf"{_ACT}{_NAME}»\s*,?\s*\(?(?:{_DATED})?{_NUMBER}", re.IGNORECASE)
_OF_COUNTRY = lazy_pattern(
    r"(?:закон|указ)|приказ\w*.*(?:Минобрнауки|Минпросвещения|Рособрнадзор|Министерств\w+\s+"
    r"(?:образования\s+и\s+науки|просвещения)|Федеральн\w+\s+служб)",
    re.IGNORECASE,
)
_OF_REGION = lazy_pattern(
    r"област|кра[йяею]м?\b|республик|автономн|округ|район|город", re.IGNORECASE
)
"""A region calls its acts by the same words."""
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
        for found in (*_cited(passage), *_ministries(passage))
    )


def _cited(passage: Passage) -> Iterator[Finding]:
    if "№" not in passage.text and "ФЗ" not in passage.text:
        return
    for pattern in (_CITED, _NAMED_FIRST):
        for found in pattern.finditer(passage.text):
            name, act = (" ".join(found[group].split()) for group in ("name", "act"))
            if not _OF_COUNTRY.match(act) or _OF_REGION.search(f"{act} {name}"):
                continue
            known = next((own for words, own in _ACTS if re.match(words, name, re.I)), None)
            if known:
                yield from _differs(passage, found, known)


def _differs(
    passage: Passage, found: re.Match[str], known: tuple[tuple[str, date], ...]
) -> Iterator[Finding]:
    read = read_day(found["date"]) if found["date"] else None
    number = re.sub(r"[^\d/]", "", found["number"])
    own = [day for each, day in known if each.removesuffix("-ФЗ") == number]
    if not own:
        said = ", ".join(f"№ {each}" for each, _ in known)
        yield report(ACT_MISQUOTED, passage, found.span("number"), own=said)
    elif read and read not in [(day.year, day.month, day.day) for day in own]:
        yield report(ACT_MISQUOTED, passage, found.span("date"), own=written(own[0]))


def _ministries(passage: Passage) -> Iterator[Finding]:
    for found in _BY_MINISTRY.finditer(passage.text):
        read = read_day(found["date"])
        parted = (_PARTED.year, _PARTED.month, _PARTED.day)
        if read and (read >= parted) is bool(found["old"]):
            yield report(ACT_MISQUOTED, passage, found.span("who"), own="")
