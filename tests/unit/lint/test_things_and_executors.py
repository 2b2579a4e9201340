"""Things are ready before they are used; executors are named alike in every row."""

from dataclasses import replace
from datetime import date

import pytest

from engine.diagnostics import Origin
from engine.lint.rules.authors_of_papers import check_authors_of_papers
from engine.lint.rules.cells_of_executors import check_cells_of_executors
from engine.lint.rules.days_and_seasons import check_days_and_seasons
from engine.lint.rules.executors_of_deeds import check_executors_of_deeds
from engine.lint.rules.indicator_figures import check_indicator_figures
from engine.lint.rules.indicators import check_indicators
from engine.lint.rules.left_of_template import check_template
from engine.lint.rules.names_of_things import check_names_of_things
from engine.lint.rules.persons_and_posts import check_persons_and_posts
from engine.lint.rules.things_in_use import check_things_in_use
from engine.lint.rules.wishes_as_results import check_wishes_as_results
from engine.measures import read_target
from engine.model.project import Body, Municipality, Project
from engine.model.spec import Event, PassportRow, Responsible, Window
from engine.model.targets import Target
from engine.schedule import resolve_schedule
from tests.unit.builders import event, indicator, project, roadmap

YEAR = Window(date(2024, 9, 1), date(2025, 8, 31))
DISTRICT = Municipality("Лесной район", "район", "Томская область", None)
TITLE = "План развития школьных библиотек на 2024-2025 учебный год"


def row(name: str, title: str, when: str, *, by: tuple[str, ...] = (), result: str = "") -> Event:
    made = event(name, "measure", title=title, result=result or None)
    who = tuple(Responsible(each, None) for each in by)
    return replace(made, schedule=resolve_schedule(when, YEAR), responsible=who)


def plan(*events: Event) -> Project:
    made = project(replace(roadmap("r", *events), title=TITLE))
    return replace(
        made, municipality=Municipality("Лесной район", "район", "Томская область", None)
    )


@pytest.mark.parametrize(
    ("first", "then", "told"),
    [
        (
            ("Рассылка памяток о чтении", "ноябрь 2024"),
            ("Подготовка памяток о чтении", "март 2025"),
            True,
        ),
        (
            ("Рассылка памяток о чтении", "март 2025"),
            ("Подготовка памяток о чтении", "ноябрь 2024"),
            False,
        ),
        (
            ("Внедрение электронного каталога", "октябрь 2024 – май 2025"),
            ("Разработка электронного каталога", "до 20.12.2024"),
            True,
        ),
        (
            ("Внедрение электронного каталога", "декабрь 2024 – май 2025"),
            ("Разработка электронного каталога", "до 20.12.2024"),
            False,
        ),
        (
            ("Утверждение графика выездов", "до 10.10.2024"),
            ("Составление графика выездов", "до 15.10.2024"),
            True,
        ),
        (
            ("Утверждение графика выездов", "октябрь 2024"),
            ("Составление графика выездов", "до 15.10.2024"),
            False,
        ),
        (
            ("Встреча с победителями викторины", "октябрь 2024"),
            ("Проведение районной викторины", "февраль 2025"),
            True,
        ),
        (
            ("Повторный опрос читателей о фондах", "сентябрь 2024"),
            ("Опрос читателей о фондах", "апрель 2025"),
            True,
        ),
        (
            ("Повторный опрос читателей о фондах", "апрель 2025"),
            ("Опрос читателей о фондах", "сентябрь 2024"),
            False,
        ),
        (
            ("Занятия кружков по программе «Юный библиограф»", "октябрь 2024"),
            ("Беседы о книгах", "май 2025"),
            False,
        ),
        (
            ("Корректировка перечня изданий фонда", "октябрь 2024"),
            ("Утверждение перечня изданий фонда", "май 2025"),
            False,
        ),
        (
            ("Анализ выполнения плана", "до 15.05.2025"),
            ("Сбор отчётов о выполнении плана", "до 01.06.2025"),
            True,
        ),
        (
            ("Работа пунктов обмена книгами", "октябрь 2024"),
            ("Разработка положения о пунктах обмена книгами", "I квартал 2025"),
            True,
        ),
        (
            ("Публикация рейтинга читающих классов", "до 1 мая 2025"),
            ("Смотр классных уголков", "до 20 мая 2025"),
            False,
        ),
    ],
)
def test_nothing_is_shown_used_or_repeated_before_it_is_there(
    first: tuple[str, str], then: tuple[str, str], told: bool
) -> None:
    serving = (replace(row(f"e{n}", *each), serves=("g",)) for n, each in enumerate((first, then)))
    findings = check_things_in_use(plan(*serving))
    assert [finding.subject.id for finding in findings if finding.subject] == (
        ["e0"] if told else []
    )


