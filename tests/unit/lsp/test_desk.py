"""A project as an editor has it."""

from pathlib import Path

from engine.lsp.desk import Desk


def test_an_emptied_file_is_empty_until_the_editor_lets_it_go(tmp_path: Path) -> None:
    (tmp_path / "project.yaml").write_text("format: project/1\n", encoding="utf-8")
    desk = Desk(tmp_path)
    desk.hold("project.yaml", "")
    assert desk.texts() == {"project.yaml": ""}
    desk.hold("project.yaml", None)
    assert desk.texts() == {"project.yaml": "format: project/1\n"}


def test_a_check_is_kept_until_a_text_changes(tmp_path: Path) -> None:
    (tmp_path / "project.yaml").write_text("format: project/1\n", encoding="utf-8")
    desk = Desk(tmp_path)
    done = desk.checked()
    assert desk.last is done
    desk.hold("project.yaml", "format: project/1\nid: x\n")
    assert desk.last is None
