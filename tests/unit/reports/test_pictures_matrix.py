"""The cycle matrix: what is there is counted, what is missing is hatched and said."""

import pytest

from engine.cycle import order_events
from engine.messages import Catalogue, catalogue
from engine.model.spec import Roadmap
from engine.reports.charts.matrix import matrix_picture
from engine.reports.charts.svg import Layout
from engine.results.events import MatrixRow
from tests.unit.builders import event, goal, indicator, project, roadmap
from tests.unit.reports.drawings import classed, description, ids, parsed, tips

LAYOUTS = pytest.mark.parametrize("layout", list(Layout))


@pytest.fixture
def words() -> Catalogue:
    return catalogue()


@pytest.fixture
def plan() -> Roadmap:
    return roadmap(
        "low-results",
        event("survey", "monitoring", serves=["share"], number="1.1"),
        event("second-survey", "monitoring", "analysis", serves=["share"], number="1.2"),
        event("advice", "recommendation", serves=["list"], number="1.3"),
        event("fair", "decision", number="1.4"),
        goals=[goal("support", "Поддержка школ <b>с низкими</b> результатами"), goal("list")],
        indicators=[indicator("share", "support", text="не менее 70% педагогов")],
        code="1.2",
    )


def rows(plan: Roadmap) -> tuple[MatrixRow, ...]:
    return order_events(project(plan))[0].matrix


@LAYOUTS
def test_each_cell_shows_how_much_it_holds_or_a_gap(
    plan: Roadmap, words: Catalogue, layout: Layout
) -> None:
    picture = matrix_picture(plan, rows(plan), words, layout=layout)
    assert len(classed(picture, "gap")) == 2 + 4
    numbers = [element[-1].text for element in classed(picture, "filled")]
    assert numbers == ["1", "1", "2", "1", "1", "1"]


@LAYOUTS
def test_the_count_stands_beside_each_goal(plan: Roadmap, words: Catalogue, layout: Layout) -> None:
    picture = matrix_picture(plan, rows(plan), words, layout=layout)
    assert [element.text for element in classed(picture, "count")] == ["4 из 6", "2 из 6"]


@LAYOUTS
def test_those_who_cannot_see_it_are_told_the_gaps(
    plan: Roadmap, words: Catalogue, layout: Layout
) -> None:
    picture = matrix_picture(plan, rows(plan), words, layout=layout)
    root = parsed(picture)
    assert root.get("role") == "img"
    assert set(root.get("aria-labelledby", "").split()) <= set(ids(picture))
    assert "заполнено 6 из 12 ячеек" in description(picture)
    assert "Цель 1, пустые этапы: управленческие решения, анализ эффективности." in description(
        picture
    )


def test_a_pointer_is_told_what_stands_in_a_cell(plan: Roadmap, words: Catalogue) -> None:
    assert "мониторинг: 1.1, 1.2" in tips(matrix_picture(plan, rows(plan), words))


def test_a_telephone_is_spared_what_only_a_pointer_reads(plan: Roadmap, words: Catalogue) -> None:
    assert len(tips(matrix_picture(plan, rows(plan), words, layout=Layout.NARROW))) == 1


@LAYOUTS
def test_events_outside_the_matrix_are_counted(
    plan: Roadmap, words: Catalogue, layout: Layout
) -> None:
    picture = matrix_picture(plan, rows(plan), words, layout=layout)
    (outside,) = classed(picture, "outside")
    assert (outside.text or "").startswith("Вне матрицы 1 мероприятие")


def test_two_layouts_on_one_page_share_no_id(plan: Roadmap, words: Catalogue) -> None:
    both = [
        id
        for layout in Layout
        for id in ids(matrix_picture(plan, rows(plan), words, layout=layout))
    ]
    assert len(both) == len(set(both))


def test_a_narrow_picture_is_made_for_a_telephone(plan: Roadmap, words: Catalogue) -> None:
    picture = parsed(matrix_picture(plan, rows(plan), words, layout=Layout.NARROW))
    assert float(picture.get("width", "0")) <= 360
