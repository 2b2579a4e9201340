"""Phrases that count from days known elsewhere, and from several of these."""

from datetime import date

import pytest

from engine.model.spec import Window
from engine.schedule import resolve_schedule
from engine.schedule.anchoring import (
    Anchor,
    anchor_of_event,
    anchored,
    days_of_anchor,
    order_anchor,
)
from engine.schedule.several import with_all_anchors
from tests.unit.builders import window

YEAR = window("2021-09-01", "2022-08-31")
EXAMS = window("2022-05-27", "2022-06-30")
AUTUMN, WINTER = window("2021-11-01", "2021-11-07"), window("2022-01-01", "2022-01-09")
ANCHORS = (
    Anchor("Государственная итоговая аттестация", (EXAMS,)),
    Anchor("ГИА", (EXAMS,)),
    Anchor("каникулы", (AUTUMN, WINTER)),
    Anchor("ВПР", (window("2022-03-15", "2022-04-20"),), "r/checks"),
    Anchor("итоговое сочинение"),
    order_anchor(date(2021, 9, 15)),
)


def days(text: str) -> tuple[list[str], str | None]:
    """«первый..последний» of each window, and why there is none."""
    read = with_all_anchors(anchored(resolve_schedule(text, YEAR), ANCHORS, YEAR), ANCHORS, YEAR)
    shown = [str(one.start) + (f"..{one.end}" if one.end > one.start else "")
             for one in read.windows]  # fmt: skip
    return shown, read.reason


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("в период ГИА", "2022-05-27..2022-06-30"),
        ("в период проведения ГИА", "2022-05-27..2022-06-30"),
        ("в период государственной итоговой аттестации", "2022-05-27..2022-06-30"),
        ("в период каникул", "2021-11-01..2021-11-07 2022-01-01..2022-01-09"),
        ("за 2 недели до ГИА", "2022-05-13"),
        ("за неделю до начала ГИА", "2022-05-20"),
        ("до ГИА", "2022-05-26"),
        ("в день начала ГИА", "2022-05-27"),
        ("после ГИА", "2022-07-01..2022-08-31"),
        ("после окончания ВПР", "2022-04-21..2022-08-31"),
        ("по итогам ВПР", "2022-04-21..2022-08-31"),
        ("в течение 10 дней после ВПР", "2022-04-20..2022-04-30"),
        ("в течение 10 дней со дня утверждения приказа", "2021-09-15..2021-09-25"),
        ("в период ГИА и каникул",
         "2021-11-01..2021-11-07 2022-01-01..2022-01-09 2022-05-27..2022-06-30"),
        ("в период ГИА, каникул",
         "2021-11-01..2021-11-07 2022-01-01..2022-01-09 2022-05-27..2022-06-30"),
        ("за неделю до ВПР и до ГИА", "2022-03-08 2022-05-26"),
        ("май 2022 г.", "2022-05-01..2022-05-31"),
    ],
)  # fmt: skip
def test_a_phrase_takes_the_days_of_what_it_counts_from(text: str, shown: str) -> None:
    assert days(text) == (shown.split(), None)


@pytest.mark.parametrize("text", ["в период олимпиады", "после проведения итогового сочинения"])
def test_what_is_not_known_or_has_no_days_leaves_the_phrase_undated(text: str) -> None:
    assert days(text) == ([], "anchor_undated")


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("после ВПР", "r/checks"),
        ("за неделю до начала ВПР", "r/checks"),
        ("после ГИА", None),
        ("в период олимпиады", None),
        ("май 2022 г.", None),
    ],
)
def test_the_event_that_a_phrase_counts_from_is_named(text: str, event: str | None) -> None:
    assert anchor_of_event(resolve_schedule(text, YEAR), ANCHORS) == event


@pytest.mark.parametrize(
    ("texts", "windows"),
    [
        (["май 2022 г."], [window("2022-05-01", "2022-05-31")]),
        (["май 2022 г.", "март 2022 г."],
         [window("2022-03-01", "2022-03-31"), window("2022-05-01", "2022-05-31")]),
        (["до 1 июня 2022 г."], [window("2022-06-01")]),
        (["в течение года"], None),
        (["июнь 2022 г.", "по мере необходимости"], None),
        ([], []),
    ],
)  # fmt: skip
def test_an_anchor_has_the_days_that_all_its_words_name(
    texts: list[str], windows: list[Window] | None
) -> None:
    found = days_of_anchor(tuple(texts), YEAR)
    assert (None if found is None else list(found)) == windows
