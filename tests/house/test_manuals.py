"""What a user can call stands in both manuals."""

import re
from pathlib import Path

import pytest

from engine.cli.app import VERBS
from engine.cli.settings import SETTINGS
from engine.reports.formats import FORMATS

ROOT = Path(__file__).parents[2]
ENGLISH = ROOT.joinpath("README.md").read_text("utf-8")
RUSSIAN = ROOT.joinpath("README.ru.md").read_text("utf-8")
FOR_PROGRAMMERS = {"show", "graph", "completion", "schedule"}
"""Verbs that a methodologist does without."""


@pytest.mark.parametrize("verb", [each.name for each in VERBS])
def test_a_verb_stands_in_the_manuals(verb: str) -> None:
    assert re.search(rf"^roadmap {verb}\b", ENGLISH, re.MULTILINE)
    assert verb in FOR_PROGRAMMERS or f"roadmap {verb}" in RUSSIAN


@pytest.mark.parametrize("name", [each.name for each in FORMATS])
def test_a_format_of_the_report_stands_in_the_manual(name: str) -> None:
    (line,) = (
        splitline for splitline in ENGLISH.splitlines() if splitline.startswith("roadmap evaluate")
    )
    assert re.search(rf"\b{name}\b", line)


@pytest.mark.parametrize("key", [setting.key for setting in SETTINGS])
def test_a_setting_stands_in_the_manual(key: str) -> None:
    assert f"`{key}`" in ENGLISH


def test_no_verb_stands_there_that_is_gone() -> None:
    listed = set(re.findall(r"^roadmap (\w+)", ENGLISH, re.MULTILINE))
    assert listed == {verb.name for verb in VERBS}
