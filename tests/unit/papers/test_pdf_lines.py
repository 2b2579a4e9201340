"""Lines of a cell in a PDF → its paragraphs, by where words would still have fitted."""

from typing import Any

from engine.papers.pdf import _table, unread_in
from engine.papers.pdf_lines import paragraphs_of
from engine.papers.pdf_pages import _join, join_tables, leave_once
from tests.unit.papers.reading import read_blocks
from tests.unit.papers.wordxml import p, tbl

LETTER = 5.0


def lines(*texts: str) -> list[list[dict[str, Any]]]:
    """Words of letters as wide as high, from the left edge on."""
    found = []
    for at, text in enumerate(texts):
        x, line = 0.0, []
        for word in text.split():
            end = x + LETTER * len(word)
            line.append(
                {"text": word, "x0": x, "x1": end, "top": 10.0 * at, "bottom": 10.0 * at + 8}
            )
            x = end + LETTER / 2
        found.append(line)
    return found


def joined(columns: int, *texts: str, known: str = "") -> list[str]:
    return paragraphs_of(lines(*texts), LETTER * columns, frozenset(known.split()))


def test_a_line_ends_a_paragraph_where_the_next_word_would_have_fitted() -> None:
    assert joined(30, "Приказ отдела", "Справка школы") == ["Приказ отдела", "Справка школы"]
    assert joined(20, "Проведение семинаров", "для учителей") == [
        "Проведение семинаров для учителей"
    ]
    assert joined(12, "приказ;", "отчёт") == ["приказ;", "отчёт"]


def test_a_word_that_its_column_cuts_is_whole_again_and_others_stay_apart() -> None:
    assert joined(11, "Ответственн", "ые") == ["Ответственные"]
    assert joined(11, "организацио", "нного плана", known="организационного") == [
        "организационного плана"
    ]
    assert joined(11, "утверждение", "перечня") == ["утверждение перечня"]
    assert joined(12, "соответствии", "с планом", known="с") == ["соответствии с планом"]
    assert joined(12, "учебно-", "методический") == ["учебно-методический"]
    assert joined(8, "орга-", "низация работы") == ["организация работы"]
    assert joined(8, "мето-", "дических") == ["методических"]
    assert joined(9, "план-", "график") == ["план-график"]
    assert joined(12, "Москва -", "столица") == ["Москва - столица"]
    assert joined(10, "технологиче", "скому плану") == ["технологическому плану"]
    assert joined(15, "профессионально", "й ориентации", known="профессионально") == [
        "профессиональной ориентации"
    ]
    assert joined(9, "обучающихся", ") в школах") == ["обучающихся) в школах"]
    assert joined(11, "итогам ГИА-", "9 классов") == ["итогам ГИА-9 классов"]
    assert joined(9, "01.10.202", "6 –", "05.10.20", "26") == ["01.10.2026 – 05.10.2026"]
    assert joined(9, "п. 1.10.2", "6 классы") == ["п. 1.10.2 6 классы"]


def said(cell: Any) -> str:
    return " ".join(paragraphs_of(cell[0], cell[1], frozenset()))


def test_a_table_and_a_row_that_a_page_cuts_are_one() -> None:
    def table(*rows: list[str]) -> list[Any]:
        return ["table", [[(lines(text) if text else [], 60.0) for text in row] for row in rows]]

    def read(*pages: list[list[Any]]) -> list[list[Any]]:
        given = [*pages]
        join_tables(given)
        return [
            [[[said(cell) for cell in row] for row in block[1]] for block in page]
            for page in given
        ]  # fmt: skip

    head = ["№", "Мероприятие", "Срок"]
    first = table(head, ["1", "Семинар", "май"])
    assert read([first], [["text", "- 2 -"], table(["", "для школ", ""], ["2", "Совет", "июнь"])]) \
        == [[[head, ["1", "Семинар для школ", "май"], ["2", "Совет", "июнь"]]], []]  # fmt: skip
    first = table(head, ["1", "Семинар", "май"])
    again = table(head, ["", "для школ", ""], ["2", "Совет", "июнь"])
    assert read([first], [again]) == [
        [[head, ["1", "Семинар для школ", "май"], ["2", "Совет", "июнь"]]], [],
    ]  # fmt: skip
    first = table(head, ["1", "Семинар", "май"])
    other = ["№", "Мероприятие", "Ответственный"]
    for second in (table(other, ["2", "Совет", "ИМЦ"]), table(["2", "Совет"])):
        assert len(read([first], [second])[1]) == 1


