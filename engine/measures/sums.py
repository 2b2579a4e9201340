"""sum and mean of a column, or of what is computed from several columns of a row."""

from engine.classes import dataclass
from engine.codes.rules import BAD_FORMULA, ROWS_NOT_ADDED, UNITS_DIFFER
from engine.expressions import ColumnSource, names_in, parse_formula
from engine.measures.composites import UnitsError, comes_to_percents, is_difference
from engine.measures.context import RuleContext
from engine.measures.measure import Basic
from engine.measures.reader import Reader
from engine.model.conditions import Clause
from engine.model.demands import Missing, RowDemand
from engine.model.formulas import Name, Term, products
from engine.model.measures import Form, Measure, Narrowed, RowSet
from engine.model.project import Project
from engine.model.sentences import Said, say
from engine.model.tables import Unit
from engine.model.targets import Target
from engine.model.targets import Unit as TargetUnit

_MISSING = (Missing.EXCLUDE, Missing.INDETERMINATE)
"""What an empty cell can mean where numbers are added: nought is none of it."""
OF_PERCENTS = (None, TargetUnit.PERCENT)
"""What a mean of percents can be asked for in: a bare number is as many percents."""


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
        if self.in_percents:
            return "percent_points"
        return target.unit.value if target and target.unit else "units"

    def said(self) -> Said:
        return say(f"measure.{self.kind}", column=self.of)


@dataclass(frozen=True, slots=True)
class Sum(_Summed):
    """Sum of the column `of` over rows of `where`, in the column's unit."""

    kind = "sum"
    form = Form.SUMMED

    dataset: str
    of: str
    where: Clause | None
    missing: Missing

    def demand(self) -> RowDemand:
        return RowDemand(self.dataset, self.where, None, self.missing, amount=self.of)


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


class _Computed(_Summed):
    """What a sum and a mean have in common that add up arithmetic over columns, row by row; a row
    without one of them has no value."""

    __slots__ = ()
    term: Term

    @property
    def added_columns(self) -> tuple[str, ...]:
        return names_in(self.term)

    @property
    def filled(self) -> tuple[str, ...]:
        """The columns without one of which a row has no value."""
        return self.added_columns

    def own_columns(self) -> tuple[tuple[str, str], ...]:
        return tuple((self.dataset, name) for name in self.filled)

    def rows(self) -> RowSet:
        names = self.filled
        return RowSet(self.dataset, self.where, column=names[0], filled=names[1:])

    def said(self) -> Said:
        return say(f"measure.{self.kind}_computed", text=self.of)


@dataclass(frozen=True, slots=True)
class ComputedSum(_Computed):
    """Sum of `term` over rows of `where`, those without one of the columns `beside` it left out."""

    kind = "sum"
    form = Form.SUMMED

    dataset: str
    of: str
    term: Term
    where: Clause | None
    missing: Missing
    beside: tuple[str, ...] = ()

    @property
    def filled(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys((*self.added_columns, *self.beside)))

    def said(self) -> Said:
        if isinstance(self.term, Name):
            return say("measure.sum", column=self.of)
        return say("measure.sum_computed", text=self.of)


Added = Sum | ComputedSum


def beside(measure: Added, columns: tuple[str, ...]) -> ComputedSum:
    """The same sum over the rows that have those columns, too."""
    term = Name(measure.of) if isinstance(measure, Sum) else measure.term
    return ComputedSum(measure.dataset, measure.of, term, measure.where, measure.missing, columns)


@dataclass(frozen=True, slots=True)
class ComputedMean(_Computed):
    """Sum of `term` over the number of rows that have all its columns."""

    kind = "mean"
    form = Form.AVERAGED
    lies_between_parts = True

    dataset: str
    of: str
    term: Term
    where: Clause | None
    missing: Missing

    def told_rows(self) -> tuple[tuple[int, Narrowed], ...]:
        return ((0, ((self.where, True),) if self.where else ()),)


@dataclass(frozen=True, slots=True)
class MeanOfPercents(Mean):
    """…of a column that holds percents: so is the figure."""

    in_percents = True
    units = OF_PERCENTS


@dataclass(frozen=True, slots=True)
class ComputedMeanOfPercents(ComputedMean):
    """…of what comes to percents: so is the figure, or percent points where they are held against
    one another."""

    in_percents = True
    units = OF_PERCENTS

    @property
    def is_difference(self) -> bool:
        return is_difference(self.term)


