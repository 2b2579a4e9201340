"""How much of a printed order an import gives back: cells and numbers, counted one by one."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from functools import cache
from typing import Any

Spec = dict[str, Any]


@dataclass
class Measured:
    """Cells and numbers that were printed, and those that came back as printed."""

    cells: int = 0
    same_cells: int = 0
    numbers: int = 0
    same_numbers: int = 0
    stages: int = 0
    same_stages: int = 0
    links: int = 0
    """Goals and indicators that events are proposed to serve."""
    same_links: int = 0
    waits: int = 0
    """Events that others are proposed to wait for."""
    same_waits: int = 0
    rules: int = 0
    """Indicators with a proposed rule."""
    same_rules: int = 0
    """Those whose kind of rule is the one that a person wrote."""
    known_rules: int = 0
    """Indicators for which a person wrote a rule."""
    lost: list[str] = field(default_factory=list)

    def cell(self, printed: str, read: str) -> None:
        self.cells += 1
        self.same_cells += words(printed) == words(read)
        if words(printed) != words(read):
            self.lost.append(f"{printed!r} → {read!r}")

    def number(self, printed: str, read: str) -> None:
        self.numbers += 1
        self.same_numbers += printed == read
        if printed != read:
            self.lost.append(f"№ {printed!r} → {read!r}")


def words(text: str) -> str:
    return " ".join(text.split())


Pair = tuple[int | None, int | None]
_ALIKE = 0.5
"""Rows whose words are less alike are two rows: one is lost, the other is none of the print."""


def paired(
    printed: Sequence[Spec], read: Sequence[Spec], key: Callable[[Spec], str]
) -> Iterator[Pair]:
    """Places of rows that are the same row, in their order; None where one is lost or added."""
    texts = [[words(key(each)) for each in rows] for rows in (printed, read)]
    matcher = SequenceMatcher(None, texts[0], texts[1], autojunk=False)
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag == "equal":
            yield from zip(range(a, b), range(c, d), strict=True)
        else:
            yield from _nearest(texts[0][a:b], texts[1][c:d], a, c)


def _nearest(one: Sequence[str], other: Sequence[str], a: int, c: int) -> Iterator[Pair]:
    """The pairs, in order, whose words are the most alike together."""

    @cache
    def best(i: int, j: int) -> tuple[float, tuple[Pair, ...]]:
        if i == len(one) or j == len(other):
            left = ((at + a, None) for at in range(i, len(one)))
            more = ((None, at + c) for at in range(j, len(other)))
            return 0.0, (*left, *more)
        first, rest = best(i + 1, j)
        second, more_rest = best(i, j + 1)
        ways = [(first, ((i + a, None), *rest)), (second, ((None, j + c), *more_rest))]
        alike = SequenceMatcher(None, one[i], other[j], autojunk=False).ratio()
        if alike >= _ALIKE:
            third, both = best(i + 1, j + 1)
            ways.append((third + alike, ((i + a, j + c), *both)))
        return max(ways, key=lambda way: way[0])

    yield from best(0, 0)[1]


def measure(printed: list[Spec], read: list[Spec]) -> Measured:
    """Roadmaps in the order of the document against those that were read."""
    found = Measured()
    assert len(printed) == len(read), (len(printed), len(read))
    for one, other in zip(printed, read, strict=True):
        _passport(found, one, other)
        _plan(found, one, other)
        _proposals(found, one, other)
    return found


def _proposals(found: Measured, one: Spec, other: Spec) -> None:
    """What was guessed against what a person wrote, by the order of events and the words of
    goals and indicators."""
    texts = [
        {each["id"]: words(each["text"]) for each in (*spec["indicators"], *spec["goals"])}
        for spec in (one, other)
    ]
    places = [{each["id"]: at for at, each in enumerate(spec["events"])} for spec in (one, other)]
    both = [
        pair for pair in paired(one["events"], other["events"], _title)
        if pair[0] is not None and pair[1] is not None
    ]  # fmt: skip
    printed_at = {back: at for at, back in both}
    for at, place in both:
        event, back = one["events"][at], other["events"][place]
        served = {texts[0].get(id) for id in event.get("serves", ())}
        guessed = [texts[1].get(id) for id in back["serves"]]
        found.links += len(guessed)
        found.same_links += sum(each in served for each in guessed)
        before = {places[0].get(id) for id in event.get("after", ())}
        waited = [printed_at.get(places[1][id]) for id in back.get("after", ())]
        found.waits += len(waited)
        found.same_waits += sum(each in before for each in waited)
    ruled = {words(each["text"]): each.get("rule") for each in one["indicators"]}
    found.known_rules += sum(rule is not None for rule in ruled.values())
    for each in other["indicators"]:
        if "rule" in each:
            rule = ruled.get(words(each["text"])) or {}
            found.rules += 1
            found.same_rules += rule.get("measure") == each["rule"]["measure"]


def _title(event: Spec) -> str:
    return str(event.get("title") or event.get("schedule") or "")


def _label(row: Spec) -> str:
    return str(row.get("label") or " ".join(row["items"][:1]))


def _passport(found: Measured, one: Spec, other: Spec) -> None:
    printed, rows = one.get("passport", []), other.get("passport", [])
    for at, place in paired(printed, rows, _label):
        back = rows[place] if place is not None else {"items": []}
        if at is None:
            found.lost.append(f"not printed: {back['label']!r}")
            continue
        row = printed[at]
        found.number(row["row"] or "", back.get("row") or "")
        found.cell(row["label"] or "", back.get("label") or "")
        items = Counter(map(words, back["items"]))
        for item in row["items"]:
            found.cell(item, words(item) if items[words(item)] else "")
            items[words(item)] -= 1


def _plan(found: Measured, one: Spec, other: Spec) -> None:
    events = other["events"]
    sections = {each["id"]: each for each in one.get("sections", ())}
    back_sections = {each["id"]: each for each in other.get("sections", ())}
    for at, place in paired(one["events"], events, _title):
        back = events[place] if place is not None else {}
        if at is None:
            found.lost.append(f"not printed: {back.get('title')!r}")
            continue
        event = one["events"][at]
        if place is None:
            found.lost.append(f"row lost: {_title(event)!r}")
        found.stages += 1
        found.same_stages += event["stage"] == back.get("stage")
        found.number(event.get("number") or "", back.get("number") or "")
        for key in ("title", "schedule", "result"):
            found.cell(event.get(key) or "", back.get(key) or "")
        for key in ("responsible", "decision"):
            found.cell(_lines(event, key), _lines(back, key))
        if event.get("section"):
            section = sections[event["section"]]
            if section["number"] is None and section["title"] is None:
                continue
            there = back_sections.get(back.get("section", ""), {})
            found.number(section["number"] or "", there.get("number") or "")
            found.cell(section["title"] or "", there.get("title") or "")


def _lines(event: Spec, key: str) -> str:
    lines = event.get(key) or []
    texts = [line["text"] if isinstance(line, dict) else line for line in lines]
    return " | ".join(text for text in texts if text)
