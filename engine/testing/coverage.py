"""Which library rules have a case, and which have none."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from engine.load import Reading, load_library, load_project
from engine.load.library import PACKAGED
from engine.measures import Library
from engine.testing.cases import Case, Unrun
from engine.testing.running import CaseResult
from engine.trees import FolderTree


@dataclass(frozen=True, slots=True)
class Coverage:
    """Rules by id, or rows of decisions as `decision/row`: those that a case runs or in which one
    ends, and the others."""

    covered: tuple[str, ...]
    uncovered: tuple[str, ...]

    @property
    def total(self) -> int:
        return len(self.covered) + len(self.uncovered)

    @property
    def percent(self) -> float | None:
        """None where there is nothing to cover."""
        return len(self.covered) * 100 / self.total if self.total else None


def row_coverage(folders: Iterable[Path], results: Iterable[CaseResult]) -> Coverage:
    """The rows of the decision tables of the projects in the folders."""
    projects = [project for folder in folders if (project := load_project(folder).project)]
    rows = [
        f"{decision.id}/{row.id}"
        for project in projects
        for decision in project.decisions
        for row in decision.rows
    ]
    hit = {row for each in results for row in each.rows}
    return Coverage(
        tuple(row for row in rows if row in hit), tuple(row for row in rows if row not in hit)
    )


def rule_coverage(
    folders: Iterable[Path], cases: Iterable[Case | Unrun], *, of_library: bool
) -> Coverage:
    """The rules of the projects in the folders; of the library where none has rules of its own
    and cases of the library are run."""
    libraries = [(folder, _library(folder)) for folder in folders]
    rules = [id for folder, library in libraries for id in _ids(library, own=True)]
    if not rules and of_library:
        rules = [*_ids(_library(Path()), own=False)]
    ids = sorted(set(rules))
    used = {id for case in cases for id in case.uses}
    return Coverage(
        tuple(id for id in ids if id in used), tuple(id for id in ids if id not in used)
    )


def _ids(library: Library, *, own: bool) -> Iterator[str]:
    """The rules of a project, or those of the library, also those that cannot be read."""
    yield from (rule.id for rule in library.rules if rule.own is own)
    yield from (
        id for id, file in library.broken.items() if file.startswith(f"{PACKAGED}/") is not own
    )


def _library(folder: Path) -> Library:
    return load_library(Reading(FolderTree(folder)))
