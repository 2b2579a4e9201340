"""Habits of real plans: cells where a month meets a direction, notes that are typed, sums, heads
that a hand broke, grids that do not quite meet. Each is read as a person would read it."""

from time import process_time

from tests.unit.papers.reading import Read, read_blocks
from tests.unit.papers.wordxml import deleted, inserted, p, t, tbl, tc, tr

HEAD = ["№", "Мероприятие", "Срок", "Ответственный"]


def titles_with_times(found: Read) -> list[tuple[str, str, str]]:
    """Section, title and schedule of each event."""
    sections = {each["id"]: each["title"] for each in found.roadmap.get("sections", ())}
    return [(sections.get(event.get("section"), ""), event["title"], event["schedule"])
            for event in found.events]  # fmt: skip


def test_cells_where_a_month_meets_a_direction_are_events() -> None:
    across = read_blocks(
        p("Циклограмма оценки качества на 2023/2024 учебный год"),
        tbl(["Раздел", "Сентябрь", "Октябрь", "Ноябрь"],
            ["Кадры", "Диагностика педагогов", "",
             tc("1. Открытый урок", "2. Семинар", "для школ")],
            ["Дети", "—", "Проверочные работы в 5 классах", "Олимпиада по физике"]),
    )  # fmt: skip
    assert titles_with_times(across) == [
        ("Кадры", "Диагностика педагогов", "Сентябрь"),
        ("Кадры", "Открытый урок", "Ноябрь"),
        ("Кадры", "Семинар для школ", "Ноябрь"),
        ("Дети", "Проверочные работы в 5 классах", "Октябрь"),
        ("Дети", "Олимпиада по физике", "Ноябрь"),
    ]
    down = read_blocks(
        p("План-сетка на 2024/2025 учебный год"),
        tbl(["Месяц", "Работа с педагогами", "Контроль"],
            ["Сентябрь", "Педсовет по итогам ВПР", "Проверка журналов"],
            ["Октябрь", "", "Выполнение учебных программ"]),
    )  # fmt: skip
    assert titles_with_times(down) == [
        ("Работа с педагогами", "Педсовет по итогам ВПР", "Сентябрь"),
        ("Контроль", "Проверка журналов", "Сентябрь"),
        ("Контроль", "Выполнение учебных программ", "Октябрь"),
    ]
    ticked = read_blocks(tbl(["Мероприятие", "Сентябрь", "Октябрь", "Ноябрь"],
                             ["Мониторинг учебных достижений", "+", "", "х"]))  # fmt: skip
    assert ticked.column("schedule") == ["Сентябрь, Ноябрь"]


def test_what_stands_in_brackets_of_a_heading_or_is_broken_by_a_hand_decides_nothing() -> None:
    for heads in (
        ["№", "Мероприятие (ожидаемый результат)", "Срок (дата)", "Ответственный (ФИО)"],
        ["№", "Меро-приятия", "Сро-ки прове-дения", "Ответст-венные"],
        ["№", "Мероприятие*", "Сроки, **", "Ответственный***"],
    ):
        found = read_blocks(tbl(heads, ["1", "Семинар (протокол)", "май 2024", "ИМЦ"]))
        row = (found.column("title"), found.column("schedule"), found.responsible())
        assert row == (["Семинар (протокол)"], ["май 2024"], [["ИМЦ"]]), heads


def test_indicators_with_values_by_year_are_a_row_of_the_passport() -> None:
    years = tbl(
        tr(tc("№", merge="restart"), tc("Наименование показателя", merge="restart"),
           tc("Значение", span=2)),
        tr(tc(merge="continue"), tc(merge="continue"), "2023 год", "2024 год"),
        ["1", "Доля выпускников с аттестатом, %", "97", "98"],
        ["2", "Число школ без ВСОКО", "не более 3", "–"],
    )  # fmt: skip
    plan = tbl(HEAD, ["1", "Семинар", "май 2024", "ИМЦ"])
    for blocks in ((p("План на 2024 год"), p("Показатели"), years, p("Мероприятия"), plan),
                   (p("План на 2024 год"), plan, p("Показатели"), years)):  # fmt: skip
        found = read_blocks(*blocks)
        assert [each["text"] for each in found.roadmap["indicators"]] == [
            "Доля выпускников с аттестатом, %: 2023 год – 97; 2024 год – 98",
            "Число школ без ВСОКО: 2023 год – не более 3",
        ]
        assert found.column("title") == ["Семинар"]
        assert found.codes() == {"P920"}


