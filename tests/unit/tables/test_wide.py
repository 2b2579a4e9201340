"""A table is no wider than Excel allows: each column costs, however little stands in it."""

from io import BytesIO

import polars as pl
import pytest

from engine.codes import tables as codes
from engine.diagnostics import Finding
from engine.model.tables import Dialect
from engine.tables import RawSheet, read_csv, read_parquet


@pytest.mark.parametrize("first", ["", '"a"'])
def test_a_csv_of_more_columns_than_excel_has_is_refused(first: str) -> None:
    for delimiters, is_read in ((16_383, True), (16_384, False), (5_000_000, False)):
        read = read_csv(f"{first}{';' * delimiters}x\n".encode(), "a.csv", Dialect())
        assert isinstance(read, RawSheet) == is_read
        assert is_read or (isinstance(read, Finding) and read.code == codes.TOO_LARGE)


def test_a_parquet_of_more_columns_than_excel_has_is_refused() -> None:
    buffer = BytesIO()
    pl.DataFrame({f"c{at}": [1] for at in range(16_385)}).write_parquet(buffer)
    read = read_parquet(buffer.getvalue(), "a.parquet")
    assert isinstance(read, Finding)
    assert read.code == codes.TOO_LARGE
