"""Where in the order words stand: «приложение 1, раздел 2, п. 3.1, с. 7» as a typed value."""

from dataclasses import field, replace
from enum import StrEnum

from engine.classes import dataclass


class StepKind(StrEnum):
    """What an address in an order is made of, from the outside in."""

    ROADMAP = "roadmap"
    PROGRAMME = "programme"
    ORDER = "order"
    ANNEX = "annex"
    PREAMBLE = "preamble"
    REGULATION = "regulation"
    NOTE = "note"
    PASSPORT = "passport"
    PLAN = "plan"
    PART = "part"
    CHAPTER = "chapter"
    SECTION = "section"
    SUBSECTION = "subsection"
    ARTICLE = "article"
    HEADING = "heading"
    """Words of the order's own, in quotes."""
    TABLE = "table"
    POINT = "point"
    ROW = "row"
    SUBPOINT = "subpoint"
    COLUMN = "column"
    ITEM = "item"
    PARAGRAPH = "paragraph"
    FIELD = "field"
    """A goal, a task, a result …: what the words are."""
    SHEET = "sheet"
    PAGE = "page"
    OTHER = "other"
    """Words that say nothing that is known here."""


RANK = {kind: at for at, kind in enumerate(StepKind)}
"""The further out, the less."""

PARTS = frozenset({
    StepKind.ORDER, StepKind.PREAMBLE, StepKind.REGULATION, StepKind.NOTE, StepKind.PASSPORT,
    StepKind.PLAN, StepKind.PROGRAMME, StepKind.ROADMAP,
})  # fmt: skip
"""What a document consists of, by its name and without a number."""

Numbers = tuple[tuple[str, str], ...]
"""Each from … to; both alike where it is one. «IV» is told as «4», «А» as «а»."""


@dataclass(frozen=True, slots=True)
class Step:
    """One step: its numbers, any of which may be meant; `nth` of those that bear the same number
    (-1: the last); the words of a heading, a field or of what was not understood."""

    kind: StepKind
    numbers: Numbers = ()
    nth: int | None = None
    words: str = ""


CitedPlace = tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Citation:
    """A place, or several of which each has the words. Two spellings of one place are equal.

    `unread` are the characters of `text` that were not understood.
    """

    text: str = field(compare=False)
    places: tuple[CitedPlace, ...]
    unread: tuple[tuple[int, int], ...] = field(default=(), compare=False)

    def __str__(self) -> str:
        return self.text

    def within(self, outer: "Citation | None") -> "Citation":
        """With the steps of what it stands in, where they lie further out than its own."""
        if outer is None or len(outer.places) != 1:
            return self
        return replace(self, places=tuple(inside(outer.places[0], each) for each in self.places))


def inside(outer: CitedPlace, place: CitedPlace) -> CitedPlace:
    """The place with those steps of another that lie further out than all of its own."""
    return (*(step for step in outer if _holds(step, place)), *place)


_ALONE = PARTS - {StepKind.PROGRAMME, StepKind.ROADMAP}
"""Parts that hold no other part."""


def _holds(step: Step, place: CitedPlace) -> bool:
    kinds = {each.kind for each in place}
    if step.kind is StepKind.PAGE or StepKind.ORDER in kinds:
        return False
    if step.kind in _ALONE and kinds & {*_ALONE, StepKind.ANNEX}:
        return False
    return all(RANK[step.kind] < RANK[kind] for kind in kinds)


def by_rank(place: CitedPlace) -> tuple[Step, ...]:
    """The steps from the outside in, however they are written."""
    return tuple(sorted(place, key=lambda step: RANK[step.kind]))


def printed(citation: Citation | None) -> str | None:
    """As it is written."""
    return citation.text if citation else None
