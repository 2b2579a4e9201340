"""Findings about specs at the level of `validate`."""

from pathlib import Path

import engine.checks
from engine.checks import CHECKS, check_project
from engine.codes.checks import SERVES_NOTHING, SILENT_EXCLUSION
from engine.codes.cycle import CIRCLE_OF_EVENTS
from engine.diagnostics import Origin, Severity
from engine.measures.share import Share
from engine.model.conditions import Clause, Column, ColumnType, Flag
from engine.model.project import Project
from engine.model.rules import Missing, Rule
from engine.model.targets import Direction, Operator, Target, Unit
from tests.unit.builders import event, goal, indicator, project, roadmap

RULE_AT = Origin("r.yaml", ("indicators", 0, "rule"))


def sharing(missing: Missing, percent: float, operator: Operator = Operator.AT_LEAST) -> Project:
    of = Clause("trained", Flag(Column(("trained",), ColumnType.BOOLEAN)), RULE_AT)
    rule = Rule(Share("teachers", of, None, missing), RULE_AT)
    target = Target(f">= {percent} %", operator, percent, Unit.PERCENT, Direction.UP)
    return project(roadmap("r", indicators=[indicator("i", rule=rule, target=target)]))


def test_every_file_of_the_folder_is_in_the_tuple() -> None:
    folder = Path(engine.checks.__file__).parent
    files = {path.stem for path in folder.glob("*.py")} - {"__init__"}
    assert files == {check.__module__.rpartition(".")[2] for check in CHECKS}


def test_a_plan_in_order_has_no_findings() -> None:
    plan = roadmap(
        "r", event("a", serves=["g"]), event("b", serves=["g"], after=["a"]), goals=[goal("g")]
    )
    assert check_project(project(plan)) == ()


def test_a_circle_is_an_error() -> None:
    plan = roadmap(
        "r", event("a", serves=["g"], after=["b"]), event("b", serves=["g"], after=["a"])
    )
    (finding,) = check_project(project(plan))
    assert (finding.code, finding.severity) == (CIRCLE_OF_EVENTS, Severity.ERROR)


def test_an_event_that_serves_nothing_is_named_at_its_place() -> None:
    served = roadmap(
        "r", event("camp", number="3.1"), goals=[goal("g")], indicators=[indicator("i", goal="g")]
    )
    finding = next(each for each in check_project(project(served)) if each.code is SERVES_NOTHING)
    assert (finding.code, finding.severity) == (SERVES_NOTHING, Severity.WARNING)
    assert finding.at == Origin("r.yaml", ("events", 0))
    assert dict(finding.params)["number"] == "3.1"


def test_leaving_out_the_silent_under_a_target_of_all_is_a_finding() -> None:
    (finding,) = check_project(sharing(Missing.EXCLUDE, 100))
    assert finding.code is SILENT_EXCLUSION
    assert finding.at == Origin("r.yaml", ("indicators", 0, "rule", "missing"))


def test_a_lower_target_or_a_counted_silence_is_none() -> None:
    assert check_project(sharing(Missing.EXCLUDE, 70)) == ()
    assert check_project(sharing(Missing.AS_FALSE, 100)) == ()
    assert check_project(sharing(Missing.EXCLUDE, 100, Operator.AT_MOST)) == ()
