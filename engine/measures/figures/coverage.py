"""coverage: which values occur, and which lines of a list are found."""

import polars as pl

from engine.classes import dataclass
from engine.measures.coverage import CoverageOfList, CoverageOfValues, Values
from engine.measures.figures.rolling import rolled_tallies
from engine.measures.figures.tallies import absent_rows
from engine.model.conditions import Scalar
from engine.query.answers import Answers, key_name, organisation_name
from engine.query.asking import Asker
from engine.query.nodata import NoData
from engine.query.questions import Path, Slot, State, Total, path_of
from engine.query.scope import (
    Reach,
    Span,
    keys_of,
    reach_of,
    set_aside_of,
    where_of,
    with_key,
)
from engine.query.tasks import OfRows, Run
from engine.results.verdicts import Element, Measurement, Tally


def ask_values(measure: CoverageOfValues, asker: Asker, span: Span) -> "ValuesTask":
    """Which values the rows of `where` have."""
    scan, column = asker.scan(measure.dataset), path_of(measure.column)
    where = where_of(scan, span, measure.where)
    present = scan.slot(with_key(scan, column), Total(scan.mask((where, State.TRUE))))
    set_aside = set_aside_of(scan, keys_of(scan), where)
    return ValuesTask(reach_of(scan, span), column, measure.values, present, set_aside)


def ask_list(measure: CoverageOfList, asker: Asker, span: Span) -> "ListTask":
    """The lines of the list, and the keys of the table."""
    listing, scan = asker.scan(measure.listing), asker.scan(measure.dataset)
    listing_key, key = path_of(measure.listing_key), path_of(measure.dataset_key)
    among = where_of(listing, span, measure.among)
    where = where_of(scan, span, measure.where)
    listing_keys = with_key(listing, listing_key)
    return ListTask(
        listing=reach_of(listing, span),
        listing_key=listing_key,
        listed=listing.slot(listing_keys, Total(listing.mask((among, State.TRUE)))),
        listing_set_aside=set_aside_of(listing, keys_of(listing), among),
        reach=reach_of(scan, span),
        key=key,
        present=scan.slot(with_key(scan, key), Total(scan.mask((where, State.TRUE)))),
        set_aside=set_aside_of(scan, keys_of(scan), where),
    )


@dataclass(frozen=True, slots=True)
class ValuesTask(OfRows):
    """coverage of given values."""

    reach: Reach
    column: Path
    values: Values
    present: Slot
    set_aside: Slot | None

    def figure(self, run: Run) -> Measurement | NoData:
        """Each given value, and whether any row in sight has it."""
        return cover_values(self, run.answers)


@dataclass(frozen=True, slots=True)
class ListTask(OfRows):
    """coverage of a list: its keys, and the keys that occur in the dataset."""

    listing: Reach
    listing_key: Path
    listed: Slot
    listing_set_aside: Slot | None
    reach: Reach
    key: Path
    present: Slot
    set_aside: Slot | None

    @property
    def table(self) -> str:
        """The list, whose lines are N."""
        return self.listing.dataset

    def figure(self, run: Run) -> Measurement | NoData:
        """Lines of the list whose key occurs in the table; keys are shown of organisations only."""
        shows = self.listing.dataset in run.lists or self.listing_key == self.listing.organisation
        return cover_list(self, run.answers, show_keys=shows)


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
    n = sum(element.found for element in elements)
    return Measurement(
        Tally(None, n, len(elements), 0, int(aside)),
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
    frame = keyed.filter(pl.col(key).is_in(sorted(present)))
    unkeyed = int(listed[count].sum()) - int(keyed[count].sum())
    searched = _search_aside(task, answers)
    aside = _list_aside(task, answers) + unkeyed + searched
    overall = Tally(None, int(frame[count].sum()), int(keyed[count].sum()), 0, aside)
    measured = Measurement(
        overall,
        by_organisation=_list_parts(task, keyed, frame),
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
