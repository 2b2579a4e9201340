"""What measures over organisations have in common when they are read."""

from engine.codes.rules import NO_ORGANISATION_COLUMN, UNKNOWN_MEASURE
from engine.expressions import ColumnSource
from engine.measures.measure import Basic
from engine.measures.parts import ReadPart
from engine.measures.reader import Reader
from engine.model.demands import Missing

PAIRED = (Missing.EXCLUDE,)
"""A row without one of its two numbers can only be left out; how many were is shown."""


def check_organisations(reader: Reader, columns: ColumnSource | None, key: str = "in") -> None:
    """A finding where the table names no organisation."""
    if columns and columns.resource.organisation is None:
        reader.refuse(NO_ORGANISATION_COLUMN, key, dataset=columns.resource.name)


def read_between(reader: Reader, read: ReadPart) -> Basic | None:
    """A share or a mean of each organisation, which are held against each other."""
    inner = reader.part("of")
    of = read(inner)
    if of is None:
        return None
    if isinstance(of, Basic) and of.lies_between_parts:
        return of
    inner.refuse(
        UNKNOWN_MEASURE, "measure", measure=str(inner.data.get("measure")),
        known=("share", "mean"), hint="",
    )  # fmt: skip
    return None
