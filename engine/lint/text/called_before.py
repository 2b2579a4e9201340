"""Bodies that meet, places that are used and people who work: what titles say of them before they
are made, chosen or taught."""

import re
from collections.abc import Iterator

from engine.classes import dataclass
from engine.lazy import lazy_pattern
from engine.lint.text.deeds import stem, stems
from engine.lint.text.morphology import Word, can_be, forms, words_of
from engine.model.spec import Event, Roadmap

Pairs = Iterator[tuple[Event, Event]]
"""A row, and the row that should have come before it."""

_BODIES = frozenset({
    "совет", "комиссия", "комитет", "штаб", "группа", "коллегия", "оргкомитет", "консилиум",
    "объединение", "ассоциация", "клуб", "президиум", "жюри",
})  # fmt: skip
_PLACES = frozenset({
    "площадка", "база", "пункт", "центр", "лаборатория", "кабинет", "полигон", "мастерская",
    "аудитория", "зал", "студия", "музей", "лагерь", "технопарк", "маршрут", "участок", "точка",
})  # fmt: skip
_FOUNDS = lazy_pattern(
    r"^\W*(?:создани|создать|образовани|формировани|сформиров)\w*", re.IGNORECASE
)
_CHOOSES = lazy_pattern(
    r"^\W*(?:определени|определить|выбор|выбрать|отбор|отобрать|подбор|подобрать|создани|создать|"
    r"утверждени\w+ переч|формировани\w+ переч|оборудовани|оснащени|открыти)\w*",
    re.IGNORECASE,
)
_MEETS = lazy_pattern(r"\bзаседани[а-я]*\s+(?P<body>[^,;.()]+)", re.IGNORECASE)
_AT = lazy_pattern(r"\b(?:на\s+базе|на\s+территории|в|во|на)\s+(?P<place>[^,;.()]+)", re.IGNORECASE)
_TEACHES = lazy_pattern(
    r"^\W*(?:проведени\w+\s+|организаци\w+\s+)?(?:обучени|обучить|подготовк|подготовить|инструктаж|"
    r"инструктирован|инструктивн\w+ совещани|тренинг)\w*\s+(?:для\s+|с\s+)?(?P<who>[^;()«]+)",
    re.IGNORECASE,
)
_WORKERS = frozenset({
    "тьютор", "эксперт", "наблюдатель", "организатор", "наставник", "куратор", "координатор",
    "волонтер", "волонтёр", "медиатор", "модератор", "интервьюер", "анкетёр", "вожатый",
    "оператор", "проверяющий", "консультант", "экскурсовод", "дежурный", "ассистент",
    "сопровождающий",
})  # fmt: skip
"""Who takes up a work for this plan; teachers and heads were at theirs before it."""
_PREPARES = lazy_pattern(
    r"^\W*(?:назначени|определени|отбор|подбор|утверждени|формировани|обучени|подготовк|инструктаж|"
    r"разработк|составлени|набор|создани|повышени|семинар|курс|конкурс|сбор|тренинг|стажировк|"
    r"анализ|отч[её]т|закреплени|совещани|школ|встреч)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Named:
    """«региональных стажировочных площадок»: the noun, the adjectives before it, the genitives
    after it (all as stems)."""

    head: str
    before: frozenset[str]
    after: frozenset[str]

    def may_be(self, other: "_Named") -> bool:
        """Whether a later mention, which may be shorter, is of the other thing."""
        told = bool(self.before or self.after)
        within = self.before <= other.before and self.after <= other.after
        return self.head == other.head and told and within


def by_body(roadmap: Roadmap) -> Pairs:
    """A council meets, and is created in another row."""
    for maker in roadmap.events:
        title = maker.title or ""
        founded = _FOUNDS.match(title)
        body = _first_of(_BODIES, title[founded.end() :]) if founded else None
        for event in roadmap.events if body else ():
            met = _MEETS.search(event.title or "")
            named = _first_of(_BODIES, met["body"]) if met else None
            if body is None or event is maker:
                continue
            if (named and named.may_be(body)) or _works_by(event.title or "", body):
                yield event, maker


def _works_by(title: str, body: "_Named") -> bool:
    """«Проверка работ предметной комиссией»: the body in the instrumental, called alike."""
    words = words_of(title)
    for at, word in enumerate(words):
        cases = {form.case for form in forms(word.text) if form.part == "NOUN"}
        if word.lemma == body.head and cases == {"ablt"} and not _CHOOSES.match(title):
            named = _adjectives(words[:at])
            return bool(named) and named <= body.before
    return False


def by_place(roadmap: Roadmap) -> Pairs:
    """«Стажировки на базе опорных площадок», and these are chosen in another row."""
    for maker in roadmap.events:
        title = maker.title or ""
        chosen = _CHOOSES.match(title)
        place = _first_of(_PLACES, title[chosen.end() :]) if chosen else None
        for event in roadmap.events if place else ():
            used = event.title or ""
            if event is maker or _CHOOSES.match(used) or _PREPARES.match(used):
                continue
            said = (_first_of(_PLACES, found["place"]) for found in _AT.finditer(used))
            if any(place and each and each.may_be(place) for each in said):
                yield event, maker


def by_taught(roadmap: Roadmap) -> Pairs:
    """«Обучение волонтеров», and a work whose executors are the volunteers."""
    for teaching in roadmap.events:
        taught = workers_taught(teaching)
        for event in roadmap.events if taught else ():
            worked = event is not teaching and not _PREPARES.match(event.title or "")
            if worked and taught & workers_of(event):
                yield event, teaching


def workers_taught(event: Event) -> frozenset[str]:
    """Stems of those whom the row instructs or teaches for their work."""
    told = _TEACHES.match(event.title or "")
    if told and _QUALIFIES.search(f"{event.title} {event.result or ''}"):
        return frozenset()
    taught = _WHAT_FOR.split(told["who"])[0] if told else ""
    return _workers(taught) if _opens_with_person(taught) else frozenset()


_QUALIFIES = lazy_pattern(
    r"удостоверени|диплом|сертификат|повышени\w+ квалификац|\bкурс|переподготовк|стажировк",
    re.IGNORECASE,
)
"""Courses with a paper at their end are for those who work already."""
_WHAT_FOR = lazy_pattern(r"\s(?:к|по|о|об|для|из|в|на)\s")


def is_person(word: Word) -> bool:
    """Whether the noun names people: by the dictionary, or who takes up a work for a plan."""
    return word.lemma in _WORKERS or any("anim" in each.grammemes for each in forms(word.text))


def _opens_with_person(text: str) -> bool:
    """Whether persons stand first: «рекомендаций наставникам» are prepared, not taught."""
    named = next((word for word in words_of(text) if can_be(word.text, "NOUN")), None)
    return named is not None and is_person(named)


def workers_of(event: Event) -> frozenset[str]:
    """Stems of the workers whom the cell of executors names."""
    return frozenset[str]().union(*(_workers(each.text or "") for each in event.responsible))


def _workers(text: str) -> frozenset[str]:
    words = words_of(text.replace("-", " "))
    return frozenset(stem(word.lemma) for word in words if word.lemma in _WORKERS)


def _first_of(kinds: frozenset[str], text: str) -> _Named | None:
    words = words_of(re.split("[:;,.(]", text, maxsplit=1)[0])
    for at, word in enumerate(words):
        if word.lemma in kinds and can_be(word.text, "NOUN"):
            before = _adjectives(words[:at])
            return _Named(word.lemma, before, frozenset(_genitives(words[at + 1 :])))
    return None


def _adjectives(words: tuple[Word, ...]) -> frozenset[str]:
    found: list[str] = []
    for word in reversed(words):
        if forms(word.text)[0].part not in ("ADJF", "PRTF"):
            break
        found += stems(word.text)
    return frozenset(found)


def _genitives(words: tuple[Word, ...]) -> Iterator[str]:
    """«… приема макулатуры в школах» → прием, макулатура."""
    for word in words:
        if forms(word.text)[0].part == "PREP" or not can_be(word.text, "NOUN", "ADJF"):
            return
        yield from stems(word.text)
