"""Answers that are known: an unchanged total over unchanged data is not computed again.

The totals of a large table are kept one by one, by their conditions in words and by the hashes of
the files that they were counted in. Only those that are not known are asked of the engine.
"""

from dataclasses import replace
from io import BytesIO

import polars as pl

from engine.caching import Store, digest, engine_print
from engine.datasets import Dataset, Tables
from engine.execute.engines import LARGE_FROM, Engine, labels_read
from engine.expressions.writing import condition_text
from engine.query.answers import Answer
from engine.query.questions import Grouping, Scan, Total


def remembering(engine: Engine, tables: Tables, store: Store | None) -> Engine:
    """The engine, which remembers its answers over large tables where there is a store."""
    return engine if store is None else RememberingEngine(engine, tables, store)


class RememberingEngine:
    """Asks another engine for the totals that the store does not know."""

    def __init__(
        self, engine: Engine, tables: Tables, store: Store, large_from: int = LARGE_FROM
    ) -> None:
        self._engine = engine
        self._store = store
        self._large_from = large_from
        self._hashes = {file.name: file.sha256 for file in tables.files}

    def answer(self, scan: Scan, tables: Tables) -> Answer:
        """The small frames; raises what the engine raises."""
        if tables.datasets[scan.dataset].height < self._large_from:
            return self._engine.answer(scan, tables)
        data = self._data(scan, tables)
        if data is None:
            return self._engine.answer(scan, tables)
        labels = labels_read(scan, tables)
        keys = [_key(grouping, scan, data, labels) for grouping in scan.groupings]
        kept = [self._kept(key) for key in keys]
        unknown = {
            grouping.keys: replace(grouping, totals=missing)
            for grouping, known in zip(scan.groupings, kept, strict=True)
            if (missing := _missing(grouping, scan, known))
        }
        rest = replace(scan, groupings=tuple(unknown.values()))
        fresh = self._engine.answer(rest, tables) if unknown else {}
        answers = {}
        for key, grouping, known in zip(keys, scan.groupings, kept, strict=True):
            if grouping.keys in fresh:
                new = _named(fresh[grouping.keys], unknown[grouping.keys], scan)
                known = new if known is None else _joined(known, new, grouping)
                self._keep(key, known)
            assert known is not None
            answers[grouping.keys] = _answer(grouping, scan, known)
        return answers

    def _data(self, scan: Scan, tables: Tables) -> str | None:
        """What the scan reads, as a hash; None where a table comes from no file."""
        names = dict.fromkeys((scan.dataset, *(join.dataset for join in scan.joins)))
        datasets = [tables.datasets[name] for name in names if name in tables.datasets]
        fields = [field for dataset in datasets for field in dataset.resource.fields]
        behind = {name for field in fields for name in field.tables_behind}
        datasets += [tables.datasets[name] for name in sorted(behind) if name in tables.datasets]
        hashes = [self._hashes_of(dataset) for dataset in datasets]
        if any(None in each for each in hashes):
            return None
        read = [[repr(each.resource), own] for each, own in zip(datasets, hashes, strict=True)]
        return digest(engine_print(), type(self._engine).__name__, repr(scan.joins), read)

    def _hashes_of(self, dataset: Dataset) -> list[str | None]:
        return [self._hashes.get(part.file) for part in dataset.source.parts]

    def _kept(self, key: str) -> pl.DataFrame | None:
        return self._store.get(key, lambda content: pl.read_ipc(BytesIO(content)))

    def _keep(self, key: str, known: pl.DataFrame) -> None:
        buffer = BytesIO()
        known.write_ipc(buffer, compression="zstd")
        self._store.put(key, buffer.getvalue())


def _key(grouping: Grouping, scan: Scan, data: str, labels: list[str] | None) -> str:
    """By the labels of periods, too, whose rows alone were read: another day reads others."""
    return digest("answer", data, grouping.keys, labels if scan.period in grouping.keys else None)


def _missing(grouping: Grouping, scan: Scan, known: pl.DataFrame | None) -> tuple[Total, ...]:
    there = set() if known is None else set(known.columns)
    return tuple(total for total in grouping.totals if _name(total, scan) not in there)


def _name(total: Total, scan: Scan) -> str:
    """A total in words: the same one has the same name in every plan."""
    mask = sorted([condition_text(scan.conditions[i]), state.value] for i, state in total.mask)
    return digest(mask, total.column, total.filled, total.squared)


def _named(frame: pl.DataFrame, grouping: Grouping, scan: Scan) -> pl.DataFrame:
    names = {f"t{i}": _name(total, scan) for i, total in enumerate(grouping.totals)}
    return frame.rename(names)


def _joined(known: pl.DataFrame, new: pl.DataFrame, grouping: Grouping) -> pl.DataFrame:
    """Both side by side; a key that one of them lacks counts nothing there."""
    keys = [f"k{i}" for i in range(len(grouping.keys))]
    if not keys:
        return pl.concat([known, new], how="horizontal")
    both = known.join(new, on=keys, how="full", coalesce=True, nulls_equal=True)
    return both.with_columns(pl.exclude(keys).fill_null(0))


def _answer(grouping: Grouping, scan: Scan, known: pl.DataFrame) -> pl.DataFrame:
    keys = [f"k{i}" for i in range(len(grouping.keys))]
    totals = {f"t{i}": _name(total, scan) for i, total in enumerate(grouping.totals)}
    return known.select(*keys, *(pl.col(name).alias(t) for t, name in totals.items()))
