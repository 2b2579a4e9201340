"""Dates against the order of work: what is named in `after`, and the stages of the cycle."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from engine.codes.documents import AGAINST_CYCLE, ORDER_CONFLICT, ORDER_NOT_CHECKED
from engine.cycle import order_events
from engine.diagnostics import Code, Finding
from engine.lazy import lazy_pattern
from engine.lint.rules.basis_of_work import later_bases
from engine.lint.rules.used_before_made import used_too_early
from engine.lint.text.dates import ends_before_start, first_day, last_day, written
from engine.lint.text.deeds import bases_of, likeness, stems
from engine.lint.text.numbering import about, about_roadmap, beside
from engine.model.project import Project
from engine.model.spec import Event, Roadmap, Stage, cycle_stage
from engine.results.events import Conflict, Ordering, Strength

_Placed = tuple[Roadmap, Event]
_NO_WORK = frozenset({Stage.GOAL, Stage.INDICATOR, Stage.COLLECTION_METHODS})
_LOOKED_INTO = frozenset({Stage.MONITORING, Stage.ANALYSIS})
_SUBJECT = 2
"""So many words, beside those of the roadmap's title, make one subject."""
_MUCH = 0.34
"""The part of the shorter title that both share."""
_SAME = 0.9
"""«Сбор сведений о выпуске 2025 года» and that of 2026: one work, two turns."""
_CLOSES = lazy_pattern(
    r"^\W*(?:награждени|поощрени|чествовани|вручени|издани|выпуск|публикаци|торжественн)\w*\b",
    re.IGNORECASE,
)
"""What rewards and spreads the best comes last; no effect waits for it."""
_YEAR = lazy_pattern(r"\b20\d\d\b")
_OVERHEAD = frozenset(
    stems(
        "проведение организация вопросам образовательных организаций руководителей педагогов "
        "анализ мониторинг оценка эффективность результаты итоги принятых мер решений"
    )
)
"""Words that nearly every row has; a title of nothing else speaks of all the work."""


def check_order_of_work(project: Project) -> tuple[Finding, ...]:
    """One finding for each event that ends before something begins that it needs (L601, L602).

    A roadmap whose events nothing links is not compared, and one finding says so (L718).
    """
    ordering = _judged_order(project)
    events = _events(project)
    hard, soft = (_pairs(found) for found in (ordering.conflicts, ordering.against_cycle))
    return (
        *_findings(ORDER_CONFLICT, hard, events),
        *_findings(AGAINST_CYCLE, soft, events),
        *_not_checked(project, frozenset(ordering.unlinked)),
    )


def compared_order(project: Project) -> Ordering:
    """The order of work with the contradictions that are told: the same for `plan` and `lint`.

    What the titles alone say (L603, L605) stands among those against the cycle.
    """
    ordering = _judged_order(project)
    known = _pairs((*ordering.conflicts, *ordering.against_cycle))
    titles = tuple(
        title for title in _against_titles(project) if (title.before, title.after) not in known
    )
    conflicts = (*ordering.against_cycle, *titles)
    over = {conflict.after for conflict in conflicts}
    left = tuple(conflict for conflict in ordering.unjudged if conflict.after not in over)
    return replace(ordering, against_cycle=conflicts, unjudged=left)


def _judged_order(project: Project) -> Ordering:
    """Contradictions of the cycle between works of one subject, and those of others apart."""
    ordering, _ = order_events(project)
    events = _events(project)
    hard = _pairs(ordering.conflicts)
    bodies = frozenset(stems(" ".join(body.name for body in project.bodies)))
    conflicts, unjudged = list[Conflict](), list[Conflict]()
    for conflict in ordering.against_cycle:
        before = events[conflict.before][1]
        if (conflict.before, conflict.after) not in hard and not set(before.stages) <= _NO_WORK:
            leans = _leans_on(events[conflict.after], before, bodies)
            leans = leans and not _is_next_turn(events[conflict.after], before)
            leans = leans and not _has_own_ground(events[conflict.after])
            leans = leans and not _comes_before_look(events[conflict.after], before)
            leans = leans and not _has_earlier_ground(events[conflict.after], before)
            leans = leans and not _is_of_earlier_round(events[conflict.after], before)
            (conflicts if leans else unjudged).append(conflict)
    return replace(ordering, against_cycle=tuple(conflicts), unjudged=tuple(unjudged))


