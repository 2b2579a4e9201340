"""A time counted from another row, on its wrong side (L764): people instructed after the work that
is theirs, measures taken before the meeting that is their ground."""

import re
from collections.abc import Iterator

from engine.codes.documents import USED_BEFORE_READY
from engine.diagnostics import Finding
from engine.lazy import lazy_pattern
from engine.lint.text.called_before import workers_of, workers_taught
from engine.lint.text.deeds import stems
from engine.lint.text.numbering import about, beside
from engine.model.project import Project
from engine.model.spec import Event, Roadmap, ScheduleKind

_SIDE = lazy_pattern(
    r"\b(?P<side>до|перед|накануне|после|по\s+(?=окончани|завершени|итогам|результат))\s+(?!\d)",
    re.IGNORECASE,
)
_EDGE = frozenset(
    stems("начало окончание завершение проведение итоги заседание конец открытие дата")
)
_PREPARES = lazy_pattern(
    r"^\W*(?:подготовк|проект|подбор|сбор|оповещени|рассылк|приглашени|обсуждени|согласовани|"
    r"составлени\w+ повестк|информировани|предоставлени|представлени|направлени)",
    re.IGNORECASE,
)


def check_sides_of_anchors(project: Project) -> tuple[Finding, ...]:
    """Rows that are timed by another row, against the order of the two."""
    return tuple(
        found
        for roadmap in project.roadmaps
        for event in roadmap.events
        if event.schedule.kind is ScheduleKind.RELATIVE and not event.schedule.windows
        for found in (*_before_ground(roadmap, event), *_taught_after(roadmap, event))
    )


def _side(event: Event) -> str:
    """The last «до» or «после» of the words: «не позднее 3 дней до заседания» → «до»."""
    found = list(_SIDE.finditer(event.schedule.text or ""))
    return found[-1]["side"].lower() if found else ""


def _before_ground(roadmap: Roadmap, event: Event) -> Iterator[Finding]:
    """«Не позднее 3 дней до заседания совета» for measures that `after` puts after the meeting."""
    if _side(event) not in ("до", "перед", "накануне") or _PREPARES.match(event.title or ""):
        return
    grounds = [each for each in roadmap.events if each.id in event.after and _names(event, each)]
    if grounds:
        yield _told(roadmap, event, grounds[0], grounds[0].schedule.text or "")


def _taught_after(roadmap: Roadmap, event: Event) -> Iterator[Finding]:
    """«После окончания экзаменов» for the instruction of those who watch over them."""
    if not _side(event).startswith(("после", "по")):
        return
    taught = workers_taught(event)
    for work in roadmap.events if taught else ():
        if work is not event and taught & workers_of(work) and _names(event, work):
            yield _told(roadmap, work, event, event.schedule.text or "")


def _names(event: Event, work: Event) -> bool:
    """Whether the time of the event is counted from what the row of the work speaks of."""
    named = frozenset(stems(event.schedule.anchor or ""))
    told = frozenset(stems(f"{work.title or ''} {work.schedule.text or ''}"))
    return bool(named - _EDGE) and named - _EDGE <= told


def _told(roadmap: Roadmap, event: Event, ground: Event, ready: str) -> Finding:
    return about(
        USED_BEFORE_READY, roadmap, event, "schedule",
        related=[beside(roadmap, ground, "made-here", "schedule")],
        ready=ready, made=ground.title or ground.id,
    )  # fmt: skip
