"""What several kinds of measures have in common."""

from engine.model.measures import Form, Measure
from engine.model.project import Project
from engine.model.targets import Target


class OfOneTable(Measure):
    """A measure of the rows of one table."""

    __slots__ = ()
    dataset: str

    @property
    def counts_rows_of(self) -> str | None:
        """The table whose rows are n or N."""
        return self.dataset

    def own_datasets(self) -> tuple[str, ...]:
        """The table."""
        return (self.dataset,)


class Basic(OfOneTable):
    """…which may be a part of another measure."""

    __slots__ = ()
    can_be_part = True

    @property
    def denominator(self) -> str:
        """The table whose rows are N."""
        return self.dataset

    def tables_by_column(self) -> tuple[str, ...]:
        """The table."""
        return (self.dataset,)


class OfAnother(Measure):
    """A measure that holds the tallies of another one against each other."""

    __slots__ = ()
    of: Measure

    def nested(self) -> tuple[Measure, ...]:
        """The other one."""
        return (self.of,)

    @property
    def tallied(self) -> Measure:
        """The other one."""
        return self.of

    @property
    def counts_rows_of(self) -> str | None:
        """The table of the other one."""
        return self.of.counts_rows_of

    @property
    def figures_are_shares(self) -> bool:
        """Whether those of the other one are."""
        return self.of.figures_are_shares


class OfOrganisations(Measure):
    """A measure whose figure is told organisation by organisation: which of them show a sign,
    something to look into and never a judgement."""

    __slots__ = ()
    form = Form.OF_ORGANISATIONS

    @property
    def counts_organisations(self) -> bool:
        """Whether n and N are organisations."""
        return True

    @property
    def is_sign(self) -> bool:
        """Whether it finds signs, which others can count."""
        return self.looks_for_sign

    def unit(self, target: Target | None, project: Project) -> str:
        """Organisations."""
        return "organisations"


class Looking(OfOrganisations):
    """…by the rows of each; of fewer than `min_n` nothing is told."""

    __slots__ = ()
    min_n: int

    @property
    def fewest(self) -> int:
        """The least number of rows."""
        return self.min_n
