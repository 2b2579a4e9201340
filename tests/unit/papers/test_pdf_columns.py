"""Tables of a PDF that no line divides, by the columns of their head."""

from collections.abc import Sequence
from typing import Any

import pytest

from engine.papers.pdf_columns import tables_by_columns

LETTER, LINE = 5.0, 10.0
LEFTS = (0, 100, 300)
HEAD = ("Когда", "Мероприятие", "Ответственный")
ROWS: Sequence[tuple[str, ...]] = [
    HEAD, ("ПОДГОТОВКА",), ("12 января", "Отборочные соревнования", "учителя"),
    ("", "в группах", ""), ("26 января", "Инструктаж", "ЦРО"),
    ("Вторая очередь работ в школах города",), ("март", "Участие", "школы"),
]  # fmt: skip


def words(rows: Sequence[tuple[str, ...]], top: float = 0) -> list[dict[str, Any]]:
    """Words of letters as wide as half a line, each cell from the edge of its column on."""
    found = []
    for at, row in enumerate(rows):
        for left, text in zip(LEFTS, row, strict=False):
            x = float(left)
            for word in text.split():
                end = x + LETTER * len(word)
                y = top + at * 1.2 * LINE
                found.append({"text": word, "x0": x, "x1": end, "top": y, "bottom": y + LINE})
                x = end + LETTER / 2
    return found


def rules(*at: int) -> list[dict[str, Any]]:
    """A rule above each of these lines."""
    return [
        {"orientation": "h", "top": 1.2 * LINE * each - 1, "width": 360.0, "x1": 360.0}
        for each in at
    ]


def texts(
    rows: Sequence[tuple[str, ...]], edges: list[dict[str, Any]], above: tuple[float, ...] = ()
) -> Sequence[Sequence[Sequence[str | None]]]:
    return [
        [
            [
                None if cell is None
                else " ".join(word["text"] for line in cell[0] for word in line)
                for cell in row
            ]
            for row in table
        ]
        for _, table, _ in tables_by_columns(words(rows), edges, above)
    ]  # fmt: skip


@pytest.mark.parametrize("edges", [rules(1, 2, 4, 5, 6, 7), []], ids=["rules", "no rules"])
def test_rows_and_sections_keep_to_the_columns_of_the_head(edges: list[dict[str, Any]]) -> None:
    (table,) = texts(ROWS, edges)
    assert table == [
        [*HEAD], ["ПОДГОТОВКА", None, None],
        ["12 января", "Отборочные соревнования в группах", "учителя"],
        ["26 января", "Инструктаж", "ЦРО"], ["Вторая очередь работ в школах города", None, None],
        ["март", "Участие", "школы"],
    ]  # fmt: skip


def test_a_table_goes_on_at_the_head_of_the_next_page() -> None:
    rest = [("", "в школах", ""), ("май", "Итоги", "ЦРО")]
    assert texts(rest, rules(1, 2), (0.0, 100.0, 300.0)) == [
        [["", "в школах", ""], ["май", "Итоги", "ЦРО"]]
    ]
    assert texts(rest, rules(1, 2)) == []


def test_words_that_keep_to_no_column_end_a_table_and_words_below_are_none_of_it() -> None:
    below = [*ROWS, ("", "Слова через два столбца, которые к таблице не относятся", "")]
    assert [len(table) for table in texts(below, [])] == [6]
    assert texts([HEAD, ("март", "Участие", "школы")], []) == []
    assert texts([("Это", "обычные", "слова")] * 4, []) == []
