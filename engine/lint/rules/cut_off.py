"""Texts that break off (L690, L691)."""

import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache

from engine.codes.texts import CUT_OFF, HANGING_SIGN
from engine.diagnostics import Code, Finding
from engine.lazy import lazy_pattern
from engine.lint.text import Passage, event_passages, normalised, passages_of, report
from engine.lint.text.morphology import (
    NAME_PERSONS,
    agreements,
    begins_a_word,
    can_be,
    forms,
    is_known,
    words_of,
)
from engine.model.project import Project
from engine.model.spec import Roadmap

_HYPHEN = lazy_pattern(r"\w\s*[-–—]$")
_FIGURE_AWAITED = lazy_pattern(
    r"(?<!\bи )(?<!\bили )\b(?:охвачено|составля[ею]т|не\s+менее|не\s+более|более|свыше)\W*$",
    re.IGNORECASE,
)
_AWAITS = lazy_pattern(
    r"\b(?:по (?:итогам|результатам|вопросам|поводу|мере|части)|в (?:рамках|целях|ходе|сфере|"
    r"условиях|отношении|качестве|части|случае|связи|соответствии)|с (?:целью|уч[её]том|"
    r"использованием|привлечением|помощью|участием)|на (?:основе|основании|предмет)|во исполнение|"
    r"за сч[её]т|при (?:поддержке|участии|содействии)|под руководством|"
    r"для (?:обеспечения|формирования|повышения|осуществления)|"
    r"по (?:обеспечению|формированию|повышению|улучшению)|за исключением|"
    r"(?:не позднее|менее) чем|№|"
    r"п\.|пп\.)$",
    re.IGNORECASE,
)
"""Words after which something must follow."""
_EACH_OF = lazy_pattern(
    r"\b(?:по|для|в|во|на|к|с|со|о|от|из|у|при|за|из|между)\s+(?:кажд(?:ой|ую|ом)|люб(?:ой|ую|ым)|"
    r"котор\w+|как(?:ой|их|ому|им)|сво(?:ей|ю|их|ему|им|ём|ем)|наш(?:ей|их|ему|им|ем)|"
    r"данн(?:ой|ому|ым|ого)|следующ\w+|тех|той)$",
    re.IGNORECASE,
)
"""«по каждой»: each of what?"""
_WANTS_NOUN = lazy_pattern(
    r"(?:принят|проведенн|проведённ|выявленн|полученн|утвержденн|утверждённ|реализованн|"
    r"разработанн|установленн|запланированн|представленн|предложенн|образовательн|муниципальн|"
    r"профессиональн|педагогическ|методическ|общеобразовательн|управленческ|учебн|школьн|"
    r"воспитательн|дополнительн|адресн|индивидуальн)(?:ых|ого|ому|ой|ую|ым|ыми|их|им|ими|ом)$"
)
"""Attributes of things, which nobody uses without their noun."""
_LEAST_TORN = 3
_TORN_SHORT = lazy_pattern(r"[бвгджзйклмнпрстфхцчшщ]{2}")
_SHORT_UNITS = frozenset({
    "шт", "кг", "км", "см", "мм", "гг", "др", "пр", "ст", "кл", "гр", "мл", "мг", "кв", "чл", "кб",
    "мб", "гб", "тб", "пп", "вв", "св", "сб", "мс",
})  # fmt: skip
"""Two consonants that are a word's usual short form."""
_NUMBER = lazy_pattern(r"\d\s?[-–/]\s?[а-яёА-ЯЁ]{1,3}\W*$")
"""«№ 301-у», «№ 12/од»: the letters belong to the number."""
_COLON = lazy_pattern(r":\s*$")
_COMMA = lazy_pattern(r"[,;]\s*$")
_LISTS = frozenset({"items", "text", "preamble", "details", "annexes", "label", "schedule"})
_HEADINGS = frozenset({"preamble", "annexes", "label", "heading"})
_ENDINGS = frozenset(
    {"ние", "ния", "ция", "ции", "ация", "ости", "ка", "тие", "тия", "ство", "ный", "ных"}
)
_FUNCTION_PARTS = ("PREP", "CONJ")
_LONGEST_FUNCTION_WORD = 5
_PHRASE = 4
_SURE = 0.6
"""A reading so likely is the only one that counts: «новыми» is hardly ever a noun."""


def check_cut_off(project: Project) -> tuple[Finding, ...]:
    """Each text that ends in the middle; lists may end their points with a comma."""
    passages = passages_of(project)
    following = (*passages[1:], None)
    ended = (
        report(code, passage, span)
        for passage, after in zip(passages, following, strict=True)
        if not passage.lost
        for code, span in _fault(passage, after)
    )
    return (
        *ended,
        *_stopped_results(project),
        *_executors_without_noun(passages),
        *(found for roadmap in project.roadmaps for found in _beheaded(roadmap)),
    )


