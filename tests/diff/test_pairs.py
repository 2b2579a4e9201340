"""Every pair of the table: found, classed, shown by a witness, and turned round the other way."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from engine.diff import compare_projects
from engine.model.changes import Effect
from engine.model.project import Project
from engine.results.changes import SpecChange
from tests.diff.specs import base, changed, load, opposite, read_yaml

GROUPS = read_yaml("pairs.yaml")["groups"]
PAIRS = [(group, pair) for group in GROUPS for pair in group["pairs"]]
NAMES = [f"{group['group']}: {pair['about']}" for group, pair in PAIRS]

TURNED = {
    "item-added": "item-removed", "roadmap-added": "roadmap-removed",
    "now-measured": "no-longer-measured", "waiver-added": "waiver-removed",
    "decision-added": "decision-removed", "decision-row-added": "decision-row-removed",
}  # fmt: skip
BACK = TURNED | {value: key for key, value in TURNED.items()}
CONFIRMED = {
    "target-changed", "where-changed", "of-changed", "missing-changed", "rule-changed",
    "proof-changed", "level-changed", "due-changed",
}  # fmt: skip
"""What can be judged on tables: no class of these without a witness from the engine."""


@dataclass(frozen=True, slots=True)
class Sides:
    """A pair loaded, what was found on the way from the old to the new, and what should be."""

    old: Project
    new: Project
    forth: tuple[SpecChange, ...]
    expected: list[str]


@pytest.fixture(scope="module", params=PAIRS, ids=NAMES)
def sides(request: Any, tmp_path_factory: pytest.TempPathFactory) -> Sides:
    """Loaded and compared once for all the tests of a pair."""
    group, pair = request.param
    shared = (group.get("common"), pair.get("common"))
    item, folder = group["item"], tmp_path_factory.mktemp("pair")
    old = load(changed(item, *shared, pair["old"]), folder / "old")
    new = load(changed(item, *shared, pair["new"]), folder / "new")
    return Sides(old, new, compare_projects(old, new), sorted(pair["expect"]))


def told(changes: tuple[SpecChange, ...]) -> list[str]:
    """«target-changed weaker», without the order of work that follows from another change."""
    kept = (change for change in changes if change.kind.name != "order-of-work-changed")
    return sorted(f"{change.kind.name} {change.effect.value}" for change in kept)


def test_the_changes_are_found_with_their_effect(sides: Sides) -> None:
    assert told(sides.forth) == sides.expected


def test_what_is_stricter_one_way_is_weaker_the_other(sides: Sides) -> None:
    turned = sorted(
        f"{BACK.get(project.kind.name, project.kind.name)} {opposite(project.effect).value}"
        for project in compare_projects(sides.new, sides.old)
        if project.kind.name != "order-of-work-changed"
    )
    assert told(sides.forth) == turned


def test_nothing_differs_from_itself(sides: Sides) -> None:
    assert compare_projects(sides.old, sides.old) == ()
    assert compare_projects(sides.new, sides.new) == ()


def test_stricter_and_weaker_are_confirmed_by_the_engine(sides: Sides) -> None:
    for change in sides.forth:
        if change.kind.name in CONFIRMED and change.effect in (Effect.STRICTER, Effect.WEAKER):
            assert change.witness is not None
            verdicts = (change.witness.old.value, change.witness.new.value)
            assert verdicts[0] != verdicts[1]
            weaker = change.effect is Effect.WEAKER
            by_day = change.kind.name == "due-changed" or ": " in f"{change.before}{change.after}"
            assert verdicts[weaker] in ("met", "warned", "shown") or by_day
            assert verdicts[not weaker] != "met"


def test_the_table_is_long_enough() -> None:
    assert len(PAIRS) >= 120
    assert len(set(NAMES)) == len(NAMES)


def test_a_goal_of_another_id_is_no_other_goal(tmp_path: Path) -> None:
    files = base()
    spec = files["low-results.yaml"]
    spec["goals"][0]["id"] = "overcoming"
    spec["indicators"][0]["goal"] = "overcoming"
    changes = compare_projects(load(base(), tmp_path / "old"), load(files, tmp_path / "new"))
    assert [change.kind.name for change in changes] == ["item-renamed"]
