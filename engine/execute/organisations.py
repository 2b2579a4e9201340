"""Measures over organisations and documents: each and exists."""

from dataclasses import dataclass, replace
from datetime import date

import polars as pl

from engine.compile.needed import EachDocumentTask, EachRowTask, OrganisationsPart
from engine.execute.answers import Answers, key_name
from engine.execute.counting import absent_rows, bounds_of
from engine.execute.documents import Register, weigh
from engine.execute.nodata import NoData, no_data
from engine.model.rules import EvidenceDemand, Missing
from engine.model.spec import Window
from engine.results.verdicts import Document, Element, Measurement, Tally


@dataclass(frozen=True, slots=True)
class Search:
    """What is looked for in the register: documents that cite an id, and what they must be."""

    register: Register | None
    cited: str
    demand: EvidenceDemand
    window: Window | None
    as_of: date

    def documents(self) -> tuple[Document, ...] | NoData:
        """The documents that cite the id, weighed; or why there is nothing to look through."""
        if self.register is None:
            return no_data("register_absent")
        if self.register.is_empty(self.as_of):
            return no_data("register_empty")
        return tuple(
            weigh(entry, self.demand, self.window, self.as_of)
            for entry in self.register.citing(self.cited)
        )

    @property
    def rows_read(self) -> int:
        """How many entries of the register were read; 0 where there is no register."""
        return len(self.register.entries) if self.register else 0


def find_document(search: Search) -> Measurement | NoData:
    """The documents that name the indicator, and how many of them count."""
    documents = search.documents()
    if isinstance(documents, NoData):
        return documents
    found = sum(document.counts for document in documents)
    return Measurement(Tally(None, found, None), documents=documents, rows_read=search.rows_read)


def each_document(task: EachDocumentTask, answers: Answers, search: Search) -> Measurement | NoData:
    """Every organisation with the documents that it has."""
    codes = demanded_organisations(task.per, answers)
    if isinstance(codes, NoData):
        return codes
    documents = search.documents()
    if isinstance(documents, NoData):
        return documents
    elements = tuple(_element(code, documents) for code in codes)
    return _of_elements(elements, 0, task.per, answers, search.rows_read)


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
    found = set(frame.filter(pl.col(f"t{task.n.index}") > 0).select(key).to_series().to_list())
    unknown: set[str] = set()
    if task.unknown:
        maybe = frame.filter(pl.col(f"t{task.unknown.index}") > 0)
        unknown = set(maybe.select(key).to_series().to_list()) & set(codes) - found
    elements = tuple(Element(code, code in found) for code in codes)
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
    own = tuple(each for each in documents if each.organisation == code)
    return Element(code, any(each.counts for each in own), own)


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
    found = sum(element.found for element in elements)
    overall = Tally(None, found, len(elements), unknown, aside)
    return Measurement(overall, elements=elements, rows_read=rows, unread_period=unread)
