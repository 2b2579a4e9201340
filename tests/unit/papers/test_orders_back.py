"""The four orders of specs/, drawn in five layouts, come back word by word."""

import pytest

from tests.unit.papers.layouts import LAYOUTS, ORDERS, Plain, load, written
from tests.unit.papers.measured import measure
from tests.unit.papers.reading import read


@pytest.mark.parametrize("order", ORDERS)
@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda each: each.name)
def test_cells_and_numbers_come_back_as_printed(order: str, layout: type[Plain]) -> None:
    found = read(written(order, layout))
    project, roadmaps = load(order)
    back = measure(roadmaps, found.roadmaps)
    assert back.same_numbers == back.numbers, back.lost
    assert back.same >= 0.99 * back.cells, back.lost
    told = found.project.get("order", {})
    assert [told.get(key) for key in ("number", "date")] == [
        project["order"][key] for key in ("number", "date")
    ]


def test_stages_are_proposals_of_which_more_than_half_are_those_a_person_gave() -> None:
    backs = [
        measure(load(order)[1], read(written(order, Plain)).roadmaps) for order in ORDERS
    ]  # fmt: skip
    right, all_of_them = sum(b.same_stages for b in backs), sum(b.stages for b in backs)
    assert (right, all_of_them) == (170, 238)


def test_corrections_that_nobody_accepted_are_told_cell_by_cell() -> None:
    found = read(written("balashov-2020", LAYOUTS[-1]))
    assert sum(each.startswith("P916") for each in found.found) == 48
    assert "P922" in found.codes()
