"""`roadmap import` and `accept`: files that validate, nothing overwritten, nothing in silence."""

import json
from pathlib import Path
from unicodedata import normalize

import pytest

from tests.running import run
from tests.unit.papers.layouts import Plain, written
from tests.unit.papers.wordxml import docx, p, tbl


@pytest.fixture
def order(tmp_path: Path) -> Path:
    file = tmp_path / "order.docx"
    file.write_bytes(written("balashov-2020", Plain))
    return file


def test_an_order_becomes_a_project_that_validates(order: Path, tmp_path: Path) -> None:
    home = tmp_path / "balashov"
    done = run("import", str(order), "--into", str(home))
    assert done.code == 0, done.err
    assert done.out.split() == [
        str(home / name) for name in ("project.yaml", "assessment.yaml", "data.yaml", "import.html")
    ]
    assert run("validate", str(home)).code == 0
    assert run("fmt", "--check", str(home)).code == 0
    assert run("plan", str(home)).code == 0


def test_nothing_is_written_by_a_dry_run_and_nothing_over_what_is_there(
    order: Path, tmp_path: Path
) -> None:
    home = tmp_path / "new"
    assert run("import", str(order), "--into", str(home), "--dry-run").code == 0
    assert not home.exists()
    run("import", str(order), "--into", str(home))
    file = home / "assessment.yaml"
    mine = file.read_text("utf-8").replace("title: >-\n", "title: >-\n  Моё\n", 1)
    file.write_text(mine, encoding="utf-8")
    assert run("import", str(order), "--into", str(home)).code == 1
    assert file.read_text("utf-8") == mine
    assert run("import", str(order), "--into", str(home), "--replace").code == 0
    assert "Моё" not in file.read_text("utf-8")
    file.write_text("not: [a, spec", encoding="utf-8")
    assert run("import", str(order), "--into", str(home), "--replace").code == 2
    assert file.read_text("utf-8") == "not: [a, spec"


def test_what_was_not_understood_is_told_with_its_address(tmp_path: Path) -> None:
    file = tmp_path / "plan.docx"
    plan = tbl(["№", "Мероприятие", "Срок"], ["1", "Первое", "май"], ["", "Второе", "май"])
    file.write_bytes(docx(p("План работы"), plan))
    done = run("import", str(file), "--into", str(tmp_path / "p"), "--format", "json", "--dry-run")
    told = [(load["code"], load["place"].get("cell")) for load in json.loads(done.out)]
    assert done.code == 1
    assert ("P913", "таблица 1, строка 3") in told


def test_letters_of_two_pieces_are_written_in_one_and_read_again(tmp_path: Path) -> None:
    file, home = tmp_path / "plan.docx", tmp_path / "plan"
    rows = [
        ["№", "Мероприятие", "Срок", "Исполнитель", "Ожидаемый результат"],
        ["1", "Районный семинар", "май", "Районный центр", "Отчёт"],
        ["2", "Ёлка", "июнь", "Районный центр", "Отчёт"],
    ]
    pieces = [[normalize("NFD", cell) for cell in row] for row in rows]
    file.write_bytes(docx(p(normalize("NFD", "План районной школы на 2025 год")), tbl(*pieces)))
    done = run("import", str(file), "--into", str(home))
    assert "P920" in done.err  # what the municipality is called: nothing else is missing
    assert done.err.count("ошибка") == 1
    said = "".join(path.read_text("utf-8") for path in home.glob("*.yaml"))
    for words in (
        "title: Районный семинар",
        "schedule: май",
        "text: Районный центр",
        "result: Отчёт",
    ):
        assert words in said
    assert normalize("NFC", said) == said


def test_a_file_that_is_no_order_ends_with_2(tmp_path: Path) -> None:
    file = tmp_path / "scan.docx"
    file.write_bytes(b"\x89PNG\r\n")
    done = run("import", str(file), "--into", str(tmp_path / "p"))
    assert done.code == 2
    assert "P904" in done.err
    assert not (tmp_path / "p").exists()


def test_proposals_wait_until_a_person_accepts_them(order: Path, tmp_path: Path) -> None:
    home = tmp_path / "balashov"
    run("import", str(order), "--into", str(home))
    assert "P940" in run("validate", str(home)).out
    listed = run("accept", str(home)).out
    first = next(line for line in listed.splitlines() if "stage: " in line).partition(":")[0]
    assert run("accept", str(home), first).code == 0
    assert first not in run("accept", str(home)).out
    assert run("accept", str(home), "assessment/no-such").code == 2
    before = home.joinpath("assessment.yaml").read_text("utf-8")
    assert run("accept", str(home), "--all").code == 0
    assert run("accept", str(home)).out == ""
    assert "P940" not in run("validate", str(home)).out
    assert "stage: " in before
    assert run("fmt", "--check", str(home)).code == 0


def test_accepting_is_a_neutral_change(order: Path, tmp_path: Path) -> None:
    old, new = tmp_path / "old" / "a", tmp_path / "new" / "a"
    for home in (old, new):
        run("import", str(order), "--into", str(home))
    run("accept", str(new), "--all")
    done = run("diff", str(old), str(new), "--format", "json", "--fail-on", "unknown")
    assert done.code == 0, done.out


def test_an_unknown_key_of_a_proposal_is_refused(order: Path, tmp_path: Path) -> None:
    home = tmp_path / "balashov"
    run("import", str(order), "--into", str(home))
    file = home / "assessment.yaml"
    text = file.read_text("utf-8").replace("proposed: {stage:", "proposed: {stages_: ", 1)
    file.write_text(text.replace("stages_: ", "stagee: "), encoding="utf-8")
    done = run("validate", str(home))
    assert done.code == 1
    assert "stagee" in done.out
