"""The order of work is told when events that both versions have change places, and only then."""

from pathlib import Path
from typing import Any

from engine.diff import compare_projects
from tests.diff.specs import base, changed, load


def reordered(tmp_path: Path, item: str, change: dict[str, Any]) -> list[tuple[object, object]]:
    """Before and after of each order of work that has changed."""
    old, new = load(base(), tmp_path / "old"), load(changed(item, change), tmp_path / "new")
    return [
        (project.before, project.after)
        for project in compare_projects(old, new)
        if project.kind.name == "order-of-work-changed"
    ]


def test_an_event_that_waits_for_another_now_changes_the_order(tmp_path: Path) -> None:
    review, survey = "low-results/review", "low-results/survey"
    found = reordered(tmp_path, "low-results/survey", {"after": ["review"]})
    assert found == [(f"{survey}, {review}", f"{review}, {survey}")]


def test_another_date_that_changes_no_turn_is_no_other_order(tmp_path: Path) -> None:
    assert reordered(tmp_path, "low-results/survey", {"schedule": "до 02.11.2021"}) == []


def test_an_event_that_only_one_version_has_changes_no_turn_of_the_others(tmp_path: Path) -> None:
    new = base()
    first = new["low-results.yaml"]["events"][0]
    new["low-results.yaml"]["events"].append(first | {"id": "extra", "number": "1.4", "serves": []})
    old, added = load(base(), tmp_path / "old"), load(new, tmp_path / "new")
    kinds = {project.kind.name for project in compare_projects(old, added)}
    assert "item-added" in kinds
    assert "order-of-work-changed" not in kinds
