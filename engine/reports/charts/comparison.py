"""A dot for each organisation or municipality, with its interval, against a target or a band.

What lies on the wrong side is told by its shape as well as by its colour.

Before and after: a line an organisation, those with the decision over the others.
"""

from collections.abc import Callable, Iterator, Sequence
from math import floor, log10

from engine.classes import dataclass
from engine.reports.charts import svg
from engine.reports.charts.svg import (
    ALARM,
    FILLED,
    INK,
    LINE,
    PAPER,
    PERIOD,
    SOFT,
    Layout,
    apart,
    shorten,
    width_of,
)
from engine.reports.numbers import Numerals

_LETTER, _SMALL = 13.5, 12.0
_TOP, _BELOW = 28.0, 28.0
_TICKS = 4


@dataclass(frozen=True, slots=True)
class Dot:
    """A value by name; `low` and `high` bound its interval; `stands_out`: it is what to look at."""

    name: str
    value: float
    label: str
    stands_out: bool
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class Against:
    """What the dots are held against: a line at `mark`, or a band; with the words for it."""

    words: str
    mark: float | None = None
    band: tuple[float, float] | None = None

    @property
    def values(self) -> tuple[float, ...]:
        """The values that must be seen."""
        return (*(() if self.mark is None else (self.mark,)), *(self.band or ()))


@dataclass(frozen=True, slots=True)
class _Frame:
    width: float
    left: float
    right: float
    row: float
    name_above: bool


_FRAMES = {
    Layout.WIDE: _Frame(600, 210, 520, 24, name_above=False),
    Layout.NARROW: _Frame(340, 6, 270, 38, name_above=True),
}

_HALO: dict[str, svg.Value] = {"stroke": PAPER, "stroke_width": 4, "paint_order": "stroke"}
"""Keeps a name legible over the lines behind it."""

Says = tuple[str, str]
"""The name of the picture, and what it tells those who cannot see it."""


def draw_dots(
    id: str,
    dots: Sequence[Dot],
    against: Against | None,
    says: Says,
    written: Callable[[float], str],
    *,
    layout: Layout,
) -> str:
    """The picture as SVG; `written` tells a value of the axis."""
    frame = _FRAMES[layout]
    height = _TOP + frame.row * len(dots) + _BELOW
    scale, names = _scale(dots, against, frame), apart([dot.name for dot in dots])
    parts = [
        *_against(against, scale, frame, height),
        *_ticks(scale, frame, height, written),
        *(
            part
            for at, (dot, name) in enumerate(zip(dots, names, strict=True))
            for part in _row(dot, name, at, scale, frame)
        ),
    ]
    return svg.picture(id, (frame.width, height), parts, kind="dots", says=says)


@dataclass(frozen=True, slots=True)
class _Scale:
    low: float
    high: float
    left: float
    right: float

    def x(self, value: float) -> float:
        return self.left + (value - self.low) / (self.high - self.low) * (self.right - self.left)


def _scale(dots: Sequence[Dot], against: Against | None, frame: _Frame) -> _Scale:
    values = [each for dot in dots for each in (dot.value, dot.low, dot.high) if each is not None]
    values += against.values if against else ()
    low, high = min(values), max(values)
    room = (high - low or abs(high) or 1.0) * 0.05
    return _Scale(low - room, high + room, frame.left + 6, frame.right - 6)


def _against(against: Against | None, scale: _Scale, frame: _Frame, height: float) -> Iterator[str]:
    if against is None:
        return
    bottom = height - _BELOW
    if against.band:
        low, high = (scale.x(each) for each in against.band)
        yield svg.rect(low, _TOP, max(high - low, 1.5), bottom - _TOP, class_="band", fill=PERIOD)
        middle = (low + high) / 2
    else:
        assert against.mark is not None
        middle = scale.x(against.mark)
        yield svg.line(middle, _TOP - 4, middle, bottom, class_="mark", stroke=INK,
                       stroke_width=1.2, stroke_dasharray="4 3")  # fmt: skip
    half = width_of(against.words, _SMALL) / 2
    x = min(max(middle, half + 2), frame.width - half - 2)
    yield svg.text(against.words, x, _TOP - 10, text_anchor="middle", font_size=_SMALL, fill=SOFT)


def _ticks(
    scale: _Scale, frame: _Frame, height: float, written: Callable[[float], str]
) -> Iterator[str]:
    bottom = height - _BELOW
    yield svg.line(frame.left, bottom, frame.right, bottom, stroke=LINE)
    for value in steps(scale.low, scale.high):
        x = scale.x(value)
        yield svg.line(x, _TOP, x, bottom + 4, class_="tick", stroke=LINE, stroke_width=0.7)
        yield svg.text(written(value), x, bottom + 16, text_anchor="middle", font_size=_SMALL,
                       fill=SOFT)  # fmt: skip


def steps(low: float, high: float) -> list[float]:
    """Round values inside the bounds, about four of them: 1, 2 or 5 of a power of ten apart."""
    rough = (high - low) / _TICKS
    power = 10 ** floor(log10(rough))
    step = next(each * power for each in (1, 2, 5, 10) if each * power >= rough)
    first = floor(low / step) + 1
    return [round(number * step, 10) for number in range(first, floor(high / step) + 1)]


