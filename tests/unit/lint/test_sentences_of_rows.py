"""Sentences as officials write them: states that stand as works, drafts that look at nothing, one
work in two wordings, results that contradict their titles, results of other rows, numbers, stages
and rights: the lines of sentences_of_rows.csv, which begin with their kind.
"""

import csv
from collections import defaultdict
from dataclasses import replace
from pathlib import Path

import pytest

from engine.lint.rules.counted_things import check_counted_things
from engine.lint.rules.goals_as_events import is_state
from engine.lint.rules.other_level import check_level
from engine.lint.rules.repeated_events import is_one_work
from engine.lint.rules.result_and_title import check_result_and_title
from engine.lint.rules.rights_of_levels import check_rights_of_levels
from engine.lint.rules.stages_of_titles import check_stages_of_titles, puts_on_paper
from engine.lint.text.taken_results import cells_of, is_taken
from engine.model.project import Municipality, Project
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


def counts_twice(title: str, result: str) -> bool:
    row = event("row", title=title, result=result)
    return bool(check_counted_things(project(roadmap("r", row))))


@pytest.mark.parametrize("row", SENTENCES["numbers"])
def test_a_result_of_other_grades_or_another_number_is_told(row: list[str]) -> None:
    assert counts_twice(*row)


@pytest.mark.parametrize("row", SENTENCES["same numbers"])
def test_grades_that_work_leads_to_and_parts_are_not(row: list[str]) -> None:
    assert not counts_twice(*row)


def is_of_other_stage(stage: str, title: str, result: str) -> bool:
    row = event("row", stage, title=title, result=result)
    return bool(check_stages_of_titles(project(roadmap("r", row))))


@pytest.mark.parametrize("row", SENTENCES["other stage"])
def test_what_finds_out_is_no_decision(row: list[str]) -> None:
    assert is_of_other_stage(*row)


@pytest.mark.parametrize("row", SENTENCES["own stage"])
def test_what_finds_out_and_does_more_or_lists_by_facts_is_its_own(row: list[str]) -> None:
    assert not is_of_other_stage(*row)


def of_district(title: str) -> Project:
    whose = Municipality(name="Лесной район", kind="район", region=None, genitive=None)
    return replace(project(roadmap("r", event("row", title=title))), municipality=whose)


def is_above_rights(title: str) -> bool:
    return bool(check_rights_of_levels(of_district(title)))


@pytest.mark.parametrize("title", SENTENCES["above rights"])
def test_what_the_country_decides_is_no_work_of_a_district(title: list[str]) -> None:
    assert is_above_rights(*title)


@pytest.mark.parametrize("title", SENTENCES["within rights"])
def test_what_a_district_does_by_it_is(title: list[str]) -> None:
    assert not is_above_rights(*title)


def is_of_region(title: str) -> bool:
    return any(found.code.id == "L653" for found in check_level(of_district(title)))


@pytest.mark.parametrize("title", SENTENCES["of the region"])
def test_schools_of_the_whole_region_are_no_work_of_a_district(title: list[str]) -> None:
    assert is_of_region(*title)


@pytest.mark.parametrize("title", SENTENCES["to the region"])
def test_a_system_that_the_region_runs_for_all_is_named_by_right(title: list[str]) -> None:
    assert not is_of_region(*title)
