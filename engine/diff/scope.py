"""Where two rules are compared: the tables, the period and the day that they share."""

from collections.abc import Iterator
from datetime import date

from engine.classes import dataclass
from engine.compile import period_of
from engine.expressions.truth import Path
from engine.model.conditions import Clause, Condition
from engine.model.project import Project
from engine.model.spec import Roadmap, Window
from engine.model.tables import Constraints, DataPackage, Resource
from engine.query.binding import bind, dates_of

SOME_DAY = date(2022, 6, 1)
"""When a project without a period is looked at."""


@dataclass(frozen=True, slots=True)
class World:
    """The new project with the old tables that it no longer declares."""

    project: Project
    package: DataPackage
    slug: str
    window: Window | None
    as_of: date

    def resource(self, dataset: str) -> Resource | None:
        """The declared table."""
        return self.package.resource(dataset)

    def bound(self, clause: Clause | None) -> Condition | None:
        """The condition with the dates of this world."""
        return bind(clause.tree, dates_of(self.window, self.as_of)) if clause else None

    def day(self) -> date:
        """A day inside the period that can be seen."""
        return min(self.window.end, self.as_of) if self.window else self.as_of

    def constraints(self, dataset: str, path: Path) -> Constraints | None:
        """What the declaration promises of a column, reached over a key or not."""
        field = self.package.field_at(dataset, path)
        return field.constraints if field else None


def world_of(old: Project, new: Project, roadmap: Roadmap) -> World:
    """The world in which an indicator of `roadmap`, of the new project, is compared."""
    window = period_of(new, roadmap)
    package = DataPackage("data.yaml", True, tuple(_resources(old, new)))
    return World(new, package, roadmap.slug, window, window.end if window else SOME_DAY)


def _resources(old: Project, new: Project) -> Iterator[Resource]:
    found: dict[str, Resource] = {}
    for project in (old, new):
        for resource in project.data.resources if project.data else ():
            found[resource.name] = resource
    yield from found.values()
