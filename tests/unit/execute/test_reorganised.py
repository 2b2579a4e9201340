"""Schools are closed, merged and divided: what is counted where, and never twice."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.results.verdicts import VerdictKind
from tests.unit.execute.small_projects import (
    by_organisation,
    codes_found,
    judged,
    n_of,
    verdict_of,
    write_project,
)

SCHOOLS = """\
  - name: schools
    title: Школы
    path: schools.csv
    schema:
      fields:
        - {name: code, type: string}
        - {name: name, type: string}
        - {name: has_site, type: boolean}
        - {name: opened_on, type: date}
        - {name: closed_on, type: date}
      primaryKey: [code]
    organisation: code
    lifetime: {since: opened_on, until: closed_on}
  - name: lessons
    title: Уроки
    path: lessons.csv
    schema:
      fields:
        - {name: code, type: string}
        - {name: held_on, type: date}
      foreignKeys: [{fields: code, reference: {resource: schools, fields: code}}]
    organisation: code
    date: held_on
"""
FOUR_SCHOOLS = """
code;name;has_site;opened_on;closed_on
101;Школа № 1;да;;
102;Школа № 2;да;;
103;Школа № 3, закрыта зимой;нет;;31.01.2022
104;Школа № 4, новая;нет;01.09.2022;
"""
LESSONS = """
code;held_on
101;10.10.2021
102;10.10.2021
103;10.10.2021
"""
CLOSED = {
    "each-lesson": (
        "rule: {measure: each, per: schools, in: lessons, key: code, missing: as_false}"
    ),
    "with-site": (
        'rule: {measure: share, in: schools, of: has_site, missing: as_false}, target: ">= 100 %"'
    ),
    "covered": (
        'rule: {measure: coverage, list: schools, key: code, in: lessons}, target: ">= 100 %"'
    ),
}


@pytest.fixture
def closed(tmp_path: Path) -> Path:
    tables = {"schools.csv": FOUR_SCHOOLS, "lessons.csv": LESSONS}
    return write_project(tmp_path, SCHOOLS, CLOSED, tables)


@pytest.mark.parametrize(
    ("as_of", "expected"),
    [
        ("2021-12-31", (2, 3)),  # the third school still works
        ("2022-01-31", (2, 3)),  # its last day
        ("2022-02-01", (2, 2)),  # it is gone
        ("2022-10-01", (2, 2)),  # the period ended on 31 August: the fourth is not of it
    ],
)
def test_a_closed_school_leaves_the_denominator_on_its_day(
    closed: Path, as_of: str, expected: tuple[int, int]
) -> None:
    outcome = judged(closed, as_of)
    assert n_of(outcome, "with-site") == expected
    assert n_of(outcome, "covered") == (expected[1], expected[1])
    assert n_of(outcome, "each-lesson") == (expected[1], expected[1])


def test_nothing_is_demanded_of_a_school_that_has_not_opened(closed: Path) -> None:
    outcome = judged(closed)
    assert verdict_of(outcome, "each-lesson") is VerdictKind.MET
    assert not [need for need in outcome.needs if need.organisation in ("103", "104")]


AMOUNTS = """\
  - name: schools
    title: Школы
    path: schools.csv
    schema:
      fields: [{name: code, type: string}, {name: name, type: string}]
      primaryKey: [code]
    organisation: code
  - name: codes
    title: Переходная таблица
    path: codes.csv
    schema:
      fields:
        - {name: old, type: string}
        - {name: new, type: string}
        - {name: share, type: number}
        - {name: since, type: date}
  - name: enrolment
    title: Контингент
    path: enrolment.csv
    schema:
      fields:
        - name: school
          type: string
          crosswalk:
            {resource: codes, old: old, new: new, since: since, at: day, share: share,
             divide: [pupils, hours]}
        - {name: pupils, type: integer}
        - {name: hours, type: number}
        - {name: form, type: string}
        - {name: day, type: date}
      primaryKey: [school, day]
      foreignKeys: [{fields: school, reference: {resource: schools, fields: code}}]
    organisation: school
