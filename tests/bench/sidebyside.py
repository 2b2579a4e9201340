"""Two commands timed in turn, A B A B …, as whole processes: the ratio survives a noisy machine."""

import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median
from time import perf_counter


@dataclass(frozen=True, slots=True)
class Ratio:
    """Medians in seconds, and the median of the pairwise ratios A / B."""

    a: float
    b: float
    ratio: float

    def line(self, what: str, goal: float) -> str:
        verdict = "reached" if self.ratio <= goal else "NOT reached"
        return (
            f"{what}: {self.a:.3f} s against {self.b:.3f} s, ratio {self.ratio:.2f} "
            f"(goal at most {goal:g}: {verdict})"
        )


def wall_seconds(command: Sequence[str]) -> float:
    """Wall time of one finished run; output is thrown away, a failure is not."""
    started = perf_counter()
    done = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    if done.returncode not in (0, 1):
        sys.exit(f"{command[0]} ended with {done.returncode}:\n{done.stderr.decode()[-2000:]}")
    return perf_counter() - started


def processor_seconds(command: Sequence[str]) -> float:
    """Processor time, of user and system, of one finished run and of the children it waited for."""
    run = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, used = os.wait4(run.pid, 0)
    run.returncode = os.waitstatus_to_exitcode(status)
    if run.returncode not in (0, 1):
        sys.exit(f"{command[0]} ended with {run.returncode}")
    return used.ru_utime + used.ru_stime


def least_of_both(a: Sequence[str], b: Sequence[str], *, runs: int = 9) -> Ratio:
    """The same by processor time, the least of all runs: for a machine that others use as well."""
    wall_seconds(a), wall_seconds(b)
    pairs = [(processor_seconds(a), processor_seconds(b)) for _ in range(runs)]
    first, second = (min(each) for each in zip(*pairs, strict=True))
    return Ratio(first, second, first / second)


def side_by_side(a: Sequence[str], b: Sequence[str], *, runs: int = 9) -> Ratio:
    """Warm both up once, then time them alternately."""
    wall_seconds(a), wall_seconds(b)
    pairs = [(wall_seconds(a), wall_seconds(b)) for _ in range(runs)]
    return Ratio(
        median(first for first, _ in pairs),
        median(second for _, second in pairs),
        median(first / second for first, second in pairs),
    )
