"""Requirements on the command line: evaluated, explained and shown, over the order of Livny."""

import json
from pathlib import Path

from tests.running import run

LIVNY = Path(__file__).parents[3] / "specs" / "livny-2020"
BAKSAN = LIVNY.parent / "baksan-2022"


def test_a_requirement_is_explained_by_its_bare_id() -> None:
    done = run("explain", "school-site-section", str(LIVNY), "--as-of", "2021-06-01")
    assert done.code == 0, done.err
    assert done.out.startswith("school-site-section: ")
    assert "приказ, пункт 2.3" in done.out
    assert "Руководители муниципальных образовательных организаций" in done.out


def test_explain_as_json_names_its_body() -> None:
    done = run(
        "explain", "school-site-section", str(LIVNY), "--as-of", "2021-06-01", "--format", "json"
    )
    told = json.loads(done.out)["indicator"]
    assert (told["id"], told["body"]) == ("school-site-section", "school-heads")


def test_an_unknown_requirement_gets_the_nearest_name() -> None:
    done = run("explain", "school-site-sektion", str(LIVNY))
    assert done.code == 2
    assert "похоже на school-site-section" in done.err


def test_show_gives_the_requirements_and_the_printed_decisions() -> None:
    shown = json.loads(run("show", str(LIVNY)).out)
    assert len(shown["requirements"]) == 108
    reasons = [each["not_measurable"] for each in shown["requirements"]]
    assert reasons.count("definition") == 41
    assert "block_title" not in reasons
    events = json.loads(run("show", str(BAKSAN)).out)["roadmaps"][0]["events"]
    assert len(events) == 30
    assert all(event["decision"] for event in events)


def test_fail_on_looks_at_requirements_too(tmp_path: Path) -> None:
    asked = ("evaluate", str(LIVNY), "--as-of", "2021-06-01", "--out", str(tmp_path), "-q")
    assert run(*asked).code == 0
    report = json.loads((tmp_path / "report.json").read_text(encoding="utf-8"))
    assert report["summary"]["requirements"]["total"] == 108
    assert run(*asked, "--fail-on", "not_met").code == 1
