"""Plans as schools and departments draw them: every shape is read, or named where it is not."""

from engine.papers import import_paper, summary_of
from tests.unit.papers.reading import WORDS, read, read_blocks
from tests.unit.papers.wordxml import control, docx, numbering, p, t, tbl, tc, tr

HEAD = ["№ п/п", "Мероприятия", "Сроки", "Ответственные"]


def test_a_school_plan_without_an_order_begins_with_its_approval() -> None:
    found = read_blocks(
        tbl(["РАССМОТРЕНО", "УТВЕРЖДАЮ\nДиректор школы\nприказ от 01.09.2022 г. № 45"]),
        p("План работы по подготовке к ГИА", bold=True),
        p("на 2022-2023 учебный год", bold=True),
        tbl(
            ["№", "Содержание деятельности", "Дата", "Ответственные лица"],
            ["1", "Анализ результатов ГИА", "Август", "Зам. директора по УВР"],
            ["2", "Родительское собрание", "В течение года", "Классные руководители"],
        ),
    )
    assert found.column("title") == ["Анализ результатов ГИА", "Родительское собрание"]
    assert found.column("schedule") == ["Август", "В течение года"]
    assert found.responsible() == [["Зам. директора по УВР"], ["Классные руководители"]]
    assert found.roadmap["title"] == "План работы по подготовке к ГИА на 2022-2023 учебный год"
    assert found.project["order"]["number"] == "45"
    assert found.project["period"]["from"] == "2022-09-01"


def test_approval_above_and_signature_below_are_counted_beside_the_plan() -> None:
    paper = docx(
        tbl(["РАССМОТРЕНО", "УТВЕРЖДАЮ\nДиректор школы\nприказ от 01.09.2022 г. № 45"]),
        p("План работы по подготовке к ГИА на 2022-2023 учебный год", bold=True),
        tbl(HEAD, ["1", "Анализ результатов ГИА", "Август", "Методист"]),
        tbl(["Директор школы", "И. И. Иванов"]),
    )
    result = import_paper(paper, "план.docx", id="plan", schemas="schemas", words=WORDS)
    assert summary_of(result, WORDS)[0] == (
        "Прочитано: 3 таблицы; планов — 1, паспортов — 0, грифов и бланков — 2, не понято — 0."
    )


def test_a_head_of_two_rows_gives_its_columns_their_lower_words() -> None:
    found = read_blocks(
        p("План мероприятий"),
        tbl(
            tr(tc("№ п/п", merge="restart"), tc("Наименование мероприятия", merge="restart"),
               tc("Исполнение", span=2), tc("Примечание", merge="restart")),
            tr(tc(merge="continue"), tc(merge="continue"), "Сроки проведения", "Исполнители",
               tc(merge="continue")),
            ["1", "2", "3", "4", "5"],
            ["1.", "Проведение ВПР", "март 2023", "Школы", "по графику"],
        ),
    )  # fmt: skip
    assert found.column("schedule") == ["март 2023"]
    assert found.responsible() == [["Школы"]]
    assert found.column("details") == [["Примечание: по графику"]]


def test_a_head_divided_without_vertical_merges_is_read_alike() -> None:
    found = read_blocks(
        p("План мероприятий"),
        tbl(
            tr("№", "Мероприятие", tc("Срок", span=2), "Ответственный"),
            tr("", "", "начало", "окончание", ""),
            ["1", "Мониторинг сайтов", "01.09.2022", "31.05.2023", "Методист"],
        ),
    )
    assert found.column("schedule") == ["01.09.2022 - 31.05.2023"]
    assert found.column("title") == ["Мониторинг сайтов"]


