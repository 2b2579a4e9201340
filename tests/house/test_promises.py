"""What README promises, claim by claim, each beside the tests that prove it.

A changed claim fails here until its proof is named, and so does a proof that is gone.
"""

import ast
import hashlib
import json
import re
from functools import cache
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest

from engine.results.verdicts import VerdictKind
from tests.running import run

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "specs" / "dyatkovo-2021"

PROMISES = {
    "Never a silent pass.": (
        "golden/test_example_project.py::test_every_verdict_but_error_occurs",
        "unit/cli/test_bad_input.py::test_a_fault_in_a_table_is_a_finding_of_the_report",
    ),
    "A verdict is one of met, met late, warned, not met, no data, indeterminate, not measurable, "
    "not due, not applicable, shown, waived, error.": (
        "house/test_promises.py::test_the_verdicts_are_those_that_readme_names",
    ),
    "A ratio always shows `n / N = x %` and what is missing.": (
        "unit/execute/test_measures.py::test_a_share_counts_rows_and_says_what_is_missing",
        "house/test_promises.py::test_every_ratio_shows_what_it_is_made_of",
    ),
    "Zero rows are «no data».": (
        "unit/execute/test_measures.py::test_an_absent_or_empty_table_is_no_data",
        "unit/execute/test_measures.py::"
        "test_a_denominator_of_no_rows_is_no_data_unless_the_spec_says_otherwise",
    ),
    "A run that judged nothing fails.": (
        "codes/test_examples.py::test_the_bad_example_is_found_at_its_place[E704]",
    ),
    "Every message has a place: file, line, column; for tables the sheet and the cell.": (
        "codes/test_examples.py::test_the_bad_example_is_found_at_its_place",
        "unit/reports/test_findings.py::test_a_finding_quotes_its_line_and_points_at_the_place",
        "unit/datasets/test_casting.py::"
        "test_wrong_cells_are_one_finding_with_their_count_and_some_addresses",
    ),
    "In Russian, with the fix.": (
        "unit/test_messages.py::test_every_code_says_what_is_wrong_why_it_matters_and_what_to_do",
        "unit/test_messages.py::test_both_languages_know_the_same_sentences",
    ),
    "Results lead to decisions. Tables in `decisions/` turn results of each school into zones and "
    "addressed recommendations, name the events that carry them out, and say afterwards whether it "
    "worked.": (
        "unit/execute/test_deciding.py::test_every_school_gets_a_decision",
        "unit/execute/test_deciding.py::test_the_effect_is_the_difference_of_the_mean_changes",
        "unit/cli/test_explain.py::test_a_decision_is_told_row_by_row",
    ),
    "Exact figures, compared as fractions; `weight: COLUMN` in a share or a mean counts a row by "
    "its number of pupils or a coefficient. Negative weights are refused, zero weights are named, "
    "small groups hidden by persons.": (
        "unit/execute/test_weights.py::test_a_target_on_the_edge_is_met_exactly",
        "unit/execute/test_weights.py::test_weighted_figures_are_those_of_plain_python",
        "unit/execute/test_weights.py::"
        "test_weights_below_nought_are_refused_and_those_of_nought_are_told",
        "unit/execute/test_weights.py::test_what_may_leave_is_told_by_persons_and_never_by_weights",
    ),
    "Nobody counts twice. Schools close, merge, divide and move by their days;": (
        "unit/execute/test_reorganised.py::test_a_closed_school_leaves_the_denominator_on_its_day",
        "unit/execute/test_reorganised.py::"
        "test_a_divided_school_shares_its_pupils_and_none_is_lost",
        "unit/execute/test_region.py::test_a_school_that_moved_counts_where_it_is_on_the_day",
    ),
    "a region adds up municipalities by numerators and denominators;": (
        "unit/execute/test_region.py::test_numerators_and_denominators_are_added_up",
        "unit/cli/test_many_projects.py::"
        "test_numerators_and_denominators_of_municipalities_are_added",
    ),
    "a school in two of them is refused.": (
        "unit/execute/test_region.py::test_a_school_in_two_municipalities_counts_in_neither",
        "unit/cli/test_many_projects.py::test_what_stands_in_two_projects_is_not_added_up",
    ),
    "Every verdict can be explained: rule → condition → numerator, denominator, missing → cells → "
    "target → verdict, with the clause of the order.": (
        "house/test_promises.py::test_a_verdict_is_explained_from_the_order_to_the_verdict",
        "unit/execute/test_explaining.py::test_every_measure_shows_its_rows",
    ),
    "Small groups stay inside. Fewer than five persons (or what the project declares) are hidden "
    "from readers outside,": (
        "unit/reports/test_suppression.py::test_a_municipal_figure_about_four_persons_is_hidden",
        "unit/reports/test_json.py::test_a_hidden_group_leaves_no_figure_behind",
        "unit/reports/test_suppression.py::"
        "test_schools_and_wholes_are_hidden_by_the_minimum_that_the_project_declares",
        "unit/reports/test_effect_hidden.py::test_the_minimum_is_that_of_the_project",
    ),
    "together with as many others as keep a total, a mean or a difference from telling.": (
        "unit/reports/test_hiding_attack.py::"
        "test_an_attacker_who_subtracts_cannot_recover_a_hidden_school",
        "unit/reports/test_effect_hidden.py::"
        "test_of_a_group_with_one_small_school_another_is_hidden_too",
        "unit/reports/test_nesting.py::test_a_small_difference_is_hidden_at_the_narrower_indicator",
    ),
    "Nothing twice. An unchanged project is not computed again,": (
        "unit/cli/test_cache.py::test_the_second_run_gives_the_same_bytes_and_reads_no_table",
        "unit/cli/test_cache.py::test_any_change_of_the_project_is_computed",
    ),
    "of many files only the changed one is read,": (
        "unit/datasets/test_kept.py::test_of_many_files_the_changed_one_is_read",
    ),
    "of a large table only the changed rule computed;": (
        "unit/execute/test_remembering.py::test_only_the_new_rule_is_computed",
        "unit/execute/test_remembering.py::test_remembered_answers_give_the_same_verdicts",
    ),
    "`--no-cache` computes everything.": (
        "unit/cli/test_cache.py::test_without_a_cache_nothing_is_kept",
    ),
    "Same input, same bytes.": (
        "golden/test_example_report.py::test_the_same_input_gives_the_same_bytes",
        "golden/test_example_report.py::test_the_committed_report_is_reproduced",
        "unit/cli/test_many_projects.py::test_side_by_side_and_one_by_one_give_the_same_bytes",
    ),
    "The report carries a manifest of hashes and the as-of date.": (
        "unit/load/test_loading.py::test_the_files_that_were_read_are_hashed",
        "house/test_promises.py::test_the_manifest_names_the_bytes_that_were_read_and_the_day",
    ),
    "Input is hostile: YAML bombs,": (
        "unit/yamltext/test_hostile.py::test_a_bomb_of_aliases_is_refused_before_it_grows",
        "unit/yamltext/test_hostile.py::test_any_bytes_are_read_or_refused",
    ),
    "SQL beyond the allow-list,": (
        "unit/expressions/test_conditions.py::"
        "test_what_conditions_do_not_have_is_refused_at_its_characters",
        "unit/expressions/test_hostile.py::test_any_text_is_read_or_refused",
    ),
    "paths out of the project,": (
        "unit/test_trees.py::test_a_path_that_leads_out_is_refused",
        "unit/test_trees.py::test_a_link_that_leads_out_is_refused",
        "unit/load/test_loading.py::test_a_table_outside_the_project_is_refused",
    ),
    "zip bombs": (
        "unit/tables/test_workbook.py::test_a_zip_bomb_is_refused_before_it_is_unpacked",
    ),
    "and HTML in titles are refused or neutralised.": (
        "unit/reports/test_html.py::test_a_script_in_a_title_is_text",
        "unit/reports/test_html.py::test_markup_in_goals_and_events_is_text_in_pictures_too",
    ),
    "No network,": (
        "house/test_promises.py::test_the_main_job_asks_for_no_connection",
        "unit/reports/test_html.py::test_it_asks_the_network_for_nothing",
    ),
    "and no persons: columns declared personal are dropped on reading.": (
        "unit/datasets/test_header.py::test_personal_columns_are_neither_read_nor_demanded",
        "unit/datasets/test_kept.py::test_personal_columns_are_not_kept",
        "unit/history/test_compare.py::test_no_person_gets_into_the_store",
    ),
}
"""Claim → node ids below tests/; a case of tests/codes is named in brackets."""


