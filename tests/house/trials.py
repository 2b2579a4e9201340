"""How a fault meets its tests: the running part of `mutations.py`.

The tests are collected once. For each fault within a function the process forks: the child puts
the fault into the file (for processes that its tests start), compiles that and gives the new code
to the functions that are there already; so a trial costs no more than its tests. What runs at
import (a constant of a module, a default) is put into the file before the engine is imported.
"""

import functools
import gc
import os
import resource
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from types import CodeType, FunctionType

import pytest

WORDS = ("-n0", "-q", "--tb=no", "-p", "no:cacheprovider", "-p", "no:randomly")
CLOSURE = "its closure"


@dataclass(frozen=True, slots=True)
class Fault:
    """What stands where in a file (bytes) instead, and the tests that are to notice it."""

    file: str
    first: int
    last: int
    after: str
    is_in_function: bool
    tests: tuple[str, ...]
    seconds: float
    """Of processor time, that the tests take without the fault."""
    also: tuple[str, ...] = ()
    """Files whose tests all run too."""

    @property
    def files(self) -> list[str]:
        """Where the tests stand."""
        return list(dict.fromkeys((*(one.partition("::")[0] for one in self.tests), *self.also)))

    def put(self, root: Path) -> bytes:
        """Into the file; as many lines as before. What the file was."""
        path = root / self.file
        source = path.read_bytes()
        lines = source[self.first : self.last].count(b"\n") - self.after.count("\n")
        blank = "\n" * lines
        text = f"{self.after[:-1]}{blank})" if self.after.endswith(")") else self.after + blank
        path.write_bytes(source[: self.first] + text.encode() + source[self.last :])
        return source


@dataclass(frozen=True, slots=True)
class Trial:
    """What became of a fault: what caught it, or "" and the seconds of processor time."""

    caught_by: str
    seconds: float


def tried(root: Path, fault: Fault) -> Trial:
    """The fault is there before the engine is imported."""
    source = fault.put(root)
    try:
        loop = Loop(lambda session, end: _run(session, fault, end))
        return in_child(root, fault.files, loop, _bound(fault) + 20)
    finally:
        (root / fault.file).write_bytes(source)


def all_tried(
    root: Path, faults: dict[int, Fault], say: Callable[[int, Trial], None]
) -> dict[int, Trial]:
    """What became of each fault within a function, by number; it is said when it is known. Left out
    is one that the functions cannot be given: the variables around one are others now."""
    answers = root.parent / "answers"
    answers.write_text("", "utf-8")

    def loop(session: pytest.Session, end: Path) -> None:
        for number, fault in faults.items():
            source = fault.put(root)
            try:
                trial = _forked(partial(_changed, session, root, fault, end), end, _bound(fault))
            finally:
                (root / fault.file).write_bytes(source)
            if trial.caught_by != CLOSURE:
                say(number, trial)
                with answers.open("a", encoding="utf-8") as file:
                    print(number, trial.seconds, trial.caught_by, sep="\t", file=file)

    in_child(root, sorted({file for fault in faults.values() for file in fault.files}), Loop(loop))
    lines = (line.split("\t") for line in answers.read_text("utf-8").splitlines())
    return {int(number): Trial(by, float(seconds)) for number, seconds, by in lines}


def _changed(session: pytest.Session, root: Path, fault: Fault, end: Path) -> None:
    try:
        give_code(root / fault.file)
    except ValueError:
        end.write_text(CLOSURE, "utf-8")
        return
    _run(session, fault, end)


def _run(session: pytest.Session, fault: Fault, end: Path) -> None:
    """The tests one by one until one fails, whose id is written to `end`."""
    places = {one: place for place, one in enumerate(fault.tests)}
    last = len(places)
    asked = [
        one
        for one in session.items
        if one.nodeid in places or one.nodeid.startswith(fault.also or "\0")
    ]
    items = sorted(asked, key=lambda one: places.get(one.nodeid, last))
    failed = Failed()
    session.config.pluginmanager.register(failed)
    for place, item in enumerate(items):
        following = items[place + 1] if place + 1 < len(items) else None
        item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
        if failed.test:
            end.write_text(failed.test, "utf-8")
            return


class Failed:
    """Plugin of pytest: the first test that fails."""

    test = ""

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """A test that fails, in its setup too."""
        if report.failed:
            self.test = self.test or report.nodeid


class Loop:
    """Plugin of pytest: what is done instead of running all tests that were collected."""

    def __init__(self, done: Callable[[pytest.Session, Path], None]) -> None:
        self._done = done
        self.end: Path | None = None

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Not even where a file could not be collected: that is how a fault is noticed."""
        assert self.end is not None
        self._done(session, self.end)
        return True


def give_code(path: Path) -> None:
    """The functions of a module that was imported are given the code of its file as it is now."""
    codes = {
        (code.co_qualname, code.co_firstlineno): code
        for code in _codes(compile(path.read_bytes(), str(path), "exec"))
    }
    for one in gc.get_objects():
        if isinstance(one, functools._lru_cache_wrapper):
            one.cache_clear()
        elif isinstance(one, FunctionType) and one.__code__.co_filename == str(path):
            key = one.__code__.co_qualname, one.__code__.co_firstlineno
            if key in codes:
                one.__code__ = codes[key]


def _codes(code: CodeType) -> Iterator[CodeType]:
    yield code
    for inner in code.co_consts:
        if isinstance(inner, CodeType):
            yield from _codes(inner)


def _bound(fault: Fault) -> int:
    """Processor time that only a loop without an end takes."""
    return round(30 + 5 * fault.seconds)


def in_child(root: Path, words: Sequence[str], plugin: object, seconds: int | None = None) -> Trial:
    """A run of pytest in the copy. It begins as a fork of this process, which has imported the
    libraries already, and nothing of the engine."""
    end = root.parent / "end"
    if isinstance(plugin, Loop):
        plugin.end = end

    def run() -> None:
        os.chdir(root)
        sys.path[0] = str(root)
        for name in [one for one in sys.modules if one.partition(".")[0] == "tests"]:
            del sys.modules[name]  # the copy has its own
        sys.dont_write_bytecode = True
        with (root.parent / "pytest.log").open("w", encoding="utf-8") as file:
            os.dup2(file.fileno(), 1)
            os.dup2(file.fileno(), 2)
        ended = pytest.main([*WORDS, *words], plugins=[plugin])
        if ended in (2, 3, 4) and not end.read_text("utf-8"):
            end.write_text("collection", "utf-8")

    return _forked(run, end, seconds)


def _forked(run: Callable[[], None], end: Path, seconds: int | None) -> Trial:
    """What is written to `end` by a child, within a bound of processor time."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    end.write_text("", "utf-8")
    child = os.fork()
    if not child:
        try:
            if seconds:
                resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
            run()
            sys.stdout.flush()
        finally:
            os._exit(0)
    _, status = os.waitpid(child, 0)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    caught = "its time" if os.WIFSIGNALED(status) else end.read_text("utf-8")
    return Trial(caught, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
