"""Result columns in any wording, columns that are not known, and lists of bodies."""

from io import BytesIO

import pytest
import xlsxwriter

from engine.papers.headings import Column, column_kind
from tests.unit.papers.reading import read, read_blocks
from tests.unit.papers.wordxml import docx, p, part, t, tbl, tc, tr

TITLE = p("План работы на 2023/2024 учебный год")
HEAD = ["№", "Мероприятие", "Срок", "Ответственный"]


@pytest.mark.parametrize(
    ("heading", "kind"),
    [
        ("Форма представления результата", Column.RESULT),
        ("Форма отчётности", Column.RESULT),
        ("Форма отчетного документа", Column.RESULT),
        ("Вид документа", Column.RESULT),
        ("Вид итогового документа", Column.RESULT),
        ("Выход", Column.RESULT),
        ("Итоговый документ", Column.RESULT),
        ("Ожидаемый результат", Column.RESULT),
        ("Планируемые результаты", Column.RESULT),
        ("Планируемые мероприятия", Column.TITLE),
        ("Планируемое к проведению мероприятие", Column.TITLE),
        ("Планируемые сроки", Column.SCHEDULE),
        ("Количественный или качественный результат", Column.RESULT),
        ("Количество участников", Column.OTHER),
        ("Отчётность", Column.RESULT),
        ("Чем подтверждается", Column.RESULT),
        ("Способ фиксации результатов", Column.RESULT),
        ("Где рассматривается", Column.OTHER),
        ("Где рассматриваются результаты", Column.OTHER),
        ("Форма проведения", Column.OTHER),
        ("Форма контроля", Column.OTHER),
        ("Отметка о результате", Column.OTHER),
        ("Срок представления результата", Column.SCHEDULE),
        ("Ответственный за результат", Column.RESPONSIBLE),
    ],
)
def test_the_head_noun_says_whether_a_column_holds_results(heading: str, kind: Column) -> None:
    assert column_kind(heading) is kind


def test_months_in_roman_numbers_are_ticked_as_others_are() -> None:
    found = read_blocks(
        TITLE,
        tbl(["№", "Мероприятие", "IX", "X", "XI", "Ответственный"],
            ["1", "Входные работы", "+", "", "+", "Завуч"], ["2", "Совет", "", "v", "", "Завуч"]),
    )  # fmt: skip
    assert found.column("schedule") == ["IX, XI", "X"]


def test_a_cell_with_a_colour_below_a_month_is_ticked() -> None:
    def drawn(text: str, fill: str = "92D050") -> str:
        return tc(text).replace("<w:tcPr>", f'<w:tcPr><w:shd w:val="clear" w:fill="{fill}"/>')

    head = tr("№", "Мероприятие", *(drawn(month) for month in ("сентябрь", "октябрь", "ноябрь")),
              "Ответственный")  # fmt: skip
    found = read_blocks(
        TITLE,
        tbl(head, tr("1", "Входные работы", drawn(""), drawn("", "FFFFFF"), drawn(""), "Завуч"),
            tr("2", "Совет", "", drawn("", "auto"), "+", "Завуч"),
            tr("3", drawn("Рейд"), drawn(""), drawn(""), drawn("+"), "Завуч")),
    )  # fmt: skip
    assert found.column("schedule") == ["сентябрь, ноябрь", "ноябрь", "ноябрь"]


def test_of_two_columns_of_results_the_one_that_says_so_is_taken() -> None:
    head = [*HEAD, "Форма отчётности", "Ожидаемый результат"]
    found = read_blocks(TITLE, tbl(head, ["1", "Семинар", "май 2024", "ИМЦ", "справка", "рост"]))
    assert found.column("result") == ["рост"]
    assert found.column("details") == [["Форма отчётности: справка"]]


def test_an_unknown_column_is_told_where_a_kind_is_absent() -> None:
    found = read_blocks(TITLE, tbl([*HEAD, "Следы"], ["1", "Семинар", "май 2024", "ИМЦ", "папка"]))
    assert "P959" in found.codes()
    whole = [*HEAD, "Результат", "Следы"]
    row = ["1", "Семинар", "май 2024", "ИМЦ", "справка", "папка"]
    assert "P959" not in read_blocks(TITLE, tbl(whole, row)).codes()


