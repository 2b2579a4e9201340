"""Requirements of the order that its plan says nothing about (L710)."""

from collections.abc import Iterator

from engine.codes.orders import REQUIREMENT_NOT_PLANNED
from engine.diagnostics import Finding, Origin, Related, Subject, finding
from engine.lazy import lazy_pattern
from engine.lint.text.deeds import stems
from engine.lint.text.passages import shortened
from engine.model.project import Project, Requirement

_FOUND = 0.5
"""The part of a requirement's words that a row of the plan must have to speak of it."""
_LEAST_WORDS = 3
_DEED = lazy_pattern(r"^\W*[А-ЯЁа-яё]+(?:ни[ея]|ци[яи]|езд|ют|ет|ит|ят|ть)\b")


def check_requirements(project: Project) -> tuple[Finding, ...]:
    """One finding with every requirement that asks for work and finds no row of the plan."""
    rows = [frozenset(stems(text)) for text in _plan(project)]
    alone = [
        requirement for requirement in project.requirements if rows and _is_alone(requirement, rows)
    ]
    return (_finding(alone, len(project.requirements)),) if alone else ()


def _plan(project: Project) -> Iterator[str]:
    for roadmap in project.roadmaps:
        for event in roadmap.events:
            yield " ".join((event.title or "", event.result or "", *event.details))


def _is_alone(requirement: Requirement, rows: list[frozenset[str]]) -> bool:
    """Definitions and demands that no rule could judge ask for no row of the plan."""
    indicator = requirement.indicator
    words = frozenset(stems(indicator.text))
    if indicator.rule is None or len(words) < _LEAST_WORDS or not _DEED.match(indicator.text):
        return False
    return all(len(words & row) < _FOUND * len(words) for row in rows)


def _finding(alone: list[Requirement], total: int) -> Finding:
    first, *others = alone
    return finding(
        REQUIREMENT_NOT_PLANNED,
        _at(first),
        related=[
            Related(_at(requirement), "caption.also-here", _subject(requirement))
            for requirement in others
        ],
        subject=_subject(first),
        quote=shortened(first.indicator.text),
        count=len(alone),
        total=total,
    )


def _at(requirement: Requirement) -> Origin:
    origin = requirement.indicator.origin
    return origin.under("text")


def _subject(requirement: Requirement) -> Subject:
    return Subject(None, "document", requirement.id)
