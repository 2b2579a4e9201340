"""Whether words stand where the spec says that the order prints them."""

from collections.abc import Callable, Iterator, Sequence

from engine.classes import dataclass
from engine.diagnostics import Worded
from engine.lazy import lazy_pattern
from engine.load.citations import number_parts
from engine.model.citations import CitedPlace, Step, StepKind, by_rank
from engine.papers.documents import Address
from engine.papers.standing import Spot
from engine.tables import plain

_SIGNS = lazy_pattern(r"[\W_]+")


def plain_words(text: str) -> str:
    """Words and numbers alone: quotes, dashes, bullets and case are set in many ways."""
    return " ".join(_SIGNS.sub(" ", plain(text)).split())


@dataclass(frozen=True, slots=True)
class Narrowed:
    """The texts (their numbers) that lie at a place; `absent` is the step that is not there, and
    `is_elsewhere` says that the order has such a step in another place; `open` are the kinds of
    steps that this file does not show."""

    at: frozenset[int]
    absent: Step | None = None
    is_elsewhere: bool = False
    open: frozenset[StepKind] = frozenset()


def narrowed(spots: Sequence[Spot], texts: Sequence[str], place: CitedPlace) -> Narrowed:
    """The texts at a place, step by step from the outside in; `texts` are the plain words."""
    left, still_open = list(range(len(spots))), set()
    kinds = {step.kind for step in place}
    for step in by_rank(place):
        if step.kind in _SAYS_NOT_WHERE or (step.kind is StepKind.ORDER and kinds & _IN_ORDER):
            continue
        found = _step(step, [*left], spots, texts, alone=len(place) == 1)
        if found is None:
            still_open.add(step.kind)
            continue
        if not found:
            anywhere = _step(step, [*range(len(spots))], spots, texts, alone=False)
            return Narrowed(frozenset(), step, bool(anywhere), frozenset(still_open))
        left = found
    return Narrowed(frozenset(left), open=frozenset(still_open))


_SAYS_NOT_WHERE = frozenset({StepKind.FIELD, StepKind.OTHER})
_IN_ORDER = frozenset({
    StepKind.ANNEX, StepKind.REGULATION, StepKind.NOTE, StepKind.PASSPORT, StepKind.PLAN
})  # fmt: skip
"""What an order has beside its own clauses."""
_NAMED = _IN_ORDER - {StepKind.ANNEX}


def _step(
    step: Step, left: list[int], spots: Sequence[Spot], texts: Sequence[str], *, alone: bool
) -> list[int] | None:
    """Those of the texts that lie at one step; None where the file does not show such steps."""
    if step.words and step.kind is not StepKind.ORDER:
        return _behind(step.words, left, texts) if step.kind is not StepKind.COLUMN else None
    if step.kind in (StepKind.PARAGRAPH, StepKind.ITEM):
        return _counted(step, left, spots, alone=alone)
    if step.kind is StepKind.PAGE and not any(spot.page for spot in spots):
        return None
    test = _TESTS.get(step.kind)
    if test is None or (step.nth is not None and step.kind is not StepKind.ROW):
        return None
    found = [at for at in left if test(spots[at], step)]
    return found if step.nth is None else _nth_row(step, found, spots)


def _behind(words: str, left: list[int], texts: Sequence[str]) -> list[int]:
    """What stands from a heading on."""
    said = plain_words(words)
    first = next((n for n, at in enumerate(left) if said in texts[at]), None)
    return [] if first is None else left[first:]


def _nth_row(step: Step, found: list[int], spots: Sequence[Spot]) -> list[int]:
    """Of each annex the row that is the nth of its number."""
    rows: dict[int, list[Address]] = {}
    for at in found:
        own = rows.setdefault(spots[at].annex_at, [])
        if spots[at].address[:2] not in own:
            own.append(spots[at].address[:2])
    nth = step.nth or 1
    meant = {own[nth - (nth > 0)] for own in rows.values() if len(own) >= abs(nth)}
    return [at for at in found if spots[at].address[:2] in meant]


