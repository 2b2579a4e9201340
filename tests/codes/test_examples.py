"""Every code has a bad example that provokes it at its place, and a good one that does not.

`expected` holds lines «CODE file:line:column» (for tables file:sheet:cell); `command` names the
verb and its options where `validate` is not enough. What is bad is told in English: no Cyrillic
stands there that is not in the example's own files.
"""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from engine import codes
from tests.running import run

HERE = Path(__file__).parent
FOLDERS = sorted(path for path in HERE.iterdir() if path.is_dir() and path.name[0].isupper())
PROVOKED_ELSEWHERE = {
    "Y004": "a file over 8 MB: tests/unit/yamltext",
    "Y042": "a table of very many rows: tests/unit/decision_tables/test_tables.py",
    "Y041": "a folder of thousands of files: tests/unit/load/test_many_files.py",
    "S130": "a folder without project.yaml is a wrong command: tests/unit/cli, tests/unit/load",
    "E701": "a rule that crashes: tests/unit/execute/test_measures.py",
    "E705": "a library that is not installed: tests/unit/execute/test_backends.py",
    "E720": "a file written while it is read: tests/unit/cli/test_cache.py",
    "E706": "a cluster that does not answer: tests/unit/execute/test_backends.py",
    "D265": "a file that another program holds: tests/unit/datasets/test_reading.py",
    "D274": "a file of more bytes than a disk has: tests/unit/cli/test_cache.py",
    "D275": "a workbook of hundreds of sheets that is imported: tests/unit/papers/test_hostile.py",
    "D276": "a table of thousands of files: tests/unit/datasets/test_reading.py",
    "D279": "a file that is described: tests/unit/describe/test_describing.py",
    "D278": "a file that is described: tests/unit/describe/test_describing.py",
    **dict.fromkeys(
        [code.id for code in codes.papers.CODES if code.id != "P940"],
        "a Word file: tests/unit/papers",
    ),
    "S166": "a Word file: tests/unit/papers/test_kept_words.py",
    "S167": "a Word file: tests/unit/papers/test_kept_words.py",
    **dict.fromkeys(
        ["L771", "L772", "L773"], "a Word file: tests/unit/papers/test_cited_places.py"
    ),
    "D240": "a server that does not answer: tests/unit/tables/test_database.py",
}


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_the_bad_example_is_found_at_its_place(folder: Path, tmp_path: Path) -> None:
    expected = folder.joinpath("expected").read_text("utf-8").splitlines()
    findings = told(folder, "bad", tmp_path, "--lang", "en")
    assert [line for line in expected if line] == places(folder, "bad", findings)
    own = "".join(f"{path}{path.read_bytes().decode(errors='replace')}" for path in files(folder))
    words = re.findall("[А-Яа-яЁё]+", json.dumps(findings, ensure_ascii=False))
    assert {word for word in words if word[:4].casefold() not in own.casefold()} <= OF_BOOKS


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_the_good_example_is_clean_of_it(folder: Path, tmp_path: Path) -> None:
    assert places(folder, "good", told(folder, "good", tmp_path)) == []


@pytest.mark.parametrize("code", codes.CODES, ids=lambda code: code.id)
def test_every_code_has_examples(code: object) -> None:
    id = code.id  # type: ignore[attr-defined]
    assert (HERE / id).is_dir() or id in PROVOKED_ELSEWHERE


OF_BOOKS = {"Сады", "сорок", "восемь"}
"""Words of the examples that are workbooks."""


def files(folder: Path) -> list[Path]:
    """What the bad example is made of."""
    return [path for path in sorted((folder / "bad").rglob("*")) if path.is_file()]


def told(folder: Path, which: str, out: Path, *language: str) -> list[dict[str, Any]]:
    """The findings of the command, in order."""
    command = folder / "command"
    words = command.read_text("utf-8").split() if command.exists() else ["validate"]
    words += language
    if words[0] == "evaluate":
        shown = ("--audience", "internal", "--out", str(out), "--format", "json", "-q")
        done = run(*words, str(folder / which), *shown)
        report = out / "report.json"
        assert report.exists(), f"evaluate ended with {done.code}: {done.err}"
        told: list[dict[str, Any]] = json.loads(report.read_text("utf-8"))["findings"]
        return told
    done = run(*words, str(folder / which), "--format", "json")
    assert done.code in (0, 1, 2), done.err
    found = json.loads(done.out)
    listed: list[dict[str, Any]] = found["findings"] if words[0] == "test" else found
    return listed


def places(folder: Path, which: str, findings: list[dict[str, Any]]) -> list[str]:
    """«CODE place» of those of the folder's code."""
    code, home = folder.name, f"{folder / which}/"
    own = (place(finding) for finding in findings if finding["code"] == code)
    return [f"{code} {each.removeprefix(home)}" for each in own]


def place(found: dict[str, Any]) -> str:
    """file:line:column or file:sheet:cell; the first of the places where a finding has several."""
    first = found["place"] if "place" in found else found["places"][0]
    keys = ("file", "sheet", "cell") if first.get("sheet") else ("file", "line", "column")
    return ":".join(str(first[key]) for key in keys if first.get(key) is not None)
