"""Nobody who reads a report can find a hidden figure by subtraction."""

from itertools import product

from hypothesis import assume, given
from hypothesis import strategies as st

from engine.reports.hiding import MINIMUM_GROUP, Cell, hidden_cells, is_given_away

schools = st.integers(0, 9).flatmap(
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
    cells = cells_of(table)
    hidden = hidden_cells(cells)
    assume(hidden and not is_given_away(cells) and sum(each.size for each in cells) >= 5)
    left = [each for each in cells if each.key in hidden]
    assume(len(left) < 4)
    total, counted = (
        int(sum(each.size for each in left)),
        int(sum(each.part or 0 for each in left)),
    )
    possible = solutions(len(left), total, counted)
    for position in range(len(left)):
        assert len({each[position][0] for each in possible}) > 1
    whole, altogether = sum(part for _, part in table), sum(size for size, _ in table)
    if 0 < whole < altogether:
        for position in range(len(left)):
            assert len({each[position][1] for each in possible}) > 1


@given(tables)
def test_small_schools_are_always_hidden_and_empty_ones_never(table: list[tuple[int, int]]) -> None:
    cells = cells_of(table)
    hidden = hidden_cells(cells)
    assert {each.key for each in cells if 0 < each.size < MINIMUM_GROUP} <= hidden
    assert not {each.key for each in cells if not each.size} & hidden


def test_where_no_school_is_small_nothing_is_hidden() -> None:
    assert hidden_cells(cells_of([(5, 1), (8, 8)])) == frozenset()


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
    assert not is_given_away(cells_of([(3, 1), (4, 2)]))


def test_the_signs_of_hidden_schools_cannot_be_counted_from_the_total() -> None:
    """Small schools both with the sign: one without it is hidden too."""
    cells = [Cell("a", 3, 1, of=1), Cell("b", 4, 1, of=1), Cell("c", 40, 1, of=1),
             Cell("d", 60, 0, of=1)]  # fmt: skip
    assert hidden_cells(cells) == {"a", "b", "d"}
