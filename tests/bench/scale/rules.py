"""Two sets of rules, free of any engine: each rule is a share, its conditions are conjunctions.

A asks columns of few distinct values, B compares continuous ones. The first n of 300 are always the
same rules.
"""

from dataclasses import dataclass
from random import Random

SUBJECTS = ("математика", "русский язык", "физика", "химия", "биология", "история", "география",
            "английский язык")  # fmt: skip
KINDS = ("ВПР", "ОГЭ", "ЕГЭ", "диагностика")

Value = str | float | bool
Test = tuple[str, str, Value]
"""A column, a sign (=, <>, <, <=, >, >=), a value."""


@dataclass(frozen=True, slots=True)
class Share:
    """Of the rows of `where`, the share of those of `of`."""

    name: str
    where: tuple[Test, ...]
    of: tuple[Test, ...]


def rules(kind: str, count: int) -> tuple[Share, ...]:
    """The first `count` rules of set A or B."""
    random = Random(kind)
    make = {"A": _few, "B": _continuous}[kind]
    return tuple(make(f"r{number}", random) for number in range(count))


def _few(name: str, random: Random) -> Share:
    where: list[Test] = [("grade", "=", random.randint(4, 11))]
    if random.random() < 0.7:
        where.append(("subject", "=", random.choice(SUBJECTS)))
    if random.random() < 0.3:
        where.append(("kind", "=", random.choice(KINDS)))
    if random.random() < 0.2:
        where.append(("limited", "=", False))
    of: Test = ("mark", random.choice((">=", "<=")), random.randint(3, 4))
    return Share(
        name, tuple(where), (of,) if random.random() < 0.8 else (of, ("absent", "=", False))
    )


def _continuous(name: str, random: Random) -> Share:
    low = round(random.uniform(5, 60), 1)
    where: list[Test] = [
        ("before", ">=", low),
        ("before", "<", round(low + random.uniform(5, 40), 1)),
    ]
    if random.random() < 0.5:
        where.append(("minutes", "<=", round(random.uniform(30, 120), 1)))
    of: list[Test] = [("score", random.choice((">=", "<")), round(random.uniform(20, 90), 1))]
    if random.random() < 0.4:
        of.append(("index", ">", round(random.uniform(0.1, 0.9), 3)))
    return Share(name, tuple(where), tuple(of))


def sql(tests: tuple[Test, ...]) -> str:
    """The conjunction in SQL, also the syntax of a spec."""
    return " and ".join(f"{column} {sign} {_literal(value)}" for column, sign, value in tests)


def _literal(value: Value) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return f"'{value}'" if isinstance(value, str) else repr(value)
