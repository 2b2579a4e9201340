"""Which cells of a column must be hidden so that its total gives none of them away.

A reader sees the total, every cell that is shown, and one sign for all that are hidden, whether
they are small themselves or stand beside a small one. Subtraction gives what the hidden cells hold
together: it must be no single cell, not fewer than the minimum, and more than one unit a cell; and
of those together some must be counted and some not. Cohen's word for it is complementary
suppression. A whole that is counted altogether, or not at all, tells this of every part whatever
is hidden: it is a statement about everyone, and stays.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from engine.model.project import MINIMUM_GROUP


@dataclass(frozen=True, slots=True)
class Cell:
    """A group of `size` observations, of which `part` are counted (None: nothing is counted).

    `of` is what the part is a part of, where it is not the size: one organisation with its sign.
    """

    key: str
    size: float
    part: float | None = None
    of: float | None = None

    @property
    def whole(self) -> float:
        return self.size if self.of is None else self.of

    def is_small(self, least: int) -> bool:
        """Fewer than the minimum, but not nobody."""
        return 0 < self.size < least


def hidden_cells(cells: Sequence[Cell], least: int = MINIMUM_GROUP) -> frozenset[str]:
    """Keys of the cells with fewer than `least`, and of as many others, the smallest first, as
    keep them safe."""
    hidden = [cell for cell in cells if cell.is_small(least)]
    if not hidden:
        return frozenset()
    others = [cell for cell in cells if cell.size > 0 and not cell.is_small(least)]
    others.sort(key=lambda cell: (cell.size, cell.key))
    while others and not _is_hard_to_tell(hidden, least):
        hidden.append(others.pop(0))
    while (others := _balancing(hidden, others)) and not _is_mixed(hidden):
        hidden.append(others.pop(0))
    return frozenset(cell.key for cell in hidden)


def is_given_away(cells: Sequence[Cell], least: int = MINIMUM_GROUP) -> bool:
    """Whether the total must not be told either, since no cells are left to hide behind."""
    small = [cell for cell in cells if cell.is_small(least)]
    if not small:
        return False
    keys = hidden_cells(cells, least)
    return not _is_hard_to_tell([cell for cell in cells if cell.key in keys], least)


def _is_hard_to_tell(hidden: Sequence[Cell], least: int) -> bool:
    """Whether the sizes of the hidden cells cannot be told from their sum."""
    together = sum(cell.size for cell in hidden)
    return len(hidden) > 1 and together >= least and together > len(hidden)


def _is_mixed(hidden: Sequence[Cell]) -> bool:
    counted = [cell for cell in hidden if cell.part is not None]
    together = sum(cell.part or 0 for cell in counted)
    return not counted or 0 < together < sum(cell.whole for cell in counted)


def _balancing(hidden: Sequence[Cell], others: Sequence[Cell]) -> list[Cell]:
    """The other cells that bring in what the hidden ones lack: counted, or not counted."""
    together = sum(cell.part or 0 for cell in hidden)
    return [
        cell
        for cell in others
        if cell.part is not None and (cell.part < cell.whole if together else cell.part > 0)
    ]
