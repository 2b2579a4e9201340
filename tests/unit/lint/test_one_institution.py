"""One institution's plan: another's number, kind or level in it; tools that are drafted, not used;
dates that a sentence names in reverse; attributes that may stand for nouns."""

from dataclasses import replace

import pytest

from engine.lint.rules.agreement import check_agreement
from engine.lint.rules.clashing_schedules import check_clashing_schedules
from engine.lint.rules.clause_deadlines import check_clause_deadlines
from engine.lint.rules.goals_as_events import check_goals_as_events
from engine.lint.rules.other_school import check_other_school
from engine.lint.rules.stages_of_titles import check_stages_of_titles
from engine.lint.rules.work_of_other_level import check_work_of_other_level
from engine.model.project import Municipality
from tests.unit.lint.test_order_against_plan import DISTRICT, GARDEN, REGION, codes, plan, row

SCHOOL = Municipality("МБОУ «Основная школа № 9»", "школа", "Томская область", None)
LYCEUM = Municipality("МАОУ лицей № 2", "лицей", "Томская область", None)


@pytest.mark.parametrize(
    ("whose", "title", "told"),
    [
        (SCHOOL, "Заседание управляющего совета лицея", True),
        (SCHOOL, "Отчет директора гимназии", True),
        (SCHOOL, "Обсуждение на педсовете детского сада", True),
        (SCHOOL, "Экспозиция «Выпускники лицея – защитники Отечества»", True),
        (SCHOOL, "Обмен опытом с учителями лицея", False),
        (SCHOOL, "Консультации для учителей лицея «Сокол»", False),
        (SCHOOL, "Заседание управляющего совета школы", False),
        (SCHOOL, "Совместное заседание с советом гимназии", False),
        (SCHOOL, "Изучение опыта управляющего совета гимназии", False),
        (SCHOOL, "Встреча с директором гимназии № 3", False),
        (SCHOOL, "Экскурсия выпускников детского сада", False),
        (LYCEUM, "Размещение плана на сайте гимназии", True),
        (LYCEUM, "Размещение плана на сайте школы", False),
        (GARDEN, "Заседание педагогического совета школы", True),
        (GARDEN, "Разговор с учителями гимназии", False),
        (GARDEN, "Преемственность: педагогический совет школы", False),
        (DISTRICT, "Отчет директора гимназии", False),
    ],
)
def test_a_body_of_another_kind_of_institution(
    whose: Municipality, title: str, *, told: bool
) -> None:
    made = plan(row("a", title), of=whose, title="План развития чтения")
    assert codes(check_other_school(made)) == ["L740"] * told


@pytest.mark.parametrize(
    ("whose", "title", "told"),
    [
        (SCHOOL, "План развития чтения МБОУ «Основная школа № 19»", True),
        (SCHOOL, "План развития чтения гимназии № 2", True),
        (SCHOOL, "План развития чтения МБОУ «Основная школа № 9»", False),
        (SCHOOL, "План преемственности с детским садом № 2", False),
        (DISTRICT, "План развития опорной школы № 19", False),
    ],
)
def test_the_title_has_the_number_of_whoever_approves(
    whose: Municipality, title: str, *, told: bool
) -> None:
    made = plan(row("a", "Семинар"), of=whose, title=title)
    assert ("L740" in codes(check_other_school(made))) is told


def test_the_annex_says_whose_order_it_is() -> None:
    whose = replace(SCHOOL, name="МБОУ ОШ посёлка Лесного")
    made = plan(row("a", "Семинар"), of=whose, title="План развития чтения школы № 19")
    annex = "Приложение 1 к приказу МБОУ «Основная школа № 9» от 29.08.2024 г. № 5"
    told = replace(made, order=replace(made.order, annexes=(annex,)))
    assert "L740" in codes(check_other_school(told))
    assert codes(check_other_school(made)) == []


