"""The same indicator in two roadmaps, with one figure or with two (L700, L701)."""

from collections.abc import Iterator

from engine.codes.across import INDICATOR_IN_TWO, TARGETS_DIFFER
from engine.diagnostics import Code, Finding
from engine.lint.rules.twin_indicators import demand, figures, same_units, years_named
from engine.lint.text import Passage, indicator_passages, report
from engine.model.project import Project

_TELLING_WORDS = 4


def check_indicators_of_two(project: Project) -> tuple[Finding, ...]:
    """Each indicator that an earlier roadmap has too, compared with the first that has it."""
    return tuple(
        _finding(_fault(earlier, later), later, earlier) for earlier, later in _pairs(project)
    )


def _pairs(project: Project) -> Iterator[tuple[Passage, Passage]]:
    """The first indicator of each demand and its later ones of other roadmaps, by their words."""
    begun: dict[tuple[str, ...], Passage] = {}
    for roadmap in project.roadmaps:
        for later in indicator_passages(roadmap):
            wanted = demand(later.text)
            if later.lost or len(wanted) < _TELLING_WORDS:
                continue
            key = (*wanted, *sorted(years_named(later.text)))
            earlier = begun.setdefault(key, later)
            if earlier.subject.roadmap != later.subject.roadmap:
                yield earlier, later


def _fault(earlier: Passage, later: Passage) -> Code:
    first, second = figures(earlier.text), figures(later.text)
    differ = first and second and first != second and same_units(first, second)
    return TARGETS_DIFFER if differ else INDICATOR_IN_TWO


def _finding(code: Code, later: Passage, earlier: Passage) -> Finding:
    return report(code, later, other=earlier.text, related=((earlier, "first-here"),))