def _pairs(conflicts: Iterable[Conflict]) -> set[tuple[str, str]]:
    return {(conflict.before, conflict.after) for conflict in conflicts}


def _against_titles(project: Project) -> Iterator[Conflict]:
    """Of what an event's title leans on, the work that begins last, after the event has ended."""
    for roadmap in project.roadmaps:
        too_early = {event.id: later for event, later in used_too_early(roadmap)}
        for event in roadmap.events:
            later = [*later_bases(roadmap, event), *too_early.get(event.id, ())]
            dated = [(start, each) for each in later if (start := first_day(each))]
            end = last_day(event)
            if dated and end:
                start, last = max(dated, key=lambda placed: placed[0])
                before, after = roadmap.full_id(last.id), roadmap.full_id(event.id)
                yield Conflict(before, after, start, end, Strength.SOFT)


def _events(project: Project) -> dict[str, _Placed]:
    return {
        roadmap.full_id(event.id): (roadmap, event)
        for roadmap in project.roadmaps
        for event in roadmap.events
    }


def _not_checked(project: Project, unlinked: frozenset[str]) -> Iterator[Finding]:
    for roadmap in project.roadmaps:
        ids = {roadmap.full_id(event.id) for event in roadmap.events}
        if len(ids) > 1 and ids <= unlinked:
            yield about_roadmap(ORDER_NOT_CHECKED, roadmap, count=len(ids))


def _leans_on(placed: _Placed, before: Event, bodies: frozenset[str]) -> bool:
    """Work leans on earlier work of its own subject; no work waits for goals and indicators.

    An effect leans on all that was looked into before, and on measures if it has no others.
    """
    roadmap, event = placed
    if Stage.EFFECTIVENESS in event.stages and _CLOSES.search(before.title or ""):
        return False
    if Stage.EFFECTIVENESS in event.stages and (
        set(before.stages) <= _LOOKED_INTO or _is_of_nothing(roadmap, event)
    ):
        return True
    common = frozenset(stems(roadmap.title))
    said, needed = (
        frozenset(stems(each.title or "")) - common - _OVERHEAD for each in (event, before)
    )
    if not said or not needed:
        return bool({Stage.DECISION, Stage.EFFECTIVENESS} & set(event.stages))
    shared, least = len(said & needed - bodies), min(len(said), len(needed))
    return shared >= _SUBJECT and shared >= _MUCH * least


def _is_next_turn(placed: _Placed, before: Event) -> bool:
    """«Вторая волна», after the first one that the event waits for: its ground is the first."""
    roadmap, event = placed
    grounds = [
        each for each in roadmap.events if each.id in event.after and each.id in before.after
    ]
    named = frozenset(stems(before.title or ""))
    turns = (
        each for each in roadmap.events
        if each.id in event.after and likeness(named, frozenset(stems(each.title or ""))) >= _SAME
    )  # fmt: skip
    return any(set(ground.stages) & set(before.stages) for ground in grounds) or any(turns)


_MADE_ON_GROUND = frozenset({Stage.RECOMMENDATION, Stage.DECISION, Stage.MEASURE})


def _has_own_ground(placed: _Placed) -> bool:
    """«Утверждение положения», after the row that drafts it: what it decides on is there."""
    roadmap, event = placed
    if not set(event.stages) <= _MADE_ON_GROUND or not event.after:
        return False
    common = frozenset(stems(roadmap.title))
    said = _said_with_years(event)
    return any(
        len(shared := said & _said_with_years(ground)) >= _SUBJECT
        and (bool(shared - common) or len(shared) >= _MUCH * len(said))
        for ground in roadmap.events
        if ground.id in event.after and not ends_before_start(event, ground)
    )


_PREPARES = lazy_pattern(
    r"подготовк\w+\s+(?:\w+\s+)?к\s|^\W*(?:разработк|утверждени|составлени|подготовк|издани)\w+\s+"
    r"(?:и\s+\w+\s+)?(?:\w+(?:ого|ых)\s+)?"
    r"(?:график|положени|расписани|состав|приказ|регламент|план\w*-график|порядк|смет)|"
    r"^\W*(?:назначени|закреплени|заключени\w+ (?:договор|соглашени)|"
    r"создани\w+ (?:рабоч|комисси|оргкомит))",
    re.IGNORECASE,
)
_LOOKS_BACK = lazy_pattern(r"динамик|итогов|повторн|заключительн|сравн|по итогам года", re.I)


