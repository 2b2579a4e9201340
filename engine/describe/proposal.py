"""A proposed declaration of one table."""

from dataclasses import field

from engine.classes import dataclass
from engine.datasets.warnings import PERSONAL
from engine.describe.columns import Column
from engine.describe.heads import Head
from engine.describe.wishes import NOTHING, Wish
from engine.diagnostics import Origin
from engine.model.tables import Dialect, Field, HeaderForm, Resource, Skip
from engine.tables import RawSheet

TASK = r"[0-9]+(\([0-9]+\))?(\.[0-9]+)? ?\([0-9]+ ?[бБ]\)"
SEARCHED = HeaderForm().search
NARROW = 2
"""A table of so few columns is as narrow as a note beside one."""

Doubt = tuple[str, dict[str, str]]


@dataclass(frozen=True, slots=True)
class Source:
    """One sheet or csv file: `sheet` is None where the file has but one."""

    path: str
    sheet: str | None
    raw: RawSheet
    dialect: Dialect
    head: Head | None
    doubts: tuple[Doubt, ...] = ()


@dataclass(slots=True)
class Proposal:
    """A table of one or several sources of one structure. `depth` are the rows of the header, 0 of
    a table without one; `skip` are the texts of rows that are no rows of data."""

    name: str
    path: str | tuple[str, ...]
    sheets: tuple[str, ...]
    sources: tuple[Source, ...]
    columns: list[Column] = field(default_factory=list)
    wide: tuple[int, ...] = ()
    depth: int = 1
    search: int = SEARCHED
    skip: tuple[str, ...] = ()
    group: str | None = None
    key: tuple[str, ...] = ()
    doubts: list[Doubt] = field(default_factory=list)
    names: set[str] = field(default_factory=set)
    wish: Wish = NOTHING

    def doubt(self, key: str, **params: str) -> None:
        """Say what is not sure of the table as a whole."""
        self.doubts.append((key, params))

    @property
    def personal(self) -> tuple[str, ...]:
        """Columns whose headings are of persons' data, or that are said to be."""
        return tuple(column.name for column in self.columns if self._is_personal(column))

    def _is_personal(self, column: Column) -> bool:
        wish = self.wish.column(column.position)
        return wish.is_personal if wish else bool(PERSONAL.search(column.heading))

    @property
    def title(self) -> str:
        """What the table is called by a person who corrected the proposal."""
        return self.wish.title

    def resource(self, *, as_text: bool = False) -> Resource:
        """The declaration; `as_text` with every cell taken as it is."""
        skip = Skip((), None, self.skip, False, Origin(""))
        fields = tuple(
            _as_text(column) if as_text else column.as_field() for column in self.columns
        )
        return Resource(
            self.name, self.name, "", None, self.sources[0].dialect, fields, (), (), ("",), None,
            None, None, () if as_text else self.personal, Origin(""),
            header=HeaderForm(rows=None if self.depth == 1 else self.depth, search=self.search),
            skip=(skip,) if self.skip else (), group=self.group,
            unpivot=TASK if self.wide else None,
        )  # fmt: skip


def _as_text(column: Column) -> Field:
    plain_one = Column(
        column.heading, column.name, column.position,
        is_lettered=column.is_lettered, taken=column.taken,
    )  # fmt: skip
    return plain_one.as_field()