def promised() -> str:
    """The bullets of «What it promises» as one line of words."""
    text = ROOT.joinpath("README.md").read_text("utf-8")
    section = text.split("## What it promises\n", 1)[1].split("\n## ", 1)[0]
    bullets = section[: section.index("\n[tests/")]
    return " ".join(re.sub(r"^\* |\*\*", "", bullets, flags=re.MULTILINE).split())


def test_every_claim_of_readme_stands_beside_its_proof() -> None:
    assert promised() == " ".join(PROMISES)


@pytest.mark.parametrize("node", sorted({node for nodes in PROMISES.values() for node in nodes}))
def test_the_proof_is_there(node: str) -> None:
    file, _, name = node.partition("::")
    name, _, case = name.partition("[")
    assert name in functions_of(file)
    assert not case or ROOT.joinpath("tests/codes", case.rstrip("]"), "expected").read_text("utf-8")


@cache
def functions_of(file: str) -> frozenset[str]:
    tree = ast.parse(ROOT.joinpath("tests", file).read_text("utf-8"))
    names = (node.name for node in tree.body if isinstance(node, ast.FunctionDef))
    return frozenset(name for name in names if name.startswith("test_"))


def test_the_verdicts_are_those_that_readme_names() -> None:
    listed = re.search(r"A verdict is one of ([^.]+)\.", promised())
    assert listed
    names = {name.replace(" ", "_") for name in listed[1].split(", ")}
    assert names == {kind.value for kind in VerdictKind}


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """The main job's report.json, written while any look at the network breaks the run."""
    out = tmp_path_factory.mktemp("report")
    with (
        patch("socket.socket.connect", side_effect=AssertionError("a connection")),
        patch("socket.getaddrinfo", side_effect=AssertionError("a name was looked up")),
    ):
        done = run("evaluate", str(EXAMPLE), "--as-of", "2022-06-01", "--out", str(out), "-q")
    assert done.code == 0, done.err
    return json.loads((out / "report.json").read_text("utf-8"))


