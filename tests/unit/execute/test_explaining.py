"""Why: the rows behind a figure with their cells, and never the key of a person."""

from collections.abc import Mapping
from dataclasses import replace

import pytest

from engine.compile import compile_project
from engine.execute import explain, find_needs
from engine.execute.run import execute
from engine.model.spec import Level
from engine.model.tables import Owing
from engine.results.verdicts import ExplainedPart, Explanation
from tests.unit.execute.test_measures import ALL, LESSONS, PACKAGE, YEARS
from tests.unit.samples import AS_OF, HERE, judged_project, package, rows, tables


def explained(data: Mapping[str, object], target: str | None) -> Explanation:
    """The explanation of plan/i1."""
    project = judged_project(PACKAGE, (data, target))
    lessons = rows(LESSONS, "s1 | p1 | 2021-10-01 | 4\ns2 | p5 | 2020-10-01 | 4")
    read = tables(*ALL, YEARS, lessons)
    explanation = explain(project, read, compile_project(project, AS_OF), "plan/i1")
    assert explanation is not None
    return explanation


def groups(found: Explanation | ExplainedPart) -> dict[str, tuple[int, list[str]]]:
    """State → how many rows, and their cells with organisations."""
    return {
        group.state.value: (
            group.total,
            [f"{row.place.cell} {row.organisation}" for row in group.rows],
        )
        for group in found.rows
    }


def test_rows_are_sorted_by_what_they_did_and_shown_by_their_cells() -> None:
    explanation = explained(
        {
            "measure": "share", "in": "teachers", "of": "trained", "where": "school.low_results",
            "missing": "exclude",
        },
        ">= 70 %",
    )  # fmt: skip
    assert groups(explanation) == {
        "counted": (2, ["C2 s1", "C3 s1"]),
        "not_counted": (1, ["C4 s1"]),
        "missing": (1, ["C5 s1"]),
        "set_aside": (3, ["B8 s3", "B9 s9", "B10 None"]),
    }
    assert [
        (condition.key, condition.dataset, condition.reading)
        for condition in explanation.conditions
    ] == [
        ("where", "teachers", "school.low_results"),
        ("of", "teachers", "trained"),
    ]
    assert explanation.verdict.kind.value == "not_met"
    assert explanation.full_id == "plan/i1"


@pytest.mark.parametrize(
    ("data", "target", "expected"),
    [
        ({"measure": "count", "in": "contests", "of": "won", "missing": "as_false"}, ">= 1",
         {"counted": (2, ["D6 s1", "D7 s2"]), "missing": (1, ["D8 s2"]),
          "unread_period": (2, ["D10 s2", "D11 s2"])}),
        ({"measure": "sum", "in": "schools", "of": "pupils", "missing": "exclude"}, ">= 1",
         {"counted": (2, ["D2 s1", "D3 s2"]), "missing": (1, ["D4 s3"])}),
        ({"measure": "coverage", "in": "lessons", "column": "grade", "values": [4]}, None,
         {"counted": (1, ["D2 s1"])}),
        ({"measure": "coverage", "in": "lessons", "list": "teachers",
          "key": {"list": "person", "in": "pupil"}, "among": "school in ('s1', 's2')"}, None,
         {"counted": (1, ["A2 s1"]), "set_aside": (1, ["B10 None"]),
          "not_counted": (5, ["A3 s1", "A4 s1", "A5 s1", "A6 s2", "A7 s2"])}),
        ({"measure": "each", "per": "schools", "in": "teachers", "of": "age > 50",
          "missing": "as_false"}, None,
         {"counted": (1, ["E5 s1"]), "missing": (1, ["E6 s2"]),
          "not_counted": (7, ["E2 s1", "E3 s1", "E4 s1", "E7 s2", "E8 s3", "E9 s9", "E10 None"])}),
        ({"measure": "exists", "evidence": {"kind": ["приказ"]}}, None, {}),
    ],
)  # fmt: skip
def test_every_measure_shows_its_rows(
    data: Mapping[str, object], target: str | None, expected: dict[str, object]
) -> None:
    assert groups(explained(data, target)) == expected