def test_months_stand_as_sections_and_lend_their_name_to_the_schedule() -> None:
    found = read_blocks(
        p("План работы методического кабинета на 2023 год"),
        tbl(
            ["№", "Мероприятие", "Ответственный"],
            tr(tc("Январь", span=3)),
            ["1", "Семинар для завучей", "Петрова А.А."],
            tr(tc("Февраль", span=3)),
            ["2", "Конкурс «Учитель года»", "Иванова Б.Б."],
        ),
    )
    assert found.column("schedule") == ["Январь", "Февраль"]
    assert [event["proposed"]["schedule"] for event in found.events] == ["месяц напечатан выше"] * 2
    assert [each["title"] for each in found.roadmap["sections"]] == ["Январь", "Февраль"]


def test_months_as_columns_with_marks_are_a_schedule() -> None:
    found = read_blocks(
        p("Циклограмма контроля"),
        tbl(
            ["№", "Вопросы контроля", "сентябрь", "октябрь", "ноябрь", "Ответственный"],
            ["1", "Адаптация 5 классов", "+", "", "+", "Завуч"],
            ["2", "Журналы", "", "15", "", "Завуч"],
        ),
    )
    assert found.column("schedule") == ["сентябрь, ноябрь", "15 (октябрь)"]


def test_numbers_that_word_counts_are_printed_numbers() -> None:
    lists = numbering([("upperRoman", "%1.")], [("decimal", "%1."), ("decimal", "%1.%2.")])
    found = read_blocks(
        p("План мероприятий"),
        tbl(
            HEAD,
            tr(tc(p("Организационные мероприятия", number=(1, 0)), span=4)),
            *(tr(tc(p(number=(2, 0))), f"Дело {at}", "май", "Школа") for at in (1, 2)),
            tr(tc(p("Аналитические мероприятия", number=(1, 0)), span=4)),
            tr(tc(p(number=(2, 1))), "Дело 3", "май", "Школа"),
        ),
        parts={"numbering": lists},
    )
    assert found.column("number") == ["1", "2", "2.1"]
    assert [each["number"] for each in found.roadmap["sections"]] == ["I", "II"]
    assert found.roadmap["sections"][1]["title"] == "Аналитические мероприятия"


def test_lists_that_pair_are_events_and_lists_that_do_not_are_named() -> None:
    found = read_blocks(
        p("План работы"),
        tbl(
            ["Направление", "Содержание", "Сроки", "Ответственные"],
            tr("Работа с кадрами", tc("1. Педсовет", "2. Семинар"), tc("август", "ноябрь"),
               tc("Директор", "Завуч")),
            tr("Контроль", tc("1. Журналы", "2. Тетради", "3. Дневники"), tc("май", "июнь"),
               "Завуч"),
        ),
    )  # fmt: skip
    assert found.column("title")[:2] == ["Педсовет", "Семинар"]
    assert found.column("schedule")[:2] == ["август", "ноябрь"]
    assert found.responsible()[:2] == [["Директор"], ["Завуч"]]
    assert found.column("title")[2:] == ["1. Журналы 2. Тетради 3. Дневники"]
    assert "P915 таблица 1, строка 3" in found.found


def test_one_event_of_several_paragraphs_is_one_event() -> None:
    found = read_blocks(
        p("План мероприятий"),
        tbl(HEAD, tr("1.", tc("Проведение семинаров:", "- для учителей;", "- для родителей."),
                     tc("сентябрь", "январь"), tc("Школа", "Методкабинет"))),
    )  # fmt: skip
    assert found.column("title") == ["Проведение семинаров: - для учителей; - для родителей."]
    assert found.column("schedule") == ["сентябрь, январь"]
    assert found.responsible() == [["Школа", "Методкабинет"]]
    assert found.column("details") == [
        ["- для учителей – сентябрь – Школа", "- для родителей – январь – Методкабинет"]
    ]
    assert found.codes() == {"P920", "P963"}


