"""Every measure over random tables, on the engine that is named; what comes of it goes to a file.

A process of its own: Spark has one session a process. Run by tests/spark/test_cluster.py.
"""

import json
import random
import sys
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import polars as pl

from engine.compile import compile_project
from engine.datasets import Tables, read_tables
from engine.execute import Engine, EngineError, engine_of, execute
from engine.load import load_project
from tests.unit.execute.every_measure import every_measure
from tests.unit.execute.random_tables import PACKAGE, read
from tests.unit.execute.small_projects import write_project
from tests.unit.execute.test_keys_of_several_columns import DATA, RULES, TABLES
from tests.unit.samples import AS_OF, judged_project

CLAUSES = ("trained", "school.pupils > age or score is null", "age between -1 and 2")


def tables(seed: int, rows: int) -> Tables:
    """Teachers with every kind of empty cell, and three schools."""
    chance = random.Random(seed)
    some = [
        (
            f"p{chance.randrange(9)}",
            chance.choice(["s1", "s2", "s3", "s9", None]),
            chance.choice(["2021/22", "2021-2022", "2020/21", "?", None]),
            chance.choice([True, False, None]),
            chance.choice([None, *range(-3, 4), -(10**9), 10**9]),
            chance.choice([None, -2.5, 0.0, 0.5, 3.0]),
            chance.choice([None, date(2021, 1, 1) + timedelta(days=chance.randrange(700))]),
            chance.choice([None, 2, 3, 4, 5]),
        )
        for _ in range(rows)
    ]
    return read(some, [(True, 5), (False, None), (None, -1)])[0]


def in_files(given: Tables, folder: Path) -> Tables:
    """The same tables, as they are when they do not fit into the memory."""
    found = {}
    for name, dataset in given.datasets.items():
        path = folder / f"{name}.parquet"
        dataset.frame.write_parquet(path)
        found[name] = replace(dataset, rows=pl.scan_parquet(path), files=(path,))
    return Tables(found, (), ())


def over_keys(engine: Engine, folder: Path) -> list[str]:
    """Rules that follow keys of several columns, a key behind such, and one into the same table."""
    rules = {id: RULES[id] for id in ("s0", "s6", "weighed")}
    project = load_project(write_project(folder, DATA, rules, TABLES)).project
    assert project is not None
    plan = compile_project(project, date(2022, 8, 31))
    return [repr(each) for each in execute(plan, read_tables(project), engine=engine)]


def verdicts(engine: Engine, folder: Path, seeds: int, rows: int, step: int = 1) -> list[str]:
    """Every measure (or one of `step`) with every pair of clauses, over tables in memory and over
    tables in files."""
    told: list[str] = []
    for seed in range(seeds):
        given: Any = tables(seed, rows)
        given = in_files(given, folder) if seed % 2 == 0 else given
        of, where = CLAUSES[seed % 3], CLAUSES[(seed + 1) % 3]
        project = judged_project(PACKAGE, *every_measure(of, where)[::step])
        told += map(repr, execute(compile_project(project, AS_OF), given, engine=engine))
    return told


def main() -> None:
    name, master, out, seeds, rows, patience, step = sys.argv[1:8]
    if name == "spark":
        from engine.execute.backends import on_spark

        on_spark.WITHOUT_WORKERS = float(patience)
    target = Path(out)
    folder = target.parent / f"{target.stem}-files"
    folder.mkdir(exist_ok=True)
    try:
        engine = engine_of(name, master or None)
        told = verdicts(engine, folder, int(seeds), int(rows), int(step))
        told += over_keys(engine, folder / "keys") if int(seeds) > 1 else []
    except EngineError as failed:
        target.write_text(
            json.dumps({"code": failed.finding.code.id, "params": str(failed.finding.params)}),
            "utf-8",
        )
        return
    target.write_text(json.dumps({"verdicts": told}), "utf-8")


if __name__ == "__main__":
    main()
