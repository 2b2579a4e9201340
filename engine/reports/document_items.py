"""Which item of the document a finding is about: its keys in JSON, its clause for a reader."""

from dataclasses import dataclass

from engine.diagnostics import Origin, Place, Subject
from engine.model.project import Project
from engine.model.spec import Event, Goal, Indicator, PassportRow, Roadmap, Section
from engine.reports.findings import Json

Item = Event | Goal | Indicator | PassportRow | Section

DOCUMENT = "document"
_KINDS = {"events": "event", "indicators": "indicator", "goals": "goal", "passport": "passport"}


@dataclass(frozen=True, slots=True)
class DocumentItem:
    """An item as the order prints it; `ordinal` counts from 1 among its kind in the roadmap."""

    roadmap: str
    kind: str
    id: str | None = None
    section: str | None = None
    number: str | None = None
    ordinal: int | None = None
    text: str | None = None
    clause: str | None = None

    def keys(self) -> Json:
        """The keys by which scripts know the item."""
        return {
            "roadmap": self.roadmap,
            "kind": self.kind,
            "id": self.id,
            "section": self.section,
            "number": self.number,
            "ordinal": self.ordinal,
        }


def find_item(project: Project, at: Origin | Place, subject: Subject | None) -> DocumentItem:
    """The item that a finding speaks of, by its subject or else by its place."""
    roadmap = _roadmap(project, at, subject)
    if roadmap is None:
        return DocumentItem(DOCUMENT, DOCUMENT, subject.id if subject else None)
    items = _items(roadmap)
    for kind, listed in items.items():
        for ordinal, item in enumerate(listed, 1):
            if _is_meant(kind, item, at, subject):
                return _described(roadmap, kind, ordinal, item)
    return DocumentItem(roadmap.slug, DOCUMENT, text=roadmap.title)


def _roadmap(project: Project, at: Origin | Place, subject: Subject | None) -> Roadmap | None:
    if subject and subject.roadmap:
        return project.roadmap(subject.roadmap)
    return next((each for each in project.roadmaps if each.file == at.file), None)


def _items(roadmap: Roadmap) -> dict[str, tuple[Item, ...]]:
    return {
        "events": roadmap.events,
        "indicators": roadmap.indicators,
        "goals": roadmap.goals,
        "passport": roadmap.passport,
        "sections": roadmap.sections,
    }


def _is_meant(kind: str, item: Item, at: Origin | Place, subject: Subject | None) -> bool:
    if subject and subject.id is not None:
        same = _KINDS.get(kind, DOCUMENT) == subject.kind
        return same and not isinstance(item, PassportRow) and item.id == subject.id
    route = at.route if isinstance(at, Origin) else ()
    return len(route) > 1 and item.origin.route == route[:2]


def _described(roadmap: Roadmap, kind: str, ordinal: int, item: Item) -> DocumentItem:
    return DocumentItem(
        roadmap.slug,
        _KINDS.get(kind, DOCUMENT),
        None if isinstance(item, PassportRow) else item.id,
        _section(roadmap, item),
        _number(item),
        ordinal,
        _text(item),
        item.clause if isinstance(item, Indicator | Goal) else None,
    )


def _section(roadmap: Roadmap, item: Item) -> str | None:
    """The printed number of the section; its id where no number is printed."""
    if isinstance(item, Section):
        return item.number or item.id
    if not isinstance(item, Event) or item.section is None:
        return None
    section = next((each for each in roadmap.sections if each.id == item.section), None)
    return (section.number if section else None) or item.section


def _number(item: Item) -> str | None:
    if isinstance(item, PassportRow):
        return item.row
    return item.number if isinstance(item, Event | Section) else None


def _text(item: Item) -> str | None:
    if isinstance(item, Indicator | Goal):
        return item.text
    return item.label if isinstance(item, PassportRow) else item.title
