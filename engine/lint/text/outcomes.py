"""What comes of a work, and those who work: titles that speak of them before the work is done.

«Сборник по материалам чтений» needs the «Чтения», «встречи с участием медиаторов» their teaching.
"""

import re
from collections import Counter
from collections.abc import Iterator

from engine.lazy import lazy_pattern
from engine.lint.text.called_before import is_person, workers_taught
from engine.lint.text.deeds import stem
from engine.lint.text.morphology import Word, can_be, forms, words_of
from engine.lint.text.phrases import ROUNDS, deed_of, is_audience, is_paperwork
from engine.model.spec import Event, Roadmap

Pairs = Iterator[tuple[Event, Event]]
"""A row, and the row that should have come before it."""

_COMES_OF = lazy_pattern(
    r"\b(?:итог|результат)(?:ы|ов|ам|ами|ах)\s+(?!в\s|на\s)|\bпо\s+материалам\s+|\b(?:видео)?запис(?:ей|и)\s+|"
    r"\b(?:фото|видео)?отч[её]т(?:а|ы|ов|у)?\s+(?:о|об|по)\s+(?:(?:проведени\w|ходе|итогам|итогах|прохождении)\s+)?|"
    r"\bвыявленн\w+\s+(?:в\s+ходе|при|по\s+(?:итогам|результатам))\s+|\bне\s+справивш\w+ся\s+со?\s+|"
    r"\bпоказавш\w+\s+(?:[а-яё]+\s+){1,2}(?:на|в|по\s+итогам)\s+|"
    r"\b(?:на\s+основе|на\s+основании|по\s+итогам|по\s+результатам)\s+|^\W*закрыти[ея]\s+|"
    r"^\W*(?:вручени|награждени)\w+\s+(?:[а-яё]+\s+){0,2}?участник(?:ам|ов)\s+|"
    r"^\W*(?:пере)?проверк\w+\s+(?=(?:[а-яё]+(?:ых|их)\s+){0,2}(?:диктант|сочинени|изложени|работ|тест|эссе))",
    re.IGNORECASE,
)
_ENDS = lazy_pattern(
    r"[,;:.()«»]|\s(?:на|в|во|для|с|со|среди|между|от|до|за|через|и\s+(?:разработ|подготов|форм|опред))\b"
)
_OTHER_TIME = lazy_pattern(
    r"20\d\d|прошл|предыдущ|прошедш|регион|федерал|всеросс|област|кажд|четверт|полугоди|квартал|"
    r"учебного года|календарного года",
    re.IGNORECASE,
)
_FORESEEN = lazy_pattern(
    r"\b(?:форм[ыау]?\b|шаблон|макет|образ[ец]\w*|порядок|порядка|критери|положени|регламент|требовани|"
    r"диплом|грамот|сертификат|наград|приз(?:ов|ы)\b|смет|закуп|план|график|приказ|готовност)",
    re.IGNORECASE,
)
"""«Форма отчёта о стажировке», «критерии результатов конкурса» are made before."""
_AWARDS = lazy_pattern(r"^\W*(?:вручени|награждени)", re.IGNORECASE)
_ATTRIBUTES = ("ADJF", "PRTF", "NUMR", "ADJS")


def by_outcome(roadmap: Roadmap) -> Pairs:
    """«Выпуск буклета по итогам похода» and the walk: the one row that holds it."""
    deeds = Counter(deed_of(each.title or "") for each in roadmap.events)
    for event in roadmap.events:
        title = event.title or ""
        if _OTHER_TIME.search(title) or (_FORESEEN.search(title) and not _AWARDS.match(title)):
            continue
        for found in _COMES_OF.finditer(title):
            named = _named(_ENDS.split(title[found.end() :])[0])
            works = _works(roadmap, event, named) if named else []
            alone = bool(named) and deeds[named[0]] == 1
            if len(works) == 1 and (len(named) > 1 or alone):
                yield event, works[0]


def _named(phrase: str) -> tuple[str, ...]:
    """«пробного сочинения»: the lemma of the noun, then the stems of the other words."""
    words = [word for word in words_of(phrase) if word.text.replace("-", "").isalpha()]
    at = next((at for at, word in enumerate(words) if _is_head(word)), None)
    if at is None or any(not can_be(word.text, *_ATTRIBUTES) for word in words[:at]):
        return ()
    if words[at].lemma == _WORK and words[at + 1 :] and words[at + 1].text.isupper():
        at += 1  # «работ ВПР»
    head = words[at]
    if is_paperwork(head.lemma) or is_audience(head.lemma):
        return ()
    rest = (word for word in words if word is not head and not is_audience(word.lemma))
    return (head.lemma, *(stem(word.text) for word in rest if can_be(word.text, "NOUN", "ADJF")))


