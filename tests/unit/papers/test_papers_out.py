"""Remarks in the margin, an order on changes, and papers printed as PDF."""

import io
import shutil
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from engine.children import office, run_office
from engine.messages import Language, catalogue
from engine.model.project import Project
from engine.papers.amending import amending_order
from engine.papers.documents import Paragraph
from engine.papers.word.reading import read_docx
from engine.pipeline import check
from tests.running import run

SPECS = Path(__file__).parents[3] / "specs"
RU = catalogue(Language.RU)


def copied(order: str, folder: Path) -> Path:
    path = folder / order
    shutil.copytree(SPECS / order, path, ignore=shutil.ignore_patterns("data"))
    return path


def paper_of(tmp_path: Path, *arguments: str) -> bytes:
    file = tmp_path / "paper.docx"
    done = run(*arguments, "--format", "docx", "--output", str(file))
    assert file.is_file(), done.err
    return file.read_bytes()


def parts_of(paper: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(paper)) as parts:
        return {name: parts.read(name).decode() for name in parts.namelist()}


def lines_of(paper: bytes) -> list[str]:
    with zipfile.ZipFile(io.BytesIO(paper)) as parts:
        blocks = read_docx(parts, "paper").blocks
    return [block.text for block in blocks if isinstance(block, Paragraph) and block.text]


def test_every_remark_of_lint_is_a_comment_beside_its_row(tmp_path: Path) -> None:
    home = str(SPECS / "balashov-2020")
    parts = parts_of(paper_of(tmp_path, "lint", home))
    told = run("lint", home, "--format", "json", "--as-of", "2022-01-01").out
    comments, document = parts["word/comments.xml"], parts["word/document.xml"]
    assert comments.count("<w:comment ") == document.count("<w:commentReference")
    assert comments.count("<w:comment ") >= told.count('"code"') > 0
    assert "comments+xml" in parts["[Content_Types].xml"]


@pytest.mark.skipif(office() is None, reason="LibreOffice is not installed")
def test_libreoffice_shows_the_remarks(tmp_path: Path) -> None:
    paper = paper_of(tmp_path, "lint", str(SPECS / "balashov-2020"))
    comments = parts_of(paper)["word/comments.xml"].count("<w:comment ")
    again = run_office(paper, "docx", "docx")
    assert parts_of(again)["word/comments.xml"].count("<w:comment ") == comments


Edit = Callable[[str], str]


def changed(tmp_path: Path, edit: Edit, order: str = "balashov-2020") -> list[str]:
    """The lines of the order on changes between the project and itself after an edit."""
    old, home = SPECS / order, copied(order, tmp_path)
    file = home / "assessment.yaml"
    text = file.read_text("utf-8")
    assert edit(text) != text
    file.write_text(edit(text), "utf-8")
    before, after = check(old).loaded.project, check(home).loaded.project
    assert before is not None
    assert after is not None
    paper = amending_order(before, after, RU)
    return lines_of(paper) if paper else []


def swap(old: str, new: str) -> Edit:
    return lambda text: text.replace(old, new, 1)


def test_an_order_on_changes_says_which_words_are_replaced_by_which(tmp_path: Path) -> None:
    before = check(SPECS / "balashov-2020").loaded.project
    assert before is not None
    event = next(each for each in before.roadmaps[0].events if each.schedule.text)
    schedule = f"schedule: {event.schedule.text}"
    lines = changed(tmp_path, swap(schedule, "schedule: Август 2022 г."))
    assert lines[:3] == ["ПРОЕКТ", "ПРИКАЗ", "____________ № ____________"]
    assert "№ 282" in lines[3]
    point = next(line for line in lines if line.startswith("1.1. "))
    assert f"пункт {event.number.rstrip('.')}" in point.casefold() if event.number else True
    assert "графа «Срок»" in point
    assert "Август 2022 г." in point
    assert "Руководитель" in lines[-2]


