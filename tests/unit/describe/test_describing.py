"""Each trap of real sheets, and what is proposed for it."""

import io
from pathlib import Path

import polars as pl
import pytest
import xlsxwriter

from engine.datasets import folder_of, read_resources
from engine.describe.guesses import Guess, guess_delimiter
from engine.load import load_data
from tests.plain_yaml import plain_yaml
from tests.running import run
from tests.unit.describe.sheets import Cell


def described(folder: Path, *files: str) -> str:
    """The proposal for files of a folder, written beside them as data.yaml."""
    paths = [str(folder / name) for name in files or sorted(p.name for p in folder.iterdir())]
    done = run("data", "describe", *paths, "--base", str(folder))
    (folder / "data.yaml").write_text(done.out, encoding="utf-8")
    return done.out


def rows(folder: Path) -> list[tuple[object, ...]]:
    """The rows of the only table, read as data.yaml declares it."""
    loaded = load_data(folder / "data.yaml")
    assert loaded.package is not None, loaded.findings
    tables = read_resources(loaded.package, folder_of(str(folder), None))
    (dataset,) = tables.datasets.values()
    frame = dataset.lazy.collect()
    return frame.select(name for name in frame.columns if not name.startswith("__")).rows()


def fields(text: str) -> dict[str, dict[str, object]]:
    """The proposed columns of the first table by their headings, or by their names."""
    found = plain_yaml(text)["resources"][0]["schema"]["fields"]
    return {each.get("title", each["name"]): each for each in found}


def csv_of(folder: Path, text: str, name: str = "a.csv") -> Path:
    (folder / name).write_text(text, encoding="utf-8")
    return folder


