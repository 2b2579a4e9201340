"""What good plans print, and what an expert would not remark upon; and its faulty sibling."""

from dataclasses import replace
from datetime import date

import pytest

from engine.diagnostics import Finding, Origin
from engine.lint.rules.abbreviations import check_abbreviations
from engine.lint.rules.agreement import check_agreement
from engine.lint.rules.basis_of_work import check_basis_of_work
from engine.lint.rules.clause_deadlines import check_clause_deadlines
from engine.lint.rules.counted_things import check_counted_things
from engine.lint.rules.government import check_government
from engine.lint.rules.implausible_durations import check_durations
from engine.lint.rules.levels_of_bodies import check_levels_of_bodies
from engine.lint.rules.order_of_work import check_order_of_work
from engine.lint.rules.passport_promises import check_passport_promises
from engine.lint.rules.planned_twice import check_planned_twice
from engine.lint.rules.printed_periods import check_printed_periods
from engine.lint.rules.repeated_events import check_repeated_events
from engine.lint.rules.result_and_title import check_result_and_title
from engine.lint.rules.results_of_other_rows import check_results_of_other_rows
from engine.lint.rules.unknown_bodies import check_bodies
from engine.lint.rules.wording_of_dates import check_wording_of_dates
from engine.model.project import Municipality, Order, Project
from engine.model.spec import Event, PassportRow, Responsible, Roadmap, Stage, Window
from engine.schedule import resolve_schedule
from tests.unit.builders import event, goal, project, roadmap

AT = Origin("r.yaml", ("passport", 0))
YEAR = Window(date(2024, 9, 1), date(2025, 8, 31))


def timed(made: Event, when: str) -> Event:
    return replace(made, schedule=resolve_schedule(when, YEAR))


def plan(*events: Event, **order: object) -> Project:
    made = project(_of(*events))
    whose = Municipality("Лесной район", "муниципальный район", "Томская область", None)
    ordered = replace(made.order, **order)  # type: ignore[arg-type]
    return replace(made, municipality=whose, period=YEAR, order=ordered)


def _of(*events: Event) -> Roadmap:
    return replace(roadmap("r", *events, goals=[goal("g", "качество уроков")]), title="План")


def ids(found: tuple[Finding, ...]) -> set[str]:
    return {finding.code.id for finding in found}


@pytest.mark.parametrize(
    ("title", "told"),
    [
        ("Отбор кандидатов в наставники", False),
        ("Приём старшеклассников в волонтёры штаба", False),
        ("Посев семян в теплица", True),
        ("Занятия в школы и детском саду", False),
    ],
)
def test_persons_enter_a_rank_in_the_nominative(title: str, told: bool) -> None:
    assert ("L696" in ids(check_government(plan(event("e", title=title))))) is told


@pytest.mark.parametrize(
    ("one", "other", "told"),
    [
        ("Пробный экзамен 9 классов по физике", "Пробный экзамен 11 классов по физике", False),
        ("Проверка школы № 2 перед зимой", "Проверка школы № 5 перед зимой", False),
        ("Пробный экзамен 9 классов по физике", "Пробный экзамен 9 классов по физике", True),
    ],
)  # fmt: skip
def test_the_same_deed_for_other_classes_is_another_row(one: str, other: str, told: bool) -> None:
    rows = timed(event("a", title=one), "март"), timed(event("b", title=other), "апрель")
    found = ids((*check_repeated_events(plan(*rows)), *check_planned_twice(plan(*rows))))
    assert bool({"L658", "L702"} & found) is told


@pytest.mark.parametrize(
    ("when", "told"),
    [
        ("с октября по май, по расписанию кружков", False),
        ("март, по расписанию школ", False),
        ("март, по отдельному графику", True),
    ],
)
def test_a_timetable_tells_the_hours_in_a_term(when: str, told: bool) -> None:
    rows = check_wording_of_dates(plan(timed(event("e", title="Кружки"), when)))
    assert ("L616" in ids(rows)) is told


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("оценочно-диагностических карт (далее – ОДК)", False),
        ("учебно-опытных участков (далее – УОУ)", False),
        ("школьных участков (далее – КРП)", True),
    ],
)
def test_parts_of_a_compound_give_letters(said: str, told: bool) -> None:
    findings = check_abbreviations(plan(event("e", title=f"Составление {said} педагогами")))
    assert ("L685" in ids(findings)) is told


