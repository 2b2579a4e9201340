"""rank: the place of each organisation by a share or a mean, like compared with like."""

from collections.abc import Mapping
from fractions import Fraction
from typing import ClassVar

from engine.classes import dataclass
from engine.measures.measure import Basic, Looking, OfAnother
from engine.measures.organisations import check_organisations, read_between
from engine.measures.parts import ReadPart
from engine.measures.reader import Reader
from engine.model.measures import Way
from engine.model.sentences import Percentage, Said, say


@dataclass(frozen=True, slots=True)
class Rank(Looking, OfAnother):
    """Place of each organisation by `of` among those of its `cluster`, the least first.

    The sign: it stands in the lowest (or highest) `part` of its cluster.
    """

    kind = "rank"
    ways: ClassVar[Mapping[str, Way]] = {"part": Way.NONE_MORE}

    of: Basic
    cluster: str | None
    part: Fraction
    lowest: bool
    min_n: int

    def own_columns(self) -> tuple[tuple[str, str], ...]:
        return ((self.of.dataset, self.cluster),) if self.cluster else ()

    @property
    def figures_in_percent(self) -> bool:
        return self.of.figures_are_shares

    def said(self) -> Said:
        end = say("measure.lowest" if self.lowest else "measure.highest")
        part = Percentage(float(self.part))
        return say("measure.rank", part=part, end=end, cluster=self.cluster or "")


KEYS = ("of", "cluster", "sign", "part", "min_n")


def read_rank(reader: Reader, read: ReadPart) -> Rank | None:
    """A share or a mean, the column of like organisations, and which end is the sign."""
    of = read_between(reader, read)
    columns = reader.context.columns(of.dataset) if of else None
    cluster = reader.text("cluster") if "cluster" in reader.data else None
    reader.column(cluster, columns, "cluster")
    check_organisations(reader, columns, "of")
    sign = reader.choice("sign", ("lowest", "highest"), "lowest")
    part, min_n = reader.number("part", 25, least=0.000001), reader.whole("min_n", 1)
    if of is None or sign is None:
        return None
    return Rank(of, cluster, Fraction(str(part)) / 100, sign == "lowest", min_n)
