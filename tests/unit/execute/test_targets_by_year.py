"""Targets by year: the one whose day has come last is judged, the next is shown."""

import json
import re
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from tests.running import run
from tests.unit.execute.small_projects import judged, write_project

DATA = """\
  - name: schools
    title: Школы
    path: schools.csv
    schema: {fields: [{name: code, type: string}], primaryKey: [code]}
    organisation: code
  - name: pupils
    title: Дети в кружках
    path: pupils.csv
    schema:
      fields:
        - {name: school, type: string}
        - {name: enrolled, type: boolean}
        - {name: day, type: date}
    organisation: school
    date: day
"""
DAYS = [date(2021, 9, 1 + each) for each in range(20)] + [
    date(2022, 2, 1 + each) for each in range(20)
]
ENROLLED = [each % 2 == 0 for each in range(20)] + [each % 5 != 0 for each in range(20)]
"""Half of the first twenty, four fifths of those who came later."""
SHARE = "{measure: share, in: pupils, of: enrolled, missing: exclude}"
PASSPORT = (("2021", ">= 45 %"), ("2021/22", ">= 60 %"), ("2023", ">= 80 %"))
LISTED = ", ".join(f'{{by: "{by}", value: "{value}"}}' for by, value in PASSPORT)
WARNED = '{by: 2021, value: ">= 45 %"}, {by: 2022-03-01, value: ">= 70 %", warn: ">= 60 %"}'
RULES = {
    "path": f"target: [{LISTED}], rule: {SHARE}",
    "warned": "target: [" + WARNED.replace("2022-03-01", '"2022-03-01"') + f"], rule: {SHARE}",
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    rows = (f"1;{'да' if e else 'нет'};{d:%d.%m.%Y}" for e, d in zip(ENROLLED, DAYS, strict=True))
    tables = {"schools.csv": "code\n1\n", "pupils.csv": "\n".join(("school;enrolled;day", *rows))}
    return write_project(tmp_path_factory.mktemp("path"), DATA, RULES, tables)


def _expected(as_of: date) -> str:
    """The verdict by hand: fractions over the rows seen on the day of the target."""
    known = {"2021": date(2021, 12, 31), "2021/22": date(2022, 8, 31), "2023": date(2023, 12, 31)}
    come = [(known[by], value) for by, value in PASSPORT if known[by] <= as_of]
    day, value = come[-1] if come else (known[PASSPORT[0][0]], PASSPORT[0][1])
    limit = Fraction(int(value.split()[1]), 100)

    def share(seen: date) -> Fraction:
        inside = [e for e, d in zip(ENROLLED, DAYS, strict=True) if d <= seen]
        return Fraction(sum(inside), len(inside))

    if as_of < day:
        return "met" if share(as_of) >= limit else "not_due"
    if share(day) >= limit:
        return "met"
    return "met_late" if share(as_of) >= limit else "not_met"


@pytest.mark.parametrize(
    ("as_of", "kind", "limit"),
    [
        ("2021-11-01", "met", 45.0), ("2022-01-15", "met", 45.0), ("2022-08-30", "met", 45.0),
        ("2022-08-31", "met", 60.0), ("2023-12-31", "not_met", 80.0),
    ],
)  # fmt: skip
def test_the_target_whose_day_has_come_last_is_judged(
    folder: Path, as_of: str, kind: str, limit: float
) -> None:
    (outcome, _) = judged(folder, as_of).indicators
    assert outcome.indicator.target is not None
    assert (outcome.verdict.kind.value, outcome.indicator.target.value) == (kind, limit)
    assert kind == _expected(date.fromisoformat(as_of))


def test_each_target_has_its_own_warning_level(folder: Path) -> None:
    (_, outcome) = judged(folder, "2022-08-31").indicators
    assert outcome.verdict.kind.value == "warned"


def test_the_next_target_and_the_whole_path_are_shown(folder: Path, tmp_path: Path) -> None:
    done = run("evaluate", str(folder), "--as-of", "2022-08-31", "--out", str(tmp_path),
               "--format", "json,html,md", "--audience", "internal")  # fmt: skip
    assert done.code == 0, done.err
    report = json.loads((tmp_path / "report.json").read_text("utf-8"))
    told = report["roadmaps"][0]["indicators"][0]
    assert [each["day"] for each in told["path"]] == ["2021-12-31", "2022-08-31", "2023-12-31"]
    assert told["target"]["value"] == 60
    page = " ".join((tmp_path / "report.html").read_text("utf-8").replace("\xa0", " ").split())
    assert "не менее 60 % (2021/22); далее: не менее 80 % (2023)" in page
    assert "Путь к цели и где мы на нём" in page
    assert "сейчас: 65 %" in page


def test_explain_names_the_target_in_force_and_the_next(folder: Path) -> None:
    done = run("explain", "low-results/path", str(folder), "--as-of", "2022-01-15")
    assert "не менее 45 % (2021); далее: не менее 60 % (2021/22)" in done.out.replace("\xa0", " ")


CASES = f"""\
format: test/1
tables:
  resources:
    - name: pupils
      path: pupils.csv
      schema:
        fields:
          - {{name: school, type: string}}
          - {{name: enrolled, type: boolean}}
          - {{name: day, type: date}}
      organisation: school
      date: day
cases:
  - name: первый срок ещё впереди
    as_of: "2021-10-01"
    rule: {SHARE}
    target: [{{by: 2021, value: ">= 70 %", warn: ">= 50 %"}}, {{by: 2022, value: ">= 80 %"}}]
    rows: {{pupils: [["1", true, "2021-09-01"], ["1", false, "2021-09-02"]]}}
    expect: {{verdict: not_due}}
  - name: предупреждение в свой срок
    as_of: "2022-01-01"
    rule: {SHARE}
    target: [{{by: 2021, value: ">= 70 %", warn: ">= 50 %"}}, {{by: 2022, value: ">= 80 %"}}]
    rows: {{pupils: [["1", true, "2021-09-01"], ["1", false, "2021-09-02"]]}}
    expect: {{verdict: warned}}
  - name: цифра без порога
    as_of: "2022-01-01"
    rule: {SHARE}
    target: none
    rows: {{pupils: [["1", true, "2021-09-01"], ["1", false, "2021-09-02"]]}}
    expect: {{verdict: shown, n: 1, total: 2}}
"""


def test_cases_of_rules_ask_by_year_warn_and_show(tmp_path: Path) -> None:
    tables = {"schools.csv": "code\n1\n", "pupils.csv": "school;enrolled;day\n"}
    folder = write_project(tmp_path, DATA, RULES, tables)
    (folder / "path.test.yaml").write_text(CASES, encoding="utf-8")
    done = run("test", str(folder))
    assert done.code == 0, done.out + done.err


def test_the_way_of_a_number_is_drawn_in_numbers(tmp_path: Path) -> None:
    count = "{measure: count, in: pupils, of: enrolled, missing: as_false}"
    path = '{by: "2021/22", value: ">= 45"}, {by: "2023", value: ">= 60"}'
    tables = {"schools.csv": "code\n1\n", "pupils.csv": "school;enrolled;day\n1;да;01.09.2021\n"}
    rules = {"path": f"target: [{path}], rule: {count}"}
    project = write_project(tmp_path / "p", DATA, rules, tables)
    run("evaluate", str(project), "--as-of", "2022-06-01", "--audience", "internal", "--format",
        "html", "--out", str(tmp_path), "--no-cache")  # fmt: skip
    drawing = re.search(r"<svg[^>]*>(?:(?!</svg>).)*2021/22.*?</svg>", _page(tmp_path), re.DOTALL)
    assert drawing is not None
    labels = set(re.findall(r">\s*([\d\s.,%]+?)\s*<", drawing[0]))
    assert {"45", "60"} <= labels
    assert "%" not in drawing[0].split("<svg", 1)[1].partition("<title")[2]


def _page(folder: Path) -> str:
    return (folder / "report.html").read_text("utf-8").replace("\xa0", " ")
