"""What a paper says by its looks: crossed-out words and events on a colour are told."""

from io import BytesIO

import pytest
import xlsxwriter

from engine.papers.colour_names import colour_name
from tests.unit.papers.reading import Read, read, read_blocks
from tests.unit.papers.wordxml import p, tbl, tr

HEAD = ["№", "Мероприятие", "Срок", "Исполнитель"]
ROWS = [
    ["1", "Семинар", "март 2026 г.", "ИМЦ"],
    ["2", "Анализ", "апрель 2026 г.", "ИМЦ"],
    ["3", "Отчёт", "май 2026 г.", "ИМЦ"],
]
GREEN = '<w:tcPr><w:shd w:val="clear" w:fill="92D050"/></w:tcPr>'


def as_word(struck: tuple[int, ...] = (), green: tuple[int, ...] = (), toggle: str = "") -> Read:
    """The plan as a Word table with these rows (from 0) crossed out, or on a colour."""
    line = f"<w:rPr><w:strike{toggle}/></w:rPr>"
    rows = [tr(*HEAD)]
    for at, row in enumerate(ROWS):
        cells = [
            f"<w:tc>{GREEN if at in green else ''}<w:p><w:r>{line if at in struck else ''}"
            f"<w:t>{text}</w:t></w:r></w:p></w:tc>"
            for text in row
        ]
        rows.append(f"<w:tr>{''.join(cells)}</w:tr>")
    return read_blocks(p("План мероприятий на 2026 год"), tbl(*rows))


def as_sheet(struck: int) -> Read:
    content = BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True}) as book:
        sheet = book.add_worksheet("План")
        crossed = book.add_format({"font_strikeout": True})
        for at, row in enumerate([HEAD, *ROWS]):
            sheet.write_row(at, 0, row, crossed if at == struck else None)
    return read(content.getvalue())


def of(found: Read, code: str) -> list[str]:
    return [each for each in found.found if each.startswith(code)]


def test_a_crossed_out_event_is_told_once_a_row_and_carried_over() -> None:
    found = as_word(struck=(1,))
    assert of(found, "P967") == ["P967 таблица 1, строка 3, столбец 1"]
    assert found.column("title") == ["Семинар", "Анализ", "Отчёт"]


def test_crossed_out_rows_of_a_sheet_are_told() -> None:
    found = as_sheet(struck=2)
    assert of(found, "P967") == ["P967 таблица 1, строка 3, столбец 1"]
    assert found.column("title") == ["Семинар", "Анализ", "Отчёт"]


def test_a_line_that_is_switched_off_crosses_nothing_out() -> None:
    assert not of(as_word(struck=(1,), toggle=' w:val="0"'), "P967")


@pytest.mark.parametrize(
    ("green", "told"),
    [((), []), ((1,), ["P968 таблица 1, строка 3"]), ((0, 1, 2), [])],
    ids=["no colour", "one event", "all events"],
)
def test_events_on_a_colour_beside_others_are_told(green: tuple[int, ...], told: list[str]) -> None:
    assert of(as_word(green=green), "P968") == told


def test_a_crossed_out_part_of_a_cell_is_told() -> None:
    content = BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True}) as book:
        sheet = book.add_worksheet("План мероприятий на 2026 год")
        crossed = book.add_format({"font_strikeout": True})
        for at, row in enumerate([HEAD, *ROWS]):
            sheet.write_row(at, 0, row)
        sheet.write_rich_string(2, 2, crossed, "10.02.2026", " 17.02.2026")
    assert [each for each in read(content.getvalue()).found if "P967" in each] == [
        "P967 таблица 1, строка 3, столбец 3"
    ]


def test_each_event_keeps_the_name_of_its_colour_and_rules_of_colours_are_told() -> None:
    content = BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True}) as book:
        sheet = book.add_worksheet("План мероприятий на 2026 год")
        for at, row in enumerate([HEAD, *ROWS]):
            sheet.write_row(at, 0, row)
        for at, colour in enumerate(("#92D050", "#FFFF00", "#FF0000"), 1):
            sheet.write(at, 0, str(at), book.add_format({"bg_color": colour}))
        bad = {"type": "cell", "criteria": "<", "value": 1, "format": book.add_format({"bold": 1})}
        sheet.conditional_format("C2:C4", bad)
    found = read(content.getvalue())
    assert found.column("note") == [
        f"Цвет: {name} («№»)" for name in ("зелёный", "жёлтый", "красный")
    ]
    assert of(found, "P968") == ["P968 таблица 1, строка 2"]
    assert of(found, "P929") == ["P929 таблица 1"]


@pytest.mark.parametrize(
    ("colour", "name"),
    [
        ("92d050", "green"), ("e2efda", "green"), ("ffc000", "yellow"), ("ffff00", "yellow"),
        ("f4b084", "orange"), ("ff0000", "red"), ("ffc7ce", "pink"), ("ddebf7", "cyan"),
        ("4472c4", "blue"), ("7030a0", "violet"), ("d9d9d9", "grey"), ("000000", "black"),
        ("?", "some"),
    ],
)  # fmt: skip
def test_colours_are_called_as_people_call_them(colour: str, name: str) -> None:
    assert colour_name(colour) == name
