"""Kinds for measures over things that must be there: lists, organisations, values, documents."""

from collections.abc import Iterator
from itertools import product
from typing import TypeAlias

from engine.diff.kinds import Kind, Kinds, Piece, Role, without_repeats
from engine.diff.roles import answers, role_of
from engine.diff.world import World
from engine.expressions.samples import Sample
from engine.expressions.truth import Cell, Path, Truth
from engine.measures import code_column
from engine.model.conditions import Condition
from engine.model.rules import (
    CoverageOfList,
    CoverageOfValues,
    EachDocument,
    EachRow,
    EvidenceDemand,
    Exists,
)

Listed: TypeAlias = CoverageOfList | EachRow
Answers: TypeAlias = dict[tuple[Truth, Truth], Sample]
Found: TypeAlias = tuple[Role, Role, tuple[Piece, ...]]
"""What the things found make of the unit under the old rule and the new, and the rows for it."""


def listed_kinds(old: Listed, new: Listed, world: World) -> Kinds | None:
    """Coverage of a list, and a row for each organisation."""
    ours, theirs = _shape(old, world), _shape(new, world)
    if ours is None or theirs is None or ours[:4] != theirs[:4]:
        return None
    listing, listing_key, dataset, key = ours[:4]
    among = answers(listing, ours[4], theirs[4], world)
    found = list(_found(old, new, dataset, key, answers(dataset, ours[5], theirs[5], world)))
    return _units(listing, listing_key, among, found)


def _shape(
    rule: Listed, world: World
) -> tuple[str, str, str, str, Condition | None, Condition | None] | None:
    """List, its key, dataset, its key, the condition on the list, the condition on the rows."""
    if isinstance(rule, CoverageOfList):
        among, where = world.bound(rule.among), world.bound(rule.where)
        return rule.listing, rule.listing_key, rule.dataset, rule.dataset_key, among, where
    per = world.resource(rule.per)
    code = code_column(per) if per else None
    if code is None:
        return None
    return rule.per, code, rule.dataset, rule.key, world.bound(rule.where), world.bound(rule.of)


def _found(old: Listed, new: Listed, dataset: str, key: str, rows: Answers) -> Iterator[Found]:
    """Nothing found, and one row of each kind."""
    yield Role.ROW, Role.ROW, ()
    for (before, after), sample in rows.items():
        piece = Piece(dataset, sample.row, key)
        yield _of_row(old, before), _of_row(new, after), (piece,)


def _of_row(rule: Listed, answer: Truth) -> Role:
    if isinstance(rule, CoverageOfList):
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


def document_kinds(
    old: Exists | EachDocument, new: Exists | EachDocument, world: World
) -> Kinds | None:
    """Documents that count for the one demand, the other, both or neither."""
    register = world.project.evidence
    if register is None:
        return None
    found = list(_documents(old.evidence, new.evidence, register.dataset, world))
    if isinstance(old, Exists) and isinstance(new, Exists):
        kinds = without_repeats(Kind(*each) for each in found)
        return Kinds(kinds, kinds, complete=True)
    if not isinstance(old, EachDocument) or not isinstance(new, EachDocument):
        return None
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
    if world.window and world.window.start.year > 1:
        days.append(world.window.start.replace(year=world.window.start.year - 1, day=1))
    for kind, address, day in product(kinds, ("https://example.org/1", None), days):
        cells: dict[Path, Cell] = {("kind",): kind, ("address",): address, ("date",): day}
        roles = [
            Role.COUNTS if _counts(demand, kind, address is not None, day == days[0]) else Role.ROW
            for demand in (old, new)
        ]
        yield roles[0], roles[1], (Piece(register, cells, "organisation"),)


def _counts(demand: EvidenceDemand, kind: str, has_address: bool, in_period: bool) -> bool:
    fits = not demand.kinds or kind in demand.kinds
    dated = in_period or not demand.dated_in_period
    return fits and dated and (has_address or not demand.address_required)


def value_kinds(old: CoverageOfValues, new: CoverageOfValues, world: World) -> Kinds | None:
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
    old: CoverageOfValues,
    new: CoverageOfValues,
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
