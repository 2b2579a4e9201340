"""each: a document, or a row of a table, for every organisation."""

from engine.classes import dataclass
from engine.codes.rules import NO_ORGANISATION_COLUMN
from engine.expressions import ColumnSource
from engine.measures.exists import demand_said
from engine.measures.reader import COUNTED, Reader
from engine.measures.units import organisations_unit
from engine.model.conditions import Clause
from engine.model.demands import DocumentDemand, EvidenceDemand, ListDemand, Missing
from engine.model.measures import Form, Measure, RowSet
from engine.model.project import Project
from engine.model.sentences import Said, say
from engine.model.tables import code_column
from engine.model.targets import Target


class _Each(Measure):
    """What both forms have in common: every organisation of `per` is judged."""

    __slots__ = ()
    kind = "each"
    form = Form.PART_OF_WHOLE
    is_ratio = False  # nothing but «all» can be asked, so that no target is a percentage
    takes_target = False
    judges_each = True
    reached = "all_found"
    missed = "some_absent"
    per: str
    where: Clause | None

    @property
    def denominator(self) -> str:
        return self.per

    def unit(self, target: Target | None, project: Project) -> str:
        return organisations_unit(self.per, project)


@dataclass(frozen=True, slots=True)
class EachDocument(_Each):
    """One document for every organisation of `per` (restricted by `where`)."""

    implied = "target.each_document"
    late = "some_late"

    per: str
    where: Clause | None
    evidence: EvidenceDemand

    def own_datasets(self) -> tuple[str, ...]:
        return (self.per,)

    def counted_datasets(self) -> tuple[str, ...]:
        return ()

    def own_clauses(self) -> tuple[tuple[str, str, Clause | None], ...]:
        return (("where", self.per, self.where),)

    def evidence_demand(self) -> EvidenceDemand:
        return self.evidence

    def said(self) -> Said:
        return demand_said("measure.each_document", self.evidence)

    def demand(self) -> DocumentDemand:
        return DocumentDemand(self.evidence, self.per, self.where)

    def told_tables(self) -> tuple[tuple[str, str], ...]:
        return (("organisations", self.per),)


@dataclass(frozen=True, slots=True)
class EachRow(_Each):
    """At least one row of `dataset` with `of` for every organisation of `per`."""

    implied = "target.each_row"

    per: str
    where: Clause | None
    dataset: str
    of: Clause | None
    key: str
    missing: Missing

    def own_datasets(self) -> tuple[str, ...]:
        return self.per, self.dataset

    def counted_datasets(self) -> tuple[str, ...]:
        return (self.dataset,)

    def own_clauses(self) -> tuple[tuple[str, str, Clause | None], ...]:
        return ("where", self.per, self.where), ("of", self.dataset, self.of)

    def own_columns(self) -> tuple[tuple[str, str], ...]:
        return ((self.dataset, self.key),)

    def told_tables(self) -> tuple[tuple[str, str], ...]:
        return ("table", self.dataset), ("organisations", self.per)

    def rows(self) -> RowSet:
        return RowSet(self.dataset, of=self.of)

    @property
    def counts_rows_of(self) -> str:
        return self.dataset

    def said(self) -> Said:
        return say("measure.each_row")

    def demand(self) -> ListDemand:
        return ListDemand(self.per, None, self.dataset, self.key, self.where, self.of, self.missing)


ROW_KEYS = ("per", "where", "in", "of", "key", "missing")
DOCUMENT_KEYS = ("per", "where", "evidence")


def read_each(reader: Reader) -> EachDocument | EachRow | None:
    """A document, or a row, for every organisation."""
    per = reader.dataset("per")
    if per and code_column(per.resource) is None:
        reader.refuse(NO_ORGANISATION_COLUMN, "per", dataset=per.resource.name)
    where = reader.clause("where", per)
    if "in" in reader.data:
        return _each_row(reader, per, where)
    demand = reader.part("evidence").evidence()
    if per is None or demand is None:
        return None
    return EachDocument(per.resource.name, where, demand)


def _each_row(reader: Reader, per: ColumnSource | None, where: Clause | None) -> EachRow | None:
    columns = reader.dataset("in")
    of = reader.clause("of", columns)
    missing = reader.missing(*COUNTED, required=of is not None)
    key = _row_key(reader, columns)
    if per is None or columns is None or missing is None or key is None:
        return None
    return EachRow(per.resource.name, where, columns.resource.name, of, key, missing)


def _row_key(reader: Reader, columns: ColumnSource | None) -> str | None:
    if "key" in reader.data:
        name = reader.text("key")
        return name if reader.column(name, columns, "key") else None
    if columns is not None and columns.resource.organisation is None:
        reader.refuse(NO_ORGANISATION_COLUMN, "in", dataset=columns.resource.name)
    return columns.resource.organisation if columns else None
