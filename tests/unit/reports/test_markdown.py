"""report.md: the same words, and no markup but ours."""

import pytest

from engine.messages import Catalogue
from engine.reports import render
from engine.reports.content.diff import TableView
from engine.reports.formats.diff_markdown import _table
from engine.reports.formats.markdown_text import plain
from engine.results.outcome import Outcome
from tests.unit.reports import believable


@pytest.fixture
def markdown(outcome: Outcome, places: believable.Places, words: Catalogue) -> str:
    text = render("md", outcome, places, words)
    assert isinstance(text, str)
    return text


def test_it_has_the_sections_of_the_report(markdown: str) -> None:
    headings = [line[3:] for line in markdown.splitlines() if line.startswith("## ")]
    assert headings == [
        "Главное",
        "1.2 Школы с низкими образовательными результатами",
        "2.1 Объективность процедур оценки и олимпиад",
        "2.4 Методическая работа",
        "Требования",
        "Нарушения порядка работы",
        "О чём судить нельзя и почему",
        "Организации, которым нужно внимание",
        "Замечания к таблицам и спецификациям",
        "Происхождение отчёта",
    ]


def test_an_indicator_is_a_row_with_figure_target_and_distance(markdown: str) -> None:
    row = next(line for line in markdown.splitlines() if "методического сопровождения" in line)
    (table_row,) = [
        line
        for line in markdown.replace("\xa0", " ").splitlines()
        if line.startswith("| 2 |") and "методического сопровождения" in line
    ]
    assert row
    unanswered = "сколько строк без ответа или не засчитано, скрыто"
    figure = f"24 / 35 = 68,6 %; {unanswered}"
    assert f"| ✗ не выполнен | {figure} | не менее 70 % | не хватает 1 педагога |" in table_row


def test_every_row_of_a_table_has_as_many_cells_as_its_head(markdown: str) -> None:
    lines = markdown.splitlines()
    for number, line in enumerate(lines):
        if line.startswith("|---"):
            for row in lines[number + 1 :]:
                if not row.startswith("|"):
                    break
                assert row.replace("\\|", "").count("|") == line.count("|")


def test_markup_in_texts_is_neutralised(markdown: str) -> None:
    assert "<script>" not in markdown.replace("\\<", "")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a | b", "a \\| b"),
        ("[link](x)", "\\[link\\](x)"),
        ("*bold* _it_ `code`", "\\*bold\\* \\_it\\_ \\`code\\`"),
        ("two\nlines", "two lines"),
        ("# heading", "\\# heading"),
        ("bell\x07", "bell·"),
    ],
)
def test_text_is_shown_as_it_is(text: str, shown: str) -> None:
    assert plain(text) == shown


def test_a_table_of_a_comment_has_as_many_columns_in_every_line(words: Catalogue) -> None:
    table = TableView("Таблица", ("школа", "обучен"), ((("s1", "да"), 1), (("s2", "a|b"), 2)))
    lines = [line for line in _table(table, words) if line.startswith("|")]
    bars = [line.replace("\\|", "").count("|") for line in lines]
    assert len(lines) == 4
    assert set(bars) == {4}
