"""Works given to those they are about, meetings of another level, hours of one course, papers that
no such work gives, and titles without their beginning."""

from dataclasses import replace

import pytest

from engine.lint.rules.counted_things import check_counted_things
from engine.lint.rules.cut_off import check_cut_off
from engine.lint.rules.executors_of_deeds import check_executors_of_deeds
from engine.lint.rules.government import check_government
from engine.lint.rules.levels_of_bodies import check_levels_of_bodies
from engine.lint.rules.strange_subjects import check_strange_subjects
from engine.lint.text.matters import papers_of_other_work
from engine.model.project import Body, Municipality, Project
from engine.model.spec import Responsible
from tests.unit.builders import event, project, roadmap
from tests.unit.lint.test_order_against_plan import AT, DISTRICT, REGION

SCHOOL = Municipality("МБОУ СОШ № 4", "школа", "Томская область", None)


def plan(*rows: tuple[str, str], of: Municipality = DISTRICT, stage: str = "measure") -> Project:
    """Rows of a title and a body that carries it out alone."""
    bodies = tuple(Body(name, name, (), None, AT) for name in {name for _, name in rows})
    events = [
        replace(event(f"e{at}", stage, title=title), responsible=(Responsible(name, name),))
        for at, (title, name) in enumerate(rows)
    ]
    return replace(project(roadmap("r", *events)), municipality=of, bodies=bodies)


@pytest.mark.parametrize(
    ("title", "who", "told"),
    [
        ("Закрепление кураторов за ШНОР", "Директора ШНОР", True),
        ("Назначение наставников", "Наставники", True),
        ("Утверждение перечня опорных школ на год", "Опорные школы", True),
        ("Перекрестная проверка работ в детских садах", "Детские сады", True),
        ("Создание областного совета по чтению", "Общеобразовательные организации", True),
        ("Издание приказа о комиссии", "Социальный педагог", True),
        ("Изучение заболеваемости воспитанников", "Учитель-логопед", True),
        ("Закрепление наставников за молодыми педагогами", "Школы", False),
        ("Формирование списков выпускников общеобразовательных организаций",
         "Общеобразовательные организации", False),
        ("Назначение ответственных за чтение в школах", "Школы", False),
        ("Назначение в школах ответственных за чтение", "Школы", False),
        ("Утверждение списков наставнических пар", "Наставники", False),
        ("Перепроверка работ школьной комиссией", "Школьная комиссия", False),
        ("Анкетирование директоров ШНОР", "Директора ШНОР", False),
        ("Изучение заболеваемости воспитанников", "Медицинская сестра", False),
        ("Создание школьного совета по чтению", "Общеобразовательные организации", False),
    ],
)  # fmt: skip
def test_who_is_looked_after_does_not_see_to_it(title: str, who: str, told: bool) -> None:
    assert bool(check_executors_of_deeds(plan((title, who)))) is told


@pytest.mark.parametrize(
    ("who", "told"),
    [
        ("Дворец детского творчества", True),
        ("Центральная библиотека", True),
        ("Информационно-методический центр", False),
        ("Отдел образования", False),
    ],
)
def test_heads_of_schools_meet_where_somebody_gives_them_orders(who: str, told: bool) -> None:
    rows = (("Обсуждение мер на совещании директоров школ", who), ("Смотр", "Отдел образования"))
    assert bool(check_executors_of_deeds(plan(*rows, stage="decision"))) is told


def test_who_draws_a_paper_up_does_not_judge_it() -> None:
    drafts = ("Разработка программ развития библиотек", "Библиотеки")
    judged = "Экспертиза программ развития библиотек"
    assert check_executors_of_deeds(plan(drafts, (judged, "Библиотеки")))
    assert not check_executors_of_deeds(plan(drafts, (judged, "Методический центр")))


