"""What every way of computing the rules does alike: read its arguments, time itself, tell.

A way is a script that is given the Parquet file, the set, the number of rules, and the column to
group by. It prints one line of JSON: seconds of the work (imports and the choice of rules apart),
the sums of n and N over all rules and groups, and the versions of its libraries.
"""

import json
import sys
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path
from time import perf_counter

sys.path.insert(0, str(Path(__file__).parents[1]))

from rules import Share, rules

Work = Callable[[str, tuple[Share, ...], str], tuple[float, float]]
"""File, rules, column to group by → sums of n and N."""


def told(work: Work, *libraries: str) -> None:
    """Do the work once and print what came of it."""
    file, kind, count, by = sys.argv[1:5]
    chosen = rules(kind, int(count))
    started = perf_counter()
    n, total = work(file, chosen, by)
    seconds = perf_counter() - started
    versions = {name: version(name) for name in libraries}
    print(json.dumps({"seconds": seconds, "n": n, "N": total, "versions": versions}))
