"""The lines of a cell of a PDF → its paragraphs: where a line was only wrapped, where a word was
cut, and where something new begins."""

import re
from typing import Any

from engine.lazy import lazy_pattern
from engine.lint.text.morphology import is_known

Word = dict[str, Any]
"""As pdfplumber gives it: text, x0, x1, top, bottom."""
Box = tuple[float, float, float, float]
Found = tuple[list[list[Word]], float]
"""The lines of a cell, and the edge that its words do not pass."""


def lines_of(box: Box, words: list[Word]) -> tuple[list[list[Word]], float]:
    """The lines of a cell, and the edge that its words do not pass."""
    lines: list[list[Word]] = []
    for word in sorted(words, key=lambda each: (each["bottom"], each["x0"])):
        if lines and word["top"] < (lines[-1][0]["top"] + lines[-1][0]["bottom"]) / 2:
            lines[-1].append(word)
        else:
            lines.append([word])
    left = min((each["x0"] for each in words), default=box[0])
    return [sorted(line, key=lambda each: each["x0"]) for line in lines], box[2] - (left - box[0])


def whole_words(pages: list[list[list[Any]]]) -> frozenset[str]:
    """Words that stand inside of lines: no edge has cut them."""
    found: set[str] = set()
    for page in pages:
        for kind, content, *_ in page:
            if kind == "text":
                found.update(content.split()[1:-1])
                continue
            cells = (cell for row in content for cell in row if cell)
            found.update(
                word["text"] for lines, _ in cells for line in lines for word in line[1:-1]
            )
    return frozenset(map(_bare, found))


def paragraphs_of(lines: list[list[Word]], edge: float, known: frozenset[str]) -> list[str]:
    """The lines of a cell joined: a paragraph ends where the next word would still have fitted, and
    behind the sign that ends an item."""
    found: list[str] = []
    begins = _begin_items([line[0]["text"] for line in lines], [len(line) for line in lines])
    for at, line in enumerate(lines):
        text = " ".join(each["text"] for each in line)
        above = [word for each in lines[max(at - 2, 0) : at] for word in each]
        is_next = at in begins or (at > 0 and _ends_person(above, line[0]))
        if at and not is_next and not _ends(lines[at - 1], line[0], edge):
            is_cut = _is_cut(lines[at - 1], text, edge, known)
            found[-1] = _unhyphened(found[-1], text) if is_cut else f"{found[-1]} {text}"
        else:
            found.append(text)
    return found


_DOTS = frozenset("•◦▪●‣·\uf0b7\uf0a7")
_DASHES = frozenset("-–—")
_COUNTS = lazy_pattern(r"(\d{1,2})[.)]|([а-я])\)")


def _begin_items(firsts: list[str], lengths: list[int]) -> frozenset[int]:
    """The lines of a cell that begin an item of a list: behind a dot; behind a dash, where the cell
    begins with one; behind a number or a letter that counts on from the item before."""
    found: set[int] = set()
    expected = ""
    for at, (first, length) in enumerate(zip(firsts, lengths, strict=True)):
        counted = _COUNTS.fullmatch(first) if length > 1 else None
        sign = next((each for each in counted.groups() if each), "") if counted else ""
        is_next = sign == expected if at else sign in _FIRSTS
        if first[:1] in _DOTS or (first in _DASHES and length > 1 and firsts[0] in _DASHES):
            found.add(at)
        elif sign and is_next:
            found.add(at)
            expected = str(int(sign) + 1) if sign.isdecimal() else chr(ord(sign) + 1)
    return frozenset(found)


_CUT_DATE = lazy_pattern(r"(?:.*\D)?\d{1,2}\.\d{1,2}\.(?:2\|0\d\d|20\|\d\d|20\d\|\d)(?!\d)")
"""«01.10.202|6»: a date that its column has cut."""
_FIRSTS = frozenset({"1", "а"})


def _unhyphened(above: str, text: str) -> str:
    """Two halves of a word as one; without the hyphen that only divided it, «орга-», «низация»:
    then the dictionary has the whole, and not both of its halves."""
    begun, ending = _bare(above.split()[-1]), _bare(text.split()[0])
    if not begun.endswith("-") or begun.count("-") > 1:
        return above + text
    begun = begun.removesuffix("-")
    is_divided = is_known(begun + ending) and not (is_known(begun) and is_known(ending))
    return (above.rstrip("-") if is_divided else above) + text


def _is_cut(line: list[Word], text: str, edge: float, known: frozenset[str]) -> bool:
    """Whether a word goes on in the next line: behind a hyphen, or because its column is narrower
    than the word, which then fills it alone. What goes on is an ending that is no word of the
    file or of the language, or makes one that is."""
    last = line[-1]["text"]
    if text[:1] in _CLOSING:
        return True
    if last.endswith("-") and (text[:1].islower() or text[:1].isdigit()):
        return len(last) > 1
    if _CUT_DATE.match(f"{last}|{text}"):
        return True
    letter = (line[-1]["x1"] - line[-1]["x0"]) / len(last)
    if not text[:1].islower() or len(line) > 1 or len(last) < _LEAST_CUT:
        return False
    if text.split()[:2] == ["и", "и"]:  # «результатам», «и и проведение»
        return True
    room = edge - line[-1]["x1"]
    begun, ending = _bare(last), _bare(text.split()[0])
    if room < _WIDEST * letter and _are_halves(re.split("[-/]", begun)[-1], ending):
        return True
    if begun in known or room >= letter:
        return False
    if begun + ending in known:
        return True
    is_end = len(ending) <= _LONGEST_ENDING and ending not in known
    return is_end and not (is_known(begun) and (ending in _WORDS_OF_A_LETTER or is_known(ending)))


_WIDEST = 2
"""How much wider than others the letter may be that found no room: «ю», «щ»."""
_CLOSING = frozenset(").,;:»")


def _are_halves(begun: str, ending: str) -> bool:
    """Whether the dictionary has the whole word, and not both of its halves."""
    is_letter = len(ending) == 1 and ending not in _WORDS_OF_A_LETTER
    return is_known(begun + ending) and (is_letter or not (is_known(begun) and is_known(ending)))


_WORDS_OF_A_LETTER = frozenset("авикосуя")


def _bare(word: str) -> str:
    return word.strip(",.;:()«»").casefold()


_LONGEST_ENDING = 4
_LEAST_CUT = 6
_LOOSE = 1.5
"""Points by which a line may fall short: kerning, and edges that are drawn thick."""


_INITIALS = lazy_pattern(r"[А-ЯЁ]\.[А-ЯЁ]\.,?")


def _ends_person(above: list[Word], following: Word) -> bool:
    """Whether a name stands above, «Кодова И.А.», also in two lines, and who else follows it."""
    if len(above) < 2 or not _INITIALS.fullmatch(above[-1]["text"]):
        return False
    return bool(above[-2]["text"][:1].isupper() and following["text"][:1].isupper())


def _ends(line: list[Word], following: Word, edge: float) -> bool:
    if line[-1]["text"].endswith((";", ":")):
        return True
    height = line[-1]["bottom"] - line[-1]["top"]
    needed = following["x1"] - following["x0"] + height / 4
    return bool(line[-1]["x1"] + needed + _LOOSE < edge)
