"""Figures of the plan against those of the passport (L730), and what indicators say (L731)."""

import re
from collections.abc import Iterator
from fractions import Fraction

from engine.codes.documents import (
    FIGURE_DIFFERS,
    INDICATOR_OF_ANOTHER_GOAL,
    INDICATOR_UNDER_OTHER_GOAL,
)
from engine.diagnostics import Finding
from engine.lazy import lazy_pattern
from engine.lint.text.dates import period_of
from engine.lint.text.deeds import stem, stems
from engine.lint.text.morphology import content, count_of
from engine.lint.text.numbering import about, beside
from engine.lint.text.phrases import families, subject_of
from engine.model.project import Project
from engine.model.rules import NotMeasurable
from engine.model.spec import Event, Goal, Indicator, Roadmap, Stage, Window
from engine.schedule.calendar import months_between

_FIGURE = lazy_pattern(
    r"(?:(?P<bound>не\s+(?:менее|ниже|более|выше|меньше|больше))\s*)?(?<!\d)"
    r"(?P<number>\d+(?:[.,]\d+)?)\s*(?P<unit>%|процент\w*|(?!класс|год|лет|уч|г\b|ч\b)[а-яё]{3,}"
    r"(?:\s+[а-яё]{3,})?)",
    re.IGNORECASE,
)
_ALIKE = 0.5
_STEPS = lazy_pattern(r"20\d\d|ежегодн|этап|промежуточн|на конец|поэтапн", re.IGNORECASE)
_LEAST_SUBJECT = 2
_OF_ANY_PLAN = frozenset(
    stems("доля число количество обучающиеся ученики классы школы организации образовательные")
)
"""Whom figures are of in whatever plan: two that share no more are of two things."""
_OF_ANY_GOAL = frozenset(stems("наличие обеспечение развитие повышение создание формирование"))


