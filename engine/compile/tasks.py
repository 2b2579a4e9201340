"""Measures → tasks: which totals each needs, asked of the scans of its datasets."""

from collections.abc import Mapping
from typing import assert_never

from engine.compile.clauses import counted_in
from engine.compile.looking import (
    interval_task,
    listed_task,
    pairs_task,
    rank_task,
    ratio_task,
)
from engine.compile.needed import (
    BasicTask,
    ChangeTask,
    CompareTask,
    CompositeTask,
    DistinctTask,
    EachDocumentTask,
    EachRowTask,
    ExistsTask,
    ListTask,
    LookingTask,
    OrganisationsPart,
    RowsTask,
    SignsTask,
    SumTask,
    Task,
    ValuesTask,
)
from engine.compile.plan import Owed
from engine.measures import code_column
from engine.measures.composites import is_percent
from engine.model.conditions import Clause, Condition
from engine.model.rules import (
    Agreement,
    Basic,
    Change,
    CompareLists,
    Count,
    CoverageOfList,
    CoverageOfValues,
    EachDocument,
    EachRow,
    Exists,
    Formula,
    Index,
    Interval,
    Listed,
    Looking,
    Mean,
    Measure,
    Missing,
    Rank,
    RatioChange,
    Rule,
    Share,
    Signs,
    Sum,
)
from engine.model.spec import Window
from engine.model.tables import DataPackage
from engine.query.binding import conjunction, dates_of
from engine.query.periods import read_period
from engine.query.questions import State, Total, path_of
from engine.query.scans import ScanBuilder
from engine.query.scope import (
    Span,
    alive,
    in_period,
    keys_of,
    reach_of,
    set_aside_of,
    unknown_of,
    where_of,
    with_key,
)

T = State.TRUE
Known = Mapping[str, tuple[Measure, Window | None]]
"""The measures of indicators by full id, each with the period that it is judged for."""


