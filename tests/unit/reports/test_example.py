"""The report of the committed example, and of a project with nothing in it."""

import json
import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import jsonschema
import pytest

from engine.messages import Catalogue
from engine.options import Options
from engine.packaged import schema_text
from engine.pipeline import Evaluated, evaluate
from engine.reports import render
from engine.results.events import Ordering
from engine.results.outcome import Outcome
from tests.running import WRITTEN
from tests.unit.reports import believable

EXAMPLE = Path(__file__).resolve().parents[3] / "specs/dyatkovo-2021"


@pytest.fixture(scope="module")
def evaluated() -> Evaluated:
    return evaluate(EXAMPLE, Options(as_of=date(2022, 6, 1)))


def rendered(name: str, evaluated: Evaluated, words: Catalogue, audience: str) -> str:
    assert evaluated.outcome is not None
    sources = evaluated.checked.loaded.sources
    text = render(name, evaluated.outcome, sources, words, audience=audience)
    assert isinstance(text, str)
    return text


@pytest.mark.parametrize("audience", ["external", "internal"])
def test_the_json_of_the_example_keeps_to_the_schema(
    evaluated: Evaluated, words: Catalogue, audience: str
) -> None:
    report = json.loads(rendered("json", evaluated, words, audience))
    validator = jsonschema.Draft202012Validator(json.loads(schema_text("report")))
    assert list(validator.iter_errors(report)) == []


def test_the_links_of_the_example_lead_somewhere(evaluated: Evaluated, words: Catalogue) -> None:
    html = rendered("html", evaluated, words, "external")
    ids = re.findall(r'\sid="([^"]+)"', html)
    assert len(ids) == len(set(ids))
    assert set(re.findall(r'href="#([^"]+)"', html)) <= set(ids)


def test_the_example_shows_matrix_and_timeline_of_each_roadmap(
    evaluated: Evaluated, words: Catalogue
) -> None:
    html = rendered("html", evaluated, words, "external")
    assert html.count('id="p-matrix--') == 10
    assert html.count('id="p-timeline--') >= 9


@pytest.mark.parametrize("name", WRITTEN)
def test_a_project_with_nothing_in_it_has_a_report_too(
    outcome: Outcome, words: Catalogue, name: str
) -> None:
    nothing = replace(
        outcome,
        project=replace(outcome.project, roadmaps=(), data=None),
        indicators=(),
        events=(),
        ordering=Ordering((), (), (), (), (), ()),
        needs=(),
        findings=(),
    )
    assert render(name, nothing, believable.Places(), words)
