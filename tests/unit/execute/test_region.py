"""A region: schools → municipalities → the region, by numerators and denominators."""

from pathlib import Path

import pytest

from engine.results.outcome import Outcome
from engine.results.verdicts import VerdictKind
from tests.running import run
from tests.unit.execute.small_projects import (
    codes_found,
    judged,
    measured,
    n_of,
    verdict_of,
    write_project,
)

DATA = """\
  - name: districts
    title: Муниципалитеты
    path: districts.csv
    schema:
      fields: [{name: code, type: string}, {name: name, type: string}]
      primaryKey: [code]
    organisation: code
  - name: schools
    title: Школы
    path: schools.csv
    schema:
      fields:
        - {name: code, type: string}
        - {name: name, type: string}
        - {name: district, type: string}
        - {name: has_site, type: boolean}
        - {name: left_on, type: date}
        - {name: came_on, type: date}
      foreignKeys: [{fields: district, reference: {resource: districts, fields: code}}]
    organisation: code
    municipality: district
    lifetime: {since: came_on, until: left_on}
  - name: teachers
    title: Педагоги
    path: teachers.csv
    schema:
      fields:
        - {name: person, type: string}
        - {name: school, type: string}
        - {name: trained, type: boolean}
        - {name: hours, type: number}
        - {name: year, type: string}
    organisation: school
    period: year
"""
DISTRICTS = "code;name\nА;Алексинский район\nБ;Белёвский район\n"
SCHOOLS = """
code;name;district;has_site;came_on;left_on
1;Школа № 1;А;да;;
2;Школа № 2;А;нет;;
3;Школа № 3;Б;да;;
4;Школа № 4;;да;;
"""
TEACHERS = """
person;school;trained;hours;year
п1;1;да;10;2021/22
п2;1;нет;20;2021/22
п1;2;да;30;2021/22
п3;3;да;;2021/22
п4;3;;50;2021/22
п4;4;да;70;2021/22
п5;1;да;5;2020/21
"""
RULES = {
    "share": (
        "level: region, target: '>= 60 %', "
        "rule: {measure: share, in: teachers, of: trained, missing: as_false}"
    ),
    "each-district": (
        "level: region, judge: municipality, target: '>= 60 %', "
        "rule: {measure: share, in: teachers, of: trained, missing: as_false}"
    ),
    "each-unsaid": (
        "judge: municipality, target: '>= 60 %', "
        "rule: {measure: share, in: teachers, of: trained, missing: as_false}"
    ),
    "each-said": (
        "level: municipality, judge: municipality, target: '>= 60 %', "
        "rule: {measure: share, in: teachers, of: trained, missing: as_false}"
    ),
    "persons": (
        "level: region, target: '>= 1', rule: "
        "{measure: count, in: teachers, of: trained, distinct: person, missing: as_false}"
    ),
    "mean": (
        "level: region, target: '>= 1', "
        "rule: {measure: mean, in: teachers, of: hours, missing: exclude}"
    ),
    "sum": (
        "level: region, target: '>= 1', "
        "rule: {measure: sum, in: teachers, of: hours, missing: exclude}"
    ),
    "growth": (
        "level: region, target: рост, rule: {measure: change, over: [2020/21, 2021/22], "
        "shape: ends, of: {measure: count, in: teachers, of: trained, missing: as_false}}"
    ),
    "plans": (
        "level: region, target: '>= 100 %', rule: "
        "{measure: share, in: districts, of: code = 'А', missing: exclude}"
    ),
    "each": (
        "level: region, rule: "
        "{measure: each, per: schools, in: teachers, key: school, missing: as_false}"
    ),
    "index": (
        "level: region, judge: municipality, target: '>= 50 %', rule: {measure: index, "
        "lacking: refuse, parts: ["
        "{id: a, weight: 0.5, of: {measure: share, in: teachers, of: trained, missing: as_false}},"
        "{id: b, weight: 0.5, of: {measure: share, in: schools, of: has_site, missing: exclude}}]}"
    ),
}


def region(folder: Path, schools: str = SCHOOLS, **more: str) -> Path:
    tables = {"districts.csv": DISTRICTS, "schools.csv": schools, "teachers.csv": TEACHERS}
    return write_project(folder, DATA, RULES, tables | more)


@pytest.fixture
def outcome(tmp_path: Path) -> Outcome:
    return judged(region(tmp_path))


def by_municipality(outcome: Outcome, id: str) -> dict[str | None, tuple[float, float | None]]:
    return {each.key: (each.n, each.total) for each in measured(outcome, id).by_municipality}


def test_numerators_and_denominators_are_added_up(outcome: Outcome) -> None:
    """Never shares: 2/3 of one municipality, 1/2 of another, and the school of none."""
    assert by_municipality(outcome, "share") == {"А": (2, 3), "Б": (1, 2), None: (1, 1)}
    assert n_of(outcome, "share") == (4, 6)


