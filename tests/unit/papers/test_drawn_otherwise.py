"""Plans that are drawn as no table, as another table, or with headings of their own: they are read,
and what was only taken for something is named."""

from io import BytesIO

import pytest
import xlsxwriter

from tests.unit.papers.reading import read, read_blocks
from tests.unit.papers.wordxml import p, tbl, tc, tr

HEAD = ["№", "Мероприятие", "Срок", "Ответственный"]


def tabbed(*parts: str) -> str:
    runs = "<w:tab/>".join(f'<w:t xml:space="preserve">{part}</w:t>' for part in parts)
    return p(f"<w:r>{runs}</w:r>")


def test_columns_whose_headings_say_nothing_known_are_told_apart_by_their_cells() -> None:
    found = read_blocks(
        p("План повышения объективности"),
        tbl(
            ["Пункт", "Содержится", "Рубеж", "Возложено на"],
            ["1", "Собрать работы пятых классов", "к 12 октября 2023 г.", "завуч Орлова Н.П."],
            ["2", "Перепроверить каждую пятую", "II квартал 2024", "комиссия школы"],
        ),
    )
    assert found.column("number") == ["1", "2"]
    assert found.column("title") == ["Собрать работы пятых классов", "Перепроверить каждую пятую"]
    assert found.column("schedule") == ["к 12 октября 2023 г.", "II квартал 2024"]
    assert found.responsible() == [["завуч Орлова Н.П."], ["комиссия школы"]]
    assert "P950 таблица 1" in found.found


def test_a_plan_without_any_heading_loses_no_row_to_one() -> None:
    found = read_blocks(
        p("План-график контроля"),
        tbl(
            ["1.", "Проверка журналов", "сентябрь 2023", "Завуч"],
            ["2.", "Проверка тетрадей", "до 05.10.2023", "Завуч"],
        ),
    )
    assert found.column("title") == ["Проверка журналов", "Проверка тетрадей"]
    assert found.codes() >= {"P950"}


@pytest.mark.parametrize(
    "rows",
    [
        [["Школа", "ФИО", "Телефон"], ["СОШ 1", "Орлова Н.П.", "2-11-22"]] * 3,
        [["Предмет", "5 класс", "6 класс"], ["Физика", "12", "15"], ["Химия", "9", "11"]],
    ],
)
def test_a_table_of_no_times_is_no_plan_and_is_named(rows: list[list[str]]) -> None:
    found = read_blocks(p("План мероприятий"), tbl(*rows))
    assert {"P910", "P911 таблица 1"} <= set(found.found)


def test_after_a_plan_a_table_of_unknown_headings_is_no_other_plan() -> None:
    found = read_blocks(
        p("План мероприятий"),
        tbl(HEAD, ["1", "Первое", "май", "ОО"]),
        tbl(
            ["Кто", "Что прошёл", "Дата", "Где"],
            *(["Орлова Н.П.", "Курсы по оцениванию", f"май 20{year}", "ИРО"] for year in range(5)),
        ),
    )
    assert len(found.events) == 1
    assert "P911 таблица 2" in found.found


@pytest.mark.parametrize(
    ("heads", "kept"),
    [
        (["№", "Меры", "Срок исполнения", "Кто исполняет"], [["ОО"]]),
        (["Шаг", "Что делаем", "К какому числу", "Чьими силами"], [["ОО"]]),
    ],
)
def test_headings_in_words_of_the_street_are_known(heads: list[str], kept: list[list[str]]) -> None:
    found = read_blocks(p("План"), tbl(heads, ["1", "Первое", "май", "ОО"]))
    assert (found.column("number"), found.column("title")) == (["1"], ["Первое"])
    assert (found.column("schedule"), found.responsible()) == (["май"], kept)
    assert found.codes() == {"P920"}


def test_lines_with_tabs_that_read_as_a_plan_are_one() -> None:
    found = read_blocks(
        p("План мероприятий по подготовке к ЕГЭ", bold=True),
        tabbed(*HEAD),
        tabbed("1.", "Провести диагностику", "до 25.09.2023", "Сомова И.К."),
        tabbed("2.", "Организовать консультации", "еженедельно", "учителя"),
    )
    assert found.column("title") == ["Провести диагностику", "Организовать консультации"]
    assert found.column("schedule") == ["до 25.09.2023", "еженедельно"]
    assert found.codes() == {"P920"}


