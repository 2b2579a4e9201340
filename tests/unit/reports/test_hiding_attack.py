"""Nobody who reads a report can find a hidden figure by subtraction."""

from itertools import product

from hypothesis import assume, given
from hypothesis import strategies as st

from engine.disclosure.cells import Cell, hidden_cells, is_given_away
from engine.model.project import MINIMUM_GROUP

LEAST = 3
schools = st.integers(0, 7).flatmap(
    lambda size: st.tuples(st.just(size), st.integers(0, size))
)  # fmt: skip
tables = st.lists(schools, min_size=1, max_size=5)


def cells_of(table: list[tuple[int, int]]) -> list[Cell]:
    return [Cell(f"edu{number}", size, part) for number, (size, part) in enumerate(table)]


def solutions(count: int, total: int, counted: int) -> list[tuple[tuple[int, int], ...]]:
    """Everything that `count` hidden schools can hold, given what subtraction leaves for them."""
    sizes = [each for each in product(range(1, total + 1), repeat=count) if sum(each) == total]
    return [
        tuple(zip(each, parts, strict=True))
        for each in sizes
        for parts in product(*(range(size + 1) for size in each))
        if sum(parts) == counted
    ]


@given(tables)
def test_an_attacker_who_subtracts_cannot_recover_a_hidden_school(
    table: list[tuple[int, int]],
) -> None:
    """The total, every school that is told, and which hidden ones are said to be few are known."""
    cells = cells_of(table)
    hidden = hidden_cells(cells, LEAST)
    if not hidden or is_given_away(cells, LEAST):
        return
    left = [each for each in cells if each.key in hidden]
    assume(len(left) < 4)
    total, counted = (
        int(sum(each.size for each in left)),
        int(sum(each.part or 0 for each in left)),
    )
    assert not Cell("", total, counted).is_small(LEAST)
    labels = [each.is_few(LEAST) for each in left]
    possible = [
        found
        for found in solutions(len(left), total, counted)
        if [Cell("", *pair).is_few(LEAST) for pair in found] == labels
    ]
    for position, cell in enumerate(left):
        sizes, parts = (len({each[position][which] for each in possible}) for which in (0, 1))
        assert sizes > 1
        assert parts > 1 or not 0 < counted < total or not cell.part


@given(tables)
def test_small_schools_are_always_hidden_and_empty_ones_never(table: list[tuple[int, int]]) -> None:
    cells = cells_of(table)
    hidden = hidden_cells(cells)
    assert {cell.key for cell in cells if 0 < cell.size < MINIMUM_GROUP} <= hidden
    counts = {cell.key: (cell.part or 0, cell.size - (cell.part or 0)) for cell in cells}
    assert {key for key, own in counts.items() if any(0 < n < MINIMUM_GROUP for n in own)} <= hidden
    assert not {cell.key for cell in cells if not cell.size} & hidden


def test_where_no_school_is_small_nothing_is_hidden() -> None:
    assert hidden_cells(cells_of([(10, 5), (8, 8), (9, 0)])) == frozenset()


def test_one_small_school_takes_the_next_smallest_with_it() -> None:
    assert hidden_cells(cells_of([(3, 1), (20, 8), (12, 9)])) == {"edu0", "edu2"}


def test_two_schools_of_one_pupil_are_not_hidden_by_each_other() -> None:
    """Their sum, two, would say that each has one."""
    assert hidden_cells(cells_of([(1, 0), (1, 1), (20, 8), (30, 8)])) == {"edu0", "edu1", "edu2"}


def test_hidden_pupils_of_whom_all_are_counted_need_one_who_is_not() -> None:
    """7 of 7 says the answer of each pupil of both small schools."""
    assert hidden_cells(cells_of([(3, 3), (4, 4), (9, 9), (12, 5)])) == {
        "edu0", "edu1", "edu3"
    }  # fmt: skip


def test_a_whole_that_is_counted_altogether_hides_no_more_than_it_must() -> None:
    assert hidden_cells(cells_of([(3, 3), (4, 4), (20, 20)])) == {"edu0", "edu1"}


def test_schools_of_one_pupil_each_give_no_total() -> None:
    """Six pupils in six schools: the total itself says that each has one."""
    assert is_given_away(cells_of([(1, 0)] * 6))
    assert is_given_away(cells_of([(3, 1), (4, 2)]))
    assert not is_given_away(cells_of([(6, 3), (7, 2), (9, 2)]))


def test_three_of_one_hundred_and_eighty_and_one_hundred_and_seventy_seven_tell_the_same() -> None:
    assert hidden_cells(cells_of([(180, 3), (180, 177), (180, 90)])) == {"edu0", "edu1"}


def test_only_few_persons_are_said_to_be_few() -> None:
    few = [cell.is_few(MINIMUM_GROUP) for cell in cells_of([(40, 38), (40, 2), (4, 0), (40, 20)])]
    assert few == [False, True, True, False]


def test_the_signs_of_hidden_schools_cannot_be_counted_from_the_total() -> None:
    """Small schools both with the sign: one without it is hidden too."""
    cells = [Cell("a", 3, 1, of=1), Cell("b", 4, 1, of=1), Cell("c", 40, 1, of=1),
             Cell("d", 60, 0, of=1)]  # fmt: skip
    assert hidden_cells(cells) == {"a", "b", "d"}
