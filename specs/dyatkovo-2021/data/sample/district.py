"""Organisations and people of an invented district; the real one has other schools."""

from dataclasses import dataclass
from datetime import date

from sample.dice import Dice

YEARS = ("2019/20", "2020/21", "2021/22")
NOW = YEARS[-1]

_CITY = (640, 600, 560, 520, 480, 440, 400, 360)
_TOWN = (280, 240, 220, 200, 180, 160)
_VILLAGE = (120, 105, 95, 85, 75, 65, 55, 48, 40, 32)
LOW_RESULTS = (107, 112, 117, 120, 122)
LAGGING = (116, 119, 123)
"""Schools that are late with their papers: the report must find them."""

SILENT = (109, 118)
"""Schools that have not sent the categories of their staff this year."""

_ADAPTED = (101, 102, 104, 105, 109, 110, 112, 116, 119, 121)

_SURNAMES = ("Образцова", "Примерова", "Учебная", "Условная", "Тестова", "Заменина", "Черновикова")
_NAMES = ("Анна", "Ольга", "Елена", "Ирина", "Мария", "Наталья", "Светлана", "Татьяна")
_PATRONYMICS = ("Ивановна", "Петровна", "Сергеевна", "Николаевна", "Алексеевна")
_SUBJECTS = (
    "русский язык и литература", "математика", "начальные классы", "история и обществознание",
    "иностранный язык", "начальные классы", "физика", "химия", "биология", "география",
    "начальные классы", "информатика", "физическая культура", "технология", "начальные классы",
)  # fmt: skip


@dataclass(frozen=True)
class School:
    """A school of the sample; `number` is its code and stands in its invented name."""

    number: int
    locality: str
    pupils: int

    @property
    def code(self) -> str:
        return str(self.number)

    @property
    def grades(self) -> int:
        return 9 if self.pupils < 60 else 11

    def row(self) -> list[object]:
        return [
            self.code,
            f"00{3_200_000 + self.number * 37:08d}",
            f"Школа № {self.number}",
            "ООШ" if self.grades == 9 else "СОШ",
            self.locality,
            yes(self.number in LOW_RESULTS),
            yes(self.number in _ADAPTED),
        ]

    @property
    def is_adapted(self) -> bool:
        return self.number in _ADAPTED


@dataclass(frozen=True)
class Person:
    """A member of staff with the years of service in the sample and the category in each."""

    number: str
    name: str
    school: School
    position: str
    subject: str
    born: int
    gifted: bool
    categories: tuple[str | None, ...]
    """One a year of `YEARS`; None in a year when the person did not work there."""

    def works_in(self, year: str) -> bool:
        return self.categories[YEARS.index(year)] is not None


@dataclass(frozen=True)
class Pupil:
    """A pupil of the current school year."""

    number: str
    school: School
    grade: int


def yes(fact: bool) -> str:
    """As departments write it."""
    return "да" if fact else "нет"


def schools() -> list[School]:
    """Twenty-four schools: 8 of the town, 6 of settlements, 10 of villages; 6,000 pupils."""
    sizes = [("город", _CITY), ("посёлок", _TOWN), ("село", _VILLAGE)]
    places = [(place, pupils) for place, all_pupils in sizes for pupils in all_pupils]
    return [School(101 + at, place, pupils) for at, (place, pupils) in enumerate(places)]


def kindergartens() -> list[list[object]]:
    """Rows of twenty-three kindergartens."""
    places = ["город"] * 11 + ["посёлок"] * 6 + ["село"] * 6
    return [[str(201 + at), f"Детский сад № {201 + at}", place] for at, place in enumerate(places)]


def staff(dice: Dice) -> list[Person]:
    """About 700 people a year; some leave, some come."""
    people: list[Person] = []
    for school in schools():
        for at in range(round(school.pupils / 11) + 8):
            people.append(_person(dice, school, at, f"Т-{len(people) + 1:04d}"))
    return people


def _person(dice: Dice, school: School, at: int, number: str) -> Person:
    position = _position(school, at)
    subject = _SUBJECTS[at % len(_SUBJECTS)] if position == "учитель" else ""
    name = f"{dice.pick(_SURNAMES)} {dice.pick(_NAMES)} {dice.pick(_PATRONYMICS)}"
    born = dice.between(1957, 1998)
    return Person(
        number, name, school, position, subject, born,
        gifted=position == "учитель" and dice.happens(22),
        categories=_categories(dice, school, born),
    )  # fmt: skip


def _position(school: School, at: int) -> str:
    few = ["директор", "заместитель директора по УВР"]
    many = [
        *few, "заместитель директора по ВР", "педагог-психолог", "социальный педагог",
        "педагог-организатор", "учитель-логопед",
    ]  # fmt: skip
    if school.pupils >= 400:
        many.insert(2, "заместитель директора по УВР")
    posts = many if school.pupils >= 160 else few
    return posts[at] if at < len(posts) else "учитель"


def _categories(dice: Dice, school: School, born: int) -> tuple[str | None, ...]:
    """The category of each year; it seldom changes, and young people come late."""
    newcomer = born > 1994
    level = dice.pick(("высшая", "первая", "первая", "соответствие", "без категории"))
    if newcomer:
        level = "без категории"
    years: list[str | None] = [None if newcomer or dice.happens(3) else level]
    years.append(None if newcomer and dice.happens(50) else level)
    if level == "соответствие" and dice.happens(6):
        level = "первая"
    is_gone = years[0] is not None and dice.happens(4)
    years.append(None if is_gone else "н/д" if school.number in SILENT else level)
    return tuple(years)


def teacher_rows(people: list[Person]) -> list[list[object]]:
    """One row a person and school year."""
    return [
        [
            each.number, each.name, each.school.number, each.position, each.subject or "—",
            category, int(year[:4]) - each.born, yes(each.gifted), year,
        ]
        for at, year in enumerate(YEARS)
        for each in people
        if (category := each.categories[at]) is not None
    ]  # fmt: skip


def pupils() -> list[Pupil]:
    """6,000 pupils, spread evenly over the grades of their school."""
    found: list[Pupil] = []
    for school in schools():
        for at in range(school.pupils):
            found.append(Pupil(f"У-{len(found) + 1:05d}", school, at % school.grades + 1))
    return found


def pupil_rows(dice: Dice, everybody: list[Pupil]) -> list[list[object]]:
    """Rows of the register of pupils."""
    return [
        [
            each.number, each.school.number, each.grade, "АБВГ"[at // 11 % _classes(each.school)],
            yes(dice.happens(6 if each.school.is_adapted else 1)), yes(dice.happens(4)), NOW,
        ]
        for at, each in enumerate(everybody)
    ]  # fmt: skip


def _classes(school: School) -> int:
    """Parallel classes of a grade."""
    return max(1, min(4, school.pupils // 200))


PERIOD = (date(2021, 9, 1), date(2022, 5, 27))
"""From the first of September to the last rows that a report of 1 June 2022 sees."""
