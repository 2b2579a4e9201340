"""Keys of several columns, keys behind keys and keys into the same table: small invented tables
whose figures are computed again here, row by row, from the same lines."""

import csv
from collections.abc import Callable
from datetime import date
from io import StringIO
from itertools import chain
from pathlib import Path
from typing import Any

import pytest

from engine import pipeline
from engine.options import Options
from engine.results.outcome import Outcome
from engine.results.verdicts import VerdictKind
from tests.running import run
from tests.unit.execute.engines import installed
from tests.unit.execute.small_projects import (
    codes_found,
    judged,
    measured,
    verdict_of,
    write_project,
)

DATA = """\
  - name: schools
    title: Школы
    path: schools.csv
    organisation: code
    schema:
      fields:
        - {name: code, type: string}
        - {name: kind, type: string}
        - {name: weak, type: boolean}
        - {name: head, title: Головная, type: string}
        - {name: district, type: string}
      primaryKey: [code]
      foreignKeys:
        - {fields: [head], reference: {resource: "", fields: [code]}}
        - {fields: district, reference: {resource: districts, fields: code}, optional: true}
  - name: districts
    title: Районы города
    path: districts.csv
    schema: {fields: [{name: code, type: string}, {name: far, type: boolean}], primaryKey: [code]}
  - name: classes
    title: Классы
    path: classes.csv
    schema:
      fields:
        - {name: school, type: string}
        - {name: letter, type: string}
        - {name: profile, type: string}
      primaryKey: [school, letter]
      foreignKeys: [{fields: school, reference: {resource: schools, fields: code}}]
  - name: tasks
    title: Задания
    path: tasks.csv
    schema:
      fields:
        - {name: subject, type: string}
        - {name: number, type: integer}
        - {name: most, type: integer}
        - {name: hard, type: boolean}
      primaryKey: [subject, number]
  - name: works
    title: Работы
    path: works.csv
    organisation: school
    schema:
      fields:
        - {name: school, type: string}
        - {name: letter, type: string}
        - {name: subject, type: string}
        - {name: number, type: string}
        - {name: score, type: integer}
      foreignKeys:
        - {name: class, fields: [school, letter], optional: true,
           reference: {resource: classes, fields: [school, letter]}}
        - {fields: [subject, number], optional: true,
           reference: {resource: tasks, fields: [subject, number]}}
  - name: plans
    title: Планы
    path: plans.csv
    organisation: school
    schema:
      fields:
        - {name: school, type: string}
        - {name: year, type: integer}
        - {name: before, type: integer}
        - {name: places, type: integer}
      primaryKey: [school, year]
      foreignKeys:
        - {name: last_year, fields: [school, before], optional: true,
           reference: {fields: [school, year]}}
  - name: kept
    title: Принято
    path: kept.csv
    organisation: school
    period: period
    schema:
      fields:
        - {name: school, type: string}
        - {name: letter, type: string}
        - {name: year, type: integer}
        - {name: period, type: string}
        - {name: taken, type: integer}
      primaryKey: [school, letter, year]
      foreignKeys:
        - {name: class, optional: true, fields: [school, letter],
           reference: {resource: classes, fields: [school, letter]}}
        - {name: plan, fields: [school, year], optional: true,
           reference: {resource: plans, fields: [school, year]}}
"""
TABLES = {
    "schools.csv": (
        "code;kind;weak;head;district\n1;лицей;нет;;с\n2;школа;да;1;ю\n3;школа;;2;ю\n4;сад;да;2;ъ\n"
    ),
    "districts.csv": "code;far\nс;нет\nю;да\n",
    "classes.csv": "school;letter;profile\n1;а;физ\n1;б;общ\n2;а;общ\n3;а;физ\n4;а;\n",
    "tasks.csv": "subject;number;most;hard\nру;1;2;нет\nру;2;3;да\nма;1;1;нет\n"
    "ма;2;4;да\nма;3;;да\n",
    "works.csv": (
        "school;letter;subject;number;score\n1;а;ру;1;2\n1;а;ру;2;1\n1;б;ма;1;1\n2;а;ма;2;4\n"
        "2;а;ру;2;3\n"
        "3;а;ма;3;2\n3;;ма;1;0\n4;а;ру;;1\n2;в;ру;1;2\n;а;ма;1;1\n4;а;ма;2;\n"
    ),
    "plans.csv": (
        "school;year;before;places\n1;2020;2019;10\n1;2021;2020;12\n2;2020;2019;8\n2;2021;2020;8\n"
        "3;2021;2020;5\n4;2021;;7\n4;2020;2019;9\n"
    ),
    "kept.csv": (
        "school;letter;year;period;taken\n1;а;2020;2020/21;9\n1;б;2020;2020/21;4\n2;а;2020;2020/21;8\n"
        "4;а;2020;2020/21;\n1;а;2021;2021/22;7\n1;б;2021;2021/22;5\n2;а;2021;2021/22;6\n"
        "3;а;2021;2021/22;5\n3;г;2021;2021/22;3\n4;а;2019;2019/20;2\n"
    ),
}


