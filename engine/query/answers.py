"""The small frames of a run, read by rules: labels in sight, sums by organisation."""

from collections.abc import Callable, Mapping
from dataclasses import field
from functools import partial
from operator import add, lt
from typing import Any

import polars as pl

from engine.classes import dataclass
from engine.datasets import NOBODY, Members
from engine.query.labels import label_in_sight
from engine.query.periods import read_period
from engine.query.questions import Labels, Path, Slot
from engine.query.scope import Reach

Answer = Mapping[tuple[Path, ...], pl.DataFrame]
"""The frames of a dataset by their keys."""


@dataclass(frozen=True, slots=True)
class Folded:
    """Sums by organisation over the labels in sight; `codes` beside each column of sums."""

    codes: tuple[str | None, ...]
    sums: pl.DataFrame
    columns: dict[str | None, tuple[Any, ...]] = field(default_factory=dict)
    """Columns of sums as Python's numbers, taken over once for all rules that look at them."""

    def column(self, slot: Slot | None) -> tuple[Any, ...]:
        """The sums of a slot, one an organisation; noughts for no slot."""
        name = f"t{slot.index}" if slot else None
        if name not in self.columns:
            sums = self.sums[name].to_list() if name else [0] * len(self.codes)
            self.columns[name] = tuple(sums)
        return self.columns[name]

    def has_rows(self, reach: Reach, set_aside: Slot | None) -> list[bool]:
        """Of each organisation, whether it has rows: read, or of unknown belonging."""
        rows = map(add, self.column(reach.read), self.column(set_aside))
        return list(map(partial(lt, 0), rows))

    def of_none(self, slot: Slot | None) -> int:
        """The rows that name no organisation."""
        sums = zip(self.codes, self.column(slot), strict=True)
        return sum(int(rows) for code, rows in sums if code is None)

    def total(self, slot: Slot | None) -> float:
        """The sum over all organisations."""
        return rounded(sum(self.column(slot)))


@dataclass(frozen=True, slots=True)
class Answers:
    """Looks totals up. `answer` gives the frames of a dataset, or raises why there are none."""

    answer: Callable[[str], Answer]
    members: Members = NOBODY
    folded: dict[tuple[object, ...], Folded] = field(default_factory=dict)
    parts: dict[tuple[object, ...], pl.DataFrame] = field(default_factory=dict)
    """Lines of an answer, picked once for all rules that look at them."""

    def of_value(self, column: Path, value: object) -> "Answers":
        """The answers of the rows with that value of a column by which they are broken down."""

        known: dict[str, Answer] = {}

        def answer(dataset: str) -> Answer:
            if dataset not in known:
                frames = self.answer(dataset).items()
                known[dataset] = {k: _with_value(each, k, column, value) for k, each in frames}
            return known[dataset]

        return Answers(answer)

    def values(self, reach: Reach, column: Path) -> list[Any]:
        """The values of the column in rows that are looked at; None for rows without one."""
        name, count = key_name(column, reach.read), pl.col(f"t{reach.read.index}")
        found = self.in_sight(reach, reach.read).filter(count > 0)[name].unique()
        return sorted(found.to_list(), key=lambda value: (value is None, value))

    def frame(self, slot: Slot) -> pl.DataFrame:
        """The answer that the slot stands in: keys k0 …, totals t0 …."""
        return self.answer(slot.dataset)[slot.keys]

    def by_organisation(self, reach: Reach) -> Folded:
        """Sums of everything asked at the finest level, over the labels in sight."""
        key = reach.dataset, reach.read.keys, reach.labels
        if key not in self.folded:
            frame = self.in_sight(reach, reach.read)
            self.folded[key] = _fold(frame, _position(reach.organisation, reach.read.keys))
        return self.folded[key]

    def by_municipality(self, reach: Reach) -> Folded | None:
        """The same sums by the municipality of the organisation on the last day that is looked at;
        None where no list names any."""
        members = self.members.on(reach.day)
        if not members or reach.organisation is None:
            return None
        key = reach.dataset, reach.read.keys, reach.labels, reach.day
        if key not in self.folded:
            self.folded[key] = _of_members(self.by_organisation(reach), members)
        return self.folded[key]

    def in_sight(self, reach: Reach, slot: Slot) -> pl.DataFrame:
        """The answer's lines whose period label is in sight."""
        if reach.labels is None:
            return self.frame(slot)
        key = slot.dataset, slot.keys, reach.period, reach.labels
        if key not in self.parts:
            self.parts[key] = self._in_sight(reach, slot, reach.labels)
        return self.parts[key]

    def _in_sight(self, reach: Reach, slot: Slot, labels: Labels) -> pl.DataFrame:
        frame, name = self.frame(slot), _position(reach.period, slot.keys)
        assert name is not None
        there = _labels(frame, name)
        seen = [label for label in there if label is not None and label_in_sight(label, labels)]
        return (
            frame
            if len(seen) == len(there)
            else frame.filter(pl.col(name).cast(pl.String).is_in(seen))
        )

    def unlabelled(self, reach: Reach, *slots: Slot | None) -> int:
        """The slots' rows with no period label, or with one that is not understood."""
        if reach.labels is None:
            return 0
        return sum(self._unlabelled(reach, slot) for slot in slots if slot)

    def _unlabelled(self, reach: Reach, slot: Slot) -> int:
        key = slot.dataset, slot.keys, reach.period
        if key not in self.parts:
            name, frame = _position(reach.period, slot.keys), self.frame(slot)
            assert name is not None
            there = _labels(frame, name)
            read = [label for label in there if label is not None and read_period(label)]
            unread = pl.col(name).is_null() | ~pl.col(name).cast(pl.String).is_in(read)
            all_read = len(read) == len(there)
            self.parts[key] = frame.clear() if all_read else frame.filter(unread)
        return int(self.parts[key][f"t{slot.index}"].sum())

    def visible(self, reach: Reach) -> int:
        """Rows that are not dated after as-of, with a label in sight."""
        return int(self.in_sight(reach, reach.visible)[f"t{reach.visible.index}"].sum())

    def rows(self, reach: Reach) -> int:
        """All rows of the table, whatever their date and label."""
        return int(self.frame(reach.all)[f"t{reach.all.index}"].sum())


