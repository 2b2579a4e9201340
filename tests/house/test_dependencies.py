"""Every library has a tested range; the lock keeps to it and names files by their hashes alone."""

import re
import subprocess
import sys
import tomllib
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads(ROOT.joinpath("pyproject.toml").read_text("utf-8"))["project"]
EXTRAS: dict[str, list[str]] = PROJECT["optional-dependencies"]
CORE = [Requirement(line) for line in PROJECT["dependencies"]]
ALL = CORE + [Requirement(line) for lines in EXTRAS.values() for line in lines]
LOCK = ROOT.joinpath(".ci/lock.txt").read_text("utf-8")
PINNED = re.compile(r"^(?P<name>[\w.-]+)==(?P<version>[^\s;]+)(?P<marker>[^\\]*)\\$", re.MULTILINE)


@pytest.mark.parametrize("need", ALL, ids=str)
def test_a_library_has_a_lowest_and_a_highest_version(need: Requirement) -> None:
    assert sorted(specifier.operator for specifier in need.specifier) == ["<", ">="]


@pytest.mark.parametrize("need", ALL, ids=str)
def test_the_tests_run_with_a_version_of_the_range(need: Requirement) -> None:
    try:
        found = version(need.name)
    except PackageNotFoundError:
        pytest.skip(f"{need.name} is not installed")
    assert need.specifier.contains(found)


def test_the_oldest_versions_can_be_asked_for() -> None:
    done = subprocess.run(
        [sys.executable, ROOT / ".ci" / "oldest"], capture_output=True, text=True, check=True
    )
    asked = [Requirement(line) for line in done.stdout.splitlines()]
    assert {requirement.name for requirement in asked} == {requirement.name for requirement in CORE}
    oldest = {
        requirement.name: str(requirement.specifier).removeprefix("==") for requirement in asked
    }
    assert all(need.specifier.contains(oldest[need.name]) for need in CORE)


@pytest.mark.parametrize("need", CORE, ids=str)
def test_the_lock_holds_every_library_in_its_range(need: Requirement) -> None:
    """Mended by `.ci/lock`."""
    held = [found["version"] for found in PINNED.finditer(LOCK) if is_of(found["name"], need)]
    assert held, f"{need.name} is not in .ci/lock.txt: run .ci/lock"
    assert all(need.specifier.contains(each) for each in held)


def is_of(name: str, need: Requirement) -> bool:
    return canonicalize_name(name) == canonicalize_name(need.name)


def test_the_lock_has_a_hash_for_everything_and_no_address() -> None:
    entries = re.split(r"^(?=\w)", LOCK, flags=re.MULTILINE)[1:]
    assert len(entries) == len(PINNED.findall(LOCK))
    assert all("--hash=sha256:" in entry for entry in entries)
    assert "://" not in LOCK
    assert "--index-url" not in LOCK
