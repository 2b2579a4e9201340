"""Stages of the management cycle that a roadmap leaves out."""

import re
from collections.abc import Iterator
from datetime import date

from engine.codes.documents import (
    ANALYSIS_WITHOUT_RECOMMENDATION,
    EFFECT_OF_NOTHING,
    GOAL_CYCLE_INCOMPLETE,
    MONITORING_WITHOUT_ANALYSIS,
    RECOMMENDATION_WITHOUT_DECISION,
    STAGE_MISSING,
)
from engine.cycle.coverage import coverage_matrix
from engine.diagnostics import Code, Finding
from engine.lazy import lazy_pattern
from engine.lint.text.dates import first_day, last_day
from engine.lint.text.deeds import stems
from engine.lint.text.numbering import about, about_roadmap, beside
from engine.lint.text.phrases import subject_of
from engine.model.project import Project
from engine.model.spec import CYCLE, Event, Goal, Roadmap, Stage, cycle_stage
from engine.results.events import MatrixRow

_FOLLOWED: tuple[tuple[Code, Stage, frozenset[Stage]], ...] = (
    (MONITORING_WITHOUT_ANALYSIS, Stage.MONITORING, frozenset({Stage.ANALYSIS})),
    (ANALYSIS_WITHOUT_RECOMMENDATION, Stage.ANALYSIS, frozenset({Stage.RECOMMENDATION})),
    (
        RECOMMENDATION_WITHOUT_DECISION,
        Stage.RECOMMENDATION,
        frozenset({Stage.DECISION, Stage.MEASURE}),
    ),
)
_SUBJECT = 2
"""So many words, beside those of the roadmap's title, make one subject."""
_WORDS_OF_A_NAME = 6
_OF_ANY_WORK = frozenset(
    stems(
        "проведение анализ мониторинг оценка эффективность результат принятых мер решений "
        "показатель подготовка разработка адресных рекомендаций выполнение дорожной карты плана "
        "мероприятий"
    )
)
"""Words of a deed that is done for every goal: «Оценка эффективности принятых мер»."""
_JUDGED = frozenset({Stage.DECISION, Stage.MEASURE})


def check_cycle_stages(project: Project) -> tuple[Finding, ...]:
    """Stages missing in a roadmap (L642), for its goals (L643), and links cut off (L644–L647)."""
    matrix = tuple(coverage_matrix(project))
    return tuple(
        found
        for roadmap in project.roadmaps
        if roadmap.events and not roadmap.is_of_measures  # one has one stage by its nature
        for found in (
            *_missing(roadmap),
            *_goals(roadmap, [row for row in matrix if row.roadmap == roadmap.slug]),
            *_cut_off(roadmap),
        )
    )


def _missing(roadmap: Roadmap) -> Iterator[Finding]:
    missing = [stage for stage in CYCLE if stage not in _stages(roadmap)]
    if missing:
        yield about_roadmap(STAGE_MISSING, roadmap, said={stage.value: 1 for stage in missing})


def _stages(roadmap: Roadmap) -> set[Stage]:
    """The stages that the plan's events, its goals and its indicators occupy."""
    held = {cycle_stage(stage) for event in roadmap.events for stage in event.stages}
    held |= {Stage.GOAL} if roadmap.goals else set()
    return held | ({Stage.INDICATOR} if roadmap.indicators else set())


def _goals(roadmap: Roadmap, rows: list[MatrixRow]) -> Iterator[Finding]:
    """Goals that are worked for, with a stage empty that the roadmap does hold for others."""
    held = _stages(roadmap) - {Stage.INDICATOR}
    gaps = {
        row.goal: [
            cell.stage
            for cell in row.cells
            if not cell.ids and cell.stage in held and not _spoken(roadmap, row.goal, cell.stage)
        ]
        for row in rows
    }
    events = {event.id for event in roadmap.events}
    worked_for = {row.goal for row in rows if any(events & set(each.ids) for each in row.cells)}
    goals = [goal for goal in roadmap.goals if gaps.get(goal.id) and goal.id in worked_for]
    if goals:
        related = [beside(roadmap, goal, "goal-here", "text") for goal in goals]
        short = {
            stage.value: tuple(_named(goal) for goal in goals if stage in gaps[goal.id])
            for stage in CYCLE
        }
        yield about_roadmap(
            GOAL_CYCLE_INCOMPLETE,
            roadmap,
            related=related,
            said={stage: named for stage, named in short.items() if named},
            count=len(goals),
            total=len(roadmap.goals),
            bare=len(roadmap.goals) - len(worked_for) or "",
        )


