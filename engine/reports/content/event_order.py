"""Why an event stands where it stands in the order of work: as a tree, and as JSON."""

from collections.abc import Iterable

from engine.messages import Catalogue
from engine.model.project import Project
from engine.model.spec import Answer, Event, Roadmap, Window
from engine.plain import picked
from engine.reports.content.branches import Branch, branch, draw
from engine.reports.content.findings import place_model
from engine.reports.model import answers_model, cited
from engine.reports.numbers import short_window
from engine.reports.places import Places
from engine.results.events import Conflict, Edge, Ordering, Strength
from engine.visible import harmless_lines

Json = dict[str, object]


def render_event_order(
    wanted: str, project: Project, ordering: Ordering, places: Places, words: Catalogue
) -> str:
    """The event's turn, what it waits for, what waits for it, and where the dates contradict."""
    _, event = _event(wanted, project)
    before, after = _links(wanted, ordering)
    tree = branch(
        words.text("order.head", id=wanted, turn=_turn(wanted, ordering), of=len(ordering.order)),
        (
            branch(event.title or wanted, (branch(str(places.place(event.origin))),)),
            branch(words.text("order.schedule", text=event.schedule.printed or "—",
                              dates=_dates(wanted, ordering, words))),
            branch(words.text("order.stage", stage=words.text(f"stage.{event.stages[0].value}"))),
            branch(words.text("order.clause", clause=event.clause.text)) if event.clause else None,
            *(branch(words.text("order.answers", **_answered(answer))) for answer in event.answers),
            _group("order.waits_for", before, words, before=True),
            _group("order.waited_by", after, words, before=False),
            _dropped(wanted, ordering, words),
            _conflicts(wanted, ordering.conflicts, words),
            branch(words.text("order.ready")) if not before else None,
        ),
    )  # fmt: skip
    return harmless_lines(draw(tree))


def event_order_model(wanted: str, project: Project, ordering: Ordering, places: Places) -> Json:
    """The same as JSON-ready values."""
    _, event = _event(wanted, project)
    before, after = _links(wanted, ordering)
    return {
        "id": wanted,
        "turn": _turn(wanted, ordering),
        "of": len(ordering.order),
        "schedule": event.schedule.text,
        "stages": event.stages,
        "place": place_model(places.place(event.origin)),
        **answers_model(event),
        **cited(event),
        "waits_for": [_edge(edge) for edge in before],
        "waited_by": [_edge(edge) for edge in after],
        "dropped": [_edge(edge) for edge in _dropped_edges(wanted, ordering)],
        "conflicts": [
            picked(conflict, "before after")
            for conflict in ordering.conflicts
            if wanted in (conflict.before, conflict.after)
        ],
    }


def _answered(answer: Answer) -> dict[str, str]:
    return {
        "decision": answer.decision, "row": answer.row or "", "to": answer.to or "",
        "organisations": ", ".join(answer.organisations),
    }  # fmt: skip


def _event(wanted: str, project: Project) -> tuple[Roadmap, Event]:
    slug, _, id = wanted.rpartition("/")
    roadmap = project.roadmap(slug)
    assert roadmap is not None
    return roadmap, next(event for event in roadmap.events if event.id == id)


def _links(wanted: str, ordering: Ordering) -> tuple[list[Edge], list[Edge]]:
    before = [edge for edge in ordering.edges if edge.after == wanted]
    return before, [edge for edge in ordering.edges if edge.before == wanted]


def _edge(edge: Edge) -> Json:
    return {
        "before": edge.before,
        "after": edge.after,
        "strength": edge.strength.value,
        "served": edge.served,
    }


def _turn(wanted: str, ordering: Ordering) -> int | None:
    """Counted from one; None where a circle leaves no order."""
    turns = (number for number, each in enumerate(ordering.order, 1) if each.id == wanted)
    return next(turns, None)


def _dates(wanted: str, ordering: Ordering, words: Catalogue) -> str:
    planned = next((event for event in ordering.order if event.id == wanted), None)
    if planned is None or planned.start is None or planned.end is None:
        return ""
    return short_window(Window(planned.start, planned.end), words)


def _group(key: str, edges: Iterable[Edge], words: Catalogue, *, before: bool) -> Branch | None:
    lines = [_line(edge, words, edge.before if before else edge.after) for edge in edges]
    return branch(words.text(key), lines) if lines else None


def _line(edge: Edge, words: Catalogue, other: str) -> Branch:
    key = "order.hard" if edge.strength is Strength.HARD else "order.soft"
    return branch(words.text(key, id=other, served=edge.served or ""))


def _dropped(wanted: str, ordering: Ordering, words: Catalogue) -> Branch | None:
    lines = [
        branch(words.text("order.dropped_edge", before=edge.before, after=edge.after))
        for edge in _dropped_edges(wanted, ordering)
    ]
    return branch(words.text("order.dropped"), lines) if lines else None


def _dropped_edges(wanted: str, ordering: Ordering) -> list[Edge]:
    return [edge for edge in ordering.dropped if wanted in (edge.before, edge.after)]


def _conflicts(wanted: str, conflicts: Iterable[Conflict], words: Catalogue) -> Branch | None:
    lines = [
        branch(
            words.text(
                "order.conflict",
                before=conflict.before,
                after=conflict.after,
                starts=words.day(conflict.before_starts),
                ends=words.day(conflict.after_ends),
            )
        )
        for conflict in conflicts
        if wanted in (conflict.before, conflict.after)
    ]
    return branch(words.text("order.conflicts"), lines) if lines else None
