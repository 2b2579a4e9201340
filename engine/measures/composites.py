"""index and formula: measures made of others, and the unit of the figure."""

from collections.abc import Callable, Mapping
from enum import StrEnum
from functools import partial, reduce
from typing import NamedTuple

from engine.classes import dataclass
from engine.codes.rules import (
    BAD_FORMULA,
    BAD_NUMBER,
    BAD_PERIOD_LABEL,
    ROWS_WITHOUT_PERIOD,
    RULE_INCOMPLETE,
    UNKNOWN_PART,
)
from engine.expressions import names_in, nearest, parse_formula
from engine.lazy import lazy_pattern
from engine.measures.measure import Basic
from engine.measures.parts import ReadPart, read_basic
from engine.measures.reader import Reader
from engine.model.formulas import Name, Number, Operation, Term, linear
from engine.model.measures import Form, Measure, Part
from engine.model.project import Project
from engine.model.sentences import Inside, Joined, Numeral, Said, say
from engine.model.targets import Target
from engine.query.periods import is_relative, kind_of, read_declared

_NAME = lazy_pattern(r"[^\W\d]\w*")


class Lacking(StrEnum):
    """What an index does without one of its parts: no data, the others' weights, or nought."""

    REFUSE = "refuse"
    REWEIGHT = "reweight"
    ZERO = "zero"


class Composite(Measure):
    """What both have in common: parts, of which some are indicators of their own."""

    __slots__ = ()
    form = Form.COMPOSED
    can_be_part = True
    parts: tuple[Part, ...]

    def made_of(self) -> tuple[Part, ...]:
        return self.parts

    def nested(self) -> tuple[Measure, ...]:
        return tuple(part.of for part in self.parts if part.of)

    def tables_by_column(self) -> tuple[str, ...]:
        inner = [part.of.tables_by_column() if part.of else () for part in self.parts]
        return tuple(name for own in inner for name in own) if all(inner) else ()

    def unit(self, target: Target | None, project: Project) -> str:
        return "units"


@dataclass(frozen=True, slots=True)
class Index(Composite):
    """Σ weight · part / Σ weight. Parts that are shares count in percent."""

    kind = "index"

    parts: tuple[Part, ...]
    lacking: Lacking

    def said(self) -> Said:
        parts = Joined(tuple(_part_said(part, Numeral(part.weight)) for part in self.parts))
        return say(
            "measure.index", parts=parts, lacking=say(f"measure.lacking.{self.lacking.value}")
        )


@dataclass(frozen=True, slots=True)
class Formula(Composite):
    """Arithmetic over parts; those that are shares stand in percent."""

    kind = "formula"

    parts: tuple[Part, ...]
    text: str
    term: Term

    @property
    def is_difference(self) -> bool:
        return is_difference(self.term)

    def said(self) -> Said:
        parts = Joined(tuple(_part_said(part, "") for part in self.parts))
        return say("measure.formula", text=self.text, parts=parts)


@dataclass(frozen=True, slots=True)
class IndexOfShares(Index):
    """…whose figure is a share, as all that it is made of tell."""

    is_ratio = True


@dataclass(frozen=True, slots=True)
class FormulaOfShares(Formula):
    """…whose figure is a share, as all that it is made of tell."""

    is_ratio = True


def of_shares(measure: Measure) -> Measure:
    """The same measure, which says itself that its figure is a share."""
    match measure:
        case Index():
            return IndexOfShares(measure.parts, measure.lacking)
        case Formula():
            return FormulaOfShares(measure.parts, measure.text, measure.term)
    return measure


def _part_said(part: Part, weight: Numeral | str) -> Said:
    told = Inside(part.of.said()) if part.of else part.indicator or ""
    period = period_said(part.period) if part.period else ""
    return say("measure.part", id=part.id, told=told, weight=weight, period=period)