def test_a_paper_of_a_result_is_there_before_it_is_published() -> None:
    effect = row("a", "Оценка работы", "до 10.06.2025", result="Доклад об охвате чтением, таблица")
    shown = row("b", "Публикация доклада об охвате чтением", "до 01.06.2025")
    assert len(check_things_in_use(plan(effect, shown))) == 1


def test_who_does_a_work_is_appointed_before_it() -> None:
    named = row("a", "Создание совета библиотекарей и штаба", "до 10.11.2024")
    works = row("b", "Смотр фондов", "до 01.10.2024", by=("Совет библиотекарей",))
    assert [
        thing.subject and thing.subject.id for thing in check_things_in_use(plan(named, works))
    ] == ["b"]


@pytest.mark.parametrize(
    ("made", "when", "who"),
    [
        ("Определение школ с низкими результатами", "май 2025", "Школы"),
        ("Утверждение центром чтения плана встреч", "май 2025", "Центр чтения"),
        ("Утверждение директором школы графика", "май 2025", "Директор школы"),
    ],
)
def test_who_approves_and_who_was_there_before_is_not_made_by_the_plan(
    made: str, when: str, who: str
) -> None:
    works = row("b", "Смотр фондов", "октябрь 2024", by=(who,))
    assert not check_things_in_use(plan(row("a", made, when), works))


@pytest.mark.parametrize(
    ("used", "held"),
    [
        ("Встреча с победителями викторины 2024 года", "Викторина 2025 года"),
        ("Встреча с победителями викторины прошлого года", "Проведение викторины"),
        (
            "Рассылка графика выездов на первое полугодие",
            "Составление графика выездов на второе полугодие",
        ),
        ("Публикация плана чтений на 2024/25 год", "Разработка плана чтений на 2026 год"),
    ],
)
def test_the_turn_of_another_year_is_another_thing(used: str, held: str) -> None:
    rows = row("a", used, "октябрь 2024"), row("b", held, "май 2025")
    assert not check_things_in_use(plan(*rows))


def cells(*names: str) -> Project:
    usual = [row(f"u{n}", "Беседы", "май 2025", by=("Отдел образования",)) for n in range(6)]
    kin = [row(f"v{n}", "Беседы", "май 2025", by=("Центр чтения",)) for n in range(3)]
    return plan(*usual, *kin, row("x", "Обзоры", "май 2025", by=names))


@pytest.mark.parametrize(
    ("names", "told"),
    [
        (("Отдела образования",), True),
        (("Центру чтения",), True),
        (("Отдел образования Центр чтения",), True),
        (("Отдел образования", "Отдел образования"), True),
        (("Отдел образования, отдел образования",), True),
        (("Отдел образования, Центр чтения",), False),
        (("Классные руководители",), False),
        (("Заведующий библиотекой",), False),
        (("МБУ «Центр»",), False),
        (("облоно",), True),
        (("Иванова",), False),
    ],
)
def test_an_executor_is_named_as_in_the_other_rows(names: tuple[str, ...], told: bool) -> None:
    assert bool(check_cells_of_executors(cells(*names))) is told


@pytest.mark.parametrize(
    ("cell", "told"),
    [
        ("Отдел образования, и Центр чтения", True),
        ("и Центр чтения", True),
        ("Отдел образования -", True),
        ("Отдел образования . Центр чтения", True),
        ("октябрь 2024", True),
        ("Центр чтения до 5 мая", True),
        ("Центр чтения проводит", True),
        ("Отдел образования, школы и Центр чтения", False),
        ("Заместители директоров по учебно-воспитательной работе", False),
        ("Учителя 1-4 классов", False),
        ("Воспитатели групп детей до 3 лет", False),
        ("Центр чтения до 2025 года", True),
    ],
)
def test_signs_times_and_verbs_are_no_executor(cell: str, told: bool) -> None:
    assert bool(check_template(cells(cell))) is told


