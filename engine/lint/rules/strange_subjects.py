"""Goals and events that speak of what nothing else in the plan speaks of (L752)."""

import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache

from engine.codes.texts import ROW_OF_OTHER_SUBJECT
from engine.diagnostics import Finding, Origin, Place
from engine.lazy import lazy_pattern
from engine.lint.text import (
    Passage,
    content,
    event_passages,
    normalised,
    report,
    roadmap_passages,
    words_of,
)
from engine.lint.text.deeds import stem, stems
from engine.lint.text.matters import OF_INSTITUTION, OF_ONE_PLAN, matters_of, said_of, without
from engine.lint.text.morphology import forms
from engine.lint.text.once import once_for_each
from engine.lint.text.phrases import deed_of, families, head_of, printed, subject_of
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
_OF_DIRECTION = lazy_pattern(
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
        found
        for roadmap in project.roadmaps
        for found in _each_once(
            (*_goals(roadmap), *_events(roadmap), *_other_matters(project, roadmap))
        )
    )


def _each_once(findings: tuple[Finding, ...]) -> Iterator[Finding]:
    told = {finding.at: finding for finding in reversed(findings)}
    yield from (finding for finding in findings if told[finding.at] is finding)


_Key = tuple[str, str | None, Place | Origin | None]
_LONGEST = 200
"""A longer text is a list of many matters."""
_FOR_WHOM = frozenset(stems("учебный обучающийся школа школьный ученик учитель педагог работник"))
_METHODICAL = frozenset(stems("методический педагогический квалификация наставничество"))
_TEACHES = lazy_pattern(
    r"^\W*(?:\w+\s+)?(?:практикум|семинар|вебинар|курс|консультац|мастер-класс|тренинг|лекци|заняти)\w*\s+"
    r"(?:для\s+)?(?:учител|педагог|воспитател|методист)",
    re.IGNORECASE,
)
"""Teachers are taught what they teach: any matter."""
_TOLD = frozenset({"title", "text", "items", "details", "decision"})


_QUOTED = lazy_pattern(r"«[^«»]*»")
"""The name of a club or of a contest is no matter of the plan."""


def _other_matters(project: Project, roadmap: Roadmap) -> Iterator[Finding]:
    """Kindergarten teachers in the plan of a school, a test in a plan for career guidance: what one
    line of the plan speaks of and no other, nor its title or its bodies.
    """
    bodies = " ".join(name for body in project.bodies for name in (body.name, *body.aliases))
    own = matters_of(f"{project.title} {roadmap.title} {bodies}")
    lines = _lines_by_matter(roadmap)
    others = _other_institutions(own, lines)
    results = {event.id: event.result or "" for event in roadmap.events}
    topic = _topic(roadmap.title) | _topic(project.title)
    for passage in roadmap_passages(roadmap):
        if _WITH_OTHERS.search(passage.text):
            continue
        asked = others | (OF_ONE_PLAN if passage.field in _TOLD else frozenset())
        told_there = passage.field in _TOLD | {"responsible"}
        if passage.lost or not told_there or len(passage.text) > _LONGEST:
            continue
        told = matters_of(_without_deed(_QUOTED.sub(" ", passage.text)))
        strange = frozenset(
            each for each in (told & asked) - own if lines[each] == frozenset({_line(passage)})
        )
        if (
            strange
            and not told & own - OF_INSTITUTION
            and not _is_explained(passage, results, topic, strange)
        ):
            yield report(
                ROW_OF_OTHER_SUBJECT, passage, strange=tuple(said_of(passage.text, strange))
            )


def _without_deed(text: str) -> str:
    """«Ремонт площадок» → «площадок»: any plan repairs, teaches and instructs."""
    deed = deed_of(text)
    return " ".join(word.text for word in words_of(text) if word.lemma != deed)


