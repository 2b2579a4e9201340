"""What belongs to the plan and what only stands beside it: columns that name what is done, annexes
of one order, lists of persons, years with ticks, and notes below a table."""

from tests.unit.papers.reading import read_blocks
from tests.unit.papers.wordxml import p, t, tbl, tc, tr

PLAN = tbl(
    ["№", "Мероприятие", "Срок", "Ответственный"],
    ["1", "Семинар", "май 2024", "ИМЦ"],
    ["2", "Рейд", "июнь 2024", "ИМЦ"],
)
TITLE = p("План работы на 2023/2024 учебный год")
ORDER = (
    p("ПРИКАЗ"), p("от 01.09.2023 № 5"), p("О работе с детьми"), p("ПРИКАЗЫВАЮ:"),
    p("1. Утвердить состав (приложение 1) и план (приложение 2)."), p("Директор А.А. Иванова"),
)  # fmt: skip
FIRST, SECOND = "Приложение 1 к приказу № 5", "Приложение 2 к приказу № 5"
GROUP = "Состав рабочей группы"


def test_the_event_is_what_is_done_and_a_goal_only_where_nothing_else_says_it() -> None:
    for heading, other, is_told in (
        ("Объект оценки", "Цель", False),
        ("Объект контроля", "Цель контроля", False),
        ("Объекты внутренней оценки", "Цели", False),
        ("Предмет мониторинга", "Цель", False),
        ("Вопросы, подлежащие контролю", "Цель контроля", False),
        ("Направление", "Цель", False),
        ("Содержание", "Цель", False),
        ("Сущность", "Цель", True),
    ):
        found = read_blocks(
            TITLE,
            tbl([heading, other, "Методы", "Ответственный", "Срок"],
                ["Рабочие программы", "Выявить пробелы", "Опрос", "ИМЦ", "май 2024"],
                ["Входные работы", "Оценить знания", "Опрос", "ИМЦ", "июнь 2024"]),
        )  # fmt: skip
        done, meant = ["Рабочие программы", "Входные работы"], ["Выявить пробелы", "Оценить знания"]
        assert found.column("title") == (meant if is_told else done), heading
        assert ("P950" in found.codes()) is is_told, heading
        details = str(found.column("details"))
        assert all(text in details for text in (done if is_told else meant)), heading


def test_a_merged_direction_is_a_section_and_the_goal_beside_it_is_told() -> None:
    found = read_blocks(
        TITLE,
        tbl(["Направление", "Цель", "Срок", "Ответственный"],
            tr(tc("Кадры", merge="restart"), "Выявить пробелы", "май 2024", "ИМЦ"),
            tr(tc(merge="continue"), "Оценить знания", "июнь 2024", "ИМЦ")),
    )  # fmt: skip
    assert found.column("title") == ["Выявить пробелы", "Оценить знания"]
    assert [each["title"] for each in found.roadmap["sections"]] == ["Кадры"]
    assert "P950" in found.codes()


def test_objects_with_indicators_and_no_times_are_no_plan() -> None:
    objects = tbl(["№", "Объект оценки", "Показатель"], ["1", "Кадры", "Доля педагогов, %"])
    assert read_blocks(TITLE, PLAN, objects).column("title") == ["Семинар", "Рейд"]


def test_each_annex_of_an_order_is_its_own() -> None:
    persons = ["Иванова А.А., директор;", "Петрова Б.Б., завуч."]
    for title in (
        TITLE,
        p(
            "О чём договорились школы района",
        ),
    ):
        found = read_blocks(
            *ORDER, p(FIRST), p(GROUP), *map(p, persons), p(SECOND), title, PLAN,
            p("Приложение 3 к приказу № 5"),
        )  # fmt: skip
        whole = " ".join((FIRST, GROUP, *persons))
        assert found.roadmap["annex"] == SECOND
        assert found.project["order"]["annexes"] == [whole, SECOND, "Приложение 3 к приказу № 5"]


def test_the_title_of_an_annex_without_a_table_is_not_that_of_the_plan_below() -> None:
    found = read_blocks(*ORDER, p(FIRST), p("График приёма граждан"), p(SECOND), TITLE, PLAN)
    assert found.roadmap["title"] == "План работы на 2023/2024 учебный год"
    assert found.project["order"]["annexes"] == [f"{FIRST} График приёма граждан", SECOND]


def test_an_event_in_an_annex_without_a_table_is_told() -> None:
    timed = p("1. Провести семинар для педагогов района до 15.05.2024")
    found = read_blocks(*ORDER, p(FIRST), p("Поручения школам"), timed, p(SECOND), TITLE, PLAN)
    assert "P917" in found.codes()
    assert found.roadmap["annex"] == SECOND