@pytest.mark.parametrize("id", ["share", "mean", "sum", "growth", "each"])
def test_the_municipalities_make_the_region(outcome: Outcome, id: str) -> None:
    parts, whole = measured(outcome, id).by_municipality, measured(outcome, id).overall
    assert parts
    assert sum(part.n for part in parts) == whole.n
    assert sum(part.total or 0 for part in parts) == (whole.total or 0)
    assert sum(part.missing for part in parts) == whole.missing


def test_a_teacher_of_two_schools_counts_once_in_a_municipality(outcome: Outcome) -> None:
    """п1 works in two schools of А; п4 in Б (unknown there) and in a school of none."""
    assert by_municipality(outcome, "persons") == {"А": (1, None), "Б": (1, None), None: (1, None)}
    assert n_of(outcome, "persons") == (3, None)


@pytest.mark.parametrize("id", ["each-district", "each-unsaid", "each-said"])
def test_a_target_for_each_municipality_is_held_against_each(outcome: Outcome, id: str) -> None:
    """Whether or not the level says that there are several."""
    assert verdict_of(outcome, "share") is VerdictKind.MET  # 4/6 of the region
    assert verdict_of(outcome, id) is VerdictKind.NOT_MET  # 1/2 of Б
    elements = measured(outcome, id).municipal_elements
    assert [(element.key, element.found) for element in elements] == [("А", True), ("Б", False)]


def test_an_index_is_computed_for_each_municipality(outcome: Outcome) -> None:
    figures = {figure.key: figure.value for figure in measured(outcome, "index").municipal_figures}
    assert figures == {"А": pytest.approx((2 / 3 + 1 / 2) / 2), "Б": 0.75, None: 1}
    assert verdict_of(outcome, "index") is VerdictKind.MET


def test_what_a_municipality_lacks_is_told_under_its_name(outcome: Outcome) -> None:
    (need,) = [
        each
        for each in outcome.needs
        if each.level.value == "municipality" and each.indicator.endswith("each-district")
    ]
    assert (need.organisation, need.amount, need.n, need.total) == ("Б", 1, 1, 2)
    assert [(municipality.code, municipality.name) for municipality in outcome.municipalities] == [
        ("А", "Алексинский район"), ("Б", "Белёвский район"),
    ]  # fmt: skip


TWICE = SCHOOLS + "1;Школа № 1;Б;да;;\n"


def test_a_school_in_two_municipalities_counts_in_neither(tmp_path: Path) -> None:
    outcome = judged(region(tmp_path, TWICE))
    assert codes_found(outcome) == ["D248"]
    assert by_municipality(outcome, "share") == {"А": (1, 1), "Б": (1, 2), None: (2, 3)}
    assert n_of(outcome, "share") == (4, 6)


MOVED = (
    SCHOOLS.replace("1;Школа № 1;А;да;;\n", "1;Школа № 1;А;да;;31.12.2021\n")
    + "1;Школа № 1;Б;да;01.01.2022;\n"
)


@pytest.mark.parametrize(
    ("as_of", "expected"),
    [("2021-12-31", {"А": (2, 3), "Б": (1, 2), None: (1, 1)}),
     ("2022-01-01", {"А": (1, 1), "Б": (2, 4), None: (1, 1)})],
)  # fmt: skip
def test_a_school_that_moved_counts_where_it_is_on_the_day(
    tmp_path: Path, as_of: str, expected: dict[str | None, tuple[int, int]]
) -> None:
    outcome = judged(region(tmp_path, MOVED), as_of)
    assert not codes_found(outcome)
    assert by_municipality(outcome, "share") == expected


DECISION = """\
format: decision/1
id: districts
title: Кому помочь
per: districts
hit: first
inputs:
  - {id: share, title: Обучено, indicator: low-results/share, take: value}
  - {id: reached, title: Цель, indicator: low-results/each-district, take: sign}
rows:
  - {id: help, when: {share: < 60}, zone: Нужна помощь}
  - {id: unknown, when: {share: нет данных}, zone: Данных нет}
  - {id: fine, zone: Помощь не нужна}
"""


def test_rows_that_are_municipalities_are_called_so_and_named(tmp_path: Path) -> None:
    folder = region(tmp_path)
    done = run("explain", "low-results/plans", str(folder), "--as-of", "2022-08-31")
    assert "не хватает 1 муниципалитета" in done.out
    assert "Белёвский район: 0 / 1" in done.out.replace("\N{NO-BREAK SPACE}", " ")


def test_a_decision_may_be_about_municipalities(tmp_path: Path) -> None:
    folder = region(tmp_path)
    (folder / "decisions").mkdir()
    (folder / "decisions" / "districts.yaml").write_text(DECISION, encoding="utf-8")
    decided = judged(folder).decisions[0].decided
    assert [(each.organisation, each.rows) for each in decided] == [
        ("А", ("fine",)), ("Б", ("help",)),
    ]  # fmt: skip
    assert decided[0].value("share") == pytest.approx(200 / 3)
    assert [each.value("reached") for each in decided] == [True, False]
