"""Which library rules have a case, and which have none."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from engine.load import Reading, load_library
from engine.measures.library import LibraryRule
from engine.testing.cases import Case
from engine.trees import FolderTree


@dataclass(frozen=True, slots=True)
class Coverage:
    """Rules by id: those that a case runs, and the others."""

    covered: tuple[str, ...]
    uncovered: tuple[str, ...]

    @property
    def percent(self) -> float | None:
        """None where there is no rule to cover."""
        total = len(self.covered) + len(self.uncovered)
        return len(self.covered) / total * 100 if total else None


def rule_coverage(folders: Iterable[Path], cases: Iterable[Case]) -> Coverage:
    """The rules of the projects in the folders; of the library where none has rules of its own."""
    own = [rule for folder in folders for rule in _library(folder) if rule.own]
    rules = own or [rule for rule in _library(Path()) if not rule.own]
    ids = sorted({rule.id for rule in rules})
    used = {id for case in cases for id in case.uses}
    return Coverage(
        tuple(id for id in ids if id in used), tuple(id for id in ids if id not in used)
    )


def _library(folder: Path) -> tuple[LibraryRule, ...]:
    return load_library(Reading(FolderTree(folder))).rules
