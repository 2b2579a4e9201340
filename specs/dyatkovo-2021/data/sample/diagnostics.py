"""Diagnostics of pupils at the start and near the end of the year: who is below the threshold."""

from collections.abc import Iterator
from datetime import date

from sample import district
from sample.dice import Dice

STAGES = (("входная", date(2021, 10, 12)), ("повторная", date(2022, 4, 19)))
PROCEDURES = ("русский язык, 6 класс", "математика, 6 класс")

UNLISTED = (114,)
"""Weak by its results, and not on the list of the ministry."""

RECOVERED = (120,)
"""On the list, and no longer weak by its results."""

_WEAK, _ORDINARY = 54, 16
"""Percent of pupils below the threshold at the start."""

_BETTER = 27
"""How many points fewer the supported schools have at the end."""


def results(dice: Dice) -> Iterator[list[object]]:
    """A row a pupil and procedure, school by school."""
    for school in district.schools():
        for procedure in PROCEDURES:
            for stage, day in STAGES:
                for number in range(_class_size(school)):
                    below = dice.happens(_below(school.number, stage))
                    yield [f"{school.code}-{number + 1:02d}", school.code, stage, procedure,
                           day.strftime("%d.%m.%Y"), _cell(dice, below)]  # fmt: skip


def _class_size(school: district.School) -> int:
    return max(4, round(school.pupils / 8))


def _below(school: int, stage: str) -> int:
    weak = school in (*district.LOW_RESULTS, *UNLISTED) and school not in RECOVERED
    share = _WEAK if weak else _ORDINARY
    return share - (_BETTER if weak and stage == "повторная" else 0)


def _cell(dice: Dice, below: bool) -> str:
    """One pupil in fifty was absent: no answer."""
    return "н/д" if dice.happens(2) else "да" if below else "нет"
