"""The engine from Python: what an analyst does in a notebook."""

import re
from datetime import date
from pathlib import Path

import pandas as pd
import polars as pl
import pytest

import engine
from engine.interface import SHOWN, CannotOpenError, Run, Table, UnusableError
from tests.running import WRITTEN
from tests.unit.execute.small_projects import write_project

SUPPORTED = "low-results/teachers-supported"
ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def run() -> Run:
    return engine.open(ROOT / "specs/dyatkovo-2021").evaluate(as_of="2022-06-01")


def test_every_indicator_has_a_row_with_its_figures(run: Run) -> None:
    frame = run.indicators.to_pandas().set_index("id")
    supported = frame.loc[SUPPORTED]
    assert (supported.verdict, supported.n, supported.total) == ("not_met", 64, 98)
    assert supported.value == pytest.approx(64 / 98)
    assert len(frame) == 96


def test_organisations_add_up_to_the_indicator() -> None:
    project = engine.open(ROOT / "specs/dyatkovo-2021")
    run = project.evaluate(as_of=date(2022, 6, 1), audience="internal")
    rows = [row for row in run.organisations if row["indicator"] == SUPPORTED]
    assert (sum(row["n"] for row in rows), sum(row["total"] for row in rows)) == (64, 98)
    assert {row["name"] for row in rows if row["code"] == "107"} == {"Школа № 107"}


def test_both_libraries_get_the_same_table(run: Run) -> None:
    for table in (run.indicators, run.organisations, run.municipalities, run.events, run.findings):
        own, other = table.to_pandas(), table.to_polars()
        assert (len(own), list(own.columns)) == (other.height, other.columns)
        assert isinstance(own, pd.DataFrame)
        assert isinstance(other, pl.DataFrame)


def test_a_day_may_be_a_date_and_events_have_theirs(run: Run) -> None:
    assert run.as_of == date(2022, 6, 1)
    first = next(row for row in run.events if row["id"] == "low-results/support-groups-list")
    assert (first["start"], first["status"]) == ("2021-08-15", "done")


@pytest.mark.parametrize("name", WRITTEN)
def test_the_report_is_the_one_of_the_command_line(run: Run, name: str) -> None:
    committed = ROOT / "outputs/dyatkovo-2021" / f"report.{name}"
    if committed.exists():
        assert run.render(name) == committed.read_text(encoding="utf-8")
    else:
        assert len(run.render(name)) > 1000


def test_an_unknown_format_is_refused(run: Run) -> None:
    with pytest.raises(ValueError, match="pptx"):
        run.render("pptx")


def test_a_notebook_shows_text_as_text_and_says_how_many_rows_there_are() -> None:
    rows = tuple({"a": f"<script>{n}</script>"} for n in range(SHOWN + 1))
    shown = Table(("a",), rows)._repr_html_()
    assert "<script>" not in shown
    assert f"<caption>{SHOWN} / {SHOWN + 1}</caption>" in shown
    assert shown.count("<tr>") == SHOWN + 1


def test_small_groups_are_hidden_from_readers_outside(tmp_path: Path) -> None:
    pupils = "".join(f"{n};{'да' if n < 2 else 'нет'};1\n" for n in range(40))
    folder = write_project(
        tmp_path,
        """
          - name: schools
            title: Школы
            path: schools.csv
            schema: {fields: [{name: code, type: string}], primaryKey: [code]}
            organisation: code
          - name: pupils
            title: Ученики
            path: pupils.csv
            schema:
              fields:
                - {name: pupil, type: string}
                - {name: passed, type: boolean, trueValues: [да], falseValues: [нет]}
                - {name: school, type: string}
              primaryKey: [pupil]
              foreignKeys:
                - {fields: school, reference: {resource: schools, fields: code}}
            organisation: school
        """,
        {
            "passed": 'target: ">= 1 %", '
            "rule: {measure: share, in: pupils, of: passed, missing: exclude}"
        },
        {"schools.csv": "code\n1\n", "pupils.csv": "pupil;passed;school\n" + pupils},
    )
    project = engine.open(folder)
    for audience, hidden in (("external", True), ("internal", False)):
        table = project.evaluate("2022-06-01", audience=audience).indicators
        assert table[0]["suppressed"] is hidden
        assert (table[0]["n"] is None) is hidden


def test_a_folder_without_a_project_is_refused_with_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(CannotOpenError, match="нужна папка с файлом"):
        engine.open(tmp_path)
    with pytest.raises(CannotOpenError, match="a folder with"):
        engine.open(tmp_path, language="en")


def test_several_projects_are_named(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "project.yaml").write_text("format: project/1\n", encoding="utf-8")
    with pytest.raises(CannotOpenError, match=r"несколько проектов \(a, b\)"):
        engine.open(tmp_path)


def test_specs_with_errors_say_what_to_mend(tmp_path: Path) -> None:
    (tmp_path / "project.yaml").write_text("format: project/1\nidd: x\n", encoding="utf-8")
    project = engine.open(tmp_path)
    codes = {row["code"] for row in project.check()}
    with pytest.raises(UnusableError) as refused:
        project.evaluate("2022-06-01")
    assert {row["code"] for row in refused.value.findings} >= codes != set()
    assert "idd" in str(refused.value)


def test_the_readme_works_as_printed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    readme = (ROOT / "README.ru.md").read_text(encoding="utf-8")
    (block,) = re.findall(r"```python\n(.*?)```", readme, re.DOTALL)
    names: dict[str, object] = {}
    exec(block, names)
    assert isinstance(names["отстают"], pd.DataFrame)
    assert len(names["отстают"]) == 15
