"""The words of the specs, each of which stands for one word of the paper: taken run by run."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import field
from functools import cached_property

from engine.classes import dataclass
from engine.lazy import lazy_pattern

_WORD = lazy_pattern(r"[^\W\d_]+|\d+")
_GONE = ("\u00ad", "\u200b", "\u2060", "\ufeff")
"""Signs that print nothing inside of words."""


def words_in(text: str) -> tuple[str, ...]:
    """Its words as they are held against others: small letters, no signs, no soft hyphens."""
    plain = text.casefold().replace("ё", "е")
    for sign in _GONE:
        plain = plain.replace(sign, "")
    return tuple(_WORD.findall(plain))


@dataclass(slots=True)
class Text:
    """One text of a spec: its words, and which of them nothing has taken yet."""

    words: tuple[str, ...]
    is_free: bytearray = field(default_factory=bytearray)
    is_untouched: bool = True

    def __post_init__(self) -> None:
        """At first all words are free."""
        self.is_free = bytearray(b"\1") * len(self.words)


@dataclass(frozen=True, slots=True)
class Run:
    """Words that stand one after another in a passage and in a text; `length` of them."""

    text: Text
    begin: int
    length: int

    @property
    def is_whole(self) -> bool:
        """Whether they are all that the text holds."""
        return self.length == len(self.text.words)

    def take(self) -> None:
        """The words are taken: no other passage can have them."""
        self.text.is_untouched = False
        self.text.is_free[self.begin : self.begin + self.length] = bytes(self.length)


class Pool:
    """Texts in which runs of words are looked for; a pair of words leads to its places."""

    def __init__(self, texts: Iterable[Text]) -> None:
        self._texts = tuple(texts)
        self._whole: dict[tuple[str, ...], list[Text]] = {}
        for text in self._texts:
            self._whole.setdefault(text.words, []).append(text)

    @cached_property
    def _places(self) -> dict[tuple[str, ...], list[tuple[Text, int]]]:
        """A free word, or one and the word behind it → where they stand."""
        found: dict[tuple[str, ...], list[tuple[Text, int]]] = {}
        for text in self._texts:
            words = text.words
            for at, word in enumerate(words):
                if not text.is_free[at]:
                    continue
                found.setdefault((word,), []).append((text, at))
                if at + 1 < len(words):
                    found.setdefault(words[at : at + 2], []).append((text, at))
        return found

    def take_whole(self, words: tuple[str, ...]) -> bool:
        """Take a text that holds these words and no other, if one is free: most passages do."""
        for text in self._whole.get(words, ()):
            if text.is_untouched:
                Run(text, 0, len(words)).take()
                return True
        return False

    def longest(self, words: Sequence[str], fits: Callable[[Run], bool]) -> Run | None:
        """The longest free run that the words begin with and that fits."""
        found: Run | None = None
        pair, first = tuple(words[:2]), (words[0],)
        places = self._places.get(pair) or self._places.get(first) or []
        for text, at in places:
            length = _length(words, text, at)
            if not length or (found is not None and length < found.length):
                continue
            run = Run(text, at, length)
            is_better = found is None or length > found.length or run.is_whole > found.is_whole
            if is_better and fits(run):
                found = run
        if found is None and len(words) > 1:
            return self.longest(words[:1], fits)
        return found


def _length(words: Sequence[str], text: Text, at: int) -> int:
    length, most = 0, min(len(words), len(text.words) - at)
    while length < most and words[length] == text.words[at + length]:
        if not text.is_free[at + length]:
            break
        length += 1
    return length


def taken_from(
    pool: Pool, words: tuple[str, ...], fits: Callable[[Run], bool]
) -> list[tuple[str, ...]]:
    """Take the words of a passage from a pool, run by run; those that it has not, as pieces."""
    if pool.take_whole(words):
        return []
    missing: list[tuple[str, ...]] = []
    at, begin = 0, 0
    while at < len(words):
        run = pool.longest(words[at:], fits)
        if run is None:
            at += 1
            continue
        run.take()
        missing += [words[begin:at]] if begin < at else []
        at = begin = at + run.length
    return [*missing, words[begin:]] if begin < len(words) else missing
