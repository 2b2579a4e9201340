"""What people did: trainings, support, contests, lessons, diagnostics, applications."""

from datetime import date, timedelta

from sample.dice import Dice, weekday
from sample.district import (
    LOW_RESULTS,
    NOW,
    PERIOD,
    YEARS,
    Person,
    Pupil,
    School,
    kindergartens,
    schools,
    yes,
)

Row = list[object]

_FORMS = (
    "консультация", "методическое объединение", "семинар", "мастер-класс", "посещение урока",
    "наставничество",
)  # fmt: skip
_PROGRAMMES = {
    "воспитание": "Воспитательная деятельность в школе: содержание и технологии",
    "одарённые дети": "Методики работы с одарёнными детьми",
    "оценка качества": "Оценка образовательных результатов обучающихся",
    "преподавание предмета": "Преподавание предмета по обновлённым стандартам",
    "цифровые технологии": "Цифровая образовательная среда",
    "управление": "Управление качеством образования в школе",
}


def trainings(dice: Dice, people: list[Person]) -> list[Row]:
    """Courses, internships and seminars of this school year, and a few of the last one."""
    rows: list[Row] = []
    for each in people:
        if not each.works_in(NOW):
            continue
        is_deputy = each.position == "заместитель директора по УВР"
        is_subject_teacher = each.position == "учитель" and each.subject != "начальные классы"
        chances = [
            ("воспитание", 24.0 if is_deputy else 8.0 if is_subject_teacher else 15.0, "курсы"),
            ("одарённые дети", 55.0 if each.gifted else 22.0, dice.pick(("курсы", "стажировка"))),
            ("преподавание предмета", 26.0 if each.subject else 4.0, "курсы"),
            ("цифровые технологии", 9.0, "семинар"),
            ("оценка качества", 6.0, "семинар"),
            ("управление", 30.0 if "директор" in each.position else 0.0, "курсы"),
        ]
        for topic, chance, form in chances:
            if dice.happens(chance):
                rows.append(_training(dice, each, topic, form))
    return rows


def _training(dice: Dice, each: Person, topic: str, form: str) -> Row:
    last_year = dice.happens(6)
    finished = dice.workday(*(date(2021, 2, 1), date(2021, 5, 28)) if last_year else PERIOD)
    hours = {"курсы": dice.pick((36, 72, 108)), "стажировка": 24, "семинар": 6}[form]
    on_route = form != "семинар" and dice.happens(40)
    return [
        each.number, each.school.number, _PROGRAMMES[topic], topic, form, hours,
        yes(on_route), finished,
    ]  # fmt: skip


def methodical_support(dice: Dice, people: list[Person]) -> list[Row]:
    """Support of teachers; the low-result schools get more of it, and yet not all of them."""
    rows: list[Row] = []
    for each in people:
        if not each.works_in(NOW) or "директор" in each.position:
            continue
        chance = {107: 72, 112: 64, 117: 58, 120: 50, 122: 30}.get(each.school.number, 24)
        if dice.happens(chance):
            rows += [_support(dice, each) for _ in range(dice.between(1, 2))]
    return rows


def _support(dice: Dice, each: Person) -> Row:
    day = dice.workday(*PERIOD)
    return [each.number, each.school.number, dice.pick(_FORMS), f"{day:%d.%m.%Y}"]


def contests(dice: Dice, people: list[Person]) -> list[Row]:
    """Professional contests of three years; ever more young people take part."""
    rows: list[Row] = []
    for at, year in enumerate(YEARS):
        first = int(year[:4])
        here = [each for each in people if each.works_in(year) and each.position == "учитель"]
        young = [each for each in here if first - each.born <= 35]
        older = [each for each in here if first - each.born > 35]
        for each in dice.some(young, 11 + 4 * at) + dice.some(older, 30 - 3 * at):
            held = weekday(date(first + 1, dice.pick((2, 3, 4)), dice.between(3, 27)))
            name = dice.pick(("Учитель года", "Педагогический дебют", "Воспитать человека"))
            result = dice.pick(("победитель", "призёр", "участник", "участник", "участник"))
            rows.append(
                [each.number, each.school.number, first - each.born, name, result, held, year]
            )
    return rows


