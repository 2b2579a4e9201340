"""Organisations that exist on a day, by the first and the last day in their list."""

from collections.abc import Iterator, Mapping
from datetime import date

import polars as pl

from engine.codes.tables import ENDED_BEFORE_BEGUN
from engine.datasets.faults import Fault, find_faults
from engine.datasets.tables import Dataset
from engine.diagnostics import Finding


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
