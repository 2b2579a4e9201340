"""csv → text cells; encoding and delimiter are declared, and a wrong one is told."""

from contextlib import suppress
from pathlib import Path
from unittest.mock import patch

import pytest

from engine.diagnostics import Finding
from engine.model.tables import Dialect
from engine.tables import RawSheet, csv, read_csv

RUSSIAN = "Код;Имя\n101;Школа\n"


def cells(content: bytes, dialect: Dialect = Dialect()) -> list[tuple[object, ...]]:  # noqa: B008
    raw = read_csv(content, "а.csv", dialect)
    assert isinstance(raw, RawSheet)
    return raw.frame.rows()


def refusal(content: bytes, encoding: str = "utf-8") -> Finding:
    found = read_csv(content, "а.csv", Dialect(encoding=encoding))
    assert isinstance(found, Finding)
    return found


def test_every_line_is_a_record_with_its_number() -> None:
    assert cells(RUSSIAN.encode()) == [("Код", "Имя", 1), ("101", "Школа", 2), ("", None, 3)]


def test_windows_1251_is_read_where_it_is_declared() -> None:
    assert cells(RUSSIAN.encode("cp1251"), Dialect(encoding="windows-1251"))[0][:2] == (
        "Код",
        "Имя",
    )


def test_a_byte_order_mark_is_no_part_of_the_first_heading() -> None:
    assert cells(RUSSIAN.encode("utf-8-sig"))[0][0] == "Код"


def test_windows_1251_declared_as_utf8_is_told_with_line_and_byte() -> None:
    finding = refusal(b"a;b\n" + "Школа".encode("cp1251"))
    assert (finding.code.name, str(finding.at)) == ("wrong-encoding", "а.csv:2")
    assert dict(finding.params)["guess"] == "windows-1251"
    assert dict(finding.params)["byte"] == 5


def test_utf8_declared_as_windows_1251_is_told_though_every_byte_decodes() -> None:
    finding = refusal(b"a;b\n" + "Школа".encode(), "windows-1251")
    assert (finding.code.name, dict(finding.params)["guess"]) == ("wrong-encoding", "utf-8")


def test_utf16_of_excel_is_recognised() -> None:
    assert dict(refusal(RUSSIAN.encode("utf-16")).params)["guess"] == "utf-16"


LONG = "Код;Имя\n101;Школа первая\n102;Лицей\n"


@pytest.mark.parametrize(
    ("written", "declared", "guess"),
    [
        ("utf-16-le", "utf-8", "utf-16"), ("utf-16-le", "windows-1251", "utf-16"),
        ("utf-16-be", "utf-8", "utf-16-be"), ("cp866", "utf-8", "cp866"),
        ("koi8-r", "utf-8", "koi8-r"), ("mac-cyrillic", "utf-8", "mac-cyrillic"),
        ("cp866", "windows-1251", "cp866"), ("koi8-r", "windows-1251", "koi8-r"),
        ("windows-1251", "cp866", "windows-1251"), ("windows-1251", "koi8-r", "windows-1251"),
    ],
)  # fmt: skip
def test_an_encoding_that_takes_any_byte_is_not_believed(
    written: str, declared: str, guess: str
) -> None:
    finding = refusal(LONG.encode(written), declared)
    assert (finding.code.name, dict(finding.params)["guess"]) == ("wrong-encoding", guess)


@pytest.mark.parametrize("encoding", ["windows-1251", "cp866", "koi8-r", "mac-cyrillic", "utf-16"])
def test_what_is_written_as_declared_is_read(encoding: str) -> None:
    for text in (LONG, "a;b\n1;Ж\n", "КОД;ИМЯ\n1;ШКОЛА\n", "a;b\n1;№ 5 — «Ёлка»\n"):
        with suppress(UnicodeEncodeError):
            assert cells(text.encode(encoding), Dialect(encoding=encoding))[0][1] in (
                "Имя",
                "b",
                "ИМЯ",
            )


IN_CAPITALS = "КОД;МБОУ\n1;МБОУ СОШ № 1 ОСНОВНАЯ\n" * 20
PARTED = "Код;Сумма\n" + "101;1\xa0234\xa0567\n" * 200
SOFT = "Код;Имя\n" + "1;САНАТОРНАЯ ШКОЛА °•§ КВт\n" * 9
BELARUSIAN = "Код;Імя\n1;Сярэдняя школа з ўхілам\n" * 9


