"""At which level a target is judged, and who is judged besides."""

from pathlib import Path
from shutil import copytree

import pytest

from engine.load import load_project

EXAMPLE = Path("tests/codes/R354/good")


def codes_of(folder: Path, lines: str) -> list[str]:
    copytree(EXAMPLE, folder)
    spec = folder / "low-results.yaml"
    text = spec.read_text("utf-8").replace("    level: region\n    judge: municipality\n", lines)
    spec.write_text(text, encoding="utf-8")
    return [finding.code.id for finding in load_project(folder).findings]


@pytest.mark.parametrize(
    ("lines", "is_told"),
    [
        ("    judge: region\n", True),
        ("    level: municipality\n    judge: region\n", True),
        ("    level: school\n    judge: region\n", True),
        ("    level: school\n    judge: municipality\n", True),
        ("    judge: municipality\n", False),
        ("    judge: school\n", False),
        ("    level: school\n", False),
        ("    level: region\n    judge: region\n", False),
        ("    level: region\n    judge: school\n", False),
        ("", False),
    ],
)
def test_nobody_is_judged_above_the_level(tmp_path: Path, lines: str, is_told: bool) -> None:
    assert codes_of(tmp_path / "example", lines) == ["R375"] * is_told