def test_directions_in_a_merged_column_are_sections() -> None:
    found = read_blocks(
        p("План мероприятий"),
        tbl(
            ["Направления работы", "Мероприятия", "Срок", "Исполнитель"],
            tr(tc("1. Кадры", merge="restart"), "Курсы", "март", "ОО"),
            tr(tc(merge="continue"), "Аттестация", "апрель", "ОО"),
            ["2. Контроль", "Проверка", "май", "УО"],
        ),
    )
    assert [each["title"] for each in found.roadmap["sections"]] == ["Кадры", "Контроль"]
    assert found.column("section") == ["s1", "s1", "s2"]


def test_the_same_cell_merged_downwards_counts_for_every_row() -> None:
    found = read_blocks(
        p("План мероприятий"),
        tbl(
            HEAD,
            tr("1", "Первое", tc("до 1 мая", merge="restart"), tc("ОО", merge="restart")),
            tr("2", "Второе", tc(merge="continue"), tc(merge="continue")),
        ),
    )
    assert found.column("schedule") == ["до 1 мая", "до 1 мая"]
    assert found.responsible() == [["ОО"], ["ОО"]]


def test_an_event_merged_over_rows_takes_the_dates_of_all_of_them() -> None:
    found = read_blocks(
        p("План мероприятий"),
        tbl(
            HEAD,
            tr(tc("1", merge="restart"), tc("Мониторинг", merge="restart"), "октябрь", "ОО"),
            tr(tc(merge="continue"), tc(merge="continue"), "апрель", "УО"),
            ["2", "Справка", "май", "УО"],
        ),
    )
    assert found.column("schedule") == ["октябрь; апрель", "май"]
    assert found.responsible()[0] == ["ОО", "УО"]
    assert "P924 таблица 1, строка 3" in found.found


def test_pieces_of_a_table_are_one_plan_whether_the_head_is_repeated_or_not() -> None:
    found = read_blocks(
        p("План мероприятий"),
        tbl(HEAD, ["1", "Первое дело", "май", "ОО"]),
        p("Продолжение таблицы"),
        tbl(HEAD, ["2", "Второе дело", "май", "ОО"]),
        p(),
        tbl(["3", "Третье дело", "май", "ОО"], ["4", "Проведение мероприятий", "май", "ОО"]),
        tbl(["", "и подведение итогов", "", ""], ["5", "Пятое", "июнь", "ОО"]),
    )
    assert found.column("number") == ["1", "2", "3", "4", "5"]
    assert found.column("title")[3] == "Проведение мероприятий и подведение итогов"


def test_headings_between_tables_are_sections_of_one_plan() -> None:
    found = read_blocks(
        p("План мероприятий школы"),
        p("1. Кадры", bold=True),
        tbl(HEAD, ["1", "Первое", "май", "ОО"]),
        p("2. Контроль", bold=True),
        tbl(HEAD, ["1", "Второе", "май", "ОО"]),
    )
    assert found.column("title") == ["Первое", "Второе"]
    assert found.roadmap["sections"][-1]["title"] == "Контроль"
    assert found.column("section")[1] == found.roadmap["sections"][-1]["id"]


def test_a_table_that_begins_further_right_and_one_with_uneven_cells() -> None:
    found = read_blocks(
        p("План мероприятий"),
        tbl(
            tr(tc("№"), tc("Мероприятия", span=2), tc("Сроки"), tc("Ответственные", span=2)),
            tr(tc("1"), tc("Первое"), tc("май", span=2), tc("ОО", span=2)),
            tr(tc("Второе", span=2), tc("июнь"), tc("УО", span=2), before=1),
        ),
    )
    assert found.column("title") == ["Первое", "Второе"]
    assert found.column("schedule") == ["май", "июнь"]
    assert "P913 таблица 1, строка 3" in found.found


def test_rows_and_values_in_content_controls_are_there() -> None:
    found = read_blocks(
        p("План мероприятий"),
        tbl(
            HEAD,
            control(tr("1", "Первое", tc(p(control(t("15 октября")))), control(tc("ОО")))),
            tr("2", "Второе", tc(p(control(t("Место для ввода даты"), placeholder=True))), "УО"),
        ),
    )
    assert found.column("schedule") == ["15 октября", None]
    assert found.responsible() == [["ОО"], ["УО"]]
    assert "P919 таблица 1, строка 3, столбец 3" in found.found


