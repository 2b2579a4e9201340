"""The rules over millions of rows: the engine beside other ways of computing the same figures.

Every way is a process of its own, in an environment of its own where its library pins others; the
ways of a table run in turn, A B C A B C …, so that a noisy machine disturbs all of them alike.
Time is of the work alone (imports apart), memory is the peak of the process. The figures of all
ways that compute them are compared before anything is told.

Run: python tests/bench/scale/scale.py --data FOLDER [--rows 1,10,100] [--tables ways,rules,rows]
[--write]

The environments are made below FOLDER the first time (network needed). --write puts the tables into
tests/bench/README.md, each with the versions that it was measured with.
"""

import argparse
import json
import os
import platform
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from time import perf_counter

HERE = Path(__file__).parent
ROOT = HERE.parents[2]
README = HERE.parent / "README.md"
TABLES = ("ways", "rules", "rows")

ENVIRONMENTS = {
    "great_expectations_suite": ("great_expectations", "pandas", "pyarrow"),
    "soda_scan": ("soda-core-duckdb", "setuptools", "pyarrow"),
    "pandera_checks": ("pandera[polars]", "pyarrow"),
    "zen_rows": ("zen-engine", "pyarrow"),
}
"""Ways with an environment of their own, and what is installed there."""

NAMES = {
    "roadmap_rules": "roadmap",
    "polars_masks": "Polars by hand, masks first",
    "polars_cube": "Polars by hand, cube",
    "duckdb_fused": "DuckDB by hand, one query, sum(CASE …)",
    "duckdb_each": "DuckDB by hand, one query a rule",
    "decode": "decoding the columns alone",
    "pandas_groupby": "pandas by hand",
    "great_expectations_suite": "Great Expectations (no groups)",
    "soda_scan": "Soda Core over DuckDB (no groups)",
    "pandera_checks": "Pandera over Polars (no groups)",
    "zen_rows": "GoRules zen, row by row (20,000 rows, extrapolated)",
}
COMPARABLE = ("roadmap_rules", "polars_masks", "polars_cube", "duckdb_fused", "duckdb_each",
              "pandas_groupby", "soda_scan")  # fmt: skip
"""Ways whose sums of n and N must be the same."""

FAST = ("roadmap_rules", "polars_masks", "polars_cube", "duckdb_fused", "decode")
SLOW = ("duckdb_each", "pandas_groupby", "soda_scan", "pandera_checks",
        "great_expectations_suite", "zen_rows")  # fmt: skip
ONLY_A = ("pandera_checks", "great_expectations_suite", "zen_rows")
"""Ways that are shown on set A alone: they take minutes, and collect what fails in memory."""

ZEN_SAMPLE = 20_000


@dataclass(frozen=True, slots=True)
class Run:
    """One finished process: seconds of the work, peak memory in MiB, sums, versions."""

    seconds: float
    memory: float
    sums: tuple[float, float]
    versions: dict[str, str]


@dataclass(frozen=True, slots=True)
class Case:
    """What is asked: so many millions of rows, a set, so many rules, grouped by a column."""

    millions: int
    kind: str
    count: int
    by: str