@pytest.mark.parametrize("text", [IN_CAPITALS, PARTED, SOFT, BELARUSIAN], ids=range(4))
def test_a_table_in_capitals_or_with_odd_signs_is_read_as_it_is_declared(text: str) -> None:
    """«МБОУ СОШ» in windows-1251 are small letters of KOI8-R, a blank that does not break an «а»
    of cp866."""
    content = text.encode("windows-1251")
    assert cells(content, Dialect(encoding="windows-1251"))[0][0] in ("Код", "КОД")
    assert dict(refusal(content, "utf-8").params)["guess"] == "windows-1251"


def test_western_letters_are_no_sign_of_a_cyrillic_encoding() -> None:
    text = "nom;ville\n" + "élève;à côté\n" * 50
    assert cells(text.encode("cp1252"), Dialect(encoding="windows-1252"))[1][0] == "élève"


def test_short_and_long_lines_stand_side_by_side() -> None:
    assert cells("а;б\n1\n2;3;4".encode()) == [("а", "б", None, 1), ("1", None, None, 2),
                                               ("2", "3", "4", 3)]  # fmt: skip


def test_a_quoted_cell_may_hold_a_delimiter_and_a_new_line() -> None:
    rows = cells('а;б\n"1;2";"две\nстроки"\nпосле;4\n'.encode())
    assert rows == [("а", "б", 1), ("1;2", "две\nстроки", 2), ("после", "4", 4)]


def test_quotation_marks_that_nobody_doubled_do_not_move_cells() -> None:
    rows = cells('а;б\nМБОУ "Школа";1\n"МБОУ "Школа" 2";3\n'.encode())
    assert [row[1] for row in rows] == ["б", "1", "3"]


@pytest.mark.parametrize("content", [b"", b"\n\n", b"\xef\xbb\xbf"])
def test_a_file_without_a_cell_is_empty(content: bytes) -> None:
    assert refusal(content).code.name == "empty-table"


@pytest.mark.parametrize(("lines", "end"), [(3, ""), (300, '"'), (20_000, "")])
def test_a_quotation_mark_that_swallows_rows_is_told_with_its_line(lines: int, end: str) -> None:
    finding = refusal(('а;б\n"1;2\n' + "текст;текст\n" * lines + end).encode())
    assert (finding.code.name, str(finding.at)) == ("broken-csv", "а.csv:2")


def test_one_long_line_does_not_give_cells_to_all_others() -> None:
    """2,000 short lines and one of 16,000 signs took 3 GB."""
    for quote in ("", '"a"'):
        content = (f"a;b{quote}\n" + ";" * 16_000 + "\n" + "1\n" * 2_000).encode()
        found = read_csv(content, "x.csv", Dialect())
        assert isinstance(found, Finding)
        assert found.code.id == "D207"
    wide = (";" * 15_999 + "\n").encode() * 200
    assert not isinstance(read_csv(wide, "x.csv", Dialect()), Finding)


def test_records_that_are_gathered_in_parts_are_those_of_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    content = '"Код";Имя\n\n\n1;"Школа ""А"""\n2;"две\nстроки";лишняя\n\x04\n'.encode()
    at_once = cells(content)
    monkeypatch.setattr("engine.tables.csv._AT_ONCE", 2)
    assert cells(content) == at_once
    assert at_once[3:] == [
        ("1", 'Школа "А"', None, 4), ("2", "две\nстроки", "лишняя", 5), ("\x04", None, None, 7),
    ]  # fmt: skip


def test_lines_of_a_large_file_are_numbered_through_its_blocks(tmp_path: Path) -> None:
    lines = [
        "Код;Имя",
        *('5;"МБОУ "Школа" 5"' if n == 5 else f"{n};Школа {n}" for n in range(2, 9)),
    ]
    file = tmp_path / "а.csv"
    file.write_text("\n".join(lines) + "\n", "utf-8")
    with patch.object(csv, "_BLOCK", 40):
        raw = csv.read_large_csv(file, "а.csv", Dialect(), lambda _: None)
        assert isinstance(raw, RawSheet)
        assert raw.blocks is not None
        blocks = [block for block in raw.blocks() if isinstance(block, RawSheet)]
    assert len(blocks) > 2
    rows = {row[2]: row[0] for block in blocks for row in block.frame.rows() if row[0]}
    assert rows == {n: line.partition(";")[0] for n, line in enumerate(lines, 1)}
    assert [line for block in blocks for line in block.stray] == [5]
