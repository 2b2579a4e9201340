"""Registers of the department: schools in need, equipment, olympiads, procedures, events."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path

from sample.dice import Dice
from sample.district import LOW_RESULTS, YEARS, schools, yes

Row = list[object]


def low_results_list() -> list[Row]:
    """The list that the federal agency sent."""
    return [[str(number), date(2021, 6, 21)] for number in LOW_RESULTS]


def support_members() -> list[Row]:
    """Schools that an order took into the system of support; one of them came by its own wish."""
    joined = [[str(number), "214", date(2021, 9, 10)] for number in LOW_RESULTS]
    return [*joined, ["114", "231", date(2021, 10, 4)]]


def equipment(dice: Dice) -> list[Row]:
    """High-tech places by school and year: every year some more schools have them."""
    since = dict.fromkeys((101, 102, 103, 104, 105, 107, 109, 110, 112), 0)
    since |= {106: 1, 111: 1, 113: 1, 115: 1, 108: 2, 114: 2, 117: 2, 121: 2}
    rows: list[Row] = []
    for at, year in enumerate(YEARS):
        for school in schools():
            first = since.get(school.number)
            places = 0 if first is None or first > at else dice.between(8, 15) + 4 * (at - first)
            rows.append([school.number, year, places])
    return rows


_SUBJECTS = (
    "английский язык", "астрономия", "биология", "география", "информатика", "искусство",
    "история", "литература", "математика", "немецкий язык", "обществознание", "ОБЖ", "право",
    "русский язык", "технология", "физика", "физическая культура", "химия", "экология", "экономика",
)  # fmt: skip
_UNSEEN = ("астрономия", "экология")
"""Olympiads to which no observer came."""


def olympiads() -> list[Row]:
    """The municipal stage: twenty subjects in five weeks."""
    first = date(2021, 11, 8)
    return [
        [f"О-{at + 1:02d}", subject, first + timedelta(days=at // 4 * 7 + at % 4)]
        for at, subject in enumerate(_SUBJECTS)
    ]


_PROCEDURES = (
    ("П-01", "Всероссийские проверочные работы, весна 2021 г.", "федеральный", date(2021, 4, 6)),
    ("П-02", "Диагностика читательской грамотности", "региональный", date(2021, 10, 13)),
    ("П-03", "Муниципальная контрольная работа по математике", "муниципальный", date(2021, 12, 8)),
    ("П-04", "Региональный мониторинг по физике", "региональный", date(2022, 2, 9)),
    ("П-05", "Метапредметная диагностика, 4 класс", "муниципальный", date(2022, 4, 12)),
    ("П-06", "Метапредметная диагностика, 8 класс", "муниципальный", date(2022, 4, 19)),
    ("П-07", "Всероссийские проверочные работы, осень 2022 г.", "федеральный", date(2022, 9, 20)),
)


def procedures() -> list[Row]:
    """Federal works of spring 2022 were moved to autumn: the period has none."""
    return [list(row) for row in _PROCEDURES]


def observers(dice: Dice) -> list[Row]:
    """Who watched what; personal names of observers are invented."""
    watched = [str(code) for code, subject, _ in olympiads() if subject not in _UNSEEN]
    watched += ["П-02", "П-03", "П-04", "П-06"]
    rows: list[Row] = []
    for code in watched:
        for _ in range(dice.between(1, 3)):
            name = f"Наблюдателева {dice.pick('АБВГДЕИКЛМ')}.{dice.pick('АВГИНПС')}."
            rows.append([code, name, yes(dice.happens(85))])
    return rows


def district_events() -> list[Row]:
    """Events of the department; one stands after the day of the report."""
    rows: list[Row] = []
    for kind, title, topic, roadmap, day, people in lines_of("events.txt"):
        when = datetime.strptime(day, "%d.%m.%Y").date()
        rows.append([kind, title, topic, roadmap, when, int(people) if people else None])
    return rows


def lines_of(name: str) -> Iterator[list[str]]:
    """The cells of a list beside this module, split at |; lines with # are remarks."""
    for line in (Path(__file__).parent / name).read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            yield [cell.strip() for cell in line.split("|")]
