"""Rows of organisations that no list knows, and rows that name none: in the whole, in no part."""

from collections.abc import Iterable, Iterator, Mapping

import polars as pl

from engine.codes import tables as codes
from engine.datasets.faults import shortened
from engine.datasets.references import by_noughts, values_of
from engine.datasets.rows import SHOWN
from engine.datasets.tables import Dataset
from engine.datasets.totals import said_of_all
from engine.diagnostics import Finding, finding
from engine.model.project import Project
from engine.tables import ROW


def unlisted_organisations(project: Project, datasets: Mapping[str, Dataset]) -> Iterator[Finding]:
    """One finding a table; none where a list of the project was not read, and so knows nobody."""
    lists = [datasets.get(name) for name in project.organisations]
    if not lists or not all(each and _names_organisations(each) for each in lists):
        return
    known = _codes_of(each for each in lists if each)
    districts = {_district_table(each) for each in lists if each}
    register = project.evidence.dataset if project.evidence else None
    for name, dataset in datasets.items():
        if name in (*project.organisations, *districts) or not _names_organisations(dataset):
            continue
        also = _of_key(dataset, datasets)
        yield from _unlisted(dataset, known | also, counts_blanks=name != register)


def _names_organisations(dataset: Dataset) -> bool:
    return dataset.resource.organisation in dataset.columns


def _codes_of(lists: Iterable[Dataset]) -> frozenset[str]:
    return frozenset(
        code
        for dataset in lists
        for code in values_of(dataset, dataset.resource.organisation or "")
    )


def _district_table(listing: Dataset) -> str | None:
    """The table of municipalities: what it calls its organisation is none of the list."""
    municipality = listing.resource.municipality
    key = listing.resource.key_of(municipality) if municipality else None
    return key.resource if key else None


def _of_key(dataset: Dataset, datasets: Mapping[str, Dataset]) -> frozenset[str]:
    """The codes of another list that the column is declared to lead to."""
    key = dataset.resource.key_of(dataset.resource.organisation or "")
    other = datasets.get(key.resource) if key else None
    if key is None or other is None or key.target not in other.columns:
        return frozenset()
    return frozenset(values_of(other, key.target))


def _unlisted(dataset: Dataset, known: frozenset[str], *, counts_blanks: bool) -> Iterator[Finding]:
    column = dataset.resource.organisation
    assert column
    code = pl.col(column).cast(pl.String)
    listed = sorted(known)
    strange = ~code.is_in(listed)
    wrong = strange.fill_null(counts_blanks)
    rows = (
        dataset.lazy.filter(wrong).group_by(code.alias("code"))
        .agg(pl.len().alias("rows"), pl.col(ROW).min())
        .sort(ROW).collect(engine="streaming")
    )  # fmt: skip
    if not rows.height:
        return
    named = rows.filter(pl.col("code").is_not_null())
    blank = int(rows.filter(pl.col("code").is_null())["rows"].sum())
    names = tuple(shortened(each) for each in named["code"].head(SHOWN).to_list())
    yield finding(
        codes.UNLISTED_ORGANISATION,
        dataset.source.place(int(rows[ROW][0]), column),
        table=dataset.resource.title,
        count=int(named["rows"].sum()) or "",
        names=names,
        total=said_of_all(named["code"]),
        more=named.height - len(names) or "",
        blank=blank or "",
        noughts=by_noughts(dataset.lazy, code, pl.Series(listed, dtype=pl.String))[0] or "",
    )
