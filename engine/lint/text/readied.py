"""What a work needs beforehand, by its place in the phrase: applications for it, lists of those who
take part, its timetable, its themes and questionnaires.
"""

import re
from collections.abc import Iterator

from engine.lazy import lazy_pattern
from engine.lint.text.deeds import stem
from engine.lint.text.morphology import Word, can_be, forms, words_of
from engine.lint.text.phrases import ROUNDS, deed_of, family, is_audience, is_paperwork
from engine.model.spec import Event, Roadmap

_ASKS_IN = lazy_pattern(
    r"^\W*(?:(?:организаци|проведени|объявлени)\w+\s+(?:о\s+)?)?(?:при[её]м\w*|сбор\w{0,2}|рассылк\w+|направлени\w+|подач\w+|оформлени\w+|"
    r"регистраци\w+|собрать|разослать|принять|получени\w+)\s+(?:[а-яё]+(?:ых|их|ого|его)\s+){0,2}?"
    r"(?:заяв(?:ок|ки)|заявлени\w+|соглас\w+|приглашени\w+|участник\w+|анкет-заявок|разрешени\w+)\s+"
    r"(?:(?:родител\w+|законных|представител\w+|обучающ\w+|педагог\w+|школ|и|от)\s+){0,6}?(?:на|для)\s+"
    r"(?:участи[ея]\s+(?:в|во)\s+|проведени[ея]\s+)?(?P<work>[^,;.()«»]+)",
    re.IGNORECASE,
)
"""«Приём заявок на участие в фестивале», «Рассылка приглашений на форум»."""
_MAKES = lazy_pattern(
    r"^\W*(?:разработк\w+|составлени\w+|утверждени\w+|формировани\w+|подготовк\w+|определени\w+|выбор|"
    r"назначени\w+|согласовани\w+|создани\w+)\s+(?:и\s+(?:утверждени|согласовани|рассылк|размещени)\w+\s+)?"
    r"(?:[а-яё]+(?:ых|их|ого|его|ой|ей)\s+){0,2}?"
    r"(?P<paper>списк\w+\s+участник\w+|состав\w+\s+(?:жюри|участник\w+|комисси\w+|оргкомитет\w*)|"
    r"расписани\w+|график\w*|циклограмм\w*|тем(?:ы|атики)?\b|сценари\w+|жюри|оргкомитет\w*|руководител\w+|"
    r"(?:сроков|дат|даты|мест|места)(?:\s+проведения)?|заданий|вопросов|смет\w+)\s+"
    r"(?P<work>[^,;.()«»]+)",
    re.IGNORECASE,
)
"""«Составление списков участников этапа», «Выбор тем исследовательских работ»."""
_ASKS_WITH = lazy_pattern(
    r"^\W*(?:разработк\w+|составлени\w+|подготовк\w+|утверждени\w+)\s+(?:и\s+\w+\s+)?"
    r"(?P<paper>анкет\w*|опросник\w+|тест(?:ов|а)|опросн\w+\s+лист\w+)(?P<rest>[^,;.()]*)",
    re.IGNORECASE,
)
"""«Разработка анкеты для родителей» and the questioning of them."""
_OPENS = lazy_pattern(r"^\W*(?:торжественное\s+)?открытие\s+(?P<work>[^,;.()«»]+)", re.I)
_ENDS = lazy_pattern(r"\s(?:на|в|во|для|с|со|среди|между|от|до|за|через|по|при)\s")
_OTHER_TIME = lazy_pattern(r"20\d\d|следующ|нов(?:ый|ого)\s+учебн|предстоящ|повторн|итогов", re.I)
_ASKING = frozenset({"анкетирование", "опрос", "тестирование"})
_NEARLY_ALL = 0.6
_CALLED = lazy_pattern("«([^«»]+)»")


def readied_by(roadmap: Roadmap, event: Event) -> list[Event]:
    """The works that this one makes ready; empty where the plan has none, or several such."""
    title = event.title or ""
    if _OTHER_TIME.search(title):
        return []
    found = _ASKS_IN.match(title) or _MAKES.match(title) or _OPENS.match(title)
    works = list(_named(roadmap, event, found["work"])) if found else []
    called = set(_CALLED.findall(title))
    works = [each for each in works if called <= set(_CALLED.findall(each.title or ""))]
    works = works or list(_asked(roadmap, event))
    return works if len(works) == 1 else []


def _named(roadmap: Roadmap, event: Event, phrase: str) -> Iterator[Event]:
    words = [word for word in words_of(_ENDS.split(phrase)[0]) if word.text.isalpha()]
    at = next((at for at, word in enumerate(words) if _is_noun(word)), None)
    if at is None:
        return
    head = words[at].lemma
    rest = {stem(word.text) for word in words if word is not words[at]}
    rest = {each for each in rest if each not in _OF_ALL}
    if is_audience(head) or (is_paperwork(head) and not rest):
        return
    for each in roadmap.events:
        told = frozenset(stem(word.text) for word in words_of(each.title or ""))
        same = each is not event and each.id not in event.after and _is_it(each.title or "", head)
        if same and len(rest & told) >= _NEARLY_ALL * len(rest):
            yield each


_OF_ALL = frozenset(stem(word) for word in ("муниципальный", "школьный", "районный", "областной"))


def _is_noun(word: Word) -> bool:
    return forms(word.text)[0].part == "NOUN" or (word.text.isupper() and len(word.text) > 1)


def _is_it(title: str, head: str) -> bool:
    """Whether the title is the work itself, or a round of it."""
    words = words_of(title)
    deed = deed_of(title)
    second = [word.lemma for word in words[:4] if can_be(word.text, "NOUN") or word.text.isupper()]
    held = title.lower().startswith(("проведени", "провест", "участи", "защит", "организаци"))
    return deed == head or (head in second and (held or deed in ROUNDS))


def _asked(roadmap: Roadmap, event: Event) -> Iterator[Event]:
    found = _ASKS_WITH.match(event.title or "")
    if found is None:
        return
    told = {family(word.lemma) for word in words_of(found["rest"]) if _is_noun(word)}
    paper = family(found["paper"].split()[0])
    for each in roadmap.events:
        deed = deed_of(each.title or "")
        of_it = family(deed) == paper or (
            deed in _ASKING and paper[:4] in ("анкет"[:4], "опрос"[:4])
        )
        said = {family(word.lemma) for word in words_of(each.title or "")}
        if each is not event and deed in _ASKING and of_it and told and told <= said:
            yield each


__all__ = ["readied_by"]
