"""`by: column`: a figure for each value of a column beside that of the whole, and `min_n`."""

import csv
import io
from collections import defaultdict
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

import pytest

from engine.load import load_project
from engine.results.outcome import Outcome
from engine.results.verdicts import VerdictKind
from tests.unit.execute.small_projects import judged, measured, verdict_of, write_project

DATA = """
  - name: schools
    title: Школы
    path: schools.csv
    organisation: code
    schema:
      fields:
        - {name: code, type: string}
        - {name: kind, title: Вид, type: string}
      primaryKey: [code]
  - name: results
    title: Результаты
    path: results.csv
    organisation: school
    personal: [pupil]
    schema:
      fields:
        - {name: pupil, type: string}
        - {name: school, type: string}
        - {name: grade, title: Класс, type: integer, constraints: {enum: [4, 8, 10]}}
        - {name: subject, title: Предмет, type: string}
        - {name: olympiad, type: boolean}
        - {name: mark, type: number}
        - {name: passed, type: boolean}
        - {name: day, type: date}
      foreignKeys: [{fields: school, reference: {resource: schools, fields: code}}]
"""
SCHOOLS = """
    code;kind
    1;школа
    2;школа
    3;лицей
    """
RESULTS = """
    pupil;school;grade;subject;olympiad;mark;passed;day
    а;1;4;русский;да;5;да;
    б;1;4;матем.;нет;4;да;
    в;1;4;русский;нет;2;нет;
    г;1;8;русский;да;3;;
    д;2;8;матем.;нет;;да;
    е;2;8;матем.;нет;4;да;
    ж;2;8;;нет;2;нет;
    з;2;4;русский;да;5;да;
    и;3;8;русский;нет;5;да;
    """
SHARE = "rule: {measure: share, in: results, of: passed, missing: exclude}"
JUDGED = {
    "share": SHARE + ', target: ">= 60 %", by: grade',
    "mean": "rule: {measure: mean, in: results, of: mark, missing: exclude}, target: none, "
    "by: subject",
    "sum": "rule: {measure: sum, in: results, of: mark, missing: exclude}, target: none, "
    "by: school.kind",
    "count": "rule: {measure: count, in: results, of: passed, missing: as_false}, target: none, "
    "by: olympiad",
    "distinct": "rule: {measure: count, in: results, distinct: subject}, target: none, by: grade",
    "weighted": "rule: {measure: share, in: results, of: passed, weight: mark, missing: as_false}, "
    "target: none, by: school.kind",
    "narrow": "rule: {measure: share, in: results, of: passed, where: grade = 4, "
    "missing: as_false}, target: none, by: school.kind",
    "formula": "rule: {measure: formula, formula: passed / written * 100, parts: ["
    "{id: passed, of: {measure: count, in: results, of: passed, missing: as_false}}, "
    "{id: written, of: {measure: count, in: results, of: mark is not null, missing: as_false}}]}, "
    "target: none, by: grade",
}


@pytest.fixture(scope="module")
def outcome(tmp_path_factory: pytest.TempPathFactory) -> Outcome:
    return judged(project(tmp_path_factory.mktemp("by") / "p", JUDGED))


def project(folder: Path, indicators: dict[str, str]) -> Path:
    return write_project(folder, DATA, indicators, {"schools.csv": SCHOOLS, "results.csv": RESULTS})


def pupils(column: str) -> dict[str, list[dict[str, str]]]:
    """The rows of the table as text by the value of a column, read without the engine."""
    lines = [splitline.strip() for splitline in RESULTS.strip().splitlines()]
    kinds = {"1": "школа", "2": "школа", "3": "лицей"}
    found: dict[str, list[dict[str, str]]] = defaultdict(list)
    for row in csv.DictReader(io.StringIO("\n".join(lines)), delimiter=";"):
        row["school.kind"] = kinds[row["school"]]
        found[row[column]].append(row)
    return found


def shares(rows: list[dict[str, str]]) -> tuple[int, int]:
    known = [row["passed"] for row in rows if row["passed"]]
    return known.count("да"), len(known)


def told(outcome: Outcome, id: str) -> dict[str | None, tuple[float, float | None]]:
    return {each.key: (each.n, each.total) for each in measured(outcome, id).by_value}


