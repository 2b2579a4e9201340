"""Decision tables compare what was counted, exactly, and columns of every type."""

from fractions import Fraction
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine import pipeline
from engine.results.outcome import Outcome
from tests.examples import of_all
from tests.running import run
from tests.unit.execute.small_projects import judged, write_project

SCHOOLS = """\
- name: schools
  title: Школы
  path: schools.csv
  schema:
    fields:
      - {name: code, title: code, type: string}
      - {name: opened, title: opened, type: date}
      - {name: pupils, title: pupils, type: integer}
      - {name: index, title: index, type: number}
      - {name: ready, title: ready, type: number, unit: percent}
      - {name: closed, title: closed, type: boolean, trueValues: [да], falseValues: [нет]}
      - {name: kind, title: kind, type: string}
    primaryKey: [code]
  organisation: code
- name: pupils
  title: Ученики
  path: pupils.csv
  schema:
    fields:
      - {name: school, title: school, type: string}
      - {name: passed, title: passed, type: boolean, trueValues: ["1"], falseValues: ["0"]}
    foreignKeys: [{fields: school, reference: {resource: schools, fields: code}}]
  organisation: school
"""
ROWS = """\
code;opened;pupils;index;ready;closed;kind
a;2025-12-31;100;0,29;58 %;нет;лицей
b;2026-01-01;101;0,3;57,9 %;да;школа
"""
SHARE = "rule: {measure: share, in: pupils, of: passed, missing: exclude}"


def _folder(folder: Path, input: str, cell: str, pupils: str = "school;passed\na;1\n") -> Path:
    """A project with one table, of one input and a row for those that pass its cell."""
    asked = {"passed": f'{SHARE}, target: ">= 50 %"'}
    write_project(folder, SCHOOLS, asked, {"schools.csv": ROWS, "pupils.csv": pupils})
    (folder / "decisions").mkdir(exist_ok=True)
    (folder / "decisions" / "t.yaml").write_text(
        "format: decision/1\nid: t\ntitle: Решение\nper: schools\nhit: first\n"
        f"inputs: [{{id: x, {input}}}]\n"
        f"rows: [{{id: yes-row, when: {{x: '{cell}'}}}}, {{id: rest}}]\n",
        encoding="utf-8",
    )
    return folder


def _chosen(outcome: Outcome) -> set[str | None]:
    (decision,) = outcome.decisions
    assert decision.error is None
    return {decided.organisation for decided in decision.decided if "yes-row" in decided.rows}


def _pupils(n: int, total: int) -> str:
    return "school;passed\n" + "a;1\n" * n + "a;0\n" * (total - n)


@pytest.mark.parametrize(
    ("n", "total", "cell", "passes"),
    [
        (29, 50, ">= 58", True),
        (29, 50, "> 58", False),
        (11, 20, "> 55", False),
        (7, 25, "<= 28", True),
        (7, 25, "28", True),
        (1, 3, "[33..34)", True),
        (57, 100, "[57..57]", True),
        (1, 1000, "<= 0,1", True),
    ],
)
def test_a_share_is_compared_as_the_fraction_that_it_is(
    tmp_path: Path, n: int, total: int, cell: str, passes: bool
) -> None:
    folder = _folder(tmp_path, SHARE, cell, _pupils(n, total))
    assert ("a" in _chosen(judged(folder))) is passes


OPS = {">=": "ge", ">": "gt", "<=": "le", "<": "lt", "=": "eq"}


@st.composite
def _shares(draw: st.DrawFn) -> tuple[int, int, str, Fraction]:
    total = draw(st.integers(1, 60))
    n = draw(st.integers(0, total))
    near = Fraction(round(1000 * n / total), 10) + draw(st.sampled_from([0, 0, 0, 1, -1]))
    return n, total, draw(st.sampled_from(list(OPS))), max(near, Fraction(0))


@settings(max_examples=of_all(40), deadline=None)
@given(asked=_shares())
def test_decision_cells_agree_with_pandas(
    tmp_path_factory: pytest.TempPathFactory, asked: tuple[int, int, str, Fraction]
) -> None:
    n, total, op, bound = asked
    text = f"{bound.numerator * 10 // bound.denominator / 10}".replace(".", ",")
    folder = _folder(tmp_path_factory.mktemp("t"), SHARE, f"{op} {text}", _pupils(n, total))
    rows = pd.DataFrame({"passed": [1] * n + [0] * (total - n)})
    hundredfold = pd.Series([rows["passed"].sum() * 1000])  # tenths of a percent, in whole numbers
    wanted = getattr(hundredfold, OPS[op])(int(Fraction(text.replace(",", ".")) * 10) * len(rows))
    assert ("a" in _chosen(judged(folder))) is bool(wanted[0])


