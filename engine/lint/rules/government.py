"""Words in a case that what stands before them does not govern (L696)."""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

from engine.classes import dataclass
from engine.codes.texts import WRONG_CASE
from engine.diagnostics import Finding
from engine.lazy import lazy_pattern
from engine.lint.text import Passage, Word, passages_of, report, words_of
from engine.lint.text.morphology import agreements, cases_of, forms, is_known, lemma, words_before
from engine.lint.text.noun_chains import broken_chains
from engine.model.project import Project
from engine.schedule import month_number

_GENITIVE = frozenset({"gent", "gen2"})
_PLACE = frozenset({"accs", "loct", "loc2"})
_AFTER_PREPOSITION: dict[str, frozenset[str]] = {
    "в": _PLACE, "на": _PLACE, "о": frozenset({"loct", "loc2"}), "об": frozenset({"loct", "loc2"}),
    "при": frozenset({"loct"}), "к": frozenset({"datv"}), "для": _GENITIVE, "от": _GENITIVE,
    "до": _GENITIVE, "из": _GENITIVE, "без": _GENITIVE, "у": _GENITIVE, "кроме": _GENITIVE,
    "над": frozenset({"ablt"}), "с": _GENITIVE | {"ablt"}, "со": _GENITIVE | {"ablt"},
    "согласно": frozenset({"datv"}), "вопреки": frozenset({"datv"}),
    "благодаря": frozenset({"datv"}), "среди": _GENITIVE, "ради": _GENITIVE, "вместо": _GENITIVE,
    "через": frozenset({"accs"}), "про": frozenset({"accs"}), "между": _GENITIVE | {"ablt"},
    "перед": frozenset({"ablt"}), "после": _GENITIVE, "около": _GENITIVE, "вокруг": _GENITIVE,
    "против": _GENITIVE, "за": frozenset({"accs", "ablt"}), "под": frozenset({"accs", "ablt"}),
    "по": frozenset({"datv", "accs", "loct", "loc2"}),
}  # fmt: skip
_AFTER_NOUN: dict[tuple[str, str], frozenset[str]] = {
    **{(noun, "за"): frozenset({"ablt"}) for noun in ("контроль", "надзор", "наблюдение", "уход")},
    **{(noun, "за"): frozenset({"accs"}) for noun in ("ответственность", "ответственный")},
    ("участие", "в"): frozenset({"loct", "loc2"}),
    ("включение", "в"): frozenset({"accs"}), ("внесение", "в"): frozenset({"accs"}),
    ("вовлечение", "в"): frozenset({"accs"}), ("зачисление", "в"): frozenset({"accs"}),
    ("вступление", "в"): frozenset({"accs"}), ("переход", "на"): frozenset({"accs"}),
    **{
        (noun, "с"): frozenset({"ablt"})
        for noun in (
            "соответствие", "связь", "сравнение", "ознакомление", "знакомство", "взаимодействие",
            "сотрудничество", "договор", "соглашение",
        )
    },
}  # fmt: skip
"""What a noun wants of its preposition, narrower than the preposition alone."""
_WANTS_INSTRUMENTAL = frozenset({"обмен"})
_WANTS_DATIVE = frozenset({
    "обучение", "соответствие", "содействие", "помощь", "поддержка", "противодействие", "внимание",
    "отказ", "передача", "представление", "предоставление", "направление", "присвоение", "доклад",
    "подготовка", "доступ", "подчинение", "служение", "предложение", "рекомендация", "выдача",
    "вручение", "оказание", "сообщение", "доведение", "письмо", "ответ", "благодарность", "совет",
    "сопротивление", "следование", "препятствие", "угроза", "приближение", "тематика", "придание",
    "консультация", "памятка", "способность", "внедрение", "посвящение", "награда", "подарок",
    "поручение", "указание", "выделение", "возмещение", "компенсация", "субсидия", "назначение",
    "заказ", "задание", "разъяснение", "пояснение", "обращение", "отчет", "отчёт", "ходатайство",
    "требование",
})  # fmt: skip
_OF_WHOM = frozenset({
    "анализ", "диагностика", "мониторинг", "изучение", "обследование", "анкетирование", "опрос",
    "тестирование", "аттестация", "выявление", "оздоровление", "формирование", "развитие",
    "повышение", "награждение", "чествование", "стимулирование", "сопровождение", "привлечение",
    "вовлечение", "участие", "список", "перечень", "охват", "адаптация", "консультирование",
    "информирование", "просвещение", "поощрение", "воспитание", "посещение", "отбор", "оценка",
    "оценивание", "ориентация", "социализация", "регистрация",
})  # fmt: skip
"""What is of somebody and never to somebody: «диагностика воспитателям» is wrong."""
_RECEIVES = frozenset({
    "школа", "организация", "учреждение", "орган", "служба", "управление", "комитет", "отдел",
    "центр", "муниципалитет", "район", "округ", "класс", "группа", "сообщество", "семья",
    "институт", "библиотека", "сад", "гимназия", "лицей", "колледж", "команда", "министерство",
    "система", "департамент", "предприятие", "совет", "комиссия", "администрация", "объединение",
    "работа",
})  # fmt: skip
"""Bodies, to which a paper may be sent: «направление рекомендаций школам»."""
_FIXED = lazy_pattern(
    r"\bпо\s+(?:окончанию|завершению|истечению|прибытию|приезду|возвращению)\b|"
    r"\bна\s+протяжение\b|\bв\s+отличии\s+от\b|\bиме\w+\s+ввиду\b|\bне\s+смотря\s+на\b|"
    r"\bв\s+течении\b(?=\s+(?:\w+\s+){0,2}(?:год|месяц|период|недел|20\d\d|срок|\d))|"
    r"\bв\s+следствии\s|\bв\s+заключении\s+договор",
    re.IGNORECASE,
)
_FOR_WHAT = lazy_pattern(
    r"\b(?P<noun>[А-ЯЁа-яё]{4,})\s+по\s+(?P<deed>[а-яё]{5,}(?:нии|тии))(?![\w-])"
)
_UPON = frozenset({
    "окончание", "завершение", "истечение", "прибытие", "достижение", "получение", "возвращение",
    "наступление", "выполнение", "рассмотрение", "поступление", "исполнение", "проведение",
    "утверждение", "подписание", "согласование", "изучение", "предъявление", "зачисление",
    "увольнение", "обнаружение", "устранение", "прохождение", "заключение", "предоставление",
})  # fmt: skip
"""«Справка по завершении работ»: when it is over. «Работа по формировании» is no time at all."""
_IN_ACCORDANCE = lazy_pattern(r"\bв\s+соответствие\s+со?\b", re.IGNORECASE)
_BROUGHT = lazy_pattern(r"\bприв(?:ест|ед|од|ёд)\w*(?:\s+\S+){0,6}\s+$", re.IGNORECASE)
"""«привести уставы школ в соответствие с законом»: there it is right."""
_OF_WHAT = lazy_pattern(
    r"\b(?:[Пп]о\s+(?:результатам|итогам|вопросам)|[Вв]\s+(?:рамках|целях|ходе|процессе)|"
    r"[Сс]\s+целью|[Нн]а\s+(?:основе|основании)|[Вв]о?\s+(?:условиях|избежание))"
    r"\s+(?P<noun>[а-яё]{4,})(?![\w-])"
)
"""Openings that want the genitive of the very next noun."""
_PERSONS = lazy_pattern(
    r"щ(?:ий|его|ему|им|ем|ие|их|ими)ся$|^(?:ведущ|заведующ|управляющ)|^котор|"
    r"^(?:переменн|при[её]мн|учительск|гостин|производн|составляющ)(?:ая|ой|ую|ые|ых|ым|ыми)$"
)
"""«у обучающихся потребности», «с которыми программа», «в приемной директора»: no attribute of
the noun after it.
"""
_MOST_BETWEEN = 30
"""Words of one phrase."""
_CLAUSE_SIGNS = lazy_pattern(r"[,;:().«»]")

