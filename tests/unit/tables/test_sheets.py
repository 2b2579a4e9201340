"""Addresses of cells, and names that were meant."""

import pytest

from engine.tables import cell_address, nearest, plain
from engine.tables.sheets import column_number


@pytest.mark.parametrize(
    ("column", "letters"), [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA")]
)
def test_columns_have_the_letters_of_excel(column: int, letters: str) -> None:
    assert cell_address(7, column) == f"{letters}7"
    assert column_number(letters) == column


def test_names_are_compared_without_case_spaces_and_yo() -> None:
    assert plain("  Тип\n населённого\u00a0 пункта ") == "тип населенного пункта"


def test_a_name_is_offered_only_when_it_is_near() -> None:
    assert nearest("Педагги", ("Школы", "Педагоги")) == "Педагоги"
    assert nearest("Отчёт", ("Школы", "Педагоги")) == ""
