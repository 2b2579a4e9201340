"""What may be shown beside a total: nobody can work out a hidden group by subtraction."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.disclosure.cells import Cell, hidden_cells, is_given_away
from engine.model.project import MINIMUM_GROUP

SIZES = st.lists(st.integers(0, 12), min_size=1, max_size=8)


def _cells(sizes: list[int], counted: list[int] | None = None) -> list[Cell]:
    parts = counted or [size // 2 for size in sizes]
    return [
        Cell(str(number), size, min(part, size))
        for number, (size, part) in enumerate(zip(sizes, parts, strict=True))
    ]


def test_a_single_small_school_takes_the_next_smallest_along() -> None:
    assert hidden_cells(_cells([3, 40, 12, 25])) == {"0", "2"}


def test_two_small_schools_of_one_pupil_each_are_no_secret_together() -> None:
    assert len(hidden_cells(_cells([1, 1, 30, 20]))) == 3


def test_where_nothing_is_small_nothing_is_hidden() -> None:
    assert hidden_cells(_cells([10, 14, 0])) == frozenset()


def test_a_lone_small_school_gives_the_total_away_so_that_is_not_told() -> None:
    assert is_given_away(_cells([3]))
    assert not is_given_away(_cells([3, 9]))


def test_nobody_counted_among_the_hidden_is_mixed_with_one_who_is() -> None:
    hidden = hidden_cells(_cells([4, 6, 20, 30], counted=[0, 0, 9, 30]))
    assert hidden == {"0", "1", "2"}


@given(SIZES)
def test_the_size_of_no_hidden_group_follows_from_the_total(sizes: list[int]) -> None:
    cells = _cells(sizes)
    hidden = [cell for cell in cells if cell.key in hidden_cells(cells)]
    if not hidden or is_given_away(cells):
        return
    together = int(sum(cell.size for cell in hidden))
    for cell in hidden:
        assert any(size != cell.size for size in _possible(together, len(hidden)))


def _possible(together: int, cells: int) -> set[int]:
    """The sizes that one of so many groups, none of them empty, can have."""
    return set(range(1, together - cells + 2))


@given(st.lists(st.tuples(st.integers(0, 7), st.integers(0, 7)), min_size=1, max_size=5))
def test_every_small_group_is_hidden_or_the_total_is(pairs: list[tuple[int, int]]) -> None:
    cells = _cells([size for size, _ in pairs], [part for _, part in pairs])
    hidden = hidden_cells(cells)
    for cell in cells:
        assert (cell.key in hidden) or not 0 < cell.size < MINIMUM_GROUP
    if hidden and not is_given_away(cells):
        assert len(hidden) > 1


@pytest.mark.parametrize("sizes", list(product((2, 4, 6), repeat=3)))
def test_brute_force_over_small_tables_finds_another_table_with_the_same_totals(
    sizes: tuple[int, ...],
) -> None:
    cells = _cells(list(sizes))
    hidden = [cell for cell in cells if cell.key in hidden_cells(cells)]
    if not hidden or is_given_away(cells):
        return
    together = sum(cell.size for cell in hidden)
    tables = [
        table
        for table in product(range(1, int(together) + 1), repeat=len(hidden))
        if sum(table) == together
    ]
    for place in range(len(hidden)):
        assert len({table[place] for table in tables}) > 1
