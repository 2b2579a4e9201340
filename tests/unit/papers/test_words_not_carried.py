"""Every word of a paper stands in the specs or is told: what is taken out of them is missed."""

from collections.abc import Callable
from copy import deepcopy
from dataclasses import replace
from typing import Any

import pytest

from engine.messages import Language, catalogue
from engine.papers import import_paper
from engine.papers.conserving import words_lost
from tests.unit.papers.reading import read_blocks
from tests.unit.papers.wordxml import docx, p, tbl, tc, tr

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
    read = import_paper(docx(*BLOCKS), "план.docx", id="plan", schemas="schemas", words=WORDS)
    assert read.document
    assert read.assembled
    assert read.specs
    project, roadmaps = deepcopy((read.specs.project, dict(read.specs.roadmaps)))
    ((name, roadmap),) = roadmaps.items()
    rows = [*read.specs.rows[name]["events"]]
    change(project["order"], roadmap, rows)
    changed = replace(
        read.specs, project=project, roadmaps=roadmaps,
        rows={name: {"events": tuple(rows), "passport": ()}},
    )  # fmt: skip
    doubts = words_lost(read.document, read.assembled, changed)
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
