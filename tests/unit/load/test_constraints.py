"""Constraints of data.yaml are checked against the type of their column before a table is read."""

import pytest

from engine.load.loading import load_data
from engine.model.tables import Constraints
from tests.unit.load.conftest import Folder

DATA = """\
format: data/1
resources:
  - name: marks
    path: marks.csv
    schema:
      fields:
        - {{name: x, type: {}, constraints: {{{}}}{}}}
"""


def declared(
    folder: Folder, type: str, limits: str, more: str = ""
) -> tuple[list[str], Constraints]:
    """Name and marked text of the findings, and the constraints where there are none."""
    folder.write("data.yaml", DATA.format(type, limits, more))
    loaded = load_data(folder.path / "data.yaml")
    line = DATA.format(type, limits, more).splitlines()[6]
    places = [loaded.sources.place(finding.at) for finding in loaded.findings]
    assert {place.line for place in places} <= {7}
    found = [
        f"{each.code.name} {line[(place.column or 1) - 1 : (place.end_column or 1) - 1]}"
        for each, place in zip(loaded.findings, places, strict=True)
    ]
    read = loaded.package.resources[0].fields[0].constraints if loaded.package else Constraints()
    return found, read


@pytest.mark.parametrize(
    ("type", "limits", "read"),
    [
        ("number", "enum: [2, 3, 4, 5]", (2, 3, 4, 5)),
        ("number", "enum: [2, 3, 4.5]", (2, 3, 4.5)),
        ("integer", "enum: [2, 3.0]", (2, 3)),
        ("boolean", "enum: [yes, no]", (True, False)),
        ("string", 'enum: [да, "no", "1"]', ("да", "no", "1")),
    ],
)
def test_values_of_the_columns_type_are_read(
    project: Folder, type: str, limits: str, read: tuple[object, ...]
) -> None:
    assert declared(project, type, limits) == ([], Constraints(enum=read))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("type", "limits", "at"),
    [
        ("integer", 'enum: ["1", "2"]', ['"1"', '"2"']),
        ("integer", "enum: [1, 2.5]", ["2.5"]),
        ("number", "enum: [1, да]", ["да"]),
        ("number", "maximum: .nan", [".nan"]),
        ("number", "minimum: -.inf", ["-.inf"]),
        ("number", "minimum: 0x10", ["0x10"]),
        ("integer", "maximum: много", ["много"]),
        ("integer", "maximum: yes", ["yes"]),
        ("boolean", "enum: [да, нет]", ["да", "нет"]),
        ("boolean", "enum: [1, 0]", ["1", "0"]),
        ("string", "enum: [yes, no]", ["yes", "no"]),
        ("string", "enum: [2, 1.10]", ["2", "1.10"]),
        ("date", "minimum: 5", ["5"]),
        ("date", "enum: [true]", ["true"]),
    ],
)
def test_a_value_of_another_type_is_told_at_its_place(
    project: Folder, type: str, limits: str, at: list[str]
) -> None:
    found, _ = declared(project, type, limits)
    assert found == [f"constraint-of-other-type {place}" for place in at]


@pytest.mark.parametrize("day", ["2021-02-30", '"20210901"', '"01.09.2021"'])
def test_a_bound_that_is_no_day_is_told(project: Folder, day: str) -> None:
    found, _ = declared(project, "date", f"minimum: {day}")
    assert found == [f"date-impossible {day}"]


@pytest.mark.parametrize(
    ("type", "limits", "more"),
    [
        ("string", "minimum: 5", ""),
        ("boolean", "maximum: 1", ""),
        ("string", "required: true", ", unit: percent"),
        ("number", "required: true", ", trueValues: [да]"),
        ("number", "required: true", ', format: "%d.%m.%Y"'),
        ("date", "required: true", ", bareNumber: false"),
    ],
)
def test_a_key_of_other_types_is_told(project: Folder, type: str, limits: str, more: str) -> None:
    found, _ = declared(project, type, limits, more)
    assert [each.split()[0] for each in found] == ["key-of-other-type"]


def test_bounds_that_no_value_fits_are_told(project: Folder) -> None:
    assert declared(project, "integer", "minimum: 5, maximum: 1")[0] == ["bounds-crossed 5"]


@pytest.mark.parametrize(
    "key", ["constraints: {pattern: (?=a)b}", "extract: (a", "titlePattern: (a"]
)
def test_a_pattern_that_cannot_be_run_is_told_before_a_table_is_read(
    project: Folder, key: str
) -> None:
    project.write("data.yaml", DATA.replace("constraints: {{{}}}{}", key.replace("{", "{{").replace(
        "}", "}}")).format("string"))  # fmt: skip
    findings = load_data(project.path / "data.yaml").findings
    assert [finding.code.name for finding in findings] == ["unusable-pattern"]


def test_a_path_of_windows_is_a_path(project: Folder) -> None:
    project.replace("data.yaml", "path: data/schools.csv", "path: data\\schools.csv")
    data = project.load().project
    assert data is not None
    assert data.data is not None
    assert data.data.resources[0].path == "data/schools.csv"


def test_a_path_of_another_disk_still_leads_out(project: Folder) -> None:
    project.replace("data.yaml", "path: data/schools.csv", "path: C:\\data\\schools.csv")
    assert project.only()["name"] == "table-outside-project"
