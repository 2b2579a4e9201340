"""The corpus: one trap each, with the table or the findings that are expected.

    python -m tests.corpus.cases        writes the folders

A folder has data.yaml, the files, `rows.json` (what `data preview` shows) and `findings` (what
`data check` tells, CODE place). The shapes are those of files that departments hold; the contents
are made up.
"""

# ruff: noqa: E501
import json
import shutil
from dataclasses import dataclass, field
from pathlib import Path

from tests.corpus.files import csv, merged, ods, parquet, sheet_of, workbook, xls

HERE = Path(__file__).parent
CODE = "{name: code, title: Код, type: string}"
NAME = "{name: name, title: Название, type: string}"
PUPILS = "{name: pupils, title: Обучающихся, type: integer}"
USUAL = (CODE, NAME, PUPILS)
HEAD = ["Код", "Название", "Обучающихся"]
A, B = ["101", "СОШ № 1", 640], ["102", "СОШ № 2", 48]
ROWS = [["101", "СОШ № 1", 640], ["102", "СОШ № 2", 48]]
TEXT = "Код;Название;Обучающихся\n101;СОШ № 1;640\n102;СОШ № 2;48\n"


@dataclass(frozen=True)
class Case:
    """A trap: files, declaration, and what must come out. `rows` None: the table is set aside."""

    name: str
    files: dict[str, bytes]
    rows: list[list[object]] | None
    fields: tuple[str, ...] = USUAL
    more: str = ""
    schema: str = ""
    found: tuple[str, ...] = ()
    path: str = ""
    others: str = ""
    describable: bool = True
    file: str = field(init=False, default="")


def one(
    name: str,
    file: str,
    content: bytes,
    rows: list[list[object]] | None,
    *fields: str,
    **more: object,
) -> Case:
    return Case(name, {file: content}, rows, fields or USUAL, **more)  # type: ignore[arg-type]


