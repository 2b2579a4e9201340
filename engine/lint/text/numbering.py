"""Findings about an item of a roadmap: its place, its subject, and the words it is about.

A row of printed numbers: what is skipped, repeated, restarted, out of turn.

Slips of numbering as findings, the same for events, sections and rows of the passport.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from enum import StrEnum

from engine.classes import dataclass
from engine.codes.documents import (
    NUMBER_MALFORMED,
    NUMBER_OUT_OF_TURN,
    NUMBER_REPEATED,
    NUMBER_SKIPPED,
    NUMBERING_RESTARTED,
    ROW_NUMBER_REPEATED,
)
from engine.diagnostics import Code, Finding, Origin, Param, Related, Subject, finding
from engine.lint.text.printed import Printed, bare, is_malformed, read_number, spelled
from engine.model.spec import Event, Goal, Indicator, PassportRow, Roadmap, Section

Item = Event | Goal | Indicator | PassportRow | Section
Span = tuple[int, int]

_KINDS: tuple[tuple[type, str], ...] = (
    (Event, "event"),
    (Goal, "goal"),
    (Indicator, "indicator"),
    (PassportRow, "passport"),
    (Section, "document"),
)


def place(item: Item, *route: str | int, span: Span | None = None) -> Origin:
    """A place inside the item; `span` are characters of the scalar there."""
    return Origin(item.origin.file, (*item.origin.route, *route), span=span)


def subject(roadmap: Roadmap, item: Item) -> Subject:
    """What a finding about the item speaks of. A passport row has no id."""
    kind = next(name for type_, name in _KINDS if isinstance(item, type_))
    return Subject(roadmap.slug, kind, None if isinstance(item, PassportRow) else item.id)


def words_of(item: Item) -> str:
    """The item's own words, for quoting."""
    if isinstance(item, Goal | Indicator):
        return item.text
    if isinstance(item, PassportRow):
        return item.label or " ".join(item.items[:1])
    return item.title or ""


def number_of(item: Item) -> str:
    """The printed number; empty where none is."""
    if isinstance(item, PassportRow):
        return item.row or ""
    return (item.number or "") if isinstance(item, Event | Section) else ""


def beside(roadmap: Roadmap, item: Item, caption: str, *route: str | int) -> Related:
    """The item as a further place of a finding."""
    return Related(place(item, *route), f"caption.{caption}", subject(roadmap, item))


def about(
    code: Code,
    roadmap: Roadmap,
    item: Item,
    *route: str | int,
    span: Span | None = None,
    related: Iterable[Related] = (),
    said: Mapping[str, Param] | None = None,
    **params: Param,
) -> Finding:
    """A finding about the item, with the parameters `quote` and `number` unless they are given.

    `said` are parameters whose names are not known beforehand.
    """
    filled = {"quote": words_of(item), "number": number_of(item), **(said or {}), **params}
    return finding(
        code,
        place(item, *route, span=span),
        related=related,
        subject=subject(roadmap, item),
        **filled,
    )


def about_roadmap(
    code: Code,
    roadmap: Roadmap,
    *route: str | int,
    related: Iterable[Related] = (),
    said: Mapping[str, Param] | None = None,
    **params: Param,
) -> Finding:
    """A finding about a roadmap as a whole; its title is quoted."""
    filled = {"quote": roadmap.title, **(said or {}), **params}
    at = Origin(roadmap.file, route or ("title",))
    whole = Subject(roadmap.slug, "document", None)
    return finding(code, at, related=related, subject=whole, **filled)


class Fault(StrEnum):
    """What is wrong with a number where it stands."""

    SKIPPED = "skipped"
    REPEATED = "repeated"
    RESTARTED = "restarted"
    OUT_OF_TURN = "out_of_turn"


@dataclass(frozen=True, slots=True)
class Slip:
    """The fault of the number at a position; `missing` are the numbers skipped before it (a range:
    a slip of the pen may skip millions; of few those that stand nowhere in the row), `first` is the
    position of the same number above."""

    position: int
    fault: Fault
    missing: Sequence[int] = ()
    first: int | None = None


def find_slips(numbers: Sequence[Printed | None]) -> Iterator[Slip]:
    """The faults of a row of numbers that should count 1, 2, 3 …, or from 0.

    Rows without a number (lost, or lines of one cell) may each stand for one number.
    """
    seen: dict[int, int] = {}
    last: int | None = None
    unnumbered = 0
    there = _there(numbers)
    for position, printed in enumerate(numbers):
        if printed is None:
            unnumbered += 1
            continue
        number = printed.last
        for slip in _judge(position, number, last, unnumbered, seen):
            if slip.fault is not Fault.SKIPPED:
                yield slip
            elif missing := _nowhere(slip.missing, there):
                yield replace(slip, missing=missing)
        if number == 1:
            seen = {}
        seen.setdefault(number, position)
        last, unnumbered = number, 0


def _there(numbers: Sequence[Printed | None]) -> frozenset[int]:
    """The numbers that stand anywhere in the row; none that are sure where it counts anew."""
    printed = [number.last for number in numbers if number]
    return frozenset(printed) if printed.count(1) < 2 else frozenset()


def _nowhere(missing: Sequence[int], there: frozenset[int]) -> Sequence[int]:
    """The skipped numbers without those that stand elsewhere, out of their turn."""
    if len(missing) > _MOST_NAMED:
        return missing
    return [number for number in missing if number not in there]


