"""The timeline: a bar a window, a sign a status, and nothing undated is left out."""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise
from operator import itemgetter
from xml.etree import ElementTree

import pytest

from engine.messages import Catalogue, catalogue
from engine.model.spec import Event, Roadmap, Schedule, ScheduleKind, Window
from engine.reports.charts.axis import Axis, spanning
from engine.reports.charts.event_rows import bar
from engine.reports.charts.svg import Layout
from engine.reports.charts.timeline import timeline_pictures
from engine.results.events import EventOutcome, Occurrence, Status
from tests.unit.builders import SCHOOL_YEAR, event, roadmap, section, waiver, window
from tests.unit.reports.drawings import classed, description, ids, lettering, parsed, tips

AS_OF = date(2022, 6, 1)
APRIL = window("2021-04-01", "2021-04-30")
OCTOBER = window("2021-10-01", "2021-10-31")
DEADLINE = window("2021-11-01")
LATER = window("2022-07-01", "2022-07-31")
LAYOUTS = pytest.mark.parametrize("layout", list(Layout))


@pytest.fixture
def words() -> Catalogue:
    return catalogue()


@pytest.fixture
def plan() -> Roadmap:
    rare = Schedule("По мере необходимости", ScheduleKind.AS_NEEDED, reason="as_needed")
    return roadmap(
        "low-results",
        event("list", number="1.1", when=[DEADLINE], section="s1", title="Перечень школ"),
        event("visits", number="1.2", when=[APRIL, OCTOBER], section="s1", title="Посещения"),
        event("camp", number="2.1", when=[LATER], section="s2", title="Летняя школа"),
        event("advice", number="2.2", when=rare, section="s2", title="Консультации"),
        sections=[section("s1", "I", "Анализ"), section("s2", "II", "Поддержка")],
        code="1.2",
    )


def outcome(id: str, status: Status, *windows: Window, waived: bool = False) -> EventOutcome:
    occurrences = tuple(Occurrence(each, status) for each in windows)
    shown = Status.WAIVED if waived else status
    exception = waiver(f"low-results/{id}") if waived else None
    return EventOutcome("low-results", id, shown, occurrences, 0, len(windows), exception)


OUTCOMES = (
    outcome("list", Status.OVERDUE, DEADLINE),
    outcome("visits", Status.DONE, APRIL, OCTOBER),
    outcome("camp", Status.UPCOMING, LATER),
    outcome("advice", Status.UNDATED),
)


def drawn(
    plan: Roadmap,
    words: Catalogue,
    *,
    outcomes: Sequence[EventOutcome] = OUTCOMES,
    layout: Layout = Layout.WIDE,
) -> tuple[str, ...]:
    return timeline_pictures(plan, outcomes, words, period=SCHOOL_YEAR, as_of=AS_OF, layout=layout)


@LAYOUTS
def test_each_window_is_a_bar_of_its_status(
    plan: Roadmap, words: Catalogue, layout: Layout
) -> None:
    (picture,) = drawn(plan, words, layout=layout)
    bars = [element.get("class", "").split()[1] for element in classed(picture, "bar")]
    assert bars == ["overdue", "done", "done", "upcoming"]


@LAYOUTS
def test_a_deadline_is_a_diamond(plan: Roadmap, words: Catalogue, layout: Layout) -> None:
    (picture,) = drawn(plan, words, layout=layout)
    shapes = [element.tag.rpartition("}")[2] for element in classed(picture, "bar")]
    assert shapes == ["polygon", "rect", "rect", "rect"]


@LAYOUTS
def test_every_event_has_a_sign_so_that_colour_is_not_needed(
    plan: Roadmap, words: Catalogue, layout: Layout
) -> None:
    (picture,) = drawn(plan, words, layout=layout)
    signs = [element.get("class", "").split()[1] for element in classed(picture, "mark")]
    assert signs[:3] == ["overdue", "done", "upcoming"]
    assert signs[-1] == "undated"


@LAYOUTS
def test_undated_events_are_counted_with_the_words_of_the_order(
    plan: Roadmap, words: Catalogue, layout: Layout
) -> None:
    (picture,) = drawn(plan, words, layout=layout)
    lines = lettering(picture)
    assert "Без дат: 1 мероприятие" in lines
    assert "По мере необходимости" in lines


def test_sections_and_the_date_of_the_report_are_named(plan: Roadmap, words: Catalogue) -> None:
    (picture,) = drawn(plan, words)
    assert {"I Анализ", "II Поддержка", "на 01.06.2022"} <= set(lettering(picture))


def test_what_lies_outside_the_period_is_on_the_axis(plan: Roadmap, words: Catalogue) -> None:
    (picture,) = drawn(plan, words)
    (period, _) = classed(picture, "period")
    april = classed(picture, "bar")[1]
    assert float(april.get("x", "0")) < float(period.get("x", "0"))


def test_a_waived_event_is_waived_in_all_its_windows(plan: Roadmap, words: Catalogue) -> None:
    waived = outcome("visits", Status.OVERDUE, APRIL, OCTOBER, waived=True)
    (picture,) = drawn(plan, words, outcomes=[waived])
    assert (
        len(
            [element for element in classed(picture, "bar") if "waived" in element.get("class", "")]
        )
        == 2
    )


