"""The tables that a measure reads: named, counted, looked up over a key."""

from collections.abc import Iterator, Mapping

from engine.model.conditions import Clause
from engine.model.measures import Measure
from engine.model.spec import Breakdown
from engine.model.tables import DataPackage
from engine.query.binding import columns_of
from engine.query.questions import Path, path_of


def datasets_of(
    measure: Measure, package: DataPackage, known: Mapping[str, Measure] | None = None
) -> tuple[str, ...]:
    """The datasets without which the measure cannot be computed, joined ones included; `known` are
    the measures of the indicators that it may be made of."""
    parts = measure.made_of()
    if parts:
        owns = (part.of or (known or {})[part.indicator or ""] for part in parts)
        found = (name for own in owns for name in datasets_of(own, package, known))
        return tuple(dict.fromkeys(found))
    return tuple(dict.fromkeys([*measure.datasets(), *_joined(measure, package)]))


def undated_of(
    measure: Measure, package: DataPackage, known: Mapping[str, Measure]
) -> Iterator[str]:
    """The titles of the tables whose rows it counts and that carry neither dates nor periods."""
    for name in dict.fromkeys(counted_in(measure, known)):
        resource = package.resource(name)
        if resource and resource.date is None and resource.period is None:
            yield resource.title


def counted_in(measure: Measure, known: Mapping[str, Measure]) -> Iterator[str]:
    """The tables whose rows it counts, those of its parts included."""
    parts = measure.made_of()
    for part in parts:
        yield from counted_in(part.of or known[part.indicator or ""], known)
    if not parts:
        yield from measure.counted_datasets()


def _joined(measure: Measure, package: DataPackage) -> Iterator[str]:
    for _, dataset, clause in measure.clauses():
        yield from reached_by(clause, dataset, package)
    for dataset, column in measure.columns():
        yield from _over_key(dataset, path_of(column), package)


def reached_by(clause: Clause, dataset: str, package: DataPackage) -> Iterator[str]:
    """The tables that a condition over a table looks values up in."""
    for column in columns_of(clause.tree):
        yield from _over_key(dataset, column.path, package)


def joined_by(breakdown: Breakdown, measure: Measure, package: DataPackage) -> Iterator[str]:
    """The tables in which the values stand by which a figure is broken down."""
    for dataset in measure.tables_by_column():
        yield from _over_key(dataset, path_of(breakdown.column), package)


def _over_key(dataset: str, path: Path, package: DataPackage) -> Iterator[str]:
    yield from (key.resource for _, key in package.steps(dataset, path))
