"""Which cells of a column must be hidden so that its total gives none of them away.

A cell tells of too few where fewer persons than the minimum stand behind it, are counted in it, or
are left over by what is counted (3 of 180 and 177 of 180 tell the same). A reader sees the total,
every cell that is shown, and for the hidden ones whether they tell of few or only protect another.
Subtraction gives what the hidden cells hold together: that must not tell of too few either, must be
no single cell, and must leave each of them at least two sizes and two counts; and of those together
some must be counted and some not. Cohen's word for it is complementary suppression. A whole that is
counted altogether, or not at all, tells this of every part whatever is hidden: it is a statement
about everyone, and stays.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from engine.classes import dataclass
from engine.model.project import MINIMUM_GROUP


@dataclass(frozen=True, slots=True)
class Cell:
    """A group of `size` persons, of whom `part` are counted (None: nothing is counted).

    `of` is what the part is a part of, where it is not the size: one organisation with its sign.
    """

    key: str
    size: float
    part: float | None = None
    of: float | None = None

    @property
    def whole(self) -> float:
        """The persons of which the cell tells a part, or all that it tells of."""
        return self.size if self.of is None else self.of

    @property
    def counted(self) -> float | None:
        """Persons that are counted; None where the part is no number of persons."""
        return self.part if self.of is None else None

    def is_few(self, least: int) -> bool:
        """Whether «fewer than the minimum» is true of the persons in it or of the counted ones."""
        return _is_few(self.size, least) or _is_few(self.counted or 0, least)

    def is_small(self, least: int) -> bool:
        """Whether it tells of fewer persons than the minimum: in it, counted, or left over."""
        rest = 0 if self.counted is None else self.size - self.counted
        return self.is_few(least) or _is_few(rest, least)


def _is_few(persons: float, least: int) -> bool:
    """Fewer than the minimum, but not nobody."""
    return 0 < persons < least


def hidden_cells(
    cells: Sequence[Cell], least: int = MINIMUM_GROUP, also: frozenset[str] = frozenset()
) -> frozenset[str]:
    """Keys of the cells that tell of too few and of those that must be hidden `also`, and of as
    many others, the smallest first, as keep them safe."""
    hidden = [cell for cell in cells if cell.is_small(least) or cell.key in also]
    if not hidden:
        return frozenset()
    keys = {cell.key for cell in hidden}
    others = [cell for cell in cells if cell.size > 0 and cell.key not in keys]
    others.sort(key=lambda cell: (cell.size, cell.key))
    while others and not _is_hard_to_tell(hidden, least):
        hidden.append(others.pop(_lacking(hidden, others, least)))
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
    """Keys of the cells and of the groups that are hidden, and whether the whole must be, too.

    Of `few` it is true that fewer persons than the minimum are in it or counted; the others are
    hidden for what they leave over, or to protect a neighbour. `periods` are those of a change
    that are hidden, `values` those of a breakdown; `is_repeated` where an earlier publication
    forbids to tell something.
    """

    cells: frozenset[str] = frozenset()
    groups: frozenset[str] = frozenset()
    whole: bool = False
    few: frozenset[str] = frozenset()
    periods: frozenset[str] = frozenset()
    values: frozenset[str] = frozenset()
    is_repeated: bool = False


def grouped(cells: Sequence[Cell], members: Mapping[str, str]) -> dict[str, list[Cell]]:
    """Cells by municipality; those of no known one are told as a line of their own, too."""
    groups: dict[str, list[Cell]] = defaultdict(list)
    for cell in cells:
        groups[members.get(cell.key, "")].append(cell)
    return groups


def hidden_in_groups(
    groups: Mapping[str, Sequence[Cell]],
    least: int = MINIMUM_GROUP,
    also: frozenset[str] = frozenset(),
    also_groups: frozenset[str] = frozenset(),
) -> Hidden:
    """What must be hidden where each group of cells is told beside the whole.

    A group whose cells cannot hide behind each other is hidden itself, and another group beside it.
    Of the groups that are hidden, the cells are hidden as of one: what the shown ones leave over
    must give none away, and must not add up to a hidden group.
    """
    within = {key: hidden_cells(cells, least, also) for key, cells in groups.items()}
    open_ones = also_groups & groups.keys()
    open_ones |= {key for key, cells in groups.items() if is_given_away(cells, least, also)}
    sums = [_sum_of(key, cells) for key, cells in groups.items()]
    hidden = hidden_cells(sums, least, open_ones)
    together = [cell for key in sorted(hidden) for cell in groups[key]]
    first = frozenset(
        cell for key in hidden for cell in (within[key] or _smallest(groups[key]))
    )  # fmt: skip
    cells = hidden_cells(together, least, first)
    shown = frozenset(cell for key, own in within.items() if key not in hidden for cell in own)
    whole = is_given_away(sums, least, open_ones) or is_given_away(together, least, first)
    every = [*sums, *(cell for own in groups.values() for cell in own)]
    return Hidden(shown | cells, hidden, whole, few_of(every, least))


def few_of(cells: Sequence[Cell], least: int) -> frozenset[str]:
    """Keys of the cells of which it is true that they hold fewer than the minimum."""
    return frozenset(cell.key for cell in cells if cell.is_few(least))


def _sum_of(key: str, cells: Sequence[Cell]) -> Cell:
    told = [cell.part for cell in cells if cell.part is not None]
    part = sum(told) if told else None
    signs = any(cell.of is not None for cell in cells)
    of = sum(cell.whole for cell in cells) if signs else None
    return Cell(key, sum(c.size for c in cells), part, of)


def _smallest(cells: Sequence[Cell]) -> frozenset[str]:
    filled = sorted((cell for cell in cells if cell.size > 0), key=lambda c: (c.size, c.key))
    return frozenset(cell.key for cell in filled[:1])


def leaves_open(hidden: Sequence[Cell], least: int) -> bool:
    """Whether what these cells hold together may be told, and gives none of them away."""
    return _is_hard_to_tell(hidden, least)


def _is_hard_to_tell(hidden: Sequence[Cell], least: int) -> bool:
    """Whether nothing small follows from what the hidden cells hold together."""
    if len(hidden) < 2 or _together(hidden).is_small(least):
        return False
    return _sizes_are_open(hidden, least) and _parts_are_open(hidden, least)


def _together(hidden: Sequence[Cell]) -> Cell:
    return _sum_of("", hidden)


def _sizes_are_open(hidden: Sequence[Cell], least: int) -> bool:
    """Whether each small size among them could be another one, given their sum and which of them
    are said to be few."""
    together = sum(cell.size for cell in hidden)
    few = sum(_is_few(cell.size, least) for cell in hidden)
    return few == 0 or _ways(together, few - 1, len(hidden) - few, least) > 1


def _parts_are_open(hidden: Sequence[Cell], least: int) -> bool:
    """Whether of each cell that is said to be few one more or one less could be counted, and of
    another one the other way round. All or nobody is a statement about everyone."""
    cells = [cell for cell in hidden if cell.counted is not None]
    together = sum(cell.counted or 0 for cell in cells)
    if not 0 < together < sum(cell.size for cell in cells):
        return True
    more = {cell.key for cell in cells if _stays_few(cell, 1, least)}
    less = {cell.key for cell in cells if _stays_few(cell, -1, least)}
    few = (cell.key for cell in cells if cell.is_few(least))
    return all(
        (key in more and len(less) > (key in less)) or (key in less and len(more) > (key in more))
        for key in few
    )


def _stays_few(cell: Cell, step: int, least: int) -> bool:
    """Whether with one more counted (or one less) it would be said to be few, or not, as it is."""
    part = (cell.counted or 0) + step
    other = Cell(cell.key, cell.size, part)
    return 0 <= part <= cell.size and other.is_few(least) == cell.is_few(least)


def _ways(together: float, few: int, others: int, least: int) -> int:
    """How many sizes a small cell may have beside so many other small ones and larger ones."""
    return sum(
        few + others * least <= together - size
        and (others > 0 or together - size <= few * (least - 1))
        for size in range(1, least)
    )


def _lacking(hidden: Sequence[Cell], others: Sequence[Cell], least: int) -> int:
    """The position of the smallest other cell that brings in what the hidden ones lack."""
    whole = _together(hidden)
    if whole.counted is None or _is_few(whole.size, least):
        return 0
    lacks_rest = _is_few(whole.size - whole.counted, least)
    lacks_part = _is_few(whole.counted, least)
    for at, cell in enumerate(others):
        part = cell.counted or 0
        if (lacks_part and part) or (lacks_rest and part < cell.size):
            return at
    return 0


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
