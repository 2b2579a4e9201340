"""The indicators of Dyatkovo that are counted in tables, counted with pandas.

Each function reads like the order's sentence, which stands in its docstring. They know the order,
the spec's rule and the design, and nothing of how the engine counts.
"""

from collections.abc import Callable

import pandas as pd

from engine.results.verdicts import VerdictKind
from tests.unit.execute.dyatkovo_tables import (
    AS_OF,
    codes,
    days,
    export,
    of_year,
    seen,
    sheet,
    yes,
)
from tests.unit.execute.dyatkovo_targets import (
    Bounds,
    Figure,
    count,
    covered,
    distinct,
    growth,
    share,
)

YEARS = ("2019/20", "2020/21", "2021/22")


# ---- who and what


def schools() -> pd.DataFrame:
    table = sheet(
        "Реестр организаций", "Школы",
        "Код ОО", "В перечне Рособрнадзора (низкие результаты)",
        "Реализует адаптированные программы",
    )  # fmt: skip
    low_results = table["В перечне Рособрнадзора (низкие результаты)"]
    return pd.DataFrame(
        {
            "school": codes(table["Код ОО"]),
            "low_results": yes(low_results),
            "low_results_unknown": low_results.isna(),
            "adapted": yes(table["Реализует адаптированные программы"]),
        }
    )


def staff(year: str = "2021/22") -> pd.DataFrame:
    """Everybody who works in a school in a school year, heads and deputies included."""
    table = sheet(
        "Кадры", "Педагоги",
        "Табельный номер", "Код ОО", "Должность", "Предмет", "Квалификационная категория",
        "Учебный год",
    )  # fmt: skip
    return of_year(table, year).assign(school=lambda rows: codes(rows["Код ОО"]))


def teachers(year: str = "2021/22") -> pd.DataFrame:
    """«Педагогические работники»: the staff without heads and their deputies."""
    everybody = staff(year)
    return everybody[~everybody["Должность"].str.contains("директор")]


def trainings() -> pd.DataFrame:
    table = sheet(
        "Кадры", "Повышение квалификации",
        "Табельный номер", "Тема", "Форма", "По индивидуальному маршруту", "Дата окончания",
    )  # fmt: skip
    return seen(table, "Дата окончания")


def pupils_of_grades_5_to_11() -> pd.DataFrame:
    pupils = of_year(
        sheet("Контингент", "Обучающиеся", "Номер личного дела", "Код ОО", "Класс", "Учебный год")
    )
    return pupils[pupils["Класс"].astype(int).between(5, 11)]


# ---- 1.1


def metasubject_diagnostics() -> Figure:
    """Проведена диагностическая работа по оценке метапредметных результатов в 4, 8, 10 классах (в
    2021/22 учебном году)."""
    works = seen(export("Диагностические работы", "Код ОО", "Класс", "Вид работы", "Дата"))
    grades = set(works.loc[works["Вид работы"] == "метапредметная", "Класс"].map(int))
    wanting = len({4, 8, 10} - grades)
    late = VerdictKind.NOT_DUE if pd.Timestamp("2022-08-31") > AS_OF else VerdictKind.NOT_MET
    verdict = late if wanting else VerdictKind.MET
    unknown = int(works["Вид работы"].isna().sum())
    return Figure(3 - wanting, 3, verdict, wanting or None, set_aside=unknown)


def equipped_schools() -> list[Bounds]:
    places = sheet(
        "Реестр организаций", "Оснащённость",
        "Код ОО", "Учебный год", "Высокотехнологичных ученико-мест",
    )  # fmt: skip
    return [equipped_in(of_year(places, year)) for year in YEARS]


def equipped_in(places: pd.DataFrame) -> Bounds:
    number = pd.to_numeric(places["Высокотехнологичных ученико-мест"])
    return distinct(codes(places["Код ОО"]), counted=number > 0, unanswered=number.isna())


def high_tech_places() -> Figure:
    """Положительная динамика количества ОО, оснащенных высокотехнологичными ученико-местами,
    в 2019/20 - 2020/2021, 2021-2022 учебных годах: рост на каждом шаге."""
    years = equipped_schools()
    return growth(years, steps=years)


# ---- 1.2


def listed_schools_included() -> Figure:
    """100% определенных по данным Рособрнадзора ОО включены в реализацию системы работы."""
    book = "Реестр организаций"
    listed = sheet(book, "Перечень Рособрнадзора", "Код ОО", "Дата получения перечня")
    members = sheet(book, "Участники поддержки", "Код ОО", "Номер приказа", "Дата включения")
    joined = seen(members, "Дата включения")
    return covered(codes(listed["Код ОО"]), codes(joined["Код ОО"]), at_least=100)


def teachers_of_low_results_schools() -> pd.DataFrame:
    return teachers_where("low_results")


def teachers_where(mark: str) -> pd.DataFrame:
    """Teachers of the schools that bear a mark in the register of schools."""
    known, people = schools(), teachers()
    return people[people["school"].isin(known.loc[known[mark], "school"])]


