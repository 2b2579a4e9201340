"""The roadmaps of a project → the annex of their order, in the columns in which it is printed.

Hidden bookmarks carry the ids, so that an annex that comes back is compared with its spec and not
read as a new one.
"""

from collections.abc import Callable, Iterator, Mapping

from engine.messages import Catalogue
from engine.model.project import Project
from engine.model.spec import Event, PrintedColumn, Roadmap
from engine.papers.naming import bookmark, passport_bookmark, roadmap_bookmark
from engine.reports.word import Cell, Paper, cell

_WIDTHS = {
    "number": 1.2, "title": 7.0, "schedule": 3.0, "responsible": 4.0, "result": 5.0,
    "decision": 5.0, "details": 4.0,
}  # fmt: skip
_LINES: Mapping[str, Callable[[Event], tuple[str, ...]]] = {
    "number": lambda event: (f"{event.number}.",) if event.number else (),
    "title": lambda event: _one(event.title),
    "schedule": lambda event: event.schedule.lines or _one(event.schedule.text),
    "responsible": lambda event: tuple(
        responsible.text for responsible in event.responsible if responsible.text
    ),
    "result": lambda event: _one(event.result),
    "decision": lambda event: event.decisions,
    "details": lambda event: event.details,
}
LOST = "[…]"
"""Printed where the order itself cannot be read."""

_OWN = 4.0
_LONG = 400
"""Letters of a cell that a column of the usual width holds well."""
_ALWAYS = ("number", "title", "schedule", "responsible")


def annex(project: Project, words: Catalogue) -> bytes:
    """The annex as .docx: of each roadmap its passport and its plan."""
    paper = Paper(is_wide=True, language=words.language.value)
    for at, roadmap in enumerate(project.roadmaps):
        if at:
            paper.new_page()
        _roadmap(paper, roadmap, words)
    return paper.content()


def _roadmap(paper: Paper, roadmap: Roadmap, words: Catalogue) -> None:
    if roadmap.annex:
        paper.paragraph(roadmap.annex, "Right")
    mark = roadmap_bookmark(roadmap.slug)
    paper.paragraph(roadmap.title, "Title", bookmark=mark)
    for line in roadmap.preamble:
        paper.paragraph(line)
    if roadmap.passport:
        paper.table((1, 5, 16), _passport(roadmap, words))
        if roadmap.plan_title:
            paper.paragraph(roadmap.plan_title, "Title")
    elif roadmap.plan_title and not roadmap.preamble:
        paper.paragraph(roadmap.plan_title, "Title")
    columns = roadmap.columns or tuple(
        PrintedColumn(key, None) for key in _WIDTHS
        if key in _ALWAYS or any(_LINES[key](event) for event in roadmap.events)
    )  # fmt: skip
    paper.table([_width(roadmap, column) for column in columns], _plan(roadmap, columns, words))


def _width(roadmap: Roadmap, column: PrintedColumn) -> float:
    """The share of a column: up to twice the usual where a cell is long, so that rows are not
    higher than pages; the usual columns of each plan keep theirs."""
    usual = _WIDTHS.get(column.id, _OWN)
    if column.id in _ALWAYS:
        return usual
    longest = max((sum(map(len, _cell(event, column))) for event in roadmap.events), default=0)
    return usual * min(2.0, max(1.0, longest / _LONG))


def _passport(roadmap: Roadmap, words: Catalogue) -> Iterator[list[Cell]]:
    first, *others = (words.text(f"papers.passport.{key}") for key in ("row", "label", "items"))
    yield [Cell((first,), bookmark=passport_bookmark(roadmap.slug)), *map(cell, others)]
    for row in roadmap.passport:
        if row.heading:
            yield [Cell((row.heading,), columns=3, is_bold=True)]
        yield [cell(row.row), cell(row.label), Cell(row.items)]


def _plan(
    roadmap: Roadmap, columns: tuple[PrintedColumn, ...], words: Catalogue
) -> Iterator[list[Cell]]:
    yield [cell(column.title or words.text(f"papers.column.{column.id}")) for column in columns]
    sections = {each.id: each for each in roadmap.sections}
    last: str | None = None
    for event in roadmap.events:
        if event.section != last and event.section in sections:
            section = sections[event.section]
            number = f"{section.number}." if section.number else ""
            said = section.title or ("" if section.number else LOST)
            title = Cell((said,), columns=len(columns) - 1, is_bold=True)
            yield [cell(number, is_bold=True), title]
        last = event.section
        yield [
            Cell(
                _cell(event, column), bookmark=bookmark(event.id) if column.id == "title" else None
            )
            for column in columns
        ]


def _cell(event: Event, column: PrintedColumn) -> tuple[str, ...]:
    if column.is_own:
        return _one(dict(event.cells).get(column.id))
    return _LINES[column.id](event)


def _one(text: str | None) -> tuple[str, ...]:
    return (text,) if text else ()
