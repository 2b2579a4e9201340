"""What is read at the start: verbs that look at no table load nothing that reads tables."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SPECS = str(ROOT / "specs" / "dyatkovo-2021")
FILE = f"{SPECS}/low-results.yaml"
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
    ("schedule", "май", "--period", "2021-2022"),
)  # fmt: skip
PROBE = """
import io, sys
from contextlib import redirect_stderr, redirect_stdout, suppress
from engine.cli import main
with suppress(SystemExit), redirect_stdout(io.StringIO()), redirect_stderr(io.StringIO()):
    main(sys.argv[2:])
print(*(name for name in sys.argv[1].split() if name in sys.modules))
"""


@pytest.mark.parametrize("verb", LIGHT, ids=lambda verb: verb[0])
def test_a_verb_that_looks_at_no_table_loads_no_library_of_tables(verb: tuple[str, ...]) -> None:
    assert loaded(HEAVY, verb) == []


def test_a_check_of_one_file_loads_no_room_of_an_evaluation() -> None:
    assert loaded(OF_EVALUATE, ("validate", FILE)) == []


def loaded(names: tuple[str, ...], verb: tuple[str, ...]) -> list[str]:
    """Which of the modules a run of the command line imports."""
    done = subprocess.run(
        [sys.executable, "-c", PROBE, " ".join(names), *verb],
        cwd=ROOT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    return done.stdout.split()
