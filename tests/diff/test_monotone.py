"""What is said of parameters that move a figure one way holds on every random table."""

from pathlib import Path
from typing import Any

import pytest

from engine.diff.monotone import proved
from engine.diff.scope import world_of
from engine.diff.witness import JUDGED, Trial, random_tables
from engine.measures.figures import ASKS
from engine.model.measures import Measure
from engine.results.verdicts import VerdictKind
from tests.diff.specs import changed, load

INTERVAL = {"measure": "interval", "in": "teachers", "of": "score", "sign": "above",
            "missing": "exclude"}  # fmt: skip
LISTED = {
    "measure": "listed", "in": None, "missing": None, "by": "grade", "reaching": ">= 30 %",
    "of": {"measure": "share", "in": "lessons", "of": "open", "missing": "exclude"},
}  # fmt: skip
SIGNS = {
    "measure": "signs", "in": None, "missing": "exclude",
    "of": [INTERVAL, {**INTERVAL, "of": "hours", "sign": "below"}],
}  # fmt: skip
RANK = {
    "measure": "rank", "in": None, "missing": None, "sign": "lowest",
    "of": {"measure": "mean", "in": "teachers", "of": "score", "missing": "exclude"},
}  # fmt: skip
AGREEMENT = {"measure": "agreement", "in": "lessons", "of": None, "first": "journal",
             "second": "mark", "statistic": "spearman", "missing": "exclude"}  # fmt: skip
RATIO = {"measure": "ratio_change", "in": "lessons", "of": "mark", "maximum": 5,
         "before": "grade < 3", "after": "grade >= 3", "missing": "exclude"}  # fmt: skip
STEPS = [
    (INTERVAL, {"z": 1}, {"z": 2}),
    (INTERVAL, {"min_n": 2}, {"min_n": 5}),
    (LISTED, {"groups": 1}, {"groups": 2}),
    (LISTED, {"reaching": ">= 30 %"}, {"reaching": "> 50 %"}),
    (LISTED, {"reaching": "<= 50 %"}, {"reaching": "< 50 %"}),
    (SIGNS, {"at_least": 1}, {"at_least": 2}),
    ({**SIGNS, "counted": "without_sign"}, {"at_least": 1}, {"at_least": 2}),
    (RANK, {"part": 25}, {"part": 50}),
    (AGREEMENT, {"sign": "< 0.5"}, {"sign": "< 0.2"}),
    ({**AGREEMENT, "sign": "< 0.5"}, {"min_n": 2}, {"min_n": 6}),
    (RATIO, {"fences": 0.2}, {"fences": 1}),
    (RATIO, {"min_n": 1}, {"min_n": 4}),
]
TARGETS = ("= 0 %", "<= 20 %", ">= 20 %")


@pytest.mark.parametrize("target", TARGETS)
@pytest.mark.parametrize("step", STEPS, ids=lambda step: f"{step[0]['measure']} {step[2]}")
def test_no_table_speaks_against_what_is_said(step: Any, target: str, tmp_path: Path) -> None:
    rule, *values = step
    folders = tmp_path / "old", tmp_path / "new"
    old, new = (
        load(
            changed("low-results/supported", {"rule": {**rule, **value}, "target": target}), folder
        )
        for value, folder in zip(values, folders, strict=True)
    )
    world = world_of(old, new, new.roadmaps[0])
    before, after = (project.roadmaps[0].indicators[0] for project in (old, new))
    to_old, to_new = proved(before, after)
    trial = Trial(before, after, world)
    for number, builder in enumerate(random_tables(after, world)):
        if number % 6:
            continue
        found = trial.run(builder, world.as_of)
        if found and all(verdict.kind in JUDGED for verdict in found):
            met = [verdict.kind is VerdictKind.MET for verdict in found]
            assert not (to_old and met == [False, True]), builder.shown()
            assert not (to_new and met == [True, False]), builder.shown()


def test_every_measure_over_organisations_and_every_composite_is_compared_here() -> None:
    names = {ask.__name__ for ask in ASKS if ask.demand is Measure.demand}
    assert names == {
        "Agreement", "Interval", "RatioChange", "Listed", "Rank", "Signs", "CompareLists", "Index",
        "Formula", "IndexOfShares", "FormulaOfShares", "Ratio", "RatioBy", "ComputedSum",
        "ComputedMean", "ComputedMeanOfPercents",
    }  # fmt: skip
