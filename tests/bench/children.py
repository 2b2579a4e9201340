"""What a child costs: its start with the first call, a later call, the first one after `prepare`.

Run: python tests/bench/children.py
"""

import statistics
import time
from collections.abc import Callable
from functools import partial

from engine.children import Child
from engine.children.failures import of_end

TIMES = 15


def milliseconds(work: Callable[[], object]) -> float:
    """Of wall time."""
    started = time.perf_counter()
    work()
    return (time.perf_counter() - started) * 1000


def main() -> None:
    """Medians of fifteen children; the function that is called imports nothing heavy."""
    first, later, prepared = [], [], []
    for _ in range(TIMES):
        started = time.perf_counter()
        child = Child()
        _call(child)
        first.append((time.perf_counter() - started) * 1000)
        later.append(milliseconds(partial(_call, child)))
        child.close()
        child = Child()
        child.load(of_end)
        time.sleep(1)
        prepared.append(milliseconds(partial(_call, child)))
        child.close()
    for name, taken in (("start and first call", first), ("later call", later),
                        ("first call of a prepared child", prepared)):  # fmt: skip
        print(f"{name}: median {statistics.median(taken):.2f} ms, least {min(taken):.2f} ms")


def _call(child: Child) -> None:
    child.call(of_end, 1, "")


if __name__ == "__main__":
    main()
