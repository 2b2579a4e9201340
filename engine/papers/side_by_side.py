"""import.html: the document at the left as it looks, the specs at the right, tied to each other.

One file without scripts: a cell leads to the line that its words became, a line back to its cell.
What has a finding, and what was only proposed, is marked.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import field
from html import escape

from engine.classes import dataclass
from engine.diagnostics import Finding, Origin, Place, Route
from engine.messages import Catalogue
from engine.papers.documents import Address, Cell, Document, Paragraph, Table
from engine.papers.joining import Places
from engine.papers.row_values import own_number
from engine.yamltext import parse

PAGE = "import.html"
_STYLE = """
*{box-sizing:border-box}html,body{margin:0;height:100%;color:#1b1b1b}
body{font:14px/1.45 system-ui,sans-serif;display:grid;grid-template:auto 1fr/1fr 1fr;height:100vh}
header{grid-column:1/3;padding:8px 16px;border-bottom:1px solid #bbb;background:#f6f7f9}
summary{cursor:pointer;font-weight:600}nav ol{margin:4px 0;max-height:22vh;overflow:auto}
nav a{text-decoration:underline}
h1{font-size:16px;margin:0 0 2px}header p{margin:0}
main,aside{overflow:auto;padding:12px 16px}main{border-right:1px solid #bbb}
table{border-collapse:collapse;width:100%;margin:8px 0;font-size:13px}
td{border:1px solid #999;padding:3px 5px;vertical-align:top}p{margin:4px 0}
a{color:inherit;text-decoration:none}a:hover,a:focus{background:#d8e8ff}
.tied{border-left:3px solid #2f6fb5}.free{color:#666;border-left:3px dotted #999}
.doubt{background:#fde7c4}.doubt small{display:block;color:#7a3b00}
.proposed{background:#fff6c9}pre{margin:0;font:12px/1.5 ui-monospace,monospace;white-space:pre-wrap}
pre span{display:block;padding-left:4px}h2{font-size:14px;margin:14px 0 4px}
:target{outline:3px solid #d9480f;background:#ffe3d3}b.key{padding:0 4px}
@media(max-width:800px){body{display:block;height:auto}}
"""


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of a spec: its file's number and its own, and whether it is of the plan."""

    file: int
    line: int
    is_plan: bool = False

    @property
    def anchor(self) -> str:
        return f"f{self.file}l{self.line}"


@dataclass(slots=True)
class _Ties:
    """Words → the lines that hold them; lines → their first cell. `near` is the line at which the
    reader stands: of lines with the same words the nearest is meant."""

    lines: dict[str, list[_Line]] = field(default_factory=dict)
    back: dict[_Line, str] = field(default_factory=dict)
    near: _Line = _Line(0, 0)
    in_plan: bool = False

    def find(self, words: str) -> list[_Line]:
        """The lines with these words, of the plan for a table that is one."""
        lines = self.lines.get(_plain(words), [])
        return [line for line in lines if line.is_plan is self.in_plan]

    def enter(self, texts: Sequence[str]) -> None:
        """Go to the row of these texts: by the one that is rarest, the next of its lines."""
        known = [(len(lines), -len(text), lines) for text in texts if (lines := self.find(text))]
        if known:
            _, _, lines = min(known, key=lambda each: each[:2])
            later = [line for line in lines if self._is_later(line)]
            self.near = (later or lines)[0]

    def _is_later(self, line: _Line) -> bool:
        return (line.file, line.line) > (self.near.file, self.near.line)

    def take(self, words: str, anchor: str) -> _Line | None:
        """The line with these words that is nearest."""
        lines = self.find(words)
        if not lines:
            return None
        line = min(lines, key=self._distance)
        self.back.setdefault(_Line(line.file, line.line), anchor)
        return line

    def _distance(self, line: _Line) -> tuple[int, int]:
        return abs(line.file - self.near.file), abs(line.line - self.near.line)


def side_by_side(
    document: Document, files: Mapping[str, str], findings: Sequence[Finding], words: Catalogue,
    plans: Collection[Address] = (),
) -> str:  # fmt: skip
    """The page; `plans` are the addresses of the tables that are plans."""
    ties = _Ties()
    for number, (name, text) in enumerate(files.items()):
        for value, line, part in _values(text, name):
            at = _Line(number, line, part in _OF_PLAN)
            if part != "goals":  # they repeat a row of the passport, which is printed
                ties.lines.setdefault(_plain(value), []).append(at)
    shown = _Shown(ties, _by_place(findings, words), Places(document, words), plans)
    left = "".join(shown.block(block) for block in document.blocks)
    right = "".join(
        _spec(number, name, text, ties) for number, (name, text) in enumerate(files.items())
    )
    doubts = sum(map(len, shown.doubts.values()))
    legend = "".join(
        f'<b class="key {kind}">{escape(words.text(f"papers.page.{kind}"))}</b> '
        for kind in ("tied", "free", "doubt", "proposed")
    )
    title = escape(words.text("papers.page.title", file=document.file))
    count = escape(
        words.text("papers.page.counts", tied=shown.tied, free=shown.free, doubts=doubts)
    )
    return (
        f'<!doctype html><html lang="{words.language.value}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width">'
        '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; '
        "style-src 'unsafe-inline'\">"
        f"<title>{title}</title><style>{_STYLE}</style></head><body>"
        f"<header><h1>{title}</h1><p>{count} {legend}</p>{shown.doubtful()}</header>"
        f"<main>{left}</main><aside>{right}</aside></body></html>\n"
    )


_SHORTEST = 3
_OF_PLAN = frozenset({"events", "sections"})


def _plain(words: str) -> str:
    return " ".join(words.split())


def _values(text: str, name: str) -> Iterator[tuple[str, int, str]]:
    """Every text of a spec with the line where it begins, from top to bottom."""
    parsed = parse(text.encode("utf-8"), name)
    if parsed.document is None:
        return
    source = parsed.document.source
    for value, route in _leaves(parsed.document.data, ()):
        place = source.place(Origin(name, route))
        if place.line is not None:
            yield value, place.line, str(route[0]) if route else ""


def _leaves(value: object, route: Route) -> Iterator[tuple[str, Route]]:
    if isinstance(value, str):
        yield value, route
    elif isinstance(value, Mapping):
        for key, each in value.items():
            yield from _leaves(each, (*route, str(key)))
    elif isinstance(value, list | tuple):
        for at, each in enumerate(value):
            yield from _leaves(each, (*route, at))


def _by_place(findings: Sequence[Finding], words: Catalogue) -> dict[Place, list[str]]:
    found: dict[Place, list[str]] = {}
    for finding in findings:
        place = finding.at if isinstance(finding.at, Place) else Place("")
        found.setdefault(place, []).append(f"{finding.code.id}: {words.finding(finding)}")
    return found


@dataclass(slots=True)
class _Shown:
    """The document as it looks; how much of it is tied to a line and how much is not."""

    ties: _Ties
    doubts: dict[Place, list[str]]
    places: Places
    plans: Collection[Address]
    tied: int = 0
    free: int = 0
    count: int = 0
    marks: dict[Place, str] = field(default_factory=dict)
    """Place of a remark → the first anchor that shows it."""

    def doubtful(self) -> str:
        """What is doubted, each with a way to its place; open, and of no height where it is
        closed."""
        lines = []
        for place, told in self.doubts.items():
            file = place.file if self.places.document.sources else None
            for said in told:
                line = escape(": ".join(part for part in (file, place.cell, said) if part))
                mark = self.marks.get(place)
                inner = f'<a href="#{mark}">{line}</a>' if mark else line
                lines.append(f"<li>{inner}</li>")
        if not lines:
            return ""
        heading = escape(self.places.words.text("papers.page.doubts", n=len(lines)))
        listed = "".join(lines)
        return f"<nav><details open><summary>{heading}</summary><ol>{listed}</ol></details></nav>"

    def block(self, each: Paragraph | Table) -> str:
        """A paragraph or a table."""
        return self._table(each) if isinstance(each, Table) else self._paragraph(each)

    def _paragraph(self, each: Paragraph) -> str:
        if not each.text:
            return ""
        self.ties.enter([each.text])
        inner = escape(each.printed)
        if each.is_bold or each.is_heading:
            inner = f"<b>{inner}</b>"
        line = self._tie(each.text, each.printed) or self._tie_counted(each)
        return self._held("p", "", inner, line, each.address)

    def _tie_counted(self, each: Paragraph) -> _Line | None:
        """The line of the section or the event that a counted line of a plan without a table
        begins with."""
        if not any(address[0][0] == "paragraph" for address in self.plans):
            return None
        self.ties.in_plan = True
        words = _plain(own_number(each)[1])
        titles = [title for title in self.ties.lines if len(title) > _SHORTEST
                  and (words.startswith(title) or each.text.endswith(title))]  # fmt: skip
        line = self._tie(*sorted(titles, key=len, reverse=True))
        self.ties.in_plan = False
        return line

    def _table(self, table: Table) -> str:
        rows = []
        self.ties.in_plan = table.address in self.plans or (
            self.ties.in_plan and len(table.address) > 1
        )
        for at, row in enumerate(table.rows):
            own = [cell for cell in row.cells if cell.row == at]
            self.ties.enter([text for cell in own for text in (cell.text, *_texts(cell))])
            cells = "".join(self._cell(cell) for cell in own)
            rows.append(f"<tr>{cells}</tr>")
        self.ties.in_plan = False
        anchor = f"t{self.count}"
        said = self._said(table.address, anchor)
        told = "".join(f"<small>{escape(each)}</small>" for each in said)
        lead = f'<p id="{anchor}" class="doubt">{told}</p>' if told else ""
        return f"{lead}<table>{''.join(rows)}</table>"

    def _cell(self, cell: Cell) -> str:
        spans = "".join(
            f' {name}="{count}"'
            for name, count in (("rowspan", cell.rows), ("colspan", cell.columns)) if count > 1
        )  # fmt: skip
        lines = [paragraph for paragraph in cell.paragraphs if paragraph.text or paragraph.label]
        whole = self._tie(cell.text, *(line.text for line in lines[:1] if len(lines) == 1))
        parts = []
        for line in lines:
            link = whole or self._tie(line.text, line.printed) or self._tie_parts(line)
            parts.append(self._linked(escape(line.printed), link))
            whole = whole if len(lines) == 1 else None
        inner = "<br>".join(parts) + "".join(self._table(table) for table in cell.nested)
        is_tied = 'href="' in inner
        row = cell.address[:-1] if cell.column == 0 else ()
        return self._held("td", spans, inner, None, cell.address, row, is_tied=is_tied)

    def _tie(self, *spelt: str) -> _Line | None:
        """The line of the first spelling that has one; a number stands without its point."""
        for each in spelt:
            for words in (each, each.rstrip(".")):
                if words and (line := self.ties.take(words, f"c{self.count}")):
                    return line
        return None

    def _tie_parts(self, each: Paragraph) -> _Line | None:
        """The line of the first of its parts, where all parts have one: what breaks or commas part
        became several items or bodies."""
        parts = each.lines if len(each.lines) > 1 else each.text.replace(";", ",").split(",")
        lines = [self._tie(part.strip()) for part in parts] if len(parts) > 1 else []
        return lines[0] if all(lines) and lines else None

    def _linked(self, inner: str, line: _Line | None) -> str:
        return f'<a href="#{line.anchor}">{inner}</a>' if line else inner

    def _held(
        self, tag: str, more: str, inner: str, line: _Line | None, *addresses: Address,
        is_tied: bool = False,
    ) -> str:  # fmt: skip
        """An element with its anchor, its tie and what is doubted about it."""
        anchor = f"c{self.count}"
        self.count += 1
        said = [each for address in addresses if address for each in self._said(address, anchor)]
        kinds = []
        if inner:
            kinds.append("tied" if line or is_tied else "free")
            self.tied += bool(line or is_tied)
            self.free += not (line or is_tied)
        if said:
            kinds.append("doubt")
        told = "".join(f"<small>{escape(each)}</small>" for each in said)
        look = f' class="{" ".join(kinds)}"' if kinds else ""
        return f'<{tag} id="{anchor}"{look}{more}>{self._linked(inner, line)}{told}</{tag}>'

    def _said(self, address: Address, anchor: str) -> list[str]:
        place = self.places.of(address)
        found = self.doubts.get(place, [])
        if found:
            self.marks.setdefault(place, anchor)
        return found


def _texts(cell: Cell) -> Iterator[str]:
    return (paragraph.text for paragraph in cell.paragraphs if paragraph.text)


def _spec(number: int, name: str, text: str, ties: _Ties) -> str:
    lines = []
    for at, line in enumerate(text.split("\n"), 1):
        back = ties.back.get(_Line(number, at))
        inner = escape(line) or " "
        inner = f'<a href="#{back}">{inner}</a>' if back else inner
        kinds = " ".join(
            kind for kind, holds in (("tied", back), ("proposed", "proposed:" in line)) if holds
        )
        look = f' class="{kinds}"' if kinds else ""
        lines.append(f'<span id="f{number}l{at}"{look}>{inner}</span>')
    return f"<h2>{escape(name)}</h2><pre>{''.join(lines)}</pre>"
