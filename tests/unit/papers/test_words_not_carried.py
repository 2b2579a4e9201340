"""Every word of a paper stands in the specs or is told: what is taken out of them is missed."""

from collections.abc import Callable
from copy import deepcopy
from dataclasses import replace
from io import BytesIO
from typing import Any

import pytest
import xlsxwriter

from engine.messages import Language, catalogue
from engine.papers import import_paper
from engine.papers.conserving import words_lost
from engine.papers.documents import Document, Paragraph
from engine.papers.old_texts import words_of_doc, words_of_rtf
from engine.papers.raw_words import words_unread
from engine.papers.word_pools import words_in
from tests.unit.papers.reading import read, read_blocks
from tests.unit.papers.wordxml import deleted, docx, inserted, p, part, t, tbl, tc, tr

WORDS = catalogue(Language.RU)
HEAD = ["№", "Мероприятие", "Срок", "Ответственный", "Результат"]
BLOCKS = (
    p("ПРИКАЗ"),
    p("г. Ковров 12.09.2024 г. № 15"),
    p("Об утверждении плана"),
    p("ПРИКАЗЫВАЮ:"),
    p("1. Утвердить план."),
    p("2. Контроль оставляю за собой."),
    p("План мероприятий школы на 2024-2025 учебный год"),
    p("Цель: повышение качества образования."),
    tbl(
        HEAD,
        tr(tc("I. Анализ", span=5)),
        ["1", "Анализ работ", "до 1 октября", "Завуч", "Справка"],
        ["2", "Анализ работ", "ноябрь", "Завуч", "Справка"],
        tr(tc("II. Обучение", span=5)),
        ["3", "Семинар", "в течение года", "Завуч", "Протокол"],
        HEAD,
        ["4", "Мастер-класс", "май", "Методист; директор", "Отчёт"],
    ),
    p("Продолжение таблицы"),
)


def test_what_is_carried_over_is_not_missed() -> None:
    assert "P964" not in read_blocks(*BLOCKS).codes()


def lost(change: Callable[[Any, Any, Any], None]) -> list[tuple[tuple[Any, ...], dict[str, Any]]]:
    """What is missed once the specs were changed: their order, roadmap and rows of events."""
    got = import_paper(docx(*BLOCKS), "план.docx", id="plan", schemas="schemas", words=WORDS)
    assert got.document
    assert got.assembled
    assert got.specs
    project, roadmaps = deepcopy((got.specs.project, dict(got.specs.roadmaps)))
    ((name, roadmap),) = roadmaps.items()
    rows = [*got.specs.rows[name]["events"]]
    change(project["order"], roadmap, rows)
    changed = replace(
        got.specs, project=project, roadmaps=roadmaps,
        rows={name: {"events": tuple(rows), "passport": ()}},
    )  # fmt: skip
    doubts = words_lost(got.assembled, changed)
    assert {each.code.id for each in doubts} <= {"P964"}
    return [(each.address, dict(each.params)) for each in doubts]


def without_event(at: int) -> Callable[[Any, Any, Any], None]:
    def change(order: Any, roadmap: Any, rows: Any) -> None:
        del roadmap["events"][at], rows[at]

    return change


def row(number: int, column: int) -> tuple[Any, ...]:
    return (("table", 1), ("row", number), ("column", column))


def test_an_event_is_missed_though_its_words_stand_elsewhere_too() -> None:
    ((address, told),) = lost(without_event(1))
    assert address == row(4, 2)
    assert told == {"count": 5, "words": "Анализ работ", "text": ""}


def test_rows_that_follow_one_another_are_told_together() -> None:
    def change(order: Any, roadmap: Any, rows: Any) -> None:
        del roadmap["events"][:2], rows[:2]

    ((address, told),) = lost(change)
    assert (address, told["count"]) == (row(3, 2), 12)


@pytest.mark.parametrize(
    ("key", "address", "words"),
    [
        ("schedule", row(8, 3), "май"),
        ("result", row(8, 5), "Отчёт"),
        ("title", row(8, 2), "Мастер-класс"),
    ],
)
def test_a_cell_is_missed(key: str, address: object, words: str) -> None:
    def change(order: Any, roadmap: Any, rows: Any) -> None:
        roadmap["events"][3][key] = None

    ((found, told),) = lost(change)
    assert (found, told["words"]) == (address, words)


