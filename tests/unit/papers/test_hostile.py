"""Word files are hostile: bombs, outside addresses, programs, torn archives; nothing is raised."""

import io
import zipfile
from time import process_time

import pytest
from openpyxl import Workbook

from engine.diagnostics import Finding
from engine.messages import Language, catalogue
from engine.papers import importing
from engine.papers.documents import Document, Paragraph
from engine.papers.listed import listed_plan
from engine.papers.sniffing import PaperKind, programs_in, sniff
from engine.papers.word import package
from engine.papers.workbooks import MOST_SHEETS, read_workbook
from tests.unit.papers.reading import read, read_blocks
from tests.unit.papers.wordxml import W, docx, p, tbl
from tests.unit.tables.books import workbook

PLAN = (p("План мероприятий"), tbl(["№", "Мероприятие", "Срок"], ["1", "Дело", "май"]))
BOMB = (
    '<?xml version="1.0"?><!DOCTYPE b [<!ENTITY a "aaaaaaaaaa"><!ENTITY c "&a;&a;&a;">]>'
    f'<w:document xmlns:w="{W}"><w:body><w:p><w:r><w:t>&c;</w:t></w:r></w:p></w:body></w:document>'
)


def with_document(text: bytes) -> bytes:
    """A package whose main part is this."""
    packed = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(docx(*PLAN))) as given,
        zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as file,
    ):
        for name in given.namelist():
            file.writestr(name, text if name == "word/document.xml" else given.read(name))
    return packed.getvalue()


@pytest.mark.parametrize(
    "data",
    [
        with_document(BOMB.encode()),
        with_document(BOMB.encode("utf-16")),
        with_document(b"<w:document"),
        with_document(b""),
        with_document(("<a>" * 100_000 + "</a>" * 100_000).encode()),
        docx(*PLAN)[:-200],
        docx(*PLAN)[:700],
        docx(*PLAN, more={"big": b"0" * (70 << 20)}),
    ],
    ids=["entities", "utf-16", "torn xml", "empty", "deep", "no end", "torn", "zip bomb"],
)
def test_a_damaged_or_hostile_file_is_refused_with_a_word(data: bytes) -> None:
    found = read(data)
    assert (found.files, found.found) in (({}, ["P902"]), ({}, ["P901"]))


def test_a_workbook_of_hundreds_of_sheets_is_refused_before_they_are_read() -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as file:
        for number in range(MOST_SHEETS + 1):
            file.writestr(f"xl/worksheets/sheet{number}.xml", "<worksheet/>")
    found = read_workbook(packed.getvalue(), "план.xlsx")
    assert isinstance(found, Finding)
    assert (found.code.id, dict(found.params)["count"]) == ("D275", MOST_SHEETS + 1)


