"""A dot a school: where it lies, what it is held against, what stands out."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.messages import Language
from engine.reports.charts.comparison import Against, Dot, draw_dots, steps
from engine.reports.charts.svg import Layout, apart
from engine.reports.numbers import numerals
from tests.unit.reports.drawings import classed, description, lettering, parsed, tips

LAYOUTS = pytest.mark.parametrize("layout", list(Layout))
DOTS = (
    Dot("Школа № 2", 18.5, "18,5", True, 16.0, 21.0),
    Dot("Школа № 1", 14.0, "14", False, 13.0, 15.0),
    Dot("Школа <b>№ 3</b>", 12.0, "12", False, 10.0, 14.0),
)
WRITE = numerals(Language.RU).number


def picture(against: Against | None, layout: Layout = Layout.WIDE) -> str:
    return draw_dots("d", DOTS, against, ("Школы", "Показано 3 из 3."), WRITE, layout=layout)


@LAYOUTS
def test_every_school_has_its_name_and_its_value(layout: Layout) -> None:
    drawn = picture(Against("цель: 15", mark=15.0), layout)
    words = lettering(drawn)
    assert {"Школа № 2", "Школа № 1", "Школа <b>№ 3</b>", "18,5", "14", "12"} <= set(words)
    assert tips(drawn)[1:] == ["Школа № 2: 18,5", "Школа № 1: 14", "Школа <b>№ 3</b>: 12"]
    assert description(drawn) == "Показано 3 из 3."


@LAYOUTS
def test_what_stands_out_has_another_shape_too(layout: Layout) -> None:
    (out,) = classed(picture(None, layout), "out")
    assert [element.tag.rpartition("}")[2] for element in out if "polygon" in element.tag] == [
        "polygon"
    ]
    assert all(
        "circle" in str([part.tag for part in element]) for element in classed(picture(None), "in")
    )


def test_the_target_is_a_line_and_the_reference_a_band() -> None:
    assert len(classed(picture(Against("цель: 15", mark=15.0)), "mark")) == 1
    (band,) = classed(picture(Against("группа сравнения", band=(13.0, 15.0))), "band")
    assert float(band.attrib["width"]) > 10


def test_a_larger_value_lies_farther_to_the_right() -> None:
    (circle, other) = [
        float(part.attrib["cx"]) for part in parsed(picture(None)).iter() if "cx" in part.attrib
    ]
    assert circle > other


@given(st.floats(-1e6, 1e6), st.floats(1e-6, 1e6))
def test_the_axis_has_a_few_round_values_inside(low: float, width: float) -> None:
    found = steps(low, low + width)
    assert 1 <= len(found) <= 8
    assert all(low - 1e-6 <= value <= low + width + 1e-6 for value in found)


@pytest.mark.parametrize(
    ("names", "told"),
    [
        (
            ["МБОУ «Средняя общеобразовательная школа № 1»",
             "МБОУ «Средняя общеобразовательная школа № 11»"],
            ["…школа № 1»", "…школа № 11»"],
        ),
        (["Школа № 1", "Школа № 2"], ["Школа № 1", "Школа № 2"]),
        (["Алексинский район", "Белёвский район"], ["Алексинский район", "Белёвский район"]),
        (["А Б В Г", "А Б В Г Д"], ["А Б В Г", "А Б В Г Д"]),
    ],
)  # fmt: skip
def test_names_that_begin_alike_are_told_apart(names: list[str], told: list[str]) -> None:
    assert apart(names) == told
