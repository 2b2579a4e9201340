"""The figures of Dyatkovo counted a second time, with pandas, straight from the workbooks.

Each function reads like the order's sentence, which stands in its docstring, and gives the figure
that the engine must give too. The functions know the order, the spec and the design, and nothing of
how the engine counts. Documents are recounted in `test_recomputed_documents`, events in
`test_recomputed_events`.
"""

from collections.abc import Callable
from dataclasses import dataclass

import pandas as pd
import pytest

from engine.results.verdicts import VerdictKind
from tests.unit.execute.dyatkovo import (
    AS_OF,
    codes,
    days,
    entries,
    export,
    judged,
    live_waivers,
    seen,
    sheet,
    yes,
)

YEARS = ("2019/20", "2020/21", "2021/22")


@dataclass(frozen=True)
class Figure:
    """n of N (no N for a count), the verdict, how much is wanting, rows without an answer."""

    n: int
    total: int | None
    verdict: VerdictKind
    wanting: int | None = None
    missing: int = 0

    @property
    def value(self) -> float | None:
        if self.total is None:
            return float(self.n)
        return self.n / self.total if self.total else None


# ---- the tables


def schools() -> pd.DataFrame:
    table = sheet(
        "Реестр организаций", "Школы",
        "Код ОО", "В перечне Рособрнадзора (низкие результаты)",
        "Реализует адаптированные программы",
    )  # fmt: skip
    return pd.DataFrame(
        {
            "school": codes(table["Код ОО"]),
            "low_results": yes(table["В перечне Рособрнадзора (низкие результаты)"]),
            "adapted": yes(table["Реализует адаптированные программы"]),
        }
    )


def staff(year: str) -> pd.DataFrame:
    """Everybody who works in a school in a school year, heads and deputies included."""
    table = sheet(
        "Кадры", "Педагоги",
        "Табельный номер", "Код ОО", "Должность", "Предмет", "Квалификационная категория",
        "Учебный год",
    )  # fmt: skip
    table = table[table["Учебный год"] == year]
    return pd.DataFrame(
        {
            "person": table["Табельный номер"],
            "school": codes(table["Код ОО"]),
            "position": table["Должность"],
            "subject": table["Предмет"],
            "category": table["Квалификационная категория"],
        }
    )


def teachers(year: str = "2021/22") -> pd.DataFrame:
    """«Педагогические работники»: the staff without heads and their deputies."""
    everybody = staff(year)
    return everybody[~everybody["position"].str.contains("директор")]


def trainings() -> pd.DataFrame:
    table = sheet(
        "Кадры", "Повышение квалификации",
        "Табельный номер", "Тема", "Форма", "По индивидуальному маршруту", "Дата окончания",
    )  # fmt: skip
    return seen(table, "Дата окончания")


def pupils() -> pd.DataFrame:
    table = sheet(
        "Контингент", "Обучающиеся", "Номер личного дела", "Код ОО", "Класс", "Учебный год"
    )
    return table[table["Учебный год"] == "2021/22"]


# ---- the words of targets


