"""Which cells of a column must be hidden so that its total gives none of them away.

A reader sees the total, every cell that is shown, and one sign for all that are hidden, whether
they are small themselves or stand beside a small one. Subtraction gives what the hidden cells hold
together: it must be no single cell, not fewer than the minimum, and more than one unit a cell; and
of those together some must be counted and some not. Cohen's word for it is complementary
suppression. A whole that is counted altogether, or not at all, tells this of every part whatever
is hidden: it is a statement about everyone, and stays.
"""

from collections.abc import Mapping, Sequence
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


def hidden_cells(
    cells: Sequence[Cell], least: int = MINIMUM_GROUP, also: frozenset[str] = frozenset()
) -> frozenset[str]:
    """Keys of the cells with fewer than `least` and of those that must be hidden `also`, and of as
    many others, the smallest first, as keep them safe."""
    hidden = [cell for cell in cells if cell.is_small(least) or cell.key in also]
    if not hidden:
        return frozenset()
    keys = {cell.key for cell in hidden}
    others = [cell for cell in cells if cell.size > 0 and cell.key not in keys]
    others.sort(key=lambda cell: (cell.size, cell.key))
    while others and not _is_hard_to_tell(hidden, least):
        hidden.append(others.pop(0))
    while (others := _balancing(hidden, others)) and not _is_mixed(hidden):
        hidden.append(others.pop(0))
    return frozenset(cell.key for cell in hidden)


def is_given_away(
    cells: Sequence[Cell], least: int = MINIMUM_GROUP, also: frozenset[str] = frozenset()
) -> bool:
    """Whether the total must not be told either, since no cells are left to hide behind."""
    keys = hidden_cells(cells, least, also)
    hidden = [cell for cell in cells if cell.key in keys]
    return bool(hidden) and not _is_hard_to_tell(hidden, least)


@dataclass(frozen=True, slots=True)
class Hidden:
    """Keys of the cells and of the groups that are hidden, and whether the whole must be, too."""

    cells: frozenset[str]
    groups: frozenset[str]
    whole: bool


def hidden_in_groups(
    groups: Mapping[str, Sequence[Cell]],
    least: int = MINIMUM_GROUP,
    also: frozenset[str] = frozenset(),
) -> Hidden:
    """What must be hidden where each group of cells is told beside the whole.

    A group whose cells cannot hide behind each other is hidden itself, and another group beside it.
    Of the groups that are hidden, the cells are hidden as of one: what the shown ones leave over
    must give none away, and must not add up to a hidden group.
    """
    within = {key: hidden_cells(cells, least, also) for key, cells in groups.items()}
    open_ones = frozenset(key for key, cells in groups.items() if is_given_away(cells, least, also))
    sums = [_sum_of(key, cells) for key, cells in groups.items()]
    hidden = hidden_cells(sums, least, open_ones)
    together = [cell for key in sorted(hidden) for cell in groups[key]]
    first = frozenset(
        cell for key in hidden for cell in (within[key] or _smallest(groups[key]))
    )  # fmt: skip
    cells = hidden_cells(together, least, first)
    shown = frozenset(cell for key, own in within.items() if key not in hidden for cell in own)
    whole = is_given_away(sums, least, open_ones) or is_given_away(together, least, first)
    return Hidden(shown | cells, hidden, whole)


def _sum_of(key: str, cells: Sequence[Cell]) -> Cell:
    told = [cell.part for cell in cells if cell.part is not None]
    part = sum(told) if told else None
    return Cell(key, sum(c.size for c in cells), part, sum(cell.whole for cell in cells))


def _smallest(cells: Sequence[Cell]) -> frozenset[str]:
    filled = sorted((cell for cell in cells if cell.size > 0), key=lambda c: (c.size, c.key))
    return frozenset(cell.key for cell in filled[:1])


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
