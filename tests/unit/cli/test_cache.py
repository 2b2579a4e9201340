"""What did not change is not computed again; what changed is."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from shutil import copytree, rmtree
from unittest.mock import patch

import pytest

from tests.running import Done, run

EXAMPLE = Path(__file__).parents[3] / "specs" / "dyatkovo-2021"
UNCHANGED = "С прошлого расчёта ничего не изменилось"


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the example; what is computed is kept."""
    monkeypatch.delenv("ROADMAP_NO_CACHE")
    copytree(EXAMPLE, tmp_path / "specs" / "p")
    monkeypatch.chdir(tmp_path)
    return tmp_path / "specs" / "p"


@dataclass(frozen=True, slots=True)
class Computed:
    """Where a project was computed, a copy of that folder with its reports and what was kept of
    them, and what the run said."""

    there: Path
    copy: Path
    said: Done


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Computed:
    """The example computed once, for all who ask what happens the next time."""
    folder = tmp_path_factory.mktemp("computed")
    there, copy = folder / "there", folder / "copy"
    copytree(EXAMPLE, there / "specs" / "p")
    with pytest.MonkeyPatch.context() as patched:
        patched.delenv("ROADMAP_NO_CACHE")
        patched.chdir(there)
        said = evaluate()
    copytree(there, copy)
    return Computed(there, copy, said)


@pytest.fixture
def computed(first: Computed, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The project as it was when it had been computed, in its place, which is part of the key."""
    rmtree(first.there)
    copytree(first.copy, first.there)
    monkeypatch.delenv("ROADMAP_NO_CACHE")
    monkeypatch.chdir(first.there)
    return first.there / "specs" / "p"


def evaluate(*more: str, out: str = "out") -> Done:
    asked = ("evaluate", "specs/p", "--as-of", "2022-06-01", "--out", out)
    return run(*asked, *more)


def reports(out: str = "out") -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(Path(out).iterdir())}


@pytest.mark.usefixtures("computed")
def test_the_second_run_gives_the_same_bytes_and_reads_no_table(first: Computed) -> None:
    wanted = reports()
    with patch("engine.pipeline.evaluate", side_effect=AssertionError("посчитано дважды")):
        again = evaluate(out="again")
    assert reports("again") == wanted
    assert again.code == first.said.code
    assert again.err.splitlines()[-4:] == first.said.err.splitlines()[-4:]
    assert UNCHANGED in again.err
    assert UNCHANGED not in first.said.err


def with_a_line_more(path: Path) -> None:
    with path.open("ab") as file:
        file.write(b"\n")


@pytest.mark.parametrize(
    "change",
    [
        lambda folder: with_a_line_more(folder / "heads.yaml"),
        lambda folder: with_a_line_more(next((folder / "data").glob("*.csv"))),
        lambda folder: (folder / "data" / "новая таблица.xlsx").write_bytes(b"x"),
        lambda folder: next((folder / "data").glob("*.xlsx")).unlink(),
    ],
    ids=["спецификация", "таблица", "новый файл", "файла не стало"],
)
def test_any_change_of_the_project_is_computed(
    computed: Path, change: Callable[[Path], None]
) -> None:
    change(computed)
    assert UNCHANGED not in evaluate().err


@pytest.mark.usefixtures("computed")
@pytest.mark.parametrize(
    "asked",
    ["--audience internal", "--lang en", "--fail-on never", "--engine pandas", "--format html"],
)
def test_another_question_is_computed(asked: str) -> None:
    assert UNCHANGED not in evaluate(*asked.split()).err


@pytest.mark.usefixtures("computed")
def test_another_program_computes_again() -> None:
    with patch("engine.cli.recalling.engine_print", return_value="новая версия"):
        assert UNCHANGED not in evaluate().err


def test_without_a_cache_nothing_is_kept(project: Path) -> None:
    assert UNCHANGED not in evaluate("--no-cache").err
    assert UNCHANGED not in evaluate("--no-cache").err
    assert not Path("outputs").exists()


@pytest.mark.usefixtures("computed")
def test_damage_is_noticed_and_mended() -> None:
    wanted = reports()
    for path in Path("outputs/.cache").iterdir():
        content = path.read_bytes()
        path.write_bytes(content[:-9] + b"x" + content[-8:])
    mended = evaluate()
    assert "Запись кэша была повреждена; она удалена, всё пересчитано" in mended.err
    assert reports() == wanted
    assert UNCHANGED in evaluate().err


def test_a_folder_that_cannot_be_written_stops_nothing(project: Path) -> None:
    Path("file").write_text("это не папка", "utf-8")
    done = evaluate("--cache", "file/cache")
    assert "Посчитанное не сохранено в кэше" in done.err
    assert json.loads(Path("out/report.json").read_text("utf-8"))


@pytest.mark.usefixtures("computed")
def test_a_kept_run_of_the_history_is_never_taken_from_the_cache() -> None:
    assert UNCHANGED not in evaluate("--keep").err


def test_many_projects_are_recalled_one_by_one(project: Path) -> None:
    copytree(project, "specs/q")
    asked = ("evaluate", "specs", "--as-of", "2022-06-01", "--jobs", "1", "--out", "many")
    run(*asked)
    region = Path("many/region.html").read_bytes()
    with_a_line_more(project / "heads.yaml")
    again = run(*asked)
    assert again.err.count(UNCHANGED) == 1
    assert Path("many/region.html").read_bytes() == region
