"""Goals and events that speak of what nothing else in the plan speaks of (L752)."""

import re
from collections import Counter
from collections.abc import Iterator

from engine.codes.texts import ROW_OF_OTHER_SUBJECT
from engine.diagnostics import Finding
from engine.lint.text import Passage, content, event_passages, normalised, report, roadmap_passages
from engine.lint.text.deeds import stem, stems
from engine.lint.text.morphology import forms
from engine.lint.text.phrases import deed_of, head_of, printed, subject_of
from engine.model.project import Project
from engine.model.spec import Goal, Roadmap

_LEAST = 3
_OF_ANY_PLAN = frozenset(
    stems(
        "повышение обеспечение создание развитие формирование образование образовательный качество "
        "организация мероприятие учреждение условие уровень совершенствование содействие оказание "
        "вопрос процесс система ребенок возраст проведение подготовка год деятельность"
    )
)
"""Words that goals of every direction begin with."""
_OF_DIRECTION = re.compile(
    r"дошкольн|детск\w+ сад|яс[ле]|присмотр|воспитанник|одар[её]нн|талант|олимпиад|профориент|"
    r"самоопределени|низк\w+ (?:образовательн\w+ )?результат|наставнич|функциональн|инклюз|\bОВЗ\b|"
    r"столов|питани|дорожн\w+ движени|патриот|воспитательн|\bГИА\b|\bЕГЭ\b|\bОГЭ\b|\bВПР\b|"
    r"экзамен|выпускник|каникул|оздоровл|летн\w+ отдых|казач|юнарм|волонт[её]р|цифров|антитеррор|"
    r"пожарн|объективност|методическ|квалификац|профессиональн",
    re.IGNORECASE,
)
"""Words of one direction or another; a row without them is only about a matter of its own."""


def check_strange_subjects(project: Project) -> tuple[Finding, ...]:
    """Rows left from the roadmap of another direction."""
    return tuple(
        found for roadmap in project.roadmaps for found in (*_goals(roadmap), *_events(roadmap))
    )


def _goals(roadmap: Roadmap) -> Iterator[Finding]:
    """A goal whose subject no event and no indicator has."""
    passages = roadmap_passages(roadmap)
    goals = {normalised(each.text) for each in roadmap.goals}
    rest = [
        each
        for each in passages
        if normalised(each.text) not in goals and each.field not in ("responsible", "schedule")
    ]
    known = _stems(rest)
    for goal in roadmap.goals:
        strange = _strange(goal.text, known)
        if strange and len(roadmap.events) > _LEAST:
            place = next((each for each in passages if _is_goal(each, goal)), None)
            if place and not place.lost:
                yield report(ROW_OF_OTHER_SUBJECT, place, strange=strange)


def _is_goal(passage: Passage, goal: Goal) -> bool:
    return passage.subject.kind == "goal" and passage.subject.id == goal.id


def _events(roadmap: Roadmap) -> Iterator[Finding]:
    """An event whose subject is neither its own result's, nor that of any other row."""
    said = Counter(
        stem(word)
        for each in roadmap_passages(roadmap)
        if each.field != "responsible"
        for word in content(each.text)
    )
    for event in roadmap.events:
        cells = {each.field: each for each in event_passages(roadmap, event)}
        title = cells.get("title")
        if title is None or title.lost or not event.result:
            continue
        own = Counter(map(stem, content(title.text)))
        known = frozenset(word for word, times in said.items() if times > own[word])
        strange = _strange(title.text, known) if _OF_DIRECTION.search(title.text) else ()
        if strange and not frozenset(own) & frozenset(map(stem, subject_of(event.result))):
            yield report(ROW_OF_OTHER_SUBJECT, title, strange=strange)


def _strange(text: str, known: frozenset[str]) -> tuple[str, ...]:
    """The subject's words, if none of three or more is said elsewhere, nor any other of the text.

    The deed itself («опрос») may well be done with other things.
    """
    told = subject_of(text)
    deeds = {stem(head_of(text)), stem(deed_of(text))}
    words = {stem(word) for word in content(text) if word.isalpha()} - _OF_ANY_PLAN - deeds
    nouns = sum(forms(word)[0].part == "NOUN" for word in told)
    apart = not words & known and not {stem(word) for word in told} & (known - _OF_ANY_PLAN - deeds)
    return printed(text, told) if apart and len(told) >= _LEAST and nouns > 1 else ()


def _stems(passages: list[Passage]) -> frozenset[str]:
    return frozenset(stem(word) for each in passages for word in content(each.text))
