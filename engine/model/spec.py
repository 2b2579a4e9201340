"""A roadmap: the passport and the plan, with the wording of the order.

What a schedule phrase of a plan means: kind, dated windows, and what is odd about it.
"""

from dataclasses import replace
from datetime import date, timedelta
from enum import StrEnum
from typing import Literal

from engine.classes import dataclass
from engine.diagnostics import Origin
from engine.model.citations import Citation
from engine.model.conditions import ColumnType
from engine.model.rules import EvidenceDemand, NotMeasurable, Rule
from engine.model.targets import Baseline, Milestone, Target
from engine.model.validity import LASTING, Validity

OffsetUnit = Literal["working_days", "days", "weeks", "months"]


class ScheduleKind(StrEnum):
    """How a phrase places an event in time."""

    FIXED_WINDOW = "fixed_window"
    DEADLINE = "deadline"
    RECURRING = "recurring"
    RRULE = "rrule"
    RELATIVE = "relative"
    EXTERNAL_SCHEDULE = "external_schedule"
    AS_NEEDED = "as_needed"
    CONTINUOUS = "continuous"
    UNPARSEABLE = "unparseable"


_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, order=True)
class Window:
    """Days from `start` to `end`, both included. A deadline «до D» is the one day D."""

    start: date
    end: date

    @property
    def is_of_months(self) -> bool:
        """«Октябрь – ноябрь»: whole months, the days of which nobody has said."""
        return self.start.day == 1 and (self.end == date.max or (self.end + _ONE_DAY).day == 1)


@dataclass(frozen=True, slots=True)
class Offset:
    """Distance from an anchor; a negative `amount` means before it."""

    amount: int
    unit: OffsetUnit


@dataclass(frozen=True, slots=True)
class ScheduleRemark:
    """Something odd about a phrase: a kebab-case `code` and the characters `start:end` it is about.

    Offsets count characters of the phrase as written. `params` are pairs for the message.
    """

    code: str
    start: int
    end: int
    params: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Schedule:
    """The reading of one phrase.

    `windows` are the dates that are certain, in order; `candidates` are the dates that the phrase
    may mean where it does not say. `reason` is a snake_case code: why there are no windows, or why
    the reading is uncertain. `rrule` follows RFC 5545 and gives the first day of each occurrence.
    `anchor` is the event or foreign schedule the phrase refers to, its head word in the nominative.
    `confidence` is 1.0 for a phrase with one reading, less where there are several, 0.0 for none.
    """

    text: str | None
    kind: ScheduleKind
    windows: tuple[Window, ...] = ()
    rrule: str | None = None
    anchor: str | None = None
    offset: Offset | None = None
    confidence: float = 1.0
    reason: str | None = None
    candidates: tuple[Window, ...] = ()
    remarks: tuple[ScheduleRemark, ...] = ()
    lines: tuple[str, ...] = ()
    """The lines of a cell that has several, each of them a phrase of its own."""

    @property
    def printed(self) -> str:
        """The words on one line, with one sign between the lines of a cell, whatever ends them."""
        return "; ".join(line.rstrip(" ;") for line in self.lines) or self.text or ""


class Stage(StrEnum):
    """The nine stages that orders name, in the order of the cycle."""

    GOAL = "goal"
    INDICATOR = "indicator"
    COLLECTION_METHODS = "collection_methods"
    MONITORING = "monitoring"
    ANALYSIS = "analysis"
    RECOMMENDATION = "recommendation"
    DECISION = "decision"
    MEASURE = "measure"
    EFFECTIVENESS = "effectiveness"


CYCLE: tuple[Stage, ...] = (
    Stage.GOAL,
    Stage.INDICATOR,
    Stage.MONITORING,
    Stage.ANALYSIS,
    Stage.DECISION,
    Stage.EFFECTIVENESS,
)
"""The six stages that every complete cycle must have."""

