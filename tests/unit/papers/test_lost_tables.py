"""A .doc whose tables LibreOffice loses: it makes one paragraph of all the cells."""

import pytest

from engine.children import ChildFailed, FailureKind
from engine.diagnostics import Finding
from engine.messages import Language, catalogue
from engine.papers import converting
from engine.papers.sniffing import PaperKind
from tests.unit.papers.wordxml import docx, p, tbl

_CELLS = "\x07".join(["№", "Мероприятие", "Срок", "1", "Семинар", "май", "2"]).encode("utf-16-le")
_BY_PACKAGE = docx(tbl(["№", "Мероприятие"], ["1", "Семинар"]))


@pytest.mark.parametrize(
    ("data", "made", "is_lost"),
    [
        (_CELLS, docx(p("№МероприятиеСрок1Семинармай2")), True),
        (_CELLS, docx(tbl(["№", "Мероприятие"])), False),
        ("Приказ".encode("utf-16-le"), docx(p("Приказ")), False),
    ],
    ids=["cells became words", "the table is there", "no table was there"],
)
def test_the_other_reader_is_asked_where_cells_became_words(
    data: bytes, made: bytes, is_lost: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(converting, "run_office", lambda *_: made)
    monkeypatch.setattr(converting, "find_spec", lambda _: True)
    monkeypatch.setattr(converting, "call", lambda *_, **__: _BY_PACKAGE)
    found, told = converting.as_docx(data, PaperKind.DOC, "план.doc", catalogue(Language.RU))
    assert found == (_BY_PACKAGE if is_lost else made)
    assert [each.code.id for each in told] == (["P927"] if is_lost else [])
    assert all("LibreOffice потерял таблицы" in how(each) for each in told)


def how(found: Finding) -> str:
    return str(dict(found.params).get("how", ""))


@pytest.mark.parametrize("fault", ["is not installed", "fails"])
def test_without_the_other_reader_the_words_come_and_the_loss_is_told(
    fault: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> bytes:
        raise ChildFailed(FailureKind.RAISED, "")

    lost = docx(p("№МероприятиеСрок1Семинармай2"))
    monkeypatch.setattr(converting, "run_office", lambda *_: lost)
    monkeypatch.setattr(converting, "find_spec", lambda _: fault == "fails" or None)
    monkeypatch.setattr(converting, "call", fail)
    found, told = converting.as_docx(_CELLS, PaperKind.DOC, "план.doc", catalogue(Language.RU))
    assert found == lost
    assert [each.code.id for each in told] == (["P931"] if fault == "fails" else []) + ["P927"]
    assert "ячейки стали словами" in how(told[-1])