def lines(name: str) -> list[dict[str, Any]]:
    """The lines of a table; numbers as numbers, what is not there as None."""
    words = {"да": True, "нет": False, "": None}
    rows = csv.DictReader(StringIO(TABLES[f"{name}.csv"]), delimiter=";")
    return [{key: words.get(value, value) for key, value in row.items()} for row in rows]


def found(name: str, **key: Any) -> dict[str, Any]:
    """The line with that key, or one of nothing."""
    if None in key.values():
        return {}
    known = (line for line in lines(name) if all(line[at] == part for at, part in key.items()))
    return next(known, {})


def school_of(work: dict[str, Any]) -> dict[str, Any]:
    """The school of the class of the work."""
    there = found("classes", school=work["school"], letter=work["letter"])
    return found("schools", code=there.get("school"))


def task_of(work: dict[str, Any]) -> dict[str, Any]:
    """What is written of the task."""
    return found("tasks", subject=work["subject"], number=work["number"])


def parted(
    name: str, where: Callable[[dict[str, Any]], Any], of: Callable[[dict[str, Any]], Any]
) -> tuple[int, int, int, int]:
    """n, N, missing and set aside of a share in which what is missing leaves N."""
    inside = [row for row in lines(name) if where(row)]
    answers = [of(row) for row in inside]
    aside = sum(where(row) is None for row in lines(name))
    known = [answer for answer in answers if answer is not None]
    return sum(map(bool, known)), len(known), answers.count(None), aside


def both(first: Any, second: Any, compare: Callable[[float, float], bool]) -> bool | None:
    """The comparison of two numbers; None where one is not there."""
    return None if None in (first, second) else compare(float(first), float(second))


def every(row: dict[str, Any]) -> bool:
    """Each row."""
    return True


def last(plan: dict[str, Any]) -> dict[str, Any]:
    """The plan of the year before."""
    return found("plans", school=plan["school"], year=plan["before"])


def head_of(school: dict[str, Any]) -> dict[str, Any]:
    """The school above."""
    return found("schools", code=school.get("head"))


