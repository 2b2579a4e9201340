"""Values of a breakdown outside the department: small ones are hidden, with as many others as keep
them, the organisations and other indicators from giving them away; twins leave the same bytes.
`ROADMAP_TWINS=200` tries more of them.
"""

import json
import os
import shutil
from collections.abc import Sequence
from difflib import unified_diff
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, assume, given, settings
from hypothesis import strategies as st

from engine.disclosure import Audience, Hidden, publish
from engine.results.outcome import Outcome
from tests.running import run
from tests.unit.disclosure.projects import indicator, pupil, write
from tests.unit.disclosure.test_figures import COUNT, FORMULA, SHARE
from tests.unit.disclosure.test_random_twins import may_be_told
from tests.unit.disclosure.test_same_outside import left_by
from tests.unit.execute.small_projects import judged

Row = tuple[str, str, str, str]
"""School, grade, group, answer."""
BOUNDS = SHARE.replace("exclude", "indeterminate")
MEAN = "{measure: mean, of: score, in: pupils, missing: exclude}"
EVERY = SHARE.replace("exclude", "as_false")
NINTH = EVERY.replace("in: pupils", "in: pupils, where: grade = 9")


def by(id: str, rule: str, target: str, column: str) -> str:
    return indicator(id, rule, target).replace("}\n", f", by: {column}}}\n")


SOME = [by("grade", EVERY, ">= 1 %", "grade")]


def district(folder: Path, rows: Sequence[Row], indicators: Sequence[str] = SOME) -> Path:
    cells = []
    for school, grade, group, answer in rows:
        row = pupil(school, passed=answer)
        row[2], row[3] = grade, group
        cells.append(row)
    return write(folder, indicators, cells, schools=sorted({each[0] for each in rows}))


def rows(grade: str, yes: int, no: int, *, school: str = "1", group: str = "А") -> list[Row]:
    return [(school, grade, group, "да")] * yes + [(school, grade, group, "нет")] * no


def hidden(folder: Path, pupils: Sequence[Row], indicators: Sequence[str] = SOME,
           id: str = "grade") -> Hidden:  # fmt: skip
    outcome = judged(district(folder, pupils, indicators), "2022-06-01")
    return publish(outcome, Audience.EXTERNAL).hidden[f"low/{id}"]


def test_a_small_value_is_hidden_and_another_with_it(tmp_path: Path) -> None:
    pupils = rows("4", 2, 1) + rows("8", 10, 10) + rows("10", 20, 20)
    assert hidden(tmp_path, pupils).values == {"4", "8"}


@pytest.mark.parametrize("rule", [EVERY, FORMULA])
def test_a_value_that_less_a_school_tells_of_a_small_one_is_hidden(
    tmp_path: Path, rule: str
) -> None:
    """The eighth of both schools, less those of the large one, are three pupils of the small."""
    pupils = [*rows("4", 20, 20), *rows("4", 25, 25, school="4"), *rows("8", 2, 1, school="2"),
              *rows("8", 50, 50, school="5")]  # fmt: skip
    assert "8" in hidden(tmp_path, pupils, [by("grade", rule, ">= 1 %", "grade")]).values


def test_large_values_are_told(tmp_path: Path) -> None:
    assert hidden(tmp_path, rows("4", 9, 9) + rows("8", 10, 10)).values == frozenset()


def test_where_nothing_is_left_to_hide_behind_the_breakdown_is_hidden(tmp_path: Path) -> None:
    found = hidden(tmp_path, rows("4", 2, 1) + rows("8", 20, 20))
    assert (found.values, found.whole) == (frozenset({"4", "8"}), False)


def test_what_another_indicator_tells_of_a_value_hides_nothing(tmp_path: Path) -> None:
    """The fourth and the eighth would protect each other, if another did not tell the eighth."""
    eighth = EVERY.replace("in: pupils", "in: pupils, where: grade = 8")
    pupils = rows("4", 2, 1) + rows("8", 10, 10) + rows("10", 20, 20)
    found = hidden(tmp_path, pupils, [*SOME, indicator("eighth", eighth, ">= 1 %")])
    assert found.values == {"4", "10"}


def test_a_value_that_is_a_school_is_hidden_with_the_school(tmp_path: Path) -> None:
    pupils = [*rows("4", 2, 1, school="1"), *rows("8", 10, 10, school="2"),
              *rows("10", 20, 20, school="3")]  # fmt: skip
    found = hidden(tmp_path, pupils, [by("grade", EVERY, ">= 1 %", "school.name")])
    assert found.cells == {"1", "2"}
    assert found.values == {"Школа 1", "Школа 2"}