@pytest.mark.parametrize(
    ("title", "told"),
    [
        ("Обсудить итоги на совещании завучей с участием областного департамента", False),
        ("Обсудить итоги года на заседании коллегии при министерстве просвещения области", True),
        ("Провести три областных семинара для завучей", True),
        ("Провести три районных семинара для завучей", False),
        ("Назначить регионального оператора питания", True),
        ("Назначить муниципального оператора питания", False),
        ("Представить сведения для назначения регионального оператора питания", False),
    ],
)  # fmt: skip
def test_a_guest_does_not_hold_the_meeting(title: str, told: bool) -> None:
    row = event("e", title=title)
    assert ("L741" in ids(check_levels_of_bodies(plan(row)))) is told


@pytest.mark.parametrize(
    ("result", "told"),
    [
        ("Отчёт по итогам 2024 года", False),
        ("Отчёт по итогам апробации учебников", True),
    ],
)
def test_a_year_is_no_other_work(result: str, told: bool) -> None:
    row = event("e", title="Анализ посещения кружков", result=result)
    assert ("L663" in ids(check_result_and_title(plan(row)))) is told


@pytest.mark.parametrize(
    ("promise", "told"),
    [
        ("Итоговый смотр школьных музеев в мае 2025 года.", False),
        ("Две экспедиции краеведов (июнь и август 2025 г.), смотр школьных музеев.", False),
        ("Заседания клуба юных летописцев (далее – КЮЛ), смотр музеев", False),
        ("Смотр строя и песни кадетских классов района", True),
    ],
)
def test_a_promise_is_kept_in_other_words(promise: str, told: bool) -> None:
    row = PassportRow(
        "4", "Меры", None, (Stage.MEASURE,), (promise,), (), (), (), None, AT
    )  # fmt: skip
    made = replace(
        _of(
            event("a", "measure", title="Смотр школьных музеев"),
            event("b", "measure", title="Экспедиции краеведов по району"),
            event("c", "measure", title="Заседания КЮЛ"),
        ),
        passport=(row,),
    )
    assert ("L639" in ids(check_passport_promises(replace(plan(), roadmaps=(made,))))) is told


@pytest.mark.parametrize(
    ("clause", "told"),
    [
        ("3. Директорам представить отчеты о выполнении школьных планов до 10.03.2025.", False),
        ("3. Отделу представить отчет о выполнении плана до 10.03.2025.", True),
    ],
)
def test_plans_of_schools_are_not_the_plan_of_the_order(clause: str, told: bool) -> None:
    row = timed(event("e", title="Летний лагерь"), "июнь 2025 г.")
    made = plan(row, preamble=(clause,))
    assert isinstance(made.order, Order)
    assert ("L754" in ids(check_clause_deadlines(made))) is told


@pytest.mark.parametrize(
    ("title", "when", "told"),
    [
        ("Четыре ежемесячных встречи краеведов", "сентябрь - октябрь", True),
        ("Четыре ежемесячных встречи краеведов", "сентябрь - декабрь", False),
        (
            "Цикл из шести лекций для родителей",
            "Ежемесячно с октября 2024 г. по декабрь 2024 г.",
            True,
        ),
        ("Цикл из шести лекций для родителей", "октябрь - декабрь", False),
        ("Трёхнедельная экспедиция", "2-13 июня", True),
        ("Трёхнедельная экспедиция", "2-20 июня", False),
        ("Курсы объёмом 24 часа", "14 октября", True),
        ("Курсы объёмом 24 часа", "14-18 октября", False),
        ("Неделя химии", "14 октября", True),
        ("Открытие недели химии", "14 октября", False),
        ("Неделя химии", "14-18 октября", False),
    ],
)
def test_what_lasts_longer_than_its_term_is_told(title: str, when: str, told: bool) -> None:
    row = timed(event("e", title=title), when)
    assert ("L629" in ids(check_durations(plan(row)))) is told