@pytest.mark.parametrize(
    ("title", "result", "when", "told"),
    [
        ("Зимняя школа юных математиков", "", "май 2025", True),
        ("Зимняя школа юных математиков", "", "январь 2025", False),
        ("Осенний кросс первоклассников", "", "10-12 марта 2025", True),
        ("Разработка программы летней смены", "", "февраль 2025", False),
        ("Собрание о летнем лагере", "", "март 2025", False),
        ("Весенние каникулы в музее", "", "24-30 марта 2025", False),
        ("Слёт", "Фотоотчёт о слёте 14 ноября", "апрель 2025", True),
        ("Слёт", "Фотоотчёт о слёте 14 апреля", "апрель 2025", False),
        ("Слёт", "Приказ от 14 ноября", "апрель 2025", False),
        ("Сборник по материалам слёта 14 ноября", "", "апрель 2025", False),
        ("Подготовка к слёту 14 мая", "", "апрель 2025", False),
        ("Концерт ко Дню 8 марта", "", "февраль 2025", False),
        ("Стажировки", "Дневники стажировок в 2022 году", "апрель 2025", True),
        ("Стажировки", "Дневники стажировок в 2025 году", "апрель 2025", False),
    ],
)
def test_a_row_names_no_day_season_or_year_that_is_not_its_own(
    title: str, result: str, when: str, told: bool
) -> None:
    made = plan(row("e", title, when, result=result))
    assert bool(check_days_and_seasons(made)) is told


@pytest.mark.parametrize(
    ("one", "other", "told"),
    [
        ("Положение о конкурсе «Живая классика»", "Итоги конкурса «Живая страница»", True),
        ("Положение о конкурсе «Живая классика»", "Итоги конкурса «Живая классика»", False),
        ("Открытие смены «Юный чтец»", "Итоги конкурса «Юный мастер»", False),
        ("Лекция «Книга 1»", "Лекция «Книга 2»", False),
        ("Конкурс «Чтец года»", "Проведение конкурса «Педагог года»", False),
        ("Положение о конкурсе «Чтец года»", "Положение о конкурсе «Педагог года»", False),
        ("Конкурс «Чтец года»", "Встреча с участниками конкурса «Педагог года»", True),
    ],
)
def test_one_contest_has_one_name(one: str, other: str, told: bool) -> None:
    rows = (row("a", one, "май 2025"), row("b", other, "май 2025"))
    assert bool(check_names_of_things(plan(*rows))) is told


@pytest.mark.parametrize(
    ("result", "told"),
    [
        ("Рост интереса к чтению", True),
        ("Отчёт о росте интереса", False),
        ("Развитый фонд", False),
        ("Рост интереса к чтению, справка о чтении", False),
        ("Рост интереса к чтению, развитие речи", True),
        ("Повышение квалификации библиотекарей", False),
        ("Создание рабочей группы", False),
        ("Создание условий для чтения", True),
    ],
)
def test_a_wish_is_no_result_where_the_others_are_papers(result: str, told: bool) -> None:
    papers = [row(f"p{n}", "Беседы", "май 2025", result="Справка о беседах") for n in range(12)]
    made = plan(*papers, row("x", "Обзоры книг", "май 2025", result=result))
    assert bool(check_wishes_as_results(made)) is told


@pytest.mark.parametrize(
    ("clauses", "told"),
    [
        (("Члены: директор школы Петрова А.А., директор школы Смирнова Н.Н.",), False),
        (("Члены: методист Васильева О.О., методист Власова О.О.",), False),
        (("1. Методисту Васильевой О.О.", "2. Контроль возложить на методиста Власову О.О."), True),
        (("1. Директору музея Петровой А.А.", "2. Просить директора музея Орлову Н.Н."), True),
    ],
)
def test_colleagues_of_one_list_are_not_two_holders_of_one_post(
    clauses: tuple[str, ...], told: bool
) -> None:
    made = plan(row("a", "Беседы", "май 2025"))
    made = replace(made, order=replace(made.order, preamble=clauses))
    assert bool(check_persons_and_posts(made)) is told