def _is_head(word: Word) -> bool:
    first = forms(word.text)[0].part
    return first == "NOUN" or (word.text.isupper() and len(word.text) > 1)


_NEARLY_ALL = 0.6
_WORK = "работа"


def _works(roadmap: Roadmap, event: Event, named: tuple[str, ...]) -> list[Event]:
    """The rows that do this very work and have most of its other words."""
    head, *rest = named
    return [
        each
        for each in roadmap.events
        if each is not event
        and event.id not in each.after
        and _does(each.title or "", head)
        and len({*rest} & _stems(each.title or "")) >= _NEARLY_ALL * len(rest)
    ]


def _does(title: str, head: str) -> bool:
    """Whether the title is this work, or a round of it, and does not look back at it itself."""
    deed = deed_of(title)
    of_round = deed in ROUNDS and head in (word.lemma for word in words_of(title))
    return (deed == head or of_round) and not _COMES_OF.search(title)


def _stems(title: str) -> frozenset[str]:
    return frozenset(stem(word.text) for word in words_of(title))


_WITH = lazy_pattern(
    r"\b(?:с|при)\s+участи[ие]м?\s+|\bс\s+привлечением\s+|\bсилами\s+|\bв\s+присутствии\s+|\bпод\s+руководством\s+",
    re.IGNORECASE,
)
_GETS_READY = lazy_pattern(
    r"^\W*(?:проведени\w+\s+|организаци\w+\s+)?(?:обучени|подготовк|инструктаж|тренинг|семинар|курс|"
    r"отбор|подбор|набор|назначени|утверждени|определени|закреплени|формировани|составлени|"
    r"разработк|консультаци|совещани|повышени|стажировк|школ)",
    re.IGNORECASE,
)
_FINDS = lazy_pattern(
    r"^\W*(?:отбор|подбор|набор|назначени|определени)\w*\s+(?P<who>[^;()«]+)", re.I
)


def by_persons(roadmap: Roadmap) -> Pairs:
    """«Обучение наблюдателей», and a work that is done with them or by them."""
    for first in roadmap.events:
        title = first.title or ""
        found = _FINDS.match(title)
        persons = workers_taught(first) or (_persons(found["who"]) if found else frozenset())
        for event in roadmap.events if persons else ():
            used = event.title or ""
            if event is not first and not _GETS_READY.match(used) and persons & _at_work(used):
                yield event, first


def _persons(phrase: str) -> frozenset[str]:
    """The first noun, where it names persons."""
    noun = next((word for word in words_of(phrase) if can_be(word.text, "NOUN")), None)
    known = noun is not None and not is_audience(noun.lemma)
    return frozenset({stem(noun.lemma)} if noun and known and is_person(noun) else ())


_DONE_BY = frozenset({
    "занятие", "дежурство", "работа", "экскурсия", "выезд", "мастер-класс", "урок", "рейд",
    "выступление", "деятельность", "сопровождение", "наблюдение", "прием", "приём",
})  # fmt: skip
"""«Занятия тьюторов» are theirs; «Опрос наставников» asks them."""


def _at_work(title: str) -> frozenset[str]:
    """Stems of the persons by whom, or with whom, the work is done; of whom it is, right after it:
    «Занятия тьюторов».
    """
    words = words_of(title.replace("-", " "))
    found = _WITH.search(title)
    near = words_of(_ENDS.split(title[found.end() :].replace("-", " "))[0]) if found else ()
    told = {stem(word.lemma) for word in near if is_person(word)}
    told |= {stem(word.lemma) for word in words if _is_doer(word)}
    at = next((at for at, word in enumerate(words) if word.lemma == deed_of(title)), None)
    after = words[at + 1 :][:1] if at is not None and deed_of(title) in _DONE_BY else ()
    return frozenset(told | {stem(word.lemma) for word in after if is_person(word)})


def _is_doer(word: Word) -> bool:
    """«наставниками»: in the instrumental, and in no other case."""
    cases = {form.case for form in forms(word.text) if form.part == "NOUN"}
    return cases == {"ablt"} and is_person(word)


__all__ = ["by_outcome", "by_persons"]
