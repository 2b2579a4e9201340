"""The report of a region: municipalities, what they lack, what was carried over, who is hidden."""

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from engine import packaged
from engine.messages import Language, catalogue
from engine.pipeline import check
from engine.reports import render
from tests.running import run
from tests.unit.execute.small_projects import judged, write_project

DATA = """\
  - name: schools
    title: Школы
    path: schools.csv
    schema:
      fields:
        - {name: code, type: string}
        - {name: name, type: string}
        - {name: district, type: string}
      primaryKey: [code]
    organisation: code
    municipality: district
  - name: codes
    title: Переходная таблица
    path: codes.csv
    schema: {fields: [{name: old, type: string}, {name: new, type: string}]}
  - name: pupils
    title: Обучающиеся
    path: pupils.csv
    schema:
      fields:
        - {name: school, type: string, crosswalk: {resource: codes, old: old, new: new}}
        - {name: passed, type: boolean}
    organisation: school
"""
SCHOOLS = """
code;name;district
1;Школа № 1;Алексинский район
2;Школа № 2;Алексинский район
3;Школа № 3;Белёвский район
4;Школа № 4;Белёвский район
5;Школа № 5;Венёвский район
"""
GROUPS = {"1": (12, 9), "2": (9, 3), "3": (20, 18), "4": (15, 9), "5": (2, 1), "9": (6, 6)}
RULES = {
    "passed": "level: region, judge: municipality, target: '>= 60 %', "
    "rule: {measure: share, in: pupils, of: passed, missing: as_false}"
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """School 9 has joined school 1; in Венёвский район there are two pupils."""
    lines = [
        f"{school};{'да' if number < passed else 'нет'}\n"
        for school, (pupils, passed) in GROUPS.items()
        for number in range(pupils)
    ]
    tables = {
        "schools.csv": SCHOOLS,
        "codes.csv": "old;new\n9;1\n",
        "pupils.csv": "school;passed\n" + "".join(lines),
    }
    return write_project(tmp_path, DATA, RULES, tables)


def rendered(folder: Path, audience: str) -> tuple[dict[str, Any], str]:
    """report.json and report.md."""
    outcome, sources = judged(folder), check(folder).loaded.sources
    words = catalogue(Language.RU)
    told = json.loads(render("json", outcome, sources, words, audience=audience))
    jsonschema.validate(told, json.loads(packaged.schema_text("report")))
    text = render("md", outcome, sources, words, audience=audience)
    assert isinstance(text, str)
    return told, text


def municipalities(told: dict[str, Any]) -> dict[str, Any]:
    (indicator,) = told["roadmaps"][0]["indicators"]
    return {each["key"]: each for each in indicator["measurement"]["by_municipality"]}


def test_inside_everything_is_told(folder: Path) -> None:
    told, text = rendered(folder, "internal")
    found = municipalities(told)
    assert {key: (each["n"], each["total"]) for key, each in found.items()} == {
        "Алексинский район": (18, 27), "Белёвский район": (27, 35), "Венёвский район": (1, 2),
    }  # fmt: skip
    assert [each["reaches_target"] for each in found.values()] == [True, True, False]
    assert told["carried"] == [{"dataset": "pupils", "old": "9", "new": "1", "rows": 6}]
    assert "## Муниципалитеты, которым нужно внимание" in text
    assert "**Венёвский район**: 1 показатель" in text
    assert "| Обучающиеся | 9 | Школа № 1 | 6 |" in text


def test_a_small_municipality_is_hidden_and_another_beside_it(folder: Path) -> None:
    """Neither is told, and in each a school is hidden, so that the schools give nothing away."""
    told, _ = rendered(folder, "external")
    found = municipalities(told)
    assert [key for key, each in found.items() if each["suppressed"]] == [
        "Алексинский район", "Венёвский район",
    ]  # fmt: skip
    (indicator,) = told["roadmaps"][0]["indicators"]
    measurement = indicator["measurement"]
    hidden = [each["key"] for each in measurement["by_organisation"] if each["suppressed"]]
    assert {"2", "5"} <= set(hidden)
    assert measurement["overall"] == {
        "key": None, "suppressed": False, "n": 46, "total": 64, "value": 0.71875, "missing": 0,
        "set_aside": 0,
    }  # fmt: skip
    needs = [each for each in told["needs"] if each["level"] == "municipality"]
    assert needs == [], "what is hidden is not said to lack anything either"


DECISION = """\
format: decision/1
id: help
title: Кому помочь
per: schools
hit: first
inputs: [{id: passed, title: Сдали, indicator: low-results/passed, take: value}]
rows:
  - {id: few, when: {passed: < 60}, zone: Нужна помощь, why: "сдали {passed}"}
  - {id: unknown, when: {passed: нет данных}, zone: Данных нет}
  - {id: fine, zone: Помощь не нужна}
"""


def test_a_school_that_is_hidden_at_the_indicator_is_hidden_at_the_decision(folder: Path) -> None:
    """School 2 is hidden beside another one; its figure would give that one away."""
    (folder / "decisions").mkdir()
    (folder / "decisions" / "help.yaml").write_text(DECISION, encoding="utf-8")
    inside, _ = rendered(folder, "internal")
    outside, text = rendered(folder, "external")
    told, hidden = (
        {each["organisation"]: each["values"][0] for each in report["decisions"][0]["decided"]}
        for report in (inside, outside)
    )
    assert told["2"]["value"] == pytest.approx(100 / 3)
    assert {"2", "5"} <= {code for code, each in hidden.items() if each["suppressed"]}
    assert hidden["2"]["value"] is None
    assert "33,3" not in text


@pytest.mark.parametrize(
    ("audience", "says"),
    [
        ("internal", "Венёвский район: 1 / 2 = 50 % (не выполнен)"),
        ("external", "Венёвский район: <5"),
    ],
)
def test_the_explanation_tells_each_municipality(folder: Path, audience: str, says: str) -> None:
    told = run("explain", "low-results/passed", str(folder), "--as-of", "2022-08-31",
               "--audience", audience)  # fmt: skip
    lines = [line.strip("│├└─ ") for line in told.out.replace("\u00a0", " ").splitlines()]
    assert says in lines
