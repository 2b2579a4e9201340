"""Marks of clauses and of their parts as a grammar: «3.», «3)», «3.1.», «а)», «IV.».

A mark of another kind or with another sign that begins at 1 opens a list within the clause above;
the mark of an outer list closes what is open within. So «1) … а) … б) … 2)» are two lists.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from engine.classes import dataclass
from engine.lazy import lazy_pattern
from engine.roman import in_roman, roman_value

_LETTERS = "абвгдежзиклмнопрстуфхцчшщэюя"
"""Letters that mark the parts of a clause: without «ё», «й», «ъ», «ы», «ь»."""
_MARK = lazy_pattern(
    r"^\s*(?:(?P<dotted>\d{1,2}(?:\.\d{1,2})+)[.)]{0,2}\s*(?=[А-ЯЁа-яё«\"„])"
    r"|(?P<figure>\d{1,2})(?P<sign>\s*\.?[.)]\s*(?=[а-яё«\"„])|[.)\s]*(?=[А-ЯЁ«]))"
    r"|(?P<letter>[абвгдежзиклмнопрстуфхцчшщэюя])\s*(?P<close>\))\s*(?=\S)"
    r"|(?P<roman>[IVXІХ]{1,5})\s*(?P<point>[.)])\s*(?=[А-ЯЁа-яё«\"„]))"
)
_PLAIN = (".", ")", ".)")
_LOOKS = str.maketrans("ІХ", "IX")


@dataclass(frozen=True, slots=True)
class Mark:
    """What a paragraph begins with: the outer parts of the number, its last part, how it is written
    («1», «I», «а», «1.1») and the sign behind it."""

    outer: tuple[int, ...]
    last: int
    kind: str
    sign: str
    span: tuple[int, int]

    @property
    def written(self) -> str:
        """The mark as it stands, without spaces."""
        return self.spelt(self.last) + self.sign

    def spelt(self, number: int) -> str:
        """Another number of the same list, without its sign."""
        if self.kind == "а":
            return _LETTERS[number - 1] if 0 < number <= len(_LETTERS) else str(number)
        own = in_roman(number) if self.kind == "I" else str(number)
        return "".join(f"{part}." for part in self.outer) + own


@dataclass(frozen=True, slots=True)
class MarkSlip:
    """What is wrong with a mark: what is missing before it, it stands twice, out of turn, or with
    other signs than its list.
    """

    missing: tuple[str, ...] = ()
    again: str = ""
    turn: str = ""
    signs: str = ""


def read_mark(text: str) -> Mark | None:
    """The mark that the paragraph begins with; None where it has none."""
    found = _MARK.match(text)
    if found is None:
        return None
    if found["dotted"]:
        *outer, last = (int(part) for part in found["dotted"].split("."))
        return Mark(tuple(outer), last, "1.1", "", found.span())
    if found["letter"]:
        number = _LETTERS.index(found["letter"]) + 1
        return Mark((), number, "а", found["close"], found.span())
    if found["roman"]:
        value = roman_value(found["roman"].translate(_LOOKS))
        return Mark((), value, "I", found["point"], found.span())
    return Mark((), int(found["figure"]), "1", found["sign"].strip(), found.span())


def slips_of_marks(marks: Iterable[Mark]) -> Iterator[tuple[Mark, MarkSlip]]:
    """Each mark that its list does not go on with; a list may go on in the next section."""
    open_lists: list[list[Mark]] = []
    ended: dict[tuple[str, str], int] = {}
    for mark in marks:
        ended |= {(each[0].kind, each[0].sign): each[-1].last for each in open_lists}
        if mark.kind == "1.1":
            yield from _dotted(mark, open_lists)
            continue
        at = _list_of(mark, open_lists)
        odd = MarkSlip(signs=mark.written) if at is None and mark.sign not in _PLAIN else None
        if at is None:
            at = _with_other_sign(mark, open_lists)
            odd = odd if at is None else MarkSlip(signs=mark.written)
        if at is None:
            goes_on = ended.get((mark.kind, mark.sign)) == mark.last - 1
            open_lists.append([replace(mark, last=mark.last - 1)] if goes_on else [])
            at = len(open_lists) - 1
        del open_lists[at + 1 :]
        kept = replace(mark, sign=open_lists[at][0].sign) if open_lists[at] else mark
        slip = _slip(mark, open_lists[at]) or odd
        open_lists[at].append(kept)
        if slip:
            yield mark, slip


def _list_of(mark: Mark, open_lists: list[list[Mark]]) -> int | None:
    """The innermost open list of marks written so."""
    alike = (
        at for at, marks in enumerate(open_lists)
        if (marks[0].kind, marks[0].sign, marks[0].outer) == (mark.kind, mark.sign, mark.outer)
    )  # fmt: skip
    return max(alike, default=None)


def _with_other_sign(mark: Mark, open_lists: list[list[Mark]]) -> int | None:
    """The open list that the mark goes on with under another sign: «1), 2), 3.», «4. … 5 …»."""
    goes_on = (
        at for at, marks in enumerate(open_lists)
        if marks[0].kind == mark.kind and mark.last > 1
        and (mark.last == marks[-1].last + 1 or mark.sign not in _PLAIN)
    )  # fmt: skip
    return max(goes_on, default=None)


def _dotted(mark: Mark, open_lists: list[list[Mark]]) -> Iterator[tuple[Mark, MarkSlip]]:
    """«3.2» goes on after «3.1» until the next «4»; what is within «3.1» is closed by it."""
    at = _list_of(mark, open_lists)
    if at is None:
        open_lists.append([])
        at = len(open_lists) - 1
    before = open_lists[at]
    del open_lists[at + 1 :]
    slip = (None if before else _under_another(mark, open_lists[:at])) or _slip(mark, before)
    before.append(mark)
    if slip:
        yield mark, slip


def _under_another(mark: Mark, outer: list[list[Mark]]) -> MarkSlip | None:
    """«2.2» below clause 3."""
    tops = [marks[-1] for marks in outer if marks[0].kind == "1" and marks[0].sign == "."]
    if len(mark.outer) == 1 and tops and not 0 <= mark.outer[0] - tops[0].last <= 1:
        return MarkSlip(turn=mark.written)
    return None


def _slip(mark: Mark, before: list[Mark]) -> MarkSlip | None:
    last = before[-1].last if before else 0
    if any(each.last == mark.last for each in before):
        return MarkSlip(again=mark.spelt(mark.last))
    if mark.last < last:
        return MarkSlip(turn=mark.written)
    if mark.last > last + 1:
        return MarkSlip(missing=tuple(map(mark.spelt, range(last + 1, mark.last))))
    return None
