"""Words are sought where the spec says that the order prints them."""

from pathlib import Path

import pytest

from engine.load import load_project
from engine.messages import Language, catalogue
from engine.papers.documents import Document
from engine.papers.kept_words import _Order, check_kept_words
from engine.papers.pdf import _blocks
from tests.unit.papers.wordxml import docx, p, tbl

PROJECT = """\
format: project/1
id: cited
title: План
municipality: {name: Пример, kind: район}
method: "2020"
period: {text: 2021 год, from: "2021-01-01", to: "2021-12-31"}
order: {number: "80", date: "2021-01-11", file: order.docx}
roadmaps: [plan.yaml]
requirements:
  - {id: control, text: Возложить контроль на заместителя, clause: "CONTROL",
     not_measurable: definition}
"""
PLAN = """\
format: roadmap/1
slug: plan
title: План работы
clause: ROADMAP
passport:
  - {row: "2", label: Показатели, stages: [indicator], items: [доля школ не менее 70%],
     clause: "PASSPORT"}
sections:
  - {id: s1, number: "1", title: Организация, clause: "SECTION"}
  - {id: s2, number: "2", title: Анализ, clause: раздел 2}
goals: [{id: access, text: Обеспечить доступность, clause: "GOAL"}]
events:
  - {id: meeting, section: s2, number: "1", title: Совещание руководителей, stage: decision,
     serves: [access], schedule: май, responsible: [{text: Отдел}], result: Протокол,
     clause: "EVENT"}
"""
RIGHT = {
    "CONTROL": "приказ, п. 2.1", "ROADMAP": "приложение 1", "PASSPORT": "паспорт, строка 2",
    "SECTION": "план, раздел 1", "GOAL": "паспорт, строка 1", "EVENT": "раздел 2, п. 1",
}  # fmt: skip
PASSPORT = tbl(
    ["№", "Строка", "Содержание"],
    ["1", "Цель", "Обеспечить доступность"],
    ["2", "Показатели", "доля школ не менее 70%"],
)
ROWS = (
    ["№", "Мероприятие", "Срок", "Ответственные", "Результат"],
    ["1. Организация"] * 5,
    ["1", "Приказ о графике", "март", "Отдел", "Приказ"],
    ["2", "Обучение команд", "апрель", "Отдел", "Справка"],
    ["2. Анализ"] * 5,
    ["1", "Совещание руководителей", "май", "Отдел", "Протокол"],
)
ORDER = (
    p("ПРИКАЗЫВАЮ:"), p("1. Утвердить план (приложение 1)."), p("2. Отделу:"),
    p("2.1. Возложить контроль на заместителя."), p("3. Опубликовать приказ."),
    p("Приложение № 1 к приказу"), p("План работы"), p("Паспорт плана"), PASSPORT,
    p("План мероприятий"), tbl(*ROWS),
)  # fmt: skip


def said(folder: Path, **places: str) -> list[tuple[str, str]]:
    """Code and message of what is found, with some of the places written otherwise."""
    folder.mkdir()
    (folder / "order.docx").write_bytes(docx(*ORDER))
    for name, text in (("project.yaml", PROJECT), ("plan.yaml", PLAN)):
        for key, place in (RIGHT | places).items():
            text = text.replace(key, place)
        (folder / name).write_text(text, "utf-8")
    loaded = load_project(folder)
    assert loaded.project is not None, loaded.findings
    words = catalogue(Language.RU)
    return [(each.code.id, words.finding(each)) for each in check_kept_words(loaded.project)]


def test_words_that_stand_at_their_places_are_no_matter(tmp_path: Path) -> None:
    """However the places are written: inwards, outwards, by table and row, Roman or Arabic."""
    assert said(tmp_path / "p") == []
    others = {
        "CONTROL": "подпункт 2.1 пункта 2", "PASSPORT": "таблица 1, строка 2, столбец 3",
        "SECTION": "раздел I", "GOAL": "паспорт, строки 1–3", "EVENT": "строка 1 раздела 2; п. 2.1",
    }  # fmt: skip
    assert said(tmp_path / "q", **others) == []