@pytest.mark.parametrize(
    ("of", "title", "who", "told"),
    [
        (SCHOOL, "Обсуждение итогов на районном методическом совете", "Директор", True),
        (SCHOOL, "Рассмотрение справки на совещании при главе города", "Директор", True),
        (DISTRICT, "Подведение итогов на коллегии министерства образования",
         "Отдел образования администрации", True),
        (DISTRICT, "Утверждение мер на областном экспертном совете", "Отдел образования", True),
        (DISTRICT, "Обсуждение итогов на совещании при министре", "Отдел образования", True),
        (REGION, "Рассмотрение итогов года на педагогическом совете", "Министерство", True),
        (SCHOOL, "Обсуждение итогов на педагогическом совете", "Директор", False),
        (SCHOOL, "Выступление на районном методическом совете", "Учителя", False),
        (SCHOOL, "Обсуждение опыта на районном совещании", "Управление образования", False),
        (DISTRICT, "Обсуждение итогов на муниципальном совете", "Отдел образования", False),
        (DISTRICT, "Рассмотрение итогов на педагогических советах", "Школы", False),
        (REGION, "Рассмотрение итогов на педагогических советах школ", "Школы", False),
    ],
)  # fmt: skip
def test_a_plan_settles_its_matters_at_its_own_meetings(
    of: Municipality, title: str, who: str, told: bool
) -> None:
    assert bool(check_levels_of_bodies(plan((title, who), of=of))) is told


@pytest.mark.parametrize(
    ("title", "result", "told"),
    [
        ("Курсы для вожатых (36 часов)", "Удостоверения (72 часа)", True),
        ("36-часовые курсы поваров", "Сертификаты на 16 ч.", True),
        ("Курсы для вожатых (36 часов)", "Удостоверения (36 ч.)", False),
        ("Курсы объемом не менее 36 часов", "Удостоверения (72 часа)", False),
        ("Курсы для вожатых, 72 часа", "Два модуля по 36 часов", False),
        ("Занятие, начало в 15 часов", "Конспект занятия (1 час)", False),
    ],
)
def test_a_course_has_so_many_hours(title: str, result: str, told: bool) -> None:
    made = project(roadmap("r", event("e", title=title, result=result)))
    assert bool(check_counted_things(made)) is told


@pytest.mark.parametrize(
    ("result", "work", "told"),
    [
        ("Приказ о награждении", "Установочное совещание с кураторами", True),
        ("Ведомость отметок", "Консультирование родителей", True),
        ("Благодарственные письма учителям", "Сопоставление ответов", True),
        ("Приказ о поощрении", "Подведение итогов смотра", False),
        ("Ведомость отметок", "Контрольная работа по химии", False),
        ("Благодарственные письма", "Встреча с партнерами", False),
    ],
)
def test_a_paper_comes_of_its_work(result: str, work: str, told: bool) -> None:
    assert bool(list(papers_of_other_work(result, work))) is told


@pytest.mark.parametrize(
    ("title", "told"),
    [
        ("Тренинги по предупреждении травли", True),
        ("Работа по формировании навыков чтения", True),
        ("Консультирование родителям", True),
        ("Справка по завершении работ", False),
        ("Отчет по окончании смены", False),
        ("Работа по формированию навыков чтения", False),
        ("Консультирование родителей", False),
        ("Публикация по согласовании с редакцией", False),
    ],
)
def test_what_a_work_is_for_stands_in_its_case(title: str, told: bool) -> None:
    assert bool(check_government(plan((title, "Школа")))) is told


@pytest.mark.parametrize(
    ("title", "told"),
    [
        ("результатов опроса на совете", True),
        ("педагогам по вопросам чтения", True),
        ("обсуждение опроса на совете", False),
        ("Обсуждение опроса на совете", False),
    ],
)
def test_the_only_title_in_small_letters_has_lost_its_deed(title: str, told: bool) -> None:
    rows = [(f"Чтение вслух, часть {at}", "Школа") for at in range(5)]
    assert bool(check_cut_off(plan(*rows, (title, "Школа")))) is told


@pytest.mark.parametrize(
    ("title", "result", "told"),
    [
        ("Родительское собрание о горячем питании", "Протокол родительского собрания", True),
        ("Опрос воспитанников старших групп", "Справка по итогам опроса", True),
        ("Родительское собрание о грамотности", "Протокол родительского собрания", False),
        ("Опрос обучающихся о воспитании", "Справка по итогам опроса", False),
    ],
)
def test_the_title_of_the_plan_and_a_meeting_explain_no_other_matter(
    title: str, result: str, told: bool
) -> None:
    rows = [event(f"e{at}", title=f"Уроки грамотности, класс {at}") for at in range(4)]
    made = roadmap("r", *rows, event("e", title=title, result=result), title="Воспитание в школе")
    assert bool(check_strange_subjects(project(made))) is told
