"""Columns that hold in each period those before it: told by words, or by growing numbers."""

from dataclasses import replace
from pathlib import Path

import pytest

from tests.unit.datasets.samples import field, params, read_csv_text, read_sheet, resource, told
from tests.unit.tables.books import Cells

HEAD = ["Школа", "Месяц", "Участники"]
ROWS = [["а", "январь", 10], ["а", "февраль", 25]]
DECLARED = (
    field("school", header="Школа"),
    field("month", header="Месяц"),
    field("taught", "integer", header="Участники"),
)


def says(folder: Path, rows: Cells, sheet: str = "Лист") -> dict[str, object]:
    """What D304 says of a sheet; nothing where it is not told."""
    declared = resource(*DECLARED, path="a.xlsx", sheet=sheet)
    tables = read_sheet(folder, rows, declared)
    found = [each for each in tables.findings if each.code.id == "D304"]
    return {key: value for each in found for key, value in params(each).items() if value}


@pytest.mark.parametrize(
    ("above", "below", "sheet", "where"),
    [
        ("Охват обучением (нарастающим итогом)", "", "Лист", "above"),
        ("Сведения с начала 2025 года", "", "Лист", "above"),
        ("Сведения за 2025 год", "* данные накопительным итогом", "Лист", "note"),
        ("Сведения", "", "С начала года", "called"),
        ("Сведения не нарастающим итогом", "", "Лист", None),
        ("Сведения о начале года", "Итоги подводятся с января", "Лист", None),
    ],
)
def test_words_around_a_table(
    tmp_path: Path, above: str, below: str, sheet: str, where: str | None
) -> None:
    notes = [[below, None, None]] if below else []
    found = says(tmp_path, [[above, None, None], HEAD, *ROWS, *notes], sheet)
    assert set(found) == ({"column", where} if where else set())


def test_a_column_of_its_own_period_stands_apart(tmp_path: Path) -> None:
    own = replace(DECLARED[2], header="Участники за месяц")
    title = "Охват нарастающим итогом"
    rows: Cells = [[title, None, None], [*HEAD[:2], own.header], *ROWS]
    tables = read_sheet(tmp_path, rows, resource(*DECLARED[:2], own, path="a.xlsx", sheet="Лист"))
    assert "D304" not in {each.code.id for each in tables.findings}


MONTHS = ("январь", "февраль", "март", "апрель", "май")


@pytest.mark.parametrize(
    ("numbers", "periods", "is_told"),
    [
        ((1, 4, 6, 9, 15), MONTHS, True),
        ((1, 4, 3, 9, 15), MONTHS, False),  # it falls once
        ((4, 4, 4, 4, 5), MONTHS, False),  # it hardly grows
        ((1, 4, 6, 9, 15), ("2021", "2022", "2023", "2024", "2025"), False),  # years, no months
        ((1, 4, 6, 9, 15), tuple(f"0{at}.2025" for at in range(1, 6)), True),
        ((1, 4, 6, 9, 15), ("11.2024", "12.2024", "01.2025", "02.2025", "03.2025"), False),
    ],
)
def test_numbers_that_never_fall_within_a_year(
    tmp_path: Path, numbers: tuple[int, ...], periods: tuple[str, ...], is_told: bool
) -> None:
    rows = [
        f"{school};{period};{number + at}"
        for at, school in enumerate("абвг")
        for period, number in zip(periods, numbers, strict=True)
    ]
    text = "\n".join((";".join(HEAD), *rows)) + "\n"
    names = [name for name, _ in told(read_csv_text(tmp_path, text, resource(*DECLARED)))]
    assert names == (["cumulative-unsaid"] if is_told else [])


@pytest.mark.parametrize("answer", [True, False])
def test_what_is_declared_is_not_asked_again(tmp_path: Path, answer: bool) -> None:
    declared = resource(*DECLARED[:2], replace(DECLARED[2], is_cumulative=answer))
    text = "Школа;Месяц;Участники\n" + "".join(
        f"{school};{month};{at}\n" for school in "абвг" for at, month in enumerate(MONTHS)
    )
    assert told(read_csv_text(tmp_path, text, declared)) == []
