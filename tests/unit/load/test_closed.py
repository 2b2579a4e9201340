"""Every mapping that a person writes is closed: a key too many is an error, wherever it stands."""

import re
from collections.abc import Iterator
from pathlib import Path
from shutil import copytree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.cli.output import Exit
from engine.diagnostics import Route
from engine.load import Reading, checked_entry
from engine.load.schemas import FORMATS
from engine.measures import LibraryFile, read_library
from engine.trees import FolderTree
from engine.yamltext import parse
from tests.examples import of_all
from tests.running import run

ROOT = Path(__file__).parents[3]
FILES = sorted(
    path
    for folder in ("specs", "rules")
    for path in (ROOT / folder).glob("**/*.yaml")
    if "outputs" not in path.parts
)
OPEN = (
    re.compile(r".*/(lost|suggested|with|map|titles)"),
    re.compile(r"/cases/\d+/rows/\w+/\d+"),
    re.compile(r"/cases/\d+/(rows|expect/(organisations|municipalities|decided))"),
    re.compile(r"/parameters"),
    re.compile(r"/rows/\d+/when"),
)
"""Mappings whose keys are names: of fields, parameters, cells, columns, tables, organisations. What
they may name is checked by what reads them."""


def mappings(value: object, route: Route = ()) -> Iterator[Route]:
    """The routes of the mappings of a document that the format closes."""
    if isinstance(value, dict):
        address = "".join(f"/{step}" for step in route)
        if not any(pattern.fullmatch(address) for pattern in OPEN):
            yield route
        for key, each in value.items():
            yield from mappings(each, (*route, key))
    elif isinstance(value, list):
        for number, each in enumerate(value):
            yield from mappings(each, (*route, number))


def inside(data: object, route: Route) -> dict[str, object]:
    for step in route:
        data = data[step]  # type: ignore[index]
    assert isinstance(data, dict)
    return data


def faults(file: Path, data: object, folder: Path) -> list[str]:
    """The names of the findings that the file has, read alone."""
    import yaml

    (folder / "x.yaml").write_text(yaml.safe_dump(data, allow_unicode=True), "utf-8")
    reading = Reading(FolderTree(folder))
    kind = FORMATS[inside(data, ())["format"]]  # type: ignore[index]
    entry = checked_entry(reading, "x.yaml", kind)
    findings = list(reading.findings)
    if entry and kind == "rules":
        findings += read_library([LibraryFile("x", entry.data, own=True)])[1]
    return [finding.code.name for finding in findings]


@settings(max_examples=of_all(80), deadline=None, database=None)
@given(file=st.sampled_from(FILES), data=st.data())
def test_a_key_too_many_is_an_error_in_every_mapping_of_every_file(
    file: Path, data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    content = parse(file.read_bytes(), file.name).document
    assert content is not None
    route = data.draw(st.sampled_from(sorted(mappings(content.data), key=str)))
    key = data.draw(st.from_regex(r"[a-z]{1,9}", fullmatch=True))
    mapping = inside(content.data, route)
    if key not in mapping and key not in POSSIBLE:
        mapping[key] = data.draw(st.sampled_from(["x", 1, True, ["x"], {"x": "y"}]))
        folder = tmp_path_factory.mktemp("closed")
        assert "unexpected-key" in faults(file, content.data, folder), (route, key)


@settings(max_examples=of_all(80), deadline=None, database=None)
@given(file=st.sampled_from(FILES), data=st.data())
def test_a_misspelt_key_is_an_error_with_the_key_that_was_meant(
    file: Path, data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    content = parse(file.read_bytes(), file.name).document
    assert content is not None
    route = data.draw(st.sampled_from(sorted(mappings(content.data), key=str)))
    mapping = inside(content.data, route)
    key = data.draw(st.sampled_from(sorted(mapping)))
    at = data.draw(st.integers(0, len(key) - 1))
    misspelt = key[:at] + key[at + 1 :] if data.draw(st.booleans()) else key[:at] + "q" + key[at:]
    if misspelt and misspelt not in POSSIBLE and misspelt not in mapping:
        mapping[misspelt] = mapping.pop(key)
        if key == "format":
            return
        folder = tmp_path_factory.mktemp("misspelt")
        assert "unexpected-key" in faults(file, content.data, folder), (route, misspelt)


def keys_of_schemas() -> set[str]:
    from engine.load.schemas import schema

    def walk(node: object) -> Iterator[str]:
        if isinstance(node, dict):
            if isinstance(node.get("properties"), dict):
                yield from node["properties"]
            for each in node.values():
                yield from walk(each)
        elif isinstance(node, list):
            for each in node:
                yield from walk(each)

    return {key for kind in FORMATS.values() for key in walk(schema(kind))}


POSSIBLE = keys_of_schemas()
"""A random key that is one of these may be meant."""

TABLES = """format: data/1
resources:
  - name: teachers
    path: teachers.csv
    schema: {fields: [{name: person, type: string}, {name: young, type: boolean},
                      {name: trained, type: boolean}]}
"""
RULE = """format: rule/1
id: x
title: Молодые обученные
source: null
rule: {measure: share, in: teachers, of: trained, WHERE: young, missing: exclude}
"""


def project(folder: Path, rule: str) -> Path:
    """A project whose only indicator uses a rule of its own folder."""
    home = folder / "p"
    copytree(ROOT / "tests" / "codes" / "S101" / "good", home)
    home.joinpath("data.yaml").write_text(TABLES, "utf-8")
    home.joinpath("rules").mkdir()
    home.joinpath("rules", "x.yaml").write_text(rule, "utf-8")
    home.joinpath("teachers.csv").write_text(
        "person;young;trained\n1;да;да\n2;да;нет\n3;да;нет\n4;нет;да\n5;нет;да\n6;нет;да\n", "utf-8"
    )
    return home


def test_a_misspelt_key_in_a_file_of_cases_is_told_in_validate(tmp_path: Path) -> None:
    home = project(tmp_path, RULE.replace("WHERE", "where"))
    case = "format: test/1\ncases: [{name: п, rule: {use: x, wiht: {}}, expect: {n: 1}}]\n"
    home.joinpath("rules", "x.test.yaml").write_text(case, "utf-8")
    done = run("validate", str(home))
    assert done.code == Exit.FINDINGS
    assert "rules/x.test.yaml:2:34: ошибка S101" in done.out


def test_a_misspelt_key_in_a_rule_of_the_library_is_told_in_validate(tmp_path: Path) -> None:
    done = run("validate", str(project(tmp_path, RULE.replace("WHERE", "wher"))))
    assert done.code == Exit.FINDINGS
    told = "rules/x.yaml:5:51: ошибка S101: Ключа «wher» здесь не бывает, похоже на «where»."
    assert told in done.out.replace("\xa0", " ")
    right = project(tmp_path / "right", RULE.replace("WHERE", "where"))
    assert "S101" not in run("validate", str(right)).out
