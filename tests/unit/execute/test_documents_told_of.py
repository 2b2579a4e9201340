"""What a register tells of a document beside its date: who signed, the period it is about, its file
with a hash, and that one row proves an event and its indicator."""

import json
from hashlib import sha256
from pathlib import Path

import pytest

from engine.diagnostics import Place, Worded
from engine.diff import compare_projects
from engine.load import load_project
from engine.model.changes import Effect
from engine.results.events import Status
from engine.results.outcome import Outcome
from tests.running import run
from tests.unit.execute.small_projects import judged, measured, write_project

PAPER = "Отчёт за год\n".encode()
DATA = """
  - name: register
    path: register.csv
    schema:
      fields:
        - {name: proves, type: string}
        - {name: kind, type: string}
        - {name: date, type: date}
        - {name: signed_by, type: string}
        - {name: covers, type: string}
        - {name: file, type: string}
        - {name: sha256, type: string}
  - name: schools
    path: schools.csv
    organisation: code
    schema: {fields: [{name: code, type: string}], primaryKey: [code]}
"""
REGISTER = f"""
    proves;kind;date;signed_by;covers;file;sha256
    low-results/signed;отчёт;2022-01-20;Начальник отдела;;;
    low-results/unsigned;отчёт;2022-01-20;;;;
    low-results/year-told;отчёт;2022-01-20;;2021 год;;
    low-results/half-told;отчёт;2022-01-20;;II полугодие 2021 года;;
    low-results/nothing-told;отчёт;2022-01-20;;;;
    low-results/riddle;отчёт;2022-01-20;;за отчётное время;;
    low-results/whole;отчёт;2022-01-20;;01.09.2021–31.08.2022;;
    low-results/kept;отчёт;2022-01-20;;;papers/a.txt;{sha256(PAPER).hexdigest().upper()}
    low-results/exchanged;отчёт;2022-01-20;;;papers/a.txt;{sha256(b"b").hexdigest()}
    low-results/gone;отчёт;2022-01-20;;;papers/b.txt;
    low-results/abroad;отчёт;2022-01-20;;;../a.txt;
    low-results/nameless;отчёт;2022-01-20;;;;{sha256(PAPER).hexdigest()}
    low-results/monitoring;отчёт;2022-05-20;;;;
    """
ASKED = {
    "signed": ", signed: required", "unsigned": ", signed: required",
    "year-told": ", covers: year", "half-told": ", covers: year", "nothing-told": ", covers: year",
    "riddle": ", covers: year", "whole": ", covers: period", "kept": "", "exchanged": "",
    "gone": "", "abroad": "", "nameless": "", "shared": ", from: events", "own": "",
}  # fmt: skip
REASONS = {
    "signed": None, "unsigned": "not_signed", "year-told": None, "half-told": "covers_less",
    "nothing-told": "no_covers", "riddle": "covers_unread", "whole": None, "kept": None,
    "exchanged": "file_differs", "gone": "file_absent", "abroad": "file_outside", "nameless": None,
    "shared": None,
}  # fmt: skip


def project(folder: Path, asked: dict[str, str]) -> Path:
    rules = {
        id: f"rule: {{measure: exists, evidence: {{kind: [отчёт]{more}}}}}"
        for id, more in asked.items()
    }
    write_project(
        folder, DATA, rules, {"register.csv": REGISTER, "schools.csv": "code\n1\n"},
        "evidence: {in: register, kinds: [отчёт]}\n",
    )  # fmt: skip
    file = folder / "low-results.yaml"
    served = "[help, shared]" if "shared" in asked else "[help]"
    file.write_text(file.read_text("utf-8").replace("serves: [help]", f"serves: {served}"))
    (folder / "papers").mkdir()
    (folder / "papers" / "a.txt").write_bytes(PAPER)
    return folder


@pytest.fixture(scope="module")
def outcome(tmp_path_factory: pytest.TempPathFactory) -> Outcome:
    return judged(project(tmp_path_factory.mktemp("told") / "p", ASKED), "2022-06-01")


def test_a_document_counts_when_it_tells_what_is_asked_of_it(outcome: Outcome) -> None:
    of_2022 = {**REASONS, "year-told": "covers_less"}  # the last day judged lies in 2022
    found = {id: measured(outcome, id).documents[0].why_not for id in REASONS}
    assert found == of_2022
    assert measured(outcome, "own").documents == ()


def test_one_row_proves_the_event_and_the_indicator_that_takes_its_documents(
    outcome: Outcome,
) -> None:
    (event,) = outcome.events
    assert event.status is Status.DONE
    (document,) = measured(outcome, "shared").documents
    assert document.counts