def test_statuses_are_said_to_those_who_cannot_see(plan: Roadmap, words: Catalogue) -> None:
    (picture,) = drawn(plan, words)
    assert description(picture) == "выполнено: 1; предстоит: 1; без даты: 1; просрочено: 1"
    assert "1.1 Перечень школ. Статус: просрочено" in tips(picture)


def test_a_plan_without_dates_has_no_timeline(words: Catalogue) -> None:
    assert drawn(roadmap("r", event("a")), words, outcomes=()) == ()


def many(count: int, *, sections: int) -> Roadmap:
    rows: list[Event] = [
        event(f"e{n}", when=[OCTOBER], section=f"s{n % sections}") for n in range(count)
    ]
    headings = [section(f"s{n}", str(n), "Раздел") for n in range(sections)]
    return roadmap("r", *rows, sections=headings)


@pytest.mark.parametrize(("count", "sections"), [(30, 3), (60, 1), (5, 5)])
def test_a_long_plan_is_divided_into_pages_that_a4_holds(
    words: Catalogue, count: int, sections: int
) -> None:
    pictures = drawn(many(count, sections=sections), words, outcomes=())
    assert sum(len(classed(picture, "bar")) for picture in pictures) == count
    assert all(float(parsed(picture).get("height", "0")) < 1100 for picture in pictures)
    every = [id for picture in pictures for id in ids(picture)]
    assert len(every) == len(set(every))


def test_markup_in_a_title_stays_text(words: Catalogue) -> None:
    plan = roadmap("r", event("a", title="</svg><script>alert(1)</script>", when=[OCTOBER]))
    (picture,) = drawn(plan, words, outcomes=())
    assert "<script" not in picture
    assert parsed(picture).tag.endswith("svg")


def test_a_date_in_the_wrong_century_does_not_stretch_the_axis() -> None:
    far = Window(date(2121, 1, 1), date(2121, 1, 31))
    axis = spanning([OCTOBER, LATER, SCHOOL_YEAR, far], left=0, width=400)
    assert axis is not None
    assert axis.last - axis.first <= 60
    assert axis.at(OCTOBER.start) < axis.at(OCTOBER.end, end=True) < axis.at(LATER.start) < 400
    assert axis.at(far.start) == 400


def test_a_bar_takes_all_of_its_days_and_the_next_begins_where_it_ends() -> None:
    """Months of a scale that has 31 points for each: a day of October is one point."""
    axis = Axis(2021 * 12 + 8, 2022 * 12 + 8, left=100, width=12 * 31)
    begun = axis.at(date(2021, 10, 1))
    spans = [
        _span(bar("x", Status.DONE, window(f"2021-10-{first:02}", f"2021-10-{last:02}"), axis, 0))
        for first, last in ((1, 10), (11, 31))
    ]
    gap = 0.5
    assert spans == [
        (begun + gap, begun + 10 - gap), (begun + 10 + gap, begun + 31 - gap)
    ]  # fmt: skip


def test_the_bar_of_two_days_is_no_narrower_than_can_be_seen() -> None:
    axis = Axis(2021 * 12 + 8, 2022 * 12 + 8, left=0, width=360)
    first, last = _span(bar("x", Status.DONE, window("2021-10-01", "2021-10-02"), axis, 0))
    assert last - first == 5


def _span(drawn: str) -> tuple[float, float]:
    left, width = (float(found) for found in re.findall(r' (?:x|width)="([\d.]+)"', drawn))
    return left, left + width


@LAYOUTS
def test_the_months_stand_between_the_name_of_a_section_and_its_first_event(
    plan: Roadmap, words: Catalogue, layout: Layout
) -> None:
    """Names of the sections in bands; below each the months, their years, and then the events."""
    (picture,) = drawn(plan, words, layout=layout)
    found = list(_heights(parsed(picture)))
    order = [kind for kind, _ in found]
    assert order[:4] == ["section", "axis", "year", "event"]
    assert [kind for kind, _ in sorted(found, key=itemgetter(1))] == order
    for (above, first), (below, second) in pairwise(found):
        assert second - first >= (10 if "axis" in (above, below) else 0), (above, below)


def _heights(picture: ElementTree.Element) -> Iterator[tuple[str, float]]:
    """Bands by their lower edge, lines of the scale by where they stand, events by their sign."""
    for group in picture.iter():
        kind = group.get("class", "").split(" ")[0]
        if kind == "section":
            band = next(one for one in group.iter() if one.tag.endswith("rect"))
            yield kind, float(band.attrib["y"]) + float(band.attrib["height"])
        elif kind == "axis":
            lines = {one.get("class", kind): float(one.attrib["y"]) for one in group}
            yield from sorted(lines.items(), key=itemgetter(1))
        elif kind == "bar":
            yield "event", _top(group)


def _top(shape: ElementTree.Element) -> float:
    points = shape.get("points", "").split()
    return min(float(one.split(",")[1]) for one in points) if points else float(shape.attrib["y"])
