"""What `roadmap new` writes validates at once, is in canonical form, and never overwrites."""

import json
from pathlib import Path

import pytest

from engine.editing.scaffold import MEASURES
from tests.running import run

ANSWERS = [
    "--title", "План «МСОКО»: развитие", "--municipality", "Дятьковский район",
    "--period", "2026-2027 учебный год", "--from", "2026-09-01", "--to", "31.08.2027",
    "--roadmap", "low-results",
]  # fmt: skip


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    done = run("new", "project", "specs/district-2026", *ANSWERS)
    assert done.code == 0, done.err
    return tmp_path / "specs" / "district-2026"


def findings(project: Path) -> list[str]:
    done = run("validate", str(project), "--format", "json")
    return [f"{load['code']} {load['message']}" for load in json.loads(done.out)]


def test_a_new_project_validates_and_is_canonical(project: Path) -> None:
    assert findings(project) == []
    assert run("fmt", "--check", str(project)).code == 0
    first = (project / "project.yaml").read_text("utf-8").splitlines()[0]
    assert first == "# yaml-language-server: $schema=../../schemas/project.schema.json"
    assert run("plan", str(project)).code == 0


def test_a_new_roadmap_is_listed_and_comments_stay(project: Path) -> None:
    listing = project / "project.yaml"
    text = listing.read_text("utf-8").replace("id: district-2026", "id: district-2026  # имя")
    listing.write_text(text, "utf-8")
    done = run("new", "roadmap", str(project), "talents", "--title", "no", "--code", "1.3")
    assert done.code == 0, done.err
    assert "roadmaps: [low-results.yaml, talents.yaml]" in listing.read_text("utf-8")
    assert "# имя" in listing.read_text("utf-8")
    assert 'code: "1.3"' in (project / "talents.yaml").read_text("utf-8")
    assert findings(project) == []
    assert run("fmt", "--check", str(project)).code == 0


@pytest.mark.parametrize("measure", MEASURES)
def test_a_new_rule_validates_and_can_be_used(project: Path, measure: str) -> None:
    done = run("new", "rule", str(project), "my-rule", "--title", "Мера", "--measure", measure)
    assert done.code == 0, done.err
    given = {
        "share": "{table: schools, what: code = 'x'}",
        "count": "{table: schools, what: code = 'x'}",
        "mean": "{table: schools, column: code}", "exists": "{kinds: [приказ]}",
        "each": "{organisations: schools, kinds: [приказ]}",
    }[measure]  # fmt: skip
    target = {"share": ">= 70 %", "count": ">= 3", "mean": ">= 4"}.get(measure)
    given += f'}}\n    target: "{target}"' if target else "}"
    spec = project / "low-results.yaml"
    text = spec.read_text("utf-8").replace(
        "    not_measurable: no_method\n", f"    rule: {{use: my-rule, with: {given}\n"
    )
    spec.write_text(text, "utf-8")
    assert [
        finding for finding in findings(project) if measure != "mean" or "R3" not in finding
    ] == []
    assert run("fmt", "--check", str(project)).code == 0


def test_nothing_is_overwritten(project: Path) -> None:
    before = {path: path.read_bytes() for path in project.rglob("*.yaml")}
    again = run("new", "project", str(project), *ANSWERS)
    assert (again.code, "уже есть" in again.err) == (2, True)
    assert run("new", "roadmap", str(project), "low-results", "--title", "x").code == 2
    assert {path: path.read_bytes() for path in project.rglob("*.yaml")} == before


def test_what_is_not_given_is_asked_at_a_keyboard_and_missed_without_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = str(tmp_path / "district-2027")
    done = run("new", "project", folder)
    assert done.code == 2
    assert "--title" in done.err
    assert not Path(folder).exists()
    monkeypatch.setattr("engine.cli.verbs.new.is_interactive", lambda: True)
    answers = ["План", "Район", "2027 год", "вчера", "2027-01-01", "2027-12-31", "talents"]
    done = run("new", "project", folder, text_in="\n".join(answers) + "\n")
    assert done.code == 0, done.err
    assert "Муниципалитет" in done.err
    assert findings(Path(folder)) == []


@pytest.mark.parametrize("name", ["Низкие", "low_results", "-x", "Low"])
def test_a_name_that_the_format_does_not_allow_is_refused(project: Path, name: str) -> None:
    done = run("new", "roadmap", str(project), "--title", "x", "--", name)
    assert done.code == 2
    assert "строчные латинские" in done.err
