"""A project as an editor has it."""

from pathlib import Path

from engine.lsp.desk import Desk

SMALL = Path(__file__).parents[2] / "diff" / "base"


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


def test_a_roadmap_is_read_again_when_it_or_what_it_is_read_against_has_changed() -> None:
    desk = Desk(SMALL)

    def read(path: str | None = None, old: str = "", new: str = "") -> tuple[object, ...]:
        """The roadmaps and their findings, one text being changed for the moment."""
        text = (SMALL / path).read_text("utf-8") if path else ""
        assert old in text
        if path:
            desk.hold(path, text.replace(old, new, 1))
        done = desk.checked()
        if path:
            desk.hold(path, None)
        roadmaps = done.loaded.project.roadmaps if done.loaded.project else ()
        return (*roadmaps, {finding.code.id for finding in done.findings})

    low, talents, found = read()
    other_low, same_talents, _ = read("low-results.yaml", "не менее 70%", "не менее 75%")
    assert same_talents is talents
    assert other_low != low
    assert [each is old for each, old in zip(read()[:2], (low, talents), strict=True)] == [
        False, True,
    ]  # fmt: skip
    later = read("project.yaml", 'from: "2021-09-01"', 'from: "2021-10-01"')
    assert later[:2] != (low, talents)
    unknown = read("data.yaml", "name: trained", "name: teached")[-1]
    assert isinstance(unknown, set)
    assert unknown - found  # type: ignore[operator]
    assert read() == (low, talents, found)
