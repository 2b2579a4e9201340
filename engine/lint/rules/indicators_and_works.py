"""Indicators against the works that name them in `serves`: all of another goal (L775), none about
what the indicator counts (L776)."""

from collections import Counter
from collections.abc import Iterator

from engine.codes.documents import INDICATOR_OF_OTHER_GOAL, INDICATOR_OF_OTHER_WORK
from engine.diagnostics import Finding
from engine.lint.text import content, normalised
from engine.lint.text.matters import matters_of
from engine.lint.text.morphology import can_be, forms
from engine.lint.text.numbering import about, beside
from engine.lint.text.phrases import deed_of, family, is_paperwork_family
from engine.lint.text.taken_results import is_said, roots
from engine.model.project import Project
from engine.model.rules import NotMeasurable
from engine.model.spec import Event, Goal, Indicator, Roadmap, Stage

_OF_COUNTING = frozenset(
    family(word)
    for word in (
        "снижение", "повышение", "увеличение", "рост", "сокращение", "динамика", "положительный",
        "иметь", "уметь", "являться", "составлять", "составить", "быть", "достигнуть", "доля",
        "удельный", "вес", "процент", "число", "количество", "показатель", "уровень", "сравнение",
        "высокий", "базовый", "получить", "пройти", "принять", "участие", "охватить", "охват",
        "каждый", "декабрь", "июнь", "май", "конец", "начало", "средний", "балл", "доступность",
        "удовлетворить", "удовлетворённость", "наличие", "обеспечить", "обеспеченность",
    )
)  # fmt: skip
"""Words by which any indicator counts."""
_WORKING = frozenset({Stage.MEASURE, Stage.RECOMMENDATION})
_OF_ONE = _WORKING | {Stage.MONITORING, Stage.COLLECTION_METHODS}
"""Other rows weigh everything together, and so say nothing of one indicator."""
_SEVERAL = 2
_FEW = 4
_TELLING = 2
_RARE = 2


def check_indicators_and_works(project: Project) -> tuple[Finding, ...]:
    """Each indicator that its works do not stand behind."""
    return tuple(
        found
        for roadmap in project.roadmaps
        for found in (*_of_other_goals(roadmap), *_of_other_works(roadmap))
    )


def _works(roadmap: Roadmap, indicator: Indicator, stages: frozenset[Stage]) -> list[Event]:
    """The rows of these stages for the indicator, where all its words and theirs are known."""
    titled = indicator.not_measurable is NotMeasurable.BLOCK_TITLE
    works = [
        event
        for event in roadmap.events
        if indicator.id in event.serves and stages & set(event.stages)
    ]
    return [] if titled or indicator.lost or any(event.lost for event in works) else works