def test_of_two_titles_without_an_annex_the_first_begins_the_roadmap() -> None:
    found = read_blocks(TITLE, p("График мероприятий"), PLAN)
    assert found.roadmap["title"] == "План работы на 2023/2024 учебный год"


def test_a_table_of_a_group_is_told_and_neither_an_annex_nor_a_plan() -> None:
    row = ("Иванова А.А.", "Петрова Б.Б.")
    for heads, rows in (
        (["ФИО", "Должность"], [[row[0], "директор"], [row[1], "завуч"]]),
        (["Ф.И.О.", "Должность в группе"], [[row[0], "председатель"]]),
        (["Член группы", "Роль"], [[row[0], "председатель"], [row[1], "секретарь"]]),
        (["Направление работы", "Ответственный"], [["Олимпиады", row[0]], ["Конкурсы", row[1]]]),
        (["№", "Направление работы", "Ответственный"], [["1", "Олимпиады", row[0]]]),
        (["№", "Мероприятие", "Ответственный"], [[str(n), "Олимпиада", row[0]] for n in range(9)]),
    ):
        group = tbl(heads, *rows)
        before = read_blocks(*ORDER, p(FIRST), p(GROUP), group, p(SECOND), TITLE, PLAN)
        after = read_blocks(*ORDER, p(FIRST), TITLE, PLAN, p(SECOND), p(GROUP), group)
        assert "P911 таблица 1" in before.found, heads
        assert before.roadmap["annex"] == SECOND
        assert before.project["order"]["annexes"] == [f"{FIRST} {GROUP}", SECOND]
        assert after.codes() & {"P911", "P951"}, heads
        assert after.roadmap["annex"] == FIRST
        for found in (before, after):
            assert found.column("title") == ["Семинар", "Рейд"], heads


def test_who_answers_for_what_under_a_title_of_a_plan_is_a_plan() -> None:
    found = read_blocks(
        *ORDER, p(FIRST), TITLE, tbl(["Направление работы", "Ответственный"], ["Олимпиады", "ИМЦ"])
    )
    assert found.column("title") == ["Олимпиады"]


def test_ticks_below_years_say_when_whatever_stands_over_the_years() -> None:
    for heading, years in (
        ("Годы реализации", ("2023", "2024", "2025")),
        ("Этапы", ("2023 г.", "2024 г.", "2025 г.")),
        ("По кварталам", ("I квартал", "II квартал", "III квартал")),
        ("Срок", ("2023", "2024", "2025")),
    ):
        for last, name in (("Исполнитель", "завуч"), ("Примечание", "")):
            found = read_blocks(
                TITLE,
                tbl(tr(tc("Мероприятие", merge="restart"), tc(heading, span=3),
                       tc(last, merge="restart")),
                    tr(tc(merge="continue"), *years, tc(merge="continue")),
                    ["Наставничество", "–", "+", "+", name],
                    ["Закупка оборудования", "", "", "v", name]),
            )  # fmt: skip
            expected = [", ".join(years[1:]), years[2]]
            assert found.column("schedule") == expected, (heading, last)
            assert all("+" not in str(each) for each in found.column("details")), heading


def test_sums_below_years_say_no_time() -> None:
    found = read_blocks(
        TITLE,
        tbl(tr(tc("Мероприятие", merge="restart"), tc("Финансирование", span=2),
               tc("Исполнитель", merge="restart")),
            tr(tc(merge="continue"), "2023", "2024", tc(merge="continue")),
            ["Наставничество", "12,5", "+", "завуч"]),
    )  # fmt: skip
    assert found.column("schedule") == [None]


def test_a_note_below_a_table_is_told_and_is_in_no_title() -> None:
    indicators = tbl(["Показатель", "2023 год", "2024 год"], ["Доля школ, %", "80", "100"])
    for note in ("* при наличии финансирования", "**по согласованию", "Примечание: по приказу"):
        heading = p(t("Показатели эффективности", bold=True))
        found = read_blocks(TITLE, PLAN, p(note), heading, indicators)
        assert [each["heading"] for each in found.roadmap["passport"]] == [
            "Показатели эффективности"
        ], note
        assert "P951" in found.codes()
        pieces = read_blocks(TITLE, PLAN, p(note), p("Контроль"), PLAN)
        assert [each["title"] for each in pieces.roadmap["sections"]] == ["Контроль"], note
        titled = read_blocks(p(t("Наш план", bold=True)), p(note), PLAN)
        assert titled.roadmap["title"] is None or note not in titled.roadmap["title"], note
