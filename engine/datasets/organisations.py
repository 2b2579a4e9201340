"""Which municipality an organisation belongs to on a day, by the lists of organisations.

Organisations that exist on a day, by the first and the last day in their list.
"""

from collections.abc import Iterator, Mapping
from dataclasses import field
from datetime import date

import polars as pl

from engine.classes import dataclass
from engine.codes import tables as codes
from engine.codes.tables import ENDED_BEFORE_BEGUN
from engine.datasets.faults import Fault, find_faults
from engine.datasets.tables import Dataset
from engine.diagnostics import Finding, Place, Related, finding
from engine.tables import ROW


def ended_before_begun(datasets: Mapping[str, Dataset]) -> Iterator[Finding]:
    """Organisations whose last day is earlier than their first: they would exist on no day."""
    for dataset in datasets.values():
        lifetime = dataset.resource.lifetime
        if lifetime is None or lifetime.since is None or lifetime.until is None:
            continue
        if not {lifetime.since, lifetime.until} <= set(dataset.columns):
            continue
        wrong = pl.col(lifetime.until) < pl.col(lifetime.since)
        fault = Fault(ENDED_BEFORE_BEGUN, lifetime.until, wrong, dataset.resource.organisation)
        yield from find_faults(dataset.resource, dataset.source, dataset.lazy, [fault])


def alive_on(dataset: Dataset, day: date) -> pl.DataFrame:
    """The rows of the organisations that exist on that day; all where no days are declared."""
    lifetime, frame = dataset.resource.lifetime, dataset.frame
    if lifetime is None:
        return frame
    if lifetime.since:
        frame = frame.filter(pl.col(lifetime.since).is_null() | (pl.col(lifetime.since) <= day))
    if lifetime.until:
        frame = frame.filter(pl.col(lifetime.until).is_null() | (pl.col(lifetime.until) >= day))
    return frame


@dataclass(frozen=True, slots=True)
class Members:
    """The lists that name a municipality for each organisation."""

    lists: tuple[Dataset, ...] = ()
    known: dict[date, Mapping[str, str]] = field(default_factory=dict)

    def on(self, day: date) -> Mapping[str, str]:
        """Organisation → municipality on that day. One that stands in two of them is in none: it
        would be counted twice."""
        if day not in self.known:
            self.known[day] = self._on(day) if self.lists else {}
        return self.known[day]

    def _on(self, day: date) -> Mapping[str, str]:
        rows = pl.concat([_pairs(alive_on(dataset, day), dataset) for dataset in self.lists])
        single = rows.group_by("code").agg(
            pl.col("of").first(), pl.col("of").n_unique().alias("n")
        ).filter(pl.col("n") == 1)  # fmt: skip
        return dict(zip(single["code"].to_list(), single["of"].to_list(), strict=True))


NOBODY = Members()


def members_of(datasets: Mapping[str, Dataset]) -> Members:
    """The membership that the tables declare."""
    return Members(
        tuple(dataset for dataset in datasets.values() if _names_municipalities(dataset))
    )


def in_two_municipalities(datasets: Mapping[str, Dataset]) -> Iterator[Finding]:
    """One finding for each organisation that stands in two municipalities at the same time."""
    rows: dict[str, list[_Row]] = {}
    for dataset in members_of(datasets).lists:
        for row in _rows(dataset):
            rows.setdefault(row.code, []).append(row)
    for code, own in rows.items():
        first = own[0]
        other = next((row for row in own if row.of != first.of and row.meets(first)), None)
        if other:
            yield finding(
                codes.TWO_MUNICIPALITIES, other.place,
                related=[Related(first.place, "first-here")],
                organisation=code, first=first.of, second=other.of,
            )  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Row:
    code: str
    of: str
    since: date
    until: date
    place: Place

    def meets(self, other: "_Row") -> bool:
        return self.since <= other.until and other.since <= self.until


def _rows(dataset: Dataset) -> Iterator[_Row]:
    resource, frame = dataset.resource, dataset.frame
    assert resource.municipality
    lifetime = resource.lifetime
    columns = [
        _pairs(frame, dataset, keep_empty=True)["code"].to_list(),
        _pairs(frame, dataset, keep_empty=True)["of"].to_list(),
        *(
            frame[name].to_list() if name else [None] * frame.height
            for name in (lifetime and lifetime.since, lifetime and lifetime.until)
        ),
        frame[ROW].to_list(),
    ]
    for code, of, since, until, row in zip(*columns, strict=True):
        if code is not None and of is not None:
            place = dataset.source.place(int(row), resource.municipality)
            yield _Row(code, of, since or date.min, until or date.max, place)


def _names_municipalities(dataset: Dataset) -> bool:
    resource = dataset.resource
    named = (resource.organisation, resource.municipality)
    return all(name is not None and name in dataset.columns for name in named)


def _pairs(frame: pl.DataFrame, dataset: Dataset, *, keep_empty: bool = False) -> pl.DataFrame:
    resource = dataset.resource
    assert resource.organisation
    assert resource.municipality
    pairs = frame.select(
        pl.col(resource.organisation).cast(pl.String).alias("code"),
        pl.col(resource.municipality).cast(pl.String).alias("of"),
    )
    return pairs if keep_empty else pairs.drop_nulls()
