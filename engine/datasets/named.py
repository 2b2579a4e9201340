"""Names of organisations → their codes, by a list and by what somebody has accepted; never by a
guess: what is not known has no code, and a proposal beside it."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

import polars as pl

from engine.classes import dataclass
from engine.codes import tables as codes
from engine.datasets.constraints import repeated_faults
from engine.datasets.faults import find_faults, shortened
from engine.datasets.namesakes import Proposal, Unnamed, plain_name, proposed
from engine.datasets.rows import SHOWN
from engine.datasets.tables import Dataset
from engine.diagnostics import Finding, finding
from engine.model.tables import Field, Names, code_column
from engine.tables import ROW

NAME, WRITTEN, CODE = "name", "written", "code"
"""Columns of the list, and of the table of accepted names."""


@dataclass(frozen=True, slots=True)
class Named:
    """The datasets with codes in place of names, what was found, and the names without a code."""

    datasets: dict[str, Dataset]
    findings: tuple[Finding, ...]
    unnamed: tuple[Unnamed, ...]


def named(datasets: Mapping[str, Dataset]) -> Named:
    """The datasets with the codes that their names stand for, NULL where nobody knows."""
    new, findings, unnamed = dict(datasets), list[Finding](), list[Unnamed]()
    for name, dataset in datasets.items():
        for field in dataset.resource.fields:
            names = field.names
            listing = datasets.get(names.listing) if names else None
            if names is None or listing is None or field.name not in dataset.columns:
                continue
            listed = _listed(listing)
            accepted = datasets.get(names.accepted or "")
            taken, amiss = _accepted(accepted, listed) if accepted else ({}, [])
            findings += amiss
            new[name], unknown = _coded(new[name], field, names, listed, taken)
            unnamed += unknown
            findings += _unknown(dataset, field, unknown)
        if new[name] is not dataset:
            findings += _one_under_two_names(dataset, new[name])
    return Named(new, tuple(findings), tuple(unnamed))


def _listed(listing: Dataset) -> dict[str, str]:
    """Code → name of every organisation of the list."""
    code = code_column(listing.resource) or ""
    rows = listing.lazy.select(pl.col(code).cast(pl.String).alias(CODE), NAME).collect()
    return {code: str(name or code) for code, name in rows.iter_rows() if code is not None}


def _accepted(
    accepted: Dataset, listed: Mapping[str, str]
) -> tuple[dict[str, str], list[Finding]]:  # fmt: skip
    """What somebody has said each name means, and rows that lead to no organisation of the list or
    contradict an earlier one: what is contradicted means nothing."""
    rows = accepted.lazy.select(ROW, WRITTEN, pl.col(CODE).cast(pl.String)).sort(ROW).collect()
    taken: dict[str, str] = {}
    findings, amiss = [], set()
    for row, written, code in rows.iter_rows():
        if not written or not code:
            continue
        name = plain_name(written)
        other = taken.setdefault(name, code)
        if code not in listed or other != code:
            amiss.add(name)
            findings.append(
                finding(
                    codes.ACCEPTED_AMISS, accepted.source.place(int(row), CODE),
                    written=shortened(written), given=code, other=other if other != code else "",
                )
            )  # fmt: skip
    return {name: code for name, code in taken.items() if name not in amiss}, findings


def _coded(
    dataset: Dataset,
    field: Field,
    names: Names,
    listed: Mapping[str, str],
    taken: Mapping[str, str],
) -> tuple[Dataset, list[Unnamed]]:
    counted = dataset.lazy.group_by(field.name).agg(pl.len().alias("rows"), pl.col(ROW).min())
    rows = counted.sort(ROW).collect(engine="streaming")
    plain: dict[str, list[str]] = {}
    for code, name in listed.items():
        plain.setdefault(plain_name(name), []).append(code)
    meant: dict[str, str | None] = {}
    unknown = []
    for written, count, _ in rows.iter_rows():
        if written is None:
            continue
        same = plain.get(plain_name(written), [])
        meant[written] = (
            written if written in listed else taken.get(plain_name(written))
            or (same[0] if len(same) == 1 else None)
        )  # fmt: skip
        if meant[written] is None:
            several = Proposal(tuple(same), "twice") if same else proposed(written, listed)
            unknown.append(
                Unnamed(dataset.resource.name, field.name, names.listing, written, count, several)
            )
    value = pl.col(field.name).replace_strict(meant, default=None, return_dtype=pl.String)
    done = dataset.lazy.with_columns(value.alias(field.name)) if meant else dataset.lazy
    kept = done if isinstance(dataset.rows, pl.LazyFrame) else done.collect()
    return replace(dataset, rows=kept, files=()), unknown


def _one_under_two_names(written: Dataset, coded: Dataset) -> Iterator[Finding]:
    """What may not repeat and does so only in the codes; names that repeat as they are written have
    been told."""
    named = frozenset(field.name for field in written.resource.fields if field.names)
    for fault in repeated_faults(written.resource):
        columns = fault.first_of
        if named.isdisjoint(columns):
            continue
        once = written.lazy.filter(pl.struct(columns).is_first_distinct()).select(ROW)
        rows = coded.lazy.join(once, on=ROW, how="semi").sort(ROW)
        yield from find_faults(written.resource, written.source, rows, [fault])


def _unknown(dataset: Dataset, field: Field, unknown: list[Unnamed]) -> Iterator[Finding]:
    if not unknown:
        return
    first = dataset.lazy.filter(pl.col(field.name) == unknown[0].written).select(pl.col(ROW).min())
    place = dataset.source.place(int(first.collect().item()), field.name)
    names = tuple(_told(unnamed) for unnamed in unknown[:SHOWN])
    yield finding(
        codes.UNKNOWN_NAMES, place, table=dataset.resource.title, column=field.header,
        count=sum(unnamed.rows for unnamed in unknown), names=names,
        more=max(len(unknown) - len(names), 0) or "",
    )  # fmt: skip


def _told(each: Unnamed) -> str:
    written = shortened(each.written)
    return f"{written} → {' | '.join(each.proposal.codes)}?" if each.proposal else written