def period_said(label: str) -> Said:
    """Which kind of year a label means, since one formula may have both."""
    days = read_declared(label)
    months, is_school = kind_of(days) if days else (0, False)
    kind = "other" if months != 12 else "school_year" if is_school else "year"
    return say(f"measure.period_{kind}", period=label)


INDEX_KEYS = ("parts", "lacking")
FORMULA_KEYS = ("parts", "formula")
PART = ("id", "of", "indicator", "weight", "period")


def read_index(reader: Reader, read: ReadPart) -> Index | None:
    """Parts with weights, and what to do without one."""
    parts = _parts(reader, read, weighted=True)
    lacking = reader.choice("lacking", tuple(Lacking))
    if parts is not None and not any(part.weight for part in parts):
        reader.refuse(BAD_NUMBER, "parts", weights="0")
        return None
    if parts is None or lacking is None:
        return None
    return Index(parts, Lacking(lacking))


def read_formula(reader: Reader, read: ReadPart) -> Formula | None:
    """Parts, and the arithmetic over their names."""
    parts, text = _parts(reader, read, weighted=False), reader.text("formula")
    if text is None or parts is None:
        return None
    term = parse_formula(text)
    if isinstance(term, str):
        reader.refuse(BAD_FORMULA, "formula", part=term)
        return None
    known = tuple(part.id for part in parts)
    strange = [name for name in names_in(term) if name not in known]
    for name in strange:
        reader.refuse(UNKNOWN_PART, "formula", part=name, hint=nearest(name, known) or "")
    return None if strange else Formula(parts, text, term)


def _parts(reader: Reader, read: ReadPart, *, weighted: bool) -> tuple[Part, ...] | None:
    listed = reader.data.get("parts")
    count = len(listed) if isinstance(listed, list | tuple) else 0
    if not count:
        _refuse_parts(reader, listed)
        return None
    parts = [_part(reader.part("parts", at), read, weighted) for at in range(count)]
    known = tuple(part for part in parts if part)
    return known if len(known) == count else None


def _refuse_parts(reader: Reader, listed: object) -> None:
    if listed is None:
        reader.refuse(RULE_INCOMPLETE, part="parts")
    elif isinstance(listed, list | tuple):
        reader.refuse(RULE_INCOMPLETE, "parts", empty="parts")
    else:
        reader.refuse(RULE_INCOMPLETE, "parts", listed="parts")


def _part(reader: Reader, read: ReadPart, weighted: bool) -> Part | None:
    reader.close(tuple(key for key in PART if key != "period" or "indicator" not in reader.data))
    id, weight = reader.text("id"), 1.0
    if id is not None and not _NAME.fullmatch(id):
        reader.refuse(BAD_FORMULA, "id", part=id)
        return None
    if weighted:
        weight = reader.number("weight", 1.0)
    if "indicator" in reader.data:
        name = reader.text("indicator")
        return None if id is None or name is None else Part(id, None, name, weight, reader.at())
    of = read_basic(reader.part("of"), read)
    period = _period(reader, of) if "period" in reader.data else None
    return None if id is None or of is None else Part(id, of, None, weight, reader.at(), period)


def _period(reader: Reader, of: Basic | None) -> str | None:
    """The period that a part is of, where it is another than the judged one."""
    label = reader.text("period")
    if label is None or of is None:
        return None
    if not is_relative(label) and read_declared(label) is None:
        reader.refuse(BAD_PERIOD_LABEL, "period", label=label)
        return None
    columns = reader.context.columns(of.dataset)
    if columns and not columns.resource.period and not columns.resource.date:
        reader.refuse(ROWS_WITHOUT_PERIOD, "period", dataset=of.dataset)
    return label


class UnitsError(Exception):
    """Units do not go together: `kind` «sign» (a share and a number were added or subtracted),
    «square» (two shares were multiplied), «hundred» (a share, in percent already, was
    multiplied by 100) or «product» (a share in percent was multiplied by a number and not divided
    by 100)."""

    def __init__(self, kind: str, sign: str) -> None:
        super().__init__(kind, sign)
        self.kind, self.sign = kind, sign


