"""Cells of a workbook coloured, with comments beside them; every other part stays as it is."""

import re
import zipfile
from collections.abc import Iterator, Mapping
from io import BytesIO
from posixpath import basename, dirname, join
from xml.sax.saxutils import escape, quoteattr

from engine.diagnostics import Finding
from engine.lazy import lazy_pattern
from engine.tables.sheets import cell_address, column_number
from engine.tables.zip_archive import UNREADABLE, DamagedError, open_archive, read_part

_Told = Mapping[tuple[int, int], tuple[str, ...]]
Remarks = Mapping[str, _Told]
"""By sheet and cell (1-based row, 0-based column) what is to be said there."""

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_FILL = (
    '<fill><patternFill patternType="solid"><fgColor rgb="FFFCE4DF"/><bgColor indexed="64"/>'
    "</patternFill></fill>"
)
_FILLS = lazy_pattern(r"<fills\b[^>]*>(.*?)</fills>", re.DOTALL)
_LOOKS = lazy_pattern(r"<cellXfs\b[^>]*>(.*?)</cellXfs>", re.DOTALL)
_LOOK = lazy_pattern(r"<xf\b[^>]*?(?:/>|>.*?</xf>)", re.DOTALL)
_CELL = lazy_pattern(r'<c\b[^>]*?\br="([A-Z]+)(\d+)"[^>]*>')
_STYLE = lazy_pattern(r'\bs="(\d+)"')
_AFTER_COMMENTS = lazy_pattern(
    r"<(?:legacyDrawingHF|picture|oleObjects|controls|webPublishItems|tableParts)\b"
    r"|<mc:AlternateContent\b"
    r"|<extLst>(?:(?!<extLst>).)*</extLst>\s*</worksheet>|</worksheet>",
    re.DOTALL,
)
"""What stands behind the link to the comments, in the order that the format asks for."""
_CONTROL = lazy_pattern("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_LONGEST = 32_000


def marked(data: bytes, remarks: Remarks, author: str) -> bytes | None:
    """The workbook with its cells marked; None where it is none that can be written so: another
    kind of file, XML of an unusual kind, or comments of others on a sheet."""
    archive = open_archive(data, "")
    if isinstance(archive, Finding) or not set(remarks) <= set(archive.sheets):
        return None
    try:
        parts = {each: read_part(archive.parts, each) for each in ("xl/styles.xml", _TYPES)}
        sheets = {name: archive.sheet_xml(name).decode("utf-8") for name in remarks}
        names = set(archive.parts.namelist())
        made = {name: part.decode("utf-8") for name, part in parts.items()}
        for number, (name, told) in enumerate(remarks.items(), 1):
            part = archive.sheets[name]
            links = join(dirname(part), "_rels", f"{basename(part)}.rels")
            there = read_part(archive.parts, links).decode("utf-8") if links in names else _NO_LINKS
            if not _is_markable(sheets[name], there):
                return None
            made[part] = _coloured(sheets[name], told, made)
            made |= _commented(number, links, there, told, author)
            made[part] = _linked(made[part])
        made[_TYPES] = _with_types(made[_TYPES], len(remarks))
    except (*UNREADABLE, DamagedError, UnicodeDecodeError, LookupError):
        return None
    return _packed(archive.parts, made)


_TYPES = "[Content_Types].xml"
_NO_LINKS = f'<Relationships xmlns="{_PACKAGE}/relationships"></Relationships>'


def _is_markable(xml: str, links: str) -> bool:
    is_plain = "<sheetData" in xml and f'xmlns="{_MAIN}"' in xml and "</worksheet>" in xml
    return is_plain and "<legacyDrawing " not in xml and "/comments" not in links


def _coloured(xml: str, told: Mapping[tuple[int, int], object], made: dict[str, str]) -> str:
    """The sheet with another look of the cells; a cell that is not written has none to change."""
    looks = _Looks(made["xl/styles.xml"])

    def mark(cell: re.Match[str]) -> str:
        if (int(cell[2]), column_number(cell[1])) not in told:
            return cell[0]
        style = _STYLE.search(cell[0])
        new = f's="{looks.marked(int(style[1]) if style else 0)}"'
        if style:
            return cell[0].replace(style[0], new, 1)
        return f"{cell[0][:2]} {new}{cell[0][2:]}"

    found = _CELL.sub(mark, xml)
    made["xl/styles.xml"] = looks.xml()
    return found


class _Looks:
    """The looks of cells, and a coloured twin of each that was asked for."""

    def __init__(self, xml: str) -> None:
        fills, looks = _FILLS.search(xml), _LOOKS.search(xml)
        if fills is None or looks is None:
            raise LookupError
        self._xml, self._fills, self._looks = xml, fills, looks
        self._fill = len(re.findall(r"<fill\b", fills[1]))
        self._all = _LOOK.findall(looks[1])
        self._twins: dict[int, int] = {}

    def marked(self, look: int) -> int:
        """The number of the twin. Raises LookupError where there is no such look."""
        if look not in self._twins:
            twin = re.sub(r'\s(?:fillId|applyFill)="[^"]*"', "", self._all[look])
            self._all.append(f'<xf fillId="{self._fill}" applyFill="1"{twin[3:]}')
            self._twins[look] = len(self._all) - 1
        return self._twins[look]

    def xml(self) -> str:
        """The part with the twins."""
        if not self._twins:
            return self._xml
        fills = f'<fills count="{self._fill + 1}">{self._fills[1]}{_FILL}</fills>'
        looks = f'<cellXfs count="{len(self._all)}">{"".join(self._all)}</cellXfs>'
        return self._xml.replace(self._fills[0], fills, 1).replace(self._looks[0], looks, 1)


def _commented(number: int, links: str, there: str, told: _Told, author: str) -> dict[str, str]:
    """The parts of the comments of a sheet."""
    comments, shapes = f"comments_roadmap{number}.xml", f"remarks_roadmap{number}.vml"
    added = "".join(
        f'<Relationship Id="{id}" Type="{_LINKS}/{kind}" Target="/xl/{target}"/>'
        for id, kind, target in (
            ("rIdRoadmap1", "vmlDrawing", shapes), ("rIdRoadmap2", "comments", comments),
        )
    )  # fmt: skip
    if there.rstrip().endswith("/>"):
        raise LookupError
    return {
        links: there.replace("</Relationships>", f"{added}</Relationships>"),
        f"xl/{comments}": "".join(_comments(told, author)),
        f"xl/{shapes}": "".join(_shapes(told)),
    }


def _comments(told: _Told, author: str) -> Iterator[str]:
    yield f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<comments xmlns="{_MAIN}">'
    yield f"<authors><author>{escape(author)}</author></authors><commentList>"
    for (row, column), texts in sorted(told.items()):
        text = escape(_CONTROL.sub("", "\n".join(texts))[:_LONGEST])
        at = quoteattr(cell_address(row, column))
        yield f'<comment ref={at} authorId="0"><text><r><t xml:space="preserve">{text}</t></r>'
        yield "</text></comment>"
    yield "</commentList></comments>"


def _shapes(told: Mapping[tuple[int, int], object]) -> Iterator[str]:
    """The boxes of the comments, hidden until the cell is pointed at."""
    yield (
        '<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:'
        'office" xmlns:x="urn:schemas-microsoft-com:office:excel">'
        '<v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" '
        'path="m,l,21600r21600,l21600,xe"><v:stroke joinstyle="miter"/>'
        '<v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>'
    )
    for number, (row, column) in enumerate(sorted(told), 1):
        place = f"{column + 1}, 15, {max(row - 2, 0)}, 10, {column + 5}, 15, {row + 4}, 4"
        yield (
            f'<v:shape id="_x0000_s{1024 + number}" type="#_x0000_t202" '
            'style="position:absolute;visibility:hidden" fillcolor="#ffffe1" o:insetmode="auto">'
            '<v:fill color2="#ffffe1"/><v:textbox style="mso-direction-alt:auto"/>'
            f'<x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/>'
            f"<x:Anchor>{place}</x:Anchor><x:AutoFill>False</x:AutoFill><x:Row>{row - 1}</x:Row>"
            f"<x:Column>{column}</x:Column></x:ClientData></v:shape>"
        )
    yield "</xml>"


def _linked(xml: str) -> str:
    """The sheet with the link to its comments at the place that the format wants it."""
    end = max(xml.rfind("</sheetData>"), xml.rfind("<sheetData/>"))
    found = _AFTER_COMMENTS.search(xml, end)
    if end < 0 or found is None:
        raise LookupError
    link = f'<legacyDrawing xmlns:r="{_LINKS}" r:id="rIdRoadmap1"/>'
    return f"{xml[: found.start()]}{link}{xml[found.start() :]}"


def _with_types(xml: str, count: int) -> str:
    kind = "application/vnd.openxmlformats-officedocument"
    added = "".join(
        f'<Override PartName="/xl/comments_roadmap{number}.xml" '
        f'ContentType="{kind}.spreadsheetml.comments+xml"/>'
        for number in range(1, count + 1)
    )
    if 'Extension="vml"' not in xml:
        added = f'<Default Extension="vml" ContentType="{kind}.vmlDrawing"/>{added}'
    if "</Types>" not in xml:
        raise LookupError
    return xml.replace("</Types>", f"{added}</Types>")


def _packed(parts: zipfile.ZipFile, made: Mapping[str, str]) -> bytes:
    """The archive with these parts instead of its own, and the new ones behind."""
    content = BytesIO()
    with zipfile.ZipFile(content, "w") as packed:
        names = [zip_info.filename for zip_info in parts.infolist()]
        for each in (*names, *(name for name in made if name not in names)):
            old = parts.getinfo(each) if each in names else None
            info = zipfile.ZipInfo(each, old.date_time if old else (1980, 1, 1, 0, 0, 0))
            info.compress_type, info.create_system = zipfile.ZIP_DEFLATED, 0
            packed.writestr(info, made[each].encode() if each in made else parts.read(each))
    return content.getvalue()
