"""The same indicator in two roadmaps, with one figure or with two (L700, L701)."""

from collections.abc import Iterator
from itertools import combinations

from engine.codes.across import INDICATOR_IN_TWO, TARGETS_DIFFER
from engine.diagnostics import Code, Finding
from engine.lint.rules.twin_indicators import demand, figures, same_units, years_named
from engine.lint.text import Passage, indicator_passages, report
from engine.model.project import Project

_TELLING_WORDS = 4


def check_indicators_of_two(project: Project) -> tuple[Finding, ...]:
    """Each indicator that an earlier roadmap has too."""
    return tuple(
        _finding(code, later, earlier)
        for one, other in combinations(project.roadmaps, 2)
        for earlier in indicator_passages(one)
        for later in indicator_passages(other)
        for code in _fault(earlier, later)
    )


def _fault(earlier: Passage, later: Passage) -> Iterator[Code]:
    wanted = demand(earlier.text)
    if earlier.lost or later.lost or len(wanted) < _TELLING_WORDS or wanted != demand(later.text):
        return
    if years_named(earlier.text) != years_named(later.text):
        return
    first, second = figures(earlier.text), figures(later.text)
    differ = first and second and first != second and same_units(first, second)
    yield TARGETS_DIFFER if differ else INDICATOR_IN_TWO


def _finding(code: Code, later: Passage, earlier: Passage) -> Finding:
    return report(code, later, other=earlier.text, related=((earlier, "first-here"),))
