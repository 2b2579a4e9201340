"""Figures of the plan against those of the passport (L730), and what indicators say (L731)."""

import re
from collections.abc import Iterator

from engine.codes.documents import (
    FIGURE_DIFFERS,
    INDICATOR_OF_ANOTHER_GOAL,
    INDICATOR_UNDER_OTHER_GOAL,
)
from engine.diagnostics import Finding
from engine.lint.text.deeds import stem, stems
from engine.lint.text.morphology import content
from engine.lint.text.numbering import about, beside
from engine.lint.text.phrases import subject_of
from engine.model.project import Project
from engine.model.rules import NotMeasurable
from engine.model.spec import Event, Goal, Indicator, Roadmap, Stage

_FIGURE = re.compile(
    r"(?P<bound>не\s+(?:менее|ниже|более|выше|меньше|больше))?\s*"
    r"(?P<number>\d+(?:[.,]\d+)?)\s*(?P<unit>%|процент\w*|(?!класс|год|лет|уч|г\b|ч\b)[а-яё]{3,}"
    r"(?:\s+[а-яё]{3,})?)",
    re.IGNORECASE,
)
_ALIKE = 0.5
_STEPS = re.compile(r"20\d\d|ежегодн|этап|промежуточн|на конец|поэтапн", re.IGNORECASE)
_LEAST_SUBJECT = 2
_OF_ANY_GOAL = frozenset(stems("наличие обеспечение развитие повышение создание формирование"))


def check_figures_of_plan(project: Project) -> tuple[Finding, ...]:
    """Two figures for one thing, and indicators that say nothing of their goal."""
    return tuple(
        found
        for roadmap in project.roadmaps
        for found in (*_figures(roadmap), *_goals(roadmap), *_under_other_goals(roadmap))
    )


_AIMED = 2
_USUAL = 0.9
_LEAST_PAIRS = 4


def _under_other_goals(roadmap: Roadmap) -> Iterator[Finding]:
    """What works for the indicator never works for its goal, in a plan where it always does."""
    goals = {goal.id: goal for goal in roadmap.goals}
    pairs = [
        (event, each, each.goal in event.serves)
        for event in roadmap.events
        for each in roadmap.indicators
        if each.id in event.serves and goals.keys() & set(event.serves)
    ]
    for indicator in roadmap.indicators:
        aimed = [
            event
            for event, each, _ in pairs
            if each is indicator and len(goals.keys() & set(event.serves)) <= _AIMED
        ]
        others = [kept for _, each, kept in pairs if each is not indicator]
        usual = len(others) >= _LEAST_PAIRS and sum(others) >= _USUAL * len(others)
        goal = goals.get(indicator.goal or "")
        if not (usual and aimed and goal) or any(goal.id in each.serves for each in aimed):
            continue
        if not _share(indicator.text, goal.text, roadmap):
            yield about(
                INDICATOR_UNDER_OTHER_GOAL, roadmap, indicator, "goal",
                related=[beside(roadmap, each, "works-here", "serves") for each in aimed],
                goal=goal.text, text=indicator.text,
            )  # fmt: skip


def _share(one: str, other: str, roadmap: Roadmap) -> bool:
    """Whether both name a thing that the title of the roadmap does not."""
    words, more = (frozenset(map(stem, subject_of(text))) for text in (one, other))
    return bool(words & more - frozenset(map(stem, content(roadmap.title))))


def _figures(roadmap: Roadmap) -> Iterator[Finding]:
    for event in roadmap.events:
        for route, text in (("title", event.title or ""), ("result", event.result or "")):
            yield from _against(roadmap, event, route, text)


