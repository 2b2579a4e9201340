"""Kinds of rows: what one row is under the old rule and under the new one.

Two rules of one measure → the kinds of rows that they can tell apart.

Kinds for measures over things that must be there: lists, organisations, values, documents.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from enum import StrEnum
from fractions import Fraction
from itertools import product
from typing import TypeAlias

from engine.classes import dataclass
from engine.diff.scope import World
from engine.expressions.atoms import Vocabulary
from engine.expressions.samples import Sample, samples_of
from engine.expressions.truth import Cell, Path, Truth, truth
from engine.model.conditions import ColumnType, Condition
from engine.model.demands import DocumentDemand, DocumentYear, ListDemand, RowDemand, ValueDemand
from engine.model.rules import EvidenceDemand, Missing
from engine.model.spec import Window
from engine.model.tables import code_column
from engine.query.periods import covered_days


class Role(StrEnum):
    """What a row is to a rule: in n and N, in N only, it depends, or not looked at."""

    COUNTS = "counts"
    ROW = "row"
    MAYBE = "maybe"
    OUT = "out"


@dataclass(frozen=True, slots=True)
class Piece:
    """A row to write: its dataset and the cells that matter; column `key` gets the unit's code."""

    dataset: str
    cells: Mapping[Path, Cell]
    key: str | None = None


@dataclass(frozen=True, slots=True)
class Kind:
    """Rows alike to both rules. `amounts` are what sums add; kinds of one
    `thing` are its states: a table holds exactly one of them."""

    old: Role
    new: Role
    pieces: tuple[Piece, ...]
    amounts: tuple[Fraction, Fraction] = (Fraction(1), Fraction(1))
    thing: str | None = None

    def role(self, side: int) -> Role:
        """0 is the old rule, 1 the new one."""
        return self.new if side else self.old


@dataclass(frozen=True, slots=True)
class Kinds:
    """`real` can be built; `supposed` are all that may occur when `complete`.

    `rows_are_units` is False where several rows may be one thing (distinct values).
    """

    real: tuple[Kind, ...]
    supposed: tuple[Kind, ...]
    complete: bool
    rows_are_units: bool = True


def without_repeats(kinds: Iterable[Kind]) -> tuple[Kind, ...]:
    """One kind for all rows that both rules treat alike; rows that neither sees are left out."""
    return tuple(_first_of_each(kinds))


def _first_of_each(kinds: Iterable[Kind]) -> Iterator[Kind]:
    seen = set()
    for kind in kinds:
        what = (kind.old, kind.new, kind.amounts, kind.pieces if kind.thing else None)
        if kind.old is Role.OUT and kind.new is Role.OUT:
            continue
        if kind.thing or what not in seen:
            seen.add(what)
            yield kind


HUGE = 10**6


def row_kinds(
    old: RowDemand, new: RowDemand, world: World, marks: Iterable[Fraction]
) -> Kinds | None:
    """Kinds of rows of one dataset; None where the rules read different ones."""
    if old.dataset != new.dataset or old.distinct != new.distinct:
        return None
    vocabulary, trees = Vocabulary(), [_trees(demand, world) for demand in (old, new)]
    for tree in (each for pair in trees for each in pair if each is not None):
        vocabulary.read(tree)
    _read_amounts(vocabulary, (old, new), marks)
    within = _window(vocabulary, (old, new), world)
    if vocabulary.types.keys() & {(old.distinct,)}:
        return None
    declared = {
        path: found
        for path in vocabulary.types
        if (found := world.constraints(old.dataset, path)) is not None
    }
    samples = samples_of(vocabulary, declared, within)

    def kind(sample: Sample) -> Kind:
        roles = [
            _role(rule, pair, sample, world) for rule, pair in zip((old, new), trees, strict=True)
        ]
        piece = Piece(old.dataset, sample.row, old.distinct)
        return Kind(roles[0], roles[1], (piece,), (_amount(old, sample), _amount(new, sample)))

    real = without_repeats(map(kind, samples.real))
    supposed = without_repeats(map(kind, samples.supposed))
    return Kinds(real, supposed, samples.complete, rows_are_units=old.distinct is None)


