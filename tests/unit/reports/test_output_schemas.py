"""What explain, show, plan, graph and data check print as JSON keeps to a published schema."""

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from engine.packaged import schema_names, schema_text
from tests.running import run

ROOT = Path(__file__).parents[3]
SMALL = str(ROOT / "tests" / "unit" / "cli" / "english_project")
EXAMPLE = str(ROOT / "specs" / "dyatkovo-2021")
OTHER = str(ROOT / "tests" / "diff" / "base")
DAY = ("--as-of", "2022-06-01")
INDICATORS = [
    "low-results/all-trained", "low-results/yearly", "low-results/per-school", "low-results/empty",
    "talents/whole", "talents/better", "talents/clubs",
]  # fmt: skip
CALLS = [
    ("show", "show", SMALL),
    ("show", "show", EXAMPLE),
    ("plan", "plan", SMALL),
    ("plan", "plan", EXAMPLE),
    ("plan", "plan", SMALL, "--month", *DAY),
    ("plan", "plan", EXAMPLE, "--for", "Отдел образования", "--overdue", *DAY),
    *((verb, verb, SMALL, OTHER) for verb in ("plan", "graph", "show")),
    ("graph", "graph", SMALL),
    ("graph", "graph", EXAMPLE),
    ("data-check", "data", "check", SMALL),
    ("data-check", "data", "check", str(ROOT / "tests" / "codes" / "D218" / "bad")),
    *(("explain", "explain", id, SMALL, *DAY) for id in INDICATORS),
    ("explain", "explain", "talents/whole", SMALL, *DAY, "--audience", "external"),
    ("explain", "explain", "low-results/teachers-supported", EXAMPLE, *DAY, "--rows", "2"),
    ("explain", "explain", "low-results/survey", SMALL),
    ("explain", "explain", "low-results-support", EXAMPLE, *DAY),
    ("explain", "explain", "support", str(ROOT / "tests/codes/K434/good"), *DAY),
]
OUTPUTS = ("explain", "show", "plan", "graph", "data-check")


@cache
def schema(name: str) -> Any:
    return json.loads(schema_text(name))


@pytest.mark.parametrize("call", CALLS, ids=lambda call: " ".join(call[1:3])[-40:])
def test_an_output_keeps_to_its_schema(call: tuple[str, ...]) -> None:
    name, *words = call
    told = json.loads(run(*words, "--format", "json").out)
    validator = jsonschema.Draft202012Validator(schema(name))
    assert [
        f"{error.json_path}: {error.message[:200]}" for error in validator.iter_errors(told)
    ] == []


@pytest.mark.parametrize("name", OUTPUTS)
def test_a_schema_of_an_output_is_sound_published_and_not_empty(name: str) -> None:
    assert name in schema_names()
    jsonschema.Draft202012Validator.check_schema(schema(name))
    assert schema(name)["description"]
    wrong: tuple[object, ...] = ({}, [{}], {"rows": 1})
    for nothing in wrong:
        assert list(jsonschema.Draft202012Validator(schema(name)).iter_errors(nothing))


def test_what_explain_shares_with_the_report_is_described_alike() -> None:
    ours, report = schema("explain")["$defs"], schema("report")["$defs"]
    assert list(_differing(ours, report)) == []
    assert {"indicator", "measurement", "tally", "place"} <= ours.keys() & report.keys()


def _differing(ours: dict[str, Any], report: dict[str, Any]) -> Iterator[str]:
    return (name for name in ours.keys() & report.keys() if ours[name] != report[name])
