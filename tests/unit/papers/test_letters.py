"""Letters: each school hears of itself alone, each addressee of all that is expected of it."""

import io
import zipfile
from pathlib import Path

import pytest

from engine.papers.word.reading import read_docx
from engine.reports.word import NotALetterhead, Paper, cell
from tests.running import Done, run
from tests.unit.disclosure.projects import indicator, pupil, write

DECISION = """\
format: decision/1
id: help
source: null
title: Кому помочь
per: schools
hit: first
date: "2022-04-01"
inputs:
  - {id: mean, title: Средний балл, indicator: low/mean, take: value}
rows:
  - id: weak
    when: {mean: "< 20"}
    zone: Зона риска
    why: "средний балл {mean}"
    recommend:
      - {to: heads, what: "Составить план для {organisation}", by: до 01.05.2022}
      - {to: methodologists, what: Посетить уроки, by: до 31.05.2022}
  - id: calm
"""


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_project(tmp_path_factory.mktemp("letters"))


def make_project(home: Path) -> Path:
    """School 1 is weak with many pupils, school 2 weak with few, school 3 does well and hides
    with school 2."""
    rows = [
        *(pupil("1", score="12") for _ in range(8)), *(pupil("2", score="17") for _ in range(2)),
        *(pupil("3", score="40") for _ in range(6)),
    ]  # fmt: skip
    mean = "{measure: mean, of: score, in: pupils, missing: exclude}"
    write(home, [indicator("mean", mean)], rows)
    (home / "decisions").mkdir()
    (home / "decisions" / "help.yaml").write_text(DECISION)
    return home


def letters(home: Path, out: Path, *more: str) -> Done:
    return run("letters", str(home), "--as-of", "2022-06-01", "--out", str(out), "-q",
               "--history", str(out / "none.sqlite"), *more)  # fmt: skip


def words(file: Path) -> str:
    with zipfile.ZipFile(file) as parts:
        paper = read_docx(parts, file.name)
    return "\n".join(str(block) for block in paper.blocks)


def test_each_school_that_is_advised_gets_a_letter_with_its_figure_advice_and_day(
    project: Path, tmp_path: Path
) -> None:
    done = letters(project, tmp_path)
    assert done.code == 0, done.err
    assert sorted(path.name for path in tmp_path.glob("*.docx")) == [
        "1.docx", "2.docx", "to-heads.docx", "to-methodologists.docx",
    ]  # fmt: skip
    told = words(tmp_path / "1.docx")
    for part in ("Школа 1", "средний балл 12", "Составить план для Школа 1", "до 01.05.2022",
                 "Посетить уроки", "Зона риска"):  # fmt: skip
        assert part in told
    assert "Школа 2" not in told


def test_an_addressee_hears_of_all_schools(project: Path, tmp_path: Path) -> None:
    letters(project, tmp_path)
    told = words(tmp_path / "to-methodologists.docx")
    assert told.count("Посетить уроки") == 2
    assert "Составить план" not in told


def test_few_pupils_are_not_told_of_outside_and_are_inside(project: Path, tmp_path: Path) -> None:
    letters(project, tmp_path / "out")
    letters(project, tmp_path / "in", "--audience", "internal")
    for name in ("2.docx", "to-heads.docx"):
        assert "17" not in words(tmp_path / "out" / name)
    assert "17" in words(tmp_path / "in" / "2.docx")


def test_the_same_letters_are_the_same_bytes(project: Path, tmp_path: Path) -> None:
    for out in ("one", "two"):
        letters(project, tmp_path / out)
    for file in (tmp_path / "one").glob("*.docx"):
        assert file.read_bytes() == (tmp_path / "two" / file.name).read_bytes()


def test_where_nothing_follows_no_letter_is_written(tmp_path: Path) -> None:
    mean = "{measure: mean, of: score, in: pupils, missing: exclude}"
    home = write(tmp_path / "home", [indicator("mean", mean)], [pupil("1")] * 6)
    done = letters(home, tmp_path / "out")
    assert done.code == 2
    assert "Писем нет" in done.err