def test_sections_and_doers_stand_between_lines_with_tabs() -> None:
    found = read_blocks(
        p("План мероприятий школьного музея на 2026 год"),
        tabbed("№", "Мероприятие", "Срок", "Результат"),
        p("1. Подготовка"),
        tabbed("1.1", "Создание группы", "январь", "приказ директора о создании группы"),
        p("Ответственный: Цветкова Л.И."),
        tabbed("1.2", "Составление концепции", "до 15 февраля", "концепция"),
        p("Ответственный: Цветкова Л.И., Дроздов А.Е."),
        p("2. Фонды"),
        tabbed("2.1", "Сбор предметов быта", "март – май", "книга поступлений"),
        p("Ответственный: ученики 5–9 классов"),
        p("Директор школы Р.Р. Ушаков"),
    )
    assert found.column("title") == [
        "Создание группы", "Составление концепции", "Сбор предметов быта"
    ]  # fmt: skip
    assert found.responsible() == [
        ["Цветкова Л.И."], ["Цветкова Л.И.", "Дроздов А.Е."], ["ученики 5–9 классов"]
    ]  # fmt: skip
    assert [each["title"] for each in found.roadmap["sections"]] == ["Подготовка", "Фонды"]


def test_who_does_it_may_stand_below_what_is_done() -> None:
    found = read_blocks(
        p("План мероприятий на 2026 год"),
        tbl(
            ["№", "Мероприятие, ответственный", "Сроки", "Ожидаемый результат"],
            ["1", tc(p("Проверка журналов"), p("Отв.: Климова Н.В.")), "март", "Справка"],
            ["2", "Совещание", "апрель", "Протокол"],
        ),
    )
    assert found.column("title") == ["Проверка журналов", "Совещание"]
    assert found.events[0]["responsible"][0]["text"] == "Климова Н.В."


def test_a_heading_of_two_is_that_of_its_first_word() -> None:
    found = read_blocks(
        p("План мероприятий на 2026 год"),
        p("Цель. Формирование навыков безопасного поведения на дороге."),
        tbl(
            ["№", "Наименование мероприятия, результата", "Исполнитель", "Срок", "Статус"],
            ["1", "Согласован инфраструктурный лист", "МКУ «ИМЦ»", "27.02.2026", "не начато"],
            ["2", "Объявлены закупки", "МКУ «ИМЦ»", "31.03.2026", "не начато"],
        ),
    )
    assert found.column("title") == ["Согласован инфраструктурный лист", "Объявлены закупки"]
    goal = "Формирование навыков безопасного поведения на дороге."
    assert [each["text"] for each in found.roadmap["goals"]] == [goal]


def test_lines_with_tabs_that_are_no_plan_stay_words_of_the_order() -> None:
    found = read_blocks(
        p("ПРИКАЗ"),
        p("ПРИКАЗЫВАЮ:"),
        tabbed("Директор", "МП", "Орлова"),
        tabbed("Завуч", "МП", "Кац"),
        p("План мероприятий"),
        tbl(HEAD, ["1", "Первое", "май", "ОО"]),
    )
    assert "Директор МП Орлова" in found.project["order"]["preamble"]


def test_tables_side_by_side_in_a_frame_are_one_plan() -> None:
    left = tbl(HEAD, ["1", "Совет", "сентябрь", "УО"])
    right = tbl(HEAD, ["2", "Семинар", "ноябрь", "ММС"])
    found = read_blocks(p("План работы"), tbl(tr(tc(left), tc(right))))
    assert found.column("title") == ["Совет", "Семинар"]
    assert found.codes() == {"P920"}


def test_a_page_inside_a_frame_is_read_as_the_page() -> None:
    inner = tbl(HEAD, ["1", "Совет", "сентябрь", "УО"])
    found = read_blocks(tbl(tr(tc(p("План работы на 2024 год"), inner))))
    assert (found.roadmap["title"], found.column("title")) == ("План работы на 2024 год", ["Совет"])


def test_a_card_for_each_event_is_a_row_drawn_upright() -> None:
    def card(title: str, schedule: str) -> str:
        return tbl(["Мероприятие", title], ["Срок", schedule], ["Ответственный", "Ким"])

    found = read_blocks(p("План"), card("Вебинар", "12.02.2024"), p(), card("Сбор", "март 2024"))
    assert found.column("title") == ["Вебинар", "Сбор"]
    assert found.column("schedule") == ["12.02.2024", "март 2024"]
    assert found.responsible() == [["Ким"], ["Ким"]]


