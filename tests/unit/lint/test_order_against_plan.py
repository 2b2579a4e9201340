"""What the order says of a work against its row; one thing of the plan under two names, levels,
numbers; results of other rows; indicators that nothing can meet."""

from dataclasses import replace
from datetime import date

import pytest

from engine.diagnostics import Finding, Origin
from engine.lint.rules.bodies_made_and_met import check_bodies_made_and_met
from engine.lint.rules.cells_of_executors import check_cells_of_executors
from engine.lint.rules.clauses_and_executors import check_clauses_and_executors
from engine.lint.rules.clauses_and_plan import check_clauses_and_plan
from engine.lint.rules.clauses_of_order import check_clauses
from engine.lint.rules.cut_off import check_cut_off
from engine.lint.rules.implausible_durations import check_durations
from engine.lint.rules.indicators_turned_round import check_indicators_turned_round
from engine.lint.rules.levels_of_bodies import check_levels_of_bodies
from engine.lint.rules.names_of_things import check_names_of_things
from engine.lint.rules.other_level import check_level
from engine.lint.rules.other_school import check_other_school
from engine.lint.rules.own_approval import check_own_approval
from engine.lint.rules.printed_periods import check_printed_periods
from engine.lint.rules.results_of_other_rows import check_results_of_other_rows
from engine.lint.rules.stages_of_titles import check_stages_of_titles
from engine.lint.rules.things_at_two_levels import check_things_at_two_levels
from engine.lint.rules.things_in_use import check_things_in_use
from engine.lint.rules.used_before_made import check_life_of_things
from engine.lint.rules.wholes_counted import check_wholes_counted
from engine.lint.text.errands import errands_of, is_body, row_of
from engine.model.project import Body, Municipality, Project
from engine.model.spec import Event, PassportRow, Responsible, Window
from engine.schedule import resolve_schedule
from tests.unit.builders import event, indicator, project, roadmap

YEAR = Window(date(2024, 9, 1), date(2025, 8, 31))
AT = Origin("project.yaml", ("bodies", 0))
BODIES = {
    "office": "Отдел образования", "centre": "Центр цифровых технологий", "mc": "ИМЦ",
    "psy": "Педагог-психолог", "board": "Заведующий",
}  # fmt: skip
DISTRICT = Municipality("Лесной район", "район", "Томская область", "Лесного района")
REGION = Municipality("Томская область", "область", "Томская область", None)
GARDEN = Municipality("МБДОУ детский сад № 4 «Ёлочка»", "детский сад", "Томская область", None)


def row(
    name: str,
    title: str,
    when: str = "ноябрь 2024",
    *,
    by: str = "office",
    said: str | None = None,
    result: str = "Отчет",
    stage: str = "measure",
) -> Event:
    made = event(name, stage, title=title, result=result)
    who = (Responsible(said or BODIES[by], by),)
    return replace(made, schedule=resolve_schedule(when, YEAR), responsible=who)


def plan(
    *events: Event,
    clauses: tuple[str, ...] = (),
    of: Municipality = DISTRICT,
    title: str = "План развития цифровой среды школ на 2024-2025 учебный год",
    named: str | None = None,
) -> Project:
    made = project(replace(roadmap("r", *events), title=title))
    bodies = tuple(Body(id, name, (), None, AT) for id, name in BODIES.items())
    order = replace(made.order, preamble=clauses, title=named, date="29.08.2024")
    return replace(made, municipality=of, order=order, bodies=bodies, period=YEAR, title=title)


def codes(findings: tuple[Finding, ...]) -> list[str]:
    return [each.code.id for each in findings]


def test_a_clause_and_its_row_have_one_executor() -> None:
    rows = (
        row("a", "Закупка ноутбуков для школ", by="office"),
        row("b", "Обучение технических специалистов школ", by="mc"),
        row("c", "Обследование эмоционального состояния подростков", by="psy"),
        row("d", "Подготовка годового отчета о цифровой среде", by="centre"),
    )
    strange = {
        "2. Центру цифровых технологий закупить ноутбуки для школ до 29 ноября 2024 года.": [
            "L790"
        ],
        "2. Отделу образования (Зуева И.П.) закупить ноутбуки для школ.": [],
        "2. Информационно-методическому центру обучить технических специалистов школ.": [],
        "2. Заведующему провести обследование эмоционального состояния подростков.": ["L790"],
        "2. Педагогу-психологу провести обследование эмоционального состояния подростков.": [],
        "2. Отделу образования представить годовой отчет о цифровой среде в срок до 30.06.2025.": [
            "L790"
        ],
        "2. Директору Центра цифровых технологий представить годовой отчет о цифровой среде.": [],
        "2. Отделу образования создать условия для обучения специалистов.": [],
        "2. Заместителю начальника отдела Зуевой И.П. закупить ноутбуки для школ.": [],
    }
    told = {
        clause: codes(check_clauses_and_executors(plan(*rows, clauses=(clause,))))
        for clause in strange
    }
    assert told == strange


