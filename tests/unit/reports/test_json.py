"""report.json: complete, stable, and true to its schema."""

import json

import jsonschema
import pytest

from engine.messages import Catalogue
from engine.packaged import schema_text
from engine.reports import render
from engine.reports.edition import Edition
from engine.reports.json import report_model
from engine.results.outcome import Outcome
from tests.unit.reports import believable

Json = dict[str, object]


@pytest.fixture
def report(outcome: Outcome, places: believable.Places, words: Catalogue) -> Json:
    loaded: Json = json.loads(render("json", outcome, places, words))
    return loaded


@pytest.mark.parametrize("audience", ["external", "internal"])
def test_it_keeps_to_its_schema(
    audience: str, outcome: Outcome, places: believable.Places, words: Catalogue
) -> None:
    schema = json.loads(schema_text("report"))
    jsonschema.Draft202012Validator.check_schema(schema)
    report = json.loads(render("json", outcome, places, words, audience=audience))
    assert list(jsonschema.Draft202012Validator(schema).iter_errors(report)) == []


def test_every_property_of_the_schema_is_explained_in_russian() -> None:
    assert list(_unexplained(json.loads(schema_text("report")), "")) == []


def test_every_indicator_and_event_is_there(report: Json, outcome: Outcome) -> None:
    roadmaps = report["roadmaps"]
    assert isinstance(roadmaps, list)
    assert sum(len(roadmap["indicators"]) for roadmap in roadmaps) == len(outcome.indicators)
    assert sum(len(roadmap["events"]) for roadmap in roadmaps) == len(outcome.events)


def test_points_are_not_invented(report: Json) -> None:
    summary = report["summary"]
    assert isinstance(summary, dict)
    assert (summary["points"], summary["points_reason"]) == (None, "criteria_not_supplied")


def test_a_hidden_group_leaves_no_figure_behind(
    outcome: Outcome, places: believable.Places, words: Catalogue
) -> None:
    report = json.loads(render("json", outcome, places, words, audience="external"))
    supported = report["roadmaps"][0]["indicators"][1]["measurement"]["by_organisation"]
    assert supported[2] == {"key": "edu220104", "suppressed": True}
    lacking = [each["indicator"] for each in report["needs"] if each["organisation"] == "edu220106"]
    assert "low-results/teachers-supported" not in lacking, "it would tell its side of the target"


def _unexplained(node: object, route: str) -> list[str]:
    if isinstance(node, list):
        return [bad for each in node for bad in _unexplained(each, route)]
    if not isinstance(node, dict):
        return []
    named = node.get("properties", {})
    assert isinstance(named, dict)
    bare = [
        f"{route}/{name}"
        for name, each in named.items()
        if "$ref" not in each and not {"title", "description"} <= set(each)
    ]
    deeper = [bad for key, each in node.items() for bad in _unexplained(each, f"{route}/{key}")]
    return bare + deeper


def test_requirements_stand_apart_with_who_must_meet_them(internal: Edition) -> None:
    model = report_model(internal)
    summary = model["summary"]
    assert isinstance(summary, dict)
    assert {key: summary["requirements"][key] for key in ("total", "measurable")} == {
        "total": 3, "measurable": 2,
    }  # fmt: skip
    told = model["requirements"]
    assert isinstance(told, list)
    assert [(each["id"], each["body"], each["verdict"]) for each in told] == [
        ("site-section", "education-department", "not_met"),
        ("local-act", None, "met"),
        ("users-parents", None, "not_measurable"),
    ]
    assert "goal" not in told[0]
