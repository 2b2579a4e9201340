"""Requirements of the order: compiled, executed, explained and waived as indicators are."""

from dataclasses import replace

from engine import waivers
from engine.compile import compile_project
from engine.execute import execute, execute_all, explain, find_needs, run_findings
from engine.model.project import Project, Requirement
from engine.results.verdicts import VerdictKind
from tests.unit.builders import waiver
from tests.unit.samples import AS_OF, DOCUMENTS, judged_project, package, resource, rows, tables

REGISTER = resource("documents", DOCUMENTS)
SCHOOLS = resource("schools", "code", organisation="code")
EXISTS = {"measure": "exists", "evidence": {"kind": ["приказ"]}}
EACH = {"measure": "each", "per": "schools", "evidence": {"kind": ["положение"]}}
READ = tables(
    rows(REGISTER, """
    act | - | приказ | - | - | 2021-10-01 | -
    rules | s1 | положение | - | - | 2021-10-01 | -
    district-2021/act | - | приказ | - | - | 2021-11-01 | -
    """),
    rows(SCHOOLS, "s1\ns2"),
)  # fmt: skip


def demanding() -> Project:
    """A project that asks for an act, and for rules of every school."""
    project = judged_project(package(REGISTER, SCHOOLS), (EXISTS, None), (EACH, None))
    (plan,) = project.roadmaps
    act, rules = plan.indicators
    demands = (
        Requirement(replace(act, id="act"), "department"),
        Requirement(replace(rules, id="rules"), None),
    )
    return replace(project, roadmaps=(replace(plan, indicators=()),), requirements=demands)


def test_a_requirement_has_a_verdict_and_the_register_names_it_by_its_bare_id() -> None:
    outcomes = execute(compile_project(demanding(), AS_OF), READ)
    assert [(outcome.full_id, outcome.verdict.kind.value) for outcome in outcomes] == [
        ("act", "met"),
        ("rules", "not_met"),
    ]
    assert outcomes[0].verdict.measurement is not None
    assert len(outcomes[0].verdict.measurement.documents) == 2


def test_its_period_is_that_of_the_project() -> None:
    project = demanding()
    assert all(
        indicator.window == project.period
        for indicator in compile_project(project, AS_OF).indicators
    )


def test_organisations_that_fail_it_need_attention() -> None:
    plan = compile_project(demanding(), AS_OF)
    (need,) = find_needs(plan, READ, execute(plan, READ))
    assert (need.organisation, need.indicator, need.reason) == ("s2", "rules", "failed_each")


def test_it_can_be_explained_by_its_bare_id() -> None:
    project = demanding()
    explained = explain(project, READ, compile_project(project, AS_OF), "rules")
    assert explained is not None
    assert (explained.full_id, explained.roadmap) == ("rules", None)
    assert explained.verdict.kind is VerdictKind.NOT_MET


def test_a_waiver_names_it_by_its_bare_id() -> None:
    project = replace(demanding(), waivers=(waiver("rules"),))
    judged = execute(compile_project(project, AS_OF), READ)
    waived = waivers.apply(project, AS_OF, indicators=judged)
    assert [indicator.verdict.kind.value for indicator in waived.indicators] == ["met", "waived"]
    assert waived.used == frozenset(project.waivers)


def test_a_rule_that_crashes_is_a_finding_about_the_requirement() -> None:
    plan = compile_project(demanding(), AS_OF)
    broken = rows(SCHOOLS, "s1")
    broken = replace(broken, rows=broken.frame.drop("code"))
    read = tables(rows(REGISTER), broken)
    findings = run_findings(plan, read, execute_all(plan, read))
    subjects = [finding.subject for finding in findings if finding.subject]
    assert [(subject.roadmap, subject.kind, subject.id) for subject in subjects] == [
        (None, "requirement", "rules")
    ]
