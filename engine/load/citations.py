"""«приложение 1, раздел 2, п. 3.1, с. 7»: the place of words in an order, read.

Steps may go inwards («раздел 2, пункт 3») or outwards («пункт 3 раздела 2»). A comma or «и» before
a number goes on with the numbers; a semicolon, and «и» before a step, begin another place of the
same words, which keeps what lies further out. Words in quotes are a heading of the order.
"""

import re
from dataclasses import dataclass, field, replace
from difflib import SequenceMatcher
from functools import lru_cache

from engine.codes.rules import PLACE_UNREADABLE
from engine.diagnostics import Finding
from engine.expressions.suggestions import nearest
from engine.load.entries import Entry
from engine.model.citations import Citation, CitedPlace, Numbers, Step, StepKind, inside
from engine.roman import roman_value

_WORDS: tuple[tuple[str, StepKind], ...] = (
    (r"дорожн\w+ карт\w*|карт[аеуы]|roadmap", StepKind.ROADMAP),
    (r"(?:под)?программ[аеуы]|programme?", StepKind.PROGRAMME),
    (r"приказ(?:а|е|у|ом)?|распоряжени[еяию]|постановлени[еяию]|order", StepKind.ORDER),
    (r"приложени(?:е|я|и|ю|ях)|прил|annex|appendix", StepKind.ANNEX),
    (r"преамбул[аеуы]|вводн\w+ част[ьи]|preamble", StepKind.PREAMBLE),
    (r"положени[еяию]|поряд(?:ок|ка|ке)|регламент[ае]?|regulations?", StepKind.REGULATION),
    (r"пояснительн\w+ записк[аеиу]|записк[аеиу]|explanatory note", StepKind.NOTE),
    (r"паспорт[ае]?|passport", StepKind.PASSPORT),
    (r"план[ае]?(?: мероприятий)?|plan", StepKind.PLAN),
    (r"част(?:ь|и|ью)|ч|part", StepKind.PART),
    (r"глав[аеуы]|гл|chapter", StepKind.CHAPTER),
    (r"раздел(?:а|е|у|ы|ов|ах)?|разд|section|sec", StepKind.SECTION),
    (r"подраздел(?:а|е|у|ы|ов|ах)?|subsection", StepKind.SUBSECTION),
    (r"стать(?:я|и|е|ю|ях)|ст|article|art", StepKind.ARTICLE),
    (r"таблиц(?:а|е|у|ы|ах)?|табл|table", StepKind.TABLE),
    (r"пункт(?:а|е|у|ы|ов|ах)?|п\s?[./]\s?п|п|point|clause", StepKind.POINT),
    (r"строк(?:а|е|у|и|ах)?|rows?|lines?", StepKind.ROW),
    (r"подпункт(?:а|е|у|ы|ов|ах)?|подп|пп|sub(?:point|clause)", StepKind.SUBPOINT),
    (
        r"столб(?:ец|ца|це|цы|цах)|граф(?:а|е|у|ы|ах)?|гр|колонк(?:а|е|у|и|ах)|columns?",
        StepKind.COLUMN,
    ),
    (r"перечислени(?:е|я|и|ю)|позици(?:я|и|ю)|item", StepKind.ITEM),
    (r"абзац(?:а|е|у|ы|ах)?|абз|paragraph|para", StepKind.PARAGRAPH),
    (r"лист(?:а|е|у|ы|ах)?|л|sheet", StepKind.SHEET),
    (r"страниц(?:а|е|у|ы|ах)?|стр|[сc]|pages?|pp?", StepKind.PAGE),
    (
        r"цел[ьи]|задач[аеиу]|показател[ьяеи]|(?:ожидаем\w+ )?результат[аы]?|мероприяти[еяи]|срок"
        r"|ответственны[ей]|исполнител[ьи]|заголов(?:ок|ка|ке|ки)|названи[ея]|примечани[еяи]"
        r"|сноск[аеиу]|goal|task|indicator|result|event|heading|title|footnote|note",
        StepKind.FIELD,
    ),
)
NAMES = (
    "приказ", "приложение", "преамбула", "положение", "пояснительная", "паспорт", "план", "часть",
    "глава", "раздел", "подраздел", "статья", "таблица", "пункт", "строка", "подпункт", "столбец",
    "графа", "перечисление", "абзац", "лист", "страница", "annex", "section", "table", "point",
    "row", "column", "paragraph", "page",
)  # fmt: skip
"""What a misspelt word may have been meant to be."""
_BARE = frozenset({
    StepKind.ROADMAP, StepKind.PROGRAMME, StepKind.ORDER, StepKind.ANNEX, StepKind.PREAMBLE,
    StepKind.REGULATION, StepKind.NOTE, StepKind.PASSPORT, StepKind.PLAN, StepKind.FIELD,
    StepKind.TABLE,
})  # fmt: skip
"""Steps that need no number."""
_HEADINGS = frozenset({StepKind.PART, StepKind.CHAPTER, StepKind.SECTION, StepKind.SUBSECTION})
_LETTERED = frozenset({StepKind.SUBPOINT, StepKind.ITEM, StepKind.ANNEX, StepKind.POINT})
_HYPHENED = frozenset({StepKind.ANNEX, StepKind.ARTICLE})
"""«Приложение 3-1» is one annex, added behind the third."""
_BARE_LETTERED = frozenset({StepKind.SUBPOINT, StepKind.ITEM})
"""Of these a letter needs no sign behind it: «подпункт в пункта 3»."""
_ORDINALS = (
    r"перв\w+|first", r"втор\w+|second", r"трет\w+|third", r"четв[её]рт\w+|fourth",
    r"пят\w+|fifth", r"шест\w+|sixth", r"седьм\w+|seventh", r"восьм\w+|eighth",
    r"девят\w+|ninth", r"десят\w+|tenth",
)  # fmt: skip
_EACH_ORDINAL = "|".join(f"({words})" for words in _ORDINALS)
_NTH = re.compile(_EACH_ORDINAL)
_QUOTED = (
    r"«(?P<quoted>[^«»]*(?:«[^«»]*»[^«»]*)*)»|\"(?P<straight>[^\"]*)\"|„(?P<low>[^„“”\"]*)[“”\"]"
    r"|“(?P<high>[^“”]*)”|«(?P<merged>[^»]*)»"
)
"""Words in quotes, which may hold quotes of their own; of these the last may close both."""
_STEP = "|".join(f"(?P<{kind}>{words})" for words, kind in _WORDS)
_ANY_STEP = "|".join(words for words, _ in _WORDS)
_NUMBER = r"\d+(?:\.\d+)*(?:-?[a-zа-яё](?!\w)|\.[а-яё](?![\w.]))?|(?-i:[IVXLХ]+)(?:\.\d+)*(?!\w)"
_ORDINAL = rf"{'|'.join(_ORDINALS)}|последн\w+|last|\d{{1,4}}-(?:[йяе]|го|ая|ий|ый|ой|ую)"
_BEFORE = (
    r"\d{1,4}(?=\s+(?:(?:под)?раздел|глава|часть|статья|таблиц[ае]|(?:под)?пункте?|строк[ае]|столбец"
    r"|граф[ае]|абзаце?|листе?|страниц[ае]|приложение)(?!\w)"
    rf"(?!\.?\s*(?:№\s*)?[«\"(]?(?:(?:{_NUMBER})(?!\w)|[а-яёa-z]\))))"
)
"""«3 раздел»: a number before a step that has none behind it."""
_TOKEN = re.compile(
    rf"(?P<blank>[\s,:()\[\].№]+)|(?P<next>;)|{_QUOTED}"
    rf"|(?P<nth>{_BEFORE}|(?:{_ORDINAL})(?=\s+(?:{_ANY_STEP})(?!\w)))"
    rf"|(?P<sub>[а-яёa-z])(?=\))|(?:{_STEP})(?!\w)(?P<dot>\.?)|(?P<number>{_NUMBER})(?![\w])"
    r"|(?P<and>и|или|and|or)(?!\w)|(?P<small>в|во|на|к|из|of|the|in|on|to)(?!\w)"
    r"|(?P<word>[^\s,;«»\"]+)",
    re.IGNORECASE,
)
_COUNTED = re.compile(
    rf"[\s.:]*(?:№|N|no\.)?\s*[«\"(]?(?P<first>{_NUMBER}|(?P<letter>[а-яёa-z])(?=[»\")]|\s*(?:$|[,;])"
    rf"|(?P<bare>\s+(?:{_ANY_STEP})(?!\w))))"
    rf"[»\")]?\.?(?:\s*[-–—]\s*(?P<last>{_NUMBER})\.?)?(?![\w%])",
    re.IGNORECASE,
)
_MORE = re.compile(
    rf"\s*(?:,|(?:и|and)(?!\w))\s*(?=(?:{_NUMBER})(?!\w))(?!(?:{_ORDINAL})\s|{_BEFORE})",
    re.IGNORECASE,
)
_MORE_LETTERS = re.compile(r"\s*(?:,|(?:и|and)(?!\w))\s*(?=[«\"(]?[а-яёa-z][»\")])", re.IGNORECASE)
_AFTER = re.compile(rf"\s+(?P<nth>{_ORDINAL})(?!\w)", re.IGNORECASE)
"""«абзац второй»."""
_NAMED = re.compile(rf"\s*(?:{_QUOTED})")
_WORDS_BEHIND = re.compile(r"[\s:(\[–—-]*[^\W\d]")
_HEADED = re.compile(
    rf"(?<=\.)\s+(?!(?:{_ANY_STEP})(?!\w))(?P<words>(?-i:[А-ЯЁA-Z])[^,;()«»\"]+?)"
    rf"(?=\s*(?:$|[,;()«»\"]|\s(?:{_ANY_STEP})(?!\w)\.?\s*(?:№\s*)?\d))",
    re.IGNORECASE,
)
"""«Раздел 1. Общие положения»: the number and the words of one heading."""
_DATED = re.compile(r"\s+от\s+\d[\w.]*(?:\s+[а-яё]+\s+\d{4})?(?:\s+г(?:ода|\.)?)?", re.IGNORECASE)
_OF_ORDER = re.compile(r"\s*(?:№|N)\s*(?P<number>[\w/-]+)")
_LIKE = 0.75
"""How alike a misspelt word and the step are: a letter or two apart."""
_LONGEST = 9
"""Digits of a number that a place may have."""


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a part of the text: a key of the catalogue's sentence, and what to use."""

    reason: str
    span: tuple[int, int]
    hint: str = ""