def test_a_table_on_its_side_has_an_event_in_each_column() -> None:
    found = read_blocks(
        p("План мероприятий"),
        tbl(["Месяц", "Сентябрь", "Октябрь"], ["Мероприятие", "День знаний", "Ярмарка"],
            ["№", "1", ""], ["Ответственный", "Завуч", "Вожатая"]),
    )  # fmt: skip
    assert found.column("title") == ["День знаний", "Ярмарка"]
    assert found.column("schedule") == ["Сентябрь", "Октябрь"]
    assert "P913 таблица 1, столбец 3" in found.found


def test_a_passport_of_terms_and_doers_is_not_a_plan_on_its_side() -> None:
    found = read_blocks(
        p("Паспорт"),
        tbl(["Сроки реализации", "2024 год"], ["Основные мероприятия", "Курсы"],
            ["Исполнители", "Школа"]),
        tbl(HEAD, ["1", "Первое", "май", "ОО"]),
    )  # fmt: skip
    assert len(found.events) == 1
    assert len(found.roadmap["passport"]) == 3


def test_words_behind_the_plan_are_named_a_paragraph_or_a_table_at_a_time() -> None:
    found = read_blocks(
        p("План мероприятий"),
        tbl(HEAD, ["1", "Первое", "май", "ОО"]),
        p("Примечание: сроки могут меняться."),
        tbl(["Методист", "К.Л. Томин"]),
        p("- 2 -"),
    )
    named = [each for each in found.found if each.startswith("P951")]
    assert sorted(named) == ["P951 абзац 2", "P951 таблица 2"]


def test_pictures_and_diagrams_are_named_where_they_stand() -> None:
    blip = '<a:blip xmlns:a="urn:a" r:embed="r1"/>'
    chart = '<c:chart xmlns:c="urn:c" r:id="r2"/>'
    found = read_blocks(
        p("План"),
        tbl(HEAD, tr("1", tc(p(f"<w:r><w:drawing>{blip}</w:drawing></w:r>")), "май", "ОО")),
        p(f"<w:r><w:drawing>{chart}</w:drawing></w:r>"),
        '<w:altChunk r:id="r3"/>',
    )
    assert {
        "P952 таблица 1, строка 2, столбец 2", "P926 абзац 2", "P912 таблица 1, строка 2",
    } <= set(found.found)  # fmt: skip


def test_words_for_older_programs_alone_are_read() -> None:
    odd = '<mc:AlternateContent><mc:Choice Requires="x"/><mc:Fallback>{}</mc:Fallback>{}'
    found = read_blocks(
        p("План"),
        tbl(HEAD, tr("1", tc(p(odd.format("<w:r><w:t>Сбор</w:t></w:r>", "</mc:AlternateContent>"))),
                     "май", "ОО")),
    )  # fmt: skip
    assert found.column("title") == ["Сбор"]


def test_a_time_of_day_belongs_to_its_day_and_is_no_second_date() -> None:
    found = read_blocks(
        p("План недели"),
        tbl(
            ["Дата и время", "Мероприятие", "Ответственный"],
            tr(tc("10.04", "09.00"), tc("Открытие", "Выставка"), tc("Мур", "Ляш")),
            tr(tc("11.04", "12.04"), tc("Игра", "Итоги"), tc("Мур", "Ляш")),
        ),
    )
    assert found.column("schedule") == ["10.04, 09.00", "10.04, 09.00", "11.04", "12.04"]


def test_what_stands_in_no_cell_of_a_workbook_is_named() -> None:
    made = BytesIO()
    book = xlsxwriter.Workbook(made)
    sheet = book.add_worksheet("План")
    sheet.merge_range("A1:D1", "План мероприятий на 2024 год")
    sheet.write_row(1, 0, HEAD)
    sheet.write_row(2, 0, [1, "Первое", "май", "ОО"])
    sheet.write_row(3, 0, [2, "Тайное", "май", "ОО"])
    sheet.set_row(3, None, None, {"hidden": True})
    sheet.write_comment("B3", "не забыть сёла")
    sheet.insert_textbox(9, 1, "Горячая линия")
    sheet.write_row(5, 0, ["Начальник отдела", "", "", "Ю.Ю. Яр"])
    hidden = book.add_worksheet("Черновик")
    hidden.write(0, 0, "прежнее")
    hidden.hide()
    book.close()
    found = read(made.getvalue())
    assert found.column("title") == ["Первое", "Тайное"]
    assert sorted(found.found) == [
        "P918", "P918", "P920", "P921", "P951 таблица 1, строка 6", "P958 таблица 1, строка 4",
    ]  # fmt: skip


