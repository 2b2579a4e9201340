"""Versions of the method: directions by slug and number, stages by the names of the orders."""

from pathlib import Path

import pytest

from engine.load import load_project
from engine.load.checked import checked_entry
from engine.load.methods import read_directions
from engine.load.sources import Reading
from engine.packaged import rules_folder
from engine.trees import FolderTree
from tests.unit.load.conftest import Folder

SPECS = Path(__file__).parents[3] / "specs"
ORDERS = sorted(path.parent for path in SPECS.glob("*/project.yaml"))
DIRECTIONS = {
    "2020": "1.1 1.2 1.3 1.4 2.1 2.2 2.3 2.4 2.5 -",
    "2022": "1.1 1.2 1.3 1.4 1.1 2.1 2.2 2.2 2.3 2.4",
}
OWN = """\
format: method/1
id: "2030"
title: Свой перечень
source: null
directions:
  - {slug: low-results, code: "7", name: {ru: Свои, en: Own}}
points: null
"""
SLUGS = [
    "assessment", "low-results", "talents", "career-guidance", "objectivity", "heads",
    "teachers-cpd", "methodical-work", "upbringing", "preschool",
]  # fmt: skip


@pytest.mark.parametrize("method", sorted(DIRECTIONS))
def test_a_version_gives_each_direction_its_number(method: str) -> None:
    reading = Reading(FolderTree(rules_folder()))
    assert checked_entry(reading, f"methods/{method}.yaml", "method") is not None
    assert reading.findings == []
    known = {
        direction.slug: direction.code or "-" for direction in read_directions(reading, method)
    }
    assert known == dict(zip(SLUGS, DIRECTIONS[method].split(), strict=True))


@pytest.mark.parametrize("folder", ORDERS, ids=lambda folder: folder.name)
def test_the_orders_agree_with_their_method(folder: Path) -> None:
    loaded = load_project(folder)
    assert loaded.project is not None
    assert [finding for finding in loaded.findings if finding.code.id == "S144"] == []
    assert len(loaded.project.directions) == 10


def test_the_names_of_stages_are_those_of_the_passports() -> None:
    """A row that is called as the method knows it has the stages that the method gives it."""
    entry = checked_entry(Reading(FolderTree(rules_folder())), "methods/2020.yaml", "method")
    assert entry is not None
    named: dict[str, tuple[str, ...]] = {
        _plain(name): (each.text("stage"),)
        for each in entry.entries("stages")
        for name in each.texts("names")
    }
    named |= {_plain(each.text("label")): each.texts("stages") for each in entry.entries("merged")}
    seen = 0
    for folder in ORDERS:
        project = load_project(folder).project
        assert project is not None
        for row in (row for roadmap in project.roadmaps for row in roadmap.passport):
            stages = tuple(stage.value for stage in row.stages)
            if row.label and _plain(row.label) in named and stages != ("collection_methods",):
                assert named[_plain(row.label)] == stages, (folder.name, row.label)
                seen += 1
    assert seen > 60


def test_a_project_may_have_a_method_of_its_own(project: Folder) -> None:
    project.write("rules/methods/2030.yaml", OWN)
    project.replace("project.yaml", 'method: "2020"', 'method: "2030"')
    project.replace("low-results.yaml", "slug: low-results", 'slug: low-results\ncode: "1.2"')
    loaded = project.load()
    assert loaded.project is not None
    assert [direction.name("ru") for direction in loaded.project.directions] == ["Свои"]
    assert [finding.code.id for finding in loaded.findings] == ["S144"]


def test_a_method_that_nobody_describes_gives_no_names(project: Folder) -> None:
    project.replace("project.yaml", 'method: "2020"', "method: ../2020")
    loaded = project.load()
    assert loaded.project is not None
    assert loaded.project.directions == ()


def _plain(text: str) -> str:
    return text.rstrip(".:").casefold()
