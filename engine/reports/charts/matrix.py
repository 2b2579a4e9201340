"""The cycle matrix of a roadmap: six arrows for each goal, hatched where there is a gap.

The arrows of the cycle matrix: dark with a count, or hatched where a stage is empty.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence

from engine.classes import dataclass
from engine.messages import Catalogue
from engine.model.spec import CYCLE, Roadmap
from engine.reports.charts import svg
from engine.reports.charts.svg import (
    ALARM,
    FILLED,
    INK,
    PAPER,
    SOFT,
    Layout,
    hyphenated,
    shorten,
    width_of,
    wrap,
)
from engine.reports.edition import event_number
from engine.results.events import Cell, MatrixRow

HEIGHT = 32.0
_POINT = 8.0
_GAP = 4.0
_EDGE = "#c4614f"
_NUMBER: dict[str, svg.Value] = {
    "font_size": 15,
    "font_weight": 700,
    "text_anchor": "middle",
    "fill": PAPER,
}


def pattern(id: str) -> str:
    """The hatching of empty arrows, referred to by `id`."""
    return svg.element("defs", svg.hatch(id, ink="#f0b5aa", paper=PAPER))


def arrow(x: float, y: float, step: float, *, at: int, of: int) -> tuple[tuple[float, float], ...]:
    """The outline of arrow number `at` of `of`; the next one begins `step` further."""
    width = step + _POINT - _GAP - (_POINT if at == of - 1 else 0)
    return _outline(x + at * step, y, width, HEIGHT, _POINT, flat=at == 0)


def filled(shape: tuple[tuple[float, float], ...], x: float, y: float, count: int) -> str:
    """A dark arrow with its count at x."""
    number = svg.text(str(count), x, y + 21.5, **_NUMBER)
    return svg.polygon(shape, fill=FILLED) + number


def empty(shape: tuple[tuple[float, float], ...], hatching: str) -> str:
    """A hatched arrow."""
    return svg.polygon(shape, fill=f"url(#{hatching})", stroke=_EDGE)


def sample(x: float, y: float, hatching: str | None = None) -> str:
    """A small arrow for the legend, dark unless it is hatched."""
    shape = _outline(x, y, 24, 14, 4, flat=False)
    return empty(shape, hatching) if hatching else svg.polygon(shape, fill=FILLED)


def _outline(
    x: float, y: float, width: float, height: float, point: float, *, flat: bool
) -> tuple[tuple[float, float], ...]:
    """A band that points to the right, with a notch at its left end unless it is flat."""
    notch = () if flat else ((x + point, y + height / 2),)
    return (
        (x, y),
        (x + width - point, y),
        (x + width, y + height / 2),
        (x + width - point, y + height),
        (x, y + height),
        *notch,
    )


_LINE = 15.0
_LETTER = 12.0
_SMALL = 11.0
_STAGE = 10.0
_HEAD = 34.0
_FOOT = 36.0
_NAME = 40.0
_COUNT: dict[str, svg.Value] = {"font_weight": 700, "text_anchor": "end", "class_": "count"}


@dataclass(frozen=True, slots=True)
class _Grid:
    """`left` is the edge of the first arrow, `step` from one to the next, `right` of it all.

    In a wide picture a goal's words stand beside its arrows, in a narrow one above them.
    """

    left: float
    step: float
    right: float
    words_width: float
    is_wide: bool


_GRIDS = {
    Layout.NARROW: _Grid(left=0, step=60, right=360, words_width=274, is_wide=False),
    Layout.WIDE: _Grid(left=296, step=70, right=760, words_width=254, is_wide=True),
}


def matrix_picture(
    roadmap: Roadmap, rows: Sequence[MatrixRow], words: Catalogue, *, layout: Layout = Layout.WIDE,
    address: Callable[[str], str] | None = None,
) -> str:  # fmt: skip
    """Goals of the roadmap down, the six stages across; each arrow shows how much stands there.

    `rows` are the rows of this roadmap; `address` says where an item leads to by its id, an arrow
    to its first one. Two pictures of a roadmap (one a layout) may stand on one
    page: their ids differ.
    """
    id = f"matrix-{roadmap.slug}-{layout.value}"
    names = _names(roadmap, words)
    drawing = _Drawing(roadmap, words, _GRIDS[layout], f"{id}-gap", names, address)
    parts, y = [pattern(drawing.hatching), drawing.head()], _HEAD
    for number, row in enumerate(rows, 1):
        block, height = drawing.row(number, row, y)
        parts.append(block)
        y += height
    parts.append(drawing.foot(rows, y))
    size, kind = (layout.width, y + _FOOT), f"matrix {layout.value}"
    says, has_links = _says(roadmap, rows, words), address is not None
    return svg.picture(id, size, parts, kind=kind, says=says, has_links=has_links)


@dataclass(frozen=True, slots=True)
class _Drawing:
    roadmap: Roadmap
    words: Catalogue
    grid: _Grid
    hatching: str
    names: Mapping[str, str]
    address: Callable[[str], str] | None

    def head(self) -> str:
        """Names of the stages, in two lines where one is too narrow."""
        looks: dict[str, svg.Value] = {
            "font_size": _STAGE,
            "font_weight": 600,
            "text_anchor": "middle",
            "fill": SOFT,
        }
        return svg.group(self._stages(), class_="stages", **looks)

    def row(self, number: int, row: MatrixRow, y: float) -> tuple[str, float]:
        """A goal's block and its height."""
        lines = wrap(self._goal(row), self.grid.words_width, _LETTER, lines=3)
        tall = len(lines) * _LINE
        spare = (tall - HEIGHT) / 2
        if self.grid.is_wide:
            arrows_at, words_at, height = y + max(0, spare), y + max(0, -spare), 16.0
            height += max(tall, HEIGHT)
        else:
            arrows_at, words_at, height = y + tall + 6, y, tall + HEIGHT + 22
        count_at = arrows_at + 9 if self.grid.is_wide else words_at
        parts = (
            *svg.tip(self._goal(row), wide=self.grid.is_wide),
            *self._goal_lines(number, lines, words_at),
            self._count(row, count_at),
            *(self._cell(at, cell, arrows_at) for at, cell in enumerate(row.cells)),
        )
        return svg.group(parts, class_="goal", font_size=_LETTER), height

    def foot(self, rows: Sequence[MatrixRow], y: float) -> str:
        """What the two kinds of arrow mean, and how many events stand in no row."""
        dark, hatched = (self.words.text(f"picture.matrix.{kind}") for kind in ("filled", "gap"))
        x = 54 + width_of(dark, _SMALL)
        inside = {id for row in rows for cell in row.cells for id in cell.ids}
        outside = sum(event.id not in inside for event in self.roadmap.events)
        below = self.words.text("picture.matrix.outside", n=outside) if outside else ""
        parts = (
            sample(0, y),
            svg.text(dark, 30, y + 11),
            sample(x, y, self.hatching),
            svg.text(hatched, x + 30, y + 11),
            svg.text(below, 0, y + 29, class_="outside") if outside else "",
        )
        return svg.group(parts, class_="legend", font_size=_SMALL, fill=SOFT)

    def _stages(self) -> Iterator[str]:
        for at, stage in enumerate(CYCLE):
            name = self.words.text(f"picture.stage.{stage.value}")
            x = self._middle(at) if at < len(CYCLE) - 1 else self._middle(at) - 4
            lines = hyphenated(name, self.grid.step - 4, _STAGE)
            for offset, line in enumerate(reversed(lines)):
                yield svg.text(line, x, _HEAD - 9 - offset * 12)

    def _goal(self, row: MatrixRow) -> str:
        return next((goal.text for goal in self.roadmap.goals if goal.id == row.goal), row.goal)

    def _goal_lines(self, number: int, lines: Sequence[str], y: float) -> Iterator[str]:
        yield svg.text(f"{number}", 0, y + 12, font_size=13, font_weight=700)
        for index, words in enumerate(lines):
            yield svg.text(words, 22, y + 12 + index * _LINE)

    def _count(self, row: MatrixRow, y: float) -> str:
        filled = sum(bool(cell.ids) for cell in row.cells)
        words = self.words.text("picture.matrix.count", filled=filled, of=len(row.cells))
        ink = INK if filled == len(row.cells) else ALARM
        return svg.text(words, self.grid.right, y + 12, fill=ink, **_COUNT)

    def _cell(self, at: int, cell: Cell, y: float) -> str:
        shape = arrow(self.grid.left, y, self.grid.step, at=at, of=len(CYCLE))
        tip = svg.tip(self._told(cell), wide=self.grid.is_wide)
        if not cell.ids:
            return svg.group((*tip, empty(shape, self.hatching)), class_="gap")
        number = filled(shape, self._middle(at), y, len(cell.ids))
        drawn = svg.group((*tip, number), class_="filled")
        # In a wide picture the tip says it; what a picture says and a link is called must agree.
        called = None if self.grid.is_wide else f"{len(cell.ids)}: {self._told(cell)}"
        return svg.linked(drawn, self.address, cell.ids[0], called)

    def _middle(self, at: int) -> float:
        return self.grid.left + (at + 0.5) * self.grid.step + 3

    def _told(self, cell: Cell) -> str:
        stage = self.words.text(f"stage.{cell.stage.value}")
        if not cell.ids:
            return self.words.text("picture.matrix.empty", stage=stage)
        names = tuple(self.names.get(id, id) for id in cell.ids)
        return self.words.text("picture.matrix.cell", stage=stage, names=names)


