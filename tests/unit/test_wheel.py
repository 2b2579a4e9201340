"""A built wheel carries schemas, rules, templates and messages, and works outside the checkout."""

import os
import shutil
import subprocess
import sys
import zipfile
from importlib.util import cache_from_source
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def unpacked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel as an installer would lay it out."""
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)],
        cwd=ROOT, check=True, capture_output=True,
    )  # fmt: skip
    (wheel,) = folder.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder / "site")
    for module in (folder / "site").rglob("*.py"):
        _take_compiled(module, ROOT / module.relative_to(folder / "site"))
    return folder / "site"


def _take_compiled(module: Path, source: Path) -> None:
    """What Python compiled of the same bytes in the checkout: an installer compiles, which takes
    four seconds of a thousand modules."""
    compiled = Path(cache_from_source(str(source)))
    if compiled.is_file() and source.read_bytes() == module.read_bytes():
        shutil.copystat(source, module)
        target = Path(cache_from_source(str(module)))
        target.parent.mkdir(exist_ok=True)
        shutil.copy(compiled, target)


def run(site: Path, folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """`roadmap` from the unpacked wheel, in a folder that knows nothing of the checkout."""
    return subprocess.run(
        [sys.executable, "-P", "-m", "engine.cli", *arguments],
        cwd=folder, capture_output=True, text=True, encoding="utf-8",
        env={**os.environ, "PYTHONPATH": str(site), "PYTHONSAFEPATH": "1"},
    )  # fmt: skip


def test_the_wheel_holds_what_the_package_reads(unpacked: Path) -> None:
    names = {path.relative_to(unpacked).as_posix() for path in unpacked.rglob("*")}
    assert "engine/messages/ru.yaml" in names
    assert "engine/schedule/grammar.lark" in names
    assert "engine/schedule/grammar.json" in names
    assert "engine/schedule/workdays.csv" in names
    assert "engine/_schemas/roadmap.schema.json" in names
    assert "engine/_rules/README.md" in names
    assert "engine/reports/templates/report.html.j2" in names


def test_the_main_job_runs_from_the_wheel(unpacked: Path, tmp_path: Path) -> None:
    example = ROOT / "specs" / "dyatkovo-2021"
    done = run(unpacked, tmp_path, "evaluate", str(example), "--as-of", "2022-06-01", "--out", "o")
    assert done.returncode == 0, done.stderr
    assert {path.name for path in (tmp_path / "o").iterdir()} == {
        "report.html", "report.json", "report.md"
    }  # fmt: skip


def test_schemas_are_given_from_the_wheel(unpacked: Path, tmp_path: Path) -> None:
    done = run(unpacked, tmp_path, "schema", "--write", "schemas")
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "schemas" / "roadmap.schema.json").is_file()
