"""ratio: one sum or number of rows as a part of another, in percent or by so many."""

from dataclasses import replace

from engine.classes import dataclass
from engine.codes.rules import (
    MISSING_NOT_ALLOWED,
    RULE_INCOMPLETE,
    UNITS_DIFFER,
    UNKNOWN_MEASURE,
)
from engine.measures.measure import Basic
from engine.measures.parts import ReadPart
from engine.measures.reader import Reader
from engine.measures.sums import Added, adds_percents, beside
from engine.model.demands import Missing
from engine.model.measures import Form, Measure, Narrowed, Part
from engine.model.project import Project
from engine.model.sentences import Inside, Numeral, Said, say
from engine.model.targets import Target

_WHOLES = (Form.COUNTED, Form.SUMMED)
"""What can be divided: a quotient of quotients has no n and N that a reader could count."""


class Divided(Measure):
    """n = the numerator, N = the denominator, which may be of another table."""

    __slots__ = ()
    kind = "ratio"
    nothing = "denominator_is_nought"
    can_be_part = True
    numerator: Part
    denominator_part: Part

    def made_of(self) -> tuple[Part, ...]:
        """The two numbers."""
        return self.numerator, self.denominator_part

    @property
    def pair(self) -> tuple[Basic, Basic]:
        """The measures of the two numbers."""
        one, other = (part.of for part in self.made_of())
        assert isinstance(one, Basic)
        assert isinstance(other, Basic)
        return one, other

    def nested(self) -> tuple[Measure, ...]:
        """The two measures."""
        return self.pair

    def tables_by_column(self) -> tuple[str, ...]:
        """The tables of both."""
        return tuple(basic.dataset for basic in self.pair)

    @property
    def same_rows(self) -> bool:
        """Whether both are sums over the same rows of a table."""
        one, other = self.pair
        summed = one.form is other.form is Form.SUMMED
        return summed and (one.dataset, _where(one)) == (other.dataset, _where(other))

    @property
    def counts_rows_of(self) -> str | None:
        """The table, where both are of one."""
        one, other = self.pair
        return other.dataset if one.dataset == other.dataset else None

    @property
    def denominator(self) -> str:
        """The table of N."""
        return self.pair[1].dataset

    def told_rows(self) -> tuple[tuple[int, Narrowed], ...]:
        """The rows of N and of n, where they are of one table."""
        one, other = self.pair
        if self.counts_rows_of is None:
            return ()
        counted = ((1, narrowed) for _, narrowed in one.told_rows())
        return (*other.told_rows(), *counted)

    @property
    def never_negative(self) -> bool:
        """Whether neither number is."""
        return all(basic.never_negative for basic in self.pair)

    def unit(self, target: Target | None, project: Project) -> str:
        """That of n."""
        return self.pair[0].unit(None, project)


@dataclass(frozen=True, slots=True)
class Ratio(Divided):
    """…n / N in percent."""

    form = Form.PART_OF_WHOLE

    numerator: Part
    denominator_part: Part

    def said(self) -> Said:
        one, other = (Inside(basic.said()) for basic in self.pair)
        return say("measure.ratio", numerator=one, denominator=other)


@dataclass(frozen=True, slots=True)
class RatioBy(Divided):
    """…n / N times `factor`: n of every so many."""

    form = Form.AVERAGED

    numerator: Part
    denominator_part: Part
    factor: float

    def unit(self, target: Target | None, project: Project) -> str:
        return target.unit.value if target and target.unit else "units"

    def said(self) -> Said:
        one, other = (Inside(basic.said()) for basic in self.pair)
        factor = Numeral(self.factor)
        return say("measure.ratio_by", numerator=one, denominator=other, factor=factor)


KEYS = ("numerator", "denominator", "factor")


def read_ratio(reader: Reader, read: ReadPart) -> Ratio | RatioBy | None:
    """Two numbers, and by how many the quotient is told."""
    one, other = (_part(reader, key, read) for key in KEYS[:2])
    factor = reader.number("factor", 1.0, above=0) if "factor" in reader.data else None
    if one is None or other is None:
        return None
    of_percents = [adds_percents(part.of, reader.context) for part in (one, other)]
    if any(of_percents) and not all(of_percents):
        key = KEYS[of_percents.index(True)]
        reader.refuse(UNITS_DIFFER, key, summed=str(reader.part(key).data.get("of")))
        return None
    one, other = _beside(one, other)
    return Ratio(one, other) if factor is None else RatioBy(one, other, factor)


def _beside(one: Part, other: Part) -> tuple[Part, Part]:
    """Of two sums over the same rows only the rows that have a value in both: else what one of
    them lacks would stay in the other."""
    columns: tuple[str, ...] = ()
    if Ratio(one, other).same_rows:
        columns = tuple(name for basic in Ratio(one, other).pair for name in basic.added_columns)
    return _with(one, columns), _with(other, columns)


def _with(part: Part, columns: tuple[str, ...]) -> Part:
    return replace(part, of=beside(part.of, columns)) if isinstance(part.of, Added) else part


def _part(reader: Reader, key: str, read: ReadPart) -> Part | None:
    if key not in reader.data:
        reader.refuse(RULE_INCOMPLETE, part=key)
        return None
    inner = reader.part(key)
    of = read(inner)
    if of is None:
        return None
    if not isinstance(of, Basic) or of.form not in _WHOLES:
        written = str(inner.data.get("measure"))
        inner.refuse(UNKNOWN_MEASURE, "measure", measure=written, known=("count", "sum"), hint="")
    elif of.taken_missing is Missing.INDETERMINATE:
        known = Missing.EXCLUDE if of.form is Form.SUMMED else Missing.AS_FALSE
        found = of.taken_missing.value
        inner.refuse(MISSING_NOT_ALLOWED, "missing", found=found, known=(known.value,))
    else:
        return Part(key, of, None, 1.0, inner.at())
    return None


def _where(measure: Basic) -> object:
    return next((each.tree for _, _, each in measure.own_clauses() if each), None)
