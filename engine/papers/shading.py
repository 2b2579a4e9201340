"""Which cells of an .xlsx stand on a colour: below a month or a quarter this is a tick."""

from collections.abc import Iterator, Mapping
from xml.etree.ElementTree import Element

from engine.diagnostics import Finding
from engine.papers.word.xml import attribute, child, parsed
from engine.tables.sheets import column_number
from engine.tables.zip_archive import Archive, DamagedError, open_archive, read_part

_STYLES = "xl/styles.xml"
_NO_COLOUR = frozenset({"", "ffffff"})
_WHITE_OF_THEME = "0"
_NO_FILLS = frozenset({"", "none"})

Places = frozenset[tuple[int, int]]
"""Rows from 1, columns from 0."""


def coloured_cells(data: bytes, file: str) -> Mapping[str, Places]:
    """Sheet → its cells on a colour that is not white; no sheets for other kinds of workbooks."""
    archive = open_archive(data, file) if data.startswith(b"PK") else None
    if archive is None or isinstance(archive, Finding) or _STYLES not in archive.parts.namelist():
        return {}
    try:
        styles = _coloured_styles(_local(archive, _STYLES))
        if not styles:
            return {}
        return {
            name: frozenset(_cells(_local(archive, part), styles))
            for name, part in archive.sheets.items()
        }
    except DamagedError:  # whoever reads the words of the book tells it
        return {}


def _local(archive: Archive, part: str) -> Element:
    root, _ = parsed(read_part(archive.parts, part), part)
    for each in root.iter():
        each.tag = each.tag.rpartition(":")[2]
    return root


def _coloured_styles(styles: Element) -> frozenset[str]:
    """The numbers of the cell styles whose fill has a colour."""
    fills = child(styles, "fills")
    looks = child(styles, "cellXfs")
    if fills is None or looks is None:
        return frozenset()
    drawn = {str(at) for at, fill in enumerate(fills) if _is_coloured(fill)}
    return frozenset(str(at) for at, each in enumerate(looks) if attribute(each, "fillId") in drawn)


def _is_coloured(fill: Element) -> bool:
    pattern = child(fill, "patternFill")
    if pattern is None:
        return child(fill, "gradientFill") is not None
    if attribute(pattern, "patternType") in _NO_FILLS:
        return False
    colour = child(pattern, "fgColor")
    if colour is None:
        return True
    if attribute(colour, "theme") == _WHITE_OF_THEME and not attribute(colour, "tint"):
        return False
    rgb = attribute(colour, "rgb")[-6:].casefold()
    return (
        rgb not in _NO_COLOUR
        if rgb
        else bool(attribute(colour, "theme") or attribute(colour, "indexed"))
    )


def _cells(sheet: Element, styles: frozenset[str]) -> Iterator[tuple[int, int]]:
    for cell in sheet.iter("c"):
        if attribute(cell, "s") in styles:
            letters = attribute(cell, "r").rstrip("0123456789")
            row = attribute(cell, "r")[len(letters) :]
            if letters and row:
                yield int(row), column_number(letters)