Phrase = tuple[Word, frozenset[str]]
"""The last word of a noun phrase, and the cases in which all its words agree."""


@dataclass(frozen=True, slots=True)
class _Sentence:
    """A text and its words, with what is asked at each of them and found out once."""

    text: str
    words: tuple[Word, ...]
    first_sign: int
    """Where the first sign that ends a clause stands; the end of the text where there is none."""
    head: Word | None
    """The first noun."""
    says: bool
    """Whether some word may be a predicate, or join two clauses."""
    first_place: int
    """The first word that may want a place («в», «на», an attribute), by its number."""
    dative_since: tuple[int, ...]
    """For each word where in its clause the last word stands that takes a dative; -1 for none."""

    @classmethod
    def of(cls, text: str) -> "_Sentence":
        """What is found out of a text, in one walk over its words."""
        words = words_of(text)
        sign = _CLAUSE_SIGNS.search(text)
        places = (n for n, word in enumerate(words) if _wants_place(word.text))
        return cls(
            text, words, sign.start() if sign else len(text),
            next((word for word in words if _is_noun(word.text)), None),
            any(_says(word.text) for word in words), next(places, len(words)),
            tuple(_datives_of_clauses(text, words)),
        )  # fmt: skip


def _datives_of_clauses(text: str, words: tuple[Word, ...]) -> Iterator[int]:
    signs = [each.end() for each in _CLAUSE_SIGNS.finditer(text)]
    last, passed = -1, 0
    for word in words:
        while passed < len(signs) and signs[passed] <= word.start:
            last, passed = -1, passed + 1
        last = word.start if _takes_dative(word.text) else last
        yield last


