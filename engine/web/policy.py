"""Who may what: the one place that every address and every writing asks.

On one's own machine the answer is always yes; a department's server answers by people and rights.
"""

from enum import StrEnum
from typing import Protocol

from engine.classes import dataclass


class Action(StrEnum):
    """What an address is for; one of these stands beside every address."""

    ENTER = "enter"
    """Come in with a key: the only thing that somebody unknown may do."""
    LOOK = "look"
    JUDGE = "judge"
    """Start or stop a computation that writes reports and keeps runs."""
    TAKE = "take"
    """Take a file out of the workspace."""
    UPLOAD = "upload"
    """Put a table in the place of another, or bring an earlier one back."""
    EDIT = "edit"
    """Write a draft of a spec, and save it."""
    APPROVE = "approve"
    """Agree to what a draft weakens, as one of those whom the project names."""


@dataclass(frozen=True, slots=True)
class Person:
    """Who asks; `name` stands in the journal."""

    name: str


class Policy(Protocol):
    """Decides; `project` is the name of the project asked about, None where it is none's."""

    def allows(self, person: Person, action: Action, project: str | None) -> bool:
        """Whether the person may do this."""
        ...


class OwnMachine:
    """One's own machine: whoever came in with the key may do everything."""

    def allows(self, person: Person, action: Action, project: str | None) -> bool:
        """Always."""
        return True