def test_a_raised_figure_behind_a_word_is_a_note_and_behind_a_unit_a_power() -> None:
    def raised(sign: str) -> str:
        return f'<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>{sign}</w:t></w:r>'

    found = read_blocks(tbl(
        HEAD,
        tr("1", tc(p(t("Анализ данных"), raised("1"))), "май", tc(p(t("ИМЦ «Лад»"), raised("*")))),
        tr("2", tc(p(t("Закупка 12 м"), raised("2"))), "июнь", "УО"),
    ))  # fmt: skip
    assert found.column("title") == ["Анализ данных", "Закупка 12 м2"]
    assert found.responsible() == [["ИМЦ «Лад»"], ["УО"]]
    assert [each for each in found.found if each.startswith("P918")] == [
        "P918 таблица 1, строка 2, столбец 2", "P918 таблица 1, строка 2, столбец 4",
    ]  # fmt: skip


def test_years_of_a_term_over_values_of_indicators_make_no_plan_of_them() -> None:
    found = read_blocks(
        p("Дорожная карта на 2024-2025 годы"),
        tbl(tr(tc("Наименование показателя", merge="restart"), tc("База", merge="restart"),
               tc("Период реализации, год", span=2)),
            tr(tc(merge="continue"), tc(merge="continue"), "2024", "2025"),
            tr(tc("Задача 1. Кадры", span=4)),
            ["Доля педагогов, %", "35", "37", "40"]),
        tbl(HEAD, ["1", "Семинар", "май 2024", "ИМЦ"]),
    )  # fmt: skip
    assert [each["text"] for each in found.roadmap["indicators"]] == [
        "Доля педагогов, %: База – 35; 2024 – 37; 2025 – 40",
    ]
    assert found.column("title") == ["Семинар"]
    assert "P951 таблица 1, строка 3" in found.found


def test_a_paragraph_of_many_raised_figures_is_read_in_straight_time() -> None:
    one = '<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>7</w:t></w:r>'
    began = process_time()
    found = read_blocks(p(one * 20_000), tbl(HEAD, ["1", "Семинар", "май", "ИМЦ"]))
    assert found.column("title") == ["Семинар"]
    assert process_time() - began < 5


def test_rows_that_sum_up_cross_out_or_announce_are_no_events() -> None:
    found = read_blocks(tbl(
        [*HEAD, "Объём, руб."],
        ["1", "Развитие кадров", "х", "х", "х"],
        ["1.1", "Курсы", "2024", "УО", "50"],
        ["2", "Работа с учителями:", "", "", ""],
        ["а)", "разбор заданий", "май 2024", "РМО", "0"],
        tr(tc("Итого по плану", span=4), "50"),
        tr(tc("* при наличии средств", span=5)),
    ))  # fmt: skip
    assert [(each["number"], each["title"]) for each in found.roadmap["sections"]] == [
        ("1", "Развитие кадров"), ("2", "Работа с учителями:"),
    ]  # fmt: skip
    assert list(zip(found.column("number"), found.column("title"), strict=True)) == [
        ("1.1", "Курсы"), ("а", "разбор заданий"),
    ]  # fmt: skip
    assert {"P951 таблица 1, строка 6", "P951 таблица 1, строка 7"} <= set(found.found)


def test_numbers_and_doers_are_told_by_their_cells_where_headings_do_not_say() -> None:
    found = read_blocks(tbl(
        tr(tc("Этап", merge="restart"), tc("Мероприятие", merge="restart"),
           tc("Срок", merge="restart"), tc("Уровень", span=2)),
        tr(tc(merge="continue"), tc(merge="continue"), tc(merge="continue"), "район", "школа"),
        tr(tc("1 этап. Подготовительный", span=5)),
        ["1.1", "Совет", "май 2024", "Комитет по образованию", "–"],
        ["1.2", "Кураторы", "июнь 2024", "–", "Директора школ"],
    ))  # fmt: skip
    assert found.column("number") == ["1.1", "1.2"]
    assert found.responsible() == [["Комитет по образованию"], ["Директора школ"]]
    assert found.roadmap["sections"][0]["number"] == "1"