class Bench:
    """Runs ways over generated files below a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.versions: dict[str, str] = {}
        folder.mkdir(parents=True, exist_ok=True)

    def file(self, millions: int) -> Path:
        """The generated table, made the first time."""
        path = self.folder / f"results-{millions}m.parquet"
        if not path.exists():
            say(f"generating {millions} million rows")
            script = [sys.executable, str(HERE / "table.py"), str(path), str(millions * 1_000_000)]
            subprocess.run(script, check=True, env=environment())
        return path

    def python(self, way: str) -> str:
        """The interpreter of a way; its environment is made the first time."""
        if way not in ENVIRONMENTS:
            return sys.executable
        home = self.folder / "environments" / way
        if not (home / "bin" / "python").exists():
            say(f"installing {', '.join(ENVIRONMENTS[way])}")
            subprocess.run([sys.executable, "-m", "venv", str(home)], check=True)
            pip = [str(home / "bin" / "python"), "-m", "pip", "install", "--quiet"]
            subprocess.run([*pip, *ENVIRONMENTS[way]], check=True)
        return str(home / "bin" / "python")

    def run(self, way: str, case: Case) -> Run:
        """One process of a way."""
        script = [self.python(way), str(HERE / "ways" / f"{way}.py"), str(self.file(case.millions))]
        asked = [case.kind, str(case.count), case.by]
        out, _, memory = measured([*script, *asked])
        told = json.loads(out.splitlines()[-1])
        self.versions |= {f"{k}": v for k, v in told["versions"].items()}
        scale = case.millions * 1_000_000 / ZEN_SAMPLE if way == "zen_rows" else 1
        return Run(told["seconds"] * scale, memory, (told["n"], told["N"]), told["versions"])

    def side_by_side(self, ways: Sequence[str], case: Case, runs: int) -> dict[str, Run]:
        """The median of each way over runs in turn; figures that differ end everything."""
        found: dict[str, list[Run]] = {way: [] for way in ways}
        for _ in range(runs):
            for way in ways:
                found[way].append(self.run(way, case))
                say(f"{case} {way}: {found[way][-1].seconds:.2f} s")
        sums = {way: found[way][0].sums for way in ways if way in COMPARABLE}
        if len(set(sums.values())) > 1:
            sys.exit(f"the figures differ: {sums}")
        return {
            way: Run(
                median(run.seconds for run in all_runs),
                max(run.memory for run in all_runs),
                all_runs[0].sums,
                all_runs[0].versions,
            )
            for way, all_runs in found.items()
        }


def measured(command: Sequence[str]) -> tuple[str, float, float]:
    """stdout, wall seconds and peak memory (MiB) of a process; a failure ends everything."""
    started = perf_counter()
    child = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment()
    )
    assert child.stdout is not None
    assert child.stderr is not None
    out = child.stdout.read()
    errors = child.stderr.read()
    _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode not in (0, 1) or not out:
        sys.exit(f"{' '.join(command)} ended with {child.returncode}:\n{errors[-2000:]}")
    return out, perf_counter() - started, usage.ru_maxrss / 1024


def environment() -> dict[str, str]:
    """The project and the scripts of this folder can be imported; nothing is taken from a cache."""
    paths = os.pathsep.join(map(str, (ROOT, HERE, HERE / "ways")))
    return {**os.environ, "PYTHONPATH": paths, "ROADMAP_NO_CACHE": "1"}


def say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table of Markdown; numbers stand right."""
    lines = [header, ["---", *["---:"] * (len(header) - 1)], *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def shown(run: Run | None, base: Run | None) -> str:
    """Seconds, and how many times the engine's."""
    if run is None or base is None:
        return "—"
    ratio = run.seconds / base.seconds
    return f"{run.seconds:.2f} s (× {ratio:.2f})"


def by_ways(bench: Bench, millions: int, runs: int) -> Iterator[str]:
    """All ways, 30 rules, both sets, by municipality and by school."""
    cases = [Case(millions, kind, 30, by) for kind in "AB" for by in ("municipality", "school")]
    found = {}
    for case in cases:
        ways = [way for way in FAST if way != "polars_cube" or case.kind == "A"]
        fast = bench.side_by_side(ways, case, runs)
        slow = [
            way for way in SLOW if case.by == "school" and (case.kind == "A" or way not in ONLY_A)
        ]
        found[case] = (bench.side_by_side(slow, case, 1) if slow else {}) | fast
    yield f"**{millions} million rows, 30 rules** (seconds; times the engine's):\n"
    rows = [
        [NAMES[way], *(shown(found[c].get(way), found[c]["roadmap_rules"]) for c in cases)]
        for way in (*FAST, *SLOW)
    ]
    yield table(["", *(f"{c.kind} by {c.by}" for c in cases)], rows)
    yield "\nPeak memory of the process in MiB:\n"
    rows = [
        [NAMES[way], *(f"{found[c][way].memory:,.0f}" if way in found[c] else "—" for c in cases)]
        for way in (*FAST, *SLOW)
    ]
    yield table(["", *(f"{c.kind} by {c.by}" for c in cases)], rows)
    for case in cases:
        own = found[case]
        masks = own["roadmap_rules"].seconds / own["polars_masks"].seconds
        duck = own["roadmap_rules"].seconds / own["duckdb_fused"].seconds
        yield (
            f"\n{case.kind} by {case.by}: {masks:.2f} of Polars by hand, masks first "
            f"(goal at most 0.8: {verdict(masks, 0.8)}); {duck:.2f} of DuckDB by hand "
            f"(goal at most 0.5: {verdict(duck, 0.5)})."
        )


def verdict(ratio: float, goal: float) -> str:
    return "reached" if ratio <= goal else "NOT reached"


def by_rules(bench: Bench, millions: int, runs: int) -> Iterator[str]:
    """From one rule to three hundred."""
    counts, ways = (1, 10, 30, 100, 300), ("roadmap_rules", "polars_masks", "duckdb_fused")
    yield f"**{millions} million rows, by the number of rules** (seconds):\n"
    rows, engine = [], {}
    for kind, by in (("A", "municipality"), ("A", "school"), ("B", "municipality")):
        found = {n: bench.side_by_side(ways, Case(millions, kind, n, by), runs) for n in counts}
        engine[kind, by] = {n: found[n]["roadmap_rules"].seconds for n in counts}
        rows += [
            [f"{kind} by {by}: {NAMES[way]}", *(f"{found[n][way].seconds:.2f}" for n in counts)]
            for way in ways
        ]
    yield table(["rules", *map(str, counts)], rows)
    for (kind, by), seconds in engine.items():
        ratio = seconds[300] / seconds[30]
        yield (
            f"\n300 rules of set {kind} by {by} cost {ratio:.2f} times 30 "
            f"(goal at most 3: {verdict(ratio, 3)})."
        )


def by_rows(bench: Bench, sizes: Sequence[int], runs: int) -> Iterator[str]:
    """The engine beside Polars and DuckDB by hand, and a whole `roadmap evaluate`, by rows."""
    yield "**30 rules of set A by school, by the number of rows**:\n"
    rows = []
    for millions in sizes:
        case = Case(millions, "A", 30, "school")
        found = bench.side_by_side(("roadmap_rules", "polars_masks", "duckdb_fused"), case, runs)
        rows.append(
            [
                f"{millions} million",
                *(f"{each.seconds:.2f} s, {each.memory:,.0f} MiB" for each in found.values()),
            ]
        )
    yield table(["rows", "roadmap", NAMES["polars_masks"], NAMES["duckdb_fused"]], rows)
    yield (
        "\n**A whole `roadmap evaluate`** of that project: start, hashes, a look through all "
        "cells, rules, reports in three formats (wall seconds, peak memory of the process):\n"
    )
    rows = [[f"{millions} million", *whole(bench, millions)] for millions in sizes]
    header = ["rows", "first run", "nothing changed", "of which hashing", "one rule changed"]
    yield table(header, rows)


def whole(bench: Bench, millions: int) -> Iterator[str]:
    """evaluate for the first time, unchanged, and with another rule, with a cache of its own."""
    folder = bench.folder / f"project-{millions}m"
    file = bench.file(millions)
    make = [sys.executable, str(HERE / "project.py"), str(folder), "results.parquet"]
    subprocess.run([*make, "A", "30", "school"], check=True, env=environment())
    inside = folder / "results.parquet"
    if not inside.exists():
        os.link(file, inside)
    cache, out = bench.folder / f"cache-{millions}m", bench.folder / "report"
    subprocess.run(["rm", "-rf", str(cache)], check=True)
    command = [
        "env", "-u", "ROADMAP_NO_CACHE", sys.executable, "-m", "engine.cli", "evaluate",
        str(folder), "--as-of", "2022-06-01", "--out", str(out), "--cache", str(cache),
        "--fail-on", "never",
    ]  # fmt: skip
    for _ in range(2):
        _, seconds, memory = measured(command)
        say(f"evaluate {millions} million: {seconds:.2f} s")
        yield f"{seconds:.2f} s, {memory:,.0f} MiB"
    hashing = "import sys, pathlib, engine.caching as c, time; s = time.perf_counter(); "
    hashing += "[c.file_digest(p) for p in pathlib.Path(sys.argv[1]).rglob('*') if p.is_file()]; "
    hashing += "print(time.perf_counter() - s)"
    yield f"{float(measured([sys.executable, '-c', hashing, str(folder)])[0]):.2f} s"
    subprocess.run([*make, "A", "31", "school"], check=True, env=environment())
    _, seconds, memory = measured(command)
    yield f"{seconds:.2f} s, {memory:,.0f} MiB"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument(
        "--data", type=Path, required=True, help="folder for files and environments"
    )
    parser.add_argument("--rows", default="1,10,100", help="millions of rows")
    parser.add_argument("--runs", type=int, default=5, help="runs of each fast way")
    parser.add_argument("--tables", default=",".join(TABLES), help="which tables to measure")
    parser.add_argument("--write", action="store_true", help="put the tables into the README")
    given = parser.parse_args()
    sizes, fewer = [int(each) for each in given.rows.split(",")], max(1, given.runs - 2)
    middle = 10 if 10 in sizes else sizes[0]
    makers: dict[str, Callable[[Bench], Iterator[str]]] = {
        "ways": lambda bench: by_ways(bench, middle, given.runs),
        "rules": lambda bench: by_rules(bench, middle, fewer),
        "rows": lambda bench: by_rows(bench, sizes, fewer),
    }
    for name in given.tables.split(","):
        bench = Bench(given.data)
        text = "\n".join([*makers[name](bench), measured_with(bench)])
        print(text)
        if given.write:
            put(name, text)


def measured_with(bench: Bench) -> str:
    """Versions and cores, under each table."""
    versions = ", ".join(f"{name} {number}" for name, number in sorted(bench.versions.items()))
    cores = len(os.sched_getaffinity(0))
    return f"\nPython {platform.python_version()}, {cores} cores; {versions}."


def put(name: str, text: str) -> None:
    """The table between its marks in the README."""
    start, end = f"<!-- scale {name}: begin -->", f"<!-- scale {name}: end -->"
    before, _, rest = README.read_text("utf-8").partition(start)
    _, _, after = rest.partition(end)
    README.write_text(f"{before}{start}\n\n{text}\n\n{end}{after}", "utf-8")


if __name__ == "__main__":
    main()