def adds_percents(measure: Measure | None, context: RuleContext) -> bool:
    """Whether percents are added up, of which the sum itself is percents of nothing."""
    if not isinstance(measure, Added):
        return False
    columns = context.columns(measure.dataset)
    term = Name(measure.of) if isinstance(measure, Sum) else measure.term
    return columns is not None and comes_to_percents(
        term, lambda name: _holds_percents(name, columns)
    )


SUM_KEYS = ("in", "of", "where", "missing")
MEAN_KEYS = ("in", "of", "where", "weight", "missing")


def read_sum(reader: Reader) -> Sum | ComputedSum | None:
    """A column, or arithmetic over columns, and the rows whose values are added."""
    if term := _term(reader):
        computed = _computed(reader, term)
        return ComputedSum(*computed) if computed else None
    parts = _summed(reader)
    return Sum(*parts) if parts else None


def read_mean(reader: Reader) -> Mean | ComputedMean | None:
    """A column, or arithmetic over columns, and the rows whose values are averaged."""
    if term := _term(reader):
        if "weight" in reader.data:
            reader.refuse(ROWS_NOT_ADDED, "weight", weight=str(reader.data["weight"]))
        computed = _computed(reader, term)
        return _computed_mean(reader, *computed) if computed else None
    parts = _summed(reader)
    columns = reader.context.columns(parts[0]) if parts else None
    weight = reader.weight(columns)
    if parts is None or columns is None:
        return None
    of_percents = _holds_percents(parts[1], columns)
    return (MeanOfPercents if of_percents else Mean)(*parts, weight)


def _computed_mean(
    reader: Reader, dataset: str, of: str, term: Term, where: Clause | None, missing: Missing
) -> ComputedMean:
    columns = reader.context.columns(dataset)
    of_percents = columns is not None and comes_to_percents(
        term, lambda name: _holds_percents(name, columns)
    )
    kind = ComputedMeanOfPercents if of_percents else ComputedMean
    return kind(dataset, of, term, where, missing)


def _summed(reader: Reader) -> tuple[str, str, Clause | None, Missing] | None:
    columns = reader.dataset("in")
    name = reader.text("of")
    column = reader.column(name, columns, "of", numeric=True)
    where = reader.clause("where", columns)
    missing = reader.missing(*_MISSING)
    if columns is None or name is None or column is None or missing is None:
        return None
    return columns.resource.name, name, where, missing


def _term(reader: Reader) -> Term | str | None:
    """What `of` computes; None where it names a column, or is no text."""
    text = reader.data.get("of")
    if not isinstance(text, str) or not any(sign in text for sign in "+-*/()"):
        return None
    columns = reader.context.columns(str(reader.data.get("in")))
    is_name = columns is not None and columns.resource.field(text) is not None
    return None if is_name else parse_formula(text) or None


def _computed(
    reader: Reader, term: Term | str
) -> tuple[str, str, Term, Clause | None, Missing] | None:
    columns, text = reader.dataset("in"), reader.text("of")
    where = reader.clause("where", columns)
    missing = reader.missing(*_MISSING)
    if columns is None or text is None:
        return None
    if isinstance(term, str):
        reader.refuse(BAD_FORMULA, "of", part=term)
        return None
    names = names_in(term)
    known = [reader.column(name, columns, "of", numeric=True) for name in names]
    if None in known or missing is None:
        return None
    if not names or products(term) is None:
        reader.refuse(ROWS_NOT_ADDED, "of", text=text)
        return None
    if not _fits(reader, columns, term):
        return None
    return columns.resource.name, text, term, where, missing


def _holds_percents(name: str, columns: ColumnSource) -> bool:
    field = columns.package.field_at(columns.resource.name, name.split("."))
    return field is not None and field.unit in (Unit.PERCENT, Unit.FRACTION)


def _fits(reader: Reader, columns: ColumnSource, term: Term) -> bool:
    """Whether percents and other numbers go together; a finding where they do not."""
    try:
        comes_to_percents(term, lambda name: _holds_percents(name, columns))
    except UnitsError as wrong:
        reader.refuse(UNITS_DIFFER, "of", **{wrong.kind: wrong.sign})
        return False
    return True
