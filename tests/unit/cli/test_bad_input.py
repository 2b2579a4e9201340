"""Bad input: one clear message with a place, the right exit code, and no half-written output."""

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.running import run

GOOD = Path(__file__).parents[2] / "codes" / "E702" / "good"
SPEC = "low-results.yaml"
Spoil = Callable[[Path], None]


def replaced(file: str, before: str, after: str) -> Spoil:
    def spoil(folder: Path) -> None:
        text = (folder / file).read_text("utf-8")
        assert before in text
        (folder / file).write_text(text.replace(before, after, 1), "utf-8")

    return spoil


def written(file: str, content: bytes) -> Spoil:
    def spoil(folder: Path) -> None:
        (folder / file).write_bytes(content)

    return spoil


BOMB = b"a: &a [x,x,x]\nb: &b [*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b]\nd: [*c,*c,*c,*c]\n"
RULE = "      measure: mean\n      in: results\n      of: points\n"
CONDITION = RULE + "      where: {}\n"

SPEC_FAULTS: dict[str, tuple[Spoil, str]] = {
    "an unknown key": (replaced(SPEC, "    stage:", "    stadge:"), "stage"),
    "a duplicate id": (replaced(SPEC, "id: support-teachers", "id: teachers-supported"), "S119"),
    "a circle": (
        replaced(SPEC, "    serves:", "    after: [support-teachers]\n    serves:"), "S138"),
    "a bad date": (
        replaced(SPEC, "    target:", '    due: "2022-02-31"\n    target:'), "2022-02-31"),
    "a file that is not UTF-8": (written(SPEC, "slug: карта".encode("cp1251")), "windows-1251"),
    "an empty file": (written(SPEC, b""), "Y002"),
    "a YAML bomb": (written(SPEC, BOMB), "Y009"),
    "deep nesting": (written(SPEC, b"a: " + b"[" * 30_000), "Y005"),
    "a path that leaves the project": (
        replaced("data.yaml", "path: results.csv", "path: ../../results.csv"), "results.csv"),
    "a sub-query": (
        replaced(SPEC, RULE, CONDITION.format("points in (select 1)")), "select"),
    "a function outside the allow-list": (
        replaced(SPEC, RULE, CONDITION.format("sleep(5) = 1")), "sleep"),
    "an unknown column": (replaced(SPEC, RULE, CONDITION.format("pionts > 1")), "points"),
    "an unknown dataset": (replaced(SPEC, "in: results", "in: result"), "results"),
}  # fmt: skip

TABLE_FAULTS: dict[str, tuple[Spoil, str]] = {
    "a missing table": (lambda folder: (folder / "results.csv").unlink(), "results.csv"),
    "a wrong column": (replaced("results.csv", "Баллы", "Очки"), "Баллы"),
    "a wrong type in a cell": (replaced("results.csv", "12,5", "двенадцать"), "двенадцать"),
    "an empty table": (written("results.csv", b""), "results.csv"),
    "a table in another encoding": (
        written("results.csv", "Код школы;Учебный год;Баллы\n01;2021/22;1".encode("cp1251")),
        "results.csv"),
}  # fmt: skip


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return Path(shutil.copytree(GOOD, tmp_path / "project"))


def test_the_unspoilt_project_is_fine(project: Path, tmp_path: Path) -> None:
    assert run("validate", str(project)).code == 0
    done = run("evaluate", str(project), "--as-of", "2022-06-01", "--out", str(tmp_path / "out"))
    assert done.code == 0, done.err


@pytest.mark.parametrize("fault", SPEC_FAULTS)
def test_a_fault_in_a_spec_stops_its_evaluation(fault: str, project: Path, tmp_path: Path) -> None:
    spoil, told = SPEC_FAULTS[fault]
    spoil(project)
    checked = run("validate", str(project))
    assert checked.code == 1
    assert told in checked.out
    assert len(set(re.findall(r": ошибка ([A-Z]\d{3}):", checked.out))) == 1, checked.out
    assert re.search(r"\.yaml(:\d+:\d+)?: ошибка", checked.out)
    done = run("evaluate", str(project), "--as-of", "2022-06-01", "--out", str(tmp_path / "out"))
    assert done.code == 2
    assert "Traceback" not in done.err
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("fault", TABLE_FAULTS)
def test_a_fault_in_a_table_is_a_finding_of_the_report(
    fault: str, project: Path, tmp_path: Path
) -> None:
    spoil, told = TABLE_FAULTS[fault]
    spoil(project)
    assert run("validate", str(project)).code == 0, "validate reads no table"
    done = run("evaluate", str(project), "--as-of", "2022-06-01", "--out", str(tmp_path / "out"))
    assert done.code == 1, done.err
    assert told in done.err
    assert "Traceback" not in done.err
    assert "нет данных" in (tmp_path / "out" / "report.md").read_text("utf-8") or "type" in fault
    assert not list((tmp_path / "out").glob("*.part"))
