"""Which keys a proposal writes for a table, and above which of them its doubts stand."""

import json
from typing import Any

import polars as pl
import pytest

from engine.describe.columns import Column
from engine.describe.proposal import SEARCHED, TASK, Proposal, Source
from engine.describe.wishes import ColumnWish, Wish
from engine.describe.writing import Writer, lines_of
from engine.messages import catalogue
from engine.model.conditions import ColumnType
from engine.model.tables import Dialect, Taken
from engine.tables import RawSheet

PLACE = ["- name: schools", 'path: "a.csv"']
FIELDS = ["schema:", "fields:"]


def proposed(dialect: Dialect | None = None, **declared: object) -> Proposal:
    sheet = RawSheet("a.csv", None, pl.DataFrame())
    source = Source("a.csv", None, sheet, dialect or Dialect(), None)
    return Proposal("schools", "a.csv", (), (source,), **declared)  # type: ignore[arg-type]


def written(proposal: Proposal) -> list[str]:
    """The lines of the table without their indents."""
    writer = Writer(catalogue())
    writer.table(proposal)
    first, second, *lines = (line.strip() for line in lines_of(writer))
    assert (first, second) == ("format: data/1", "resources:")
    return lines


def test_what_is_as_usual_is_not_written() -> None:
    assert written(proposed()) == [*PLACE, *FIELDS]


@pytest.mark.parametrize(
    ("dialect", "lines"),
    [
        (Dialect(encoding="windows-1251"), ["encoding: windows-1251"]),
        (Dialect(delimiter=","), ['dialect: {delimiter: ","}']),
        (Dialect(quote=""), ["dialect: {quoteChar: none}"]),
        (Dialect(delimiter="\t", quote=""), ['dialect: {delimiter: "\\t", quoteChar: none}']),
    ],
)
def test_what_a_csv_file_has_of_its_own_is_written(dialect: Dialect, lines: list[str]) -> None:
    assert written(proposed(dialect)) == [*PLACE, *lines, *FIELDS]


@pytest.mark.parametrize(
    ("declared", "lines"),
    [
        ({"depth": 2}, ["header: {rows: 2}"]),
        ({"depth": 0}, ["header: {rows: 0}"]),
        ({"search": SEARCHED + 1}, [f"header: {{search: {SEARCHED + 1}}}"]),
        ({"depth": 3, "search": 0}, ["header: {rows: 3, search: 0}"]),
        ({"group": "Школа"}, ['group: "Школа"']),
        ({"skip": ("Итого", "Всего")}, ['skip: [{is: ["Итого", "Всего"]}]']),
        ({"wide": (2, 3)}, [f"unpivot: {json.dumps(TASK, ensure_ascii=False)}"]),
    ],
)
def test_what_a_table_has_of_its_own_is_written(declared: dict[str, Any], lines: list[str]) -> None:
    assert written(proposed(**declared)) == [*PLACE, *lines, *FIELDS]


@pytest.mark.parametrize(
    ("sheets", "line"),
    [(("2023",), 'sheet: "2023"'), (("2023", "2024"), 'sheets: ["2023", "2024"]')],
)
def test_one_sheet_is_named_otherwise_than_several(sheets: tuple[str, ...], line: str) -> None:
    proposal = proposed()
    proposal.sheets = sheets
    assert written(proposal) == [*PLACE, line, *FIELDS]


def test_a_doubt_stands_above_what_it_is_about() -> None:
    proposal = proposed(depth=2, group="Школа", wide=(2, 3), wish=Wish(title="Школы района"))
    proposal.doubt("encoding", encoding="windows-1251")
    proposal.doubt("header", row="4")
    proposal.doubt("lone", count="2", value="Город")
    proposal.doubt("wide", count="2")
    found = [
        line[:22] if line.startswith("#") else line.split(":")[0] for line in written(proposal)
    ]
    assert found == [
        "- name", "title", "# не уверен: кодировка", "path", "# не уверен: заголовко", "header",
        "# не уверен: строки с ", "group", "# не уверен: столбцы з", "unpivot", "schema", "fields",
    ]  # fmt: skip


def columns(*, texts: tuple[str, ...]) -> list[Column]:
    """A text, whose cells have these words, and an amount where «н/д» stands for no value."""
    amount = Column("Учеников", "pupils", 1, ColumnType.INTEGER, absent=("н/д",))
    return [Column("Школа", "school", 0, words=texts), amount]


def test_words_for_no_value_are_those_of_the_table_where_no_text_is_such_a_word() -> None:
    assert written(proposed(columns=columns(texts=())))[-3:] == [
        '- {name: school, title: "Школа", type: string}',
        '- {name: pupils, title: "Учеников", type: integer}',
        'missingValues: ["", "н/д"]',
    ]
    assert written(proposed(columns=columns(texts=("н/д",))))[-2:] == [
        '- {name: school, title: "Школа", type: string}',
        '- {name: pupils, title: "Учеников", type: integer, missingValues: ["", "н/д"]}',
    ]


def test_where_a_field_stands_in_no_column_it_is_said() -> None:
    lettered = Column("", "second", 27, is_lettered=True)
    taken = Column("", "year", 0, ColumnType.STRING, {"pattern": "20.."}, taken=Taken.SHEET)
    assert written(proposed(columns=[lettered, taken]))[-2:] == [
        '- {name: second, type: string, column: "AB"}',
        '- {name: year, type: string, pattern: "20..", from: sheet}',
    ]


def test_a_key_is_written_with_the_headings_that_it_was_guessed_from() -> None:
    proposal = proposed(columns=columns(texts=()), key=("school", "pupils"))
    *_, doubt, key, _missing = written(proposal)
    assert doubt.endswith("ключом сочтён столбец «Школа, Учеников»")
    assert key == 'primaryKey: ["school", "pupils"]'


def test_what_cells_of_persons_hold_is_no_doubt_to_be_read() -> None:
    column = Column("ФИО педагога", "person", 0)
    column.doubt("lone", count="1", value="Иванова А. А.")
    column.doubt("empty")
    proposal = proposed(columns=[column])
    assert list(proposal.personal) == ["person"]
    text = "\n".join(written(proposal))
    assert 'personal: ["person"]' in text
    assert "столбец пуст" in text
    assert "Иванова" not in text
    proposal.wish = Wish(columns={0: ColumnWish(True, ColumnType.STRING, False, False)})
    assert list(proposal.personal) == []
    assert "Иванова" in "\n".join(written(proposal))


def test_signs_that_yaml_cannot_hold_are_escaped() -> None:
    column = Column("Балл\x07\u2028", "mark", 0)
    column.doubt("lone", count="1", value="а\u2028б\x07")
    text = "\n".join(written(proposed(columns=[column])))
    assert 'title: "Балл\\u0007\\u2028"' in text
    assert "«а б\ufffd»" in text
