"""Which tables organisations can be asked for: rows of theirs that can be put where they lie."""

from dataclasses import replace
from typing import Any

import pytest

from engine.datasets.returned import is_plain
from engine.model.tables import HeaderForm, Taken
from tests.unit.datasets.samples import field, resource

PLACES = resource(
    field("school"), field("places", "integer"), path="Места.xlsx", organisation="school"
)


@pytest.mark.parametrize(
    "declared",
    [
        {},
        {"path": "Места.CSV"},
        {"path": "Места.xlsm", "sheets": ("2021",)},
        {"header": HeaderForm(rows=1)},
        {"personal": ("places",)},
    ],
    ids=str,
)
def test_one_sheet_of_one_file_with_a_row_of_headings_can_be_asked_for(
    declared: dict[str, Any],
) -> None:
    assert is_plain(replace(PLACES, **declared))


@pytest.mark.parametrize(
    "declared",
    [
        {"organisation": None},
        {"personal": ("school",)},
        {"database": "sqlite:///a.db"},
        {"more_paths": ("Места 2.xlsx",)},
        {"path": "Места *.xlsx"},
        {"path": "Места.ods"},
        {"sheets": ("2020", "2021")},
        {"sheet_pattern": "20.."},
        {"unpivot": "year"},
        {"group": "kind"},
        {"end": "Итого"},
        {"header": HeaderForm(rows=2)},
        {"header": HeaderForm(rows=0)},
        {"fields": (field("school"), replace(field("year"), taken=Taken.SHEET))},
        {"fields": (replace(field("school"), column="A"), field("places"))},
        {"fields": (field("school"), replace(field("places"), fills_down=True))},
    ],
    ids=lambda declared: ", ".join(declared),
)
def test_a_table_that_takes_more_cannot(declared: dict[str, Any]) -> None:
    assert not is_plain(replace(PLACES, **declared))