@pytest.mark.parametrize(
    ("title", "result", "told"),
    [
        ("Провести четыре выездных семинара", "Материалы трёх семинаров", True),
        ("Провести четыре выездных семинара", "Материалы четырёх семинаров", False),
        ("Провести семинары для 9 классов", "Списки 11 классов", False),
        ("Занятия с 3 марта", "Отчёт за 5 месяцев", False),
        ("Объезд 24 сельских библиотек", "Справки о двадцати четырёх библиотеках", False),
        ("Объезд 24 сельских библиотек", "Справки о двадцати пяти библиотеках", True),
        ("Провести не менее трёх семинаров", "Материалы пяти семинаров", False),
        ("Объезд 12 сельских библиотек района", "Справка о 12 библиотеках", False),
    ],
)
def test_the_result_counts_what_the_title_counts(title: str, result: str, told: bool) -> None:
    row = event("e", title=title, result=result)
    assert ("L730" in ids(check_counted_things(plan(row)))) is told


def test_one_name_of_all_there_are_has_one_number() -> None:
    rows = (
        event("a", title="Объезд 12 сельских библиотек района"),
        event("b", title="Ремонт 14 сельских библиотек района"),
    )
    assert ids(check_counted_things(plan(*rows))) == {"L730"}
    assert ids(check_counted_things(plan(*rows[:1]))) == set()


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("Тренеры 5-7 классов", False),
        ("Тренеры администрации Лесного района", False),
        ("Тренеры-методисты клуба Заречья", True),
    ],
)
def test_a_part_of_a_body_is_that_body(name: str, told: bool) -> None:
    rows = [replace(event(id), responsible=(Responsible("Тренеры", "b"),)) for id in "ac"]
    made = plan(*rows, replace(event("d"), responsible=(Responsible(name, "b"),)))
    assert ("L686" in ids(check_bodies(made))) is told


@pytest.mark.parametrize(
    ("name", "usual", "told"),
    [
        ("Центр развития", "Областной центр развития", False),
        ("Отдел кадров министерства", "Министерство спорта", False),
        ("Отдел детского спорта", "Министерство спорта", False),
        ("Отдел спорта", "Управление спорта", True),
        ("Дворец молодёжи", "Центр развития", True),
        ("Классные руководители 8-9 классов", "Спортивные школы", False),
        ("Спортивные школы, педагоги-психологи", "Спортивные школы", False),
        ("Ответственные за набор", "Старшие тренеры", False),
    ],
)
def test_a_short_form_and_a_department_are_no_second_name(
    name: str, usual: str, told: bool
) -> None:
    rows = [replace(event(id), responsible=(Responsible(usual, "b"),)) for id in "ac"]
    made = plan(*rows, replace(event("d"), responsible=(Responsible(name, "b"),)))
    assert ("L686" in ids(check_bodies(made))) is told


@pytest.mark.parametrize(
    ("title", "told"),
    [
        ("Составление рабочих программ на 2024-2025 учебный год", False),
        ("Составление рабочих программ на 2025-2026 учебный год", False),
        ("Составление рабочих программ на 2023-2024 учебный год", True),
    ],
)
def test_a_plan_of_two_years_has_programmes_for_one(title: str, told: bool) -> None:
    two_years = Window(date(2024, 9, 1), date(2026, 6, 30))
    made = replace(plan(event("e", title=title)), period=two_years)
    assert ("L613" in ids(check_printed_periods(made))) is told


def test_who_met_is_not_what_was_spoken_of() -> None:
    made = event("a", title="Создание рабочей группы", result="Приказ о рабочей группе")
    tasks = event(
        "b", title="Определение задач на лето", result="Протокол совещания рабочей группы"
    )
    assert "L792" not in ids(check_results_of_other_rows(plan(made, tasks)))


