"""share: which part of the rows."""

from engine.classes import dataclass
from engine.measures.measure import Basic
from engine.measures.reader import Reader
from engine.measures.units import rows_unit
from engine.model.conditions import Clause
from engine.model.demands import Missing, RowDemand
from engine.model.measures import Form, Narrowed, RowSet
from engine.model.project import Project
from engine.model.sentences import Said, say
from engine.model.targets import Target


@dataclass(frozen=True, slots=True)
class Share(Basic):
    """n = rows of `where` with `of` true; N = rows of `where`."""

    kind = "share"
    form = Form.PART_OF_WHOLE
    figures_are_shares = True
    lies_between_parts = True

    dataset: str
    of: Clause
    where: Clause | None
    missing: Missing
    weight: str | None = None

    def own_clauses(self) -> tuple[tuple[str, str, Clause | None], ...]:
        return ("where", self.dataset, self.where), ("of", self.dataset, self.of)

    def own_columns(self) -> tuple[tuple[str, str], ...]:
        return ((self.dataset, self.weight),) if self.weight else ()

    def rows(self) -> RowSet:
        return RowSet(self.dataset, self.where, of=self.of, weight=self.weight)

    def told_rows(self) -> tuple[tuple[int, Narrowed], ...]:
        about: Narrowed = ((self.where, True),) if self.where else ()
        return (0, about), (1, (*about, (self.of, True))), (2, (*about, (self.of, False)))

    @property
    def drops_the_silent(self) -> bool:
        return self.missing is Missing.EXCLUDE

    def unit(self, target: Target | None, project: Project) -> str:
        return "units" if self.weight else rows_unit(self.dataset, project)

    def said(self) -> Said:
        if self.weight:
            return say("measure.share_weighted", weight=self.weight)
        return say("measure.share")

    def demand(self) -> RowDemand | None:
        if self.weight:
            return None
        return RowDemand(self.dataset, self.where, self.of, self.missing)


KEYS = ("in", "of", "where", "weight", "missing")


def read_share(reader: Reader) -> Share | None:
    """Conditions on rows: which count, among which."""
    columns = reader.dataset("in")
    of = reader.clause("of", columns, required=True)
    where = reader.clause("where", columns)
    weight = reader.weight(columns)
    missing = reader.missing(*Missing)
    if columns is None or of is None or missing is None:
        return None
    return Share(columns.resource.name, of, where, missing, weight)