def test_several_plans_of_one_order_are_files_of_one_project() -> None:
    def plan(at: int, title: str) -> list[str]:
        return [
            p(f"Приложение {at}"), p("к приказу от 01.09.2021 № 7"),
            p(f"План мероприятий («дорожная карта») {title}"),
            tbl(HEAD, ["1", f"Дело {at}", "май", "ОО"]),
        ]  # fmt: skip

    found = read_blocks(
        p("УПРАВЛЕНИЕ ОБРАЗОВАНИЯ АДМИНИСТРАЦИИ ЛИВЕНСКОГО РАЙОНА"),
        p("ПРИКАЗ"),
        p("от 01.09.2021 г. № 7"),
        p("Об утверждении планов мероприятий"),
        p("В соответствии с приказом Департамента от 30.06.2021 № 832"),
        p("ПРИКАЗЫВАЮ:"),
        p("1. Утвердить планы (приложения 1, 2)."),
        tbl(["Начальник управления", "И.И. Иванов"]),
        *plan(1, "по работе со школами с низкими образовательными результатами"),
        *plan(2, "по развитию способностей и талантов детей"),
    )
    assert [roadmap["slug"] for roadmap in found.roadmaps] == ["low-results", "talents"]
    order = found.project["order"]
    assert (order["number"], order["date"]) == ("7", "01.09.2021 г.")
    assert order["title"] == "Об утверждении планов мероприятий"
    assert order["annexes"] == [f"Приложение {n} к приказу от 01.09.2021 № 7" for n in (1, 2)]
    assert "1. Утвердить планы (приложения 1, 2)." in order["preamble"]
    assert "И.И. Иванов" in order["preamble"]


def test_a_passport_gives_goals_and_indicators_and_keeps_every_row() -> None:
    found = read_blocks(
        p("Паспорт программы"),
        tbl(
            ["Разработчик", "Отдел образования"],
            ["Цель", "Повышение качества образования"],
            tr("Задачи", tc("1. Выявить дефициты", "2. Устранить дефициты")),
            tr("Целевые показатели", tc("не менее 70 % мест занято", "Наличие системы")),
            ["Сроки реализации", "2021-2022 годы"],
        ),
        p("План мероприятий"),
        tbl(HEAD, ["1", "Выявление дефицитов", "май", "ОО"]),
    )
    assert [each["text"] for each in found.roadmap["goals"]] == [
        "Повышение качества образования", "1. Выявить дефициты", "2. Устранить дефициты",
    ]  # fmt: skip
    assert [each["not_measurable"] for each in found.roadmap["indicators"]] == [
        "no_method", "no_figure",
    ]  # fmt: skip
    assert [each["label"] for each in found.roadmap["passport"]] == [
        "Разработчик", "Цель", "Задачи", "Целевые показатели", "Сроки реализации",
    ]  # fmt: skip


def test_goals_in_words_before_the_table_are_goals() -> None:
    found = read_blocks(
        p("План мероприятий по повышению качества"),
        p("Цель: повышение качества знаний"),
        p("Задачи:"),
        p("- изучить опыт"),
        p("- обучить педагогов"),
        tbl(HEAD, ["1", "Обучение", "май", "ОО"]),
    )
    assert [each["text"] for each in found.roadmap["goals"]] == [
        "повышение качества знаний", "- изучить опыт", "- обучить педагогов",
    ]  # fmt: skip


def test_tables_that_are_no_plan_and_clauses_with_dates_are_named() -> None:
    found = read_blocks(
        p("План мероприятий"),
        p("1. Провести совещание директоров до 15 октября 2022 года."),
        tbl(HEAD, ["1", "Первое", "май", "ОО"]),
        tbl(*[["Школа", "ФИО", "Телефон"] for _ in range(5)]),
    )
    assert {"P911 таблица 2", "P917 абзац 2"} <= set(found.found)