def _comes_before_look(placed: _Placed, before: Event) -> bool:
    """«График подвоза на олимпиаду» comes before «Анализ результатов олимпиады»; what looks back
    at the changes is no ground of the works that an earlier analysis called for.
    """
    roadmap, event = placed
    if not _LOOKED_INTO & set(before.stages) or Stage.EFFECTIVENESS in event.stages:
        return False
    if _PREPARES.search(event.title or "") and bases_of(event.title or "") == ():
        return True
    earlier = (
        each
        for each in roadmap.events
        if each is not before
        and Stage.ANALYSIS in each.stages
        and not ends_before_start(event, each)
    )
    looks_back = Stage.ANALYSIS in before.stages and _LOOKS_BACK.search(before.title or "")
    return bool(looks_back) and any(earlier)


def _has_earlier_ground(placed: _Placed, before: Event) -> bool:
    """«Составление планов», for which `after` leads back to the analysis of the autumn: the one of
    the winter looks at how these plans are carried out.
    """
    roadmap, event = placed
    known = {each.id: each for each in roadmap.events}
    left, grounds = [*event.after], dict[str, Event]()
    while left:
        name = left.pop()
        if name in known and name not in grounds:
            grounds[name] = known[name]
            left += known[name].after
    stages = {cycle_stage(stage) for stage in before.stages}
    return before.id not in grounds and any(
        stages & {cycle_stage(stage) for stage in ground.stages}
        and set(ground.serves) & set(before.serves) & set(event.serves)
        and not ends_before_start(event, ground)
        for ground in grounds.values()
    )


def _is_of_earlier_round(placed: _Placed, before: Event) -> bool:
    """A measure of spring, after the recommendations of winter: those of July, made on an analysis
    that begins after the measure has ended, are for the next year.
    """
    roadmap, event = placed
    if before.stages != (Stage.RECOMMENDATION,) or event.stages != (Stage.MEASURE,):
        return False
    grounds = [each for each in roadmap.events if each.id in before.after]
    later = bool(grounds) and all(ends_before_start(event, ground) for ground in grounds)
    return later and any(
        each.stages == before.stages
        and each is not before
        and not ends_before_start(event, each)
        and set(each.serves) & set(event.serves)
        for each in roadmap.events
    )


def _said_with_years(event: Event) -> frozenset[str]:
    """«Результаты ГИА 2025 года»: whose results they are, the year too."""
    title = event.title or ""
    return (frozenset(stems(title)) - _OVERHEAD) | frozenset(_YEAR.findall(title))


def _is_of_nothing(roadmap: Roadmap, event: Event) -> bool:
    """Whether all decisions and measures that serve what the effect serves begin after it."""
    works = [
        each
        for each in roadmap.events
        if each is not event
        and set(each.serves) & set(event.serves)
        and any(cycle_stage(stage) is Stage.DECISION for stage in each.stages)
    ]
    return bool(works) and all(ends_before_start(event, work) for work in works)


def _findings(
    code: Code, pairs: set[tuple[str, str]], events: dict[str, _Placed]
) -> Iterator[Finding]:
    order = {name: at for at, name in enumerate(events)}
    grounds: dict[str, list[str]] = {}
    for before, name in pairs:
        if before in order:
            grounds.setdefault(name, []).append(before)
    for name, (roadmap, event) in events.items():
        needed = [events[each] for each in sorted(grounds.get(name, ()), key=order.__getitem__)]
        if needed:
            yield _finding(code, roadmap, event, needed)


def _finding(code: Code, roadmap: Roadmap, event: Event, needed: list[_Placed]) -> Finding:
    latest = max((first_day(other), other.title or other.id) for _, other in needed)
    return about(
        code,
        roadmap,
        event,
        "schedule",
        related=[beside(where, other, "needed-here", "schedule") for where, other in needed],
        ends=written(last_day(event)),
        starts=written(latest[0]),
        needed=latest[1],
        schedule=event.schedule.text or "",
    )