def _counted(
    step: Step, left: list[int], spots: Sequence[Spot], *, alone: bool
) -> list[int] | None:
    """The paragraphs of that number below a point: an item may be counted with the words before
    the list or without them. Lines of a page are no paragraphs."""
    if any(spot.page for spot in spots):
        return None
    if alone and step.numbers:
        return [at for at in left if _is(step, _counted_number(spots[at]))]
    if not all(spots[at].points for at in left) or not left:
        return None
    if step.nth is not None:
        return [left[-1]] if step.nth < 0 else None
    places = {
        place - shift
        for first, last in step.numbers
        for place in range(_whole(first), _whole(last) + 1)
        for shift in (0, 1)
    }
    return [at for place, at in enumerate(left) if place in places]


def _counted_number(spot: Spot) -> tuple[str, ...]:
    return tuple(str(number) for step, number in spot.address[:1] if step == "paragraph")


def _whole(number: str) -> int:
    parts = number_parts(number)
    return parts[0] if parts else 0


def _is(step: Step, numbers: Sequence[str]) -> bool:
    """Whether one of the numbers is among those of the step."""
    return any(
        first == number or (first != last and _lies(number, first, last))
        for number in numbers
        for first, last in step.numbers
    )


def _lies(number: str, first: str, last: str) -> bool:
    value, low, high = map(number_parts, (number, first, last))
    return bool(value and low and high) and low <= value <= high


def _section(spot: Spot, step: Step) -> bool:
    """By its own number; where no section is announced, by the first number of a point."""
    is_below = step.kind is StepKind.SUBSECTION or not spot.section
    return _is(step, (spot.section, *(spot.points if is_below else ())))


def _point(spot: Spot, step: Step) -> bool:
    """The number as it is printed, or with that of the section before it or left out."""
    full = tuple(f"{spot.section}.{point}" for point in spot.points) if spot.section else ()
    start = f"{spot.section}."
    bare = (point.removeprefix(start) for point in spot.points if point.startswith(start))
    short = tuple(bare) if spot.section else ()
    below = (f"{spot.points[-1]}.{spot.sub}",) if spot.points and spot.sub else ()
    return _is(step, (*spot.points, *full, *short, *below))


_TESTS: dict[StepKind, Callable[[Spot, Step], bool]] = {
    StepKind.ANNEX: lambda spot, step: (
        spot.annex is not None and (not step.numbers or _is(step, (spot.annex,)))
    ),
    StepKind.ORDER: lambda spot, _: StepKind.ORDER in spot.parts,
    StepKind.PREAMBLE: lambda spot, _: StepKind.ORDER in spot.parts and not spot.points,
    **{kind: lambda spot, step: step.kind in spot.parts for kind in _NAMED},
    StepKind.CHAPTER: _section,
    StepKind.SECTION: _section,
    StepKind.SUBSECTION: _section,
    StepKind.POINT: _point,
    StepKind.SUBPOINT: lambda spot, step: _is(step, (spot.sub,)) or _point(spot, step),
    StepKind.TABLE: lambda spot, step: (
        bool(spot.tables) and (not step.numbers or _is(step, spot.tables))
    ),
    StepKind.SHEET: lambda spot, step: _is(step, spot.tables),
    StepKind.ROW: lambda spot, step: _is(step, spot.rows),
    StepKind.COLUMN: lambda spot, step: _is(step, spot.columns),
    StepKind.PAGE: lambda spot, step: _is(step, (str(spot.page),)),
}  # fmt: skip


def step_words(step: Step) -> Worded:
    """A step in words: «таблица 7»."""
    numbers = ", ".join(a if a == b else f"{a}–{b}" for a, b in step.numbers)
    return Worded(f"papers.step.{step.kind}", (("n", numbers or step.words),))


def told_place(spot: Spot) -> tuple[Worded, ...]:
    """Where a text stands, in words."""
    return tuple(Worded(f"papers.at.{step}", (("n", number),)) for step, number in _steps(spot))


def _steps(spot: Spot) -> Iterator[tuple[str, str]]:
    if spot.annex:
        yield "annex", spot.annex
    if spot.section:
        yield "section", spot.section
    if spot.tables:
        yield "table", spot.tables[0]
        yield "row", spot.rows[0] if spot.rows else str(dict(spot.address).get("row", ""))
    elif spot.points:
        yield "point", spot.points[-1]
    elif not spot.page and spot.address:
        yield "paragraph", str(spot.address[0][1])
    if spot.page:
        yield "page", str(spot.page)
