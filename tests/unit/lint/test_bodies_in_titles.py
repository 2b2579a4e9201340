"""Bodies that hold or advise, named in a title, and whether they are executors of the row."""

from dataclasses import replace

import pytest

from engine.diagnostics import Origin
from engine.lint.rules.executors_of_deeds import check_executors_of_deeds
from engine.model.project import Body, Project
from engine.model.spec import Responsible
from tests.unit.builders import event, project, roadmap

BOARD = "коллегии управления образования"
OFFICE = Body("office", "Управление образования", ("Управление",), None, Origin("project.yaml"))
CENTRE = Body("centre", "Методический центр", ("—",), None, Origin("project.yaml"))
"""The other name of the centre has no word."""


def plan(title: str, *executors: str, kind: str = "муниципальный район") -> Project:
    bodies = {body.id: body for body in (OFFICE, CENTRE)}
    row = event("e", "measure", title=title, result="Протокол")
    who = tuple(
        Responsible(bodies[name].name, name) if name in bodies else Responsible(name, None)
        for name in executors
    )
    made = project(roadmap("r", replace(row, responsible=who)))
    whose = replace(made.municipality, kind=kind)
    return replace(made, bodies=(OFFICE, CENTRE), municipality=whose)


@pytest.mark.parametrize(
    ("title", "executors", "deed"),
    [
        (
            "Отчёт на коллегии управления образования",
            ("centre",),
            BOARD,
        ),
        ("Отчёт на коллегии управления образования", ("office",), None),
        ("Отчёт на коллегии управления образования", ("centre", "office"), None),
        ("Отчёт на коллегии управления образования", ("Лицей",), None),
        ("Отчёт на коллегии администрации района", ("centre",), None),
        ("Отчёт на заседании методического центра", ("office",), "заседании методического центра"),
        ("Отчёт на заседании методического центра", ("centre",), None),
        ("Отчёт на коллегии", ("centre",), None),
        ("Рекомендации методическому центру", ("centre",), "Рекомендации методическому центру"),
        ("Рекомендации методическому центру", ("office",), None),
        ("Рекомендации методическому центру", ("centre", "office"), None),
        ("Рекомендации методического центра", ("centre",), None),
        ("Рекомендации муниципальным органам", ("Школы",), "Рекомендации муниципальным органам"),
        ("Рекомендации муниципальным органам", ("centre",), None),
        ("Рекомендации по итогам", ("centre",), None),
    ],
)
def test_a_board_is_held_by_its_own_body_and_nobody_advises_himself(
    title: str, executors: tuple[str, ...], deed: str | None
) -> None:
    found = check_executors_of_deeds(plan(title, *executors))
    assert {dict(one.params)["deed"] for one in found} == ({deed} if deed else set())


@pytest.mark.parametrize(
    ("title", "kind", "executors", "told"),
    [
        ("Разработка муниципального положения", "муниципальный район", ("Школы",), True),
        ("Разработка муниципального положения", "школа", ("Школы",), False),
        ("Разработка муниципального положения", "муниципальный район", ("Школы", "office"), False),
        ("Подготовка отчёта о реализации плана", "муниципальный район", ("Школы",), True),
        ("Подготовка отчёта о поездке", "муниципальный район", ("Школы",), False),
    ],
)
def test_what_is_made_above_schools_is_not_made_by_schools_alone(
    title: str, kind: str, executors: tuple[str, ...], told: bool
) -> None:
    assert bool(check_executors_of_deeds(plan(title, *executors, kind=kind))) is told