def test_each_act_of_a_clause_has_the_day_of_its_row() -> None:
    rows = (
        row("a", "Составление графика дежурств", "до 20 сентября 2024 г."),
        row("b", "Подготовка промежуточного отчета о дежурстве", "до 27 декабря 2024 г."),
        row("c", "Подготовка итогового отчета о дежурстве", "до 30 мая 2025 г."),
        row(
            "e",
            "Оценить пользу принятых мер",
            "до 20 июня 2025 г.",
            result="Отчет о пользе принятых мер",
        ),
        row("d", "Декада цифровой грамотности", "3-14 февраля 2025 г.", result="План декады"),
        row("g", "Назначение лиц, ответственных за проведение ГИА", "до 19 сентября 2024 г."),
    )
    told = {
        "2. Отделу образования составить график дежурств до 13 сентября 2024 года.": ["L755"],
        "2. Отделу образования составить график дежурств до 27 сентября 2024 года.": ["L755"],
        "2. Отделу образования представить промежуточный отчет до 27 декабря 2024 года и итоговый "
        "отчет до 16 мая 2025 года.": ["L755"],
        "2. Отделу образования представить промежуточный отчет до 27 декабря 2024 года и итоговый "
        "отчет до 30 мая 2025 года.": [],
        "2. Отделу образования представить начальнику отчет о пользе принятых мер до 20 мая 2025 "
        "года.": ["L755"],
        "2. Отделу образования представить начальнику отчет о пользе принятых мер до 1 июля 2025 "
        "года.": [],
        "2. Школам назначить до 11 октября 2024 года лиц, ответственных за проведение "
        "государственной итоговой аттестации.": ["L755"],
        "2. Школам назначить до 19 сентября 2024 года лиц, ответственных за проведение "
        "государственной итоговой аттестации.": [],
        "2. Отделу образования утвердить план декады цифровой грамотности до 24 января 2025 года.":
        [],
    }  # fmt: skip
    assert told == {
        clause: codes(check_clauses_and_plan(plan(*rows, clauses=(clause,)))) for clause in told
    }


def test_a_clause_is_read_as_who_does_what_by_when() -> None:
    (first, second) = errands_of(
        "4. Рабочей группе представить в отдел образования промежуточный отчет до 20.12.2024 года "
        "и итоговый отчет до 30.05.2025 года."
    )
    assert (first.who, first.verb, first.asked) == (
        "Рабочей группе", "представить", "промежуточный отчет",
    )  # fmt: skip
    assert second.asked == "итоговый отчет"
    assert second.due is not None
    assert second.due["day"] == "30.05.2025"
    assert errands_of("3. Контроль оставляю за собой.") == ()
    (third,) = errands_of("2. Отделу образования разместить план на сайте до 05.09.2024.")
    later = row("a", "Размещение отчета о выполнении плана на сайте", "август 2025")
    assert row_of(third, (later,)) is None
    (vague,) = errands_of("2. Школам представить планы работы до 12.09.2024.")
    assert row_of(vague, (row("a", "Разработка проекта плана работы"),)) is None
    assert is_body("Директору методического центра", "Методический центр")
    assert not is_body("Заведующему хозяйством", "Заведующий")


def test_what_the_order_does_by_itself_needs_no_day() -> None:
    clauses = (
        "1. Утвердить план.",
        "2. Создать рабочую группу в составе пяти человек.",
        "3. Отделу образования разместить план на сайте до 6 сентября 2024 года.",
        "4. Отделу образования провести совещание до 13 сентября 2024 года.",
    )
    assert codes(check_clauses(plan(clauses=clauses))) == []


def test_a_cell_gives_its_body_as_it_is_declared() -> None:
    rest = tuple(row(f"r{at}", f"Дело {at}") for at in range(6))
    told = {
        ("centre", "Центр цифровых технолигий"): ["L765"],
        ("centre", "Центр цифровых технологий.,"): ["L765"],
        ("centre", "Центр цифровых технологийОтдел образования"): ["L765"],
        ("psy", "Педагога-психолога"): ["L765"],
        ("board", "Заведующего"): ["L765"],
        ("centre", "Центр цифровых технологий"): [],
        ("psy", "педагог-психолог"): [],
        ("psy", "Педагоги-психологи"): [],
        ("office", "Отдел образования, Иванова И.И.,"): [],
        ("office", "Отдел образования,;"): ["L765"],
    }
    assert told == {
        (by, said): codes(check_cells_of_executors(plan(*rest, row("x", "Дело", by=by, said=said))))
        for by, said in told
    }


