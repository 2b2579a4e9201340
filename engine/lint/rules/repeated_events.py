"""Rows of one plan with the same title (L658)."""

import re
from collections.abc import Iterator
from functools import lru_cache

from engine.codes.texts import REPEATED_EVENT
from engine.diagnostics import Finding
from engine.lazy import lazy_pattern
from engine.lint.text import content, event_passages, likeness, normalised, report
from engine.lint.text.deeds import stem
from engine.lint.text.designators import designators
from engine.lint.text.passages import Passage
from engine.lint.text.phrases import head_of, is_audience, is_held_again, is_paperwork, made_by
from engine.model.project import Project
from engine.model.spec import Event, Roadmap

_SAME = 0.9
_TELLING_PART = 4
_BRACKETS = lazy_pattern(r"\([^()]*\)")
_TELLING_WORDS = 3


def check_repeated_events(project: Project) -> tuple[Finding, ...]:
    """Each row whose title an earlier row of the plan has."""
    plans: dict[str, list[Roadmap]] = {}
    for roadmap in project.roadmaps:
        plans.setdefault(roadmap.plan_title or roadmap.slug, []).append(roadmap)
    return tuple(found for plan in plans.values() for found in _repeated(plan))


def _repeated(plan: list[Roadmap]) -> Iterator[Finding]:
    """Roadmaps under one title are one plan; remarks in brackets do not tell rows apart."""
    events = {event.id: event for roadmap in plan for event in roadmap.events}
    earlier: list[tuple[Passage, str]] = []
    for title in (title for roadmap in plan for title in telling_titles(roadmap)):
        bare = _BRACKETS.sub(" ", title.text)
        own = events[title.subject.id or ""]
        twin = next(
            (
                each
                for each, text in earlier
                if (
                    same_deed(text, bare)
                    or _is_reworded(events[each.subject.id or ""], text, own, bare)
                )
                and not is_part_or_turn(events[each.subject.id or ""], own)
                and not _is_of_others(events[each.subject.id or ""], own)
                and not (each.subject.roadmap != title.subject.roadmap and _names_a_stage(bare))
            ),
            None,
        )
        if twin:
            yield report(REPEATED_EVENT, title, related=((twin, "first-here"),))
        earlier.append((title, bare))


def _is_of_others(one: Event, other: Event) -> bool:
    """A title that only begins the other, where executors and results are not the same either."""
    first, second = normalised(one.title or ""), normalised(other.title or "")
    longer = first != second and (first.startswith(second) or second.startswith(first))
    bodies, others = ({each.text for each in event.responsible} for event in (one, other))
    results = {normalised(one.result or ""), normalised(other.result or "")}
    return longer and bodies.isdisjoint(others) and len(results - {""}) > 1


_OF_CYCLE = frozenset({
    "проведение", "организация", "осуществление", "анализ", "эффективность", "принятый", "мера",
    "принятие", "управленческий", "решение", "результат", "проведенный", "проведённый", "оценка",
    "разработка", "адресный", "рекомендация", "мониторинг", "подготовка", "итог", "принять",
    "провести",
})  # fmt: skip


def _names_a_stage(title: str) -> bool:
    """«Проведение анализа эффективности принятых мер»: each direction has its own."""
    return all(word in _OF_CYCLE for word in content(title))


_NAME = lazy_pattern(r"«([^«»]{5,})»")


def _is_reworded(one: Event, earlier: str, other: Event, later: str) -> bool:
    """One work in two wordings, for the same stage and at the same time."""
    return one.stages == other.stages and not _are_apart(one, other) and is_one_work(earlier, later)


def is_one_work(earlier: str, later: str) -> bool:
    """The same deed in the same words, in whatever order: «Опрос учителей о затруднениях», «Опрос
    учителей школ о трудностях»; what one of them adds tells only for whom.
    """
    if stem(made_by(earlier)) != stem(made_by(later)) or designators(earlier) != designators(later):
        return False
    if _whom(earlier) != _whom(later) or _turn(earlier) != _turn(later):
        return False
    return bool(_NAME.search(earlier)) == bool(_NAME.search(later)) and _is_held_in(earlier, later)