_FEW = 1000
"""Lines of an answer below which Python takes labels together sooner than Polars."""


def key_name(path: Path, slot: Slot) -> str:
    """The answer's column that holds the key `path`."""
    name = _position(path, slot.keys)
    assert name is not None
    return name


def organisation_name(reach: Reach, slot: Slot) -> str | None:
    """The answer's column that holds the organisation, or None."""
    return _position(reach.organisation, slot.keys)


def rounded(value: float) -> float:
    """A sum without the last bits that depend on the order of adding: nine places behind the point,
    of large sums fourteen figures in all. Whole numbers stay whole."""
    if isinstance(value, int) or value.is_integer():
        return value
    return round(value, 9) if abs(value) < _SHORT else float(f"{value:.13e}")


_SHORT = 1e5
"""Sums below have fourteen figures at most with nine places."""


def _with_value(
    frame: pl.DataFrame, keys: tuple[Path, ...], column: Path, value: object
) -> pl.DataFrame:
    name = _position(column, keys)
    if name is None:
        return frame
    return frame.filter(pl.col(name).is_null() if value is None else pl.col(name) == value)


def _position(path: Path | None, keys: tuple[Path, ...]) -> str | None:
    return f"k{keys.index(path)}" if path in keys and path is not None else None


def _labels(frame: pl.DataFrame, name: str) -> list[str | None]:
    """Those of the lines, each once; None where a line has none."""
    column = frame[name]
    labels = (column if len(column) < _FEW else column.unique()).to_list()
    return [None if label is None else str(label) for label in dict.fromkeys(labels)]


def _fold(frame: pl.DataFrame, organisation: str | None) -> Folded:
    totals = [name for name in frame.columns if name.startswith("t")]
    sums = [pl.col(name).sum().fill_null(0) for name in totals]
    if organisation is None:
        return Folded((None,), frame.select(sums))
    small = frame.group_by(organisation).agg(sums).sort(organisation, nulls_last=True)
    return Folded(tuple(small[organisation].cast(pl.String).to_list()), small)


def _of_members(folded: Folded, members: Mapping[str, str]) -> Folded:
    of = pl.Series("of", [code and members.get(code) for code in folded.codes], pl.String)
    totals = [name for name in folded.sums.columns if name.startswith("t")]
    small = (
        folded.sums.with_columns(of).group_by("of").agg(pl.col(name).sum() for name in totals)
        .sort("of", nulls_last=True)
    )  # fmt: skip
    return Folded(tuple(small["of"].to_list()), small)