def test_a_rest_whose_words_are_those_of_headings_is_no_heading() -> None:
    def table(*rows: list[str], lefts: list[float]) -> list[Any]:
        cells = [[(lines(text), 60.0) if text else ([], 60.0) for text in row] for row in rows]
        return ["table", cells, lefts, 90.0]

    def read(*pages: list[list[Any]]) -> list[Any]:
        given = [*pages]
        join_tables(given)
        return [
            [[said(cell) for cell in row] for row in block[1]]
            for page in given for block in page
        ]  # fmt: skip

    three = [0.0, 30.0, 60.0]
    head = table(["№", "Мероприятия", "Срок"], lefts=three)
    rest = table(["", "", "проведения"], ["1", "Совет", "май"], lefts=[0.5, 30.2, 60.1])
    assert read([head], [rest]) == [
        [["№", "Мероприятия", "Срок проведения"], ["1", "Совет", "май"]]
    ]
    row = table(["1", "Семинар в очн", "май"], lefts=three)
    rest = table(["", "ом формате", ""], ["2", "Совет", "июнь"], lefts=three)
    assert len(read([row], [rest])) == 1


def test_pieces_with_other_columns_are_one_where_their_lines_go_on() -> None:
    def piece(*rows: list[str | None], lefts: list[float], right: float = 90.0) -> list[Any]:
        cells = [[text and (lines(text), 60.0) for text in row] for row in rows]
        return ["table", cells, lefts, right]

    def read(first: list[Any], second: list[Any]) -> int:
        given = [[first], [second]]
        join_tables(given)
        widths = {len(row) for page in given for block in page for row in block[1]}
        return len(given[0] + given[1]) * 10 + max(widths)

    section = [0.0], [0.0, 30.0, 60.0]
    event: list[str | None] = ["1", "Совет", "май"]
    assert read(piece(["Раздел 1"], lefts=section[0]), piece(event, lefts=section[1])) == 13
    assert read(piece(event, lefts=section[1]), piece(["Раздел 2"], lefts=section[0])) == 13
    other = piece(["2", "май"], lefts=[0.0, 45.0])
    assert read(piece(event, lefts=section[1]), other) == 23
    narrow = piece(["Раздел 2"], lefts=section[0], right=70.0)
    assert read(piece(event, lefts=section[1]), narrow) == 23


def test_items_of_a_list_are_paragraphs_though_the_next_word_would_not_have_fitted() -> None:
    assert joined(14, "• приказ отдела", "• справка об", "итогах") == [
        "• приказ отдела", "• справка об итогах",
    ]  # fmt: skip
    assert joined(12, "- приказ по", "- справка") == ["- приказ по", "- справка"]
    assert joined(12, "1) приказ по", "2) справка") == ["1) приказ по", "2) справка"]
    assert joined(12, "а) приказ по", "б) справка") == ["а) приказ по", "б) справка"]
    assert joined(8, "октябрь", "- ноябрь") == ["октябрь - ноябрь"]
    assert joined(11, "не позднее", "15. октября") == ["не позднее 15. октября"]


def test_each_person_of_a_cell_is_a_paragraph_and_no_letter_stands_twice() -> None:
    assert joined(16, "Кодова И.А.", "Хазова Л.М.", "Методкабинет") == [
        "Кодова И.А.", "Хазова Л.М.", "Методкабинет",
    ]  # fmt: skip
    assert joined(9, "Кодова", "И.А.", "Хазова", "Л.М.") == ["Кодова И.А.", "Хазова Л.М."]
    assert joined(12, "директор", "Кодова И.А.", "и учителя") == ["директор Кодова И.А. и учителя"]
    assert joined(11, "результатам", "и и рост") == ["результатами и рост"]


