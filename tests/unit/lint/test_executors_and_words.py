"""Executors run together, one post under two surnames, grades of others, and words that the words
before them do not rule."""

from dataclasses import replace

import pytest

from engine.diagnostics import Finding
from engine.lint.rules.agreement import check_agreement
from engine.lint.rules.cells_of_executors import check_cells_of_executors
from engine.lint.rules.executors_of_deeds import check_executors_of_deeds
from engine.lint.rules.government import check_government
from engine.lint.rules.misprints import check_misprints
from engine.lint.rules.persons_and_posts import check_persons_and_posts
from engine.lint.rules.unknown_bodies import check_bodies
from engine.model.project import Body, Project
from engine.model.spec import Responsible
from tests.unit.builders import event, goal, project, roadmap


def plan(*rows: tuple[str, str], body: str | None = None) -> Project:
    made = [
        replace(event(f"e{at}", "measure", title=title), responsible=(Responsible(who, body),))
        for at, (title, who) in enumerate(rows)
    ]
    return project(roadmap("r", *made, goals=[goal("g", "чтение")]))


@pytest.mark.parametrize(
    ("who", "told"),
    [
        ("Детские сады воспитатели-логопеды", True),
        ("Директор музея научные сотрудники", True),
        ("Библиотеки школ заведующие кафедрами", False),
        ("Городская библиотека методисты", True),
        ("Заместитель директора классные руководители", True),
        ("Музыкальные школы концертмейстеры", True),
        ("Учитель логопед", False),
        ("Директор музея", False),
        ("Руководители школьных объединений", False),
        ("Детские сады, воспитатели-логопеды", False),
    ],
)
def test_executors_run_together(who: str, told: bool) -> None:
    rows = [(f"Чтение {at}", "Отдел культуры") for at in range(5)]
    assert bool(check_cells_of_executors(plan(*rows, ("Показ", who)))) is told


def test_a_name_that_may_be_another_word_is_no_oblique_case() -> None:
    rows = [(f"Чтение {at}", "Отдел культуры") for at in range(9)]
    assert not check_cells_of_executors(plan(*rows, ("Показ", "Лапин Д.А.")))
    assert check_cells_of_executors(plan(*rows, ("Показ", "Заместителю Лапину Д.А.")))


@pytest.mark.parametrize(
    ("clause", "who", "told"),
    [
        ("2. Заместителю директора по науке Соколовой Т.В. составить отчет.",
         "Заместитель директора по науке Соколинская Т.В.", True),
        ("3. Заместителя начальника отдела культуры Громова П.А. назначить ответственным.",
         "Заместитель начальника отдела культуры Громыко П.А.", True),
        ("4. Методисту музея Лапиной А.С. провести показ.", "Методист музея Лапшина А.С.", True),
        ("2. Заместителю директора по науке Соколовой Т.В. составить отчет.",
         "Заместитель директора по науке Соколова Т.В.", False),
        ("2. Заместителю директора по науке Соколовой Т.В. составить отчет.",
         "Заместитель директора по спорту Соколинская Т.В.", False),
    ],
)  # fmt: skip
def test_one_post_two_surnames(clause: str, who: str, told: bool) -> None:
    made = plan(("Показ", who))
    made = replace(made, order=replace(made.order, preamble=(clause,)))
    assert bool(check_persons_and_posts(made)) is told


@pytest.mark.parametrize(
    ("title", "who", "told"),
    [
        ("Поездка учеников 7 классов в театр", "Классные руководители 3 классов", True),
        ("Выпускной вечер для 11 класса", "Классный руководитель 6 класса", True),
        ("Зимние сборы учащихся 8-10 классов", "Классные руководители 1-4 классов", True),
        ("Зимние сборы учащихся 8-10 классов", "Классные руководители 9 классов", False),
        ("Зимние сборы учащихся 8-10 классов", "Классные руководители", False),
        ("Посвящение в читатели", "Классные руководители 1 классов", False),
    ],
)
def test_class_teachers_of_other_grades(title: str, who: str, told: bool) -> None:
    assert bool(check_executors_of_deeds(plan((title, who)))) is told


@pytest.mark.parametrize(
    ("title", "who", "told"),
    [
        ("Выборы на заседании управляющего совета", "Директор гимназии", False),
        ("Рассмотрение отчета на заседании педагогического совета", "Заведующий", False),
    ],
)
def test_heads_hold_their_councils(title: str, who: str, told: bool) -> None:
    made = plan((title, who), body="head")
    names = (("head", who), ("council", "Педагогический совет"), ("board", "Управляющий совет"))
    at = made.roadmaps[0].events[0].origin
    bodies = tuple(Body(id=id, name=name, aliases=(), note=None, origin=at) for id, name in names)
    assert bool(check_executors_of_deeds(replace(made, bodies=bodies))) is told


@pytest.mark.parametrize(
    ("names", "told"),
    [
        (("Учителя истории и химии", "Учителя-предметники"), False),
        (("Заместитель директора по науке", "Заместитель директора Орлова Н.Н."), False),
        (("Заместитель директора по науке Орлова Н.Н.", "Заместитель директора по науке"), False),
        (("Отдел культуры", "Управление молодежи"), True),
    ],
)
def test_persons_are_no_other_name(names: tuple[str, ...], told: bool) -> None:
    rows = [(f"Чтение {at}", name) for at, name in enumerate((names[0], *names))]
    assert bool(check_bodies(plan(*rows, body="b"))) is told


def _agreement(text: str) -> tuple[Finding, ...]:
    return check_agreement(plan((text, "Отдел культуры")))


def _government(text: str) -> tuple[Finding, ...]:
    return check_government(plan((text, "Отдел культуры")))


def _misprints(text: str) -> tuple[Finding, ...]:
    return check_misprints(plan((text, "Отдел культуры")))


@pytest.mark.parametrize(
    ("title", "told"),
    [
        ("Правовое и финансовое обеспечения сборов", True),
        ("Нравственное и трудовое воспитания подростков", True),
        ("Горячее и буфетное питания в школе", True),
        ("Среднее и старшее поколения мастеров", False),
        ("Правовое и финансовое обеспечение сборов", False),
        ("Развитие физико-математического и гуманитарного профилей", False),
    ],
)
def test_two_adjectives_of_one_abstract_noun(title: str, told: bool) -> None:
    assert bool(_agreement(title)) is told


@pytest.mark.parametrize(
    ("title", "told"),
    [
        ("Выставка рисунков, посвященная Победы над врагом", True),
        ("Концерты, посвященные юбилея города", True),
        ("Сбор сведений, соответствующих запроса центра", True),
        ("Концерты, посвященные юбилею города", False),
        ("Сведения для соответствующих органов", False),
        ("Показ фильмов, посвященных Великой Победе", False),
    ],
)
def test_what_is_dedicated_wants_a_dative(title: str, told: bool) -> None:
    assert bool(_government(title)) is told


@pytest.mark.parametrize(
    ("title", "told"),
    [
        ("Проведениеэкскурсии по заводу", True),
        ("Чтениерассказов о природе", True),
        ("Обучениеподростков игре в шахматы", True),
        ("Здоровьесбережение подростков", False),
        ("Землевладение в уезде", False),
    ],
)
def test_words_without_their_space(title: str, told: bool) -> None:
    assert bool(_misprints(title)) is told
