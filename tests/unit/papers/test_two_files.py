"""An order in one file and its plan in another: one project, whichever comes first."""

from pathlib import Path

import pytest

from tests.plain_yaml import plain_yaml
from tests.running import Done, run
from tests.unit.papers.wordxml import docx, p, tbl

CLAUSES = [
    "В целях повышения качества образования", "ПРИКАЗЫВАЮ:", "1. Утвердить план (приложение).",
    "2. Директорам школ до 1 октября 2025 года представить отчёт.",
    "Начальник управления И.И. Петрова",
]  # fmt: skip
TITLE = "Об утверждении плана повышения качества образования на 2025-2026 учебный год"
ORDER = docx(
    p("Управление образования Ковровского района"), p("ПРИКАЗ"), p("от 05.09.2025 № 214"),
    p(TITLE), *map(p, CLAUSES),
)  # fmt: skip
PLAN = docx(
    p("Приложение к приказу от 05.09.2025 № 214"), p("План повышения качества образования"),
    tbl(
        ["№", "Мероприятие", "Срок", "Ответственный"],
        ["1", "Анализ результатов ВПР", "до 1 октября", "Методический центр"],
        ["", "Семинар для учителей", "ноябрь", "Школы"],
    ),
    p("Исполнитель: Сидорова А.А., 5-14-22"),
)  # fmt: skip


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("papers")
    (made / "order.docx").write_bytes(ORDER)
    (made / "plan.docx").write_bytes(PLAN)
    return made


def imported(folder: Path, home: Path, *names: str) -> Done:
    papers = [str(folder / name) for name in names]
    return run("import", *papers, "--into", str(home), "--replace")


def project(home: Path) -> dict[str, object]:
    found: dict[str, object] = plain_yaml((home / "project.yaml").read_text("utf-8"))
    return {key: each for key, each in found.items() if key not in ("id", "title")}


def test_both_are_one_project_and_each_is_named(folder: Path, tmp_path: Path) -> None:
    done = imported(folder, tmp_path / "a", "plan.docx", "order.docx")
    found = project(tmp_path / "a")
    order, plan = found["order"], plain_yaml((tmp_path / "a" / "plan.yaml").read_text("utf-8"))
    assert isinstance(order, dict)
    assert (order["number"], order["date"], order["title"]) == ("214", "05.09.2025", TITLE)
    assert order["preamble"][2:] == CLAUSES
    assert order["annexes"] == [plan["annex"]]
    assert [each["title"] for each in plan["events"]] == [
        "Анализ результатов ВПР", "Семинар для учителей"
    ]  # fmt: skip
    assert "order.docx — приказ" in done.err
    assert "plan.docx:таблица 1, строка 3: ошибка P913" in done.err
    assert "plan.docx:абзац 3: предупреждение P951" in done.err
    assert "P964" not in done.err
    page = (tmp_path / "a" / "import.html").read_text("utf-8")
    assert page.count("plan.docx: абзац 3: P951") == page.count("<small>P951") == 1


def test_an_order_that_comes_later_fills_in_what_the_plan_did_not_say(
    folder: Path, tmp_path: Path
) -> None:
    imported(folder, tmp_path / "both", "order.docx", "plan.docx")
    imported(folder, tmp_path / "later", "plan.docx")
    plan = (tmp_path / "later" / "plan.yaml").read_text("utf-8")
    done = imported(folder, tmp_path / "later", "order.docx")
    assert "P928" in done.err
    assert "P917" not in done.err
    assert project(tmp_path / "later") == project(tmp_path / "both")
    assert (tmp_path / "later" / "plan.yaml").read_text("utf-8") == plan


def test_an_order_without_its_plan_says_to_name_both(folder: Path, tmp_path: Path) -> None:
    done = imported(folder, tmp_path / "c", "order.docx")
    assert done.code == 2
    assert "roadmap import приказ.docx план.docx" in done.err
    assert not (tmp_path / "c").exists()


def test_plans_of_two_files_are_two_roadmaps(folder: Path, tmp_path: Path) -> None:
    other = docx(tbl(["№", "Мероприятие", "Срок"], ["1", "Неделя физики", "март"]))
    (tmp_path / "other.docx").write_bytes(other)
    done = imported(folder, tmp_path / "d", "plan.docx", str(tmp_path / "other.docx"))
    assert len(list((tmp_path / "d").glob("*.yaml"))) == 3, done.err