def test_a_label_that_a_page_cuts_goes_on_and_shifts_no_number() -> None:
    found = read_blocks(
        p("Паспорт"),
        tbl(["1", "Цель", "Рост качества"], ["2", "Анализ полученных", "Проведен анализ"]),
        tbl(["", "данных", "по всем школам"], ["3", "Принятие решений", "Изданы приказы"]),
        p("План мероприятий"),
        tbl(["№", "Мероприятие", "Срок", "Ответственный"], ["1", "Дело", "май", "ОО"]),
    )
    rows = [(each["row"], each["label"], each["items"]) for each in found.roadmap["passport"]]
    assert rows == [
        ("1", "Цель", ["Рост качества"]),
        ("2", "Анализ полученных данных", ["Проведен анализ по всем школам"]),
        ("3", "Принятие решений", ["Изданы приказы"]),
    ]


def test_a_cell_that_reaches_down_stands_in_both_rows() -> None:
    rows: list[list[Any]] = [
        [["№"], ["Мероприятие"], ["Сроки"], None, ["Исполнитель"]],
        [False, False, ["начало"], ["конец"], False],
    ]
    table = _table(rows, (("table", 1),))
    spans = [[(cell.text, cell.rows, cell.columns) for cell in row.cells] for row in table.rows]
    ends = ("№", 2, 1), ("Мероприятие", 2, 1), ("Исполнитель", 2, 1)
    assert spans == [
        [*ends[:2], ("Сроки", 1, 2), ends[2]],
        [*ends[:2], ("начало", 1, 1), ("конец", 1, 1), ends[2]],
    ]


def test_words_of_a_head_that_run_over_its_row_are_not_those_of_the_row_below() -> None:
    head = [(lines("Мероприятие"), 60.0), (lines("Вид документа", "результат"), 60.0)]
    again = [(lines("Мероприятие"), 60.0), (lines("Вид документа"), 60.0)]
    below = [(lines("Слёт"), 60.0), (lines("результат", "Приказ"), 60.0)]
    above = [[*head], [(lines("Семинар"), 60.0), (lines("Справка"), 60.0)]]
    assert _join(above, [again, below]) == ["Мероприятие", "Вид документа результат"]
    assert [said(row[1]) for row in above] == ["Вид документа результат", "Справка", "Приказ"]


def test_words_at_the_foot_of_each_page_are_no_section() -> None:
    pages = [[["text", f"Слова {at}"], ["text", "Область, 2026"]] for at in range(3)]
    assert leave_once(pages) == [["Область, 2026"], ["Область, 2026"] * 2]
    assert [len(page) for page in pages] == [1, 1, 1]
    two = [[["text", f"Слова {at}"], ["text", "Область, 2026"]] for at in range(2)]
    leave_once(two)
    assert [len(page) for page in two] == [2, 2]


def test_the_foot_of_two_pages_and_the_numbers_of_pages_are_no_words() -> None:
    pages: list[list[list[Any]]] = [
        [
            ["text", "План", 0.1],
            ["text", f"Отдел, лист {at} из 2", 0.95],
            ["text", f"стр. {at}", 0.97],
        ]
        for at in (1, 2)
    ]
    assert leave_once(pages) == [
        ["Отдел, лист 1 из 2"], ["стр. 1", "стр. 2", "Отдел, лист 2 из 2"],
    ]  # fmt: skip
    assert pages == [[["text", "План", 0.1]]] * 2


def test_words_of_pages_that_no_block_holds_are_told() -> None:
    raw = ["План", "организацио", "нного", "этапа", "учебно-", "методический", "3"]
    assert unread_in(raw, ["План организационного этапа", "учебно-методический"]) == []
    read = ["План организационного этапа", "учебно-методический"]
    assert unread_in([*raw, "сбоку"], read) == ["3", "сбоку"]


def test_a_word_before_a_preposition_is_whole() -> None:
    assert joined(15, "взаимодействие", "с центром") == ["взаимодействие с центром"]
