"""Writes the examples of the D2xx codes: workbooks cannot be written by hand.

    python -m tests.unit.datasets.code_examples [CODE…]

Each example is a project with one roadmap, one indicator, and one table; `bad` has the fault.
"""

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.corpus.files import merged, parquet
from tests.unit.tables.books import Cells, sheet_of, workbook, xls, xlsx

ROOT = Path(__file__).parents[2] / "codes"

PROJECT = """\
format: project/1
id: example
title: Пример
municipality: {name: Дятьковский район}
method: "2020"
period: {text: 2021-2022 учебный год, from: "2021-09-01", to: "2022-08-31"}
roadmaps: [low-results.yaml]
"""

ROADMAP = """\
format: roadmap/1
slug: low-results
code: "1.2"
title: Дорожная карта по работе со школами с низкими результатами
goals:
  - {id: small-schools, text: Внимание к малым школам}
indicators:
  - id: small-schools-share
    goal: small-schools
    text: не менее 10% школ малые
    rule: {measure: share, in: schools, of: pupils < 100, missing: exclude}
    target: ">= 10 %"
events:
  - id: count-pupils
    number: "1.1"
    title: Подсчет обучающихся
    stage: monitoring
    serves: [small-schools-share]
    schedule: Сентябрь 2021 г.
    responsible: [{text: Отдел образования}]
    result: Сведения
"""

DATA = """\
format: data/1
resources:
  - name: schools
    title: Школы
    path: {path}
    {more}schema:
      fields:
        - {{name: code, title: Код, type: string{code}}}
        - {{name: name, title: Название, type: string}}
        - {{name: pupils, title: Обучающихся, type: integer{pupils}}}
{keys}"""

CSV = "schools.csv"
XLSX = "schools.xlsx"
HEAD = ["Код", "Название", "Обучающихся"]
ROWS: Cells = [HEAD, ["101", "Школа № 101", 640], ["102", "Школа № 102", 48]]
TEXT = "\n".join(";".join(map(str, row)) for row in ROWS) + "\n"
SHEET = "sheet: Школы\n    "
SHEET_1 = "sheet: Лист\n    "
LATER = """\
  - name: visits
    title: Посещения
    path: visits.csv
    schema:
      fields:
        - {name: school, title: Код школы, type: string}
        - {name: amount, title: Посещений, type: integer}
      foreignKeys: [{fields: school, reference: {resource: schools, fields: code}}]
"""


@dataclass(frozen=True)
class Example:
    """A fault: the file with it and without it, what data.yaml says, and where it is told."""

    code: str
    place: str
    bad: str | bytes | None
    good: str | bytes = TEXT
    path: str = CSV
    more: str = ""
    on_code: str = ""
    on_pupils: str = ""
    keys: str = ""
    good_more: str | None = None
    good_path: str = ""
    visits: tuple[str, str] | None = None
    also: tuple[str, str, str] | None = None
    good_code: str | None = None
    good_keys: str | None = None


def book(rows: Cells, sheet: str = "Школы", **others: Cells) -> bytes:
    sheets: dict[str, Any] = {sheet: rows, **others}
    return workbook(**sheets)


def cell(address: str, text: str) -> str:
    return f'<c r="{address}" t="inlineStr"><is><t>{text}</t></is></c>'


def xml_rows(last: str) -> bytes:
    """A sheet «Лист» with the header and one school whose last cell is the given XML."""
    header = "".join(cell(f"{at}1", text) for at, text in zip("ABC", HEAD, strict=True))
    row = cell("A2", "101") + cell("B2", "Школа № 101") + last
    return sheet_of(f'<row r="1">{header}</row><row r="2">{row}</row>')


MORE = "Код;Название;Обучающихся;{}\n101;Школа № 101;640;{}\n102;{}\n"
FIELD = "        - {{name: {}, title: {}, type: {}}}\n"
SCORES = "Код;Название;Обучающихся;Средний балл\n1;А;9;{}\n" + "".join(
    f"{at};Б;{at};{at + 60},5\n" for at in range(2, 7)
)
COPY = TEXT.replace("10", "20")
CODES_TABLE = """\
  - name: codes
    path: codes.csv
    schema:
      fields:
        - {name: old, type: string}
        - {name: new, type: string}
"""
FAR = '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
GOOD_XML = xml_rows('<c r="C2"><f>40+8</f><v>48</v></c>')
VISITS = "Код школы;Посещений\n{}\n"

