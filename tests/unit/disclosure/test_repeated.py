"""A second publication does not tell what the first one left out."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from tests.running import run
from tests.unit.disclosure.projects import indicator, pupil, write

SHARE = indicator("s", "{measure: share, of: passed, in: pupils, missing: exclude}", ">= 1 %")


def publish(
    folder: Path,
    counts: dict[str, tuple[int, int]],
    *more: str,
    judged: str = SHARE,
    also: Sequence[str] = (),
) -> dict[str, Any]:
    """Evaluate for readers outside; counts are (passed, all) by school."""
    rows = [
        pupil(code, passed="да" if at < n else "нет")
        for code, (n, total) in counts.items()
        for at in range(total)
    ]
    project = write(folder / "p", [*also, judged], rows)
    done = run(
        "evaluate", str(project), "--as-of", "2022-06-01", "--out", str(folder / "out"),
        "--history", str(folder / "history.sqlite"), "--format", "json,md,html",
        "--cache", str(folder / "cache"), *more,
    )  # fmt: skip
    assert done.code in (0, 1), done.err
    report = json.loads((folder / "out" / "report.json").read_text())
    *_, told = report["roadmaps"][0]["indicators"]
    found: dict[str, Any] = told["measurement"]
    return found


def hidden(measurement: dict[str, Any]) -> set[str]:
    parts = [measurement["overall"], *measurement["by_organisation"]]
    return {part["key"] or "all" for part in parts if part["suppressed"]}


FIRST = {"1": (27, 33), "2": (20, 40), "3": (30, 60)}


def test_one_pupil_more_is_not_told_by_the_second_report(tmp_path: Path) -> None:
    assert not hidden(publish(tmp_path, FIRST, "--keep"))
    assert not hidden(publish(tmp_path, FIRST, "--keep"))
    assert hidden(publish(tmp_path, {**FIRST, "1": (28, 34)}, "--keep")) >= {"1", "all"}
    assert "Часть чисел скрыта" in (tmp_path / "out" / "report.md").read_text()
    compared = run("compare", "--history", str(tmp_path / "history.sqlite"))
    assert "78 / 134" not in compared.out
    assert "скрыто" in compared.out


def test_a_run_that_is_not_kept_is_held_against_the_kept_one_in_spite_of_the_cache(
    tmp_path: Path,
) -> None:
    more = {**FIRST, "1": (28, 34)}
    assert not hidden(publish(tmp_path, more))
    publish(tmp_path, FIRST, "--keep")
    assert hidden(publish(tmp_path, more)) >= {"1", "all"}


def test_a_hidden_publication_does_not_hide_the_one_before_it(tmp_path: Path) -> None:
    publish(tmp_path, FIRST, "--keep")
    publish(tmp_path, {**FIRST, "1": (28, 34)}, "--keep")
    assert "1" in hidden(publish(tmp_path, {**FIRST, "1": (29, 36)}, "--keep"))


def test_a_new_name_of_the_indicator_does_not_tell_either(tmp_path: Path) -> None:
    renamed = SHARE.replace("id: s,", "id: passed,")
    assert renamed != SHARE
    publish(tmp_path, FIRST, "--keep")
    assert not hidden(publish(tmp_path, FIRST, judged=renamed))
    assert hidden(publish(tmp_path, {**FIRST, "1": (28, 34)}, judged=renamed)) >= {"1", "all"}


@pytest.mark.parametrize("also", [(), (SHARE,)])
def test_the_same_rule_under_a_new_name_does_not_tell_where_every_part_changed(
    tmp_path: Path, also: tuple[str, ...]
) -> None:
    """Nor does it beside the old name, which stays."""
    first, then = {"1": (27, 33), "2": (20, 40)}, {"1": (28, 34), "2": (30, 60)}
    publish(tmp_path, first, "--keep")
    renamed = SHARE.replace("id: s,", "id: passed,")
    assert "1" in hidden(publish(tmp_path, then, judged=renamed, also=also))
    other = renamed.replace("of: passed", "of: grade = 9")
    assert other != renamed
    assert not hidden(publish(tmp_path, then, judged=other))


def test_a_total_alone_is_recognised_by_its_rule(tmp_path: Path) -> None:
    sizes = {"1": (27, 33)}
    publish(tmp_path, sizes, "--keep")
    renamed = SHARE.replace("id: s,", "id: passed,")
    assert hidden(publish(tmp_path, {"1": (28, 34)}, judged=renamed)) >= {"all"}


def test_what_changed_by_enough_pupils_is_told(tmp_path: Path) -> None:
    publish(tmp_path, FIRST, "--keep")
    assert not hidden(publish(tmp_path, {**FIRST, "1": (33, 44)}, "--keep"))


def test_a_school_that_changed_little_is_no_remainder_of_one_that_changed_much(
    tmp_path: Path,
) -> None:
    publish(tmp_path, FIRST, "--keep")
    changed = {"1": (28, 34), "2": (30, 60), "3": (30, 60)}
    assert hidden(publish(tmp_path, changed, "--keep")) >= {"1", "2"}


def test_the_department_itself_sees_every_figure(tmp_path: Path) -> None:
    publish(tmp_path, FIRST, "--keep")
    told = publish(tmp_path, {**FIRST, "1": (28, 34)}, "--audience", "internal")
    assert not hidden(told)


ALL = "{measure: count, in: pupils, of: 'grade = 9', missing: as_false}"
PASSED = "{measure: count, in: pupils, of: 'grade = 9 and passed', missing: as_false}"


def test_explain_for_outside_hides_what_the_indicators_beside_would_tell(tmp_path: Path) -> None:
    """Of 12 and 10 follow the two who failed: alone neither count tells of few."""
    rows = [pupil("1", passed="да" if at < 10 else "нет") for at in range(12)]
    both = [indicator("all", ALL), indicator("passed", PASSED)]
    project = write(tmp_path / "p", both, rows)
    asked = ("explain", "low/passed", str(project), "--as-of", "2022-06-01", "--format", "json")
    alone = write(tmp_path / "alone", both[1:], rows)
    for folder, is_hidden in ((project, True), (alone, False)):
        told = run(*asked[:2], str(folder), *asked[3:], "--audience", "external")
        assert (
            json.loads(told.out)["indicator"]["measurement"]["overall"]["suppressed"] is is_hidden
        )
    inside = json.loads(run(*asked).out)["indicator"]["measurement"]
    assert inside["overall"]["n"] == 10
