"""What a measure names: its conditions, its columns, its datasets."""

from collections.abc import Iterator, Mapping
from typing import assert_never

from engine.model.conditions import Clause
from engine.model.rules import (
    Agreement,
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
    Mean,
    Measure,
    Rank,
    RatioChange,
    Share,
    Signs,
    Sum,
)
from engine.model.tables import DataPackage
from engine.query.binding import columns_of
from engine.query.questions import Path, path_of


def clauses_of(measure: Measure) -> tuple[tuple[str, str, Clause], ...]:
    """The conditions of a measure: their key in the rule, their dataset, the clause."""
    match measure:
        case Share():
            found = [("where", measure.dataset, measure.where), ("of", measure.dataset, measure.of)]
        case Count():
            found = [("of", measure.dataset, measure.of)]
        case Sum() | Mean() | CoverageOfValues():
            found = [("where", measure.dataset, measure.where)]
        case CoverageOfList():
            found = [
                ("among", measure.listing, measure.among),
                ("where", measure.dataset, measure.where),
            ]
        case EachDocument():
            found = [("where", measure.per, measure.where)]
        case EachRow():
            found = [("where", measure.per, measure.where), ("of", measure.dataset, measure.of)]
        case Change() | Listed() | Rank():
            return clauses_of(measure.of)
        case Agreement():
            found = [("where", measure.dataset, measure.where)]
        case Interval():
            clause = measure.reference if isinstance(measure.reference, Clause) else None
            found = [
                ("where", measure.dataset, measure.where),
                ("reference", measure.dataset, clause),
            ]
        case RatioChange():
            found = [
                ("before", measure.dataset, measure.before),
                ("after", measure.dataset, measure.after),
            ]
        case Signs():
            return tuple(each for rule in measure.of for each in clauses_of(rule.measure))
        case CompareLists():
            own = (("where", measure.given, measure.where),) if measure.where else ()
            return (*own, *clauses_of(measure.computed.measure))
        case Index() | Formula():
            parts = (part.of for part in measure.parts if part.of)
            return tuple(clause for each in parts for clause in clauses_of(each))
        case Exists():
            found = []
        case _:
            assert_never(measure)
    return tuple((key, dataset, clause) for key, dataset, clause in found if clause)


def columns_named(measure: Measure) -> tuple[tuple[str, Path], ...]:
    """The columns that a measure names outside its conditions, each with its dataset."""
    match measure:
        case Sum() | Mean():
            return ((measure.dataset, path_of(measure.of)),)
        case Count() if measure.distinct:
            return ((measure.dataset, path_of(measure.distinct)),)
        case CoverageOfValues():
            return ((measure.dataset, path_of(measure.column)),)
        case CoverageOfList():
            return (
                (measure.listing, path_of(measure.listing_key)),
                (measure.dataset, path_of(measure.dataset_key)),
            )
        case EachRow():
            return ((measure.dataset, path_of(measure.key)),)
        case Change():
            return columns_named(measure.of)
        case Agreement():
            return tuple(
                (measure.dataset, path_of(name)) for name in (measure.first, measure.second)
            )
        case Interval():
            return ((measure.dataset, path_of(measure.of)),)
        case RatioChange():
            maximum = measure.maximum if isinstance(measure.maximum, str) else measure.of
            return tuple((measure.dataset, path_of(name)) for name in (measure.of, maximum))
        case Listed():
            return (*columns_named(measure.of), (measure.of.dataset, path_of(measure.by)))
        case Rank():
            cluster = (measure.of.dataset, path_of(measure.cluster)) if measure.cluster else None
            return (*columns_named(measure.of), *((cluster,) if cluster else ()))
        case Signs():
            return tuple(each for rule in measure.of for each in columns_named(rule.measure))
        case CompareLists():
            return columns_named(measure.computed.measure)
        case Index() | Formula():
            inner = (part.of for part in measure.parts if part.of)
            return tuple(column for each in inner for column in columns_named(each))
        case _:
            return ()


def datasets_of(
    measure: Measure, package: DataPackage, known: Mapping[str, Measure] | None = None
) -> tuple[str, ...]:
    """The datasets without which the measure cannot be computed, joined ones included; `known` are
    the measures of the indicators that it may be made of."""
    if isinstance(measure, Index | Formula):
        parts = (part.of or (known or {})[part.indicator or ""] for part in measure.parts)
        found = (name for each in parts for name in datasets_of(each, package, known))
        return tuple(dict.fromkeys(found))
    return tuple(dict.fromkeys([*_named(measure), *_joined(measure, package)]))


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
    match measure:
        case Index() | Formula():
            for part in measure.parts:
                yield from counted_in(part.of or known[part.indicator or ""], known)
        case CoverageOfList() | EachRow():
            yield measure.dataset
        case Exists() | EachDocument():
            return
        case CompareLists():
            yield from counted_in(measure.computed.measure, known)
        case _:
            yield from _named(measure)


def _named(measure: Measure) -> list[str]:
    match measure:
        case Change() | Listed() | Rank():
            return _named(measure.of)
        case Signs():
            return [name for rule in measure.of for name in _named(rule.measure)]
        case CompareLists():
            return [measure.given, *_named(measure.computed.measure)]
        case Index() | Formula():
            return [name for part in measure.parts if part.of for name in _named(part.of)]
        case Exists():
            return []
        case EachDocument():
            return [measure.per]
        case EachRow():
            return [measure.per, measure.dataset]
        case CoverageOfList():
            return [measure.listing, measure.dataset]
        case _:
            return [measure.dataset]


def _joined(measure: Measure, package: DataPackage) -> Iterator[str]:
    for _, dataset, clause in clauses_of(measure):
        yield from reached_by(clause, dataset, package)
    for dataset, path in columns_named(measure):
        yield from _over_key(dataset, path, package)


def reached_by(clause: Clause, dataset: str, package: DataPackage) -> Iterator[str]:
    """The tables that a condition over a table looks values up in."""
    for column in columns_of(clause.tree):
        yield from _over_key(dataset, column.path, package)


def _over_key(dataset: str, path: Path, package: DataPackage) -> Iterator[str]:
    resource = package.resource(dataset)
    key = resource.key_of(path[0]) if resource and len(path) > 1 else None
    if key:
        yield key.resource
