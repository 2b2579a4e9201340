"""Each file of the corpus is read as expected, and told as expected; describe helps with each."""

import json
from pathlib import Path

import pytest

from engine.load import load_data
from tests.running import run

HERE = Path(__file__).parent
FOLDERS = sorted(path.parent for path in HERE.glob("*/data.yaml"))
TABLES = sorted(
    path
    for folder in FOLDERS
    for path in folder.iterdir()
    if path.name not in ("data.yaml", "rows.json", "findings")
)


def test_there_are_forty_traps() -> None:
    assert len(FOLDERS) >= 40


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_the_table_is_the_expected_one(folder: Path) -> None:
    expected = json.loads((folder / "rows.json").read_text("utf-8"))
    done = run("data", "preview", str(folder), "--table", "table", "--rows", "99",
               "--format", "json", "-q")  # fmt: skip
    tables = {load["name"]: load for load in json.loads(done.out)}
    if expected is None:
        assert "table" not in tables
    else:
        assert [list(row.values()) for row in tables["table"]["rows"]] == expected


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_the_findings_are_the_expected_ones(folder: Path) -> None:
    expected = (folder / "findings").read_text("utf-8").splitlines()
    done = run("data", "check", str(folder), "--format", "json", "-q")
    found = [
        f"{told['code']} {place(told)}".replace(f"{folder}/", "") for told in json.loads(done.out)
    ]
    assert sorted(line for line in found if "D214" not in line) == sorted(expected), done.out


@pytest.mark.parametrize("path", TABLES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_describe_gives_a_declaration_that_validates(path: Path, tmp_path: Path) -> None:
    done = run("data", "describe", str(path), "--base", str(path.parent))
    if not done.out:
        assert done.err
        return
    (tmp_path / "data.yaml").write_text(done.out, encoding="utf-8")
    (tmp_path / path.name).write_bytes(path.read_bytes())
    assert load_data(tmp_path / "data.yaml").findings == ()
    read = run("data", "check", str(tmp_path), "--format", "json", "-q")
    errors = [load for load in json.loads(read.out) if load["severity"] == "error"]
    told = "не уверен" in done.out or path.parent.name in FAULTY
    assert told or not errors, (done.out, errors)


FAULTY = ("formula-without-a-value", "error-of-excel", "libreoffice-formula-and-merge")
"""Files whose cells are wrong under any declaration."""


def place(found: dict[str, dict[str, object]]) -> str:
    first = found["place"]
    keys = ("file", "sheet", "cell") if first.get("sheet") else ("file", "line")
    return ":".join(str(first[key]) for key in keys if first.get(key) is not None)
