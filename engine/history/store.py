"""The store of runs: one SQLite file. A run is its report.json, as it left the engine.

No more is kept than the report tells its audience: no table, no row, no person.
"""

import json
import sqlite3
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

Report = dict[str, object]

_SCHEMA = """
create table if not exists runs (
    id integer primary key,
    project text not null,
    as_of text not null,
    audience text not null,
    kept_at text not null,
    report blob not null
)
"""
_COLUMNS = "id, project, as_of, audience, kept_at"


class BrokenStoreError(Exception):
    """The file is no store of runs, or is damaged."""


@dataclass(frozen=True, slots=True)
class KeptRun:
    """A run in the store. `kept_at` is the moment in ISO 8601, as the caller told it."""

    id: int
    project: str
    as_of: str
    audience: str
    kept_at: str


@dataclass(frozen=True, slots=True)
class Store:
    """Runs in a file that is made when the first is kept. Every method raises BrokenStoreError
    where the file cannot be used."""

    path: Path

    def keep(self, report: Report, kept_at: str) -> KeptRun:
        """Put a report away."""
        project = report["project"]
        assert isinstance(project, dict)
        row = (str(project["id"]), str(report["as_of"]), str(report["audience"]), kept_at)
        text = json.dumps(report, ensure_ascii=False, separators=(",", ":"))
        packed = zlib.compress(text.encode("utf-8"), 6)
        with self._open() as connection:
            connection.execute(_SCHEMA)
            cursor = connection.execute(
                "insert into runs (project, as_of, audience, kept_at, report) values (?,?,?,?,?)",
                (*row, packed),
            )
            return KeptRun(int(cursor.lastrowid or 0), *row)

    def runs(self, project: str | None = None) -> tuple[KeptRun, ...]:
        """All runs, or those of a project, the oldest first."""
        if not self.path.exists():
            return ()
        where = "" if project is None else " where project = ?"
        with self._open() as connection:
            rows = connection.execute(
                f"select {_COLUMNS} from runs{where} order by id", (project,) if project else ()
            )
            return tuple(KeptRun(*row) for row in rows)

    def last(self, project: str, audience: str) -> KeptRun | None:
        """The latest run of a project for an audience."""
        runs = [each for each in self.runs(project) if each.audience == audience]
        return runs[-1] if runs else None

    def report(self, id: int) -> Report | None:
        """The report of a run; None where there is no such run."""
        if not self.path.exists():
            return None
        with self._open() as connection:
            row = connection.execute("select report from runs where id = ?", (id,)).fetchone()
            if row is None:
                return None
            try:
                loaded: Report = json.loads(zlib.decompress(row[0]))
            except (zlib.error, ValueError) as error:
                raise BrokenStoreError(str(error)) from error
            return loaded

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        try:
            connection = sqlite3.connect(self.path)
        except sqlite3.Error as error:
            raise BrokenStoreError(str(error)) from error
        try:
            with connection:
                yield connection
        except sqlite3.Error as error:
            raise BrokenStoreError(str(error)) from error
        finally:
            connection.close()
