"""The spelling of a cell: «>= 50», «[30..70)», «met, not_met», «не (met)», «нет данных», «-».

The unary tests of DMN (1.3, grammar 7–15), with Russian words beside them.
"""

import re
from dataclasses import dataclass

from engine.model.decisions import Cell, Domain, Piece

ANY = ("-", "–", "—", "")
NULL = ("нет данных", "null", "пусто")
_YES, _NO = ("да", "true"), ("нет", "false")
_NUMBER = r"[-−]?\d+(?:[.,]\d+)?"
_COMPARED = re.compile(rf"(?P<op>>=|<=|>|<|=)?\s*(?P<value>{_NUMBER})\s*%?")
_INTERVAL = re.compile(
    rf"(?P<open>[\[(\]])\s*(?P<low>{_NUMBER})\s*\.\.\s*(?P<high>{_NUMBER})\s*(?P<close>[\])\[])"
)
_NEGATED = re.compile(r"(?:не|not)\s*\((?P<inner>.*)\)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class CellFault:
    """What is not understood: the part, and the words that would have been known."""

    part: str
    known: tuple[str, ...]


def read_cell(text: str, domain: Domain, words: tuple[str, ...]) -> Cell | CellFault:
    """The test that the text means for an input of that domain."""
    stripped = text.strip()
    if stripped in ANY:
        return Cell(text, any=True, null=True)
    negated = _NEGATED.fullmatch(stripped)
    inner = negated["inner"] if negated else stripped
    parts = [part.strip() for part in re.split(r",\s+", inner)]
    null = any(part.lower() in NULL for part in parts)
    rest = [part for part in parts if part.lower() not in NULL]
    if domain in (Domain.FLAG, Domain.WORD):
        return _words(text, rest, domain, words, null=null, negated=bool(negated))
    return CellFault(text, (">= 50", "[30..70)", NULL[0])) if negated else _pieces(text, rest, null)


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
    found = []
    for part in parts:
        word = _flag(part) if domain is Domain.FLAG else part
        if word is None or (known and word not in known):
            return CellFault(part, (*known, NULL[0]))
        found.append(word)
    if negated and not known:
        return CellFault(text, ())
    chosen = frozenset(known) - frozenset(found) if negated else frozenset(found)
    return Cell(text, null=null != negated, words=chosen)


def _flag(part: str) -> str | None:
    lowered = part.lower()
    return "да" if lowered in _YES else "нет" if lowered in _NO else None


def _pieces(text: str, parts: list[str], null: bool) -> Cell | CellFault:
    pieces = []
    for part in parts:
        piece = _piece(part)
        if piece is None:
            return CellFault(part, (">= 50", "[30..70)", NULL[0]))
        pieces.append(piece)
    return Cell(text, null=null, pieces=tuple(pieces))


def _piece(part: str) -> Piece | None:
    if match := _INTERVAL.fullmatch(part):
        return Piece(
            _number(match["low"]), _number(match["high"]),
            low_open=match["open"] != "[", high_open=match["close"] != "]",
        )  # fmt: skip
    match = _COMPARED.fullmatch(part)
    if match is None:
        return None
    value = _number(match["value"])
    match match["op"]:
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


def _number(text: str) -> float:
    return float(text.replace("−", "-").replace(",", "."))
