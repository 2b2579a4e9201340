"""Requirements of project.yaml: read as indicators, with ids and bodies of their own."""

import pytest

from tests.unit.load.conftest import Folder

DEMANDS = """\
requirements:
  - id: school-act
    clause: приказ, пункт 2.2
    group: "Организации обязаны:"
    text: утвердить локальный акт
    body: education-department
    rule: {measure: each, per: schools, evidence: {kind: [приказ], dated: any}}
    due: "2021-10-01"
  - id: users
    text: пользователи результатов
    not_measurable: definition
"""


@pytest.fixture
def demanding(project: Folder) -> Folder:
    """The sound project, with two requirements."""
    return project.replace("project.yaml", "organisations:", f"{DEMANDS}organisations:")


def test_requirements_are_read_without_a_word_of_complaint(demanding: Folder) -> None:
    loaded = demanding.load()
    assert loaded.findings == ()
    assert loaded.project is not None
    act, users = loaded.project.requirements
    assert (act.id, act.body, act.indicator.goal) == ("school-act", "education-department", None)
    assert act.indicator.rule is not None
    assert str(users.indicator.not_measurable) == "definition"
    judged = [(roadmap and roadmap.slug, each.id) for roadmap, each in loaded.project.judged]
    assert judged == [
        ("low-results", "teachers-supported"), (None, "school-act"), (None, "users"),
    ]  # fmt: skip


def test_a_requirement_is_not_called_as_a_roadmap(demanding: Folder) -> None:
    demanding.replace("project.yaml", "id: users", "id: low-results")
    only = demanding.only()
    assert (only["name"], only["id"]) == ("id-repeated", "low-results")


def test_a_waiver_may_name_a_requirement(demanding: Folder) -> None:
    waiver = "waivers: [{id: %s, reason: ремонт, author: Иванова И. И., until: '2022-12-31'}]\n"
    project = (demanding.path / "project.yaml").read_text(encoding="utf-8")
    demanding.write("project.yaml", project + waiver % "school-act")
    assert demanding.found() == []
    demanding.write("project.yaml", project + waiver % "school-akt")
    only = demanding.only()
    assert (only["name"], only["hint"]) == ("unknown-waived", "school-act")


@pytest.mark.parametrize("name", ["as_of", "period_start", "period_end"])
def test_a_column_may_not_have_the_name_of_a_date_of_the_run(project: Folder, name: str) -> None:
    project.replace("data.yaml", "{name: hired_on", f"{{name: {name}")
    only = project.only()
    assert (only["name"], only["id"]) == ("column-reserved", name)
