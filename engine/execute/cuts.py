"""Columns cut at the values that conditions compare them with: between two of them all cells are
alike, so that a cell is known by a small number and a condition by the numbers that meet it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import field
from math import nan
from typing import Any, TypeAlias

import numpy as np
import polars as pl

from engine.classes import dataclass
from engine.execute.encoding import Banded, edges_of
from engine.expressions.lowering import column_name, lower_in
from engine.model.conditions import Condition

Bools: TypeAlias = np.ndarray[Any, np.dtype[np.bool_]]
Codes: TypeAlias = np.ndarray[Any, np.dtype[Any]]
Numbers: TypeAlias = np.ndarray[Any, np.dtype[np.float64]]

_MOST_EDGES = 1 << 14
_MOST_FIELDS = 1 << 16


@dataclass(frozen=True, slots=True)
class _Grid:
    """Equal fields over the edges: the edges before each field, and the one that lies in it.

    The field of a cell never decreases where the cell grows, whatever is rounded, so that only the
    edge in the same field is left to be compared.
    """

    step: float
    shift: float
    before: Codes
    edge: Numbers
    """NaN where none lies in the field."""

    @classmethod
    def over(cls, edges: Numbers, kind: type[np.generic]) -> "_Grid | None":
        """The smallest grid with an edge a field; None where two edges are too close for that."""
        fields = 64
        while fields <= _MOST_FIELDS:
            spread = float(edges[-1] - edges[0])
            step = (fields - 3) / spread if spread else 1.0
            grid = cls(step, edges[0] * step - 1, np.zeros(fields, kind), np.full(fields, nan))
            at = grid.field(edges)
            if len(np.unique(at)) == len(edges):
                grid.edge[at] = edges
                grid.before[at + 1] = 2
                np.cumsum(grid.before, out=grid.before)
                return grid
            fields *= 2
        return None

    def field(self, cells: Numbers) -> np.ndarray[Any, np.dtype[np.int32]]:
        """The field of each cell; the first of NaN."""
        field = cells * self.step
        field -= self.shift
        np.fmax(field, 0, out=field)
        np.fmin(field, len(self.edge) - 2, out=field)
        return field.astype(np.int32)

    def passed(self, cells: Numbers) -> Codes:
        """Twice the edges below each cell, and one more where it lies on an edge."""
        at = self.field(cells)
        edge = self.edge[at]
        passed: Codes = self.before[at]
        passed += cells >= edge
        passed += cells > edge
        return passed


@dataclass(frozen=True, slots=True)
class Cut:
    """A banded column, whose cells are numbered in batches, and the conditions of it alone."""

    banded: Banded
    grid: _Grid | None
    kind: type[np.generic]
    meets: dict[Condition, Bools | range] = field(default_factory=dict)
    """For each condition which numbers meet it: a range of them, or true and false by number."""
    unknown: set[Condition] = field(default_factory=set)
    """Conditions that NULL leaves unknown."""

    @classmethod
    def at(cls, column: str, edges: pl.Series) -> "Cut":
        """The column cut at the edges."""
        banded = Banded(column, edges)
        kind = np.uint8 if banded.size <= np.iinfo(np.uint8).max else np.uint16
        return cls(banded, _Grid.over(_numbers(edges), kind), kind)

    @property
    def name(self) -> str:
        """Under which the cells come in a batch."""
        return f"__cut{self.banded.name}"

    def cells(self) -> pl.Expr:
        """Numbers in the order of the cells; the largest whole ones are rounded, which brings none
        of them past an edge."""
        return pl.col(self.banded.name).to_physical().cast(pl.Float64)

    def codes(self, cells: pl.Series) -> Codes:
        """The number of each of the `cells`. NaN is above all others, as it is for Polars."""
        values = cells.to_numpy()
        codes = self._passed(values) if self.grid is None else self.grid.passed(values)
        codes += 1
        strange = np.isnan(values)
        if strange.any():
            codes[strange] = self.banded.size - 1
        if cells.null_count():
            codes[cells.is_null().to_numpy()] = 0
        return codes

    def _passed(self, values: Numbers) -> Codes:
        edges = _numbers(self.banded.edges)
        found = np.searchsorted(edges, values, "left") + np.searchsorted(edges, values, "right")
        return found.astype(self.kind)

    def learn(self, atoms: Iterable[Condition]) -> None:
        """Decide conditions of this column alone for every number there is."""
        frame = self.banded.cells(np.arange(self.banded.size)).to_frame()
        for atom in atoms:
            decided = frame.select(lower_in(pl, atom, {}).alias("")).to_series()
            self.meets[atom] = _as_range(decided.fill_null(False).to_numpy())
            if decided[0] is None:
                self.unknown.add(atom)

    def truth(self, atom: Condition, codes: Codes) -> Bools:
        """Which of the cells meet a condition that was learnt."""
        meets = self.meets[atom]
        if not isinstance(meets, range):
            return meets[codes]
        first, width = self.kind(meets.start), self.kind(len(meets) - 1)
        met: Bools = codes >= first if meets.stop == self.banded.size else codes - first <= width
        return met

    def doubts(self, atom: Condition) -> bool:
        """Whether the condition is unknown of NULL."""
        return atom in self.unknown


def _as_range(meets: Bools) -> Bools | range:
    """The numbers as a range where there is no gap between them."""
    there = np.flatnonzero(meets)
    whole = len(there) and there[-1] - there[0] + 1 == len(there)
    return range(there[0], there[-1] + 1) if whole else meets


def _numbers(cells: pl.Series) -> Numbers:
    return cells.to_physical().cast(pl.Float64).to_numpy()


def cuts_of(atoms: Iterable[Condition]) -> Mapping[Condition, Cut]:
    """The cut column of each atom that compares one column with constants in their order."""
    simple = {atom: path for atom in atoms for path in edges_of([atom])}
    cuts = {
        path: Cut.at(column_name(path), edges)
        for path, edges in edges_of(simple).items()
        if len(edges) <= _MOST_EDGES
    }
    for path, cut in cuts.items():
        cut.learn(atom for atom, own in simple.items() if own == path)
    return {atom: cuts[path] for atom, path in simple.items() if path in cuts}
