"""Sheets and files that sum up the others of their table."""

from pathlib import Path

import pytest

from engine.datasets import read_tables
from tests.unit.datasets.samples import field, project, resource, told

ONE, OTHER = "5;25;20;4,1\n6;28;15;3,9\n", "5;20;10;4,0\n6;22;12;3,5\n"
SUMS = "5;45;30;4,05\n6;50;27;3,7\n"
DECLARED = (field("grade", "integer"), field("n", "integer"), field("k", "integer"),
            field("mean", "number"))  # fmt: skip


@pytest.mark.parametrize(
    ("texts", "file"),
    [
        ({"a": ONE, "b": OTHER, "c": SUMS}, "c"), ({"a": SUMS, "b": OTHER, "c": ONE}, "a"),
        ({"a": ONE, "b": OTHER, "c": ONE + OTHER}, "c"), ({"a": ONE, "b": SUMS}, ""),
        ({"a": ONE, "b": OTHER, "c": SUMS.replace("50", "51")}, ""),
        ({"a": "5;5;;\n6;7;;\n", "b": "5;8;;\n6;9;;\n", "c": "5;13;;\n6;16;;\n"}, ""),
        ({"a": "5;5;;\n6;7;;\n", "b": "5;8;;\n6;9;;\n", "свод": "5;13;;\n6;16;;\n"}, "свод"),
        ({"a": "5;1;;\n6;1;;\n", "b": "5;1;;\n6;2;;\n", "свод": "5;2;;\n6;3;;\n"}, ""),
        ({"a": ONE, "b": ONE, "c": ONE}, ""),
    ],
)  # fmt: skip
def test_a_file_that_sums_up_the_others_is_told(
    tmp_path: Path, texts: dict[str, str], file: str
) -> None:
    for name, text in texts.items():
        (tmp_path / f"{name}.csv").write_text(f"grade;n;k;mean\n{text}", encoding="utf-8")
    tables = read_tables(project(tmp_path, resource(*DECLARED, path="*.csv")))
    places = [place for name, place in told(tables) if name == "sum-of-others"]
    assert places == ([f"{file}.csv:2"] if file else [])
