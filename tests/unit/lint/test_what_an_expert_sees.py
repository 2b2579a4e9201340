"""What contradicts the plan whatever its words: stage, level, result, executor, matter, time."""

from dataclasses import replace
from datetime import date

import pytest

from engine.lint.rules.course_of_section import check_course_of_sections
from engine.lint.rules.dated_papers import check_dated_papers
from engine.lint.rules.dates_in_texts import check_dates_in_texts
from engine.lint.rules.executors_of_deeds import check_executors_of_deeds
from engine.lint.rules.levels_of_bodies import check_levels_of_bodies
from engine.lint.rules.missing_cells import check_missing_cells
from engine.lint.rules.other_plan_named import check_other_plan_named
from engine.lint.rules.prepared_late import check_prepared_late
from engine.lint.rules.results_of_other_subjects import check_subjects_of_results
from engine.lint.rules.stages_of_titles import check_stages_of_titles
from engine.lint.rules.strange_subjects import check_strange_subjects
from engine.lint.rules.times_of_texts import check_times_of_texts
from engine.lint.rules.wording_of_dates import check_wording_of_dates
from engine.model.project import Municipality, Project
from engine.model.spec import Event, Window
from engine.schedule import resolve_schedule
from tests.unit.builders import event, goal, indicator, project, roadmap

DISTRICT, OFFICE = "муниципальный район", "Отдел образования"
INSTITUTE, MINISTRY = "Областной институт развития образования", "Министерство образования области"
YEAR = Window(date(2024, 9, 1), date(2025, 8, 31))
TITLE = "План повышения качества преподавания на 2024-2025 учебный год"


def timed(made: Event, when: str) -> Event:
    return replace(made, schedule=resolve_schedule(when, YEAR))


def plan(*events: Event, kind: str = "муниципальный район", title: str = TITLE) -> Project:
    made = project(
        replace(roadmap("r", *events, goals=[goal("g", "качество уроков")]), title=title)
    )
    whose = Municipality("Лесной район", kind, "Томская область", None)
    return replace(made, municipality=whose, title=title, period=YEAR)


LESSONS = tuple(
    event(f"x{n}", "measure", title=f"Открытый урок учителей {subject}", result="Конспекты уроков")
    for n, subject in enumerate(("химии", "физики", "истории"))
)


@pytest.mark.parametrize(
    ("title", "stage", "told"),
    [
        ("Обработка анкет выпускников", "measure", True),
        ("Самооценка педагогов по карте компетенций", "decision", False),
        ("Хронометраж перемен", "decision", True),
        ("Взвешивание школьных портфелей", "recommendation", True),
        ("Тренинг уверенного поведения", "monitoring", True),
        ("Слёт юных натуралистов", "analysis", True),
        ("Чествование ветеранов труда", "effectiveness", True),
        ("Заседание научно-методического совета", "monitoring", True),
        ("Подготовка предложений по расписанию", "effectiveness", True),
        ("Оценка эффективности наставничества", "measure", True),
        ("Мониторинг и анализ посещаемости", "analysis", False),
        ("Семинар по итогам диагностики", "analysis", False),
        ("Совещание по результатам года", "effectiveness", False),
        ("Сбор предложений родителей", "recommendation", False),
        ("Разбор типичных ошибок", "analysis", False),
        ("Благоустройство пришкольного участка", "decision", True),
        ("Педагогический консилиум", "monitoring", True),
        ("Рейд по проверке школьной формы", "decision", True),
        ("Изучение спроса на кружки", "decision", True),
        ("Оснащение кабинета химии", "monitoring", True),
        ("Ознакомление педагогов с выводами", "monitoring", True),
        ("Мозговой штурм учителей начальных классов", "monitoring", True),
        ("Вручение премий лучшим учителям", "recommendation", True),
        ("Обзор ошибок в тетрадях", "measure", True),
        ("Слёт отрядов юных инспекторов", "effectiveness", True),
        ("Проанализировать ошибки выпускников", "measure", True),
        ("Провести опрос родителей", "decision", True),
        ("Подсчёт значений показателей", "goal", True),
        ("Обобщение опыта наставников", "measure", False),
        ("Сравнить итоги двух полугодий", "analysis", False),
        ("Самообследование школ", "monitoring", False),
    ],
)
def test_a_row_typed_as_a_stage_that_its_deed_never_is(title: str, stage: str, told: bool) -> None:
    assert bool(check_stages_of_titles(plan(event("e", stage, title=title)))) is told