def test_a_part_of_a_cell_is_told_with_the_whole() -> None:
    def change(order: Any, roadmap: Any, rows: Any) -> None:
        del roadmap["events"][3]["responsible"][1]

    ((address, told),) = lost(change)
    assert address == row(8, 4)
    assert told == {"count": 1, "words": "директор", "text": "Методист; директор"}


def test_a_clause_and_a_section_are_missed() -> None:
    def change(order: Any, roadmap: Any, rows: Any) -> None:
        order["preamble"].remove("2. Контроль оставляю за собой.")
        del roadmap["sections"][1]

    clause, section = lost(change)
    assert clause[0] == (("paragraph", 6),)
    assert section[0] == row(5, 1)


def test_words_that_another_finding_tells_are_not_told_again() -> None:
    found = read_blocks(*BLOCKS, p("* при наличии финансирования"))
    assert [each for each in found.found if each.startswith("P9")] == ["P951 абзац 10"]


CONTACTS = tbl(["Школа", "Контакты"], ["СОШ № 1", "2-15-40"])
PUPILS = tbl(["Ф.И.О.", "Класс"], ["Иванов Иван", "5"], ["Петров Пётр", "6"])


def test_words_beside_a_plan_stand_in_notes() -> None:
    noted = p(t("Семинар"), '<w:r><w:footnoteReference w:id="2"/></w:r>')
    plan = tbl(HEAD, ROW, ["2", tc(noted), *ROW[2:]])
    below = (p("* при наличии средств"), p("Контакты школ"), CONTACTS, p("Директор А.А. Ким"))
    title = p("План работы школы на 2025 год")
    notes = part("footnotes", f'<w:footnote w:id="2">{p("не менее 36 часов")}</w:footnote>')
    pupils = (p("Список учеников"), PUPILS)
    found = read_blocks(title, plan, *below, *pupils, parts={"footnotes": notes})
    assert found.column("note") == [None, "Сноска: не менее 36 часов"]
    assert found.roadmap["note"].splitlines() == [
        "* при наличии средств", "Контакты школ", "Школа – Контакты", "СОШ № 1 – 2-15-40",
        "Директор А.А. Ким", "Список учеников",
    ]  # fmt: skip
    assert {"P951", "P918", "P911"} <= found.codes()


def test_a_note_of_a_person_stays_and_a_crossed_out_word_counts_once() -> None:
    whole = docx(*BLOCKS, p("Директор А.А. Ким"))
    made = import_paper(whole, "план.docx", id="plan", schemas="schemas", words=WORDS)
    kept = {**made.files, "plan.yaml": made.files["plan.yaml"].replace("Директор", "Глава")}
    again = import_paper(
        whole, "план.docx", id="plan", schemas="schemas", words=WORDS, existing=kept
    )
    assert again.files["plan.yaml"] == kept["plan.yaml"]
    (left,) = [dict(each.params) for each in again.findings if each.code.id == "P951"]
    assert left["lost"]
    struck = docx(*BLOCKS, p("<w:r><w:rPr><w:strike/></w:rPr><w:t>Высокие баллы</w:t></w:r>"))
    got = import_paper(struck, "план.docx", id="plan", schemas="schemas", words=WORDS).document
    assert got
    assert words_unread(struck, "план.docx", got) == []
    less = replace(got, blocks=got.blocks[:-1])
    assert len(words_unread(struck, "план.docx", less)) == 1


def test_words_of_a_file_that_its_reader_did_not_read_are_told() -> None:
    whole = docx(*BLOCKS)
    got = import_paper(whole, "план.docx", id="plan", schemas="schemas", words=WORDS).document
    assert got
    assert words_unread(whole, "план.docx", got) == []
    less = replace(got, blocks=tuple(each for each in got.blocks if each.address[0][1] != 6))
    (found,) = words_unread(whole, "план.docx", less)
    assert dict(found.params)["words"] == "контроль оставляю за собой 2"


def test_words_of_changes_and_of_hidden_sheets_are_read() -> None:
    block = p(t("до "), deleted("окт"), inserted("сент"), t("ября 2025 года"))
    assert "P964" not in read_blocks(*BLOCKS, block).codes()
    hidden = book(("План", [HEAD, ROW], False), ("Черновик", [["старое"]], True))
    assert "P964" not in read(hidden).codes()


def test_words_of_a_sheet_that_is_not_read_are_told() -> None:
    data = book(("План", [HEAD, ROW], False), ("Итоги", [["Высокие баллы"]], False))
    got = import_paper(data, "план.xlsx", id="plan", schemas="schemas", words=WORDS).document
    assert got
    less = replace(got, blocks=got.blocks[:1])
    (found,) = words_unread(data, "план.xlsx", less)
    assert dict(found.params)["words"] == "высокие баллы"