"""
TWO_NEW = "code;name\n201;Школа № 1\n202;Школа № 2\n"
SUMS = {
    "pupils": "rule: {measure: sum, in: enrolment, of: pupils, missing: exclude}, target: ≥ 1",
    "hours": "rule: {measure: sum, in: enrolment, of: hours, missing: exclude}, target: ≥ 1",
}


def divided(folder: Path, codes: str, enrolment: str) -> Path:
    tables = {
        "schools.csv": TWO_NEW,
        "codes.csv": "old;new;share;since\n" + codes,
        "enrolment.csv": "school;pupils;hours;form;day\n" + enrolment,
    }
    return write_project(folder, AMOUNTS, SUMS, tables)


def test_a_divided_school_shares_its_pupils_and_none_is_lost(tmp_path: Path) -> None:
    codes = "100;201;0,6;01.09.2021\n100;202;0,4;01.09.2021\n"
    rows = "100;101;10,5;очная;01.10.2021\n201;7;1;очная;01.10.2021\n"
    outcome = judged(divided(tmp_path, codes, rows))
    assert by_organisation(outcome, "pupils") == {"201": (61 + 7, None), "202": (40, None)}
    assert n_of(outcome, "pupils") == (108, None)
    assert n_of(outcome, "hours") == (11.5, None)
    assert not codes_found(outcome)


def test_before_the_day_of_the_division_the_code_stays(tmp_path: Path) -> None:
    codes = "100;201;0,6;01.09.2021\n100;202;0,4;01.09.2021\n"
    outcome = judged(divided(tmp_path, codes, "100;101;10;очная;01.06.2021\n"))
    assert by_organisation(outcome, "pupils") == {"100": (101, None)}


@pytest.mark.parametrize(
    ("day", "code"),
    [("31.08.2021", "100"), ("01.09.2021", "201"), ("31.08.2022", "201"), ("01.09.2022", "100")],
)
def test_a_new_code_holds_from_its_first_day_to_its_last(
    tmp_path: Path, day: str, code: str
) -> None:
    data = AMOUNTS.replace("since: since,", "since: since, until: until,").replace(
        "        - {name: since, type: date}\n",
        "        - {name: since, type: date}\n        - {name: until, type: date}\n",
    )
    tables = {
        "schools.csv": TWO_NEW,
        "codes.csv": "old;new;share;since;until\n100;201;1;01.09.2021;31.08.2022\n",
        "enrolment.csv": f"school;pupils;hours;form;day\n100;7;1;очная;{day}\n",
    }
    outcome = judged(write_project(tmp_path, data, SUMS, tables), as_of="2022-12-31")
    assert by_organisation(outcome, "pupils") == {code: (7, None)}


@pytest.mark.parametrize(
    "codes",
    [
        "100;201;0,6;\n100;202;0,3;\n",  # a tenth is lost
        "100;201;0,6;\n100;202;;\n",  # a share is not told
        "100;201;0,6;\n",  # the other successor is missing
    ],
)
def test_shares_that_do_not_make_one_are_refused(tmp_path: Path, codes: str) -> None:
    rows = "100;101;10;очная;01.10.2021\n202;5;1;очная;01.10.2021\n"
    outcome = judged(divided(tmp_path, codes, rows))
    assert codes_found(outcome) == ["D247", "D250"]
    assert by_organisation(outcome, "pupils") == {"202": (5, None), None: (101, None)}


parts = st.lists(st.integers(1, 20), min_size=1, max_size=5)


@given(parts, st.integers(-1000, 100_000))
def test_parts_of_whole_numbers_are_whole_and_make_the_whole(parts: list[int], pupils: int) -> None:
    import polars as pl

    from engine.datasets.crosswalks import AT, NEW, OLD, SHARE, part_of, successors
    from tests.unit.samples import resource, rows

    total = sum(parts)
    valid = pl.DataFrame(
        {
            OLD: ["100"] * len(parts),
            AT: [None] * len(parts),
            NEW: [f"n{i}" for i in range(len(parts))],
            SHARE: [part / total for part in parts],
        },
        schema_overrides={AT: pl.Int32},
    )
    lines = successors(valid, divides=True)
    declared = resource("enrolment", "school pupils:integer")
    dataset = rows(declared, f"100 | {pupils}")
    frame = lines.with_columns(pl.lit(pupils).alias("pupils")).select(part_of(dataset, "pupils"))
    assert frame["pupils"].sum() == pupils
    exact = [pupils * part / total for part in parts]
    assert all(abs(a - b) <= 1 for a, b in zip(frame["pupils"], exact, strict=True))


def test_the_report_names_the_schools_that_are_not_counted(closed: Path) -> None:
    from engine.messages import Language, catalogue
    from engine.pipeline import check
    from engine.reports.content.calculation import view_working
    from engine.reports.edition import edition

    outcome = judged(closed)
    made = edition(
        outcome, check(closed).loaded.sources, catalogue(Language.RU), audience="external"
    )
    each = next(indicator for indicator in outcome.indicators if indicator.id == "with-site")
    (fact,) = (one for one in view_working(each, made).readings if "не учитываются" in one.label)
    assert fact.value == (
        "на 31.08.2022: Школа № 3, закрыта зимой (до 31.01.2022), Школа № 4, новая (с 01.09.2022)"
    )
