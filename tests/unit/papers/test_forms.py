"""Forty schools get forms, fill them in with every kind of mistake, and are collected."""

import csv
import io
import json
import shutil
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import jsonschema
import pytest
from openpyxl import load_workbook
from openpyxl.workbook import Workbook as Book

from engine.children import office, run_office
from engine.packaged import schema_text
from tests.running import Done, run

COUNT = 40
CODES = [f"{number:03}" for number in range(1, COUNT + 1)]
PROJECT = """\
format: project/1
id: forms
title: Сбор сведений
municipality: {name: Округ, kind: район}
method: "2020"
period: {text: 2021 год, from: "2021-01-01", to: "2021-12-31"}
order: {number: "1", date: 01.02.2021, title: О сборе}
organisations: [schools]
roadmaps: [staff.yaml]
"""
DATA = """\
format: data/1
synthetic: true
resources:
  - name: schools
    title: Школы
    path: data/Школы.csv
    schema:
      fields:
        - {name: code, title: Код, type: string, constraints: {required: true, unique: true}}
        - {name: name, title: Школа, type: string}
      primaryKey: [code]
    organisation: code
  - name: courses
    title: Курсы
    path: data/Курсы.csv
    schema:
      fields: [{name: course, title: Курс, type: string, constraints: {required: true}}]
      primaryKey: [course]
  - name: staff
    title: Педагоги
    path: data/Кадры.xlsx
    sheet: Педагоги
    schema:
      fields:
        - {name: person, title: Табельный номер, type: string, constraints: {required: true}}
        - {name: full_name, title: ФИО, type: string}
        - {name: school, title: Код ОО, type: string, constraints: {required: true}}
        - {name: category, title: Категория, type: string, constraints: {enum: [высшая, первая]}}
        - {name: age, title: Возраст, type: integer, constraints: {minimum: 18, maximum: 90}}
        - {name: trained, title: Обучен, type: boolean, trueValues: [да], falseValues: [нет]}
        - {name: course, title: Курс, type: string}
        - {name: since, title: Дата приёма, type: date}
        - {name: note, title: Примечание, type: string}
      primaryKey: [person]
      foreignKeys:
        - {fields: school, reference: {resource: schools, fields: code}}
        - {fields: course, reference: {resource: courses, fields: course}}
    organisation: school
    personal: [full_name]
  - name: places
    title: Места
    path: data/Места.csv
    schema:
      fields:
        - {name: school, title: Код ОО, type: string, constraints: {required: true}}
        - {name: year, title: Год, type: integer, constraints: {required: true}}
        - {name: places, title: Мест, type: number, constraints: {minimum: 0}}
      primaryKey: [school, year]
    organisation: school
"""
ROADMAP = """\
format: roadmap/1
slug: staff
code: "1"
title: Кадры
goals: [{id: g, text: Учить педагогов}]
indicators:
  - id: trained
    goal: g
    text: доля обученных не менее 40 %
    rule: {measure: share, of: trained, in: staff, missing: exclude}
    target: ">= 40 %"
  - id: places
    goal: g
    text: число мест не менее 1000
    rule: {measure: sum, of: places, in: places, missing: exclude}
    target: ">= 1000"
events: []
"""
HEADS = ["Табельный номер", "ФИО", "Код ОО", "Категория", "Возраст", "Обучен", "Курс",
         "Дата приёма", "Примечание"]  # fmt: skip


def person(code: str, number: int) -> list[object]:
    return [f"{code}-{number}", None, code, "первая", 30 + number, "да" if number % 2 else "нет",
            "ИКТ", "01.09.2020", None]  # fmt: skip