def test_two_columns_of_time_are_a_span_only_where_they_begin_and_end() -> None:
    for heads, cells, schedule in (
        (("начало", "окончание"), ("01.02.2024", "30.04.2024"), "01.02.2024 - 30.04.2024"),
        (("Дата", "Время"), ("02.04.2024", "9.00"), "02.04.2024, 9.00"),
        (("Плановый срок", "Фактический срок"), ("01.03.2024", "28.02.2024"), "01.03.2024"),
        (("Срок", "Отметка"), (tc(p(t("16\nянваря"))), ""), "16 января"),
        (("Срок", "Отметка"), (tc("с 15 марта", "по 20 мая"), ""), "с 15 марта по 20 мая"),
        (("Срок", "Отметка"), (tc("20.02.2024", "27.02.2024"), ""), "20.02.2024, 27.02.2024"),
        (("Срок", "Отметка"), (tc("15.09.24", "октябрь"), ""), "15.09.24, октябрь"),
    ):  # fmt: skip
        found = read_blocks(tbl(
            tr("№", "Мероприятие", *heads, "Ответственный"), tr("1", "ВПР", *cells, "УО"),
        ))  # fmt: skip
        assert found.column("schedule") == [schedule], heads


def test_marks_below_years_and_quarters_say_when() -> None:
    for heads, cells, schedule in (
        (("2024", "2025", "2026"), ("+", "х", ""), "2024, 2025"),
        (("2024 год", "2025 год", "2026 год"), ("март", "", "май 2026"),
         "март (2024 год), май 2026"),
        (("I квартал", "2 кв.", "3-й квартал"), ("", "+", "до 1 июля"),
         "2 кв., до 1 июля (3-й квартал)"),
    ):  # fmt: skip
        found = read_blocks(tbl(
            tr(tc("№", merge="restart"), tc("Мероприятие", merge="restart"), tc("Срок", span=3),
               tc("Исполнитель", merge="restart")),
            tr(tc(merge="continue"), tc(merge="continue"), *heads, tc(merge="continue")),
            ["1", "Повышение квалификации", *cells, "ИМЦ"],
        ))  # fmt: skip
        assert found.column("schedule") == [schedule], heads


def test_the_section_over_the_first_table_is_told_by_those_over_the_next() -> None:
    plan = ["1", "Семинар", "май", "ИМЦ"]
    for first, second, sections in (
        (p("ЯНВАРЬ"), p("ФЕВРАЛЬ"), ["ЯНВАРЬ", "ФЕВРАЛЬ"]),
        (p("Кадры", bold=True), p("Дети", bold=True), ["Кадры", "Дети"]),
        (p("МБОУ СОШ № 5", bold=True), p("Дети", bold=True), ["Дети"]),
        (p("МБОУ Лесная СОШ", bold=True), p("Дети", bold=True), ["Дети"]),
        (p("ПО РАБОТЕ С ДЕТЬМИ", bold=True), p("КАДРЫ", bold=True), ["КАДРЫ"]),
        (p("мероприятий по работе с детьми"), p("Раздел 2. Дети"), ["Раздел 2. Дети"]),
        (p("в Лесном районе"), p("Раздел 2. Дети"), ["Раздел 2. Дети"]),
    ):
        found = read_blocks(
            p("План на 2024 год", bold=True), first, tbl(HEAD, plan), second, tbl(HEAD, plan),
        )  # fmt: skip
        assert [each["title"] for each in found.roadmap["sections"]] == sections
        title = found.roadmap["title"]
        assert title.count(" ") == 3 if len(sections) == 2 else len(title.split()) > 4, title
    assert found.roadmap["sections"][0]["number"] == "2"
    cut = read_blocks(
        p("ДОРОЖНАЯ КАРТА", bold=True), p("ПОВЫШЕНИЯ КАЧЕСТВА", bold=True), tbl(HEAD, plan),
        p("РАБОТА С КАДРАМИ", bold=True), tbl(HEAD, plan),
    )  # fmt: skip
    assert cut.roadmap["title"] == "ДОРОЖНАЯ КАРТА ПОВЫШЕНИЯ КАЧЕСТВА"
    assert [each["title"] for each in cut.roadmap["sections"]] == ["РАБОТА С КАДРАМИ"]


