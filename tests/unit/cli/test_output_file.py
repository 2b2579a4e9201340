"""`--output FILE`: a document goes into a file, whole or not at all."""

from pathlib import Path

import pytest

from tests.running import run

pytestmark = pytest.mark.usefixtures("projects_read_once")

EXAMPLE = str(Path(__file__).resolve().parents[3] / "specs/dyatkovo-2021")
DOCUMENTS = [
    ("show", EXAMPLE),
    ("validate", EXAMPLE, "--format", "sarif"),
    ("lint", EXAMPLE, "--format", "json"),
    ("plan", EXAMPLE, "--format", "md"),
    ("plan", EXAMPLE, "--format", "ics"),
    ("graph", EXAMPLE, "--format", "mermaid"),
    ("explain", "D226"),
    ("schedule", "до 15 октября 2021 г."),
    ("schema", "roadmap"),
    ("completion", "powershell"),
    ("data", "describe", f"{EXAMPLE}/data/Контингент.xlsx"),
]


@pytest.mark.parametrize("asked", DOCUMENTS, ids=lambda asked: "-".join(asked[::2])[:40])
def test_the_file_holds_what_would_be_printed(asked: tuple[str, ...], tmp_path: Path) -> None:
    printed = run(*asked)
    file = tmp_path / "папка" / "итог.txt"
    written = run(*asked, "--output", str(file))
    assert file.read_text(encoding="utf-8").splitlines() == printed.out.splitlines()
    assert (written.out.strip(), written.code) == (file.as_posix(), printed.code)


def test_a_refused_command_leaves_the_old_file_alone(tmp_path: Path) -> None:
    file = tmp_path / "итог.json"
    file.write_text("прежнее", encoding="utf-8")
    assert run("show", str(tmp_path / "нет"), "--output", str(file)).code == 2
    assert file.read_text(encoding="utf-8") == "прежнее"


def test_the_file_of_a_run_that_found_nothing_is_empty_and_not_that_of_another_day(
    tmp_path: Path,
) -> None:
    file = tmp_path / "находки.txt"
    file.write_text("прежние", encoding="utf-8")
    done = run("validate", EXAMPLE, "--select", "S999", "--output", str(file))
    assert (done.code, file.read_text("utf-8")) == (2, "прежние")  # there is no such code
    done = run("validate", EXAMPLE, "--select", "S151", "--output", str(file))
    assert (done.code, file.read_text("utf-8"), done.out.strip()) == (0, "", file.as_posix())


def test_a_file_where_a_folder_should_be_is_told(tmp_path: Path) -> None:
    (tmp_path / "занято").write_text("", encoding="utf-8")
    done = run("schema", "roadmap", "--output", str(tmp_path / "занято" / "x.json"))
    assert done.code == 2
    assert "на пути стоит файл, а не папка" in done.err


def test_watching_and_a_file_exclude_each_other(tmp_path: Path) -> None:
    done = run("validate", EXAMPLE, "--watch", "--output", str(tmp_path / "x"))
    assert (done.code, "--output и --watch" in done.err) == (2, True)