def book_of(
    folder: Path, sheet: list[list[Cell]], *, merged: tuple[str, ...] = (), formats: str = ""
) -> Path:
    """A workbook; numbers go under the number format."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        page = book.add_worksheet("Лист1")
        look = book.add_format({"num_format": formats}) if formats else None
        for each in merged:
            page.merge_range(each, "")
        for number, row in enumerate(sheet):
            for at, cell in enumerate(row):
                if isinstance(cell, str):
                    page.write_string(number, at, cell)
                elif cell is not None:
                    page.write_number(number, at, cell, look)
    (folder / "a.xlsx").write_bytes(out.getvalue())
    return folder


def test_a_line_break_in_a_cell_makes_no_broken_yaml(tmp_path: Path) -> None:
    csv_of(
        tmp_path, 'Школа;Балл\n"А\nБ";"1\n2"\nВ;7\nГ;8\nД;9\nЕ;10\nЖ;11\nЗ;12\nИ;13\nК;14\nЛ;15\n'
    )
    text = described(tmp_path)
    assert fields(text)["Балл"]["type"] == "integer"
    assert rows(tmp_path)[0] == ("А\nБ", None)


@pytest.mark.parametrize("groups", [1, 2, 4, 5, 6, 9])
@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_repeated_groups_are_told_apart_by_the_upper_row(
    tmp_path: Path, groups: int, kind: str
) -> None:
    upper: list[Cell] = ["Школа"]
    lower: list[Cell] = [None]
    body: list[list[Cell]] = [["Лицей"], ["Гимназия"]]
    for number in range(groups):
        upper += [f"Предмет {chr(1040 + number)}", None]
        lower += ["Участников", "Средний балл"]
        body[0] += [10 + number, 3.5]
        body[1] += [20 + number, 4.5]
    if kind == "csv":
        lines = [
            ";".join("" if c is None else str(c) for c in row) for row in (upper, lower, *body)
        ]
        csv_of(tmp_path, "\n".join(lines) + "\n")
    else:
        letters = ["BCDEFGHIJKLMNOPQRS"[at : at + 2] for at in range(0, 2 * groups, 2)]
        book_of(
            tmp_path, [upper, lower, *body],
            merged=("A1:A2", *(f"{left}1:{right}1" for left, right in letters)),
        )  # fmt: skip
    text = described(tmp_path)
    assert plain_yaml(text)["resources"][0]["header"] == {"rows": 2}
    assert "Предмет А Средний балл" in fields(text)
    assert rows(tmp_path) == [tuple(body[0]), tuple(body[1])]


@pytest.mark.parametrize(
    ("upper", "lower", "headings"),
    [
        (";Отчёт;;2023", "Школа;Писали;Сдали;Балл", ["Школа", "Писали", "Сдали", "Балл"]),
        (";Отчёт;;2023", "Школа;Писали;Сдали;Писали",
         ["Школа", "Отчёт Писали", "Отчёт Сдали", "2023 Писали"]),
        ("Школа;ВПР;;Примечание", ";Писали;Сдали;",
         ["Школа", "ВПР Писали", "ВПР Сдали", "Примечание"]),
        (";ВПР;;", "Школа;Писали;Сдали;Балл", ["Школа", "ВПР Писали", "ВПР Сдали", "ВПР Балл"]),
        ("ВПР;;;", "Школа;Писали;Сдали;Балл", ["Школа", "Писали", "Сдали", "Балл"]),
        (";Район:;;Дятьково", "Школа;Писали;Сдали;Балл", ["Школа", "Писали", "Сдали", "Балл"]),
    ],
    ids=["two texts", "repeated below", "one alone", "one text", "a title", "a label"],
)  # fmt: skip
def test_an_upper_row_groups_columns_or_is_a_title(
    tmp_path: Path, upper: str, lower: str, headings: list[str]
) -> None:
    rows = "Лицей;10;9;4\nГимназия;20;18;5\n"
    text = described(csv_of(tmp_path, f"{upper}\n{lower}\n{rows}"))
    assert list(fields(text)) == headings


def test_three_rows_of_headings_below_titles_are_three(tmp_path: Path) -> None:
    head = [
        ["Отчёт о ВПР", None, None, None, None], [None] * 5,
        ["Школа", "5 класс", None, None, None], [None, "Русский", None, "Алгебра", None],
        [None, "Писали", "Сдали", "Писали", "Сдали"],
    ]  # fmt: skip
    body: list[list[Cell]] = [["Лицей", 20, 18, 21, 17], ["Гимназия", 30, 29, 31, 30]]
    book_of(tmp_path, [*head, *body], merged=("A1:E1", "A3:A5", "B3:E3", "B4:C4", "D4:E4"))
    text = described(tmp_path)
    assert plain_yaml(text)["resources"][0]["header"] == {"rows": 3}
    assert "5 класс Алгебра Сдали" in fields(text)
    assert "заголовком сочтены строки 3–5" in text
    assert rows(tmp_path) == [tuple(row) for row in body]


def test_a_title_just_above_the_headings_is_none(tmp_path: Path) -> None:
    csv_of(tmp_path, "Список школ;;\nШкола;Учеников;Учителей\nА;10;2\nБ;20;3\n")
    assert list(fields(described(tmp_path))) == ["Школа", "Учеников", "Учителей"]
    assert rows(tmp_path) == [("А", 10, 2), ("Б", 20, 3)]


@pytest.mark.parametrize(
    "heading",
    ["Количество номеров", "Число участников с кодом", "Number of pupils", "Всего по номеру"],
)
def test_amounts_are_amounts_whatever_words_their_headings_have(
    tmp_path: Path, heading: str
) -> None:
    csv_of(tmp_path, f"Школа;{heading}\nА;12\nБ;7\nВ;130\n")
    assert fields(described(tmp_path))[heading]["type"] == "integer"


@pytest.mark.parametrize(
    ("heading", "cells"),
    [
        ("Школа", ("32000101", "32000102", "32000109")), ("Код", ("1", "2", "30")),
        ("ОГРН", ("1023202135770", "1023202135771", "1023202135779")),
        ("Школа", ("001", "002", "013")), ("School code", ("7", "7", "12")),
        ("Номер школы", ("1", "5", "12")), ("Лицевой счёт", ("40817810099910004312",) * 3),
    ],
)  # fmt: skip
def test_numbers_that_name_something_are_texts_and_it_is_said(
    tmp_path: Path, heading: str, cells: tuple[str, ...]
) -> None:
    lines = "\n".join(f"{cell};{number}" for number, cell in enumerate(cells, start=3))
    csv_of(tmp_path, f"{heading};Учеников\n{lines}\n")
    text = described(tmp_path)
    assert fields(text)[heading]["type"] == "string"
    above = text.splitlines()[_line_of(text, f'"{heading}"') - 1]
    assert "не уверен" in above
    assert "сочтены кодами" in above or "нулём" in above
    assert [row[0] for row in rows(tmp_path)] == list(cells)


def _line_of(text: str, part: str) -> int:
    return next(at for at, line in enumerate(text.splitlines()) if part in line)


def test_cells_of_columns_that_become_rows_are_looked_at(tmp_path: Path) -> None:
    csv_of(tmp_path, "Код участника;1 (1б);2 (2б);3 (1б)\n50001;1;0;X\n50002;X;2;1\n50003;0;1;0\n")
    text = described(tmp_path)
    assert fields(text)["score"]["type"] == "integer"
    (table,) = plain_yaml(text)["resources"]
    assert table["schema"]["primaryKey"] == ["kod_uchastnika", "task"]
    assert len(rows(tmp_path)) == 9
    assert ("50001", "3 (1б)", None) in rows(tmp_path)


@pytest.mark.parametrize("numbering", ["1;2;3;4", "А;1;2;3", "А;Б;1;2", "1;2;3;4=3/2"])
def test_a_row_that_numbers_the_columns_is_no_data(tmp_path: Path, numbering: str) -> None:
    csv_of(tmp_path, f"Школа;Класс;Учеников;Сдали\n{numbering}\nА;пятый;10;5\nБ;шестой;20;9\n")
    text = described(tmp_path)
    assert "строка 2 сочтена нумерацией столбцов" in text
    assert rows(tmp_path) == [("А", "пятый", 10, 5), ("Б", "шестой", 20, 9)]


def test_errors_of_excel_are_named_at_their_column(tmp_path: Path) -> None:
    csv_of(tmp_path, "Школа;Доля\nА;0,5\nБ;#DIV/0!\nВ;#ДЕЛ/0!\nГ;0,25\n")
    text = described(tmp_path)
    assert "ошибки Excel «#DIV/0!», «#ДЕЛ/0!»" in text
    assert fields(text)["Доля"]["type"] == "number"
    assert [row[1] for row in rows(tmp_path)] == [50, None, None, 25]


@pytest.mark.parametrize("cell", ["н/д", "#Н/Д"])
def test_a_column_with_a_cell_without_a_value_is_no_key(tmp_path: Path, cell: str) -> None:
    csv_of(tmp_path, f"No;Школа\n4,5;А\n{cell};Б\n3,5;В\n")
    assert "primaryKey" not in described(tmp_path)
    assert rows(tmp_path) == [(4.5, "А"), (None, "Б"), (3.5, "В")]


def test_persons_of_several_rows_are_told_at_their_column(tmp_path: Path) -> None:
    text = described(csv_of(tmp_path, "ФИО;Предмет\nА. Б.;химия\nА. Б.;физика\nВ. Г.;химия\n"))
    assert "одни и те же люди стоят в нескольких строках" in text
    once = csv_of(tmp_path, "ФИО;Предмет\nА. Б.;химия\nВ. Г.;химия\n")
    assert "одни и те же люди" not in described(once)


def test_names_are_cut_so_that_they_differ_in_words(tmp_path: Path) -> None:
    start = "Удельный вес численности обучающихся, получивших отметки"
    csv_of(tmp_path, f"Школа;{start} «четыре»;{start} «два»\nА;1;2\nБ;3;4\n")
    names = [str(field["name"]) for field in fields(described(tmp_path)).values()]
    assert names[1].endswith("chetyre")
    assert names[2].endswith("dva")
    assert not any(name.endswith("_2") for name in names)


def test_two_equal_headings_over_texts_are_still_the_headings(tmp_path: Path) -> None:
    csv_of(tmp_path, "Школа;Смена;Предмет;Смена\nА;первая;физика;вторая\nБ;третья;химия;первая\n")
    text = described(tmp_path)
    assert "заголовок повторяется, столбец назван буквой" in text
    assert rows(tmp_path) == [
        ("А", "первая", "физика", "вторая"), ("Б", "третья", "химия", "первая"),
    ]  # fmt: skip


@pytest.mark.parametrize("first", ["9А;34,5", "9;не писал", "9А;5", "9А;18 (0,5)"])
def test_a_first_row_with_a_word_among_values_is_one_of_data(tmp_path: Path, first: str) -> None:
    others = "б;10;21\nв;11;28\nг;11;12\nб;10;21\nд;9;17\n"
    csv_of(tmp_path, f"Код;Класс;Балл\nа;{first}\n{others}")
    assert list(fields(described(tmp_path))) == ["Код", "Класс", "Балл"]
    assert len(rows(tmp_path)) == 6


@pytest.mark.parametrize("heading", ["null", "нет", "x"])
def test_a_heading_may_be_a_word_for_no_value(tmp_path: Path, heading: str) -> None:
    csv_of(tmp_path, f"{heading};Класс;Смена\nА;пятый;первая\nБ;шестой;вторая\n")
    assert list(fields(described(tmp_path))) == [heading, "Класс", "Смена"]
    assert rows(tmp_path) == [("А", "пятый", "первая"), ("Б", "шестой", "вторая")]


@pytest.mark.parametrize("heading", ["Case", "From", "No", "Null", "And", "Or", "Between", "Yes"])
def test_no_name_is_a_word_of_conditions_or_of_yaml(tmp_path: Path, heading: str) -> None:
    csv_of(tmp_path, f"{heading};Учеников\nА;1\nБ;2\n")
    described(tmp_path)
    assert rows(tmp_path) == [("А", 1), ("Б", 2)]


def test_files_of_one_structure_are_one_table_by_a_mask(tmp_path: Path) -> None:
    csv_of(tmp_path, "Код ОО;Школа;Сдали\n1;А;10\n2;Б;н/д\n", "впр-2021.csv")
    csv_of(tmp_path, "Код ОО;Школа;Сдали\n1;А;12\n2;Б;7\n", "впр-2022.csv")
    csv_of(tmp_path, "Код ОО;Район\n1;А\n2;Б\n", "районы.csv")
    text = described(tmp_path)
    tables = plain_yaml(text)["resources"]
    assert [table["path"] for table in tables] == ["впр-*.csv", "районы.csv"]
    assert tables[0]["schema"]["primaryKey"] == ["file", "kod_oo"]
    assert "файлы одного вида (2) сочтены одной таблицей" in text
    loaded = load_data(tmp_path / "data.yaml")
    assert loaded.package is not None
    read = read_resources(loaded.package, folder_of(str(tmp_path), None))
    assert read.datasets["vpr"].height == 4


def test_two_lists_of_code_and_name_are_two_tables(tmp_path: Path) -> None:
    csv_of(tmp_path, "Код;Название\n1;Лицей\n", "школы.csv")
    csv_of(tmp_path, "Код;Название\n1;Физика\n", "предметы.csv")
    tables = plain_yaml(described(tmp_path))["resources"]
    assert [table["path"] for table in tables] == ["предметы.csv", "школы.csv"]


def test_files_without_a_common_name_are_listed(tmp_path: Path) -> None:
    for name in ("лицей.csv", "гимназия.csv"):
        csv_of(tmp_path, f"Класс;Учеников;Сдали\n5;10;{len(name)}\n", name)
    (table,) = plain_yaml(described(tmp_path))["resources"]
    assert table["path"] == ["гимназия.csv", "лицей.csv"]
    assert len(rows(tmp_path)) == 2


def test_a_linked_folder_is_named_as_it_was_given(tmp_path: Path) -> None:
    (tmp_path / "project" / "real").mkdir(parents=True)
    csv_of(tmp_path / "project" / "real", "Школа;Учеников\nА;1\nБ;2\n")
    (tmp_path / "link").symlink_to(tmp_path / "project")
    done = run("data", "describe", str(tmp_path / "link/real/a.csv"), "--base",
               str(tmp_path / "project"))  # fmt: skip
    assert 'path: "real/a.csv"' in done.out


def test_a_file_outside_is_said_to_be_outside(tmp_path: Path) -> None:
    (tmp_path / "project").mkdir()
    (tmp_path / "elsewhere").mkdir()
    csv_of(tmp_path / "elsewhere", "Школа;Учеников\nА;1\nБ;2\n")
    (tmp_path / "project" / "data").symlink_to(tmp_path / "elsewhere")
    done = run("data", "describe", str(tmp_path / "project/data/a.csv"), "--base",
               str(tmp_path / "project"))  # fmt: skip
    assert "файл лежит вне папки с data.yaml" in done.out


@pytest.mark.parametrize("text", ["Код;Школа;Учеников\n", "Отчёт;;\n;;\nКод;Школа;Учеников\n"])
def test_headings_alone_are_headings(tmp_path: Path, text: str) -> None:
    proposal = described(csv_of(tmp_path, text))
    assert list(fields(proposal)) == ["Код", "Школа", "Учеников"]
    assert "под заголовками нет ни одной строки" in proposal
    csv_of(tmp_path, text + "1;А;20\n")
    assert rows(tmp_path) == [("1", "А", "20")]


def test_percents_of_excel_are_percents(tmp_path: Path) -> None:
    sheet: list[list[Cell]] = [["Школа", "Сдали"], ["А", 0.7], ["Б", 0.655], ["В", 0.5]]
    text = described(book_of(tmp_path, sheet, formats="0.0%"))
    assert fields(text)["Сдали"]["unit"] == "percent"
    assert rows(tmp_path) == [("А", 70), ("Б", 65.5), ("В", 50)]


def test_numbers_that_show_a_nought_are_codes(tmp_path: Path) -> None:
    sheet: list[list[Cell]] = [["Школа", "Класс"], [12, "а"], [13, "б"], [7, "в"]]
    text = described(book_of(tmp_path, sheet, formats="000"))
    assert fields(text)["Школа"]["type"] == "string"
    assert [row[0] for row in rows(tmp_path)] == ["012", "013", "007"]


def test_a_total_without_its_word_is_asked_about(tmp_path: Path) -> None:
    csv_of(tmp_path, "Школа;Писали;Сдали\nА;10;5\nБ;20;9\nВ;30;25\nБрянск;60;39\n")
    text = described(tmp_path)
    assert "строка «Брянск» (5) похожа на итог" in text


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 no book", b"\xd0\xcf\x11\xe0 no book"])
def test_a_damaged_workbook_is_told(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a.xlsx").write_bytes(content)
    done = run("data", "describe", str(tmp_path / "a.xlsx"), "--base", str(tmp_path))
    assert done.code == 2
    assert "a.xlsx" in done.err
    assert not done.out


def test_a_workbook_whose_sheet_is_damaged_is_told(tmp_path: Path) -> None:
    book_of(tmp_path, [["Школа", "Сдали"], ["А", 1]])
    whole = (tmp_path / "a.xlsx").read_bytes()
    (tmp_path / "a.xlsx").write_bytes(whole[: len(whole) // 2])
    done = run("data", "describe", str(tmp_path / "a.xlsx"), "--base", str(tmp_path))
    assert done.code == 2
    assert "a.xlsx" in done.err


def test_a_school_that_gave_no_figures_stays_and_a_note_goes(tmp_path: Path) -> None:
    csv_of(
        tmp_path,
        "Код ОО;Школа;Писали;Сдали\nГорода;;;\n3201;А;10;5\n3202;Б;;\nСёла;;;\n3203;В;7;6\n"
        "Исполнитель: Иванова;;;\n",
    )
    text = described(tmp_path)
    assert "строки с одной ячейкой (3)" in text
    assert "сочтены названиями групп" in text
    assert rows(tmp_path) == [
        ("Города", "3201", "А", 10, 5), ("Города", "3202", "Б", None, None),
        ("Сёла", "3203", "В", 7, 6),
    ]  # fmt: skip


def test_a_note_below_the_table_is_skipped(tmp_path: Path) -> None:
    csv_of(tmp_path, "Школа;Писали;Сдали\nА;10;5\nБ;;\nВ;7;6\n;;\nИсполнитель: Иванова;;\n")
    assert "«Исполнитель: Иванова», пропущены" in described(tmp_path)
    assert rows(tmp_path) == [("А", 10, 5), ("Б", None, None), ("В", 7, 6)]


def test_rows_with_a_name_alone_stay_and_are_told(tmp_path: Path) -> None:
    csv_of(tmp_path, "Школа;Писали;Сдали\nА;10;5\nБ;;\nВ;7;6\n")
    text = described(tmp_path)
    assert "остались строками таблицы" in text
    assert len(rows(tmp_path)) == 3


def test_a_word_for_no_value_stays_a_value_in_columns_of_text(tmp_path: Path) -> None:
    csv_of(tmp_path, "Школа;Буфет;Учеников\nА;нет;10\nБ;есть;нет\nВ;есть;12\n")
    described(tmp_path)
    assert rows(tmp_path) == [("А", "нет", 10), ("Б", "есть", None), ("В", "есть", 12)]


def test_a_column_without_a_heading_is_found_by_its_letter(tmp_path: Path) -> None:
    book_of(tmp_path, [["Школа", None, "Сдали"], ["А", "город", 1], ["Б", "село", 2]])
    assert "у столбца нет заголовка" in described(tmp_path)
    assert {row[1] for row in rows(tmp_path)} == {"город", "село"}


def test_parquet_is_described_by_its_own_names(tmp_path: Path) -> None:
    pl.DataFrame({"Школа": ["А", "Б"], "Сдали": [1, 2]}).write_parquet(tmp_path / "a.parquet")
    described(tmp_path)
    assert rows(tmp_path) == [("А", 1), ("Б", 2)]


def test_a_file_of_more_columns_than_are_described_says_from_which_sheet_they_are_left_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("engine.describe.describing.MOST_COLUMNS", 7)
    csv_of(tmp_path, "a;b;c;d;e;f;g;h\n1;2;3;4;5;6;7;8\n")
    done = run("data", "describe", str(tmp_path / "a.csv"), "--base", str(tmp_path))
    assert (done.code, done.out) == (2, "")
    assert "D278" in done.err
    with xlsxwriter.Workbook(tmp_path / "b.xlsx") as book:
        for name in ("первый", "второй", "третий", "четвёртый"):
            book.add_worksheet(name).write_column(0, 0, ["Школа", "№ 1"])
    done = run("data", "describe", str(tmp_path / "b.xlsx"), "--base", str(tmp_path))
    assert done.code == 1
    assert "второй" in done.out
    assert "третий" not in done.out
    assert "последние начинаются с «третий»" in done.err
    assert done.err.count("D278") == 1


def test_columns_that_are_read_by_several_plans_are_those_of_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    csv_of(tmp_path, "код;а;б;в;г\n01;1;2,5;да;x\nИтого;1;2,5;;\n")
    described(tmp_path, "a.csv")
    at_once = rows(tmp_path)
    monkeypatch.setattr("engine.datasets.parts._AT_ONCE", 2)
    assert rows(tmp_path) == at_once == [("01", 1, 2.5, True, "x")]


def test_a_long_file_is_described_by_its_first_rows_and_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("engine.describe.describing.MOST_CELLS", 18)
    csv_of(tmp_path, "код;балл\n" + "".join(f"0{at};{at}\n" for at in range(1, 9)) + "09;нет\n")
    done = run("data", "describe", str(tmp_path / "a.csv"), "--base", str(tmp_path))
    assert fields(done.out)["балл"]["type"] == "integer"
    assert done.code == 0
    assert "первым 6 строкам" in done.err


@pytest.mark.parametrize(
    ("cells", "said", "values"),
    [
        (["10", "12*", "14"], "знак сноски у числа, например «12*»", [10, 12, 14]),
        (["10", "12¹", "9,5"], "знак сноски у числа, например «12¹»", [10.0, 12.0, 9.5]),
        (["10", "менее 5", "7"], "неточные числа «менее 5» сочтены пустыми", [10, None, 7]),
        (["<5", "10", "7"], "неточные числа «<5» сочтены пустыми", [None, 10, 7]),
        (["10", "5–10", "7"], "неточные числа «5–10» сочтены пустыми", [10, None, 7]),
        (
            ["12*", "—", "н/д", "менее 5", "12¹", "5–10"],
            "неточные числа «5–10», «менее 5» сочтены пустыми",
            [12, None, None, None, 12, None],
        ),
    ],
)
def test_numbers_with_marks_and_numbers_that_are_not_exact_are_asked_about(
    tmp_path: Path, cells: list[str], said: str, values: list[float | None]
) -> None:
    csv_of(tmp_path, "Школа;Сдали\n" + "".join(f"Ш{n};{c}\n" for n, c in enumerate(cells)))
    text = described(tmp_path)
    assert f"# не уверен: {said}" in text
    assert [value for _, value in rows(tmp_path)] == values


@pytest.mark.parametrize(
    ("heading", "cells", "values"),
    [
        ("Балл", ["87,5", "н/я", "28"], [87.5, None, 28.0]),
        ("Доля аттестатов", ["*", "98%", "40%"], [None, 98.0, 40.0]),
        ("Число классов", ["24", "-", "3*"], [24, None, 3]),
    ],
)
def test_words_of_forms_for_no_value_are_none(
    tmp_path: Path, heading: str, cells: list[str], values: list[float | None]
) -> None:
    csv_of(tmp_path, f"Школа;{heading}\n" + "".join(f"Ш{n};{c}\n" for n, c in enumerate(cells)))
    assert "сочтены пустыми" in described(tmp_path)
    assert [value for _, value in rows(tmp_path)] == values


def test_names_that_hold_for_the_rows_below_are_asked_about(tmp_path: Path) -> None:
    csv_of(tmp_path, "Район;Школа;Сдали\nЮжный;А;5\n;Б;4\nСеверный;В;3\n;Г;2\n")
    text = described(tmp_path)
    assert text.count("впишите fill: down") == 1
    line = next(at for at, each in enumerate(text.split("\n")) if "fill: down" in each)
    assert 'title: "Район"' in text.split("\n")[line + 1]


def test_what_nobody_sees_in_a_workbook_is_said(tmp_path: Path) -> None:
    with xlsxwriter.Workbook(tmp_path / "a.xlsx") as book:
        for name, hidden in (("Ряды", ()), ("Лист", (2,))):
            sheet = book.add_worksheet(name)
            for at, row in enumerate((["Код", f"Сдали {name}"], ["А", 5], ["Б", 7])):
                sheet.write_row(at, 0, row)
            for at in hidden:
                sheet.set_row(at, None, None, {"hidden": True})
        book.worksheets()[0].activate()
        book.add_worksheet("Прошлый").write_column(0, 0, ["Год", "2020", "2021"])
        book.worksheets()[2].hide()
    text = described(tmp_path, "a.xlsx")
    assert "# не уверен: в файле скрыты строки (1); они будут учтены" in text
    assert "# не уверен: лист скрыт; его строки будут учтены" in text


def test_classes_and_years_are_no_numbers_that_are_not_exact(tmp_path: Path) -> None:
    csv_of(tmp_path, "Школа;Классы\nА;1-4\nБ;5\nВ;9\n")
    assert '"Классы", type: string' in described(tmp_path)


@pytest.mark.parametrize("sign", [";", ",", "\t", "|"])
def test_two_columns_are_enough_to_know_what_parts_them(sign: str) -> None:
    lines = [sign.join(cells) for cells in (("Школа", "Балл"), ("Лицей", "7"), ("Гимназия", "8"))]
    assert guess_delimiter("\n".join(lines)) == Guess(sign, is_sure=True)


def test_a_sign_inside_some_cells_parts_no_columns() -> None:
    """Each line has two cells by «;», and only one of three has a comma."""
    text = "Школа;Балл\nЛицей, Брянск;7\nГимназия;8\n"
    assert guess_delimiter(text) == Guess(";", is_sure=True)
    assert guess_delimiter("Школа\nЛицей\n") == Guess(";", is_sure=False)


def test_a_header_that_every_page_repeats_loses_no_rows(tmp_path: Path) -> None:
    page = "Школа;Участников;Победителей\n"
    csv_of(tmp_path, f"{page}Первая;12;2\nВторая;15;1\n{page}Третья;9;3\nЧетвёртая;20;4\n")
    described(tmp_path, "a.csv")
    assert [row[:2] for row in rows(tmp_path)] == [
        ("Первая", 12), ("Вторая", 15), ("Третья", 9), ("Четвёртая", 20),
    ]  # fmt: skip


def test_names_of_groups_in_the_column_of_numbers_are_groups(tmp_path: Path) -> None:
    text = "№;Должность;Стаж\nШкола № 1;;\n1;учитель;5\n2;завуч;7\nШкола № 2;;\n3;учитель;9\n"
    csv_of(tmp_path, text)
    told = described(tmp_path, "a.csv")
    assert "сочтены названиями групп" in told
    assert [row[0] for row in rows(tmp_path)] == ["Школа № 1", "Школа № 1", "Школа № 2"]
