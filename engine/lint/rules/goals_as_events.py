"""Goals and states that stand as rows of the plan (L649)."""

from collections.abc import Sequence

from engine.codes.documents import GOAL_AS_EVENT
from engine.diagnostics import Finding
from engine.lazy import lazy_pattern
from engine.lint.text.morphology import Word, forms, words_of
from engine.lint.text.numbering import about
from engine.model.project import Project
from engine.model.spec import Event

_DEGREES = frozenset({
    "повышение", "снижение", "увеличение", "уменьшение", "рост", "улучшение", "сокращение",
    "усиление", "наличие", "отсутствие", "достижение", "соответствие", "преодоление", "охват",
    "динамика", "доля", "уровень", "количество", "преобладание",
})  # fmt: skip
"""Nouns that name how much there is of something, not what is done."""
_RATED = frozenset({
    "высокий", "низкий", "достаточный", "положительный", "устойчивый", "стабильный", "хороший",
    "средний", "оптимальный", "позитивный",
})  # fmt: skip
_STATES = frozenset({
    "мотивация", "качество", "результат", "уровень", "динамика", "отношение", "подготовка",
    "успеваемость", "атмосфера", "климат", "престиж", "компетентность", "культура", "интерес",
    "оценка", "показатель", "посещаемость", "авторитет", "имидж",
})  # fmt: skip
"""What is so or so: «Высокая мотивация учителей»."""
_DEEDS = frozenset({"деятельность", "отчетность", "экспертность", "новость", "очередность"})
_STATE = lazy_pattern(r"ость$")
_ATTRIBUTES = ("ADJF", "PRTF", "ADJS")
_RAISES = frozenset({"повышение", "рост", "улучшение", "достижение"})
_WORK_OF_ITS_OWN = frozenset({"квалификация", "мастерство"})
"""«Повышение квалификации» are courses."""
_MOVES = _RAISES | {"увеличение", "снижение", "уменьшение", "сокращение"}
_SET_BY_AN_ACT = frozenset({
    "выплата", "надбавка", "доплата", "оклад", "ставка", "стипендия", "премия", "норматив", "квота",
    "лимит",
})  # fmt: skip
"""What an order sets: who raises a bonus does something; who raises the quality wishes it."""
_OBJECT = 3


def check_goals_as_events(project: Project) -> tuple[Finding, ...]:
    """A finding for each row whose title says what is wanted, not what is done (L649)."""
    return tuple(
        about(GOAL_AS_EVENT, roadmap, event, "title", title=event.title or "")
        for roadmap in project.roadmaps
        for event in roadmap.events
        if _is_state(event)
    )


def _is_state(event: Event) -> bool:
    """The head noun of the title, with only attributes before it, is a state or a degree."""
    words = [word for word in words_of(event.title or "") if word.text.isalpha()]
    for number, word in enumerate(words):
        readings = forms(word.text)
        if readings[0].part in _ATTRIBUTES:
            continue
        name = word.lemma
        rated = number > 0 and words[number - 1].lemma in _RATED
        state = (
            name in _DEGREES
            or (rated and name in _STATES)
            or (bool(_STATE.search(name)) and name not in _DEEDS)
        )
        noun = any(reading.part == "NOUN" and reading.case == "nomn" for reading in readings)
        following = {each.lemma for each in words[number + 1 : number + 1 + _OBJECT]}
        if name in _MOVES and _first_noun(words[number + 1 :]) in _SET_BY_AN_ACT:
            return False
        return state and noun and not (name in _RAISES and following & _WORK_OF_ITS_OWN)
    return False


def _first_noun(words: Sequence[Word]) -> str:
    nouns = (each.lemma for each in words if forms(each.text)[0].part not in _ATTRIBUTES)
    return next(nouns, "")