def test_a_number_over_several_rows_is_that_of_a_stage() -> None:
    found = read_blocks(
        TITLE,
        tbl(HEAD, tr(tc("1", merge="restart"), "Семинар", "май 2024", "ИМЦ"),
            tr(tc(merge="continue"), "Рейд", "июнь 2024", "ИМЦ")),
    )  # fmt: skip
    assert found.column("title") == ["Семинар", "Рейд"]
    assert "P914" not in found.codes()
    twice = tbl(HEAD, ["1", "Семинар", "май 2024", "ИМЦ"], ["1", "Рейд", "июнь 2024", "ИМЦ"])
    assert "P914" in read_blocks(TITLE, twice).codes()


def test_a_hidden_row_is_told_to_be_read() -> None:
    packed = BytesIO()
    book = xlsxwriter.Workbook(packed)
    sheet = book.add_worksheet()
    rows = (["План на 2024 год"], HEAD, ["1", "Семинар", "май", "ИМЦ"], ["2", "Рейд", "май", "ИМЦ"])
    for at, row in enumerate(rows):
        sheet.write_row(at, 0, row)
    sheet.set_row(3, None, None, {"hidden": True})
    book.close()
    found = read(packed.getvalue())
    assert found.column("title") == ["Семинар", "Рейд"]
    assert "P958" in found.codes()
    assert "P921" not in found.codes()


def test_lines_of_a_header_are_told_apart() -> None:
    header = part("hdr", f"{p('Приложение')}{p('к приказу')}")
    data = docx(TITLE, tbl(HEAD, ["1", "Семинар", "май 2024", "ИМЦ"]), parts={"header": header})
    from engine.papers import import_paper
    from tests.unit.papers.reading import WORDS

    result = import_paper(data, "план.docx", id="plan", schemas="schemas", words=WORDS)
    told = [dict(each.params).get("text") for each in result.findings if each.code.id == "P918"]
    assert told == ["Приложение к приказу"]


@pytest.mark.parametrize(
    ("line", "bodies"),
    [
        ("Комитет образования, МБОУ «Каменская СОШ», МБОУ «Рощинская СОШ»",
         ["Комитет образования", "МБОУ «Каменская СОШ»", "МБОУ «Рощинская СОШ»"]),
        ("Отдел общего образования, ОО", ["Отдел общего образования", "ОО"]),
        ("музыкальный руководитель, воспитатели", ["музыкальный руководитель", "воспитатели"]),
        ("Отдел образования, молодёжной политики и спорта", None),
        ("Заместитель директора по УВР, ВР", ["Заместитель директора по УВР", "ВР"]),
        ("МБОУ «Лицей (физика, химия)»", None),
    ],
)  # fmt: skip
def test_commas_part_bodies_and_no_names(line: str, bodies: list[str] | None) -> None:
    found = read_blocks(TITLE, tbl(HEAD, ["1", "Семинар", "май 2024", line]))
    assert found.responsible() == [bodies or [line]]
    assert "P960" not in found.codes()


def test_a_list_of_bodies_that_are_not_all_known_is_told() -> None:
    line = "ИМЦ, руководители школ, Росток"
    found = read_blocks(TITLE, tbl(HEAD, ["1", "Семинар", "май 2024", line]))
    assert found.responsible() == [[line]]
    assert "P960" in found.codes()
    assert t(line)


def test_a_coloured_cell_of_a_sheet_below_a_quarter_is_ticked() -> None:
    content = BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True}) as book:
        sheet = book.add_worksheet("План")
        green, white = (book.add_format({"bg_color": each}) for each in ("#92D050", "#FFFFFF"))
        sheet.write_row(0, 0, ["План работы школы"])
        for column, text in enumerate(["№", "Мероприятие", None, None, "Исполнитель"]):
            if text:
                sheet.merge_range(1, column, 2, column, text)
        sheet.merge_range(1, 2, 1, 3, "2024")
        sheet.write_row(2, 2, ["III кв.", "IV кв."])
        sheet.write_row(3, 0, ["1", "Назначение кураторов", "", "", "ИМЦ"])
        sheet.write_row(4, 0, ["2", "Обучение навигаторов", "", "", "ИМЦ"])
        for row, column, look in ((3, 2, green), (3, 3, white), (4, 2, green), (4, 3, green)):
            sheet.write_blank(row, column, None, look)
    assert read(content.getvalue()).column("schedule") == [
        "III кв. 2024", "III кв. 2024, IV кв. 2024"
    ]  # fmt: skip