def read_citation(entry: Entry, findings: list[Finding], key: str = "clause") -> Citation | None:
    """The place under a key; what cannot be one is told, and the rest kept."""
    text = entry.maybe(key)
    if text is None:
        return None
    citation, faults = parse_citation(text)
    at = entry.origin(key)
    for fault in faults:
        quoted = {fault.reason: text[slice(*fault.span)], "text": text, "hint": fault.hint}
        where = replace(at, span=fault.span)
        findings.append(Finding(PLACE_UNREADABLE, where, tuple(sorted(quoted.items()))))
    return citation


def annex_of(words: str | None) -> Citation | None:
    """«Приложение № 2 к приказу …»: the annex with its number; None where it has none."""
    places = parse_citation(words or "")[0].places
    steps = [step for step in (places or ((),))[0] if step.kind is StepKind.ANNEX and step.numbers]
    return Citation(words or "", (tuple(steps),)) if steps else None


@lru_cache(maxsize=4096)
def parse_citation(text: str) -> tuple[Citation, tuple[Fault, ...]]:
    """The place that a text names, and what is wrong with it."""
    reading = _Reading(text)
    reading.read()
    places = tuple(place for place in reading.places if place)
    return Citation(text, places, tuple(reading.unread)), tuple(reading.faults)


@dataclass(slots=True)
class _Reading:
    text: str
    places: list[CitedPlace] = field(default_factory=lambda: [()])
    unread: list[tuple[int, int]] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    nth: int | None = None
    joins: bool = False
    """Whether «и» stands before what comes."""

    def read(self) -> None:
        at = 0
        while at < len(self.text):
            found = _TOKEN.match(self.text, at)
            at = self._token(found) if found else self._unclosed(at)

    def _token(self, found: re.Match[str]) -> int:
        kind = found.lastgroup
        if found["next"]:
            self.places.append(())
        elif found["and"]:
            self.joins = True
        elif kind in _QUOTES:
            self._add(Step(StepKind.HEADING, words=_said(found)))
        elif found["nth"]:
            self.nth = _nth(found["nth"])
        elif found["number"]:
            return self._counted(StepKind.POINT, found.start(), found.start())
        elif found["sub"]:
            self._add(Step(StepKind.SUBPOINT, ((found["sub"].casefold(),) * 2,)))
        elif found["word"]:
            return self._not_known(found.start(), found.end())
        elif found["dot"] is not None:
            return self._counted(_kind(found), found.start(), found.end())
        return found.end()

    def _counted(self, kind: StepKind, begin: int, at: int) -> int:
        """The step with the numbers that follow it, or the ordinal beside it."""
        dated = _DATED.match(self.text, at) if kind is StepKind.ORDER else None
        at = dated.end() if dated else at
        words = " ".join(dated[0].split()) if dated else ""
        numbers, end = self._numbers(kind, at)
        nth, self.nth = self.nth, None
        words = self.text[begin:end].casefold() if kind is StepKind.FIELD else words
        if not numbers and (after := _AFTER.match(self.text, at)) and nth is None:
            nth, end = _nth(after["nth"]), after.end()
        if not numbers and nth is not None and nth > 0:
            numbers, nth = ((str(nth), str(nth)),), None
        if not numbers and nth is None and (named := _NAMED.match(self.text, at)):
            words, end = _said(named), named.end()
        elif self._describes(begin) and not numbers and nth is None and kind not in _BARE:
            self._go_on_unread(at)
            return at
        elif not numbers and nth is None and kind not in _BARE:
            if _WORDS_BEHIND.match(self.text, at):
                return self._not_known(begin, at)
            self.faults.append(Fault("uncounted", (begin, at)))
            return at
        self._add(Step(kind, numbers, nth, words))
        headed = _HEADED.match(self.text, end) if numbers and kind in _HEADINGS else None
        if headed:
            self._add(Step(StepKind.HEADING, words=headed["words"].strip(" .")))
        return headed.end() if headed else end

    def _describes(self, begin: int) -> bool:
        """Whether words that are not known stand right before: «титульный лист»."""
        return bool(self.unread) and self.text[self.unread[-1][1] : begin].isspace()

    def _go_on_unread(self, end: int) -> None:
        """The words before and the step are not known together."""
        start = self.unread[-1][0]
        self.unread[-1] = (start, end)
        *others, last = self.places[-1]
        words = self.text[start:end].casefold()
        self.places[-1] = (*others, replace(last, words=words))

    def _numbers(self, kind: StepKind, at: int) -> tuple[Numbers, int]:
        """The numbers behind a step, and where they end."""
        if kind is StepKind.ORDER and (own := _OF_ORDER.match(self.text, at)):
            return ((own["number"].casefold(),) * 2,), own.end()
        numbers: list[tuple[str, str]] = []
        while counted := self._number(kind, at):
            first, last = counted["first"], counted["last"] or counted["first"]
            number = (number_value(first), number_value(last))
            if kind in _HYPHENED and _is_backward(number) and "-" in counted[0]:
                number = ("-".join(number),) * 2
            numbers.append(number)
            self._check(numbers[-1], (counted.start("first"), counted.end()))
            at = counted.end()
            more = (_MORE_LETTERS if counted["letter"] else _MORE).match(self.text, at)
            if more is None:
                break
            at = more.end()
        return tuple(numbers), at

    def _number(self, kind: StepKind, at: int) -> re.Match[str] | None:
        found = _COUNTED.match(self.text, at)
        if found and found["letter"] and kind not in _LETTERED:
            return None
        if found and found["bare"] and kind not in _BARE_LETTERED:
            return None
        return found

    def _check(self, number: tuple[str, str], span: tuple[int, int]) -> None:
        if "0" in number:
            self.faults.append(Fault("zero", span))
        elif _is_backward(number):
            self.faults.append(Fault("backward", span))

    def _add(self, step: Step) -> None:
        """A step of this place, or the first of one that keeps what lies further out."""
        here = self.places[-1]
        joins, self.joins = self.joins, False
        if here and joins:
            self.places.append(inside(here[:-1], (step,)))
        elif not here and len(self.places) > 1:
            self.places[-1] = inside(self.places[-2][:-1], (step,))
        else:
            self.places[-1] = _with(here, step)

    def _not_known(self, begin: int, end: int) -> int:
        """Words up to a sign, a step or words in quotes; a misspelt step before a number."""
        at = end
        while at < len(self.text) and (found := _TOKEN.match(self.text, at)):
            is_word = found["word"] or found["number"] or found["small"] or found["and"]
            if not is_word and not (found["blank"] and not set(found[0]) & set(",:()[]")):
                break
            at = found.end()
            end = end if found["blank"] else at
        words = self.text[begin:end]
        hint = _meant(words.split()[0].rstrip(".")) if re.search(r"\s\d", words) else None
        if hint:
            self.faults.append(Fault("misspelt", (begin, end), hint))
        else:
            self.unread.append((begin, end))
            self._add(Step(StepKind.OTHER, words=words.casefold()))
        return end

    def _unclosed(self, at: int) -> int:
        self.faults.append(Fault("unclosed", (at, len(self.text))))
        return len(self.text)


