"""What `diff` found: changes with their effect, their witness and who approved them.

Two reports of one project: whose verdict changed, and why.
"""

from enum import IntEnum, StrEnum

from engine.classes import dataclass
from engine.diagnostics import Finding, Origin, Param, Place
from engine.model.changes import ChangeKind, Effect
from engine.model.conditions import Scalar
from engine.model.project import Approval, MethodDirection
from engine.model.spec import Roadmap
from engine.results.verdicts import Tally, VerdictKind

Cells = tuple[Scalar | None, ...]


@dataclass(frozen=True, slots=True)
class WitnessTable:
    """A few rows of a declared table; rows alike stand once, with how many there are."""

    dataset: str
    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cells, int], ...]


@dataclass(frozen=True, slots=True)
class Witness:
    """Tables on which the engine itself gave two verdicts: under the old spec and the new."""

    tables: tuple[WitnessTable, ...]
    as_of: str
    old: VerdictKind
    new: VerdictKind
    old_figure: Tally | None = None
    new_figure: Tally | None = None


@dataclass(frozen=True, slots=True)
class About:
    """What has changed: `kind` is a message key (indicator, event, table …), `id` its full id."""

    kind: str
    id: str


class Standing(StrEnum):
    """Whether an approval counts, and if not, why."""

    ACCEPTED = "accepted"
    NOBODY_MAY = "nobody_may"
    NOT_AN_APPROVER = "not_an_approver"
    SIGNED_BY_ANOTHER = "signed_by_another"
    OWN_CHANGE = "own_change"
    NOT_THERE_YET = "not_there_yet"


@dataclass(frozen=True, slots=True)
class SpecChange:
    """One difference between two specs, with both places.

    `facet` is the key of the spec that differs. For an unknown effect `witness` is met by the old
    spec only and `counter` by the new one only, as far as they were found. `fingerprint` depends on
    what changed and not on where it stands.
    """

    kind: ChangeKind
    effect: Effect
    about: About
    facet: str
    before: str | None
    after: str | None
    old_at: Origin | Place | None
    new_at: Origin | Place | None
    fingerprint: str
    params: tuple[tuple[str, Param], ...] = ()
    witness: Witness | None = None
    counter: Witness | None = None
    approval: Approval | None = None
    standing: Standing | None = None
    """Of the approval; None where there is none, or nobody weighed it."""

    @property
    def is_approved(self) -> bool:
        """Whether somebody approved it and may do so."""
        return self.approval is not None and self.standing is Standing.ACCEPTED


@dataclass(frozen=True, slots=True)
class VerdictChange:
    """An indicator whose verdict or figure differs on the same tables.

    `is_hidden`: its figures are not told, since a small group would follow from them; `hidden` is
    the number of organisations of which nothing is told. `values` are those of the column that
    breaks the figure down, for the department alone.
    """

    id: str
    text: str
    old: VerdictKind | None
    new: VerdictKind | None
    old_figure: Tally | None
    new_figure: Tally | None
    organisations: tuple["OrganisationChange", ...] = ()
    values: tuple["OrganisationChange", ...] = ()
    is_hidden: bool = False
    hidden: int = 0


@dataclass(frozen=True, slots=True)
class OrganisationChange:
    """An organisation, municipality or value of a column whose part of the figure differs, or its
    own verdict where each is judged."""

    code: str
    name: str
    old: Tally | None
    new: Tally | None
    old_verdict: VerdictKind | None = None
    new_verdict: VerdictKind | None = None


@dataclass(frozen=True, slots=True)
class StatusChange:
    """An event whose status differs on the same documents."""

    id: str
    title: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class ZoneChange:
    """An organisation that a decision table gives other rows on the same tables: their zones."""

    decision: str
    title: str
    name: str
    old: tuple[str, ...]
    new: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Impact:
    """Whose verdict changes under the new spec on the same tables, at one date."""

    as_of: str
    municipality: str
    indicators: tuple[VerdictChange, ...]
    events: tuple[StatusChange, ...]
    judged: int
    decisions: tuple[ZoneChange, ...] = ()


@dataclass(frozen=True, slots=True)
class Known:
    """What people call the subject of a change; `number` is the one that the order prints.

    `direction` names a roadmap that has no short name of its own. `against` is the finding that the
    wording says something else than the new target (R372).
    """

    roadmap: Roadmap | None = None
    direction: MethodDirection | None = None
    number: str | None = None
    wording: str | None = None
    against: Finding | None = None


class Growth(IntEnum):
    """Which number of a version must grow: its place, counted from one; or none."""

    NONE = 0
    FIRST = 1
    SECOND = 2


@dataclass(frozen=True, slots=True)
class Step:
    """From the version of a roadmap or a rule to the next; `asked` is what its changes ask for."""

    about: About
    before: str | None
    after: str | None
    asked: Growth
    is_enough: bool
    at: Origin
    """Where the version stands, or should."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two versions of one project; `project` is the id, None sides are absent.

    `known` stands beside `changes`, one for each; none where nobody asked for it. `steps` are those
    of the versions of its roadmaps and rules.
    """

    project: str
    changes: tuple[SpecChange, ...]
    impact: Impact | None = None
    known: tuple[Known, ...] = ()
    steps: tuple[Step, ...] = ()


class Cause(StrEnum):
    """Why a verdict or a figure may differ between two runs, the nearest cause first."""

    SPEC = "spec"
    WAIVER = "waiver"
    DATA = "data"
    DATE = "date"
    ENGINE = "engine"
    UNKNOWN = "unknown"


class Move(StrEnum):
    """Whether things stand better or worse than before."""

    BETTER = "better"
    WORSE = "worse"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Side:
    """What one report said of an indicator; None where it did not know it."""

    verdict: str
    figure: str | None


@dataclass(frozen=True, slots=True)
class VerdictMove:
    """An indicator or requirement whose verdict or figure is another."""

    id: str
    text: str
    old: Side | None
    new: Side | None
    move: Move
    causes: tuple[Cause, ...]


@dataclass(frozen=True, slots=True)
class EventMove:
    """An event with another status."""

    id: str
    title: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class RunComparison:
    """Two reports. `specs` and `tables` are the files that differ, came or went.

    Files that are called by their numbers are known by their contents; `renumbered` where a content
    has another number in the new run, `gone` are numbers of the old run that nothing took over.
    """

    project: str
    old_as_of: str
    new_as_of: str
    verdicts: tuple[VerdictMove, ...]
    events: tuple[EventMove, ...]
    specs: tuple[str, ...]
    tables: tuple[str, ...]
    gone: tuple[str, ...] = ()
    renumbered: bool = False

    def moved(self, move: Move) -> tuple[VerdictMove, ...]:
        """The verdicts that moved that way; figures alone do not count."""
        return tuple(
            verdict
            for verdict in self.verdicts
            if verdict.move is move and _verdict(verdict.old) != _verdict(verdict.new)
        )


def _verdict(side: Side | None) -> str | None:
    return side.verdict if side else None
