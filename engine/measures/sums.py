"""sum and mean of a column."""

from dataclasses import dataclass

from engine.measures.measure import Basic
from engine.measures.reader import Reader
from engine.model.conditions import Clause
from engine.model.measures import Form, Missing, Narrowed, RowDemand, RowSet
from engine.model.project import Project
from engine.model.sentences import Said, say
from engine.model.targets import Target

_MISSING = (Missing.EXCLUDE, Missing.INDETERMINATE)
"""What an empty cell can mean where numbers are added: nought is none of it."""


class _Summed(Basic):
    """What a sum and a mean of a column have in common."""

    __slots__ = ()
    of: str
    where: Clause | None
    missing: Missing

    def own_clauses(self) -> tuple[tuple[str, str, Clause | None], ...]:
        return (("where", self.dataset, self.where),)

    def own_columns(self) -> tuple[tuple[str, str], ...]:
        return ((self.dataset, self.of),)

    def rows(self) -> RowSet:
        return RowSet(self.dataset, self.where, column=self.of)

    @property
    def added_column(self) -> str:
        return self.of

    @property
    def is_unbounded(self) -> bool:
        return self.missing is Missing.INDETERMINATE

    def unit(self, target: Target | None, project: Project) -> str:
        return target.unit.value if target and target.unit else "units"

    def said(self) -> Said:
        return say(f"measure.{self.kind}", column=self.of)

    def demand(self) -> RowDemand | None:
        return RowDemand(self.dataset, self.where, None, self.missing, amount=self.of)


@dataclass(frozen=True, slots=True)
class Sum(_Summed):
    """Sum of the column `of` over rows of `where`, in the column's unit."""

    kind = "sum"
    form = Form.SUMMED

    dataset: str
    of: str
    where: Clause | None
    missing: Missing


@dataclass(frozen=True, slots=True)
class Mean(_Summed):
    """Sum over count of the non-missing values; never an average of averages."""

    kind = "mean"
    form = Form.AVERAGED
    lies_between_parts = True

    dataset: str
    of: str
    where: Clause | None
    missing: Missing
    weight: str | None = None

    def own_columns(self) -> tuple[tuple[str, str], ...]:
        weight = ((self.dataset, self.weight),) if self.weight else ()
        return (self.dataset, self.of), *weight

    def rows(self) -> RowSet:
        return RowSet(self.dataset, self.where, column=self.of, weight=self.weight)

    def said(self) -> Said:
        if self.weight:
            return say("measure.mean_weighted", column=self.of, weight=self.weight)
        return say("measure.mean", column=self.of)

    def demand(self) -> RowDemand | None:
        if self.weight:
            return None
        return RowDemand(self.dataset, self.where, None, self.missing, amount=self.of)

    def told_rows(self) -> tuple[tuple[int, Narrowed], ...]:
        return ((0, ((self.where, True),) if self.where else ()),)

    def averaged(self) -> tuple[str, str]:
        return self.dataset, self.of


SUM_KEYS = ("in", "of", "where", "missing")
MEAN_KEYS = ("in", "of", "where", "weight", "missing")


def read_sum(reader: Reader) -> Sum | None:
    """A column, and the rows whose values are added."""
    parts = _summed(reader)
    return Sum(*parts) if parts else None


def read_mean(reader: Reader) -> Mean | None:
    """A column, and the rows whose values are averaged."""
    parts = _summed(reader)
    weight = reader.weight(reader.context.columns(parts[0]) if parts else None)
    return Mean(*parts, weight) if parts else None


def _summed(reader: Reader) -> tuple[str, str, Clause | None, Missing] | None:
    columns = reader.dataset("in")
    name = reader.text("of")
    column = reader.column(name, columns, "of", numeric=True)
    where = reader.clause("where", columns)
    missing = reader.missing(*_MISSING)
    if columns is None or name is None or column is None or missing is None:
        return None
    return columns.resource.name, name, where, missing
