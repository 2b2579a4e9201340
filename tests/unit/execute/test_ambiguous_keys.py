"""A foreign key to a code that stands in several rows gives no figure, on any engine."""

from datetime import date
from pathlib import Path

import pytest

from engine import pipeline
from engine.options import Options
from engine.results.outcome import Outcome
from engine.results.verdicts import VerdictKind
from tests.unit.execute.engines import installed
from tests.unit.execute.small_projects import codes_found, judged, n_of, verdict_of, write_project

DATA = """\
  - name: schools
    title: Школы
    path: schools.csv
    schema:
      fields:
        - {name: code, type: string}
        - {name: weak, type: boolean}
        - {name: kind, type: string}
        - {name: since, type: date}
        - {name: until, type: date}
      KEY
    organisation: code
    DAYS
  - name: teachers
    title: Педагоги
    path: teachers.csv
    schema:
      fields:
        - {name: school, type: string}
        - {name: trained, type: boolean}
      foreignKeys: [{fields: school, reference: {resource: schools, fields: code}}]
    organisation: school
"""
KEYED = ("KEY", "primaryKey: [code]")
SCHOOLS = "code;weak;kind;since;until\n1;да;сад;;\n2;нет;школа;;\n2;да;школа;;\n3;да;школа;;\n"
TEACHERS = "school;trained\n1;да\n2;да\n2;нет\n"
COUNT = "{measure: count, in: teachers, of: school.weak, missing: as_false}"
SHARE = "{measure: share, in: teachers, of: trained, where: school.weak, missing: exclude}"
PLAIN = "{measure: share, in: teachers, of: trained, missing: exclude}"
RULES = {
    "of": f"target: '>= 1', rule: {COUNT}",
    "where": f"target: '>= 1 %', rule: {SHARE}",
    "plain": f"target: '>= 1 %', rule: {PLAIN}",
    "index": (
        "target: '>= 1 %', rule: {measure: index, lacking: zero, parts: "
        f"[{{id: a, weight: 1, of: {SHARE}}}, {{id: b, weight: 1, of: {PLAIN}}}]}}"
    ),
}
DECISION = """\
format: decision/1
id: help
title: Кому помочь
per: schools
hit: first
inputs:
  - {id: share, title: Обучено, rule: {measure: share, in: teachers, of: trained, \
where: school.weak, missing: exclude}, take: value}
rows:
  - {id: help, when: {share: < 60}, zone: Нужна помощь}
  - {id: fine, zone: Помощь не нужна}
"""


def project(folder: Path, keyed: bool = False, schools: str = SCHOOLS, days: str = "") -> Path:
    data = DATA.replace(*KEYED) if keyed else DATA.replace("      KEY\n", "")
    data = data.replace("    DAYS\n", days)
    return write_project(folder, data, RULES, {"schools.csv": schools, "teachers.csv": TEACHERS})


def on(engine: str, folder: Path) -> Outcome:
    installed(engine)
    found = pipeline.evaluate(folder, Options(as_of=date(2022, 8, 31), engine=engine))
    assert found.outcome is not None
    return found.outcome


@pytest.mark.parametrize("engine", ["polars", "pandas", "duckdb"])
@pytest.mark.parametrize("keyed", [False, True])
def test_an_ambiguous_key_gives_no_figure_and_an_error_that_names_the_code(
    tmp_path: Path, engine: str, keyed: bool
) -> None:
    outcome = on(engine, project(tmp_path, keyed))
    for id in ("of", "where", "index"):
        verdict = next(indicator.verdict for indicator in outcome.indicators if indicator.id == id)
        assert (verdict.kind, verdict.reason) == (VerdictKind.NO_DATA, "ambiguous_key")
        assert verdict.measurement is None
        assert dict(verdict.params)["key"] == "2"
    assert n_of(outcome, "plain") == (2, 3)
    found = {finding.code.id: dict(finding.params) for finding in outcome.findings}
    assert found["E703"]["key"] == "2"
    assert found["E703"]["indicators"] == tuple(
        f"low-results/{id}" for id in ("of", "where", "index")
    )
    assert ("D224" in found, "D251" in found) == (keyed, not keyed)


def test_a_repeated_code_that_no_row_asks_for_changes_nothing(tmp_path: Path) -> None:
    schools = SCHOOLS.replace("2;нет;школа;;\n2;да", "2;нет;школа;;\n3;да")
    outcome = judged(project(tmp_path, schools=schools))
    assert n_of(outcome, "of") == (1, None)
    assert "E703" not in {finding.code.id for finding in outcome.findings}


DAYS = "    lifetime: {since: since, until: until}\n"


