"""`roadmap data values`: which values stand in a column, and in how many rows."""

import json
from pathlib import Path

import pytest

from tests.running import run
from tests.unit.execute.test_by_value import RESULTS, project


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return project(tmp_path_factory.mktemp("values") / "p", {"one": "not_measurable: no_figure"})


def test_values_are_told_with_their_rows_and_empty_cells_last(folder: Path) -> None:
    done = run("data", "values", "results", "subject", str(folder), "--format", "json", "--quiet")
    cells = [line.split(";")[3] for line in RESULTS.strip().splitlines()[1:]]
    by_hand = [(each, cells.count(each)) for each in sorted({*cells} - {""})]
    (told,) = json.loads(done.out)
    assert [(each["value"], each["rows"]) for each in told["values"]] == [
        *by_hand, (None, cells.count("")),
    ]  # fmt: skip


def test_of_a_personal_column_nothing_is_told(folder: Path) -> None:
    done = run("data", "values", "results", "pupil", str(folder))
    assert done.code == 2
    assert done.out == ""
    assert "personal" in done.err


def test_a_column_that_is_not_there_is_named_with_the_likely_one(folder: Path) -> None:
    done = run("data", "values", "results", "grad", str(folder))
    assert done.code == 2
    assert "«grade»" in done.err
