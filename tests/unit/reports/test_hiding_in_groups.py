"""A region tells municipalities and schools: neither gives the other away."""

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from engine.disclosure.cells import Cell, hidden_in_groups
from engine.model.project import MINIMUM_GROUP
from tests.examples import of_all
from tests.unit.reports.test_hiding_attack import LEAST, solutions

school = st.integers(0, 8).flatmap(lambda size: st.tuples(st.just(size), st.integers(0, size)))
regions = st.lists(st.lists(school, min_size=1, max_size=3), min_size=1, max_size=3)
Region = list[list[tuple[int, int]]]


def cells_of(region: Region) -> dict[str, list[Cell]]:
    """Municipalities m0, m1 … with schools m0s0, m0s1 …"""
    return {
        f"m{at}": [Cell(f"m{at}s{i}", size, part) for i, (size, part) in enumerate(schools)]
        for at, schools in enumerate(region)
    }


def size_of(cells: list[Cell]) -> float:
    return sum(cell.size for cell in cells)


def everyone(groups: dict[str, list[Cell]]) -> list[Cell]:
    return [cell for cells in groups.values() for cell in cells]


@given(regions)
@settings(max_examples=of_all(300))
def test_whoever_subtracts_finds_no_hidden_school(region: Region) -> None:
    """In a municipality that is told, its own total leaves the hidden schools over; of those that
    are hidden, the total of the region does."""
    groups = cells_of(region)
    hidden = hidden_in_groups(groups, LEAST)
    if not hidden.cells or hidden.whole:
        return
    told = [cells for key, cells in groups.items() if key not in hidden.groups]
    joint = [cell for key in hidden.groups for cell in groups[key]]
    for cells in (*told, joint):
        around = cells if cells is not joint else everyone(groups)
        left = [cell for cell in cells if cell.key in hidden.cells]
        assume(len(left) < 4)
        if not left:
            continue
        total, counted = int(size_of(left)), int(sum(cell.part or 0 for cell in left))
        possible = solutions(len(left), total, counted)
        for position in range(len(left)):
            assert len({each[position][0] for each in possible}) > 1
        if 0 < sum(cell.part or 0 for cell in around) < size_of(around):
            for position in range(len(left)):
                assert len({each[position][1] for each in possible}) > 1


@given(regions)
@settings(max_examples=of_all(300))
def test_the_schools_that_are_told_do_not_add_up_to_a_hidden_municipality(region: Region) -> None:
    groups = cells_of(region)
    hidden = hidden_in_groups(groups, LEAST)
    assume(not hidden.whole)
    for key in hidden.groups:
        assert {cell.key for cell in groups[key]} & hidden.cells
    assert len(hidden.groups) != 1


@given(regions)
def test_small_schools_and_small_municipalities_are_always_hidden(region: Region) -> None:
    groups = cells_of(region)
    hidden = hidden_in_groups(groups)
    small = {c.key for c in everyone(groups) if 0 < c.size < MINIMUM_GROUP}
    assert small <= hidden.cells
    small = {key for key, cells in groups.items() if 0 < size_of(cells) < MINIMUM_GROUP}
    assert small <= hidden.groups


@given(regions)
def test_nobody_is_hidden_where_nobody_is_few(region: Region) -> None:
    groups = cells_of(
        [[(size + part + 10, part + 5) for size, part in schools] for schools in region]
    )
    assert not hidden_in_groups(groups).cells
    assert not hidden_in_groups(groups).groups


def test_a_small_school_alone_in_its_municipality_takes_a_neighbour_with_it() -> None:
    """Two municipalities are hidden, and in each a school; the region's total stays."""
    hidden = hidden_in_groups(cells_of([[(3, 1), (0, 0)], [(19, 9), (20, 10)], [(50, 20)]]))
    assert hidden.groups == {"m0", "m1"}
    assert hidden.cells == {"m0s0", "m1s0"}
    assert not hidden.whole
