"""One work named for an indicator that it says nothing of, and plainly another goal's (L777)."""

from collections import Counter
from collections.abc import Iterator

from engine.classes import dataclass
from engine.codes.documents import WORK_OF_OTHER_INDICATOR
from engine.diagnostics import Finding
from engine.lint.text import content
from engine.lint.text.grades import grades_in
from engine.lint.text.morphology import forms
from engine.lint.text.numbering import about, beside
from engine.lint.text.phrases import family, is_paperwork_family
from engine.lint.text.taken_results import is_said, roots
from engine.model.project import Project
from engine.model.spec import Event, Goal, Indicator, Roadmap, Stage

_WORKING = frozenset({Stage.MEASURE, Stage.RECOMMENDATION})
_SEVERAL = 2
_FEW = 8
"""Where more than one row of so many is so, the plan links its rows in a way of its own."""


@dataclass(frozen=True, slots=True)
class _Aim:
    """A goal, and the roots by which it and its indicators tell themselves apart."""

    goal: Goal
    words: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Stray:
    """A work, the indicator that it is named for, and the goal that its words are of."""

    event: Event
    indicator: Indicator
    other: Goal


def check_works_of_other_aims(project: Project) -> tuple[Finding, ...]:
    """«Конкурс наставников» for «доля педагогов, освоивших программы повышения квалификации»."""
    return tuple(found for roadmap in project.roadmaps for found in _judge(roadmap))


def _judge(roadmap: Roadmap) -> Iterator[Finding]:
    aims = _aims(roadmap)
    strays = [stray for event in roadmap.events for stray in _strays(roadmap, event, aims)]
    if len({stray.event.id for stray in strays}) > max(1, len(roadmap.events) // _FEW):
        return
    for stray in strays:
        yield about(
            WORK_OF_OTHER_INDICATOR, roadmap, stray.event, "serves",
            stray.event.serves.index(stray.indicator.id),
            related=[beside(roadmap, stray.indicator, "serves-this", "text")],
            title=stray.event.title or stray.event.id, text=stray.indicator.text,
            goal=stray.other.text,
        )  # fmt: skip


def _aims(roadmap: Roadmap) -> dict[str, _Aim]:
    """Each goal with its words; those of the title or of half of the goals tell none apart."""
    said = {
        goal.id: roots(goal.text).union(
            *(roots(each.text) for each in roadmap.indicators if each.goal == goal.id)
        )
        for goal in roadmap.goals
    }
    times = Counter(root for words in said.values() for root in words)
    often = {root for root, count in times.items() if count > 1 and count * 2 >= len(said)}
    common = roots(roadmap.title) | often
    return {goal.id: _Aim(goal, said[goal.id] - common) for goal in roadmap.goals}


def _strays(roadmap: Roadmap, event: Event, aims: dict[str, _Aim]) -> Iterator[_Stray]:
    if event.lost or not set(event.stages) <= _WORKING:
        return
    cells = roots(" ".join((event.title or "", event.result or "", *event.details)))
    title = frozenset(root for root in roots(event.title or "") if not is_paperwork_family(root))
    things = frozenset(map(family, filter(_is_noun, content(event.title or ""))))
    for indicator in roadmap.indicators:
        own = aims.get(indicator.goal or "")
        if indicator.id not in event.serves or own is None or indicator.lost or not own.words:
            continue
        if is_said(own.words | roots(indicator.text), cells) or _same_grades(event, indicator):
            continue
        other = next(
            (
                aim.goal
                for aim in aims.values()
                if aim is not own
                and (aim.goal.id not in event.serves or own.goal.id not in event.serves)
                and (said := title & aim.words)
                and (len(said) >= _SEVERAL or said & things)
            ),
            None,
        )
        if other:
            yield _Stray(event, indicator, other)


def _same_grades(event: Event, indicator: Indicator) -> bool:
    """«… на уроках в 8 и 9 классах» and «доля обучающихся 8 и 9 классов»."""
    one, other = (
        frozenset[int]().union(*(grades for grades, _ in grades_in(text)))
        for text in (event.title or "", indicator.text)
    )
    return bool(one) and one == other


def _is_noun(word: str) -> bool:
    return forms(word)[0].part == "NOUN"
