"""The clauses of the order: their numbers (L724), who is charged (L733), who controls (L736)."""

import re
from collections.abc import Iterator
from itertools import pairwise

from engine.classes import dataclass
from engine.codes.orders import (
    CLAUSE_NUMBER,
    CLAUSE_WITHOUT_EXECUTOR,
    CLAUSE_WITHOUT_TERM,
    CONTROL_TWICE,
)
from engine.codes.texts import CUT_OFF, DOUBLED_WORD, WORDS_DISAGREE, WRONG_CASE
from engine.diagnostics import Finding
from engine.lazy import lazy_pattern
from engine.lint.text import Passage, passages_of, report, words_of
from engine.lint.text.clause_marks import read_mark, slips_of_marks
from engine.lint.text.morphology import Word, cases_of, forms
from engine.model.project import Project

_NUMBER = lazy_pattern(
    r"^\s*(?P<number>\d{1,2}(?:\.\d{1,2})*)(?P<signs>[.)\s]*)(?=[А-ЯЁ«]|"
    r"(?<=\.\d )[а-яё]|(?<=\.\d\. )[а-яё])"
)
_CONTROL = lazy_pattern(r"^\W*контроль\b.*исполнени", re.IGNORECASE | re.DOTALL)
_OWN = lazy_pattern(r"оставляю за собой|за собой", re.IGNORECASE)
_ORDERS_ITSELF = frozenset({
    "утвердить", "признать", "считать", "ввести", "назначить", "возложить", "создать", "определить",
    "установить", "отменить", "продлить", "внести", "изложить", "дополнить", "исключить", "принять",
    "присвоить", "закрепить", "поручить", "рекомендовать", "объявить", "контроль",
})  # fmt: skip
"""What an order does by its own words; nobody has to be charged with it."""
_DATE = lazy_pattern(
    r"\b(?:до|не позднее|в срок|срок|ежегодно|ежемесячно|ежеквартально|постоянно)\b|20\d\d|"
    r"\d{1,2}\.\d{1,2}|в течение|календарн|рабочих дн", re.IGNORECASE,
)  # fmt: skip


_OPENING_DATE = lazy_pattern(
    r"(?:в\s+срок\s+)?(?:до|к|не\s+позднее)\s+\d{1,2}(?:[.\d]+|\s+[а-яё]+)(?:\s+20\d\d)?"
    r"(?:\s*(?:г\.|года?))?[,\s]+",
    re.IGNORECASE,
)
"""«До 12 сентября 2025 года назначить …»: by a day somebody else does it, and not the order."""


@dataclass(frozen=True, slots=True)
class _Clause:
    """A numbered paragraph: the parts of its number and the words."""

    passage: Passage
    number: tuple[int, ...]
    span: tuple[int, int]

    @property
    def words(self) -> str:
        return self.passage.text[self.span[1] :].strip()


def check_clauses(project: Project) -> tuple[Finding, ...]:
    """Each clause of the order as a clause."""
    clauses = list(_clauses(project))
    return (
        *_numbers(project),
        *(found for clause in clauses for found in _executor(clause, clauses)),
        *(found for clause in clauses for found in _verb(clause, clauses)),
        *(found for clause in clauses for found in _asked_in_wrong_case(project, clause)),
        *(found for clause in clauses for found in _says_nothing(clause, clauses)),
        *_untimed(clauses),
        *_controls(clauses),
        *_unended(clauses),
    )


def _clauses(project: Project) -> Iterator[_Clause]:
    for passage in passages_of(project):
        found = _NUMBER.match(passage.text) if _is_of_order(passage) else None
        if found:
            number = tuple(int(part) for part in found["number"].split("."))
            yield _Clause(passage, number, found.span())


def _numbers(project: Project) -> Iterator[Finding]:
    """The marks of clauses and of their parts, «3.», «3.1.», «1)», «а)», each list for itself."""
    marked = [
        (passage, mark)
        for passage in passages_of(project)
        if _is_of_order(passage) and (mark := read_mark(passage.text))
    ]
    places = {id(mark): passage for passage, mark in marked}
    for mark, slip in slips_of_marks([mark for _, mark in marked]):
        yield report(
            CLAUSE_NUMBER, places[id(mark)], mark.span,
            missing=slip.missing, again=slip.again, turn=slip.turn, signs=slip.signs,
        )  # fmt: skip


def _is_of_order(passage: Passage) -> bool:
    own = passage.subject.roadmap is None and passage.at.file == "project.yaml"
    return own and passage.field == "preamble"


def _executor(clause: _Clause, clauses: list[_Clause]) -> Iterator[Finding]:
    """«3. Обеспечить проведение …»: neither a person or body nor, often, a date."""
    above = [each for each in clauses if each.number == clause.number[:-1]]
    if any(_names_who(each) for each in above):
        return
    opening = _OPENING_DATE.match(clause.words)
    words = words_of(clause.words[opening.end() if opening else 0 :])
    first = words[0] if words else None
    asks = first is not None and forms(first.text)[0].part == "INFN"
    if not asks or first is None or clause.passage.lost:
        return
    if first.lemma in _ORDERS_ITSELF and not opening:
        return
    if any(_is_charged(word.text) for word in words):
        return
    dated = bool(_DATE.search(clause.words))
    yield report(CLAUSE_WITHOUT_EXECUTOR, clause.passage, undated="" if dated else 1)


