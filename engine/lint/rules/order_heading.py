"""The order and its annexes: date and number (L679), persons (L687)."""

import re
from collections.abc import Iterator
from datetime import date

from engine.codes.texts import ORDER_DATES_DIFFER, PERSON_NAMED_DIFFERENTLY
from engine.diagnostics import Finding, Origin, Subject
from engine.lazy import lazy_pattern
from engine.lint.text import Passage, passages_of, report
from engine.lint.text.levels import Height, own_height
from engine.model.project import Project
from engine.schedule import month_number

Day = tuple[int, int, int]

_DAY = lazy_pattern(
    r"(?P<day>\d{1,2})[\W_]{1,6}(?P<month>\d{1,2}|[а-я]+)[\W_]{1,4}(?P<year>20\d\d)", re.IGNORECASE
)
_CITED = lazy_pattern(
    r"приложени\w*[^.;]{0,30}?\bк\s+(?P<paper>приказ|постановлен|распоряжен)\w*(?P<whose>.{0,160}?)(?:\bот\s+)?"
    r"(?P<date>\d{1,2}[\W_]{1,6}(?:\d{1,2}|[а-я]+)[\W_]{1,4}20\d\d)[^№]{0,12}"
    r"№\s*(?P<number>[\w/-]+)",
    re.IGNORECASE | re.DOTALL,
)
_OF_OTHERS = lazy_pattern(r"министер|област|регион|края|республик|рособрнадзор|правительств", re.I)
_PERSON = lazy_pattern(r"\b(?P<surname>[А-ЯЁ][а-яё]{2,})\s+(?P<initials>[А-ЯЁ]\.\s?[А-ЯЁ]\.)")


def check_order(project: Project) -> tuple[Finding, ...]:
    """Annexes that cite another order; persons with two sets of initials."""
    return (*_cited(project), *_persons(project))


def _cited(project: Project) -> Iterator[Finding]:
    """Annexes of the order, in its list and above its passports."""
    own, number = read_day(project.order.date or ""), project.order.number
    of_region = own_height(project) is Height.REGION
    for passage in passages_of(project):
        if passage.field in ("annexes", "preamble"):
            own_paper = of_region and passage.field == "annexes"
            yield from _cites_otherwise(
                passage, own, number or "", project.order.date or "", own_paper=own_paper
            )
    for roadmap in project.roadmaps:
        at, whole = Origin(roadmap.file, ("annex",)), Subject(roadmap.slug, "document")
        above = Passage(roadmap.annex or "", at, whole, "annexes")
        yield from _cites_otherwise(above, own, number or "", project.order.date or "")


def _cites_otherwise(
    passage: Passage, own: Day | None, number: str, printed: str, *, own_paper: bool = False
) -> Iterator[Finding]:
    cited = _CITED.search(passage.text)
    if cited is None or (not own_paper and _OF_OTHERS.search(cited["whose"])):
        return
    day = read_day(cited["date"])
    other_day = bool(own and day and own != day)
    other_number = bool(number) and _digits(cited["number"]) != _digits(number)
    if other_day or other_number:
        span = cited.span("date") if other_day else cited.span("number")
        yield report(
            ORDER_DATES_DIFFER, passage, span, number=cited["number"],
            cited=cited["date"], own=printed, own_number=number,
        )  # fmt: skip


def _digits(number: str) -> str:
    """«214-од», «№ 214»: the figures and letters, in one case."""
    return re.sub(r"[\W_]", "", number).casefold()


def read_day(text: str) -> Day | None:
    """«08.09.2020», «« 14 » июля 2020» → (2020, 9, 8)."""
    found = _DAY.search(text)
    if not found:
        return None
    month = found["month"]
    number = int(month) if month.isdigit() else month_number(month)
    return (int(found["year"]), number, int(found["day"])) if number else None


def signed_on(project: Project) -> date | None:
    """The day of the order; None where none is printed whole."""
    read = read_day(project.order.date or "")
    try:
        return date(*read) if read else None
    except ValueError:
        return None


def _persons(project: Project) -> Iterator[Finding]:
    first: dict[str, tuple[str, Passage]] = {}
    for passage in passages_of(project):
        for person in _PERSON.finditer(passage.text):
            initials = person["initials"].replace(" ", "")
            known, where = first.setdefault(_surname(person["surname"]), (initials, passage))
            if known != initials:
                yield report(
                    PERSON_NAMED_DIFFERENTLY, passage, person.span(),
                    other=known, related=((where, "first-here"),),
                )  # fmt: skip


def _surname(word: str) -> str:
    """The surname in any case: its letters without the ending."""
    return re.sub(r"(?:ой|ую|ым|ому|ого|а|у|е|ы)$", "", word)