def _against(roadmap: Roadmap, event: Event, route: str, text: str) -> Iterator[Finding]:
    """The one figure of the text against the one of each indicator of the same subject."""
    said = _only(text)
    if said is None or _STEPS.search(text):
        return
    for indicator in roadmap.indicators:
        demanded = _only(indicator.text)
        if demanded is None or _STEPS.search(indicator.text):
            continue
        if not _same(text, indicator.text) and not _is_whole_of(roadmap, event, indicator, text):
            continue
        if said[1] == demanded[1] and said[0] != demanded[0]:
            yield about(
                FIGURE_DIFFERS, roadmap, event, route,
                related=[beside(roadmap, indicator, "demanded-here", "text")], quote=text,
                said_here=said[2], demanded=demanded[2], indicator=indicator.text,
            )  # fmt: skip
            return


def _is_whole_of(roadmap: Roadmap, event: Event, indicator: Indicator, text: str) -> bool:
    """Whether this is the only measure for the indicator, and its figure counts the same things."""
    measures = [
        each
        for each in roadmap.events
        if indicator.id in each.serves and Stage.MEASURE in each.stages
    ]
    counts = _FIGURE.search(text)
    told = frozenset(map(stem, content(counts[0]))) if counts else frozenset[str]()
    return measures == [event] and bool(told & frozenset(map(stem, _telling(indicator.text))))


def _only(text: str) -> tuple[str, str, str] | None:
    """Number, unit and words of the only figure of a text; None for none or several."""
    found = list(_FIGURE.finditer(text))
    if len(found) != 1:
        return None
    number, unit = found[0]["number"].replace(",", "."), found[0]["unit"].lower()
    percent = unit.startswith(("%", "процент"))
    shown = f"{found[0]['bound'] or ''} {found[0]['number']} {unit.split()[0]}".strip()
    return number, "%" if percent else "", " ".join(shown.split())


def _same(text: str, indicator: str) -> bool:
    """Whether both speak of one thing: most of the shorter one's subject, and two words of it."""
    one, other = (frozenset(map(stem, _telling(each))) for each in (text, indicator))
    shared = len(one & other)
    return shared >= _LEAST_SUBJECT and shared >= _ALIKE * min(len(one), len(other))


def _telling(text: str) -> tuple[str, ...]:
    return tuple(word for word in content(text) if word.isalpha())


def _goals(roadmap: Roadmap) -> Iterator[Finding]:
    common = frozenset(map(stem, content(roadmap.title)))
    for goal in roadmap.goals:
        own = [each for each in roadmap.indicators if each.goal == goal.id and _tells(each)]
        if own and all(_is_of_another(goal, each, roadmap, common) for each in own):
            yield about(
                INDICATOR_OF_ANOTHER_GOAL, roadmap, goal, "text", text=goal.text,
                related=[beside(roadmap, each, "indicator-here", "text") for each in own],
                indicator=own[0].text,
            )  # fmt: skip


def _tells(indicator: Indicator) -> bool:
    return not indicator.lost and indicator.not_measurable is not NotMeasurable.BLOCK_TITLE


def _is_of_another(
    goal: Goal, indicator: Indicator, roadmap: Roadmap, common: frozenset[str]
) -> bool:
    """No word of the goal, and more than one of a neighbouring goal."""
    told = frozenset(map(stem, content(indicator.text)))
    own = frozenset(map(stem, subject_of(goal.text)))
    every = frozenset(map(stem, content(goal.text))) - _OF_ANY_GOAL
    if len(own) < _LEAST_SUBJECT or told & every:
        return False
    others = (each for each in roadmap.goals if each is not goal)
    events = (each for each in roadmap.events if goal.id in each.serves)
    work = " ".join(f"{each.title or ''} {each.result or ''}" for each in events)
    worked_for = frozenset(map(stem, subject_of(work))) - common
    near = any(
        len(told & frozenset(map(stem, content(each.text)))) >= _LEAST_SUBJECT for each in others
    )
    plan = " ".join(f"{each.title or ''} {each.result or ''}" for each in roadmap.events)
    unspoken = not own & (frozenset(map(stem, content(plan))) | common)
    return near or unspoken or not told & worked_for
