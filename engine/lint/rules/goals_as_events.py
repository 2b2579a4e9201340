"""Goals and states that stand as rows of the plan (L649)."""

import re
from collections.abc import Sequence

from engine.codes.documents import GOAL_AS_EVENT
from engine.diagnostics import Finding
from engine.lazy import lazy_pattern
from engine.lint.text.morphology import Word, forms, is_known, words_of
from engine.lint.text.numbering import about
from engine.model.project import Project

_DEGREES = frozenset({
    "повышение", "снижение", "увеличение", "уменьшение", "рост", "улучшение", "сокращение",
    "усиление", "наличие", "отсутствие", "достижение", "соответствие", "преодоление", "охват",
    "динамика", "доля", "уровень", "количество", "преобладание",
})  # fmt: skip
"""Nouns that name how much there is of something, not what is done."""
_RATED = frozenset({
    "высокий", "низкий", "достаточный", "положительный", "устойчивый", "стабильный", "хороший",
    "средний", "оптимальный", "позитивный", "активный", "благоприятный", "комфортный",
    "доброжелательный", "здоровый", "полный", "широкий", "постоянный", "крепкий",
    "сплочённый", "сплоченный", "уверенный", "ответственный", "осознанный", "надёжный", "надежный",
    "прочный", "глубокий", "эффективный", "конструктивный", "объективный", "безопасный", "развитой",
    "развитый", "современный",
})  # fmt: skip
_STATES = frozenset({
    "мотивация", "качество", "результат", "уровень", "динамика", "отношение", "подготовка",
    "успеваемость", "атмосфера", "климат", "престиж", "компетентность", "культура", "интерес",
    "оценка", "показатель", "посещаемость", "авторитет", "имидж", "позиция", "среда", "знание",
    "умение", "навык", "коллектив", "обстановка", "взаимоотношение", "дисциплина", "поведение",
    "пространство",
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
_NEVER_DONE = frozenset({
    "мотивация", "интерес", "престиж", "авторитет", "имидж", "успеваемость", "посещаемость",
    "компетентность",
})  # fmt: skip
"""States by themselves: nobody holds an interest."""
_READY = lazy_pattern(
    r"^\W*(?:обновл|создан|сформирован|оснащ|обучен|укомплектован|отремонтирован|разработан|"
    r"оборудован|подготовлен|повышен|улучшен)\w*(?:ый|ая|ое|ые)\b",
    re.IGNORECASE,
)
"""«Обновлённый фонд»: what will be there when the work is done."""
_GROWS_BY_ITSELF = "рост"
_OBJECT = 3
_NAMES = lazy_pattern(r"«[^»]*»?|\"[^\"]*\"?|\([^()]*\)?")
"""What the work is called, and remarks in brackets, are no words of the title itself."""
_CLAUSE_ENDS = lazy_pattern(r"[,:;.]|\s[–—-]\s")
_PREDICATES = ("VERB", "PRTS")


def check_goals_as_events(project: Project) -> tuple[Finding, ...]:
    """A finding for each row whose title says what is wanted, not what is done (L649)."""
    return tuple(
        about(GOAL_AS_EVENT, roadmap, event, "title", title=event.title or "")
        for roadmap in project.roadmaps
        for event in roadmap.events
        if is_state(event.title or "") and not _begins_inside(event.title or "")
    )


def _begins_inside(title: str) -> bool:
    """«тивности комплекса мер»: what is left of a torn word is no noun of state."""
    first = next(iter(words_of(title)), None)
    return first is not None and first.text.islower() and not is_known(first.text)


def _says_what_is_so(title: str) -> bool:
    """Whether the title is a statement, not a work: «Созданы условия», «Педагоги владеют …».

    The predicate stands in the first clause, and no reading of it is another part of speech.
    """
    clause = _CLAUSE_ENDS.split(_NAMES.sub(" ", title))[0]
    words = [word.text for word in words_of(clause) if word.text.replace("-", "").isalpha()]
    said = [word for word in words if all(form.part in _PREDICATES for form in forms(word))]
    return any(not _is_asked(word) for word in said) and forms(words[0])[0].part != "INFN"


def _is_asked(word: str) -> bool:
    """«Проведите», «обеспечь»: an order to somebody is a work."""
    return any("impr" in form.grammemes for form in forms(word))


def is_state(title: str) -> bool:
    """Whether the title says what is wanted or what is so, not what is done."""
    return bool(_READY.search(title)) or _says_what_is_so(title) or _names_a_state(title)


def _names_a_state(title: str) -> bool:
    """The head noun of the title, with only attributes before it, is a state or a degree."""
    words = [word for word in words_of(title) if word.text.isalpha()]
    for number, word in enumerate(words):
        readings = forms(word.text)
        if readings[0].part in _ATTRIBUTES:
            continue
        name = word.lemma
        rated = ":" not in title and any(each.lemma in _RATED for each in words[:number])
        state = (
            name in _DEGREES
            or (name in _NEVER_DONE and ":" not in title)
            or (rated and name in _STATES)
            or (bool(_STATE.search(name)) and name not in _DEEDS)
        )
        noun = any(reading.part == "NOUN" and reading.case == "nomn" for reading in readings)
        following = {each.lemma for each in words[number + 1 : number + 1 + _OBJECT]}
        if name in _MOVES and _first_noun(words[number + 1 :]) in _SET_BY_AN_ACT:
            return False
        courses = name in _RAISES and name != _GROWS_BY_ITSELF and following & _WORK_OF_ITS_OWN
        return state and noun and not courses
    return False


def _first_noun(words: Sequence[Word]) -> str:
    nouns = (each.lemma for each in words if forms(each.text)[0].part not in _ATTRIBUTES)
    return next(nouns, "")
