"""The exit codes, the same for every verb and format: 0 fine, 1 findings, 2 unusable, 3 defect."""

from pathlib import Path

import pytest

from engine.cli.output import Exit, FailOn, of_verdicts
from tests.district import copy_two_roadmaps
from tests.running import run

pytestmark = pytest.mark.usefixtures("projects_read_once")

ROOT = Path(__file__).parents[3]
EXAMPLE = str(ROOT / "specs" / "dyatkovo-2021")
BROKEN = str(ROOT / "tests" / "codes" / "S101" / "bad")


@pytest.mark.parametrize("verb", ["validate", "show", "plan", "graph"])
def test_a_good_project_is_fine(verb: str) -> None:
    assert run(verb, EXAMPLE).code == Exit.FINE


def test_spec_errors_are_findings_for_validate_and_unusable_input_for_the_others(
    tmp_path: Path,
) -> None:
    assert run("validate", BROKEN).code == Exit.FINDINGS
    for verb in ("show", "plan", "graph"):
        assert run(verb, BROKEN).code == Exit.UNUSABLE
    assert run("evaluate", BROKEN, "--out", str(tmp_path / "out")).code == Exit.UNUSABLE
    assert not (tmp_path / "out").exists(), "nothing may be written for a project with errors"


@pytest.mark.parametrize(
    "arguments",
    [
        ["evalute"],
        ["validate", "--fromat", "json"],
        ["validate", "нет-такой-папки"],
        ["evaluate", EXAMPLE, "--as-of", "31.02.2022"],
        ["evaluate", EXAMPLE, "--as-of", "2022-06-01-вечер"],
        ["evaluate", EXAMPLE, "--as-of", "01..06.2022"],
        ["evaluate", EXAMPLE, "--format", "pptx"],
        ["explain", "Z999"],
        ["explain", "low-results/no-such-indicator", EXAMPLE],
        ["schedule"],
        ["schedule", "Май", "--period", "вчера"],
        ["schedule", "Май", "--period", "2021-09-30"],
        ["schedule", "Май", "--month", "2022-1_1"],
        ["schema", "нет-такой"],
        ["validate", "--format", "xml"],
        ["graph", EXAMPLE, "--roadmap", "нет-такой"],
    ],
    ids=" ".join,
)
def test_a_wrong_command_line_is_unusable_and_told_in_russian(arguments: list[str]) -> None:
    done = run(*arguments)
    assert done.code == Exit.UNUSABLE
    assert done.out == ""
    assert done.err.startswith("Ошибка: ")
    assert "Traceback" not in done.err
    assert not any(word in done.err for word in ("Invalid", "No such", "Missing", "does not"))


def test_a_folder_without_specs_is_unusable(tmp_path: Path) -> None:
    done = run("validate", str(tmp_path))
    assert done.code == Exit.UNUSABLE
    assert "project.yaml" in done.err


def test_a_defect_is_told_without_a_traceback(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise ZeroDivisionError("в тесте")

    monkeypatch.setattr("engine.cli.verbs.validate.check", fail)
    done = run("validate", EXAMPLE)
    assert done.code == Exit.DEFECT
    assert "ZeroDivisionError" in done.err
    assert "Сообщите об этом" in done.err
    assert "Traceback" not in done.err


@pytest.mark.parametrize(
    ("worst", "fail_on", "code"),
    [
        ("error", "error", 1), ("not_met", "error", 0), ("not_met", "not_met", 1),
        ("no_data", "not_met", 0), ("no_data", "no_data", 1), ("indeterminate", "no_data", 1),
        ("no_data", "indeterminate", 1), ("not_measurable", "no_data", 0),
        ("not_measurable", "not_measurable", 1), ("error", "never", 0), ("met", "not_met", 0),
        ("waived", "not_measurable", 0), ("not_due", "not_met", 0),
        ("warned", "not_met", 0), ("warned", "warned", 1), ("not_met", "warned", 1),
        ("warned", "no_data", 1), ("no_data", "warned", 0), ("shown", "not_measurable", 0),
    ],
)  # fmt: skip
def test_the_ladder_of_verdicts(worst: str, fail_on: str, code: int) -> None:
    assert of_verdicts(["met", worst], FailOn(fail_on)) == code


def test_fail_on_reaches_the_exit_code_of_evaluate(tmp_path: Path) -> None:
    project = str(copy_two_roadmaps(tmp_path / "p"))
    out = ["--as-of", "2022-06-01", "--out", str(tmp_path / "out"), "--format", "json", "-q"]
    assert run("evaluate", project, *out).code == Exit.FINE
    assert run("evaluate", project, *out, "--fail-on", "not_met").code == Exit.FINDINGS
    assert run("evaluate", project, *out, "--fail-on", "never").code == Exit.FINE
