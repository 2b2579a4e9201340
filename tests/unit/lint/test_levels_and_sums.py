"""Work of another level; plans and works summed up before they are over; one number of another
style; results of a year that is long over."""

from dataclasses import replace
from datetime import date

from engine.diagnostics import Origin
from engine.lint.rules.dated_papers import check_dated_papers
from engine.lint.rules.final_reports import check_final_reports
from engine.lint.rules.other_municipality import check_municipality
from engine.lint.rules.printed_periods import _is_part_of, check_printed_periods
from engine.lint.rules.section_numbers import check_section_numbers
from engine.lint.rules.stages_of_titles import check_stages_of_titles
from engine.lint.rules.work_of_other_level import check_work_of_other_level
from engine.model.project import Municipality, Project
from engine.model.spec import Event, PassportRow, Section, Window
from tests.unit.builders import project, roadmap
from tests.unit.lint.test_order_against_plan import DISTRICT, REGION, codes, plan, row

SCHOOL = Municipality("МБОУ СОШ № 4", "школа", "Томская область", None)
WHOLE = "Программа развития чтения школьников на 2024-2025 учебный год"
CITY_BODY = "Отдел образования администрации"


def of_levels(whose: Municipality, title: str, result: str, by: str) -> list[str]:
    made = plan(row("a", title, result=result, by="board", said=by), of=whose, title=WHOLE)
    return codes(check_work_of_other_level(made))


def test_work_of_another_level_is_named() -> None:
    told = {
        (SCHOOL, "Анализ успеваемости обучающихся школ района", "Справка"): ["L741"],
        (SCHOOL, "Оценка подготовки выпускников муниципалитета", "Справка"): ["L741"],
        (SCHOOL, "Изучение занятости подростков", "Сводка о занятости учащихся города"): ["L741"],
        (SCHOOL, "Анализ мер", "Справка о выполнении показателей районной программы"): ["L741"],
        (REGION, "Обсуждение выводов с руководителями школ района", "Протокол"): ["L741"],
        (REGION, "Мониторинг чтения", "Отчет о реализации городской программы"): ["L741"],
        (REGION, "Сбор данных о педагогах муниципалитета", "Таблица"): ["L741"],
        (DISTRICT, "Оценка эффективности областных мер поддержки чтения", "Отчет"): ["L741"],
        (DISTRICT, "Анализ эффективности решений, принятых на уровне региона", "Отчет"): ["L741"],
        (DISTRICT, "Оценка результативности мер, принятых на краевом уровне", "Отчет"): ["L741"],
        (DISTRICT, "Анализ чтения", "Справка о выполнении региональной программы"): ["L741"],
        (SCHOOL, "Анализ оценок обучающихся школ муниципалитета и их причин", "Справка"): ["L741"],
        (REGION, "Совещание директоров", "Протокол"): [],
        (REGION, "Рассмотрение выводов на совещании директоров школ района летом", "Протокол"): [
            "L741"
        ],
        (SCHOOL, "Анализ участия обучающихся в конкурсе школ района", "Справка"): [],
        (SCHOOL, "Изучение опыта педагогов района", "Справка"): [],
        (SCHOOL, "Сравнение итогов с итогами школ муниципалитета", "Справка"): [],
        (SCHOOL, "Семинар для педагогов города на базе школы", "Программа семинара"): [],
        (SCHOOL, "Анализ успеваемости обучающихся школы", "Справка"): [],
        (REGION, "Анализ чтения обучающихся школ районов", "Справка"): [],
        (REGION, "Анализ занятости школьников города и села", "Справка"): [],
        (REGION, "Обсуждение выводов с руководителями школ Северского района", "Протокол"): [],
        (REGION, "Анализ муниципальных программ развития чтения", "Справка"): [],
        (REGION, "Сбор данных", "Отчет о реализации региональной программы"): [],
        (DISTRICT, "Оценка влияния областных мер поддержки на чтение", "Отчет"): [],
        (DISTRICT, "Оценка эффективности принятых мер и решений", "Отчет"): [],
        (DISTRICT, "Оценка эффективности муниципальных мер поддержки", "Отчет"): [],
        (DISTRICT, "Отчет", "Отчет о реализации региональной программы «Читающий край»"): [],
        (DISTRICT, "Анализ эффективности мер, принятых на уровне школ", "Отчет"): [],
    }
    names = {key: (key[0].kind, *key[1:]) for key in told}
    found = {names[key]: of_levels(*key, by="Заведующий") for key in told}
    assert found == {names[key]: expected for key, expected in told.items()}


