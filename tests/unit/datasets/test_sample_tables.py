"""The sample tables of the example project are what their script writes."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from engine.datasets import read_tables
from engine.load import load_project

DATA = Path(__file__).parents[3] / "specs" / "dyatkovo-2021" / "data"
FILES = sorted(path.name for path in DATA.iterdir() if path.suffix in (".csv", ".xlsx"))


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("tables")
    subprocess.run([sys.executable, DATA / "make_tables.py", folder], check=True)
    return folder


def test_the_script_writes_the_committed_files(written: Path) -> None:
    assert sorted(path.name for path in written.iterdir()) == FILES


@pytest.mark.parametrize("name", FILES)
def test_a_committed_file_is_what_the_script_writes(written: Path, name: str) -> None:
    """Byte for byte; of a workbook the parts, since another zlib packs the same bytes otherwise."""
    if name.endswith(".csv"):
        assert (written / name).read_bytes() == (DATA / name).read_bytes()
    else:
        assert parts(written / name) == parts(DATA / name)


@pytest.mark.parametrize("name", FILES)
def test_every_file_says_that_it_is_synthetic(name: str) -> None:
    mark = "СИНТЕТИЧЕСКИЕ ДАННЫЕ"
    if name.endswith(".csv"):
        assert mark in (DATA / name).read_text(encoding="windows-1251").splitlines()[0]
    else:
        assert mark in dict(parts(DATA / name))["xl/sharedStrings.xml"].decode()


def test_the_sample_tables_are_read_without_an_error() -> None:
    project = load_project(DATA.parent).project
    assert project is not None
    assert project.data is not None
    tables = read_tables(project)
    assert [finding.code.name for finding in tables.findings] == ["total-row", "table-without-rows"]
    assert set(tables.datasets) == {resource.name for resource in project.data.resources}
    assert "full_name" not in tables.datasets["teachers"].frame.columns
    assert tables.datasets["pupils"].frame.height == 6000


def parts(path: Path) -> list[tuple[str, bytes]]:
    with zipfile.ZipFile(path) as book:
        return [(name, book.read(name)) for name in book.namelist()]
