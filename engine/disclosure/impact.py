"""The impact of a change as it may leave the department: no small group follows from it.

Three things are told of an indicator: the figures of the old rule, those of the new one, and by
subtraction those of the rows that only one of them counts. In each of the three what tells of too
few is hidden, and so many beside it as keep the total from giving it away (see `cells`).
"""

from collections.abc import Mapping
from dataclasses import replace

from engine.classes import dataclass
from engine.disclosure.cells import Cell, hidden_cells, is_given_away
from engine.disclosure.gaps import untold
from engine.disclosure.hiding import Sheet
from engine.results.changes import Impact, VerdictChange
from engine.results.outcome import Outcome
from engine.results.verdicts import IndicatorOutcome, Tally


@dataclass(frozen=True, slots=True)
class Sides:
    """Both outcomes, their indicators by the new full id."""

    old: Sheet
    new: Sheet
    before: Mapping[str, IndicatorOutcome]
    after: Mapping[str, IndicatorOutcome]


def told_outside(impact: Impact, old: Outcome, new: Outcome, renames: Mapping[str, str]) -> Impact:
    """The impact without small groups; `renames` leads from old full ids to new ones."""
    sheets = [Sheet(outcome.project, outcome.judged) for outcome in (old, new)]
    before = {renames.get(outcome.full_id, outcome.full_id): outcome for outcome in old.judged}
    after = {outcome.full_id: outcome for outcome in new.judged}
    sides = Sides(sheets[0], sheets[1], before, after)
    return replace(
        impact, indicators=tuple(_told(indicator, sides) for indicator in impact.indicators)
    )


def _told(change: VerdictChange, sides: Sides) -> VerdictChange:
    old, new = sides.before.get(change.id), sides.after.get(change.id)
    hidden: frozenset[str] = frozenset()
    is_hidden = False
    for outcome, sheet in ((old, sides.old), (new, sides.new)):
        if outcome is not None:
            told = sheet.told(outcome)
            hidden |= told.cells
            is_hidden |= told.whole
    if _is_of_persons(old, sides.old) or _is_of_persons(new, sides.new):
        least = sides.new.least
        for cells, whole in _differences(change, old, new):
            hidden |= hidden_cells(cells, least)
            is_hidden |= is_given_away(cells, least) or whole.is_small(least)
    shown = (
        organisation for organisation in change.organisations if organisation.code not in hidden
    )
    return replace(
        change,
        old_figure=None if is_hidden else _figure(change.old_figure),
        new_figure=None if is_hidden else _figure(change.new_figure),
        organisations=tuple(
            replace(
                organisation_change,
                old=_figure(organisation_change.old),
                new=_figure(organisation_change.new),
            )
            for organisation_change in shown
        ),
        values=(),
        is_hidden=is_hidden,
        hidden=len(hidden),
    )


def _figure(tally: Tally | None) -> Tally | None:
    """Of two rules nobody compares the rows without an answer: outside they are told of none."""
    return untold(tally) if tally else None


def _is_of_persons(outcome: IndicatorOutcome | None, sheet: Sheet) -> bool:
    return outcome is not None and sheet.is_of_persons(outcome)


def _differences(
    change: VerdictChange, old: IndicatorOutcome | None, new: IndicatorOutcome | None
) -> list[tuple[list[Cell], Cell]]:
    """Of each organisation and of the whole the rows that one rule counts and the other does not:
    of all of them, and of those that make up n."""
    before, after = _parts(old), _parts(new)
    codes = sorted({*before, *after})
    return [
        (
            [_difference(code, before.get(code), after.get(code), which) for code in codes],
            _difference(None, change.old_figure, change.new_figure, which),
        )
        for which in (0, 1)
    ]


def _parts(outcome: IndicatorOutcome | None) -> dict[str, Tally]:
    measured = outcome.verdict.measurement if outcome else None
    return {each.key: each for each in measured.by_organisation if each.key} if measured else {}


def _difference(code: str | None, old: Tally | None, new: Tally | None, which: int) -> Cell:
    before, after = (_number(each, which) if each else 0 for each in (old, new))
    return Cell(code or "", abs(after - before))


def _number(tally: Tally, which: int) -> float:
    """The rows, or of n / N those that are counted."""
    return tally.persons_counted if which and tally.total is not None else tally.size
