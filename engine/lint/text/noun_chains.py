"""Chains of nouns that hang together wrongly: what follows a noun stands in the genitive or in the
case that the noun wants, and no second phrase of the chain stands in the nominative.

«Проведение самооценка», «улучшению развивающую среду», «реализации школьные программы», «учителем
параллелью». Nothing is said of texts with a verb: there each case may be the verb's.
"""

from collections.abc import Iterator
from functools import lru_cache

from engine.lazy import lazy_pattern
from engine.lint.text.morphology import Word, agreements, cases_of, forms, is_known, words_of

Span = tuple[int, int]

_OF_DEEDS = lazy_pattern(r"(?:ние|тие|ция|сия|зия)$")
_DEEDS = frozenset({
    "анализ", "мониторинг", "контроль", "сбор", "опрос", "диагностика", "оценка", "проверка",
    "подготовка", "разработка", "поддержка", "организация", "корректировка", "выявление",
    "самооценка", "экспертиза", "работа", "реализация", "учет", "выпуск", "показ", "осмотр",
})  # fmt: skip
"""Nouns of deeds, after which the thing stands in the genitive."""
_STRAIGHT = frozenset({"nomn", "accs", "voct"})
_OBLIQUE = ("ablt", "datv")
_SAYING = frozenset({"VERB", "INFN", "GRND", "PRTS", "ADJS", "PRED", "CONJ", "PRCL", "NPRO"})
_MOST_ATTRIBUTES = 3


@lru_cache(maxsize=4096)
def broken_chains(text: str) -> tuple[Span, ...]:
    """The spans of the text where a noun and the phrase after it cannot stand together."""
    return tuple(dict.fromkeys(_spans(text, words_of(text))))


def _spans(text: str, words: tuple[Word, ...]) -> Iterator[Span]:
    bare = _bare_words(text, words)
    for at, word in enumerate(words):
        following = _phrase(text, words, at)
        if following is None or not _is_noun(word.text):
            continue
        last, cases = following
        straight = at < bare and cases <= _STRAIGHT and word.text[1:].islower()
        wrong = straight and (_is_deed(word) or (cases == {"accs"} and not _is_of_time(last)))
        if wrong or _is_repeated_case(word, words[at + 1], cases):
            yield word.start, last.end


_BREAKS = lazy_pattern(r"[,;:()«»\"–—\n/]|\s-\s")


def _bare_words(text: str, words: tuple[Word, ...]) -> int:
    """How many words of the text belong to one chain that begins with its head in the nominative,
    says nothing by a verb and is not broken by a sign: in «По итогам анализа новые меры» two
    phrases are right.
    """
    head = next((at for at, word in enumerate(words) if _is_noun(word.text)), None)
    if head is None or "nomn" not in cases_of(words[head].text):
        return 0
    if any(forms(word.text)[0].part not in ("ADJF", "ADVB") for word in words[:head]):
        return 0
    if any(form.part in _SAYING for word in words for form in forms(word.text)[:2]):
        return 0
    sign = _BREAKS.search(text)
    end = sign.start() if sign else len(text)
    unbroken = (at for at, word in enumerate(words) if word.end > end or _may_rule(word))
    return next((at - 1 if words[at].end > end else at for at in unbroken), len(words))


_STANDING_FOR_NOUNS = lazy_pattern(r"^(?:заведующ|обучающ|учащ|управляющ|ведущ|служащ|трудящ)")


def _may_rule(word: Word) -> bool:
    """«обеспечивающей высокие результаты»: a participle has an object; «заведующих» are persons."""
    return forms(word.text)[0].part == "PRTF" and not _STANDING_FOR_NOUNS.match(word.text.lower())


def _is_repeated_case(one: Word, other: Word, cases: frozenset[str]) -> bool:
    """«учителем параллелью»: two nouns side by side in the instrumental, or in the dative."""
    same = any(cases_of(one.text) == cases == {case} for case in _OBLIQUE)
    return same and _is_noun(other.text) and not _are_persons(one, other)


def _are_persons(one: Word, other: Word) -> bool:
    """«учителям предметникам»: one person named twice."""
    return all("anim" in forms(word.text)[0].grammemes for word in (one, other))


def _is_of_time(word: Word) -> bool:
    return word.lemma in ("неделя", "минута", "секунда", "тысяча", "пятница", "суббота")


def _is_deed(word: Word) -> bool:
    return bool(_OF_DEEDS.search(word.lemma)) or word.lemma in _DEEDS


@lru_cache(maxsize=16384)
def _is_noun(word: str) -> bool:
    readings = forms(word)
    rare = {"Fixd", "Surn", "Name", "Patr", "Geox", "Abbr"}
    return is_known(word) and all(
        form.part == "NOUN" and not rare & form.grammemes for form in readings
    )


def _phrase(text: str, words: tuple[Word, ...], at: int) -> tuple[Word, frozenset[str]] | None:
    """The noun right after `words[at]`, attributes apart, and the cases that they share."""
    joint: frozenset[tuple[str, str, str]] | None = None
    before = words[at]
    for word in words[at + 1 : at + 2 + _MOST_ATTRIBUTES]:
        plain = word.text.islower() and "-" not in word.text and is_known(word.text)
        if not plain or text[before.end : word.start] != " ":
            return None
        joint = agreements(word.text) if joint is None else joint & agreements(word.text)
        if _is_noun(word.text):
            cases = frozenset(case for case, _, _ in joint)
            return (word, cases) if cases else None
        if not _is_attribute(word.text):
            return None
        before = word
    return None


@lru_cache(maxsize=16384)
def _is_attribute(word: str) -> bool:
    """An adjective in every reading, and no pronoun: «каждую неделю» says when."""
    return all(
        form.part in ("ADJF", "PRTF") and not {"Apro", "Subx"} & form.grammemes
        for form in forms(word)
    )
