"""Which cells of a workbook stand on a colour: below a month or a quarter this is a tick.

The XML of sheets is searched, never parsed. Colours that a condition gives are not told by a cell.
"""

import re
from collections.abc import Container, Iterator, Mapping
from dataclasses import field
from html import unescape

from engine.classes import dataclass
from engine.lazy import lazy_pattern
from engine.tables.sheets import column_number

Places = frozenset[tuple[int, int]]
"""Rows from 1, columns from 0."""
Colours = Mapping[tuple[int, int], str]
"""Place → the colour that its cell stands on, «92d050»."""
SOME = "?"
"""A colour of which only is known that it is not white."""

_WHITE = "ffffff"

# xlsx

_FILLS = lazy_pattern(rb"<(?:\w+:)?fills\b.*?</(?:\w+:)?fills>", re.DOTALL)
_FILL = lazy_pattern(rb"<(?:\w+:)?fill>(.*?)</(?:\w+:)?fill>|<(?:\w+:)?fill/>", re.DOTALL)
_FONTS = lazy_pattern(rb"<(?:\w+:)?fonts\b.*?</(?:\w+:)?fonts>", re.DOTALL)
_FONT = lazy_pattern(rb"<(?:\w+:)?font>(.*?)</(?:\w+:)?font>|<(?:\w+:)?font/>", re.DOTALL)
_STRIKE = lazy_pattern(rb"<(?:\w+:)?strike\b([^>]*)>")
_LOOKS = lazy_pattern(rb"<(?:\w+:)?cellXfs\b.*?</(?:\w+:)?cellXfs>", re.DOTALL)
_LOOK = lazy_pattern(rb"<(?:\w+:)?xf\b([^>]*)>")
_PATTERN = lazy_pattern(rb"<(?:\w+:)?patternFill\b([^>]*)>")
_FRONT = lazy_pattern(rb"<(?:\w+:)?fgColor\b([^>]*)>")
_XLSX_CELL = lazy_pattern(rb"<(?:\w+:)?(row|c)\b([^>]*)>")
_AT = lazy_pattern(rb"""\br\s*=\s*["']([A-Za-z]{0,3})(\d{1,7})["']""")
_THEME_WHITE = "0"


def coloured_styles(styles: bytes, theme: bytes) -> Mapping[str, str]:
    """The numbers of the cell styles of xl/styles.xml whose fill has a colour, with that colour;
    `theme` is xl/theme/theme1.xml."""
    fills = _FILLS.search(styles)
    each = _FILL.finditer(fills[0]) if fills else ()
    drawn = {str(at): _colour_of_fill(fill[1] or b"", theme) for at, fill in enumerate(each)}
    return _styles_with(styles, "fillId", {at: colour for at, colour in drawn.items() if colour})


def struck_styles(styles: bytes) -> frozenset[str]:
    """The numbers of the cell styles of xl/styles.xml whose font is crossed out."""
    fonts = _FONTS.search(styles)
    each = _FONT.finditer(fonts[0]) if fonts else ()
    struck = {
        str(at): SOME
        for at, font in enumerate(each)
        if (strike := _STRIKE.search(font[1] or b""))
        and _value(strike[1], "val") not in ("0", "false")
    }
    return frozenset(_styles_with(styles, "fontId", struck))


def _styles_with(styles: bytes, part: str, numbers: Mapping[str, str]) -> Mapping[str, str]:
    """The numbers of the cell styles that refer to one of these parts, with what that says."""
    looks = _LOOKS.search(styles)
    if looks is None or not numbers:
        return {}
    own = (_value(look[1], part) for look in _LOOK.finditer(looks[0]))
    return {str(at): numbers[number] for at, number in enumerate(own) if number in numbers}


def _colour_of_fill(fill: bytes, theme: bytes) -> str:
    """The colour of a fill; empty where there is none, or white."""
    pattern = _PATTERN.search(fill)
    if pattern is None:
        return SOME if b"gradientFill" in fill else ""
    if _value(pattern[1], "patternType") in ("", "none"):
        return ""
    found = _FRONT.search(fill)
    if found is None:
        return SOME
    named = _value(found[1], "theme")
    if named == _THEME_WHITE and not _value(found[1], "tint"):
        return ""
    rgb = _value(found[1], "rgb")[-6:].casefold()
    if rgb:
        return "" if rgb == _WHITE else rgb
    return _of_theme(named, theme) if named else SOME if _value(found[1], "indexed") else ""


