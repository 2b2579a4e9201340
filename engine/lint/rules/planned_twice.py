"""The same event twice: at other times, by other bodies, in two roadmaps (L702, L703, L706)."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from engine.classes import dataclass
from engine.codes.across import EVENT_AT_OTHER_TIME, EVENT_BY_OTHERS, EVENT_IN_TWO
from engine.diagnostics import Finding
from engine.lint.rules.repeated_events import is_part_or_turn, same_deed, telling_titles
from engine.lint.text import Passage, content, report
from engine.model.project import Project
from engine.model.spec import Event, Roadmap

_OF_ANY_PLAN = frozenset(
    [
        "принятие", "принять", "управленческий", "решение", "результат", "проведение", "провести",
        "анализ", "эффективность", "мера", "мониторинг", "муниципальный", "рекомендация",
        "адресный", "подготовка", "получить", "данные", "отчёт", "отчет", "аналитический",
        "совещание", "семинар", "организация", "вопрос", "участие", "мероприятие",
    ]
)  # fmt: skip
"""Words that every plan has: they do not say what the row is about."""
_OWN_WORDS = 2

_Cells = tuple[str, ...]
"""Number, title, result, schedule and bodies of a row as they are written."""


@dataclass(frozen=True, slots=True)
class _Row:
    roadmap: Roadmap
    event: Event
    title: Passage


def check_planned_twice(project: Project) -> tuple[Finding, ...]:
    """Each work that several rows plan; rows that only name a stage of the cycle are none.

    A row is compared with the first of its work only: a hundred equal roadmaps say one thing.
    """
    rows = (row for roadmap in project.roadmaps for row in _rows(roadmap))
    return tuple(finding for one, two in _pairs(rows) for finding in _compared(one, two))


def _pairs(rows: Iterable[_Row]) -> Iterator[tuple[_Row, _Row]]:
    """The first row of each work with its later ones: equal rows are looked up, not compared."""
    begun: dict[str, dict[_Cells, _Row]] = defaultdict(dict)
    for row in rows:
        known = begun[content(row.title.text)[0]]
        if earlier := next((each for each in known.values() if _same(each, row)), None):
            yield earlier, row
        known.setdefault(_cells(row.event), row)


def _cells(event: Event) -> _Cells:
    written = (event.number, event.title, event.result, event.schedule.text)
    return (*(each or "" for each in written), *sorted(_who(event)))


def _rows(roadmap: Roadmap) -> Iterator[_Row]:
    events = {event.id: event for event in roadmap.events}
    for title in telling_titles(roadmap):
        event = events[title.subject.id or ""]
        if len(set(content(title.text)) - _OF_ANY_PLAN) >= _OWN_WORDS:
            yield _Row(roadmap, event, title)


def _same(one: _Row, two: _Row) -> bool:
    """One deed, unless one row is a part of the other, or its next turn."""
    if is_part_or_turn(one.event, two.event):
        return False
    return same_deed(one.title.text, two.title.text)


def _compared(one: _Row, two: _Row) -> Iterator[Finding]:
    related = ((one.title, "first-here"),)
    if _dates_differ(one.event, two.event):
        yield report(
            EVENT_AT_OTHER_TIME, two.title, related=related,
            own=two.event.schedule.text or "", other=one.event.schedule.text or "",
        )  # fmt: skip
    if _bodies_differ(one.event, two.event):
        yield report(
            EVENT_BY_OTHERS, two.title, related=related,
            own=_bodies(two.event), other=_bodies(one.event),
        )  # fmt: skip
    if one.roadmap is not two.roadmap and _plan(one) != _plan(two):
        yield report(EVENT_IN_TWO, two.title, related=related)


def _plan(row: _Row) -> str:
    """Roadmaps under one title are one plan."""
    return row.roadmap.plan_title or row.roadmap.slug


def _dates_differ(one: Event, two: Event) -> bool:
    first, second = one.schedule.windows, two.schedule.windows
    return bool(first and second) and first != second


def _bodies_differ(one: Event, two: Event) -> bool:
    first, second = _who(one), _who(two)
    return bool(first and second) and first.isdisjoint(second)


def _who(event: Event) -> frozenset[str]:
    return frozenset(
        responsible.body or responsible.text or "" for responsible in event.responsible
    )


def _bodies(event: Event) -> str:
    return ", ".join(
        responsible.text or responsible.body or "" for responsible in event.responsible
    )