def make_project(home: Path, codes: Sequence[str] = CODES) -> Path:
    """Every school has one teacher and one row of places, as told a year ago."""
    (home / "data").mkdir(parents=True)
    for name, text in (("project", PROJECT), ("data", DATA), ("staff", ROADMAP)):
        (home / f"{name}.yaml").write_text(text, "utf-8")
    rows = "".join(f"{code};Школа № {code}\n" for code in codes)
    (home / "data" / "Школы.csv").write_text("Код;Школа\n" + rows, "utf-8")
    (home / "data" / "Курсы.csv").write_text("Курс\nИКТ\nФГОС\n", "utf-8")
    places = "".join(f"{code};2020;{int(code)},5\n" for code in codes)
    (home / "data" / "Места.csv").write_text("Код ОО;Год;Мест\n" + places, "utf-8")
    book = Book()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Педагоги"
    sheet.append(HEADS)
    for code in codes:
        sheet.append(["Иванова Анна Петровна" if at == 1 else cell
                      for at, cell in enumerate(person(code, 0))])  # fmt: skip
    book.create_sheet("Пояснения")["A1"] = "Ведёт отдел кадров"
    book.save(home / "data" / "Кадры.xlsx")
    return home


def fill(file: Path, code: str) -> None:
    """What a school does that makes no mistake: two more teachers, places of this year."""
    book = load_workbook(file)
    staff, places = book["Педагоги"], book["Места"]
    for number in (1, 2):
        for at, cell in enumerate(person(code, number), 1):
            if at != 3:
                staff.cell(4 + number, at, cell)
        staff.cell(4 + number, 2, "Сидорова Мария Ивановна")
    places.cell(5, 2, 2021)
    places.cell(5, 3, int(code) + 1)
    book.save(file)


Mistake = Callable[[Path], None]


def cell(sheet: str, at: str, value: object) -> Mistake:
    def mistake(file: Path) -> None:
        book = load_workbook(file)
        book[sheet][at] = value
        book.save(file)

    return mistake


def without_sheet(file: Path) -> None:
    book = load_workbook(file)
    del book["Места"]
    book.save(file)


def without_sign(file: Path) -> None:
    book = load_workbook(file)
    del book["_roadmap"]
    book.save(file)


def sign(key: str, value: str) -> Mistake:
    def mistake(file: Path) -> None:
        book = load_workbook(file)
        for row in book["_roadmap"].iter_rows():
            if row[0].value == key:
                row[1].value = value
        book.save(file)

    return mistake


def another(file: Path) -> None:
    """A second form of the same school that says otherwise."""
    other = file.with_name(f"новая {file.name}")
    shutil.copy(file, other)
    cell("Места", "C5", 7)(other)


MISTAKES: dict[str, tuple[Mistake, str, str | None]] = {
    "001": (cell("Педагоги", "E5", "сорок"), "D218", "E5"),
    "002": (cell("Педагоги", "E6", 17), "D221", "E6"),
    "003": (cell("Педагоги", "D5", "третья"), "D220", "D5"),
    "004": (cell("Педагоги", "H5", "вчера"), "D218", "H5"),
    "005": (cell("Педагоги", "C6", "006"), "P946", "C6"),
    "006": (cell("Педагоги", "A6", "006-1"), "D224", "A6"),
    "007": (cell("Педагоги", "A6", None), "D219", "A6"),
    "008": (cell("Педагоги", "F5", "возможно"), "D218", "F5"),
    "009": (cell("Педагоги", "G5", "Латынь"), "D225", "G5"),
    "010": (cell("Педагоги", "A6", "040-0"), "D224", "A6"),
    "011": (cell("Места", "C5", "=1+1"), "D216", "C5"),
    "012": (cell("Педагоги", "E3", "Сколько лет"), "D213", "A3"),
    "013": (without_sheet, "D208", None),
    "014": (without_sign, "P941", None),
    "015": (sign("declaration", "0" * 64), "P942", None),
    "016": (sign("project", "another"), "P943", None),
    "017": (sign("organisation", "777"), "P943", None),
    "018": (lambda file: file.write_bytes(b"PK\x03\x04 no workbook") and None, "D205", None),
    "019": (another, "P945", None),
    "020": (cell("Места", "C5", -1), "D221", "C5"),
}
SILENT = "021"
TWICE = "022"
TEXT = "023"
AGAIN = "024"
BAD = {*MISTAKES, SILENT}
ATTACK = "=cmd|' /C calc'!A1"