@pytest.mark.parametrize(
    ("kind", "title", "body", "told"),
    [
        (DISTRICT, "Областной слёт активистов", OFFICE, True),
        (
            "муниципальный район",
            "Республиканская конференция педагогов",
            "Методический центр",
            True,
        ),
        (DISTRICT, "Региональная методическая неделя", OFFICE, True),
        (
            "муниципальный район",
            "Областной слёт активистов",
            "Областной институт развития образования",
            False,
        ),
        (DISTRICT, "Участие в областном слёте", OFFICE, False),
        (
            "муниципальный район",
            "Проведение муниципального этапа олимпиады",
            OFFICE,
            False,
        ),
        (DISTRICT, "Всероссийский урок безопасности", "Школы", False),
        (DISTRICT, "Школьный этап конкурса «Ученик года»", OFFICE, True),
        (DISTRICT, "Школьный этап конкурса «Ученик года»", "Школы", False),
        (DISTRICT, "Школьный этап олимпиады", OFFICE, False),
        (DISTRICT, "Обсуждение итогов на педагогическом совете школы", OFFICE, True),
        (DISTRICT, "Отчёт о выполнении регионального плана", OFFICE, True),
        (DISTRICT, "Отчёт о выполнении муниципального плана", OFFICE, False),
        ("область", "Создание муниципального реестра наставников", MINISTRY, True),
        ("область", "Утверждение муниципальных реестров наставников", MINISTRY, False),
        (
            "муниципальный район",
            "Проведение краевого совещания заместителей директоров",
            OFFICE,
            True,
        ),
        (
            "муниципальный район",
            "Заседание республиканской аттестационной комиссии",
            OFFICE,
            True,
        ),
        (
            "муниципальный район",
            "Рассмотрение итогов на заседании областной думы",
            OFFICE,
            True,
        ),
        (
            "муниципальный район",
            "Обсуждение на коллегии министерства просвещения",
            OFFICE,
            True,
        ),
        (
            "область",
            "Районный конкурс классных руководителей",
            "Министерство образования области",
            False,
        ),
        ("область", "Городская конференция педагогов", MINISTRY, True),
        ("область", "Районное совещание директоров", "Региональный институт", True),
        (DISTRICT, "Форум отцов Сибири", OFFICE, False),
    ],
)
def test_what_a_body_of_the_plan_holds_is_not_of_another_level(
    kind: str, title: str, body: str, told: bool
) -> None:
    row = event("e", "measure", title=title, responsible=[body])
    assert bool(check_levels_of_bodies(plan(row, kind=kind))) is told