def test_a_paper_larger_than_orders_are_is_called_too_large(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(importing, "MOST_ROWS", 3)
    monkeypatch.setattr(package, "MAX_ELEMENTS", 1_000)
    ru = catalogue(Language.RU)
    heads = ["№", "Мероприятие", "Срок"]
    for paper in (
        docx(p("План"), tbl(heads, *[["1", "Дело", "май"]] * 3)),
        docx(p("План"), tbl(heads, *[["1", "Дело", "май"]] * 1_000)),
        docx(p("План"), tbl(heads, ["1", "а" * (importing.LONGEST + 1), "май"])),
    ):
        document, (finding,) = importing.read_paper(paper, "план.docx", ru)
        assert document is None
        assert ru.finding(finding) == "файл слишком велик для приказа"
    _, (torn,) = importing.read_paper(docx(*PLAN)[:-200], "план.docx", ru)
    assert ru.finding(torn) == "файл повреждён или не является документом Word"


def test_tables_inside_of_tables_have_an_end() -> None:
    inner = tbl(["x"])
    for _ in range(200):
        inner = f"<w:tbl><w:tr><w:tc>{inner}<w:p/></w:tc></w:tr></w:tbl>"
    assert read_blocks(inner).codes() == {"P902"}


def test_programs_are_named_and_addresses_are_not_opened() -> None:
    found = read(
        docx(
            *PLAN,
            more={"word/vbaProject.bin": b"\0" * 10},
            outside={"attachedTemplate": "file://server/share.dotm", "hyperlink": "http://a.b"},
        )
    )
    assert [each for each in found.found if each in ("P905", "P906")] == ["P905", "P906"]
    assert found.column("title") == ["Дело"]
    sheets = workbook(Лист=[["№", "Мероприятие", "Срок"], ["1", "Дело", "май"]])
    packed = io.BytesIO(sheets)
    with zipfile.ZipFile(packed, "a") as parts:
        parts.writestr("xl/vbaProject.bin", b"x")
    old = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "_VBA_PROJECT".encode("utf-16-le")
    assert [programs_in(each) for each in (packed.getvalue(), sheets, old)] == [
        ("xl/vbaProject.bin",), (), ("_VBA_PROJECT",),
    ]  # fmt: skip
    assert "P905" in read(packed.getvalue()).codes()


@pytest.mark.parametrize(
    ("data", "kind", "code"),
    [
        (b"\x89PNG\r\n", PaperKind.PICTURE, "P904"),
        (b"\xff\xd8\xff\xe0", PaperKind.PICTURE, "P904"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
         PaperKind.LOCKED, "P903"),
        (b"<html><body>", PaperKind.HTML, "P910"),
        (b"", PaperKind.OTHER, "P901"),
        (b"just words", PaperKind.OTHER, "P901"),
    ],
)  # fmt: skip
def test_the_content_decides_and_not_the_name(data: bytes, kind: PaperKind, code: str) -> None:
    assert sniff(data) is kind
    assert read(data).found[0] == code


def test_thousands_of_rows_take_seconds() -> None:
    rows = [[f"{n}.", f"Проведение мероприятия {n}", "май 2023", "Школа"] for n in range(1, 3_001)]
    began = process_time()
    found = read_blocks(p("План"), tbl(["№", "Мероприятие", "Срок", "Ответственный"], *rows))
    assert len(found.events) == 3_000
    assert process_time() - began < 30


def test_a_sheet_that_is_cut_off_is_told_and_an_empty_one_is_passed_over() -> None:
    book = Workbook()
    for title, words in (("Первый", "Собрать сведения"), ("Второй", "Обобщить сведения")):
        sheet = book.active if title == "Первый" else book.create_sheet(title)
        sheet.append(["№", "Мероприятие", "Срок"])
        sheet.append([1, words, "май 2022"])
    book.create_sheet("Пустой")
    whole, cut = io.BytesIO(), io.BytesIO()
    book.save(whole)
    assert isinstance(read_workbook(whole.getvalue(), "plan.xlsx"), Document)
    with zipfile.ZipFile(whole) as parts, zipfile.ZipFile(cut, "w") as kept:
        for name in parts.namelist():
            content = parts.read(name)
            half = name.endswith("sheet2.xml")
            kept.writestr(name, content[: len(content) // 2] if half else content)
    assert isinstance(read_workbook(cut.getvalue(), "plan.xlsx"), Finding)


def test_sixty_thousand_lines_behind_a_counted_one_are_its_words_and_not_minutes() -> None:
    many = ["слово о школе"] * 60_000
    texts = [
        "1. Совещание до 5 мая",
        "2. Беседы",
        *many,
        "до 15 мая 2023 г.",
        "3. Сбор в мае" + ".;" * 9,
    ]
    lines = [Paragraph((text,), (("paragraph", at),)) for at, text in enumerate(texts)]
    began = process_time()
    plan, left = listed_plan(lines) or pytest.fail("no plan")
    assert not left
    assert [each.schedule for each in plan.events] == ["до 5 мая", "до 15 мая 2023 г.", "в мае"]
    assert len(plan.events[1].title) == len("Беседы") + 60_000 * len(" слово о школе")
    assert process_time() - began < 20
