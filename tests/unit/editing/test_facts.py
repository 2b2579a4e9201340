"""Facts: what a spec says, one thing a line; how it is written leaves no trace."""

import random
from pathlib import Path

import pytest

from engine.editing.facts import facts_diff, facts_of
from tests.unit.editing.rewriting import rewritten

ROOT = Path(__file__).parents[3]
SPECS = sorted(ROOT.glob("specs/*/*.yaml"))


def test_a_fact_has_the_names_on_its_way_and_its_whole_text() -> None:
    text = (ROOT / "specs" / "dyatkovo-2021" / "low-results.yaml").read_bytes()
    facts = facts_of(text, "x.yaml")
    assert "indicators/teachers-supported/target: >= 70 %" in facts
    assert any(len(fact) > 150 for fact in facts)
    assert not any("\n" in fact for fact in facts)


@pytest.mark.parametrize("path", SPECS, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_another_way_of_writing_is_no_change(path: Path) -> None:
    before = path.read_bytes()
    for seed in range(3):
        after = rewritten(before.decode(), random.Random(seed))
        assert after.encode() != before
        assert facts_diff(before, after.encode(), path.name) == ""


def test_a_new_event_moves_no_other() -> None:
    old = b"format: roadmap/1\nevents: [{id: b, title: B}, {id: c, title: C}]\n"
    new = b"format: roadmap/1\nevents: [{id: a, title: A}, {id: b, title: B}, {id: c, title: C}]\n"
    changed = [line for line in facts_diff(old, new, "x").splitlines() if line[0] in "+-"][2:]
    assert changed == ["+events/a/id: a", "+events/a/title: A"]


def test_of_a_file_that_cannot_be_read_the_lines_that_changed_are_told() -> None:
    old = b"format: roadmap/1\ntitle: A\nevents: [{id: b, title: B}]\n"
    for ours, theirs, changed in ((old, old + b"goals: [\n", "+goals: ["), (b"", old, None)):
        told = [line for line in facts_diff(ours, theirs, "x").splitlines() if line[0] in "+-"][2:]
        assert told == ([changed] if changed else [f"+{fact}" for fact in facts_of(old, "x")])