def supported_persons() -> pd.Series:
    support = sheet("Кадры", "Методическое сопровождение", "Табельный номер", "Код ОО", "Дата")
    return seen(support)["Табельный номер"]


def teachers_supported() -> Figure:
    """Не менее 70% педагогических работников ОО с низкими образовательными результатами охвачены
    разными формами методического сопровождения."""
    people = teachers_of_low_results_schools()
    unknown = len(teachers_where("low_results_unknown"))
    return covered(people["Табельный номер"], supported_persons(), at_least=70, set_aside=unknown)


# ---- 1.3


def pupils_in_talent_events() -> pd.Series:
    events = sheet("Контингент", "Одарённые дети", "Номер личного дела", "Мероприятие", "Дата")
    return seen(events)["Номер личного дела"]


def gifted_coverage() -> Figure:
    """Охват не менее 10% обучающихся в 5 - 11 классах мероприятиями по выявлению и сопровождению
    одаренных детей."""
    pupils = pupils_of_grades_5_to_11()
    return covered(pupils["Номер личного дела"], pupils_in_talent_events(), at_least=10)


def gifted_methods_training() -> Figure:
    """100% участия педагогических работников в обучении (повышении квалификации, стажировках) по
    программам и методикам работы с одаренными детьми."""
    courses = trainings()
    topic, form = courses["Тема"], courses["Форма"]
    on_topic, in_form = topic == "одарённые дети", form.isin(["курсы", "стажировка"])
    found = on_topic & in_form
    possible = (on_topic | topic.isna()) & (in_form | form.isna())
    return covered(
        teachers()["Табельный номер"],
        courses.loc[found, "Табельный номер"],
        at_least=100,
        set_aside=int((possible & ~found).sum()),
    )


# ---- 1.4


def online_lessons() -> Figure:
    """Открытыми онлайн-уроками охвачено не менее 2 тыс. человек."""
    lessons = seen(export("Открытые уроки", "Номер личного дела", "Код ОО", "Дата"))
    return count(lessons["Номер личного дела"].nunique(), at_least=2000)


def individual_plan_advice() -> Figure:
    """Получили рекомендации по построению индивидуального учебного плана, нарастающим итогом,
    не менее 600 человек."""
    advice = sheet(
        "Контингент", "Билет в будущее",
        "Номер личного дела", "Код ОО", "Дата выдачи рекомендации",
    )  # fmt: skip
    given = seen(advice, "Дата выдачи рекомендации")
    return count(given["Номер личного дела"].nunique(), at_least=600)


# ---- 2.1


def observers() -> pd.DataFrame:
    return sheet("Мероприятия", "Наблюдатели", "Код мероприятия", "Аккредитован")


def olympiads_with_observers() -> Figure:
    """100% олимпиад муниципального этапа ВсОШ проходят с присутствием наблюдателей."""
    olympiads = seen(sheet("Мероприятия", "Олимпиады", "Код мероприятия", "Предмет", "Дата"))
    return covered(olympiads["Код мероприятия"], observers()["Код мероприятия"], at_least=100)


def federal_procedures_with_observers() -> Figure:
    """100% процедур федерального уровня проходят с присутствием аккредитованных наблюдателей; если
    ни одной не было, показатель неприменим."""
    procedures = seen(sheet("Мероприятия", "Процедуры", "Код мероприятия", "Уровень", "Дата"))
    federal = procedures.loc[procedures["Уровень"] == "федеральный", "Код мероприятия"]
    accredited = observers()["Аккредитован"]
    unknown = int(procedures["Уровень"].isna().sum() + accredited.isna().sum())
    if federal.empty:
        return Figure(0, 0, VerdictKind.NOT_APPLICABLE, set_aside=unknown)
    present = observers().loc[yes(accredited), "Код мероприятия"]
    return covered(federal, present, at_least=100, set_aside=unknown)


def objectivity_meetings() -> Figure:
    """Проведено не менее 3 муниципальных совещаний, семинаров, круглых столов по вопросам
    объективности. Если тема не указана, встреча могла быть и об этом."""
    held = seen(sheet("Мероприятия", "Мероприятия", "Вид", "Тема", "Дата"))
    topics = held.loc[held["Вид"].isin(["совещание", "семинар", "круглый стол"]), "Тема"]
    found, unknown = topics == "объективность", topics.isna()
    return count(int(found.sum()), at_least=3, missing=int(unknown.sum()))


# ---- 2.3


def route_trained_teachers() -> Figure:
    """Не менее 20% педагогов прошли повышение квалификации по индивидуальной траектории."""
    courses = trainings()
    on_route = courses["По индивидуальному маршруту"]
    return covered(
        teachers()["Табельный номер"],
        courses.loc[yes(on_route), "Табельный номер"],
        at_least=20,
        set_aside=int(on_route.isna().sum()),
    )


# ---- 2.4


