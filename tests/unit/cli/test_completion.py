"""Completion, asked as bash asks for it."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.running import run

ROOT = Path(__file__).parents[3]


def completed(words: str) -> set[str]:
    """What the Tab key offers after the words."""
    position = len(words.split(" ")) - 1
    done = subprocess.run(
        [sys.executable, "-m", "engine.cli"], cwd=ROOT, capture_output=True, text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT), "_ROADMAP_COMPLETE": "bash_complete",
             "COMP_WORDS": words, "COMP_CWORD": str(position)},
    )  # fmt: skip
    return {line.split(",", 1)[1] for line in done.stdout.splitlines() if "," in line}


def test_verbs_options_values_and_names_are_completed() -> None:
    assert {"validate", "evaluate"} <= completed("roadmap ")
    assert "--format" in completed("roadmap validate --f")
    assert {"text", "json", "sarif", "junit"} == completed("roadmap validate --format ")
    assert "S104" in completed("roadmap explain S10")
    assert "low-results/teachers-supported" in completed("roadmap explain low-results/t")


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_script_of_a_shell_names_the_program(shell: str) -> None:
    if shell == "bash" and shutil.which("bash") is None:
        pytest.skip("bash is not installed")
    done = run("completion", shell)
    assert done.code == 0
    assert "_ROADMAP_COMPLETE" in done.out
    if shell == "bash":
        subprocess.run(["bash", "-n"], input=done.out, text=True, check=True)
