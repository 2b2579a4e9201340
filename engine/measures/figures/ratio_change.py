"""ratio_change: how the mean score of each organisation changed."""

from collections.abc import Iterator
from fractions import Fraction

from engine.classes import dataclass
from engine.measures.comparing import exact
from engine.measures.figures.organisations import OrganisationsTask, read_rows, rows_aside, signs_of
from engine.measures.figures.tallies import absent_rows
from engine.measures.ratio_change import RatioChange, Sharp
from engine.model.conditions import Clause, Column, Condition, IsNull, Not
from engine.query.answers import Answers, rounded
from engine.query.asking import Asker
from engine.query.nodata import NoData, no_data
from engine.query.periods import read_period
from engine.query.questions import Path, Slot, State, Total, path_of
from engine.query.scans import ScanBuilder
from engine.query.scope import (
    Reach,
    Span,
    keys_of,
    reach_of,
    set_aside_of,
    where_of,
)
from engine.query.tasks import Run
from engine.results.verdicts import Figure, Measurement
from engine.statistics.groups import fences


def ask(measure: RatioChange, asker: Asker, span: Span) -> "RatioTask":
    """The scores of the rows before and after; each in its own period where `over` names two.

    Raises ValueError where it names none that can be read."""
    spans = [span, span]
    if measure.over:
        windows = [read_period(label) for label in measure.over]
        spans = [span.during(window) for window in windows if window]
    before, after = spans
    scan = asker.scan(measure.dataset)
    return RatioTask(
        measure,
        _scores(measure, scan, before, measure.before),
        _scores(measure, scan, after, measure.after),
    )


@dataclass(frozen=True, slots=True)
class ScorePart:
    """One side of a ratio: the sum of scores, of their maxima (None: a number), and the rows."""

    reach: Reach
    total: Slot
    maximum: Slot | None
    filled: Slot
    rows: Slot
    set_aside: Slot | None


def _scores(
    measure: RatioChange, scan: ScanBuilder, span: Span, clause: Clause | None
) -> ScorePart:
    """Sums over the rows that have both a score and a maximum."""
    keys, column, where = keys_of(scan), path_of(measure.of), where_of(scan, span, clause)
    known = [_is_filled(scan, column)]
    maximum = path_of(measure.maximum) if isinstance(measure.maximum, str) else None
    if maximum:
        known.append(_is_filled(scan, maximum))
    mask = scan.mask((where, State.TRUE), *((tree, State.TRUE) for tree in known))
    return ScorePart(
        reach=reach_of(scan, span),
        total=scan.slot(keys, Total(mask, column)),
        maximum=scan.slot(keys, Total(mask, maximum)) if maximum else None,
        filled=scan.slot(keys, Total(mask)),
        rows=scan.slot(keys, Total(scan.mask((where, State.TRUE)))),
        set_aside=set_aside_of(scan, keys, where),
    )


def _is_filled(scan: ScanBuilder, path: Path) -> Condition:
    return Not(IsNull(Column(path, scan.type_of(path))))


@dataclass(frozen=True, slots=True)
class RatioTask(OrganisationsTask):
    """ratio_change: scores before and after."""

    measure: RatioChange
    before: ScorePart
    after: ScorePart

    def looks(self) -> Iterator[tuple[Reach, Slot | None]]:
        yield self.after.reach, self.after.set_aside

    def look(self, run: Run) -> Measurement | NoData:
        """Each organisation with its K between the fences."""
        return _ratios(self, run.answers)


FEWEST_FOR_QUARTILES = 4


def _ratios(task: RatioTask, answers: Answers) -> Measurement | NoData:
    measure = task.measure
    absent = absent_rows(task.before.reach, answers) or absent_rows(task.after.reach, answers)
    if absent:
        return absent
    before, after = (
        _shares_of_maximum(part, measure, answers) for part in (task.before, task.after)
    )
    sizes = {code: min(before[code][1], after[code][1]) for code in before if code in after}
    ratios = {
        code: before[code][0] / after[code][0]
        for code, n in sizes.items()
        if n >= measure.min_n and after[code][0]
    }
    if len(ratios) < FEWEST_FOR_QUARTILES:
        return no_data("too_few_organisations", found=len(ratios), least=FEWEST_FOR_QUARTILES)
    low, high = fences(list(ratios.values()), exact(measure.fences))
    figures = [
        _of_ratio(code, ratios.get(code), (low, high), sizes.get(code, 0), measure.sharp)
        for code in sorted({*before, *after})
    ]
    rows = read_rows(task.after.reach, answers)
    asides = [rows_aside(part, answers) for part in (task.before, task.after)]
    aside, unread = (sum(each) for each in zip(*asides, strict=True))
    return signs_of(figures, aside, rows, unread=unread)


def _of_ratio(
    code: str, ratio: Fraction | None, ends: tuple[Fraction, Fraction], n: int, sharp: Sharp
) -> Figure:
    low, high = ends
    value = None if ratio is None else float(ratio)
    sign = None if ratio is None else _is_sharp(ratio, low, high, sharp)
    return Figure(code, value, float(low), float(high), n, sign)


def _is_sharp(ratio: Fraction, low: Fraction, high: Fraction, sharp: Sharp) -> bool:
    """K above the upper fence: results fell; below the lower one: they rose."""
    fell, rose = ratio > high, ratio < low
    return {Sharp.FALL: fell, Sharp.RISE: rose, Sharp.ANY: fell or rose}[sharp]


def _shares_of_maximum(
    part: ScorePart, measure: RatioChange, answers: Answers
) -> dict[str, tuple[Fraction, int]]:
    """S of each organisation and how many rows it comes from."""
    folded = answers.by_organisation(part.reach)
    totals, counts = folded.column(part.total), folded.column(part.filled)
    if part.maximum:
        most = folded.column(part.maximum)
    else:
        most = tuple(count * exact(float(measure.maximum)) for count in counts)
    return {
        code: (exact(rounded(total)) / _exact(best), int(count))
        for code, total, best, count in zip(folded.codes, totals, most, counts, strict=True)
        if code is not None and best
    }


def _exact(value: float | Fraction) -> Fraction:
    return value if isinstance(value, Fraction) else exact(rounded(value))
