"""Paths of a command line lead to project folders."""

from pathlib import Path

import pytest

from engine.load import find_projects


@pytest.fixture
def specs(tmp_path: Path) -> Path:
    """specs/ with two projects, one of them with a rule file, and a folder of something else."""
    for name in ("a", "b"):
        (tmp_path / "specs" / name / "rules").mkdir(parents=True)
        (tmp_path / "specs" / name / "project.yaml").write_text("", encoding="utf-8")
        (tmp_path / "specs" / name / "rules" / "x.yaml").write_text("", encoding="utf-8")
    (tmp_path / "specs" / "notes").mkdir()
    return tmp_path / "specs"


def test_a_project_folder_is_itself(specs: Path) -> None:
    assert find_projects([specs / "a"]) == (specs / "a",)


def test_a_folder_of_projects_gives_all_of_them_in_order(specs: Path) -> None:
    assert find_projects([specs]) == (specs / "a", specs / "b")


def test_a_file_belongs_to_the_nearest_project_above_it(specs: Path) -> None:
    assert find_projects([specs / "b" / "rules" / "x.yaml"]) == (specs / "b",)


def test_a_project_named_twice_is_taken_once(specs: Path) -> None:
    assert find_projects([specs / "b", specs, specs / "b" / "project.yaml"]) == (
        specs / "b",
        specs / "a",
    )


def test_a_folder_without_projects_adds_nothing(specs: Path) -> None:
    assert find_projects([specs / "notes", specs / "absent"]) == ()