def _names(roadmap: Roadmap, words: Catalogue) -> dict[str, str]:
    """What a reader knows the items of a cell by: numbers of events, beginnings of texts."""
    texts = {goal.id: goal.text for goal in roadmap.goals}
    texts |= {indicator.id: indicator.text for indicator in roadmap.indicators}
    quoted = {
        id: words.text("picture.matrix.text", text=shorten(text, _NAME, 1))
        for id, text in texts.items()
    }
    return quoted | {event.id: event_number(roadmap, event) for event in roadmap.events}


def _says(roadmap: Roadmap, rows: Sequence[MatrixRow], words: Catalogue) -> tuple[str, str]:
    """The name of the picture, and its gaps goal by goal."""
    cells = [cell for row in rows for cell in row.cells]
    filled = sum(bool(cell.ids) for cell in cells)
    name = words.text("picture.matrix.name", roadmap=roadmap.code or roadmap.slug)
    gaps = [
        words.text(
            "picture.matrix.missing",
            number=number,
            stages=tuple(words.text(f"stage.{c.stage.value}") for c in row.cells if not c.ids),
        )
        for number, row in enumerate(rows, 1)
        if not all(cell.ids for cell in row.cells)
    ]
    summary = words.text("picture.matrix.summary", goals=len(rows), filled=filled, of=len(cells))
    return name, " ".join((summary, *gaps))