@dataclass(frozen=True)
class Gathered:
    home: Path
    sent: Path
    done: Done


@dataclass(frozen=True)
class Blank:
    home: Path
    forms: Path
    made: Done


@pytest.fixture(scope="module")
def blank(tmp_path_factory: pytest.TempPathFactory) -> Blank:
    root = tmp_path_factory.mktemp("blank")
    home, forms = make_project(root / "forms"), root / "made"
    return Blank(home, forms, make(home, forms))


def make(home: Path, out: Path, *more: str) -> Done:
    return run("forms", "make", str(home), "--out", str(out), "--as-of", "2021-12-01", *more)


@pytest.fixture(scope="module")
def gathered(blank: Blank, tmp_path_factory: pytest.TempPathFactory) -> Gathered:
    root = tmp_path_factory.mktemp("forms")
    home, sent = root / "forms", root / "sent"
    shutil.copytree(blank.home, home)
    shutil.copytree(blank.forms, sent)
    for code in CODES:
        fill(sent / f"{code}.xlsx", code)
    for code, (mistake, _, _) in MISTAKES.items():
        mistake(sent / f"{code}.xlsx")
    (sent / f"{SILENT}.xlsx").unlink()
    shutil.copy(sent / f"{TWICE}.xlsx", sent / f"{TWICE} (1).xlsx")
    load_workbook(sent / f"{AGAIN}.xlsx").save(sent / f"{AGAIN} пересохранено.xlsx")
    (sent / "скан.pdf").write_bytes(b"%PDF-1.4")
    (sent / f"школа {SILENT}").mkdir()
    (sent / "книга.xlsx").mkdir()
    (sent / "ссылка.xlsx").symlink_to("нет.xlsx")
    shutil.copy(blank.forms / f"{SILENT}.xlsx", sent / f"школа {SILENT}")
    book = load_workbook(sent / f"{TEXT}.xlsx")
    book["Педагоги"]["I5"] = ATTACK
    book["Педагоги"]["I5"].data_type = "s"
    book.save(sent / f"{TEXT}.xlsx")
    return Gathered(home, sent, collect(home, sent))


def collect(home: Path, sent: Path, *more: str) -> Done:
    return run("forms", "collect", str(sent), "--project", str(home), "--as-of", "2021-12-01",
               *more)  # fmt: skip


def findings_of(done: Done, file: str) -> str:
    lines = done.out.splitlines()
    return "\n".join(line for line in lines if line.startswith((f"{file}:", f"{file} —")))


def test_each_school_gets_a_form(blank: Blank) -> None:
    assert blank.made.code == 0, blank.made.err
    assert f"{COUNT} форм" in blank.made.out


def test_a_form_asks_for_what_is_declared_and_knows_its_school(blank: Blank) -> None:
    book = load_workbook(blank.forms / "007.xlsx")
    sheet = book["Педагоги"]
    assert [each.value for each in sheet[3]] == HEADS
    assert sheet["A4"].value == "007-0"
    assert sheet["B4"].value is None  # a name is not sent out
    assert sheet["C4"].value == sheet["C100"].value == "007"
    assert sheet["C4"].protection.locked
    assert not sheet["A4"].protection.locked
    assert sheet.protection.sheet
    rules = {str(rule.sqref).split(":")[0]: rule for rule in sheet.data_validations.dataValidation}
    assert rules["D4"].formula1.startswith("list_")
    assert (rules["E4"].formula1, rules["E4"].formula2) == ("18", "90")
    assert book["_roadmap"].sheet_state == "veryHidden"
    courses = book.defined_names[rules["G4"].formula1].attr_text
    assert courses.startswith("_lists!")


