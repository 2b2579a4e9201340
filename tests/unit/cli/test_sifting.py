"""Which findings are shown and counted: chosen codes, ignored ones, severities of one's own; and
the formats in which other programs read them."""

import csv
import json
import shutil
from io import StringIO
from pathlib import Path

import pytest

from tests.running import run

CODES = Path(__file__).parents[2] / "codes"


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A target that its text contradicts: R372, a warning of `validate`; `lint` has more."""
    folder = tmp_path / "specs" / "район"
    shutil.copytree(CODES / "R372" / "bad", folder)
    monkeypatch.chdir(tmp_path)
    return folder


def codes(*arguments: str) -> list[str]:
    return [each["code"] for each in json.loads(run(*arguments, "--format", "json").out)]


@pytest.mark.parametrize("wanted", ["R372", "r37", "R", "target-not-in-text", "L601, R372"])
def test_codes_are_chosen_whole_by_beginning_or_by_name(project: Path, wanted: str) -> None:
    assert codes("validate", "--select", wanted) == ["R372"]
    assert codes("validate", "--ignore", wanted) == []


def test_what_is_not_shown_is_counted_aloud_and_counts_no_more(project: Path) -> None:
    assert run("validate", "--fail-on", "warning").code == 1
    done = run("validate", "--fail-on", "warning", "--ignore", "R372")
    assert done.code == 0
    assert "Не показано по --select, --ignore и настройкам: 1 находка." in done.err
    told = run("lint", "--select", "L712", "--lang", "en").err
    assert "Not shown, by --select, --ignore and settings:" in told


def test_a_code_that_is_none_is_refused(project: Path) -> None:
    done = run("lint", "--ignore", "target-not-in-txt")
    assert (done.code, "target-not-in-text" in done.err) == (2, True)


def test_the_file_of_settings_has_severities_by_path(project: Path) -> None:
    settings = Path("roadmap.toml")
    settings.write_text('[severity]\nR372 = "error"\n', "utf-8")
    assert run("validate").code == 1
    assert "ошибка R372" in run("validate").out
    settings.write_text(
        'severity = {R = "error"}\n\n["per-path"."specs/рай*"]\nR372 = "off"\n', "utf-8"
    )
    assert codes("validate") == []
    told = {
        each["key"]: each["source"] for each in json.loads(run("config", "--format", "json").out)
    }
    assert (told["severity"], told["per-path"]) == ("roadmap.toml:1", "roadmap.toml:3")
    settings.write_text('ignore = ["R372"]\n', "utf-8")
    assert codes("validate") == []
    assert codes("validate", "--ignore", "L") == ["R372"]


@pytest.mark.parametrize(
    "line", ['severity = {R372 = "fatal"}', 'severity = {X9 = "off"}', 'per-path = {"a" = 1}',
             "select = 5"],
)  # fmt: skip
def test_a_setting_that_does_not_fit_is_refused_with_its_line(project: Path, line: str) -> None:
    Path("roadmap.toml").write_text(f"\n{line}\n", "utf-8")
    done = run("validate")
    assert (done.code, "roadmap.toml:2" in done.err) == (2, True)


def test_findings_are_records_for_other_programs(project: Path) -> None:
    (row,) = csv.DictReader(StringIO(run("validate", "--format", "csv").out))
    assert (row["code"], row["id"], row["severity"]) == ("R372", "teachers-supported", "warning")
    assert (row["file"], row["line"]) == ("specs/район/low-results.yaml", "16")
    lines = run("lint", "--format", "jsonl").out.splitlines()
    assert lines
    assert all({"code", "file", "message", "fix"} <= json.loads(line).keys() for line in lines)


def test_a_cell_of_records_is_never_a_formula(project: Path) -> None:
    from engine.reports.formats.records import render_records

    told = render_records("csv", ("a", "b"), [{"a": "=1+1", "b": -2}], "x")
    assert told == "a,b\n'=1+1,-2\n"


def test_code_hosts_show_findings_beside_their_lines(project: Path) -> None:
    line = run("validate", "--format", "github").out
    assert line.startswith("::warning file=specs/район/low-results.yaml,line=16,title=R372 ")
    assert "%25" in line
    (note,) = json.loads(run("validate", "--format", "gitlab").out)
    assert note["location"] == {"path": "specs/район/low-results.yaml", "lines": {"begin": 16}}
    assert (note["severity"], len(note["fingerprint"])) == ("minor", 32)


def test_a_run_writes_notes_and_figures(project: Path) -> None:
    formats = ("--format", "github,gitlab,csv,jsonl", "--as-of", "2022-06-01")
    done = run("evaluate", "--out", "o", *formats, "--ignore", "D")
    notes = json.loads(Path("o/report.gitlab.json").read_text("utf-8"))
    assert {each["check_name"] for each in notes} >= {"R372", "verdict/no_data"}
    assert "::warning file=specs/район/low-results.yaml" in done.out
    assert "ошибка D" not in done.err
    assert "Не показано" in done.err
    (whole,) = map(json.loads, Path("o/figures.jsonl").read_text("utf-8").splitlines())
    assert (whole["id"], whole["level"], whole["verdict"]) == (
        "low-results/teachers-supported", "whole", "no_data",
    )  # fmt: skip