def _spoken(roadmap: Roadmap, goal_id: str, stage: Stage) -> bool:
    """Whether an event of the stage speaks of the goal, or of the roadmap as a whole."""
    goal = next((each for each in roadmap.goals if each.id == goal_id), None)
    common = frozenset(stems(roadmap.title))
    own = frozenset(stems(goal.text)) - common if goal else frozenset()
    rows = (
        frozenset(stems(event.title or "")) - common - _OF_ANY_WORK
        for event in roadmap.events
        if stage in map(cycle_stage, event.stages)
    )
    return any(not row or len(own & row) >= min(_SUBJECT, len(own)) for row in rows)


def _named(goal: Goal) -> str:
    """«выявление причин …»: enough to know the goal."""
    words = goal.text.rstrip(" .,;").split()
    more = "…" if len(words) > _WORDS_OF_A_NAME else ""
    return f"«{' '.join(words[:_WORDS_OF_A_NAME])}{more}»"


def _cut_off(roadmap: Roadmap) -> Iterator[Finding]:
    stages = {stage for event in roadmap.events for stage in event.stages}
    for code, stage, next_stages in _FOLLOWED:
        if stage in stages and not stages & next_stages:
            yield _first_of(code, roadmap, stage)
    yield from _alone(roadmap)
    if Stage.EFFECTIVENESS in stages and not stages & _JUDGED:
        yield _first_of(EFFECT_OF_NOTHING, roadmap, Stage.EFFECTIVENESS)


_OF_OTHERS = lazy_pattern(r"^\W*(?:организаци\w+\s+)?участи|регион|област|федерал|всеросс", re.I)
_ON_FULFILMENT = lazy_pattern(
    r"(?:выполнени|реализаци|достижени|исполнени)\w+\s+(?:\w+\s+)?"
    r"(?:план|дорожн|комплекс|показател|программ)",
    re.IGNORECASE,
)
"""Reports on the whole plan are weighed with its effect."""
_USES = frozenset({Stage.ANALYSIS, Stage.RECOMMENDATION, Stage.DECISION, Stage.EFFECTIVENESS})


def _alone(roadmap: Roadmap) -> Iterator[Finding]:
    """Monitoring that nobody analyses in a roadmap whose other monitoring is waited for."""
    watched = [
        event
        for event in roadmap.events
        if event.stages == (Stage.MONITORING,) and not _OF_OTHERS.search(event.title or "")
    ]
    looked = [event for event in roadmap.events if Stage.ANALYSIS in event.stages]
    weighed = [event for event in roadmap.events if Stage.EFFECTIVENESS in event.stages]
    used = {name for event in roadmap.events if _USES & set(event.stages) for name in event.after}
    alone = [
        event
        for event in watched
        if event.id not in used
        and not _is_analysed(event, looked)
        and not _is_summed_up(event, looked)
        and not (_ON_FULFILMENT.search(event.title or "") and _is_summed_up(event, weighed))
    ]
    if looked and alone and len(alone) < len(watched) and used & {event.id for event in watched}:
        first, *others = alone
        yield about(
            MONITORING_WITHOUT_ANALYSIS, roadmap, first, "stage",
            related=[beside(roadmap, event, "also-here", "stage") for event in others],
            title=_title(first), others=len(others) or "",
        )  # fmt: skip


def _is_analysed(event: Event, looked: list[Event]) -> bool:
    """An analysis of its own section or subject follows it, or one that names no subject."""
    own = set(subject_of(event.title or ""))
    told = [set(subject_of(each.title or "")) for each in looked]
    return any(not words or words & own for words in told)


def _is_summed_up(event: Event, looked: list[Event]) -> bool:
    """A later analysis serves all that the monitoring serves."""
    start = first_day(event) or date.min
    later = (each for each in looked if (last_day(each) or date.min) > start)
    return bool(event.serves) and any(set(event.serves) <= set(each.serves) for each in later)


def _first_of(code: Code, roadmap: Roadmap, stage: Stage) -> Finding:
    first, *others = [event for event in roadmap.events if stage in event.stages]
    return about(
        code,
        roadmap,
        first,
        "stage",
        related=[beside(roadmap, each, "also-here", "stage") for each in others],
        title=_title(first),
        others=len(others) or "",
    )


def _title(event: Event) -> str:
    return event.title or event.id
