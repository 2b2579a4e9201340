"""Russian words compared without their endings: enough to see that two phrases name one thing."""

import re
from functools import lru_cache

_WORD = re.compile(r"[а-яёa-z]+(?:-[а-яё]+)*", re.IGNORECASE)
_ENDING = re.compile(
    r"(?:иями|ями|ами|иях|ыми|ими|ого|его|ому|ему|ости|остью|ость|ией|ием|иям|ях|ах|ов|ев|ей|ой|ий|"
    r"ый|ая|яя|ое|ее|ые|ие|ых|их|ую|юю|ым|им|ом|ем|ам|ям|ия|ии|ию|ья|ьи|ью|ы|и|а|я|о|е|у|ю|ь)$"
)
_LENGTH = 7
_LEAST = 3
_EMPTY_WORDS = frozenset(
    [
        "для", "при", "про", "или", "что", "как", "это", "его", "ее", "их", "над", "под", "без",
        "чтобы", "также", "том", "числе", "далее", "между", "которые", "которых", "которого",
        "года", "год", "году", "годы", "годов", "лет", "через", "этот", "данный", "данных", "числа",
    ]
)  # fmt: skip


@lru_cache(maxsize=8192)
def stem(word: str) -> str:
    """«программы», «программой» → «програм»: the word without its ending, cut to seven letters."""
    plain = word.casefold().replace("ё", "е")
    return _ENDING.sub("", plain)[:_LENGTH] if len(plain) > _LEAST else plain


@lru_cache(maxsize=8192)
def stems(text: str) -> tuple[str, ...]:
    """The stems of the words that carry meaning, in order; abbreviations stay whole."""
    words = _WORD.findall(text)
    told = (word for word in words if len(word) >= _LEAST or word.isupper())
    return tuple(stem(word) for word in told if word.casefold() not in _EMPTY_WORDS)


def likeness(one: frozenset[str], other: frozenset[str]) -> float:
    """The part of the shorter phrase that the other one holds: 0 … 1."""
    least = min(len(one), len(other))
    return len(one & other) / least if least else 0.0
