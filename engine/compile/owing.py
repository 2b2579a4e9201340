"""Who must have rows in the tables that a measure counts."""

from collections.abc import Iterable
from datetime import date

from engine.compile.clauses import counted_in
from engine.compile.plan import Owed
from engine.model.measures import Measure
from engine.model.spec import Window
from engine.model.tables import DataPackage, code_column
from engine.query.asking import Asker
from engine.query.binding import conjunction
from engine.query.questions import Scan, State
from engine.query.scope import Span, alive, span_of


def owing(measure: Measure, asker: Asker, span: Span) -> tuple[Owed, ...]:
    """Who must have rows in the tables whose rows the measure and its parts count; `each` judges
    that itself."""
    if measure.judges_each:
        return ()
    tables = dict.fromkeys(counted_in(measure, asker.measures))
    return tuple(owed for name in tables if (owed := _owed(name, asker, span)))


def debts(
    package: DataPackage, tables: Iterable[str], window: Window | None, day: date
) -> tuple[tuple[Owed, ...], tuple[Scan, ...]]:
    """Who must have rows in these tables on the day, whatever counts them, and the scans of the
    lists that tell it."""
    from engine.measures.figures import ask_of  # reads libraries of tables

    asker, span = Asker(package, ask_of), span_of(window, day)
    owed = tuple(each for name in tables if (each := _owed(name, asker, span)))
    return owed, tuple(builder.scan() for builder in asker.scans.values())


def _owed(table: str, asker: Asker, span: Span) -> Owed | None:
    resource = asker.package.resource(table)
    owes = resource.owes if resource else None
    listing = asker.package.resource(owes.resource) if owes else None
    code = code_column(listing) if listing else None
    if owes is None or code is None:
        return None
    scan = asker.scan(owes.resource)
    where = conjunction(alive(scan.resource, span), span.bound(owes.where))
    scan.mask((where, State.TRUE))
    return Owed(table, owes.resource, code, where)
