"""What stands in a condition, a decision table or the register, and in no row, is told."""

from pathlib import Path
from unicodedata import normalize

import pytest

from engine.results.outcome import Outcome
from tests.unit.execute.small_projects import judged, n_of, write_project

DATA = """\
  - name: schools
    title: Школы
    path: schools.csv
    schema:
      fields: [{name: code, type: string}, {name: kind, type: string}]
      primaryKey: [code]
    organisation: code
  - name: lessons
    title: Занятия
    path: lessons.csv
    schema:
      fields: [{name: school, type: string}, {name: form, type: string}]
      foreignKeys: [{fields: school, reference: {resource: schools, fields: code}}]
    organisation: school
"""
TABLES = {
    "schools.csv": "code;kind\n1;школа\n2;детский сад\n",
    "lessons.csv": "school;form\n1;семинар для молодых\n1;мастер-класс\n2;семинар\n",
}


def counted(folder: Path, condition: str) -> Outcome:
    rule = f'{{measure: count, in: lessons, of: "{condition}", missing: as_false}}'
    write_project(folder, DATA, {"q": f"target: '>= 1', rule: {rule}"}, TABLES)
    return judged(folder)


def strange(outcome: Outcome) -> list[tuple[str, str]]:
    """Values that occur in no row, with what they are like."""
    found = [dict(finding.params) for finding in outcome.findings if finding.code.id == "R359"]
    return [(str(each["value"]), str(each.get("hint", ""))) for each in found]


@pytest.mark.parametrize(
    ("condition", "told"),
    [
        ("form like 'вебинар%'", ["вебинар%"]),
        ("form like 'Семинар%'", ["Семинар%"]),
        ("not form like '%курс_'", ["%курс_"]),
        ("school.kind like '%гимназия%'", ["%гимназия%"]),
        ("form matches '[0-9]+'", ["[0-9]+"]),
        ("form matches '(мастер-)?класс'", []),
        ("form like 'семинар%'", []),
        ("form like '%класс'", []),
        ("form like 'вебинар%' or form like 'семинар%'", []),
        ("form like 'вебинар%' or form = 'мастер-класс'", []),
    ],
)
def test_a_pattern_that_no_row_fits_is_told(
    tmp_path: Path, condition: str, told: list[str]
) -> None:
    assert [value for value, _ in strange(counted(tmp_path, condition))] == told


def test_a_constant_in_pieces_is_the_word_of_the_table(tmp_path: Path) -> None:
    pieces = normalize("NFD", "school.kind = 'детский сад' and form like 'семинар%'")
    assert pieces != normalize("NFC", pieces)
    outcome = counted(tmp_path, pieces)
    assert n_of(outcome, "q") == (1, None)
    assert strange(outcome) == []


DECISION = """\
format: decision/1
id: help
title: Кому помочь
per: schools
hit: first
inputs: [{id: kind, title: Вид, column: kind}]
rows: [{id: first, when: {kind: "WORD"}}, {id: rest}]
"""


@pytest.mark.parametrize(
    ("word", "told"),
    [("школы", [("школы", "школа")]), ("лицей", [("лицей", "")]), ("школа", [])],
)
def test_a_word_of_a_decision_table_that_no_organisation_has_is_told(
    tmp_path: Path, word: str, told: list[tuple[str, str]]
) -> None:
    counted(tmp_path, "form like '%класс'")
    (tmp_path / "decisions").mkdir()
    (tmp_path / "decisions" / "help.yaml").write_text(DECISION.replace("WORD", word), "utf-8")
    assert strange(judged(tmp_path)) == told


REGISTER = """\
  - name: documents
    title: Документы
    path: documents.csv
    schema:
      fields:
        - {name: proves, type: string}
        - {name: kind, type: string}
        - {name: date, type: date}
"""


