"""A disk that is full, a folder that may not be written: told, and nothing half-written is left."""

import errno
import os
from pathlib import Path
from unittest.mock import patch

import pytest

from engine.caching import Store
from engine.cli.exits import Exit
from tests.running import Done, run

EXAMPLE = str(Path(__file__).parents[3] / "specs" / "dyatkovo-2021")


def evaluate(out: Path, *more: str) -> Done:
    return run("evaluate", EXAMPLE, "--as-of", "2022-06-01", "--out", str(out), *more)


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

    with patch("engine.cli.output.os.fsync", full):
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