def _judge(
    position: int, number: int, last: int | None, unnumbered: int, seen: dict[int, int]
) -> Iterator[Slip]:
    before = last or 0
    if number > before + unnumbered + 1:
        yield Slip(position, Fault.SKIPPED, range(before + unnumbered + 1, number))
    elif number == last or (number in seen and number != 1):
        yield Slip(position, Fault.REPEATED, first=seen[number])
    elif number == 1 and last:
        yield Slip(position, Fault.RESTARTED, first=seen.get(1))
    elif number < before:
        yield Slip(position, Fault.OUT_OF_TURN)


_CODES: dict[Fault, Code] = {
    Fault.SKIPPED: NUMBER_SKIPPED,
    Fault.REPEATED: NUMBER_REPEATED,
    Fault.RESTARTED: NUMBERING_RESTARTED,
    Fault.OUT_OF_TURN: NUMBER_OUT_OF_TURN,
}


_MOST_NAMED = 12


def slips_of(roadmap: Roadmap, items: Sequence[Item], key: str, what: str) -> Iterator[Finding]:
    """A finding for each slip of the items' numbers; `key` is the YAML key of the number.

    `what` names the parameter by which the message knows the kind: event, section or row.
    """
    yield from (_malformed(roadmap, item, key) for item in items if is_malformed(number_of(item)))
    yield from (_malformed(roadmap, item, key) for item in _letters_for_figures(items))
    for run in _levels(items):
        numbers = _counted(run)
        for slip in find_slips(numbers):
            yield _finding(roadmap, run, numbers, slip, key, what)


def _letters_for_figures(items: Sequence[Item]) -> Iterator[Item]:
    """«З» between «2» and «4»: a letter that looks like a figure, where all others are figures."""
    printed = [bare(number_of(item)) for item in items]
    figures = sum(number[:1].isdigit() for number in printed)
    odd = [
        item
        for item, number in zip(items, printed, strict=True)
        if number and set(number) <= _LIKE_FIGURES
    ]
    if figures >= _FIGURES and figures + len(odd) == len(items):
        yield from odd


_LIKE_FIGURES = frozenset("ЗзОоOolБб")
_FIGURES = 3


def _levels(items: Sequence[Item]) -> Iterator[Sequence[Item]]:
    """The rows that are counted together: of three levels (3.1, 3.1.1) each counts for itself."""
    numbers = _counted(items)
    depths = {len(number.prefix) for number in numbers if number}
    if len(depths) < 2 or not _are_nested(numbers):
        yield items
        return
    runs: dict[tuple[int, ...], list[Item]] = {}
    for item, printed in zip(items, numbers, strict=True):
        if printed:
            runs.setdefault(printed.prefix, []).append(item)
    yield from runs.values()


def _are_nested(numbers: Sequence[Printed | None]) -> bool:
    """Whether a row of one part (1) stands above each longer number (1.1, 1.а) beside it."""
    read = [number for number in numbers if number]
    tops = {printed.last for printed in read if not printed.prefix}
    return not tops or all(printed.prefix[0] in tops for printed in read if printed.prefix)


def _counted(items: Sequence[Item]) -> list[Printed | None]:
    """The numbers; a letter alone among them («а», «б» below «2») is a line of the row above."""
    numbers = [read_number(number_of(item)) for item in items]
    lettered = all(number.is_letter for number in numbers if number)
    return [None if number and number.is_letter and not lettered else number for number in numbers]


def _malformed(roadmap: Roadmap, item: Item, key: str) -> Finding:
    words = f"{number_of(item)} {words_of(item)}".strip()
    return about(NUMBER_MALFORMED, roadmap, item, key, quote=words, printed=number_of(item))


def _named(missing: Sequence[int], printed: Printed | None) -> Iterator[str]:
    """The numbers; of many only the first and the last."""
    if len(missing) <= _MOST_NAMED:
        yield from spelled(printed, missing)
    else:
        yield " … ".join(spelled(printed, missing[:: len(missing) - 1]))


def _is_row_again(item: Item, slip: Slip) -> bool:
    """Two rows of a passport in one numbered cell look like a number printed twice."""
    return isinstance(item, PassportRow) and slip.fault is Fault.REPEATED


def opening(roadmap: Roadmap, item: Item) -> list[Event]:
    """The event that a section opens with: readers find a section by it."""
    if not isinstance(item, Section):
        return []
    return [event for event in roadmap.events if event.section == item.id][:1]


def _finding(
    roadmap: Roadmap,
    items: Sequence[Item],
    numbers: Sequence[Printed | None],
    slip: Slip,
    key: str,
    what: str,
) -> Finding:
    item, printed = items[slip.position], numbers[slip.position]
    code = ROW_NUMBER_REPEATED if _is_row_again(item, slip) else _CODES[slip.fault]
    first = None if slip.first is None else items[slip.first]
    related = [beside(roadmap, first, "first-here", key)] if first else []
    related += [beside(roadmap, event, "also-here", key) for event in opening(roadmap, item)]
    return about(
        code,
        roadmap,
        item,
        key,
        related=related,
        quote=f"{number_of(item)}. {words_of(item)}".strip(". "),
        missing=tuple(_named(slip.missing, printed)),
        said={what: number_of(item)},
    )
