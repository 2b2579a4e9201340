"""The register of documents: what proves an indicator or an event, and why a document does not."""

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date
from itertools import islice

from engine.classes import dataclass
from engine.codes.run import (
    DOCUMENT_FILE_AMISS,
    DOCUMENT_FILE_UNSEEN,
    DOCUMENT_OF_NOTHING,
    PROVES_TOO_MUCH,
    STRANGE_DOCUMENT_KIND,
)
from engine.datasets import Dataset, Paper, Tables
from engine.diagnostics import Finding, Place, Worded, finding
from engine.expressions import nearest
from engine.model.demands import DocumentYear
from engine.model.project import Project
from engine.model.rules import EvidenceDemand
from engine.model.spec import Window
from engine.query.periods import covered_days
from engine.results.verdicts import Document

_MOST_HINTS = 2_000
"""Among how many names the nearest is sought: each takes its time."""
_COLUMNS = (
    "proves", "organisation", "kind", "title", "number", "date", "address", "signed_by", "covers",
    "file", "sha256",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Entry:
    """A row of the register."""

    proves: tuple[str, ...]
    organisation: str | None
    kind: str
    title: str | None
    number: str | None
    date: date | None
    address: str | None
    place: Place
    proves_at: Place
    file_at: Place
    signed_by: str | None = None
    covers: str | None = None
    file: str | None = None
    sha256: str | None = None
    file_fault: str | None = None
    """Why the file is not that of the document: absent, differs, outside, unread; None where it
    is, or none is named."""
    is_unseen: bool = False
    """Whether the register has no hashes and the file is not there: `file` may be any note then, as
    it was before hashes were known, and the document counts."""


@dataclass(frozen=True, slots=True)
class Register:
    """The rows of the register in order, and by what they say they prove."""

    entries: tuple[Entry, ...]
    by_proved: Mapping[str, tuple[Entry, ...]]

    def citing(self, full_id: str) -> tuple[Entry, ...]:
        """The rows that name `slug/id`."""
        return self.by_proved.get(full_id, ())

    def is_empty(self, as_of: date) -> bool:
        """True when no row is to be seen at that date."""
        return not any(entry.date is None or entry.date <= as_of for entry in self.entries)


def read_register(project: Project, tables: Tables) -> Register | None:
    """The register that project.yaml names; None when there is none, or it could not be read."""
    dataset = tables.datasets.get(project.evidence.dataset) if project.evidence else None
    if dataset is None:
        return None
    entries = tuple(_entry(row, dataset, tables.papers) for row in _rows(dataset))
    by_proved: dict[str, list[Entry]] = {}
    for entry in entries:
        for proved in entry.proves:
            by_proved.setdefault(proved.removeprefix(f"{project.id}/"), []).append(entry)
    return Register(entries, {id: tuple(found) for id, found in by_proved.items()})


def unclaimed(project: Project, register: Register) -> Iterator[Finding]:
    """Names in the register that no indicator, requirement or event has, each at its first row."""
    known, entries = _provable(project), register.entries
    first = {name: entry for entry in reversed(entries) for name in entry.proves}
    for name in dict.fromkeys(name for entry in entries for name in entry.proves):
        if name.removeprefix(f"{project.id}/") not in known:
            hint = nearest(name, islice(known, _MOST_HINTS)) or ""
            yield finding(DOCUMENT_OF_NOTHING, first[name].proves_at, id=name, hint=hint)


def strange_kinds(project: Project, register: Register) -> Iterator[Finding]:
    """Kinds in the register that are none of the project's, each at its first row. Where the
    project lists none, only those that are like one that is asked for."""
    declared = project.evidence.kinds if project.evidence else ()
    known = tuple(dict.fromkeys((*declared, *_asked_kinds(project))))
    plain = {_plain(kind) for kind in known}
    entries = [entry for entry in register.entries if entry.kind.strip()]
    strange = [entry for entry in entries if _plain(entry.kind) not in plain]
    counts = Counter(entry.kind for entry in strange)
    for kind, first in {entry.kind: entry for entry in reversed(strange)}.items():
        hint = nearest(kind, known) or ""
        if hint or declared:
            yield finding(
                STRANGE_DOCUMENT_KIND, first.place, kind=kind, hint=hint, count=counts[kind]
            )


def overburdened(project: Project, register: Register) -> Iterator[Finding]:
    """Rows that prove more than the project lets one document prove."""
    most = project.evidence.proves_at_most if project.evidence else None
    if not most:
        return
    for entry in register.entries:
        count = len(dict.fromkeys(entry.proves))
        if count > most:
            yield finding(PROVES_TOO_MUCH, entry.proves_at, count=count, most=most)


def amiss_files(project: Project, register: Register) -> Iterator[Finding]:
    """Documents whose file is not there, or not the one that was registered."""
    for entry in register.entries:
        fault = entry.file_fault or ("unnamed" if entry.sha256 and not entry.file else None)
        if fault:
            told = Worded(f"document.file_{fault}")
            yield finding(DOCUMENT_FILE_AMISS, entry.file_at, file=entry.file or "", fault=told)


def unseen_files(project: Project, register: Register) -> Iterator[Finding]:
    """Documents that count although their file is not there, told at the first one."""
    unseen = [entry for entry in register.entries if entry.is_unseen]
    if unseen:
        first = unseen[0]
        yield finding(
            DOCUMENT_FILE_UNSEEN,
            first.file_at,
            file=first.file or "",
            many=len(unseen) if len(unseen) > 1 else "",
        )


def _asked_kinds(project: Project) -> Iterator[str]:
    """The kinds that indicators, requirements and events ask for."""
    for _, indicator in project.judged:
        demand = indicator.rule and indicator.rule.measure.evidence_demand()
        yield from demand.kinds if demand else ()
    for roadmap in project.roadmaps:
        for event in roadmap.events:
            yield from event.evidence.kinds if event.evidence else ()


def _provable(project: Project) -> tuple[str, ...]:
    """The full ids of what a document can prove."""
    of_roadmaps = (
        roadmap.full_id(id)
        for roadmap in project.roadmaps
        for id in (
            *(indicator.id for indicator in roadmap.indicators),
            *(event.id for event in roadmap.events),
        )
    )
    return (*of_roadmaps, *(requirement.id for requirement in project.requirements))


def weigh(
    entry: Entry,
    demand: EvidenceDemand,
    window: Window | None,
    as_of: date,
    *,
    about: Window | None = None,
) -> Document:
    """The row as a document, with the first reason why it does not count. `window` are the days on
    which it may be dated, `about` the period that it may have to cover, where that is another."""
    why_not = _why_not(entry, demand, window, as_of) or _why_not_about(
        entry, demand, about or window, as_of
    )
    return Document(
        kind=entry.kind,
        title=entry.title,
        number=entry.number,
        date=entry.date.isoformat() if entry.date else None,
        address=entry.address,
        organisation=entry.organisation,
        place=entry.place,
        counts=why_not is None,
        why_not=why_not,
        signed_by=entry.signed_by,
        covers=entry.covers,
        file=entry.file,
    )


def _why_not(
    entry: Entry, demand: EvidenceDemand, window: Window | None, as_of: date
) -> str | None:
    if demand.kinds and _plain(entry.kind) not in {_plain(kind) for kind in demand.kinds}:
        return "wrong_kind"
    if entry.date is None:
        return "no_date"
    if entry.date > as_of:
        return "after_as_of"
    if demand.dated_in_period and window and not window.start <= entry.date <= window.end:
        return "outside_period"
    if demand.year and not _is_of_year(demand.year, entry.date, window, as_of):
        return "outside_year"
    if demand.address_required and not (entry.address or "").strip():
        return "no_address"
    if demand.signed and not (entry.signed_by or "").strip():
        return "not_signed"
    return f"file_{entry.file_fault}" if entry.file_fault else None


def _why_not_about(
    entry: Entry, demand: EvidenceDemand, period: Window | None, as_of: date
) -> str | None:
    """Why the document is not about all the days that it must be about."""
    if demand.covers is None:
        return None
    if not (entry.covers or "").strip():
        return "no_covers"
    covered, asked = covered_days(entry.covers or ""), period
    year = next(
        (document_year for document_year in DocumentYear if document_year == demand.covers), None
    )
    if year:
        asked = Window(*year.days(min(period.end, as_of) if period else as_of))
    if covered is None:
        return "covers_unread"
    if asked and not (covered.start <= asked.start and asked.end <= covered.end):
        return "covers_less"
    return None


def _is_of_year(year: DocumentYear, day: date, window: Window | None, as_of: date) -> bool:
    """Whether the day lies in the year of the last day that is judged."""
    first, last = year.days(min(window.end, as_of) if window else as_of)
    return first <= day <= last


def _plain(kind: str) -> str:
    return " ".join(kind.casefold().replace("ё", "е").split())


def _rows(dataset: Dataset) -> list[dict[str, object]]:
    names = [name for name in _COLUMNS if name in dataset.frame.columns]
    return dataset.frame.select([*names, "__row"]).to_dicts()


def _entry(row: dict[str, object], dataset: Dataset, papers: Mapping[str, Paper]) -> Entry:
    proves = _text(row.get("proves")) or ""
    dated = row.get("date")
    file, sha256 = _text(row.get("file")), _text(row.get("sha256"))
    fault = _file_fault(papers.get(file or ""), sha256)
    is_hashed = "sha256" in dataset.columns
    return Entry(
        proves=tuple(part.strip() for part in proves.split(";") if part.strip()),
        organisation=_text(row.get("organisation")),
        kind=_text(row.get("kind")) or "",
        title=_text(row.get("title")),
        number=_text(row.get("number")),
        date=dated if isinstance(dated, date) else None,
        address=_text(row.get("address")),
        place=dataset.source.place(int(str(row["__row"])), "kind"),
        proves_at=dataset.source.place(int(str(row["__row"])), "proves"),
        file_at=dataset.source.place(int(str(row["__row"])), "file"),
        signed_by=_text(row.get("signed_by")),
        covers=_text(row.get("covers")),
        file=file,
        sha256=sha256,
        file_fault=fault if is_hashed else None,
        is_unseen=fault is not None and not is_hashed,
    )


def _file_fault(paper: Paper | None, sha256: str | None) -> str | None:
    if paper is None:
        return None
    if paper.fault or not sha256:
        return paper.fault
    return None if paper.sha256 == sha256.strip().lower() else "differs"


def _text(value: object) -> str | None:
    return None if value is None else str(value)
