"""`roadmap graph`: the dependency graph as a picture, and as text for Mermaid and Graphviz."""

from collections.abc import Callable, Iterator, Sequence

from engine.messages import Catalogue
from engine.model.project import Project
from engine.model.spec import Event, Roadmap
from engine.reports.charts.graph import graph_picture
from engine.reports.charts.svg import printable
from engine.reports.content.plan import plan_model
from engine.reports.edition import event_label
from engine.results.events import Edge, Ordering, Strength

Json = dict[str, object]
Drawing = Callable[[Sequence[Roadmap], Ordering, Catalogue], str]

_ALARM = "#96210f"
_TITLE = 60


def graph_text(
    format_: str, project: Project, ordering: Ordering, words: Catalogue, slug: str | None = None
) -> str:
    """The graph in the format svg, mermaid or dot; only the roadmap `slug` when it is given."""
    roadmaps = [roadmap for roadmap in project.roadmaps if slug in (None, roadmap.slug)]
    return dict(DRAWINGS)[format_](roadmaps, _within(roadmaps, ordering), words)


def graph_model(project: Project, ordering: Ordering, slug: str | None = None) -> Json:
    """Goals, indicators, events as nodes; what serves what; edges and conflicts as in the plan."""
    roadmaps = [each for each in project.roadmaps if slug in (None, each.slug)]
    plan = plan_model(_within(roadmaps, ordering))
    return {
        "nodes": [node for roadmap in roadmaps for node in _nodes(roadmap)],
        "serves": [list(pair) for roadmap in roadmaps for pair in _serves(roadmap)],
        "edges": plan["edges"],
        "conflicts": plan["conflicts"],
        "dropped": len(ordering.dropped),
    }


def mermaid(roadmaps: Sequence[Roadmap], ordering: Ordering, words: Catalogue) -> str:
    """A flow chart for Mermaid: solid arrows by `after`, dotted ones by the cycle."""
    return "\n".join(_mermaid(roadmaps, ordering, words)) + "\n"


def dot(roadmaps: Sequence[Roadmap], ordering: Ordering, words: Catalogue) -> str:
    """A directed graph for Graphviz, a cluster for each roadmap."""
    return "\n".join(_dot(roadmaps, ordering, words)) + "\n"


DRAWINGS: tuple[tuple[str, Drawing], ...] = (
    ("svg", graph_picture),
    ("mermaid", mermaid),
    ("dot", dot),
)


def _within(roadmaps: Sequence[Roadmap], ordering: Ordering) -> Ordering:
    """The ordering as far as both ends of a link belong to the roadmaps."""
    slugs = {roadmap.slug for roadmap in roadmaps}

    def belongs(*ids: str) -> bool:
        return all(id.partition("/")[0] in slugs for id in ids)

    return Ordering(
        order=tuple(event for event in ordering.order if belongs(event.id)),
        edges=tuple(edge for edge in ordering.edges if belongs(edge.before, edge.after)),
        conflicts=tuple(
            conflict for conflict in ordering.conflicts if belongs(conflict.before, conflict.after)
        ),
        dropped=tuple(edge for edge in ordering.dropped if belongs(edge.before, edge.after)),
        circle=tuple(each for each in ordering.circle if belongs(each)),
        matrix=tuple(row for row in ordering.matrix if row.roadmap in slugs),
    )


def _nodes(roadmap: Roadmap) -> Iterator[Json]:
    for goal in roadmap.goals:
        yield {"id": roadmap.full_id(goal.id), "kind": "goal", "label": goal.text}
    for indicator in roadmap.indicators:
        yield {"id": roadmap.full_id(indicator.id), "kind": "indicator", "label": indicator.text}
    for event in roadmap.events:
        yield {
            "id": roadmap.full_id(event.id),
            "kind": "event",
            "label": event.title,
            "number": event.number,
            "stage": event.cycle_stage.value,
        }


