"""A folder of very many files is read quickly or refused with a sentence."""

import os
from pathlib import Path
from unittest.mock import patch

import pytest

from engine.load import load_project
from tests.attack.kills import SMALL
from tests.running import run


@pytest.fixture
def project(tmp_path: Path) -> Path:
    for file in SMALL.iterdir():
        (tmp_path / file.name).write_bytes(file.read_bytes())
    return tmp_path


def test_more_yaml_than_a_project_has_is_refused(project: Path) -> None:
    (project / "other").mkdir()
    for number in range(4):
        (project / "other" / f"f{number}.yaml").write_text("a: 1\n", "utf-8")
    with patch("engine.load.loading._MOST_FILES", 5):
        done = run("validate", str(project))
    assert done.code == 1
    assert "Y041" in done.out
    assert "больше 5" in done.out
    assert "K435" not in done.out, "what was not looked for is not told as left out"
    assert run("validate", str(project)).code == 0


def test_where_the_project_is_broken_its_files_are_not_told_as_lying_elsewhere(
    project: Path,
) -> None:
    """Tables of decisions wait for the project; what lies in no place of theirs is told."""
    for folder in ("decisions", "decisions/deeper"):
        (project / folder).mkdir()
        (project / folder / "a.yaml").write_text("format: decision/1\n", "utf-8")
    whole = (project / "project.yaml").read_text("utf-8")
    (project / "project.yaml").write_text(f"{whole}unknown: 1\n", "utf-8")
    told = [
        finding.at.file for finding in load_project(project).findings if finding.code.id == "K435"
    ]
    assert told == ["decisions/deeper/a.yaml"]


def test_files_are_not_followed_one_by_one(project: Path) -> None:
    """Only a link is asked where it leads."""
    (project / "data").mkdir()
    for number in range(300):
        (project / "data" / f"f{number}.csv").write_text("a\n1\n", "utf-8")
    real, asked = os.path.realpath, []

    def counted(path: str, **named: bool) -> str:
        asked.append(path)
        return real(path, **named)

    with patch("engine.trees.trees.os.path.realpath", counted):
        assert load_project(project).project is not None
    assert len(asked) < 100


def test_names_that_are_missing_do_not_list_the_folder_again(project: Path) -> None:
    spec = project / "project.yaml"
    listed = "".join(f"  - нет{number}.yaml\n" for number in range(50))
    text = spec.read_text("utf-8").replace("roadmaps:\n", f"roadmaps:\n{listed}")
    spec.write_text(text.replace("\n- assessment.yaml", "\n  - assessment.yaml"), "utf-8")
    with patch("engine.trees.trees.os.scandir", wraps=os.scandir) as scan:
        loaded = load_project(project)
    assert len([finding for finding in loaded.findings if finding.code.id == "Y029"]) == 50
    assert scan.call_count < 70
