"""Measures over organisations: what each showed, and n of N of them."""

from abc import abstractmethod
from collections.abc import Iterable
from typing import Protocol

from engine.measures.figures.rolling import rolled_organisations
from engine.query.answers import Answers
from engine.query.nodata import NoData
from engine.query.questions import Slot
from engine.query.scope import (
    Reach,
)
from engine.query.tasks import Run, Single
from engine.results.verdicts import Figure, Measurement, Tally


class PartOfRows(Protocol):
    """Rows that are looked at, and those of unknown belonging."""

    @property
    def reach(self) -> Reach: ...
    @property
    def rows(self) -> Slot: ...
    @property
    def set_aside(self) -> Slot | None: ...


class OrganisationsTask(Single):
    """…whose figure is told organisation by organisation."""

    __slots__ = ()

    @abstractmethod
    def look(self, run: Run) -> Measurement | NoData:
        """Each organisation with its number, and whether it shows the sign."""

    @property
    def wants_sign(self) -> bool:
        """Whether organisations with the sign make n."""
        return True

    def figure(self, run: Run) -> Measurement | NoData:
        """…with n of N organisations by municipality."""
        measured = self.look(run)
        if isinstance(measured, NoData):
            return measured
        return rolled_organisations(measured, run.members, wanted=self.wants_sign)


def signs_of(
    figures: Iterable[Figure],
    aside: int,
    rows: int,
    *,
    unread: int = 0,
    wanted: bool = True,
) -> Measurement:
    """n organisations with (or without) the sign, of N of which enough is known.

    A figure without a key is that of a reference group, and counts nowhere.
    """
    told = tuple(figures)
    signs = [figure.sign for figure in told if figure.key is not None]
    known = [sign for sign in signs if sign is not None]
    overall = Tally(None, known.count(wanted), len(known), len(signs) - len(known), aside)
    return Measurement(overall, rows_read=rows, figures=told, unread_period=unread)


def rows_aside(part: PartOfRows, answers: Answers) -> tuple[int, int]:
    """Rows that count for no organisation, and those of them whose period is not known: of which
    the condition or the period is unknown, and those that name no organisation."""
    folded = answers.by_organisation(part.reach)
    unread = answers.unlabelled(part.reach, part.rows, part.set_aside)
    return int(folded.total(part.set_aside)) + unread + folded.of_none(part.rows), unread


def read_rows(reach: Reach, answers: Answers) -> int:
    """How many rows lie in the period."""
    return int(answers.by_organisation(reach).total(reach.read))
