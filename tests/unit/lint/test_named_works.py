"""Works that titles and clauses name within themselves come before or after what names them."""

from dataclasses import replace
from datetime import date

import pytest

from engine.lint.rules.basis_of_work import check_basis_of_work
from engine.lint.rules.clause_deadlines import check_clause_deadlines
from engine.lint.rules.parts_named import check_parts_named
from engine.lint.rules.prepared_late import check_prepared_late
from engine.lint.rules.stages_of_titles import check_stages_of_titles
from engine.messages import catalogue
from engine.model.project import Order
from engine.model.spec import Event
from engine.model.spec import Window as Term
from engine.schedule import resolve_schedule
from tests.unit.builders import event, project, roadmap, window

AUTUMN, MAY, AUGUST, OCTOBER = (
    window(start, end)
    for start, end in (
        ("2025-09-01", "2025-11-30"), ("2026-05-01", "2026-05-31"),
        ("2025-08-01", "2025-08-28"), ("2025-10-01", "2025-10-31"),
    )
)  # fmt: skip


def codes(*events: Event) -> set[str]:
    made = project(roadmap("r", *events))
    found = (*check_basis_of_work(made), *check_prepared_late(made))
    return {each.code.id for each in found}


PAIRS = "Работа наставнических пар в школах"


@pytest.mark.parametrize(
    ("title", "when", "work", "its", "stage", "code"),
    [
        ("Отбор наставников для работы в наставнических парах", OCTOBER, PAIRS, AUTUMN, "measure",
         "L721"),
        ("Подбор текстов для диагностической работы по чтению", MAY,
         "Диагностическая работа по чтению в пятых классах", OCTOBER, "monitoring", "L721"),
        ("Разработка инструментария диагностики чтения", MAY, "Проведение диагностики чтения",
         OCTOBER, "monitoring", "L721"),
        ("Составить критерии смотра школьных библиотек", MAY, "Провести смотр школьных библиотек",
         OCTOBER, "measure", "L721"),
        ("Утверждение жюри фестиваля рабочих профессий", MAY,
         "Проведение фестиваля рабочих профессий", OCTOBER, "measure", "L721"),
        ("Сбор отчетов муниципалитетов о работе наставнических пар", AUGUST, PAIRS, AUTUMN,
         "measure", "L605"),
        ("Анализ запросов учителей", AUGUST, "Изучение запросов учителей, работающих в селе", MAY,
         "monitoring", "L605"),
    ],
)  # fmt: skip
def test_a_work_named_in_a_title_is_looked_for(
    title: str, when: Term, work: str, its: Term, stage: str, code: str
) -> None:
    at = "analysis" if title.startswith("Анализ") else "measure"
    works = event("work", stage, title=work, when=[its])
    assert code in codes(event("one", at, title=title, when=[when]), works)


@pytest.mark.parametrize(
    ("title", "when", "work", "its"),
    [
        ("Отбор наставников для работы в наставнических парах", AUGUST, PAIRS, AUTUMN),
        ("Семинар для наставников молодых педагогов", MAY, PAIRS, AUTUMN),
        ("Утверждение жюри фестиваля профессий", AUGUST, "Проведение фестиваля профессий", OCTOBER),
        ("Формирование рабочей группы учителей", MAY, "Семинар учителей", OCTOBER),
        ("Разработка регламента работы с обращениями", MAY, "Работа с обращениями", OCTOBER),
        ("Разработка формы отчетов о работе наставнических пар", AUGUST, PAIRS, AUTUMN),
        ("Сбор отчетов о работе наставнических пар за 2024 год", AUGUST, PAIRS, AUTUMN),
        ("Анализ программ воспитания", AUGUST, "Реализация программ воспитания", AUTUMN),
    ],
)
def test_what_is_of_another_time_or_kind_is_no_ground(
    title: str, when: Term, work: str, its: Term
) -> None:
    made = event("one", "measure", title=title, when=[when])
    assert not codes(made, event("work", "measure", title=work, when=[its])) & {"L605", "L721"}


def test_each_half_of_a_ground_is_a_work() -> None:
    title = "Рекомендации учителям по результатам диагностической работы и посещения уроков"
    advice = event("advice", "recommendation", title=title, when=[OCTOBER])
    test = event("test", title="Диагностическая работа по чтению", when=[AUGUST])
    visits = event("visits", title="Посещение уроков учителей", when=[AUTUMN])
    assert "L606" in codes(advice, test, visits)


def order(*clauses: str) -> list[str]:
    plan = project(roadmap("r", event("one", when=[MAY])))
    signed = Order("1", "20.08.2025", "Об утверждении", (), clauses, (), (), None)
    made = replace(plan, order=signed, period=Term(date(2025, 9, 1), date(2026, 8, 31)))
    return [each.code.id for each in check_clause_deadlines(made)]