ROW = ["1", "Анализ работ", "до 1 октября 2025 г.", "Завуч", "Справка"]


def book(*sheets: tuple[str, list[list[str]], bool]) -> bytes:
    """A workbook of these sheets: name, rows, whether it is hidden."""
    content = BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True}) as made:
        for name, rows, is_hidden in sheets:
            sheet = made.add_worksheet(name)
            for at, texts in enumerate(rows):
                sheet.write_row(at, 0, texts)
            if is_hidden:
                sheet.hide()
    return content.getvalue()


def test_a_table_above_the_plan_that_became_lines_is_told() -> None:
    title, plan = p("План работы школы на 2025 год"), tbl(HEAD, ROW)
    classes = tbl(["Класс", "Учеников"], ["5", "24"])
    assert "P965 таблица 1" in read_blocks(title, classes, plan).found
    head = tbl(["Рассмотрено", "Утверждаю"], ["Протокол № 1", "Директор ____ А.П. Котова"])
    assert "P965" not in read_blocks(head, title, plan).codes()
    joined = tbl(["Класс", "Учеников"], ["5", "24"], HEAD, ROW)
    assert "P965 таблица 1" in read_blocks(title, joined).found


@pytest.mark.parametrize(
    ("words", "is_told"),
    [
        ("Контрольная точка: отчёт на педсовете 28.09.2025", True),
        ("Ожидаемый итог: все работают по плану", True),
        ("Работа с родителями", False),
        ("2 этап. Основной (с 01.10.2025)", False),
    ],
)
def test_a_row_that_reads_as_no_section_is_told(words: str, is_told: bool) -> None:
    title = p("План работы школы на 2025 год")
    found = read_blocks(title, tbl(HEAD, ROW, tr(tc(words, span=5)), ["2", *ROW[1:]]))
    assert ("P966 таблица 1, строка 3" in found.found) is is_told


def test_a_period_that_is_not_named_is_told() -> None:
    plan = tbl(HEAD, ROW)
    assert read_blocks(p("План работы Лесного района на 2025 год"), plan).codes() == set()
    assert read_blocks(p("План работы Лесного района"), plan).found == ["P920"]


def test_a_head_of_indicators_among_the_events_is_told() -> None:
    rows = [ROW, ["", "Показатель", "2025", "2026", ""], ["", "Доля успевающих", "90", "95", ""]]
    found = read_blocks(p("План работы школы на 2025 год"), tbl(HEAD, *rows))
    assert "P911 таблица 1, строка 3" in found.found


def test_sheets_that_continue_a_table_say_so_and_nothing_is_missed() -> None:
    content = BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True}) as book:
        for at, event in enumerate(("Семинар", "Анализ работ")):
            sheet = book.add_worksheet(f"Лист{at + 1}")
            sheet.write(0, 0, "Продолжение таблицы" if at else "План мероприятий на 2026 год")
            sheet.write_row(1, 0, HEAD)
            sheet.write_row(2, 0, [str(at + 1), event, "май 2026 г.", "Завуч", "Справка"])
    found = read(content.getvalue())
    assert "P964" not in found.codes()
    assert found.column("title") == ["Семинар", "Анализ работ"]


RTF = (
    rb"{\rtf1\ansi\ansicpg1251\uc1{\fonttbl{\f0 Times;}}{\header Page}{\*\generator X;}"
    rb"\trowd\cell{\field{\*\fldinst HYPERLINK \"a\"}{\fldrslt \u1055\'3f\'eb\'e0\'ed}}\cell "
    rb"\'d1\'d8-1{\footnote \chftn Note}\row{\pict 0a0b}}"
)


def test_words_of_an_rtf_are_held_against_what_another_program_made_of_it() -> None:
    assert words_in(words_of_rtf(RTF)) == ("план", "сш", "1", "note")
    kept = Paragraph(("План СШ-1",), (("paragraph", 1),))
    document = Document("план.rtf", (kept,), ())
    told = words_unread(RTF, "план.rtf", document)
    assert [dict(each.params)["words"] for each in told] == ["note"]
    assert words_of_rtf(b"{\\rtf1 {}}}") == ""
    assert words_of_doc(b"\xd0\xcf\x11\xe0" + bytes(600)) == ""
