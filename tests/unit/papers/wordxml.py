"""Word files written by hand: paragraphs, tables and lists as WordprocessingML, whole packages.

Nothing of the engine is used, so that what reads them is tried on another's work.
"""

import zipfile
from collections.abc import Mapping, Sequence
from io import BytesIO
from xml.sax.saxutils import escape, quoteattr

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
_TYPES = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_SPACES = (
    f'xmlns:w="{W}" xmlns:r="{_TYPES}" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
)


_BORDERS = "<w:tblBorders>{}</w:tblBorders>".format(
    "".join(
        f'<w:{side} w:val="single" w:sz="4"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
)


def t(text: str, *, bold: bool = False) -> str:
    """A run; a line end is a line break."""
    inner = "<w:br/>".join(
        f'<w:t xml:space="preserve">{escape(line)}</w:t>' for line in text.split("\n")
    )
    return f"<w:r>{'<w:rPr><w:b/></w:rPr>' if bold else ''}{inner}</w:r>"


def deleted(text: str) -> str:
    return f'<w:del w:id="1" w:author="a"><w:r><w:delText>{escape(text)}</w:delText></w:r></w:del>'


def inserted(text: str) -> str:
    return f'<w:ins w:id="2" w:author="a">{t(text)}</w:ins>'


def control(inner: str, *, placeholder: bool = False) -> str:
    """A content control around runs, paragraphs, cells or rows."""
    shown = "<w:showingPlcHdr/>" if placeholder else ""
    return f"<w:sdt><w:sdtPr>{shown}</w:sdtPr><w:sdtContent>{inner}</w:sdtContent></w:sdt>"


def p(
    *runs: str, number: tuple[int, int] | None = None, style: str | None = None, marks: str = "",
    bold: bool = False,
) -> str:  # fmt: skip
    """A paragraph of runs; a string that is no XML is text. `number` is (list, level)."""
    listed = (
        f'<w:numPr><w:ilvl w:val="{number[1]}"/><w:numId w:val="{number[0]}"/></w:numPr>'
        if number
        else ""
    )
    styled = f"<w:pStyle w:val={quoteattr(style)}/>" if style else ""
    inner = "".join(run if run.startswith("<") else t(run, bold=bold) for run in runs)
    return f"<w:p><w:pPr>{styled}{listed}</w:pPr>{marks}{inner}</w:p>"


def tc(*content: str, span: int = 1, merge: str | None = None) -> str:
    """A cell; `merge` is "restart" or "continue". Strings that are no XML are paragraphs."""
    spanned = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    merged = f'<w:vMerge w:val="{merge}"/>' if merge else ""
    inner = "".join(each if each.startswith("<w:") else p(each) for each in content) or "<w:p/>"
    return f"<w:tc><w:tcPr>{spanned}{merged}</w:tcPr>{inner}</w:tc>"


def tr(*cells: str, before: int = 0, after: int = 0, head: bool = False, gone: bool = False) -> str:
    """A row; strings that are no XML are cells of one paragraph."""
    properties = "".join(
        (
            f'<w:gridBefore w:val="{before}"/>' if before else "",
            f'<w:gridAfter w:val="{after}"/>' if after else "",
            "<w:tblHeader/>" if head else "",
            '<w:del w:id="3" w:author="a"/>' if gone else "",
        )
    )
    inner = "".join(cell if cell.startswith("<w:") else tc(cell) for cell in cells)
    return f"<w:tr><w:trPr>{properties}</w:trPr>{inner}</w:tr>"


def tbl(*rows: str | Sequence[str]) -> str:
    """A table; a list of texts is a row."""
    inner = "".join(row if isinstance(row, str) else tr(*row) for row in rows)
    return f"<w:tbl><w:tblPr>{_BORDERS}</w:tblPr>{inner}</w:tbl>"


def numbering(*lists: Sequence[tuple[str, str]], extra: str = "") -> str:
    """numbering.xml with one list for each sequence of (format, text) of its levels."""
    parts = []
    for at, levels in enumerate(lists, 1):
        inner = "".join(
            f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/>'
            f'<w:lvlText w:val="{text}"/></w:lvl>'
            for level, (kind, text) in enumerate(levels)
        )
        parts.append(f'<w:abstractNum w:abstractNumId="{at}">{inner}</w:abstractNum>')
    numbers = "".join(
        f'<w:num w:numId="{at}"><w:abstractNumId w:val="{at}"/></w:num>'
        for at in range(1, len(lists) + 1)
    )
    return f'<w:numbering xmlns:w="{W}">{"".join(parts)}{numbers}{extra}</w:numbering>'


def part(name: str, inner: str) -> str:
    """The XML of a part whose root is `name`."""
    return f"<w:{name} {_SPACES}>{inner}</w:{name}>"


def docx(
    *blocks: str, parts: Mapping[str, str] | None = None, strict: bool = False,
    outside: Mapping[str, str] | None = None, more: Mapping[str, bytes] | None = None,
) -> bytes:  # fmt: skip
    """A whole .docx; `parts` by kind (numbering, styles, footnotes, comments, header)."""
    given = dict(parts or {})
    document = part("document", f"<w:body>{''.join(blocks)}<w:sectPr/></w:body>")
    relations = "".join(
        f'<Relationship Id="r{at}" Type="{_TYPES}/{kind}" Target="{kind}.xml"/>'
        for at, kind in enumerate(given)
    )
    relations += "".join(
        f'<Relationship Id="o{at}" Type="{_TYPES}/{kind}" Target="{target}" TargetMode="External"/>'
        for at, (kind, target) in enumerate((outside or {}).items())
    )
    files = {
        "[Content_Types].xml": _content_types(given),
        "_rels/.rels": _relations(
            f'<Relationship Id="r" Type="{_TYPES}/officeDocument" Target="word/document.xml"/>'
        ),
        "word/document.xml": document,
        "word/_rels/document.xml.rels": _relations(relations),
        **{f"word/{kind}.xml": text for kind, text in given.items()},
    }
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            text = text.replace(W, STRICT) if strict else text
            archive.writestr(name, f'<?xml version="1.0" encoding="UTF-8"?>{text}'.encode())
        for name, content in (more or {}).items():
            archive.writestr(name, content)
    return packed.getvalue()


def _relations(inner: str) -> str:
    space = "http://schemas.openxmlformats.org/package/2006/relationships"
    return f'<Relationships xmlns="{space}">{inner}</Relationships>'


def _content_types(parts: Mapping[str, str]) -> str:
    base = "application/vnd.openxmlformats-officedocument.wordprocessingml"
    overrides = "".join(
        f'<Override PartName="/word/{kind}.xml" ContentType="{base}.{kind}+xml"/>' for kind in parts
    )
    return (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{base}.document.main+xml"/>'
        f"{overrides}</Types>"
    )
