"""Behind which figures persons stand."""

from dataclasses import replace
from typing import Any

import pytest

from engine.disclosure.persons import counts_persons
from engine.model.measures import Measure
from engine.model.project import Project
from tests.unit.samples import judged_project, package, resource

SCHOOLS = resource("schools", "code low:boolean", organisation="code", primary_key=("code",))
PUPILS = resource("pupils", "who school:string>schools.code passed:boolean", organisation="school")
SHARE = {"measure": "share", "in": "pupils", "of": "passed", "missing": "exclude"}
OF_SCHOOLS = {"measure": "share", "in": "schools", "of": "low", "missing": "exclude"}


def judged(rule: dict[str, Any]) -> tuple[Measure, Project]:
    project = judged_project(package(SCHOOLS, PUPILS), (rule, ">= 50 %"))
    (indicator,) = project.roadmaps[0].indicators
    assert indicator.rule is not None
    return indicator.rule.measure, replace(project, organisations=("schools",))


@pytest.mark.parametrize(("rule", "expected"), [(SHARE, True), (OF_SCHOOLS, False)])
def test_a_row_of_pupils_is_a_person_and_a_row_of_schools_is_none(
    rule: dict[str, Any], expected: bool
) -> None:
    assert counts_persons(*judged(rule)) is expected


def test_of_a_project_without_tables_nobody_is_counted() -> None:
    measure, project = judged(SHARE)
    assert not counts_persons(measure, replace(project, data=None))