def test_a_value_whose_rest_beside_the_shown_schools_is_one_hidden_school_is_hidden(
    tmp_path: Path,
) -> None:
    pupils = [*rows("4", 1, 1, school="1"), *rows("8", 9, 9, school="2"),
              *rows("4", 20, 20, school="3"), *rows("8", 20, 20, school="4")]  # fmt: skip
    found = hidden(tmp_path, pupils)
    assert found.cells == {"1", "2"}
    assert found.values == {"4", "8"}, "42 less the 40 of school 3 would tell the two of school 1"


def test_what_one_breakdown_hides_another_of_the_same_rows_hides_too(tmp_path: Path) -> None:
    two = [*SOME, by("count", COUNT, ">= 1", "grade"),
           by("mean", MEAN, ">= 1", "grade")]  # fmt: skip
    pupils = rows("4", 30, 2) + rows("8", 10, 10) + rows("10", 20, 20)
    for id in ("grade", "mean"):
        assert hidden(tmp_path / id, pupils, two, id).values >= {"4"}


def test_a_name_that_is_not_listed_is_not_told_where_its_figure_is_hidden(tmp_path: Path) -> None:
    pupils = rows("4", 2, 1) + rows("8", 10, 10) + rows("10", 20, 20)
    folder = district(tmp_path / "p", pupils)
    done = run("evaluate", str(folder), "--as-of", "2022-06-01", "--format", "json,md",
               "--no-cache", "--out", str(tmp_path / "out"), "--quiet")  # fmt: skip
    assert done.code in (0, 1), done.err
    report = json.loads((tmp_path / "out" / "report.json").read_text("utf-8"))
    (one,) = report["roadmaps"][0]["indicators"]
    told = one["measurement"]["by_value"]
    assert [(each["key"], each["suppressed"]) for each in told] == [("10", False), (None, True)]
    assert "прочие значения" in (tmp_path / "out" / "report.md").read_text("utf-8")


INDICATORS = [
    by("grade", EVERY, ">= 1 %", "grade"), by("count", COUNT, ">= 1", "grade"),
    by("bounds", BOUNDS, ">= 30 %", "{column: group, judge: each}"),
    by("share", SHARE, ">= 1 %", "school.name"), by("formula", FORMULA, ">= 1 %", "group"),
    indicator("ninth", NINTH, ">= 1 %"),
]  # fmt: skip
PUPIL = st.tuples(
    st.sampled_from("123"), st.sampled_from(["9", "9", "10", "11"]), st.sampled_from("АААБ"),
    st.sampled_from(["да", "да", "нет", "нет", ""]),
)  # fmt: skip


@st.composite
def twins(draw: st.DrawFn) -> tuple[list[Row], list[Row]]:
    """Pupils, and the same where some have exchanged their answers, or their grades."""
    one = draw(st.lists(PUPIL, min_size=12, max_size=60))
    other = list(one)
    for _ in range(draw(st.integers(1, 3))):
        at, to = draw(st.lists(st.integers(0, len(one) - 1), min_size=2, max_size=2, unique=True))
        which = draw(st.sampled_from([1, 2, 3]))
        own, theirs = list(other[at]), list(other[to])
        own[which], theirs[which] = theirs[which], own[which]
        other[at], other[to] = _row(own), _row(theirs)
    return one, other


def _row(cells: list[str]) -> Row:
    school, grade, group, answer = cells
    return school, grade, group, answer


def told_of(outcome: Outcome) -> dict[str, object]:
    """What may be told, and every number of a value that is not hidden."""
    published = publish(outcome, Audience.EXTERNAL)
    found = may_be_told(outcome)
    for indicator_outcome in published.outcome.judged:
        measured = indicator_outcome.verdict.measurement
        assert measured is not None
        values = measured.by_value, measured.value_figures, measured.value_elements
        found[f"{indicator_outcome.full_id} by value"] = (
            *values,
            indicator_outcome.verdict.distance,
        )
    return found


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("twins")


@settings(
    max_examples=int(os.environ.get("ROADMAP_TWINS", "3")),
    suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.too_slow],
    deadline=None,
    phases=[Phase.reuse, Phase.generate],
)
@given(pair=twins())
def test_twins_leave_the_same_bytes(home: Path, pair: tuple[list[Row], list[Row]]) -> None:
    one, other = pair
    assume(sorted(one) != sorted(other))
    told = []
    for each in pair:
        shutil.rmtree(home)
        told.append(told_of(judged(district(home / "p", each, INDICATORS), "2022-06-01")))
    assume(told[0] == told[1])
    left = []
    for each in pair:
        shutil.rmtree(home)
        left.append(left_by(district(home / "p", each, INDICATORS), home))
    assert left[0].keys() == left[1].keys()
    different = [name for name in left[0] if left[0][name] != left[1][name]]
    was, now = (each[different[0]].decode(errors="replace").splitlines() if different else []
                for each in left)  # fmt: skip
    assert different == [], "\n".join(unified_diff(was, now))
