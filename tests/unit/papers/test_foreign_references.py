"""A paper or a book that names other files and addresses: neither LibreOffice nor our own readers
open any of them."""

import io
import socket
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from engine.children import office, run_office, run_office_once
from engine.messages import Language, catalogue
from engine.papers import converting
from engine.papers.converting import as_docx
from engine.papers.documents import RemarkKind
from engine.papers.importing import read_paper
from engine.papers.sniffing import PaperKind
from engine.tables import open_workbook
from tests.unit.papers.wordxml import docx, p, part, tbl
from tests.unit.tables.books import workbook

_SPACES = "".join(
    f' xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{long}:1.0"'
    for short, long in (("office", "office"), ("text", "text"), ("draw", "drawing"))
)
_KIND = "application/vnd.oasis.opendocument.text"
_PICTURE = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489"
    "0000000a49444154789c6360000000020001e221bc330000000049454e44ae426082"
)


def odt(*addresses: str) -> bytes:
    """A paper that is to take in each of these: as its own words, and as a picture."""
    body = "".join(
        f'<text:section text:name="s{at}"><text:section-source xlink:href="{address}" '
        f'xlink:show="embed"/><text:p>прежнее</text:p></text:section>'
        f'<text:p><draw:frame draw:name="f{at}"><draw:image xlink:href="{address}" '
        f'xlink:show="embed" xlink:actuate="onLoad"/></draw:frame></text:p>'
        for at, address in enumerate(addresses)
    )
    link = ' xmlns:xlink="http://www.w3.org/1999/xlink"'
    content = (
        f"<office:document-content{_SPACES}{link}><office:body><office:text>{body}"
        "</office:text></office:body></office:document-content>"
    )
    entries = "".join(
        f'<m:file-entry m:full-path="{path}" m:media-type="{kind}"/>'
        for path, kind in (("/", _KIND), ("content.xml", "text/xml"))
    )
    space = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as file:
        file.writestr("mimetype", _KIND)
        file.writestr(
            "META-INF/manifest.xml", f'<m:manifest xmlns:m="{space}">{entries}</m:manifest>'
        )
        file.writestr("content.xml", content)
    return packed.getvalue()


_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def _field(code: str) -> str:
    """A field that Word and LibreOffice fill in from elsewhere."""
    signs = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "end"))
    return f"<w:r><w:instrText>{code}</w:instrText></w:r>".join(signs)


def word(*addresses: str) -> bytes:
    """The same of a .docx: its template, pictures, objects, chunks and fields."""
    kinds = ("image", "oleObject", "aFChunk", "subDocument", "frame", "attachedTemplate")
    inner = "".join(
        p(_field(f" {name} &quot;{address}&quot; "))
        for name in ("INCLUDETEXT", "INCLUDEPICTURE", "LINK Word.Document.8", "DDEAUTO cmd")
        for address in addresses
    )
    links = {f"{kind}": addresses[at % len(addresses)] for at, kind in enumerate(kinds)}
    picture = (
        '<w:r><w:pict><v:shape style="width:9pt;height:9pt"><v:imagedata r:id="o0"/></v:shape>'
        '</w:pict></w:r><w:r><w:object><v:shape><v:imagedata r:id="o0"/></v:shape></w:object></w:r>'
    )
    template = (
        f'<Relationship Id="t" Type="{_OFFICE}/attachedTemplate" Target="{addresses[-1]}" '
        f'TargetMode="External"/>'
    )
    space = "http://schemas.openxmlformats.org/package/2006/relationships"
    return docx(
        p(picture), inner, '<w:altChunk r:id="o2"/><w:subDoc r:id="o3"/>',
        tbl(["№", "Мероприятие", "Срок"], ["1", "Дело", "май"]),
        parts={"settings": part("settings", '<w:attachedTemplate r:id="t"/>')},
        outside=links,
        more={"word/_rels/settings.xml.rels":
              f'<Relationships xmlns="{space}">{template}</Relationships>'.encode()},
    )  # fmt: skip


def rtf(*addresses: str) -> bytes:
    """The same of an .rtf."""
    shown = "".join(rf"\u{ord(letter)}?" for letter in "прежнее")
    fields = "".join(
        rf'{{\field{{\*\fldinst {name} "{address}"}}{{\fldrslt {shown}}}}}\par '
        for name in ("INCLUDETEXT", "INCLUDEPICTURE")
        for address in addresses
    )
    return rf"{{\rtf1\ansi{{\*\template {addresses[-1]}}}{fields}}}".encode()


def book(*addresses: str) -> bytes:
    """The same of an .xlsx: links, a picture, a query, a formula and the type of its XML."""
    given, made = io.BytesIO(workbook(Лист=[["а", "б"], ["1", "2"]])), io.BytesIO()
    space = "http://schemas.openxmlformats.org/package/2006/relationships"
    links = "".join(
        f'<Relationship Id="z{at}{kind}" Type="{_OFFICE}/{kind}" Target="{address}" '
        f'TargetMode="External"/>'
        for at, address in enumerate(addresses)
        for kind in ("externalLinkPath", "image", "oleObject", "attachedTemplate", "queryTable")
    )
    with zipfile.ZipFile(given) as parts, zipfile.ZipFile(made, "w") as written:
        for name in parts.namelist():
            written.writestr(name, parts.read(name))
        listed = f'<Relationships xmlns="{space}">{links}</Relationships>'
        written.writestr("xl/worksheets/_rels/sheet1.xml.rels", listed)
        written.writestr("xl/externalLinks/_rels/externalLink1.xml.rels", listed)
    return made.getvalue()


