"""What lint finds in the four orders, and that it says nothing about good plans."""

from datetime import date
from pathlib import Path

import pytest

from engine.pipeline import check, lint
from tests.gold import measure

AS_OF = date(2023, 6, 1)
GOOD = sorted(path for path in Path(__file__).parent.joinpath("good").iterdir() if path.is_dir())


@pytest.mark.parametrize("folder", GOOD, ids=lambda folder: folder.name)
def test_good_plans_are_passed_over_in_silence(folder: Path) -> None:
    checked = check(folder)
    assert checked.findings == ()
    told = [(found.code.id, dict(found.params).get("quote")) for found in lint(checked, AS_OF)]
    assert told == []


def test_four_of_five_contradictions_are_found() -> None:
    found = measure.findings()
    errors = [entry for entry in measure.main_entries() if entry["severity"] == "error"]
    hit = [entry for entry in errors if any(measure.answers(each, entry) for each in found)]
    assert len(hit) >= 0.8 * len(errors)


def test_nine_of_ten_errors_are_right() -> None:
    listed = measure.entries()
    errors = [finding for finding in measure.findings() if finding.model["severity"] == "error"]
    right = [error for error in errors if any(measure.answers(error, entry) for entry in listed)]
    assert len(right) >= 0.9 * len(errors)
