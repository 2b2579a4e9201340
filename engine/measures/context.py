"""What a rule may refer to: tables, the register of documents, organisations, library rules."""

from dataclasses import field
from datetime import date

from engine.classes import dataclass
from engine.expressions import ColumnSource
from engine.measures.library import EMPTY_LIBRARY, Library
from engine.model.project import EvidenceRegister
from engine.model.tables import DataPackage


@dataclass(frozen=True, slots=True, eq=False)
class RuleContext:
    """Make one for a project and keep it: conditions already read are remembered."""

    package: DataPackage | None
    register: EvidenceRegister | None
    organisations: tuple[str, ...] = ()
    library: Library = EMPTY_LIBRARY
    day: date | None = None
    """The day by which parameters with dates are chosen: the first of the judged period."""
    sources: dict[str, ColumnSource] = field(default_factory=dict, repr=False)

    def columns(self, dataset: str) -> ColumnSource | None:
        """The columns of a declared dataset, or None."""
        resource = self.package.resource(dataset) if self.package else None
        if self.package is None or resource is None:
            return None
        if dataset not in self.sources:
            self.sources[dataset] = ColumnSource(self.package, resource)
        return self.sources[dataset]

    def dataset_names(self) -> tuple[str, ...]:
        """The declared datasets."""
        return tuple(resource.name for resource in self.package.resources) if self.package else ()
