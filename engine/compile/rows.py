"""The rows behind a figure: which are taken, and which of them count."""

from dataclasses import dataclass, replace

from engine.compile.binding import columns_of, conjunction
from engine.compile.clauses import path_of
from engine.compile.questions import Labels, Path
from engine.compile.reach import Span, in_period
from engine.measures.periods import read_period
from engine.model.conditions import Condition
from engine.model.rules import (
    Change,
    Count,
    CoverageOfList,
    CoverageOfValues,
    EachRow,
    Mean,
    Measure,
    Share,
    Sum,
)
from engine.model.tables import DataPackage, Resource


@dataclass(frozen=True, slots=True)
class RowView:
    """Rows of `where` in sight; they count by `of`, by a filled `column`, or by its `values`.

    `found_in` is the view in whose column the row's own must occur (coverage of a list).
    """

    resource: Resource
    where: Condition | None
    labels: Labels | None
    of: Condition | None = None
    column: Path | None = None
    values: tuple[str | int | float, ...] = ()
    found_in: "RowView | None" = None

    @property
    def shown(self) -> str | None:
        """The column whose cell stands for the row."""
        trees = [tree for tree in (self.of, self.where) if tree is not None]
        paths = [column.path for tree in trees for column in columns_of(tree)]
        own = [path[0] for path in ([self.column] if self.column else []) + paths]
        return next(iter(own), self.resource.organisation)


def row_view(measure: Measure, package: DataPackage, span: Span) -> RowView | None:
    """The rows behind the measure; None where it reads documents only."""
    if isinstance(measure, Change):
        last = read_period(measure.over[-1])
        return row_view(measure.of, package, span.during(last)) if last else None
    match measure:
        case Share():
            view = _view(measure.dataset, package, span, span.bound(measure.where))
            return view and replace(view, of=span.bound(measure.of))
        case Count():
            view = _view(measure.dataset, package, span.since(measure.since), None)
            return view and replace(view, of=span.bound(measure.of))
        case Sum() | Mean():
            view = _view(measure.dataset, package, span, span.bound(measure.where))
            return view and replace(view, column=path_of(measure.of))
        case CoverageOfValues():
            view = _view(measure.dataset, package, span, span.bound(measure.where))
            column = path_of(measure.column)
            return view and replace(view, column=column, values=measure.values)
        case CoverageOfList():
            return _listing(measure, package, span)
        case EachRow():
            view = _view(measure.dataset, package, span, None)
            return view and replace(view, of=span.bound(measure.of))
        case _:
            return None


def _listing(measure: CoverageOfList, package: DataPackage, span: Span) -> RowView | None:
    listing = _view(measure.listing, package, span, span.bound(measure.among))
    found = _view(measure.dataset, package, span, span.bound(measure.where))
    if listing is None or found is None:
        return None
    found = replace(found, column=path_of(measure.dataset_key))
    return replace(listing, column=path_of(measure.listing_key), found_in=found)


def _view(
    dataset: str, package: DataPackage, span: Span, where: Condition | None
) -> RowView | None:
    resource = package.resource(dataset)
    if resource is None:
        return None
    labels = Labels(span.window, span.as_of) if resource.period else None
    return RowView(resource, conjunction(in_period(resource, span), where), labels)
