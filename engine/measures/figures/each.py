"""each: which organisations have a document, or a row."""

from collections.abc import Iterator
from dataclasses import replace

import polars as pl

from engine.classes import dataclass
from engine.measures.each import EachDocument, EachRow
from engine.measures.figures.rolling import rolled_organisations
from engine.measures.figures.tallies import absent_rows, bounds_of
from engine.model.demands import EvidenceDemand, Missing
from engine.query.answers import Answers, key_name
from engine.query.asking import Asker, OrganisationsPart
from engine.query.nodata import NoData, no_data
from engine.query.questions import Path, Slot, State, Total, path_of
from engine.query.scope import (
    Reach,
    Span,
    in_period,
    reach_of,
    unknown_of,
    with_key,
)
from engine.query.tasks import Run, Single
from engine.results.verdicts import Document, Element, Measurement, Tally


def ask_documents(measure: EachDocument, asker: Asker, span: Span) -> "EachDocumentTask":
    """The organisations."""
    return EachDocumentTask(asker.organisations(measure.per, measure.where, span), measure.evidence)


def ask_rows(measure: EachRow, asker: Asker, span: Span) -> "EachRowTask":
    """The organisations, and rows by organisation."""
    scan, key = asker.scan(measure.dataset), path_of(measure.key)
    where, of = in_period(scan.resource, span), span.bound(measure.of)
    keys = with_key(scan, key)
    return EachRowTask(
        per=asker.organisations(measure.per, measure.where, span),
        reach=reach_of(scan, span),
        key=key,
        n=scan.slot(keys, Total(scan.mask((where, State.TRUE), (of, State.TRUE)))),
        unknown=unknown_of(scan, keys, where, of),
        missing=measure.missing,
    )


@dataclass(frozen=True, slots=True)
class EachRowTask(Single):
    """each: at least one row for every organisation."""

    per: OrganisationsPart
    reach: Reach
    key: Path
    n: Slot
    unknown: Slot | None
    missing: Missing

    def looks(self) -> Iterator[tuple[Reach, Slot | None]]:
        yield from ()

    def figure(self, run: Run) -> Measurement | NoData:
        """Every organisation, and whether at least one row in sight speaks for it."""
        return _by_municipality(each_row(self, run.answers), run)


@dataclass(frozen=True, slots=True)
class EachDocumentTask(Single):
    """each: a document for every organisation."""

    per: OrganisationsPart
    evidence: EvidenceDemand

    def looks(self) -> Iterator[tuple[Reach, Slot | None]]:
        yield from ()

    def figure(self, run: Run) -> Measurement | NoData:
        """Every organisation with the documents that it has."""
        codes = demanded_organisations(self.per, run.answers)
        if isinstance(codes, NoData):
            return codes
        proof = run.prove(self.evidence)
        if isinstance(proof, NoData):
            return proof
        elements = tuple(_element(code, proof.documents) for code in codes)
        measured = _of_elements(elements, 0, self.per, run.answers, proof.read)
        return _by_municipality(measured, run)


def _by_municipality(measured: Measurement | NoData, run: Run) -> Measurement | NoData:
    if isinstance(measured, NoData):
        return measured
    return rolled_organisations(measured, run.members)


def each_row(task: EachRowTask, answers: Answers) -> Measurement | NoData:
    """Every organisation, and whether at least one row in sight speaks for it."""
    codes = demanded_organisations(task.per, answers)
    if isinstance(codes, NoData):
        return codes
    absent = absent_rows(task.reach, answers)
    if absent:
        return absent
    frame = answers.in_sight(task.reach, task.n)
    key = pl.col(key_name(task.key, task.n)).cast(pl.String)
    keys = set(frame.filter(pl.col(f"t{task.n.index}") > 0).select(key).to_series().to_list())
    unknown: set[str] = set()
    if task.unknown:
        maybe = frame.filter(pl.col(f"t{task.unknown.index}") > 0)
        unknown = set(maybe.select(key).to_series().to_list()) & set(codes) - keys
    elements = tuple(Element(code, code in keys) for code in codes)
    read = int(answers.by_organisation(task.reach).total(task.reach.read))
    unread = answers.unlabelled(task.reach, task.n, task.unknown)
    measured = _of_elements(elements, len(unknown), task.per, answers, read, unread)
    if task.missing is not Missing.INDETERMINATE:
        return measured
    lowest, highest = bounds_of(measured.overall)
    return replace(measured, lowest=lowest, highest=highest)


def demanded_organisations(per: OrganisationsPart, answers: Answers) -> tuple[str, ...] | NoData:
    """The codes of the organisations that are asked for, in order."""
    frame = answers.frame(per.demanded)
    name, count = key_name(per.code, per.demanded), f"t{per.demanded.index}"
    if not frame.height:
        return no_data("no_rows", dataset=per.dataset)
    chosen = frame.filter(pl.col(count) > 0)[name].drop_nulls().unique().sort()
    return tuple(str(code) for code in chosen.to_list())


def _element(code: str, documents: tuple[Document, ...]) -> Element:
    own = tuple(document for document in documents if document.organisation == code)
    return Element(code, any(document.counts for document in own), own)


def _of_elements(
    elements: tuple[Element, ...],
    unknown: int,
    per: OrganisationsPart,
    answers: Answers,
    rows: int,
    unread: int = 0,
) -> Measurement:
    aside = unread
    if per.set_aside:
        aside += int(answers.frame(per.set_aside)[f"t{per.set_aside.index}"].sum())
    n = sum(element.found for element in elements)
    overall = Tally(None, n, len(elements), unknown, aside)
    return Measurement(overall, elements=elements, rows_read=rows, unread_period=unread)
