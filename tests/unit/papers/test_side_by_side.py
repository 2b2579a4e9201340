"""import.html: what became of each cell can be seen on one page."""

import re
from html import unescape
from pathlib import Path

import pytest

from engine.messages import Language, catalogue
from engine.papers import annex, side_by_side
from engine.papers.documents import Cell, Document, Paragraph, Row, Table
from engine.pipeline import check
from tests.running import run

SPECS = Path(__file__).parents[3] / "specs"
RU = catalogue(Language.RU)


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> str:
    root = tmp_path_factory.mktemp("page")
    project = check(SPECS / "livny-2020").loaded.project
    assert project is not None
    (root / "order.docx").write_bytes(annex(project, RU))
    done = run("import", str(root / "order.docx"), "--into", str(root / "made"), "-q")
    assert (root / "made" / "import.html").as_posix() in done.out
    return (root / "made" / "import.html").read_text("utf-8")


def lines_of(page: str) -> dict[str, str]:
    """Anchor of a line of a spec → what stands in it."""
    found = re.findall(r'<span id="(f\d+l\d+)"[^>]*>(.*?)</span>', page)
    return {anchor: unescape(re.sub("<[^>]*>", "", text)) for anchor, text in found}


def test_a_cell_leads_to_the_line_that_its_words_became(page: str) -> None:
    lines = lines_of(page)
    links = re.findall(r'<a href="#(f\d+l\d+)">([^<]*)</a>', page)
    assert len(links) > 200
    for anchor, words in links:
        assert anchor in lines
        if 3 < len(words) < 40 and not lines[anchor].rstrip().endswith((">-", ">", "|-")):
            assert unescape(words).rstrip(".") in lines[anchor]


def test_each_doubt_is_listed_above_with_a_link_to_its_place(page: str) -> None:
    listed = re.search(r"<nav>.*?</nav>", page)
    assert listed is not None
    links = re.findall(r'<a href="#([ct]\d+)">([^<]*)</a>', listed[0])
    assert links
    for anchor, words in links:
        shown = re.search(rf'id="{anchor}" class="[^"]*doubt[^"]*".*?(?=<(?:td|p|tr) )', page)
        assert shown is not None
        assert words.partition(": ")[2] in shown[0]
    count = int(re.findall(r"<summary>[^<]*?(\d+)</summary>", listed[0])[0])
    assert count == listed[0].count("<li>")


def test_the_cells_of_a_row_lead_to_one_event(page: str) -> None:
    rows = re.findall(r"<tr>(.*?)</tr>", page)
    apart = 0
    for row in rows:
        at = [(int(file), int(line)) for file, line in re.findall(r'href="#f(\d+)l(\d+)"', row)]
        apart += len({file for file, _ in at}) > 1 or (bool(at) and max(at)[1] - min(at)[1] > 30)
    assert apart == 0


def test_a_line_leads_back_to_its_cell(page: str) -> None:
    cells = set(re.findall(r'id="(c\d+)"', page))
    back = re.findall(r'<a href="#(c\d+)">', page)
    assert len(back) > 100
    assert set(back) <= cells


def test_what_is_doubtful_and_what_was_proposed_is_marked(page: str) -> None:
    assert 'class="proposed"' in page
    assert re.search(r'class="[^"]*doubt[^"]*"[^>]*>.*?<small>P9\d\d: ', page)


def test_words_of_a_document_are_no_markup_and_nothing_runs() -> None:
    hostile = "<script>alert(1)</script>"
    line = Paragraph((hostile,), (("paragraph", 1),))
    cell = Cell(0, 0, 1, 1, (line,), (), (("table", 1), ("row", 1), ("column", 1)))
    table = Table((Row((cell,), 1),), 1, (("table", 1),))
    document = Document(hostile, (line, table), ())
    page = side_by_side(document, {hostile: f"title: '{hostile}'\n"}, (), RU)
    assert "<script" not in page
    assert "default-src" in page


def test_a_cell_whose_parts_became_several_items_has_gone_over() -> None:
    said = ("Комитет образования, МБОУ «Каменская СОШ»", "Комитет образования, Росток")
    address = (("table", 1), ("row", 1), ("column", 1))
    cells = [Cell(0, 0, 1, 1, (Paragraph((text,), address),), (), address) for text in said]
    bodies = "bodies: [{name: Комитет образования}, {name: МБОУ «Каменская СОШ»}]\n"
    files = {"plan.yaml": bodies}
    for cell, is_tied in zip(cells, (True, False), strict=True):
        table = Table((Row((cell,), 1),), 1, (("table", 1),))
        page = side_by_side(Document("план.docx", (table,), ()), files, (), RU)
        assert ('<td id="c0" class="tied">' in page) is is_tied


@pytest.mark.parametrize(
    ("is_bold", "is_heading"), [(True, False), (False, True), (True, True), (False, False)]
)
def test_a_line_is_bold_where_it_is_bold_or_a_heading(is_bold: bool, is_heading: bool) -> None:
    line = Paragraph(
        ("Раздел I",), (("paragraph", 1),), is_bold=is_bold, is_heading=is_heading
    )  # fmt: skip
    page = side_by_side(Document("план.docx", (line,), ()), {}, (), RU)
    assert ("<b>Раздел I</b>" in page) is (is_bold or is_heading)
