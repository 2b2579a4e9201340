"""agreement: how two columns of marks agree, as a whole and at each organisation."""

from collections.abc import Mapping
from enum import StrEnum
from typing import ClassVar

from engine.classes import dataclass
from engine.measures.measure import Looking, OfOneTable
from engine.measures.organisations import PAIRED, check_organisations
from engine.measures.reader import Reader
from engine.model.conditions import Clause
from engine.model.demands import Missing
from engine.model.measures import Way
from engine.model.project import Project
from engine.model.sentences import Said, say
from engine.model.targets import Target, Unit


class Statistic(StrEnum):
    """How two columns of marks agree."""

    SPEARMAN = "spearman"
    KENDALL = "kendall"
    EQUAL = "equal"
    RAISED = "raised"
    LOWERED = "lowered"

    @property
    def is_ratio(self) -> bool:
        """Whether it is n / N of rows, and no coefficient."""
        return self in (Statistic.EQUAL, Statistic.RAISED, Statistic.LOWERED)


@dataclass(frozen=True, slots=True)
class Agreement(Looking, OfOneTable):
    """Rank correlation of `first` and `second` over rows of `where`, or the share of rows in which
    `second` is equal, higher (raised) or lower. With `sign` each organisation is judged by it."""

    kind = "agreement"
    units: ClassVar[tuple[Unit | None, ...]] = (None,)
    ways: ClassVar[Mapping[str, Way]] = {"min_n": Way.NONE_FEWER}
    bounds = ("sign",)

    dataset: str
    first: str
    second: str
    where: Clause | None
    statistic: Statistic
    sign: Target | None
    min_n: int
    missing: Missing

    @property
    def looks_for_sign(self) -> bool:
        return self.sign is not None

    @property
    def counts_organisations(self) -> bool:
        return self.sign is not None

    @property
    def is_ratio(self) -> bool:
        return self.sign is not None or self.statistic.is_ratio

    @property
    def figures_are_shares(self) -> bool:
        return self.statistic.is_ratio

    @property
    def figures_in_percent(self) -> bool:
        return self.statistic.is_ratio

    def own_clauses(self) -> tuple[tuple[str, str, Clause | None], ...]:
        return (("where", self.dataset, self.where),)

    def own_columns(self) -> tuple[tuple[str, str], ...]:
        return (self.dataset, self.first), (self.dataset, self.second)

    def unit(self, target: Target | None, project: Project) -> str:
        return "rows" if self.sign is None else "organisations"

    def said(self) -> Said:
        key = f"measure.agreement_{self.statistic.value}"
        what = say(key, first=self.first, second=self.second)
        if self.sign is None:
            return say("measure.agreement", what=what)
        return say("measure.agreement_sign", what=what, bound=self.sign.text)


KEYS = ("in", "first", "second", "where", "statistic", "sign", "min_n", "missing")


def read_agreement(reader: Reader) -> Agreement | None:
    """Two columns of one table."""
    columns = reader.dataset("in")
    names = [reader.text(key) for key in ("first", "second")]
    for key, name in zip(("first", "second"), names, strict=True):
        reader.column(name, columns, key, numeric=True)
    where = reader.clause("where", columns)
    statistic = reader.choice("statistic", tuple(Statistic))
    sign = reader.bound("sign") if "sign" in reader.data else None
    if sign:
        check_organisations(reader, columns)
    min_n, missing = reader.whole("min_n", 2, least=2), reader.missing(*PAIRED)
    if columns is None or statistic is None or missing is None or None in names:
        return None
    first, second = (name or "" for name in names)
    name = columns.resource.name
    return Agreement(name, first, second, where, Statistic(statistic), sign, min_n, missing)
