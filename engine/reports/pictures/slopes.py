"""Before and after: a line an organisation, those with the decision over the others."""

from collections.abc import Sequence
from dataclasses import dataclass

from engine.reports.numbers import Numerals
from engine.reports.pictures import svg

_WIDTH, _HEIGHT = 640.0, 300.0
_LEFT, _RIGHT, _TOP, _BOTTOM = 200.0, 440.0, 40.0, 270.0
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
    values = [value for each in slopes for value in (each.before, each.after)]
    top = max(values, default=1.0) or 1.0
    low = min(0.0, *values) if values else 0.0
    scale = _Scale(low, top)
    parts = [
        svg.text(before, _LEFT, _TOP - 16, text_anchor="middle", font_size=14, fill="#4a5257"),
        svg.text(after, _RIGHT, _TOP - 16, text_anchor="middle", font_size=14, fill="#4a5257"),
        svg.line(_LEFT, _TOP, _LEFT, _BOTTOM, stroke="#d4d9dc"),
        svg.line(_RIGHT, _TOP, _RIGHT, _BOTTOM, stroke="#d4d9dc"),
        *(_line(each, scale) for each in sorted(slopes, key=lambda each: each.strong)),
        *_labels([each for each in slopes if each.strong], scale, numerals, percent=percent),
    ]
    return svg.picture(id, (_WIDTH, _HEIGHT), parts, kind="slopes", says=(name, says))


@dataclass(frozen=True, slots=True)
class _Scale:
    low: float
    high: float

    def y(self, value: float) -> float:
        """Larger values stand higher."""
        return _BOTTOM - (value - self.low) / (self.high - self.low or 1) * (_BOTTOM - _TOP)


def _line(slope: Slope, scale: _Scale) -> str:
    ink, width = (_INK, 2.5) if slope.strong else (_PALE, 1)
    return svg.group(
        [
            svg.title(slope.name),
            svg.line(_LEFT, scale.y(slope.before), _RIGHT, scale.y(slope.after), stroke=ink,
                     stroke_width=width),
        ]
    )  # fmt: skip


def _labels(
    slopes: Sequence[Slope], scale: _Scale, numerals: Numerals, *, percent: bool
) -> list[str]:
    """The names of the strong lines at both ends."""

    def shown(value: float) -> str:
        return numerals.percent(value / 100) if percent else numerals.number(value)

    starts = [(each.before, f"{each.name} {shown(each.before)}") for each in slopes]
    ends = [(each.after, f"{shown(each.after)} {each.name}") for each in slopes]
    return [
        *_column(starts, _LEFT - 8, "end", scale),
        *_column(ends, _RIGHT + 8, "start", scale),
    ]


def _column(labels: list[tuple[float, str]], x: float, anchor: str, scale: _Scale) -> list[str]:
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
