"""A plan that is approved after its own work has begun."""

import re
from collections.abc import Iterator

from engine.codes.documents import APPROVED_LATE
from engine.diagnostics import Finding
from engine.lazy import lazy_pattern
from engine.lint.text.dates import ends_before_start, first_day, written
from engine.lint.text.deeds import Doing, likeness, read_deed, stems
from engine.lint.text.numbering import about, beside
from engine.model.project import Project
from engine.model.spec import Event, Roadmap

_PLAN = lazy_pattern(r"дорожн|план", re.IGNORECASE)
_BRACKETS = lazy_pattern(r"\([^()]*\)")
_OF_OTHERS = lazy_pattern(
    r"\b(?:муниципальн|школьн|районн|индивидуальн|адресн)\w*(?:ых|их)\s+(?:\w+\s+)?(?:план|дорожн)|"
    r"\b(?:типов|примерн|модельн|макет|образ[це]ц?|шаблон)\w*\s+(?:[а-яё-]+\s+){0,3}?(?:план|дорожн)",
    re.IGNORECASE,
)
"""«муниципальных планов», «типовой дорожной карты»: the many plans of those below."""
_ALIKE = 0.75
_SHORT = 2
_ITSELF = frozenset(stems("мероприятий настоящего"))
"""«Утверждение плана мероприятий»: no other name, so the plan itself."""


def check_own_approval(project: Project) -> tuple[Finding, ...]:
    """A finding where events end before the roadmap they belong to is drawn up (L604)."""
    return tuple(
        about(
            APPROVED_LATE,
            roadmap,
            event,
            "schedule",
            related=[beside(roadmap, other, "done-before", "schedule") for other in before],
            starts=written(first_day(event)),
            count=len(before),
        )
        for roadmap in project.roadmaps
        for event in roadmap.events
        if _draws_up(event, roadmap)
        for before in [list(_done_before(event, roadmap))]
        if before
    )


def _draws_up(event: Event, roadmap: Roadmap) -> bool:
    """Whether the event's title makes a plan that is named like the roadmap itself."""
    deed = read_deed(event.title or "")
    if _OF_OTHERS.search(event.title or "") and not any(
        map(_OF_OTHERS.search, (roadmap.title, roadmap.plan_title or ""))
    ):
        return False
    if deed is None or deed.doing is not Doing.MAKE or not _PLAN.match(deed.head):
        return False
    titles = (roadmap.title, roadmap.plan_title or "")
    own = frozenset[str]().union(*map(_name, titles))
    if len(deed.name) <= _SHORT:
        return deed.name <= own | _ITSELF
    return any(likeness(deed.name, _name(title)) >= _ALIKE for title in titles)


def _name(title: str) -> frozenset[str]:
    return frozenset(stems(_BRACKETS.sub(" ", title)))


def _done_before(event: Event, roadmap: Roadmap) -> Iterator[Event]:
    return (other for other in roadmap.events if ends_before_start(other, event))