SHARES = {
    "of a class of a weak school": (
        "in: works, where: class.school.weak, of: score >= 2",
        parted("works", lambda row: school_of(row).get("weak"),
               lambda row: both(row["score"], 2, float.__ge__)),
    ),
    "all that could be had": (
        "in: works, where: score is not null, of: score = tasks.most",
        parted("works", lambda row: row["score"] is not None,
               lambda row: both(row["score"], task_of(row).get("most"), float.__eq__)),
    ),
    "hard tasks of physicists": (
        "in: works, where: tasks.hard, of: class.profile = 'физ'",
        parted("works", lambda row: task_of(row).get("hard"),
               lambda row: (profile := found("classes", school=row["school"],
                                             letter=row["letter"]).get("profile"))
               and profile == "физ"),
    ),
    "under a lyceum": (
        "in: schools, where: head is not null, of: head.kind = 'лицей'",
        parted("schools", lambda row: row["head"] is not None,
               lambda row: (kind := head_of(row).get("kind")) and kind == "лицей"),
    ),
    "two steps under a lyceum": (
        "in: schools, where: head.head.kind = 'лицей', of: weak",
        parted("schools",
               lambda row: (kind := head_of(head_of(row)).get("kind")) and kind == "лицей",
               lambda row: row["weak"]),
    ),
    "a class in a far district": (
        "in: works, where: class.school.district.far, of: score > 2",
        parted("works", lambda row: found("districts",
                                          code=school_of(row).get("district")).get("far"),
               lambda row: both(row["score"], 2, float.__gt__)),
    ),
    "more places than last year": (
        "in: plans, where: places > 0, of: places > last_year.places",
        parted("plans", every,
               lambda row: both(row["places"], last(row).get("places"), float.__gt__)),
    ),
    "no plan two years ago": (
        "in: plans, where: last_year.places is not null, of: last_year.last_year.places is null",
        parted("plans", lambda row: last(row).get("places") is not None,
               lambda row: last(last(row) or {"school": None, "before": None}).get("places")
               is None),
    ),
}  # fmt: skip
NAMES = {name: f"s{number}" for number, name in enumerate(SHARES)}
RULES = {
    **{
        NAMES[name]: f"target: '>= 1 %', rule: {{measure: share, {rule}, missing: exclude}}"
        for name, (rule, _) in SHARES.items()
    },
    "schools-seen": "target: '>= 1', rule: {measure: count, in: works, of: 'score > 0', "
    "distinct: class.school, missing: as_false}",
    "points": "target: '>= 1 %', rule: {measure: ratio, numerator: "
    "{measure: sum, in: works, of: score, missing: exclude}, denominator: {measure: sum, "
    "in: works, of: tasks.most, missing: exclude}}",
    "weighed": "target: '>= 1', rule: {measure: sum, in: works, of: score * tasks.most - score, "
    "missing: exclude}",
    "change": "target: '>= 1 п.п.', rule: {measure: change, shape: ends, "
    "over: ['2020/21', '2021/22'], of: {measure: share, in: kept, where: class.school.weak "
    "is not null, of: plan.places >= 9, missing: exclude}}",
    "grown": "target: '>= 1', by: {column: class.profile}, rule: {measure: mean, in: kept, "
    "of: taken * plan.places - plan.before, where: plan.last_year.places is not null, "
    "missing: exclude}",
    "per-place": "target: '>= 1', rule: {measure: ratio, factor: 10, numerator: {measure: sum, "
    "in: kept, of: taken, where: plan.places > 0, missing: exclude}, denominator: {measure: sum, "
    "in: kept, of: plan.places, where: plan.places > 0, missing: exclude}}",
    "by-kind": "target: '>= 1 %', by: class.school.kind, rule: {measure: share, in: works, "
    "of: score > 1, missing: exclude}",
}