def _trees(rule: RowDemand, world: World) -> tuple[Condition | None, Condition | None]:
    """The conditions `where` and `of`."""
    return world.bound(rule.where), world.bound(rule.of)


def _read_amounts(
    vocabulary: Vocabulary, rules: tuple[RowDemand, RowDemand], marks: Iterable[Fraction]
) -> None:
    """Amounts around the targets, and far from them."""
    for rule in rules:
        if rule.amount is not None:
            path = tuple(rule.amount.split("."))
            vocabulary.types[path] = ColumnType.NUMBER
            values = {0.0, float(HUGE), -float(HUGE), *map(float, marks)}
            vocabulary.constants.setdefault(path, set()).update(values)


def _window(
    vocabulary: Vocabulary, rules: tuple[RowDemand, RowDemand], world: World
) -> dict[tuple[str, ...], object]:
    """The days of the date column that the one rule or the other looks at."""
    resource = world.resource(rules[0].dataset)
    if resource is None or resource.date is None or world.window is None:
        return {}
    path, starts = (resource.date,), [_start(rule, world) for rule in rules]
    if path not in vocabulary.types and starts[0] == starts[1]:
        return {}
    vocabulary.types[path] = ColumnType.DATE
    vocabulary.constants.setdefault(path, set()).update(starts)
    return {path: (min(starts), world.day())}


def _start(rule: RowDemand, world: World) -> date:
    assert world.window is not None
    return rule.since or world.window.start


def _role(
    rule: RowDemand, trees: tuple[Condition | None, Condition | None], sample: Sample, world: World
) -> Role:
    if not _is_seen(rule, sample, world) or _truth(trees[0], sample) is not True:
        return Role.OUT
    answer = _truth(trees[1], sample)
    if rule.amount is not None and _value(rule.amount, sample) is None:
        answer = None
    return role_of(answer, rule.missing)


def role_of(answer: Truth, missing: Missing) -> Role:
    """What a row is whose `of` has that answer."""
    if answer is not None:
        return Role.COUNTS if answer else Role.ROW
    return {
        Missing.EXCLUDE: Role.OUT, Missing.AS_FALSE: Role.ROW, Missing.INDETERMINATE: Role.MAYBE
    }[missing]  # fmt: skip


def _truth(tree: Condition | None, sample: Sample) -> Truth:
    return True if tree is None else truth(tree, sample.row, sample.opaque)


def _is_seen(rule: RowDemand, sample: Sample, world: World) -> bool:
    resource = world.resource(rule.dataset)
    if resource is None or resource.date is None or (resource.date,) not in sample.row:
        return True
    day = sample.row[(resource.date,)]
    if world.window is None:
        return True
    return isinstance(day, date) and _start(rule, world) <= day <= world.day()


def _value(column: str, sample: Sample) -> Fraction | None:
    value = sample.row[tuple(column.split("."))]
    return Fraction(str(value)) if isinstance(value, int | float) else None


def _amount(rule: RowDemand, sample: Sample) -> Fraction:
    found = _value(rule.amount, sample) if rule.amount is not None else None
    return Fraction(1) if found is None else found


def condition_samples(
    dataset: str, trees: Iterable[Condition | None], world: World
) -> Iterator[Sample]:
    """Rows that show everything that the conditions can tell apart."""
    vocabulary = Vocabulary()
    for tree in trees:
        if tree is not None:
            vocabulary.read(tree)
    declared = {
        path: found
        for path in vocabulary.types
        if (found := world.constraints(dataset, path)) is not None
    }
    samples = samples_of(vocabulary, declared, {})
    yield from (replace(sample, opaque={}) for sample in samples.real)