def share(n: int, total: int, *, at_least: int, missing: int = 0) -> Figure:
    """n of N against «не менее … %»; wanting is the least number that would suffice."""
    wanting = max(0, -(-at_least * total // 100) - n)
    verdict = VerdictKind.NOT_MET if wanting else VerdictKind.MET
    return Figure(n, total, verdict, wanting or None, missing)


def count(n: int, *, at_least: int) -> Figure:
    wanting = max(0, at_least - n)
    return Figure(n, None, VerdictKind.NOT_MET if wanting else VerdictKind.MET, wanting or None)


def covered(wanted: pd.Series, present: pd.Series, *, at_least: int) -> Figure:
    """How many of a list occur in a table."""
    return share(int(wanted.isin(set(present)).sum()), len(wanted), at_least=at_least)


@dataclass(frozen=True)
class Bounds:
    """A year's count where nobody without an answer counts, and where all of them do."""

    low: int
    high: int
    unanswered: int


def growth(years: list[Bounds], steps: list[Bounds]) -> Figure:
    """«Положительная динамика»: every step must rise, whatever the missing answers are."""
    pairs = list(zip(steps, steps[1:], strict=False))
    if all(later.low > earlier.high for earlier, later in pairs):
        verdict = VerdictKind.MET
    elif can_grow(steps):
        verdict = VerdictKind.INDETERMINATE
    else:
        verdict = VerdictKind.NOT_MET
    return Figure(years[-1].low, None, verdict, missing=years[-1].unanswered)


def can_grow(steps: list[Bounds]) -> bool:
    """True if some choice inside the bounds rises at every step."""
    least = -1
    for step in steps:
        least = max(step.low, least + 1)
        if least > step.high:
            return False
    return True


# ---- 1.1


def metasubject_diagnostics() -> Figure:
    """Проведена диагностическая работа по оценке метапредметных результатов в 4, 8, 10 классах."""
    works = seen(export("Диагностические работы", "Код ОО", "Класс", "Вид работы", "Дата"), "Дата")
    grades = set(works.loc[works["Вид работы"] == "метапредметная", "Класс"].map(int))
    found = len(grades & {4, 8, 10})
    due = pd.Timestamp("2022-08-31")  # «в 2021/22 учебном году»
    late = VerdictKind.NOT_DUE if due > AS_OF else VerdictKind.NOT_MET
    wanting = 3 - found
    return Figure(found, 3, late if wanting else VerdictKind.MET, wanting or None)


def equipped_schools() -> list[Bounds]:
    places = sheet(
        "Реестр организаций", "Оснащённость",
        "Код ОО", "Учебный год", "Высокотехнологичных ученико-мест",
    )  # fmt: skip
    return [equipped_in(places[places["Учебный год"] == year]) for year in YEARS]


def equipped_in(places: pd.DataFrame) -> Bounds:
    number = pd.to_numeric(places["Высокотехнологичных ученико-мест"])
    school = codes(places["Код ОО"])
    return Bounds(
        school[number > 0].nunique(),
        school[(number > 0) | number.isna()].nunique(),
        int(number.isna().sum()),
    )


def high_tech_places() -> Figure:
    """Положительная динамика количества ОО, оснащенных высокотехнологичными ученико-местами,
    в 2019/20 - 2020/2021, 2021-2022 учебных годах: рост на каждом шаге."""
    years = equipped_schools()
    return growth(years, steps=years)


# ---- 1.2


def listed_schools_included() -> Figure:
    """100% определенных по данным Рособрнадзора ОО включены в реализацию системы работы."""
    listed = sheet(
        "Реестр организаций", "Перечень Рособрнадзора", "Код ОО", "Дата получения перечня"
    )
    members = sheet(
        "Реестр организаций", "Участники поддержки", "Код ОО", "Номер приказа", "Дата включения"
    )
    members = seen(members, "Дата включения")
    return covered(codes(listed["Код ОО"]), codes(members["Код ОО"]), at_least=100)


def teachers_of_low_results_schools() -> pd.DataFrame:
    known = schools()
    low = known.loc[known["low_results"], "school"]
    return teachers()[lambda people: people["school"].isin(low)]


def supported_persons() -> pd.Series:
    support = sheet("Кадры", "Методическое сопровождение", "Табельный номер", "Код ОО", "Дата")
    return seen(support, "Дата")["Табельный номер"]


def teachers_supported() -> Figure:
    """Не менее 70% педагогических работников ОО с низкими образовательными результатами охвачены
    разными формами методического сопровождения."""
    return covered(teachers_of_low_results_schools()["person"], supported_persons(), at_least=70)


# ---- 1.3


def pupils_of_grades_5_to_11() -> pd.DataFrame:
    return pupils()[lambda table: table["Класс"].astype(int).between(5, 11)]


def pupils_in_talent_events() -> pd.Series:
    events = sheet("Контингент", "Одарённые дети", "Номер личного дела", "Мероприятие", "Дата")
    return seen(events, "Дата")["Номер личного дела"]


def gifted_coverage() -> Figure:
    """Охват не менее 10% обучающихся в 5 - 11 классах мероприятиями по выявлению и сопровождению
    одаренных детей."""
    wanted = pupils_of_grades_5_to_11()["Номер личного дела"]
    return covered(wanted, pupils_in_talent_events(), at_least=10)


def gifted_methods_training() -> Figure:
    """100% участия педагогических работников в обучении (повышении квалификации, стажировках) по
    программам и методикам работы с одаренными детьми."""
    courses = trainings()
    courses = courses[courses["Тема"] == "одарённые дети"]
    courses = courses[courses["Форма"].isin(["курсы", "стажировка"])]
    return covered(teachers()["person"], courses["Табельный номер"], at_least=100)


# ---- 1.4


def online_lessons() -> Figure:
    """Открытыми онлайн-уроками охвачено не менее 2 тыс. человек."""
    lessons = seen(export("Открытые уроки", "Номер личного дела", "Код ОО", "Дата"), "Дата")
    return count(lessons["Номер личного дела"].nunique(), at_least=2000)


def individual_plan_advice() -> Figure | None:
    """Получили рекомендации по построению индивидуального учебного плана, нарастающим итогом,
    не менее 600 человек. Пустая таблица — не ноль, а нет данных."""
    advice = sheet(
        "Контингент", "Билет в будущее",
        "Номер личного дела", "Код ОО", "Дата выдачи рекомендации",
    )  # fmt: skip
    if advice.empty:
        return None
    given = seen(advice, "Дата выдачи рекомендации")
    return count(given["Номер личного дела"].nunique(), at_least=600)


# ---- 2.1


def observers() -> pd.DataFrame:
    return sheet("Мероприятия", "Наблюдатели", "Код мероприятия", "Аккредитован")


def olympiads_with_observers() -> Figure:
    """100% олимпиад муниципального этапа ВсОШ проходят с присутствием наблюдателей."""
    olympiads = seen(
        sheet("Мероприятия", "Олимпиады", "Код мероприятия", "Предмет", "Дата"), "Дата"
    )
    return covered(olympiads["Код мероприятия"], observers()["Код мероприятия"], at_least=100)


def federal_procedures_with_observers() -> Figure:
    """100% процедур федерального уровня проходят с присутствием аккредитованных наблюдателей; если
    ни одной не было, показатель неприменим."""
    procedures = seen(
        sheet("Мероприятия", "Процедуры", "Код мероприятия", "Уровень", "Дата"), "Дата"
    )
    federal = procedures.loc[procedures["Уровень"] == "федеральный", "Код мероприятия"]
    if federal.empty:
        return Figure(0, 0, VerdictKind.NOT_APPLICABLE)
    accredited = observers()[lambda table: yes(table["Аккредитован"])]
    return covered(federal, accredited["Код мероприятия"], at_least=100)


def objectivity_meetings() -> Figure:
    """Проведено не менее 3 муниципальных совещаний, семинаров, круглых столов по вопросам
    объективности."""
    held = seen(sheet("Мероприятия", "Мероприятия", "Вид", "Тема", "Дата"), "Дата")
    meetings = held["Вид"].isin(["совещание", "семинар", "круглый стол"])
    return count(int((meetings & (held["Тема"] == "объективность")).sum()), at_least=3)


# ---- 2.3


def route_trained_teachers() -> Figure:
    """Не менее 20% педагогов прошли повышение квалификации по индивидуальной траектории."""
    courses = trainings()[lambda table: yes(table["По индивидуальному маршруту"])]
    return covered(teachers()["person"], courses["Табельный номер"], at_least=20)


# ---- 2.4


def category_holders() -> list[Bounds]:
    return [holders_in(teachers(year)["category"]) for year in YEARS]


def holders_in(category: pd.Series) -> Bounds:
    known = int(category.isin(["высшая", "первая"]).sum())
    unanswered = int(category.isna().sum())
    return Bounds(known, known + unanswered, unanswered)


def category_holders_growth() -> Figure:
    """Положительная динамика количества педагогов, имеющих квалификационную категорию: последний
    год против первого; без ответа может оказаться и с категорией, и без."""
    years = category_holders()
    return growth(years, steps=[years[0], years[-1]])


def young_contestants() -> list[Bounds]:
    contests = sheet("Кадры", "Конкурсы", "Табельный номер", "Возраст участника", "Учебный год")
    return [young_in(contests[contests["Учебный год"] == year]) for year in YEARS]


def young_in(contests: pd.DataFrame) -> Bounds:
    age = pd.to_numeric(contests["Возраст участника"])
    person = contests["Табельный номер"]
    return Bounds(
        person[age <= 35].nunique(),
        person[(age <= 35) | age.isna()].nunique(),
        int(age.isna().sum()),
    )


def young_contestants_growth() -> Figure:
    """Положительная динамика участия молодых педагогов (до 35 лет) в конкурсах."""
    years = young_contestants()
    return growth(years, steps=[years[0], years[-1]])


# ---- 2.5


def trained_in_upbringing() -> pd.Series:
    courses = trainings()
    return courses.loc[courses["Тема"] == "воспитание", "Табельный номер"]


def deputies_trained() -> Figure:
    """Не менее 10% заместителей директоров по учебно-воспитательной работе повысили компетенции по
    вопросам воспитания."""
    people = staff("2021/22")
    deputies = people[people["position"] == "заместитель директора по УВР"]
    return covered(deputies["person"], trained_in_upbringing(), at_least=10)


def subject_teachers() -> pd.DataFrame:
    """Учителя-предметники; учитель, чей предмет не указан, отложен: о нём нельзя сказать."""
    people = staff("2021/22")
    teaching = people[people["position"] == "учитель"]
    return teaching[teaching["subject"].notna() & (teaching["subject"] != "начальные классы")]


def subject_teachers_trained() -> Figure:
    """Не менее 10% учителей-предметников повысили компетенции по вопросам воспитания."""
    return covered(subject_teachers()["person"], trained_in_upbringing(), at_least=10)


# ---- preschool


def places_available() -> Figure:
    """100% доступность дошкольного образования: место получили все, кому оно нужно к этому дню.
    Без даты зачисления места нет."""
    children = export(
        "Заявления в детские сады",
        "Номер заявления", "Код ДОУ", "Желаемая дата приёма", "Дата зачисления",
    )  # fmt: skip
    waiting = children[days(children["Желаемая дата приёма"]) <= AS_OF]
    enrolled = days(waiting["Дата зачисления"])
    return share(
        int((enrolled <= AS_OF).sum()),
        len(waiting),
        at_least=100,
        missing=int(enrolled.isna().sum()),
    )


# ---- the comparison

RECOMPUTED: tuple[tuple[str, Callable[[], Figure | None]], ...] = (
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


@pytest.mark.parametrize(("full_id", "recount"), RECOMPUTED, ids=[row[0] for row in RECOMPUTED])
def test_the_engine_counts_what_pandas_counts(
    full_id: str, recount: Callable[[], Figure | None]
) -> None:
    expected, verdict = recount(), judged(full_id).verdict
    if expected is None:
        assert (verdict.kind, verdict.measurement) == (VerdictKind.NO_DATA, None)
        return
    assert verdict.measurement is not None
    tally = verdict.measurement.overall
    assert (tally.n, tally.total, tally.missing) == (
        expected.n, expected.total, expected.missing,
    )  # fmt: skip
    assert tally.value == pytest.approx(expected.value)
    assert (verdict.replaced or verdict.kind) == expected.verdict


@pytest.mark.parametrize(("full_id", "recount"), RECOMPUTED, ids=[row[0] for row in RECOMPUTED])
def test_a_signed_exception_replaces_a_verdict_that_is_not_met(
    full_id: str, recount: Callable[[], Figure | None]
) -> None:
    expected, verdict = recount(), judged(full_id).verdict
    own = expected.verdict if expected else VerdictKind.NO_DATA
    replaceable = own not in {VerdictKind.MET, VerdictKind.NOT_APPLICABLE}
    is_waived = full_id in live_waivers() and replaceable
    assert verdict.kind == (VerdictKind.WAIVED if is_waived else own)
    assert verdict.replaced == (own if is_waived else None)


@pytest.mark.parametrize(
    ("full_id", "recount"),
    [row for row in RECOMPUTED if not row[0].endswith("-growth")],
    ids=[row[0] for row in RECOMPUTED if not row[0].endswith("-growth")],
)
def test_the_verdict_says_how_much_is_wanting(
    full_id: str, recount: Callable[[], Figure | None]
) -> None:
    expected, distance = recount(), judged(full_id).verdict.distance
    assert (distance.amount if distance else None) == (expected.wanting if expected else None)


@pytest.mark.parametrize(
    ("full_id", "recount"),
    [
        ("assessment/high-tech-places", equipped_schools),
        ("methodical-work/category-holders-growth", category_holders),
        ("methodical-work/young-contestants-growth", young_contestants),
    ],
)
def test_every_year_of_a_change_is_counted(
    full_id: str, recount: Callable[[], list[Bounds]]
) -> None:
    measurement = judged(full_id).verdict.measurement
    assert measurement is not None
    assert [(step.key, step.n, step.missing) for step in measurement.steps] == [
        (year, bounds.low, bounds.unanswered) for year, bounds in zip(YEARS, recount(), strict=True)
    ]


def by_school(school: pd.Series, present: pd.Series) -> dict[str, tuple[int, int]]:
    """n and N of every school."""
    groups = present.groupby(codes(school))
    return {code: (int(rows.sum()), len(rows)) for code, rows in groups}


def supported_by_school() -> dict[str, tuple[int, int]]:
    people = teachers_of_low_results_schools()
    return by_school(people["school"], people["person"].isin(set(supported_persons())))


def gifted_by_school() -> dict[str, tuple[int, int]]:
    table = pupils_of_grades_5_to_11()
    return by_school(
        table["Код ОО"], table["Номер личного дела"].isin(set(pupils_in_talent_events()))
    )


def subject_teachers_by_school() -> dict[str, tuple[int, int]]:
    people = subject_teachers()
    return by_school(people["school"], people["person"].isin(set(trained_in_upbringing())))


@pytest.mark.parametrize(
    ("full_id", "recount"),
    [
        ("low-results/teachers-supported", supported_by_school),
        ("talents/gifted-coverage", gifted_by_school),
        ("upbringing/subject-teachers-trained", subject_teachers_by_school),
    ],
)
def test_every_school_has_its_part(
    full_id: str, recount: Callable[[], dict[str, tuple[int, int]]]
) -> None:
    measurement = judged(full_id).verdict.measurement
    assert measurement is not None
    parts = {part.key: (part.n, part.total) for part in measurement.by_organisation}
    assert {key: part for key, part in parts.items() if part[1]} == recount()


def test_every_figure_that_is_not_a_document_is_recomputed() -> None:
    figures = {
        full_id
        for full_id, entry in entries("indicators").items()
        if "rule" in entry and "evidence" not in entry["rule"]
    }
    assert figures == {full_id for full_id, _ in RECOMPUTED}
