"""The numbers that Word prints by itself: numbering.xml and styles → «1.1.», «IV.», «б)».

Source: ECMA-376-1 §17.9. Counters belong to the abstract list, which several lists may share; a
`startOverride` counts once, when its list is first met; a level begins anew after a higher one.
"""

from collections.abc import Callable, Mapping
from dataclasses import field
from xml.etree.ElementTree import Element

from engine.classes import dataclass
from engine.papers.word.xml import attribute, child, children, value
from engine.roman import in_roman

LEVELS = 9
_RUSSIAN = "абвгдежзиклмнопрстуфхцчшщыэюя"
_LATIN = "abcdefghijklmnopqrstuvwxyz"
_MOST_LETTERS = 30
_MOST_LABEL = 200
"""Letters of a label: it is printed again before every paragraph of its list."""


def _letter(number: int, alphabet: str) -> str:
    """а … я, аа, бб …, as Word goes on."""
    if number <= 0:
        return ""
    again, place = divmod(number - 1, len(alphabet))
    return alphabet[place] * min(again + 1, _MOST_LETTERS)


_FORMATS: Mapping[str, Callable[[int], str]] = {
    "decimalZero": lambda number: f"{number:02d}",
    "upperRoman": in_roman,
    "lowerRoman": lambda number: in_roman(number).lower(),
    "upperLetter": lambda number: _letter(number, _LATIN).upper(),
    "lowerLetter": lambda number: _letter(number, _LATIN),
    "russianUpper": lambda number: _letter(number, _RUSSIAN).upper(),
    "russianLower": lambda number: _letter(number, _RUSSIAN),
    "ordinal": lambda number: f"{number}-й",
    "numberInDash": lambda number: f"- {number} -",
    "none": lambda number: "",
}
"""What is not here (decimal, and the words and scripts that no order uses) prints as decimal."""


@dataclass(frozen=True, slots=True)
class Level:
    """How one level counts and prints."""

    start: int = 1
    kind: str = "decimal"
    text: str = ""
    restart: int | None = None
    """The level (from 1) after which it begins anew; 0 never; None after any higher one."""
    is_legal: bool = False
    """Higher levels are printed in decimals, whatever their own form."""
    style: str | None = None


@dataclass(slots=True)
class _List:
    """A `w:num`: its abstract list, its own levels and starts."""

    abstract: str
    levels: dict[int, Level]
    starts: dict[int, int]
    met: set[int] = field(default_factory=set)


class Numbering:
    """Counts the paragraphs of a document, which have to be asked for in their order."""

    def __init__(self, numbering: Element | None, styles: "Styles") -> None:
        self._styles = styles
        self._abstract: dict[str, dict[int, Level]] = {}
        self._lists: dict[str, _List] = {}
        self._counts: dict[str, dict[int, int]] = {}
        if numbering is not None:
            self._read(numbering)

    def _read(self, root: Element) -> None:
        links: dict[str, str] = {}
        for element in children(root, "abstractNum"):
            name = attribute(element, "abstractNumId")
            self._abstract[name] = _levels(element)
            if link := value(element, "numStyleLink"):
                links[name] = link
        for element in children(root, "num"):
            self._lists[attribute(element, "numId")] = _list(element)
        for name, style in links.items():
            target = self._lists.get(self._styles.of(style).list or "")
            if target is not None and target.abstract in self._abstract:
                self._abstract[name] = self._abstract[target.abstract]

    def label(self, properties: Element | None, style: str | None) -> str:
        """The label that the next paragraph prints; empty where it has none."""
        name, level = self._of(properties, style)
        found = self._lists.get(name or "")
        if found is None or found.abstract not in self._abstract:
            return ""
        levels = {**self._abstract[found.abstract], **found.levels}
        if level not in levels:
            return ""
        counts = self._counts.setdefault(found.abstract, {})
        self._count(found, levels, level, counts)
        return _printed(levels, level, counts)

    def _of(self, properties: Element | None, style: str | None) -> tuple[str | None, int]:
        own = None if properties is None else child(properties, "numPr")
        inherited = self._styles.of(style)
        name = value(own, "numId") if own is not None else None
        level = value(own, "ilvl") if own is not None else None
        if name is None:
            name = inherited.list
            if level is None and name is not None:
                level = self._level_of(name, style)
        if level is None:
            level = inherited.level if own is None else "0"
        return (None if name == "0" else name), _number(level, 0)

    def _level_of(self, name: str, style: str | None) -> str | None:
        found = self._lists.get(name)
        levels = self._abstract.get(found.abstract, {}) if found else {}
        own = (str(at) for at, level in levels.items() if style and level.style == style)
        return next(own, None)

    @staticmethod
    def _count(
        found: _List, levels: Mapping[int, Level], level: int, counts: dict[int, int]
    ) -> None:
        if level in found.starts and level not in found.met:
            counts[level] = found.starts[level]
        elif level in counts:
            counts[level] += 1
        else:
            counts[level] = levels[level].start
        found.met.add(level)
        for deeper in [count for count in counts if count > level]:
            restart = levels[deeper].restart if deeper in levels else None
            if restart is None or level < restart:
                del counts[deeper]