@pytest.mark.parametrize(
    ("kind", "told"),
    [
        ("Приказы", ("Приказы", "приказ")),
        ("приkаз", ("приkаз", "приказ")),
        ("акт", ("акт", "")),
        ("ПРИКАЗ", None),
        ("Положение", None),
    ],
)
def test_a_kind_of_document_that_the_project_does_not_know_is_told(
    tmp_path: Path, kind: str, told: tuple[str, str] | None
) -> None:
    tables = {**TABLES, "documents.csv": f"proves;kind;date\nlow-results/q;{kind};01.03.2022\n"}
    rule = "{measure: exists, evidence: {kind: [приказ], dated: period}}"
    write_project(tmp_path, DATA + REGISTER, {"q": f"rule: {rule}"}, tables)
    spec = tmp_path / "project.yaml"
    declared = "evidence: {in: documents, kinds: [приказ, положение]}\n"
    spec.write_text(spec.read_text("utf-8") + declared, encoding="utf-8")
    found = [
        dict(finding.params) for finding in judged(tmp_path).findings if finding.code.id == "E721"
    ]
    assert [(each["kind"], each.get("hint", "")) for each in found] == ([told] if told else [])


@pytest.mark.parametrize(
    ("cells", "condition", "told"),
    [
        (["физика", "физика, химия"], "form = 'физика'", [("физика", "физика, химия", 1)]),
        (["физика", "химия,физика", "физика;биология"], "form in ('физика', 'химия')",
         [("физика", "физика;биология", 2), ("химия", "химия,физика", 1)]),
        (["физика", "физика, химия"], "form like '%физика%'", []),
        (["физика", "физика, химия"], "form in ('физика', 'физика, химия')", []),
        (["физика", "физика, химия"], "form = 'физика' or form like '%, %'", []),
        (["1", "1,5"], "form = '1'", []), (["2021", "2021/2022"], "form = '2021'", []),
        (["физика", "физика твёрдого тела"], "form = 'физика'", []),
    ],
)  # fmt: skip
def test_a_value_that_stands_in_lists_too_is_told(
    tmp_path: Path, cells: list[str], condition: str, told: list[tuple[str, str, int]]
) -> None:
    rule = f'{{measure: count, in: lessons, of: "{condition}", missing: as_false}}'
    rows = "school,form\n" + "".join(f'1,"{cell}"\n' for cell in cells)
    data = DATA.replace("path: lessons.csv", 'path: lessons.csv\n    dialect: {delimiter: ","}')
    write_project(
        tmp_path, data, {"q": f"target: '>= 1', rule: {rule}"}, {**TABLES, "lessons.csv": rows}
    )
    found = [dict(each.params) for each in judged(tmp_path).findings if each.code.id == "R360"]
    assert [(each["value"], each["like"], each["count"]) for each in found] == told


@pytest.mark.parametrize(
    ("cells", "condition", "told"),
    [
        (["высшая", "высшая категория", "высш.", "Первая"], "form = 'высшая'",
         [("высшая", ("высш.", "высшая категория"))]),
        (["высшая", "высшая категория"], "form in ('высшая', 'высшая категория')", []),
        (["высшая", "высшая категория"], "form like 'высшая%'", []),
        (["высшая", "не высшая", "высшая, первая", "в."], "form = 'высшая'", []),
    ],
)  # fmt: skip
def test_a_value_in_more_words_or_shortened_is_told(
    tmp_path: Path, cells: list[str], condition: str, told: list[tuple[str, tuple[str, ...]]]
) -> None:
    rule = f'{{measure: count, in: lessons, of: "{condition}", missing: as_false}}'
    rows = "school,form\n" + "".join(f'1,"{cell}"\n' for cell in cells)
    data = DATA.replace("path: lessons.csv", 'path: lessons.csv\n    dialect: {delimiter: ","}')
    write_project(
        tmp_path, data, {"q": f"target: '>= 1', rule: {rule}"}, {**TABLES, "lessons.csv": rows}
    )
    found = [dict(each.params) for each in judged(tmp_path).findings if each.code.id == "R365"]
    assert [(each["value"], each["others"]) for each in found] == told
