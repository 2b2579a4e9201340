"""Word files written by hand: the few elements that a paper needs, the same bytes every time.

Style of a paper: ГОСТ Р 7.0.97-2025 (12–14 points, every page but the first numbered at the top in
the middle, margins 20, 10, 20, 20 mm). A table repeats its head on every page, cuts no row,
and leaves no title of a section alone at a page's end.
"""

import re
import zipfile
from collections.abc import Iterable, Sequence
from xml.sax.saxutils import escape, quoteattr

from engine.classes import dataclass
from engine.diagnostics import Finding
from engine.lazy import lazy_pattern
from engine.tables.zip_archive import DamagedError, open_zip, read_part, zipped

MARGINS = (20, 10, 20, 20)
"""Top, right, bottom, left, in mm."""

_TWIPS = 56.7
"""Of a millimetre."""
_LETTER = 115
"""About so many of them wide is a letter of a cell."""
_WHOLE_ROW = 10
"""A row of so many lines stays on one page; a taller one goes on on the next, where Word would
otherwise leave half of a page blank before it."""
_PAGE = (210, 297)
_NARROWEST = 50
"""Of a text, in mm: less is no page that tables fit on."""
_MARKS_OF_HEADS = 10_000
"""Bookmarks that a letterhead may have."""
_FORBIDDEN = lazy_pattern("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_RELATED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_SPACES = f'xmlns:w="{_MAIN}" xmlns:r="{_RELATED}"'


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell: its paragraphs, how many columns it takes, its colour as RRGGBB, remarks beside."""

    lines: tuple[str, ...]
    columns: int = 1
    is_bold: bool = False
    fill: str | None = None
    bookmark: str | None = None
    is_right: bool = False
    comments: tuple[str, ...] = ()


def cell(text: str | None, **given: object) -> Cell:
    """A cell of one paragraph."""
    return Cell((text or "",), **given)  # type: ignore[arg-type]


class Paper:
    """A document under way, in a language by its code; what is added stands in its order."""

    def __init__(
        self, *, is_wide: bool = False, language: str = "ru", letterhead: bytes | None = None
    ) -> None:
        self._language = language
        self._parts: list[str] = []
        self._comments: list[str] = []
        self._marks = 0 if letterhead is None else _MARKS_OF_HEADS
        self._letterhead = letterhead
        self._is_wide = is_wide
        self._between = None if letterhead is None else _text_width(letterhead)

    @property
    def width(self) -> int:
        """Of the text, in mm; of a letterhead between its own margins."""
        return self._between or _PAGE[self._is_wide] - MARGINS[1] - MARGINS[3]

    def paragraph(
        self, text: str, style: str = "Normal", *, bookmark: str | None = None,
        comments: Sequence[str] = (),
    ) -> None:  # fmt: skip
        """Words in a style: Normal, Title, Heading1, Heading2, Right, Small, Quiet; remarks beside
        them (not behind a letterhead)."""
        self._parts.append(self._paragraph(text, style, bookmark=bookmark, comments=comments))

    def _paragraph(
        self, text: str, style: str, *, is_bold: bool = False, bookmark: str | None = None,
        comments: Sequence[str] = (),
    ) -> str:  # fmt: skip
        bold = "<w:rPr><w:b/></w:rPr>" if is_bold else ""
        lines = "<w:br/>".join(
            f'<w:t xml:space="preserve">{_safe(line)}</w:t>' for line in text.split("\n")
        )
        run = f"<w:r>{bold}{lines}</w:r>" if text else ""
        for comment in comments:
            run = self._beside(run, comment)
        return (
            f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{self._bookmark(bookmark)}{run}</w:p>'
        )

    def _beside(self, run: str, comment: str) -> str:
        """The run with a remark in the margin."""
        at = len(self._comments)
        lines = "".join(
            f'<w:p><w:r><w:t xml:space="preserve">{_safe(line)}</w:t></w:r></w:p>'
            for line in comment.split("\n")
        )
        self._comments.append(
            f'<w:comment w:id="{at}" w:author="roadmap" w:initials="r" '
            f'w:date="2000-01-01T00:00:00Z">{lines}</w:comment>'
        )
        return (
            f'<w:commentRangeStart w:id="{at}"/>{run}<w:commentRangeEnd w:id="{at}"/>'
            f'<w:r><w:commentReference w:id="{at}"/></w:r>'
        )

    def _bookmark(self, name: str | None) -> str:
        if name is None:
            return ""
        self._marks += 1
        at = self._marks
        return (
            f'<w:bookmarkStart w:id="{at}" w:name={quoteattr(name)}/><w:bookmarkEnd w:id="{at}"/>'
        )

    def table(
        self, widths: Sequence[float], rows: Iterable[Sequence[Cell]], *, heads: int = 1
    ) -> None:
        """A table with borders; widths are shares of the text, the first `heads` rows repeat."""
        whole = sum(widths)
        sizes = [round(self.width * _TWIPS * width / whole) for width in widths]
        grid = "".join(f'<w:gridCol w:w="{size}"/>' for size in sizes)
        written = "".join(self._row(row, sizes, is_head=at < heads) for at, row in enumerate(rows))
        self._parts.append(
            '<w:tbl><w:tblPr><w:tblStyle w:val="Grid"/>'
            f'<w:tblW w:w="{sum(sizes)}" w:type="dxa"/><w:tblLayout w:type="fixed"/></w:tblPr>'
            f"<w:tblGrid>{grid}</w:tblGrid>{written}</w:tbl>"
            '<w:p><w:pPr><w:pStyle w:val="Gap"/></w:pPr></w:p>'
        )

    def _row(self, row: Sequence[Cell], sizes: Sequence[int], *, is_head: bool) -> str:
        head = "<w:tblHeader/>" if is_head else ""
        stays = any(each.is_bold and each.columns > 1 for each in row)
        style = "CellHead" if is_head else "CellTitle" if stays else None
        cells, column, tallest = [], 0, 0
        for each in row:
            width = sum(sizes[column : column + each.columns])
            cells.append(self._cell(each, width, style))
            tallest = max(tallest, sum(1 + len(line) * _LETTER // width for line in each.lines))
            column += each.columns
        whole = "<w:cantSplit/>" if tallest <= _WHOLE_ROW else ""
        return f"<w:tr><w:trPr>{whole}{head}</w:trPr>{''.join(cells)}</w:tr>"

    def _cell(self, each: Cell, width: int, style: str | None) -> str:
        span = f'<w:gridSpan w:val="{each.columns}"/>' if each.columns > 1 else ""
        fill = f'<w:shd w:val="clear" w:color="auto" w:fill="{each.fill}"/>' if each.fill else ""
        style = style or ("CellRight" if each.is_right else "Cell")
        lines = each.lines or ("",)
        inner = "".join(
            self._paragraph(
                line, style, is_bold=each.is_bold or style == "CellHead",
                bookmark=each.bookmark if at == 0 else None,
                comments=each.comments if at == 0 else (),
            )
            for at, line in enumerate(lines)
        )  # fmt: skip
        return (
            f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{span}{fill}</w:tcPr>{inner}</w:tc>'
        )

    def new_page(self) -> None:
        """What follows begins on a page of its own."""
        self._parts.append('<w:p><w:pPr><w:pStyle w:val="Gap"/></w:pPr>'
                           '<w:r><w:br w:type="page"/></w:r></w:p>')  # fmt: skip

    def content(self) -> bytes:
        """The file; behind the letterhead, with its margins and styles, where one is given. Raises
        NotALetterhead."""
        if self._letterhead is not None:
            return _behind(self._letterhead, "".join(self._parts))
        top, right, bottom, left = (round(margin * _TWIPS) for margin in MARGINS)
        short, long = (round(each * _TWIPS) for each in _PAGE)
        size = (
            f'<w:pgSz w:w="{long}" w:h="{short}" w:orient="landscape"/>'
            if self._is_wide
            else f'<w:pgSz w:w="{short}" w:h="{long}"/>'
        )
        section = (
            '<w:sectPr><w:headerReference w:type="default" r:id="rHeader"/>'
            f'{size}<w:pgMar w:top="{top}" w:right="{right}" w:bottom="{bottom}" w:left="{left}" '
            'w:header="567" w:footer="567" w:gutter="0"/><w:titlePg/></w:sectPr>'
        )
        body = "".join(self._parts)
        related = [("rStyles", "styles", "styles.xml"), ("rHeader", "header", "header1.xml")]
        more, types = {}, _CONTENT_TYPES
        if self._comments:
            related.append(("rComments", "comments", "comments.xml"))
            comments = "".join(self._comments)
            more["word/comments.xml"] = f"<w:comments {_SPACES}>{comments}</w:comments>"
            types = types.replace("</Types>", f"{_COMMENTS_TYPE}</Types>")
        return _packed(
            {
                "[Content_Types].xml": types,
                "_rels/.rels": _relations(("rDocument", "officeDocument", "word/document.xml")),
                "word/document.xml": f"<w:document {_SPACES}><w:body>{body}{section}</w:body>"
                "</w:document>",
                "word/styles.xml": _STYLES.replace(
                    'w:val="ru-RU"', f'w:val="{_SPELT[self._language]}"'
                ),
                "word/header1.xml": _HEADER,
                "word/_rels/document.xml.rels": _relations(*related),
                **more,
            }
        )


class NotALetterhead(Exception):  # noqa: N818
    """The template is no Word file that a paper can be put into: damaged, with macros, with
    addresses outside, or written unusually."""


_LARGEST_HEAD = 32 << 20
_SECTION = lazy_pattern(r"<w:sectPr\b[^>]*(?:/>|>.*</w:sectPr>)\s*", re.DOTALL)
_STYLE_ID = lazy_pattern(r'w:styleId="([^"]+)"')


def _behind(letterhead: bytes, body: str) -> bytes:
    """The letterhead with the body after its own words: its margins, headers and pictures stay,
    its styles go before ours of the same name."""
    parts = _parts_of(letterhead)
    try:
        document = parts["word/document.xml"].decode("utf-8")
        styles = parts["word/styles.xml"].decode("utf-8")
    except (KeyError, UnicodeDecodeError) as error:
        raise NotALetterhead from error
    at, end = document.rfind("<w:sectPr"), document.rfind("</w:body>")
    is_usual = at != -1 and _SECTION.fullmatch(document[at:end]) is not None
    if not is_usual or f'"{_MAIN}"' not in document or "</w:styles>" not in styles:
        raise NotALetterhead
    known = set(_STYLE_ID.findall(styles))
    own = re.findall(r"<w:style .*?</w:style>", _STYLES, re.S)
    more = "".join(each for each in own if not known.issuperset(_STYLE_ID.findall(each)))
    more = more.replace(' w:default="1"', "") if 'w:default="1"' in styles else more
    parts["word/document.xml"] = f"{document[:at]}{body}{document[at:]}".encode()
    parts["word/styles.xml"] = styles.replace("</w:styles>", f"{more}</w:styles>").encode()
    return zipped(parts)


def _text_width(letterhead: bytes) -> int | None:
    """Between the margins of the last section, in mm; None where it does not say. Raises
    NotALetterhead."""
    document = _parts_of(letterhead).get("word/document.xml", b"").decode("utf-8", "replace")
    section = document[document.rfind("<w:sectPr") :]
    said = [re.search(rf'<w:{tag}\b[^>]*\bw:{key}="(\d{{1,5}})"', section)
            for tag, key in (("pgSz", "w"), ("pgMar", "left"), ("pgMar", "right"))]  # fmt: skip
    page, left, right = (int(each[1]) if each else 0 for each in said)
    between = round((page - left - right) / _TWIPS)
    return between if all(said) and between >= _NARROWEST else None


def _parts_of(letterhead: bytes) -> dict[str, bytes]:
    """The parts of the template, if nothing in it runs, reaches outside or is beyond all bounds."""
    try:
        archive = open_zip(letterhead, "")
        if isinstance(archive, Finding):
            raise NotALetterhead
        names = archive.namelist()
        if sum(info.file_size for info in archive.infolist()) > _LARGEST_HEAD:
            raise NotALetterhead
        parts = {name: read_part(archive, name) for name in names}
    except (zipfile.BadZipFile, DamagedError) as error:
        raise NotALetterhead from error
    reaches_out = any(
        b"TargetMode" in content and b"External" in content
        for name, content in parts.items() if name.endswith(".rels")
    )  # fmt: skip
    runs = any("vba" in name.casefold() or "activex" in name.casefold() for name in names)
    if reaches_out or runs or len(set(names)) != len(names) or any(map(_leads_out, names)):
        raise NotALetterhead
    return parts


def _leads_out(name: str) -> bool:
    return name.startswith("/") or "\\" in name or ".." in name.split("/")


def _safe(text: str) -> str:
    return escape(_FORBIDDEN.sub("", text))


def _packed(parts: dict[str, str]) -> bytes:
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    return zipped({name: (head + text).encode("utf-8") for name, text in parts.items()})


def _relations(*found: tuple[str, str, str]) -> str:
    inner = "".join(
        f'<Relationship Id="{id}" Type="{_RELATED}/{kind}" Target="{target}"/>'
        for id, kind, target in found
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{inner}</Relationships>'


_CONTENT_TYPES = (
    f'<Types xmlns="{_PACKAGE}/content-types">'
    '<Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{_WORD}.document.main+xml"/>'
    f'<Override PartName="/word/styles.xml" ContentType="{_WORD}.styles+xml"/>'
    f'<Override PartName="/word/header1.xml" ContentType="{_WORD}.header+xml"/></Types>'
)
_COMMENTS_TYPE = f'<Override PartName="/word/comments.xml" ContentType="{_WORD}.comments+xml"/>'
_HEADER = (
    f'<w:hdr {_SPACES}><w:p><w:pPr><w:jc w:val="center"/></w:pPr>'
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> PAGE </w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>2</w:t></w:r>'
    '<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p></w:hdr>'
)


def _style(name: str, paragraph: str, run: str = "", *, title: str | None = None) -> str:
    based = "" if name == "Normal" else '<w:basedOn w:val="Normal"/>'
    default = ' w:default="1"' if name == "Normal" else ""
    return (
        f'<w:style w:type="paragraph"{default} w:styleId="{name}"><w:name w:val="{title or name}"/>'
        f"{based}<w:qFormat/><w:pPr>{paragraph}</w:pPr><w:rPr>{run}</w:rPr></w:style>"
    )


_CLOSE = '<w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/>'
_SPELT = {"ru": "ru-RU", "en": "en-GB"}
"""Languages as Word names them for its spelling."""
_STYLES = (
    f"<w:styles {_SPACES}><w:docDefaults><w:rPrDefault><w:rPr>"
    '<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:cs="Times New Roman" '
    'w:eastAsia="Times New Roman"/><w:sz w:val="24"/><w:szCs w:val="24"/><w:lang w:val="ru-RU"/>'
    "</w:rPr></w:rPrDefault></w:docDefaults>"
    + _style("Normal", '<w:spacing w:after="80"/>', title="Normal")
    + _style("Title", '<w:keepNext/><w:spacing w:before="120" w:after="160"/>'
             '<w:jc w:val="center"/>', '<w:b/><w:sz w:val="26"/>', title="Title")
    + _style("Heading1", '<w:keepNext/><w:spacing w:before="240" w:after="100"/>'
             '<w:outlineLvl w:val="0"/>', '<w:b/><w:sz w:val="26"/>', title="heading 1")
    + _style("Heading2", '<w:keepNext/><w:spacing w:before="160" w:after="60"/>'
             '<w:outlineLvl w:val="1"/>', "<w:b/>", title="heading 2")
    + _style("Right", '<w:ind w:left="4536"/><w:jc w:val="right"/>')
    + _style("Center", '<w:jc w:val="center"/>')
    + _style("Small", _CLOSE, '<w:sz w:val="20"/>')
    + _style("Quiet", '<w:spacing w:after="60"/>', '<w:color w:val="595959"/><w:sz w:val="20"/>')
    + _style("Gap", _CLOSE, '<w:sz w:val="12"/>')
    + _style("Cell", _CLOSE, '<w:sz w:val="20"/>')
    + _style("CellRight", f'{_CLOSE}<w:jc w:val="right"/>', '<w:sz w:val="20"/>')
    + _style("CellTitle", f"<w:keepNext/>{_CLOSE}", '<w:sz w:val="20"/>')
    + _style("CellHead", f'<w:keepNext/>{_CLOSE}<w:jc w:val="center"/>', '<w:b/><w:sz w:val="20"/>')
    + '<w:style w:type="table" w:styleId="Grid"><w:name w:val="Table Grid"/><w:tblPr><w:tblBorders>'
    + "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="808080"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    + '</w:tblBorders><w:tblCellMar><w:left w:w="70" w:type="dxa"/><w:right w:w="70" w:type="dxa"/>'
    "</w:tblCellMar></w:tblPr></w:style></w:styles>"
)  # fmt: skip
