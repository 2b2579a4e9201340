"""Measures written inside others: which kinds may stand there."""

from collections.abc import Callable, Mapping

from engine.codes.rules import RULE_INCOMPLETE, UNKNOWN_MEASURE
from engine.measures.measure import Basic
from engine.measures.reader import Reader
from engine.model.measures import Measure

ReadPart = Callable[[Reader], Measure | None]
"""Reads a measure of any kind."""


def read_basic(reader: Reader, read: ReadPart) -> Basic | None:
    """A measure of rows that may be a part of another."""
    of = read(reader)
    if of is None or isinstance(of, Basic):
        return of
    known = ("share", "count", "sum", "mean", "coverage")
    reader.refuse(UNKNOWN_MEASURE, measure=str(reader.data.get("measure")), known=known, hint="")
    return None


def parts_of(reader: Reader, key: str) -> tuple[Reader, ...]:
    """A reader of each mapping of the list under the key."""
    told = reader.data.get(key)
    items = told if isinstance(told, list | tuple) else ()
    if not items:
        reader.refuse(RULE_INCOMPLETE, part=key)
    return tuple(
        reader.part(key, number) for number, item in enumerate(items) if isinstance(item, Mapping)
    )
