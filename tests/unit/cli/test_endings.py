"""Whatever is raised, the run ends with a code and a sentence."""

import errno
import io
import os
import subprocess
import sys
from pathlib import Path

import click
import pytest

from engine.cli import app as entry
from engine.cli import many
from engine.cli.output import Exit, Stopped
from tests.running import run
from tests.unit.cli.test_many_projects import _wish

ROOT = Path(__file__).parents[3]


class PanicException(BaseException):
    """Named and derived as that of pyo3."""


@pytest.mark.parametrize(
    ("problem", "code", "told"),
    [
        (PanicException("value: -719528000 is out of range"), 3, "PanicException: value: -7195"),
        (RecursionError("maximum recursion depth exceeded"), 3, "RecursionError"),
        (AssertionError(), 3, "Дефект программы: AssertionError"),
        (GeneratorExit(), 3, "GeneratorExit"),
        (MemoryError(), 2, "Не хватило памяти"),
        (OSError(errno.ENOSPC, "No space left on device"), 2, "на диске нет места"),
        (PermissionError(errno.EACCES, "Permission denied", "папка/файл"), 2, "«папка/файл»"),
        (KeyboardInterrupt(), 130, "Прервано"),
        (Stopped(15), 143, "Прервано"),
        (click.Abort(), 2, "Прервано: ввод закончился"),
        (BrokenPipeError(errno.EPIPE, "Broken pipe"), 0, ""),
    ],
)
def test_anything_raised_ends_with_a_code_and_a_sentence(
    problem: BaseException, code: int, told: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object, **__: object) -> None:
        raise problem

    monkeypatch.setattr("engine.cli.verbs.show.command.callback", fails)
    done = run("show", str(ROOT / "specs" / "dyatkovo-2021"))
    assert done.code == code
    assert told in done.err
    assert "Traceback" not in done.err
    assert bool(done.err) == bool(told)


def test_a_panic_in_one_project_of_many_is_told_and_the_next_goes_on(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def panics(*_: object) -> None:
        raise PanicException("capacity overflow")

    monkeypatch.setattr(many, "evaluate_project", panics)
    told = many.evaluate_safely((tmp_path, tmp_path / "out"), wish=_wish())
    assert told.code == Exit.DEFECT
    assert "capacity overflow" in told.fault


def test_the_words_of_a_defect_are_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    assert len(entry.ending(ValueError("x" * 5000))[1]) < 700


@pytest.mark.parametrize(
    ("problem", "told"),
    [
        (KeyError("Маркова Анна"), "KeyError: …"),
        (ValueError("could not convert string to float: Маркова"), "to float: …"),
        (ValueError("no row for Markova in column `who`"), "no row for … in column …"),
        (TypeError('got 11223344595 of «А. Б.» in “x”, "y"'), "got 1122… of … in …, …"),
        (
            TypeError("'NoneType' object is no UTF-8, a DataFrame"),
            "UTF-8, a DataFrame",
        ),
    ],
)
def test_the_words_of_a_defect_bring_no_value_along(problem: Exception, told: str) -> None:
    """They are sent to those who mend the program."""
    said = entry.ending(problem)[1]
    assert told in said
    assert not [name for name in ("Марков", "Markova", "11223", "А. Б.") if name in said]


def shell(line: str) -> subprocess.CompletedProcess[bytes]:
    call = f'"{sys.executable}" -P -m engine.cli'
    return subprocess.run(
        ["bash", "-c", line.replace("roadmap", call, 1)], capture_output=True, cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )  # fmt: skip


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
@pytest.mark.parametrize(
    ("line", "code", "told"),
    [
        ("roadmap schema roadmap > /dev/full", 2, "на диске нет места"),
        ("roadmap schema roadmap > /dev/full 2>&1", 2, ""),
        ("roadmap validate нет-такой 2> /dev/full", 2, ""),
        ("roadmap schema roadmap >&-", 2, "вывод закрыт"),
        ("set -o pipefail; roadmap schema roadmap | head -c 5 >/dev/null; exit $?", 0, ""),
        ("roadmap schema roadmap 2>&- >/dev/null", 0, ""),
    ],
)
def test_an_output_that_takes_nothing_is_told(line: str, code: int, told: str) -> None:
    done = shell(line)
    err = done.stderr.decode()
    assert (done.returncode, told in err, "Traceback" in err) == (code, True, False)


def test_a_program_whose_output_is_closed_ends_with_its_own_code(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """As the server of an editor does, which talks through it and closes it."""
    closed = io.StringIO()
    closed.close()
    monkeypatch.setattr("sys.stdout", closed)
    with pytest.raises(SystemExit) as ended:
        entry._leave(1)
    assert ended.value.code == 1