_LEAST_ROWS = 5
_WITHOUT_DEED = frozenset({"gent", "gen2", "datv", "ablt", "loct", "loc2"})


def _beheaded(roadmap: Roadmap) -> Iterator[Finding]:
    """«результатов анализа на совете»: the only title in small letters, and no deed at its head."""
    titles = [
        cell
        for event in roadmap.events
        for cell in event_passages(roadmap, event)
        if cell.field == "title" and words_of(cell.text)
    ]
    small = [cell for cell in titles if cell.text[0].islower()]
    if len(small) != 1 or len(titles) < _LEAST_ROWS or small[0].lost:
        return
    first = words_of(small[0].text)[0]
    readings = forms(first.text)
    if is_known(first.text) and all(
        reading.part in ("NOUN", "ADJF", "PRTF") and reading.case in _WITHOUT_DEED
        for reading in readings
    ):
        yield report(CUT_OFF, small[0], (first.start, first.end))


_SLIPS = 2
"""What more rows say alike is a name: «Комиссия по делам несовершеннолетних»."""


def _executors_without_noun(passages: tuple[Passage, ...]) -> Iterator[Finding]:
    """«Классные», «Заместитель директора по учебной»: an executor that ends with an attribute."""
    cells = [each for each in passages if each.field == "responsible"]
    times = Counter(normalised(each.text) for each in cells)
    for passage in cells:
        words = words_of(passage.text)
        ends = passage.whole and words and times[normalised(passage.text)] <= _SLIPS
        if ends and words[-1].end == len(passage.text.rstrip()) and _is_attribute(words[-1].text):
            yield report(CUT_OFF, passage, _last_word(passage.text))


def _is_attribute(word: str) -> bool:
    """An adjective or participle that is never a noun; a preposition or a conjunction."""
    readings = forms(word)
    attribute = all(
        reading.part in ("ADJF", "PRTF") and "Subx" not in reading.grammemes for reading in readings
    )
    bare = attribute and readings[0].lemma not in NAME_PERSONS
    return is_known(word) and (bare or _is_function_word(word))


def _stopped_results(project: Project) -> Iterator[Finding]:
    """Results that repeat their title up to the middle of a phrase («подготовки» … «и …»)."""
    for roadmap in project.roadmaps:
        for event in roadmap.events:
            cells = {passage.field: passage for passage in event_passages(roadmap, event)}
            title, result = cells.get("title"), cells.get("result")
            if title and result and not result.lost and _stops_inside(title.text, result.text):
                yield report(CUT_OFF, result, _last_word(result.text))


def _stops_inside(title: str, result: str) -> bool:
    """Whether the title goes on with «и …» where the result ends."""
    whole = [word.lemma for word in words_of(title)]
    part = [word.lemma for word in words_of(result)]
    if len(part) < _PHRASE:
        return False
    return any(
        whole[at : at + len(part)] == part and whole[at + len(part) : at + len(part) + 1] == ["и"]
        for at in range(len(whole))
    )


def _fault(passage: Passage, after: Passage | None) -> Iterator[tuple[Code, tuple[int, int]]]:
    text = passage.text.rstrip()
    if passage.field == "responsible":
        return
    if begun := _begins_inside(passage):
        yield CUT_OFF, begun
    elif _breaks_off(passage, text):
        yield CUT_OFF, _last_word(text)
    elif (_COLON.search(text) and _nothing_follows(passage, after)) or (
        _COMMA.search(text) and _must_be_whole(passage, text)
    ):
        yield HANGING_SIGN, (len(text) - 1, len(text))


def _begins_inside(passage: Passage) -> tuple[int, int] | None:
    """«ние договоров»: the first letters of the text are the end of a word."""
    words = words_of(passage.text)
    if passage.field not in ("title", "result") or not words:
        return None
    first = words[0]
    plain = first.start == 0 and first.text.islower() and first.text.isalpha()
    return (first.start, first.end) if plain and _is_ending(first.text) else None


def _is_ending(word: str) -> bool:
    return len(word) > 1 and (word in _ENDINGS or not (is_known(word) or can_be(word, "PREP")))


def _last_word(text: str) -> tuple[int, int]:
    words = words_of(text)
    return (words[-1].start, len(text)) if words else (0, len(text))