_THEME = (b"lt1", b"dk1", b"lt2", b"dk2", *(b"accent%d" % at for at in range(1, 7)))
"""The colours of a theme, in the order in which cells count them."""


def _of_theme(number: str, theme: bytes) -> str:
    """A colour of the theme; a tint of it is lighter or darker and no other colour."""
    if not number.isdecimal() or int(number) >= len(_THEME):
        return SOME
    name = _THEME[int(number)]
    found = re.search(rb"<a:%s>\s*<a:srgbClr val=\"([0-9A-Fa-f]{6})\"" % name, theme)
    return found[1].decode().casefold() if found and number not in "01" else SOME


def _value(attributes: bytes, name: str) -> str:
    found = re.search(rf"""\b{name}\s*=\s*["']([^"']*)["']""".encode(), attributes)
    return found[1].decode("utf-8", "replace") if found else ""


def cells_in_styles(sheet: bytes, styles: Container[str]) -> Mapping[tuple[int, int], str]:
    """The cells of the XML of a sheet in one of these styles, with its number."""
    return dict(_in_styles(sheet, styles))


_CONDITION = lazy_pattern(
    rb"<(?:\w+:)?conditionalFormatting\b([^>]*)>(.*?)</(?:\w+:)?conditionalFormatting>", re.DOTALL
)
_RULE = lazy_pattern(rb"<(?:\w+:)?cfRule\b")


def conditional_ranges(sheet: bytes) -> tuple[str, ...]:
    """The ranges of a sheet whose colours follow from values by rules, «G5:G10»."""
    found = _CONDITION.finditer(sheet)
    return tuple(dict.fromkeys(_value(each[1], "sqref") for each in found if _RULE.search(each[2])))


STRING = lazy_pattern(rb"<(?:\w+:)?si\b[^>]*>(.*?)</(?:\w+:)?si>", re.DOTALL)
"""A text of xl/sharedStrings.xml, with its runs."""
_OF_STRING = lazy_pattern(rb'<(?:\w+:)?c\b([^>]*\bt="s"[^>]*)>\s*<(?:\w+:)?v>(\d+)<')
_WITHIN = lazy_pattern(
    rb'<(?:\w+:)?c\b([^>]*\bt="inlineStr"[^>]*)>\s*<(?:\w+:)?is>(.*?)</(?:\w+:)?is>', re.DOTALL
)


def struck_strings(strings: bytes) -> frozenset[bytes]:
    """The numbers of the texts of xl/sharedStrings.xml of which a part is crossed out."""
    if b"strike" not in strings:
        return frozenset()
    found = enumerate(STRING.finditer(strings))
    return frozenset(str(at).encode() for at, text in found if _is_struck(text[1]))


def _is_struck(runs: bytes) -> bool:
    return any(_value(each[1], "val") not in ("0", "false") for each in _STRIKE.finditer(runs))


def cells_with_strings(sheet: bytes, numbers: frozenset[bytes]) -> Places:
    """The cells of the XML of a sheet that hold one of these texts, or a text of their own of which
    a part is crossed out."""
    shared = _OF_STRING.finditer(sheet) if numbers else ()
    own = _WITHIN.finditer(sheet) if b"strike" in sheet else ()
    tags = [cell[1] for cell in shared if cell[2] in numbers]
    tags += (cell[1] for cell in own if _is_struck(cell[2]))
    found = map(_AT.search, tags)
    return frozenset(
        (int(at[2]), column_number(at[1].decode())) for at in found if at and at[1]
    )  # fmt: skip


def _in_styles(sheet: bytes, styles: Container[str]) -> Iterator[tuple[tuple[int, int], str]]:
    row, column = 0, -1
    for match in _XLSX_CELL.finditer(sheet):
        at = _AT.search(match[2])
        if match[1] == b"row":
            row, column = int(at[2]) if at else row + 1, -1
            continue
        column = column_number(at[1].decode()) if at and at[1] else column + 1
        if (style := _value(match[2], "s")) in styles:
            yield (row, column), style