@pytest.mark.parametrize(
    ("title", "result", "told"),
    [
        ("Семинар по смысловому чтению", "Приказ о зачислении в лагерь", True),
        ("Неделя математики", "Акт списания мебели", True),
        ("Обследование речи первоклассников", "Наградные листы", True),
        ("Взаимопосещение уроков", "Медицинские карты", True),
        ("Мониторинг посещаемости", "Путёвки в санаторий", True),
        ("Круглый стол с выпускниками", "Смета расходов на ремонт", True),
        ("Опрос родителей", "Трудовые договоры", True),
        ("Педсовет по итогам года", "Расписание движения автобусов", True),
        ("Курсы для молодых учителей", "Ведомость выдачи учебников", True),
        ("Открытый урок", "Журнал учета огнетушителей", True),
        ("Опрос родителей", "Сводка ответов", False),
        ("Семинар по смысловому чтению", "Программа, список участников", False),
        ("Конкурс чтецов", "Грамоты победителей", False),
        ("Неделя математики", "План недели, фотоотчет", False),
        ("Консультации для учителей", "Журнал консультаций", False),
        ("Обучение организаторов", "Удостоверения", False),
        ("Диагностика читательских умений", "Диплом лауреата", True),
        ("Тестирование по истории", "Положение о конкурсе", True),
        ("Заседание методического объединения", "Аттестаты с отличием", True),
        ("Ремонт спортивного зала", "Протокол родительского собрания", True),
        ("Родительское собрание", "Акт выполненных работ", True),
        ("Праздник первого звонка", "Аналитическая справка", False),
        ("Закупка учебников", "Протокол заседания жюри", True),
        ("Тренинг для психологов", "Протокол педагогического совета", True),
        ("Экскурсия в музей", "Приказ об аттестации педагогов", True),
    ],
)
def test_a_result_that_the_work_cannot_have(title: str, result: str, told: bool) -> None:
    row = event("e", "measure", title=title, result=result)
    assert bool(check_subjects_of_results(plan(row, *LESSONS))) is told


@pytest.mark.parametrize(
    ("title", "told"),
    [
        ("Консультации для родителей детского сада", True),
        ("Подготовка пунктов проведения ЕГЭ", True),
        ("Вакцинация работников пищеблока", True),
        ("Подбор приёмных семей", True),
        ("Профилактика правонарушений", True),
        ("Учения по эвакуации", True),
        ("Летний отдых: набор в загородный лагерь", True),
        ("Патрулирование перекрёстков отрядами ЮИД", True),
        ("Составление меню на десять дней", True),
        ("Открытый урок учителей начальных классов", False),
        ("Конкурс уроков", False),
        ("Мастер-класс «Школьный лагерь»", False),
        ("Приёмка котельных", True),
        ("Адаптация малышей в ясельных группах", True),
        ("Прививки", False),
    ],
)
def test_a_row_of_a_matter_that_the_plan_has_nothing_else_of(title: str, told: bool) -> None:
    row = event("e", "measure", title=title, result="Справка")
    assert bool(check_strange_subjects(plan(row, *LESSONS))) is told


@pytest.mark.parametrize(
    ("title", "executor", "told"),
    [
        ("Приказ о режиме работы школы", "Учителя физики", True),
        ("Заседание педагогического совета", "Ученики 10 класса", True),
        ("Конкурс чтецов", "Учителя литературы", False),
        ("Совещание при директоре", "Директор", False),
        ("Распоряжение о комиссии", "Родительский комитет", True),
        ("Коллегия управления образования", "Классные руководители", True),
        ("Принятие управленческих решений", "Библиотекари", True),
        ("Издание приказа о наставниках", "Педагоги-психологи", True),
        ("Диагностика тревожности пятиклассников", "Педагог-библиотекарь", True),
        ("Диагностика тревожности пятиклассников", "Педагог-психолог", False),
        ("Пробные экзамены по русскому языку", "Спортивная школа «Старт»", True),
        ("Спортивный праздник", "Спортивная школа «Старт»", False),
        ("Опрос о порядке проведения экзаменов", "Центр психологической помощи", False),
        ("Разработка муниципального положения о конкурсе", "Общеобразовательные организации", True),
        ("Разработка школьных положений о конкурсе", "Общеобразовательные организации", False),
        ("Составление планов", "Руководители общеобразовательных организаций", False),
    ],
)
def test_who_teaches_and_learns_signs_no_order_and_holds_no_board(
    title: str, executor: str, told: bool
) -> None:
    row = event("e", "measure", title=title, result="Протокол", responsible=[executor])
    assert bool(check_executors_of_deeds(plan(row))) is told