def test_a_body_in_many_rows_is_named_whole() -> None:
    rows = [row(f"r{at}", f"Дело {at}", said="Группа по делам одарённых") for at in range(4)]
    assert codes(check_cut_off(plan(*rows))) == []
    assert codes(check_cut_off(plan(row("a", "Дело", said="Учителя начальных")))) == ["L690"]


def test_one_thing_stands_at_one_level() -> None:
    council = row("m", "Создание координационного совета родителей", result="Положение о совете")
    told = {
        ("Заседание областного координационного совета", "Протокол"): ["L791"],
        ("Обсуждение итогов на областном координационном совете", "Протокол"): ["L791"],
        ("Участие в областном координационном совете", "Протокол"): [],
        ("Заседание районного координационного совета", "Протокол"): [],
        ("Утверждение положения о стажировке", "Краевое положение о стажировке"): ["L791"],
        ("Утверждение положения о стажировке", "Районное положение о стажировке"): [],
    }
    assert told == {
        (title, result): codes(
            check_things_at_two_levels(plan(council, row("x", title, result=result)))
        )
        for title, result in told
    }
    held = row("a", "Проведение районного конкурса «Цифровой урок»")
    again = row("b", "Подведение итогов областного конкурса «Цифровой урок»")
    sent = row("b", "Направление работ на областной конкурс «Цифровой урок»")
    assert codes(check_things_at_two_levels(plan(held, again))) == ["L791"]
    backed = row("b", "Сопровождение участников областного конкурса «Цифровой урок»")
    assert codes(check_things_at_two_levels(plan(held, sent, backed))) == []
    own = plan(title="План реализации регионального проекта «Цифровая школа» в Лесном районе")
    assert codes(check_things_at_two_levels(own)) == []
    whole = plan(of=REGION, title="Паспорт районной программы развития цифровой среды")
    assert codes(check_things_at_two_levels(whole)) == ["L741"]


def test_plans_of_those_below_are_theirs() -> None:
    title = "Утверждение муниципальных дорожных карт развития цифровой среды"
    region = plan(
        row("a", title, by="office", said="Органы управления муниципальных районов"),
        row("b", "Семинар", "сентябрь 2024"),
        of=REGION, title="Паспорт региональной дорожной карты развития цифровой среды",
    )  # fmt: skip
    assert codes(check_levels_of_bodies(region)) == []
    assert codes(check_own_approval(region)) == []
    model = row("a", "Разработка типовой дорожной карты развития цифровой среды", "март 2025")
    assert codes(check_own_approval(plan(model, row("b", "Семинар", "сентябрь 2024")))) == []


DISTRICT_ONE = Municipality("Ольховский район", "район", "Томская область", None)
TOWN_ONE = Municipality("Ольхов", "городской округ", "Томская область", None)


def test_the_own_name_has_the_own_kind() -> None:
    told = {
        "1. Утвердить план Ольховского муниципального округа.": ["L651"],
        "1. Утвердить план Ольховского района.": [],
        "1. Утвердить план Ольховского муниципального района.": [],
        "1. Изучить опыт Степновского муниципального округа.": [],
    }
    assert told == {
        clause: codes(check_level(plan(clauses=(clause,), of=DISTRICT_ONE))) for clause in told
    }


@pytest.mark.parametrize(
    ("whose", "clause", "told"),
    [
        (DISTRICT_ONE, "2. Городскому методическому центру собрать сведения.", ["L651"]),
        (DISTRICT_ONE, "2. Районному методическому центру собрать сведения.", []),
        (DISTRICT_ONE, "2. Городской библиотеке провести выставку.", []),
        (DISTRICT_ONE, "2. Городскому центру города Ольхова собрать сведения.", []),
        (TOWN_ONE, "2. Районному методическому кабинету собрать сведения.", ["L651"]),
        (TOWN_ONE, "2. Городскому методическому кабинету собрать сведения.", []),
    ],
)
def test_own_bodies_are_of_the_own_kind(whose: Municipality, clause: str, told: list[str]) -> None:
    title = f"План развития цифровой среды: {whose.name}"
    assert codes(check_level(plan(clauses=(clause,), of=whose, title=title))) == told


