"""Completion, asked as bash asks for it."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from engine.cli import main
from engine.cli.inputs import EXCHANGE
from tests.running import run

ROOT = Path(__file__).parents[3]


def bash_asks(words: str) -> dict[str, str]:
    """The variables by which bash asks what the Tab key offers after the words."""
    position = len(words.split(" ")) - 1
    return {"_ROADMAP_COMPLETE": "bash_complete", "COMP_WORDS": words, "COMP_CWORD": str(position)}


def values(answer: str) -> set[str]:
    return {line.split(",", 1)[1] for line in answer.splitlines() if "," in line}


def test_a_process_answers_bash() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "engine.cli"], cwd=ROOT, capture_output=True, text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT), **bash_asks("roadmap ")},
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")
    assert {"validate", "evaluate"} <= values(done.stdout)


def test_verbs_options_values_and_names_are_completed(
    monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    monkeypatch.chdir(ROOT)

    def completed(words: str) -> set[str]:
        for name, value in bash_asks(words).items():
            monkeypatch.setenv(name, value)
        with pytest.raises(SystemExit) as ended:
            main([])
        answer = capsysbinary.readouterr()
        assert (ended.value.code, answer.err) == (0, b"")
        return values(answer.out.decode())

    assert {"validate", "evaluate"} <= completed("roadmap ")
    assert "--format" in completed("roadmap validate --f")
    assert {"text", "json", *EXCHANGE} == completed("roadmap validate --format ")
    assert "S104" in completed("roadmap explain S10")
    assert "low-results/teachers-supported" in completed("roadmap explain low-results/t")
    assert {"talents,+low-results", "talents,+low-results/teachers-supported"} <= completed(
        "roadmap evaluate --only talents,+low-results"
    )


Offered = Callable[[str, str], list[str]]


@pytest.fixture
def offered(monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]) -> Offered:
    """What PowerShell is offered for a line, asked inside this process: value by value."""

    def ask(line: str, begun: str) -> list[str]:
        monkeypatch.chdir(ROOT / "specs" / "dyatkovo-2021")
        monkeypatch.setenv("_ROADMAP_COMPLETE", "powershell_complete")
        monkeypatch.setenv("COMP_WORDS", f"roadmap {line}")
        monkeypatch.setenv("COMP_CWORD", begun)
        with pytest.raises(SystemExit) as ended:
            main([])
        told = capsysbinary.readouterr()
        assert (ended.value.code, told.err) == (0, b"")
        return [splitline.split("\t")[1] for splitline in told.out.decode().splitlines()]

    return ask


@pytest.mark.parametrize(
    ("line", "begun", "found"),
    [
        ("schema ro", "ro", ["roadmap"]),
        ("graph --roadmap t", "t", ["talents", "teachers-cpd"]),
        ("validate --format ", "", ["text", "json", *EXCHANGE]),
        ("evaluate --format j", "j", ["json", "junit", "jsonl"]),
        ("evaluate --format html,j", "html,j", ["html,json", "html,junit", "html,jsonl"]),
        ("evaluate --format json,j", "json,j", ["json,junit", "json,jsonl"]),
        ("valid", "valid", ["validate"]),
        ("completion ", "", ["bash", "zsh", "fish", "powershell"]),
    ],
)
def test_names_and_lists_are_completed_in_powershell(
    line: str, begun: str, found: list[str], offered: Offered
) -> None:
    assert offered(line, begun) == found


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish", "powershell"])
def test_the_script_of_a_shell_names_the_program(shell: str) -> None:
    if shell == "bash" and shutil.which("bash") is None:
        pytest.skip("bash is not installed")
    done = run("completion", shell)
    assert done.code == 0
    assert "_ROADMAP_COMPLETE" in done.out
    if shell == "bash":
        subprocess.run(["bash", "-n"], input=done.out, text=True, check=True)
