"""A passport of a region's programme as such passports are printed: baselines, targets by year, a
corridor, terms in words; evaluated, explained, compared, formatted, tried by cases."""

import json
from fractions import Fraction
from pathlib import Path

import pytest

from tests.running import run

PROJECT = """\
format: project/1
id: programme
title: Программа развития образования
municipality: {name: Пример, kind: область}
method: "2020"
period: {text: 2022-2024 годы, from: "2022-01-01", to: "2024-12-31"}
organisations: [schools]
roadmaps: [passport.yaml]
"""
ROADMAP = """\
format: roadmap/1
slug: passport
title: Паспорт региональной программы «Развитие образования»
short: Программа
goals:
  - {id: access, text: Доступность дополнительного образования}
indicators:
  - id: coverage
    goal: access
    text: Доля детей, охваченных дополнительным образованием
    rule: {measure: share, in: children, of: enrolled, missing: exclude}
    target:
      - {by: 2022, value: ">= 55 %"}
      - {by: 2023, value: рост на 12 п.п. к уровню 2021 года, warn: ">= 60 %"}
      - {by: 2024, value: ">= 75 %"}
    baseline: {value: "50 %", date: 2021, source: форма 1-ДО}
  - id: places
    goal: access
    text: Создано новых мест
    rule: {measure: sum, in: schools, of: places, missing: exclude}
    target: не менее 120 мест к концу 2024 года
    baseline: {value: 30 мест, date: 2021}
  - id: load
    goal: access
    text: Часов в неделю на ребёнка
    rule: {measure: mean, in: children, of: hours, missing: exclude}
    target: от 2 до 4 часов
  - id: staff
    goal: access
    text: Число педагогов дополнительного образования
    rule: {measure: sum, in: schools, of: teachers, missing: exclude}
    target: рост на 10 %
    due: до 31.12.2023
    baseline: {value: 20 педагогов, date: 2021}

events:
  - id: report
    number: "1"
    title: Мониторинг охвата
    stage: monitoring
    serves: [coverage]
    schedule: Декабрь 2023 г.
    responsible: [{text: Министерство образования}]
    result: Справка
"""
DATA = """\
format: data/1
resources:
  - name: schools
    title: Организации
    path: schools.csv
    schema:
      fields:
        - {name: code, type: string}
        - {name: places, type: integer}
        - {name: teachers, type: integer}
      primaryKey: [code]
    organisation: code
  - name: children
    title: Дети
    path: children.csv
    schema:
      fields:
        - {name: school, type: string}
        - {name: enrolled, type: boolean}
        - {name: hours, type: integer}
    organisation: school
"""
ENROLLED, CHILDREN = 61, 100
HOURS = [2] * 40 + [5] * 60
CASES = """\
format: test/1
cases:
  - name: рост с базового значения не дотянул до цели
    indicator: passport/coverage
    as_of: "2023-12-31"
    rows: {children: [["1", true, 2], ["1", false, 2]]}
    expect: {verdict: not_met, n: 1, total: 2}
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("programme")
    rows = (f"1;{'да' if each < ENROLLED else 'нет'};{hours}" for each, hours in enumerate(HOURS))
    texts = {
        "project.yaml": PROJECT, "passport.yaml": ROADMAP, "data.yaml": DATA,
        "schools.csv": "code;places;teachers\n1;50;15\n2;30;6\n",
        "children.csv": "\n".join(("school;enrolled;hours", *rows)),
        "passport.test.yaml": CASES,
    }  # fmt: skip
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def told(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, object]]:
    out = tmp_path_factory.mktemp("out")
    done = run("evaluate", str(folder), "--as-of", "2024-06-30", "--out", str(out),
               "--format", "json", "--audience", "internal")  # fmt: skip
    assert done.code == 0, done.err
    report = json.loads((out / "report.json").read_text("utf-8"))
    return {each["id"].split("/")[1]: each for each in report["roadmaps"][0]["indicators"]}


def test_each_line_of_the_passport_is_judged_as_it_is_printed(
    told: dict[str, dict[str, object]],
) -> None:
    """61 of 100 are less than 50 + 12, and not less than the 60 of the warning; 50 + 30 places of
    120; (40 · 2 + 60 · 5) / 100 = 3.8 hours; 15 + 6 teachers of 20 · 1.1 = 22."""
    assert Fraction(ENROLLED, CHILDREN) < Fraction(62, 100)
    assert {id: each["verdict"] for id, each in told.items()} == {
        "coverage": "warned", "places": "not_due", "load": "met", "staff": "not_met",
    }  # fmt: skip
    distances = {id: each["distance"] for id, each in told.items()}
    assert distances["coverage"]["amount"] == 1  # type: ignore[index]
    assert (distances["places"]["amount"], distances["places"]["unit"]) == (40, "places")  # type: ignore[index]
    assert (distances["staff"]["amount"], distances["staff"]["unit"]) == (1, "teachers")  # type: ignore[index]


def test_the_course_is_told_where_a_term_lies_ahead(told: dict[str, dict[str, object]]) -> None:
    """61 % of 31.12.2023, 730 days after the start, against 75 % of 31.12.2024, 1096 days after it;
    80 places on 30.06.2024, 912 days after the start, against 120 in 1096 days."""
    courses = {id: each["progress"] for id, each in told.items()}
    assert Fraction(11, 730) < Fraction(25, 1096)
    assert Fraction(50, 912) < Fraction(90, 1096)
    assert courses["coverage"]["course"] == "behind"  # type: ignore[index]
    assert courses["places"]["course"] == "behind"  # type: ignore[index]
    assert courses["load"] is courses["staff"] is None


def test_the_passport_is_explained_in_its_own_words(folder: Path) -> None:
    done = run("explain", "passport/coverage", str(folder), "--as-of", "2024-06-30")
    flat = " ".join(done.out.replace("\xa0", " ").replace("│", " ").split())
    assert (
        "не менее 62 % («рост на 12 п.п. к уровню 2021 года»; базовое значение 50 %, 2021)" in flat
    )
    assert "далее: не менее 75 % (2024)" in flat
    assert "Базовое значение: 50 % (2021); источник: форма 1-ДО" in flat


def test_the_files_are_in_form_and_their_cases_pass(folder: Path) -> None:
    assert run("validate", str(folder)).code == 0
    done = run("test", str(folder))
    assert done.code == 0, done.out + done.err


@pytest.mark.parametrize(
    ("old", "new", "effect"),
    [
        ('"50 %"', '"49 %"', "слабее"),
        ("рост на 10 %", "рост на 15 %", "строже"),
        ("от 2 до 4 часов", "от 2 до 6 часов", "слабее"),
        ("до 31.12.2023", "IV квартал 2023 года", None),
        ("не менее 120 мест к концу", "не менее 100 мест к концу", "слабее"),
    ],
)
def test_what_is_asked_for_less_is_weaker(
    folder: Path, tmp_path: Path, old: str, new: str, effect: str | None
) -> None:
    for path in folder.iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes())
    assert ROADMAP.count(old) == 1
    (tmp_path / "passport.yaml").write_text(ROADMAP.replace(old, new), encoding="utf-8")
    done = run("diff", str(folder), str(tmp_path))
    assert (effect or "слабее") in done.out or effect is None, done.out
    if effect is None:
        assert "слабее" not in done.out
        assert "строже" not in done.out
