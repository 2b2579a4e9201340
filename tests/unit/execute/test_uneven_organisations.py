"""Who is in one of the compared tables or periods, and not in the other."""

from pathlib import Path
from shutil import copytree

import pytest

from tests.running import run

EXAMPLE = Path(__file__).parents[2] / "codes" / "E707" / "bad"
GROWTH = (
    "{measure: change, of: {measure: sum, in: high, of: high, missing: exclude}, "
    'over: ["2023/24", "2024/25"], shape: ends}'
)
SHARE = (
    "{measure: ratio, numerator: {measure: sum, in: high, of: high, missing: exclude}, "
    "denominator: {measure: sum, in: grads, of: n, missing: exclude}}"
)


@pytest.mark.parametrize(
    ("rule", "more", "told"),
    [
        (GROWTH, "", True),
        (GROWTH, "03;2024/25;41\n", False),
        (SHARE, "", True),
        (SHARE, "03;2024/25;41\n", False),
        ("{measure: sum, in: high, of: high, missing: exclude}", "", True),
        ("{measure: sum, in: high, of: high, missing: exclude}", "03;2024/25;41\n", False),
    ],
)
def test_a_school_that_sent_nothing_is_told(
    tmp_path: Path, rule: str, more: str, told: bool
) -> None:
    folder = tmp_path / "p"
    copytree(EXAMPLE, folder)
    table, roadmap = folder / "high.csv", folder / "assessment.yaml"
    table.write_text(table.read_text("utf-8") + more, "utf-8")
    spec = roadmap.read_text("utf-8").replace(GROWTH, rule)
    roadmap.write_text(spec.replace('"> 0"', '"> 0 %"') if rule == SHARE else spec, "utf-8")
    done = run("evaluate", str(folder), "--as-of", "2025-08-01", "--out", str(tmp_path / "out"))
    assert ("E707" in done.err + done.out) is told, done.err
