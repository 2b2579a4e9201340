"""The register of documents: what proves an indicator or an event, and why a document does not."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import islice

from engine.codes.run import DOCUMENT_OF_NOTHING, STRANGE_DOCUMENT_KIND
from engine.datasets import Dataset, Tables
from engine.diagnostics import Finding, Place, finding
from engine.expressions import nearest
from engine.model.measures import DocumentYear
from engine.model.project import Project
from engine.model.rules import EvidenceDemand
from engine.model.spec import Window
from engine.results.verdicts import Document

_MOST_HINTS = 2_000
"""Among how many names the nearest is sought: each takes its time."""
_COLUMNS = ("proves", "organisation", "kind", "title", "number", "date", "address")


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
        return not any(each.date is None or each.date <= as_of for each in self.entries)


def read_register(project: Project, tables: Tables) -> Register | None:
    """The register that project.yaml names; None when there is none, or it could not be read."""
    dataset = tables.datasets.get(project.evidence.dataset) if project.evidence else None
    if dataset is None:
        return None
    entries = tuple(_entry(row, dataset) for row in _rows(dataset))
    by_proved: dict[str, list[Entry]] = {}
    for entry in entries:
        for proved in entry.proves:
            by_proved.setdefault(proved.removeprefix(f"{project.id}/"), []).append(entry)
    return Register(entries, {id: tuple(found) for id, found in by_proved.items()})


def unclaimed(project: Project, tables: Tables) -> Iterator[Finding]:
    """Names in the register that no indicator, requirement or event has, each at its first row."""
    register = read_register(project, tables)
    known = _provable(project)
    entries = register.entries if register else ()
    first = {name: entry for entry in reversed(entries) for name in entry.proves}
    for name in dict.fromkeys(name for entry in entries for name in entry.proves):
        if name.removeprefix(f"{project.id}/") not in known:
            hint = nearest(name, islice(known, _MOST_HINTS)) or ""
            yield finding(DOCUMENT_OF_NOTHING, first[name].proves_at, id=name, hint=hint)


def strange_kinds(project: Project, tables: Tables) -> Iterator[Finding]:
    """Kinds in the register that are none of the project's, each at its first row. Where the
    project lists none, only those that are like one that is asked for."""
    register = read_register(project, tables)
    declared = project.evidence.kinds if project.evidence else ()
    known = tuple(dict.fromkeys((*declared, *_asked_kinds(project))))
    plain = {_plain(kind) for kind in known}
    entries = [each for each in (register.entries if register else ()) if each.kind.strip()]
    strange = [each for each in entries if _plain(each.kind) not in plain]
    counts = Counter(each.kind for each in strange)
    for kind, first in {each.kind: each for each in reversed(strange)}.items():
        hint = nearest(kind, known) or ""
        if hint or declared:
            yield finding(
                STRANGE_DOCUMENT_KIND, first.place, kind=kind, hint=hint, count=counts[kind]
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
        for id in (*(each.id for each in roadmap.indicators), *(each.id for each in roadmap.events))
    )
    return (*of_roadmaps, *(each.id for each in project.requirements))


def weigh(entry: Entry, demand: EvidenceDemand, window: Window | None, as_of: date) -> Document:
    """The row as a document, with the first reason why it does not count."""
    why_not = _why_not(entry, demand, window, as_of)
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


def _entry(row: dict[str, object], dataset: Dataset) -> Entry:
    proves = _text(row.get("proves")) or ""
    dated = row.get("date")
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
    )


def _text(value: object) -> str | None:
    return None if value is None else str(value)
