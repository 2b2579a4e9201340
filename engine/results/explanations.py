"""Why an indicator has its verdict: everything from the clause of the order to the cells."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from engine.diagnostics import Place
from engine.model.conditions import Clause
from engine.model.schedules import Window
from engine.model.spec import Indicator, full_id
from engine.model.targets import Target
from engine.results.verdicts import Verdict


class RowState(StrEnum):
    """What a row of a table did to a figure."""

    COUNTED = "counted"
    NOT_COUNTED = "not_counted"
    MISSING = "missing"
    SET_ASIDE = "set_aside"
    UNDATED = "undated"
    UNREAD_PERIOD = "unread_period"


@dataclass(frozen=True, slots=True)
class RowSample:
    """A row: its cell and its organisation's code. Never the key of a person."""

    place: Place
    organisation: str | None


@dataclass(frozen=True, slots=True)
class RowGroup:
    """The rows of one state: how many there are, and the first of them."""

    dataset: str
    state: RowState
    total: int
    rows: tuple[RowSample, ...]


@dataclass(frozen=True, slots=True)
class ConditionNote:
    """A condition of the rule: its key (of, where, among), its dataset, the clause with its place.

    `reading` is the condition as understood, with brackets and with the dates of the run.
    """

    key: str
    dataset: str
    clause: Clause
    reading: str


@dataclass(frozen=True, slots=True)
class Explanation:
    """An indicator, its rule's conditions, the rows by what they did, target and verdict.

    For a change `rows` are those of the last period. `window` is the period of the roadmap.
    `roadmap` is None for a requirement of the project.
    """

    roadmap: str | None
    indicator: Indicator
    conditions: tuple[ConditionNote, ...]
    window: Window | None
    as_of: date
    target: Target | None
    verdict: Verdict
    rows: tuple[RowGroup, ...]

    @property
    def full_id(self) -> str:
        """`slug/id`, or the bare id of a requirement."""
        return full_id(self.roadmap, self.indicator.id)
