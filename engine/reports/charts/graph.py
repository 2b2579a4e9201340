"""The dependency graph: events in the columns of their stages, a lane a roadmap, curved links.

Links of the dependency graph: curves from side to side, with heads, and signs on conflicts.
"""

from collections.abc import Callable, Iterator, Sequence

from engine.classes import dataclass
from engine.messages import Catalogue
from engine.model.spec import Event, Roadmap
from engine.reports.charts import svg
from engine.reports.charts.graph_layout import BETWEEN, BOX, TALL, Graph, Lane, Node, lay_out
from engine.reports.charts.svg import ALARM, FAINT, INK, PAPER, SOFT, WASH, shorten, width_of, wrap
from engine.reports.edition import event_number
from engine.results.events import Edge, Ordering, PlannedEvent, Strength

_LOOKS: dict[str, dict[str, svg.Value]] = {
    "soft": {"stroke": FAINT, "stroke_width": 0.9, "stroke_dasharray": "3 3"},
    "hard": {"stroke": INK, "stroke_width": 1.4, "marker_end": "url(#head-hard)"},
    "conflict": {"stroke": ALARM, "stroke_width": 2.4, "marker_end": "url(#head-conflict)"},
}


def link(start: Node, through: Sequence[Node], end: Node, kind: str) -> str:
    """A link of the kind soft, hard or conflict through the passages that were kept for it."""
    curve = svg.path(*_steps(start, through, end), fill="none", class_=kind, **_LOOKS[kind])
    if kind != "conflict":
        return curve
    last = through[-1] if through else start
    return svg.group((curve, *_sign(*_sign_place(last, end))), class_="conflict")


def sample(kind: str, x: float, y: float) -> str:
    """A short piece of a link, for the legend."""
    return svg.line(x, y, x + 34, y, class_=kind, **_LOOKS[kind])


def heads() -> str:
    """The arrow heads that links refer to."""
    return svg.element("defs", _head("hard", INK), _head("conflict", ALARM))


def _steps(start: Node, through: Sequence[Node], end: Node) -> Iterator[str | float]:
    """From side to side; a link within a column bows out to the right."""
    if start.column == end.column:
        bow = start.right + BETWEEN * 0.8
        yield from ("M", start.right, start.y, "C", bow, start.y, bow, end.y, end.right, end.y)
        return
    forth = end.column > start.column
    bend = BETWEEN / 2 if forth else -BETWEEN / 2
    x, y = start.right if forth else start.left, start.y
    yield from ("M", x, y)
    for node in (*through, end):
        near, far = (node.left, node.right) if forth else (node.right, node.left)
        yield from ("C", x + bend, y, near - bend, node.y, near, node.y)
        x, y = far, node.y
        if node.event is None:
            yield from ("L", x, y)


def _sign_place(last: Node, end: Node) -> tuple[float, float]:
    """In the gap before the end of the link."""
    if last.column == end.column:
        return end.right + BETWEEN * 0.6, (last.y + end.y) / 2
    x = end.left - BETWEEN / 2 if end.column > last.column else end.right + BETWEEN / 2
    return x, (last.y + end.y) / 2


def _sign(x: float, y: float) -> Iterator[str]:
    yield svg.element("circle", cx=x, cy=y, r=8, fill=ALARM, stroke=PAPER, stroke_width=1.5)
    yield svg.text("!", x, y + 4.5, font_size=13, font_weight=700, text_anchor="middle", fill=PAPER)


def _head(kind: str, ink: str) -> str:
    return svg.element(
        "marker",
        svg.path("M0 0L9 4.5L0 9z", fill=ink),
        id=f"head-{kind}",
        viewBox="0 0 9 9",
        refX=9,
        refY=4.5,
        markerWidth=9,
        markerHeight=9,
        markerUnits="userSpaceOnUse",
        orient="auto",
    )


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


def graph_picture(
    roadmaps: Sequence[Roadmap],
    ordering: Ordering,
    words: Catalogue,
    *,
    address: Callable[[str], str] | None = None,
) -> str:
    """All events of the roadmaps with their links: solid by `after`, dashed by the cycle.

    Links that the dates contradict are red and carry a sign. Meant for a wide screen. `address`
    says where an event leads to by its full id.
    """
    shown = [roadmap for roadmap in roadmaps if roadmap.events]
    graph = lay_out(shown, ordering, head=_HEAD, between=_LANES)
    drawing = _Drawing(graph, ordering, words, address)
    width = max(graph.columns * (BOX + BETWEEN) - BETWEEN, _LEAST_WIDTH)
    bottom = sum(lane.tall + _LANES for lane in graph.lanes)
    size = (width + 2 * _MARGIN, bottom + _FOOT + _MARGIN)
    parts = (
        svg.rect(0, 0, *size, fill=PAPER, class_="background"),
        heads(),
        svg.group(drawing.parts(width, bottom), transform=f"translate({_MARGIN:g} {_MARGIN:g})"),
    )
    has_links = address is not None
    return svg.picture("graph", size, parts, kind="graph", says=drawing.says(), has_links=has_links)


@dataclass(frozen=True, slots=True)
class _Drawing:
    graph: Graph
    ordering: Ordering
    words: Catalogue
    address: Callable[[str], str] | None

    def parts(self, width: float, bottom: float) -> Iterator[str]:
        """Lanes, then links, then events: what comes later lies above."""
        nodes = self.graph.nodes
        planned = {event.id: event for event in self.ordering.order}
        for lane in self.graph.lanes:
            yield from self._lane(lane, width)
        yield from self._links(nodes)
        for lane in self.graph.lanes:
            for id, node in lane.nodes.items():
                if node.event is not None:
                    drawn = self._event(node, lane.roadmap, node.event, planned.get(id))
                    leads = self.address(id) if self.address else None
                    yield svg.element("a", drawn, href=leads) if leads else drawn
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
        conflicts = {(conflict.before, conflict.after) for conflict in self.ordering.conflicts}
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
