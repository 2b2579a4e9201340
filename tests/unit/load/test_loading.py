"""A sound project becomes typed values; a broken file does not hide what is wrong elsewhere."""

from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest

from engine.load import load_project, read_one
from engine.measures.share import Share
from engine.model.conditions import ColumnType
from engine.model.rules import EvidenceDemand, Missing
from engine.model.spec import Stage, Window
from tests.unit.load.conftest import Folder

SPECS = Path(__file__).parents[3] / "specs"


def test_a_sound_project_has_no_findings(project: Folder) -> None:
    assert project.found() == []


def test_the_passport_and_the_plan_are_read_with_the_order_s_words(project: Folder) -> None:
    loaded = project.load().project
    assert loaded is not None
    (roadmap,) = loaded.roadmaps
    assert roadmap.period == Window(date(2021, 9, 1), date(2022, 8, 31))
    assert roadmap.passport[0].items == ("Преодоление факторов",)
    event = roadmap.events[1]
    assert event.stages == (Stage.MONITORING, Stage.ANALYSIS)
    assert event.after == ("deficit-methods",)
    assert event.schedule.text == "Сентябрь 2021 г."
    assert event.schedule.windows == (Window(date(2021, 9, 1), date(2021, 9, 30)),)


def test_rules_and_demands_for_documents_are_typed(project: Folder) -> None:
    loaded = project.load().project
    assert loaded is not None
    (indicator,) = loaded.roadmaps[0].indicators
    assert indicator.rule is not None
    assert isinstance(indicator.rule.measure, Share)
    assert indicator.rule.measure.missing is Missing.EXCLUDE
    assert indicator.target is not None
    assert indicator.target.value == 70
    assert loaded.roadmaps[0].events[0].evidence == EvidenceDemand(("методика",))


def test_tables_are_declared_with_their_types(project: Folder) -> None:
    loaded = project.load().project
    assert loaded is not None
    assert loaded.data is not None
    teachers = loaded.data.resource("teachers")
    assert teachers is not None
    hired = teachers.field("hired_on")
    assert hired is not None
    assert (hired.type, hired.constraints.minimum) == (ColumnType.DATE, date(1950, 1, 1))
    assert (hired.header, teachers.personal) == ("hired_on", ("full_name",))
    assert teachers.missing_values == ("", "н/д")


def test_the_files_that_were_read_are_hashed(project: Folder) -> None:
    content = (project.path / "project.yaml").read_bytes()
    files = dict(project.load().files)
    assert sorted(files) == ["data.yaml", "low-results.yaml", "project.yaml"]
    assert files["project.yaml"] == sha256(content).hexdigest()


def test_a_project_without_tables_needs_no_data_yaml(project: Folder) -> None:
    (project.path / "data.yaml").unlink()
    project.replace("project.yaml", "organisations: [schools]\n", "")
    project.replace("project.yaml", "evidence: {in: documents, kinds: [приказ, методика]}\n", "")
    project.replace("low-results.yaml", "    evidence: {kind: [методика]}\n", "")
    rule = "rule: {measure: share, of: supported, in: teachers, missing: exclude}\n"
    project.replace("low-results.yaml", rule, "not_measurable: no_method\n")
    project.replace("low-results.yaml", '    target: ">= 70 %"\n', "")
    assert project.found() == []


def test_a_broken_roadmap_does_not_hide_the_findings_of_the_others(project: Folder) -> None:
    other = (project.path / "low-results.yaml").read_text(encoding="utf-8")
    other = other.replace("slug: low-results", "slug: talents").replace("stage: c", "stage: k")
    project.write("talents.yaml", other)
    project.replace("project.yaml", "[low-results.yaml]", "[low-results.yaml, talents.yaml]")
    project.replace("low-results.yaml", "title: Дорожная карта", "title: @")
    assert project.found() == [
        "reserved-first-character low-results.yaml:3:8",
        "value-not-allowed talents.yaml:21:12",
    ]
    assert project.load().project is None


def test_a_broken_project_file_does_not_hide_the_findings_of_its_roadmaps(project: Folder) -> None:
    project.replace("project.yaml", 'method: "2020"', "method: 2020")
    project.replace("low-results.yaml", "goal: overcome-factors", "goal: overcome")
    assert project.found() == [
        "unquoted-number project.yaml:5:9",
        "unknown-goal low-results.yaml:12:11",
    ]


def test_a_broken_data_file_says_nothing_about_rules(project: Folder) -> None:
    project.replace("data.yaml", "synthetic: true", "synthetic: yes please")
    assert project.found() == ["boolean-expected data.yaml:2:12"]


def test_references_into_a_broken_roadmap_are_not_reported(project: Folder) -> None:
    project.write("talents.yaml", "format: roadmap/1\n")
    project.replace("project.yaml", "[low-results.yaml]", "[low-results.yaml, talents.yaml]")
    project.replace("low-results.yaml", "after: [deficit-methods]", "after: [talents/x]")
    assert {each.split()[1].split(":")[0] for each in project.found()} == {"talents.yaml"}


def test_a_warning_leaves_the_project_usable(project: Folder) -> None:
    project.write("talents.yaml", "format: roadmap/1\n")
    loaded = project.load()
    assert [finding.code.name for finding in loaded.findings] == ["roadmap-not-listed"]
    assert loaded.project is not None


def test_a_folder_without_project_yaml_is_a_finding(tmp_path: Path) -> None:
    loaded = load_project(tmp_path / "absent")
    assert [finding.code.name for finding in loaded.findings] == ["no-project"]


def test_one_file_is_checked_with_its_project_and_only_its_findings_are_shown(
    project: Folder,
) -> None:
    project.replace("low-results.yaml", "goal: overcome-factors", "goal: overcome")
    project.replace("data.yaml", "organisation: school\n", "organisation: schol\n")
    loaded = read_one(project.path / "low-results.yaml")
    assert [finding.code.name for finding in loaded.findings] == ["unknown-goal"]


def test_a_link_that_leads_out_of_the_project_is_not_followed(
    project: Folder, tmp_path: Path
) -> None:
    secret = tmp_path / "secret.yaml"
    secret.write_text("password: 1\n", encoding="utf-8")
    (project.path / "low-results.yaml").unlink()
    (project.path / "low-results.yaml").symlink_to(secret)
    assert project.found() == ["path-outside-project project.yaml:7:12"]


@pytest.mark.parametrize("path", ["/etc/passwd", "../x.csv", "C:\\\\x.csv", "a/../../x.csv"])
def test_a_table_outside_the_project_is_refused(project: Folder, path: str) -> None:
    project.replace("data.yaml", "path: data/teachers.csv", f'path: "{path}"')
    assert project.found() == ["table-outside-project data.yaml:13:11"]


@pytest.mark.parametrize("folder", sorted(SPECS.glob("*/")), ids=lambda folder: folder.name)
def test_the_specs_of_the_repository_load_without_errors(folder: Path) -> None:
    loaded = load_project(folder)
    shown = [f"{finding.code.id} {loaded.sources.place(finding.at)}" for finding in loaded.findings]
    assert loaded.project is not None, shown


def test_loading_twice_gives_the_same_values(project: Folder) -> None:
    first, second = project.load(), project.load()
    assert (first.project, first.findings, first.files) == (
        second.project,
        second.findings,
        second.files,
    )