def test_a_kindergarten_bears_its_own_name() -> None:
    told = {
        "Размещение плана на сайте детского сада «Ивушка»": ["L740"],
        "Размещение плана на сайте детского сада «Ёлочка»": [],
        "Обмен опытом с детским садом «Ивушка»": [],
    }
    assert told == {
        title: codes(check_other_school(plan(row("a", title), of=GARDEN))) for title in told
    }


def test_what_is_approved_for_the_coming_year_is_not_late() -> None:
    held = row(
        "a", "Реализация программы цифровой грамотности школьников", "октябрь 2024 – май 2025"
    )
    told = {
        "Утверждение программы цифровой грамотности школьников": ["L603"],
        "Утверждение программы цифровой грамотности школьников на новый учебный год": [],
        "Утверждение программы цифровой грамотности школьников на 2025-2026 учебный год": [],
    }
    assert told == {
        title: codes(check_life_of_things(plan(held, row("b", title, "до 29 августа 2025 г."))))
        for title in told
    }


def test_a_paper_for_the_next_level_is_no_slip() -> None:
    held = row(
        "a", "Проведение районного этапа конкурса", result="Протокол, заявка на областной этап"
    )
    assert codes(check_levels_of_bodies(plan(held))) == []


def test_the_result_speaks_of_its_own_row() -> None:
    rows = (
        row("m", "Мониторинг исправности компьютеров", result="Сводка об исправности компьютеров"),
        row("p", "Опрос родителей о безопасности в сети", result="Сводка о безопасности в сети"),
        row("e", "Подготовка итогового отчета", result="Итоговый отчет"),
    )
    told = {
        ("Опрос педагогов о нагрузке", "Сводка об исправности компьютеров"): ["L792"],
        ("Опрос педагогов о нагрузке", "Сводка об опросе педагогов"): [],
        ("Опрос педагогов о нагрузке", "Листы опроса"): [],
        ("Подготовка промежуточного отчета", "Итоговый отчет"): ["L792"],
        ("Подготовка промежуточного отчета", "Отчет за полугодие"): [],
        ("Опрос выпускников о сети", "Сводка о планах выпускников"): [],
        ("Назначение кураторов", "Таблица значений"): [],
        ("Ремонт компьютеров", "Акты о ремонте компьютеров"): [],
    }
    assert told == {
        (title, result): codes(
            check_results_of_other_rows(plan(*rows, row("x", title, result=result)))
        )
        for title, result in told
    }


def test_an_indicator_can_be_met() -> None:
    lessons = row("a", "Курсы по цифровой грамотности для учителей")
    told = {
        "не менее 60 % учителей не прошли курсы по цифровой грамотности": ["L794"],
        "не менее 1,5 % выпускников, не преодолевших минимальный порог": ["L794"],
        "не более 1,5 % выпускников, не преодолевших минимальный порог": [],
        "не менее 60 % учителей прошли курсы по цифровой грамотности": [],
        "не более 5 % учителей не прошли курсы по цифровой грамотности": [],
        "не менее 90 % школьников не имеют цифровых задолженностей": [],
        "100 % учителей не имеют неудовлетворительных итогов курсов по грамотности": [],
        "не менее 90 % школ не вошли в перечень с низкой цифровой грамотностью": [],
        "снижение числа сбоев по сравнению с 2027 годом": ["L793"],
        "снижение числа сбоев относительно уровня 2023 года": [],
    }
    assert told == {
        text: codes(check_indicators_turned_round(_with(lessons, text))) for text in told
    }


def _with(lessons: Event, text: str) -> Project:
    made = plan(lessons)
    one = replace(indicator("i"), text=text)
    return replace(made, roadmaps=(replace(made.roadmaps[0], indicators=(one,)),))


def test_all_there_are_have_one_number() -> None:
    whole = row("a", "Обновление сайтов всех 14 школ")
    told = {
        "Проверка сайтов всех 12 школ": ["L730"],
        "Проверка сайтов в каждой из двенадцати школ": ["L730"],
        "Проверка сайтов 16 школ": ["L730"],
        "Проверка сайтов 100 % школ": [],
        "Проверка сайтов 3 школ": [],
        "Проверка сайтов не менее 10 школ": [],
        "Проверка сайтов всех 14 школ": [],
        "Проверка сайтов 12 школ района": ["L730"],
        "Проверка сайтов в 3 из 12 школ": ["L730"],
        "Выезды в 3 школы района": [],
        "Обучение педагогов 3 школ района": [],
        "Стажировка команд из 4 школ": [],
    }
    assert told == {
        title: codes(check_wholes_counted(plan(whole, row("b", title)))) for title in told
    }
    many = (
        row("a", "Проверка сайтов всех 24 школ"),
        row("b", "Обновление сайтов всех двадцати четырех школ"),
    )
    assert codes(check_wholes_counted(plan(*many))) == []