def check_government(project: Project) -> tuple[Finding, ...]:
    """Each wrong case of each whole text, at the words that do not fit together."""
    return tuple(
        report(WRONG_CASE, passage, span)
        for passage in passages_of(project)
        if not passage.lost
        for span in _once(passage)
    )


def _once(passage: Passage) -> Iterator[tuple[int, int]]:
    """The faults, each place once: a chain of nouns that another fault lies in is that fault."""
    told = tuple(dict.fromkeys(_faults(passage)))
    yield from told
    yield from (
        (start, end)
        for start, end in broken_chains(passage.text)
        if not any(begins < end and start < ends for begins, ends in told)
    )


def _faults(passage: Passage) -> Iterator[tuple[int, int]]:
    yield from (each.span() for each in _FIXED.finditer(passage.text))
    yield from (
        each.span()
        for each in _IN_ACCORDANCE.finditer(passage.text)
        if not _BROUGHT.search(words_before(passage.text, each.start()))
    )
    yield from (
        each.span() for each in _OF_WHAT.finditer(passage.text) if _is_never_genitive(each["noun"])
    )
    yield from (each.span("deed") for each in _FOR_WHAT.finditer(passage.text) if _is_no_time(each))
    sentence = _Sentence.of(passage.text)
    for at, word in enumerate(sentence.words):
        name = word.text.lower()
        if name in _AFTER_PREPOSITION:
            yield from _after_preposition(sentence, at)
        elif at + 1 < len(sentence.words) and word.text[1:].islower():
            yield from _after_noun(sentence, at)
            yield from _nominative_inside(sentence, at)
            yield from _after_participle(sentence, at)


def _is_no_time(found: re.Match[str]) -> bool:
    """«тренинги по предупреждении»: what a work is for, in the case of «по окончании»."""
    deed, noun = found["deed"], found["noun"]
    place = is_known(deed) and cases_of(deed) <= {"loct", "loc2"}
    return place and lemma(deed) not in _UPON and _is_noun(noun)


def _is_never_genitive(word: str) -> bool:
    """«по результатам анализу»: a noun in every reading, and in none of them the genitive."""
    readings = forms(word)
    return is_known(word) and all(
        reading.part == "NOUN" and reading.case not in _GENITIVE for reading in readings
    )