NUMBERED = "№;Код;Название;Обучающихся\n1;101;Школа № 101;640\n2;{}\n"
MANY = "103;Лицей;5\n104;Гимназия;7\n"
LIMITS = "integer, constraints: {{minimum: {}, maximum: {}}}"

EXAMPLES = (
    Example("D201", "data.yaml:5:11", None),
    Example("D202", "data.yaml:5:11", None, path="../schools.csv", good_path=CSV),
    Example("D203", "schools.pdf", TEXT, path="schools.pdf", good_path=CSV),
    Example("D204", CSV, ""),
    Example("D205", XLSX, "<html>не книга</html>", book(ROWS), XLSX, SHEET),
    Example("D206", XLSX, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504), book(ROWS), XLSX,
            SHEET),
    Example("D207", f"{XLSX}:Лист", sheet_of(f'<row r="1">{cell("A1", "Код")}</row>{FAR}'),
            GOOD_XML, XLSX, "sheet: Лист\n    "),
    Example("D208", XLSX, book(ROWS, "Школа"), book(ROWS), XLSX, SHEET),
    Example("D209", "data.yaml:3:5", book(ROWS, Сады=[["Код"]]), book(ROWS, Сады=[["Код"]]), XLSX,
            good_more=SHEET),
    Example("D210", f"{CSV}:1", TEXT.encode("cp1251")),
    Example("D211", f"{CSV}:2",
            f'{";".join(HEAD)}\n101;"Школа № 101;640\n' + "102;Школа;48\n"),
    Example("D212", f"{CSV}:1", "Ученик;Балл\nУ-1;5\n"),
    Example("D213", f"{CSV}:1", TEXT.replace("Обучающихся", "Учащихся")),
    Example("D214", f"{CSV}:1", TEXT.replace("Обучающихся", "Обучающихся;Телефон")),
    Example("D215", f"{CSV}:1", TEXT.replace("Обучающихся", "Обучающихся;Код")),
    Example("D216", f"{XLSX}:Лист:C2", xml_rows('<c r="C2"><f>40+8</f></c>'), GOOD_XML, XLSX,
            "sheet: Лист\n    "),
    Example("D217", f"{XLSX}:Лист:C2", xml_rows('<c r="C2" t="e"><v>#REF!</v></c>'), GOOD_XML,
            XLSX, "sheet: Лист\n    "),
    Example("D218", f"{XLSX}:Школы:C3", book([*ROWS[:2], ["102", "Школа № 102", "сорок восемь"]]),
            book(ROWS), XLSX, SHEET),
    Example("D219", f"{CSV}:3", TEXT.replace("102;", ";"),
            on_code=", constraints: {required: true}"),
    Example("D220", f"{CSV}:3", TEXT.replace("102;", "10З;"),
            on_code=', constraints: {enum: ["101", "102"]}'),
    Example("D221", f"{CSV}:3", TEXT.replace("48", "-48"), on_pupils=", constraints: {minimum: 0}"),
    Example("D222", f"{CSV}:3", TEXT.replace("102;", "2;"),
            on_code=', constraints: {pattern: "[0-9]{3}"}'),
    Example("D223", f"{CSV}:3", TEXT.replace("102;", "101;"),
            on_code=", constraints: {unique: true}"),
    Example("D224", f"{CSV}:3", TEXT.replace("102;", "101;"), keys="      primaryKey: [code]\n"),
    Example("D225", "visits.csv:2", TEXT, visits=("10З;5", "102;5")),
    Example("D226", f"{CSV}:4", TEXT + "Итого;;688\n"),
    Example("D227", f"{CSV}:1", ";".join(HEAD) + "\n"),
    Example("D228", "data.yaml:8:73", TEXT,
            on_code=', constraints: {pattern: "(?=1)[0-9]{3}"}'),
    Example("D229", "data.yaml:8:56", TEXT, on_code=", from: group", good_code=""),
    Example("D230", "s2.csv", TEXT, path="s*.csv", also=("s2.csv", TEXT, COPY)),
    Example("D231", f"{CSV}:3", MORE.format("Классов", "22", ";Школа № 102;48;9"),
            MORE.format("Классов", "22", "Школа № 102;48;9"),
            keys=FIELD.format("classes", "Классов", "integer")),
    Example("D232", f"{CSV}:4", TEXT + "Итого;;700\n", TEXT + "Итого;;688\n"),
    Example("D233", f"{CSV}:2", MORE.format("Доля", "0,85", "Школа № 102;48;40"),
            MORE.format("Доля", "85", "Школа № 102;48;40"),
            keys=FIELD.format("share", "Доля", "number, unit: percent")),
    Example("D234", f"{CSV}:2", SCORES.format("0"), SCORES.format(""),
            keys=FIELD.format("mean", "Средний балл", "number")),
    Example("D235", f"{CSV}:2", MORE.format("ФИО директора", "Примеров", "Школа № 102;48;Образцов"),
            TEXT, keys=FIELD.format("head", "ФИО директора", "string, optional: true")),
    Example("D236", f"{CSV}:3", TEXT.replace("102;", "сто два;"), on_code=', extract: "([0-9]+)"'),
    Example("D237", f"{CSV}:1", TEXT, good_path="schools-2021.csv",
            keys='        - {name: year, type: integer, from: file, extract: "(20[0-9]{2})"}\n'),
    Example("D238", f"{CSV}:2", TEXT, on_code=", crosswalk: {resource: codes, old: old, new: new}",
            keys=CODES_TABLE, also=("codes.csv", "old;new\n101;1\n101;2\n", "old;new\n101;1\n")),
    Example("D239", f"{XLSX}:Школы:C2", merged([*ROWS[:2], ["102", "Школа № 102", ""]], "C2:C3",
                                              sheet="Школы"), book(ROWS), XLSX, SHEET),
    Example("D307", f"{XLSX}:Школы:A2",
            merged([HEAD, ["Городские школы", "", ""], *ROWS[1:]], "A2:C2", sheet="Школы"),
            book(ROWS), XLSX, SHEET),
    Example("D241", "data.yaml:3:5", TEXT, more="database: MAIN\n    table: schools\n    ",
            good_more=""),
    Example("D242", f"{CSV}:1", "Код;Название;Обучающихся: юноши;Обучающихся: девушки\n101;А;1;2\n",
            TEXT, on_pupils=', titlePattern: "Обучающихся.*"'),
    Example("D243", "schools.parquet", "не parquet",
            parquet({"Код": ["101"], "Название": ["А"], "Обучающихся": [48]}), "schools.parquet"),
    Example("D257", f"{CSV}:3", TEXT.replace("102;Школа", "102;Школа;филиал")),
    Example("D258", f"{CSV}:3", TEXT.replace("Школа № 102;", "")),
    Example("D259", f"{CSV}:3", TEXT.replace("Школа № 102", '"Школа "Парус", корпус 2"')),
    Example("D260", f"{CSV}:3", NUMBERED.format(";;"), NUMBERED.format("102;Школа № 102;48")),
    Example("D264", f"{XLSX}:Лист:A3", xlsx(ROWS, hidden=[2]), xlsx(ROWS), XLSX, SHEET_1),
    Example("D301", f"{XLSX}:Лист:C2", xlsx([HEAD, ["101", "Школа", (48000, "#,##0,")]]),
            xlsx([HEAD, ["101", "Школа", (48000, "#,##0")]]), XLSX, SHEET_1),
    Example("D302", f"{CSV}:3", TEXT.replace("Школа № 102", "в том числе филиал")),
    Example("D303", f"{XLSX}:Лист:A3",
            xlsx([*ROWS[:2], [("102", {"font_strikeout": True}), "Школа № 102", 48]]),
            xlsx(ROWS), XLSX, SHEET_1),
    Example("D266", f"{CSV}:2", MORE.format("Доля", "0,85", "Школа № 102;48;0,4"),
            MORE.format("Доля", "85", "Школа № 102;48;40"),
            keys=FIELD.format("share", "Доля", "number, unit: percent")),
    Example("D267", f"{XLSX}:Лист:A2", xlsx([HEAD, [(44228, "dd.mm.yyyy"), "Школа", 48]]),
            xlsx([HEAD, ["1-2", "Школа", 48]]), XLSX, SHEET_1),
    Example("D268", "schools.xls:Лист:A2", xls([HEAD, [(12, "# ?/?"), "Школа", 48]]),
            xls([HEAD, ["012", "Школа", 48]]), "schools.xls", SHEET_1,
            keys="      primaryKey: [code]\n"),
    Example("D269", f"{CSV}:2", MORE.format("Доля", "85 %", "Школа № 102;48;40 %"),
            MORE.format("Доля", "85", "Школа № 102;48;40"),
            keys=FIELD.format("share", "Доля", "number")),
    Example("D261", f"{CSV}:2", TEXT.replace("101;Школа № 101", "0;Брянская область") + MANY,
            TEXT + MANY),
    Example("D261", f"{CSV}:5", TEXT + "101;Школа № 101;9\n;По району;232\n" + MANY,
            TEXT + "101;Школа № 101;9\n;По выбору;232\n" + MANY),
    Example("D262", f"{CSV}:3", TEXT.replace("102;Школа", "102;Шкoла")),
    Example("D263", f"{CSV}:3", TEXT.replace("102;Школа № 102", "102;школа № 101")),
    Example("D254", "data.yaml:8:71", TEXT, on_code=", constraints: {enum: [101]}",
            good_code=', constraints: {enum: ["101", "102"]}'),
    Example("D255", "data.yaml:8:50", TEXT, on_code=", unit: percent", good_code=""),
    Example("D256", "data.yaml:11:79", TEXT,
            keys=FIELD.format("n", "Обучающихся", LIMITS.format(9, 1)),
            good_keys=FIELD.format("n", "Обучающихся", LIMITS.format(1, 900))),
)  # fmt: skip