def test_a_form_prints_as_wide_as_its_page(blank: Blank) -> None:
    book = load_workbook(blank.forms / "001.xlsx")
    shown = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
    assert len(shown) == 3
    assert {sheet.page_setup.fitToHeight for sheet in shown} == {0}
    assert book["Педагоги"].print_title_rows == "$1:$3"


def test_one_table_can_be_asked_for_alone(blank: Blank, tmp_path: Path) -> None:
    assert make(blank.home, tmp_path / "out", "--table", "places", "--for", "schools").code == 0
    assert load_workbook(tmp_path / "out" / "001.xlsx").sheetnames == [
        "Как заполнить", "Места", "_roadmap",
    ]  # fmt: skip


def test_a_table_that_is_not_there_cannot_be_asked_for(blank: Blank, tmp_path: Path) -> None:
    done = make(blank.home, tmp_path / "out", "--table", "place")
    assert done.code == 2
    assert "«place»" in done.err


@pytest.mark.parametrize("code", MISTAKES)
def test_every_mistake_is_told_at_its_cell(gathered: Gathered, code: str) -> None:
    _, finding, at = MISTAKES[code]
    told = findings_of(gathered.done, f"{code}.xlsx")
    assert finding in told, gathered.done.out
    assert "не принято" in told
    assert at is None or f"{at}:" in told
    assert gathered.done.code == 1


def test_those_without_a_mistake_are_accepted(gathered: Gathered) -> None:
    for code in set(CODES) - BAD:
        told = findings_of(gathered.done, f"{code}.xlsx")
        if f"{code}-0" != "040-0":
            assert "принято, 5 строк" in told, told


def test_two_schools_that_claim_one_teacher_are_both_asked(gathered: Gathered) -> None:
    told = findings_of(gathered.done, "040.xlsx")
    assert "D224" in told
    assert "A4" in told


def test_the_same_file_counts_once(gathered: Gathered) -> None:
    assert "P944" in findings_of(gathered.done, f"{TWICE} (1).xlsx")
    assert "принято" in findings_of(gathered.done, f"{TWICE}.xlsx")


def test_a_form_that_was_saved_again_counts_once(gathered: Gathered) -> None:
    assert "P944" in findings_of(gathered.done, f"{AGAIN} пересохранено.xlsx")
    assert "принято" in findings_of(gathered.done, f"{AGAIN}.xlsx")


def test_who_has_not_sent_is_named_apart_from_those_who_have_to_mend(gathered: Gathered) -> None:
    lines = gathered.done.out.splitlines()
    to_mend, absent = (next(line for line in lines if line.startswith(start))
                       for start in ("Прислали, но не принято", "Не прислали"))  # fmt: skip
    assert f"Школа № {SILENT}" in absent
    assert "Школа № 001" in to_mend
    assert "Школа № 001" not in absent
    assert "Школа № 030" not in absent + to_mend


def test_what_is_no_form_in_the_folder_is_named(gathered: Gathered) -> None:
    for name in ("скан.pdf", f"школа {SILENT}/", "книга.xlsx/", "ссылка.xlsx"):
        assert "P954" in findings_of(gathered.done, name)


def test_no_name_of_a_person_is_told_or_merged(gathered: Gathered) -> None:
    merged = load_workbook(gathered.home / "data" / "Кадры.xlsx")["Педагоги"]
    names = [row[1].value for row in merged.iter_rows(min_row=2)]
    assert "Сидорова" not in gathered.done.out
    assert "Сидорова Мария Ивановна" not in names
    assert names.count("Иванова Анна Петровна") == COUNT  # what the department knew stays