@pytest.mark.parametrize(
    ("whose", "title", "result", "by", "told"),
    [
        (REGION, "Рассмотрение на коллегии", "Решение районного совета", "Министерство", True),
        (REGION, "Рассмотрение на коллегии", "Протокол школьного совета", "Министерство", True),
        (SCHOOL, "Заседание совета", "Протокол муниципального совета", "Директор", True),
        (REGION, "Рассмотрение на коллегии", "Решение областного совета", "Министерство", False),
        (REGION, "Рассмотрение на советах", "Решение районного совета", "Отделы районов", False),
        (SCHOOL, "Участие в муниципальном совете", "Протокол муниципального совета", "Д", False),
    ],
)
def test_a_decision_of_another_level(
    whose: Municipality, title: str, result: str, by: str, *, told: bool
) -> None:
    made = plan(row("a", title, result=result, by="board", said=by), of=whose)
    bodies = tuple(replace(body, name=by) for body in made.bodies)
    found = codes(check_work_of_other_level(replace(made, bodies=bodies)))
    assert found == ["L741"] * told


@pytest.mark.parametrize(
    ("title", "told"),
    [
        ("Разработка анкеты для родителей о качестве питания", True),
        ("Подготовка диагностических материалов для мониторинга чтения", True),
        ("Составление и утверждение опросных листов", True),
        ("Создание инструментария мониторинга", True),
        ("Разработка анкеты и проведение опроса родителей", False),
        ("Подготовка отчета о результатах мониторинга", False),
        ("Формирование банка данных о наставниках", False),
    ],
)
def test_tools_that_are_drafted_monitor_nothing(title: str, *, told: bool) -> None:
    made = plan(row("a", title, stage="monitoring", result="Анкета"))
    assert codes(check_stages_of_titles(made)) == ["L732"] * told
    methods = plan(row("a", title, stage="collection_methods", result="Анкета"))
    assert not told or codes(check_stages_of_titles(methods)) == []


@pytest.mark.parametrize(
    ("clause", "told"),
    [
        ("Обобщить до 17 октября 2024 г. заявки, которые школы представят до 10 октября 2024 г.",
         False),
        ("Обобщить до 17 октября 2024 г. предложения, поступившие до 10 октября 2024 г.", False),
        ("Обобщить до 10 октября 2024 г. предложения, которые школы направят до 17 октября 2024 г.",
         True),
        ("Рассмотреть до 10 октября 2024 г. предложения, представленные до 17 октября 2024 г.",
         True),
        ("Направить до 10 октября 2024 г. анкеты, которые школы сдадут до 17 октября 2024 г.",
         False),
    ],
)  # fmt: skip
def test_what_is_given_first_may_be_named_second(clause: str, *, told: bool) -> None:
    made = plan(row("a", "Семинар"), clauses=(f"2. {clause}",))
    assert ("L714" in codes(check_clause_deadlines(made))) is told


@pytest.mark.parametrize(
    ("when", "told"),
    [
        ("Ежемесячно, не позднее 25 числа", False),
        ("Ежемесячно, не позднее 5-го числа", False),
        ("Ежемесячно (не позднее 25 числа каждого месяца)", False),
        ("с 6 по 10 апреля 2025, не позднее 3 апреля 2025", True),
        ("Январь – март, не позднее 30 апреля 2025 г.", True),
        ("Январь – март, не позднее 5 апреля 2025 г.", False),
    ],
)
def test_a_limit_within_every_month(when: str, *, told: bool) -> None:
    made = plan(row("a", "Обновление сайта", when))
    assert ("L638" in codes(check_clashing_schedules(made))) is told


@pytest.mark.parametrize(
    ("title", "told"),
    [
        ("Повышение надбавок учителям, работающим в сельских школах", False),
        ("Увеличение ежемесячных выплат наставникам", False),
        ("Повышение качества ежемесячных выплат", True),
        ("Увеличение доли наставников", True),
    ],
)
def test_what_an_order_sets_is_raised_by_a_deed(title: str, *, told: bool) -> None:
    assert codes(check_goals_as_events(plan(row("a", title)))) == ["L649"] * told


@pytest.mark.parametrize(
    ("title", "told"),
    [
        ("Вовлечение молодые педагогов в наставничество", True),
        ("Обучение опытные наставников района", True),
        ("Проведение интересных уроки чтения", True),
        ("Проведение интересных уроков чтения", False),
        ("Пригласить опытных учителей, провести новые уроки", False),
        ("Обучение молодых педагогами приемам чтения", False),
        ("Вовлечение молодых педагогов в наставничество", False),
        ("Встреча: родные детей и педагоги", False),
        ("Молодые и опытные педагоги", False),
    ],
)
def test_an_attribute_that_may_stand_for_a_noun(title: str, *, told: bool) -> None:
    assert codes(check_agreement(plan(row("a", title)))) == ["L735"] * told