def _names_who(above: _Clause) -> bool:
    """«2. Заведующим дошкольными организациями:»: the points below are theirs."""
    charged = any(_is_charged(word.text) for word in words_of(above.words))
    return charged or (_opens_list(above) and not _asks(above))


def _opens_list(clause: _Clause) -> bool:
    return clause.words.endswith(":")


def _asks(clause: _Clause) -> bool:
    """Whether it says itself what is to be done: «обеспечить»."""
    return any(_is_infinitive(word.text) for word in words_of(clause.words))


_DELIVERS = lazy_pattern(
    r"\b(?:представить|подготовить|направить|предоставить|сформировать|сдать)\b[^.;]*?"
    r"\b(?:отч[её]т|доклад|информаци|справк|сведени|анализ|предложени)\w*",
    re.IGNORECASE,
)
_ONE_ACT = lazy_pattern(
    r"\b(?:представить|подготовить|направить|предоставить|разместить|ознакомить|разработать|провести|"
    r"сформировать|создать|опубликовать|довести)\b",
    re.IGNORECASE,
)
_MOST_OTHERS = 2


def _untimed(clauses: list[_Clause]) -> Iterator[Finding]:
    """The one clause of a single act without its day, where those of the others are said."""
    acts = [clause for clause in clauses if _asks_one_act(clause) and not clause.passage.lost]
    bare = [act for act in acts if not _timed(act, clauses)]
    timed = sum(_timed(each, clauses) for each in clauses if each in acts or _names_who(each))
    if len(bare) == 1 and (timed >= _MOST_OTHERS or (timed and _DELIVERS.search(bare[0].words))):
        yield report(CLAUSE_WITHOUT_TERM, bare[0].passage)


_GOES_ON = frozenset({
    "обеспечить", "организовать", "осуществить", "усилить", "продолжить", "учесть", "довести",
    "принять", "возложить", "оставить", "активизировать", "создать", "оказать", "поручить", "взять",
    "руководствоваться", "использовать", "считать", "обратить", "повысить", "предусмотреть",
    "содействовать", "сохранить", "скоординировать", "соблюсти", "реализовать", "исполнить",
    "выполнить", "закрепить", "установить", "определить", "назначить", "привлечь", "включить",
})  # fmt: skip
"""What somebody is charged with for all the time of the plan, or from the day of the order on."""


def _asks_one_act(clause: _Clause) -> bool:
    """An act that is done once and then is done: one of those known for it, or a perfective verb
    that follows the one who is charged: «Директорам школ утвердить списки»."""
    if _done_by_order(clause):
        return False
    if _ONE_ACT.search(clause.words):
        return True
    words = words_of(clause.words)
    at = next((at for at, word in enumerate(words) if _is_infinitive(word.text)), None)
    if at is None or words[at].lemma in _GOES_ON:
        return False
    asked = (form for form in forms(words[at].text) if form.part == "INFN")
    perfective = any("perf" in form.grammemes for form in asked)
    return perfective and any(_is_charged(word.text) for word in words[:at])


def _done_by_order(clause: _Clause) -> bool:
    """«Создать рабочую группу в составе …»: it is there as soon as the order is signed."""
    words = words_of(clause.words)
    return bool(words) and words[0].lemma in _ORDERS_ITSELF


def _timed(clause: _Clause, clauses: list[_Clause]) -> bool:
    """Whether it, a clause above it or below it says when."""
    near = (
        each
        for each in clauses
        if each.number[: len(clause.number)] == clause.number
        or clause.number[: len(each.number)] == each.number
    )
    return any(_DATE.search(each.words) or _RUNS.search(each.words) for each in near)


_RUNS = lazy_pattern(r"\bеже\w+|\bв дни\b|\bпо итогам|\bсвоевременн|\bпо мере", re.IGNORECASE)


_ENDS = lazy_pattern(r"[.;:,!?)»\"]\s*$")
_LEAST_ENDED = 3


def _unended(clauses: list[_Clause]) -> Iterator[Finding]:
    """The one clause that ends without a sign where all others have theirs."""
    bare = [clause for clause in clauses if not _ENDS.search(clause.passage.text)]
    if len(bare) == 1 and len(clauses) > _LEAST_ENDED and not bare[0].passage.lost:
        words = words_of(bare[0].passage.text)
        if words and bare[0] is not clauses[-1] and words[-1].text.islower():
            yield report(CUT_OFF, bare[0].passage, (words[-1].start, words[-1].end))


def _verb(clause: _Clause, clauses: list[_Clause]) -> Iterator[Finding]:
    """«Заместителю директора … ознакомил …»: whom the order charges has to do, not did."""
    words = words_of(clause.words)
    below = any(each.number[:-1] == clause.number for each in clauses)
    charged = words and (_is_charged(words[0].text) or len(clause.number) > 1)
    kinds = {word: {form.part for form in forms(word.text)} for word in words}
    asks = any("INFN" in kind for kind in kinds.values())
    if not charged or below or clause.passage.lost or asks:
        return
    said = next((word for word in words if kinds[word] == {"VERB"}), None)
    if said:
        at = len(clause.passage.text) - len(clause.words) + said.start
        yield report(WORDS_DISAGREE, clause.passage, (at, at + len(said.text)))