def _of_other_goals(roadmap: Roadmap) -> Iterator[Finding]:
    """Where many indicators are so, the plan links its rows in a way of its own."""
    moved = [
        (indicator, goal, works)
        for indicator in roadmap.indicators
        for works in [_works(roadmap, indicator, _OF_ONE)]
        for goal in [_other_goal(roadmap, indicator, works)]
        if goal is not None
    ]
    if len(moved) > max(1, len(roadmap.indicators) // _FEW):
        return
    for indicator, goal, works in moved:
        yield about(
            INDICATOR_OF_OTHER_GOAL, roadmap, indicator, "text",
            related=[beside(roadmap, goal, "goal-here", "text")],
            text=indicator.text, goal=goal.text, work=works[0].title or works[0].id,
        )  # fmt: skip


def _other_goal(roadmap: Roadmap, indicator: Indicator, works: list[Event]) -> Goal | None:
    """The one goal that each work for the indicator names, where that is not the indicator's own;
    its words say that too, or several works do.
    """
    goals = {goal.id: goal for goal in roadmap.goals}
    named = [{name for name in event.serves if name in goals} for event in works]
    only = {name for each in named if len(each) == 1 for name in each}
    own = goals.get(indicator.goal or "")
    if len(only) != 1 or own is None or own.id in only:
        return None
    other = goals[only.pop()]
    works = [event for event, names in zip(works, named, strict=True) if names == {other.id}]
    told = frozenset(
        root
        for root in _telling(indicator.text) - _in_several(roadmap)
        if not is_paperwork_family(root)
    )
    here, there = (len(told & roots(goal.text)) for goal in (own, other))
    tied = here == there and _measured(roadmap, other) and _is_work_of(indicator, works)
    return other if here < there or tied else None


def _is_work_of(indicator: Indicator, works: list[Event]) -> bool:
    """Several works, or a measure that says two words of the indicator."""
    done = [event for event in works if Stage.MEASURE in event.stages]
    said = [roots(event.title or "") & _telling(indicator.text) for event in done]
    return len(works) >= _SEVERAL or any(len(each) >= _TELLING for each in said)


def _measured(roadmap: Roadmap, goal: Goal) -> bool:
    """Whether the goal has indicators of its own, so that this one was not left out of it."""
    return any(indicator.goal == goal.id for indicator in roadmap.indicators)


def _in_several(roadmap: Roadmap) -> frozenset[str]:
    """What several goals say tells none of them apart."""
    times = Counter(root for goal in roadmap.goals for root in roots(goal.text))
    return frozenset(root for root, count in times.items() if count > 1)


def _of_other_work(
    roadmap: Roadmap, indicator: Indicator, works: list[Event], titles: Counter[str]
) -> Iterator[Finding]:
    """No work for the indicator says a word of it: another row does, or nothing in the plan.

    What the title of the plan says of its schools, «сельских», each row says of them.
    """
    every = _telling(indicator.text)
    common = _attributes(roadmap.title)
    told = every if len(every - common) < _TELLING else every - common
    told = told if told & _things(indicator.text) - common else frozenset()
    if not works or not told or any(_speaks(event, told) for event in works):
        return
    if any(_is_counted_look(event, indicator) for event in roadmap.events):
        return
    rows = roadmap.events
    better = next(
        (event for event in rows if _is_about(event, told - common, titles, len(rows))), None
    )
    if better is None and (
        len(told) < _TELLING
        or _is_mostly_said(told, _all_words(roadmap, indicator))
        or matters_of(indicator.text) & matters_of(" ".join(map(_cells, works)))
    ):
        return
    shown = [*works[:1], *([better] if better else [])]
    yield about(
        INDICATOR_OF_OTHER_WORK, roadmap, indicator, "text",
        related=[beside(roadmap, event, "works-here", "title") for event in shown],
        text=indicator.text, work=works[0].title or works[0].id,
        better=(better.title or better.id) if better else "",
    )  # fmt: skip


def _attributes(title: str) -> frozenset[str]:
    """The roots that the title has in adjectives alone."""
    words = [(family(word), forms(word)[0].part) for word in content(title)]
    things = {root for root, part in words if part == "NOUN"}
    return frozenset(root for root, part in words if part == "ADJF") - things


def _is_mostly_said(told: frozenset[str], words: frozenset[str]) -> bool:
    """Whether the rest of the plan says half of them; one root alone may be of another word."""
    said = sum(is_said(frozenset({word}), words) for word in told)
    return said * 2 >= len(told)


def _is_counted_look(event: Event, indicator: Indicator) -> bool:
    """«Не менее 30 % учителей прошли диагностику»: the diagnostics itself is the work for it."""
    looks = indicator.id in event.serves and Stage.MONITORING in event.stages
    return looks and family(deed_of(event.title or "")) in _telling(indicator.text)


def _of_other_works(roadmap: Roadmap) -> Iterator[Finding]:
    titles = Counter(root for event in roadmap.events for root in roots(event.title or ""))
    for indicator in roadmap.indicators:
        works = _works(roadmap, indicator, _WORKING)
        yield from _of_other_work(roadmap, indicator, works, titles)


def _telling(text: str) -> frozenset[str]:
    return roots(text) - _OF_COUNTING


def _things(text: str) -> frozenset[str]:
    """The roots of what the indicator is about; where people only go on, know or stay, no work
    need say the same words."""
    words = (word for word in content(text) if can_be(word, "NOUN", "ADJF") and word not in _TIMES)
    named = (word for word in words if "anim" not in forms(word)[0].grammemes)
    return frozenset(map(family, named)) - _OF_COUNTING


_TIMES = frozenset({
    "год", "окончание", "завершение", "период", "полугодие", "месяц", "неделя", "день", "школа",
    "работа", "организация", "учреждение", "сад", "начало", "конец",
    "учебный", "календарный", "школьный", "отчётный", "отчетный",
})  # fmt: skip


def _cells(event: Event) -> str:
    return " ".join((event.title or "", event.result or "", *event.details))


def _speaks(event: Event, told: frozenset[str]) -> bool:
    return is_said(told, roots(_cells(event)))


def _is_about(event: Event, told: frozenset[str], titles: Counter[str], count: int) -> bool:
    """A work that says two of the words, one of which few other of the `count` titles have."""
    if not _WORKING & set(event.stages):
        return False
    said = told & roots(event.title or "")
    if all(map(is_paperwork_family, said)):
        return False
    times = [titles[word] for word in said]
    most = len(said) * 2 >= len(told) and max(times, default=0) * _FEW <= count
    return bool(said) and (most or (len(said) >= _TELLING and min(times) <= _RARE))


def _all_words(roadmap: Roadmap, indicator: Indicator) -> frozenset[str]:
    """Everything that the plan says beside this indicator."""
    texts = [roadmap.title, *(goal.text for goal in roadmap.goals), *map(_cells, roadmap.events)]
    texts += [each.text for each in roadmap.indicators if each is not indicator]
    own = normalised(indicator.text)
    items = (item for row in roadmap.passport for item in row.items)
    texts += [item for item in items if normalised(item) != own]
    return frozenset(root for text in texts for root in roots(text))
