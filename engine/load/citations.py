"""«приложение 1, раздел 2, п. 3.1, с. 7»: the place of words in an order, read.

Steps may go inwards («раздел 2, пункт 3») or outwards («пункт 3 раздела 2»). A comma or «и» before
a number goes on with the numbers; a semicolon, and «и» before a step, begin another place of the
same words, which keeps what lies further out. Words in quotes are a heading of the order.
"""

import re
from dataclasses import field, replace
from difflib import SequenceMatcher
from functools import lru_cache

from engine.classes import dataclass
from engine.codes.rules import PLACE_UNREADABLE
from engine.diagnostics import Finding
from engine.expressions.suggestions import nearest
from engine.load.citation_words import (
    AFTER,
    BARE,
    BARE_LETTERED,
    COUNTED,
    DATED,
    HEADED,
    HEADINGS,
    HYPHENED,
    LETTERED,
    MORE,
    MORE_LETTERS,
    NAMED,
    NAMES,
    NTH,
    OF_ORDER,
    TOKEN,
    WORDS,
    WORDS_BEHIND,
)
from engine.load.entries import Entry
from engine.model.citations import Citation, CitedPlace, Numbers, Step, StepKind, inside
from engine.roman import in_our_figures, roman_value

_LIKE = 0.75
"""How alike a misspelt word and the step are: a letter or two apart."""
_LONGEST = 9
"""Digits of a number that a place may have."""
_MOST_LETTERS = 2_000
"""Of a place: a longer one refers to nothing that a reader could look up."""
_MOST_SHOWN = 200


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
        quoted = {name: _shown(words) for name, words in quoted.items()}
        where = replace(at, span=fault.span)
        findings.append(Finding(PLACE_UNREADABLE, where, tuple(sorted(quoted.items()))))
    return citation


def _shown(text: str) -> str:
    return text if len(text) <= _MOST_SHOWN else f"{text[:_MOST_SHOWN]}…"


def annex_of(words: str | None) -> Citation | None:
    """«Приложение № 2 к приказу …»: the annex with its number; None where it has none."""
    places = parse_citation(words or "")[0].places
    steps = [step for step in (places or ((),))[0] if step.kind is StepKind.ANNEX and step.numbers]
    return Citation(words or "", (tuple(steps),)) if steps else None


@lru_cache(maxsize=4096)
def parse_citation(text: str) -> tuple[Citation, tuple[Fault, ...]]:
    """The place that a text names, and what is wrong with it."""
    if len(text) > _MOST_LETTERS:
        return Citation(text, ()), (Fault("endless", (0, len(text))),)
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
            found = TOKEN.match(self.text, at)
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
        dated = DATED.match(self.text, at) if kind is StepKind.ORDER else None
        at = dated.end() if dated else at
        words = " ".join(dated[0].split()) if dated else ""
        numbers, end = self._numbers(kind, at)
        nth, self.nth = self.nth, None
        words = self.text[begin:end].casefold() if kind is StepKind.FIELD else words
        if not numbers and (after := AFTER.match(self.text, at)) and nth is None:
            nth, end = _nth(after["nth"]), after.end()
        if not numbers and nth is not None and nth > 0:
            numbers, nth = ((str(nth), str(nth)),), None
        if not numbers and nth is None and (named := NAMED.match(self.text, at)):
            words, end = _said(named), named.end()
        elif self._describes(begin) and not numbers and nth is None and kind not in BARE:
            self._go_on_unread(at)
            return at
        elif not numbers and nth is None and kind not in BARE:
            if WORDS_BEHIND.match(self.text, at):
                return self._not_known(begin, at)
            self.faults.append(Fault("uncounted", (begin, at)))
            return at
        self._add(Step(kind, numbers, nth, words))
        headed = HEADED.match(self.text, end) if numbers and kind in HEADINGS else None
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
        if kind is StepKind.ORDER and (own := OF_ORDER.match(self.text, at)):
            return ((own["number"].casefold(),) * 2,), own.end()
        numbers: list[tuple[str, str]] = []
        while counted := self._number(kind, at):
            first, last = counted["first"], counted["last"] or counted["first"]
            number = (number_value(first), number_value(last))
            if kind in HYPHENED and _is_backward(number) and "-" in counted[0]:
                number = ("-".join(number),) * 2
            numbers.append(number)
            self._check(numbers[-1], (counted.start("first"), counted.end()))
            at = counted.end()
            more = (MORE_LETTERS if counted["letter"] else MORE).match(self.text, at)
            if more is None:
                break
            at = more.end()
        return tuple(numbers), at

    def _number(self, kind: StepKind, at: int) -> re.Match[str] | None:
        found = COUNTED.match(self.text, at)
        if found and found["letter"] and kind not in LETTERED:
            return None
        if found and found["bare"] and kind not in BARE_LETTERED:
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
        while at < len(self.text) and (found := TOKEN.match(self.text, at)):
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


_KINDS = frozenset(kind for _, kind in WORDS)


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
    found = NTH.fullmatch(folded)
    return -1 if found is None else found.lastindex or -1


def number_value(number: str) -> str:
    """«IV» → «4», «А» → «а», «01» → «1»."""
    number = in_our_figures(number)
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