def check_figures_of_plan(project: Project) -> tuple[Finding, ...]:
    """Two figures for one thing, and indicators that say nothing of their goal."""
    return tuple(
        found
        for roadmap in project.roadmaps
        for found in (
            *_figures(roadmap, period_of(project, roadmap)),
            *_ages(roadmap),
            *_seniority(roadmap),
            *_goals(roadmap),
            *_under_other_goals(roadmap),
        )
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


_GROUP = lazy_pattern(
    r"(?P<numbers>\d{1,2}(?:\s*(?:[,и]|[-–—])\s*\d{1,2}){0,20})(?:-?(?:го|х|м))?\s*(?P<unit>класс|"
    r"лет\b|год\w* жизни|курс)",
    re.IGNORECASE,
)
_SHARED = 2


def _ages(roadmap: Roadmap) -> Iterator[Finding]:
    """Children of 5-7 years examined, where the indicator counts those of 3-4."""
    for event in roadmap.events:
        for indicator in roadmap.indicators:
            said, asked = _of_ages(event.title or ""), _of_ages(indicator.text)
            same = len(families(event.title or "") & families(indicator.text)) >= _SHARED
            apart = any(said[unit].isdisjoint(asked[unit]) for unit in said.keys() & asked.keys())
            if indicator.id in event.serves and same and apart:
                yield about(
                    FIGURE_DIFFERS, roadmap, event, "title",
                    related=[beside(roadmap, indicator, "demanded-here", "text")],
                    quote=event.title or "", said_here=_group(event.title or ""),
                    demanded=_group(indicator.text), indicator=indicator.text,
                )  # fmt: skip


def _of_ages(text: str) -> dict[str, frozenset[int]]:
    """The grades or years of life that a text names, by unit."""
    found: dict[str, set[int]] = {}
    for each in _GROUP.finditer(text):
        ends = [int(one) for one in re.findall(r"\d+", each["numbers"])]
        ranged = re.search(r"[-–—]", each["numbers"]) and len(ends) == _SHARED
        numbers = range(ends[0], ends[1] + 1) if ranged else ends
        found.setdefault(each["unit"][:3].lower(), set()).update(numbers)
    return {unit: frozenset(numbers) for unit, numbers in found.items()}


def _group(text: str) -> str:
    found = _GROUP.search(text)
    return found[0] if found else ""


_SENIORITY = lazy_pattern(
    r"\b(?P<what>стаж|возраст)[а-я]*\s+(?:(?:педагогическ|трудов|управленческ)\w+\s+)?(?:работы\s+)?"
    r"(?P<bound>до|от|менее|не\s+менее|более|свыше)\s+(?P<count>[а-яё]+|\d{1,2})\s+(?:лет|год\w*)",
    re.IGNORECASE,
)


def _seniority(roadmap: Roadmap) -> Iterator[Finding]:
    """«со стажем до пяти лет» of a row, where its indicator counts «со стажем до трех лет»."""
    for event in roadmap.events:
        said = _SENIORITY.search(event.title or "")
        for indicator in roadmap.indicators if said else ():
            asked = _SENIORITY.search(indicator.text)
            if said and asked and indicator.id in event.serves and _other_bound(said, asked):
                yield about(
                    FIGURE_DIFFERS, roadmap, event, "title", span=said.span(),
                    related=[beside(roadmap, indicator, "demanded-here", "text")],
                    quote=event.title or "", said_here=said[0], demanded=asked[0],
                    indicator=indicator.text,
                )  # fmt: skip


def _other_bound(one: re.Match[str], other: re.Match[str]) -> bool:
    """Whether both bound one thing on one side, by different numbers."""
    same = one["what"].lower() == other["what"].lower()
    same = same and one["bound"].lower() == other["bound"].lower()
    counts = [count_of(each["count"].lower()) or each["count"].lower() for each in (one, other)]
    return same and str(counts[0]) != str(counts[1])


_YEAR = 12


def _figures(roadmap: Roadmap, period: Window | None) -> Iterator[Finding]:
    years = max(1, round(months_between(period) / _YEAR)) if period else 1
    for event in roadmap.events:
        for route, text in (("title", event.title or ""), ("result", event.result or "")):
            yield from _against(roadmap, event, route, text, years)


_TURNS = {"четверт": 4, "триместр": 3, "полугоди": 2, "квартал": 4, "год": 1}
_RATE = lazy_pattern(
    r"\b(?:в|за|кажд\w+|на)\s+(?:кажд\w+\s+)?(?:учебн\w+\s+|календарн\w+\s+)?"
    r"(?P<turn>четверт|триместр|полугоди|квартал|год)\w*|ежеквартально",
    re.IGNORECASE,
)
_UNKNOWN_RATE = lazy_pattern(
    r"ежемесячн|еженедельн|ежедневн|\b(?:в|за|каждый|каждую)\s+(?:кажд\w+\s+)?(?:месяц|неделю|день)",
    re.IGNORECASE,
)
_IN_GROUPS = lazy_pattern(
    r"\b(?P<count>два|две|двух|три|тр[её]х|четыре|четыр[её]х|пять|пяти|шесть|\d{1,2})\s+[а-яё]+\s+по\s+\d",
    re.IGNORECASE,
)
_GROUPS = {"дв": 2, "тр": 3, "че": 4, "пя": 5, "ше": 6}


def _rate(text: str) -> Fraction | None:
    """How many times a year the figure is reached; 0 where it is said once for all, less than 0
    where so many groups reach it once, None: unknown."""
    if _UNKNOWN_RATE.search(text):
        return None
    found = _RATE.search(text)
    groups = _IN_GROUPS.search(text)
    times = Fraction(1)
    if groups:
        word = groups["count"].lower()
        times = Fraction(int(word) if word.isdigit() else _GROUPS[word[:2]])
    if found is None:
        return -times if groups else Fraction(0)
    return times * _turns(found)


def _turns(found: re.Match[str]) -> int:
    """How many of these terms a year has; «ежеквартально» names none."""
    return _TURNS[(found["turn"] or "квартал").lower()]


_AT_MOST = lazy_pattern(r"не\s+(?:более|выше|больше)|не\s+превыша", re.IGNORECASE)


def _reached(
    said: Fraction, rate: Fraction | None, demanded: Fraction, indicator: str, years: int
) -> bool:
    """Whether figures of each term add up to what the indicator demands, of each of its own terms
    or of all years, or to more."""
    if rate is None or _UNKNOWN_RATE.search(indicator):
        return True
    asked = _RATE.search(indicator)
    if rate == 0:
        better = said >= demanded and not _AT_MOST.search(indicator)
        return better or (asked is not None and years > 1)
    within = Fraction(1, _turns(asked)) if asked else years
    whole = said * (-rate if rate < 0 else rate * within)
    return whole <= demanded if _AT_MOST.search(indicator) else whole >= demanded


def _against(
    roadmap: Roadmap, event: Event, route: str, text: str, years: int
) -> Iterator[Finding]:
    """The one figure of the text against the one of each indicator of the same subject."""
    said = _only(text)
    if said is None or _STEPS.search(text) or _OF_A_SAMPLE.search(text):
        return
    rate = _rate(text)
    own = [each for each in roadmap.indicators if each.id in event.serves and _counts(each, said)]
    for indicator in own or roadmap.indicators:
        demanded = _only(indicator.text)
        if demanded is None or _STEPS.search(indicator.text):
            continue
        if not _same(text, indicator.text) and not _is_whole_of(roadmap, event, indicator, text):
            continue
        if (
            said[1] == demanded[1]
            and said[0] != demanded[0]
            and not _reached(Fraction(said[0]), rate, Fraction(demanded[0]), indicator.text, years)
        ):
            yield about(
                FIGURE_DIFFERS, roadmap, event, route,
                related=[beside(roadmap, indicator, "demanded-here", "text")], quote=text,
                said_here=said[2], demanded=demanded[2], indicator=indicator.text,
            )  # fmt: skip
            return


_OF_A_SAMPLE = lazy_pattern(r"\b(?:выборочн|перепровер)", re.IGNORECASE)
"""«Выборочная перепроверка работ в 10 % школ»: a part of those of which the indicator speaks."""


def _counts(indicator: Indicator, said: tuple[str, str, str]) -> bool:
    """Whether the indicator demands a figure of this unit: a row that serves one speaks of it."""
    demanded = _only(indicator.text)
    return demanded is not None and demanded[1] == said[1]


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
    shared = one & other
    alike = len(shared) >= _ALIKE * min(len(one), len(other))
    return len(shared) >= _LEAST_SUBJECT and alike and bool(shared - _OF_ANY_PLAN)


def _telling(text: str) -> tuple[str, ...]:
    return tuple(word for word in content(text) if word.isalpha())


def _goals(roadmap: Roadmap) -> Iterator[Finding]:
    common = frozenset(map(stem, content(roadmap.title)))
    for goal in roadmap.goals:
        own = [
            indicator
            for indicator in roadmap.indicators
            if indicator.goal == goal.id and _tells(indicator)
        ]
        if own and all(_is_of_another(goal, indicator, roadmap, common) for indicator in own):
            yield about(
                INDICATOR_OF_ANOTHER_GOAL, roadmap, goal, "text", text=goal.text,
                related=[beside(roadmap, indicator, "indicator-here", "text") for indicator in own],
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
    events = (event for event in roadmap.events if goal.id in event.serves)
    work = " ".join(f"{event.title or ''} {event.result or ''}" for event in events)
    worked_for = frozenset(map(stem, subject_of(work))) - common
    near = any(
        len(told & frozenset(map(stem, content(each.text)))) >= _LEAST_SUBJECT for each in others
    )
    plan = " ".join(f"{event.title or ''} {event.result or ''}" for event in roadmap.events)
    unspoken = not own & (frozenset(map(stem, content(plan))) | common)
    return near or unspoken or not told & worked_for
