"""`by` and `min_n` compared: shown values ask nothing, judged ones more than the whole."""

from pathlib import Path

import pytest

from engine.diff import compare_projects
from engine.load import load_project
from engine.model.changes import Effect
from engine.results.changes import SpecChange
from engine.results.verdicts import VerdictKind
from tests.unit.execute.small_projects import write_project
from tests.unit.execute.test_by_value import DATA, SHARE, project

WHOLE = SHARE + ', target: ">= 60 %"'
EACH = WHOLE + ", by: {column: grade, judge: each}"


def changes(folder: Path, old: str, new: str) -> list[SpecChange]:
    pair = [project(folder / name, {"one": each}) for name, each in (("a", old), ("b", new))]
    one, other = (load_project(path).project for path in pair)
    assert one is not None
    assert other is not None
    return list(compare_projects(one, other))


@pytest.mark.parametrize(
    ("old", "new", "effect"),
    [
        (WHOLE, WHOLE + ", by: grade", Effect.NEUTRAL),
        (WHOLE + ", by: grade", WHOLE + ", by: subject", Effect.NEUTRAL),
        (WHOLE, EACH, Effect.STRICTER),
        (EACH, WHOLE, Effect.WEAKER),
        (EACH, WHOLE + ", by: {column: subject, judge: each}", Effect.UNKNOWN),
        (WHOLE, WHOLE + ", min_n: 5", Effect.NEUTRAL),
        (EACH, EACH + ", min_n: 5", Effect.WEAKER),
        (EACH + ", min_n: 9", EACH + ", min_n: 5", Effect.STRICTER),
        (WHOLE + ", judge: school", WHOLE + ", judge: school, min_n: 5", Effect.WEAKER),
    ],
)
def test_what_changes_in_a_breakdown_is_weighed(
    tmp_path: Path, old: str, new: str, effect: Effect
) -> None:
    assert [change.effect for change in changes(tmp_path, old, new)] == [effect]


@pytest.mark.parametrize("column", ["grade", "subject", "olympiad"])
def test_a_table_shows_that_each_value_is_asked_more_than_the_whole(
    tmp_path: Path, column: str
) -> None:
    each = WHOLE + f", by: {{column: {column}, judge: each}}"
    (change,) = changes(tmp_path, WHOLE, each)
    assert change.witness is not None
    assert change.witness.old is VerdictKind.MET
    assert change.witness.new is VerdictKind.NOT_MET


TERM = 'rule: {measure: sum, in: results, of: %s, missing: exclude}, target: ">= 10"'


@pytest.mark.parametrize(
    ("old", "new", "effect"),
    [
        (TERM % "mark * grade", (TERM % "mark * grade").replace("10", "90"), Effect.STRICTER),
        (TERM % "mark", TERM % "mark * grade", Effect.UNKNOWN),
        (TERM % "mark + grade", TERM % "mark * grade", Effect.UNKNOWN),
    ],
)
def test_what_a_row_computes_is_compared(
    tmp_path: Path, old: str, new: str, effect: Effect
) -> None:
    assert {change.effect for change in changes(tmp_path, old, new)} == {effect}


def test_a_table_shows_the_values_that_a_column_lists(tmp_path: Path) -> None:
    of_two = "{name: olympiad, type: boolean, constraints: {enum: [true, false]}}"
    data = DATA.replace("{name: olympiad, type: boolean}", of_two)
    each = WHOLE + ", by: {column: olympiad, judge: each}"
    old, new = (
        load_project(write_project(tmp_path / name, data, {"one": rule}, {})).project
        for name, rule in (("a", WHOLE), ("b", each))
    )
    assert old is not None
    assert new is not None
    (change,) = compare_projects(old, new)
    assert change.witness is not None
    (table,) = change.witness.tables
    assert {cells[table.columns.index("olympiad")] for cells, _ in table.rows} == {True, False}