_FOLDED = {
    Stage.COLLECTION_METHODS: Stage.INDICATOR,
    Stage.RECOMMENDATION: Stage.ANALYSIS,
    Stage.MEASURE: Stage.DECISION,
}


def cycle_stage(stage: Stage) -> Stage:
    """The stage of the six that a stage of the nine counts as."""
    return _FOLDED.get(stage, stage)


class Level(StrEnum):
    """Where a target is judged."""

    SCHOOL = "school"
    MUNICIPALITY = "municipality"
    REGION = "region"


Gaps = tuple[tuple[str, str], ...]
"""Field → what the scan lost of it (or the probable reading of it)."""


@dataclass(frozen=True, slots=True)
class PassportRow:
    """A row of the passport as printed."""

    row: str | None
    label: str | None
    heading: str | None
    stages: tuple[Stage, ...]
    items: tuple[str, ...]
    lost: Gaps
    suggested: Gaps
    not_printed: tuple[str, ...]
    note: str | None
    origin: Origin
    proposed: Gaps = ()
    """Field → why an import proposed its value; nobody has accepted it yet."""
    clause: Citation | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """A heading of the plan."""

    id: str
    number: str | None
    title: str | None
    lost: Gaps
    suggested: Gaps
    note: str | None
    origin: Origin
    clause: Citation | None = None


@dataclass(frozen=True, slots=True)
class Goal:
    """A goal, in the order's words; of a task `goal` is what it is for."""

    id: str
    text: str
    clause: Citation | None
    origin: Origin
    goal: str | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """A source of information that the passport names."""

    id: str
    text: str
    clause: Citation | None
    origin: Origin


def full_id(slug: str | None, id: str) -> str:
    """`slug/id` of what a roadmap holds; the bare id of a requirement, which none holds."""
    return id if slug is None else f"{slug}/{id}"


@dataclass(frozen=True, slots=True)
class Breakdown:
    """A figure for each value of `column` (or `key.column`) beside that of the whole. `listed` are
    the values that data.yaml lists, in their order; `is_judged`: each must reach the target."""

    column: str
    type: ColumnType
    listed: tuple[str, ...] = ()
    is_judged: bool = False


@dataclass(frozen=True, slots=True)
class Indicator:
    """What is judged. Exactly one of `rule` and `not_measurable` is set."""

    id: str
    goal: str | None
    text: str
    group: str | None
    clause: Citation | None
    rule: Rule | None
    not_measurable: NotMeasurable | None
    target: Target | None
    due: date | None
    level: Level
    judge: Level
    none_is_not_applicable: bool
    lost: Gaps
    suggested: Gaps
    note: str | None
    origin: Origin
    proposed: Gaps = ()
    """Field → why an import proposed its value; nobody has accepted it yet."""
    shown: bool = False
    """`target: none`: the figure is shown and judged against nothing."""
    warn: Target | None = None
    """What still is no failure where the target is not reached."""
    path: tuple[Milestone, ...] = ()
    """Targets by day, the earliest first; target, `warn` and `due` are then those of one of them:
    of the last, until it is known on which day the indicator is judged."""
    baseline: Baseline | None = None
    task: str | None = None
    """The task that it measures; `goal` is then that of the task."""
    due_text: str | None = None
    """The due date in the words of the order, where they are no date."""
    by: Breakdown | None = None
    """The column by whose values the figure is broken down."""
    min_n: int | None = None
    """The size below which a group of a breakdown is shown as too small and not judged."""
    validity: Validity = LASTING

    def on(self, day: date) -> "Indicator":
        """With the target whose day has come last, or else the first that is still to come."""
        if not self.path:
            return self
        come = [milestone for milestone in self.path if milestone.day <= day] or self.path[:1]
        return replace(self, target=come[-1].target, warn=come[-1].warn, due=come[-1].day)

    @property
    def following(self) -> Milestone | None:
        """What is to be reached after the target that is judged."""
        return next(
            (milestone for milestone in self.path if self.due and milestone.day > self.due), None
        )

    @property
    def judges_values(self) -> bool:
        """Whether the target is held against each value of the breakdown."""
        return self.by is not None and self.by.is_judged

    @property
    def judges_municipalities(self) -> bool:
        """Whether the target is held against each municipality of a region."""
        return self.level is Level.REGION and self.judge is Level.MUNICIPALITY


