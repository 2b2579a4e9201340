"""Slips of numbering as findings, the same for events, sections and rows of the passport."""

from collections.abc import Iterator, Sequence

from engine.checks.wording.numbers import Printed, read_number
from engine.checks.wording.pointing import Item, about, beside, number_of, words_of
from engine.checks.wording.sequences import Fault, Slip, find_slips
from engine.codes.documents import (
    NUMBER_OUT_OF_TURN,
    NUMBER_REPEATED,
    NUMBER_SKIPPED,
    NUMBERING_RESTARTED,
    ROW_NUMBER_REPEATED,
)
from engine.diagnostics import Code, Finding
from engine.model.spec import Event, PassportRow, Roadmap, Section

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
    numbers = [read_number(number_of(item)) for item in items]
    for slip in find_slips(numbers):
        yield _finding(roadmap, items, numbers, slip, key, what)


def _named(missing: range, prefix: str) -> Iterator[str]:
    """The numbers; of many only the first and the last."""
    if len(missing) <= _MOST_NAMED:
        yield from (f"{prefix}{number}" for number in missing)
    else:
        yield f"{prefix}{missing[0]} … {prefix}{missing[-1]}"


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
    prefix = "".join(f"{part}." for part in printed.prefix) if printed else ""
    return about(
        code,
        roadmap,
        item,
        key,
        related=related,
        quote=f"{number_of(item)}. {words_of(item)}".strip(". "),
        missing=tuple(_named(slip.missing, prefix)),
        said={what: number_of(item)},
    )