def _breaks_off(passage: Passage, text: str) -> bool:
    words = words_of(text)
    if not words or passage.field == "responsible":
        return False
    last = words[-1]
    if _NUMBER.search(text):
        return False
    if _HYPHEN.search(text) and passage.field not in _HEADINGS:
        return True
    if _FIGURE_AWAITED.search(text) or _HOW_MUCH.search(text):
        return True
    if last.end < len(text):
        return False
    colon = text.rfind(":")
    phrase = [word for word in words if word.start > colon]
    return (
        _is_function_word(last.text)
        or _is_lonely_adjective([word.text for word in phrase])
        or bool(_AWAITS.search(text) or _EACH_OF.search(text))
        or _is_command(passage, [word.text for word in phrase])
        or _is_torn(last.text, whole=passage.field not in _HEADINGS)
    )


@lru_cache(maxsize=8192)
def _is_torn(word: str, *, whole: bool) -> bool:
    """«резуль»: no word, but the beginning of one."""
    short = bool(_TORN_SHORT.fullmatch(word)) and word not in _SHORT_UNITS
    plain = whole and word.isalpha() and word.islower() and (len(word) >= _LEAST_TORN or short)
    return plain and not is_known(word) and begins_a_word(word)


def _is_command(passage: Passage, words: list[str]) -> bool:
    """«справка о дефицитах учите»: after a noun the rest of a word that reads «teach!»."""
    if passage.field not in ("title", "result") or len(words) < _PHRASE - 1:
        return False
    last = words[-1]
    orders = last.islower() and all(
        form.part == "VERB" and {"impr", "2per"} & form.grammemes for form in forms(last)
    )
    return orders and is_known(last) and forms(words[-2])[0].part in ("NOUN", "ADJF", "PRTF")


def _is_function_word(word: str) -> bool:
    """«в», «и», «для», but not «Сириус» or a letter of a list."""
    likeliest = forms(word)[0]
    return len(word) <= _LONGEST_FUNCTION_WORD and word.islower() and (
        likeliest.part in _FUNCTION_PARTS
    )  # fmt: skip


def _is_lonely_adjective(words: list[str]) -> bool:
    """«с низкими образовательными»: adjectives at the end, and no noun after."""
    if len(words) < 3 or not words[-1].islower():
        return False
    readings = forms(words[-1])
    likely = readings[:1] if readings[0].score > _SURE else readings
    if words[-3].lower().startswith("соответстви") and words[-2].lower() == "с":
        return False
    if forms(words[-2])[0].part == "NOUN" and _WANTS_NOUN.match(words[-1]):
        return True
    adjective = readings[0].lemma not in NAME_PERSONS and all(
        form.part == "ADJF" and "Subx" not in form.grammemes for form in likely
    )
    if adjective and _agrees_with_nothing(words):
        return True
    before = [forms(word)[0].part for word in words[-3:-1]]
    listed = before == ["ADJF", "CONJ"] and any(reading.case == "nomn" for reading in readings)
    return adjective and (before[1] in ("PREP", "ADJF") or listed)


def _agrees_with_nothing(words: list[str]) -> bool:
    """«результаты осенней», «защитили индивидуальный»: no noun that it could belong to."""
    last, before = words[-1], forms(words[-2])[0]
    if before.part == "VERB":
        return all(form.part == "ADJF" for form in forms(last)) and not last.endswith("ым")
    nouns = [word for word in words[:-1] if can_be(word, "NOUN", "NPRO", "NUMR")]
    known = all(is_known(word) or word.isdigit() for word in words)
    plain = all(form.part == "ADJF" for form in forms(last))
    return plain and known and before.part == "NOUN" and not any(
        agreements(last) & agreements(noun) for noun in nouns
    )  # fmt: skip


_HOW_MUCH = lazy_pattern(
    r"\bс\s+(?:наибольш|наименьш|высок|низк|максимальн|минимальн)\w+\s+(?:дол[яе]|числ|количеств|процент)\w*$",
    re.IGNORECASE,
)
"""«с наибольшей долей»: of what?"""


def _nothing_follows(passage: Passage, after: Passage | None) -> bool:
    """The colon opens no list: another cell, another row, or another heading comes next."""
    if passage.field in _HEADINGS or after is None:
        return False
    if passage.field == "details" and after.field == "details":
        return False
    if passage.subject.kind in ("indicator", "event"):
        return True
    line, following = (each.printed or each for each in (passage, after))
    other_row = following.at.route[:2] != line.at.route[:2]
    return line.last or other_row or _COLON.search(following.text) is not None


def _must_be_whole(passage: Passage, text: str) -> bool:
    """Points of a list end with commas and semicolons; cells of a plan do not."""
    if passage.field in _LISTS:
        return text.endswith(",") and passage.last and passage.field == "items"
    return True