def with_type(packed: bytes, part_name: str, address: str) -> bytes:
    """A package one part of which says that its type, and a word of it, stand elsewhere."""
    made = io.BytesIO()
    said = f'<!DOCTYPE x SYSTEM "{address}" [<!ENTITY % d SYSTEM "{address}"> %d;]>'.encode()
    with zipfile.ZipFile(io.BytesIO(packed)) as parts, zipfile.ZipFile(made, "w") as written:
        for name in parts.namelist():
            content = parts.read(name)
            head, mark, rest = content.rpartition(b"?>") if name == part_name else (b"", b"", b"")
            written.writestr(name, head + mark + said + rest if name == part_name else content)
    return made.getvalue()


@contextmanager
def _elsewhere(folder: Path) -> Iterator[tuple[str, ...]]:
    """Addresses of two files with secrets and of two on a server, which nobody asks."""
    (folder / "secret.txt").write_text("СЕКРЕТНОЕ СЛОВО\n", "utf-8")
    (folder / "secret.png").write_bytes(_PICTURE)
    with socket.create_server(("127.0.0.1", 0)) as listening:
        listening.setblocking(False)
        web = f"http://127.0.0.1:{listening.getsockname()[1]}"
        files = [(folder / name).as_uri() for name in ("secret.txt", "secret.png")]
        yield (*files, f"{web}/a.odt", f"{web}/a.png")
        with pytest.raises(BlockingIOError):
            listening.accept()


@pytest.mark.skipif(office() is None, reason="LibreOffice is not installed")
def test_a_paper_takes_in_no_file_of_the_machine_and_asks_no_address(tmp_path: Path) -> None:
    """A PDF is asked for: into it LibreOffice puts the pictures that another format only names."""
    with _elsewhere(tmp_path) as addresses:
        given = [(made(*addresses), kind) for made, kind in ((odt, "odt"), (word, "docx"))]
        printed = run_office_once(given, "pdf")
    for paper in printed:
        assert paper.startswith(b"%PDF")
        assert b"/Subtype/Image" not in paper


@pytest.mark.skipif(office() is None, reason="LibreOffice is not installed")
def test_the_fields_of_an_rtf_are_read_as_they_were_last_shown(tmp_path: Path) -> None:
    with _elsewhere(tmp_path) as addresses:
        made, findings = as_docx(rtf(*addresses), PaperKind.RTF, "p.rtf", catalogue(Language.RU))
    assert (made is not None, findings) == (True, ())
    with zipfile.ZipFile(io.BytesIO(made or b"")) as parts:
        assert [name for name in parts.namelist() if "media" in name] == []
        assert parts.read("word/document.xml").decode().count(">прежнее<") == 8


@pytest.mark.skipif(office() is None, reason="LibreOffice is not installed")
def test_the_pictures_that_an_old_paper_names_are_told_and_not_taken_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """LibreOffice writes the picture of an .odt that lies elsewhere as a field of a .doc."""
    with _elsewhere(tmp_path) as addresses:
        old = run_office(odt(*addresses), "odt", "doc:MS Word 97")
        assert "INCLUDEPICTURE".encode("utf-16-le") in old
        kept: list[bytes] = []

        def keeping(*asked: str) -> bytes:
            kept.append(run_office(*asked))  # type: ignore[arg-type]
            return kept[-1]

        monkeypatch.setattr(converting, "run_office", keeping)
        document, _ = read_paper(old, "p.doc", catalogue(Language.RU))
    assert document is not None
    assert RemarkKind.EXTERNAL in {remark.kind for remark in document.remarks}
    (made,) = kept
    with zipfile.ZipFile(io.BytesIO(made)) as parts:
        assert [name for name in parts.namelist() if "media" in name] == []
        assert "СЕКРЕТНОЕ" not in parts.read("word/document.xml").decode()


def test_our_own_readers_take_in_no_file_of_the_machine_and_ask_no_address(tmp_path: Path) -> None:
    ru = catalogue(Language.RU)
    with _elsewhere(tmp_path) as addresses:
        told, books = [], []
        for address in addresses:
            papers = (word(address, *addresses), book(address, *addresses))
            typed = (
                with_type(papers[0], "word/document.xml", address),
                with_type(papers[1], "xl/worksheets/sheet1.xml", address),
            )
            told += [read_paper(each, "p", ru) for each in (*papers, *typed)]
            books += [open_workbook(each, "p.xlsx") for each in (papers[1], typed[1])]
    document, _ = told[0]
    assert document is not None
    assert RemarkKind.EXTERNAL in {remark.kind for remark in document.remarks}
    assert "СЕКРЕТНОЕ" not in repr((told, books))
