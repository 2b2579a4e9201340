"""The engine: the rules of the project, from the plan to the answers."""

import sys
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import polars as pl
from project import write
from timed import Share, told

from engine.compile import compile_project
from engine.datasets import CellSource, Dataset, Tables
from engine.execute import PolarsEngine, execute_all
from engine.load import load_project
from engine.results.verdicts import IndicatorOutcome

FOLDER = TemporaryDirectory()
write(Path(FOLDER.name), "results.parquet", *(sys.argv[2], int(sys.argv[3]), sys.argv[4]))
PROJECT = load_project(Path(FOLDER.name)).project
assert PROJECT is not None
assert PROJECT.data is not None
PLAN = compile_project(PROJECT, date(2022, 6, 1))


def work(file: str, rules: tuple[Share, ...], by: str) -> tuple[float, float]:
    resource = PROJECT.data.resource("results")
    dataset = Dataset(resource, pl.scan_parquet(file), CellSource(file, None, {}), (Path(file),))
    outcomes = execute_all(PLAN, Tables({"results": dataset}, (), ()), engine=PolarsEngine())
    return added(outcomes.indicators)


def added(outcomes: tuple[IndicatorOutcome, ...]) -> tuple[float, float]:
    """The sums of n and of N, without those of which it is unknown."""
    tallies = [outcome.verdict.measurement.overall for outcome in outcomes]
    return sum(tally.n for tally in tallies), sum(tally.total for tally in tallies)


told(work, "polars")