@pytest.mark.parametrize(
    ("title", "when", "told"),
    [
        ("Отчет о работе за 2025-2026 учебный год", "До 10 июня 2025 г.", True),
        ("Анализ работы за 2024-2025 учебный год", "Октябрь 2024 г.", True),
        ("Анализ работы за 2024-2025 учебный год", "До 10 июня 2025 г.", False),
        ("Постановка задач на 2025-2026 учебный год", "До 20 июня 2025 г.", False),
        ("Определение приоритетов на 2024-2025 учебный год", "До 20 июня 2025 г.", True),
        ("Разработка плана на 2024-2025 учебный год", "До 30 июня 2025 г.", True),
        ("Подведение итогов третьей четверти", "До 15 ноября 2024 г.", True),
        ("Подведение итогов третьей четверти", "До 4 апреля 2025 г.", False),
        ("Справка по итогам первого полугодия", "До 13 января 2025 г.", False),
        ("Справка по итогам IV четверти", "До 20 декабря 2024 г.", True),
        ("Отчет за второе полугодие", "До 20 января 2025 г.", True),
    ],
)
def test_a_year_or_term_is_told_of_when_it_is_over_and_planned_before(
    title: str, when: str, told: bool
) -> None:
    row = timed(event("e", "analysis", title=title), when)
    assert bool(check_dates_in_texts(plan(row))) is told


@pytest.mark.parametrize("cell", ["–", "нет", "не определён", "____"])
def test_a_cell_with_nothing_in_it_is_empty(cell: str) -> None:
    row = replace(event("e", title="Урок", result="Справка"), schedule=resolve_schedule(cell, YEAR))
    assert [finding.code.id for finding in check_missing_cells(plan(row, *LESSONS))] == ["L674"]


@pytest.mark.parametrize(
    "phrase",
    [
        "Срок уточняется",
        "Дата будет назначена позже",
        "Срок согласовывается",
        "В рабочем порядке",
        "При наличии возможности",
        "по мере возможности",
        "По усмотрению руководителя",
    ],
)
def test_a_term_that_says_no_time_is_told(phrase: str) -> None:
    findings = check_wording_of_dates(plan(timed(event("e", title="Урок"), phrase)))
    assert "schedule-says-nothing" in {finding.code.name for finding in findings}


@pytest.mark.parametrize(("text", "told"), [("до 31 июня", True), ("до 29 февраля 2024", False)])
def test_a_day_that_no_month_has_is_told_in_any_text(text: str, told: bool) -> None:
    findings = check_wording_of_dates(plan(event("e", title=f"Представить сведения {text}")))
    assert ("malformed-date" in {finding.code.name for finding in findings}) is told


def test_a_day_has_one_name_in_the_week_of_its_year() -> None:
    told = {
        text: [finding.code.id for finding in check_dated_papers(plan(event("e", title=text)))]
        for text in (
            "Совещание 5 сентября 2024 г. (понедельник)", "Совещание 5 сентября 2024 г. (четверг)",
            "Совещание 12 мая, среда", "Совещание 12 мая, понедельник",
            "Совещание 12.05 (вторник)", "Совещание 12.05 (понедельник)",
        )
    }  # fmt: skip
    assert list(told.values()) == [["L738"], []] * 3


def test_the_own_document_keeps_its_name() -> None:
    row = event("e", "analysis", title="Анализ выполнения показателей Стратегии развития")
    assert check_other_plan_named(plan(row))
    assert not check_other_plan_named(plan(event("e", title="Анализ выполнения плана")))


@pytest.mark.parametrize(
    ("phrase", "told"),
    [
        ("Ежемесячно с ноября по апрель 2025 г.", True),
        ("Ежемесячно с февраля по май 2025 г.", False),
    ],
)
def test_months_of_one_year_go_forward(phrase: str, told: bool) -> None:
    findings = check_wording_of_dates(plan(timed(event("e", title="Урок"), phrase)))
    assert ("ambiguous-date" in {finding.code.name for finding in findings}) is told


