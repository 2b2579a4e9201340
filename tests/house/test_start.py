"""What is read at the start: verbs that look at no table load nothing that reads tables."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SPECS = str(ROOT / "specs" / "livny-2020")
HEAVY = (
    "polars", "narwhals", "pandas", "numpy", "scipy", "duckdb", "pyspark", "sqlglot", "networkx",
    "jinja2", "jsonschema", "pymorphy3", "python_calamine", "fastexcel", "icalendar",
)  # fmt: skip
"""Libraries that take from 50 to 700 ms each to import."""
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
    done = subprocess.run(
        [sys.executable, "-c", PROBE, " ".join(HEAVY), *verb],
        cwd=ROOT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert done.stdout.split() == []
