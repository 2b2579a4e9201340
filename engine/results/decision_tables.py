"""What decision tables decided, and whether it worked."""

from enum import StrEnum
from fractions import Fraction

from engine.classes import dataclass
from engine.model.decision_tables import Value


@dataclass(frozen=True, slots=True)
class InputValue:
    """What an input was; `rows` stand behind it (0: none, or it is no figure of rows). What is
    withheld has no value left."""

    input: str
    value: Value
    rows: int = 0
    withheld: bool = False


@dataclass(frozen=True, slots=True)
class Decided:
    """One organisation (None: the whole), its values, and the rows that matched, in order."""

    organisation: str | None
    values: tuple[InputValue, ...]
    rows: tuple[str, ...]

    def value(self, input: str) -> Value:
        """The value of that input; None where there is none."""
        return next(
            (input_value.value for input_value in self.values if input_value.input == input), None
        )


class EffectKind(StrEnum):
    """Whether a decision worked: what the interval of the difference says."""

    BETTER = "better"
    NOT_SHOWN = "not_shown"
    WORSE = "worse"
    TOO_LITTLE = "too_little"


@dataclass(frozen=True, slots=True)
class Course:
    """An organisation before and after. Figures of shares in percent; rows behind the smaller; the
    change exactly: organisations that changed alike differ by nothing."""

    organisation: str
    before: float
    after: float
    decided: bool
    rows: int
    change: Fraction


@dataclass(frozen=True, slots=True)
class Effect:
    """Difference in differences: how much more those with the decision changed than the others.

    `low` and `high` are the ends of its 95 % interval. None where there is too little.
    """

    kind: EffectKind
    difference: float | None
    low: float | None
    high: float | None
    courses: tuple[Course, ...]
    is_percent: bool
    reason: str | None = None
    """Message key: why nothing can be said."""
    means: tuple[tuple[float, float], ...] = ()
    """Before and after, of those with the decision and of the others: of an effect some of whose
    courses have lost their figures to the audience."""

    def mean(self, *, decided: bool) -> tuple[float, float]:
        """The group's mean before and after."""
        if self.means:
            return self.means[0 if decided else 1]
        group = self.group(decided=decided)
        before, after = (
            sum(course.before for course in group),
            sum(course.after for course in group),
        )
        return before / max(len(group), 1), after / max(len(group), 1)

    def group(self, *, decided: bool) -> tuple[Course, ...]:
        """The organisations with the decision, or the others."""
        return tuple(course for course in self.courses if course.decided is decided)


@dataclass(frozen=True, slots=True)
class DecisionOutcome:
    """A table at a date. `reason`: why it could not be asked at all (a message key)."""

    id: str
    decided: tuple[Decided, ...]
    effect: Effect | None
    reason: str | None = None
    error: str | None = None
    """What went wrong inside, where the table crashed."""

    @property
    def undecided(self) -> tuple[Decided, ...]:
        """Those that no row matched."""
        return tuple(decided for decided in self.decided if not decided.rows)
