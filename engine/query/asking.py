"""Where measures ask: all questions to a dataset are gathered in one scan."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from engine.classes import dataclass
from engine.model.conditions import Clause
from engine.model.measures import Measure
from engine.model.spec import Window
from engine.model.tables import DataPackage, code_column
from engine.query.binding import conjunction, dates_of
from engine.query.questions import Path, Slot, State, Total
from engine.query.scans import ScanBuilder
from engine.query.scope import Span, alive, set_aside_of
from engine.query.tasks import Task

Known = Mapping[str, tuple[Measure, Window | None]]
"""The measures of indicators by full id, each with the period that it is judged for."""


@dataclass(frozen=True, slots=True)
class OrganisationsPart:
    """The organisations of `each`: those that must, and those of which it is unknown."""

    dataset: str
    code: Path
    demanded: Slot
    set_aside: Slot | None


class Asker:
    """Gathers the questions of measures over a package; `ask` is how a measure asks its own."""

    def __init__(
        self,
        package: DataPackage,
        ask: "Callable[[Measure, Asker, Span], Task]",
        known: Known | None = None,
    ) -> None:
        self.package = package
        self.known = known or {}
        self.measures = {id: measure for id, (measure, _) in self.known.items()}
        self.scans: dict[str, ScanBuilder] = {}
        self._ask = ask
        self._by: Path | None = None
        self._broken_down: tuple[str, ...] = ()

    def task(self, measure: Measure, span: Span) -> Task:
        """The task of any measure."""
        return self._ask(measure, self, span)

    def by(self, column: Path, tables: tuple[str, ...]) -> "Asker":
        """One that asks the same scans by the values of a column of those tables."""
        inner = Asker(self.package, self._ask, self.known)
        inner.scans, inner._by, inner._broken_down = self.scans, column, tables
        return inner

    @property
    def is_broken_down(self) -> bool:
        """Whether it asks by the values of a column."""
        return self._by is not None

    def scan(self, dataset: str) -> ScanBuilder:
        """The builder of the one scan of the dataset."""
        if dataset not in self.scans:
            resource = self.package.resource(dataset)
            if resource is None:
                raise LookupError(dataset)
            self.scans[dataset] = ScanBuilder(self.package, resource)
        builder = self.scans[dataset]
        return replace(builder, by=self._by) if dataset in self._broken_down else builder

    def organisations(self, per: str, clause: Clause | None, span: Span) -> OrganisationsPart:
        """The organisations of a table that a condition chooses."""
        scan = self.scan(per)
        code = code_column(scan.resource)
        if code is None:
            raise LookupError(f"organisation code of {per}")
        where, keys = conjunction(alive(scan.resource, span), span.bound(clause)), ((code,),)
        demanded = scan.slot(keys, Total(scan.mask((where, State.TRUE))))
        return OrganisationsPart(per, (code,), demanded, set_aside_of(scan, keys, where))

    def of_indicator(self, id: str, span: Span) -> tuple[Measure, Span]:
        """Another indicator's measure, over the period that it is judged for."""
        measure, window = self.known[id]
        return measure, Span(window, span.as_of, tuple(dates_of(window, span.as_of).items()))