def test_the_main_job_asks_for_no_connection(report: Any) -> None:
    assert report["summary"]


def test_every_ratio_shows_what_it_is_made_of(report: Any) -> None:
    indicators = [each for roadmap in report["roadmaps"] for each in roadmap["indicators"]]
    ratios = [
        (indicator["figure"], indicator["measurement"]["overall"])
        for indicator in indicators
        if (indicator["measurement"] or {}).get("overall", {}).get("total") is not None
    ]
    assert len(ratios) > 10
    for figure, overall in ratios:
        written = re.sub(r"\s", "", figure)
        percent = r"=[\d,]+%" if overall["total"] else "$"
        assert re.match(rf"{overall['n']}/{overall['total']}{percent}", written)
        assert overall["missing"] is not None


def test_the_manifest_names_the_bytes_that_were_read_and_the_day(report: Any) -> None:
    assert report["as_of"] == "2022-06-01"
    hashes = {each["path"]: each["sha256"] for each in report["files"]}
    assert {"project.yaml", "data.yaml", "low-results.yaml", "data/Кадры.xlsx"} <= set(hashes)
    for path, told in hashes.items():
        assert hashlib.sha256((EXAMPLE / path).read_bytes()).hexdigest() == told


def test_a_verdict_is_explained_from_the_order_to_the_verdict() -> None:
    told = run("explain", "low-results/teachers-supported", str(EXAMPLE), "--as-of", "2022-06-01")
    parts = (
        "карта 1.2, паспорт, строка 2", "Правило: ", "school.low_results and position",
        "64 / 98 = 65,3 %", "data/Кадры.xlsx:Педагоги:A1703", "Цель: не менее 70 %",
        "Вердикт: не выполнен",
    )  # fmt: skip
    text = re.sub(r"[\u00a0\u202f]", " ", told.out)
    found = [text.find(part) for part in parts]
    assert -1 not in found
    assert found == sorted(found)