def test_a_report_of_the_year_before_counts_for_its_year_whenever_it_was_signed(
    tmp_path: Path,
) -> None:
    folder = project(tmp_path / "p", {"year-told": ", dated: any, covers: year"})
    file = folder / "project.yaml"
    text = file.read_text("utf-8").replace("2021-2022 учебный год", "2021 год")
    file.write_text(
        text.replace('"2021-09-01"', '"2021-01-01"').replace("2022-08-31", "2021-12-31")
    )
    (document,) = measured(judged(folder, "2022-06-01"), "year-told").documents
    assert document.counts


def test_a_file_that_is_not_the_registered_one_is_found_and_hashed(outcome: Outcome) -> None:
    found = {
        (
            finding.at.line if isinstance(finding.at, Place) else None,
            str(dict(finding.params)["fault"]),
        )
        for finding in outcome.findings
        if finding.code.id == "E729"
    }
    assert found == {
        (10, str(Worded("document.file_differs"))), (11, str(Worded("document.file_absent"))),
        (12, str(Worded("document.file_outside"))), (13, str(Worded("document.file_unnamed"))),
    }  # fmt: skip
    assert [file.path for file in outcome.manifest.files if file.path.startswith("papers/")] == [
        "papers/a.txt"
    ]


def test_an_exchanged_file_is_seen_by_a_run_that_would_be_remembered(tmp_path: Path) -> None:
    folder = project(tmp_path / "p", {"kept": ""})
    line = ["evaluate", str(folder), "--as-of", "2022-06-01", "--out", str(tmp_path / "out"),
            "--cache", str(tmp_path / "cache"), "--format", "json"]  # fmt: skip
    for content, counts in ((PAPER, True), (PAPER, True), (b"other", False)):
        (folder / "papers" / "a.txt").write_bytes(content)
        run(*line)
        (written,) = (tmp_path / "out").rglob("report.json")
        report = json.loads(written.read_text("utf-8"))
        (indicator,) = report["roadmaps"][0]["indicators"]
        (document,) = indicator["measurement"]["documents"]
        assert document["counts"] is counts
        assert document["file"] == "papers/a.txt"


@pytest.mark.parametrize(
    ("old", "new", "effect"),
    [
        ("", ", signed: required", Effect.STRICTER),
        (", covers: period", "", Effect.WEAKER),
        (", covers: year", ", covers: period", Effect.UNKNOWN),
        (", covers: school_year", ", covers: period", Effect.NEUTRAL),
        ("", ", from: events", Effect.UNKNOWN),
    ],
)
def test_what_is_asked_of_a_document_is_weighed(
    tmp_path: Path, old: str, new: str, effect: Effect
) -> None:
    one, other = (
        load_project(project(tmp_path / name, {"shared": each})).project
        for name, each in (("a", old), ("b", new))
    )
    assert one is not None
    assert other is not None
    (change,) = compare_projects(one, other)
    assert change.effect is effect


def test_what_the_register_has_no_column_for_cannot_be_asked(tmp_path: Path) -> None:
    folder = project(tmp_path / "p", {"shared": ", signed: required"})
    file = folder / "data.yaml"
    file.write_text(file.read_text("utf-8").replace("name: signed_by", "name: signer"))
    assert [finding.code.id for finding in load_project(folder).findings] == ["S142"]


def test_an_event_asks_for_its_own_documents(tmp_path: Path) -> None:
    folder = project(tmp_path / "p", {"kept": ""})
    file = folder / "low-results.yaml"
    text = file.read_text("utf-8")
    file.write_text(text + "    evidence: {kind: [отчёт], covers: year, from: events}\n")
    assert [finding.code.id for finding in load_project(folder).findings] == ["R346", "R346"]


def test_a_register_of_old_without_hashes_counts_what_it_counted(tmp_path: Path) -> None:
    folder = project(tmp_path / "p", {"kept": "", "gone": "", "abroad": ""})
    data = folder / "data.yaml"
    text, hashed = data.read_text("utf-8"), "      - {name: sha256, type: string}\n"
    assert hashed in text
    data.write_text(text.replace(hashed, ""))
    found = judged(folder, "2022-06-01")
    for id in ("kept", "gone", "abroad"):
        assert measured(found, id).documents[0].counts, id
    findings = [finding for finding in found.findings if finding.code.id in ("D289", "E729")]
    assert [(finding.code.id, dict(finding.params)["many"]) for finding in findings] == [
        ("D289", 2)
    ]
    at = findings[0].at
    assert isinstance(at, Place)
    assert at.cell == "F", "the column of files"