def test_a_share_has_one_for_each_value_and_listed_ones_without_rows_are_shown(
    outcome: Outcome,
) -> None:
    by_hand = {grade: shares(rows) for grade, rows in pupils("grade").items()}
    assert told(outcome, "share") == {**by_hand, "10": (0, 0)}
    assert list(told(outcome, "share")) == ["4", "8", "10"]


def test_a_mean_has_one_for_each_subject_and_for_rows_without_one(outcome: Outcome) -> None:
    by_hand = {
        subject or None: (sum(marks), len(marks))
        for subject, rows in pupils("subject").items()
        if (marks := [int(row["mark"]) for row in rows if row["mark"]])
    }
    assert told(outcome, "mean") == by_hand
    assert list(told(outcome, "mean")) == ["матем.", "русский", None]


def test_a_sum_goes_by_a_column_of_the_list_of_schools(outcome: Outcome) -> None:
    by_hand = {
        kind: (sum(int(row["mark"]) for row in rows if row["mark"]), None)
        for kind, rows in pupils("school.kind").items()
    }
    assert told(outcome, "sum") == by_hand


def test_a_count_goes_by_yes_and_no(outcome: Outcome) -> None:
    words = {"да": "true", "нет": "false"}
    by_hand = {
        words[told_as]: (sum(row["passed"] == "да" for row in rows), None)
        for told_as, rows in pupils("olympiad").items()
    }
    assert told(outcome, "count") == by_hand


def test_distinct_values_are_counted_within_each_value(outcome: Outcome) -> None:
    by_hand = {
        grade: (len({row["subject"] for row in rows} - {""}), None)
        for grade, rows in pupils("grade").items()
    }
    assert told(outcome, "distinct") == {**by_hand, "10": (0, None)}


def test_weights_count_within_each_value(outcome: Outcome) -> None:
    by_hand = {
        kind: (
            sum(int(row["mark"]) for row in rows if row["mark"] and row["passed"] == "да"),
            sum(int(row["mark"]) for row in rows if row["mark"]),
        )
        for kind, rows in pupils("school.kind").items()
    }
    assert told(outcome, "weighted") == by_hand


def test_a_value_of_which_the_rule_does_not_speak_is_not_shown(outcome: Outcome) -> None:
    assert told(outcome, "narrow") == {"школа": (3, 4)}, "the lyceum has no pupil of grade 4"


def test_a_formula_is_computed_within_each_value(outcome: Outcome) -> None:
    figures = {figure.key: figure.exact for figure in measured(outcome, "formula").value_figures}
    by_hand = {
        grade: Fraction(sum(row["passed"] == "да" for row in rows) * 100,
                        sum(bool(row["mark"]) for row in rows))
        for grade, rows in pupils("grade").items()
    }  # fmt: skip
    assert figures == {**by_hand, "10": None}


def test_values_add_up_to_the_whole(outcome: Outcome) -> None:
    for id in ("share", "mean", "sum", "count", "weighted", "narrow"):
        whole, parts = measured(outcome, id).overall, measured(outcome, id).by_value
        assert sum(part.n for part in parts) == whole.n, id
        assert sum(part.total or 0 for part in parts) == (whole.total or 0), id


def test_the_whole_is_judged_unless_each_value_is(outcome: Outcome, tmp_path: Path) -> None:
    assert verdict_of(outcome, "share") is VerdictKind.MET, "6 of 8"
    each = SHARE + ', target: "%s", by: {column: subject, judge: each}'
    told = judged(project(tmp_path / "p", {
        "all": each % ">= 50 %", "most": each % ">= 75 %",
    }))  # fmt: skip
    assert verdict_of(told, "all") is VerdictKind.NOT_MET, "the pupil without a subject failed"
    reached = {element.key: element.found for element in measured(told, "most").value_elements}
    assert reached == {"матем.": True, "русский": True, "": False}


def test_a_listed_value_without_rows_leaves_it_open_whether_each_reaches_the_target(
    tmp_path: Path,
) -> None:
    each = SHARE + ', target: "%s", by: {column: grade, judge: each}'
    told = judged(project(tmp_path / "p", {
        "open": each % ">= 60 %", "missed": each % ">= 80 %",
        "none": each % ">= 60 %" + ", if_none: not_applicable",
    }))  # fmt: skip
    kinds = [verdict_of(told, id) for id in ("open", "missed", "none")]
    assert kinds == [VerdictKind.INDETERMINATE, VerdictKind.NOT_MET, VerdictKind.MET]