def test_a_grid_column_of_no_width_parts_no_cells() -> None:
    """A converter leaves a column of one twip; the second row of the head meets it elsewhere."""
    grid = "".join(f'<w:gridCol w:w="{each}"/>' for each in (900, 2000, 1000, 1000, 1, 2000))
    table = tbl(
        tr(tc("№", merge="restart"), tc("Мероприятие", merge="restart"), tc("Период", span=2),
           tc("Ответственный", span=2, merge="restart")),
        tr(tc(merge="continue"), tc(merge="continue"), "начало", tc("окончание", span=2),
           tc(merge="continue")),
        tr("1", "Закупка", "май 2024", tc("июнь 2024", span=2), "УО"),
    ).replace("</w:tblPr>", f"</w:tblPr><w:tblGrid>{grid}</w:tblGrid>")  # fmt: skip
    found = read_blocks(table)
    assert found.column("schedule") == ["май 2024 - июнь 2024"]
    assert found.responsible() == [["УО"]]


def test_a_grid_column_that_has_words_is_a_column_whatever_its_width_is_said_to_be() -> None:
    for widths in ((0, 5000, 2000, 2000), (900, 5000, 0, 0)):
        grid = "".join(f'<w:gridCol w:w="{each}"/>' for each in widths)
        found = read_blocks(tbl(HEAD, ["1", "Семинар", "май 2024", "ИМЦ"]).replace(
            "</w:tblPr>", f"</w:tblPr><w:tblGrid>{grid}</w:tblGrid>",
        ))  # fmt: skip
        (event,) = found.events
        assert (event["number"], event["title"], event["schedule"]) == ("1", "Семинар", "май 2024")
        assert found.responsible() == [["ИМЦ"]]


def test_two_cells_under_one_heading_shift_nothing_and_the_second_is_named() -> None:
    found = read_blocks(tbl(
        tr("№", tc("Мероприятие", span=2), "Срок", "Ответственный"),
        ["1", "Неделя науки", "для 5 классов", "май 2024", ""],
        tr("2", tc("Курсы", span=2), "июнь 2024", "ИМЦ"),
    ))  # fmt: skip
    assert found.column("title") == ["Неделя науки", "Курсы"]
    assert found.column("schedule") == ["май 2024", "июнь 2024"]
    assert "P951 таблица 1, строка 2, столбец 3" in found.found


def test_clauses_with_terms_of_an_order_without_a_plan_are_named() -> None:
    found = read_blocks(
        p("ПРИКАЗ"), p("12.09.2023 № 200"), p("О мониторинге"), p("ПРИКАЗЫВАЮ:"),
        p("1. Провести мониторинг. Срок: до 1 ноября 2023 г. Ответственный: Козлова К.К."),
        p("2. Контроль оставляю за собой."),
    )  # fmt: skip
    assert [each for each in found.found if each.startswith("P917")] == ["P917 абзац 5"]


def test_a_row_that_is_deleted_and_one_half_changed_are_told_apart() -> None:
    found = read_blocks(tbl(
        HEAD,
        tr("1", "Сбор", tc(p(deleted("до 1 мая"), inserted("до 10 мая"), t(" 2024 г."))), "УО"),
        tr(*(tc(p(deleted(each))) for each in ("2", "Лишнее", "май", "УО")), gone=True),
    ))  # fmt: skip
    assert found.column("schedule") == ["до 10 мая 2024 г."]
    assert [each for each in found.found if each.startswith("P916")] == [
        *["P916 таблица 1, строка 2, столбец 3"] * 2, "P916 таблица 1, строка 3",
    ]  # fmt: skip


