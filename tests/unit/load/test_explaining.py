"""A file that breaks its schema gets one finding for each thing to mend, at its place."""

import json

import pytest

from engine.diagnostics import Worded
from engine.load.explain import _EXPLAINERS
from engine.packaged import schema_names, schema_text
from tests.unit.load.conftest import Folder

SPEC = "low-results.yaml"


def test_a_misspelt_key_is_one_finding_with_the_right_key_as_a_hint(project: Folder) -> None:
    found = project.replace(SPEC, "schedule: 2021 г.", "shedule: 2021 г.").only()
    assert (found["name"], found["place"]) == ("unexpected-key", "low-results.yaml:23:5")
    assert (found["key"], found["hint"], found["known"]) == ("shedule", "schedule", ())


def test_a_misspelt_cyrillic_key_of_lost_names_the_field(project: Folder) -> None:
    project.replace(
        SPEC, "    result: Методика\n", "    result: null\n    lost: {resullt: конец}\n"
    )
    assert project.found() == [
        "null-unexplained low-results.yaml:25:13",
        "unknown-gap low-results.yaml:26:12",
    ]


def test_a_key_unlike_any_other_lists_the_known_ones(project: Folder) -> None:
    found = project.replace(SPEC, '    number: "1.1"', "    бюджет: нет средств").only()
    assert found["name"] == "unexpected-key"
    assert "number" in str(found["known"])


def test_where_a_whole_number_is_needed_it_is_called_so(project: Folder) -> None:
    target = '    target: ">='
    found = project.replace(SPEC, target, f"    by: kind\n    min_n: 2.5\n{target}").only()
    assert (found["name"], found["key"], found["written"]) == ("number-expected", "min_n", "2.5")
    assert found["whole"] == Worded("value.whole")


def test_a_missing_key_is_named_with_its_russian_title(project: Folder) -> None:
    found = project.replace(SPEC, "    stage: collection_methods\n", "").only()
    assert (found["name"], found["key"], found["title"]) == ("key-missing", "stage", "Этап")


def test_a_wrong_stage_gets_the_nearest_one(project: Folder) -> None:
    found = project.replace(SPEC, "stage: collection_methods", "stage: colection_methods").only()
    assert (found["name"], found["hint"]) == ("value-not-allowed", "collection_methods")


def test_a_rule_that_is_no_mapping_says_what_was_expected(project: Folder) -> None:
    old = "rule: {measure: share, of: supported, in: teachers, missing: exclude}"
    found = project.replace(SPEC, old, "rule: TODO").only()
    assert (found["name"], found["place"]) == ("mapping-expected", "low-results.yaml:14:11")


def test_a_rule_with_a_gap_is_told_in_the_words_of_rules(project: Folder) -> None:
    project.replace(SPEC, ", missing: exclude}", "}")
    assert project.found() == ["missing-unsaid low-results.yaml:14:11"]


def test_a_misspelt_key_of_a_rule_is_not_told_as_a_missing_part(project: Folder) -> None:
    found = project.replace(SPEC, ", missing: exclude}", ", mising: exclude}").only()
    assert (found["name"], found["hint"]) == ("unexpected-key", "missing")


def test_an_unknown_measure_is_one_finding(project: Folder) -> None:
    found = project.replace(SPEC, "{measure: share,", "{measure: shares,").only()
    assert (found["name"], found["hint"]) == ("unknown-measure", "share")


def test_an_error_inside_a_condition_points_into_it(project: Folder) -> None:
    found = project.replace(SPEC, "of: supported", "of: suported").only()
    assert (found["name"], found["place"]) == ("unknown-column", "low-results.yaml:14:32")


def test_nothing_after_the_colon_is_shown_at_the_key(project: Folder) -> None:
    found = project.replace(SPEC, "title: Дорожная карта", "title:").only()
    assert (found["name"], found["place"]) == ("value-empty", "low-results.yaml:3:1")


def test_a_hash_that_hides_the_whole_text_is_told(project: Folder) -> None:
    found = project.replace(SPEC, "title: Дорожная карта", "title: #1 Дорожная карта").only()
    assert (found["name"], found["sign"]) == ("reserved-first-character", "#")


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("1.10", "unquoted-number"),
        ("2022", "unquoted-number"),
        ("12:30", "unquoted-number"),
        ("007", "unquoted-number"),
        ("2021-09-01", "unquoted-date"),
        ("2021-09-01 10:00:00", "unquoted-date"),
        ("no", "unquoted-boolean"),
        ("ON", "unquoted-boolean"),
        ("NULL", "unquoted-null"),
        ("~", "unquoted-null"),
    ],
)
def test_a_bare_value_that_is_no_text_is_refused_as_it_is_written(
    project: Folder, written: str, name: str
) -> None:
    found = project.replace(SPEC, "text: не менее 70% педагогов охвачены сопровождением",
                            f"text: {written}").only()  # fmt: skip
    assert (found["name"], found["written"]) == (name, written)
    assert found["place"] == "low-results.yaml:13:11"


