"""`.ci/run` does what README tells a reader to do, in the words of README, before anything else."""

import re
import shutil
import subprocess
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
    installed = [number for number, line in enumerate(lines) if line.startswith("environment ")]
    assert second < min(installed)


def test_readme_in_russian_has_the_same_main_job() -> None:
    assert COMMANDS[0] in ROOT.joinpath("README.ru.md").read_text("utf-8")


@pytest.mark.skipif(shutil.which("bash") is None, reason="bash is not installed")
@pytest.mark.parametrize("name", ["run", "lock", "sbom", "audit"])
def test_a_script_is_sound(name: str) -> None:
    subprocess.run(["bash", "-n", ROOT / ".ci" / name], check=True)
