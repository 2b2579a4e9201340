"""The committed example report is what `evaluate` writes today, byte for byte.

After a wanted change: UPDATE_GOLDEN=1 python -m pytest tests/golden, then read the difference.
"""

import os
from pathlib import Path

import pytest

from tests.running import run

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "specs" / "dyatkovo-2021"
COMMITTED = ROOT / "outputs" / "dyatkovo-2021"
AS_OF = "2022-06-01"


@pytest.fixture(scope="module")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("report")
    done = run("evaluate", str(EXAMPLE), "--as-of", AS_OF, "--out", str(folder), "-q")
    assert done.code == 0, done.err
    return folder


@pytest.mark.parametrize("name", ["report.html", "report.json", "report.md"])
def test_the_committed_report_is_reproduced(fresh: Path, name: str) -> None:
    written = (fresh / name).read_bytes()
    if os.environ.get("UPDATE_GOLDEN"):
        COMMITTED.mkdir(parents=True, exist_ok=True)
        (COMMITTED / name).write_bytes(written)
    assert written == (COMMITTED / name).read_bytes(), (
        f"{name} differs; if that is wanted: UPDATE_GOLDEN=1 python -m pytest tests/golden"
    )


def test_the_same_input_gives_the_same_bytes(fresh: Path, tmp_path: Path) -> None:
    run("evaluate", str(EXAMPLE), "--as-of", AS_OF, "--out", str(tmp_path), "-q")
    for path in fresh.iterdir():
        assert path.read_bytes() == (tmp_path / path.name).read_bytes()