@pytest.mark.parametrize(
    ("clauses", "found"),
    [
        (("а) представить базы данных участников до 25 января 2026 года;",
          "б) проверить базы данных участников до 20 января 2026 года;"), ["L714"]),
        (("а) представить базы данных участников до 20 января 2026 года;",
          "б) проверить базы данных участников до 25 января 2026 года;"), []),
        (("а) проверить базы данных участников до 20 января 2026 года;",
          "б) представить базы данных участников до 25 января 2026 года;"), []),
        (("1. Собрать отчеты школ о наставниках до 30 ноября 2025 года.",
          "2. Представить сводный отчет в министерство до 10 ноября 2025 года."), ["L714"]),
        (("1. Собрать отчеты школ о наставниках до 30 ноября 2025 года.",
          "2. Представить смету в министерство до 10 ноября 2025 года."), []),
    ],
)  # fmt: skip
def test_terms_of_clauses_are_compared_by_what_is_done_with_one_thing(
    clauses: tuple[str, ...], found: list[str]
) -> None:
    assert order(*clauses) == found


@pytest.mark.parametrize(
    ("title", "told"),
    [
        ("Оценка мер (по пунктам 1 и 15)", ["15"]),
        ("Оценка мер (пп. 1, 2)", []),
        ("Оценка мер по пункту 15 порядка", []),
    ],
)
def test_rows_that_are_cited_must_be_there(title: str, told: list[str]) -> None:
    events = [event("one", number="1", title=title), event("two", number="2", title="Иное")]
    found = check_parts_named(project(roadmap("r", *events)))
    spans = [each.at.span for each in found]  # type: ignore[union-attr]
    assert [title[slice(*span)] for span in spans if span] == told


def test_only_a_draft_is_called_one() -> None:
    draft = event("d", title="Разработка программы кружка")
    feast = event("f", "analysis", title="Праздник осени", result="Сценарий")
    again = event("a", "effectiveness", title="Повторное наблюдение за речью детей")
    found = check_stages_of_titles(project(roadmap("r", draft, feast, again)))
    says = [catalogue().finding(each) for each in found]
    assert ["подготовка документа" in text for text in says] == [True, False]
    assert "это не анализ" in says[1]


READY = [
    ("Прием заявок на участие в фестивале школьных театров", "Апрель 2025 г.",
     "Муниципальный фестиваль школьных театров", "Февраль 2025 г.", True),
    ("Сбор письменных согласий на участие в СПТ", "Ноябрь 2024 г.",
     "Проведение СПТ обучающихся 7-11 классов", "Октябрь 2024 г.", True),
    ("Составление списков участников муниципального этапа олимпиады", "Декабрь 2024 г.",
     "Проведение муниципального этапа олимпиады", "Ноябрь 2024 г.", True),
    ("Рассылка приглашений на родительский форум", "Апрель 2025 г.",
     "Родительский форум «Семья и школа»", "Март 2025 г.", True),
    ("Разработка анкеты для родителей", "Декабрь 2024 г.",
     "Анкетирование родителей", "Октябрь 2024 г.", True),
    ("Составление расписания консультаций выпускников", "Апрель 2025 г.",
     "Консультации выпускников", "Февраль – март 2025 г.", True),
    ("Утверждение графика взаимопосещения уроков", "Декабрь 2024 г.",
     "Взаимопосещение уроков по графику", "Октябрь – ноябрь 2024 г.", True),
    ("Открытие фестиваля", "15 мая 2025 г.", "Фестиваль науки", "10–14 мая 2025 г.", True),
    ("Открытие фестиваля", "10 мая 2025 г.", "Фестиваль науки", "10–14 мая 2025 г.", False),
    ("Прием заявок на конкурс «Учитель года»", "Март 2025 г.",
     "Конкурс чтецов", "Февраль 2025 г.", False),
    ("Прием заявок на участие в форуме следующего года", "Апрель 2025 г.",
     "Родительский форум", "Март 2025 г.", False),
    ("Занятия по снижению тревожности для обучающихся 9 и 11 классов", "Март 2025 г.",
     "Проведение СПТ обучающихся 7-11 классов", "Октябрь 2024 г.", False),
]  # fmt: skip


@pytest.mark.parametrize("case", READY, ids=lambda case: str(case[0])[:40])
def test_what_a_work_needs_beforehand(case: tuple[str, str, str, str, bool]) -> None:
    year = Term(date(2024, 9, 1), date(2025, 8, 31))
    rows = [
        replace(event(f"e{at}", "measure", title=title), schedule=resolve_schedule(when, year))
        for at, (title, when) in enumerate((case[:2], case[2:4]))
    ]
    assert bool(check_prepared_late(project(roadmap("r", *rows)))) is case[4]