def test_a_figure_made_of_others_shows_the_rows_of_each_part() -> None:
    """Of a change the parts are its periods, of a formula its numbers, of what is nested both."""
    points = {"measure": "mean", "in": "contests", "of": "points", "missing": "exclude"}
    won = {"measure": "count", "in": "contests", "of": "won", "missing": "as_false"}
    undated = (2, ["E10 s2", "E11 s2"])
    change = {"measure": "change", "over": ["2019/20", "2020/21"], "of": points}
    found = explained(change, "рост")
    assert found.rows == ()
    assert {part.id: groups(part) for part in found.parts} == {
        "2019/20": {"counted": (2, ["E2 s1", "E3 s1"]), "unread_period": undated},
        "2020/21": {"counted": (1, ["E4 s1"]), "missing": (1, ["E5 s2"]), "unread_period": undated},
    }
    formula = {
        "measure": "formula", "formula": "a / b",
        "parts": [{"id": "a", "of": won}, {"id": "b", "of": points}],
    }  # fmt: skip
    inner = explained({"measure": "change", "over": ["2019/20", "2020/21"], "of": formula}, "рост")
    assert [(part.id, [each.id for each in part.parts], part.rows) for part in inner.parts] == [
        ("2019/20", ["a", "b"], ()), ("2020/21", ["a", "b"], ()),
    ]  # fmt: skip
    assert groups(inner.parts[1].parts[1]) == groups(found.parts[1])


def test_an_unknown_id_has_no_explanation() -> None:
    rule = {"measure": "count", "in": "contests", "missing": "as_false"}
    project = judged_project(PACKAGE, (rule, ">= 1"))
    assert explain(project, tables(), compile_project(project, AS_OF), "plan/i7") is None


def test_needs_name_the_largest_parts_of_a_shortfall_and_the_silent() -> None:
    rule = {"measure": "share", "in": "teachers", "of": "trained", "missing": "as_false"}
    owing = (replace(resource, owes=Owing("schools", None, HERE)) for resource in PACKAGE.resources)
    project = judged_project(package(*owing), (rule, ">= 90 %"))
    quiet = rows(
        ALL[0].resource, "s1 | - | да | 1\ns2 | - | да | 1\ns3 | - | да | 1\ns4 | - | да | 1"
    )
    plan, read = compile_project(project, AS_OF), tables(quiet, ALL[1])
    needs = find_needs(plan, read, execute(plan, read))
    assert [
        (need.organisation, need.reason, need.amount, need.n, need.total) for need in needs
    ] == [
        ("s1", "shortfall", 2, 2, 4),
        ("s2", "shortfall", 1, 1, 2),
        ("s4", "no_data", 0, None, None),
    ]


@pytest.mark.parametrize(
    ("measure", "target", "expected"),
    [
        ("mean", ">= 45", [("s1", "mean_below", 15, 60, 2)]),
        ("mean", "<= 38", [("s2", "mean_above", 12.5, 101, 2)]),
        ("share", "<= 20 %", [("s2", "excess", 1, 1, 2)]),
    ],
)
def test_needs_tell_a_mean_from_a_count_and_too_little_from_too_much(
    measure: str, target: str, expected: list[tuple[object, ...]]
) -> None:
    of = "age" if measure == "mean" else "age > 50"
    rule = {"measure": measure, "in": "teachers", "of": of, "missing": "exclude"}
    project = judged_project(PACKAGE, (rule, target))
    ages = rows(
        ALL[1].resource,
        "a | s1 | да | - | 30\nb | s1 | да | - | 30\nc | s2 | да | - | 50\nd | s2 | да | - | 51",
    )
    plan, read = compile_project(project, AS_OF), tables(ALL[0], ages)
    needs = find_needs(plan, read, execute(plan, read))
    assert [
        (need.organisation, need.reason, need.amount, need.n, need.total) for need in needs
    ] == expected


def test_needs_name_organisations_that_failed_each() -> None:
    rule = {
        "measure": "each", "per": "schools", "in": "teachers", "of": "age > 50",
        "missing": "as_false",
    }  # fmt: skip
    project = judged_project(PACKAGE, (rule, None))
    plan, read = compile_project(project, AS_OF), tables(*ALL)
    needs = find_needs(plan, read, execute(plan, read))
    assert [(need.organisation, need.reason) for need in needs] == [
        ("s2", "failed_each"), ("s3", "failed_each"),
    ]  # fmt: skip


def test_a_school_with_a_target_of_its_own_is_named_with_what_it_lacks() -> None:
    rule = {"measure": "mean", "of": "age", "in": "teachers", "missing": "exclude"}
    project = judged_project(PACKAGE, (rule, ">= 50"), judge=Level.SCHOOL)
    plan, read = compile_project(project, AS_OF), tables(*ALL)
    (outcome,) = execute(plan, read)
    assert outcome.verdict.measurement is not None
    known = {each.key: each for each in outcome.verdict.measurement.by_organisation}
    needs = find_needs(plan, read, (outcome,))
    assert needs
    assert {need.reason for need in needs} == {"mean_below"}
    for need in needs:
        tally = known[need.organisation]
        assert (need.n, need.total) == (tally.n, tally.total)
        assert tally.total
        assert need.amount == pytest.approx(50 - tally.n / tally.total)