def test_a_row_that_the_other_level_carries_out_may_be_of_it() -> None:
    title = "Обсуждение выводов с руководителями школ района"
    assert of_levels(REGION, title, "Протокол", "Муниципальные органы образования") == []
    title = "Оценка эффективности областных мер поддержки чтения"
    assert of_levels(DISTRICT, title, "Отчет", "Министерство образования") == []


def ending(title: str, when: str, *others: tuple[str, str, str]) -> list[str]:
    rows = [row(f"e{at}", each[0], each[1], stage=each[2]) for at, each in enumerate(others)]
    made = plan(*rows, row("sum", title, when, stage="effectiveness"), title=WHOLE)
    return codes(check_final_reports(made))


def test_the_whole_plan_is_summed_up_after_its_work() -> None:
    late = (
        ("Конкурс чтецов", "10 апреля 2025 г.", "measure"),
        ("Диагностика чтения", "19 – 23 мая 2025 г.", "monitoring"),
    )
    told = {
        ("Подготовка итогового отчета о реализации Программы", "январь 2025"): ["L796"],
        ("Итоговый анализ выполнения программы", "до 20 декабря 2024 г."): ["L796"],
        ("Заключительный доклад о ходе реализации Программы и его обсуждение", "январь 2025"): [
            "L796"
        ],
        ("Составление итоговой справки о выполнении Программы", "15 января 2025 г."): ["L796"],
        ("Итоговая оценка эффективности Программы", "до 31 января 2025 г."): ["L796"],
        ("Обсуждение итогового отчёта об исполнении программы", "ноябрь 2024"): ["L796"],
        ("Подготовка итогового отчета о реализации Программы", "июнь 2025"): [],
        ("Подготовка итогового отчета о реализации Программы", "май 2025"): [],
        ("Подготовка промежуточного отчета о реализации Программы", "январь 2025"): [],
        ("Итоговый отчет о реализации программы «Каникулы»", "январь 2025"): [],
        ("Итоговый отчет о реализации программы наставничества", "январь 2025"): [],
        ("Итоговый отчет о реализации Программы за 2024 год", "январь 2025"): [],
        ("Итоговый отчет о выполнении плана", "январь 2025"): [],
    }
    assert told == {key: ending(*key, *late) for key in told}
    after = (
        ("Летний лагерь чтения", "июль 2025", "measure"),
        ("Планирование работы на следующий год", "август 2025", "measure"),
        ("Оценка эффективности решений", "август 2025", "effectiveness"),
    )
    assert ending("Итоговый отчет о реализации Программы", "до 30 мая 2025 г.", *after) == []


def dated(title: str, when: str, result: str) -> list[str]:
    return codes(check_dated_papers(plan(row("a", title, when, result=result))))