def talent_events(dice: Dice, everybody: list[Pupil]) -> list[Row]:
    """Participation in activities for gifted children, more often in town."""
    activities = (
        ("олимпиада", "муниципальный", date(2021, 11, 8), date(2021, 12, 17)),
        ("олимпиада", "региональный", date(2022, 1, 17), date(2022, 2, 18)),
        ("конкурс", "муниципальный", date(2021, 10, 4), date(2022, 4, 22)),
        ("конкурс", "всероссийский", date(2021, 10, 4), date(2022, 4, 22)),
        ("дополнительная программа", "муниципальный", date(2021, 9, 13), date(2022, 5, 20)),
        ("профильная смена", "региональный", date(2022, 3, 21), date(2022, 4, 1)),
        ("очный отборочный тур", "региональный", date(2022, 2, 7), date(2022, 3, 11)),
    )
    rows: list[Row] = []
    for each in everybody:
        chance = {"город": 16, "посёлок": 10, "село": 6}[each.school.locality]
        if each.grade < 5 or not dice.happens(chance):
            continue
        for _ in range(dice.pick((1, 1, 2))):
            activity, level, first, last = dice.pick(activities)
            day = dice.workday(first, last)
            rows.append([each.number, each.school.number, activity, level, day])
    return rows


def open_lessons(dice: Dice, everybody: list[Pupil]) -> list[Row]:
    """Open lessons on-line, exported as text."""
    lessons = ("Проектория: профессии", "Урок настоящего", "Шоу профессий", "Финансы рядом")
    days = [weekday(date(2021, 9, 16) + timedelta(days=35 * at)) for at in range(8)]
    rows: list[Row] = []
    for each in everybody:
        chance = 14 if each.school.number in LOW_RESULTS else 47
        if each.grade >= 4 and dice.happens(chance):
            at = dice.below(len(days))
            rows.append([each.number, each.school.code, lessons[at % 4], f"{days[at]:%d.%m.%Y}"])
            if dice.happens(12):
                again = (at + 3) % len(days)
                rows.append(
                    [each.number, each.school.code, lessons[again % 4], f"{days[again]:%d.%m.%Y}"]
                )
    return rows


def diagnostics(dice: Dice) -> list[Row]:
    """Diagnostic works by school and grade; the tenth grade has its turn in August only."""
    plan = (
        (4, "метапредметная", "", date(2022, 4, 12)),
        (8, "метапредметная", "", date(2022, 4, 19)),
        (5, "входная", "математика", date(2021, 9, 21)),
        (5, "входная", "русский язык", date(2021, 9, 28)),
        (9, "промежуточная", "математика", date(2021, 12, 14)),
        (9, "промежуточная", "русский язык", date(2021, 12, 16)),
        (7, "промежуточная", "математика", date(2022, 2, 15)),
    )
    return [
        [school.code, grade, kind, subject, f"{day:%d.%m.%Y}", *_results(dice, school)]
        for grade, kind, subject, day in plan
        for school in schools()
    ]


def _results(dice: Dice, school: School) -> Row:
    took_part = max(2, round(school.pupils / school.grades * dice.between(80, 100) / 100))
    level = 470 if school.number in LOW_RESULTS else 610
    percent = level + dice.between(-80, 90)
    return [took_part, f"{percent // 10},{percent % 10}"]


def applications(dice: Dice) -> list[Row]:
    """Applications for kindergartens: nearly all children are in, some of 2020 still wait."""
    rows: list[Row] = []
    for code, _, place in kindergartens():
        for _ in range({"город": 62, "посёлок": 40, "село": 22}[str(place)]):
            rows.append(_application(dice, f"З-{len(rows) + 1:04d}", str(code)))
    return rows


def _application(dice: Dice, number: str, code: str) -> Row:
    wanted = date(dice.pick((2020, 2021, 2021, 2022)), dice.pick((1, 4, 6, 9, 9)), 1)
    waits = dice.happens(9 if code in ("203", "207", "214") else 0.4)
    is_future = wanted > date(2022, 6, 1)
    age = dice.between(15, 60)
    enrolled = "" if waits or is_future else f"{weekday(wanted - timedelta(days=6)):%d.%m.%Y}"
    return [number, code, f"{age // 10},{age % 10}", f"{wanted:%d.%m.%Y}", enrolled]
