"""Measures over organisations and documents: each and exists."""

from collections.abc import Callable
from datetime import date

import polars as pl

from engine.compile.plan import EachDocumentTask, EachRowTask, ExistsTask, OrganisationsPart
from engine.execute.answers import Answers, key_name
from engine.execute.counting import absent_rows, bounds_of
from engine.execute.documents import Entry, Register, weigh
from engine.execute.nodata import NoData, no_data
from engine.model.rules import EvidenceDemand, Missing
from engine.model.schedules import Window
from engine.results.verdicts import Document, Element, Measurement, Tally

Weigh = Callable[[Entry], Document]


def find_document(
    task: ExistsTask, register: Register | None, cited: str, window: Window | None, as_of: date
) -> Measurement | NoData:
    """The documents that name the indicator, and how many of them count."""
    if register is None:
        return no_data("register_absent")
    if register.is_empty(as_of):
        return no_data("register_empty")
    documents = _weighed(register, cited, task.evidence, window, as_of)
    found = sum(document.counts for document in documents)
    return Measurement(
        Tally(None, found, None), documents=documents, rows_read=len(register.entries)
    )


def each_document(
    task: EachDocumentTask,
    answers: Answers,
    register: Register | None,
    cited: str,
    window: Window | None,
    as_of: date,
) -> Measurement | NoData:
    """Every organisation with the documents that it has."""
    codes = _demanded(task.per, answers)
    if isinstance(codes, NoData):
        return codes
    if register is None:
        return no_data("register_absent")
    if register.is_empty(as_of):
        return no_data("register_empty")
    documents = _weighed(register, cited, task.evidence, window, as_of)
    elements = tuple(_element(code, documents) for code in codes)
    return _of_elements(elements, 0, task.per, answers, len(register.entries))


def each_row(task: EachRowTask, answers: Answers) -> Measurement | NoData:
    """Every organisation, and whether at least one row in sight speaks for it."""
    codes = _demanded(task.per, answers)
    if isinstance(codes, NoData):
        return codes
    absent = absent_rows(task.reach, answers)
    if absent:
        return absent
    frame = answers.in_sight(task.reach, task.n)
    key = pl.col(key_name(task.key, task.n)).cast(pl.String)
    found = set(frame.filter(pl.col(f"t{task.n.index}") > 0).select(key).to_series().to_list())
    unknown: set[str] = set()
    if task.unknown:
        maybe = frame.filter(pl.col(f"t{task.unknown.index}") > 0)
        unknown = set(maybe.select(key).to_series().to_list()) & set(codes) - found
    elements = tuple(Element(code, code in found) for code in codes)
    read = int(answers.by_organisation(task.reach).total(task.reach.read))
    measured = _of_elements(elements, len(unknown), task.per, answers, read)
    if task.missing is not Missing.INDETERMINATE:
        return measured
    lowest, highest = bounds_of(measured.overall)
    return Measurement(
        measured.overall, lowest, highest, elements=elements, rows_read=measured.rows_read
    )


def _weighed(
    register: Register, cited: str, demand: EvidenceDemand, window: Window | None, as_of: date
) -> tuple[Document, ...]:
    return tuple(weigh(entry, demand, window, as_of) for entry in register.citing(cited))


def _element(code: str, documents: tuple[Document, ...]) -> Element:
    own = tuple(each for each in documents if each.organisation == code)
    return Element(code, any(each.counts for each in own), own)


def _demanded(per: OrganisationsPart, answers: Answers) -> tuple[str, ...] | NoData:
    frame = answers.frame(per.demanded)
    name, count = key_name(per.code, per.demanded), f"t{per.demanded.index}"
    if not frame.height:
        return no_data("no_rows", dataset=per.dataset)
    chosen = frame.filter(pl.col(count) > 0)[name].drop_nulls().unique().sort()
    return tuple(str(code) for code in chosen.to_list())


def _of_elements(
    elements: tuple[Element, ...],
    unknown: int,
    per: OrganisationsPart,
    answers: Answers,
    rows: int,
) -> Measurement:
    aside = 0
    if per.set_aside:
        aside = int(answers.frame(per.set_aside)[f"t{per.set_aside.index}"].sum())
    found = sum(element.found for element in elements)
    overall = Tally(None, found, len(elements), unknown, aside)
    return Measurement(overall, elements=elements, rows_read=rows)
