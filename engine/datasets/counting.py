"""Which values stand in a column of a table, and in how many rows."""

from datetime import date

import polars as pl

from engine.classes import dataclass
from engine.datasets.tables import Dataset
from engine.model.conditions import Scalar


@dataclass(frozen=True, slots=True)
class CountedValue:
    """A value (None: an empty cell), the rows that have it, and whether the declaration of the
    column lists values and not this one."""

    value: Scalar | None
    rows: int
    is_unlisted: bool

    def model(self) -> dict[str, object]:
        """As JSON."""
        value = self.value.isoformat() if isinstance(self.value, date) else self.value
        return {"value": value, "rows": self.rows, "unlisted": self.is_unlisted}


def counted_values(dataset: Dataset, column: str) -> tuple[CountedValue, ...]:
    """The values of a declared column, sorted; empty cells last."""
    field = dataset.resource.field(column)
    listed = field.constraints.enum if field else ()
    counts = dataset.lazy.group_by(column).agg(pl.len().alias("rows")).collect()
    ordered = counts.sort(column, nulls_last=True)
    return tuple(
        CountedValue(value, rows, bool(listed) and value is not None and value not in listed)
        for value, rows in ordered.select(column, "rows").iter_rows()
    )
