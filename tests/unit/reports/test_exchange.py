"""SARIF and JUnit: what other tools read is complete, well-formed, and never hides what is open."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from engine.diagnostics import Place
from engine.reports.formats.annotations import Note, github_notes, gitlab_notes
from tests.node_tools import node_package
from tests.running import run

ROOT = Path(__file__).parents[3]
EXAMPLE = "specs/dyatkovo-2021"
BROKEN = ROOT / "tests" / "codes" / "S120" / "bad"


@pytest.fixture(autouse=True)
def _in_the_checkout(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)


@pytest.fixture(scope="module")
def judged(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example judged, in both formats."""
    folder = tmp_path_factory.mktemp("out")
    os.chdir(ROOT)
    out = ["--as-of", "2022-06-01", "--format", "sarif,junit", "--out", str(folder), "-q"]
    assert run("evaluate", EXAMPLE, *out).code == 0
    return folder


def sarif_of(*arguments: str) -> dict[str, Any]:
    done: dict[str, Any] = json.loads(run("validate", *arguments, "--format", "sarif").out)
    return done


def test_a_finding_in_sarif_has_its_rule_place_and_fix() -> None:
    run_ = sarif_of(str(BROKEN))["runs"][0]
    (result,) = run_["results"]
    rule = run_["tool"]["driver"]["rules"][result["ruleIndex"]]
    assert (rule["id"], result["ruleId"], result["level"]) == ("S120", "S120", "error")
    assert "overcome-factor" in result["message"]["text"]
    place = result["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"].endswith("tests/codes/S120/bad/low-results.yaml")
    assert place["region"] == {"startLine": 10, "startColumn": 11, "endLine": 10, "endColumn": 26}


def test_a_clean_project_gives_a_run_without_results(tmp_path: Path) -> None:
    (run_,) = sarif_of(str(ROOT / "tests" / "codes" / "S120" / "good"))["runs"]
    assert run_["results"] == []
    assert run_["tool"]["driver"]["rules"] == []


def test_a_fingerprint_stays_when_lines_move(tmp_path: Path) -> None:
    for path in BROKEN.iterdir():
        text = path.read_text("utf-8")
        (tmp_path / path.name).write_text(f"# сдвиг\n\n{text}", "utf-8")
    before = sarif_of(str(BROKEN))["runs"][0]["results"][0]
    after = sarif_of(str(tmp_path))["runs"][0]["results"][0]
    assert before["locations"] != after["locations"]
    assert before["partialFingerprints"] == after["partialFingerprints"]


def test_every_verdict_stands_in_sarif_and_only_met_ones_pass(judged: Path) -> None:
    results = json.loads((judged / "report.sarif").read_text("utf-8"))["runs"][0]["results"]
    verdicts = [result for result in results if result["ruleId"].startswith("verdict/")]
    assert len(verdicts) == 96
    passed = {verdict["ruleId"] for verdict in verdicts if verdict.get("kind") == "pass"}
    assert passed == {"verdict/met"}
    open_ = [verdict for verdict in verdicts if verdict["ruleId"] == "verdict/no_data"]
    assert all(each["kind"] == "fail" for each in open_)
    for result in results:
        uri = result["locations"][0]["physicalLocation"]["artifactLocation"]
        assert uri["uriBaseId"] == "SRCROOT"
        assert uri["uri"].isascii()


def test_junit_counts_what_it_holds(judged: Path) -> None:
    root = ElementTree.fromstring((judged / "report.junit.xml").read_text("utf-8"))
    cases = root.findall("./testsuite/testcase")
    indicators = [case for case in cases if "/" in case.attrib["name"].split(":")[0]]
    assert (
        int(root.attrib["tests"]) == len(cases) == sum(int(suite.attrib["tests"]) for suite in root)
    )
    assert (
        len([indicator for indicator in indicators if indicator.attrib["classname"] != EXAMPLE])
        == 96
    )
    for name in ("failure", "skipped"):
        plural = {"failure": "failures", "skipped": "skipped"}[name]
        assert int(root.attrib[plural]) == len(root.findall(f".//{name}")) > 0
    failed = root.find(".//failure")
    assert failed is not None
    assert failed.attrib["type"] == "not_met"
    assert "не выполнен" in failed.attrib["message"]


def test_junit_of_validate_fails_the_file_with_the_error() -> None:
    root = ElementTree.fromstring(run("validate", str(BROKEN), "--format", "junit").out)
    (failed,) = [case for case in root.iter("testcase") if case.find("failure") is not None]
    assert failed.attrib["file"].endswith("low-results.yaml")
    assert failed.attrib["line"] == "10"
    assert "^^^" in (failed.findtext("failure") or "")


def test_the_same_run_gives_the_same_bytes() -> None:
    for name in ("sarif", "junit"):
        once = run("validate", "specs", "--format", name).out
        assert once == run("validate", "specs", "--format", name).out


@pytest.mark.skipif(sys.platform != "linux", reason="the validator's package is for Linux")
def test_microsofts_validator_finds_no_error_in_our_sarif(judged: Path, tmp_path: Path) -> None:
    """`validate` checks against the published JSON Schema of SARIF 2.1.0 and the rules beyond it;
    its warnings (a table's finding has a cell, no line) are allowed."""
    tool = node_package("@microsoft/sarif-multitool-linux", "5.7.0") / "Sarif.Multitool"
    path = tmp_path / "validate.sarif"
    path.write_text(run("validate", "specs", str(BROKEN), "--format", "sarif").out, "utf-8")
    tool.chmod(0o755)
    done = subprocess.run(
        [str(tool), "validate", str(path), str(judged / "report.sarif"), "--rule-kind", "Sarif"],
        capture_output=True, text=True,
        env={**os.environ, "DOTNET_SYSTEM_GLOBALIZATION_INVARIANT": "1"},
    )  # fmt: skip
    assert "2 files scanned" in done.stdout, done.stdout + done.stderr
    assert ": error " not in done.stdout, done.stdout


def test_what_has_no_line_stands_at_the_first_line_of_its_file() -> None:
    """A finding about a workbook or a whole file; lines count from one in every format."""
    note = Note("warning", "major", "D1", "Лист", "пуст", Place("data/Кадры.xlsx"), "f")
    (written,) = json.loads(gitlab_notes([note]))
    assert written["location"] == {"path": "data/Кадры.xlsx", "lines": {"begin": 1}}
    assert written["description"] == "Лист: пуст"
    assert (
        github_notes([note]).strip() == "::warning file=data/Кадры.xlsx,line=1,title=D1 Лист::пуст"
    )


@pytest.mark.parametrize(
    ("place", "where"),
    [
        (Place("a.yaml", 3, 5, 3, 9), "line=3,col=5,endLine=3,endColumn=9"),
        (Place("a.yaml", 3, 5, 4, 2), "line=3,endLine=4"),
        (Place("a.yaml", 3, 5), "line=3,col=5"),
        (Place("a.yaml", 3), "line=3"),
    ],
)
def test_columns_are_told_within_one_line_only(place: Place, where: str) -> None:
    note = Note("error", "critical", "S1", "Раздел", "нет", place, "f")
    assert github_notes([note]).strip() == f"::error file=a.yaml,{where},title=S1 Раздел::нет"
