"""interval: the interval of each organisation's mean against that of a reference group."""

from collections.abc import Mapping
from enum import StrEnum
from typing import ClassVar

from engine.classes import dataclass
from engine.expressions import ColumnSource
from engine.measures.measure import Looking, OfOneTable
from engine.measures.organisations import PAIRED, check_organisations
from engine.measures.reader import Reader
from engine.model.conditions import Clause
from engine.model.demands import Missing
from engine.model.measures import Band, Way
from engine.model.sentences import Numeral, Said, say


class Side(StrEnum):
    """On which side of the reference an interval must lie wholly."""

    ABOVE = "above"
    BELOW = "below"


@dataclass(frozen=True, slots=True)
class Given:
    """A reference group known by its figures only: n persons, their mean and standard deviation."""

    n: int
    mean: float
    deviation: float


@dataclass(frozen=True, slots=True)
class Interval(Looking, OfOneTable):
    """x̄ ± z·s/√n of each organisation against the interval of the reference group.

    `reference` None: all organisations together; a clause: the rows where it is true. `is_given`
    with no reference: the spec names no figures yet.
    """

    kind = "interval"
    ways: ClassVar[Mapping[str, Way]] = {"z": Way.FEWER, "min_n": Way.NONE_FEWER}
    band = Band.REFERENCE

    dataset: str
    of: str
    where: Clause | None
    side: Side
    z: float
    reference: Clause | Given | None
    is_given: bool
    min_n: int
    missing: Missing

    def own_clauses(self) -> tuple[tuple[str, str, Clause | None], ...]:
        among = self.reference if isinstance(self.reference, Clause) else None
        return ("where", self.dataset, self.where), ("reference", self.dataset, among)

    def own_columns(self) -> tuple[tuple[str, str], ...]:
        return ((self.dataset, self.of),)

    def averaged(self) -> tuple[str, str]:
        return self.dataset, self.of

    @property
    def given_mean(self) -> float | None:
        return self.reference.mean if isinstance(self.reference, Given) else None

    def said(self) -> Said:
        key = "given" if self.is_given else "part" if self.reference else "whole"
        return say(
            f"measure.interval_{self.side.value}",
            column=self.of,
            z=Numeral(self.z),
            against=say(f"measure.reference_{key}"),
        )


KEYS = ("in", "of", "where", "sign", "z", "reference", "min_n", "missing")
REFERENCE = ("rows", "n", "mean", "deviation")


def read_interval(reader: Reader) -> Interval | None:
    """The interval of each organisation against that of a reference group."""
    columns = reader.dataset("in")
    of = reader.text("of")
    reader.column(of, columns, "of", numeric=True)
    where = reader.clause("where", columns)
    check_organisations(reader, columns)
    side = reader.choice("sign", tuple(Side))
    z, min_n = reader.number("z", 1.96), reader.whole("min_n", 2, least=2)
    reference, is_given = _reference(reader, columns)
    missing = reader.missing(*PAIRED)
    if columns is None or of is None or side is None or missing is None:
        return None
    name = columns.resource.name
    return Interval(name, of, where, Side(side), z, reference, is_given, min_n, missing)


def _reference(reader: Reader, columns: ColumnSource | None) -> tuple[Clause | Given | None, bool]:
    """Absent: all organisations of the table; a condition; or figures, which may not be known."""
    if "reference" not in reader.data:
        return None, False
    if isinstance(reader.data["reference"], str):
        return reader.clause("reference", columns), False
    part = reader.part("reference")
    part.close(REFERENCE)
    if "rows" in part.data:
        return part.clause("rows", columns), False
    if any(part.data.get(key) is None for key in ("n", "mean", "deviation")):
        return None, True
    n, mean = part.whole("n", 2, least=2), part.number("mean", 0)
    return Given(n, mean, part.number("deviation", 0)), True
