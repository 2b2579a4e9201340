"""Measures that nobody decides on: the plan goes from its analysis straight to work (L774)."""

import re
from collections.abc import Iterator, Sequence

from engine.codes.documents import MEASURES_UNDECIDED
from engine.diagnostics import Finding
from engine.lazy import lazy_pattern
from engine.lint.text.numbering import about_roadmap, beside
from engine.model.project import Project
from engine.model.spec import Event, Roadmap, Stage

_WEIGHED = frozenset({Stage.ANALYSIS, Stage.RECOMMENDATION})
_DECIDES = lazy_pattern(
    r"решени|решить|совещани|заседани|коллеги|\bсовет[аеу]?\b|педсовет|рассм[ао]тр|обсу[жд]|"
    r"планерк|планёрк|слушани|педагогическ\w+ час|консилиум|кругл\w+ стол|конференци|"
    r"собрани\w+ (?:\w+ )?(?:коллектив|работник|педагог)",
    re.IGNORECASE,
)
_APPROVES = lazy_pattern(
    r"утвер[жд]\w+\s+(?:\w+\s+)?(?:план|программ|комплекс|мер|дорожн|перечн\w+ мер|итог)|"
    r"корректиров|"
    r"издани\w+ (?:приказ|распоряж)",
    re.IGNORECASE,
)
_DECIDED = lazy_pattern(
    r"решени|поручени|(?:приказ|распоряжени|постановлени)\w*\s+(?:о|об)\s+(?:мерах|утвержд|итогах "
    r"(?:мониторинг|анализ|контрол|диагност))",
    re.IGNORECASE,
)
_LEAST = 5
"""A plan of fewer rows is an extract."""


def check_measures_undecided(project: Project) -> tuple[Finding, ...]:
    """Each roadmap whose analysis is followed by measures, with no row that decides on them."""
    return tuple(found for roadmap in project.roadmaps for found in _judge(roadmap))


def _judge(roadmap: Roadmap) -> Iterator[Finding]:
    events = roadmap.events
    weighed = [at for at, event in enumerate(events) if _WEIGHED & set(event.stages)]
    measures = [event for event in events if Stage.MEASURE in event.stages]
    if len(events) < _LEAST or not weighed or not measures or roadmap.is_of_measures:
        return
    if any(event.lost for event in events) or _is_decided(events, weighed[0]):
        return
    first = events[weighed[0]]
    yield about_roadmap(
        MEASURES_UNDECIDED,
        roadmap,
        related=[
            beside(roadmap, first, "also-here", "stage"),
            beside(roadmap, measures[0], "also-here", "stage"),
        ],
        title=first.title or first.id,
    )


def _is_decided(events: Sequence[Event], first: int) -> bool:
    """By its stage, its title, or its result: an order or a decision after the first analysis."""
    return any(
        Stage.DECISION in event.stages
        or _DECIDES.search(event.title or "")
        or (at >= first and _APPROVES.search(event.title or ""))
        or (at >= first and _DECIDED.search(event.result or ""))
        for at, event in enumerate(events)
    )