@dataclass(frozen=True, slots=True)
class Responsible:
    """A printed executor and the body of project.yaml that it means."""

    text: str | None
    body: str | None


@dataclass(frozen=True, slots=True)
class Answer:
    """What a measure answers: recommendations of a decision table, at these organisations. No
    `row`: those of any row; no `to`: to anybody; no organisations: at all that the row is of."""

    decision: str
    row: str | None
    to: str | None
    organisations: tuple[str, ...]
    origin: Origin

    def is_to(self, decision: str, row: str, to: str, organisation: str | None) -> bool:
        """Whether it answers that recommendation, at that organisation."""
        return (
            self.decision == decision
            and self.row in (None, row)
            and self.to in (None, to)
            and (not self.organisations or organisation in self.organisations)
        )


@dataclass(frozen=True, slots=True)
class Event:
    """A row of the plan."""

    id: str
    section: str | None
    number: str | None
    title: str | None
    stages: tuple[Stage, ...]
    serves: tuple[str, ...]
    after: tuple[str, ...]
    schedule: Schedule
    responsible: tuple[Responsible, ...]
    result: str | None
    evidence: EvidenceDemand | None
    details: tuple[str, ...]
    decisions: tuple[str, ...]
    lost: Gaps
    not_printed: tuple[str, ...]
    suggested: Gaps
    note: str | None
    origin: Origin
    proposed: Gaps = ()
    """Field → why an import proposed its value; nobody has accepted it yet."""
    cells: Gaps = ()
    """Id of a column of the order's own → what stands in it."""
    answers: tuple[Answer, ...] = ()
    clause: Citation | None = None

    @property
    def answered_at(self) -> tuple[str, ...]:
        """The organisations at each of which it is judged; none where it is judged once."""
        if not all(answer.organisations for answer in self.answers):
            return ()
        return tuple(
            dict.fromkeys(code for answer in self.answers for code in answer.organisations)
        )

    @property
    def cycle_stage(self) -> Stage:
        """The first of its stages, counted among the six."""
        return cycle_stage(self.stages[0])


@dataclass(frozen=True, slots=True)
class PrintedColumn:
    """A column of the plan: one of the usual fields, or one of the order's own (`is_own`), with the
    heading that the order prints where it is said."""

    id: str
    title: str | None
    is_own: bool = False


@dataclass(frozen=True, slots=True)
class Roadmap:
    """One direction's spec; no `columns` where it does not say which its plan has."""

    file: str
    slug: str
    code: str | None
    title: str
    plan_title: str | None
    annex: str | None
    preamble: tuple[str, ...]
    period: Window | None
    period_text: str | None
    passport: tuple[PassportRow, ...]
    sections: tuple[Section, ...]
    goals: tuple[Goal, ...]
    sources: tuple[Source, ...]
    indicators: tuple[Indicator, ...]
    events: tuple[Event, ...]
    note: str | None
    short: str | None = None
    columns: tuple[PrintedColumn, ...] = ()
    tasks: tuple[Goal, ...] = ()
    """«Задачи» beside the goals: what serves a task serves its goal."""
    validity: Validity = LASTING
    clause: Citation | None = None
    annexed: Citation | None = None
    """The place that `annex` names («Приложение 2 к приказу»)."""

    @property
    def is_of_measures(self) -> bool:
        """Whether it is an action plan: all of its events answer recommendations."""
        return bool(self.events) and all(event.answers for event in self.events)

    def prints(self, field: str) -> bool:
        """Whether the plan has the column, as far as the roadmap says."""
        return not self.columns or any(column.id == field for column in self.columns)

    def full_id(self, id: str) -> str:
        """`slug/id`."""
        return full_id(self.slug, id)
