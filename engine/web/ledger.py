"""What the workspace remembers: jobs, drafts, versions of files, forms that were sent, the journal.

SQLite beside the reports, and the one door to it. What was answered for is on the disk: every
writing is one transaction that is synced before it ends.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

from engine.classes import dataclass
from engine.messages import Catalogue, store_fault

Row = sqlite3.Row
FORMAT = 1
_WAIT = 10.0
"""Seconds that a writing waits for another."""

_TABLES = """
create table if not exists journal (
  id integer primary key, at text not null, who text not null, what text not null,
  project text not null, subject text not null, note text not null);
create table if not exists jobs (
  id text primary key, project text not null, asked text not null, state text not null,
  started text not null, ended text, told text not null default '');
create table if not exists forms (token text primary key, at text not null, answer text not null);
create table if not exists versions (
  id integer primary key, project text not null, path text not null, sha256 text not null,
  size integer not null, at text not null, who text not null, note text not null);
create table if not exists drafts (
  id integer primary key, project text not null, path text not null, base text not null,
  text text not null, at text not null, who text not null, is_open integer not null default 1);
create table if not exists draft_files (
  draft integer not null, path text not null, base text not null, text text not null,
  primary key (draft, path));
"""


class BrokenLedger(Exception):  # noqa: N818
    """The file is no ledger of this version, is damaged, or cannot be written: `key` says why, in
    the catalogue."""

    def __init__(self, key: str, **params: object) -> None:
        super().__init__(key)
        self.key, self.params = key, params

    def told(self, words: Catalogue) -> str:
        """Why, in a user's words."""
        return words.text(self.key, **self.params)


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the journal: who did what with which file or run of a project, and when."""

    at: str
    who: str
    what: str
    project: str
    subject: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Ledger:
    """The file; each call opens it, so that any thread may ask."""

    path: Path

    def prepare(self) -> None:
        """Make the tables that are not there. Raises BrokenLedger."""
        with self.change() as connection:
            (found,) = connection.execute("pragma user_version").fetchone()
            if found not in (0, FORMAT):
                raise BrokenLedger("store.other_version")
            for statement in _TABLES.split(";"):
                connection.execute(statement)
            connection.execute(f"pragma user_version = {FORMAT}")

    @contextmanager
    def change(self) -> Iterator[sqlite3.Connection]:
        """One transaction: all of it is on the disk, or nothing. Raises BrokenLedger."""
        try:
            with closing(self._connect()) as connection:
                connection.execute("begin immediate")
                try:
                    yield connection
                except BaseException:
                    connection.execute("rollback")
                    raise
                connection.execute("commit")
        except sqlite3.Error as problem:
            raise BrokenLedger(f"store.{store_fault(problem)}") from problem

    def write(self, entry: Entry) -> None:
        """A line of the journal by itself. Raises BrokenLedger."""
        with self.change() as connection:
            write_entry(connection, entry)

    def ask(self, question: str, *values: object) -> list[Row]:
        """The rows of a question. Raises BrokenLedger."""
        try:
            with closing(self._connect()) as connection:
                return connection.execute(question, values).fetchall()
        except sqlite3.Error as problem:
            raise BrokenLedger(f"store.{store_fault(problem)}") from problem

    def one(self, question: str, *values: object) -> Row | None:
        """The first row, or None."""
        return next(iter(self.ask(question, *values)), None)

    def journal(self, limit: int = 200) -> list[Row]:
        """The last entries, the newest first."""
        return self.ask("select * from journal order by id desc limit ?", limit)

    def answer_of(self, token: str) -> str | None:
        """Where the form with this token led when it was sent before."""
        row = self.one("select answer from forms where token = ?", token)
        return str(row["answer"]) if row else None

    def _connect(self) -> sqlite3.Connection:
        connection = sqlite3.connect(self.path, timeout=_WAIT, isolation_level=None)
        connection.row_factory = sqlite3.Row
        connection.execute("pragma synchronous = full")
        return connection


def write_entry(connection: sqlite3.Connection, entry: Entry) -> None:
    """A line of the journal, in the transaction of what it tells of."""
    connection.execute(
        "insert into journal (at, who, what, project, subject, note) values (?, ?, ?, ?, ?, ?)",
        (entry.at, entry.who, entry.what, entry.project, entry.subject, entry.note),
    )


def claim_form(connection: sqlite3.Connection, token: str, answer: str) -> None:
    """Note that the form was sent, and where it leads; a second one does not come so far."""
    connection.execute("insert into forms values (?, ?, ?)", (token, now(), answer))


def now() -> str:
    """The moment, as the journal tells it."""
    return datetime.now().astimezone().isoformat(timespec="seconds")


def as_dict(row: Row) -> dict[str, Any]:
    """A row by the names of its columns."""
    return dict(zip(row.keys(), tuple(row), strict=True))