SHEET = "sheet: Лист"
CASES = (
    # --- csv
    one("csv-plain", "a.csv", csv(TEXT), ROWS),
    one("csv-bom-and-delimiter-at-the-end", "a.csv",
        csv("\ufeff" + TEXT.replace("\n", ";\n")), ROWS),
    one("csv-windows-1251", "a.csv", csv(TEXT, "cp1251"), ROWS, more="encoding: windows-1251"),
    one("csv-cp866", "a.csv", csv(TEXT, "cp866"), ROWS, more="encoding: cp866"),
    one("csv-utf-16", "a.csv", csv(TEXT, "utf-16"), ROWS, more="encoding: utf-16"),
    one("csv-wrong-encoding", "a.csv", csv(TEXT, "cp1251"), None, found=("D210 a.csv:1",)),
    one("csv-tabs", "a.tsv", csv(TEXT.replace(";", "\t")), ROWS, more='dialect: {delimiter: "\\t"}'),
    one("csv-comma-with-quotes", "a.csv",
        csv('Код,Название,Обучающихся\n101,"СОШ № 1, филиал ""Луч""",640\n102,СОШ № 2,48\n'),
        [["101", 'СОШ № 1, филиал "Луч"', 640], ["102", "СОШ № 2", 48]],
        more='dialect: {delimiter: ","}'),
    one("csv-unescaped-quotes", "a.csv", csv(TEXT.replace("СОШ № 1", '"Луч" СОШ № 1 "')),
        [["101", '"Луч" СОШ № 1 "', 640], ["102", "СОШ № 2", 48]], more='dialect: {quoteChar: ""}'),
    one("csv-quote-never-closed", "a.csv", csv(TEXT.replace("СОШ № 1", '"СОШ № 1')), None,
        found=("D211 a.csv:2",)),
    one("csv-old-mac-line-ends", "a.csv", csv(TEXT.replace("\n", "\r")), ROWS),
    one("csv-comments", "a.csv", csv("# выгружено 01.09\n" + TEXT), ROWS,
        more='dialect: {commentChar: "#"}'),
    one("csv-seven-title-rows", "a.csv", csv("Отдел образования\n\n\n;;\nОтчёт;;\n\n\n" + TEXT), ROWS),
    one("csv-without-header", "a.csv", csv("101;СОШ № 1;640\n102;СОШ № 2;48\n"), ROWS,
        "{name: code, column: A, type: string}", "{name: name, column: B, type: string}",
        "{name: pupils, column: C, type: integer}", more="header: {rows: 0}"),
    one("csv-english-numbers-and-dates", "a.csv",
        csv('code,amount,held\n1,"1,234.5",09/30/2021\n2,"12,000",10/01/2021\n'),
        [["1", 1234.5, "2021-09-30"], ["2", 12000, "2021-10-01"]],
        "{name: code, type: string}", '{name: amount, type: number, groupChar: ","}',
        '{name: held, type: date, format: "%m/%d/%Y"}', more='dialect: {delimiter: ","}'),
    one("csv-money-with-signs", "a.csv", csv("Код;Сумма\n1;$1200\n2;45 чел.\n3;12 из 20\n"),
        [["1", 1200], ["2", 45], ["3", None]], CODE,
        "{name: sum, title: Сумма, type: integer, bareNumber: false}", found=("D218 a.csv:4",)),
    one("csv-printed-header-repeats", "a.csv",
        csv(TEXT + "Код;Название;Обучающихся\n103;СОШ № 3;90\n"), [*ROWS, ["103", "СОШ № 3", 90]]),
    # --- missing and odd values
    one("dirt-of-absent-values", "a.csv",
        csv("Код;Балл\n1;отсутствовал\n2;X\n3;х\n4;н/д\n5;—\n6;0\n7;SUPP\n"),
        [["1", None], ["2", None], ["3", None], ["4", None], ["5", None], ["6", 0], ["7", None]],
        CODE, "{name: score, title: Балл, type: integer}",
        schema='missingValues: ["", отсутствовал, X, Х, н/д, "—", SUPP]'),
    one("boolean-in-three-spellings", "a.csv", csv("Код;ОВЗ\n1;Да\n2;да\n3;ДА\n4;Нет\n5;\n"),
        [["1", True], ["2", True], ["3", True], ["4", False], ["5", None]], CODE,
        "{name: ovz, title: ОВЗ, type: boolean}"),
    one("value-map", "a.csv", csv("Код;Пол\n1;Ж\n2;ж\n3;муж.\n4;?\n"),
        [["1", "жен"], ["2", "жен"], ["3", "муж"], ["4", None]], CODE,
        '{name: sex, title: Пол, type: string, map: {ж: жен, муж.: муж, "?": null}}'),
    one("fractions-and-percents", "a.csv", csv("Код;Доля\n1;0,85\n2;0,4\n3;90 %\n"),
        [["1", 85], ["2", 40], ["3", 90]], CODE,
        "{name: share, title: Доля, type: number, unit: fraction}"),
    one("percent-on-two-scales", "a.csv", csv("Код;Доля\n1;0,85\n2;40\n3;90\n4;71,5\n"),
        [["1", 0.85], ["2", 40], ["3", 90], ["4", 71.5]], CODE,
        "{name: share, title: Доля, type: number, unit: percent}", found=("D233 a.csv:2",)),
    one("thousands-as-words", "a.csv", csv("Код;Охват\n1;2 тыс. чел.\n2;600\n3;1,5 млн\n"),
        [["1", 2000], ["2", 600], ["3", 1500000]], CODE,
        "{name: reach, title: Охват, type: integer, unit: one}"),
    one("thousands-in-the-heading", "a.csv", csv("Код;Сумма, тыс. руб.\n1;2,5\n2;10\n"),
        [["1", 2500], ["2", 10000]], CODE,
        '{name: sum, title: "Сумма, тыс. руб.", type: number, unit: thousand}'),
    one("mean-zero-where-nobody-sat", "a.csv",
        csv("Код;Средний балл\n1;61,5\n2;58\n3;70\n4;0\n5;64\n"),
        [["1", 61.5], ["2", 58], ["3", 70], ["4", 0], ["5", 64]], CODE,
        "{name: mean, title: Средний балл, type: number}", found=("D234 a.csv:5",)),
    one("zero-is-absent-in-one-column", "a.csv", csv("Код;Средний балл;Сдавали\n1;61,5;3\n2;0;0\n"),
        [["1", 61.5, 3], ["2", None, 0]], CODE,
        '{name: mean, title: Средний балл, type: number, missingValues: ["", "0"]}',
        "{name: sat, title: Сдавали, type: integer}"),
    one("prefilled-zero-rows", "a.csv",
        csv("Код;Сдавали;Не сдали\n1;20;1\n2;30;2\n3;0;0\n4;0;0\n"), [["1", 20, 1], ["2", 30, 2]],
        CODE, "{name: sat, title: Сдавали, type: integer}",
        "{name: failed, title: Не сдали, type: integer}",
        more="skip: [{columns: [sat, failed], is: [0]}]"),
    one("shifted-row", "a.csv",
        csv("Код;Название;Учеников;Классов\n1;А;640;22\n2;;Б;48;9\n3;В;90;11\n"),
        [["1", "А", 640, 22], ["3", "В", 90, 11]], CODE, NAME,
        "{name: n, title: Учеников, type: integer}", "{name: k, title: Классов, type: integer}",
        found=("D231 a.csv:3",)),
    one("composite-cell", "a.csv",
        csv("ОО|Балл\nedu223379 | МКОУ СОШ № 1|5\nМКОУ без логина|4\n".replace("ОО|", "ОО;")
            .replace("|5", ";5").replace("|4", ";4")),
        [["edu223379", "МКОУ СОШ № 1", 5], [None, None, 4]],
        '{name: school, title: ОО, type: string, extract: "(edu[0-9]+)"}',
        '{name: name, title: ОО, type: string, extract: "\\\\| (.*)"}',
        "{name: mark, title: Балл, type: integer}", found=("D236 a.csv:3", "D236 a.csv:3")),
    one("total-words", "a.csv",
        csv(TEXT + "Итого;;688\nВсего по району:;;688\n;Total;688\n"), ROWS,
        found=("D226 a.csv:4",)),
    one("total-that-does-not-add-up", "a.csv", csv(TEXT + "Итого;;700\n"), ROWS,
        found=("D226 a.csv:4", "D232 a.csv:4")),
    one("school-called-total", "a.csv", csv("Код;Название;Обучающихся\n1;Total Learning;640\n"),
        [["1", "Total Learning", 640]]),
    one("levels-in-one-table", "a.csv",
        csv("Код;Название;Обучающихся\n;Вся выборка;9000\n;Брянская обл.;900\n1;СОШ № 1;640\n"),
        [["1", "СОШ № 1", 640]], more='totals: "Вся выборка|.* обл\\\\."',
        found=("D226 a.csv:2", "D232 a.csv:2", "D232 a.csv:3")),
    one("footnote-below", "a.csv", csv(TEXT + "Примечание: данные на 1 сентября;;\n1;2;3\n"), ROWS,
        more='end: "Примечание.*"'),
    # --- headers
    one("columns-by-alias", "a.csv", csv(TEXT.replace("Обучающихся", "Кол-во участников")), ROWS,
        CODE, NAME,
        "{name: pupils, title: Обучающихся, type: integer, aliases: [Кол-во участников]}"),
    one("column-nearly-right", "a.csv", csv(TEXT.replace("Обучающихся", "Обучающися")), None,
        found=("D213 a.csv:1",)),
    one("column-by-pattern", "a.csv", csv(TEXT.replace("Обучающихся", "Обучающихся на 01.09.2021")),
        ROWS, CODE, NAME, '{name: pupils, titlePattern: "Обучающихся на .*", type: integer}'),
    one("pattern-fits-two-columns", "a.csv", csv("Код;Балл 1;Балл 2\n1;2;3\n"), None, CODE,
        '{name: score, titlePattern: "Балл .*", type: integer}', found=("D242 a.csv:1",)),
    one("optional-column", "a.csv", csv("Код;Название\n1;А\n"), [["1", "А", None]], CODE, NAME,
        "{name: pupils, title: Обучающихся, type: integer, optional: true}"),
    one("merged-header-of-two-rows", "a.xlsx",
        merged([["Код", "Русский язык", "", "Математика", ""],
                ["", "Участников", "Балл", "Участников", "Балл"],
                ["1", 20, 61.5, 18, 55]], "A1:A2", "B1:C1", "D1:E1"),
        [["1", 20, 61.5, 18, 55]], CODE,
        "{name: ru_n, title: Русский язык / Участников, type: integer}",
        "{name: ru, title: Русский язык / Балл, type: number}",
        "{name: ma_n, title: Математика / Участников, type: integer}",
        "{name: ma, title: Математика / Балл, type: number}",
        more='header: {rows: 2, join: " / "}'),
    one("header-of-three-rows-in-csv", "a.csv",
        csv("Код;ЕГЭ;;\n;Русский;;Физика\n;N;Балл;N\n1;20;61,5;3\n"), [["1", 20, 61.5, 3]],
        "{name: code, title: Код, type: string}", "{name: ru_n, title: ЕГЭ Русский N, type: integer}",
        "{name: ru, title: ЕГЭ Русский Балл, type: number}",
        "{name: ph_n, title: ЕГЭ Физика N, type: integer}", more="header: {rows: 3}"),
    one("two-equal-headings", "a.csv", csv("Код;Балл;Балл\n7;2;3\n"), [["7", 2, 3]], CODE,
        "{name: before, column: B, type: integer}", "{name: after, column: C, type: integer}"),
    one("wide-tasks", "a.csv", csv("Код;1 (2б);5(1) (1б)\n1;2;\n2;0;1\n"),
        [["1", "1", 2, 2], ["1", "5(1)", 1, None], ["2", "1", 2, 0], ["2", "5(1)", 1, 1]], CODE,
        '{name: task, type: string, from: heading, extract: "^([0-9]+(?:\\\\([0-9]+\\\\))?)"}',
        '{name: most, type: integer, from: heading, extract: "([0-9]+)б"}',
        "{name: score, type: integer, from: value}",
        more='unpivot: "[0-9]+(\\\\([0-9]+\\\\))? \\\\([0-9]+б\\\\)"'),
    one("wrong-cell-of-a-wide-column", "a.xlsx",
        workbook(Лист=[["Код", "1 (2б)", "2 (1б)"], ["1", 2, "много"]]),
        [["1", 2], ["1", None]], CODE, "{name: score, type: integer, from: value}",
        more='unpivot: ".* \\\\([0-9]+б\\\\)"', found=("D218 a.xlsx:Лист:C2",)),
    one("group-rows", "a.csv",
        csv("Класс;Балл\nСОШ № 1(edu203389) | Кол-во участников: 2;\n4;11\n4;12\n"
            "СОШ № 2(edu203390) | Кол-во участников: 1;\n4;9\n"),
        [["edu203389", 4, 11], ["edu203389", 4, 12], ["edu203390", 4, 9]],
        '{name: school, type: string, from: group, extract: "(edu[0-9]+)"}',
        "{name: grade, title: Класс, type: integer}", "{name: score, title: Балл, type: integer}",
        more='group: ".*\\\\| Кол-во участников.*"'),
    # --- workbooks
    one("merged-cells-of-the-body", "a.xlsx",
        merged([["Район", "Код"], ["Дятьково", "1"], ["", "2"], ["Клинцы", "3"]], "A2:A3"),
        [["Дятьково", "1"], ["Дятьково", "2"], ["Клинцы", "3"]],
        "{name: area, title: Район, type: string}", CODE),
    one("merged-number", "a.xlsx",
        merged([["Код", "Ставок"], ["1", 5], ["2", ""]], "B2:B3"), [["1", 5], ["2", 5]],
        CODE, "{name: posts, title: Ставок, type: integer}", found=("D239 a.xlsx:Лист:B2",)),
    one("blank-means-the-same-as-above", "a.csv", csv("Район;Код\nДятьково;1\n;2\nКлинцы;3\n"),
        [["Дятьково", "1"], ["Дятьково", "2"], ["Клинцы", "3"]],
        "{name: area, title: Район, type: string, fill: down}", CODE),
    one("sheet-name-cut-at-31", "a.xlsx",
        workbook(**{"Сравнение отметок с отметками п": [HEAD, A, B], "Другой": [["x"]]}), ROWS,
        more="sheet: Сравнение отметок с отметками по журналу"),
    one("formula-without-a-value", "a.xlsx",
        sheet_of('<row r="1"><c r="A1" t="inlineStr"><is><t>Код</t></is></c>'
                 '<c r="B1" t="inlineStr"><is><t>Обучающихся</t></is></c></row>'
                 '<row r="2"><c r="A2"><v>101</v></c><c r="B2"><f>1+1</f></c></row>'),
        [["101", None]], CODE, PUPILS, found=("D216 a.xlsx:Лист:B2",)),
    one("error-of-excel", "a.xlsx",
        sheet_of('<row r="1"><c r="A1" t="inlineStr"><is><t>Код</t></is></c>'
                 '<c r="B1" t="inlineStr"><is><t>Обучающихся</t></is></c></row>'
                 '<row r="2"><c r="A2"><v>101</v></c><c r="B2" t="e"><v>#DIV/0!</v></c></row>'),
        [["101", None]], CODE, PUPILS, found=("D217 a.xlsx:Лист:B2",)),
    one("old-excel", "a.xls", xls([["", *HEAD], ["", *A], ["", *B]]), ROWS, more=SHEET),
    one("old-excel-merged", "a.xls",
        xls([["Район", "Код"], ["Дятьково", "1"], ["", "2"]], (1, 2, 0, 0)),
        [["Дятьково", "1"], ["Дятьково", "2"]], "{name: area, title: Район, type: string}", CODE),
    one("xlsx-under-the-name-xls", "a.xls", workbook(Лист=[HEAD, A, B]), ROWS),
    one("libreoffice", "a.ods", ods([["", *HEAD], ["", *A], ["", *B]]), ROWS, more=SHEET),
    one("libreoffice-formula-and-merge", "a.ods",
        ods([["Район", "Код", "Сумма"], [("Дятьково", 2), "1", "=1+1"], ["", "2", 5]]),
        [["Дятьково", "1", None], ["Дятьково", "2", 5]], "{name: area, title: Район, type: string}",
        CODE, "{name: sum, title: Сумма, type: integer}", found=("D216 a.ods:Лист:C2",)),
    one("parquet", "a.parquet",
        parquet({"Код": ["101", "102"], "Название": ["СОШ № 1", "СОШ № 2"],
                 "Обучающихся": [640.0, 48.0]}), ROWS),
    # --- several files and sheets
    Case("files-of-several-years",
         {"vpr-2020.csv": csv("code;n\nsch1;5\n"), "vpr-2021.csv": csv("Код ОО;Участников\nedu1;6\n")},
         [["sch1", 5, 2020], ["edu1", 6, 2021]],
         ('{name: school, type: string, titles: {"2020": code, "2021": Код ОО}}',
          '{name: n, type: integer, titles: {"2020": n, "2021": Участников}}',
          '{name: year, type: integer, from: file, extract: "(20[0-9]{2})"}'), path="vpr-*.csv"),
    Case("two-identical-files", {"1.csv": csv(TEXT), "2.csv": csv(TEXT)}, ROWS, path='"*.csv"',
         found=("D230 2.csv",)),
    Case("no-year-in-the-name", {"a.csv": csv("Код\n1\n")}, [["1", None]],
         (CODE, '{name: year, type: integer, from: file, extract: "(20[0-9]{2})"}'),
         found=("D237 a.csv:1",)),
    one("year-from-the-sheet", "a.xlsx",
        workbook(**{"2020 год": [HEAD, A], "2021 год": [["Отчёт"], HEAD, B], "Справка": [["x"]]}),
        [[*A, 2020], [*B, 2021]], *USUAL,
        '{name: year, type: integer, from: sheet, extract: "(20[0-9]{2})"}',
        more='sheetPattern: "[0-9]{4} год"'),
    one("year-above-the-header", "a.csv", csv("Отчёт за 2021 год\n" + TEXT),
        [[*ROWS[0], 2021], [*ROWS[1], 2021]], *USUAL,
        '{name: year, type: integer, from: above, extract: "за (20[0-9]{2})"}'),
    Case("crosswalk-with-years",
         {"a.csv": csv("Код;Год\nsch1;2020\nsch1;2022\nsch9;2022\n"),
          "codes.csv": csv("old;new;since;until\nsch1;edu1;;2021\nsch1;edu7;2022;\n")},
         [["edu1", 2020], ["edu7", 2022], ["sch9", 2022]],
         ("{name: code, title: Код, type: string, crosswalk: {resource: codes, old: old, new: new, "
          "since: since, until: until, at: year}}", "{name: year, title: Год, type: integer}"),
         others="""\
  - name: codes
    path: codes.csv
    schema:
      fields:
        - {name: old, type: string}
        - {name: new, type: string}
        - {name: since, type: integer}
        - {name: until, type: integer}
"""),
    # --- persons
    one("names-of-persons-not-marked", "a.csv",
        csv("Код;ФИО участника\n1;Образцова Анна Ивановна\n2;Примеров Иван Петрович\n"),
        [["1", "Образцова Анна Ивановна"], ["2", "Примеров Иван Петрович"]], CODE,
        "{name: person, title: ФИО участника, type: string}", found=("D235 a.csv:2",)),
    one("personal-columns-are-not-read", "a.csv", csv("Код;ФИО\n1;Образцова Анна Ивановна\n"),
        [["1"]], CODE, "{name: person, title: ФИО, type: string}", more="personal: [person]"),
)  # fmt: skip


def declaration(case: Case) -> str:
    """data.yaml of a case."""
    path = case.path or next(iter(case.files))
    lines = [
        "format: data/1",
        "synthetic: true",
        "resources:",
        "  - name: table",
        f"    path: {path}",
    ]
    lines += [f"    {line}" for line in case.more.splitlines()]
    lines += ["    schema:", "      fields:", *(f"        - {each}" for each in case.fields)]
    lines += [f"      {line}" for line in case.schema.splitlines()]
    return "\n".join(lines) + "\n" + case.others


def main() -> None:
    """Write all folders anew."""
    for old in HERE.iterdir():
        if old.is_dir() and (old / "data.yaml").exists():
            shutil.rmtree(old)
    for case in CASES:
        folder = HERE / case.name
        folder.mkdir()
        (folder / "data.yaml").write_text(declaration(case), encoding="utf-8")
        for name, content in case.files.items():
            (folder / name).write_bytes(content)
        rows = json.dumps(case.rows, ensure_ascii=False)
        (folder / "rows.json").write_text(rows.replace("], [", "],\n [") + "\n", encoding="utf-8")
        found = "".join(f"{line}\n" for line in case.found)
        (folder / "findings").write_text(found, encoding="utf-8")


if __name__ == "__main__":
    main()
