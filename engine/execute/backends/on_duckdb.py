"""DuckDB, embedded: reads Parquet by itself and spills to the disk what is too large."""

from glob import escape

import duckdb
import narwhals as nw

from engine.datasets import Dataset, Tables
from engine.execute.backends.handing import (
    Shelf,
    answer_of,
    collected,
    failed,
    is_large,
    read_by,
)
from engine.execute.frames import answers_to
from engine.query.answers import Answer
from engine.query.questions import Scan

_FAULTS = (
    duckdb.IOException, duckdb.OutOfMemoryException, duckdb.FatalException,
    duckdb.ConnectionException,
)  # fmt: skip


class DuckDBEngine:
    """One query a grouping over the same relations."""

    def __init__(self) -> None:
        self._shelf = Shelf()
        self._connection = duckdb.connect()

    def answer(self, scan: Scan, tables: Tables) -> Answer:
        """The small frames; raises EngineError for the disk, the memory, and names that DuckDB
        cannot tell apart, and what DuckDB raises for a rule."""
        try:
            frames = {
                name: nw.from_native(self._relation(dataset, columns))
                for name, (dataset, columns) in read_by(scan, tables).items()
            }
            answers = answers_to(scan, frames, adds_booleans=False)
            return answer_of(scan, [collected(frame) for frame in answers], tables)
        except _FAULTS as error:
            raise failed("duckdb", "resources", error) from error

    def _relation(self, dataset: Dataset, columns: list[str]) -> duckdb.DuckDBPyRelation:
        """The table's columns as a relation. DuckDB takes «Класс» and «класс» for one name."""
        names = dataset.columns if is_large(dataset) else columns
        if len({name.casefold() for name in names}) < len(names):
            raise failed("duckdb", "names", ValueError(dataset.resource.title))
        if is_large(dataset):
            files = [escape(str(path)) for path in self._shelf.files_of(dataset)]
            return self._connection.read_parquet(files)
        kept = columns or [dataset.columns[0]]
        return self._connection.from_arrow(dataset.frame.select(kept).to_arrow())
