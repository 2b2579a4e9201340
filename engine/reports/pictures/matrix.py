"""The cycle matrix of a roadmap: six arrows for each goal, hatched where there is a gap."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from engine.messages import Catalogue
from engine.model.spec import CYCLE, Roadmap
from engine.reports.labels import event_number
from engine.reports.pictures import svg
from engine.reports.pictures.layout import Layout
from engine.reports.pictures.lettering import hyphenated, shorten, width_of, wrap
from engine.reports.pictures.palette import ALARM, FILLED, INK, PAPER, SOFT
from engine.results.ordering import Cell, MatrixRow

_CELL = 32.0
_POINT = 8.0
_GAP = 2.0
_LINE = 15.0
_LETTER = 12.0
_SMALL = 11.0
_HEAD = 34.0
_FOOT = 36.0
_NAME = 40.0
_GAP_EDGE = "#c4614f"
_FOOTING: dict[str, svg.Value] = {"font_size": _SMALL, "fill": SOFT}
_NUMBER: dict[str, svg.Value] = {
    "font_size": 15,
    "font_weight": 700,
    "text_anchor": "middle",
    "fill": PAPER,
}


@dataclass(frozen=True, slots=True)
class _Grid:
    """Where things stand: `left` is the edge of the first arrow, `step` from one to the next."""

    left: float
    step: float
    words_width: float
    words_above: bool
    count_at: float


_GRIDS = {
    Layout.NARROW: _Grid(left=0, step=60, words_width=296, words_above=True, count_at=360),
    Layout.WIDE: _Grid(left=296, step=70, words_width=276, words_above=False, count_at=760),
}


def matrix_picture(
    roadmap: Roadmap, rows: Sequence[MatrixRow], words: Catalogue, *, layout: Layout = Layout.WIDE
) -> str:
    """Goals of the roadmap down, the six stages across; each arrow shows how much stands there.

    `rows` are the rows of this roadmap. Two pictures of a roadmap (one a layout) may stand on one
    page: their ids differ.
    """
    id = f"matrix-{roadmap.slug}-{layout.value}"
    drawing = _Drawing(roadmap, words, _GRIDS[layout], f"{id}-gap", _names(roadmap))
    parts, y = [drawing.pattern(), *drawing.head()], _HEAD
    for number, row in enumerate(rows, 1):
        block, height = drawing.row(number, row, y)
        parts.append(block)
        y += height
    parts += [*drawing.foot(y), *drawing.outside(rows, y + 18)]
    size = (layout.width, y + _FOOT)
    return svg.picture(
        id, size, parts, kind=f"matrix {layout.value}", says=_says(roadmap, rows, words)
    )


@dataclass(frozen=True, slots=True)
class _Drawing:
    roadmap: Roadmap
    words: Catalogue
    grid: _Grid
    gap_id: str
    names: Mapping[str, str]

    def pattern(self) -> str:
        return svg.element("defs", svg.hatch(self.gap_id, ink="#f0b5aa", paper=PAPER))

    def head(self) -> Iterator[str]:
        """Names of the stages, in two lines where one is too narrow."""
        for number, stage in enumerate(CYCLE):
            name = self.words.text(f"picture.stage.{stage.value}")
            lines = hyphenated(name, self.grid.step - 4, 10)
            x = self.grid.left + (number + 0.5) * self.grid.step + (2 if number < 5 else -2)
            for offset, words in enumerate(reversed(lines)):
                yield svg.text(
                    words, x, _HEAD - 9 - offset * 12,
                    class_="stage", font_size=10, font_weight=600, text_anchor="middle", fill=SOFT,
                )  # fmt: skip

    def row(self, number: int, row: MatrixRow, y: float) -> tuple[str, float]:
        """A goal's block and its height."""
        lines = wrap(self._goal(row), self.grid.words_width - 22, _LETTER, lines=3)
        tall = len(lines) * _LINE
        arrows_at = y + tall + 6 if self.grid.words_above else y + max(0.0, (tall - _CELL) / 2)
        words_at = y if self.grid.words_above else y + max(0.0, (_CELL - tall) / 2)
        height = tall + _CELL + 22 if self.grid.words_above else max(tall, _CELL) + 16
        block = svg.group(
            (
                *svg.tip(self._goal(row), wide=self.grid.is_wide),
                *self._words(number, lines, words_at),
                self._count(row, words_at if self.grid.words_above else arrows_at + 9),
                *(self._arrow(index, cell, arrows_at) for index, cell in enumerate(row.cells)),
            ),
            class_="goal",
        )
        return block, height

    def foot(self, y: float) -> Iterator[str]:
        """What the two kinds of arrow mean."""
        filled, gap = (self.words.text(f"picture.matrix.{kind}") for kind in ("filled", "gap"))
        x = 54 + width_of(filled, _SMALL)
        yield svg.polygon(_arrow(0, y, 24, 14, 4), fill=FILLED, class_="filled")
        yield svg.text(filled, 30, y + 11, **_FOOTING)
        yield svg.polygon(_arrow(x, y, 24, 14, 4), fill=f"url(#{self.gap_id})", stroke=_GAP_EDGE)
        yield svg.text(gap, x + 30, y + 11, **_FOOTING)

    def outside(self, rows: Sequence[MatrixRow], y: float) -> Iterator[str]:
        """How many events stand in no row."""
        inside = {id for row in rows for cell in row.cells for id in cell.ids}
        count = sum(event.id not in inside for event in self.roadmap.events)
        if count:
            words = self.words.text("picture.matrix.outside", n=count)
            yield svg.text(words, 0, y + 11, class_="outside", **_FOOTING)

    def _named(self, cell: Cell) -> tuple[str, ...]:
        return tuple(self.names.get(id, id) for id in cell.ids)

    def _goal(self, row: MatrixRow) -> str:
        return next((goal.text for goal in self.roadmap.goals if goal.id == row.goal), row.goal)

    def _words(self, number: int, lines: Sequence[str], y: float) -> Iterator[str]:
        yield svg.text(f"{number}", 0, y + 12, font_size=13, font_weight=700)
        for index, words in enumerate(lines):
            yield svg.text(words, 22, y + 12 + index * _LINE, class_="words", font_size=_LETTER)

    def _count(self, row: MatrixRow, y: float) -> str:
        filled = sum(bool(cell.ids) for cell in row.cells)
        words = self.words.text("picture.matrix.count", filled=filled, of=len(row.cells))
        ink = INK if filled == len(row.cells) else ALARM
        return svg.text(
            words, self.grid.count_at, y + 12,
            class_="count", font_size=_LETTER, font_weight=700, text_anchor="end", fill=ink,
        )  # fmt: skip

    def _arrow(self, index: int, cell: Cell, y: float) -> str:
        x, width = self.grid.left + index * self.grid.step, self.grid.step + _POINT - _GAP - 2
        width -= _POINT if index == len(CYCLE) - 1 else 0
        shape = _arrow(x, y, width, _CELL, _POINT, flat=index == 0)
        stage = self.words.text(f"stage.{cell.stage.value}")
        x += self.grid.step / 2 + 3
        if cell.ids:
            return svg.group(
                (
                    svg.title(
                        self.words.text("picture.matrix.cell", stage=stage, names=self._named(cell))
                    ),
                    svg.polygon(shape, fill=FILLED),
                    svg.text(str(len(cell.ids)), x, y + 21.5, **_NUMBER),
                ),
                class_="filled",
            )
        return svg.group(
            (
                *svg.tip(
                    self.words.text("picture.matrix.empty", stage=stage), wide=self.grid.is_wide
                ),
                svg.polygon(shape, fill=f"url(#{self.gap_id})", stroke=_GAP_EDGE),
            ),
            class_="gap",
        )


def _names(roadmap: Roadmap) -> dict[str, str]:
    """What a reader knows the items of a cell by: numbers of events, beginnings of texts."""
    texts = {goal.id: goal.text for goal in roadmap.goals}
    texts |= {indicator.id: indicator.text for indicator in roadmap.indicators}
    return {id: f"«{shorten(text, _NAME, 1)}»" for id, text in texts.items()} | {
        event.id: event_number(roadmap, event) for event in roadmap.events
    }


def _arrow(
    x: float, y: float, width: float, height: float, point: float, *, flat: bool = False
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
