"""Long words, long lists and many equal roadmaps: read in time that grows with their length."""

import re
import time
from dataclasses import replace
from typing import Any

import pytest

from engine.checks.wording.promised import promised
from engine.lazy import LazyPattern
from engine.lint import check_documents
from engine.lint.rules import (
    clause_deadlines,
    course_of_section,
    figures_of_plan,
    implausible_durations,
    indicator_figures,
    other_level,
    prepared_late,
    repeated_events,
    twin_indicators,
    unknown_bodies,
)
from engine.lint.rules.agreement import check_agreement
from engine.lint.rules.counted_things import check_counted_things
from engine.lint.rules.cut_off import check_cut_off
from engine.lint.rules.government import check_government
from engine.lint.rules.misprints import check_misprints
from engine.lint.rules.numerals import check_numerals
from engine.lint.rules.results_of_other_rows import check_results_of_other_rows
from engine.lint.text import grades
from tests.unit.builders import event, goal, indicator, project, roadmap

SIGNS = 20_000
LONG: tuple[tuple[Any, str], ...] = (
    (other_level._OKRUG, "прош"),
    (other_level._DISTRICT, "1."),
    (unknown_bodies._OF_CLASSES, "1 "),
    (twin_indicators._GRADE, "2024 "),
    (prepared_late._MAKES_READY, "-"),
    (implausible_durations._LONG_AS, "-"),
    (indicator_figures._PERCENT, "20"),
    (figures_of_plan._FIGURE, "1"),
    (course_of_section._GATHERS, "отчет "),
    (clause_deadlines._REPORTS, "№ "),
    (figures_of_plan._GROUP, "1,"),
    (indicator_figures._GRADES, "1,"),
    (grades.GRADES, "1,"),
    (repeated_events._OF_WHOM, "1,"),
)
"""Patterns with the text that each once read in the square of its length."""
AT_MOST = 2.0
"""Seconds of the processor: a twentieth of it is used; the square of the length takes minutes."""


def test_a_long_word_and_a_long_list_are_read_once() -> None:
    begun = time.process_time()
    for pattern, unit in LONG:
        assert isinstance(pattern, re.Pattern | LazyPattern)
        sum(1 for _ in pattern.finditer(unit * (SIGNS // len(unit))))
    assert time.process_time() - begun < AT_MOST


def test_what_stands_before_each_number_of_a_long_text_is_looked_for_nearby() -> None:
    """Seconds of the processor with the whole beginning read for each number: twenty."""
    numbers = "с 1 по " * 900
    row = event("x", "measure", title=numbers, result=numbers)
    begun = time.process_time()
    check_counted_things(project(roadmap("r", row, goals=[goal("g", "качество уроков")])))
    promised("до 15 сентября, " * 500)
    assert time.process_time() - begun < AT_MOST


def test_the_nouns_of_a_long_result_are_looked_for_among_those_of_a_long_title_once() -> None:
    row = event("x", "measure", title="и " * 2_000, result="и " * 2_000)
    begun = time.process_time()
    check_results_of_other_rows(project(roadmap("r", row, goals=[goal("g", "качество уроков")])))
    assert time.process_time() - begun < AT_MOST


def test_a_word_of_thousands_of_letters_is_no_misprint_to_be_guessed() -> None:
    row = event("x", "measure", title=f"Семинар {'кевои' * 400} для учителей", result="Справка")
    begun = time.process_time()
    assert not check_misprints(project(roadmap("r", row, goals=[goal("g", "качество уроков")])))
    assert time.process_time() - begun < AT_MOST


OFFICIAL = (
    "Проведение семинаров для учителей начальных классов по итогам мониторинга качества подготовки "
    "обучающихся школ района разработка рекомендаций гидроклюквенный мурмулятор детей группы риска "
)


def test_a_title_of_hundreds_of_lines_is_read_in_time_that_grows_with_its_length() -> None:
    def seconds(times: int) -> float:
        made = project(roadmap("r", event("x", "measure", title=OFFICIAL * times)))
        begun = time.process_time()
        for check in (
            check_misprints, check_government, check_agreement, check_cut_off, check_numerals,
        ):  # fmt: skip
            check(made)
        return time.process_time() - begun

    seconds(1)
    few, many = seconds(120), seconds(480)
    assert many < 9 * few + 0.1, (few, many)  # four times the words; their square would be sixteen


@pytest.mark.parametrize("part", ["а", "2022 год ", "1", "« "])
def test_one_endless_title_is_read_in_time_that_grows_with_its_length(part: str) -> None:
    def seconds(letters: int) -> float:
        made = project(roadmap("r", event("x", "measure", title=part * (letters // len(part)))))
        begun = time.process_time()
        check_documents(made)
        return time.process_time() - begun

    seconds(10)
    few, many = seconds(2_000), seconds(8_000)
    assert many < 9 * few + 0.2, (few, many)


def test_what_many_roadmaps_have_in_common_is_told_once_with_its_count() -> None:
    day = event("day", "measure", title="Проведение дня открытых дверей в школах района")
    wanted = indicator(
        "i", "g", text="Проведена диагностическая работа в начальных и старших классах"
    )
    made = roadmap("r", day, goals=[goal("g", "качество уроков")], indicators=[wanted])
    for count in (2, 3, 30):
        many = [replace(made, slug=f"r{at}", code=f"1.{at}") for at in range(count)]
        findings = [
            document
            for document in check_documents(project(*many))
            if document.code.id in ("L701", "L706")
        ]
        assert sorted(finding.code.id for finding in findings) == ["L701", "L706"]
        for finding in findings:
            assert finding.subject
            assert finding.subject.roadmap == "r1"
            assert dict(finding.params).get("more") == (count - 2 or None)
            assert len(finding.related) == 1 + min(count - 2, 10)
