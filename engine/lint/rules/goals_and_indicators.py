"""Goals that nothing measures, and indicators that nothing works for."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from engine.codes.documents import GOAL_WITHOUT_INDICATOR, INDICATOR_WITHOUT_EVENT
from engine.diagnostics import Code, Finding
from engine.lazy import lazy_pattern
from engine.lint.text.abbreviations import spelled_out
from engine.lint.text.deeds import stem, stems
from engine.lint.text.numbering import about, about_roadmap, beside
from engine.lint.text.phrases import families, subject_of
from engine.model.project import Project
from engine.model.rules import NotMeasurable
from engine.model.spec import Event, Goal, Indicator, Roadmap, Stage

_LOOKING = frozenset({Stage.INDICATOR, Stage.COLLECTION_METHODS, Stage.MONITORING, Stage.ANALYSIS})
_WATCHING = lazy_pattern(
    r"мониторинг|диагност|механизм|методик|показател|исследован|анализ|участие|проверочн", re.I
)
_TOLD = 0.5
_SPOKEN = 0.34
_OVERHEAD = frozenset(
    stems(
        "проведение обеспечение показатель доля процент количество число удельный вес "
        "менее более ниже выше получили получивших получающих прошли прошедших имеют имеющих"
    )
)
"""Words that introduce a demand and say nothing of it."""
_LEAST_WORDS = 6
_EACH = 3
"""So many are told one by one; more of them are one finding with all their places."""


def check_goals_and_indicators(project: Project) -> tuple[Finding, ...]:
    """Goals without indicator (L640), indicators that no event serves (L641)."""
    return tuple(found for roadmap in project.roadmaps for found in _judge(roadmap))


def _judge(roadmap: Roadmap) -> Iterator[Finding]:
    measured = {indicator.goal for indicator in roadmap.indicators}
    watched = {name for event in roadmap.events for name in event.serves}
    served = {name for event in roadmap.events if _works(event) for name in event.serves}
    goals = list(_untold([goal for goal in roadmap.goals if goal.id not in measured], roadmap))
    idle = [
        each
        for each in roadmap.indicators
        if each.id not in (watched if _is_watching(each) else served) or _is_unspoken(each, roadmap)
    ]
    yield from _tell(GOAL_WITHOUT_INDICATOR, roadmap, goals, len(roadmap.goals))
    if roadmap.events:
        yield from _tell(INDICATOR_WITHOUT_EVENT, roadmap, idle, len(roadmap.indicators))


def _untold(goals: Sequence[Goal], roadmap: Roadmap) -> Iterator[Goal]:
    """Those of the goals whose own subject no indicator under a neighbouring goal names."""
    said = Counter(word for each in roadmap.goals for word in set(stems(each.text)))
    rows = [frozenset(stems(indicator.text)) for indicator in roadmap.indicators]
    for goal in goals:
        words = {word for word in stems(goal.text) if said[word] * 2 <= len(roadmap.goals)}
        by_words = len(words) >= _LEAST_WORDS and any(
            len(words & row) > _TOLD * len(words) for row in rows
        )
        if not (by_words or any(_answers_by_grades(goal, each) for each in roadmap.indicators)):
            yield goal


_LEVELS = (
    (lazy_pattern(r"\bначальн\w+\s+(?:общ\w+\s+)?образован|\bНОО\b", re.I), range(1, 5)),
    (lazy_pattern(r"\bосновн\w+\s+общ\w+\s+образован|\bООО\b", re.I), range(5, 10)),
    (lazy_pattern(r"\bсредн\w+\s+общ\w+\s+образован|\bСОО\b", re.I), range(10, 12)),
)
"""The levels of general education and their grades (federal law 273, article 66)."""
_GRADES = lazy_pattern(
    r"(?<![\d.,])(?P<list>\d{1,2}(?:\s*(?:-?х)?\s*(?:,|и|[-–—])\s*\d{1,2})*)(?:\s?-?\s?[а-я]{1,2})?"
    r"\s+(?:класс|параллел)",
    re.IGNORECASE,
)
_OF_ONE_MATTER = 2


def _answers_by_grades(goal: Goal, indicator: Indicator) -> bool:
    """«… метапредметных результатов в 4, 8, 10 классах» answers the goals of all three levels."""
    levels = [grades for words, grades in _LEVELS if words.search(goal.text)]
    said = _GRADES.search(indicator.text) if levels else None
    if said is None:
        return False
    named = {int(each) for each in re.findall(r"\d+", said["list"])}
    alike = families(goal.text) & families(indicator.text)
    return len(alike) >= _OF_ONE_MATTER and all(named & set(grades) for grades in levels)


def _is_unspoken(indicator: Indicator, roadmap: Roadmap) -> bool:
    """Whether no event says anything of what the indicator demands, whatever `serves` cites."""
    if indicator.not_measurable is NotMeasurable.BLOCK_TITLE or indicator.lost or _torn(roadmap):
        return False
    words = frozenset(stems(indicator.text)) - frozenset(stems(roadmap.title)) - _OVERHEAD
    rows = (
        frozenset(stems(" ".join((event.title or "", event.result or "", *event.details))))
        for event in roadmap.events
    )
    if len(words) < _LEAST_WORDS or _is_served_in_other_words(indicator, roadmap):
        return False
    return all(len(words & row) < _SPOKEN * len(words) for row in rows)


def _is_served_in_other_words(indicator: Indicator, roadmap: Roadmap) -> bool:
    """An event that serves it shares a word of its subject, however it says the rest."""
    common = families(spelled_out(roadmap.title))
    told = families(spelled_out(indicator.text)) - common
    subject = frozenset(map(stem, subject_of(indicator.text))) - frozenset(stems(roadmap.title))
    return any(
        told & families(spelled_out(f"{event.title or ''} {event.result or ''}"))
        or subject & frozenset(map(stem, subject_of(f"{event.title or ''} {event.result or ''}")))
        for event in roadmap.events
        if indicator.id in event.serves
    )


def _torn(roadmap: Roadmap) -> bool:
    """Whether the scan lost the titles of many events, which may have named the thing."""
    lost = [event for event in roadmap.events if any(name == "title" for name, _ in event.lost)]
    return len(lost) * 3 > len(roadmap.events)


def _works(event: Event) -> bool:
    """Whether the event does more than to set up, collect and look at figures."""
    return any(stage not in _LOOKING for stage in event.stages)


def _is_watching(indicator: Indicator) -> bool:
    """The indicator asks for monitoring or analysis, and these are the work for it."""
    return bool(_WATCHING.search(indicator.text))


def _tell(
    code: Code, roadmap: Roadmap, items: Sequence[Goal | Indicator], total: int
) -> Iterator[Finding]:
    if len(items) <= _EACH:
        yield from (about(code, roadmap, item, "text", text=item.text) for item in items)
        return
    related = [beside(roadmap, item, "also-here", "text") for item in items]
    yield about_roadmap(code, roadmap, related=related, count=len(items), total=total)
