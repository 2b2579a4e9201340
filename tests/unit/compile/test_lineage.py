"""Where a figure comes from, and whom a change of a table touches."""

import json
from pathlib import Path

import pytest

from engine.compile.lineage import Kind, Lineage, lineage
from engine.pipeline import check
from tests.running import run

ROOT = Path(__file__).resolve().parents[3]
EXAMPLE = ROOT / "specs/dyatkovo-2021"


@pytest.fixture(scope="module")
def traced() -> Lineage:
    project = check(EXAMPLE).loaded.project
    assert project is not None
    return lineage(project)


def ids(found: object) -> set[str]:
    return {each.id for each in found}  # type: ignore[attr-defined]


def test_an_indicator_is_made_of_the_columns_that_its_rule_names(traced: Lineage) -> None:
    indicator = traced.named("low-results/teachers-supported")
    assert indicator is not None
    assert ids(traced.before(indicator)) == {
        "schools", "schools.code", "schools.low_results",
        "teachers", "teachers.person", "teachers.school", "teachers.position",
        "teachers.school_year",
        "methodical_support", "methodical_support.person", "methodical_support.school",
        "methodical_support.held_on",
    }  # fmt: skip


def test_a_column_leads_over_a_decision_to_the_events_of_the_plan(traced: Lineage) -> None:
    column = traced.named("schools.low_results")
    assert column is not None
    after = traced.after(column)
    assert ids(thing for thing in after if thing.kind is Kind.DECISION) == {"low-results-support"}
    assert "low-results/project-roadmaps" in ids(
        thing for thing in after if thing.kind is Kind.EVENT
    )


def test_what_nobody_reads_is_named_and_what_frames_a_row_is_not(traced: Lineage) -> None:
    unread = ids(traced.unread())
    assert "teachers.age" in unread
    assert not unread & {"teachers.full_name", "teachers.school", "schools.code", "schools.name"}
    assert not any(each.startswith("documents.") for each in unread)


def test_everything_that_gives_and_is_given_to_is_there(traced: Lineage) -> None:
    assert {key for pair in traced.gives for key in pair} <= set(traced.things)
    order = list(Kind)
    assert all(order.index(start[0]) <= order.index(to[0]) for start, to in traced.gives)


def test_the_model_lists_things_of_every_kind() -> None:
    model = json.loads(run("lineage", str(EXAMPLE), "--format", "json").out)
    assert {each["kind"] for each in model["things"]} == {kind.value for kind in Kind}
    assert ["indicator", "low-results/teachers-supported"] in [each[2:] for each in model["gives"]]


def test_one_thing_is_told_with_whom_it_touches() -> None:
    told = run("lineage", str(EXAMPLE), "--of", "schools.low_results").out
    assert told.startswith("Столбец schools.low_results: В перечне Рособрнадзора")
    assert "Перемена заденет: показателей — 1, решений — 1, мероприятий — " in told


def test_an_unknown_name_is_refused_with_what_is_near() -> None:
    done = run("lineage", str(EXAMPLE), "--of", "shcools")
    assert done.code == 2
    assert "«shcools»; похоже на schools" in done.err


@pytest.mark.parametrize(("name", "begins"), [("svg", "<svg"), ("mermaid", "flowchart LR")])
def test_pictures_hold_every_linked_thing(traced: Lineage, name: str, begins: str) -> None:
    told = run("lineage", str(EXAMPLE), "--of", "teachers", "--format", name).out
    assert told.startswith(begins)
    assert "upbringing/deputies-trained" in told
    assert "schools.low_results" not in told


def test_of_many_names_that_are_near_three_are_told() -> None:
    done = run("lineage", str(EXAMPLE), "--of", "teachers.schoo")
    assert done.err.partition("похоже на ")[2].count(",") == 2