def test_of_two_columns_of_directions_the_second_stays_with_its_events() -> None:
    found = read_blocks(
        TITLE,
        tbl(["Направление", "Задача", "Мероприятие", "Сроки", "Ответственные"],
            tr(tc("Кадры", merge="restart"), tc("Обучить", merge="restart"), "Курсы", "май", "ИМЦ"),
            tr(tc(merge="continue"), tc(merge="continue"), "Семинар", "июнь", "ИМЦ"),
            tr(tc(merge="continue"), "Оценить", "Опрос", "июль", "ИМЦ")),
    )  # fmt: skip
    assert [each["title"] for each in found.roadmap["sections"]] == ["Кадры"]
    assert found.column("details") == [["Задача: Обучить"], ["Задача: Обучить"],
                                       ["Задача: Оценить"]]  # fmt: skip


def test_persons_over_their_events_are_sections_and_letters_are_numbers() -> None:
    found = read_blocks(
        TITLE,
        tbl(["", "Что делать", "Когда"], tr(tc("Директор школы Власова Р.Р.", span=3)),
            ["а)", "Издание приказа", "май 2024"], ["б)", "Собеседование", "июнь 2024"],
            tr(tc("Заместитель директора Ким Э.Ю.", span=3)), ["а)", "Анализ ВПР", "июль 2024"],
            tr(tc("Директор Власова Р.Р.", span=3))),
    )  # fmt: skip
    titles = [each["title"] for each in found.roadmap["sections"]]
    assert titles == ["Директор школы Власова Р.Р.", "Заместитель директора Ким Э.Ю."]
    assert found.column("number") == ["а", "б", "а"]


@pytest.mark.parametrize("same", ["то же", "—//—", '-"-', "те же"])
def test_a_cell_that_says_the_same_names_whoever_stands_above(same: str) -> None:
    found = read_blocks(
        TITLE,
        tbl(HEAD, ["1", "Семинар", "октябрь 2023 г.", "Методист"],
            ["2", "Опрос", "то же", same], ["3", "Совет", "май 2024 г.", "Завуч"]),
    )  # fmt: skip
    assert [each["responsible"] for each in found.events] == [
        [{"body": "metodist", "text": "Методист"}], [{"body": "metodist", "text": same}],
        [{"body": "zavuch", "text": "Завуч"}],
    ]  # fmt: skip
    assert "P933" in found.codes()


NOTES = [
    "Примечание. Незаполненная графа «Срок» означает, что срок тот же, что в предыдущей строке.",
    "Если срок и ответственный не указаны, они те же, что строкой выше.",
    "Пустые ячейки – как в предыдущей строке.",
]


@pytest.mark.parametrize("note", NOTES)
@pytest.mark.parametrize("is_below", [True, False])
def test_a_note_fills_empty_cells_from_above_and_dashes_stay(note: str, *, is_below: bool) -> None:
    plan = tbl(
        HEAD, ["1", "Семинар", "октябрь 2023 г.", "Методист"], ["2", "Опрос", "", "Завуч"],
        tr(tc("Работа с родителями", span=4)), ["3", "Совет", "", "Завуч"],
        ["4", "Памятка", "—", "Завуч"],
    )  # fmt: skip
    found = read_blocks(TITLE, *((plan, p(note)) if is_below else (p(note), plan)))
    assert found.column("schedule") == ["октябрь 2023 г."] * 3 + [None]
    assert [each for each in found.found if each.startswith("P934")] == [
        "P934 таблица 1, строка 3", "P934 таблица 1, строка 5",
    ]  # fmt: skip


def test_without_a_note_an_empty_cell_says_nothing() -> None:
    found = read_blocks(
        TITLE, p("Не указанные в плане мероприятия вносятся в него приказом."),
        tbl(HEAD, ["1", "Семинар", "октябрь 2023 г.", "Методист"], ["2", "Опрос", "", "Завуч"]),
    )  # fmt: skip
    assert found.column("schedule") == ["октябрь 2023 г.", None]
