"""The words of the specs are held against the order, where its file lies in the project."""

from datetime import date
from difflib import SequenceMatcher
from pathlib import Path
from unittest.mock import patch

import pytest

from engine.load import load_project
from engine.messages import Language, catalogue
from engine.papers.kept_words import _document, _Order, check_kept_words, lint_with_order
from engine.pipeline import check
from tests.running import run
from tests.unit.papers.wordxml import docx, p, tbl

PROJECT = """\
format: project/1
id: kept
title: План
municipality: {name: Пример, kind: район}
method: "2020"
period: {text: 2021 год, from: "2021-01-01", to: "2021-12-31"}
order: {number: "80", date: 2021-01-11, file: order.docx, url: "https://example.ru/80"}
roadmaps: [plan.yaml]
""".replace("date: 2021-01-11", 'date: "2021-01-11"')
PLAN = """\
format: roadmap/1
slug: plan
title: План работы
sections: [{id: s1, number: "1", title: Организационные мероприятия}]
goals: [{id: access, text: Обеспечить доступность образования}]
events:
  - id: meeting
    section: s1
    number: "1"
    title: Проведение «круглого стола» с руководителями школ
    stage: decision
    serves: [access]
    schedule: [до 15 мая — список, до 1 июня — протокол]
    responsible: [{text: Отдел образования}]
    result: Протокол
"""
ORDER = (
    p("Цель: обеспечить доступность   образования."),
    tbl(
        ["№", "Мероприятие", "Срок", "Ответственные", "Результат"],
        ["1. Организационные мероприятия"] * 5,
        ["1.", 'Проведение "круглого стола"\nс руководителями школ',
         "– до 15 мая — список,\n– до 1 июня — протокол", "Отдел образования", "Протокол"],
    ),
)  # fmt: skip


def said(folder: Path, plan: str = PLAN, project: str = PROJECT) -> list[tuple[str, str]]:
    """Code and message of what is found about the order's file."""
    folder.mkdir()
    (folder / "order.docx").write_bytes(docx(*ORDER))
    (folder / "project.yaml").write_text(project, "utf-8")
    (folder / "plan.yaml").write_text(plan, "utf-8")
    loaded = load_project(folder).project
    assert loaded is not None, load_project(folder).findings
    words = catalogue(Language.RU)
    return [(word.code.id, words.finding(word)) for word in check_kept_words(loaded)]


def test_quotes_bullets_lines_and_case_are_no_other_words(tmp_path: Path) -> None:
    assert said(tmp_path / "p") == []


@pytest.mark.parametrize(
    ("old", "new", "near"),
    [
        ("с руководителями", "с директорами", "таблица 1, строка 3, столбец 2"),
        ("1 июня", "10 июня", "таблица 1, строка 3, столбец 3"),
        ("Обеспечить", "Повысить", "абзац 1"),
        ("result: Протокол", "result: Справка", ""),
        ("title: Организационные", "title: Методические", "таблица 1, строка 2"),
        ("text: Отдел образования", "text: Комитет по культуре", ""),
    ],
)
def test_words_that_the_order_does_not_have_are_named_with_the_nearest(
    tmp_path: Path, old: str, new: str, near: str
) -> None:
    assert old in PLAN
    ((code, message),) = said(tmp_path / "p", PLAN.replace(old, new))
    assert code == "S166"
    assert (near in message) if near else ("самые похожие" not in message)


def test_few_of_many_places_are_compared_sign_by_sign(tmp_path: Path) -> None:
    (tmp_path / "order.docx").write_bytes(docx(*(p(f"Мероприятие номер {n}") for n in range(90))))
    document = _document((tmp_path / "order.docx").read_bytes(), "order.docx")
    assert document is not None
    with patch("engine.papers.kept_words.SequenceMatcher", wraps=SequenceMatcher) as compared:
        (near,) = _Order(document).nearest("мероприятия номер 77")
    assert dict(near.params) == {"n": 78}
    assert compared.call_count <= 5


def test_what_the_scan_lost_and_what_answers_the_order_are_not_sought(tmp_path: Path) -> None:
    lost = PLAN.replace("с руководителями школ", "с рук") + "    lost: {title: конец строки}\n"
    assert said(tmp_path / "p", lost) == []


@pytest.mark.parametrize(("file", "why"), [("no.docx", "его нет"), ("plan.yaml", "не сверены")])
def test_an_order_that_is_not_there_or_no_order_is_told(
    tmp_path: Path, file: str, why: str
) -> None:
    project = PROJECT.replace("file: order.docx", f"file: {file}")
    ((code, message),) = said(tmp_path / "p", project=project)
    assert code == "S167"
    assert why in message


def test_lint_tells_it_and_a_waiver_may_excuse_it(tmp_path: Path) -> None:
    waived = "waivers: [{code: S166, reason: опечатка, author: Отдел, until: '2030-01-01'}]\n"
    said(tmp_path / "p", PLAN.replace("с рук", "и рук"))
    said(tmp_path / "q", PLAN.replace("с рук", "и рук"), PROJECT + waived)
    found = [
        [finding.code.id for finding in lint_with_order(check(tmp_path / name), date(2021, 5, 1))]
        for name in ("p", "q")
    ]
    assert ["S166" in each for each in found] == [True, False]


def test_an_order_may_lie_alone_in_the_folder_that_it_becomes(tmp_path: Path) -> None:
    (tmp_path / "order.docx").write_bytes(docx(*ORDER))
    line = ["import", str(tmp_path / "order.docx"), "--into", str(tmp_path)]
    assert run(*line, "--quiet").code != 2
    assert (tmp_path / "project.yaml").is_file()


def test_an_editor_and_the_workspace_tell_what_lint_tells(tmp_path: Path) -> None:
    """Also of words that are typed and not saved, and after the order itself was replaced."""
    pytest.importorskip("starlette", reason="the extra [web] is not installed")
    from engine.lsp.desk import Desk
    from engine.web.desk import Shelf

    folder = tmp_path / "p"
    assert said(folder) == []
    day, typed = date(2021, 6, 1), PLAN.replace("с руководителями", "с директорами")
    desk, shelf = Desk(folder), Shelf()
    assert "S166" not in {remark.code.id for remark in desk.remarks(desk.checked(), day)}
    desk.hold("plan.yaml", typed)
    assert "S166" in {remark.code.id for remark in desk.remarks(desk.checked(), day)}
    assert "S166" not in {document.code.id for document in shelf.documents(folder, day)}
    (folder / "order.docx").write_bytes(docx(p("Ничего из этого")))
    assert "S166" in {document.code.id for document in shelf.documents(folder, day)}
