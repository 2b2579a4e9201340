"""Numbers of sections: I, II, III … once each, written in one way."""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from engine.codes.documents import NUMBERING_STYLE
from engine.diagnostics import Finding
from engine.lint.text.numbering import about, beside, opening, slips_of
from engine.lint.text.printed import ARABIC, ROMAN, Printed, read_number
from engine.model.project import Project
from engine.model.spec import Event, Roadmap, Section

_Numbered = tuple[Roadmap, Section | Event]


def check_section_numbers(project: Project) -> tuple[Finding, ...]:
    """Slips of section numbers (L630–L633), and numbers written in another way (L635)."""
    return (
        *(found for plan in _plans(project) for found in _slips(plan)),
        *(found for plan in _plans(project) for found in _odd_styles(plan)),
        *(found for roadmap in project.roadmaps for found in _odd_among(roadmap)),
    )


def _plans(project: Project) -> list[list[Roadmap]]:
    """The roadmaps of each printed plan: those with one plan title stand in one plan."""
    plans: dict[str, list[Roadmap]] = {}
    for roadmap in project.roadmaps:
        plans.setdefault(roadmap.plan_title or roadmap.slug, []).append(roadmap)
    return list(plans.values())


def _slips(plan: list[Roadmap]) -> Iterator[Finding]:
    """Of one roadmap, or of the sections of several that stand in one plan."""
    if len(plan) == 1:
        yield from slips_of(plan[0], plan[0].sections, "number", "section")


def _odd_styles(plan: list[Roadmap]) -> Iterator[Finding]:
    """Numbers written otherwise than most: one finding for sections, one for events."""
    sections = [(roadmap, section) for roadmap in plan for section in roadmap.sections]
    firsts = [(roadmap, event) for roadmap in plan for event in _first_events(roadmap)]
    for numbered in (sections, firsts):
        yield from _odd(numbered)


def _first_events(roadmap: Roadmap) -> Iterator[Event]:
    for section in roadmap.sections:
        events = (event for event in roadmap.events if event.section == section.id)
        yield from [event for event in events if read_number(event.number)][:1]


def _odd(numbered: Sequence[_Numbered]) -> Iterator[Finding]:
    styles = [(place, item, read_number(item.number)) for place, item in numbered]
    counted = Counter(printed.style for _, _, printed in styles if printed)
    if len(counted) < 2:
        return
    usual = counted.most_common(1)[0][0]
    roadmap, item = next((r, i) for r, i, printed in styles if printed and printed.style != usual)
    yield about(
        NUMBERING_STYLE,
        roadmap,
        item,
        "number",
        related=[beside(roadmap, event, "also-here", "number") for event in opening(roadmap, item)],
        styles=tuple(sorted(counted)),
        usual=usual,
    )


_MANY = 4
"""So many times as often is the usual one."""


def _odd_among(roadmap: Roadmap) -> Iterator[Finding]:
    """«XX» between «19» and «21»: the next number, written in another way."""
    numbered = [
        (event, printed) for event in roadmap.events if (printed := read_number(event.number))
    ]
    told = {event.id for event in _first_events(roadmap)}
    for (above, before), (event, printed) in pairwise(numbered):
        if event.id in told or above.section != event.section or not _counts_on(before, printed):
            continue
        counted = Counter(each.style for _, each in numbered if each.prefix == printed.prefix)
        usual = before.style
        if counted[usual] >= _MANY * counted[printed.style]:
            yield about(
                NUMBERING_STYLE, roadmap, event, "number",
                styles=tuple(sorted({usual, printed.style})), usual=usual,
            )  # fmt: skip


def _counts_on(before: Printed, printed: Printed) -> bool:
    """Whether it is the next number, one of its parts being written in the other figures."""
    if len(before.marks) != len(printed.marks) or before.prefix != printed.prefix:
        return False
    ways = [{one, other} for one, other in zip(before.marks, printed.marks, strict=True)]
    odd = [pair for pair in ways if len(pair) > 1]
    return odd == [{ARABIC, ROMAN}] and printed.last == before.last + 1