@pytest.mark.parametrize("title", ["Встреча с сотрудниками ГИБДД", "Экскурсия в пожарную часть"])
def test_a_single_event_may_be_of_any_matter(title: str) -> None:
    row = event("e", "measure", title=title, result="Отзывы")
    assert not check_strange_subjects(plan(row, *LESSONS))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Доля грамотных к апрелю {before} г. не менее 70 %", ["L762"]),
        ("Доля грамотных до конца {before} года не менее 70 %", ["L762"]),
        ("Доля грамотных к апрелю {after} г. не менее 70 %", []),
        ("Рост доли грамотных по сравнению с апрелем {before} г.", []),
    ],
)
def test_nothing_is_to_be_reached_before_the_plan_begins(text: str, told: list[str]) -> None:
    years = {"before": YEAR.start.year - 1, "after": YEAR.end.year}
    made = plan()
    read = replace(indicator("i", "g"), text=text.format(**years))
    made = replace(made, roadmaps=(replace(made.roadmaps[0], indicators=(read,)),))
    assert [each.code.id for each in check_times_of_texts(made)] == told


@pytest.mark.parametrize(
    ("title", "result", "told"),
    [
        ("Занятия клуба", "Декабрь 2024 г. – май 2025 г.", True),
        ("Занятия клуба", "Ежеквартально", True),
        ("Занятия клуба", "План занятий на декабрь 2024 г.", False),
        ("Занятия клуба", "15 программ", False),
        ("Занятия клуба", "2 приказа", False),
        ("Сбор сведений о кружках за 2024 год", "Сводный отчет за 2023 год", True),
        ("Сбор сведений о кружках за 2024 год", "Сводный отчет за 2024 год", False),
        ("Обсуждение итогов 2024 года", "Проект плана на 2025 год", False),
    ],
)
def test_a_result_is_no_time_and_tells_of_the_year_of_its_row(
    title: str, result: str, told: bool
) -> None:
    row = event("e", "measure", title=title, result=result)
    assert bool(check_times_of_texts(plan(row))) is told


def test_what_makes_ready_for_a_work_comes_before_it() -> None:
    final = timed(
        event("w", "measure", title="Участие команды в областном этапе олимпиады"),
        "10 – 28 февраля 2025 г.",
    )
    camp = event("c", "measure", title="Учебные сборы кандидатов на областной этап олимпиады")
    assert check_prepared_late(plan(timed(camp, "17 – 21 марта 2025 г."), final))
    assert not check_prepared_late(plan(timed(camp, "20 – 24 января 2025 г."), final))


def test_the_one_measure_before_the_decision_at_the_head_of_its_section_is_told() -> None:
    head = timed(event("d", "decision", serves=["g"], title="Решение о мерах"), "27 ноября 2024 г.")
    rest = [
        timed(event(f"m{n}", "measure", serves=["g"], title=name), when)
        for n, (name, when) in enumerate(
            [
                ("Вебинары для педагогов", "До 28 марта 2025 г."),
                ("Стажировка", "Декабрь 2024 г."),
                ("Мастер-классы", "Февраль 2025 г."),
            ]
        )
    ]
    courses = event("e", "measure", serves=["g"], title="Курсы учителей")
    assert check_course_of_sections(plan(head, timed(courses, "Октябрь 2024 г."), *rest))
    assert not check_course_of_sections(plan(head, timed(courses, "Январь 2025 г."), *rest))


def test_data_on_goals_reached_come_after_the_last_look_at_them() -> None:
    look = timed(event("w", "monitoring", serves=["g"], title="Второй срез"), "Апрель 2025 г.")
    data = event("s", "monitoring", serves=["g"], title="Сбор данных о достижении показателей")
    assert check_course_of_sections(plan(timed(data, "Март 2025 г."), look))
    assert not check_course_of_sections(plan(timed(data, "Май 2025 г."), look))
