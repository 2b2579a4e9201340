"""A school's exam plan as it is printed: its own columns, several dates in a cell, anchors."""

import json
from datetime import date
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

from engine.load import load_project
from engine.model.project import Project
from engine.model.spec import Event, Window
from tests.running import run

PROJECT = """\
format: project/1
id: exams
title: Подготовка к ГИА
municipality: {name: Пример, kind: район}
method: "2020"
period: {text: 2022-2023 учебный год, from: "2022-09-01", to: "2023-08-31"}
order: {number: "45", date: "2022-09-12", title: О подготовке к ГИА}
anchors:
  ГИА: 24.05.2023–01.07.2023
  итоговое собеседование: 08.02.2023
  осенние каникулы: [28.10.2022–06.11.2022]
  пробный экзамен: [15.12.2022, 16.03.2023]
  ВПР: {event: exams/vpr}
roadmaps: [exams.yaml]
"""
PLAN = """\
format: roadmap/1
slug: exams
title: Дорожная карта по подготовке к государственной итоговой аттестации в 2022-2023 учебном году
short: ГИА
columns:
  - number
  - title
  - {id: schedule, title: Период}
  - responsible
  - {id: whom, title: Кого касается}
events:
  - id: draft
    number: "1"
    title: Приказ об ответственных
    stage: decision
    schedule: [до 30 сентября — проект, до 14 октября — приказ;]
    responsible: [{text: Директор}]
    cells: {whom: Заместители директора}
"""
ROW = """\
  - id: {id}
    number: "2"
    title: Дело
    stage: measure
    schedule: {words}
    responsible: [{{text: Директор}}]
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return _write(tmp_path / "exams")


def _write(folder: Path, more: str = "", plan: str = PLAN, project: str = PROJECT) -> Path:
    folder.mkdir(exist_ok=True)
    (folder / "project.yaml").write_text(project, encoding="utf-8")
    (folder / "exams.yaml").write_text(plan + more, encoding="utf-8")
    return folder


def _project(folder: Path) -> Project:
    project = load_project(folder).project
    assert project is not None
    return project


def _event(folder: Path, id: str) -> Event:
    (roadmap,) = _project(folder).roadmaps
    return next(event for event in roadmap.events if event.id == id)


def _days(start: str, end: str | None = None) -> Window:
    return Window(date.fromisoformat(start), date.fromisoformat(end or start))


@pytest.mark.parametrize(
    ("words", "windows"),
    [
        ("в период проведения ГИА", [("2023-05-24", "2023-07-01")]),
        ("во время ГИА", [("2023-05-24", "2023-07-01")]),
        ("за 10 дней до начала ГИА", [("2023-05-14", None)]),
        ("до начала проведения ГИА", [("2023-05-23", None)]),
        ("после окончания ГИА", [("2023-07-02", "2023-08-31")]),
        ("за 2 недели до итогового собеседования", [("2023-01-25", None)]),
        ("в дни осенних каникул", [("2022-10-28", "2022-11-06")]),
        ("в день пробного экзамена", [("2022-12-15", None), ("2023-03-16", None)]),
        ("после проведения ВПР", [("2023-04-01", "2023-08-31")]),
        ("в течение 10 рабочих дней со дня утверждения приказа", [("2022-09-12", "2022-09-26")]),
        ("в период проведения ЕГЭ", []),
        ("май 2023 г. (после проведения ГИА)", [("2023-05-01", "2023-05-31")]),
        (
            "в период проведения ГИА и осенних каникул",
            [("2022-10-28", "2022-11-06"), ("2023-05-24", "2023-07-01")],
        ),
        (
            "в период осенних каникул, за неделю до ГИА",
            [("2022-10-28", "2022-11-06"), ("2023-05-17", None)],
        ),
        (
            "за 2 недели до итогового собеседования и за неделю до ГИА",
            [("2023-01-25", None), ("2023-05-17", None)],
        ),
        (
            "до 1 октября, во время ГИА и после проведения ВПР",
            [("2022-10-01", None), ("2023-04-01", "2023-08-31"), ("2023-05-24", "2023-07-01")],
        ),
        ("до ГИА и после проведения ВПР", [("2023-05-23", None)]),
        (
            "в период ГИА и осенних каникул",
            [("2022-10-28", "2022-11-06"), ("2023-05-24", "2023-07-01")],
        ),
        ("в период ГИА и ЕГЭ", []),
    ],
)
def test_words_that_count_from_an_anchor_have_its_days(
    folder: Path, words: str, windows: list[tuple[str, str | None]]
) -> None:
    """Ten working days from Monday the 12th of September end on Monday the 26th. Two bounds of one
    window, and an anchor that nobody named, stay named as not used."""
    vpr = ROW.format(id="vpr", words="Март 2023 г.")
    _write(folder, vpr + ROW.format(id="one", words=words))
    assert list(_event(folder, "one").schedule.windows) == [_days(*window) for window in windows]


def test_lines_of_a_cell_keep_their_words_and_each_has_its_day(folder: Path) -> None:
    _write(folder, ROW.format(id="vpr", words="Март 2023 г."))
    schedule = _event(folder, "draft").schedule
    assert schedule.lines == ("до 30 сентября — проект", "до 14 октября — приказ;")
    assert schedule.windows == (_days("2022-09-30"), _days("2022-10-14"))


def test_a_line_without_days_is_named(folder: Path) -> None:
    words = "[до 14 октября, в период проведения ГИА, по мере необходимости]"
    _write(folder, ROW.format(id="vpr", words="Март 2023 г.") + ROW.format(id="mixed", words=words))
    windows = _event(folder, "mixed").schedule.windows
    assert windows == (_days("2022-10-14"), _days("2023-05-24", "2023-07-01"))
    done = run("lint", str(folder))
    assert "L720" in done.out
    assert "«по мере необходимости»" in done.out


def test_the_plan_is_shown_in_its_own_columns(folder: Path, tmp_path: Path) -> None:
    _write(folder, ROW.format(id="vpr", words="Март 2023 г."))
    done = run("evaluate", str(folder), "--as-of", "2022-10-01", "--out", str(tmp_path / "out"),
               "--format", "json,html,md")  # fmt: skip
    page = " ".join((tmp_path / "out" / "report.html").read_text("utf-8").split())
    assert "Кого касается: Заместители директора" in page, done.err
    assert "до 30 сентября — проект; до 14 октября — приказ" in page
    report = json.loads((tmp_path / "out" / "report.json").read_text("utf-8"))
    told = report["roadmaps"][0]["events"][0]
    assert told["cells"] == {"whom": "Заместители директора"}
    text = (tmp_path / "out" / "report.md").read_text("utf-8")
    assert "| ГИА |" in text
    assert text.count("государственной итоговой аттестации") == 1
    paper = run("plan", str(folder), "--format", "docx", "--output", str(tmp_path / "plan.docx"))
    assert paper.code == 0, paper.err
    with ZipFile(BytesIO((tmp_path / "plan.docx").read_bytes())) as opened:
        words = opened.read("word/document.xml").decode("utf-8")
    assert words.index("Период") < words.index("Кого касается") < words.index("Заместители")
    assert "Ожидаемый результат" not in words


def test_a_plan_without_goals_says_what_is_not_checked(folder: Path) -> None:
    _write(folder, ROW.format(id="vpr", words="Март 2023 г."))
    done = run("validate", str(folder))
    assert done.code == 0
    assert "S156" in done.out
    assert "нет ни целей, ни показателей: 2 мероприятия стоят отдельно" in done.out
    assert "K401" not in done.out


@pytest.mark.parametrize(
    ("old", "new", "code", "told"),
    [
        (
            "    responsible: [{text: Директор}]\n",
            "",
            "S102",
            "«responsible» (это «Ответственные»)",
        ),
        ("    cells: {whom:", "    cells: {whim:", "S158", "похоже на «whom»"),
        ("    cells: {", "    result: Приказ\n    cells: {", "S158", "«result»"),
        ("  - {id: whom, title: Кого касается}", "  - whom", "S157", "«whom»"),
        ("  - number\n", "  - number\n  - number\n", "S", "number"),
        ("stage: decision\n", "stage: decision\n    serves: [aim]\n", "S", "aim"),
    ],
)
def test_columns_and_cells_agree(folder: Path, old: str, new: str, code: str, told: str) -> None:
    assert old in PLAN
    _write(folder, ROW.format(id="vpr", words="Март 2023 г."), PLAN.replace(old, new, 1))
    done = run("validate", str(folder))
    assert done.code == 1
    assert code in done.out
    assert told in done.out


def test_without_columns_the_usual_cells_are_asked_for(folder: Path) -> None:
    plan = PLAN[: PLAN.index("columns:")] + PLAN[PLAN.index("events:") :]
    _write(folder, "", plan.replace("    cells: {whom: Заместители директора}\n", ""),
           PROJECT.replace("  ВПР: {event: exams/vpr}\n", ""))  # fmt: skip
    done = run("validate", str(folder))
    assert "«result»" in done.out
    assert done.code == 1


def test_an_anchor_to_an_event_that_is_not_there_is_refused(folder: Path) -> None:
    done = run("validate", str(_write(folder)))
    assert "S159" in done.out
    assert "«exams/vpr»" in done.out


@pytest.mark.parametrize(
    "given", ["{ГИА: ежемесячно}", "{ГИА: [31.02.2023]}", '{"": 24.05.2023}', "{ГИА: до 2024 года}"]
)
def test_an_anchor_without_days_is_refused(folder: Path, given: str) -> None:
    project = PROJECT[: PROJECT.index("anchors:")] + f"anchors: {given}\nroadmaps: [exams.yaml]\n"
    done = run("validate", str(_write(folder, project=project)))
    assert (done.code, done.out.count("S159")) == (1, 1)
    assert ".." not in done.out


def test_a_moved_anchor_moves_what_hangs_on_it(folder: Path, tmp_path: Path) -> None:
    rows = ROW.format(id="vpr", words="Март 2023 г.") + ROW.format(id="one", words="после ГИА")
    old, new = _write(tmp_path / "old", rows), _write(
        tmp_path / "new", rows, project=PROJECT.replace("01.07.2023", "10.07.2023")
    )  # fmt: skip
    done = run("diff", str(old), str(new))
    assert "после ГИА" in done.out
    assert "раньше" in done.out or "позже" in done.out or "31.08.2023" in done.out, done.out


def test_a_plan_of_one_school_is_that_school_s(folder: Path, tmp_path: Path) -> None:
    """Its name heads the report; `lint` knows the level by `kind`, whatever the titles say."""
    row = ROW.replace("Дело", "Создание муниципальной рабочей группы")
    of_school = PROJECT.replace("{name: Пример, kind: район}", "{name: СОШ № 5, kind: школа}")
    rows = ROW.format(id="vpr", words="Март 2023 г.") + row.format(id="one", words="май 2023 г.")
    _write(folder, rows, project=of_school)
    found = run("evaluate", str(folder), "--as-of", "2023-03-01", "--out", str(tmp_path / "out"),
                "--no-cache", "--format", "md")  # fmt: skip
    assert found.code == 0
    assert "СОШ № 5, 2022-2023 учебный год" in (tmp_path / "out" / "report.md").read_text("utf-8")
    assert "L741" in run("lint", str(folder)).out
    _write(folder, rows)
    assert "L741" not in run("lint", str(folder)).out


def test_lines_and_bullets_of_a_cell_stand_as_they_are_printed(
    folder: Path, tmp_path: Path
) -> None:
    title = "|-\n      Проведение:\n      • собраний;\n      • классных часов"
    row = ROW.replace("Дело", title).format(
        id="two", words='["• до 1 марта — собрания;", "• до 1 апреля — часы"]'
    )
    _write(folder, ROW.format(id="vpr", words="Март 2023 г.") + row)
    lines = [line.strip() for line in run("plan", str(folder)).out.splitlines()]
    at = lines.index("Проведение:")
    assert lines[at : at + 3] == ["Проведение:", "• собраний;", "• классных часов"]
    table = run("plan", str(folder), "--format", "md").out
    assert "• до 1 марта — собрания; • до 1 апреля — часы" in table
    run("evaluate", str(folder), "--as-of", "2023-03-01", "--out", str(tmp_path / "out"),
        "--no-cache", "--format", "html")  # fmt: skip
    page = (tmp_path / "out" / "report.html").read_text("utf-8")
    assert "Проведение:\n• собраний;\n• классных часов" in page
    assert "• до 1 марта — собрания;\n• до 1 апреля — часы" in page
    assert ";;" not in table