def _after_preposition(sentence: _Sentence, at: int) -> Iterator[tuple[int, int]]:
    text, words = sentence.text, sentence.words
    phrase = _phrase(text, words, at)
    if phrase is None:
        return
    if _is_after_object(words, at + 1, phrase[0]):
        return
    days = words[at + 1 : at + 3]
    if len(days) == 2 and days[0].text.endswith("ое") and month_number(days[1].text):
        return  # «по девятое июля»
    preposition = words[at].text.lower()
    before = words[at - 1] if at else None
    noun = before.lemma if before and text[before.end : words[at].start].isspace() else ""
    if preposition == "в" and (noun, preposition) not in _AFTER_NOUN and _puts_into(sentence, at):
        noun = "включение"
    wanted = _AFTER_NOUN.get((noun, preposition), _AFTER_PREPOSITION[preposition])
    joins = preposition == "в" and _are_persons(phrase[0].text)
    if not phrase[1] & wanted and not joins:
        yield words[at].start, phrase[0].end


def _is_after_object(words: tuple[Word, ...], at: int, noun: Word) -> bool:
    """«об оказанной школам помощи»: the participle has its object before the noun it belongs to."""
    first = words[at]
    if first is noun or forms(first.text)[0].part != "PRTF":
        return False
    following = words[words.index(noun) + 1 : words.index(noun) + 3]
    apart = not agreements(first.text) & agreements(noun.text)
    return apart and any(agreements(first.text) & agreements(each.text) for each in following)


_PUTS_INTO = frozenset({"включение", "внесение", "вовлечение", "зачисление"})
_WHEN_AND_WHERE = frozenset({
    "год", "месяц", "период", "срок", "школа", "организация", "район", "округ", "город", "область",
    "край", "учреждение", "группа", "класс", "сад", "рамка", "ход", "условие", "часть", "форма",
    "соответствие", "течение",
})  # fmt: skip


def _puts_into(sentence: _Sentence, at: int) -> bool:
    """«Включение заданий банка в …»: the text begins with the noun, only genitives come between."""
    words = sentence.words
    plain = words[0].lemma in _PUTS_INTO and sentence.first_sign >= words[at].start
    if not plain or at > _MOST_BETWEEN:
        return False
    chain = all("gent" in {form.case for form in forms(word.text)} for word in words[1:at])
    named = {word.lemma for word in words[at + 1 : at + 3]}
    return chain and not named & _WHEN_AND_WHERE


@lru_cache(maxsize=4096)
def _are_persons(noun: str) -> bool:
    """«кандидаты в эксперты», «приём в члены»: persons in the plural, as a rank to enter."""
    return any(form.case == "nomn" and {"anim", "plur"} <= form.grammemes for form in forms(noun))


def _after_noun(sentence: _Sentence, at: int) -> Iterator[tuple[int, int]]:
    """«итогов диагностике»: a thing in the dative that nothing before it wants."""
    word = sentence.words[at]
    if not _is_noun(word.text):
        return
    phrase = _phrase(sentence.text, sentence.words, at)
    if phrase is None:
        return
    alone = bool(phrase[1]) and phrase[1] <= {"loct", "loc2"} and sentence.first_place >= at
    instrumental = word.lemma in _WANTS_INSTRUMENTAL and "ablt" not in phrase[1]
    dative = phrase[1] <= {"datv", "loct", "loc2"} and _is_thing(phrase[0].text)
    persons = word.lemma in _OF_WHOM and phrase[1] == {"datv"}
    if alone or instrumental or ((dative or persons) and not _dative_wanted(sentence, at)):
        yield word.start, phrase[0].end


_GIVEN_TO = frozenset({
    "посвятить", "посвящать", "принадлежать", "соответствовать", "способствовать",
    "препятствовать", "подлежать", "предшествовать", "адресовать",
})  # fmt: skip


def _after_participle(sentence: _Sentence, at: int) -> Iterator[tuple[int, int]]:
    """«уроки, посвященные Дня Победы»: what is dedicated wants the dative of the next noun."""
    word, after = sentence.words[at : at + 2]
    if sentence.text[word.end : after.start] != " " or not _gives(word.text):
        return
    readings = forms(after.text)
    noun = is_known(after.text) and all(form.part == "NOUN" for form in readings)
    fits = any(form.case == "datv" or "Fixd" in form.grammemes for form in readings)
    if noun and not fits and not agreements(word.text) & agreements(after.text):
        yield word.start, after.end