def test_a_table_without_headings_goes_on_with_the_plan_under_the_name_of_a_section() -> None:
    rows = [["Тренинг", "постоянно", "Кураторы"], ["Викторина", "март", "Хан Р.Б."]]
    begun = tbl(["Содержание работы", "Срок", "Ответственный"], ["Совет", "май", "Ким А.В."])
    for name, first in (
        ("Работа с детьми", ["Заседание клуба", "сентябрь-октябрь", "Тен Л.С."]),
        ("Работа с детьми", ["Участие в мероприятиях района", "декабрь", "Тен Л.С."]),
        ("2. Работа с детьми", ["Школьный этап", "декабрь", "Ким А.В."]),
        ("Дети", ["Мероприятия недели наук", "по плану", "Исполнитель Ким А.В."]),
        ("Дети", ["Работа с родителями", "сроки по плану", "Ответственные Ким А.В."]),
        ("Раздел 2. Дети", ["Работа с родителями", "сроки по графику", "Ответственные педагоги"]),
        ("Дети", ["Контроль", "декабрь", "Организаторы"]),
    ):
        found = read_blocks(
            p("План на 2024 год", bold=True), begun, p(name, bold=True), tbl(first, *rows),
        )  # fmt: skip
        assert [(event["title"], event["schedule"]) for event in found.events] == [
            ("Совет", "май"), (first[0], first[1]), *((row[0], row[1]) for row in rows),
        ], name  # fmt: skip
        assert [event.get("section") for event in found.events] == [None, "s1", "s1", "s1"]
        assert found.responsible()[1] == [first[2]]
        assert found.codes() == {"P920"}


def test_numbers_of_a_table_without_headings_go_on_or_restart() -> None:
    for second in ("2", "1"):
        found = read_blocks(
            p("План на 2024 год"), tbl(HEAD, ["1", "Совет", "май", "ИМЦ"]),
            p("Работа с детьми"), tbl([second, "Школьный этап", "июнь", "Тен Л.С."]),
        )  # fmt: skip
        assert found.column("number") == ["1", second]
        assert titles_with_times(found)[1] == ("Работа с детьми", "Школьный этап", "июнь")


def test_a_table_with_headings_of_its_own_takes_none_of_them_for_an_event() -> None:
    begun = tbl(["Содержание работы", "Срок", "Ответственный"], ["Совет", "май", "Ким А.В."])
    for heads, row in (
        (["Срок исполнения", "Мероприятия", "Кто отвечает"], ["июнь", "Сбор", "Тен Л.С."]),
        (["Наименование мероприятия", "Ответственный (Ф.И.О.)", "Дата"],
         ["Сбор", "Тен Л.С.", "июнь"]),
    ):  # fmt: skip
        found = read_blocks(p("План на 2024 год"), begun, p("Раздел 2. Дети"), tbl(heads, row))
        assert titles_with_times(found) == [
            ("", "Совет", "май"),
            ("Раздел 2. Дети", "Сбор", "июнь"),
        ]
    for heads, row in (
        (["ФИО", "Дата", "Подпись"], ["Тен Л.С.", "12.05.2024", ""]),
        (["Школа", "Телефон", "Директор"], ["СОШ № 1", "2-11-19", "Тен Л.С."]),
    ):
        found = read_blocks(p("План на 2024 год"), begun, p("Сведения"), tbl(heads, row))
        assert titles_with_times(found) == [("", "Совет", "май")], heads
        assert "P951 абзац 2" in found.found


def test_a_counted_line_over_the_first_table_is_a_section_where_the_next_counts_on() -> None:
    plan = tbl(HEAD, ["1", "Семинар", "май", "ИМЦ"])
    for title, first, second, third in (
        ("План работы на 2023-2024 уч. год", "1. Организационная работа", "2. Дети", "3. Семьи"),
        ("ПЛАН работы с детьми", "1. Организационная работа", "2. Дети", "3. Семьи"),
        ("ПЛАН работы с детьми", "1) Организационная работа", "2) Дети", "3) Семьи"),
        ("ПЛАН работы с детьми", "I. Организационная работа", "II. Дети", "III. Семьи"),
    ):
        for bold in (True, False):
            found = read_blocks(
                p(title, bold=True), p(first, bold=bold), plan, p(second, bold=bold), plan,
                p(third, bold=bold), plan,
            )  # fmt: skip
            assert found.roadmap["title"] == title, (first, bold)
            named = ["Организационная работа", "Дети", "Семьи"]
            assert [each["title"] for each in found.roadmap["sections"]] == named, (first, bold)
            assert [event["section"] for event in found.events] == ["s1", "s2", "s3"]
            assert "note" not in found.roadmap
    alone = read_blocks(p("План работы"), p("1. Организационная работа"), plan)
    assert "Организационная работа" in str(alone.roadmap)
