"""`roadmap lint` as scripts and methodologists see it."""

import json
import shutil
from pathlib import Path
from typing import Any

from tests.running import run

EXAMPLE = Path(__file__).parents[2] / "codes" / "L601" / "bad"
KEYS = {
    "code", "severity", "roadmap", "kind", "id", "section", "number", "ordinal", "related",
    "places", "quote", "message",
}  # fmt: skip
WAIVER = """waivers:
  - {{code: {code}, reason: так решил совет, author: Иванова И. И., until: "{until}"}}
"""


def linted(folder: Path, as_of: str = "2022-06-01") -> list[dict[str, Any]]:
    """The findings of a project as JSON."""
    done = run("lint", str(folder), "--as-of", as_of, "--format", "json")
    found: list[dict[str, Any]] = json.loads(done.out)
    return found


def waived(tmp_path: Path, code: str, until: str = "2022-12-31") -> Path:
    """The example with a waiver."""
    folder = tmp_path / "example"
    shutil.copytree(EXAMPLE, folder)
    with folder.joinpath("project.yaml").open("a", encoding="utf-8") as file:
        file.write(WAIVER.format(code=code, until=until))
    return folder


def test_a_finding_has_the_keys_that_scripts_rely_on() -> None:
    found = next(each for each in linted(EXAMPLE) if each["code"] == "L601")
    assert set(found) == KEYS
    assert (found["kind"], found["id"], found["number"], found["ordinal"]) == (
        "event", "recommendations", "3", 3,
    )  # fmt: skip
    (needed,) = found["related"]
    assert needed == {
        "roadmap": "assessment", "kind": "event", "id": "analysis", "section": None,
        "number": "2", "ordinal": 2,
    }  # fmt: skip


def test_an_error_ends_with_one_and_is_shown_under_its_roadmap() -> None:
    done = run("lint", str(EXAMPLE), "--as-of", "2022-06-01")
    assert done.code == 1
    assert done.out.startswith("assessment — Дорожная карта")
    assert "ошибка L601, пункт 3" in done.out


def test_a_waiver_silences_its_code(tmp_path: Path) -> None:
    folder = waived(tmp_path, "order-conflict")
    assert "L601" not in {each["code"] for each in linted(folder)}
    assert "K411" not in {each["code"] for each in linted(folder)}


def test_a_stale_or_idle_waiver_is_a_finding(tmp_path: Path) -> None:
    stale = waived(tmp_path / "one", "L601", until="2021-12-31")
    assert {"L601", "K410"} <= {each["code"] for each in linted(stale)}
    idle = waived(tmp_path / "two", "L604")
    assert "K411" in {each["code"] for each in linted(idle)}


def test_a_project_that_cannot_be_read_is_not_called_clean(tmp_path: Path) -> None:
    folder = tmp_path / "example"
    shutil.copytree(EXAMPLE, folder)
    folder.joinpath("project.yaml").write_text("format: project/1\nid: [\n", encoding="utf-8")
    done = run("lint", str(folder))
    assert "замечаний нет" not in done.out + done.err
    assert "Ни один проект не проверен." in done.err


PLAN = Path(__file__).parents[2] / "planted" / "g1"


def spoiled(tmp_path: Path) -> Path:
    """A clean plan with two slips that have one right answer, and one that has none."""
    folder = tmp_path / "plan"
    shutil.copytree(PLAN, folder)
    file = folder / "exams.yaml"
    text = file.read_text("utf-8")
    for old, new in (
        ('number: "1.2"', 'number: "1. 2"'),
        ("result: Протоколы пробного", "result: Протоколы  пробного"),
        ("title: Совещание директоров", "title: Совещание (директоров"),
    ):
        assert text.count(old) == 1
        text = text.replace(old, new)
    file.write_text(text, "utf-8")
    return folder


def test_fix_shows_what_it_would_change_and_without_a_yes_changes_nothing(tmp_path: Path) -> None:
    folder = spoiled(tmp_path)
    before = folder.joinpath("exams.yaml").read_bytes()
    done = run("lint", str(folder), "--fix")
    changed = [line for line in done.out.splitlines() if line[:1] in "+-" and line[1:2] == " "]
    assert [line.strip() for line in changed] == [
        '-    number: "1. 2"',
        '+    number: "1.2"',
        "-    result: Протоколы  пробного экзамена",
        '+    result: "Протоколы пробного экзамена"',
    ]
    assert done.code == 1
    assert folder.joinpath("exams.yaml").read_bytes() == before


def test_nothing_to_fix_is_said(tmp_path: Path) -> None:
    done = run("lint", str(PLAN), "--fix")
    assert (done.code, done.out) == (0, "")
    assert "нечего" in done.err


def test_the_page_shows_each_row_with_its_remarks_beside_it(tmp_path: Path) -> None:
    folder = spoiled(tmp_path)
    file = folder / "exams.yaml"
    hostile = file.read_text("utf-8").replace(
        "result: Сводка ответов родителей", 'result: "<b>Сводка</b> ответов родителей"'
    )
    file.write_text(hostile, "utf-8")
    done = run("lint", str(folder), "--format", "html")
    assert "&lt;b&gt;Сводка&lt;/b&gt;" in done.out
    row = next(part for part in done.out.split("<tr>") if "<td>1. 2</td>" in part)
    assert "Подготовка заданий для пробного экзамена" in row
    assert "L723" in row
    assert done.out.count("L692") == 1
    assert "@media print" in done.out
