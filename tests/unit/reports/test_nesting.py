"""Two indicators of one report, the one about a part of the other's rows."""

import json
from pathlib import Path
from typing import Any

import pytest

from engine.messages import Language, catalogue
from engine.pipeline import check
from engine.reports import render
from tests.unit.execute.small_projects import judged, write_project

DATA = """\
  - name: schools
    title: Школы
    path: schools.csv
    schema:
      fields: [{name: code, type: string}, {name: name, type: string}]
      primaryKey: [code]
    organisation: code
  - name: teachers
    title: Педагоги
    path: teachers.csv
    schema:
      fields:
        - {name: school, type: string}
        - {name: trained, type: boolean}
        - {name: young, type: boolean}
        - {name: full_time, type: boolean}
    organisation: school
"""
SHARE = "rule: {measure: share, in: teachers, of: trained, missing: as_false"
RULES = {
    "all": f"target: '>= 1 %', {SHARE}}}",
    "young": f"target: '>= 1 %', {SHARE}, where: young}}",
    "young-and-full-time": f"target: '>= 1 %', {SHARE}, where: young and full_time}}",
    "old": f"target: '>= 1 %', {SHARE}, where: not young}}",
    "how-many-young": (
        "target: '>= 1', rule: {measure: count, in: teachers, of: young, missing: as_false}"
    ),
}


def reported(folder: Path, groups: dict[str, tuple[int, int]], audience: str) -> dict[str, Any]:
    """school → how many young teachers and how many others; all of them are full-time."""
    rows = "".join(
        f"{school};да;{word};да\n"
        for school, counts in groups.items()
        for word, count in zip(("да", "нет"), counts, strict=True)
        for _ in range(count)
    )
    tables = {
        "schools.csv": "code;name\n" + "".join(f"{code};Школа {code}\n" for code in groups),
        "teachers.csv": "school;trained;young;full_time\n" + rows,
    }
    write_project(folder, DATA, RULES, tables)
    outcome, sources = judged(folder), check(folder).loaded.sources
    told = json.loads(render("json", outcome, sources, catalogue(Language.RU), audience=audience))
    return {
        each["id"].partition("/")[2]: each["measurement"]
        for each in told["roadmaps"][0]["indicators"]
    }


def hidden(measurement: dict[str, Any]) -> list[str]:
    return [each["key"] for each in measurement["by_organisation"] if each["suppressed"]]


GROUPS = {"1": (20, 2), "2": (15, 9), "3": (30, 6)}


def test_a_small_difference_is_hidden_at_the_narrower_indicator(tmp_path: Path) -> None:
    """In school 1 all but two teachers are young: of 22 and of 20 follow the two; a second school
    is hidden beside it, or the totals would tell."""
    told = reported(tmp_path, GROUPS, "external")
    assert hidden(told["all"]) == []
    assert hidden(told["young"]) == ["1", "3"]
    assert hidden(told["how-many-young"]) == ["1", "3"]
    assert not told["young"]["overall"]["suppressed"]


def test_who_is_small_is_hidden_as_before(tmp_path: Path) -> None:
    told = reported(tmp_path, GROUPS, "external")
    assert hidden(told["old"]) == ["1", "3"]


def test_the_same_rows_twice_hide_nothing_more(tmp_path: Path) -> None:
    """All young teachers are full-time: the difference is nobody."""
    told = reported(tmp_path, GROUPS, "external")
    assert hidden(told["young-and-full-time"]) == hidden(told["young"])


def test_a_small_difference_of_the_whole_hides_the_whole(tmp_path: Path) -> None:
    told = reported(tmp_path, {"1": (20, 1), "2": (15, 2)}, "external")
    assert told["young"]["overall"]["suppressed"]
    assert not told["all"]["overall"]["suppressed"]


@pytest.mark.parametrize("groups", [{"1": (20, 8), "2": (15, 9)}, {"1": (20, 0), "2": (15, 0)}])
def test_where_no_difference_is_small_nothing_is_hidden(
    tmp_path: Path, groups: dict[str, tuple[int, int]]
) -> None:
    assert hidden(reported(tmp_path, groups, "external")["young"]) == []


def test_inside_everything_is_told(tmp_path: Path) -> None:
    told = reported(tmp_path, GROUPS, "internal")
    assert all(hidden(measurement) == [] for measurement in told.values())
