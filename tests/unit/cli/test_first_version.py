"""A project of the first version, frozen with its report, history and cache: migrated it is the
same, and gives the same verdicts; its report, history and cache are read or left alone."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.running import run

FROZEN = Path(__file__).parents[2] / "frozen"
DAY = ("--as-of", "2022-03-01")


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The frozen files in a folder of their own, judged today with the cache of then."""
    home = tmp_path_factory.mktemp("first")
    shutil.copytree(FROZEN / "first", home / "first")
    shutil.copytree(FROZEN / "first-cache", home / "cache")
    for name in ("first-report.json", "first-history.sqlite"):
        shutil.copy(FROZEN / name, home / name)
    done = run("evaluate", str(home / "first"), *DAY, "--out", str(home / "out"),
               "--cache", str(home / "cache"), "--format", "json")  # fmt: skip
    assert done.code == 0, done.err
    return home


def judged(report: dict[str, Any]) -> dict[str, object]:
    """Every verdict, status and decision with its figures, by its id."""
    found: dict[str, object] = {}
    listed = [each for one in report["roadmaps"] for each in one["indicators"]]
    for each in (*listed, *report["requirements"]):
        tally = (each["measurement"] or {}).get("tally") or {}
        found[each["id"]] = each["verdict"], tally.get("n"), tally.get("total")
    for each in (event for one in report["roadmaps"] for event in one["events"]):
        found[each["id"]] = each["status"], each["done"], each["expected"]
    for decision in report["decisions"]:
        found[decision["id"]] = [(d["organisation"], d["rows"]) for d in decision["decided"]]
    return found


def test_migrating_changes_nothing_of_what_is_up_to_date(home: Path) -> None:
    assert run("migrate", str(home / "first"), "--check").code == 0
    assert run("validate", str(home / "first")).code == 0


def test_the_verdicts_and_figures_are_those_of_then(home: Path) -> None:
    then = json.loads((home / "first-report.json").read_text("utf-8"))
    now = json.loads((home / "out" / "report.json").read_text("utf-8"))
    assert judged(now) == judged(then)
    assert len(judged(then)) == 12


def test_the_report_of_then_is_compared_with_that_of_today(home: Path) -> None:
    reports = [str(home / "first-report.json"), str(home / "out" / "report.json")]
    done = run("compare", *reports)
    assert done.code == 0
    assert "Ни один вердикт и ни один статус не изменился" in done.out


def test_the_history_of_then_takes_the_run_of_today(home: Path) -> None:
    store = str(home / "first-history.sqlite")
    done = run("evaluate", str(home / "first"), *DAY, "--out", str(home / "out2"), "--no-cache",
               "--format", "md", "--keep", "--history", store)  # fmt: skip
    assert done.code == 0, done.err
    assert "С прошлого отчёта" in (home / "out2" / "report.md").read_text("utf-8")
    listed = run("compare", "--list", "--history", store)
    assert (listed.code, listed.out.count("2022-03-01")) == (0, 2)
