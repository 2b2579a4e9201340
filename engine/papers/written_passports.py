"""A passport that is no table: «1.2. Цель: …», «Задачи:», «Показатели …:» as lines above a plan."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import field

from engine.classes import dataclass
from engine.lazy import lazy_pattern
from engine.papers.documents import Address, Paragraph
from engine.papers.row_values import own_number

_LABEL = lazy_pattern(
    r"(?P<label>(?:(?:основн|ключев|целев|главн|стратегическ|количественн)\w+ )?"
    r"(?:(?P<goal>цел(?:ью?|и|ями)|задач(?:[аи]|ами)|"
    r"(?:ожидаем|планируем|конечн)\w+ (?:результат|эффект)\w*)|"
    r"(?P<figure>показател[ьи]|индикатор[ыа]?|критери[ий] (?:эффективност|результативност)\w*))"
    r"\b[^:.;]{0,80}?)\s*(?P<colon>(?::|(?<=цел[ьи])\.\s|(?<=задач[аи])\.\s|"
    r"(?P<dash>\s[–—-]\s|явля[ею]тся\s))\s*(?P<text>.*))?",
    re.IGNORECASE | re.DOTALL,
)
"""«Цели плана: …», «Цель. …», «Цель плана – …», «Целью плана является …»."""
_SENTENCE = lazy_pattern(
    r"(?:^|(?<=\.\s))(?:основн\w+ )?(?:цель[юя]?|задач(?:ей|ами|и)) (?:[\w«»-]+ ){0,6}?"
    r"(?:является|являются|состоит в|ставится)\s*:?\s*(?P<text>\S.*?)(?=\.\s+(?-i:[А-ЯЁ])|$)",
    re.IGNORECASE | re.DOTALL,
)
"""The same in the midst of a paragraph: «Программа … . Целью её является …»."""
_MARK = lazy_pattern(r"[-–—•·*]\s*")
_OF_TWO_TONGUES = lazy_pattern(r"^[^\W\d_]{2,20} ?/ ?(?=цел|задач|показател)", re.IGNORECASE)
"""«Максат / Цель: …»: a label in the other language of a republic, too."""
_COUNTED = lazy_pattern(r"(?:^|\s)(?=\d{1,2}[.)]\s)")
_LONGEST_LABEL = 70
_ENDS = (";", ",")


@dataclass(slots=True)
class WrittenPassport:
    """Goals and indicators with their addresses, as the lines print them."""

    goals: list[tuple[str, Address]] = field(default_factory=list)
    indicators: list[tuple[str, Address]] = field(default_factory=list)


@dataclass(slots=True)
class _Open:
    """A label whose items may follow in lines of their own."""

    items: list[tuple[str, Address]]
    number: str | None
    is_fresh: bool
    """Nothing stood behind it yet."""
    last: Paragraph | None = None
    """The line of the last item."""


def read_written(lines: Sequence[Paragraph]) -> WrittenPassport:
    """What the lines say of goals and indicators; other lines end a list."""
    found = WrittenPassport()
    under: _Open | None = None
    for line in lines:
        if label := _labelled(line):
            is_goal, number, text = label
            items = found.goals if is_goal else found.indicators
            items += [(each, line.address) for each in _items(text)]
            under = _Open(items, number, not text)
        elif under is not None and (text := _item(line, under)):
            under.items.append((text, line.address))
            under.is_fresh, under.last = False, line
        else:
            under = None
            found.indicators += [(each, line.address) for each in _grown(line.text)]
    return found


def names_indicators(line: Paragraph) -> bool:
    """«Показатели результативности:»: a label of indicators, or such a label and the first."""
    label = _labelled(line)
    return label is not None and not label[0]


_PARTS = lazy_pattern(r"(?<=[\d%])[.;]\s+(?=[А-ЯЁ])")
_GROWN = lazy_pattern(
    r"[А-ЯЁ](?:(?!\.\s+[А-ЯЁ])[^:;]){4,160}:\s*было\W{1,4}\d[^:;]{0,30}?\W{1,4}стан[еу]т\W{1,4}\d[^:;]{0,30}"
)


def _grown(text: str) -> list[str]:
    """«Число площадок: было 6 – станет 9. Число …»: indicators without a label; none where a part
    of the line says something else."""
    parts = _PARTS.split(text) if "было" in text else []
    return parts if all(map(_GROWN.fullmatch, parts)) else []


def _labelled(line: Paragraph) -> tuple[bool, str | None, str] | None:
    """Whether the label is of goals, its number, the words behind it; None for another line."""
    number, words = own_number(line)
    words = _MARK.sub("", words, count=1) if _MARK.match(words) else words
    words = _OF_TWO_TONGUES.sub("", words)
    found = _LABEL.fullmatch(words)
    if found is None or not (found["colon"] or _is_alone(line, number, words)):
        sentence = None if line.is_bold or line.is_heading else _SENTENCE.search(words)
        return (True, number, sentence["text"].strip()) if sentence else None
    if found["dash"] and (found["goal"] is None or line.is_bold or line.is_heading):
        return None
    text = (found["text"] or "").strip() if found["colon"] else ""
    return found["goal"] is not None, number, text


def _is_alone(line: Paragraph, number: str | None, words: str) -> bool:
    """«Цель» as a heading of its own, without a colon."""
    is_drawn = line.is_bold or line.is_heading or number is not None
    return is_drawn and len(words) <= _LONGEST_LABEL and not words.endswith((".", ";"))


def _items(text: str) -> Iterator[str]:
    """The items of a line: counted ones, those that semicolons part, or the whole."""
    counted = [each.strip() for each in _COUNTED.split(text) if each.strip()]
    if len(counted) > 1 and all(each[0].isdecimal() for each in counted):
        yield from counted
        return
    parts = [each.strip() for each in re.split(r";\s+", text) if each.strip()]
    is_list = len(parts) > 2 or (len(parts) == 2 and all(each[0].islower() for each in parts))
    yield from parts if is_list else filter(None, (text,))


def _item(line: Paragraph, under: _Open) -> str:
    """The words of a line as an item of the list above it; nothing where it is none."""
    number = own_number(line)[0]
    if number and _follows(under.number, number):
        return ""
    last = under.items[-1][0] if under.items and not under.is_fresh else ""
    if under.last is not None and _heads_more(line, under.last):
        return ""
    is_marked = bool(line.label or _MARK.match(line.text) or _NUMBERED.match(line.text))
    if not (is_marked or under.is_fresh or last.endswith(_ENDS)):
        return ""
    return line.text


_NUMBERED = lazy_pattern(r"\d{1,2}[.)]")


def _heads_more(line: Paragraph, item: Paragraph) -> bool:
    """Whether a line under an item is drawn as a heading, or is counted and begins with a capital
    where the items have bullets and small letters: «1. Форма …» under «– сократить …;»."""
    if (line.is_heading and not item.is_heading) or (line.is_bold and not item.is_bold):
        return True
    is_pointed = item.has_bullet or _MARK.match(item.text) is not None
    is_number = bool(line.label and not line.has_bullet) or _NUMBERED.match(line.text) is not None
    words = _MARK.sub("", item.text, count=1)
    return is_pointed and is_number and words[:1].islower() and own_number(line)[1][:1].isupper()


def _follows(above: str | None, number: str) -> bool:
    """Whether a number is the next one beside that of the label, or beyond it."""
    if above is None:
        return False
    before, after = above.split("."), number.split(".")
    return len(after) <= len(before) and (len(before) > 1 or int(after[0]) == int(before[0]) + 1)