@pytest.mark.parametrize(
    ("key", "place", "code", "told"),
    [
        ("CONTROL", "приказ, п. 3", "L771", "пункт 2.1, а указано «приказ, п. 3»"),
        ("GOAL", "паспорт, строка 2", "L771", "таблица 1, строка 1"),
        ("EVENT", "раздел 1, п. 1", "L771", "приложение 1, раздел 2, таблица 2, строка 1"),
        ("EVENT", "таблица 1", "L771", "таблица 2, строка 1"),
        ("PASSPORT", "план, раздел 2", "L771", "таблица 1, строка 2"),
        ("EVENT", "таблица 7, строка 1", "L772", "нет того, что названо: таблица 7"),
        ("CONTROL", "приказ, п. 9.9", "L772", "пункт 9.9"),
        ("SECTION", "раздел 5", "L772", "раздел 5"),
        ("ROADMAP", "приложение 3", "L772", "приложение 3"),
        ("GOAL", "«Ожидаемые результаты»", "L772", "Ожидаемые результаты"),
        ("GOAL", "паспорт, строка 1, с. 4", "L773", "страница (1 место)"),
    ],
)
def test_words_that_stand_elsewhere_and_places_that_are_not_there_are_told_with_both(
    tmp_path: Path, key: str, place: str, code: str, told: str
) -> None:
    found = said(tmp_path / "p", **{key: place})
    assert {each for each, _ in found} == {code}
    assert told in found[0][1]


HEAD = [["№"], ["Мероприятие"], ["Срок"], ["Ответственные"], ["Результат"]]
PAGES = [
    [["text", "Приложение № 1 к приказу"], ["text", "План мероприятий"],
     ["table", [HEAD, [["1"], ["Обучение"], ["май"], ["Отдел"], ["Приказ"]],
                [["2"], ["Проведение совещания"], ["май"], ["Отдел"], ["Справка"]]]],
     ["text", "1"]],
    [["table", [HEAD, [[], ["руководителей школ"], [], [], []],
                [["3"], ["Анализ итогов образова-", "тельной работы"], ["май"], [], ["Отчёт"]]]],
     ["text", "- 2 -"]],
]  # fmt: skip


def test_pages_cut_tables_rows_and_words_and_words_have_their_page_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither numbers of pages nor a head that is printed again stands between words of a row."""
    order = _Order(Document("order.pdf", tuple(_blocks(PAGES)), ()))
    monkeypatch.setattr("engine.papers.kept_words._order", lambda *_: order)
    rows = [
        ("Проведение совещания руководителей школ", "строка 2, с. 1", ""),
        ("Проведение совещания", "с. 2", "таблица 1, строка 2, страница 1, а указано «с. 2»"),
        ("Анализ итогов образовательной работы", "таблица 1, строка 3, с. 2", ""),
        ("Анализ итогов образовательной работы", "строка 3, с. 1", "страница 2, а указано"),
        ("Анализ итогов", "с. 9", "нет того, что названо: страница 9; слова стоят здесь:"),
        ("Обучение", "с. 1–2", ""),
    ]
    for number, (title, place, told) in enumerate(rows):
        plan = PLAN.replace("Совещание руководителей", title).replace("Протокол", "Отчёт")
        plan = "".join(line for line in plan.splitlines(keepends=True) if "EVENT" not in line)
        folder = tmp_path / str(number)
        folder.mkdir()
        (folder / "order.docx").write_bytes(b"")
        (folder / "project.yaml").write_text(PROJECT.replace("CONTROL", "с. 1"), "utf-8")
        for key in ("ROADMAP", "PASSPORT", "SECTION", "GOAL"):
            plan = plan.replace(key, "приложение 1")
        (folder / "plan.yaml").write_text(f'{plan}     clause: "{place}"}}\n', "utf-8")
        project = load_project(folder).project
        assert project is not None, load_project(folder).findings
        words = catalogue(Language.RU)
        found = [words.finding(each) for each in check_kept_words(project)
                 if each.subject and each.subject.id == "meeting"]  # fmt: skip
        about = [each for each in found if "в файле приказа нет" not in each]
        assert len(about) == bool(told), (place, found)
        assert told in "".join(about), (place, about)
        assert not any(title in each for each in found if each not in about), found
