"""«Ежегодно»: of a programme of several years one document a year, that of the year judged."""

from pathlib import Path

import pytest

from engine.diff import compare_projects
from engine.load import load_project
from engine.model.changes import Effect
from engine.results.verdicts import VerdictKind
from tests.unit.execute.small_projects import judged, measured, verdict_of, write_project

DATA = """
  - name: register
    title: Реестр
    path: register.csv
    schema:
      fields:
        - {name: proves, type: string}
        - {name: organisation, type: string}
        - {name: kind, type: string}
        - {name: date, type: date}
  - name: schools
    title: Школы
    path: schools.csv
    organisation: code
    schema: {fields: [{name: code, type: string}], primaryKey: [code]}
"""
REGISTER = """
    proves;organisation;kind;date
    low-results/year;;отчёт;2021-11-30
    low-results/year;;отчёт;2023-02-01
    low-results/school-year;;отчёт;2021-11-30
    low-results/school-year;;отчёт;2023-02-01
    low-results/each;1;отчёт;2022-03-01
    low-results/each;2;отчёт;2021-03-01
    """
EXISTS = "rule: {measure: exists, evidence: {kind: [отчёт]%s}}"
EACH = "rule: {measure: each, per: schools, evidence: {kind: [отчёт], dated: year}}"
JUDGED = {
    "year": EXISTS % ", dated: year",
    "school-year": EXISTS % ", dated: school_year",
    "each": EACH,
}


def project(folder: Path, indicators: dict[str, str]) -> Path:
    folder = write_project(
        folder, DATA, indicators, {"register.csv": REGISTER, "schools.csv": "code\n1\n2\n"},
        "evidence: {in: register, kinds: [отчёт]}\n",
    )  # fmt: skip
    file = folder / "project.yaml"
    text = file.read_text("utf-8")
    file.write_text(
        text.replace('from: "2021-09-01", to: "2022-08-31"', 'from: "2021-01-01", to: "2023-12-31"')
    )
    return folder


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return project(tmp_path_factory.mktemp("yearly") / "p", JUDGED)


@pytest.mark.parametrize(
    ("as_of", "year", "school_year"),
    [
        ("2021-12-31", True, True),
        ("2022-06-01", False, True),
        ("2022-12-31", False, False),
        ("2023-06-01", True, True),
        ("2023-12-31", True, False),
        ("2024-06-01", True, False),
    ],
)
def test_a_document_of_the_year_judged_is_asked_for(
    folder: Path, as_of: str, year: bool, school_year: bool
) -> None:
    outcome = judged(folder, as_of)
    found = [verdict_of(outcome, id) is VerdictKind.MET for id in ("year", "school-year")]
    assert found == [year, school_year]


def test_a_document_of_another_year_says_why_it_does_not_count(folder: Path) -> None:
    documents = measured(judged(folder, "2022-06-01"), "year").documents
    assert {document.why_not for document in documents} == {"outside_year", "after_as_of"}


def test_every_organisation_has_one_of_the_year(folder: Path) -> None:
    outcome = judged(folder, "2022-06-01")
    assert {element.key: element.found for element in measured(outcome, "each").elements} == {
        "1": True, "2": False,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("old", "new", "effect"),
    [("", ", dated: year", Effect.STRICTER), (", dated: school_year", "", Effect.WEAKER)],
)
def test_one_a_year_is_more_than_one_a_programme(
    tmp_path: Path, old: str, new: str, effect: Effect
) -> None:
    one, other = (
        load_project(project(tmp_path / name, {"year": EXISTS % each})).project
        for name, each in (("a", old), ("b", new))
    )
    assert one is not None
    assert other is not None
    (change,) = compare_projects(one, other)
    assert change.effect is effect
    assert change.witness is not None


def test_an_event_has_days_of_its_own(tmp_path: Path) -> None:
    folder = project(tmp_path / "p", JUDGED)
    file = folder / "low-results.yaml"
    text = file.read_text("utf-8") + "    evidence: {kind: [отчёт], dated: year}\n"
    file.write_text(text)
    assert [finding.code.id for finding in load_project(folder).findings] == ["R346"]
