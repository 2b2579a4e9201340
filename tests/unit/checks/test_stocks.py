"""How many there are at a time, added up over periods."""

from dataclasses import replace

import pytest

from engine.checks.cumulative import check_cumulative
from tests.unit.samples import judged_project, package, resource


@pytest.mark.parametrize(
    ("header", "measure", "where", "told"),
    [
        ("Обучающихся", "sum", None, True),
        ("Количество детей", "sum", None, True),
        ("Посещают кружки", "sum", None, True),
        ("Численность педагогов на конец периода", "sum", None, True),
        ("Посещают кружки", "sum", "half = 'II'", False),
        ("Посещают кружки", "mean", None, False),
        ("Обучено педагогов", "sum", None, False),
        ("Проведено мероприятий", "sum", None, False),
        ("Прошли курсы, чел.", "sum", None, False),
    ],
)
def test_the_same_persons_are_not_added_up_over_periods(
    header: str, measure: str, where: str | None, told: bool
) -> None:
    table = resource("groups", "code half pupils:integer", organisation="code")
    headings = {"half": "Полугодие", "pupils": header}
    fields = tuple(
        replace(field, header=headings.get(field.name, field.header)) for field in table.fields
    )
    rule: dict[str, object] = {"measure": measure, "in": "groups", "of": "pupils",
                               "missing": "exclude"}  # fmt: skip
    made = judged_project(
        package(replace(table, fields=fields)), (rule | ({"where": where} if where else {}), ">= 1")
    )
    assert [each.code.id for each in check_cumulative(made)] == ["R366"] * told