# ods

_STYLE = lazy_pattern(
    rb"<style:(?:style|default-style)\b([^>]*?)(?:/>|>(.*?)</style:(?:style|default-style)>)",
    re.DOTALL,
)
_BACKGROUND = lazy_pattern(rb"<style:table-cell-properties\b[^>]*fo:background-color=\"([^\"]*)\"")
_TAG = lazy_pattern(
    rb"<table:(table|table-column|table-row|table-cell|covered-table-cell)(?=[\s/>])([^>]*)>"
)


def coloured_of_ods(
    content: bytes, styles: bytes, sizes: Mapping[str, tuple[int, int]]
) -> Mapping[str, Places]:
    """Sheet → its cells on a colour; `sizes` say how many rows and columns of a sheet are read."""
    walk = _Walk(_styles_of_ods(styles + content), sizes)
    for tag in _TAG.finditer(content):
        walk.over(tag[1].decode(), tag[2])
    return {name: frozenset(places) for name, places in walk.found.items()}


_DEFAULT = "table:default-cell-style-name"


@dataclass(slots=True)
class _Walk:
    """Where a search through content.xml is, and what it has found."""

    drawn: frozenset[str]
    sizes: Mapping[str, tuple[int, int]]
    found: dict[str, set[tuple[int, int]]] = field(default_factory=dict)
    sheet: str = ""
    rows: int = 0
    width: int = 0
    columns: list[str] = field(default_factory=list)
    """The style that each column gives to its cells."""
    of_row: str = ""
    row: int = 0
    next_row: int = 1
    column: int = 0

    def over(self, kind: str, attributes: bytes) -> None:
        """Go over a tag."""
        if kind == "table":
            self.sheet = unescape(_value(attributes, "table:name"))
            self.rows, self.width = self.sizes.get(self.sheet, (0, 0))
            self.columns, self.row, self.next_row = [], 0, 1
        elif kind == "table-column":
            times = min(_times(attributes, "columns"), self.width)
            self.columns += [_value(attributes, _DEFAULT)] * times
        elif kind == "table-row":
            self.row, self.column = self.next_row, 0
            self.next_row += _times(attributes, "rows")
            self.of_row = _value(attributes, _DEFAULT)
        else:
            end = min(self.column + _times(attributes, "columns"), self.width)
            style = _value(attributes, "table:style-name")
            columns = [at for at in range(self.column, end) if self._is_drawn(style, at)]
            rows = range(self.row, min(self.next_row, self.rows + 1))
            if columns:
                places = ((row, column) for row in rows for column in columns)
                self.found.setdefault(self.sheet, set()).update(places)
            self.column = end

    def _is_drawn(self, style: str, column: int) -> bool:
        """Whether a cell stands on a colour by its own style, or by that of its row or column."""
        beside = self.columns[column] if column < len(self.columns) else ""
        return (style or self.of_row or beside) in self.drawn


def _times(attributes: bytes, what: str) -> int:
    return int(_value(attributes, f"table:number-{what}-repeated") or 1)


def _styles_of_ods(xml: bytes) -> frozenset[str]:
    """The names of the cell styles with a colour of their own, or of the style they are made of."""
    colours: dict[str, str] = {}
    above: dict[str, str] = {}
    for style in _STYLE.finditer(xml):
        if _value(style[1], "style:family") != "table-cell":
            continue
        name = _value(style[1], "style:name")
        above[name] = _value(style[1], "style:parent-style-name")
        if colour := _BACKGROUND.search(style[2] or b""):
            colours[name] = colour[1].decode().casefold().lstrip("#")
    return frozenset(name for name in above if _colour(name, colours, above) not in _NO_COLOUR)


_NO_COLOUR = frozenset({"", "transparent", _WHITE})


def _colour(name: str, colours: Mapping[str, str], above: Mapping[str, str]) -> str:
    seen: set[str] = set()
    while name and name not in seen:
        if name in colours:
            return colours[name]
        seen.add(name)
        name = above.get(name, "")
    return ""
