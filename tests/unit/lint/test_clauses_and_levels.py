"""The clauses of an order as clauses, and bodies and deeds of a level that is not its own."""

import pytest

from engine.lint.rules.clauses_of_order import check_clauses
from engine.lint.rules.levels_of_bodies import check_levels_of_bodies
from engine.model.project import Municipality
from tests.unit.lint.test_levels_and_sums import SCHOOL
from tests.unit.lint.test_order_against_plan import DISTRICT, REGION, codes, plan, row

APPROVED = "1. Утвердить план."
TO_MAY = "1. Руководителям школ провести мониторинг до 1 мая."
OWN_CONTROL = "1. Контроль за исполнением приказа оставляю за собой."
CONTROL_OF_ORLOVA = "1. Контроль за исполнением приказа возложить на Орлову."
CONTROL_OF_DEPUTY = "2. Контроль за исполнением приказа возложить на заместителя."


@pytest.mark.parametrize(
    ("clauses", "said"),
    [
        ([APPROVED, "2. Обеспечить проведение мониторинга."], ["L733"]),
        ([APPROVED, "2. Обеспечить проведение мониторинга до 1 мая."], ["L733"]),
        ([APPROVED, "1.1. Обеспечить проведение мониторинга."], ["L733"]),
        (["1. Руководителям школ обеспечить проведение мониторинга."], []),
        (["1. Отделу образования:", "1.1. Обеспечить проведение мониторинга."], []),
        (["1. Заведующим детскими садами:", "1.1. Обеспечить проведение мониторинга."], []),
        (["1. Обеспечить мониторинг:", "1.1. Обеспечить проведение опроса."], ["L733", "L733"]),
        (["1. Отделу образования обеспечить:", "1.1. Проведение мониторинга до 1 мая."], []),
        (["1. Отделу образования:", "1.1. Проведение мониторинга до 1 мая."], ["L690"]),
        ([TO_MAY, "2. Отделу образования подготовить список до 1 июня.",
          "3. Орловой разместить приказ на сайте."], ["L759"]),
        ([TO_MAY, "2. Отделу образования представить отчёт."], ["L759"]),
        ([TO_MAY, "2. Отделу образования разместить приказ."], []),
        ([TO_MAY.replace(" до 1 мая", ""), "2. Отделу образования представить отчёт."], []),
        (["1. Руководителям школ:", "1.1. Провести мониторинг до 1 мая.",
          "1.2. Представить отчёт."], ["L759"]),
        (["1. Руководителям школ в срок до 1 мая:", "1.1. Провести мониторинг.",
          "1.2. Представить отчёт."], []),
        ([APPROVED, "2. Ввести план в действие", "3. Отменить приказ.", "4. Признать его старым."],
         ["L690"]),
        ([APPROVED, "2. Ввести план в действие", "3. Отменить приказ", "4. Признать его старым."],
         []),
        ([APPROVED, "2. Ввести план в действие.", "3. Отменить приказ.", "4. Признать его старым"],
         []),
        ([APPROVED, "2. Ввести план в действие", "3. Отменить приказ."], []),
        (["1. Заместителю директора Орловой ознакомил педагогов с планом."], ["L735"]),
        (["1. Заместителю директора Орловой ознакомить педагогов с планом."], []),
        (["1. Заместителю директора:", "1.1. Ознакомил педагогов с планом."], ["L735"]),
        ([OWN_CONTROL, CONTROL_OF_DEPUTY], ["L736"]),
        ([CONTROL_OF_ORLOVA, CONTROL_OF_DEPUTY], []),
        ([CONTROL_OF_ORLOVA], []),
    ],
)  # fmt: skip
def test_a_clause_charges_somebody_with_something_until_a_day(
    clauses: list[str], said: list[str]
) -> None:
    assert codes(check_clauses(plan(clauses=tuple(clauses)))) == said


OFFICE, DEPUTY, MINISTRY = "Отдел образования", "Заместитель директора", "Министерство образования"
STAGE = "Проведение школьного этапа олимпиады"
RULES = "Разработка положения о районных центрах"
ABOVE = "Рассмотрение итогов на коллегии министерства образования"
COUNCIL = "Обсуждение итогов на педагогическом совете школы"
CONTEST = "Внутришкольный конкурс чтецов"


@pytest.mark.parametrize(
    ("whose", "title", "result", "by", "is_told"),
    [
        (DISTRICT, STAGE, "Протокол муниципального этапа", OFFICE, True),
        (DISTRICT, STAGE, "Протокол школьного этапа", OFFICE, False),
        (DISTRICT, STAGE, "Заявка на муниципальный этап", OFFICE, False),
        (DISTRICT, RULES, "Положение о региональных центрах", OFFICE, True),
        (DISTRICT, RULES, "Положение о районных центрах", OFFICE, False),
        (DISTRICT, ABOVE, "Протокол", OFFICE, True),
        (DISTRICT, "Участие: " + ABOVE.lower(), "Протокол", OFFICE, False),
        (DISTRICT, ABOVE, "Протокол", MINISTRY, False),
        (DISTRICT, "Совещание с участием министерства", "Протокол", OFFICE, False),
        (DISTRICT, COUNCIL, "Протокол", OFFICE, True),
        (SCHOOL, COUNCIL, "Протокол", DEPUTY, False),
        (DISTRICT, "Отчёт о выполнении регионального плана", "Отчёт", OFFICE, True),
        (DISTRICT, "Отчёт о выполнении муниципального плана", "Отчёт", OFFICE, False),
        (DISTRICT, CONTEST, "Протокол", OFFICE, True),
        (DISTRICT, CONTEST, "Протокол", "Школы района", False),
        (DISTRICT, "Проведение мониторинга", "Приказ министерства образования", OFFICE, True),
        (DISTRICT, "Проведение мониторинга", "Приказ отдела образования", OFFICE, False),
        (SCHOOL, "Проведение мониторинга", "Приказ отдела образования", DEPUTY, True),
        (REGION, "Проведение мониторинга", "Приказ министерства образования", MINISTRY, False),
        (DISTRICT, "Назначение регионального координатора", "Приказ", OFFICE, True),
        (DISTRICT, "Назначение регионального координатора", "Приказ",
         "Министерство образования области", False),
        (DISTRICT, "Назначение муниципального координатора", "Приказ", OFFICE, False),
        (REGION, "Рассмотрение на заседании совета при управлении образования района", "Протокол",
         MINISTRY, True),
        (REGION, "Мониторинг качества образования в районе", "Справка", MINISTRY, True),
        (REGION, "Создание муниципальной рабочей группы", "Приказ", MINISTRY, True),
        (REGION, "Создание региональной рабочей группы", "Приказ", MINISTRY, False),
        (REGION, "Проведение районного семинара", "Программа", MINISTRY, True),
        (SCHOOL, "Районный педагогический совет", "Протокол", DEPUTY, True),
        (SCHOOL, "Районный педагогический совет", "Протокол", OFFICE, False),
        (SCHOOL, "Участие в районном педагогическом совете", "Протокол", DEPUTY, False),
    ],
)  # fmt: skip
def test_what_is_of_another_level_is_told_once(
    whose: Municipality, title: str, result: str, by: str, is_told: bool
) -> None:
    made = plan(
        row("a", title, result=result, by="board", said=by), of=whose, title="Развитие чтения"
    )
    assert codes(check_levels_of_bodies(made)) == ["L741"] * is_told
