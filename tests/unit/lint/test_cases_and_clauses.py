"""Chains of nouns, «о» before vowels, and the case of those whom an order asks."""

from dataclasses import replace

import pytest

from engine.lint.rules.agreement import check_agreement
from engine.lint.rules.clauses_of_order import check_clauses
from engine.lint.rules.government import check_government
from engine.lint.rules.misprints import check_misprints
from engine.lint.text.noun_chains import broken_chains
from tests.unit.builders import event, project, roadmap


@pytest.mark.parametrize(
    ("title", "told"),
    [
        ("Проведение входная диагностика первоклассников", True),
        ("Проведение входной диагностики первоклассников", False),
        ("Изучение опыта по развитию читательскую грамотность", True),
        ("Изучение опыта по развитию читательской грамотности", False),
        ("Мониторинг обновления школьные сайты", True),
        ("По итогам обсуждения новые школьные проекты", False),
        ("Мониторинг, охватывающий обновления и школьные сайты", False),
        ("Руководство проектом наставником", True),
        ("Встреча с учителями предметниками", False),
        ("Семинары по работе каждую неделю", False),
        ("Решено провести обучение новые классы", False),
    ],
)
def test_a_noun_after_a_noun_is_in_the_genitive(title: str, told: bool) -> None:
    assert bool(broken_chains(title)) is told


def ids(check: object, title: str) -> list[str]:
    assert callable(check)
    plan = project(roadmap("r", event("x", "measure", title=title)))
    return [finding.code.id for finding in check(plan)]


def test_cases_of_persons() -> None:
    assert ids(check_government, "Диагностика готовности и анкетирование наставникам") == ["L696"]
    assert ids(check_government, "Помощь в развитии ученикам") == []
    assert ids(check_agreement, "Занятия с талантливыми детей") == ["L735"]
    assert ids(check_agreement, "Занятия с одарёнными природой детьми") == []


@pytest.mark.parametrize(
    ("title", "told"),
    [
        ("Беседа о адаптации пятиклассников", True),
        ("Беседа об адаптации пятиклассников", False),
        ("Справка об готовности классов", True),
        ("Справка о готовности классов", False),
        ("Памятка о ЕГЭ, о УМК и обо всём остальном", False),
        ("Беседа об их успехах и об её итогах", False),
    ],
)
def test_about_before_a_vowel(title: str, told: bool) -> None:
    assert ("L695" in ids(check_misprints, title)) is told


@pytest.mark.parametrize(
    ("clause", "codes"),
    [
        ("2. Классными руководителями провести беседы с родителями.", ["L696"]),
        ("2. Классным руководителям провести беседы с родителями.", []),
        ("2. Методисты отдела собрать сведения о выпускниках.", ["L696"]),
        ("2. Результаты мониторинга направить в школы.", []),
        ("2. Директоров школ ознакомить с приказом.", []),
        ("2. Контроль за исполнением приказа.", ["L690"]),
        ("2. Контроль за исполнением приказа – за Петровой А.А.", []),
        ("2. Контроль за исполнением приказа возложить на.", ["L690"]),
        ("2. Контроль за исполнением приказа возложить.", ["L690"]),
        ("2. На методиста Петрову А.А. контроль за исполнением приказа возложить.", []),
        ("2. Директорам школ провести Петровой А.А. провести беседы.", ["L694"]),
        ("2. Директорам школ провести опрос и провести беседы.", []),
        ("2. Директорам школ: провести опрос.", []),
    ],
)
def test_a_clause_says_who_does_what(clause: str, codes: list[str]) -> None:
    plan = project(roadmap("r", event("x", "measure", title="Беседы с родителями")))
    plan = replace(plan, order=replace(plan.order, preamble=("ПРИКАЗЫВАЮ:", clause)))
    found = [finding.code.id for finding in check_clauses(plan)]
    assert [code for code in found if code != "L724"] == codes


@pytest.mark.parametrize(
    ("title", "codes"),
    [
        ("Диагностика готовности и анкетирование начинающим наставникам", ["L696"]),
        ("Диагностика готовности и анкетирование начинающих наставников", []),
        ("Посещение открытым урокам", ["L696"]),
        ("Посещение открытых уроков", []),
        ("Анкетирование отстающим школам", ["L696"]),
    ],
)
def test_what_is_a_participle_and_an_adjective_stands_within_a_phrase(
    title: str, codes: list[str]
) -> None:
    assert ids(check_government, title) == codes
