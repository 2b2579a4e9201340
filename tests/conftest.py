"""What holds for all tests."""

import gc
import os
import signal
from collections.abc import Callable, Iterator
from functools import cache
from hashlib import sha256
from itertools import compress
from operator import not_
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, is_hypothesis_test, settings

from tests.examples import drawn_anew, of_all

ROOT = Path(__file__).parents[1]

os.environ["ROADMAP_NO_CACHE"] = "1"
"""Tests see what the program computes, not what it computed before; those of the cache say so."""

if "PYTEST_XDIST_WORKER" in os.environ:
    os.environ.setdefault("POLARS_MAX_THREADS", "1")
"""As many workers as cores: threads of each would only wait for one another (9 % of the time)."""
gc.set_threshold(200_000, 20, 100)
"""Small tables and trees die by themselves; looking for circles of them took 6 %."""

if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)
"""What is started behind `&` does not hear Ctrl+C, nor would the programs that tests start."""

settings.register_profile(
    "whatever the machine is busy with",
    deadline=None,
    max_examples=of_all(100),
    derandomize=not drawn_anew(),
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("whatever the machine is busy with")
"""A property is about values; an example that waits for its turn breaks nothing."""


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers(config: pytest.Config) -> int | None:
    """All cores for the whole suite; one process, which starts sooner, for what is named."""
    here = config.invocation_params.dir
    named = {(here / arg.split("::")[0]).resolve() for arg in config.args}
    return None if named & {ROOT, ROOT / "tests"} else 0


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--not-whole-before", action="store_true",
        help="run what the run before skipped and the properties, on other examples",
    )  # fmt: skip


SKIPPED = "roadmap/skipped"
"""Where pytest's own cache keeps the ids of what a run skipped: tests, or files as a whole."""


def pytest_configure(config: pytest.Config) -> None:
    if config.pluginmanager.hasplugin("cacheprovider") and not hasattr(config, "workerinput"):
        config.pluginmanager.register(Skipped(config))


class Skipped:
    """Remembers what was skipped, for a run with --not-whole-before."""

    def __init__(self, config: pytest.Config) -> None:
        self._config = config
        self._ids: set[str] = set()

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        self._take(report)

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        self._take(report)

    def _take(self, report: pytest.TestReport | pytest.CollectReport) -> None:
        if report.skipped:
            self._ids.add(without_group(report.nodeid))

    def pytest_sessionfinish(self) -> None:
        self._config.cache.set(SKIPPED, sorted(self._ids))


def without_group(nodeid: str) -> str:
    """The id without the group that `--dist loadgroup` writes behind it: «…[case]@spark»."""
    test, _, group = nodeid.rpartition("@")
    return nodeid if "]" in group else test or nodeid


@cache
def skipped_before(config: pytest.Config) -> frozenset[str]:
    """The ids that the run before skipped."""
    return frozenset(config.cache.get(SKIPPED, []))


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """With --not-whole-before a file is not even imported that has no test to run again."""
    if not config.option.not_whole_before or not collection_path.match("test_*.py"):
        return None
    here = collection_path.relative_to(config.rootpath).as_posix()
    again = here in {name.split("::")[0] for name in skipped_before(config)}
    return None if again or b"hypothesis" in collection_path.read_bytes() else True


def pytest_collection_finish() -> None:
    """What was collected lives till the end: looking through it for circles finds none."""
    gc.freeze()


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """With --not-whole-before those tests stay, those of the files skipped as a whole, and the
    properties."""
    if not config.option.not_whole_before:
        return
    before = skipped_before(config)
    stay = [
        bool({without_group(item.nodeid), item.nodeid.split("::")[0]} & before)
        or is_hypothesis_test(getattr(item, "obj", None))
        for item in items
    ]
    config.hook.pytest_deselected(items=list(compress(items, map(not_, stay))))
    items[:] = compress(items, stay)


@pytest.fixture(scope="module")
def projects_read_once() -> Iterator[None]:
    """For a module that asks the same projects many things: a folder is loaded, checked and its
    tables are read again only where a byte of it has changed since. What is read is frozen."""
    from engine.checks import check_project
    from engine.datasets import read_tables
    from engine.load import load_project

    known: dict[object, Any] = {}

    def once(asked: object, made: Callable[[], Any]) -> Any:
        if asked not in known:
            known[asked] = made()
        return known[asked]

    def load(files: Any) -> Any:
        if not isinstance(files, Path):
            return load_project(files)
        return once(("load", _content(files)), lambda: load_project(files))

    def check(project: Any, day: Any = None) -> Any:
        return once((id(project), day), lambda: (project, check_project(project, day)))[1]

    def read(project: Any, *, progress: Any = None, store: Any = None, **asked: Any) -> Any:
        own = (project.data, project.organisations, project.evidence, asked)
        folders = [Path(project.folder), asked["data_dir"] or Path(project.folder)]
        return once(
            ("read", repr(own), *map(_content, folders)),
            lambda: read_tables(project, progress=progress, store=store, **asked),
        )

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("engine.pipeline.load_project", load)
        patch.setattr("engine.checks.check_project", check)
        patch.setattr("engine.judging.read_tables", read)
        yield


def _content(folder: Path) -> tuple[tuple[str, str], ...]:
    files = sorted(path for path in folder.resolve().rglob("*") if path.is_file())
    return tuple((str(path), sha256(path.read_bytes()).hexdigest()) for path in files)
