"""Numbers of events: 1, 2, 3 … in each section, and with the number of their own section."""

from collections.abc import Iterator

from engine.codes.documents import NUMBER_OF_ANOTHER_SECTION
from engine.diagnostics import Finding
from engine.lint.text.numbering import about, beside, slips_of
from engine.lint.text.printed import LETTER, read_number
from engine.model.project import Project
from engine.model.spec import Event, Roadmap, Section


def check_event_numbers(project: Project) -> tuple[Finding, ...]:
    """Slips within a section (L630–L633), and numbers of another section (L634)."""
    return tuple(
        found
        for roadmap in project.roadmaps
        for run in _runs(roadmap)
        for found in (*slips_of(roadmap, run, "number", "event"), *_foreign(roadmap, run))
    )


def _runs(roadmap: Roadmap) -> Iterator[list[Event]]:
    """The events that are counted together: a section, or on through sections."""
    runs = [list(_of(section, roadmap)) for section in roadmap.sections] or [list(roadmap.events)]
    if _counts_on(runs):
        yield [event for run in runs for event in run]
    else:
        yield from runs


def _of(section: Section, roadmap: Roadmap) -> Iterator[Event]:
    return (event for event in roadmap.events if event.section == section.id)


def _counts_on(runs: list[list[Event]]) -> bool:
    """Whether plain numbers go on from section to section: no later section begins with 1."""
    firsts = [read_number(run[0].number) for run in runs[1:] if run]
    plain = [first for first in firsts if first is not None and not first.prefix]
    return bool(plain) and all(first.last != 1 for first in plain)


def _foreign(roadmap: Roadmap, run: list[Event]) -> Iterator[Finding]:
    sections = {section.id: section for section in roadmap.sections}
    for event in run:
        section = sections.get(event.section or "")
        printed = read_number(event.number)
        own = read_number(section.number) if section else None
        if printed is None or printed.marks[-1] == LETTER:
            continue
        if section and own and printed.prefix and printed.prefix[0] != own.last:
            yield about(
                NUMBER_OF_ANOTHER_SECTION,
                roadmap,
                event,
                "number",
                related=[beside(roadmap, section, "section-here", "number")],
                quote=f"{event.number} {event.title or ''}".strip(),
                section=section.number or "",
            )
