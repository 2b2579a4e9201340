"""Parquet is read once in a child before it is read here."""

from datetime import timedelta
from io import BytesIO
from pathlib import Path

import polars as pl
import pytest

from engine.children import ChildFailed, FailureKind
from engine.codes import tables as codes
from engine.diagnostics import Finding
from engine.tables import RawSheet, read_parquet


@pytest.mark.parametrize(
    ("kind", "code"),
    [
        (FailureKind.KILLED, codes.UNREADABLE_PARQUET),
        (FailureKind.PANIC, codes.UNREADABLE_PARQUET),
        (FailureKind.MEMORY, codes.TOO_LARGE),
        (FailureKind.TIME, codes.TOO_LARGE),
    ],
)
def test_a_file_that_ends_its_reader_is_told(
    kind: FailureKind, code: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    def killed(*_: object, **__: object) -> object:
        raise ChildFailed(kind, "")

    monkeypatch.setattr("engine.tables.trial.call", killed)
    found = read_parquet(b"PAR1", "a.parquet")
    assert isinstance(found, Finding)
    assert found.code == code


def test_signs_of_a_glob_in_a_name_stand_for_themselves(tmp_path: Path) -> None:
    """A large file is opened by its name, and another that the name would match lies beside it."""
    for name, value in (("район [12]*.parquet", "своё"), ("район 1.parquet", "чужое")):
        buffer = BytesIO()
        pl.DataFrame({"a": [value]}).write_parquet(buffer)
        (tmp_path / name).write_bytes(buffer.getvalue())
    sheet = read_parquet(tmp_path / "район [12]*.parquet", "a.parquet")
    assert isinstance(sheet, RawSheet)
    assert sheet.blocks is not None
    cells = [block.frame["0"].to_list() for block in sheet.blocks() if isinstance(block, RawSheet)]
    assert cells == [["своё"]]


def test_whatever_is_damaged_of_a_file_it_is_read_or_refused(tmp_path: Path) -> None:
    buffer = BytesIO()
    pl.DataFrame({"a": ["x", "y"] * 500, "b": range(1000)}).write_parquet(buffer)
    whole, path = buffer.getvalue(), tmp_path / "a.parquet"
    for at in (4, 30, len(whole) // 2, len(whole) - 100, len(whole) - 9):
        path.write_bytes(whole[:at] + bytes(8) + whole[at + 8 :])
        for source in (path, path.read_bytes()):
            assert isinstance(read_parquet(source, "a.parquet"), Finding | RawSheet)
    path.write_bytes(whole)
    assert isinstance(read_parquet(path, "a.parquet"), RawSheet)


def test_values_that_are_no_cells_are_told_and_spoil_no_other_column() -> None:
    file = BytesIO()
    pl.DataFrame(
        {"code": ["1", "2"], "s": [{"a": 1}, None], "l": [[1], None], "b": [None, b"x"],
         "d": [timedelta(days=2), None]}
    ).write_parquet(file)  # fmt: skip
    read = read_parquet(file.getvalue(), "a.parquet")
    assert isinstance(read, RawSheet)
    assert [row[:5] for row in read.frame.rows()[1:]] == [
        ("1", "#VALUE!", "#VALUE!", None, "#VALUE!"), ("2", None, None, "#VALUE!", None),
    ]  # fmt: skip
