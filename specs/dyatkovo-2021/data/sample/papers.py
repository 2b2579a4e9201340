"""The register of documents: those of the district, and those that every school must have."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from sample.dice import Dice
from sample.district import LAGGING, School, schools
from sample.registers import lines_of

Row = list[object]

ADDRESS = "https://example.org/synthetic/{number:04d}"


@dataclass(frozen=True)
class Paper:
    """A document before it is numbered."""

    proves: str
    organisation: str
    kind: str
    title: str
    day: date
    is_published: bool


def document_rows(dice: Dice) -> list[Row]:
    """The register in the order of dates; every issuer numbers each kind of paper by itself."""
    papers = sorted([*_of_district(), *_of_schools(dice)], key=lambda paper: paper.day)
    numbers: dict[tuple[str, str], int] = {}
    rows: list[Row] = []
    for at, paper in enumerate(papers):
        series = (paper.organisation, paper.kind)
        numbers[series] = numbers.get(series, 0) + 1 + len(paper.title) % 4
        number = f"{numbers[series]}-{'о' if paper.organisation else 'УО'}"
        address = ADDRESS.format(number=at + 1) if paper.is_published else "—"
        rows.append(
            [
                paper.proves, paper.organisation, paper.kind, paper.title, number, paper.day,
                address,
            ]
        )  # fmt: skip
    return rows


def _of_district() -> Iterator[Paper]:
    for proves, kind, title, day, address in lines_of("papers.txt"):
        when = datetime.strptime(day, "%d.%m.%Y").date()
        yield Paper(proves, "", kind, title, when, address == "+")


def _of_schools(dice: Dice) -> Iterator[Paper]:
    """Papers that every school must have; those that lag behind have not written all of them."""
    for school in schools():
        is_late = school.number in LAGGING
        if school.is_adapted and not is_late:
            yield _school_paper(
                dice, school, "assessment/adapted-internal-assessment", "положение",
                "Внутренняя система оценки результатов (адаптированные программы)", 2020,
            )  # fmt: skip
        if not is_late:
            yield _school_paper(
                dice, school, "assessment/improvement-plan-per-school", "дорожная карта",
                "Дорожная карта повышения качества подготовки", 2021,
            )  # fmt: skip
        if school.number not in LAGGING[:2]:
            yield _school_paper(
                dice, school, "objectivity/local-act-everywhere; objectivity/local-act",
                "локальный акт", "О проведении процедур оценки и олимпиад", 2020,
            )  # fmt: skip
        yield _school_paper(
            dice, school, "objectivity/conflict-officer-everywhere", "приказ",
            "Об ответственном за недопущение конфликта интересов", 2021,
        )  # fmt: skip
        if school.number != LAGGING[0]:
            yield _school_paper(
                dice, school, "upbringing/school-plan", "план работы",
                "План воспитательной работы на 2021/22 учебный год", 2021,
            )  # fmt: skip


def _school_paper(
    dice: Dice, school: School, proves: str, kind: str, title: str, year: int
) -> Paper:
    first, last = (date(2021, 9, 1), date(2021, 10, 29)) if year == 2021 else _YEAR_2020
    day = dice.workday(first, last)
    day = max(day, first)
    return Paper(proves, school.code, kind, title, day, dice.happens(70))


_YEAR_2020 = (date(2020, 9, 1), date(2021, 5, 28))
