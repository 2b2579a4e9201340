"""A table of PostgreSQL → a raw sheet. The one door to psycopg, the extra
`postgresql`. Read only; only the asked columns ever leave the database."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import polars as pl

from engine.codes import tables as codes
from engine.diagnostics import Finding, Place, finding
from engine.tables.sheets import (
    ROW,
    UNKEPT,
    UNKEPT_SINGLE,
    RawSheet,
    composed,
    float_text,
    one_form,
)

if TYPE_CHECKING:
    from psycopg import Connection

MAX_ROWS = 5_000_000
_BLOCK = 50_000
_REAL = {700: UNKEPT_SINGLE, 701: UNKEPT}
"""Types that keep a number to some digits only, and from where on whole ones are lost."""

_COLUMNS = """\
select attname, atttypid::int from pg_attribute
where attrelid = %s::regclass and attnum > 0 and not attisdropped order by attnum"""


def read_database(
    address: str, database: str, table: str, columns: Sequence[str]
) -> RawSheet | Finding:
    """The cells of a table or view as text: row 0 is the header, `columns` that it lacks are left
    out. The address never enters a finding."""
    place = Place(f"{database}:{table}")
    try:
        import psycopg
    except ImportError:
        return finding(codes.DATABASE_UNREACHABLE, place, reason="psycopg")
    try:
        with psycopg.connect(address, connect_timeout=10) as connection:
            connection.read_only = True
            return _read(connection, place.file, table, columns)
    except psycopg.Error as error:
        return finding(codes.DATABASE_UNREACHABLE, place, reason=_reason(error))


def _read(
    connection: "Connection", file: str, table: str, columns: Sequence[str]
) -> RawSheet | Finding:
    from psycopg import sql

    named = sql.Identifier(*table.split("."))
    known = connection.execute(_COLUMNS, [named.as_string(connection)]).fetchall()
    kinds = {name: kind for name, kind in known if one_form(name) in columns} or dict(known[:1])
    asked = list(kinds)
    cells = sql.SQL(", ").join(sql.SQL("{}::text").format(sql.Identifier(name)) for name in asked)
    query = sql.SQL("select {} from {}").format(cells, named)
    blocks = [pl.DataFrame({str(at): [name] for at, name in enumerate(asked)})]
    rows = 0
    with connection.cursor("roadmap") as cursor:
        cursor.itersize = _BLOCK
        cursor.execute(query)
        while block := cursor.fetchmany(_BLOCK):
            rows += len(block)
            if rows > MAX_ROWS:
                return finding(codes.TOO_LARGE, Place(file), unpacked="")
            schema = {str(at): pl.String for at in range(len(asked))}
            blocks.append(pl.DataFrame(block, schema=schema, orient="row"))
    frame = pl.concat(
        [blocks[0], *(_plain_numbers(data_frame, kinds) for data_frame in blocks[1:])]
    )
    frame = frame.with_columns(pl.int_range(0, pl.len(), dtype=pl.Int64).alias(ROW))
    return RawSheet(file, None, composed(frame))


def _plain_numbers(block: pl.DataFrame, kinds: Mapping[str, int]) -> pl.DataFrame:
    """PostgreSQL writes 1000000 of a real as «1e+06»: as a code that is another one."""
    return block.with_columns(
        float_text(pl.col(at).cast(pl.Float64, strict=False), pl.col(at), unkept=_REAL[kind])
        for at, kind in zip(block.columns, kinds.values(), strict=True)
        if kind in _REAL
    )


def _reason(error: Exception) -> str:
    """What the server says, without the address: its message names host, port and user."""
    state = getattr(error, "sqlstate", None)
    if state in ("42P01", "3F000"):
        return "table"
    if state in ("28P01", "28000"):
        return "password"
    return "rights" if state == "42501" else "connection"
