"""What a person corrected in a proposal: it stands above every guess."""

from collections.abc import Mapping

from engine.classes import dataclass
from engine.model.conditions import ColumnType


@dataclass(frozen=True, slots=True)
class ColumnWish:
    """Of one column: whether it is declared at all, what it holds, whether it tells of persons,
    whether it is part of the key."""

    is_taken: bool
    type: ColumnType
    is_personal: bool
    is_key: bool


@dataclass(frozen=True, slots=True)
class Wish:
    """Of one table, told by its sheets (of a file without sheets there are none).

    `head` are the first and the last row of the header as the sheet counts them, (0, 0) where there
    is none; None leaves it to the guess. `columns` go by their 0-based positions; one that is not
    named stays as guessed.
    """

    sheets: tuple[str, ...] = ()
    is_taken: bool = True
    name: str = ""
    title: str = ""
    head: tuple[int, int] | None = None
    columns: Mapping[int, ColumnWish] | None = None

    def column(self, position: int) -> ColumnWish | None:
        """What was said of a column."""
        return self.columns.get(position) if self.columns is not None else None


NOTHING = Wish()
"""Nothing was corrected."""


def wish_for(sheet: str | None, wishes: tuple[Wish, ...]) -> Wish:
    """What was said of the table of a sheet."""
    found = (wish for wish in wishes if not wish.sheets or (sheet or "") in wish.sheets)
    return next(found, NOTHING)
