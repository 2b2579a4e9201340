"""listed: organisations where a share or a mean reaches a bound in several groups of rows."""

from collections.abc import Mapping
from typing import ClassVar

from engine.classes import dataclass
from engine.codes.rules import ROWS_NOT_ADDED, WEIGHT_BESIDE_GROUPS
from engine.measures.measure import Basic, Looking, OfAnother
from engine.measures.organisations import check_organisations, read_between
from engine.measures.parts import ReadPart
from engine.measures.reader import Reader
from engine.model.measures import Way
from engine.model.sentences import Said, say
from engine.model.targets import Target


@dataclass(frozen=True, slots=True)
class Listed(Looking, OfAnother):
    """Organisations where `of` reaches `bound` in at least `groups` values of the column `by`."""

    kind = "listed"
    ways: ClassVar[Mapping[str, Way]] = {"groups": Way.FEWER}
    bounds = ("bound",)

    of: Basic
    by: str
    bound: Target
    groups: int
    min_n: int

    def own_columns(self) -> tuple[tuple[str, str], ...]:
        return ((self.of.dataset, self.by),)

    def said(self) -> Said:
        return say("measure.listed", bound=self.bound.text, by=self.by, count=self.groups)


KEYS = ("of", "by", "reaching", "groups", "min_n")


def read_listed(reader: Reader, read: ReadPart) -> Listed | None:
    """A share or a mean, the column of its groups, and the bound."""
    of = read_between(reader, read)
    if of and (rows := of.rows()) and rows.weight:
        reader.refuse(WEIGHT_BESIDE_GROUPS, "of", "weight", column=rows.weight)
    if of and of.added_column and of.added_columns != (of.added_column,):
        reader.refuse(ROWS_NOT_ADDED, "of", "of", inside="listed")
        of = None
    columns = reader.context.columns(of.dataset) if of else None
    by = reader.text("by")
    reader.column(by, columns, "by")
    check_organisations(reader, columns, "of")
    bound = reader.bound("reaching")
    groups, min_n = reader.whole("groups", 1), reader.whole("min_n", 1)
    if of is None or by is None or bound is None:
        return None
    return Listed(of, by, bound, groups, min_n)