def outcome_of(folder: Path, engine: str) -> Outcome:
    """The project judged by an engine."""
    installed(engine)
    options = Options(as_of=date(2022, 8, 31), engine=engine)
    outcome = pipeline.evaluate(folder, options).outcome
    assert outcome is not None
    return outcome


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project of all tables."""
    return write_project(tmp_path_factory.mktemp("keys"), DATA, RULES, TABLES)


@pytest.mark.parametrize("engine", ["polars", "pandas", "duckdb"])
def test_figures_over_keys_are_those_counted_row_by_row(folder: Path, engine: str) -> None:
    outcome = outcome_of(folder, engine)
    for name, (_, wanted) in SHARES.items():
        tally = measured(outcome, NAMES[name]).overall
        assert (tally.n, tally.total, tally.missing, tally.set_aside) == wanted, name
        assert wanted[1], name
    assert measured(outcome, "schools-seen").overall.n == len(
        {school_of(row)["code"] for row in lines("works") if int(row["score"] or 0) > 0
         and "code" in school_of(row)}
    )  # fmt: skip
    pairs = [
        (int(row["score"]), int(most)) for row in lines("works")
        if (most := task_of(row).get("most")) and row["score"]
    ]  # fmt: skip
    points, weighed = measured(outcome, "points").overall, measured(outcome, "weighed").overall
    assert (points.n, points.total) == tuple(map(sum, zip(*pairs, strict=True)))
    assert weighed.n == sum(score * most - score for score, most in pairs)
    by_kind: dict[str | None, tuple[int, int]] = {}
    for row in lines("works"):
        if row["score"]:
            n, total = by_kind.get(kind := school_of(row).get("kind"), (0, 0))
            by_kind[kind] = (n + (int(row["score"]) > 1), total + 1)
    broken_down = measured(outcome, "by-kind").by_value
    assert {each.key: (each.n, each.total) for each in broken_down if each.total} == by_kind


def plan_of(kept: dict[str, Any]) -> dict[str, Any]:
    """The plan of the school for the year."""
    return found("plans", school=kept["school"], year=kept["year"])


def mean_of(values: list[int]) -> tuple[int, int]:
    """The sum, and how many."""
    return sum(values), len(values)


@pytest.mark.parametrize("engine", ["polars", "pandas", "duckdb"])
def test_years_means_and_ratios_over_keys_are_those_counted_row_by_row(
    folder: Path, engine: str
) -> None:
    outcome = outcome_of(folder, engine)
    shares = []
    for period in ("2020/21", "2021/22"):
        inside = [
            row for row in lines("kept")
            if row["period"] == period and school_of(row).get("weak") is not None
            and plan_of(row).get("places")
        ]  # fmt: skip
        shares.append((sum(int(plan_of(row)["places"]) >= 9 for row in inside), len(inside)))
    told = measured(outcome, "change").steps
    assert [(each.n, each.total) for each in told] == shares
    assert shares[0] != shares[1]
    of: dict[str | None, list[int]] = {}
    taken = places = 0
    for row in (each for each in lines("kept") if each["period"] == "2021/22"):
        plan = plan_of(row)
        if plan.get("places"):
            taken, places = taken + int(row["taken"]), places + int(plan["places"])
        if last(plan).get("places") if plan else None:
            value = int(row["taken"]) * int(plan["places"]) - int(plan["before"])
            of.setdefault(found("classes", school=row["school"],
                                letter=row["letter"]).get("profile"), []).append(value)  # fmt: skip
    ratio = measured(outcome, "per-place").overall
    assert (ratio.n, ratio.total) == (taken, places)
    grown = measured(outcome, "grown")
    assert (grown.overall.n, grown.overall.total) == mean_of([*chain.from_iterable(of.values())])
    shown = {each.key: (each.n, each.total) for each in grown.by_value if each.total}
    assert shown == {key: mean_of(values) for key, values in of.items()}


def changed(folder: Path, **files: tuple[str, str]) -> Path:
    """The project with one piece of each named file written otherwise."""
    data, rules, tables = DATA, dict(RULES), dict(TABLES)
    for name, (old, new) in files.items():
        if name == "data":
            data = data.replace(old, new)
        else:
            tables[f"{name}.csv"] = tables[f"{name}.csv"].replace(old, new)
    assert (data, tables) != (DATA, TABLES)
    return write_project(folder, data, rules, tables)


@pytest.mark.parametrize(
    ("files", "silent"),
    [
        ({"classes": ("2;а;общ\n", "2;а;общ\n2;а;физ\n")}, {"s0", "s2", "s5", "by-kind"}),
        ({"tasks": ("ру;1;2;нет\n", "ру;1;2;нет\nру;1;5;нет\n")}, {"s1", "s2", "points"}),
        ({"schools": ("2;школа;да;1;ю\n", "2;школа;да;1;ю\n2;школа;;1;с\n")}, {"s0", "s4", "s5"}),
    ],
)
def test_a_repeated_key_gives_no_figure_to_those_who_follow_it(
    tmp_path: Path, files: dict[str, tuple[str, str]], silent: set[str]
) -> None:
    """A part of a key that stands twice is no repetition: three classes are called «а»."""
    name = next(iter(files))
    unkeyed = {
        "classes": ("      primaryKey: [school, letter]\n", ""),
        "tasks": ("      primaryKey: [subject, number]\n", ""),
        "schools": ("      primaryKey: [code]\n      foreignKeys:\n        - {fields: [head]",
                    "      foreignKeys:\n        - {fields: [head]"),
    }  # fmt: skip
    outcome = judged(changed(tmp_path, data=unkeyed[name], **files))
    for id in silent:
        assert verdict_of(outcome, id) is VerdictKind.NO_DATA, id
    assert verdict_of(outcome, "s6") is not VerdictKind.NO_DATA
    assert "D251" in codes_found(outcome)


def test_a_code_that_is_known_with_another_part_alone_is_told(tmp_path: Path) -> None:
    """School 2 is listed and a class «в» may be, but there is no class «в» of school 2."""
    data = ("letter], optional: true,", "letter],")
    outcome = judged(changed(tmp_path, data=data))
    (fault,) = (finding for finding in outcome.findings if finding.code.id == "D225")
    told = dict(fault.params)
    assert (told["beside"], told["count"]) == (("letter",), 1)


def test_numbers_that_differ_beyond_what_a_fraction_holds_are_no_one_key(tmp_path: Path) -> None:
    """Whole numbers meet numbers with fractions: 9007199254740993 is no 9007199254740992."""
    data = """\
      - name: schools
        path: schools.csv
        organisation: code
        schema: {fields: [{name: code, type: string}], primaryKey: [code]}
      - name: there
        path: there.csv
        schema:
          fields: [{name: a, type: number}, {name: b, type: string}, {name: open, type: boolean}]
      - name: here
        path: here.csv
        schema:
          fields: [{name: a, type: integer}, {name: b, type: string}]
          foreignKeys:
            - {fields: [a, b], optional: true, reference: {resource: there, fields: [a, b]}}
    """
    tables = {
        "schools.csv": "code\n1\n",
        "there.csv": "a;b;open\n1;x;да\n9007199254740992;x;да\n",
        "here.csv": "a;b\n1;x\n1;y\n9007199254740993;x\n;x\n1;\n",
    }
    rule = "target: '>= 1', rule: {measure: count, in: here, of: there.open, missing: as_false}"
    folder = write_project(tmp_path, data, {"open": rule}, tables)
    for engine in ("polars", "pandas", "duckdb"):
        assert measured(outcome_of(folder, engine), "open").overall.n == 1, engine


CASES = """\
format: test/1
title: Связи
as_of: "2022-08-31"
cases:
  - name: прошлый год того же плана
    indicator: low-results/s6
    rows:
      plans:
        - {school: "1", year: 2020, before: 2019, places: 3}
        - {school: "1", year: 2021, before: 2020, places: 4}
        - {school: "2", year: 2021, before: 2020, places: 9}
    expect: {n: 1, total: 1, missing: 2}
  - name: класс и его школа
    indicator: low-results/s0
    rows:
      schools: [{code: "1", weak: true}, {code: "2", weak: false}]
      classes: [{school: "1", letter: а}, {school: "2", letter: а}]
      works:
        - {school: "1", letter: а, score: 2}
        - {school: "1", letter: б, score: 2}
        - {school: "2", letter: а, score: 0}
    expect: {n: 1, total: 1, set_aside: 1}
"""


def test_cases_and_comparisons_know_such_keys(folder: Path, tmp_path: Path) -> None:
    """`roadmap test` gives the rows that a path leads to; `diff` shows rows that tell rules apart
    and names the columns of a key together."""
    (folder / "keys.test.yaml").write_text(CASES, encoding="utf-8")
    tried = run("test", str(folder))
    assert tried.code == 0, tried.out
    rules = {
        **RULES,
        "s6": RULES["s6"].replace("places > last_year.places", "last_year.places >= 1"),
        "s3": RULES["s3"].replace("head.kind = 'лицей'", "head.kind <> 'школа'"),
    }
    other = write_project(
        tmp_path / "new", DATA.replace("letter], optional: true", "letter]"), rules, TABLES
    )
    told = run("diff", str(folder), str(other)).out
    assert "school + letter → classes.school + letter" in told
    assert "Школы: code | kind | head" in told
    assert told.count("Пример (на 31.08.2022)") == 3