@lru_cache(maxsize=16384)
def _gives(word: str) -> bool:
    return any(
        form.part in ("PRTF", "PRTS") and form.lemma.replace("ё", "е") in _GIVEN_TO
        for form in forms(word)
    )


def _nominative_inside(sentence: _Sentence, at: int) -> Iterator[tuple[int, int]]:
    """«консультации детей группа риска»: a second noun in the nominative after a genitive."""
    word, after = sentence.words[at : at + 2]
    if at == 0 or sentence.text[word.end : after.start] != " " or not after.text.islower():
        return
    genitive = _only(word.text, ("gent", "gen2", "accs")) and not _only(word.text, ("accs",))
    if not genitive or not _only(after.text, ("nomn",)):
        return
    if sentence.first_sign < after.start or sentence.says:
        return
    head = sentence.head if sentence.head and sentence.head.start < word.start else None
    if head and "nomn" in {form.case for form in forms(head.text)}:
        yield word.start, after.end


@lru_cache(maxsize=16384)
def _only(noun: str, cases: tuple[str, ...]) -> bool:
    return _is_noun(noun) and {form.case for form in forms(noun)} <= set(cases)


@lru_cache(maxsize=16384)
def _says(word: str) -> bool:
    """A verb, a short participle, an infinitive, a conjunction: the clause may be of two parts."""
    return any(
        form.part in ("VERB", "PRTS", "INFN", "GRND", "ADJS", "PRED", "CONJ")
        for form in forms(word)
    )


@lru_cache(maxsize=16384)
def _wants_place(word: str) -> bool:
    """«в аналогичных по целям проектах»: a preposition or an attribute before it may take it."""
    return word.lower() in ("в", "во", "на", "о", "об", "при") or (
        forms(word)[0].part in ("ADJF", "PRTF") and "loct" in cases_of(word)
    )


def _dative_wanted(sentence: _Sentence, at: int) -> bool:
    """Whether a word earlier in the clause takes a dative, or an infinitive may."""
    if cases_of(sentence.words[at].text) == {"datv"}:
        return True
    return sentence.dative_since[at] >= 0


@lru_cache(maxsize=16384)
def _takes_dative(word: str) -> bool:
    return (
        lemma(word) in _WANTS_DATIVE
        or forms(word)[0].part in ("INFN", "VERB", "GRND", "PRTF", "PRTS", "ADJS")
        or word.lower() in ("согласно", "благодаря", "вопреки", "по", "к")
    )


@lru_cache(maxsize=16384)
def _is_thing(noun: str) -> bool:
    readings = [form for form in forms(noun) if form.case in ("datv", "loct", "loc2")]
    likely = readings[:1]
    return any("inan" in form.grammemes and form.lemma not in _RECEIVES for form in likely)


@lru_cache(maxsize=16384)
def _is_noun(word: str) -> bool:
    return is_known(word) and {form.part for form in forms(word)} == {"NOUN"}


def _phrase(text: str, words: tuple[Word, ...], at: int) -> Phrase | None:
    """The adjectives and the noun right after `words[at]`; None where other words come first."""
    joint: frozenset[tuple[str, str, str]] | None = None
    for before, word in pairwise(words[at : at + _MOST_BETWEEN]):
        plain = word.text.islower() and "-" not in word.text and is_known(word.text)
        if not plain or not text[before.end : word.start].isspace():
            return None
        read = agreements(word.text)
        joint = read if joint is None else joint & read
        parts = {form.part for form in forms(word.text)}
        if parts == {"NOUN"}:
            fixed = any("Fixd" in form.grammemes for form in forms(word.text))
            cases = frozenset(case for case, _, _ in joint or read)
            return None if fixed else (word, cases)
        if not parts <= {"ADJF", "PRTF"} or _PERSONS.search(word.text):
            return None
    return None