def test_the_marked_copy_holds_what_the_sender_wrote_and_says_what_is_wrong(
    gathered: Gathered,
) -> None:
    marked = load_workbook(gathered.sent / "marked" / "002.xlsx")
    sheet = marked["Педагоги"]
    assert sheet["E6"].value == 17
    assert sheet["E6"].comment is not None
    assert sheet["E6"].fill.fgColor.rgb == "FFF6C7C3"
    assert sheet["B6"].value == "Сидорова Мария Ивановна"
    assert sheet["E5"].comment is None
    assert marked["_roadmap"]["B4"].value == "002"


def test_a_marked_copy_that_was_mended_is_accepted(gathered: Gathered, tmp_path: Path) -> None:
    shutil.copy(gathered.sent / "marked" / "002.xlsx", tmp_path / "002.xlsx")
    cell("Педагоги", "E6", 27)(tmp_path / "002.xlsx")
    done = collect(gathered.home, tmp_path, "--dry-run")
    assert "принято, 5 строк" in done.out, done.out


def test_the_figures_are_those_of_tables_written_by_hand(
    gathered: Gathered, tmp_path: Path
) -> None:
    by_hand = make_project(tmp_path / "forms")
    book = load_workbook(by_hand / "data" / "Кадры.xlsx")
    places = (by_hand / "data" / "Места.csv").read_text("utf-8")
    for code in sorted(set(CODES) - BAD - {"040"}):
        for number in (1, 2):
            book["Педагоги"].append(person(code, number))
        places += f"{code};2021;{int(code) + 1}\n"
    book.save(by_hand / "data" / "Кадры.xlsx")
    (by_hand / "data" / "Места.csv").write_text(places, "utf-8")
    assert figures(gathered.home) == figures(by_hand)


def figures(home: Path) -> list[object]:
    out = home.parent / "out"
    run("evaluate", str(home), "--as-of", "2021-12-31", "--format", "json", "--out", str(out))
    report = json.loads(next(out.rglob("report.json")).read_text("utf-8"))
    indicators = report["indicators"] if "indicators" in report else report["roadmaps"]
    assert indicators
    return list(indicators)


def test_what_no_form_touches_stays_in_the_workbook(gathered: Gathered) -> None:
    book = load_workbook(gathered.home / "data" / "Кадры.xlsx")
    assert book["Пояснения"]["A1"].value == "Ведёт отдел кадров"


def test_a_formula_of_a_cell_is_text_where_it_is_written(gathered: Gathered) -> None:
    sheet = load_workbook(gathered.home / "data" / "Кадры.xlsx")["Педагоги"]
    cells = [row[8] for row in sheet.iter_rows(min_row=2) if row[8].value]
    assert [(each.value, each.data_type) for each in cells] == [(ATTACK, "s")]


