"""Persons who have several rows, in rules that count rows."""

from pathlib import Path
from shutil import copytree

import pytest

from tests.running import run

EXAMPLE = Path(__file__).parents[2] / "codes" / "R363" / "bad"
TEXT, RULE = "Не менее трёх обучающихся участвуют в олимпиаде", "of: \"oo = 'Школа 1'\""


@pytest.mark.parametrize(
    ("text", "rule", "told"),
    [
        (TEXT, RULE, True),
        (TEXT, "of: \"predmet = 'математика'\"", False),  # each of them once
        (TEXT, "of: \"oo = 'Школа 1'\", distinct: person", False),
        ("Не менее трёх участий обучающихся в олимпиаде", RULE, False),
        ("Олимпиада проведена не менее чем в трёх школах", RULE, False),
    ],
)
def test_rows_are_not_taken_for_persons(tmp_path: Path, text: str, rule: str, told: bool) -> None:
    folder = tmp_path / "p"
    copytree(EXAMPLE, folder)
    roadmap = folder / "talents.yaml"
    roadmap.write_text(roadmap.read_text("utf-8").replace(TEXT, text).replace(RULE, rule), "utf-8")
    done = run("evaluate", str(folder), "--as-of", "2025-06-01", "--out", str(tmp_path / "out"))
    assert ("R363" in done.err + done.out) is told, done.err


def test_a_share_of_persons_is_made_of_rows_too(tmp_path: Path) -> None:
    folder = tmp_path / "p"
    copytree(EXAMPLE, folder)
    roadmap = folder / "talents.yaml"
    share = roadmap.read_text("utf-8").replace("measure: count", "measure: share")
    roadmap.write_text(share.replace('">= 3"', '">= 3 %"'), "utf-8")
    done = run("evaluate", str(folder), "--as-of", "2025-06-01", "--out", str(tmp_path / "out"))
    assert "R363" in done.err + done.out