def answers(
    dataset: str, old: Condition | None, new: Condition | None, world: World
) -> dict[tuple[Truth, Truth], Sample]:
    """For each pair of answers that two conditions can give on a row, such a row."""
    found: dict[tuple[Truth, Truth], Sample] = {}
    judge: Callable[[Condition | None, Sample], Truth] = _truth
    for sample in condition_samples(dataset, (old, new), world):
        found.setdefault((judge(old, sample), judge(new, sample)), sample)
    return found


Answers: TypeAlias = dict[tuple[Truth, Truth], Sample]
Found: TypeAlias = tuple[Role, Role, tuple[Piece, ...]]
"""What the things found make of the unit under the old rule and the new, and the rows for it."""


def listed_kinds(old: ListDemand, new: ListDemand, world: World) -> Kinds | None:
    """Coverage of a list, and a row for each organisation."""
    ours, theirs = _shape(old, world), _shape(new, world)
    if ours is None or theirs is None or ours[:4] != theirs[:4]:
        return None
    listing, listing_key, dataset, key = ours[:4]
    among = answers(listing, ours[4], theirs[4], world)
    found = list(_found(old, new, dataset, key, answers(dataset, ours[5], theirs[5], world)))
    return _units(listing, listing_key, among, found)


def _shape(
    rule: ListDemand, world: World
) -> tuple[str, str, str, str, Condition | None, Condition | None] | None:
    """List, its key, dataset, its key, the condition on the list, the condition on the rows."""
    listing = world.resource(rule.listing)
    key = rule.listing_key or (code_column(listing) if listing else None)
    if key is None:
        return None
    among, where = world.bound(rule.among), world.bound(rule.where)
    return rule.listing, key, rule.dataset, rule.dataset_key, among, where


def _found(
    old: ListDemand, new: ListDemand, dataset: str, key: str, rows: Answers
) -> Iterator[Found]:
    """Nothing found, and one row of each kind."""
    yield Role.ROW, Role.ROW, ()
    for (before, after), sample in rows.items():
        piece = Piece(dataset, sample.row, key)
        yield _of_row(old, before), _of_row(new, after), (piece,)


def _of_row(rule: ListDemand, answer: Truth) -> Role:
    if rule.missing is None:
        return Role.COUNTS if answer else Role.ROW
    role = role_of(answer, rule.missing)
    return Role.ROW if role is Role.OUT else role


def _units(
    listing: str,
    key: str,
    among: Answers,
    found: list[Found],
) -> Kinds:
    kinds = [
        Kind(
            before if asked[0] is True else Role.OUT,
            after if asked[1] is True else Role.OUT,
            (Piece(listing, getattr(sample, "row"), key), *pieces),  # noqa: B009
        )
        for (asked, sample), (before, after, pieces) in product(among.items(), found)
    ]
    distinct = without_repeats(kinds)
    return Kinds(distinct, distinct, complete=True)


def document_kinds(old: DocumentDemand, new: DocumentDemand, world: World) -> Kinds | None:
    """Documents that count for the one demand, the other, both or neither."""
    register = world.project.evidence
    if register is None or old.evidence.of_events != new.evidence.of_events:
        return None  # rows of events are no rows of the indicator: no table of one tells them apart
    found = list(_documents(old.evidence, new.evidence, register.dataset, world))
    if old.per is None or new.per is None:
        kinds = without_repeats(Kind(*each) for each in found)
        return Kinds(kinds, kinds, complete=True)
    per = world.resource(new.per)
    code = code_column(per) if per and old.per == new.per else None
    if code is None:
        return None
    among = answers(new.per, world.bound(old.where), world.bound(new.where), world)
    return _units(new.per, code, among, [(Role.ROW, Role.ROW, ()), *found])


