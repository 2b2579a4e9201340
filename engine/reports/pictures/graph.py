"""The dependency graph: events in the columns of their stages, a lane a roadmap, curved links."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from engine.messages import Catalogue
from engine.model.spec import Event, Roadmap
from engine.reports.labels import event_number
from engine.reports.pictures import svg
from engine.reports.pictures.graph_layout import BETWEEN, BOX, TALL, Graph, Lane, Node, lay_out
from engine.reports.pictures.graph_links import heads, link, sample
from engine.reports.pictures.lettering import shorten, width_of, wrap
from engine.reports.pictures.palette import INK, PAPER, SOFT, WASH
from engine.results.ordering import Edge, Ordering, PlannedEvent, Strength

_MARGIN = 20.0
_HEAD = 62.0
_LANES = 30.0
_FOOT = 44.0
_LETTER = 11.0
_SMALL = 10.0
_LEAST_WIDTH = 640.0
_KINDS = ("soft", "hard", "conflict")
_NUMBER: dict[str, svg.Value] = {"font_size": _LETTER, "font_weight": 700}
_DATES: dict[str, svg.Value] = {"font_size": _SMALL, "fill": SOFT, "text_anchor": "end"}


def graph_picture(roadmaps: Sequence[Roadmap], ordering: Ordering, words: Catalogue) -> str:
    """All events of the roadmaps with their links: solid by `after`, dashed by the cycle.

    Links that the dates contradict are red and carry a sign. Meant for a wide screen.
    """
    shown = [roadmap for roadmap in roadmaps if roadmap.events]
    graph = lay_out(shown, ordering, head=_HEAD, between=_LANES)
    drawing = _Drawing(graph, ordering, words)
    width = max(graph.columns * (BOX + BETWEEN) - BETWEEN, _LEAST_WIDTH)
    bottom = sum(lane.tall + _LANES for lane in graph.lanes)
    size = (width + 2 * _MARGIN, bottom + _FOOT + _MARGIN)
    parts = (
        svg.rect(0, 0, *size, fill=PAPER, class_="background"),
        heads(),
        svg.group(drawing.parts(width, bottom), transform=f"translate({_MARGIN:g} {_MARGIN:g})"),
    )
    return svg.picture("graph", size, parts, kind="graph", says=drawing.says())


@dataclass(frozen=True, slots=True)
class _Drawing:
    graph: Graph
    ordering: Ordering
    words: Catalogue

    def parts(self, width: float, bottom: float) -> Iterator[str]:
        """Lanes, then links, then events: what comes later lies above."""
        nodes = self.graph.nodes
        planned = {each.id: each for each in self.ordering.order}
        for lane in self.graph.lanes:
            yield from self._lane(lane, width)
        yield from self._links(nodes)
        for lane in self.graph.lanes:
            for id, node in lane.nodes.items():
                if node.event is not None:
                    yield self._event(node, lane.roadmap, node.event, planned.get(id))
        yield from self._legend(bottom)

    def says(self) -> tuple[str, str]:
        """The name, and what there is of each kind."""
        name = self.words.text("picture.graph.name")
        hard = sum(edge.strength is Strength.HARD for edge in self.ordering.edges)
        return name, self.words.text(
            "picture.graph.summary",
            events=len(self.graph.nodes),
            hard=hard,
            soft=len(self.ordering.edges) - hard,
            conflicts=len(self.ordering.conflicts),
        )

    def _lane(self, lane: Lane, width: float) -> Iterator[str]:
        name = " ".join(part for part in (lane.roadmap.code, lane.roadmap.title) if part)
        yield svg.text(
            shorten(name, width, 14, bold=True), 0, lane.top + 12, font_size=14, font_weight=700
        )
        for stage, (first, count) in self.graph.stages.items():
            x = first * (BOX + BETWEEN) - BETWEEN / 4
            wide = count * (BOX + BETWEEN) - BETWEEN / 2
            yield svg.rect(x, lane.top + 24, wide, lane.tall - 12, fill=WASH, rx=6, class_="stage")
            yield svg.text(
                self.words.text(f"stage.{stage.value}"), x + 12, lane.top + 42,
                font_size=11.5, font_weight=600, fill=SOFT,
            )  # fmt: skip

    def _links(self, nodes: dict[str, Node]) -> Iterator[str]:
        """Soft links lie below hard ones, conflicts on top."""
        conflicts = {(each.before, each.after) for each in self.ordering.conflicts}
        for kind in _KINDS:
            for edge in self.ordering.edges:
                ends = (edge.before, edge.after)
                if _kind(edge, conflicts) == kind and set(ends) <= nodes.keys():
                    through = self.graph.passages.get(ends, ())
                    yield link(nodes[edge.before], through, nodes[edge.after], kind)

    def _event(
        self, node: Node, roadmap: Roadmap, event: Event, planned: PlannedEvent | None
    ) -> str:
        x, y = node.left, node.y - TALL / 2
        title = event.title or self.words.text("picture.lost_title")
        number, dates = event_number(roadmap, event), self._dates(planned)
        number_width = BOX - 22 - width_of(dates, _SMALL)
        lines = wrap(title, BOX - 16, _LETTER, lines=2)
        return svg.group(
            (
                svg.title(f"{number} {title}"),
                svg.rect(x, y, BOX, TALL, **_box_looks(event)),
                svg.text(
                    shorten(number, number_width, _LETTER, bold=True), x + 8, y + 15, **_NUMBER
                ),
                svg.text(dates, x + BOX - 8, y + 15, **_DATES),
                *(
                    svg.text(line, x + 8, y + 31 + index * 14, font_size=_LETTER)
                    for index, line in enumerate(lines)
                ),
            ),
            class_="event",
        )

    def _dates(self, planned: PlannedEvent | None) -> str:
        if planned is None or planned.start is None or planned.end is None:
            return self.words.text("picture.graph.undated")
        start, end = (f"{day:%m.%Y}" for day in (planned.start, planned.end))
        return start if start == end else f"{start}–{end}"

    def _legend(self, y: float) -> Iterator[str]:
        x = 0.0
        for kind in reversed(_KINDS):
            words = self.words.text(f"picture.graph.{kind}")
            yield sample(kind, x, y + 8)
            yield svg.text(words, x + 42, y + 12, font_size=11.5)
            x += 66 + width_of(words, 11.5)
        if self.ordering.dropped:
            words = self.words.text("picture.graph.dropped", n=len(self.ordering.dropped))
            yield svg.text(words, 0, y + 32, font_size=11.5, fill=SOFT)


def _kind(edge: Edge, conflicts: set[tuple[str, str]]) -> str:
    if edge.strength is Strength.SOFT:
        return "soft"
    return "conflict" if (edge.before, edge.after) in conflicts else "hard"


def _box_looks(event: Event) -> dict[str, svg.Value]:
    """An undated event has a dashed edge."""
    if event.schedule.windows:
        return {"rx": 5, "fill": PAPER, "stroke": INK}
    return {"rx": 5, "fill": PAPER, "stroke": SOFT, "stroke_dasharray": "4 3"}
