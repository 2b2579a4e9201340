"""Waiting for files to change: a look at their times twice a second, no library needed."""

from collections.abc import Callable, Iterable
from pathlib import Path
from time import sleep

from engine.trees import yaml_below

PAUSE = 0.4
"""Seconds between two looks."""

Stamps = dict[Path, tuple[int, int]]


def stamps(folders: Iterable[Path]) -> Stamps:
    """Time and size of every YAML file below the folders."""
    found: Stamps = {}
    for folder in folders:
        for path in yaml_below(folder):
            try:
                state = path.stat()
            except OSError:
                continue
            found[path] = (state.st_mtime_ns, state.st_size)
    return found


def run_on_change(folders: tuple[Path, ...], run: Callable[[], int]) -> int:
    """Run at once and after every change, until Ctrl+C; the code of the last run."""
    code = 0
    try:
        seen, code = stamps(folders), run()
        while True:
            sleep(PAUSE)
            now = stamps(folders)
            if now != seen:
                seen, code = now, run()
    except KeyboardInterrupt:
        return code