def _documents(
    old: EvidenceDemand, new: EvidenceDemand, register: str, world: World
) -> Iterator[Found]:
    kinds = sorted({*old.kinds, *new.kinds})
    days: list[Cell] = [world.day()]
    if (old.year or new.year) and world.window and world.window.start < world.day():
        days.append(world.window.start)
    inside = len(days)
    if world.window and world.window.start.year > 1:
        days.append(world.window.start.replace(year=world.window.start.year - 1, day=1))
    told = product(_signatures(old, new), _subjects(old, new, world))
    for kind, address, at, (signed, about) in product(
        kinds, ("https://example.org/1", None), range(len(days)), tuple(told)
    ):
        cells: dict[Path, Cell] = {("kind",): kind, ("address",): address, ("date",): days[at]}
        cells |= {(key,): each for key, each in (("signed_by", signed), ("covers", about)) if each}
        roles = [
            Role.COUNTS
            if _counts(demand, kind, address is not None, at < inside)
            and _is_of_year(demand, days[at], world)
            and (signed or not demand.signed)
            and _is_about(demand, about, world)
            else Role.ROW
            for demand in (old, new)
        ]
        yield roles[0], roles[1], (Piece(register, cells, "organisation"),)


def _signatures(old: EvidenceDemand, new: EvidenceDemand) -> tuple[str | None, ...]:
    return ("N. N.", None) if old.signed or new.signed else (None,)


def _subjects(
    old: EvidenceDemand, new: EvidenceDemand, world: World
) -> tuple[str | None, ...]:  # fmt: skip
    """What documents say they are about: the days that either asks for, or nothing."""
    asked = (_asked_days(demand, world) for demand in (old, new))
    spans = {f"{window.start:%d.%m.%Y}–{window.end:%d.%m.%Y}" for window in asked if window}
    return (*sorted(spans), None)


def _asked_days(demand: EvidenceDemand, world: World) -> Window | None:
    if demand.covers is None:
        return None
    year = next(
        (document_year for document_year in DocumentYear if document_year == demand.covers), None
    )
    return Window(*year.days(world.day())) if year else world.window


def _is_about(demand: EvidenceDemand, about: str | None, world: World) -> bool:
    asked = _asked_days(demand, world)
    if asked is None:
        return demand.covers is None or about is not None
    covered = covered_days(about) if about else None
    return covered is not None and covered.start <= asked.start and asked.end <= covered.end


def _counts(demand: EvidenceDemand, kind: str, has_address: bool, in_period: bool) -> bool:
    fits = not demand.kinds or kind in demand.kinds
    dated = in_period or not demand.dated_in_period
    return fits and dated and (has_address or not demand.address_required)


def _is_of_year(demand: EvidenceDemand, day: Cell, world: World) -> bool:
    if demand.year is None:
        return True
    first, last = demand.year.days(world.day())
    return isinstance(day, date) and first <= day <= last


def value_kinds(old: ValueDemand, new: ValueDemand, world: World) -> Kinds | None:
    """Each value of either list is there or not; there is one of each."""
    if (old.dataset, old.column) != (new.dataset, new.column) or "." in old.column:
        return None
    path = (old.column,)
    trees = (world.bound(old.where), world.bound(new.where))
    rows = {
        pair: sample
        for pair, sample in answers(old.dataset, *trees, world).items()
        if path not in sample.row
    }
    if not rows:
        return None
    kinds = [
        kind
        for value in dict.fromkeys((*old.values, *new.values))
        for kind in _of_value(old, new, value, rows)
    ]
    return Kinds(tuple(kinds), tuple(kinds), complete=True)


def _of_value(
    old: ValueDemand,
    new: ValueDemand,
    value: str | int | float,
    rows: Answers,
) -> Iterator[Kind]:
    cases: list[tuple[Truth, Truth, Sample | None]] = [(False, False, None)]
    cases += [(*pair, sample) for pair, sample in rows.items()]
    for before, after, sample in cases:
        roles = [
            (Role.COUNTS if answer else Role.ROW) if value in rule.values else Role.OUT
            for rule, answer in ((old, before), (new, after))
        ]
        cells = {**(sample.row if sample else {}), (old.column,): value}
        pieces = (Piece(old.dataset, cells),) if sample else ()
        yield Kind(roles[0], roles[1], pieces, thing=str(value))