def test_an_organisation_in_two_spans_of_days_may_say_the_same_in_both(tmp_path: Path) -> None:
    moved = SCHOOLS.replace(
        "2;нет;школа;;\n2;да;школа;;", "2;да;школа;;31.12.2021\n2;да;сад;01.01.2022;"
    )
    assert n_of(judged(project(tmp_path / "same", schools=moved, days=DAYS)), "of") == (3, None)
    other = moved.replace("2;да;сад", "2;нет;сад")
    outcome = judged(project(tmp_path / "other", schools=other, days=DAYS))
    assert verdict_of(outcome, "of") is VerdictKind.NO_DATA


def test_a_decision_table_over_an_ambiguous_key_decides_nothing(tmp_path: Path) -> None:
    folder = project(tmp_path)
    (folder / "decisions").mkdir()
    (folder / "decisions" / "help.yaml").write_text(DECISION, encoding="utf-8")
    (decision,) = judged(folder).decisions
    assert (decision.decided, decision.reason) == ((), "ambiguous_key")


DISTRICTED = """\
  - name: districts
    title: Округа
    path: districts.csv
    schema:
      fields: [{name: id, type: string}, {name: marks, type: number}]
  - name: schools
    title: Школы
    path: schools.csv
    schema:
      fields: [{name: code, type: string}, {name: district, type: string}]
      primaryKey: [code]
      foreignKeys: [{fields: district, reference: {resource: districts, fields: id}}]
    organisation: code
  - name: teachers
    title: Педагоги
    path: teachers.csv
    schema: {fields: [{name: school, type: string}, {name: trained, type: boolean}]}
    organisation: school
"""
CHOSEN = """\
format: decision/1
id: help
title: Кому помочь
per: schools
where: district.marks > 5
hit: first
inputs:
  - {id: share, title: Обучено, rule: {measure: share, in: teachers, of: trained, missing: exclude}}
rows: [{id: help, zone: Нужна помощь}]
"""


def chosen(folder: Path, districts: str | None, engine: str = "polars") -> Outcome:
    """A decision table about the schools of some districts, whose marks no rule reads."""
    tables = {"schools.csv": "code;district\n1;А\n2;Б\n3;Б\n", "teachers.csv": TEACHERS}
    if districts is not None:
        tables["districts.csv"] = districts
    write_project(folder, DISTRICTED, {"plain": RULES["plain"]}, tables)
    (folder / "decisions").mkdir()
    (folder / "decisions" / "help.yaml").write_text(CHOSEN, encoding="utf-8")
    return on(engine, folder)


@pytest.mark.parametrize("engine", ["polars", "pandas", "duckdb"])
def test_a_decision_table_reads_the_tables_that_only_its_own_condition_reaches(
    tmp_path: Path, engine: str
) -> None:
    (decision,) = chosen(tmp_path, "id;marks\nА;1\nБ;7\n", engine).decisions
    assert [decided.organisation for decided in decision.decided] == ["2", "3"]


def test_whom_a_decision_table_is_about_is_not_told_over_an_ambiguous_key(tmp_path: Path) -> None:
    outcome = chosen(tmp_path, "id;marks\nА;1\nА;9\nБ;7\n")
    (decision,) = outcome.decisions
    assert (decision.decided, decision.reason) == ((), "ambiguous_key")
    (told,) = (dict(finding.params) for finding in outcome.findings if finding.code.id == "E703")
    assert (told["key"], told["indicators"]) == ("А", ("help",))


def test_whom_a_decision_table_is_about_is_not_told_where_a_table_is_absent(tmp_path: Path) -> None:
    (decision,) = chosen(tmp_path, None).decisions
    assert (decision.decided, decision.reason) == ((), "table_absent")


@pytest.mark.parametrize("engine", ["polars", "pandas", "duckdb"])
@pytest.mark.parametrize(
    ("own", "their"),
    [("string", "integer"), ("integer", "string"), ("number", "integer"), ("number", "string")],
)
def test_codes_of_two_types_meet_as_they_are_written(
    tmp_path: Path, own: str, their: str, engine: str
) -> None:
    data = DATA.replace(*KEYED).replace("    DAYS\n", "")
    data = data.replace("{name: code, type: string}", f"{{name: code, type: {their}}}")
    data = data.replace("{name: school, type: string}", f"{{name: school, type: {own}}}")
    schools = "code;weak;kind;since;until\n1;да;сад;;\n2;нет;школа;;\n"
    tables = {"schools.csv": schools, "teachers.csv": "school;trained\n1;да\n2;нет\n;да\n"}
    outcome = on(engine, write_project(tmp_path, data, {"where": RULES["where"]}, tables))
    assert (n_of(outcome, "where"), codes_found(outcome)) == ((1, 1), ["D250"])
