"""The lines of a cell: where one is only wrapped, and where the next thing of a list begins.

«первая неделя / октября», «за 3 дня / до 1 сентября» are one phrase each, «сентябрь / октябрь» are
two months. What the phrase means without its line breaks decides: a break inside a time is none,
unless the lines on both sides of it say a time each.
"""

import re
from collections.abc import Callable

from engine.lazy import lazy_pattern
from engine.schedule.attachment import whole_periods
from engine.schedule.ellipsis import arrange
from engine.schedule.months import MONTHS
from engine.schedule.parser import parse_phrase
from engine.schedule.plan import Plan
from engine.schedule.syntax import Clause, Relative, Repeat, Time, Weekdays

_BREAK = "\n"
_GOES_ON = lazy_pattern(
    rf"\W*(?:(?:{'|'.join(month.rstrip('ьй') for month in MONTHS)})[ая]\b"
    r"|кажд(?:ого|ой)\b|текущ|следующ|(?:19|20)\d\d)",
    re.IGNORECASE,
)
"""What belongs to the line before it, though it says a time: «последняя пятница / октября»."""
_LEADS_ON = lazy_pattern(r"\b(?:итогам|результатам|окончании|завершении)\s*$", re.IGNORECASE)
"""What wants the next line, whatever that says: «по итогам / I полугодия»."""


def unwrapped(phrase: str, plan: Plan, says_when: Callable[[str], bool]) -> str:
    """The phrase, as long as it was, with a space for each break that only wraps a line.

    `says_when` is asked of a line: whether it says a time by itself.
    """
    if _BREAK not in phrase:
        return phrase
    in_one_line = whole_periods(parse_phrase(phrase.replace(_BREAK, " ")))
    clauses = [*in_one_line, *arrange(in_one_line, plan)]
    letters = list(phrase)
    for at, letter in enumerate(letters):
        if letter == _BREAK and any(_wraps(clause, phrase, at, says_when) for clause in clauses):
            letters[at] = " "
    return "".join(letters)


def _wraps(clause: Clause, phrase: str, at: int, says_when: Callable[[str], bool]) -> bool:
    """Whether the break is inside the clause, and the clause is no two lines of a list."""
    if not isinstance(clause, Time | Repeat | Weekdays | Relative):
        return False
    if not clause.place[0] < at < clause.place[1]:
        return False
    before = phrase[:at].rpartition(_BREAK)[2]
    after = phrase[at + 1 :].partition(_BREAK)[0]
    if isinstance(clause, Relative) and clause.anchor:
        return bool(_LEADS_ON.search(before)) or not says_when(after)
    return bool(_GOES_ON.match(after)) or not (says_when(before) and says_when(after))
