"""`roadmap explain` beyond verdicts: the turn of an event, and the codes of changes."""

import json
from pathlib import Path

import pytest

from engine.cli.exits import Exit
from engine.model.changes import KINDS
from tests.running import run

EXAMPLE = str(Path(__file__).parents[3] / "specs" / "dyatkovo-2021")


def test_an_event_is_told_with_what_it_waits_for_and_where_dates_contradict() -> None:
    done = run("explain", "low-results/support-analysis", EXAMPLE)
    assert done.code == Exit.FINE
    assert "low-results/support-plans — так сказано в after или в самом сроке" in done.out
    assert "Печатные сроки противоречат порядку" in done.out


def test_the_same_as_json() -> None:
    told = json.loads(
        run("explain", "low-results/support-analysis", EXAMPLE, "--format", "json").out
    )
    assert told["of"] == 117
    assert any(each["strength"] == "hard" for each in told["waits_for"])
    assert [each["after"] for each in told["conflicts"]] == ["low-results/regional-conference"]


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.id)
@pytest.mark.parametrize("lang", ["ru", "en"])
def test_every_code_of_a_change_is_explained(kind: object, lang: str) -> None:
    id, name = kind.id, kind.name  # type: ignore[attr-defined]
    done = run("explain", id, "--lang", lang)
    assert done.code == Exit.FINE
    assert done.out.startswith(f"{id} {name}\n")
    assert "{" not in done.out


def test_an_unknown_event_is_answered_with_one_that_is_like_it() -> None:
    done = run("explain", "low-results/support-analisis", EXAMPLE)
    assert done.code == Exit.UNUSABLE
    assert "low-results/support-analysis" in done.err
