"""All organisations there are, counted with two numbers (L730)."""

import re
from collections import defaultdict
from collections.abc import Iterator

from engine.classes import dataclass
from engine.codes.documents import FIGURE_DIFFERS
from engine.diagnostics import Finding
from engine.lazy import ends_at, lazy_pattern
from engine.lint.rules.counted_things import number_at
from engine.lint.text import Passage, content, passages_of, report, words_of
from engine.lint.text.abbreviations import introductions
from engine.lint.text.deeds import stem
from engine.lint.text.morphology import Word, can_be, lemma, words_before
from engine.model.project import Project

_KINDS: tuple[tuple[str, str], ...] = (
    (r"общеобразовательн\w+ (?:организац|учрежд)|школ|гимнази|лице[йяею]", "school"),
    (r"муниципальн\w+ (?:образован|район|округ)|муниципалитет|район", "municipality"),
    (r"детск\w+ сад|дошкольн\w+ (?:образовательн\w+ )?(?:организац|учрежд)", "kindergarten"),
    (r"(?:возрастн\w+ )?групп", "group"),
    (r"пункт\w* проведения|ппэ\b", "point"),
    (r"(?:образовательн\w+ )?(?:организац|учрежд)", "organisation"),
)
"""Organisations of one kind, of which there are so many."""
_ALL = lazy_pattern(
    r"(?:\bвс(?:е|ех|ем|еми)|\bкажд(?:ый|ая|ое|ой|ом|ого|ому)\s+из|\bв\s+разрезе|\bна\s+базе\s+всех|"
    r"(?:^\W*|[.;:(]\s*|\d\s*%?\s+(?:[а-яё]+\s+)?)из)\s+$",
    re.IGNORECASE,
)
"""«из 30 школ» is of all where a number of them stands before: «команды из 4 школ» are of some."""
_WHOLE_SHARE = lazy_pattern(r"100\s?%[^.;]{0,60}\($")
_CHARGED = lazy_pattern(
    r"^\W*\d{1,2}(?:\.\d{1,2})*\W+(?:\w+\s+)?(?:руководител|директор|заведующ)\w*\s+$", re.I
)
_OF_PLACE = lazy_pattern(
    r"\s+(?:города|района|округа|области|края|республики|региона)\b", re.IGNORECASE
)
_INEXACT = lazy_pattern(
    r"(?:№|[-–—]|\b(?:менее|более|меньше|больше|ниже|выше|до|от|около|свыше|по|с|ещ[её]|других)|\d)\s*$",
    re.IGNORECASE,
)
_WHERE = lazy_pattern(r"\b(?:во?|на|для|по)\s+$", re.IGNORECASE)
"""«в 3 школах района»: where, not of how many there are."""
_CLAUSE = lazy_pattern(r"[;.:]\s")
_PART = lazy_pattern(
    r"пилотн|опорн|базов|отдельн|наибольш|наименьш|низк|остальн|пример|выборочн|вошедш|имеющ|нуждающ|"
    r"ресурсн|лучш|перв(?:ых|ые)|участвующ|стажиров",
    re.IGNORECASE,
)
_BEFORE = 2
_NEAR = 40


@dataclass(frozen=True, slots=True)
class _Count:
    """«во всех 30 муниципальных образованиях»: kind, number, whether of all, whether only the place
    says so («14 школ района»), words before."""

    kind: str
    count: int
    whole: bool
    of_place: bool
    before: tuple[str, ...]
    passage: Passage
    span: tuple[int, int]


def check_wholes_counted(project: Project) -> tuple[Finding, ...]:
    """«во всех 40 муниципальных образованиях» where the passport has 30 of them."""
    known = introductions(passages_of(project))
    meanings = {each.short: each.meaning for each in known}
    counts = [
        found
        for passage in passages_of(project)
        if passage.whole and passage.field not in ("responsible", "schedule")
        for found in _counts(passage, meanings)
    ]
    return tuple(_differences(counts))


def _differences(counts: list[_Count]) -> Iterator[Finding]:
    """Each number that another place contradicts, at the later of the two."""
    told: set[tuple[str, int]] = set()
    earlier = _Earlier()
    for each in counts:
        for other in earlier.beside(each):
            if (
                not _contradict(each, other)
                or {(each.kind, each.count), (other.kind, other.count)} & told
            ):
                continue
            told.add((each.kind, each.count))
            yield report(
                FIGURE_DIFFERS, each.passage, each.span,
                related=((other.passage, "first-here"),),
                said_here=each.passage.text[slice(*each.span)],
                elsewhere=other.passage.text[slice(*other.span)],
            )  # fmt: skip