def _serves(roadmap: Roadmap) -> Iterator[tuple[str, str]]:
    """Indicators serve their goals, events what they name."""
    for indicator in roadmap.indicators:
        if indicator.goal is not None:
            yield roadmap.full_id(indicator.id), roadmap.full_id(indicator.goal)
    for event in roadmap.events:
        yield from ((roadmap.full_id(event.id), roadmap.full_id(serve)) for serve in event.serves)


def _mermaid(roadmaps: Sequence[Roadmap], ordering: Ordering, words: Catalogue) -> Iterator[str]:
    names = _names(roadmaps)
    yield "flowchart LR"
    for roadmap in roadmaps:
        if roadmap.events:
            yield f'  subgraph {_safe_id(roadmap.slug)}["{for_mermaid(_heading(roadmap))}"]'
            for event in roadmap.events:
                label = for_mermaid(_label(roadmap, event, words))
                yield f'    {names[roadmap.full_id(event.id)]}["{label}"]'
            yield "  end"
    for edge in ordering.edges:
        arrow = "-->" if edge.strength is Strength.HARD else "-.->"
        yield f"  {names[edge.before]} {arrow} {names[edge.after]}"
    conflicts = _alarming(ordering)
    numbers = [
        str(number)
        for number, edge in enumerate(ordering.edges)
        if (edge.before, edge.after) in conflicts
    ]
    if numbers:
        yield f"  linkStyle {','.join(numbers)} stroke:{_ALARM},stroke-width:3px"


def _dot(roadmaps: Sequence[Roadmap], ordering: Ordering, words: Catalogue) -> Iterator[str]:
    names = _names(roadmaps)
    yield "digraph roadmap {"
    yield '  rankdir="LR"; node [shape="box", style="rounded", fontname="sans-serif"];'
    for number, roadmap in enumerate(roadmaps):
        yield f"  subgraph cluster_{number} {{"
        yield f'    label="{_for_dot(_heading(roadmap))}";'
        for event in roadmap.events:
            label = _for_dot(_label(roadmap, event, words))
            yield f'    {names[roadmap.full_id(event.id)]} [label="{label}"];'
        yield "  }"
    conflicts = _alarming(ordering)
    for edge in ordering.edges:
        looks = _dot_looks(edge, conflicts)
        yield f"  {names[edge.before]} -> {names[edge.after]}{looks};"
    yield "}"


def _dot_looks(edge: Edge, conflicts: frozenset[tuple[str, str]]) -> str:
    if (edge.before, edge.after) in conflicts:
        return f' [color="{_ALARM}", penwidth="2.5"]'
    return "" if edge.strength is Strength.HARD else ' [style="dashed", color="#8b979e"]'


def _names(roadmaps: Sequence[Roadmap]) -> dict[str, str]:
    """Full ids → names that every language of graphs takes."""
    ids = (roadmap.full_id(event.id) for roadmap in roadmaps for event in roadmap.events)
    return {id: f"e{number}" for number, id in enumerate(ids, 1)}


def _alarming(ordering: Ordering) -> frozenset[tuple[str, str]]:
    """Links that the dates contradict, as (before, after)."""
    return frozenset((conflict.before, conflict.after) for conflict in ordering.conflicts)


def _heading(roadmap: Roadmap) -> str:
    return " ".join(part for part in (roadmap.code, roadmap.title) if part)


def _label(roadmap: Roadmap, event: Event, words: Catalogue) -> str:
    title = event.title or words.text("picture.lost_title")
    shown = title if len(title) <= _TITLE else f"{title[: _TITLE - 1].rstrip()}…"
    return f"{event_label(roadmap, event)} {shown}"


def _safe_id(slug: str) -> str:
    return "r_" + "".join(sign if sign.isascii() and sign.isalnum() else "_" for sign in slug)


def for_mermaid(words: str) -> str:
    """Mermaid writes its special characters as #-entities."""
    kept = (
        sign if sign.isalnum() or sign in " .,;:!?/()«»…-–—№%" else f"#{ord(sign)};"
        for sign in printable(words)
    )
    return "".join(kept)


def _for_dot(words: str) -> str:
    return printable(words).replace("\\", "\\\\").replace('"', '\\"')