def _is_explained(
    passage: Passage, results: dict[str, str], topic: frozenset[str], strange: frozenset[str]
) -> bool:
    """The line shares a thing with the title of the plan, or with its own result."""
    own = results.get(passage.subject.id or "", "") if passage.subject.kind == "event" else ""
    things = families(passage.text) - families(f"{deed_of(passage.text)} {head_of(passage.text)}")
    things -= _OF_MEETINGS
    if topic & _topic(without(passage.text, strange)):
        return True
    if _METHODICAL & topic and _TEACHES.search(passage.text):
        return True
    made = passage.field == "title" and not strange & OF_INSTITUTION
    return bool(made and things & families(" ".join(subject_of(own))))


_OF_MEETINGS = families("родительский ученический общешкольный классный педагогический")
"""Whose meeting it is: minutes of it say nothing of its subject."""
_SEVERAL = 3


def _other_institutions(own: frozenset[str], lines: dict[str, frozenset[_Key]]) -> frozenset[str]:
    """The institutions that a plan of one of them has nothing to do with."""
    held = own & OF_INSTITUTION or {
        each for each in OF_INSTITUTION if len(lines.get(each, ())) >= _SEVERAL
    }
    return OF_INSTITUTION - held if held else frozenset()


_WITH_OTHERS = lazy_pattern(
    r"встреч|бесед|преемственн|экскурс|поездк|посещени|сотруднич|совместн|приглаш|опыт|участи|"
    r"договор|праздник|\bигр|лектори|"
    r"месячник|\bакци|конкурс|фестивал|\bтур\b|этап|классн\w+ час|день|дни",
    re.IGNORECASE,
)
"""Work with guests, and single events that may be of any matter."""


def _line(passage: Passage) -> _Key:
    """The row or the line of a list that the passage belongs to."""
    alone = passage.at if passage.subject.id is None else None
    return passage.subject.kind, passage.subject.id, alone


@once_for_each(16)
def _lines_by_matter(roadmap: Roadmap) -> dict[str, frozenset[_Key]]:
    """Each matter with the lines that speak of it."""
    lines: dict[str, set[_Key]] = {}
    for passage in roadmap_passages(roadmap):
        for name in matters_of(passage.text):
            lines.setdefault(name, set()).add(_line(passage))
    return {name: frozenset(each) for name, each in lines.items()}


@lru_cache(maxsize=8192)
def _topic(text: str) -> frozenset[str]:
    told = frozenset(stem(word) for word in content(text) if word.isalpha())
    return told - _OF_ANY_PLAN - _FOR_WHOM


def _goals(roadmap: Roadmap) -> Iterator[Finding]:
    """A goal whose subject no event and no indicator has."""
    passages = roadmap_passages(roadmap)
    goals = {normalised(each.text) for each in roadmap.goals}
    rest = [
        passage
        for passage in passages
        if normalised(passage.text) not in goals
        and passage.field not in ("responsible", "schedule")
    ]
    known = _stems(rest)
    for goal in roadmap.goals:
        strange = _strange(goal.text, known)
        if strange and len(roadmap.events) > _LEAST:
            place = next((passage for passage in passages if _is_goal(passage, goal)), None)
            if place and not place.lost:
                yield report(ROW_OF_OTHER_SUBJECT, place, strange=strange)


def _is_goal(passage: Passage, goal: Goal) -> bool:
    return passage.subject.kind == "goal" and passage.subject.id == goal.id


def _events(roadmap: Roadmap) -> Iterator[Finding]:
    """An event whose subject is neither its own result's, nor that of any other row."""
    said = Counter(
        stem(word)
        for passage in roadmap_passages(roadmap)
        if passage.field != "responsible"
        for word in content(passage.text)
    )
    for event in roadmap.events:
        cells = {passage.field: passage for passage in event_passages(roadmap, event)}
        title = cells.get("title")
        if title is None or title.lost or not event.result:
            continue
        if not _OF_DIRECTION.search(title.text):
            continue
        own = Counter(map(stem, content(title.text)))
        known = frozenset(word for word, times in said.items() if times > own[word])
        strange = _strange(title.text, known)
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
    return frozenset(stem(word) for passage in passages for word in content(passage.text))