def test_the_second_look_is_no_ground_of_the_first_analysis() -> None:
    look = timed(event("look", "monitoring", title="Осмотр спортивных залов"), "октябрь")
    title = "Анализ результатов мониторинга качества тренировок"
    first = timed(event("sum", "analysis", title=title, after=["look"]), "декабрь")
    again = event("again", "monitoring", title="Повторный мониторинг качества тренировок")
    assert not ids(check_basis_of_work(plan(look, first, timed(again, "май"))))
    only = event("again", "monitoring", title="Мониторинг качества тренировок")
    assert "L605" in ids(check_basis_of_work(plan(look, first, timed(only, "май"))))


def test_a_heading_may_use_what_the_first_sentence_introduces() -> None:
    said = "На основании устава спортивной школы района (далее – СШР)"
    assert "L681" not in ids(check_abbreviations(plan(title="О плане СШР", preamble=(said,))))
    early = plan(title="О плане", preamble=("1. Утвердить план СШР.", said))
    assert "L681" in ids(check_abbreviations(early))


def test_the_second_turn_of_a_look_is_no_ground_of_the_first_analysis() -> None:
    first = event("one", "monitoring", serves=["g"], title="Первый замер осанки школьников")
    analysis = event(
        "sum", "analysis", serves=["g"], after=["one"], title="Анализ замера осанки школьников"
    )
    second = event(
        "two", "monitoring", serves=["g"], after=["one"], title="Второй замер осанки школьников"
    )
    first, analysis = timed(first, "октябрь"), timed(analysis, "ноябрь")
    second = timed(second, "апрель")
    assert "L602" not in ids(check_order_of_work(plan(first, analysis, second)))
    alone = replace(second, after=()), replace(analysis, after=())
    assert "L602" in ids(check_order_of_work(plan(*alone)))


def test_a_measure_of_spring_carries_out_the_recommendations_of_winter() -> None:
    """Those of July, made on the results of the year, are for the next one."""
    rows = [
        ("winter", "recommendation", "Рекомендации школам по осанке школьников", "январь", []),
        ("book", "measure", "Сборник опыта школ по осанке школьников", "апрель", []),
        ("sum", "analysis", "Анализ показателей года", "май", []),
        ("july", "recommendation", "Рекомендации школам об осанке школьников", "июнь", ["sum"]),
    ]
    first, *others = (
        timed(event(name, stage, serves=["g"], after=after, title=title), when)
        for name, stage, title, when, after in rows
    )
    assert "L602" not in ids(check_order_of_work(plan(first, *others)))
    assert "L602" in ids(check_order_of_work(plan(*others)))


def test_work_builds_on_what_its_ground_was_built_on() -> None:
    look = timed(event("look", "monitoring", title="Диагностика осанки"), "октябрь")
    analysis = timed(event("sum", "analysis", title="Разбор замеров", after=["look"]), "ноябрь")
    tally = timed(event("tally", "monitoring", title="Подсчёт показателей"), "май")
    lectures = event("talk", "measure", title="Лекции по результатам диагностики", after=["sum"])
    made = plan(look, analysis, tally, timed(lectures, "декабрь"))
    assert not {"L605", "L606"} & ids(check_basis_of_work(made))
    unlinked = timed(replace(lectures, after=()), "сентябрь")
    assert {"L605", "L606"} & ids(check_basis_of_work(plan(look, tally, unlinked)))


@pytest.mark.parametrize(
    ("title", "told"),
    [
        ("Занятия по спортивным и музыкальной программам", True),
        ("Занятия по спортивной и музыкальной программам", False),
        ("Занятия по спортивным и музыкальным программам", False),
    ],
)
def test_of_two_attributes_of_a_plural_both_are_singular_or_none(title: str, told: bool) -> None:
    assert ("L735" in ids(check_agreement(plan(event("e", title=title))))) is told


@pytest.mark.parametrize(
    ("short", "told"),
    [("ГБПОУ", False), ("МБУДО", False), ("КГКОУ", False), ("ГБПКУ", True), ("ЦПУ", True)],
)
def test_legal_forms_of_institutions_need_no_introduction(short: str, told: bool) -> None:
    found = check_abbreviations(plan(event("e", title=f"Экскурсия школьников в {short}")))
    assert ("L680" in ids(found)) is told
