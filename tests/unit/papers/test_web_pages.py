"""Web pages named .doc, their archives, files under a password: read, or told by name."""

import zipfile
from base64 import b64encode
from io import BytesIO

import pytest

from engine.papers.documents import Document, Paragraph
from engine.papers.sniffing import PaperKind, sniff
from engine.papers.web_pages import read_archive, read_page
from tests.unit.papers.reading import read

PAGE = """<html xmlns:o="urn:schemas-microsoft-com:office:office"><head>
<meta http-equiv=Content-Type content="text/html; charset=windows-1251"><title>Форма 7</title>
<style>td {mso-number-format:"\\@"}</style><script>if (a < b) document.write("<td>")</script></head>
<body><!-- <table><tr><td>Старый план</table> -->
<p align=center><b>ПЛАН МЕРОПРИЯТИЙ</b><br>по подготовке к учебному году</p>
<p style="display:none">Черновик: не рассылать</p>
<table border=1><thead><tr><th rowspan=2>№&nbsp;п/п<th rowspan=2>Наименование<br>мероприятия
<th colspan=2>Исполнение<tr><td>Срок<td>Ответственный</thead>
<tr><td colspan=4><b>Раздел 1. Здания</b></td></tr>
<tr><td>1<td>Ремонт &#8232;кро&shy;вли\x01 &laquo;под ключ&raquo;<td>до&nbsp;1&nbsp;августа 2024 г.
<td rowspan=2>Хозяйственный отдел
<tr><td>2<td>Проверка<ol><li>котлов;<li value=4>труб</ol>
<td>август <del>2023</del><ins>2024</ins> г.
<tr><td>3<td>Закупка мебели<br/>и&nbsp;оборудования<td>июль&nbsp;&mdash; август 2024&#160;г.
<td>Бухгалтерия
</table><p>Исполнитель: Ким<img src="http://там/печать.png" alt="Печать"></body></html>"""
EVENTS = [
    ("1", "Ремонт кровли «под ключ»", "до 1 августа 2024 г.", ["Хозяйственный отдел"]),
    ("2", "Проверка 1. котлов; 4. труб", "август 2024 г.", ["Хозяйственный отдел"]),
    ("3", "Закупка мебели и оборудования", "июль — август 2024 г.", ["Бухгалтерия"]),
]
HEAD = "MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=b\r\n\r\n--b\r\n"


def archive(kind: str, body: bytes) -> bytes:
    text = f"{HEAD}Content-Type: {kind}\r\nContent-Transfer-Encoding: base64\r\n\r\n"
    return text.encode() + b64encode(body) + b"\r\n--b--\r\n"


@pytest.mark.parametrize(
    "data",
    [
        PAGE.encode("cp1251"),
        PAGE.replace("windows-1251", "utf-8").encode(),
        PAGE.replace("windows-1251", "no-such").encode("cp1251"),
        PAGE.replace("windows-1251", "utf-16").encode("utf-16"),
        b"<?xml version='1.0'?>\n" + PAGE.encode("cp1251"),
        PAGE[PAGE.index("<meta") :].encode("cp1251"),
        archive("text/html", PAGE.encode("cp1251")),
    ],
    ids=["1251", "utf-8", "unknown", "utf-16", "xhtml", "no-head", "mht"],
)
def test_a_page_named_doc_is_read_through_the_same_grid(data: bytes) -> None:
    found = read(data)
    got = [
        (
            event["number"],
            event["title"],
            event["schedule"],
            [x["text"] for x in event["responsible"]],
        )
        for event in found.events
    ]
    assert got == EVENTS
    assert found.roadmap["title"] == "ПЛАН МЕРОПРИЯТИЙ по подготовке к учебному году"
    assert [each["number"] for each in found.roadmap["sections"]] == ["1"]
    assert found.found == [
        "P951 абзац 2", "P920", "P920", "P921 абзац 2", "P916 таблица 1, строка 5, столбец 3",
        "P916 таблица 1, строка 5, столбец 3", "P952 абзац 2",
    ]  # fmt: skip


def compound(*streams: bytes, name: str) -> bytes:
    """The outside of an old file: streams begin with sectors, names are in a directory."""
    sectors = b"".join(stream.ljust(512, b"\0") for stream in streams)
    return (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".ljust(512, b"\0") + sectors + name.encode("utf-16-le")
    )


def odt(manifest: str) -> bytes:
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w") as parts:
        parts.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        parts.writestr("META-INF/manifest.xml", manifest)
    return packed.getvalue()


def test_what_is_under_a_password_or_no_paper_is_told_by_its_name() -> None:
    first_of_xls = b"\x09\x08\x10\x00\x00\x06".ljust(20, b"\1")
    first_of_doc = b"\xec\xa5\xc1\x00".ljust(10, b"\1")
    kinds = [
        (compound(b"", name="EncryptedPackage"), PaperKind.LOCKED),
        (compound(first_of_doc + b"\x00\x01", name="WordDocument"), PaperKind.LOCKED),
        (compound(first_of_doc + b"\x00\x02", name="WordDocument"), PaperKind.DOC),
        (compound(first_of_xls + b"\x2f\x00\x04\x00aaaa", name="Workbook"), PaperKind.LOCKED),
        (compound(first_of_xls + b"\x85\x00\x04\x00aaaa", name="Workbook"), PaperKind.XLS),
        (odt("<manifest><encryption-data/></manifest>"), PaperKind.LOCKED),
        (odt("<manifest/>"), PaperKind.ODT),
        (b'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook/>',
         PaperKind.SHEET_XML),
        (b"a < b and <table", PaperKind.OTHER),
        (b"<svg><p></svg>", PaperKind.OTHER),
    ]  # fmt: skip
    assert [sniff(data) for data, _ in kinds] == [kind for _, kind in kinds]
    assert read(kinds[1][0]).found == ["P903"]
    assert read(archive("text/plain", b"hello")).found == ["P901"]


def test_a_hostile_page_costs_a_moment() -> None:
    many = 50_000
    for text in (
        "<!--", "<a ", "<![", "<?", "</", '<a b="', "<div>", "<table>", "&", "<script>",
        "<table><tr><td colspan=1000>", "<td rowspan=9999>", '<p "> "', "<p><b>a</b>",
    ):  # fmt: skip
        read_page(f"<html><table><tr>{text * many}".encode(), "x.doc")
    assert read(HEAD.encode() + b"\r\n--b" * many).found == ["P902"]
    assert read(archive(f'text/html; x="{";" * many}', b"<p>a")).found == ["P902"]
    assert read(b"<table><tr><td>" * 61 + b"a").found == ["P902"]
    assert sniff(b"<!-- a -->" * 100 + b"<link><p>") is PaperKind.OTHER


def test_what_a_page_says_of_its_letters_and_signs_is_bounded() -> None:
    said = "<p>Приказ &#" + "9" * 5000 + ";</p>"
    for kind in ("text/html; charset=punycode", 'text/html; charset="a\0b"', "text/html"):
        found = read_archive(archive(kind, said.encode()), "x.mht")
        assert isinstance(found, Document)
        assert [block.lines for block in found.blocks if isinstance(block, Paragraph)] == [
            ("Приказ \ufffd",)
        ]