def test_where_each_row_came_from_is_written(gathered: Gathered) -> None:
    text = (gathered.home / "forms-origins.csv").read_text("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text), delimiter=";"))
    of_places = [row for row in rows if row["Таблица"] == "Места" and row["Форма"] == "030.xlsx"]
    assert [row["Строка формы"] for row in of_places] == ["4", "5"]
    places = (gathered.home / "data" / "Места.csv").read_text("utf-8").splitlines()
    assert places[int(of_places[1]["Строка таблицы"]) - 1] == "030;2021;31,0"


def test_collecting_again_changes_nothing(gathered: Gathered) -> None:
    files = sorted((gathered.home / "data").iterdir())
    before = [file.read_bytes() for file in files]
    again = collect(gathered.home, gathered.sent)
    assert again.out == gathered.done.out
    assert [file.read_bytes() for file in files] == before


def test_a_dry_run_writes_nothing(blank: Blank, tmp_path: Path) -> None:
    shutil.copy(blank.forms / "001.xlsx", tmp_path)
    fill(tmp_path / "001.xlsx", "001")
    before = (blank.home / "data" / "Места.csv").read_bytes()
    assert collect(blank.home, tmp_path, "--dry-run").code == 0
    assert (blank.home / "data" / "Места.csv").read_bytes() == before
    assert not (tmp_path / "marked").exists()


def test_tables_can_be_written_aside(blank: Blank, tmp_path: Path) -> None:
    sent, out = tmp_path / "sent", tmp_path / "out"
    sent.mkdir()
    shutil.copy(blank.forms / "001.xlsx", sent)
    fill(sent / "001.xlsx", "001")
    before = (blank.home / "data" / "Кадры.xlsx").read_bytes()
    assert collect(blank.home, sent, "--out", str(out)).code == 0
    assert (blank.home / "data" / "Кадры.xlsx").read_bytes() == before
    names = sorted(path.name for path in (out / "data").iterdir())
    assert names == ["Кадры.xlsx", "Курсы.csv", "Места.csv", "Школы.csv"]


def test_tables_that_are_not_there_yet_are_made(blank: Blank, tmp_path: Path) -> None:
    home, sent = tmp_path / "forms", tmp_path / "sent"
    shutil.copytree(blank.home, home)
    for name in ("Кадры.xlsx", "Места.csv"):
        (home / "data" / name).unlink()
    sent.mkdir()
    shutil.copy(blank.forms / "001.xlsx", sent)
    fill(sent / "001.xlsx", "001")
    assert collect(home, sent).code == 0
    rows = list(load_workbook(home / "data" / "Кадры.xlsx")["Педагоги"].values)
    assert rows[0] == tuple(HEADS)
    assert [row[0] for row in rows[1:]] == ["001-0", "001-1", "001-2"]
    assert (home / "data" / "Места.csv").read_text("utf-8").splitlines()[1:] == [
        "001;2020;1,5", "001;2021;2,0",
    ]  # fmt: skip


def test_the_same_project_makes_the_same_forms(blank: Blank, tmp_path: Path) -> None:
    make(blank.home, tmp_path)
    for file in blank.forms.iterdir():
        assert (tmp_path / file.name).read_bytes() == file.read_bytes()


@pytest.mark.skipif(office() is None, reason="LibreOffice is not installed")
def test_a_form_saved_by_libreoffice_is_accepted(blank: Blank, tmp_path: Path) -> None:
    file = tmp_path / "005.xlsx"
    shutil.copy(blank.forms / "005.xlsx", file)
    fill(file, "005")
    ods = run_office(file.read_bytes(), "xlsx", "ods")
    file.write_bytes(run_office(ods, "ods", "xlsx:Calc MS Excel 2007 XML"))
    done = collect(blank.home, tmp_path, "--dry-run")
    assert "005.xlsx — Школа № 005: принято, 5 строк" in done.out, done.out


OWING = """\
    organisation: school
    owes: {list: schools, where: drawn = 'да' and course.open = 'да'}
"""


@pytest.fixture(scope="module")
def drawn(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Four schools, of which 001 and 003 are drawn; 003's course is closed, so only 001 owes the
    table of places; 004 owes nobody knows what."""
    home = make_project(tmp_path_factory.mktemp("drawn") / "forms", CODES[:4])
    declared = DATA.replace(
        "        - {name: name, title: Школа, type: string}\n",
        "        - {name: name, title: Школа, type: string}\n"
        "        - {name: drawn, title: Отобрана, type: string}\n"
        "        - {name: course, title: Курс, type: string}\n",
    ).replace(
        "      primaryKey: [code]\n",
        "      primaryKey: [code]\n"
        "      foreignKeys: [{fields: course, "
        "reference: {resource: courses, fields: course}}]\n", 1,
    ).replace(
        "      fields: [{name: course, title: Курс, type: string, "
        "constraints: {required: true}}]\n",
        "      fields:\n        - {name: course, title: Курс, type: string}\n"
        "        - {name: open, title: Открыт, type: string}\n",
    )  # fmt: skip
    head, _, tail = declared.rpartition("    organisation: school\n")
    (home / "data.yaml").write_text(head + OWING + tail, "utf-8")
    rows = "001;Первая;да;ИКТ\n002;Вторая;нет;ИКТ\n003;Третья;да;ФГОС\n004;Четвёртая;;\n"
    (home / "data" / "Школы.csv").write_text("Код;Школа;Отобрана;Курс\n" + rows, "utf-8")
    (home / "data" / "Курсы.csv").write_text("Курс;Открыт\nИКТ;да\nФГОС;нет\n", "utf-8")
    return home


def test_who_owes_nothing_gets_no_form(drawn: Path, tmp_path: Path) -> None:
    done = make(drawn, tmp_path, "--table", "places")
    assert done.code == 0, done.err
    assert [path.name for path in tmp_path.glob("*.xlsx")] == ["001.xlsx"]


def test_a_form_holds_the_tables_that_its_school_owes(drawn: Path, tmp_path: Path) -> None:
    make(drawn, tmp_path)
    sheets = {path.stem: load_workbook(path).sheetnames for path in tmp_path.glob("*.xlsx")}
    assert set(sheets) == set(CODES[:4])
    assert ["Места" in names for _, names in sorted(sheets.items())] == [True, False, False, False]
    assert all("Педагоги" in names for names in sheets.values())


def test_a_form_of_fewer_tables_is_taken_back(drawn: Path, tmp_path: Path) -> None:
    make(drawn, tmp_path)
    done = collect(drawn, tmp_path, "--dry-run")
    assert done.code == 0, done.out + done.err
    assert "Прислали все" in done.out


def test_who_owes_nothing_is_not_missed(drawn: Path, tmp_path: Path) -> None:
    make(drawn, tmp_path, "--table", "places")
    assert "Прислали все" in collect(drawn, tmp_path, "--dry-run").out


@pytest.fixture(scope="module")
def sent(drawn: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two forms: of 001 with a signature below and a sheet of its own, of 002 saved with macros."""
    folder = tmp_path_factory.mktemp("sent")
    make(drawn, folder)
    for code in CODES[2:4]:
        (folder / f"{code}.xlsx").unlink()
    book = load_workbook(folder / "001.xlsx")
    book["Места"].cell(30, 1).value = "Исполнитель Иванова"
    book["Места"]["F7"] = "сбоку"
    book.create_sheet("Ещё педагоги").append(["001-8", "Кто", "001"])
    book.save(folder / "001.xlsx")
    (folder / "002.xlsx").rename(folder / "002.xlsm")
    with zipfile.ZipFile(folder / "002.xlsm", "a") as parts:
        parts.writestr("xl/vbaProject.bin", b"x")
    return folder


def test_what_was_collected_is_told_to_programs(drawn: Path, sent: Path) -> None:
    done = collect(drawn, sent, "--dry-run", "--format", "json")
    told = json.loads(done.out)
    assert list(jsonschema.Draft202012Validator(json.loads(schema_text("collected")))
                .iter_errors(told)) == []  # fmt: skip
    first, second = told["files"]
    assert (first["accepted"], second["accepted"]) == (False, True)
    assert second["tables"] == {"staff": 1}
    assert [each["organisation"] for each in told["absent"]] == ["001", "003", "004"]
    assert done.code == 1


def test_words_in_the_place_of_a_code_and_sheets_beside_the_form_are_told(
    drawn: Path, sent: Path
) -> None:
    lines = findings_of(collect(drawn, sent, "--dry-run"), "001.xlsx")
    assert "001.xlsx:Места:A30: ошибка" in lines
    assert "001.xlsx:Ещё педагоги" in lines
    assert "P953" in lines
    assert "001.xlsx:Места:F7: предупреждение P955" in lines


def test_a_form_that_came_back_with_macros_says_so_and_counts(drawn: Path, sent: Path) -> None:
    lines = findings_of(collect(drawn, sent, "--dry-run"), "002.xlsm")
    assert "предупреждение P957" in lines
    assert "vbaProject.bin" in lines
