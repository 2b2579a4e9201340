"""Whether a result is made of the words of another row: of its title and of its result at once.

«Журнал консультаций логопеда» of «Разработка программ», beside «Встречи с логопедом» with «Журнал
консультаций»: each of its words stands there, and none in its own row. Here the words of paperwork
tell too, where they stand together: they name what is left after a work.
"""

from functools import lru_cache

from engine.classes import dataclass
from engine.lint.text.abbreviations import spelled_out
from engine.lint.text.morphology import can_be, content
from engine.lint.text.phrases import family, is_audience, is_paperwork_family

_OF_ANY_RESULT = frozenset(
    family(word)
    for word in (
        "протокол", "справка", "отчёт", "приказ", "решение", "анализ", "аналитический", "итоговый",
        "итог", "результат", "сводный", "информация", "материал", "рекомендация", "методический",
        "план", "мероприятие", "проведение", "документ", "сайт", "работа", "совещание", "заседание",
        "обсуждение", "эффективность", "мера", "проведённый", "учебный", "год", "управленческий",
        "данные", "вывод", "мониторинг", "показатель", "предложение", "участник", "список",
        "перечень", "качество", "утвердить", "утверждённый", "разработка", "подготовка", "сведения",
        "таблица", "дорожный", "карта", "адресный", "участие", "организация",
    )
)  # fmt: skip
"""Papers and deeds of every plan: one of them in a title ties no result to it."""
_WHOLE = 0.8
_LEAST_LETTERS = 3
_TELLING = 2
_COPIED = 3


@dataclass(frozen=True, slots=True)
class Cells:
    """The roots of a row: of its title with what belongs to it, and of its result."""

    title: frozenset[str]
    result: frozenset[str]
    rest: frozenset[str] = frozenset()

    @property
    def own(self) -> frozenset[str]:
        """All that the row says beside its result."""
        return self.title | self.rest


@lru_cache(maxsize=4096)
def cells_of(title: str, result: str, rest: tuple[str, ...] = ()) -> Cells:
    """The cells of a row, abbreviations written out."""
    return Cells(
        roots(title), roots(result), frozenset(root for text in rest for root in roots(text))
    )


@lru_cache(maxsize=8192)
def roots(text: str) -> frozenset[str]:
    """The families of the words that tell something, both halves of «игра-квест» apart."""
    words = content(spelled_out(text.replace("-", " ")))
    return frozenset(
        family(word)
        for word in words
        if word.isalpha()
        and len(word) >= _LEAST_LETTERS
        and not is_audience(word)
        and can_be(word, *_SAID)
    )


_SAID = ("NOUN", "ADJF", "PRTF", "VERB", "INFN", "PRTS", "ADJS")


def is_taken(row: Cells, other: Cells, often: frozenset[str]) -> bool:
    """Whether the result of `row` is told by `other` and not by its own row; words that stand in
    many titles are of no row."""
    told = row.result
    telling = told - often - _OF_ANY_RESULT
    named = telling & other.title
    copied = told & other.result
    if len(told) < _TELLING or not named or not copied or is_said(telling, row.own):
        return False
    if len((told & row.own) - _OF_ANY_RESULT) >= _TELLING:
        return False
    theirs = len(told & (other.title | other.result))
    if theirs < _WHOLE * len(told):
        return False
    plain = all(is_paperwork_family(word) for word in named)
    whole = theirs == len(told) and len(named | copied) >= _COPIED
    return not plain or whole or len(copied) >= _COPIED


def is_said(telling: frozenset[str], own: frozenset[str]) -> bool:
    """Whether the row says a word of its result; «затруднение» is said of «трудность»."""
    return any(_is_within(word, each) for word in telling for each in own)


def _is_within(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    return one == other or (len(short) > _LEAST_LETTERS and short in long)
