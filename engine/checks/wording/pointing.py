"""Findings about an item of a roadmap: its place, its subject, and the words it is about."""

from collections.abc import Iterable, Mapping

from engine.diagnostics import Code, Finding, Origin, Param, Related, Subject, finding
from engine.model.spec import Event, Goal, Indicator, PassportRow, Roadmap, Section

Item = Event | Goal | Indicator | PassportRow | Section
Span = tuple[int, int]

_KINDS: tuple[tuple[type, str], ...] = (
    (Event, "event"),
    (Goal, "goal"),
    (Indicator, "indicator"),
    (PassportRow, "passport"),
    (Section, "document"),
)


def place(item: Item, *route: str | int, span: Span | None = None) -> Origin:
    """A place inside the item; `span` are characters of the scalar there."""
    return Origin(item.origin.file, (*item.origin.route, *route), span=span)


def subject(roadmap: Roadmap, item: Item) -> Subject:
    """What a finding about the item speaks of. A passport row has no id."""
    kind = next(name for type_, name in _KINDS if isinstance(item, type_))
    return Subject(roadmap.slug, kind, None if isinstance(item, PassportRow) else item.id)


def words_of(item: Item) -> str:
    """The item's own words, for quoting."""
    if isinstance(item, Goal | Indicator):
        return item.text
    if isinstance(item, PassportRow):
        return item.label or " ".join(item.items[:1])
    return item.title or ""


def number_of(item: Item) -> str:
    """The printed number; empty where none is."""
    if isinstance(item, PassportRow):
        return item.row or ""
    return (item.number or "") if isinstance(item, Event | Section) else ""


def beside(roadmap: Roadmap, item: Item, caption: str, *route: str | int) -> Related:
    """The item as a further place of a finding."""
    return Related(place(item, *route), f"caption.{caption}", subject(roadmap, item))


def about(
    code: Code,
    roadmap: Roadmap,
    item: Item,
    *route: str | int,
    span: Span | None = None,
    related: Iterable[Related] = (),
    said: Mapping[str, Param] | None = None,
    **params: Param,
) -> Finding:
    """A finding about the item, with the parameters `quote` and `number` unless they are given.

    `said` are parameters whose names are not known beforehand.
    """
    filled = {"quote": words_of(item), "number": number_of(item), **(said or {}), **params}
    return finding(
        code,
        place(item, *route, span=span),
        related=related,
        subject=subject(roadmap, item),
        **filled,
    )


def about_roadmap(
    code: Code,
    roadmap: Roadmap,
    *route: str | int,
    related: Iterable[Related] = (),
    said: Mapping[str, Param] | None = None,
    **params: Param,
) -> Finding:
    """A finding about a roadmap as a whole; its title is quoted."""
    filled = {"quote": roadmap.title, **(said or {}), **params}
    at = Origin(roadmap.file, route or ("title",))
    whole = Subject(roadmap.slug, "document", None)
    return finding(code, at, related=related, subject=whole, **filled)