class _Earlier:
    """The counts that were met, by what may contradict: one of all there are, or one phrase."""

    def __init__(self) -> None:
        self._met = 0
        self._of_kind = defaultdict[str, list[tuple[int, _Count]]](list)
        self._wholes = defaultdict[str, list[tuple[int, _Count]]](list)
        self._of_phrase = defaultdict[object, list[tuple[int, _Count]]](list)

    def beside(self, count: _Count) -> list[_Count]:
        """Those met before that a count may contradict, in their order; it is met then."""
        phrase = (count.kind, count.before) if len(count.before) >= _BEFORE else None
        found = list(self._of_kind[count.kind] if count.whole else self._wholes[count.kind])
        if phrase and not count.whole:
            found = sorted({*found, *self._of_phrase[phrase]}, key=lambda each: each[0])
        own = self._met, count
        self._met += 1
        self._of_kind[count.kind].append(own)
        if count.whole:
            self._wholes[count.kind].append(own)
        if phrase:
            self._of_phrase[phrase].append(own)
        return [each for _, each in found]


def _contradict(one: _Count, other: _Count) -> bool:
    """Two counts of all there are; more in one place than all; one phrase with two numbers."""
    if one.kind != other.kind or one.count == other.count:
        return False
    if one.passage.subject == other.passage.subject and one.passage.at == other.passage.at:
        return False
    if one.whole and other.whole:
        return not _may_be_some(*sorted((one, other), key=lambda each: each.count))
    most = next((each for each in (one, other) if each.whole and not each.of_place), None)
    part = other if most is one else one
    more = most is not None and part.count > most.count
    same = len(one.before) >= _BEFORE and one.before == other.before
    shared = one.kind == "group" and most is not None and bool(_subject(one) & _subject(other))
    return more or same or shared


def _may_be_some(fewer: _Count, more: _Count) -> bool:
    """«педагоги 3 школ района» of the twelve that there are: the place alone does not say «all»."""
    return fewer.of_place and fewer.count * 2 < more.count


def _subject(count: _Count) -> frozenset[str]:
    """The abbreviations of the text: of one thing in both places."""
    return frozenset(word.text for word in words_of(count.passage.text) if word.text.isupper() and
                     len(word.text) > _BEFORE)  # fmt: skip


def _counts(passage: Passage, meanings: dict[str, str]) -> Iterator[_Count]:
    words = words_of(passage.text)
    for at, word in enumerate(words[:-1]):
        number = number_at(passage.text, words, at)
        if number is None:
            continue
        count, start = number
        before = words_before(passage.text, start)
        joined = passage.text[word.end : words[at + 1].start].isspace()
        if count < _BEFORE or not joined or ends_at(_INEXACT, passage.text, start):
            continue
        kind, end = _kind(passage.text, words[at + 1 : at + 4], meanings)
        if not kind or _PART.search(passage.text[max(0, start - _NEAR) : end + _NEAR]):
            continue
        whole = any(each.search(before) for each in (_ALL, _WHOLE_SHARE, _CHARGED))
        of_place = not (whole or ends_at(_WHERE, passage.text, start))
        of_place = of_place and bool(_OF_PLACE.match(passage.text[end:]))
        near = tuple(stem(each) for each in content(_CLAUSE.split(before)[-1]))
        yield _Count(kind, count, whole or of_place, of_place, near, passage, (start, end))


def _kind(text: str, words: tuple[Word, ...], meanings: dict[str, str]) -> tuple[str, int]:
    """The kind of what the words right after the number name, and where they end."""
    noun = next((each for each in words if each.text.isupper() or can_be(each.text, "NOUN")), None)
    if noun is None or not all(
        _is_attribute(each.text) for each in words if each.start < noun.start
    ):
        return "", 0
    said = " ".join(_spelt(each.text, meanings) for each in words if each.start <= noun.start)
    found = next((kind for pattern, kind in _KINDS if re.match(pattern, said.lower())), "")
    return found, noun.end


def _spelt(word: str, meanings: dict[str, str]) -> str:
    return meanings.get(word, word) if word.isupper() else word


def _is_attribute(word: str) -> bool:
    return can_be(word, "ADJF", "PRTF") and not lemma(word).isdigit()