def test_no_work_is_summed_up_before_it_begins() -> None:
    contest = "Проведение конкурса чтецов"
    told = {
        (contest, "февраль 2025", "Приказ от 15 января 2025 г. об итогах конкурса"): ["L797"],
        (contest, "март 2025", "Приказ от 03.02.2025 № 14 «Об итогах конкурса»"): ["L797"],
        ("Олимпиада по чтению", "апрель 2025", "Справка от 10.03.2025 по результатам"): ["L797"],
        ("Диагностика чтения", "май 2025", "Справка от 5 мая 2024 года о результатах"): ["L797"],
        (contest, "апрель 2025", "Положение, протокол жюри от 20.03.2025"): ["L797"],
        ("Совет по чтению", "апрель 2025", "Протокол заседания от 01.02.2025 № 2"): ["L797"],
        (contest, "февраль 2025", "Приказ от 15 января 2025 г. о проведении конкурса"): [],
        (contest, "февраль 2025", "Положение, утвержденное приказом от 15 января 2025 г."): [],
        (contest, "февраль 2025", "Приказ от 28 февраля 2025 г. об итогах конкурса"): [],
        ("Награждение победителей", "март 2025", "Приказ от 20.02.2025 об итогах конкурса"): [],
        ("Ознакомление школ с итогами", "март 2025", "Справка от 20.02.2025 об итогах"): [],
        (contest, "ежемесячно", "Протокол жюри от 20.01.2025"): [],
        (contest, "март 2025", "Письмо о приказе от 20.02.2025 об итогах первого тура"): [],
    }
    assert told == {key: dated(*key) for key in told}


AT = Origin("a.yaml", ("sections", 0))


def numbered(*numbers: str) -> list[str]:
    section = Section("s", "1", "Мероприятия", (), (), None, AT)
    rows = [replace(row(f"e{at}", "Конкурс"), number=number, section="s")
            for at, number in enumerate(numbers)]  # fmt: skip
    made = project(replace(roadmap("r", *rows), sections=(section,)))
    return codes(check_section_numbers(made))


def test_one_roman_number_among_arabic_ones_is_seen() -> None:
    told = {
        ("1", "2", "3", "IV", "5"): ["L635"],
        ("1", "2", "3", "4", "V"): ["L635"],
        ("1.1", "1.2", "1.III", "1.4", "1.5"): ["L635"],
        ("6", "7", "8", "9", "X", "11"): ["L635"],
        ("I", "II", "3", "IV", "V"): ["L635"],
        ("16", "17", "18", "19", "XX", "21"): ["L635"],
        ("1", "2", "3", "4", "5"): [],
        ("I", "1", "2", "II", "1", "2"): [],
        ("I", "1", "2", "3", "4", "5", "II", "6", "7"): [],
        ("1", "2", "3", "3.1", "3.2", "4"): [],
        ("1", "2", "а", "б", "3", "4"): [],
        ("I", "II", "III", "IV", "V"): [],
    }
    assert told == {numbers: numbered(*numbers) for numbers in told}


def of_years(*, title: str = "Совещание", section: str = "Организация") -> list[str]:
    part = Section("s", "1", section, (), (), None, AT)
    held = replace(row("a", title, "июнь 2026"), section="s")
    whole = "План развития чтения на 2025-2026 учебный год"
    made = project(replace(roadmap("r", held), title=whole, sections=(part,)))
    year = Window(date(2025, 9, 1), date(2026, 8, 31))
    return codes(check_printed_periods(replace(made, period=year, title=whole)))


AT_PASSPORT = Origin("r.yaml", ("passport", 0))


def of_passport(first: str, last: str, *items: str) -> list[str]:
    """What is told of the term that the passport of a plan of these days prints."""
    made = replace(roadmap("r"), title="План развития чтения")
    term = PassportRow(None, "Сроки реализации", None, (), items, (), (), (), None, AT_PASSPORT)
    days = Window(date.fromisoformat(first), date.fromisoformat(last))
    whole = project(replace(made, passport=(term,), period=days))
    return sorted({*codes(check_printed_periods(replace(whole, period=days)))})