def category_holders() -> list[Bounds]:
    return [holders_in(teachers(year)["Квалификационная категория"]) for year in YEARS]


def holders_in(category: pd.Series) -> Bounds:
    known = int(category.isin(["высшая", "первая"]).sum())
    unanswered = int(category.isna().sum())
    return Bounds(known, known + unanswered, unanswered)


def category_holders_growth() -> Figure:
    """Положительная динамика количества педагогов, имеющих квалификационную категорию: последний
    год против первого. Кто не ответил, может и иметь категорию, и не иметь."""
    years = category_holders()
    return growth(years, steps=[years[0], years[-1]])


def young_contestants() -> list[Bounds]:
    contests = sheet("Кадры", "Конкурсы", "Табельный номер", "Возраст участника", "Учебный год")
    return [young_in(of_year(contests, year)) for year in YEARS]


def young_in(contests: pd.DataFrame) -> Bounds:
    age = pd.to_numeric(contests["Возраст участника"])
    return distinct(contests["Табельный номер"], counted=age <= 35, unanswered=age.isna())


def young_contestants_growth() -> Figure:
    """Положительная динамика участия молодых педагогов (до 35 лет) в конкурсах."""
    years = young_contestants()
    return growth(years, steps=[years[0], years[-1]])


# ---- 2.5


def trained_in_upbringing() -> pd.Series:
    courses = trainings()
    return courses.loc[courses["Тема"] == "воспитание", "Табельный номер"]


def courses_without_topic() -> int:
    return int(trainings()["Тема"].isna().sum())


def deputies_trained() -> Figure:
    """Не менее 10% заместителей директоров по учебно-воспитательной работе повысили компетенции по
    вопросам воспитания."""
    people = staff()
    deputies = people[people["Должность"] == "заместитель директора по УВР"]
    return covered(
        deputies["Табельный номер"],
        trained_in_upbringing(),
        at_least=10,
        set_aside=courses_without_topic(),
    )


def all_who_teach() -> pd.DataFrame:
    people = staff()
    return people[people["Должность"] == "учитель"]


def subject_teachers() -> pd.DataFrame:
    """Учителя-предметники: ведут предмет, и это не начальные классы."""
    people = all_who_teach()
    return people[people["Предмет"].notna() & (people["Предмет"] != "начальные классы")]


def subject_teachers_trained() -> Figure:
    """Не менее 10% учителей-предметников повысили компетенции по вопросам воспитания. Учитель, чей
    предмет не указан, отложен."""
    return covered(
        subject_teachers()["Табельный номер"],
        trained_in_upbringing(),
        at_least=10,
        set_aside=int(all_who_teach()["Предмет"].isna().sum()) + courses_without_topic(),
    )


# ---- preschool


def places_available() -> Figure:
    """100% доступность дошкольного образования: место есть у всех, кому оно нужно к этому дню. Без
    даты зачисления места нет."""
    children = export(
        "Заявления в детские сады",
        "Номер заявления", "Код ДОУ", "Желаемая дата приёма", "Дата зачисления",
    )  # fmt: skip
    wanted = days(children["Желаемая дата приёма"])
    enrolled = days(children["Дата зачисления"])[wanted <= AS_OF]
    return share(
        int((enrolled <= AS_OF).sum()),
        len(enrolled),
        at_least=100,
        missing=int(enrolled.isna().sum()),
        set_aside=int(wanted.isna().sum()),
    )


FIGURES: tuple[tuple[str, Callable[[], Figure]], ...] = (
    ("assessment/metasubject-diagnostics", metasubject_diagnostics),
    ("assessment/high-tech-places", high_tech_places),
    ("low-results/listed-schools-included", listed_schools_included),
    ("low-results/teachers-supported", teachers_supported),
    ("talents/gifted-coverage", gifted_coverage),
    ("talents/gifted-coverage-yearly", gifted_coverage),
    ("talents/gifted-methods-training", gifted_methods_training),
    ("career-guidance/online-lessons", online_lessons),
    ("career-guidance/individual-plan-advice", individual_plan_advice),
    ("objectivity/olympiads-with-observers", olympiads_with_observers),
    ("objectivity/federal-procedures-with-observers", federal_procedures_with_observers),
    ("objectivity/objectivity-meetings", objectivity_meetings),
    ("teachers-cpd/route-trained-teachers", route_trained_teachers),
    ("methodical-work/category-holders-growth", category_holders_growth),
    ("methodical-work/young-contestants-growth", young_contestants_growth),
    ("upbringing/deputies-trained", deputies_trained),
    ("upbringing/subject-teachers-trained", subject_teachers_trained),
    ("preschool/places-available", places_available),
)

CHANGES: tuple[tuple[str, Callable[[], list[Bounds]]], ...] = (
    ("assessment/high-tech-places", equipped_schools),
    ("methodical-work/category-holders-growth", category_holders),
    ("methodical-work/young-contestants-growth", young_contestants),
)
