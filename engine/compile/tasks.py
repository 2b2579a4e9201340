"""Measures → tasks: which totals each needs, asked of the scans of its datasets."""

from typing import assert_never

from engine.compile.binding import conjunction
from engine.compile.clauses import path_of
from engine.compile.plan import (
    BasicTask,
    ChangeTask,
    DistinctTask,
    EachDocumentTask,
    EachRowTask,
    ExistsTask,
    ListTask,
    OrganisationsPart,
    Path,
    RowsTask,
    Slot,
    State,
    SumTask,
    Task,
    Total,
    ValuesTask,
)
from engine.compile.reach import Span, in_period, keys_of, reach_of, with_key
from engine.compile.scans import ScanBuilder
from engine.measures import code_column
from engine.measures.periods import read_period
from engine.model.conditions import Condition
from engine.model.rules import (
    Basic,
    Change,
    Count,
    CoverageOfList,
    CoverageOfValues,
    EachDocument,
    EachRow,
    Exists,
    Mean,
    Measure,
    Missing,
    Share,
    Sum,
)
from engine.model.tables import DataPackage

T, U = State.TRUE, State.UNKNOWN


class Asker:
    """Compiles measures over a package, gathering their questions in one builder a dataset."""

    def __init__(self, package: DataPackage) -> None:
        self.package = package
        self.scans: dict[str, ScanBuilder] = {}

    def task(self, measure: Measure, span: Span) -> Task:
        """The task of any measure."""
        match measure:
            case Exists():
                return ExistsTask(measure.evidence)
            case EachDocument():
                return EachDocumentTask(self._organisations(measure, span), measure.evidence)
            case EachRow():
                return self._each_row(measure, span)
            case CoverageOfValues():
                return self._values(measure, span)
            case Change():
                return self._change(measure, span)
            case _:
                return self._basic(measure, span)

    def _basic(self, measure: Basic, span: Span) -> BasicTask:
        match measure:
            case Share():
                return self._share(measure, span)
            case Count():
                return self._count(measure, span.since(measure.since))
            case Sum() | Mean():
                return self._sum(measure, span)
            case CoverageOfList():
                return self._list(measure, span)
            case _:
                assert_never(measure)

    def _scan(self, dataset: str) -> ScanBuilder:
        if dataset not in self.scans:
            resource = self.package.resource(dataset)
            if resource is None:
                raise LookupError(dataset)
            self.scans[dataset] = ScanBuilder(self.package, resource)
        return self.scans[dataset]

    def _share(self, measure: Share, span: Span) -> RowsTask:
        scan = self._scan(measure.dataset)
        where = conjunction(in_period(scan.resource, span), span.bound(measure.where))
        of = span.bound(measure.of)
        return _rows(scan, span, where, of, ratio=True, missing=measure.missing)

    def _count(self, measure: Count, span: Span) -> RowsTask | DistinctTask:
        scan = self._scan(measure.dataset)
        where, of = in_period(scan.resource, span), span.bound(measure.of)
        if measure.distinct is None:
            return _rows(scan, span, where, of, ratio=False, missing=measure.missing)
        column = path_of(measure.distinct)
        keys = with_key(scan, column)
        return DistinctTask(
            reach=reach_of(scan, span),
            column=column,
            n=scan.slot(keys, Total(scan.mask((where, T), (of, T)))),
            unknown=_unknown(scan, keys, where, of),
            set_aside=_set_aside(scan, keys_of(scan), where),
            missing=measure.missing,
        )

    def _sum(self, measure: Sum | Mean, span: Span) -> SumTask:
        scan, column = self._scan(measure.dataset), path_of(measure.of)
        keys = keys_of(scan)
        where = conjunction(in_period(scan.resource, span), span.bound(measure.where))
        mask = scan.mask((where, T))
        return SumTask(
            reach=reach_of(scan, span),
            total=scan.slot(keys, Total(mask, column)),
            filled=scan.slot(keys, Total(mask, column, filled=True)),
            rows=scan.slot(keys, Total(mask)),
            set_aside=_set_aside(scan, keys, where),
            mean=isinstance(measure, Mean),
            missing=measure.missing,
        )

    def _values(self, measure: CoverageOfValues, span: Span) -> ValuesTask:
        scan, column = self._scan(measure.dataset), path_of(measure.column)
        where = conjunction(in_period(scan.resource, span), span.bound(measure.where))
        present = scan.slot(with_key(scan, column), Total(scan.mask((where, T))))
        set_aside = _set_aside(scan, keys_of(scan), where)
        return ValuesTask(reach_of(scan, span), column, measure.values, present, set_aside)

    def _list(self, measure: CoverageOfList, span: Span) -> ListTask:
        listing, scan = self._scan(measure.listing), self._scan(measure.dataset)
        listing_key, key = path_of(measure.listing_key), path_of(measure.dataset_key)
        among = conjunction(in_period(listing.resource, span), span.bound(measure.among))
        where = conjunction(in_period(scan.resource, span), span.bound(measure.where))
        listing_keys = with_key(listing, listing_key)
        return ListTask(
            listing=reach_of(listing, span),
            listing_key=listing_key,
            listed=listing.slot(listing_keys, Total(listing.mask((among, T)))),
            listing_set_aside=_set_aside(listing, keys_of(listing), among),
            reach=reach_of(scan, span),
            key=key,
            present=scan.slot(with_key(scan, key), Total(scan.mask((where, T)))),
            set_aside=_set_aside(scan, keys_of(scan), where),
        )

    def _organisations(self, measure: EachDocument | EachRow, span: Span) -> OrganisationsPart:
        scan = self._scan(measure.per)
        code = code_column(scan.resource)
        if code is None:
            raise LookupError(f"organisation code of {measure.per}")
        where, keys = span.bound(measure.where), ((code,),)
        demanded = scan.slot(keys, Total(scan.mask((where, T))))
        return OrganisationsPart(measure.per, (code,), demanded, _set_aside(scan, keys, where))

    def _each_row(self, measure: EachRow, span: Span) -> EachRowTask:
        scan, key = self._scan(measure.dataset), path_of(measure.key)
        where, of = in_period(scan.resource, span), span.bound(measure.of)
        keys = with_key(scan, key)
        return EachRowTask(
            per=self._organisations(measure, span),
            reach=reach_of(scan, span),
            key=key,
            n=scan.slot(keys, Total(scan.mask((where, T), (of, T)))),
            unknown=_unknown(scan, keys, where, of),
            missing=measure.missing,
        )

    def _change(self, measure: Change, span: Span) -> ChangeTask:
        steps = []
        for label in measure.over:
            window = read_period(label)
            if window is None:
                raise ValueError(label)
            steps.append((label, self._basic(measure.of, span.during(window))))
        return ChangeTask(tuple(steps))


def _rows(
    scan: ScanBuilder,
    span: Span,
    where: Condition | None,
    of: Condition | None,
    *,
    ratio: bool,
    missing: Missing,
) -> RowsTask:
    keys = keys_of(scan)
    return RowsTask(
        reach=reach_of(scan, span),
        n=scan.slot(keys, Total(scan.mask((where, T), (of, T)))),
        unknown=_unknown(scan, keys, where, of),
        rows=scan.slot(keys, Total(scan.mask((where, T)))),
        set_aside=_set_aside(scan, keys, where),
        ratio=ratio,
        missing=missing,
    )


def _unknown(
    scan: ScanBuilder, keys: tuple[Path, ...], where: Condition | None, of: Condition | None
) -> Slot | None:
    """Rows of `where` of which it is unknown whether they count; None without a condition."""
    if of is None:
        return None
    return scan.slot(keys, Total(scan.mask((where, T), (of, U))))


def _set_aside(scan: ScanBuilder, keys: tuple[Path, ...], where: Condition | None) -> Slot | None:
    """Rows of which it is unknown whether they belong; None where that cannot be."""
    return None if where is None else scan.slot(keys, Total(scan.mask((where, U))))