def _printed(levels: Mapping[int, Level], level: int, counts: dict[int, int]) -> str:
    own = levels[level]
    if own.kind == "bullet":
        return own.text.strip() or "•"
    text = own.text
    for at in range(LEVELS):
        if f"%{at + 1}" not in text:
            continue
        there = levels.get(at, Level())
        number = counts.setdefault(at, there.start) if at <= level else there.start
        kind = "decimal" if own.is_legal and at < level else there.kind
        text = text.replace(f"%{at + 1}", _FORMATS.get(kind, str)(number))
    return text.strip()[:_MOST_LABEL]


def _levels(parent: Element) -> dict[int, Level]:
    return {
        _number(attribute(element, "ilvl"), 0): _level(element)
        for element in children(parent, "lvl")
    }


def _level(each: Element) -> Level:
    restart = value(each, "lvlRestart")
    legal = child(each, "isLgl")
    return Level(
        start=_number(value(each, "start"), 0),
        kind=value(each, "numFmt") or "decimal",
        text=(value(each, "lvlText") or "")[:_MOST_LABEL],
        restart=None if restart is None else _number(restart, 0),
        is_legal=legal is not None and attribute(legal, "val") not in ("0", "false", "off"),
        style=value(each, "pStyle"),
    )


def _list(each: Element) -> _List:
    levels: dict[int, Level] = {}
    starts: dict[int, int] = {}
    for override in children(each, "lvlOverride"):
        level = _number(attribute(override, "ilvl"), 0)
        levels.update((level, _level(own)) for own in children(override, "lvl"))
        start = value(override, "startOverride")
        if start is not None:
            starts[level] = _number(start, 1)
    return _List(value(each, "abstractNumId") or "", levels, starts)


def _number(text: str | None, default: int) -> int:
    return int(text) if text and text.lstrip("-").isdecimal() and len(text) < 10 else default


@dataclass(frozen=True, slots=True)
class Style:
    """What a paragraph takes from its style: list, level, whether bold, whether a heading."""

    list: str | None = None
    level: str | None = None
    is_bold: bool = False
    is_heading: bool = False


class Styles:
    """The paragraph styles of a document, each with what it takes from those it is based on."""

    def __init__(self, styles: Element | None) -> None:
        self._elements: dict[str, Element] = {}
        self._default: str | None = None
        for element in children(styles, "style") if styles is not None else ():
            name = attribute(element, "styleId")
            self._elements[name] = element
            if attribute(element, "default") in ("1", "true") and attribute(element, "type") in (
                "", "paragraph",
            ):  # fmt: skip
                self._default = self._default or name
        self._known: dict[str, Style] = {}

    def of(self, name: str | None) -> Style:
        """The style of a name, or that of plain paragraphs."""
        name = name or self._default
        if name is None or name not in self._elements:
            return Style()
        if name not in self._known:
            self._known[name] = self._resolved(name)
        return self._known[name]

    def _resolved(self, name: str) -> Style:
        chain: list[Element] = []
        at: str | None = name
        while at in self._elements and self._elements[at] not in chain:
            chain.append(self._elements[at])
            at = value(chain[-1], "basedOn")
        return Style(
            list=_first(chain, ("pPr", "numPr"), "numId"),
            level=_first(chain, ("pPr", "numPr"), "ilvl"),
            is_bold=any(is_on(element, "b") for element in chain[:1]),
            is_heading=_first(chain, ("pPr",), "outlineLvl") is not None,
        )


def _first(chain: list[Element], way: tuple[str, ...], name: str) -> str | None:
    for element in chain:
        at: Element | None = element
        for step in way:
            at = None if at is None else child(at, step)
        found = None if at is None else value(at, name)
        if found is not None:
            return found
    return None


def is_on(element: Element, name: str) -> bool:
    """Whether a toggle of `rPr` of the element is set."""
    properties = child(element, "rPr")
    toggle = None if properties is None else child(properties, name)
    return toggle is not None and attribute(toggle, "val") not in ("0", "false", "off", "none")
