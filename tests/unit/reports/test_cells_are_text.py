"""What a table of programs would compute is text in every workbook and csv that is written."""

import csv
import re
from pathlib import Path

import pytest

from engine.papers.forms.merging import _csv_cell
from engine.reports.formats.records import cell_text
from tests.running import run

ROOT = Path(__file__).parents[3]

openpyxl = pytest.importorskip("openpyxl", reason="the extra [test] is not installed")
SIGNS = ("=", "+", "-", "@", "\t", "\r")
ATTACK = "|' /C calc'!A1"
WRITERS = {
    "xlsxwriter.Workbook(": {
        "papers/forms/merging.py", "papers/forms/workbook.py", "papers/marked.py",
        "reports/formats/records.py", "reports/formats/xlsx.py",
    },
    "csv.writer(": {
        "papers/forms/merging.py", "reports/formats/names.py", "reports/formats/records.py",
    },
}  # fmt: skip


def attack(at: int) -> str:
    return f"{SIGNS[at % 4]}cmd{at}{ATTACK}"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Outputs of a project whose every name begins with a sign of a formula."""
    home = tmp_path_factory.mktemp("signs") / "district"
    (home / "data").mkdir(parents=True)
    quoted = iter(f'"{attack(at)}"' for at in range(40))
    (home / "project.yaml").write_text(
        f"format: project/1\nid: district\ntitle: {next(quoted)}\n"
        f"municipality: {{name: {next(quoted)}}}\n"
        'method: "2020"\nperiod: {text: 2024 год, from: "2024-01-01", to: "2024-12-31"}\n'
        f"organisations: [schools]\nbodies: [{{id: office, name: {next(quoted)}}}]\n"
        "roadmaps: [staff.yaml]\n", "utf-8")  # fmt: skip
    (home / "staff.yaml").write_text(
        f"format: roadmap/1\nslug: staff\ntitle: {next(quoted)}\n"
        f"goals: [{{id: g, text: {next(quoted)}}}]\n"
        f"indicators:\n  - id: i\n    goal: g\n    text: {next(quoted)}\n    level: municipality\n"
        "    rule: {measure: share, in: teachers, of: trained, missing: exclude}\n"
        '    target: ">= 90 %"\n    judge: school\n'
        f"events:\n  - id: e\n    number: {next(quoted)}\n    title: {next(quoted)}\n"
        f"    stage: monitoring\n    serves: [i]\n    schedule: {next(quoted)}\n"
        f"    responsible: [{{body: office, text: {next(quoted)}}}]\n    result: {next(quoted)}\n",
        "utf-8")  # fmt: skip
    (home / "data.yaml").write_text(
        f"format: data/1\nresources:\n  - name: schools\n    title: {next(quoted)}\n"
        "    path: data/schools.csv\n    schema:\n      fields:\n"
        "        - {name: code, type: string, constraints: {required: true}}\n"
        f"        - {{name: title, title: {next(quoted)}, type: string}}\n"
        "      primaryKey: [code]\n    organisation: code\n"
        f"  - name: teachers\n    title: {next(quoted)}\n    path: data/teachers.csv\n"
        "    schema:\n      fields:\n"
        "        - {name: school, type: string, constraints: {required: true}}\n"
        f"        - {{name: post, title: {next(quoted)}, type: string, "
        f"description: {next(quoted)}, constraints: {{enum: [{next(quoted)}, {next(quoted)}]}}}}\n"
        "        - {name: trained, type: boolean, trueValues: [да], falseValues: [нет]}\n"
        "      foreignKeys: [{fields: school, reference: {resource: schools, fields: code}}]\n"
        "    organisation: school\n    owes: schools\n", "utf-8")  # fmt: skip
    heads = re.findall(r"title: \"(.*?)\", type", (home / "data.yaml").read_text("utf-8"))
    post = re.findall(r"enum: \[\"(.*?)\"", (home / "data.yaml").read_text("utf-8"))[0]
    name = attack(41)
    (home / "data" / "schools.csv").write_text(
        f"code;{heads[0]}\n-1a;{name}\n=1b;{name}\n", "utf-8"
    )
    (home / "data" / "teachers.csv").write_text(
        f"school;{heads[1]};trained\n-1a;{post};да\n=1b;{post};нет\n=1b;@x;нет\n", "utf-8"
    )
    out = home.parent / "out"
    kinds = "csv,jsonl,xlsx"
    base = ("--as-of", "2024-06-01", "--fail-on", "never", "--quiet")
    done = run("evaluate", str(home), "--out", str(out), "--format", kinds, *base)
    assert done.code == 0, done.err
    assert run("forms", "make", str(home), "--out", str(out / "forms")).code == 0
    for verb in ("validate", "lint"):
        (out / f"{verb}.csv").write_text(run(verb, str(home), "--format", "csv").out, "utf-8")
    return out


def test_no_cell_of_any_output_is_a_formula(made: Path) -> None:
    books, tables = sorted(made.rglob("*.xlsx")), sorted(made.rglob("*.csv"))
    assert len(books) == 3
    assert len(tables) >= 3
    for path in books:
        book = openpyxl.load_workbook(path)
        seen = [each for sheet in book for row in sheet.iter_rows() for each in row if each.value]
        assert any(ATTACK in str(each.value) for each in seen), path
        told = [each for each in seen if each.data_type == "f" and "SUM(" not in str(each.value)]
        assert told == [], (path, [each.value for each in told])
        lists = [rule for sheet in book for rule in sheet.data_validations.dataValidation]
        assert all("cmd" not in str(rule.formula1) for rule in lists)
        assert all("cmd" not in name.attr_text for name in book.defined_names.values())
    for path in tables:
        text = path.read_text("utf-8-sig")
        rows = list(csv.reader(text.splitlines(), delimiter=";" if ";" in text[:20] else ","))
        cells = [cell for row in rows for cell in row]
        bad = [cell for cell in cells if cell.lstrip().startswith(SIGNS) and not _is_number(cell)]
        assert bad == [], path


def _is_number(cell: str) -> bool:
    return re.fullmatch(r"[+-]?[\d.,]+", cell) is not None


def test_each_sign_is_text_in_csv_also_behind_spaces() -> None:
    for sign in (*SIGNS, " =", "\t=", "\n+"):
        text = f"{sign}cmd{ATTACK}"
        assert cell_text(text)[0] == _csv_cell(None, text)[0] == "'", sign  # type: ignore[arg-type]
    assert (cell_text(-2), cell_text("план"), cell_text(None)) == ("-2", "план", "")


def test_there_is_no_other_writer_of_workbooks_and_csv() -> None:
    """A new one belongs into the list, and its output into the test above."""
    engine = ROOT / "engine"
    for sign, known in WRITERS.items():
        found = {
            path.relative_to(engine).as_posix()
            for path in engine.rglob("*.py")
            if sign in path.read_text("utf-8")
        }
        assert found == known, sign
    for path in WRITERS["xlsxwriter.Workbook("]:
        assert '"strings_to_formulas": False' in (engine / path).read_text("utf-8"), path
