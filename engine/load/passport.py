"""The passport of a roadmap: rows as printed, goals and sources of information."""

from engine.diagnostics import Finding
from engine.load.entries import Entry
from engine.load.gaps import check_gaps
from engine.load.stages import read_stages
from engine.model.spec import Goal, PassportRow, Section, Source

_ROW = ("row", "label", "heading", "stages", "items")
_SECTION = ("number", "title")
_TEXT = ("text", "clause")


def read_row(entry: Entry, findings: list[Finding]) -> PassportRow:
    """A row of the passport."""
    findings.extend(check_gaps(entry, _ROW, nullable=("row", "label", "heading")))
    return PassportRow(
        row=entry.maybe("row"),
        label=entry.maybe("label"),
        heading=entry.maybe("heading"),
        stages=read_stages(entry, "stages", findings),
        items=entry.texts("items"),
        lost=entry.pairs("lost"),
        suggested=entry.pairs("suggested"),
        not_printed=entry.texts("not_printed"),
        note=entry.maybe("note"),
        origin=entry.origin(),
    )


def read_section(entry: Entry, findings: list[Finding]) -> Section:
    """A heading of the plan."""
    findings.extend(check_gaps(entry, _SECTION, nullable=_SECTION))
    return Section(
        id=entry.text("id"),
        number=entry.maybe("number"),
        title=entry.maybe("title"),
        lost=entry.pairs("lost"),
        suggested=entry.pairs("suggested"),
        note=entry.maybe("note"),
        origin=entry.origin(),
    )


def read_goal(entry: Entry, findings: list[Finding]) -> Goal:
    """A goal."""
    findings.extend(check_gaps(entry, _TEXT, nullable=()))
    return Goal(entry.text("id"), entry.text("text"), entry.maybe("clause"), entry.origin())


def read_source(entry: Entry, findings: list[Finding]) -> Source:
    """A source of information."""
    findings.extend(check_gaps(entry, _TEXT, nullable=()))
    return Source(entry.text("id"), entry.text("text"), entry.maybe("clause"), entry.origin())
