"""What is read at the start: verbs that look at no table load nothing that reads tables."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SPECS = str(ROOT / "specs" / "dyatkovo-2021")
FILE = f"{SPECS}/low-results.yaml"
BASE = str(ROOT / "tests" / "diff" / "base")
HEAVY = (
    "polars", "narwhals", "pandas", "numpy", "scipy", "duckdb", "pyspark", "networkx",
    "jinja2", "jsonschema", "pymorphy3", "python_calamine", "fastexcel", "icalendar",
    "holidays", "engine.execute", "engine.datasets",
)  # fmt: skip
"""Libraries that take from 50 to 700 ms each to import, and rooms that need them."""
OF_EVALUATE = (
    "engine.compile",
    "engine.children",
    "engine.results.outcome",
    "engine.results.verdicts",
)
"""Rooms of typed values that checking has no use for: each class takes half a millisecond."""
LIGHT = (
    ("--help",), ("validate", SPECS), ("show", SPECS), ("graph", SPECS), ("plan", SPECS),
    ("fmt", "--check", SPECS), ("explain", "S104"), ("schema",),
    ("schedule", "май", "--period", "2021-2022"), ("diff", BASE, BASE),
)  # fmt: skip
"""A plan says of the order of work what lint says of it, and so reads titles as lint does."""
PROBE = """
import io, json, sys
from contextlib import redirect_stderr, redirect_stdout, suppress
from engine.cli import main
found = []
for verb in json.loads(sys.argv[2]):
    with suppress(SystemExit), redirect_stdout(io.StringIO()), redirect_stderr(io.StringIO()):
        main(verb)
    found.append([name for name in sys.argv[1].split() if name in sys.modules])
print(json.dumps(found))
"""


@pytest.fixture(scope="module")
def one_after_another() -> list[list[str]]:
    """What is loaded after each of the light verbs, which run in one process."""
    return loaded(HEAVY, *LIGHT)


@pytest.mark.parametrize("at", range(len(LIGHT)), ids=[verb[0] for verb in LIGHT])
def test_a_verb_that_looks_at_no_table_loads_no_library_of_tables(
    one_after_another: list[list[str]], at: int
) -> None:
    before = one_after_another[at - 1] if at else []
    may = ("pymorphy3",) if LIGHT[at][0] == "plan" else ()
    assert [name for name in one_after_another[at] if name not in (*before, *may)] == []


def test_a_check_of_one_file_loads_no_room_of_an_evaluation() -> None:
    assert loaded(OF_EVALUATE, ("validate", FILE)) == [[]]


def loaded(names: tuple[str, ...], *verbs: tuple[str, ...]) -> list[list[str]]:
    """Which of the modules are there after each of some runs of the command line."""
    done = subprocess.run(
        [sys.executable, "-c", PROBE, " ".join(names), json.dumps(verbs)],
        cwd=ROOT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    found: list[list[str]] = json.loads(done.stdout)
    return found
