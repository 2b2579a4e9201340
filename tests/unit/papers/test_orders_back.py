"""The four orders of specs/, drawn in five layouts, come back word by word."""

from functools import cache

import pytest

from tests.unit.papers.layouts import LAYOUTS, ORDERS, Plain, load, written
from tests.unit.papers.measured import measure
from tests.unit.papers.reading import Read, read


@cache
def back_from(order: str, name: str) -> Read:
    """The order, drawn in the layout of that name and read: what several tests ask of is read
    once."""
    (layout,) = (each for each in LAYOUTS if each.name == name)
    return read(written(order, layout))


@pytest.mark.parametrize("order", ORDERS)
@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda each: each.name)
def test_cells_and_numbers_come_back_as_printed(order: str, layout: type[Plain]) -> None:
    found = back_from(order, layout.name)
    project, roadmaps = load(order)
    back = measure(roadmaps, found.roadmaps)
    assert back.same_numbers == back.numbers, back.lost
    assert back.same_cells >= 0.99 * back.cells, back.lost
    told = found.project.get("order", {})
    assert [told.get(key) for key in ("number", "date")] == [
        project["order"][key] for key in ("number", "date")
    ]


def test_what_is_proposed_is_counted_apart_against_what_a_person_wrote() -> None:
    backs = [
        measure(load(order)[1], back_from(order, Plain.name).roadmaps) for order in ORDERS
    ]  # fmt: skip
    counted = {
        key: (sum(getattr(b, f"same_{key}") for b in backs), sum(getattr(b, key) for b in backs))
        for key in ("stages", "links", "waits", "rules")
    }
    assert counted == {
        "stages": (170, 238), "links": (55, 117), "waits": (15, 25), "rules": (17, 24),
    }  # fmt: skip
    assert sum(b.known_rules for b in backs) == 85


def test_corrections_that_nobody_accepted_are_told_cell_by_cell() -> None:
    found = back_from("balashov-2020", LAYOUTS[-1].name)
    assert sum(each.startswith("P916") for each in found.found) == 48
    assert "P922" in found.codes()
