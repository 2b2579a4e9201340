"""The spelling of a cell: «>= 50», «[30..70)», «met, not_met», «не (met)», «нет данных», «-».

The unary tests of DMN (1.3, grammar 7–15), with Russian words beside them.
"""

import re
from collections.abc import Callable
from datetime import date
from fractions import Fraction

from engine.classes import dataclass
from engine.diagnostics import Worded
from engine.lazy import lazy_pattern
from engine.model.decision_tables import Cell, Domain, Piece, day_number

ANY = ("-", "–", "—", "")
NULL = ("нет данных", "null", "пусто", "no data")
_YES, _NO = ("да", "true", "yes"), ("нет", "false", "no")
_NO_DATA = Worded("value.none")
_FLAGS = (Worded("value.yes"), Worded("value.no"), _NO_DATA)
_NUMBER = r"[-−]?\d{1,15}(?:[.,]\d{1,15})?"
_DAY = r"\d{4}-\d\d-\d\d|\d\d?\.\d\d?\.\d{4}"
_COMPARED = r"(?P<op>>=|<=|>|<|=)?\s*(?P<value>{of})(?P<percent>\s*%)?"
_INTERVAL = r"(?P<open>[\[(\]])\s*(?P<low>{of})\s*\.\.\s*(?P<high>{of})\s*(?P<close>[\])\[])"
_TESTED = lazy_pattern(r"\s*(?:[<>=\[]|\(.*\.\.)")
"""How a test of numbers begins, which words do not have."""
_NEGATED = lazy_pattern(r"(?:не|not)\s*\((?P<inner>.*)\)", re.IGNORECASE)

_QUOTED = lazy_pattern(r"(?<![^\s,])'(?:[^']|'')+'(?=\s*(?:,\s|$))")
_COMMA = "\0"


@dataclass(frozen=True, slots=True)
class CellFault:
    """What is not understood: the part, and the words that would have been known."""

    part: str
    known: tuple[str | Worded, ...]


def read_cell(text: str, domain: Domain, words: tuple[str, ...]) -> Cell | CellFault:
    """The test that the text means for an input of that domain."""
    stripped = text.strip()
    if stripped in ANY:
        return Cell(text, any=True, null=True)
    negated = _NEGATED.fullmatch(stripped)
    inner = negated["inner"] if negated else stripped
    parts = _parts(inner)
    null = any(part.lower() in NULL for part in parts)
    rest = [_unquoted(part) for part in parts if part.lower() not in NULL]
    if domain in (Domain.FLAG, Domain.WORD):
        return _words(text, rest, domain, words, null=null, negated=bool(negated))
    return CellFault(text, _known(domain)) if negated else _pieces(text, rest, domain, null)


def _parts(text: str) -> list[str]:
    """What stands between commas, but for those within quotation marks."""
    masked = _QUOTED.sub(lambda match: match[0].replace(",", _COMMA), text)
    return [part.strip().replace(_COMMA, ",") for part in re.split(r",\s+", masked)]


def _unquoted(part: str) -> str:
    """A text in single marks, as in conditions: what stands between them, doubled ones as one."""
    return part[1:-1].replace("''", "'") if _QUOTED.fullmatch(part) else part


def _known(domain: Domain) -> tuple[str | Worded, ...]:
    """What might have been written."""
    if domain is Domain.DATE:
        return ("<= 31.12.2025", "[2025-09-01..2025-12-31]", _NO_DATA)
    return (">= 50", "[30..70)", _NO_DATA)


def _words(
    text: str,
    parts: list[str],
    domain: Domain,
    words: tuple[str, ...],
    *,
    null: bool,
    negated: bool,
) -> Cell | CellFault:
    known = ("да", "нет") if domain is Domain.FLAG else words
    expected = frozenset(known)
    found = []
    for part in parts:
        word = _flag(part) if domain is Domain.FLAG else part
        if word is None or (known and word not in expected) or (not known and _TESTED.match(word)):
            told: tuple[str | Worded, ...] = (*known, _NO_DATA)
            return CellFault(part, _FLAGS if domain is Domain.FLAG else told)
        found.append(word)
    if negated and not known:
        return CellFault(text, ())
    chosen = expected - frozenset(found) if negated else frozenset(found)
    return Cell(text, null=null != negated, words=chosen)


def _flag(part: str) -> str | None:
    lowered = part.lower()
    return "да" if lowered in _YES else "нет" if lowered in _NO else None


def _pieces(text: str, parts: list[str], domain: Domain, null: bool) -> Cell | CellFault:
    pieces = []
    for part in parts:
        piece = _piece(part, domain)
        if piece is None:
            return CellFault(part, _known(domain))
        pieces.append(piece)
    return Cell(text, null=null, pieces=tuple(pieces))


def _piece(part: str, domain: Domain) -> Piece | None:
    is_day = domain is Domain.DATE
    written, read = (_DAY, _day) if is_day else (_NUMBER, _number)
    if match := re.fullmatch(_INTERVAL.format(of=written), part):
        low, high = read(match["low"]), read(match["high"])
        if low is None or high is None:
            return None
        return Piece(low, high, low_open=match["open"] != "[", high_open=match["close"] != "]")
    match = re.fullmatch(_COMPARED.format(of=written), part)
    if match is None or (match["percent"] and domain is not Domain.PERCENT):
        return None
    return _compared(match["op"], match["value"], read)


def _compared(op: str | None, text: str, read: Callable[[str], Fraction | None]) -> Piece | None:
    value = read(text)
    if value is None:
        return None
    match op:
        case ">=":
            return Piece(value, None)
        case ">":
            return Piece(value, None, low_open=True)
        case "<=":
            return Piece(None, value)
        case "<":
            return Piece(None, value, high_open=True)
        case _:
            return Piece(value, value)


def _number(text: str) -> Fraction:
    return Fraction(text.replace("−", "-").replace(",", "."))


def _day(text: str) -> Fraction | None:
    """The number of the day; None where the calendar has no such day."""
    parts = [int(part) for part in re.split(r"[-.]", text)]
    year, month, day = parts if "-" in text else parts[::-1]
    try:
        return day_number(date(year, month, day))
    except ValueError:
        return None