def _is_held_in(one: str, other: str) -> bool:
    """Whether the longer one says all that the shorter one says, and adds nothing that tells."""
    shorter, longer = sorted((_told(one), _told(other)), key=len)
    added = [word for word in longer if not any(_is_akin(word, each) for each in shorter)]
    return (
        len(shorter) >= _TELLING_WORDS
        and all(any(_is_akin(word, each) for each in longer) for word in shorter)
        and all(is_audience(word) or is_paperwork(word) for word in added)
    )


def _told(text: str) -> tuple[str, ...]:
    """The lemmas of the title, without the deeds that only introduce the real one."""
    brings = head_of(text) if head_of(text) != made_by(text) else ""
    return tuple(word for word in content(text) if word.isalpha() and word != brings)


def _is_akin(one: str, other: str) -> bool:
    """One family; «затруднение» and «трудность» too."""
    short, long = sorted((stem(one), stem(other)), key=len)
    root = short[:_ROOT]
    return long.startswith(root) or (len(root) == _ROOT and root in long)


_ROOT = 5


def _turn(title: str) -> bool:
    return bool(_AGAIN.search(title))


_AGAIN = lazy_pattern(
    r"повторн|вторичн|итогов|промежуточн|входн|первичн|стартов|началь|втор(?:ой|ая|ое)", re.I
)


def telling_titles(roadmap: Roadmap) -> Iterator[Passage]:
    """The titles of events that say enough to be compared."""
    for event in roadmap.events:
        for passage in event_passages(roadmap, event):
            if passage.field == "title" and not passage.lost and _tells(passage.text):
                yield passage


def is_part_or_turn(one: Event, other: Event) -> bool:
    """«3.1» and its «3.1.1»; or the same row of another month, with the same result and bodies."""
    first, second = (f"{(event.number or '').rstrip('.')}." for event in (one, other))
    if (
        first != second
        and len(first) > 1 < len(second)
        and (first.startswith(second) or second.startswith(first))
    ):
        return True
    return (
        normalised(one.title or "") == normalised(other.title or "")
        and normalised(one.result or "") == normalised(other.result or "")
        and [responsible.text for responsible in one.responsible]
        == [responsible.text for responsible in other.responsible]
        and _are_apart(one, other)
        and is_held_again(one.title or "")
    )


_OF_WHOM = lazy_pattern(
    r"(?P<classes>\d{1,2}(?:\s*(?:[-–,/]|и)\s*\d{1,2}){0,20})(?:\s?-\s?[а-я]{1,2})?\s+(?:класс|курс)"
    r"|№№?\s*(?P<schools>\d+(?:\s*(?:,|и)\s*(?:№\s*)?\d+)*)"
)


@lru_cache(maxsize=4096)
def _whom(title: str) -> frozenset[str]:
    """The classes and the numbered schools that the title speaks of: «9 классов», «школы № 3»."""
    told = " ".join("".join(filter(None, each)) for each in _OF_WHOM.findall(title))
    return frozenset(re.findall(r"\d+", told))


def _are_apart(one: Event, other: Event) -> bool:
    """Whether both are dated, and not in the same months."""
    months, others = (
        {(window.start.year, window.start.month) for window in event.schedule.windows}
        for event in (one, other)
    )
    return bool(months and others) and months.isdisjoint(others)


def _tells(title: str) -> bool:
    return len(content(title)) >= _TELLING_WORDS


def same_deed(one: str, other: str) -> bool:
    """The same deed with the same thing, for the same classes and schools."""
    first, second = content(one), content(other)
    if first[:1] != second[:1]:
        return False
    shorter, longer = sorted((first, second), key=len)
    begun = len(shorter) >= _TELLING_PART and longer[: len(shorter)] == shorter
    if not begun and likeness(one, other) < _SAME:
        return False
    whom, others = _whom(one), _whom(other)
    return whom == others or not (whom and others)
