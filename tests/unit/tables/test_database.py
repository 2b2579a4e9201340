"""PostgreSQL: read only, declared columns only, and no address in a finding."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from unicodedata import normalize

import pytest

from engine.diagnostics import Finding
from engine.tables import read_database

pytest.importorskip("psycopg")
NOWHERE = "postgresql://secret:word@127.0.0.1:1/base"


def test_a_server_that_does_not_answer_is_told_without_its_address() -> None:
    found = read_database(NOWHERE, "MAIN", "schools", ["code"])
    assert isinstance(found, Finding)
    assert found.code.id == "D240"
    assert "word" not in str(found)
    assert "127.0.0.1" not in str(found)


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server of its own, where PostgreSQL is installed."""
    if not shutil.which("initdb") or not shutil.which("pg_ctl") or not shutil.which("runuser"):
        pytest.skip("PostgreSQL is not installed")
    folder = Path("/tmp") / f"roadmap-pg-{os.getpid()}"
    folder.mkdir(mode=0o777)
    as_root = os.geteuid() == 0
    if as_root:
        shutil.chown(folder, "postgres")
    who = ["runuser", "-u", "postgres", "--"] if as_root else []
    base, log = folder / "base", folder / "log"
    options = f"-k {folder} -c listen_addresses=''"
    try:
        subprocess.run([*who, "initdb", "-A", "trust", "-U", "postgres", "-D", base], check=True,
                       capture_output=True)  # fmt: skip
        subprocess.run([*who, "pg_ctl", "-w", "-D", base, "-l", log, "-o", options, "start"],
                       check=True, capture_output=True)  # fmt: skip
        yield f"postgresql://postgres@/postgres?host={folder}"
    finally:
        subprocess.run([*who, "pg_ctl", "-D", base, "-m", "fast", "stop"], capture_output=True)
        shutil.rmtree(folder, ignore_errors=True)


def test_only_the_asked_columns_are_read(address: str) -> None:
    import psycopg

    with psycopg.connect(address) as connection:
        connection.execute("create table schools (code text, pupils int, head text)")
        connection.execute(
            "insert into schools values ('101', 640, 'Примеров'), ('102', null, 'О')"
        )
    raw = read_database(address, "MAIN", "public.schools", ["code", "pupils"])
    assert not isinstance(raw, Finding)
    assert raw.frame.rows() == [("code", "pupils", 0), ("101", "640", 1), ("102", None, 2)]


def test_a_table_that_is_not_there_is_told(address: str) -> None:
    found = read_database(address, "MAIN", "nothing", ["code"])
    assert isinstance(found, Finding)
    assert dict(found.params)["reason"] == "table"


def test_codes_that_a_database_keeps_as_numbers_are_written_in_full(address: str) -> None:
    import psycopg

    with psycopg.connect(address) as connection:
        connection.execute("create table marks (school real, place double precision, mark real)")
        connection.execute(
            "insert into marks values (1000000, 1000000000000000, 0.1), (16777217, 1e17, 4.5)"
        )
    raw = read_database(address, "MAIN", "marks", ["school", "place", "mark"])
    assert not isinstance(raw, Finding)
    assert raw.frame.rows()[1:] == [
        ("1000000", "1000000000000000", "0.1", 1),
        ("≈1.6777216e+07", "≈1e+17", "4.5", 2),
    ]


class _Server:
    """A connection that gives one table, its letters in two pieces and with a soft hyphen."""

    connection = None
    itersize = 0

    def __init__(self, names: list[str], rows: list[tuple[str, ...]]) -> None:
        self.names, self.rows = names, rows

    def execute(self, *_: object) -> "_Server":
        return self

    def fetchall(self) -> list[tuple[str, int]]:
        return [(name, 25) for name in self.names]

    def fetchmany(self, _: int) -> list[tuple[str, ...]]:
        block, self.rows = self.rows, []
        return block

    def cursor(self, _: str) -> "_Server":
        return self

    def __enter__(self) -> "_Server":
        return self

    def __exit__(self, *_: object) -> None:
        return None


def test_a_database_gives_letters_in_one_piece_as_files_do(monkeypatch: pytest.MonkeyPatch) -> None:
    import psycopg

    apart = normalize("NFD", "район")
    server = _Server([apart, "other"], [(normalize("NFD", "рай\u00adонный"),), ("\u200bкод",)])
    monkeypatch.setattr(psycopg, "connect", lambda *_, **__: server)
    raw = read_database("postgresql://any", "MAIN", "public.schools", ["район"])
    assert not isinstance(raw, Finding), raw
    assert raw.frame.rows() == [("район", 0), ("районный", 1), ("код", 2)]
