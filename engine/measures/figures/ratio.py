"""ratio: the answers of two measures, n and N of the whole and of every part of it."""

from collections.abc import Iterable, Iterator

from engine.classes import dataclass
from engine.measures.ratio import Divided, RatioBy
from engine.query.asking import Asker
from engine.query.nodata import NoData
from engine.query.questions import Slot
from engine.query.scope import Reach, Span
from engine.query.tasks import OfRows, Run, Single
from engine.results.verdicts import Measurement, Tally

_NONE = ("no_rows", "no_rows_in_period")


def ask(measure: Divided, asker: Asker, span: Span) -> "RatioTask":
    """The questions of both."""
    n, total = (asker.task(basic, span) for basic in measure.pair)
    persons = [not asker.scan(basic.dataset).resource.is_of_organisations for basic in measure.pair]
    assert isinstance(n, OfRows)
    assert isinstance(total, OfRows)
    return RatioTask(
        n,
        total,
        of_persons=(persons[0], persons[1]),
        times=measure.factor if isinstance(measure, RatioBy) else 1,
        same_rows=measure.same_rows,
        is_value=asker.is_broken_down,
    )


@dataclass(frozen=True, slots=True)
class RatioTask(Single):
    """n and N, whether the rows of their tables are persons, and by how many n / N is told.

    `same_rows`: both are made of the same rows, so that what is missing in one is in the other.
    `is_value`: of one value of a breakdown, of which a table with rows may have none.
    """

    n: OfRows
    total: OfRows
    of_persons: tuple[bool, bool]
    times: float
    same_rows: bool
    is_value: bool

    def looks(self) -> Iterator[tuple[Reach, Slot | None]]:
        yield from self.total.looks()
        yield from self.n.looks()

    def figure(self, run: Run) -> Measurement | NoData:
        """n / N; whole, by organisation and by municipality."""
        total, n = self.total.figure(run), self.n.figure(run)
        if isinstance(total, NoData):
            return total
        if isinstance(n, NoData):
            if not (self.is_value and n.reason in _NONE):
                return n
            n = Measurement(Tally(None, 0, None))
        both = max if self.n.table == self.total.table else _sum
        return Measurement(
            self._tally(n.overall, total.overall),
            by_organisation=tuple(self._parts(n.by_organisation, total.by_organisation)),
            by_municipality=tuple(self._parts(n.by_municipality, total.by_municipality)),
            members={**n.members, **total.members},
            rows_read=both(n.rows_read, total.rows_read),
            unread_period=both(n.unread_period, total.unread_period),
        )

    def _parts(self, ns: Iterable[Tally], totals: Iterable[Tally]) -> Iterator[Tally]:
        """Everyone of whom either tells, those of no known organisation last; who has no rows adds
        nothing."""
        one, other = ({each.key: each for each in own} for own in (ns, totals))
        for key in sorted({*one, *other}, key=lambda code: (code is None, code or "")):
            nothing = Tally(key, 0, None, rows=0)
            yield self._tally(one.get(key, nothing), other.get(key, nothing))

    def _tally(self, n: Tally, total: Tally) -> Tally:
        both = max if self.same_rows else _sum
        return Tally(
            total.key,
            n.n,
            total.n,
            both(n.missing, total.missing),
            both(n.set_aside, total.set_aside),
            rows=total.rows if self.of_persons[1] else None,
            counted=n.rows if self.of_persons[0] else None,
            times=self.times,
        )


def _sum(one: int, other: int) -> int:
    return one + other