def comes_to_percents(term: Term, is_percent: Callable[[str], bool]) -> bool:
    """Whether what a term is made of comes to percents. Raises UnitsError where it does not go
    together."""
    return _settled(_unit(term, lambda name: _PERCENT if is_percent(name) else _NUMBER)) == _PERCENT


def is_difference(term: Term) -> bool:
    """Whether it tells how far its names are from one another."""
    parts = {name: number for name, number in (linear(term) or {}).items() if name is not None}
    return bool(parts) and not sum(parts.values())


def is_percent(measure: Measure, known: Mapping[str, Measure]) -> bool:
    """Whether the figure is a share, or percents. Raises UnitsError where units do not go together,
    KeyError for an indicator without a rule, RecursionError in a circle."""
    return _unit_of(measure, known) == _PERCENT


class _Unit(NamedTuple):
    """Powers of percents, of numbers (persons, points …) and of the written 100: a share of
    persons, taken in percent, has 1 and 1, and is a number of persons once divided by 100."""

    percents: int
    numbers: int
    hundreds: int = 0


_PERCENT, _NUMBER, _PLAIN = _Unit(1, 0), _Unit(0, 1), _Unit(0, 0)
_OfName = Callable[[str], _Unit | None]


def _unit_of(measure: Measure, known: Mapping[str, Measure]) -> _Unit | None:
    """The unit of the figure; None: a constant, which takes the unit of what it is added to."""
    if isinstance(measure, Index):
        units = [_of_part(part, known) for part in measure.parts]
        return reduce(partial(_added, "+"), units)
    if isinstance(measure, Formula):
        by_name = {part.id: part for part in measure.parts}
        return _settled(_unit(measure.term, lambda name: _of_part(by_name[name], known)))
    return _PERCENT if measure.is_ratio or measure.in_percents else _NUMBER


def _of_part(part: Part, known: Mapping[str, Measure]) -> _Unit | None:
    return _unit_of(part.of if part.of is not None else known[part.indicator or ""], known)


def _unit(term: Term, of: _OfName) -> _Unit | None:
    match term:
        case Number():
            return None
        case Name():
            return of(term.id)
        case Operation():
            left, right = _unit(term.left, of), _unit(term.right, of)
            if term.sign in "+-":
                return _added(term.sign, _settled(left), _settled(right))
            return _multiplied(term, left, right)


def _settled(unit: _Unit | None) -> _Unit | None:
    """The unit as it can be added or told: percents divided by 100 are none any more."""
    if unit is None or unit.percents != 1:
        return unit and unit._replace(hundreds=0)
    if unit.hundreds > 0:
        raise UnitsError("hundred", "*")
    if unit.hundreds < 0:
        return _Unit(0, unit.numbers)
    if unit.numbers > 0:
        raise UnitsError("product", "*")
    return unit


def _added(sign: str, left: _Unit | None, right: _Unit | None) -> _Unit | None:
    if left is None or right is None:
        return right if left is None else left
    if left.percents != right.percents:
        raise UnitsError("sign", sign)
    return max(left, right)


def _multiplied(term: Operation, left: _Unit | None, right: _Unit | None) -> _Unit | None:
    """The unit of a product or a quotient; a percentage of a percentage is none."""
    if left is None and right is None:
        return None
    one, other = left or _hundred(term.left), right or _hundred(term.right)
    turn = 1 if term.sign == "*" else -1
    unit = _Unit(*(mine + turn * theirs for mine, theirs in zip(one, other, strict=True)))
    if abs(unit.percents) > 1:
        raise UnitsError("square", term.sign)
    return unit


def _hundred(term: Term) -> _Unit:
    """A constant: it matters whether it is the hundred of percents."""
    value = term.value if isinstance(term, Number) else None
    return _PLAIN._replace(hundreds=1 if value == 100 else -1 if value == 0.01 else 0)