@pytest.mark.parametrize(
    ("column", "cell", "chosen"),
    [
        ("opened", "<= 31.12.2025", {"a"}),
        ("opened", "> 2025-12-31", {"b"}),
        ("opened", "[01.01.2026..31.01.2026]", {"b"}),
        ("opened", "2026-01-01", {"b"}),
        ("pupils", ">= 101", {"b"}),
        ("pupils", "100, 102", {"a"}),
        ("index", "<= 0,29", {"a"}),
        ("index", "[0,29..0,3)", {"a"}),
        ("ready", ">= 58 %", {"a"}),
        ("closed", "да", {"b"}),
        ("kind", "лицей", {"a"}),
    ],
)
def test_a_column_of_every_type_is_an_input(
    tmp_path: Path, column: str, cell: str, chosen: set[str]
) -> None:
    folder = _folder(tmp_path, f"column: {column}", cell)
    assert _chosen(judged(folder)) == chosen
    done = run("evaluate", str(folder), "--as-of", "2022-08-31", "--out", str(tmp_path / "out"))
    assert "Traceback" not in done.err
    explained = run("explain", "t", str(folder), "--as-of", "2022-08-31", "--format", "json")
    assert explained.code in (0, 1), explained.err


@pytest.mark.parametrize(
    ("input", "cell"),
    [
        ("column: opened", "<= 31.02.2025"),
        ("column: opened", ">= 50"),
        ("column: kind", ">= лицей"),
        ("column: kind", "[а..я]"),
        ("column: closed", ">= 1"),
        ("column: pupils", ">= 50 %"),
        ("column: pupils", ">= " + "9" * 5000),
    ],
)
def test_a_cell_that_does_not_fit_its_column_is_refused(
    tmp_path: Path, input: str, cell: str
) -> None:
    checked = pipeline.check(_folder(tmp_path, input, cell))
    assert [
        finding.code.id for finding in checked.findings if finding.code.severity == "error"
    ] == ["K424"]


def test_a_cell_without_quotes_is_read_or_quoted_as_it_was_written(tmp_path: Path) -> None:
    folder = _folder(tmp_path, "column: opened", ">= 50")
    path = next(folder.glob("decisions/*.yaml"))
    text = path.read_text("utf-8")
    assert text.count("'>= 50'") == 1
    for written, told in (
        ("[2021-01-01..2021-12-31]", None),
        ("[01.09.2021, 02.09.2021]", "[01.09.2021, 02.09.2021]"),
        ("{from: 01.09.2021}", "{from: 01.09.2021}"),
    ):
        path.write_text(text.replace("'>= 50'", written), "utf-8")
        errors = [
            finding for finding in pipeline.check(folder).findings if finding.code.id == "K424"
        ]
        assert [dict(error.params)["text"] for error in errors] == ([told] if told else [])


def test_an_index_of_shares_is_taken_in_percent(tmp_path: Path) -> None:
    index = (
        "rule: {measure: index, lacking: refuse, parts: "
        "[{id: p, of: {measure: share, in: pupils, of: passed, missing: exclude}}]}"
    )
    assert _chosen(judged(_folder(tmp_path, index, ">= 58", _pupils(29, 50)))) == {"a"}


def test_a_rank_by_shares_is_taken_in_percent_as_reports_write_it(tmp_path: Path) -> None:
    rank = (
        "rule: {measure: rank, of: {measure: share, in: pupils, of: passed, missing: exclude}, "
        "sign: lowest}"
    )
    for cell, chosen in ((">= 58", {"a"}), ("> 58", set[str]()), ("< 1", set[str]())):
        assert _chosen(judged(_folder(tmp_path, rank, cell, _pupils(29, 50)))) == chosen


def test_a_broken_roadmap_is_told_of_alone(tmp_path: Path) -> None:
    folder = _folder(tmp_path, "indicator: low-results/passed", ">= 50")
    table = folder / "decisions" / "t.yaml"
    table.write_text(
        table.read_text("utf-8").replace(
            "{id: rest}", "{id: rest, events: [low-results/monitoring]}"
        ),
        encoding="utf-8",
    )
    assert pipeline.check(folder).findings == ()
    roadmap = folder / "low-results.yaml"
    roadmap.write_text(roadmap.read_text("utf-8").replace("indicators:", "indicatrs:"), "utf-8")
    findings = pipeline.check(folder).findings
    assert {finding.code.id[0] for finding in findings} == {"S"}


def test_a_refused_input_is_told_of_once(tmp_path: Path) -> None:
    findings = pipeline.check(_folder(tmp_path, "column: pupls", ">= 50")).findings
    assert [finding.code.id for finding in findings if finding.code.id != "K423"] == ["R304"]


def test_a_rank_by_marks_is_taken_as_it_is(tmp_path: Path) -> None:
    """The mean of «index» in the school «a» is 0,29, and neither 29 nor twice as much."""
    rank = (
        "rule: {measure: rank, of: {measure: mean, in: schools, of: index, missing: exclude}, "
        "sign: lowest}"
    )
    for cell, chosen in (("0,29", {"a"}), (">= 0,3", {"b"}), ("> 0,3", set[str]())):
        assert _chosen(judged(_folder(tmp_path, rank, cell))) == chosen
