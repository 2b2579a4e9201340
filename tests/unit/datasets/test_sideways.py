"""Second tables beside a table, and totals among columns that become rows."""

from dataclasses import replace
from pathlib import Path

import pytest

from engine.model.tables import HeaderForm, Skip, Taken
from tests.unit.datasets.samples import field, read_csv_text, resource, told

LETTERED = resource(
    replace(field("code"), column="A"), replace(field("n", "integer"), column="B")
)  # fmt: skip
LONG = resource(
    field("code"),
    replace(field("grade"), taken=Taken.HEADING),
    replace(field("n", "integer"), taken=Taken.VALUE),
)
WIDE = replace(LONG, unpivot="[0-9]+|.*[Вв]сего|Итого.*")


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("code;n;;code;n\n1;5;;3;7\n2;6;;4;8\n", "a.csv:1:D"),
        ("code;n;code;n;code;n\n1;5;3;7;5;9\n2;6;4;8;;\n", "a.csv:1:C"),
        ("code;n;;code;m\n1;5;;3;7\n2;6;;4;8\n", ""), ("code;n;;code\n1;5;;3\n2;6;;4\n", ""),
        ("code;code\n1;5\n2;6\n", ""), ("code;n\n1;5\n2;6\n", ""),
        (";n;k;n;k\n1;5;3;7;5\n2;6;4;8;1\n", ""),
    ],
)  # fmt: skip
def test_the_right_half_of_a_table_in_two_halves_is_told(
    tmp_path: Path, text: str, place: str
) -> None:
    found = [at for name, at in told(read_csv_text(tmp_path, text, LETTERED))
             if name == "twin-tables"]  # fmt: skip
    assert found == ([place] if place else [])


def test_headings_of_two_rows_are_no_second_table(tmp_path: Path) -> None:
    text = "code;a;a;b;b\n;n;k;n;k\n1;5;3;7;5\n2;6;4;8;1\n"
    both = replace(LETTERED, header=HeaderForm(rows=2))
    assert "twin-tables" not in dict(told(read_csv_text(tmp_path, text, both)))


@pytest.mark.parametrize(
    ("headings", "is_told"),
    [("5;6;Всего", True), ("5;6;Итого за год", True), ("5 всего;6 всего;7 всего", False),
     ("5;6;7", False)],
)  # fmt: skip
def test_a_column_of_totals_among_those_that_become_rows_is_told(
    tmp_path: Path, headings: str, is_told: bool
) -> None:
    text = f"code;{headings}\nа;20;25;45\nб;18;22;40\n"
    place = ("total-among-wide", "a.csv:1:D")
    assert (place in told(read_csv_text(tmp_path, text, WIDE))) is is_told
    skipped = replace(WIDE, skip=(Skip(("grade",), "(Всего|Итого).*", (), False, WIDE.origin),))
    assert place not in told(read_csv_text(tmp_path, text, skipped))
