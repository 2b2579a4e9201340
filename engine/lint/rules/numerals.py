"""Nouns that do not agree with the number before them (L781): «3 семинаров», «двадцать одна школ».

A number in figures may be one of a row («5 класса», «пункт 5 приказа»): it is looked at only
after a verb, «не менее» and the like. A number in words counts wherever it stands.
"""

from collections.abc import Iterator
from functools import lru_cache

from engine.codes.texts import NUMBER_DISAGREES
from engine.diagnostics import Finding
from engine.lint.text import Passage, Word, passages_of, report, words_of
from engine.lint.text.morphology import agreements, count_of, forms, is_known
from engine.model.project import Project

_DOING = frozenset({"VERB", "INFN", "PRTS", "GRND"})
_OF_GENITIVE = frozenset({"менее", "более", "свыше", "около", "порядка"})
_IN = frozenset({"в", "во", "на"})
_NUMBERED = frozenset({
    "класс", "школа", "группа", "этап", "раздел", "пункт", "курс", "семестр", "четверть", "смена",
    "полугодие", "квартал", "неделя", "тур", "модуль", "блок", "уровень", "место", "степень",
    "разряд", "категория", "приложение", "строка", "столбец", "глава", "часть", "страница",
    "задание", "вариант", "этаж", "кабинет", "корпус", "число", "подпункт", "абзац", "графа",
    "статья", "форма", "критерий", "позиция", "ступень", "звено", "сад", "январь", "февраль",
    "март", "апрель", "май", "июнь", "июль", "август", "сентябрь", "октябрь", "ноябрь", "декабрь",
})  # fmt: skip
"""Nouns that are numbered rather than counted: «5 класса», «15 мая»."""
_FIRST_YEAR = 1900
_SEEN = 12
"""Signs before a number that tell whether it is one of a row."""
_MOST_ADJECTIVES = 2
_TENS = 10
_HUNDRED = 100
_TEENS = range(11, 15)
_FEW = range(2, 5)


def check_numerals(project: Project) -> tuple[Finding, ...]:
    """Each number with its noun, where the form of the noun is none that the number takes."""
    return tuple(
        report(NUMBER_DISAGREES, passage, span)
        for passage in passages_of(project)
        if passage.whole and passage.field != "schedule"
        for span in _disagreeing(passage)
    )


def _disagreeing(passage: Passage) -> Iterator[tuple[int, int]]:
    words = words_of(passage.text)
    for at, word in enumerate(words):
        noun = _noun_after(passage.text, words, at) if _may_count(passage.text, word) else None
        if noun is None:
            continue
        before = words[at - 1] if at and _joins(passage.text, words[at - 1], word) else None
        if word.text.isdecimal():
            wrong = _wrong_after_figures(before, int(word.text), noun)
        else:
            wrong = _wrong_after_words(before, word, noun)
        if wrong:
            yield word.start, noun.end


def _joins(text: str, one: Word, other: Word) -> bool:
    return text[one.end : other.start].isspace()


def _may_count(text: str, word: Word) -> bool:
    """A number that stands alone: no part of «2,5», «№ 3», «4-5», «2 и 3»."""
    if count_of(word.text) is None or text[word.start - 1 : word.start] not in ("", " ", "("):
        return False
    ahead = text[max(0, word.start - _SEEN) : word.start].rstrip()
    listed = ahead[-1:] in (",", "№", "-", "–", "—", "/") or ahead.endswith((" и", " или"))
    return not (listed and any(each.isdecimal() for each in ahead[-6:])) and ahead[-1:] != "№"


def _noun_after(text: str, words: tuple[Word, ...], at: int) -> Word | None:
    """The noun right after the number, adjectives in the plural genitive between them."""
    for before, word in zip(words[at:], words[at + 1 : at + 2 + _MOST_ADJECTIVES], strict=False):
        if text[before.end : word.start] != " " or not word.text.islower() or "-" in word.text:
            return None
        if not is_known(word.text) or count_of(word.text) is not None:
            return None
        if _is_counted(word.text):
            return word
        if not {form.part for form in forms(word.text)} <= {"ADJF", "PRTF"}:
            return None
    return None


@lru_cache(maxsize=8192)
def _is_counted(noun: str) -> bool:
    readings = forms(noun)
    sure = all(form.part == "NOUN" for form in readings)
    return sure and not any(
        {"Fixd", "Pltm", "Sgtm", "Name", "Surn"} & f.grammemes for f in readings
    )


def _said(noun: str) -> frozenset[tuple[str, str]]:
    """Case and number of each reading."""
    return frozenset((case, number) for case, number, _ in agreements(noun))


def _wants(count: int) -> tuple[str, str]:
    """What the number in the nominative makes of its noun: «21 школа», «2 школы», «5 школ»."""
    last = count % _TENS
    if count % _HUNDRED in _TEENS or last not in (1, *_FEW):
        return "gent", "plur"
    return ("nomn", "sing") if last == 1 else ("gent", "sing")


def _wrong_after_figures(before: Word | None, count: int, noun: Word) -> bool:
    if before is None or count < 2 or count >= _FIRST_YEAR:
        return False
    said, wanted = _said(noun.text), _wants(count)
    name = before.text.lower()
    is_one = wanted == ("nomn", "sing")
    if name in _IN:
        return is_one and bool(said) and said <= {("loct", "plur")}
    if name in _OF_GENITIVE:
        right = {("gent", "sing" if is_one else "plur")}
        return noun.lemma not in _NUMBERED and said.isdisjoint(right) and _is_plain(said)
    if not {form.part for form in forms(before.text)} <= _DOING or noun.lemma in _NUMBERED:
        return False
    right = {wanted, *_as_object(noun.text, count)}
    return said.isdisjoint(right) and _is_plain(said)


def _as_object(noun: str, count: int) -> tuple[tuple[str, str], ...]:
    """«Обучить 21 педагога», «провести 21 встречу», «обучить 22 педагогов»."""
    last = count % _TENS if count % _HUNDRED not in _TEENS else 0
    persons = any("anim" in form.grammemes for form in forms(noun))
    if last == 1:
        return (("accs", "sing"),)
    return (("gent", "plur"),) if persons and last in _FEW else ()


def _is_plain(said: frozenset[tuple[str, str]]) -> bool:
    """A form that may stand after a verb with a number: no dative, no instrumental."""
    return bool(said) and {case for case, _ in said} <= {"nomn", "gent", "accs"}


def _wrong_after_words(before: Word | None, number: Word, noun: Word) -> bool:
    """«пять школы», «два школ», «двадцать одна школ», «пяти школы»."""
    count, said = count_of(number.text), _said(noun.text)
    name = number.text.lower()
    if count is None or not said:
        return False
    if count == 1:
        tens = before is not None and (count_of(before.text) or 0) >= 2 * _TENS
        return tens and not agreements(name) & agreements(noun.text)
    if forms(name)[0].part != "NUMR":
        return False
    cases = {form.case for form in forms(name) if form.part == "NUMR"}
    right = {(case, "plur") for case in cases - {"nomn", "accs"}}
    if "nomn" in cases:
        right.add(_wants(count))
    elif "accs" in cases:
        right.add(("accs", "plur"))
    return said.isdisjoint(right) or _is_of_other_gender(name, noun.text)


def _is_of_other_gender(two: str, noun: str) -> bool:
    """«два школы», «две семинара»."""
    gender = {"два": {"femn"}, "две": {"masc", "neut"}}.get(two, set())
    genders = {
        each for form in forms(noun) for each in ("masc", "femn", "neut") if each in form.grammemes
    }
    return bool(genders) and genders <= gender
