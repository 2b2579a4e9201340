"""`roadmap data check` beside a project that cannot be used."""

from pathlib import Path
from shutil import copytree

from tests.running import run

EXAMPLE = Path(__file__).parents[2] / "codes" / "D254" / "good"


def test_sound_tables_of_a_sound_project_have_no_remarks(tmp_path: Path) -> None:
    folder = copytree(EXAMPLE, tmp_path / "p")
    done = run("data", "check", str(folder))
    assert (done.code, "замечаний нет" in done.err) == (0, True)


def test_sound_tables_of_a_project_that_does_not_load_are_not_called_clean(tmp_path: Path) -> None:
    folder = copytree(EXAMPLE, tmp_path / "p")
    roadmap = folder / "low-results.yaml"
    text = roadmap.read_text("utf-8").replace("in: schools", "in: shools")
    roadmap.write_text(text, "utf-8")
    done = run("data", "check", str(folder))
    assert "замечаний нет" not in done.err
    assert "в самом проекте 1 ошибка" in done.err
    assert done.code == 0


def test_the_file_of_the_tables_may_be_named_instead_of_its_folder(tmp_path: Path) -> None:
    folder = copytree(EXAMPLE, tmp_path / "p")
    by_folder = run("data", "check", str(folder))
    by_file = run("data", "check", str(folder / "data.yaml"))
    assert (by_file.code, by_file.err) == (by_folder.code, by_folder.err)
    of_table = run("data", "check", str(folder / "schools.csv"))
    assert (of_table.code, of_table.err) == (by_folder.code, by_folder.err)
