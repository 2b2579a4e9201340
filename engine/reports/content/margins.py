"""The tables of an order with the remarks of `lint` in the margin, ready for a page."""

from collections.abc import Sequence

from engine.classes import dataclass
from engine.diagnostics import Finding, Origin
from engine.messages import Catalogue
from engine.model.project import Project
from engine.model.spec import Event, Roadmap
from engine.reports.content.findings import DOCUMENT, find_item, in_order
from engine.reports.places import Places

_ORDER = ("error", "warning")


@dataclass(frozen=True, slots=True)
class Margin:
    """A remark: severity, code, sentence, why it matters, what to do, and where it stands."""

    severity: str
    code: str
    message: str
    why: str
    fix: str
    place: str


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a printed table: its cells, and the remarks beside it, the gravest first.

    `heading` marks a section; its only cell is its title.
    """

    cells: tuple[str, ...]
    remarks: tuple[Margin, ...]
    heading: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """A roadmap as printed: remarks about it as a whole, its passport, its plan."""

    title: str
    remarks: tuple[Margin, ...]
    passport: tuple[Line, ...]
    plan: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Margins:
    """A project: its title, remarks about the order itself, its roadmaps, counts by severity."""

    title: str
    order: str
    remarks: tuple[Margin, ...]
    sheets: tuple[Sheet, ...]
    errors: int
    warnings: int


Beside = dict[tuple[str, str, str], list[Margin]]
"""Remarks by roadmap, kind and id of the item."""


def margins_of(
    project: Project, findings: Sequence[Finding], sources: Places, words: Catalogue
) -> Margins:
    """The view of a project's documents with all findings at their rows."""
    beside: Beside = {}
    for found in in_order(findings, sources):
        item = find_item(project, found.at, found.subject)
        kind = item.kind if item.id or item.kind == "passport" else "document"
        name = _row_of(found) if item.kind == "passport" else (item.id or "")
        beside.setdefault((item.roadmap, kind, name), []).append(_margin(found, sources, words))
    order = project.order
    texts = [order.title or project.title, *order.preamble, *order.annexes]
    whole = [
        margin for (slug, _, _), those in beside.items() if slug == DOCUMENT for margin in those
    ]
    severities = [found.severity.value for found in findings]
    return Margins(
        project.title, "\n".join(texts), _gravest(whole),
        tuple(_sheet(roadmap, beside) for roadmap in project.roadmaps),
        severities.count("error"), severities.count("warning"),
    )  # fmt: skip


def _row_of(found: Finding) -> str:
    """The position of the passport's row."""
    route = found.at.route if isinstance(found.at, Origin) else ()
    return str(route[1]) if len(route) > 1 else ""


def _margin(found: Finding, sources: Places, words: Catalogue) -> Margin:
    return Margin(
        found.severity.value, found.code.id, words.finding(found), words.reason(found),
        words.advice(found), str(sources.place(found.at)),
    )  # fmt: skip


def _gravest(remarks: Sequence[Margin]) -> tuple[Margin, ...]:
    return tuple(sorted(remarks, key=lambda each: _ORDER.index(each.severity)))


def _sheet(roadmap: Roadmap, beside: Beside) -> Sheet:
    passport = tuple(
        Line(
            (row.row or "", row.label or "", "\n".join(row.items)),
            _gravest(
                [*_of(beside, roadmap, "passport", str(number)), *_named(roadmap, number, beside)]
            ),
        )
        for number, row in enumerate(roadmap.passport)
    )  # fmt: skip
    shown = {id(remark) for line in passport for remark in line.remarks}
    margins = [
        margin
        for (slug, kind, name), those in beside.items()
        if slug == roadmap.slug and not (kind == "event" or _is_section(roadmap, kind, name))
        for margin in those
        if id(margin) not in shown
    ]
    return Sheet(roadmap.title, _gravest(margins), passport, tuple(_plan(roadmap, beside)))


def _is_section(roadmap: Roadmap, kind: str, name: str) -> bool:
    return kind == "document" and any(section.id == name for section in roadmap.sections)


def _of(beside: Beside, roadmap: Roadmap, kind: str, name: str) -> list[Margin]:
    return beside.get((roadmap.slug, kind, name), [])


def _named(roadmap: Roadmap, number: int, beside: Beside) -> list[Margin]:
    """Remarks about the goals and indicators that the row of the passport prints."""
    printed = set(roadmap.passport[number].items)
    goals = [("goal", goal.id) for goal in roadmap.goals if goal.text in printed]
    marks = [
        ("indicator", indicator.id) for indicator in roadmap.indicators if indicator.text in printed
    ]
    return [margin for kind, name in goals + marks for margin in _of(beside, roadmap, kind, name)]


def _plan(roadmap: Roadmap, beside: Beside) -> list[Line]:
    lines, last = list[Line](), None
    sections = {each.id: each for each in roadmap.sections}
    for event in roadmap.events:
        section = sections.get(event.section or "")
        if section is not None and section.id != last:
            last = section.id
            title = f"{section.number or ''} {section.title or ''}".strip()
            remarks = _gravest(_of(beside, roadmap, "document", section.id))
            lines.append(Line((title,), remarks, heading=True))
        lines.append(Line(_cells(event), _gravest(_of(beside, roadmap, "event", event.id))))
    return lines


def _cells(event: Event) -> tuple[str, ...]:
    who = "\n".join(responsible.text or "" for responsible in event.responsible)
    title = "\n".join((event.title or "", *event.details))
    return event.number or "", title, event.schedule.printed, who, event.result or ""
