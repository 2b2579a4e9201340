"""«Районный конкурс» in a town, «окружной слет» in a district."""

from dataclasses import replace

import pytest

from engine.lint.rules.other_level import check_level
from engine.model.project import Municipality
from tests.unit.builders import event, goal, project, roadmap


@pytest.mark.parametrize(
    ("kind", "titles", "told"),
    [
        ("городской округ", ("Районный смотр хоров",), True),
        ("городской округ", ("Проведение районной спартакиады",), True),
        ("муниципальный район", ("Окружной слет юннатов",), True),
        ("муниципальный район", ("Районный смотр хоров",), False),
        ("городской округ", ("Городской смотр хоров",), False),
        ("городской округ", ("Районный смотр хоров", "Финал команд районов города"), False),
        ("городской округ", ("Экскурсия в районный суд",), False),
    ],
)
def test_held_for_another_kind(kind: str, titles: tuple[str, ...], told: bool) -> None:
    rows = [event(f"e{at}", "measure", title=title) for at, title in enumerate(titles)]
    made = project(roadmap("r", *rows, goals=[goal("g", "пение")]))
    whose = Municipality("Верхнеозёрск", kind, "Томская область", None)
    assert bool(check_level(replace(made, municipality=whose, title="План смотров"))) is told