def test_a_passport_prints_the_years_of_its_plan() -> None:
    year = ("2025-01-01", "2025-12-31")
    years = ("2025-09-01", "2027-08-31")
    told: dict[tuple[str, ...], list[str]] = {
        (*year, "2025 год"): [],
        (*year, "2024 год"): ["L613"],
        (*years, "2025-2027 годы"): [],
        (*years, "2025-2028 годы"): ["L613"],
        (*years, "2025 год"): ["L613"],
        (*years, "до 2027 года"): [],
        (*years, "2025/26 учебный год"): ["L613"],
        (*years, "2027/28 учебный год"): ["L613"],
        (*years, "2025 год", "2026 год"): [],
    }
    assert told == {asked: of_passport(*asked) for asked in told}


def test_results_of_a_year_long_over_are_not_this_years() -> None:
    told = {
        "Рассмотрение рекомендаций по итогам 2023-2024 учебного года на совещании": ["L613"],
        "Принятие решений по результатам 2022/2023 учебного года": ["L613"],
        "Обобщение данных за 2023-2024 учебный год": ["L613"],
        "Анализ показателей 2023–2024 уч. года": ["L613"],
        "Отчет об итогах 2023-2024 учебного года на коллегии": ["L613"],
        "Справка о результатах 2023-24 учебного года для школ": ["L613"],
        "Рассмотрение рекомендаций по итогам 2025-2026 учебного года": [],
        "Совещание по итогам 2024-2025 учебного года": [],
        "Анализ динамики результатов с 2023-2024 учебного года": [],
        "Сравнение с результатами 2023-2024 учебного года": [],
        "Анализ результатов за 2023-2024 учебный год и 2024-2025 учебный год": [],
        "Анализ результатов ЕГЭ 2024 года": [],
    }
    assert told == {title: of_years(title=title) for title in told}


def test_a_section_is_of_the_years_of_its_plan() -> None:
    told = {
        "Мониторинг показателей и оценка эффективности плана в 2022-2024 годах": ["L613"],
        "Показатели выполнения Программы в 2021–2023 годах": ["L613"],
        "Итоги дорожной карты за 2022-2024 годы": ["L613"],
        "Результаты предыдущей программы в 2022-2024 годах": [],
        "Мониторинг показателей плана в 2025-2026 годах": [],
        "Показатели рождаемости в 2022-2024 годах": [],
    }
    assert told == {title: of_years(section=title) for title in told}


def staged(title: str) -> list[str]:
    made: Event = row("a", title, stage="effectiveness", result="Предложения")
    whole: Project = plan(made)
    return codes(check_stages_of_titles(whole))


def test_proposals_for_the_next_plan_close_the_cycle() -> None:
    told = {
        "Подготовка предложений в план мероприятий на 2025-2026 учебный год": [],
        "Внесение предложений по корректировке программы": [],
        "Подготовка предложений в проект дорожной карты на следующий год": [],
        "Подготовка предложений учителям по развитию чтения": ["L732"],
        "Подготовка предложений в план уроков чтения": ["L732"],
    }
    assert told == {title: staged(title) for title in told}


def test_a_school_year_of_a_longer_plan_is_a_part_of_it() -> None:
    """Work programmes are written for one year at a time: the first, the last, none outside."""
    plan_of_three = Window(date(2025, 9, 1), date(2028, 8, 31))
    asked = {(2024, 2025): False, (2025, 2026): True, (2026, 2027): True, (2027, 2028): True,
             (2028, 2029): False, (2025, 2027): False, (2026, 2026): False}  # fmt: skip
    assert {years: _is_part_of(*years, plan_of_three) for years in asked} == asked
    assert not _is_part_of(2025, 2026, Window(date(2025, 9, 1), date(2026, 8, 31)))


def test_a_place_in_the_name_of_a_club_or_a_book_is_no_strange_place() -> None:
    told = {
        "Встреча со школами Казани": ["L725"],
        "Встреча с клубом «Звезда Казани»": [],
        "Чтение книги «Дети Казани» в школах": [],
        "Выставка «Наш край» для школ Казани": ["L725"],
    }
    assert told == {title: codes(check_municipality(plan(row("a", title)))) for title in told}
