"""The example project is whole, and shows every verdict that is not a fault."""

import json
import shutil
from pathlib import Path

import pytest

from tests.running import run

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "specs" / "dyatkovo-2021"
EVALUATE = ("evaluate", "--as-of", "2022-06-01", "--format", "json", "-q")


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[dict[str, object]]]:
    return evaluated(tmp_path_factory.mktemp("report"), str(EXAMPLE))


def evaluated(out: Path, *arguments: str) -> dict[str, list[dict[str, object]]]:
    done = run(*EVALUATE, *arguments, "--out", str(out))
    assert done.code == 0, done.err
    read: dict[str, list[dict[str, object]]] = json.loads((out / "report.json").read_text("utf-8"))
    return read


def test_ten_roadmaps_117_events_and_96_indicators_are_shown() -> None:
    shown = json.loads(run("show", str(EXAMPLE), "--format", "json").out)["roadmaps"]
    assert [each["slug"] for each in shown] == [
        "assessment", "low-results", "talents", "career-guidance", "objectivity", "heads",
        "teachers-cpd", "methodical-work", "upbringing", "preschool",
    ]  # fmt: skip
    assert sum(len(each["events"]) for each in shown) == 117
    assert sum(len(each["indicators"]) for each in shown) == 96


def test_every_verdict_but_error_occurs(report: dict[str, list[dict[str, object]]]) -> None:
    kinds = {
        indicator["verdict"]
        for roadmap in report["roadmaps"]
        for indicator in roadmap["indicators"]  # type: ignore[attr-defined]
    }
    assert kinds == {
        "met", "not_met", "no_data", "indeterminate", "not_measurable", "not_due",
        "not_applicable", "waived",
    }  # fmt: skip


def test_the_plan_honours_its_edges_and_names_the_printed_contradictions() -> None:
    plan = json.loads(run("plan", str(EXAMPLE), "--format", "json").out)
    places = {each["id"]: number for number, each in enumerate(plan["order"])}
    assert len(places) == 117
    assert all(places[before] < places[after] for before, after, _ in plan["edges"])
    contradicted = {each["after"] for each in plan["conflicts"]}
    assert {
        "low-results/school-roadmaps-monitoring",
        "low-results/programme-reports",
    } <= contradicted


def test_uploaded_tables_stand_in_for_the_declared_ones(
    tmp_path: Path, report: dict[str, list[dict[str, object]]]
) -> None:
    uploads = tmp_path / "загрузка"
    uploads.mkdir()
    for path in (EXAMPLE / "data").iterdir():
        if path.suffix in (".xlsx", ".csv"):
            shutil.copy(path, uploads)
    again = evaluated(tmp_path / "out", str(EXAMPLE), "--data", str(uploads))
    assert figures(again) == figures(report)


def figures(report: dict[str, list[dict[str, object]]]) -> list[tuple[object, object, object]]:
    """Verdicts and results; the places of cells differ with the folder."""
    return [
        (each["id"], each["verdict"], each["measurement"] and each["measurement"]["overall"])
        for roadmap in report["roadmaps"]
        for each in roadmap["indicators"]  # type: ignore[attr-defined]
    ]


@pytest.mark.parametrize(
    ("id", "verdict"),
    [
        ("career-guidance/individual-plan-advice", "нет данных"),
        ("low-results/teachers-supported", "не выполнен"),
        ("objectivity/objectivity-meetings", "выполнен"),
        ("heads/reserve-block", "не измерим"),
    ],
)
def test_explain_prints_the_calculation_with_places(id: str, verdict: str) -> None:
    done = run("explain", id, str(EXAMPLE), "--as-of", "2022-06-01")
    assert done.code == 0, done.err
    assert verdict in done.out
    assert ".yaml:" in done.out