_OF_OBJECTS = frozenset({
    "обеспечить", "ознакомить", "проинформировать", "информировать", "включить", "привлечь",
    "назначить", "направить", "определить", "утвердить", "уведомить", "обязать", "считать",
    "признать", "оснастить", "наградить", "поощрить", "закрепить", "отнести", "обучить",
})  # fmt: skip
"""What may be done with the one who is named: «Школы обеспечить бланками»."""


def _asked_in_wrong_case(project: Project, clause: _Clause) -> Iterator[Finding]:
    """«Методический центр (Лапшина О.В.) обеспечить», «Классными руководителями ознакомить»: whom
    the order asks stands in the dative."""
    text, words = clause.passage.text, words_of(clause.words)
    asked = next((at for at, word in enumerate(words) if _is_infinitive(word.text)), 0)
    opening = words[:asked]
    charged = (_is_charged(word.text) for word in opening if len(word.text) > 1)
    if clause.passage.lost or not opening or any(charged):
        return
    last = next((word for word in opening if forms(word.text)[0].part == "NOUN"), None)
    if last is None or not clause.words[: last.end].replace(" ", "").replace("-", "").isalpha():
        return
    cases = cases_of(last.text)
    person = all("anim" in form.grammemes for form in forms(last.text))
    plain = clause.words.lower()
    named = any(
        plain.startswith(f"{name.lower()} ")
        for body in project.bodies
        for name in (body.name, *body.aliases)
    )
    object_of = words[asked].lemma in _OF_OBJECTS and "(" not in clause.words[: words[asked].start]
    nobody = "accs" not in cases if person else named and not object_of
    if "datv" not in cases and ((person and cases == {"ablt"}) or ("nomn" in cases and nobody)):
        begins = len(text) - len(clause.words)
        yield report(WRONG_CASE, clause.passage, (begins, begins + words[asked].end))


def _is_infinitive(word: str) -> bool:
    return any(form.part == "INFN" for form in forms(word))


_SAYING = frozenset({"INFN", "VERB", "PRTS", "PRED", "ADJS"})
_TWO_PARTS = lazy_pattern(r"[,;]\s|\s(?:и|или)\s|[а-яё]{3}\.\s")
_ENDS_ON_LINK = lazy_pattern(r"\s(?:на|в|с|к|о|об|по|для|от|до|из|за|при|и|или)\s*[.;]?\s*$")
_TELLS_BY_SIGN = lazy_pattern(r"\s[-–—]\s|[:№]")
_LEAST_SAID = 2


def _says_nothing(clause: _Clause, clauses: list[_Clause]) -> Iterator[Finding]:
    """«4. Контроль за исполнением приказа.» has lost its verb, «возложить на.» its person;
    «организовать … организовать» says its verb twice."""
    text, words = clause.passage.text, words_of(clause.words)
    below = any(each.number[:-1] == clause.number for each in clauses)
    if clause.passage.lost or below or len(words) < _LEAST_SAID or _TELLS_BY_SIGN.search(text):
        return
    begins = len(text) - len(clause.words)
    says = any(form.part in _SAYING for word in words for form in forms(word.text)) or any(
        _opens_list(each) and _asks(each) for each in clauses if each.number == clause.number[:-1]
    )
    open_end = _ENDS_ON_LINK.search(text) or _charges_nobody(words)
    if not says or (open_end and text.rstrip()[-1:] in (".", ";")):
        yield report(CUT_OFF, clause.passage, (begins + words[-1].start, begins + words[-1].end))
    said = [word for word in words if {form.part for form in forms(word.text)} == {"INFN"}]
    for one, other in pairwise(said):
        between = clause.words[one.end : other.start]
        if one.text.lower() == other.text.lower() and not _TWO_PARTS.search(between):
            yield report(DOUBLED_WORD, clause.passage, (begins + one.start, begins + other.end))


def _charges_nobody(words: tuple[Word, ...]) -> bool:
    """«Контроль за исполнением приказа возложить.»"""
    return words[-1].lemma == "возложить" and all(word.text.lower() != "на" for word in words)


def _is_charged(word: str) -> bool:
    """A noun in the dative: «руководителям», «отделу», «Орловой»."""
    dative = [form for form in forms(word) if form.part == "NOUN" and form.case == "datv"]
    return bool(dative) and (forms(word)[0].case == "datv" or word[:1].isupper())


def _controls(clauses: list[_Clause]) -> Iterator[Finding]:
    named = [clause for clause in clauses if _CONTROL.match(clause.words)]
    for one, other in pairwise(named):
        if bool(_OWN.search(one.words)) != bool(_OWN.search(other.words)):
            yield report(
                CONTROL_TWICE, other.passage, other=one.words,
                related=((one.passage, "first-here"),),
            )  # fmt: skip
