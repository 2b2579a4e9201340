"""What CONTRIBUTING names is there: every file, and every layer in its order."""

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TEXT = ROOT.joinpath(".github/CONTRIBUTING.md").read_text("utf-8")
PATH = re.compile(r"\b(?:engine|tests|schemas)/[\w./-]*\w|\.ci/\w+")
STANDS_FOR_ANY = re.compile(r"CODE|SUBJECT|FORMAT|NAME")
NAMED = sorted({each for each in PATH.findall(TEXT) if not STANDS_FOR_ANY.search(each)})


@pytest.mark.parametrize("path", NAMED)
def test_a_named_file_is_there(path: str) -> None:
    assert ROOT.joinpath(path).exists()


def test_the_picture_of_the_layers_is_the_contract() -> None:
    contracts = tomllib.loads(ROOT.joinpath("pyproject.toml").read_text("utf-8"))["tool"]
    (layers,) = (
        each["layers"]
        for each in contracts["importlinter"]["contracts"]
        if each["type"] == "layers"
    )
    picture = TEXT.partition("## The layers")[2].split("```")[1]
    cells = [re.split(r"\s{3,}", line)[0] for line in picture.strip().splitlines()]
    drawn = [each.strip() for cell in cells for each in cell.split("→")]
    assert drawn == layers


def test_every_layer_is_a_room() -> None:
    rooms = {path.stem for path in ROOT.joinpath("engine").iterdir() if path.stem[0] not in "_."}
    picture = TEXT.partition("## The layers")[2].split("```")[1]
    assert rooms - {"adr"} <= set(re.findall(r"\w+", picture))
