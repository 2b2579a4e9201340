"""Large tables by bitmaps: each row is one bit of what every condition makes of it.

Rows come in batches. Within a batch the rows of a key lie side by side, each key from a whole word
of 64 on; a condition is two bitmaps (`Bounds`), a mask is a conjunction of them, and a count is the
number of bits that are set in the words of a key. A column that is only compared with constants is
cut into what lies between them (`cuts`) once, whatever the number of rules.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import field, replace
from functools import reduce
from itertools import chain
from operator import and_, or_
from typing import Any, TypeAlias

import narwhals as nw
import numpy as np
import polars as pl

from engine.classes import dataclass
from engine.execute.cuts import Bools, Cut, cuts_of
from engine.execute.frames import days_of, joined, of_labels, within
from engine.expressions.atoms import leaves
from engine.expressions.lowering import column_name, lower_in
from engine.model.conditions import Both, Condition, Either, Not
from engine.query.questions import Grouping, Mask, Path, Scan, State, Total

Frames = Mapping[str, nw.LazyFrame[pl.LazyFrame]]
Bits: TypeAlias = np.ndarray[Any, np.dtype[np.uint64]]
Numbers: TypeAlias = np.ndarray[Any, np.dtype[Any]]

BATCH = 1 << 18
_WORD = 64
_LEAST_TOTALS = 160
"""Fewer totals than this are added up the direct way as fast."""
_LEAST_ROWS = 16
"""A key of fewer rows on average would leave most bits of its words empty."""


def counted(
    scan: Scan, frames: Frames, labels: Sequence[str] | None = None
) -> dict[tuple[Path, ...], pl.DataFrame]:
    """The answers to those groupings that have many totals for each of their keys; perhaps none.

    `frames` are the scan's dataset and those it joins. The keys stand as k0, k1 …, the totals as
    t0, t1 …, as in an answer of the direct way.
    """
    wanted = [
        each for each in scan.groupings
        if each.keys not in ((), (scan.period,)) and len(each.totals) >= _LEAST_TOTALS
    ]  # fmt: skip
    if not wanted:
        return {}
    rows = of_labels(scan, labels, within(days_of(wanted), frames[scan.dataset]))
    frame = joined(scan, {**frames, scan.dataset: rows}).to_native()
    scan = replace(scan, groupings=tuple(_of_few_keys(wanted, frame)))
    if not scan.groupings:
        return {}
    schema = frame.collect_schema()
    sums = _Sums.of(_Work.of(scan, schema), schema)
    for done in _worked(sums.work, frame):
        sums.add(done)
    return {grouping.keys: sums.answer(grouping) for grouping in scan.groupings}


def _of_few_keys(groupings: Sequence[Grouping], frame: pl.LazyFrame) -> Iterator[Grouping]:
    """Those whose keys have several rows each, as far as the first rows show: together, since the
    rows lie by the keys of all of them."""
    paths = dict.fromkeys(path for grouping in groupings for path in grouping.keys)
    names = [column_name(path) for path in paths]
    seen = frame.select(names).head(_LEAST_ROWS * 1_000).collect(engine="streaming")
    taken: dict[str, None] = {}
    for grouping in groupings:
        keys = taken | dict.fromkeys(column_name(path) for path in grouping.keys)
        if seen.select(*keys).n_unique() * _LEAST_ROWS <= len(seen):
            taken = keys
            yield grouping


def _worked(work: "_Work", frame: pl.LazyFrame) -> Iterator["_Done"]:
    """What came of each batch; a few batches at a time."""
    batches = frame.select(work.needed()).collect_batches(
        chunk_size=BATCH, maintain_order=False, engine="streaming"
    )
    threads = pl.thread_pool_size()
    with ThreadPoolExecutor(threads) as pool:
        ahead: list[Future[_Done]] = []
        for batch in batches:
            ahead.append(pool.submit(work.done, batch))
            if len(ahead) > threads:
                yield ahead.pop(0).result()
        for future in ahead:
            yield future.result()


@dataclass(frozen=True, slots=True)
class Bounds:
    """Three truth values in two bitmaps: the rows that surely meet a condition, and those that
    perhaps do, because they do or because it is unknown of them (Kleene's strong logic)."""

    surely: Bits
    perhaps: Bits

    def of_state(self, state: State) -> Bits:
        """The rows of which the condition is true, or unknown."""
        return self.surely if state is State.TRUE else self.perhaps & ~self.surely


def _bounds(tree: Condition, atoms: Callable[[Condition], Bounds]) -> Bounds:
    match tree:
        case Not():
            inner = _bounds(tree.item, atoms)
            return Bounds(~inner.perhaps, ~inner.surely)
        case Both() | Either():
            parts = [_bounds(item, atoms) for item in tree.items]
            of = and_ if isinstance(tree, Both) else or_
            surely = reduce(of, (part.surely for part in parts))
            return Bounds(surely, reduce(of, (part.perhaps for part in parts)))
        case _:
            return atoms(tree)


@dataclass(frozen=True, slots=True)
class _Layout:
    """Where the rows of a batch go: those of a key side by side, from a whole word on."""

    places: Numbers
    starts: Numbers
    """The first word of each key."""
    words: int

    @classmethod
    def of(cls, order: Numbers, lengths: Numbers) -> "_Layout":
        """Rows by key, `lengths` of each key, in their `order`."""
        words = -(-lengths // _WORD)
        starts = np.cumsum(words) - words
        first = np.cumsum(lengths) - lengths
        places = np.empty(len(order), np.int64)
        places[order] = np.arange(len(order)) + np.repeat(starts * _WORD - first, lengths)
        return cls(places, starts, int(words.sum()))

    def bits(self, rows: Bools) -> Bits:
        """A truth value a row as a bitmap; the bits of no row are nought."""
        return packed(self.spread(rows))

    def spread(self, rows: Numbers) -> Numbers:
        """A value a row in the place of the row; nought where there is none."""
        spread = np.zeros(self.words * _WORD, rows.dtype)
        spread[self.places] = rows
        return spread

    def counted(self, bits: Sequence[Bits]) -> Numbers:
        """How many bits are set in the words of each key, a line a bitmap."""
        counts = np.empty((len(bits), len(self.starts)), np.int64)
        for line, each in zip(counts, bits, strict=True):
            line[:] = np.add.reduceat(np.bitwise_count(each).astype(np.uint32), self.starts)
        return counts

    def summed(self, values: Numbers, bits: Bits) -> Numbers:
        """The sum of the values of the rows that are set, for each key."""
        chosen = np.unpackbits(bits.view(np.uint8), bitorder="little").view(np.bool_)
        by_word = np.where(chosen, values, values.dtype.type(0)).reshape(-1, _WORD).sum(axis=1)
        return np.add.reduceat(by_word, self.starts)


def packed(rows: Bools) -> Bits:
    """Truth values as bits of words."""
    return np.packbits(rows, bitorder="little").view(np.uint64)


@dataclass(frozen=True, slots=True)
class _Work:
    """What is done with every batch."""

    scan: Scan
    keys: tuple[str, ...]
    whole: tuple[Total, ...]
    """Counts, and sums of whole numbers."""
    broken: tuple[Total, ...]
    """Sums of numbers with a fraction."""
    atoms: tuple[tuple[Condition, Cut | None], ...]
    """Without a cut column Polars decides row by row: several columns, texts."""
    numbers: Mapping[int, int]
    """Which of the atoms a leaf of a condition is, by its id: to hash trees in every batch would
    take a while."""

    @classmethod
    def of(cls, scan: Scan, schema: pl.Schema) -> "_Work":
        """Whatever the groupings of the scan ask, each once."""
        paths = dict.fromkeys(path for grouping in scan.groupings for path in grouping.keys)
        totals = dict.fromkeys(total for grouping in scan.groupings for total in grouping.totals)
        asked = {number for total in totals for number, _ in total.mask}
        found = [leaf for number in sorted(asked) for leaf in leaves(scan.conditions[number])]
        atoms = {atom: number for number, atom in enumerate(dict.fromkeys(found))}
        cuts = cuts_of(atoms)
        cut = tuple((atom, cuts.get(atom)) for atom in atoms)
        numbers = {id(leaf): atoms[leaf] for leaf in found}
        broken = tuple(total for total in totals if _is_broken(total, schema))
        whole = tuple(total for total in totals if total not in broken)
        return cls(scan, tuple(map(column_name, paths)), whole, broken, cut, numbers)

    def needed(self) -> list[pl.Expr]:
        """Keys, columns that are cut, columns that are summed, truth values of the others."""
        added = [column_name(each.column) for each in (*self.whole, *self.broken) if each.column]
        cuts = {cut.name: cut.cells().alias(cut.name) for _, cut in self.atoms if cut}
        others = [_decided(i, atom) for i, (atom, cut) in enumerate(self.atoms) if cut is None]
        return [*map(pl.col, dict.fromkeys([*self.keys, *added])), *cuts.values(), *chain(*others)]

    def done(self, batch: pl.DataFrame) -> "_Done":
        """The keys of the batch, and for each of them what counts."""
        rows = batch.select(self.keys).with_row_index("__row")
        by_key = rows.group_by(self.keys, maintain_order=True).agg("__row")
        lengths = by_key["__row"].list.len().to_numpy().astype(np.int64)
        order = by_key["__row"].explode().to_numpy()
        here = _Batch(self, batch, _Layout.of(order, lengths))
        return _Done(by_key.drop("__row"), here.added(self.whole), here.added(self.broken))


def _decided(number: int, atom: Condition) -> Iterator[pl.Expr]:
    """Whether the atom is met, and whether that is unknown."""
    met = lower_in(pl, atom, {})
    yield met.fill_null(False).alias(f"__met{number}")
    yield met.is_null().alias(f"__unknown{number}")


def _is_broken(total: Total, schema: pl.Schema) -> bool:
    if total.column is None or total.filled:
        return False
    return schema[column_name(total.column)].is_float()


@dataclass(frozen=True, slots=True)
class _Done:
    """A batch: its keys, and the whole and the broken totals of each, a line a total."""

    keys: pl.DataFrame
    whole: Numbers
    broken: Numbers


@dataclass(slots=True)
class _Batch:
    """One batch: its bitmaps, each made once."""

    work: _Work
    frame: pl.DataFrame
    layout: _Layout
    atoms: dict[int, Bounds] = field(default_factory=dict)
    trees: dict[int, Bounds] = field(default_factory=dict)
    masks: dict[Mask, Bits] = field(default_factory=dict)
    codes: dict[str, Numbers] = field(default_factory=dict)
    unknown: dict[str, Bits] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.masks[()] = self.layout.bits(np.ones(len(self.frame), np.bool_))

    def added(self, totals: Sequence[Total]) -> Numbers:
        """A line for each total, a number for each key."""
        counts = [each for each in totals if each.column is None or each.filled]
        found: dict[Total, Numbers] = {}
        if counts:
            counted = self.layout.counted([self._rows(total) for total in counts])
            found |= dict(zip(counts, counted, strict=True))
        for total in totals:
            if total not in found:
                found[total] = self.layout.summed(self._values(total), self._mask(total.mask))
        none = np.zeros((0, len(self.layout.starts)), np.int64)
        return np.stack([found[total] for total in totals]) if totals else none

    def _rows(self, total: Total) -> Bits:
        mask = self._mask(total.mask)
        return mask if total.column is None else mask & ~self._nulls(column_name(total.column))

    def _mask(self, mask: Mask) -> Bits:
        if mask not in self.masks:
            *before, (number, state) = mask
            self.masks[mask] = self._mask(tuple(before)) & self._tree(number).of_state(state)
        return self.masks[mask]

    def _tree(self, number: int) -> Bounds:
        if number not in self.trees:
            self.trees[number] = _bounds(self.work.scan.conditions[number], self._atom)
        return self.trees[number]

    def _atom(self, leaf: Condition) -> Bounds:
        number = self.work.numbers[id(leaf)]
        if number not in self.atoms:
            atom, cut = self.work.atoms[number]
            self.atoms[number] = self._of_cut(atom, cut) if cut else self._decided(number)
        return self.atoms[number]

    def _of_cut(self, atom: Condition, cut: Cut) -> Bounds:
        if cut.name not in self.codes:
            codes = self.codes[cut.name] = self.layout.spread(cut.codes(self.frame[cut.name]))
            self.unknown[cut.name] = packed(codes == 0)
        surely = packed(cut.truth(atom, self.codes[cut.name]))
        return Bounds(surely, surely | self.unknown[cut.name] if cut.doubts(atom) else surely)

    def _decided(self, number: int) -> Bounds:
        surely = self._bits(f"__met{number}")
        return Bounds(surely, surely | self._bits(f"__unknown{number}"))

    def _bits(self, name: str) -> Bits:
        return self.layout.bits(self.frame[name].to_numpy())

    def _nulls(self, name: str) -> Bits:
        if name not in self.unknown:
            self.unknown[name] = self.layout.bits(self.frame[name].is_null().to_numpy())
        return self.unknown[name]

    def _values(self, total: Total) -> Numbers:
        assert total.column is not None
        column = self.frame[column_name(total.column)].fill_null(0)
        values = column.cast(pl.Float64 if column.dtype.is_float() else pl.Int64).to_numpy()
        return self.layout.spread(values * values if total.squared else values)


@dataclass(slots=True)
class _Sums:
    """The totals of all batches so far, a line a total, a place a key."""

    work: _Work
    schema: pl.Schema
    whole: Numbers
    broken: Numbers
    places: dict[tuple[object, ...], int] = field(default_factory=dict)

    @classmethod
    def of(cls, work: _Work, schema: pl.Schema) -> "_Sums":
        """Nothing yet."""
        keys = pl.Schema({name: schema[name] for name in work.keys})
        whole = np.zeros((len(work.whole), 0), np.int64)
        return cls(work, keys, whole, np.zeros((len(work.broken), 0)))

    def add(self, done: _Done) -> None:
        """The totals of a batch to those of the same keys."""
        keys = done.keys.iter_rows()
        at = np.array([self.places.setdefault(key, len(self.places)) for key in keys], np.int64)
        more = len(self.places) - self.whole.shape[1]
        if more:
            self.whole = np.pad(self.whole, ((0, 0), (0, more)))
            self.broken = np.pad(self.broken, ((0, 0), (0, more)))
        self.whole[:, at] += done.whole
        self.broken[:, at] += done.broken

    def answer(self, grouping: Grouping) -> pl.DataFrame:
        """The totals of a grouping by its own keys."""
        keys = pl.DataFrame(list(self.places), schema=self.schema, orient="row")
        own = {f"k{i}": keys[column_name(path)] for i, path in enumerate(grouping.keys)}
        lines = dict(zip(self.work.whole, self.whole, strict=True))
        lines |= dict(zip(self.work.broken, self.broken, strict=True))
        sums = {f"t{i}": lines[total] for i, total in enumerate(grouping.totals)}
        return pl.DataFrame({**own, **sums}).group_by(*own).agg(pl.col(*sums).sum())
