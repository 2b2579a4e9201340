"""The tables of an order with the remarks of `lint` in the margin, as comments of a Word file."""

from collections.abc import Iterable, Iterator

from engine.messages import Catalogue
from engine.reports.content.margins import Line, Margin, Margins, Sheet
from engine.reports.word import Cell, Paper, cell

_PASSPORT = (1, 5, 12)
_PLAN = (1.5, 7, 3, 4, 5)
_FILLS = {"error": "FBE3E1", "warning": "FDF3D7"}


def remarks(pages: Iterable[Margins], words: Catalogue) -> bytes:
    """The paper: each row as printed, what is to be said of it beside."""
    paper = Paper(is_wide=True, language=words.language.value)
    for at, page in enumerate(pages):
        if at:
            paper.new_page()
        paper.paragraph(page.title, "Title", comments=_said(page.remarks, words))
        for line in filter(None, page.order.split("\n")):
            paper.paragraph(line)
        for sheet in page.sheets:
            _sheet(paper, sheet, words)
    return paper.content()


def _sheet(paper: Paper, sheet: Sheet, words: Catalogue) -> None:
    paper.paragraph(sheet.title, "Heading1", comments=_said(sheet.remarks, words))
    if sheet.passport:
        head = [cell(words.text(f"papers.passport.{key}")) for key in ("row", "label", "items")]
        paper.table(_PASSPORT, [head, *_rows(sheet.passport, len(_PASSPORT), words)])
    if sheet.plan:
        keys = ("number", "title", "schedule", "responsible", "result")
        head = [cell(words.text(f"papers.column.{key}")) for key in keys]
        paper.table(_PLAN, [head, *_rows(sheet.plan, len(_PLAN), words)])


def _rows(lines: Iterable[Line], width: int, words: Catalogue) -> Iterator[list[Cell]]:
    for line in lines:
        said = _said(line.remarks, words)
        fill = _FILLS[line.remarks[0].severity] if line.remarks else None
        if line.heading:
            yield [Cell(line.cells, columns=width, is_bold=True, fill=fill, comments=said)]
            continue
        # The number may be empty, and a comment on nothing is hard to see: it stands at the title.
        yield [
            Cell(tuple(text.split("\n")), fill=fill, comments=said if at == 1 else ())
            for at, text in enumerate(line.cells)
        ]


def _said(found: Iterable[Margin], words: Catalogue) -> tuple[str, ...]:
    return tuple(
        f"{words.text(f'severity.{margin.severity}')} {margin.code}: {margin.message}\n{margin.fix}"
        for margin in found
    )
