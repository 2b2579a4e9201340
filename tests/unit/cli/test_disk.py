"""A disk that is full, a folder that may not be written: told, and nothing half-written is left."""

import errno
import json
import os
from collections.abc import Iterator
from contextlib import ExitStack, nullcontext
from functools import partial
from pathlib import Path
from unittest.mock import patch

import pytest

from engine.caching import Store
from engine.cli.output import Exit, ending
from engine.whole_files import NotWritten, settle, write_files, write_sets
from tests.district import write_district
from tests.running import Done, run


@pytest.fixture(scope="module", autouse=True)
def district(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """The project that is judged, in the current folder."""
    folder = tmp_path_factory.mktemp("disk")
    write_district(folder / "district")
    with pytest.MonkeyPatch.context() as patched:
        patched.chdir(folder)
        yield


def evaluate(out: Path, *more: str) -> Done:
    return run("evaluate", "district", "--as-of", "2022-06-01", "--out", str(out), *more)


@pytest.mark.parametrize("at", [1, 2, 3])
def test_a_full_disk_is_told_and_the_earlier_report_stays(tmp_path: Path, at: int) -> None:
    out = tmp_path / "out"
    out.mkdir()
    (out / "report.html").write_text("прежний", "utf-8")
    calls = []

    def full(descriptor: int) -> None:
        calls.append(descriptor)
        if len(calls) == at:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with patch("engine.whole_files.os.fsync", full):
        done = evaluate(out)
    assert done.code == Exit.UNUSABLE
    assert "ничего не записано: на диске нет места" in done.err
    assert "повторите ту же команду" in done.err
    assert [path.name for path in out.iterdir()] == ["report.html"]
    assert (out / "report.html").read_text("utf-8") == "прежний"
    assert evaluate(out).code == Exit.FINE, "повтор удаётся"


def test_a_file_in_the_way_is_told(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("файл", "utf-8")
    done = evaluate(tmp_path / "out" / "report")
    assert done.code == Exit.UNUSABLE
    assert "на пути стоит файл, а не папка" in done.err
    assert "Дефект" not in done.err


def test_a_disk_that_is_full_while_the_cache_is_written_costs_no_report(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("ROADMAP_NO_CACHE")
    full = OSError(errno.ENOSPC, "No space left on device")
    with patch.object(Store, "_put", side_effect=full):
        done = evaluate(tmp_path / "out", "--cache", str(tmp_path / "cache"))
    assert done.code == Exit.FINE
    assert "Посчитанное не сохранено в кэше" in done.err
    assert len(list((tmp_path / "out").iterdir())) == 3


def test_a_run_that_could_not_be_kept_writes_its_report_and_ends_with_2(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", "utf-8")
    for history in (tmp_path / "file" / "history.sqlite", tmp_path):
        done = evaluate(tmp_path / "out", "--keep", "--history", str(history))
        assert done.code == Exit.UNUSABLE
        assert "Дефект" not in done.err
        assert (tmp_path / "out" / "report.html").is_file()


def test_what_a_killed_run_left_is_swept_and_what_another_writes_stays(tmp_path: Path) -> None:
    left = tmp_path / ".roadmap-999999999-abc.part"
    others = tmp_path / f".roadmap-{os.getppid()}-abc.part"
    foreign = tmp_path / ".roadmap-notes.part"
    for file in (left, others, foreign):
        file.write_text("x", "utf-8")
    write_files(tmp_path, {"a.txt": "a"})
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(
        [others.name, foreign.name, "a.txt"]
    )


def test_a_set_that_was_decided_is_finished(tmp_path: Path) -> None:
    (tmp_path / ".roadmap-999999999-a.part").write_text("новый", "utf-8")
    (tmp_path / "a.txt").write_text("старый", "utf-8")
    listed = {".roadmap-999999999-a.part": "a.txt", ".roadmap-999999999-b.part": "b.txt"}
    (tmp_path / ".roadmap-set.json").write_text(json.dumps(listed), "utf-8")
    settle(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["a.txt"]
    assert (tmp_path / "a.txt").read_text("utf-8") == "новый"


@pytest.mark.parametrize(
    "listed",
    ["{", "[]", "7", '{".roadmap-999999999-a.part": "../b"}', '{"a.txt": "b"}', '{"x": 7}',
     '{".roadmap-999999999-a.part": ""}', '{".roadmap-999999999-a.part": ".."}',
     '{".roadmap-999999999-a.part": "a\\u0000b"}', '{".roadmap-999999999-a.part": "\\ud800"}',
     '{".roadmap-999999999-a.part": 7}', "[" * 100_000],
    ids=lambda listed: listed[:40],
)  # fmt: skip
def test_a_list_that_is_not_ours_renames_nothing(tmp_path: Path, listed: str) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    (folder / "a.txt").write_text("a", "utf-8")
    (folder / ".roadmap-999999999-a.part").write_text("x", "utf-8")
    (folder / ".roadmap-set.json").write_text(listed, "utf-8")
    settle(folder)
    assert [path.name for path in folder.iterdir()] == ["a.txt"]
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


class KilledError(BaseException):
    """The process is gone."""


@pytest.mark.parametrize("at", range(1, 6))
@pytest.mark.parametrize("first", ["a", "b"])
def test_a_set_of_two_folders_is_old_or_new_in_both(tmp_path: Path, at: int, first: str) -> None:
    """Whichever of the two is looked at first by the run that comes after."""
    a, b = tmp_path / "a", tmp_path / "b"
    write_sets({a: {"x": "old", "y": "old"}, b: {"z": "old"}})
    renames, rename = [], os.replace

    def stopped(here: Path, there: Path) -> None:
        renames.append(there)
        if len(renames) == at:
            raise KilledError
        rename(here, there)

    with patch("engine.whole_files.os.replace", stopped), pytest.raises(KilledError):
        write_sets({a: {"x": "new", "y": "new"}, b: {"z": "new"}})
    for folder in sorted((a, b), key=lambda it: it.name != first):
        settle(folder)
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["a", "b", "x", "y", "z"]
    said = {(folder / name).read_text("utf-8") for folder, name in ((a, "x"), (a, "y"), (b, "z"))}
    assert said == ({"old"} if at < 3 else {"new"})


def test_a_folder_that_is_named_twice_is_one(tmp_path: Path) -> None:
    write_sets({tmp_path / "a": {"x": "1"}, tmp_path / "b" / ".." / "a": {"y": "2"}})
    assert sorted(path.name for path in (tmp_path / "a").iterdir()) == ["x", "y"]


@pytest.mark.parametrize("mark", ['"m"', "null", "7"])
def test_a_list_leads_to_no_file_of_another_folder(tmp_path: Path, mark: str) -> None:
    """A list that came along names a folder of the user's: only a list of that folder counts."""
    theirs, mine = tmp_path / "theirs", tmp_path / "mine"
    for folder in (theirs, mine):
        folder.mkdir()
        (folder / "a.txt").write_text("old", "utf-8")
        (folder / ".roadmap-999999999-a.part").write_text("new", "utf-8")
    listed = (
        f'{{".roadmap-999999999-a.part": "a.txt", "beside": ["{mine}", 7, ""], "mark": {mark}}}'
    )
    (theirs / ".roadmap-set.json").write_text(listed, "utf-8")
    settle(theirs)
    assert (theirs / "a.txt").read_text("utf-8") == "new"
    assert (mine / "a.txt").read_text("utf-8") == "old"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes are made here")
def test_what_is_no_file_is_not_taken_the_place_of(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "труба")
    done = run("show", "district", "--output", str(tmp_path / "труба"))
    assert done.code == Exit.UNUSABLE
    assert done.err.strip()
    assert (tmp_path / "труба").is_fifo()
    assert [path.name for path in tmp_path.iterdir()] == ["труба"]


def test_output_into_a_dash_is_stdout() -> None:
    assert run("plan", "district", "--output", "-").out == run("plan", "district").out
    assert not Path("-").exists()


def test_a_list_without_end_and_a_folder_called_as_what_waits_stop_nobody(tmp_path: Path) -> None:
    """Both may lie in a folder that somebody else prepared."""
    with (tmp_path / ".roadmap-set.json").open("wb") as listed:
        listed.truncate(60 << 30)
    (tmp_path / ".roadmap-999999999-x.part").mkdir()
    write_files(tmp_path, {"report.html": "новый"})
    assert (tmp_path / "report.html").read_text("utf-8") == "новый"


@pytest.mark.parametrize("has_links", [True, False])
@pytest.mark.parametrize("held", ["x", "y", "z", "w"])
def test_a_file_that_another_program_holds_leaves_all_files_as_they_were(
    tmp_path: Path, held: str, has_links: bool
) -> None:
    """A workbook that is open in Excel cannot be replaced; that is known when others have been."""
    a, b = tmp_path / "a", tmp_path / "b"
    write_sets({a: {"x": "old", "y": "old"}, b: {"z": "old"}})
    rename = os.replace

    def refused(here: Path, there: Path) -> None:
        if Path(there).name == held:
            raise OSError(errno.EACCES, os.strerror(errno.EACCES), str(here), None, str(there))
        rename(here, there)

    no_links = patch("engine.whole_files.os.link", side_effect=OSError(errno.EPERM, ""))
    with (
        patch("engine.whole_files.os.replace", refused),
        nullcontext() if has_links else no_links,
        pytest.raises(NotWritten) as told,
    ):
        write_sets({a: {"x": "new", "y": "new"}, b: {"w": "new", "z": "new"}})
    assert told.value.file.endswith(f"/{held}")
    assert not told.value.is_begun
    texts = {file.name: file.read_text("utf-8") for file in tmp_path.rglob("*") if file.is_file()}
    assert texts == dict.fromkeys("xyz", "old")


@pytest.mark.parametrize("at", range(1, 12))
def test_a_run_that_is_killed_while_it_takes_files_back_leaves_a_set_that_is_finished(
    tmp_path: Path, at: int
) -> None:
    a, b = tmp_path / "a", tmp_path / "b"
    write_sets({a: {"x": "old", "y": "old"}, b: {"z": "old"}})
    calls: list[str] = []
    originals = {name: getattr(os, name) for name in ("replace", "link", "unlink")}

    def stopped(name: str, *given: object, **named: object) -> object:
        there = str(given[-1])
        if name == "replace" and there.endswith("y"):
            calls.append("refused")
            raise PermissionError(errno.EACCES, "", str(given[0]), None, there)
        if calls:
            calls.append(name)
        if len(calls) == at + 1:
            raise KilledError
        return originals[name](*given, **named)

    with ExitStack() as patched:
        for name in originals:
            patched.enter_context(patch(f"engine.whole_files.os.{name}", partial(stopped, name)))
        patched.enter_context(pytest.raises((KilledError, NotWritten)))
        write_sets({a: {"x": "new", "y": "new"}, b: {"w": "new", "z": "new"}})
    for folder in (a, b):
        settle(folder)
    texts = {file.name: file.read_text("utf-8") for file in tmp_path.rglob("*") if file.is_file()}
    assert texts in (dict.fromkeys("xyz", "old"), dict.fromkeys("wxyz", "new"))


def test_a_set_that_can_neither_be_finished_nor_taken_back_is_told_and_finished_later(
    tmp_path: Path,
) -> None:
    out, rename = tmp_path / "out", os.replace
    refusals: list[Path] = []
    write_files(out, {"x": "old", "y": "old"})

    def refused(here: Path, there: Path) -> None:
        if refusals or Path(there).name == "y":
            refusals.append(there)
            raise OSError(errno.EIO, os.strerror(errno.EIO), str(here), None, str(there))
        rename(here, there)

    with patch("engine.whole_files.os.replace", refused), pytest.raises(NotWritten) as told:
        write_files(out, {"x": "new", "y": "new"})
    code, said = ending(told.value)
    assert code == Exit.UNUSABLE
    assert "записано не всё" in said
    assert "она допишет остальное" in said
    settle(out)
    texts = {file.name: file.read_text("utf-8") for file in out.iterdir()}
    assert texts == dict.fromkeys("xy", "new")
