"""Rules of the project's own folder are read, checked, and used by name."""

import pytest

from engine.measures.share import Share
from tests.unit.load.conftest import Folder

RULE = """\
format: rule/1
id: share-supported
title: Доля педагогов с сопровождением
source: null
parameters:
  of: {type: condition, title: Что считаем}
  where: {type: condition, title: Среди кого, default: null}
rule: {measure: share, of: "{of}", where: "{where}", in: teachers, missing: exclude}
"""
INLINE = "rule: {measure: share, of: supported, in: teachers, missing: exclude}"


@pytest.fixture
def library(project: Folder) -> Folder:
    """The sound project with its rule moved into the library."""
    project.write("rules/share-supported.yaml", RULE)
    used = "rule: {use: share-supported, with: {of: supported}}"
    return project.replace("low-results.yaml", INLINE, used)


def test_a_rule_of_the_project_is_used_by_its_id(library: Folder) -> None:
    loaded = library.load()
    assert loaded.findings == ()
    assert loaded.project is not None
    rule = loaded.project.roadmaps[0].indicators[0].rule
    assert rule is not None
    assert rule.name == "share-supported"
    assert isinstance(rule.measure, Share)
    assert rule.measure.where is None


def test_the_rule_file_is_among_the_files_that_were_read(library: Folder) -> None:
    assert "rules/share-supported.yaml" in dict(library.load().files)


def test_a_rule_nobody_has_gets_a_hint(library: Folder) -> None:
    found = library.replace(
        "low-results.yaml", "use: share-supported", "use: share-suported"
    ).only()
    assert (found["name"], found["hint"]) == ("unknown-rule", "share-supported")


def test_a_rule_file_keeps_to_its_schema(library: Folder) -> None:
    library.replace("rules/share-supported.yaml", "title: Доля", "titel: Доля")
    finding = library.load().findings[0]
    assert (finding.code.name, dict(finding.params)["hint"]) == ("unexpected-key", "title")


def test_an_error_in_a_parameter_is_shown_where_it_is_given(library: Folder) -> None:
    found = library.replace("low-results.yaml", "{of: supported}", "{of: suported}").only()
    assert (found["name"], found["place"]) == ("unknown-column", "low-results.yaml:14:45")


def test_a_packaged_rule_of_the_same_name_is_hidden_and_one_of_the_project_is_repeated(
    project: Folder,
) -> None:
    packaged = RULE.replace("id: share-supported", "id: bias-change-maths")
    project.write("rules/own.yaml", packaged)
    assert [each.code.name for each in project.load().findings] == ["rule-shadowed"]
    project.write("rules/twice.yaml", packaged)
    assert "rule-repeated" in [each.code.name for each in project.load().findings]
