"""Words of a paper that are of no column of its plans → the notes of the specs: what stands below
or between the plans, in footnotes, comments, text boxes and headers, and in tables of other kinds.

They stay told: whether they belong to an event, a person says. Lists of pupils are told alone.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from engine.classes import dataclass
from engine.codes import papers as codes
from engine.messages import Catalogue
from engine.papers.assembled import Assembled
from engine.papers.beside_plans import names_pupils
from engine.papers.documents import Address, Block, Document, Paragraph, RemarkKind
from engine.papers.doubts import Doubt
from engine.papers.specs import Specs
from engine.papers.values import Mapped

_LONGEST = 6_000
"""Letters of a note: more is another document, and no words beside a plan."""
_BESIDE = frozenset(
    {RemarkKind.FOOTNOTE, RemarkKind.COMMENT, RemarkKind.TEXT_BOX, RemarkKind.HEADER}
)
_LEFT = frozenset({codes.WORDS_LEFT_OUT, codes.TABLE_NOT_UNDERSTOOD, codes.EVENT_WITHOUT_TITLE})


def is_left(each: Doubt) -> bool:
    """Whether a doubt holds the words whole that are in no key; a row without a title may be an
    event all the same."""
    return each.code in _LEFT and not dict(each.params).get("kept")


@dataclass(frozen=True, slots=True)
class Words:
    """Lines beside a plan, where they stand, and as what they are told."""

    address: Address
    text: str
    lines: tuple[str, ...]


Noted = frozenset[tuple[Address, str]]
"""Addresses and texts of words that a note holds."""


def with_notes(
    specs: Specs, document: Document, assembled: Assembled, there: Mapping[str, str],
    words: Catalogue, more: Iterable[Words] = (),
) -> tuple[Specs, Noted]:  # fmt: skip
    """The specs with the notes that the words beside their plans and `more` make; a file that is
    `there` keeps its own."""
    doubts = (*assembled.doubts, *specs.doubts)
    places = _Places(specs, document, there)
    noted = {
        (each.address, each.text)
        for each in (*_left(doubts, document.blocks), *_remarked(document, words), *more)
        if places.take(each)
    }
    return places.written(specs), frozenset(noted)


def _left(doubts: Sequence[Doubt], blocks: Sequence[Block]) -> Iterator[Words]:
    """What is told to be left out, line by line; of a table row by row."""
    tables = {each.address: each for each in blocks if not isinstance(each, Paragraph)}
    for each in doubts:
        params, table = dict(each.params), tables.get(each.address)
        if not is_left(each) or (each.code is codes.TABLE_NOT_UNDERSTOOD and table is None):
            continue
        if table is not None and names_pupils(table, str(params.get("named", ""))):
            continue
        text = str(params["text"])
        lines = (
            [" – ".join(cell.text for cell in row.cells if cell.text) for row in table.rows]
            if table else [text]
        )  # fmt: skip
        yield Words(each.address, text, tuple(filter(None, lines)))


def _remarked(document: Document, words: Catalogue) -> Iterator[Words]:
    for each in dict.fromkeys(document.remarks):
        if each.kind in _BESIDE and each.text:
            kind = words.text(f"papers.remark.{each.kind.value}")
            line = f"{kind[:1].upper()}{kind[1:]}: {each.text}"
            yield Words(each.address, each.text, (line,))


class _Places:
    """The notes that an event, a roadmap or the project gets, each line once."""

    def __init__(self, specs: Specs, document: Document, there: Mapping[str, str]) -> None:
        self._order = {each.address: at for at, each in enumerate(document.blocks)}
        self._there = there
        self._events: dict[Address, tuple[str, int]] = {}
        self._begins: list[tuple[tuple[int, int], str]] = []
        self._lines: dict[tuple[str, int | None], list[str]] = {}
        for name, rows in specs.rows.items():
            for at, address in enumerate(rows["events"]):
                self._events.setdefault(address, (name, at))
            places = [self._place(each) for each in (*rows["passport"], *rows["events"])]
            if places:
                self._begins.append((min(places), name))

    def take(self, words: Words) -> bool:
        """Whether the words have a note to stand in that is not too long with them."""
        home = self._events.get(words.address[:2]) or (self._roadmap(words.address), None)
        if home[0] in self._there or not home[0]:
            return False
        lines = self._lines.get(home, [])
        fresh = [line for line in words.lines if line not in lines]
        if sum(map(len, (*lines, *fresh))) > _LONGEST:
            return False
        self._lines[home] = [*lines, *fresh]
        return True

    def _roadmap(self, address: Address) -> str:
        """The last roadmap that begins above a place; the only one, or none, for what has no place
        among the rows."""
        if not address:
            names = [name for _, name in self._begins]
            return names[0] if len(names) == 1 else "project.yaml"
        place = self._place(address)
        above = [name for begin, name in sorted(self._begins) if begin <= place]
        return above[-1] if above else next((name for _, name in sorted(self._begins)), "")

    def _place(self, address: Address) -> tuple[int, int]:
        row = address[1][1] if len(address) > 1 else 0
        return self._order.get(address[:1], -1), row

    def written(self, specs: Specs) -> Specs:
        """The specs with all notes."""
        project, roadmaps = {**specs.project}, {**specs.roadmaps}
        for (name, event), lines in self._lines.items():
            note = "\n".join(lines)
            if name not in roadmaps:
                project["note"] = note
            elif event is None:
                roadmaps[name] = {**roadmaps[name], "note": note}
            else:
                roadmaps[name] = _with_event_note(roadmaps[name], event, note)
        return replace(specs, project=project, roadmaps=roadmaps)


def _with_event_note(spec: Mapped, at: int, note: str) -> Mapped:
    events = spec["events"]
    assert isinstance(events, list)
    event = events[at]
    assert isinstance(event, dict)
    return {**spec, "events": [*events[:at], {**event, "note": note}, *events[at + 1 :]]}
