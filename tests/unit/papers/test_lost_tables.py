"""A .doc whose tables LibreOffice loses: it makes one paragraph of all the cells."""

import pytest

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
