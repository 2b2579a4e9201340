"""The effect of a decision tells nobody outside what a small school scored."""

import json
from dataclasses import replace
from datetime import date
from fractions import Fraction
from functools import cache
from pathlib import Path

import pytest

from engine.messages import Language, catalogue
from engine.options import Options
from engine.pipeline import Evaluated, evaluate
from engine.reports import render
from engine.results.decision_tables import Course, Effect, EffectKind

EXAMPLE = Path(__file__).parents[3] / "specs" / "dyatkovo-2021"
SECRET = 37.125
"""What the small school scored before; nothing else in the report is so."""
NEXT = 44.875
"""What the one scored that is hidden with it."""


@cache
def example() -> Evaluated:
    return evaluate(EXAMPLE, Options(as_of=date(2022, 6, 1)))


def rendered(courses: list[Course], audience: str, format: str, least: int = 5) -> str:
    """The report of the example with such an effect of its decision."""
    done = example()
    assert done.outcome is not None
    (decision,) = done.outcome.decisions
    effect = Effect(EffectKind.BETTER, 8.5, 2.25, 14.75, tuple(courses), is_percent=False)
    outcome = replace(
        done.outcome,
        decisions=(replace(decision, effect=effect),),
        project=replace(done.outcome.project, minimum_group=least),
    )
    sources, words = done.checked.loaded.sources, catalogue(Language.RU)
    text = render(format, outcome, sources, words, audience=audience)
    assert isinstance(text, str)
    return text


def school(number: int, rows: int, before: float, *, decided: bool) -> Course:
    return Course(f"3200{number:02}", before, before + 5, decided, rows, Fraction(5))


ALONE = [school(1, 3, SECRET, decided=True), *(
    school(n, 30, 50 + n, decided=False) for n in range(2, 6)
)]  # fmt: skip
AMONG = [school(1, 3, SECRET, decided=True), school(2, 9, NEXT, decided=True), *(
    school(n, 30, 50 + n, decided=n < 5) for n in range(3, 9)
)]  # fmt: skip


def shows(text: str, value: float) -> bool:
    """Whether a page has the number, as any of the formats writes it."""
    forms = (f"{value:g}", f"{round(value + 1e-9, 2):g}".replace(".", ","))
    before = ("было ", "стало ", '"before": ', '"after": ')
    told = [word + form for form in forms for word in before] + [f"{f}</text>" for f in forms]
    return any(each in text for each in told)


@pytest.mark.parametrize("format", ["html", "md", "json"])
def test_the_mean_of_one_small_school_is_not_told_outside(format: str) -> None:
    assert shows(rendered(ALONE, "internal", format), SECRET)
    outside = rendered(ALONE, "external", format)
    assert not shows(outside, SECRET)
    assert not shows(outside, SECRET + 5)
    assert "двух групп: 8,5" not in outside, "разность и среднее других дали бы его рост"


def test_it_is_told_why_the_means_are_missing() -> None:
    outside = rendered(ALONE, "external", "md")
    assert "Решение касается 1 организации; средние не показаны" in outside


@pytest.mark.parametrize("format", ["html", "json"])
def test_of_a_group_with_one_small_school_another_is_hidden_too(format: str) -> None:
    outside = rendered(AMONG, "external", format)
    assert not shows(outside, SECRET)
    assert not shows(outside, NEXT), "иначе среднее группы выдало бы малую школу"
    assert shows(rendered(AMONG, "internal", format), NEXT)


def test_a_mean_that_is_told_is_that_of_all_schools_the_hidden_ones_included() -> None:
    """(37,125 + 44,875 + 53 + 54) / 4; a nought in the place of a hidden figure is no figure."""
    for audience in ("internal", "external"):
        assert "в среднем было 47,25, стало 52,25" in rendered(AMONG, audience, "md")


@pytest.mark.parametrize("format", ["html", "md", "json"])
def test_of_groups_of_which_every_school_is_hidden_nothing_is_told(format: str) -> None:
    """Four schools of three rows: neither a mean, nor how much the two groups differ."""
    courses = [school(n, 3, 30.5 + n, decided=n < 3) for n in range(1, 5)]
    inside, outside = (rendered(courses, each, format) for each in ("internal", "external"))
    difference = '"difference": 8.5' if format == "json" else "двух групп: 8,5"
    assert difference in inside
    assert difference not in outside
    assert "было 0, стало 0" not in outside, "нуль на месте скрытого выглядел бы как значение"
    assert not shows(outside, 32)


def test_the_minimum_is_that_of_the_project() -> None:
    assert shows(rendered(ALONE, "external", "md", least=3), SECRET)
    assert "меньше 31 человек" in rendered(ALONE, "external", "md", least=31)


@pytest.mark.parametrize(
    ("format", "low", "high"), [("json", "2.25", "14.75"), ("md", "2,3", "14,8")]
)
def test_the_bounds_of_a_hidden_difference_are_hidden_too(format: str, low: str, high: str) -> None:
    inside, outside = (rendered(ALONE, each, format) for each in ("internal", "external"))
    assert high in inside
    assert high not in outside
    if format == "json":
        (decision,) = json.loads(outside)["decisions"]
        told = decision["effect"]
        assert (told["difference"], told["low"], told["high"]) == (None, None, None)
        assert low in inside