def _with(place: CitedPlace, step: Step) -> CitedPlace:
    """The place with one more step; of a kind that it has, the numbers are joined."""
    for at, each in enumerate(place):
        if each.numbers and step.numbers and replace(each, numbers=step.numbers) == step:
            return (
                *place[:at],
                replace(each, numbers=(*each.numbers, *step.numbers)),
                *place[at + 1 :],
            )
    return (*place, step)


_QUOTES = ("quoted", "straight", "low", "high", "merged")


def _said(found: re.Match[str]) -> str:
    """The words that stand in quotes."""
    return next(words for name in _QUOTES if (words := found[name]) is not None).strip()


def _kind(found: re.Match[str]) -> StepKind:
    return next(kind for kind in StepKind if kind in _KINDS and found[kind])


_KINDS = frozenset(kind for _, kind in _WORDS)


def _meant(word: str) -> str | None:
    """The step that a misspelt word is meant to be; «параграф» and «направление» are none."""
    hint = nearest(word, NAMES)
    is_like = hint and SequenceMatcher(None, word.casefold(), hint).ratio() >= _LIKE
    return hint if is_like else None


def _is_backward(number: tuple[str, str]) -> bool:
    first, last = map(number_parts, number)
    return bool(last) and first > last


def _nth(word: str) -> int:
    if word[0].isdigit():
        return int(word.partition("-")[0]) or -1
    folded = word.casefold()
    found = _NTH.fullmatch(folded)
    return -1 if found is None else found.lastindex or -1


def number_value(number: str) -> str:
    """«IV» → «4», «А» → «а», «01» → «1»."""
    first, point, below = number.partition(".")
    if re.fullmatch("[IVXХ]+|[IVXLХ]{2,}", first):
        return (
            f"{roman_value(first.replace('Х', 'X'))}{point}{number_value(below) if below else ''}"
        )
    return ".".join(part.lstrip("0") or "0" for part in number.casefold().split("."))


def number_parts(number: str) -> tuple[int, ...]:
    """The numbers between the points; none where there is a letter."""
    parts = number.split(".")
    is_plain = all(part.isdecimal() and len(part) <= _LONGEST for part in parts)
    return tuple(map(int, parts)) if is_plain else ()