def _row(dot: Dot, called: str, at: int, scale: _Scale, frame: _Frame) -> Iterator[str]:
    top = _TOP + frame.row * at
    y = top + (frame.row - 10 if frame.name_above else frame.row / 2)
    ink = ALARM if dot.stands_out else FILLED
    parts = [svg.title(f"{dot.name}: {dot.label}")]
    if dot.low is not None and dot.high is not None:
        parts.append(svg.line(scale.x(dot.low), y, scale.x(dot.high), y, stroke=ink,
                              stroke_width=1.6))  # fmt: skip
    parts.append(_shape(scale.x(dot.value), y, ink, stands_out=dot.stands_out))
    weight = "700" if dot.stands_out else None
    if frame.name_above:
        name = shorten(called, frame.width - 4, _LETTER, bold=dot.stands_out)
        parts.append(svg.text(name, 2, y - 12, font_size=_LETTER, font_weight=weight, **_HALO))
    else:
        name = shorten(called, frame.left - 14, _LETTER, bold=dot.stands_out)
        parts.append(svg.text(name, frame.left - 10, y + 4, text_anchor="end", font_size=_LETTER,
                              font_weight=weight))  # fmt: skip
    parts.append(svg.text(dot.label, frame.right + 6, y + 4, font_size=_SMALL, fill=SOFT))
    yield svg.group(parts, class_="out" if dot.stands_out else "in")


def _shape(x: float, y: float, ink: str, *, stands_out: bool) -> str:
    """A diamond for what stands out, a disc for the others."""
    if stands_out:
        return svg.polygon([(x, y - 6), (x + 6, y), (x, y + 6), (x - 6, y)], fill=ink)
    return svg.element("circle", cx=x, cy=y, r=4.5, fill=ink)


_WIDTH, _HEIGHT = 640.0, 300.0
_LEFT, _RIGHT, _SLOPES_TOP, _BOTTOM = 200.0, 440.0, 40.0, 270.0
_INK, _PALE = "#96210f", "#9aa4aa"
_APART = 15.0
"""Labels nearer than this would touch."""


@dataclass(frozen=True, slots=True)
class Slope:
    """An organisation by name; `strong` ones are drawn over the others and named."""

    name: str
    before: float
    after: float
    strong: bool


Words = tuple[str, str, str, str]
"""Heading of «before», heading of «after», name and description of the picture."""


def draw_slopes(
    id: str, slopes: Sequence[Slope], words: Words, numerals: Numerals, *, percent: bool
) -> str:
    """The picture as SVG."""
    before, after, name, says = words
    values = [value for slope in slopes for value in (slope.before, slope.after)]
    top = max(values, default=1.0) or 1.0
    low = min(0.0, *values) if values else 0.0
    scale = _SlopeScale(low, top)
    parts = [
        svg.text(
            before, _LEFT, _SLOPES_TOP - 16, text_anchor="middle", font_size=14, fill="#4a5257"
        ),
        svg.text(
            after, _RIGHT, _SLOPES_TOP - 16, text_anchor="middle", font_size=14, fill="#4a5257"
        ),
        svg.line(_LEFT, _SLOPES_TOP, _LEFT, _BOTTOM, stroke="#d4d9dc"),
        svg.line(_RIGHT, _SLOPES_TOP, _RIGHT, _BOTTOM, stroke="#d4d9dc"),
        *(_line(slope, scale) for slope in sorted(slopes, key=lambda each: each.strong)),
        *_labels([slope for slope in slopes if slope.strong], scale, numerals, percent=percent),
    ]
    return svg.picture(id, (_WIDTH, _HEIGHT), parts, kind="slopes", says=(name, says))


@dataclass(frozen=True, slots=True)
class _SlopeScale:
    low: float
    high: float

    def y(self, value: float) -> float:
        """Larger values stand higher."""
        return _BOTTOM - (value - self.low) / (self.high - self.low or 1) * (_BOTTOM - _SLOPES_TOP)


def _line(slope: Slope, scale: _SlopeScale) -> str:
    ink, width = (_INK, 2.5) if slope.strong else (_PALE, 1)
    return svg.group(
        [
            svg.title(slope.name),
            svg.line(_LEFT, scale.y(slope.before), _RIGHT, scale.y(slope.after), stroke=ink,
                     stroke_width=width),
        ]
    )  # fmt: skip


def _labels(
    slopes: Sequence[Slope], scale: _SlopeScale, numerals: Numerals, *, percent: bool
) -> list[str]:
    """The names of the strong lines at both ends."""

    def shown(value: float) -> str:
        return numerals.percent(value / 100) if percent else numerals.number(value)

    starts = [(slope.before, f"{slope.name} {shown(slope.before)}") for slope in slopes]
    ends = [(slope.after, f"{shown(slope.after)} {slope.name}") for slope in slopes]
    return [
        *_column(starts, _LEFT - 8, "end", scale),
        *_column(ends, _RIGHT + 8, "start", scale),
    ]


def _column(
    labels: list[tuple[float, str]], x: float, anchor: str, scale: _SlopeScale
) -> list[str]:
    """Labels at the heights of their values, pushed apart where they would touch."""
    ordered = sorted(labels, key=lambda label: -label[0])
    heights = _spread([scale.y(value) for value, _ in ordered])
    return [
        svg.text(words, x, y + 4, text_anchor=anchor, font_size=13, fill=_INK)
        for (_, words), y in zip(ordered, heights, strict=True)
    ]


def _spread(heights: list[float]) -> list[float]:
    """Heights from the top down, none nearer to the one above than a label is high."""
    placed: list[float] = []
    for height in heights:
        placed.append(max(height, placed[-1] + _APART) if placed else height)
    return placed
