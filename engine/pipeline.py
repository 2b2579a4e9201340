"""The whole program: load → check → compile → execute → (report)."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from engine import __version__
from engine.diagnostics import Finding, has_errors
from engine.load import Loaded, load_project
from engine.results.outcome import Manifest, Outcome

Progress = Callable[[str, int, int], None]
"""Called with what is being worked on, how much is done, and how much there is."""


def silent(what: str, done: int, total: int) -> None:
    """The progress of those who do not want to hear of it."""


@dataclass(frozen=True, slots=True)
class Checked:
    """A project that was read and checked; `loaded.project` is None when it cannot be used."""

    loaded: Loaded
    findings: tuple[Finding, ...]

    @property
    def usable(self) -> bool:
        return self.loaded.project is not None and not has_errors(self.findings)


@dataclass(frozen=True, slots=True)
class Evaluated:
    """A checked project and, unless its specs have errors, what its evaluation gave."""

    checked: Checked
    outcome: Outcome | None


def check(folder: Path) -> Checked:
    """Load a project folder and check its specs; no table is read."""
    loaded = load_project(folder)
    if loaded.project is None:
        return Checked(loaded, loaded.findings)
    from engine.checks import check_project

    return Checked(loaded, (*loaded.findings, *check_project(loaded.project)))