def test_empty_and_doubled_numbers_are_named_with_their_rows() -> None:
    found = read_blocks(
        p("План мероприятий"),
        tbl(HEAD, ["1", "Первое", "май", "ОО"], ["", "Второе", "май", "ОО"],
            ["1", "Третье", "", ""], ["4", "", "июнь", "УО"]),
    )  # fmt: skip
    assert found.column("title") == ["Первое", "Второе", "Третье", None]
    assert found.events[2]["not_printed"] == ["schedule", "responsible", "result"]
    assert {
        "P913 таблица 1, строка 3",
        "P914 таблица 1, строка 4",
        "P912 таблица 1, строка 5",
    } <= set(found.found)


def test_both_spellings_of_the_format_are_read_alike() -> None:
    blocks = p("План мероприятий"), tbl(HEAD, ["1", "Первое", "май", "ОО"])
    assert read(docx(*blocks, strict=True)).files == read(docx(*blocks)).files


def test_a_month_in_the_first_column_counts_until_the_next_one() -> None:
    found = read_blocks(
        p("План работы методического объединения"),
        tbl(
            ["Месяц", "Содержание работы", "Ответственные"],
            ["Сентябрь", "Заседание", "Иванова"],
            ["", "Анализ ВПР", "Петрова"],
            ["Октябрь", "Открытые уроки", "Сидорова"],
        ),
    )
    assert found.column("schedule") == ["Сентябрь", "Сентябрь", "Октябрь"]
    assert "schedule" in found.events[1]["proposed"]


def test_a_month_whose_lists_do_not_pair_is_one_event_and_is_named() -> None:
    found = read_blocks(
        p("План на год"),
        tbl(
            ["Месяц", "Мероприятия", "Ответственные"],
            tr("Сентябрь", tc("Линейка", "Педсовет", "Собрание"), tc("Иванова", "Петрова")),
            tr("Октябрь", tc("Ярмарка", "Педсовет", "Собрание"), "Завуч"),
        ),
    )
    assert found.column("title") == ["Линейка Педсовет Собрание", "Ярмарка Педсовет Собрание"]
    assert {"P915 таблица 1, строка 2", "P915 таблица 1, строка 3"} <= set(found.found)


def test_a_plan_of_control_is_read_by_what_is_controlled() -> None:
    found = read_blocks(
        p("План внутришкольного контроля"),
        tbl(
            ["№ п\\п", "Объекты контроля", "Цель контроля", "Сроки", "Ответственные", "Итоги"],
            ["1", "Журналы", "Проверить заполнение", "сентябрь", "Завуч", "Справка"],
        ),
    )
    assert found.column("title") == ["Журналы"]
    assert found.column("result") == ["Справка"]
    assert found.column("details") == [["Цель контроля: Проверить заполнение"]]


def test_the_number_of_a_school_is_not_that_of_an_order() -> None:
    found = read_blocks(
        p("МБОУ СОШ № 5"),
        tbl(["СОГЛАСОВАНО Протокол № 3", "УТВЕРЖДЕНО приказом от 30.08.2023 № 112-од"]),
        p("ДОРОЖНАЯ КАРТА", bold=True),
        p("повышения качества образования", bold=True),
        tbl(HEAD, ["1", "Первое", "май", "ОО"]),
    )
    order = found.project["order"]
    assert (order["number"], order["date"]) == ("112-од", "30.08.2023")
    assert order["preamble"][0] == "МБОУ СОШ № 5"


def test_a_plan_without_a_table_names_each_of_its_clauses() -> None:
    found = read_blocks(p("План мероприятий"), p("1. Провести собрание до 15 мая 2023 года."))
    assert {"P910", "P917 абзац 2"} <= set(found.found)
    assert found.files == {}
