"""A figure is hidden by the persons behind it, whatever its value and its measure."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from engine.disclosure import publish
from engine.disclosure.audience import Audience
from engine.pipeline import check
from tests.unit.disclosure.projects import HEADINGS, indicator, leaving, pupil, write
from tests.unit.execute.small_projects import judged

SUM = "{measure: sum, of: score, in: pupils, missing: exclude}"
SHARE = "{measure: share, of: passed, in: pupils, missing: exclude}"
COUNT = "{measure: count, of: passed, in: pupils, missing: as_false}"
FORMULA = "{measure: formula, formula: part * 1, parts: [{id: part, of: " + SHARE + "}]}"
RATIO = "{measure: ratio, numerator: " + COUNT + ", denominator: {measure: count, in: pupils}}"
RESULTS = """\
  - name: results
    title: Итоги
    path: results.csv
    organisation: school
    schema:
      fields:
        - {name: school, title: Код школы, type: string}
        - {name: failed, title: Не сдали, type: integer%s}
      primaryKey: [school]
"""


def told(folder: Path, indicators: Sequence[str], rows: Sequence[Sequence[str]]) -> dict[str, Any]:
    project = write(folder / "p", indicators, rows)
    return _measurements(leaving(project, folder / "out"))


def _measurements(found: Any) -> dict[str, Any]:
    report = json.loads(found["report/report.json"])
    return {
        each["id"].partition("/")[2]: each["measurement"]
        for each in report["roadmaps"][0]["indicators"]
    }


def test_a_sum_is_hidden_by_its_pupils_not_by_its_value(tmp_path: Path) -> None:
    few = told(tmp_path / "few", [indicator("s", SUM)], [pupil("1"), pupil("1")])
    assert few["s"]["overall"]["suppressed"]
    rows = [pupil("1", score="3" if at == 0 else "0") for at in range(40)]
    many = told(tmp_path / "many", [indicator("s", SUM)], rows)
    assert many["s"]["overall"]["n"] == 3


def _pupils(counts: dict[str, tuple[int, int]]) -> list[list[str]]:
    return [
        pupil(code, passed="да" if at < n else "нет")
        for code, (n, total) in counts.items()
        for at in range(total)
    ]


@pytest.mark.parametrize("passed", [3, 177])
def test_share_and_count_follow_one_rule(tmp_path: Path, passed: int) -> None:
    rows = _pupils({"1": (passed // 2, 90), "2": (passed - passed // 2, 90)})
    found = told(
        tmp_path, [indicator("share", SHARE, ">= 1 %"), indicator("formula", FORMULA, ">= 1 %"),
                   indicator("ratio", RATIO, ">= 1 %")],
        rows,
    )  # fmt: skip
    assert found["share"]["overall"]["suppressed"]
    assert found["ratio"] == found["share"]
    assert found["formula"]["statistic"]["suppressed"]
    assert all(each["suppressed"] for each in found["share"]["by_organisation"])
    if passed == 3:
        count = told(tmp_path / "count", [indicator("count", COUNT)], rows)["count"]
        assert count["overall"]["suppressed"]


def test_what_is_hidden_is_not_in_the_published_outcome(tmp_path: Path) -> None:
    rows = _pupils({"1": (1, 90), "2": (50, 90), "3": (40, 91)})
    project = write(tmp_path / "p", [indicator("share", SHARE, ">= 1 %")], rows)
    assert check(project).loaded.project is not None
    published = publish(judged(project), Audience.EXTERNAL).outcome
    (outcome,) = published.indicators
    assert outcome.verdict.measurement is not None
    shown = {each.key: (each.n, each.total) for each in outcome.verdict.measurement.by_organisation
             if not each.withheld}  # fmt: skip
    assert shown == {"2": (50, 90)} or shown == {"3": (40, 91)}
    hidden = [each for each in outcome.verdict.measurement.by_organisation if each.withheld]
    assert {(each.n, each.total, each.missing) for each in hidden} == {(0, 0, 0)}


@pytest.mark.parametrize(
    ("counts", "is_hidden"), [(", counts: persons", True), (", counts: things", False), ("", True)]
)
def test_a_column_of_organisations_says_whether_it_counts_persons(
    tmp_path: Path, counts: str, is_hidden: bool
) -> None:
    rule = "{measure: sum, of: failed, in: results, missing: exclude}"
    project = write(tmp_path / "p", [indicator("failed", rule, "<= 9")], [],
                    tables=RESULTS % counts, headings=HEADINGS)  # fmt: skip
    (project / "results.csv").write_text("Код школы;Не сдали\n1;1\n2;9\n3;30\n")
    found = _measurements(leaving(project, tmp_path / "out"))["failed"]
    assert (found["by_organisation"][0]["suppressed"]) is is_hidden


def test_a_condition_about_a_number_of_persons_is_not_answered_school_by_school(
    tmp_path: Path,
) -> None:
    rule = "{measure: count, of: failed = 1, in: results, missing: as_false}"
    project = write(tmp_path / "p", [indicator("failed", rule, "<= 9")], [],
                    tables=RESULTS % ", counts: persons", headings=HEADINGS)  # fmt: skip
    (project / "results.csv").write_text("Код школы;Не сдали\n1;1\n2;9\n3;30\n")
    found = _measurements(leaving(project, tmp_path / "out"))["failed"]
    assert not [each for each in found["by_organisation"]
                if not each["suppressed"] and each["n"]]  # fmt: skip


@pytest.mark.parametrize(
    ("pupils", "hidden"),
    [({"1": (2, 3)}, True), ({"1": (20, 40), "2": (8, 20)}, False), ({"1": (38, 40)}, True)],
)
def test_the_rows_of_a_file_do_not_tell_what_a_figure_hides(
    tmp_path: Path, pupils: dict[str, tuple[int, int]], hidden: bool
) -> None:
    """Three in all; twenty-eight of sixty; thirty-eight of forty, where two are left over."""
    project = write(tmp_path / "p", [indicator("c", COUNT)], _pupils(pupils))
    found = leaving(project, tmp_path / "out")
    rows = sum(total for _, total in pupils.values())
    files = {
        each["path"]: each["rows"] for each in json.loads(found["report/report.json"])["files"]
    }
    assert files["pupils.csv"] == (None if hidden else rows)
    assert files["schools.csv"] == 3, "организации не скрывают"
    told = found["report/report.md"].decode()
    (line,) = (splitline for splitline in told.splitlines() if splitline.startswith("| pupils.csv"))
    assert (f"| {rows} |" in line) is not hidden
    assert ("скрыто" in line) is hidden
