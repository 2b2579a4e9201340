"""Sentences as officials write them: states that stand as works, drafts that look at nothing, one
work in two wordings, results that contradict their titles, results of other rows: the lines of
sentences_of_rows.csv, which begin with their kind.
"""

import csv
from collections import defaultdict
from pathlib import Path

import pytest

from engine.lint.rules.goals_as_events import is_state
from engine.lint.rules.repeated_events import is_one_work
from engine.lint.rules.result_and_title import check_result_and_title
from engine.lint.rules.stages_of_titles import puts_on_paper
from engine.lint.text.taken_results import cells_of, is_taken
from tests.unit.builders import event, project, roadmap

SENTENCES: dict[str, list[list[str]]] = defaultdict(list)
with Path(__file__).with_name("sentences_of_rows.csv").open(encoding="utf-8", newline="") as lines:
    for kind, *sentences in csv.reader(lines):
        SENTENCES[kind].append(sentences)


@pytest.mark.parametrize("title", SENTENCES["states"])
def test_a_state_is_no_work(title: list[str]) -> None:
    assert is_state(*title)


@pytest.mark.parametrize("title", SENTENCES["works"])
def test_a_work_is_no_state(title: list[str]) -> None:
    assert not is_state(*title)


@pytest.mark.parametrize("title", SENTENCES["drafts"])
def test_a_rule_of_work_on_paper_is_no_look(title: list[str]) -> None:
    assert puts_on_paper(*title)


@pytest.mark.parametrize("title", SENTENCES["looks"])
def test_facts_on_paper_and_second_deeds_are_looks(title: list[str]) -> None:
    assert not puts_on_paper(*title)


def contradicts(title: str, result: str) -> bool:
    row = event("row", title=title, result=result)
    return bool(check_result_and_title(project(roadmap("r", row))))


@pytest.mark.parametrize("row", SENTENCES["against"])
def test_a_result_of_another_form_thing_or_people_contradicts_its_title(row: list[str]) -> None:
    assert contradicts(*row)


@pytest.mark.parametrize("row", SENTENCES["fitting"])
def test_a_result_in_other_words_does_not(row: list[str]) -> None:
    assert not contradicts(*row)


@pytest.mark.parametrize("titles", SENTENCES["twins"])
def test_one_work_in_two_wordings_is_one(titles: list[str]) -> None:
    assert is_one_work(*titles)


@pytest.mark.parametrize("titles", SENTENCES["neighbours"])
def test_neighbouring_works_are_two(titles: list[str]) -> None:
    assert not is_one_work(*titles)


@pytest.mark.parametrize("rows", SENTENCES["taken"])
def test_a_result_made_of_the_words_of_another_row_is_taken(rows: list[str]) -> None:
    title, result, other, theirs = rows
    assert is_taken(cells_of(title, result), cells_of(other, theirs), frozenset())


@pytest.mark.parametrize("rows", SENTENCES["own"])
def test_a_result_that_its_row_explains_is_its_own(rows: list[str]) -> None:
    title, result, other, theirs = rows
    assert not is_taken(cells_of(title, result), cells_of(other, theirs), frozenset())