@pytest.mark.parametrize(
    ("preamble", "annexes", "kind", "words"),
    [
        (("П О С Т А Н О В Л Я Е Т:",), (), "ПОСТАНОВЛЕНИЕ", "в постановление от"),
        (("В соответствии с постановлением Правительства ПРИКАЗЫВАЮ:",),
         ("Приложение к постановлению",), "ПРИКАЗ", "в приказ от"),
        (("Распоряжение",), (), "РАСПОРЯЖЕНИЕ", "в распоряжение от"),
        (("Совет депутатов РЕШИЛ:",), (), "РЕШЕНИЕ", "РЕШИЛИ: внести в решение от"),
        ((), ("Приложение № 1 к постановлению администрации",), "ПОСТАНОВЛЕНИЕ",
         "в постановление от"),
        ((), (), "ПРИКАЗ", "в приказ от"),
    ],
)  # fmt: skip
def test_an_order_on_changes_is_of_the_kind_that_it_changes(
    balashov: Project, preamble: tuple[str, ...], annexes: tuple[str, ...], kind: str, words: str
) -> None:
    order = replace(balashov.order, preamble=preamble, annexes=annexes)
    old = replace(balashov, order=order)
    new = replace(old, order=replace(order, title="Об ином плане"))
    paper = amending_order(old, new, RU)
    assert paper is not None
    told = lines_of(paper)
    assert told[1] == kind
    assert any(words in line for line in told[2:])


@pytest.fixture(scope="module")
def balashov() -> Project:
    project = check(SPECS / "balashov-2020").loaded.project
    assert project is not None
    return project


def test_an_unchanged_project_needs_no_order(tmp_path: Path) -> None:
    home = copied("balashov-2020", tmp_path)
    done = run("diff", str(SPECS / "balashov-2020"), str(home), "--format", "docx",
               "--output", str(tmp_path / "order.docx"))  # fmt: skip
    assert done.code == 0
    assert "приказ не нужен" in done.err
    assert not (tmp_path / "order.docx").exists()


def test_what_no_paper_prints_is_no_matter_of_an_order(tmp_path: Path) -> None:
    assert changed(tmp_path, swap("stage: monitoring", "stage: analysis")) == []


def test_a_point_that_is_gone_and_one_that_is_new_are_told() -> None:
    project = check(SPECS / "balashov-2020").loaded.project
    assert project is not None
    roadmap = project.roadmaps[0]
    first, *others = roadmap.events
    more = replace(first, id="brought", number="77.", title="Провести совещание")
    after = replace(project, roadmaps=(replace(roadmap, events=(*others, more)),))
    paper = amending_order(project, after, RU)
    assert paper is not None
    told = lines_of(paper)
    assert f"1.1. пункт {(first.number or '').rstrip('.')} признать утратившим силу." in told
    assert "1.2. Дополнить пунктом 77 следующего содержания:" in told
    assert "Провести совещание" in parts_of(paper)["word/document.xml"]


@pytest.mark.parametrize(
    ("old", "new", "point"),
    [
        ("до 1 октября 2021 г.", "до 15 октября 2021 г.", "слова «до 1» заменить словами «до 15»."),
        ("до 1 октября и 1 мая", "до 1 октября и 2 мая",
         "слова «и 1» заменить словами «и 2»."),
        ("раз в год", "раз в месяц", "слова «год» заменить словами «месяц»."),
        ("отчёт и справка", "отчёт", "слова «и справка» исключить."),
        ("отчёт", "отчёт и справка", "слова «отчёт» заменить словами «отчёт и справка»."),
        ("отчёт школы", "отчёт каждой школы",
         "слова «отчёт» заменить словами «отчёт каждой»."),
        ("а а", "а а а", "слова «а а» заменить словами «а а а»."),
        ("", "Справка", "дополнить словами «Справка»."),
        ("Справка", "", "слова «Справка» исключить."),
    ],
)  # fmt: skip
def test_the_shortest_words_that_occur_once_are_replaced(old: str, new: str, point: str) -> None:
    from engine.papers.amending import _changed

    (made,) = _changed(old, new, RU, where="")
    assert made.text.casefold() == point.casefold()


@pytest.mark.skipif(office() is None, reason="LibreOffice is not installed")
def test_a_paper_is_printed_and_the_same_paper_gives_the_same_bytes(tmp_path: Path) -> None:
    for name in ("one.pdf", "two.pdf"):
        done = run("plan", str(SPECS / "baksan-2022"), "--format", "pdf", "--output",
                   str(tmp_path / name))  # fmt: skip
        assert done.code == 0, done.err
    one = (tmp_path / "one.pdf").read_bytes()
    assert one.startswith(b"%PDF")
    assert one == (tmp_path / "two.pdf").read_bytes()


def test_where_nothing_prints_a_sentence_says_what_to_do(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("engine.reports.formats.pdf.office", lambda: None)
    for words in (["plan"], ["evaluate", "--out", str(tmp_path)], ["lint"]):
        done = run(*words, str(SPECS / "baksan-2022"), "--format", "pdf")
        assert done.code == 2
        assert "LibreOffice" in done.err