class Asker:
    """Compiles measures over a package, gathering their questions in one builder a dataset."""

    def __init__(self, package: DataPackage, known: Known | None = None) -> None:
        self.package = package
        self.known = known or {}
        self.scans: dict[str, ScanBuilder] = {}

    def task(self, measure: Measure, span: Span) -> Task:
        """The task of any measure."""
        match measure:
            case Exists():
                return ExistsTask(measure.evidence)
            case EachDocument():
                return EachDocumentTask(
                    self.organisations(measure.per, measure.where, span), measure.evidence
                )
            case EachRow():
                return self._each_row(measure, span)
            case CoverageOfValues():
                return self._values(measure, span)
            case Change():
                return self._change(measure, span)
            case Index() | Formula():
                return self._composite(measure, span)
            case Agreement() | Interval() | RatioChange() | Listed() | Rank():
                return self._looking(measure, span)
            case Signs():
                return self._signs(measure, span)
            case CompareLists():
                computed = self._sign_task(measure.computed, span)
                return CompareTask(measure, self._given(measure, span), computed)
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
        where = where_of(scan, span, measure.where)
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
            unknown=unknown_of(scan, keys, where, of),
            set_aside=set_aside_of(scan, keys_of(scan), where),
            missing=measure.missing,
        )

    def _sum(self, measure: Sum | Mean, span: Span) -> SumTask:
        scan, column = self._scan(measure.dataset), path_of(measure.of)
        keys = keys_of(scan)
        where = where_of(scan, span, measure.where)
        mask = scan.mask((where, T))
        return SumTask(
            reach=reach_of(scan, span),
            total=scan.slot(keys, Total(mask, column)),
            filled=scan.slot(keys, Total(mask, column, filled=True)),
            rows=scan.slot(keys, Total(mask)),
            set_aside=set_aside_of(scan, keys, where),
            mean=isinstance(measure, Mean),
            missing=measure.missing,
            of_persons=not scan.resource.is_of_organisations,
        )

    def _values(self, measure: CoverageOfValues, span: Span) -> ValuesTask:
        scan, column = self._scan(measure.dataset), path_of(measure.column)
        where = where_of(scan, span, measure.where)
        present = scan.slot(with_key(scan, column), Total(scan.mask((where, T))))
        set_aside = set_aside_of(scan, keys_of(scan), where)
        return ValuesTask(reach_of(scan, span), column, measure.values, present, set_aside)

    def _list(self, measure: CoverageOfList, span: Span) -> ListTask:
        listing, scan = self._scan(measure.listing), self._scan(measure.dataset)
        listing_key, key = path_of(measure.listing_key), path_of(measure.dataset_key)
        among = where_of(listing, span, measure.among)
        where = where_of(scan, span, measure.where)
        listing_keys = with_key(listing, listing_key)
        return ListTask(
            listing=reach_of(listing, span),
            listing_key=listing_key,
            listed=listing.slot(listing_keys, Total(listing.mask((among, T)))),
            listing_set_aside=set_aside_of(listing, keys_of(listing), among),
            reach=reach_of(scan, span),
            key=key,
            present=scan.slot(with_key(scan, key), Total(scan.mask((where, T)))),
            set_aside=set_aside_of(scan, keys_of(scan), where),
        )

    def organisations(self, per: str, clause: Clause | None, span: Span) -> OrganisationsPart:
        """The organisations of a table that a condition chooses."""
        scan = self._scan(per)
        code = code_column(scan.resource)
        if code is None:
            raise LookupError(f"organisation code of {per}")
        where, keys = conjunction(alive(scan.resource, span), span.bound(clause)), ((code,),)
        demanded = scan.slot(keys, Total(scan.mask((where, T))))
        return OrganisationsPart(per, (code,), demanded, set_aside_of(scan, keys, where))

    def owing(self, measure: Measure, span: Span) -> tuple[Owed, ...]:
        """Who must have rows in the tables whose rows the measure and its parts count; `each`
        judges that itself."""
        if isinstance(measure, EachRow):
            return ()
        known = {id: each for id, (each, _) in self.known.items()}
        tables = dict.fromkeys(counted_in(measure, known))
        return tuple(owed for name in tables if (owed := self._owed(name, span)))

    def _owed(self, table: str, span: Span) -> Owed | None:
        resource = self.package.resource(table)
        owes = resource.owes if resource else None
        listing = self.package.resource(owes.resource) if owes else None
        code = code_column(listing) if listing else None
        if owes is None or code is None:
            return None
        scan = self._scan(owes.resource)
        where = conjunction(alive(scan.resource, span), span.bound(owes.where))
        scan.mask((where, T))
        return Owed(table, owes.resource, code, where)

    def _each_row(self, measure: EachRow, span: Span) -> EachRowTask:
        scan, key = self._scan(measure.dataset), path_of(measure.key)
        where, of = in_period(scan.resource, span), span.bound(measure.of)
        keys = with_key(scan, key)
        return EachRowTask(
            per=self.organisations(measure.per, measure.where, span),
            reach=reach_of(scan, span),
            key=key,
            n=scan.slot(keys, Total(scan.mask((where, T), (of, T)))),
            unknown=unknown_of(scan, keys, where, of),
            missing=measure.missing,
        )

    def _looking(self, measure: Looking, span: Span) -> LookingTask:
        match measure:
            case Agreement():
                return pairs_task(measure, self._scan(measure.dataset), span)
            case Interval():
                return interval_task(measure, self._scan(measure.dataset), span)
            case RatioChange():
                return ratio_task(measure, self._scan(measure.dataset), span)
            case Listed():
                return listed_task(measure, self._scan(measure.of.dataset), span)
            case Rank():
                of = self._basic(measure.of, span)
                assert isinstance(of, RowsTask | SumTask)
                return rank_task(measure, of, self._scan(measure.of.dataset))
            case _:
                assert_never(measure)

    def _signs(self, measure: Signs, span: Span) -> SignsTask:
        return SignsTask(measure, tuple(self._sign_task(rule, span) for rule in measure.of))

    def _sign_task(self, rule: Rule, span: Span) -> LookingTask | SignsTask:
        task = self.task(rule.measure, span)
        assert isinstance(task, LookingTask | SignsTask)
        return task

    def _given(self, measure: CompareLists, span: Span) -> OrganisationsPart:
        return self.organisations(measure.given, measure.where, span)

    def _composite(self, measure: Index | Formula, span: Span) -> CompositeTask:
        measures = {id: known for id, (known, _) in self.known.items()}
        parts: list[tuple[str, BasicTask | CompositeTask]] = []
        for part in measure.parts:
            own, when = (part.of, span) if part.of else self._named(part.indicator or "", span)
            task = self.task(own, when)
            assert isinstance(task, BasicTask | CompositeTask)
            parts.append((part.id, task))
        owns = {each.id: each.of or measures[each.indicator or ""] for each in measure.parts}
        percent = {id: is_percent(own, measures) for id, own in owns.items()}
        return CompositeTask(measure, tuple(parts), percent, is_percent(measure, measures))

    def _named(self, id: str, span: Span) -> tuple[Measure, Span]:
        """Another indicator's measure, over the period that it is judged for."""
        measure, window = self.known[id]
        return measure, Span(window, span.as_of, tuple(dates_of(window, span.as_of).items()))

    def _change(self, measure: Change, span: Span) -> ChangeTask:
        windows = [read_period(label) for label in measure.over]
        steps = []
        for label, window in zip(measure.over, windows, strict=True):
            if window is None:
                raise ValueError(label)
            steps.append((label, self._basic(measure.of, span.during(window))))
        return ChangeTask(tuple(steps), _broken(measure, windows))


def _broken(measure: Change, windows: list[Window | None]) -> tuple[str, str] | None:
    """The first break after the first period and not after the last one."""
    first, last = windows[0], windows[-1]
    assert first is not None
    assert last is not None
    for each in measure.breaks:
        start = read_period(each.label)
        if start and first.start < start.start <= last.start:
            return each.label, each.reason
    return None


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
        unknown=unknown_of(scan, keys, where, of),
        rows=scan.slot(keys, Total(scan.mask((where, T)))),
        set_aside=set_aside_of(scan, keys, where),
        ratio=ratio,
        missing=missing,
    )
