"""count: how many rows, or how many distinct values among them."""

from datetime import date

from engine.classes import dataclass
from engine.codes.rules import OF_AND_WHERE
from engine.expressions import ColumnSource
from engine.measures.measure import Basic
from engine.measures.reader import COUNTED, Reader
from engine.measures.units import lists_organisations, rows_unit
from engine.model.conditions import Clause
from engine.model.demands import Missing, RowDemand
from engine.model.measures import Form, Narrowed, RowSet
from engine.model.project import Project
from engine.model.sentences import Said, say
from engine.model.targets import PEOPLE, THINGS, Target


@dataclass(frozen=True, slots=True)
class Count(Basic):
    """Rows with `of`, or distinct values of the column `distinct` among them."""

    kind = "count"
    form = Form.COUNTED
    never_negative = True
    units = (None, *PEOPLE, *THINGS)

    dataset: str
    of: Clause | None
    distinct: str | None
    cumulative: bool
    since: date | None
    missing: Missing

    def own_clauses(self) -> tuple[tuple[str, str, Clause | None], ...]:
        return (("of", self.dataset, self.of),)

    def own_columns(self) -> tuple[tuple[str, str], ...]:
        return ((self.dataset, self.distinct),) if self.distinct else ()

    def rows(self) -> RowSet:
        return RowSet(self.dataset, of=self.of, since=self.since)

    def told_rows(self) -> tuple[tuple[int, Narrowed], ...]:
        if self.distinct is not None or self.since is not None:
            return ()
        return ((0, ((self.of, True),) if self.of else ()),)

    @property
    def adds_up_parts(self) -> bool:
        return self.distinct is None

    def unit(self, target: Target | None, project: Project) -> str:
        if target and target.unit and not lists_organisations(self.dataset, project):
            return target.unit.value
        if self.distinct:
            return "units"
        return rows_unit(self.dataset, project)

    def said(self) -> Said:
        name = "count_distinct" if self.distinct else "count"
        return say(f"measure.{name}", column=self.distinct or "")

    def demand(self) -> RowDemand:
        return RowDemand(
            self.dataset, None, self.of, self.missing, distinct=self.distinct, since=self.since
        )


KEYS = ("in", "of", "where", "distinct", "cumulative", "since", "missing")


def read_count(reader: Reader) -> Count | None:
    """A condition, and a column whose values are told apart."""
    columns = reader.dataset("in")
    of = _condition(reader, columns)
    missing = reader.missing(*COUNTED, required=of is not None)
    distinct = _distinct(reader, columns)
    since = reader.day("since")
    if columns is None or missing is None:
        return None
    cumulative = reader.data.get("cumulative") is True
    return Count(columns.resource.name, of, distinct, cumulative, since, missing)


def _condition(reader: Reader, columns: ColumnSource | None) -> Clause | None:
    if "of" in reader.data and "where" in reader.data:
        reader.refuse(OF_AND_WHERE, "where")
    return reader.clause("of" if "of" in reader.data else "where", columns)


def _distinct(reader: Reader, columns: ColumnSource | None) -> str | None:
    if "distinct" not in reader.data:
        return None
    name = reader.text("distinct")
    reader.column(name, columns, "distinct")
    return name