WITHOUT_TABLES = ("D202", "D228", "D229", "D254", "D255", "D256")
"""Codes that are told before a table is read."""


def main() -> None:
    """Write the examples of the named codes, or all, below tests/codes."""
    for example in EXAMPLES:
        if sys.argv[1:] and example.code not in sys.argv[1:]:
            continue
        folder = ROOT / example.code
        write(folder / "bad", example, is_bad=True)
        write(folder / "good", example, is_bad=False)
        put(folder / "expected", f"{example.code} {example.place}\n")
        if example.code not in WITHOUT_TABLES:
            put(folder / "command", "evaluate --as-of 2022-06-01\n")


def write(folder: Path, example: Example, *, is_bad: bool) -> None:
    """One project of an example."""
    folder.mkdir(parents=True, exist_ok=True)
    roadmap = ROADMAP
    if example.visits:
        roadmap = roadmap.replace(
            "in: schools, of: pupils < 100", "in: visits, of: school.pupils < 100"
        )
    put(folder / "project.yaml", PROJECT)
    put(folder / "low-results.yaml", roadmap)
    put(folder / "data.yaml", declaration(example, is_bad=is_bad))
    content = example.bad if is_bad else example.good
    path = example.path if is_bad else example.good_path or example.path
    if content is not None:
        put(folder / path.replace("*", "1"), content)
    if example.also:
        put(folder / example.also[0], example.also[1 if is_bad else 2])
    if example.visits:
        put(folder / "visits.csv", VISITS.format(example.visits[not is_bad]))


def declaration(example: Example, *, is_bad: bool) -> str:
    """data.yaml of an example."""
    path, more, on_code = example.path, example.more, example.on_code
    if not is_bad:
        path = example.good_path or path
        more = more if example.good_more is None else example.good_more
        on_code = on_code.replace("(?=1)", "")
        on_code = on_code if example.good_code is None else example.good_code
    keys = example.keys if is_bad or example.good_keys is None else example.good_keys
    keys += LATER if example.visits else ""
    return DATA.format(path=path, more=more, code=on_code, pupils=example.on_pupils, keys=keys)


def put(path: Path, content: str | bytes) -> None:
    path.write_bytes(content.encode() if isinstance(content, str) else content)


if __name__ == "__main__":
    main()
