"""Where figures flow, as a picture: tables on the left, events on the right."""

from collections.abc import Iterator

from engine.compile.lineage import Key, Kind, Lineage, Thing
from engine.messages import Catalogue
from engine.reports.charts import svg

_BOX, _TALL, _GAP, _BETWEEN, _HEAD, _MARGIN = 210.0, 40.0, 10.0, 70.0, 34.0, 16.0
_LETTER = 11.5
_FILLS = {
    Kind.TABLE: "#e8ebed", Kind.COLUMN: "#ffffff", Kind.INDICATOR: "#def2e5",
    Kind.DECISION: "#fff1bf", Kind.EVENT: "#e3ecf8",
}  # fmt: skip
_LINE = "#7b868c"


def lineage_picture(traced: Lineage, words: Catalogue) -> str:
    """All things that something leads to or from, a column of boxes for each kind."""
    linked = {key for pair in traced.gives for key in pair}
    things = {key: each for key, each in traced.things.items() if key in linked}
    kinds = [kind for kind in Kind if any(key[0] is kind for key in things)]
    places = _places(list(things), kinds)
    tall = max((y for _, y in places.values()), default=_HEAD) + _TALL + _MARGIN
    size = (len(kinds) * (_BOX + _BETWEEN) - _BETWEEN + 2 * _MARGIN, tall)
    parts = (
        svg.rect(0, 0, *size, fill="#ffffff", class_="background"),
        *(
            svg.text(
                words.text(f"lineage.many_{kind.value}"), _MARGIN + at * (_BOX + _BETWEEN), 22,
                font_size=13, font_weight=700,
            )
            for at, kind in enumerate(kinds)
        ),
        *(_link(places[start], places[to]) for start, to in traced.gives),
        *(_box(each, *places[key]) for key, each in things.items()),
    )  # fmt: skip
    says = (words.text("lineage.picture"), words.text("lineage.says", n=len(things)))
    return svg.picture("lineage", size, parts, kind="lineage", says=says)


def _places(keys: list[Key], kinds: list[Kind]) -> dict[Key, tuple[float, float]]:
    """The upper left corner of each box."""
    return {
        key: (_MARGIN + at * (_BOX + _BETWEEN), _HEAD + row * (_TALL + _GAP))
        for at, kind in enumerate(kinds)
        for row, key in enumerate(key for key in keys if key[0] is kind)
    }


def _link(start: tuple[float, float], end: tuple[float, float]) -> str:
    """A curve from the right side of a box to the left side of another, or around within a kind."""
    x1, y1, x2, y2 = start[0] + _BOX, start[1] + _TALL / 2, end[0], end[1] + _TALL / 2
    if x2 <= x1 - _BOX:
        x2 = end[0] + _BOX
        bend = x1 + _BETWEEN * 0.6
        path = f"M{x1:g} {y1:g}C{bend:g} {y1:g} {bend:g} {y2:g} {x2:g} {y2:g}"
    else:
        middle = (x1 + x2) / 2
        path = f"M{x1:g} {y1:g}C{middle:g} {y1:g} {middle:g} {y2:g} {x2:g} {y2:g}"
    return svg.element("path", d=path, fill="none", stroke=_LINE, stroke_width=1, class_="flow")


def _box(thing: Thing, x: float, y: float) -> str:
    lines = list(_lines(thing))
    return svg.group(
        (
            svg.title(f"{thing.id}: {thing.title}"),
            svg.rect(x, y, _BOX, _TALL, fill=_FILLS[thing.kind], stroke=_LINE, rx=4),
            *(
                svg.text(line, x + 8, y + 16 + number * 15, font_size=_LETTER, font_weight=weight)
                for number, (line, weight) in enumerate(lines)
            ),
        ),
        class_=f"thing {thing.kind.value}",
    )


def _lines(thing: Thing) -> Iterator[tuple[str, int]]:
    """The id, then as much of the title as there is room for."""
    yield svg.shorten(thing.id, _BOX - 16, _LETTER, bold=True), 700
    yield svg.shorten(" ".join(thing.title.split()), _BOX - 16, _LETTER), 400
