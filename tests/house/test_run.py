"""`.ci/run` does what README tells a reader to do, in the words of README, before anything else."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SCRIPT = ROOT.joinpath(".ci/run").read_text("utf-8")
COMMANDS = re.findall(
    r"^\| \*\*[^|]+\*\* \| `([^`]+)` \|", ROOT.joinpath("README.md").read_text("utf-8"), re.M
)
"""What stands under «Linux, macOS» in the table of two commands."""


def test_the_two_commands_of_readme_are_run_as_printed_and_first() -> None:
    main_job, tests = COMMANDS
    lines = SCRIPT.splitlines()
    (first,) = (number for number, line in enumerate(lines) if line.startswith(main_job))
    second = lines.index(tests)
    assert lines[first].removeprefix(main_job) in ("", " || exit")
    assert first < second
    others = [at for at, line in enumerate(lines) if re.match(r"(of_\w+|programs) .*&$", line)]
    assert second < min(others)


def test_readme_in_russian_has_the_same_main_job() -> None:
    assert COMMANDS[0] in ROOT.joinpath("README.ru.md").read_text("utf-8")


@pytest.mark.skipif(shutil.which("bash") is None, reason="bash is not installed")
@pytest.mark.parametrize("name", ["run", "lock", "sbom", "audit"])
def test_a_script_is_sound(name: str) -> None:
    subprocess.run(["bash", "-n", ROOT / ".ci" / name], check=True)


def test_what_was_skipped_runs_where_it_can_be_run_in_a_group_of_workers_too(
    tmp_path: Path,
) -> None:
    """xdist writes the group of a test behind its id: the last stage must know it again."""
    tmp_path.joinpath("conftest.py").write_bytes(ROOT.joinpath("tests/conftest.py").read_bytes())
    tmp_path.joinpath("pytest.ini").write_text("[pytest]\nmarkers = xdist_group\n", "utf-8")
    tmp_path.joinpath("test_groups.py").write_text(GROUPED, "utf-8")

    def run(*asked: str, there: str) -> str:
        command = [sys.executable, "-m", "pytest", "-n", "1", "--dist", "loadgroup", *asked]
        surroundings = {**os.environ, "THERE": there, "PYTHONPATH": str(ROOT)}
        done = subprocess.run(
            command, cwd=tmp_path, env=surroundings, capture_output=True, text=True
        )
        return done.stdout.splitlines()[-1]

    assert "1 passed, 2 skipped" in run(there="")
    assert "2 passed" in run("--not-whole-before", there="yes")


GROUPED = """
import os
import pytest

pytestmark = pytest.mark.xdist_group("one at a time")
needs = pytest.mark.skipif(not os.environ["THERE"], reason="not there")


@needs
def test_alone(): ...


@needs
@pytest.mark.parametrize("case", ["a@b"])
def test_of_a_case(case): ...


def test_that_always_runs(): ...
"""