def letterhead() -> bytes:
    """A letterhead with a line, wide margins and a style of its own for titles."""
    paper = Paper()
    paper.paragraph("УПРАВЛЕНИЕ ОБРАЗОВАНИЯ", "Center")
    return repacked(
        paper.content(),
        lambda name, text: text.replace('w:left="1134"', 'w:left="1701"')
        .replace('<w:b/><w:sz w:val="26"/>', '<w:i/><w:sz w:val="26"/>')
        if name.endswith(".xml") else text,
    )  # fmt: skip


def repacked(data: bytes, change: object, **more: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            new.writestr(name, change(name, old.read(name).decode()))  # type: ignore[operator]
        for name, text in more.items():
            new.writestr(name, text)
    return out.getvalue()


def test_a_letterhead_keeps_its_words_margins_and_styles(project: Path, tmp_path: Path) -> None:
    (tmp_path / "head.docx").write_bytes(letterhead())
    letters(project, tmp_path / "out", "--letterhead", str(tmp_path / "head.docx"))
    told = words(tmp_path / "out" / "1.docx")
    assert 0 <= told.index("УПРАВЛЕНИЕ ОБРАЗОВАНИЯ") < told.index("Школа 1")
    with zipfile.ZipFile(tmp_path / "out" / "1.docx") as parts:
        assert b'w:left="1701"' in parts.read("word/document.xml")
        styles = parts.read("word/styles.xml").decode()
    assert '<w:i/><w:sz w:val="26"/>' in styles
    assert styles.count('w:styleId="Title"') == 1


def test_a_table_is_as_wide_as_the_text_of_the_letterhead() -> None:
    paper = Paper(letterhead=letterhead())
    paper.table((1, 1), [[cell("a"), cell("b")]])
    with zipfile.ZipFile(io.BytesIO(paper.content())) as parts:
        document = parts.read("word/document.xml").decode()
    page, left, right = 11907, 1701, 567
    width = int(document.partition('<w:tblW w:w="')[2].partition('"')[0])
    assert abs(width - (page - left - right)) < 60  # a millimetre
    assert Paper().width == 180


def test_the_report_is_written_on_a_letterhead_too(project: Path, tmp_path: Path) -> None:
    (tmp_path / "head.docx").write_bytes(letterhead())
    run("evaluate", str(project), "--as-of", "2022-06-01", "--format", "docx", "--out",
        str(tmp_path), "--letterhead", str(tmp_path / "head.docx"), "--no-cache", "-q")  # fmt: skip
    assert "УПРАВЛЕНИЕ ОБРАЗОВАНИЯ" in words(tmp_path / "report.docx")


def plain(_: str, text: str) -> str:
    return text


def test_a_letterhead_that_is_a_folder_is_told_so(project: Path, tmp_path: Path) -> None:
    done = run("letters", str(project), "--out", str(tmp_path / "out"), "--letterhead",
               str(tmp_path))  # fmt: skip
    assert (done.code, "не читается: это не обычный файл" in done.err) == (2, True)


@pytest.mark.parametrize(
    "bad",
    [
        b"no zip",
        repacked(letterhead(), plain, **{"word/vbaProject.bin": "x"}),
        repacked(letterhead(), plain, **{"word/activeX/activeX1.xml": "<a/>"}),
        repacked(letterhead(), plain, **{"../escape.xml": "<a/>"}),
        repacked(letterhead(), lambda name, text: text.replace(
            'Target="styles.xml"', 'Target="http://x/a.dotx" TargetMode="External"')),
        repacked(letterhead(), lambda name, text: text.replace("</w:body>", "</w:bodies>")),
        repacked(letterhead(), lambda name, text: f"<!DOCTYPE a>{text}"),
    ],
    ids=["no zip", "macros", "controls", "path", "outside", "no body", "document type"],
)  # fmt: skip
def test_what_is_no_plain_letterhead_is_refused(bad: bytes, tmp_path: Path) -> None:
    with pytest.raises(NotALetterhead):
        Paper(letterhead=bad).content()
    (tmp_path / "bad.docx").write_bytes(bad)
    done = run("letters", str(tmp_path), "--out", str(tmp_path / "o"), "--letterhead",
               str(tmp_path / "bad.docx"))  # fmt: skip
    assert done.code == 2
    assert "не годится для бланка" in done.err


def test_a_paper_without_a_letterhead_is_what_it_was() -> None:
    paper = Paper()
    paper.table((1,), [[cell("a")]])
    assert b"word/document.xml" in paper.content()
