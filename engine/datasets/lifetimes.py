"""Organisations that exist on a day, by the first and the last day in their list."""

from datetime import date

import polars as pl

from engine.datasets.tables import Dataset


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
