"""A change that must be of some size: the difference of two years, judged and printed."""

from fractions import Fraction
from itertools import pairwise
from pathlib import Path

import pytest

from engine.diff import compare_projects
from engine.load import load_project
from engine.messages import Language, catalogue
from engine.model.changes import Effect
from engine.reports.content.figures import distance_of, figure_of, target_of
from engine.reports.edition import edition
from engine.results.outcome import Outcome
from engine.results.verdicts import VerdictKind
from tests.unit.execute.small_projects import judged, measured, verdict_of, write_project

DATA = """
  - name: exams
    title: Экзамены
    path: exams.csv
    organisation: school
    period: year
    schema:
      fields:
        - {name: school, type: string}
        - {name: year, type: string}
        - {name: mark, type: number}
        - {name: passed, type: boolean}
"""
MARKS = {
    "2019/20": (("1", 3, "нет"), ("1", 4, "да"), ("2", 3, "нет"), ("2", 4, "да"), ("2", 5, "да")),
    "2020/21": (("1", 4, "да"), ("1", 4, "да"), ("2", 3, "нет"), ("2", 4, "да")),
    "2021/22": (("1", 5, "да"), ("1", 4, "да"), ("2", 5, "да"), ("2", 3, "нет"), ("2", 4, "да"),
                ("2", 5, "да")),
}  # fmt: skip
TABLE = "school;year;mark;passed\n" + "".join(
    f"{school};{year};{mark};{passed}\n"
    for year, rows in MARKS.items() for school, mark, passed in rows
)  # fmt: skip
SHARE = "{measure: share, in: exams, of: passed, missing: as_false}"
OF = {
    "share": SHARE,
    "mean": "{measure: mean, in: exams, of: mark, missing: exclude}",
    "count": "{measure: count, in: exams, of: passed, missing: as_false}",
}
BY_HAND = {
    "share": [Fraction(sum(row[2] == "да" for row in rows), len(rows))
              for rows in MARKS.values()],
    "mean": [Fraction(sum(row[1] for row in rows), len(rows)) for rows in MARKS.values()],
    "count": [Fraction(sum(row[2] == "да" for row in rows)) for rows in MARKS.values()],
}  # fmt: skip


def change(of: str, target: str, shape: str = "ends", more: str = "") -> str:
    rule = f'{{measure: change, of: {OF[of]}, over: ["2019/20", "2020/21", "2021/22"], '
    return f'rule: {rule}shape: {shape}}}, target: "{target}"{more}'


def project(folder: Path, indicators: dict[str, str]) -> Path:
    folder = write_project(folder, DATA, indicators, {"exams.csv": TABLE})
    for file in (folder / "project.yaml",):
        file.write_text(file.read_text("utf-8").replace("organisations: [schools]\n", ""))
    return folder


JUDGED = {
    "points": change("share", ">= 20 п.п."), "words": change("share", "рост на 23,3 п.п."),
    "more": change("share", ">= 24 п.п."), "fall": change("share", "снижение на 1 п.п."),
    "least": change("share", ">= 8 п.п.", "every_step"),
    "loose": change("share", ">= -2 п.п.", "every_step"),
    "mean": change("mean", ">= 0.5"), "count": change("count", ">= 2 чел."),
    "steps": change("count", ">= 1 чел.", "every_step"),
    "corridor": change("share", "20–25 п.п."),
    "warned": change("share", ">= 24 п.п.", more=', warn: ">= 20 п.п."'),
    "way": change("share", "рост"),
}  # fmt: skip


@pytest.fixture(scope="module")
def outcome(tmp_path_factory: pytest.TempPathFactory) -> Outcome:
    return judged(project(tmp_path_factory.mktemp("differences") / "p", JUDGED))


def least(of: str, shape: str) -> Fraction:
    values = BY_HAND[of]
    pairs = [(values[0], values[-1])] if shape == "ends" else list(pairwise(values))
    return min(later - earlier for earlier, later in pairs)


@pytest.mark.parametrize(
    ("id", "of", "shape", "limit"),
    [
        ("points", "share", "ends", Fraction(20, 100)),
        ("words", "share", "ends", Fraction(233, 1000)),
        ("more", "share", "ends", Fraction(24, 100)),
        ("least", "share", "every_step", Fraction(8, 100)),
        ("loose", "share", "every_step", Fraction(-2, 100)),
        ("mean", "mean", "ends", Fraction(1, 2)),
        ("count", "count", "ends", Fraction(2)),
        ("steps", "count", "every_step", Fraction(1)),
    ],
)
def test_a_difference_is_judged_exactly(
    outcome: Outcome, id: str, of: str, shape: str, limit: Fraction
) -> None:
    statistic, by_hand = measured(outcome, id).statistic, least(of, shape)
    assert statistic is not None
    assert statistic.exact == by_hand
    reached = VerdictKind.MET if by_hand >= limit else VerdictKind.NOT_MET
    assert verdict_of(outcome, id) is reached


def test_a_fall_a_corridor_and_a_warning_are_judged_too(outcome: Outcome) -> None:
    kinds = {id: verdict_of(outcome, id) for id in ("fall", "corridor", "warned", "way")}
    assert kinds == {
        "fall": VerdictKind.NOT_MET, "corridor": VerdictKind.MET,
        "warned": VerdictKind.WARNED, "way": VerdictKind.MET,
    }  # fmt: skip
    assert measured(outcome, "way").statistic is None, "a direction asks for no size"


def test_the_difference_is_printed_with_its_target_and_what_lacks(outcome: Outcome) -> None:
    made = edition(outcome, None, catalogue(Language.RU), audience="internal")  # type: ignore[arg-type]
    told = {indicator.id: indicator for indicator in outcome.indicators}
    figure = (figure_of(told["more"], made) or "").replace("\xa0", " ")
    assert figure == "60 % → 75 % → 83,3 %; разница +23,33 п. п."
    assert (target_of(told["more"].indicator, made) or "").replace("\xa0", " ") == (
        "не менее 24 п. п."
    )
    assert (distance_of(told["more"], made) or "").replace("\xa0", " ") == "не хватает 0,7 п. п."
    assert figure_of(told["steps"], made) == "3 → 3 → 5; наименьший шаг 0"


@pytest.mark.parametrize(
    ("old", "new", "effect"),
    [
        (">= 2 п.п.", ">= 5 п.п.", Effect.STRICTER), (">= 2 п.п.", ">= 0", Effect.WEAKER),
        ("рост", ">= 2 п.п.", Effect.STRICTER), (">= 2 п.п.", ">= -1 п.п.", Effect.WEAKER),
    ],
)  # fmt: skip
def test_sizes_and_directions_are_compared(
    tmp_path: Path, old: str, new: str, effect: Effect
) -> None:
    one, other = (
        load_project(project(tmp_path / name, {"one": change("share", target)})).project
        for name, target in (("a", old), ("b", new))
    )
    assert one is not None
    assert other is not None
    assert [spec_change.effect for spec_change in compare_projects(one, other)] == [effect]


@pytest.mark.parametrize(
    ("of", "target", "code"),
    [
        ("share", ">= 5", "R341"), ("mean", ">= 5 %", "R341"), ("count", ">= 5 п.п.", "R341"),
        ("share", "рост на 5 %", "R390"),
    ],
)  # fmt: skip
def test_the_unit_must_be_that_of_the_difference(
    tmp_path: Path, of: str, target: str, code: str
) -> None:
    findings = load_project(project(tmp_path / "p", {"one": change(of, target)})).findings
    assert [finding.code.id for finding in findings] == [code]
