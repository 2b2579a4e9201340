"""The impact of a change as it may leave the department: no small group follows from it.

Three things are told of an indicator: the figures of the old rule, those of the new one, and by
subtraction those of the rows that only one of them counts. In each of the three a small group is
hidden, and so many beside it as keep the total from giving it away (see `hiding`).
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from engine.messages import Catalogue, Language, catalogue
from engine.reports.edition import Audience, Edition, edition
from engine.reports.hiding import Cell, hidden_cells, is_given_away
from engine.reports.places import Places
from engine.reports.suppression import hidden_organisations, hides_overall, is_of_persons
from engine.results.changes import Impact, VerdictChange
from engine.results.outcome import Outcome
from engine.results.verdicts import IndicatorOutcome, Tally


@dataclass(frozen=True, slots=True)
class Sides:
    """Both outcomes, their indicators by the new full id."""

    old: Edition
    new: Edition
    before: Mapping[str, IndicatorOutcome]
    after: Mapping[str, IndicatorOutcome]


def told_outside(
    impact: Impact, old: tuple[Outcome, Places], new: tuple[Outcome, Places],
    renames: Mapping[str, str],
) -> Impact:  # fmt: skip
    """The impact without small groups; `renames` leads from old full ids to new ones."""
    words: Catalogue = catalogue(Language.RU)
    editions = [edition(*each, words, audience=Audience.EXTERNAL) for each in (old, new)]
    before = {renames.get(each.full_id, each.full_id): each for each in old[0].judged}
    after = {each.full_id: each for each in new[0].judged}
    sides = Sides(editions[0], editions[1], before, after)
    return replace(impact, indicators=tuple(_told(each, sides) for each in impact.indicators))


def _told(change: VerdictChange, sides: Sides) -> VerdictChange:
    old, new = sides.before.get(change.id), sides.after.get(change.id)
    hidden: frozenset[str] = frozenset()
    is_hidden = False
    for outcome, made in ((old, sides.old), (new, sides.new)):
        if outcome is not None:
            hidden |= hidden_organisations(outcome, made)
            measured = outcome.verdict.measurement
            is_hidden |= measured is not None and hides_overall(outcome, measured.overall, made)
    if _is_of_persons(old, sides.old) or _is_of_persons(new, sides.new):
        cells, least = _differences(old, new), sides.new.least
        hidden |= hidden_cells(cells, least)
        whole = _difference(None, change.old_figure, change.new_figure)
        is_hidden |= is_given_away(cells, least) or whole.is_small(least)
    shown = tuple(each for each in change.organisations if each.code not in hidden)
    return replace(
        change,
        old_figure=None if is_hidden else change.old_figure,
        new_figure=None if is_hidden else change.new_figure,
        organisations=shown,
        is_hidden=is_hidden,
        hidden=len(hidden),
    )


def _is_of_persons(outcome: IndicatorOutcome | None, made: Edition) -> bool:
    return outcome is not None and is_of_persons(outcome, made)


def _differences(old: IndicatorOutcome | None, new: IndicatorOutcome | None) -> list[Cell]:
    """Of each organisation the rows that one rule counts and the other does not."""
    before, after = _parts(old), _parts(new)
    codes = sorted({*before, *after})
    return [_difference(code, before.get(code), after.get(code)) for code in codes]


def _parts(outcome: IndicatorOutcome | None) -> dict[str, Tally]:
    measured = outcome.verdict.measurement if outcome else None
    return {each.key: each for each in measured.by_organisation if each.key} if measured else {}


def _difference(code: str | None, old: Tally | None, new: Tally | None) -> Cell:
    before, after = (each.size if each else 0 for each in (old, new))
    return Cell(code or "", abs(after - before))
