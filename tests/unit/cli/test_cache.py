"""What did not change is not computed again; what changed is."""

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from shutil import copytree, rmtree
from unittest.mock import patch

import pytest

from tests.district import write_district
from tests.running import Done, run

UNCHANGED = "С прошлого расчёта ничего не изменилось"


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project; what is computed is kept."""
    monkeypatch.delenv("ROADMAP_NO_CACHE")
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.chdir(tmp_path)
    return write_district(tmp_path / "specs" / "p")


@dataclass(frozen=True, slots=True)
class Computed:
    """Where a project was computed, a copy of that folder with its reports and what was kept of
    them, and what the run said."""

    there: Path
    copy: Path
    said: Done


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Computed:
    """The project computed once, for all who ask what happens the next time."""
    folder = tmp_path_factory.mktemp("computed")
    there, copy = folder / "there", folder / "copy"
    write_district(there / "specs" / "p")
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
    assert again.err.splitlines()[-3:] == first.said.err.splitlines()[-3:]
    assert UNCHANGED in again.err
    assert UNCHANGED not in first.said.err


def with_a_line_more(path: Path) -> None:
    with path.open("ab") as file:
        file.write(b"\n")


@pytest.mark.parametrize(
    "change",
    [
        lambda folder: with_a_line_more(folder / "talents.yaml"),
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
    with_a_line_more(project / "talents.yaml")
    again = run(*asked)
    assert again.err.count(UNCHANGED) == 1
    assert Path("many/region.html").read_bytes() == region


def saved_and_put_back(path: Path) -> None:
    """What a person does who saves a table during the run and thinks better of it."""
    content = path.read_bytes()
    path.write_bytes(content.replace(b"1", b"7"))
    path.write_bytes(content)


@pytest.mark.parametrize("pattern", ["data/*.csv", "*.yaml"])
def test_a_file_that_changed_under_the_run_is_said_and_the_run_is_not_kept(
    project: Path, pattern: str
) -> None:
    from engine import judging

    right = evaluate("--no-cache", out="right")
    execute, path = judging.execute_all, sorted(project.glob(pattern))[0]

    def meanwhile(*given: object, **more: object) -> object:
        saved_and_put_back(path)
        return execute(*given, **more)  # type: ignore[arg-type]

    with patch("engine.judging.execute_all", meanwhile):
        done = evaluate()
    assert "E720" in done.err
    assert path.relative_to(project).as_posix() in done.err
    assert done.code == 1
    again = evaluate()
    assert UNCHANGED not in again.err
    assert again.code == right.code
    assert reports() == reports("right")


def test_a_table_read_as_other_bytes_never_gives_its_report_to_the_bytes_before(
    project: Path,
) -> None:
    """The fingerprint is that of the bytes that were read, not of those that lay there before."""
    from engine import judging

    evaluate("--no-cache", out="right")
    read, path = judging.read_tables, sorted((project / "data").glob("*.csv"))[0]
    content = path.read_bytes()

    def too_late(*given: object, **more: object) -> object:
        path.write_bytes(content.replace(b"1", b"7"))
        try:
            return read(*given, **more)  # type: ignore[arg-type]
        finally:
            path.write_bytes(content)

    with patch("engine.judging.read_tables", too_late):
        evaluate()
    evaluate()
    assert reports() == reports("right")


@pytest.mark.parametrize("name", ["teachers.csv", "teachers.parquet"])
def test_a_declared_table_of_sixty_gigabytes_is_refused_before_its_first_byte(
    project: Path, name: str
) -> None:
    data = project / "data.yaml"
    data.write_text(data.read_text("utf-8").replace("teachers.csv", name), "utf-8")
    with (project / "data" / name).open("wb") as declared:
        declared.truncate(60 << 30)
    for _ in range(2):
        done = evaluate()
        assert done.code == 1
        assert f"{name}: ошибка D274" in done.err
        assert "60 ГБ" in done.err


def test_what_is_not_declared_is_not_read(project: Path) -> None:
    with (project / "видео.bin").open("wb") as stray:
        stray.truncate(60 << 30)
    with (project / "заметки.yaml").open("wb") as stray:
        stray.truncate(60 << 30)
    (project / "снаружи").symlink_to("/usr")
    first = evaluate()
    again = evaluate()
    assert UNCHANGED in again.err
    assert again.code == first.code


def forged(change: Callable[[dict[str, object]], object]) -> None:
    """Every kept run changed as somebody would who has the folder and not the secret."""
    for path in Path("outputs/.cache").iterdir():
        content = path.read_bytes()[32:]
        if content.startswith(b'{"code"'):
            kept = json.loads(content)
            change(kept)
            content = json.dumps(kept).encode()
            path.write_bytes(hashlib.sha256(content).digest() + content)


SHAPES = {
    "код": lambda kept: kept.update(code=7),
    "вверх": lambda kept: kept.update(files=[["../../украдено", ""]]),
    "от корня": lambda kept: kept.update(files=[["/tmp/украдено", ""]]),
    "пусто": lambda kept: kept.clear(),
    "другой вид": lambda kept: kept.update(closing="Всё в порядке", code="0"),
}


@pytest.mark.parametrize("shape", ["чужая подпись", *SHAPES])
def test_a_forged_run_is_dropped_and_computed(
    project: Path, shape: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = evaluate()
    wanted = reports()
    forged(SHAPES.get(shape, lambda kept: kept.update(code=1 - first.code)))
    if shape in SHAPES:  # even of one who knows the secret
        monkeypatch.setattr("hmac.compare_digest", lambda ours, theirs: True)
    again = evaluate()
    assert "Запись кэша была повреждена" in again.err
    assert (again.code, reports()) == (first.code, wanted)
    assert not (project.parent.parent / "украдено").exists()


def test_the_secret_is_the_users_alone_and_each_cache_has_its_own(
    project: Path, tmp_path: Path
) -> None:
    evaluate()
    evaluate("--cache", "второй")
    secrets = sorted((tmp_path / "state" / "roadmap" / "caches").iterdir())
    assert len({path.read_bytes() for path in secrets}) == 2
    assert all(path.stat().st_mode & 0o077 == 0 for path in secrets)
    for path in Path("outputs/.cache").iterdir():
        (Path("второй") / path.name).write_bytes(path.read_bytes())
    assert "Запись кэша была повреждена" in evaluate("--cache", "второй").err


@pytest.mark.parametrize("size", [0, 31, 33])
def test_a_secret_that_was_cut_short_is_made_anew(project: Path, tmp_path: Path, size: int) -> None:
    evaluate()
    (secret,) = (tmp_path / "state" / "roadmap" / "caches").iterdir()
    secret.write_bytes(bytes(size))
    assert "Запись кэша была повреждена" in evaluate().err
    assert len(set(secret.read_bytes())) > 1
    assert len(secret.read_bytes()) == 32


def test_without_a_place_for_the_secret_nothing_is_kept_and_it_is_said(
    project: Path, tmp_path: Path
) -> None:
    (tmp_path / "state").write_text("это не папка", "utf-8")
    for _ in range(2):
        done = evaluate()
        assert "Кэш не используется" in done.err
        assert UNCHANGED not in done.err
