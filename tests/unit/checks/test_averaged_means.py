"""Averages of averages: told where rows differ in size, and not where each is meant by itself."""

from collections.abc import Mapping
from dataclasses import replace

import pytest

from engine.checks.averaged_means import check_averaged_means
from engine.model.project import Project
from engine.model.tables import Unit
from tests.unit.samples import judged_project, package, resource

PLAIN = {"measure": "mean", "in": "exam", "of": "score", "missing": "exclude"}
WEIGHTED = PLAIN | {"weight": "pupils"}


def plan(
    text: str, rule: Mapping[str, object], header: str, count: str, unit: Unit | None = None
) -> Project:
    """An indicator over a table of schools whose columns have these headings."""
    headings = {"score": header, "pupils": count}
    table = resource("exam", "code score:number pupils:integer", organisation="code")
    fields = tuple(
        replace(
            field, header=headings.get(field.name, field.name),
            unit=unit if field.name == "score" else None,
        )
        for field in table.fields
    )  # fmt: skip
    made = judged_project(package(replace(table, fields=fields)), (rule, ">= 60"))
    roadmap = made.roadmaps[0]
    read = replace(roadmap.indicators[0], text=text)
    return replace(made, roadmaps=(replace(roadmap, indicators=(read,)),))


@pytest.mark.parametrize(
    ("text", "rule", "header", "count", "told"),
    [
        ("Средний балл выпускников", PLAIN, "Средний балл", "Кол-во участников", True),
        ("Средний балл выпускников", PLAIN, "Средний балл", "Писали работу", True),
        ("Средний балл выпускников", WEIGHTED, "Средний балл", "Кол-во участников", False),
        ("Средний балл выпускников", PLAIN, "Балл", "Кол-во участников", False),
        ("Средний балл выпускников", PLAIN, "Средний балл", "Число классов", False),
        ("Средний балл по школам района", PLAIN, "Средний балл", "Кол-во участников", False),
    ],
)
def test_averages_of_rows_of_different_sizes_are_told(
    text: str, rule: Mapping[str, object], header: str, count: str, told: bool
) -> None:
    assert bool(check_averaged_means(plan(text, rule, header, count))) is told


def test_a_row_that_is_a_person_weighs_as_much_as_another() -> None:
    made = plan("Средний балл выпускников", PLAIN, "Средний балл", "Всего работ")
    assert check_averaged_means(made)
    assert made.data is not None
    (table,) = made.data.resources
    persons = replace(made.data, resources=(replace(table, personal=("name",)),))
    assert not check_averaged_means(replace(made, data=persons))


def test_a_share_of_persons_is_no_mean_of_percents_of_schools() -> None:
    share = plan("Доля выпускников с баллом", PLAIN, "Сдали", "Число классов", Unit.PERCENT)
    other = plan("Выполнение плана школами", PLAIN, "Сдали", "Число классов", Unit.PERCENT)
    assert [bool(check_averaged_means(each)) for each in (share, other)] == [True, False]