def test_a_quoted_value_is_text_whatever_it_looks_like(project: Folder) -> None:
    project.replace(SPEC, 'number: "1.1"', 'number: "1.10"')
    project.replace(SPEC, "schedule: 2021 г.", "schedule: 'no'")
    assert project.found() == []


def test_a_bare_date_is_welcome_where_a_date_belongs(project: Folder) -> None:
    project.replace(SPEC, '    target: ">= 70 %"\n', '    target: ">= 70 %"\n    due: 2022-08-31\n')
    assert project.found() == []


def test_a_russian_date_is_offered_in_the_right_order(project: Folder) -> None:
    project.replace(SPEC, '    target: ">= 70 %"\n',
                    '    target: ">= 70 %"\n    due: 01.11.2021\n')  # fmt: skip
    found = project.only()
    assert (found["name"], found["hint"]) == ("date-impossible", "2021-11-01")


def test_a_russian_id_is_offered_in_latin_letters(project: Folder) -> None:
    found = project.replace(SPEC, "- id: target-groups", "- id: Целевые группы").only()
    assert (found["name"], found["hint"]) == ("id-malformed", "tselevye-gruppy")


def test_a_rule_beside_not_measurable_points_at_both(project: Folder) -> None:
    project.replace(SPEC, '    target: ">= 70 %"\n', "    not_measurable: no_figure\n")
    loaded = project.load()
    (finding,) = loaded.findings
    places = [str(loaded.sources.place(at)) for at in (finding.at, finding.related[0].at)]
    assert finding.code.name == "rule-and-not-measurable"
    assert places == ["low-results.yaml:15:5", "low-results.yaml:14:5"]


def test_a_later_version_of_the_format_is_refused_before_anything_else(project: Folder) -> None:
    project.replace(SPEC, "format: roadmap/1", "format: roadmap/2")
    project.replace(SPEC, "title: Дорожная карта", "titel: Дорожная карта")
    assert project.found() == ["newer-format low-results.yaml:1:9"]


@pytest.mark.parametrize("items", ["\n      - Приняты решения: вот", " [Приняты решения: вот]"])
def test_a_colon_inside_an_item_is_told_as_such(project: Folder, items: str) -> None:
    """YAML reads a mapping there, without a complaint."""
    project.replace(SPEC, '    number: "1.1"', f"    details:{items}")
    found = project.only()
    assert (found["name"], found["value"]) == ("colon-in-text", "Приняты решения: вот")


def test_several_keys_where_a_text_belongs_are_no_text_with_a_colon(project: Folder) -> None:
    dates = "\n      '2021-12-31': '>= 50 %'\n      '2022-08-31': '>= 70 %'"
    project.replace(SPEC, ' ">= 70 %"', dates)
    assert project.only()["name"] == "text-expected"


def test_a_line_break_at_the_end_of_an_id_is_refused(project: Folder) -> None:
    found = project.replace(SPEC, "- id: target-groups", '- id: "target-groups\\n"').only()
    assert (found["name"], found["place"]) == ("text-malformed", "low-results.yaml:27:9")


def test_everything_that_is_wrong_is_told_at_once(project: Folder) -> None:
    project.replace(SPEC, "slug: low-results", "slug: Low")
    project.replace(SPEC, 'number: "1.1"', "number: 1.1")
    project.replace(SPEC, "serves: [teachers-supported]", "serves: teachers-supported")
    assert sorted(project.found()) == [
        "id-malformed low-results.yaml:2:7",
        "list-expected low-results.yaml:22:13",
        "unquoted-number low-results.yaml:19:13",
    ]


def keywords(schema: object) -> set[str]:
    """Every keyword of a schema that can be broken, at any depth."""
    if isinstance(schema, list):
        return {word for item in schema for word in keywords(item)}
    if not isinstance(schema, dict):
        return set()
    below: set[str] = set()
    for word, value in schema.items():
        if word in ("properties", "$defs"):
            below |= {inner for each in value.values() for inner in keywords(each)}
        elif word not in ("enum", "const", "default", "dependentRequired", "defaultSnippets"):
            below |= keywords(value)
    return (set(schema) | below) - _WITHOUT_FAULTS


_WITHOUT_FAULTS = {
    "$schema", "$id", "$ref", "$defs", "title", "description", "markdownDescription", "properties",
    "errorMessage", "defaultSnippets", "items", "if", "then", "else", "allOf", "const",
}  # fmt: skip


OF_OUTPUTS = (
    "report", "diff", "compare", "explain", "show", "plan", "graph", "data-check", "collected",
)  # fmt: skip
"""They describe what programs read: no one writes it, and nothing in it is explained."""


def test_every_keyword_of_the_schemas_can_be_explained() -> None:
    used = {
        word
        for name in schema_names()
        if name not in OF_OUTPUTS
        for word in keywords(json.loads(schema_text(name)))
    }
    assert used == set(_EXPLAINERS)