def test_a_work_lasts_as_long_as_it_is_called() -> None:
    made = row("m", "Разработка программы «Код» объемом 24 часа", "18 октября 2024 г.")
    told = {
        ("Проведение недели кода", "11 ноября 2024 г."): ["L629"],
        ("Открытие недели кода", "11 ноября 2024 г."): [],
        ("Организация профильной смены", "11 июня 2025 г."): ["L629"],
        ("Организация профильной смены", "2-20 июня 2025 г."): [],
        ("Обучение учителей по программе «Код»", "11 ноября 2024 г."): ["L629"],
        ("Обучение учителей по программе «Код»", "11-15 ноября 2024 г."): [],
    }
    assert told == {
        (title, when): codes(check_durations(plan(made, row("x", title, when))))
        for title, when in told
    }
    early = row("x", "Обучение учителей по программе «Код»", "сентябрь 2024 – май 2025")
    assert codes(check_things_in_use(plan(made, early))) == ["L764"]


def test_one_row_has_one_name_for_its_thing() -> None:
    told = {
        ("Конференция «Школа и сеть»", "Сборник тезисов конференции «Урок и экран»"): ["L768"],
        ("Конференция «Школа и сеть»", "Сборник тезисов конференции «Школа и сеть»"): [],
        ("Конференция «Школа и сеть»", "Сборник «Лучшие работы»"): [],
    }
    assert told == {
        (title, result): codes(check_names_of_things(plan(row("a", title, result=result))))
        for title, result in told
    }
    turns = (
        row("a", "Разработка программы «Код»"),
        row("b", "Обучение по программе «Код» в 2024 году"),
        row("c", "Обучение по программе «Шифр» в 2025 году"),
    )
    assert codes(check_names_of_things(plan(*turns))) == ["L768"]
    meetings = (
        row("a", "Семинар № 1 «Урок и экран»"),
        row("b", "Семинар № 2 «Школа и сеть»", result="Материалы семинара «Школа и сеть»"),
        row("c", "Неделя «Урок и экран – 1» в 2024 году"),
        row("d", "Неделя «Школа и сеть – 1» в 2025 году", result="Итоги «Школа и сеть – 1»"),
    )
    assert codes(check_names_of_things(plan(*meetings))) == []


def test_a_council_that_is_made_is_the_one_that_meets() -> None:
    made = row("a", "Создание общественного совета по цифровой среде", result="Положение о совете")
    told = {
        "Заседание общественной комиссии по цифровой среде": ["L768"],
        "Заседание общественного совета по цифровой среде": [],
        "Заседание конкурсной комиссии": [],
    }
    assert told == {
        title: codes(check_bodies_made_and_met(plan(made, row("b", title)))) for title in told
    }


def test_the_title_of_the_order_is_of_its_plan() -> None:
    told = {
        "Об утверждении плана отдыха и оздоровления детей": ["L795"],
        "Об утверждении плана развития цифровой среды": [],
        "Об утверждении и введении в действие плана": [],
    }
    assert told == {named: codes(check_bodies_made_and_met(plan(named=named))) for named in told}


def test_the_passport_gives_the_term_of_its_plan() -> None:
    told = {
        "2024-2026 годы": ["L613"],
        "сентябрь 2024 г. – декабрь 2026 г.": ["L613"],
        "2025 год": ["L613"],
        "с сентября 2024 г. по август 2025 г.": [],
        "до 31 августа 2025 г.": [],
        "2024-2025 учебный год": [],
        "2024/25 учебный год": [],
        "2025-26 учебный год": ["L613"],
    }
    assert told == {text: codes(check_printed_periods(_for(text))) for text in told}


def _for(text: str) -> Project:
    made = plan()
    at = Origin("r.yaml", ("passport", 0))
    term = PassportRow("1", "Срок реализации", None, (), (text,), (), (), (), None, at)
    return replace(made, roadmaps=(replace(made.roadmaps[0], passport=(term,)),))


def test_the_analysis_of_a_monitoring_is_no_monitoring() -> None:
    rows = (
        row("a", "Анализ результатов мониторинга сайтов", stage="monitoring"),
        row("b", "Мониторинг и анализ сайтов", stage="monitoring"),
    )
    assert [each.subject and each.subject.id for each in check_stages_of_titles(plan(*rows))] == [
        "a"
    ]