def test_a_group_below_the_least_is_not_judged(tmp_path: Path) -> None:
    rule = SHARE + ', target: ">= 66 %", '
    told = judged(project(tmp_path / "p", {
        "values": rule + "by: {column: subject, judge: each}, min_n: 2",
        "schools": rule + "judge: school, min_n: 3", "all": rule + "judge: school",
        "nobody": rule + "judge: school, min_n: 10",
    }))  # fmt: skip
    assert verdict_of(told, "values") is VerdictKind.MET, "one pupil without a subject failed"
    assert {element.key for element in measured(told, "schools").elements} == {"1", "2"}
    assert {element.key for element in measured(told, "all").elements} == {"1", "2", "3"}
    verdict = next(indicator.verdict for indicator in told.indicators if indicator.id == "nobody")
    assert (verdict.kind, verdict.reason) == (VerdictKind.NO_DATA, "groups_too_small")


def test_a_group_of_which_nobody_answered_is_no_small_group(tmp_path: Path) -> None:
    each = SHARE + ', target: ">= 60 %%", by: {column: grade, judge: each}%s'
    told = judged(project(tmp_path / "p", {
        f"least{least}": each % (f", min_n: {least}" if least else "") for least in (0, 1, 2)
    }))  # fmt: skip
    kinds = {verdict_of(told, f"least{least}") for least in (0, 1, 2)}
    assert kinds == {VerdictKind.INDETERMINATE}


def refused(folder: Path) -> Iterator[tuple[str, int]]:
    for finding in load_project(folder).findings:
        yield finding.code.id, len(finding.params)


@pytest.mark.parametrize(
    ("rest", "code"),
    [
        (SHARE + ", target: none, by: mark", "R377"),
        (SHARE + ", target: none, by: day", "R377"),
        (SHARE + ", target: none, by: school", "R377"),
        (SHARE + ", target: none, by: pupil", "R306"),
        (SHARE + ", target: none, by: grad", "R304"),
        (SHARE + ", target: none, by: {column: grade, judge: each}", "R380"),
        (SHARE + ', target: ">= 1 %", judge: school, by: {column: grade, judge: each}', "R378"),
        ("not_measurable: no_figure, by: grade", "R376"),
        ("rule: {measure: count, in: results}, target: none, min_n: 5", "R376"),
        ("rule: {measure: coverage, in: results, column: grade, values: [4]}, "
         'target: ">= 1 %", by: subject', "R376"),
        ("rule: {measure: coverage, list: schools, key: {list: code, in: school}, in: results}, "
         'target: ">= 1 %", by: grade', "R376"),
    ],
)  # fmt: skip
def test_what_breaks_nothing_down_is_refused(tmp_path: Path, rest: str, code: str) -> None:
    found = [id for id, _ in refused(project(tmp_path / "p", {"one": rest}))]
    assert found == [code]


SIDES = """
  - name: {name}
    title: {name}
    path: {name}.csv
    organisation: school
    schema:
      fields:
        - {{name: school, type: string}}
        - {{name: grade, type: {type}}}
        - {{name: pupils, type: integer}}
"""


@pytest.mark.parametrize(
    ("types", "codes"),
    [
        (("integer", "integer"), []),
        (("string", "string"), []),
        (("integer", "string"), ["R377"]),
        (("string", "boolean"), ["R377"]),
        (("number", "string"), ["R377"]),
    ],
)
def test_two_tables_are_broken_down_by_columns_of_one_type(
    tmp_path: Path, types: tuple[str, str], codes: list[str]
) -> None:
    data = DATA + "".join(
        SIDES.format(name=name, type=type)
        for name, type in zip(("came", "listed"), types, strict=True)
    )
    sums = [
        f"{{measure: sum, in: {name}, of: pupils, missing: exclude}}" for name in ("came", "listed")
    ]
    rule = f"rule: {{measure: ratio, numerator: {sums[0]}, denominator: {sums[1]}}}"
    tables = {"schools.csv": SCHOOLS, "results.csv": RESULTS}
    one = {"one": f"{rule}, target: none, by: grade"}
    folder = write_project(tmp_path / "p", data, one, tables)
    assert [id for id, _ in refused(folder)] == codes