def test_a_row_of_a_number_and_words_over_number_one_is_a_section() -> None:
    found = read_blocks(
        p("План мероприятий"),
        tbl(
            HEAD,
            ["1", "Кадры", "", ""],
            ["1", "Первое", "май", "ОО"],
            ["2", "Второе", "май", "ОО"],
            ["2", "Контроль", "", ""],
            ["1.", "Третье", "май", "ОО"],
        ),
    )
    assert [each["title"] for each in found.roadmap["sections"]] == ["Кадры", "Контроль"]
    assert found.column("number") == ["1", "2", "1"]
    assert found.codes() == {"P920"}


def test_rows_of_one_cell_above_a_passport_in_a_sheet_are_the_order() -> None:
    made = BytesIO()
    book = xlsxwriter.Workbook(made)
    sheet = book.add_worksheet("Паспорт")
    rows = [
        ["ПРИКАЗ"], ["от 05.02.2024 г. № 17"], ["Об утверждении плана"], ["ПРИКАЗЫВАЮ:"],
        ["1. Утвердить план."], ["Паспорт плана"],
        ["Цель", "Повышение качества"], ["Целевые показатели", "не менее 70 % педагогов"],
        ["Мониторинг", "Ежегодный"],
    ]  # fmt: skip
    for at, row in enumerate(rows):
        sheet.write_row(at, 0, row)
    plan = book.add_worksheet("План")
    for at, row in enumerate([["План мероприятий"], HEAD, ["1", "Первое", "май", "ОО"]]):
        plan.write_row(at, 0, row)
    book.close()
    found = read(made.getvalue())
    assert found.project["order"]["number"] == "17"
    assert [each["label"] for each in found.roadmap["passport"]] == [
        "Цель", "Целевые показатели", "Мониторинг",
    ]  # fmt: skip
    assert found.column("title") == ["Первое"]


def test_tables_under_sections_of_their_own_are_one_plan_with_or_without_a_head() -> None:
    for names in (
        ("Раздел 1. Кадры", "Раздел 2. Дети", "Раздел 3. Итоги"),
        ("I. Кадры", "II. Дети", "III. Итоги"),
    ):
        found = read_blocks(
            p("ДОРОЖНАЯ КАРТА"), p("по грамотности в Лесном районе на 2022 год"), p(names[0]),
            tbl(HEAD, ["1.1", "Приказ", "май 2022", "УО"]),
            p(), p(names[1]), tbl(HEAD, ["2.1", "Семинар", "июнь 2022", "ИМЦ"]),
            p(names[2]), tbl(["3.1", "Отчёт", "июль 2022", "Ким А.А., Цой Б.Б."]),
        )  # fmt: skip
        assert found.roadmap["title"] == (
            "ДОРОЖНАЯ КАРТА по грамотности в Лесном районе на 2022 год"
        )
        sections = {each["id"]: each["title"] for each in found.roadmap["sections"]}
        told = [sections[event["section"]].rpartition(" ")[2] for event in found.events]
        assert told == ["Кадры", "Дети", "Итоги"]
        assert found.responsible() == [["УО"], ["ИМЦ"], ["Ким А.А.", "Цой Б.Б."]]
        assert found.project["municipality"]["name"] == "Лесный район"
        assert found.codes() == set()


def test_words_that_all_directions_share_name_none_and_a_part_of_a_year_is_a_period() -> None:
    plan = tbl(HEAD, ["1", "Семинар", "июнь", "ИМЦ"])
    for title, slug, period in (
        ("«Дорожная карта» управления качеством образования на 2023 год", "plan", "2023-12-31"),
        ("План развития качества дошкольного образования", "preschool", None),
        ("План работы на II полугодие 2023 года", "plan", "2023-12-31"),
        ("План работы на 1-й квартал 2024 г.", "plan", "2024-03-31"),
        ("План работы на I полугодие 2023/2024 учебного года", "plan", "2024-08-31"),
    ):
        found = read_blocks(p(title), plan)
        assert (found.roadmap["slug"], found.project["period"]["to"]) == (slug, period), title