@pytest.mark.parametrize(("line", "told"), [
    ("Рост удовлетворенности родителей качеством питания до 75%, ремонт столовых", True),
    ("удовлетворенность качеством питания родителей достигнет 80 %", True),
    ("Рост удовлетворенности родителей качеством питания до 90%", False),
    ("Рост удовлетворенности родителей качеством питания на 5%", False),
    ("Рост удовлетворенности учителей качеством питания до 75%", False),
])  # fmt: skip
def test_a_passport_promises_as_much_as_its_indicator(line: str, told: bool) -> None:
    text = "доля родителей, удовлетворенных качеством питания, – не менее 85 % опрошенных"
    goal = read_target(">= 85 %", Origin("r.yaml"))
    assert isinstance(goal, Target)
    at = Origin("r.yaml", ("passport", 0))
    row = PassportRow("9", "Ожидаемые результаты", None, (), (line,), (), (), (), None, at)
    whole = roadmap("r", indicators=[indicator("i", text=text, target=goal)])
    found = check_indicator_figures(project(replace(whole, passport=(row,))))
    assert ("L743" in {each.code.id for each in found}) is told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Обучено не менее педагогических работников", True),
        ("Обучено не менее учителей", True),
        ("Средний балл не ниже областных показателей", False),
        ("Охват не ниже соседних школ", False),
        ("Обучено не менее двух учителей", False),
    ],
)
def test_of_persons_a_number_is_asked_and_not_of_figures(text: str, told: bool) -> None:
    made = project(roadmap("r", indicators=[indicator("i", text=text)]))
    assert ("L745" in {found.code.id for found in check_indicator_figures(made)}) is told


@pytest.mark.parametrize(
    ("result", "told"),
    [
        ("Отчёт центра занятости", True),
        ("Отчёт районного центра занятости", True),
        ("Отчёт занятости центра", False),
        ("Отчёт центра помощи", False),
        ("Отчёт техникума", True),
        ("Отчёт группы техникума", False),
    ],
)
def test_a_paper_of_a_body_that_has_no_part_in_the_row_is_told(result: str, told: bool) -> None:
    names = {"centre": "Центр занятости", "school": "Техникум"}
    bodies = tuple(
        Body(id, name, (), None, Origin("project.yaml", ("bodies", at)))
        for at, (id, name) in enumerate(names.items())
    )
    made = plan(row("a", "Ярмарка вакансий", "май 2025", by=("Методисты",), result=result))
    findings = check_authors_of_papers(replace(made, bodies=bodies))
    assert bool(findings) is told


@pytest.mark.parametrize(
    ("text", "asked", "told"),
    [
        ("Родители, прошедшие опрос, удовлетворены работой школы", ">= 80 %", True),
        ("Родители, прошедшие опрос, удовлетворены работой школы", ">= 100 %", False),
        ("Не менее 80 % родителей удовлетворены", ">= 80 %", False),
        ("Отчёты школ опубликованы", ">= 80 %", False),
    ],
)
def test_an_indicator_that_says_nothing_of_how_many(text: str, asked: str, told: bool) -> None:
    target = read_target(asked, Origin("x.yaml"))
    assert isinstance(target, Target)
    made = plan(row("a", "Опрос", "май 2025"))
    others = (replace(indicator(f"i{n}", text=f"Не менее {n} школ"), not_measurable=None)
              for n in (5, 7, 9))  # fmt: skip
    judged = replace(indicator("i", text=text, target=target), not_measurable=None)
    whole = replace(made, roadmaps=(replace(made.roadmaps[0], indicators=(judged, *others)),))
    assert ("L669" in {found.code.id for found in check_indicators(whole)}) is told


def test_words_that_name_nobody_and_blank_texts_are_read_without_a_defect() -> None:
    made = plan(row("a", "Отчёты всех", "май 2025", by=("Все",), result="Рекомендации всем"))
    blank = replace(made.roadmaps[0], indicators=(indicator("i", text=" "),))
    everyone = Body("all", "Все", (), None, Origin("project.yaml", ("bodies", 0)))
    whole = replace(made, roadmaps=(blank,), bodies=(everyone,))
    assert not check_authors_of_papers(whole)
    assert not check_executors_of_deeds(whole)
    assert {found.code.id for found in check_indicators(whole)} == {"L669"}
