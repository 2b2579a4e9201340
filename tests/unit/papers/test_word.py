"""What Word prints is what is read: numbers, merged cells, accepted words; the rest is named."""

import shutil
import subprocess
from pathlib import Path

import pytest

from engine.papers.documents import Document, Paragraph, Table
from engine.papers.word import read_docx
from engine.tables.zip_archive import open_zip
from tests.unit.papers.wordxml import (
    control,
    deleted,
    docx,
    inserted,
    numbering,
    p,
    part,
    t,
    tbl,
    tc,
    tr,
)

RESTARTED = (
    '<w:num w:numId="9"><w:abstractNumId w:val="1"/>'
    '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
)
LISTS = numbering(
    [("decimal", "%1."), ("decimal", "%1.%2."), ("russianLower", "%3)")],
    [("upperRoman", "%1.")],
    [("lowerLetter", "%1)")],
    [("decimalZero", "%1")],
    [("bullet", "-")],
    extra=RESTARTED,
)


def document(*blocks: str, **given: object) -> Document:
    parts = open_zip(docx(*blocks, **given), "a.docx")  # type: ignore[arg-type]
    return read_docx(parts, "a.docx")  # type: ignore[arg-type]


def lines(found: Document) -> list[str]:
    return [block.printed for block in found.blocks if isinstance(block, Paragraph)]


def remarks(found: Document) -> list[str]:
    return [f"{remark.kind.value}: {remark.text}" for remark in found.remarks]


def numbered(*numbers: tuple[int, int]) -> str:
    return "".join(p("x", number=number) for number in numbers)


LEVELS = ((1, 0), (1, 1), (1, 1), (1, 2), (1, 0), (1, 1), (9, 0), (9, 1), (1, 0), (2, 0), (3, 0),
          (2, 0), (4, 0))  # fmt: skip
PRINTED = ["1.", "1.1.", "1.2.", "а)", "2.", "2.1.", "1.", "1.1.", "2.", "I.", "a)", "II.",
           "01"]  # fmt: skip


def test_numbers_restart_below_a_higher_level_and_where_a_list_says_so() -> None:
    found = document(numbered(*LEVELS), parts={"numbering": LISTS})
    assert lines(found) == [f"{each} x" for each in PRINTED]


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_prints_the_same_numbers(tmp_path: Path) -> None:
    tmp_path.joinpath("a.docx").write_bytes(
        docx(numbered(*LEVELS), *[p("x", number=(6, 0))] * 32, parts={"numbering": numbering(
            [("decimal", "%1."), ("decimal", "%1.%2."), ("russianLower", "%3)")],
            [("upperRoman", "%1.")], [("lowerLetter", "%1)")], [("decimalZero", "%1")],
            [("bullet", "-")], [("russianUpper", "%1.")], extra=RESTARTED,
        )})
    )  # fmt: skip
    subprocess.run(
        ["soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless",
         "--convert-to", "txt:Text", "--outdir", str(tmp_path), str(tmp_path / "a.docx")],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    theirs = tmp_path.joinpath("a.txt").read_text("utf-8-sig").split("\n")
    parts = open_zip(tmp_path.joinpath("a.docx").read_bytes(), "a")
    ours = lines(read_docx(parts, "a"))  # type: ignore[arg-type]
    first = [line.strip() for line in theirs if line.strip()][: len(PRINTED) + 29]
    assert ours[: len(first)] == first


def test_a_style_gives_the_list_and_the_level() -> None:
    styles = part(
        "styles",
        '<w:style w:type="paragraph" w:styleId="Base"><w:pPr><w:numPr>'
        '<w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="Own"><w:basedOn w:val="Base"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="None"><w:basedOn w:val="Base"/><w:pPr><w:numPr>'
        '<w:numId w:val="0"/></w:numPr></w:pPr></w:style>',
    )
    found = document(
        p("a", style="Own"), p("b", style="None"), p("c", style="Own"),
        parts={"numbering": LISTS, "styles": styles},
    )  # fmt: skip
    assert lines(found) == ["1. a", "b", "2. c"]


def test_accepted_words_are_read_and_the_rest_is_kept_apart() -> None:
    found = document(
        p("до ", deleted("1"), "15 октября"),
        p("срок ", inserted("новый")),
        p(t("качест\u00adво СО"), "<w:r><w:t>Ш</w:t><w:noBreakHyphen/><w:t>1</w:t></w:r>"),
        p("<w:r><w:rPr><w:vanish/></w:rPr><w:t>тайное</w:t></w:r>", t("видно")),
        p(control(t("15 октября"))),
    )
    assert lines(found) == ["до 15 октября", "срок новый", "качество СОШ-1", "видно", "15 октября"]
    assert remarks(found) == ["deleted: 1", "inserted: новый", "hidden: тайное"]


def test_a_deleted_paragraph_mark_joins_two_paragraphs() -> None:
    gone = '<w:p><w:pPr><w:rPr><w:del w:id="1"/></w:rPr></w:pPr><w:r><w:t>один </w:t></w:r></w:p>'
    assert lines(document(gone, p("два"))) == ["один два"]


def test_fields_show_their_result_and_not_their_instruction() -> None:
    field = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:t>HYPERLINK</w:t></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>приказ</w:t></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    assert lines(document(p("см. ", field, " № 5"))) == ["см. приказ № 5"]


def test_text_boxes_footnotes_comments_and_headers_are_named() -> None:
    box = (
        "<w:r><w:pict><v:textbox><w:txbxContent><w:p><w:r><w:t>В рамке</w:t></w:r></w:p>"
        "</w:txbxContent></v:textbox></w:pict></w:r>"
    )
    found = document(
        p("слово", box, '<w:r><w:footnoteReference w:id="2"/></w:r>'),
        p("текст", '<w:r><w:commentReference w:id="0"/></w:r>'),
        parts={
            "footnotes": part("footnotes", '<w:footnote w:id="2">' + p("Сноска") + "</w:footnote>"),
            "comments": part("comments", '<w:comment w:id="0">' + p("Спорно") + "</w:comment>"),
            "header": part("hdr", p("Проект")),
        },
    )
    assert remarks(found) == [
        "text_box: В рамке", "footnote: Сноска", "comment: Спорно", "header: Проект",
    ]  # fmt: skip
    assert found.remarks[2].address == (("paragraph", 2),)


def test_cells_know_how_far_they_reach() -> None:
    found = document(
        tbl(
            tr(tc("a", merge="restart"), tc("b", span=2)),
            tr(tc("под", merge="continue"), "c", "d"),
            tr("e", before=2),
            tr("f", gone=True),
        )
    )
    (table,) = found.tables
    assert isinstance(table, Table)
    shape = [[(c.text, c.column, c.columns, c.rows) for c in row.cells] for row in table.rows]
    assert shape == [
        [("a", 0, 1, 2), ("b", 1, 2, 1)],
        [("a", 0, 1, 2), ("c", 1, 1, 1), ("d", 2, 1, 1)],
        [("e", 2, 1, 1)],
    ]
    assert remarks(found) == ["covered: под", "deleted: f"]


def test_nested_tables_stand_in_their_cell() -> None:
    (table,) = document(tbl([tc("вне", tbl(["внутри"]), "<w:p/>")])).tables
    (cell,) = table.cells()
    assert cell.text == "вне"
    assert next(cell.nested[0].cells()).address == (
        ("table", 1), ("row", 1), ("column", 1), ("nested", 1), ("row", 1), ("column", 1),
    )  # fmt: skip
