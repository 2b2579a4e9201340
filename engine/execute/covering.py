"""Coverage: of given values, and of a list that somebody else holds."""

import polars as pl

from engine.compile.needed import ListTask, ValuesTask
from engine.execute.answers import Answers, key_name, organisation_name
from engine.execute.counting import absent_rows
from engine.execute.nodata import NoData
from engine.execute.rolling import rolled_tallies
from engine.model.conditions import Scalar
from engine.query.questions import Slot
from engine.query.scope import Reach
from engine.results.verdicts import Element, Measurement, Tally


def cover_values(task: ValuesTask, answers: Answers) -> Measurement | NoData:
    """Each given value, and whether any row in sight has it."""
    absent = absent_rows(task.reach, answers)
    if absent:
        return absent
    present = _present(task.reach, task.present, key_name(task.column, task.present), answers)
    elements = tuple(Element(str(value), value in present) for value in task.values)
    folded = answers.by_organisation(task.reach)
    unread = answers.unlabelled(task.reach, task.present, task.set_aside)
    aside = folded.total(task.set_aside) + unread
    found = sum(element.found for element in elements)
    return Measurement(
        Tally(None, found, len(elements), 0, int(aside)),
        elements=elements,
        rows_read=int(folded.total(task.reach.read)),
        unread_period=unread,
    )


def cover_list(task: ListTask, answers: Answers, *, show_keys: bool) -> Measurement | NoData:
    """Lines of the list whose key occurs in the dataset; keys are shown of organisations only."""
    absent = absent_rows(task.listing, answers) or absent_rows(task.reach, answers)
    if absent:
        return absent
    key, count = key_name(task.listing_key, task.listed), f"t{task.listed.index}"
    listed = answers.in_sight(task.listing, task.listed).filter(pl.col(count) > 0)
    keyed = listed.filter(pl.col(key).is_not_null())
    present = _present(task.reach, task.present, key_name(task.key, task.present), answers)
    found = keyed.filter(pl.col(key).is_in(sorted(present)))
    unkeyed = int(listed[count].sum()) - int(keyed[count].sum())
    searched = _search_aside(task, answers)
    aside = _list_aside(task, answers) + unkeyed + searched
    overall = Tally(None, int(found[count].sum()), int(keyed[count].sum()), 0, aside)
    measured = Measurement(
        overall,
        by_organisation=_list_parts(task, keyed, found),
        elements=_elements(keyed[key], present) if show_keys else (),
        rows_read=int(answers.by_organisation(task.reach).total(task.reach.read)),
        aside_in_search=searched,
        unread_period=answers.unlabelled(task.listing, task.listed, task.listing_set_aside)
        + answers.unlabelled(task.reach, task.present, task.set_aside),
    )
    return rolled_tallies(measured, answers.members.on(task.listing.day))


def _list_aside(task: ListTask, answers: Answers) -> int:
    """Lines of which it is unknown whether they belong to the list."""
    lines = answers.by_organisation(task.listing).total(task.listing_set_aside)
    return int(lines) + answers.unlabelled(task.listing, task.listed, task.listing_set_aside)


def _search_aside(task: ListTask, answers: Answers) -> int:
    """Rows of which it is unknown whether the list may be looked up in them."""
    rows = answers.by_organisation(task.reach).total(task.set_aside)
    return int(rows) + answers.unlabelled(task.reach, task.present, task.set_aside)


def _list_parts(task: ListTask, listed: pl.DataFrame, found: pl.DataFrame) -> tuple[Tally, ...]:
    name, count = organisation_name(task.listing, task.listed), f"t{task.listed.index}"
    if name is None:
        return ()
    totals, founds = _by(listed, name, count), _by(found, name, count)
    return tuple(Tally(code, founds.get(code, 0), total) for code, total in totals.items())


def _by(frame: pl.DataFrame, name: str, count: str) -> dict[str | None, int]:
    small = frame.group_by(name).agg(pl.col(count).sum()).sort(name, nulls_last=True)
    codes = small[name].cast(pl.String).to_list()
    return dict(zip(codes, small[count].to_list(), strict=True))


def _elements(keys: pl.Series, present: set[Scalar]) -> tuple[Element, ...]:
    return tuple(Element(str(key), key in present) for key in keys.unique().sort().to_list())


def _present(reach: Reach, slot: Slot, key: str, answers: Answers) -> set[Scalar]:
    frame = answers.in_sight(reach, slot).filter(pl.col(f"t{slot.index}") > 0)
    return set(frame[key].drop_nulls().unique().to_list())
