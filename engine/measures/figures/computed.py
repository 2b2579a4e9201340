"""sum and mean of arithmetic over columns, row by row.

Engines are asked for counts, for sums of columns, and for the sum of one column by the values of
another; the products are made here, in fractions.
"""

from collections import defaultdict
from collections.abc import Iterator
from fractions import Fraction
from math import floor, isfinite, log10

import polars as pl

from engine.classes import dataclass
from engine.measures.comparing import ZERO, exact
from engine.measures.figures.rolling import rolled_tallies
from engine.measures.figures.tallies import absent_rows, measurement
from engine.measures.sums import ComputedMean, ComputedSum
from engine.model.conditions import Column, Condition, IsNull, Not
from engine.model.demands import Missing
from engine.model.formulas import products
from engine.model.measures import Form
from engine.model.tables import Counts
from engine.query.answers import Answers, Folded, key_name, organisation_name, rounded
from engine.query.asking import Asker
from engine.query.binding import conjunction
from engine.query.nodata import NoData, no_data
from engine.query.questions import Mask, Path, Slot, State, Total, path_of
from engine.query.scans import ScanBuilder
from engine.query.scope import Reach, Span, keys_of, reach_of, set_aside_of, where_of, with_key
from engine.query.tasks import OfRows, Run
from engine.results.verdicts import Measurement, Tally

_Sums = dict[str | None, Fraction]
"""Organisation → what is added up."""


@dataclass(frozen=True, slots=True)
class Product:
    """A number times the answers of a slot; `factor` is a key of theirs by which each is
    multiplied, too."""

    number: Fraction
    slot: Slot
    factor: Path | None = None


def ask(measure: ComputedSum | ComputedMean, asker: Asker, span: Span) -> "ComputedTask":
    """The products of the term, over the rows that have all its columns."""
    scan = asker.scan(measure.dataset)
    where = where_of(scan, span, measure.where)
    filled = conjunction(*(_is_filled(scan, name) for name in measure.filled))
    mask, keys = scan.mask((where, State.TRUE), (filled, State.TRUE)), keys_of(scan)
    terms = products(measure.term)
    assert terms is not None
    return ComputedTask(
        reach=reach_of(scan, span),
        products=tuple(_product(scan, names, each, mask) for names, each in terms.items() if each),
        filled=scan.slot(keys, Total(mask)),
        rows=scan.slot(keys, Total(scan.mask((where, State.TRUE)))),
        persons=_persons(measure, scan, mask),
        set_aside=set_aside_of(scan, keys, where),
        mean=measure.form is Form.AVERAGED,
    )


def _is_filled(scan: ScanBuilder, name: str) -> Condition:
    return Not(IsNull(Column(path_of(name), scan.type_of(path_of(name)))))


def _product(scan: ScanBuilder, names: tuple[str, ...], number: Fraction, mask: Mask) -> Product:
    if len(names) < 2:
        column = path_of(names[0]) if names else None
        return Product(number, scan.slot(keys_of(scan), Total(mask, column)))
    factor, column = path_of(names[0]), path_of(names[1])
    return Product(number, scan.slot(with_key(scan, factor), Total(mask, column)), factor)


def _persons(measure: ComputedSum | ComputedMean, scan: ScanBuilder, mask: Mask) -> Slot | None:
    """How many persons stand behind it: those that the one column counts which is declared to
    count any, or the rows; None where nothing in an organisation's row is a person."""
    own = scan.resource.name
    fields = [scan.package.field_at(own, path_of(name)) for name in measure.added_columns]
    counts = [field.counts if field else None for field in fields]
    if counts.count(Counts.PERSONS) == 1:
        name = measure.added_columns[counts.index(Counts.PERSONS)]
        return scan.slot(keys_of(scan), Total(mask, path_of(name)))
    if scan.resource.is_of_organisations and set(counts) == {Counts.THINGS}:
        return None
    return scan.slot(keys_of(scan), Total(mask))


@dataclass(frozen=True, slots=True)
class ComputedTask(OfRows):
    """What is added up, the rows that have it, and the persons behind them."""

    reach: Reach
    products: tuple[Product, ...]
    filled: Slot
    rows: Slot
    persons: Slot | None
    set_aside: Slot | None
    mean: bool

    @property
    def adds_up(self) -> bool:
        """Sums do, means do not."""
        return not self.mean

    def figure(self, run: Run) -> Measurement | NoData:
        """The sum, and of a mean the number of rows; whole and by organisation."""
        answers = run.answers
        absent = absent_rows(self.reach, answers)
        if absent:
            return absent
        folded = answers.by_organisation(self.reach)
        if folded.total(self.rows) and not folded.total(self.filled):
            return no_data("all_missing", dataset=self.reach.dataset)
        sums = _sums(self, folded, answers)
        unread = answers.unlabelled(self.reach, self.rows, self.set_aside)
        parts = list(_parts(self, folded, sums))
        whole = _number(sum(sums.values(), ZERO))
        totals = (folded.total(slot) for slot in (self.filled, self.rows, self.set_aside))
        filled, rows, aside = (int(total) for total in totals)
        persons = None if self.persons is None else int(folded.total(self.persons))
        overall = Tally(None, whole, filled if self.mean else None, rows - filled,
                        aside + unread, persons)  # fmt: skip
        measured = measurement(self, folded, overall, parts, Missing.EXCLUDE, unread)
        return rolled_tallies(measured, answers.members.on(self.reach.day))


def _sums(task: ComputedTask, folded: Folded, answers: Answers) -> _Sums:
    found: _Sums = defaultdict(Fraction)
    for product in task.products:
        if product.factor is None:
            for code, value in zip(folded.codes, folded.column(product.slot), strict=True):
                found[code] += product.number * exact(rounded(value))
            continue
        for code, factor, value in _by_factor(task, product, product.factor, answers):
            found[code] += product.number * exact(factor) * exact(_steady(value))
    return found


def _steady(value: float) -> float:
    """A sum that is multiplied yet, without the last bits that depend on the order of adding: of a
    small number more decimals are kept, since a factor may be large."""
    if isinstance(value, int) or not value or not isfinite(value):
        return value
    return round(value, max(9, 13 - floor(log10(abs(value)))))


def _by_factor(
    task: ComputedTask, product: Product, factor: Path, answers: Answers
) -> Iterator[tuple[str | None, float, float]]:
    """Organisation, value of the factor, sum of the other column; in an order that is always the
    same."""
    frame, slot = answers.in_sight(task.reach, product.slot), product.slot
    name, key = organisation_name(task.reach, slot), key_name(factor, slot)
    code = pl.col(name).cast(pl.String) if name else pl.lit(None, pl.String)
    small = (
        frame.filter(pl.col(key).is_not_null())
        .group_by(code.alias("code"), pl.col(key).alias("factor"))
        .agg(pl.col(f"t{slot.index}").sum().fill_null(0).alias("value"))
    )
    yield from small.sort("code", "factor").iter_rows()


def _parts(task: ComputedTask, folded: Folded, sums: _Sums) -> Iterator[Tally]:
    slots = (task.filled, task.rows, task.set_aside, task.persons)
    columns = (folded.column(slot) for slot in slots)
    for code, filled, rows, aside, persons in zip(folded.codes, *columns, strict=True):
        yield Tally(
            code, _number(sums.get(code, ZERO)), int(filled) if task.mean else None,
            int(rows - filled), int(aside), None if task.persons is None else int(persons),
        )  # fmt: skip


def _number(value: Fraction) -> float:
    """A whole number as such, any other to nine decimals, as all sums are."""
    return int(value) if value.denominator == 1 else rounded(float(value))
