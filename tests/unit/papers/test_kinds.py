"""Orders that are no .docx: older kinds through LibreOffice or a package, workbooks, PDF drafts."""

from collections.abc import Callable
from datetime import datetime
from importlib.util import find_spec
from pathlib import Path

import pytest
import xlsxwriter

from engine.children import NoProgram, office
from engine.papers import converting, pdf
from tests.unit.papers.by_office import COUNTED, ORDER, PLAN, TRACKED, ByOffice
from tests.unit.papers.layouts import load
from tests.unit.papers.measured import measure
from tests.unit.papers.reading import Read, read

needs_office = pytest.mark.skipif(office() is None, reason="LibreOffice is not installed")


@pytest.fixture
def through(by_office: ByOffice, monkeypatch: pytest.MonkeyPatch) -> Callable[[str, str], Read]:
    """What is read of a paper that LibreOffice saved in a kind."""

    def reading(paper: str, kind: str) -> Read:
        monkeypatch.setattr(converting, "run_office", by_office.run)
        return read(by_office.made(paper, kind))

    return reading


def back(found: Read) -> tuple[float, bool]:
    """The share of cells that came back, and whether all numbers did."""
    got = measure(load(ORDER)[1], found.roadmaps)
    return got.same_cells / got.cells, got.same_numbers == got.numbers


@needs_office
@pytest.mark.parametrize("kind", ["doc", "rtf", "odt"])
def test_older_kinds_come_back_through_libreoffice_as_whole_as_docx(
    kind: str, through: Callable[[str, str], Read]
) -> None:
    found = through(COUNTED, kind)
    assert back(found) == (1.0, True)
    assert "P964" not in found.codes()


@needs_office
def test_corrections_survive_a_doc(through: Callable[[str, str], Read]) -> None:
    found = through(TRACKED, "doc")
    assert back(found) == (1.0, True)
    assert "P916" in found.codes()


def no_office(*_: object) -> bytes:
    raise NoProgram("soffice")


@needs_office
@pytest.mark.skipif(find_spec("doc2docx") is None, reason="msdoc2docx is not installed")
def test_without_libreoffice_a_package_reads_a_doc_and_says_so(
    by_office: ByOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = by_office.made(COUNTED, "doc")
    monkeypatch.setattr(converting, "run_office", no_office)
    found = read(made)
    assert back(found) == (1.0, True)
    assert "P927" in found.found


OLD_WORD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le")


@pytest.mark.parametrize("data", [b"{\\rtf1 a}", OLD_WORD], ids=["rtf", "doc"])
def test_where_nothing_converts_the_way_out_is_told(
    data: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(converting, "run_office", no_office)
    monkeypatch.setattr(converting, "find_spec", lambda _: None)
    assert read(data).found == ["P930"]


@needs_office
def test_a_torn_file_gives_a_word_and_not_a_document(by_office: ByOffice) -> None:
    torn = by_office.made(PLAN, "odt")[:1200]
    assert read(torn).found in (["P901"], ["P902"], ["P931"])


def workbook(path: Path) -> bytes:
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet("План")
    sheet.merge_range("A1:D1", "План работы школы на 2022-2023 учебный год")
    for column, text in enumerate(["№", "Мероприятие", "Сроки", "Ответственные"]):
        sheet.write(1, column, text)
    sheet.merge_range("A3:D3", "1. Кадры")
    sheet.write_row(3, 0, ["1.1", "Первое", "май", "ОО"])
    sheet.write_row(4, 0, ["1.2", "Второе"])
    sheet.merge_range("C4:C5", "до 1 мая")
    sheet.write(4, 3, "УО")
    sheet.write_datetime(5, 2, datetime(2023, 5, 31),
                         book.add_format({"num_format": "dd.mm.yyyy"}))  # fmt: skip
    sheet.write_row(5, 0, [3, "Третье"])
    sheet.write_row(6, 0, [4, "Четвертое"])
    sheet.write_datetime(6, 2, datetime(2023, 9, 1), book.add_format({"num_format": "mmm yy"}))
    book.close()
    return path.read_bytes()


def test_a_plan_in_a_workbook_is_read_with_its_merged_cells(tmp_path: Path) -> None:
    found = read(workbook(tmp_path / "plan.xlsx"))
    assert found.column("number") == ["1.1", "1.2", "3", "4"]
    assert found.column("schedule") == ["до 1 мая", "до 1 мая", "31.05.2023", "сентябрь 2023"]
    assert [each["title"] for each in found.roadmap["sections"]] == ["Кадры"]
    assert found.roadmap["title"] == "План работы школы на 2022-2023 учебный год"


@needs_office
@pytest.mark.skipif(find_spec("pdfplumber") is None, reason="pdfplumber is not installed")
def test_a_pdf_with_letters_is_a_draft(by_office: ByOffice) -> None:
    found = read(by_office.made(PLAN, "pdf"))
    assert found.column("title") == ["Первое"]
    assert found.found[0] == "P927"


def test_a_pdf_without_letters_is_a_scan(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "find_spec", lambda _: True)
    monkeypatch.setattr(pdf, "call", lambda *_, **__: [[], [], [], []])
    assert read(b"%PDF-1.4").found == ["P904"]


def test_without_its_library_a_pdf_is_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "find_spec", lambda _: None)
    assert read(b"%PDF-1.4").found == ["P930"]


@pytest.mark.skipif(find_spec("pdfplumber") is None, reason="pdfplumber is not installed")
def test_a_pdf_under_a_password_is_not_called_damaged() -> None:
    pages = (
        b"1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj"
    )
    keys = b"/Filter/Standard/V 1/R 2/P -4/O(" + b"o" * 32 + b")/U(" + b"u" * 32 + b")"
    trailer = b"trailer<</Root 1 0 R/Encrypt<<" + keys + b">>/ID[(a)(a)]>>\nstartxref\n0\n%%EOF"
    assert read(b"%PDF-1.4\n" + pages + b"\n" + trailer).found == ["P903"]
