"""report.docx and report.xlsx: what heads sign and specialists filter says what the page says."""

import io
import re
import zipfile
from pathlib import Path

import openpyxl
import pytest

from engine.children import office, run_office
from engine.papers.documents import Paragraph, Table
from engine.papers.word import read_docx
from engine.reports.word import Cell, Paper, cell
from tests.running import run

ROOT = Path(__file__).parents[3]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example, judged once in both formats."""
    folder = tmp_path_factory.mktemp("papers")
    done = run(
        "evaluate", str(ROOT / "specs/dyatkovo-2021"), "--as-of", "2022-06-01", "--out",
        str(folder), "--format", "docx,xlsx,md", "-q",
    )  # fmt: skip
    assert done.code == 0, done.err
    return folder


def test_the_paper_opens_with_what_the_page_says(made: Path) -> None:
    document = read_docx(zipfile.ZipFile(made / "report.docx"), "report.docx")
    lines = [block.text for block in document.blocks if isinstance(block, Paragraph)]
    said = re.sub(r"[\\*]", "", made.joinpath("report.md").read_text("utf-8"))
    opening = [line for line in lines[:12] if line.startswith(("Из 96", "Всего 117"))]
    assert len(opening) == 2
    assert all(line in said for line in opening)
    assert {"Что не выполнено", "Кому нужна помощь", "Приложение. Расчёты и мероприятия"} <= {
        *lines
    }
    assert document.remarks == ()
    cells = [cell.text for table in document.tables for cell in table.cells()]
    assert any("1.1: требование не выполнено" in text for text in cells)


def test_every_table_of_the_paper_repeats_its_head() -> None:
    paper = Paper()
    paper.table((1, 1), [[cell("a"), cell("b")], [Cell(("c", "d"), columns=2)]])
    parts = zipfile.ZipFile(io.BytesIO(paper.content()))
    document = parts.read("word/document.xml").decode()
    assert document.count("<w:tblHeader/>") == 1
    assert document.count("<w:cantSplit/>") == 2


def test_a_row_of_half_a_page_goes_on_on_the_next() -> None:
    paper = Paper()
    paper.table((1, 1), [[cell("a"), cell("b")], [cell("c"), cell("слово " * 400)]])
    document = zipfile.ZipFile(io.BytesIO(paper.content())).read("word/document.xml").decode()
    assert document.count("<w:cantSplit/>") == 1


@pytest.mark.parametrize(("language", "spelt"), [("ru", "ru-RU"), ("en", "en-GB")])
def test_a_paper_is_spelt_in_its_language(language: str, spelt: str) -> None:
    parts = zipfile.ZipFile(io.BytesIO(Paper(language=language).content()))
    assert f'<w:lang w:val="{spelt}"/>' in parts.read("word/styles.xml").decode()


def test_what_would_end_the_xml_or_begin_a_formula_is_text(tmp_path: Path) -> None:
    paper = Paper()
    paper.paragraph("</w:t>\x00\x0b<b> & =cmd|' /C calc'!A1")
    file = read_docx(zipfile.ZipFile(io.BytesIO(paper.content())), "a")
    (line,) = [block.text for block in file.blocks if isinstance(block, Paragraph)]
    assert line == "</w:t><b> & =cmd|' /C calc'!A1"


def test_the_workbook_has_a_sheet_a_roadmap_with_filters_and_a_frozen_head(made: Path) -> None:
    book = openpyxl.load_workbook(made / "report.xlsx")
    assert book.sheetnames[:2] == ["Сводка", "1.1 Оценка качества подготовки"]
    sheet = book.worksheets[1]
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref is not None
    verdicts = {row[3].value: row[3].fill.fgColor.rgb for row in sheet.iter_rows(min_row=2)}
    assert verdicts["выполнен"] != verdicts["не выполнен"]


def test_columns_of_words_are_wide_and_wrap_on_every_sheet(made: Path) -> None:
    book = openpyxl.load_workbook(made / "report.xlsx")
    usual = 8.43
    widest = {
        sheet.title: max(each.width for each in sheet.column_dimensions.values())
        for sheet in book.worksheets
    }
    assert [title for title, width in widest.items() if width < 4 * usual] == []


def formulas(data: bytes) -> dict[str, object]:
    """Cells that hold a formula, with the values that stand beside it."""
    book = openpyxl.load_workbook(io.BytesIO(data))
    values = openpyxl.load_workbook(io.BytesIO(data), data_only=True)
    return {
        f"{sheet.title}!{each.coordinate}": values[sheet.title][each.coordinate].value
        for sheet in book
        for row in sheet.iter_rows()
        for each in row
        if each.data_type == "f"
    }


def test_only_sums_are_formulas_and_they_hold_their_values(made: Path) -> None:
    found = formulas(made.joinpath("report.xlsx").read_bytes())
    assert {name.partition("!")[0] for name in found} == {"Сводка"}
    assert all(isinstance(value, int) for value in found.values())
    assert max(found.values()) == 96  # type: ignore[type-var]


@pytest.mark.skipif(office() is None, reason="LibreOffice is not installed")
def test_libreoffice_counts_the_same_sums(made: Path) -> None:
    data = made.joinpath("report.xlsx").read_bytes()
    assert formulas(run_office(data, "xlsx", "xlsx")) == formulas(data)


@pytest.mark.parametrize("name", ["report.docx", "report.xlsx"])
def test_the_same_run_gives_the_same_bytes(name: str, made: Path, tmp_path: Path) -> None:
    done = run(
        "evaluate", str(ROOT / "specs/dyatkovo-2021"), "--as-of", "2022-06-01", "--out",
        str(tmp_path), "--format", name.partition(".")[2], "-q",
    )  # fmt: skip
    assert done.code == 0
    assert tmp_path.joinpath(name).read_bytes() == made.joinpath(name).read_bytes()


@pytest.mark.parametrize(
    ("heading", "kind", "verdict"),
    [
        ("Чья очередь: просроченные мероприятия", "Мероприятие", "просрочено"),
        ("Что не выполнено", "Показатель", "не выполнен"),
    ],
)
def test_the_lists_of_the_paper_are_those_of_the_workbook(
    made: Path, heading: str, kind: str, verdict: str
) -> None:
    """Below each heading stands what has this verdict, all of it and nothing else."""
    blocks = read_docx(zipfile.ZipFile(made / "report.docx"), "report.docx").blocks
    at = next(n for n, one in enumerate(blocks) if getattr(one, "text", "") == heading)
    listed = blocks[at + 1]
    assert isinstance(listed, Table)
    book = openpyxl.load_workbook(made / "report.xlsx")
    rows = [row for sheet in book for row in sheet.iter_rows(min_row=2, values_only=True)]
    wanted = [str(row[2]) for row in rows if row[0] == kind and row[3] == verdict]
    assert wanted
    assert sorted(row.cells[1].text for row in listed.rows[1:]) == sorted(wanted)
