"""A function of the engine, called in a child: what it does to its process it does to that one."""

import atexit
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from threading import Lock, Timer
from typing import Any
from weakref import WeakSet

from engine.children import wire
from engine.children.environment import environment
from engine.children.failures import ChildFailed, FailureKind, of_end
from engine.children.limits import Limits
from engine.children.waiting import let_stops_through
from engine.children.wire import Value

_PROGRAM = Path(__file__).with_name("child.py")
_NO_LIMITS = Limits()
_TOLD = 4096
"""Bytes of stderr that are looked at."""
_LIVE: WeakSet["Child"] = WeakSet()
"""Children that nobody has closed: at the end a thread that waits for one is not asked any more."""


class Child:
    """A process that waits for functions to call; one call at a time.

    It stands in an empty folder of its own. `more` says how further variables of the environment
    begin, `given` sets some.
    """

    def __init__(self, more: tuple[str, ...] = (), given: Mapping[str, str] | None = None) -> None:
        self._folder = tempfile.mkdtemp(prefix="roadmap-child-")
        self._said = tempfile.TemporaryFile()  # noqa: SIM115 (closed with the child)
        self._process = subprocess.Popen(
            [sys.executable, "-P", str(_PROGRAM)],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=self._said,
            cwd=self._folder, env=environment(more, given), start_new_session=True,
        )  # fmt: skip
        _LIVE.add(self)

    @property
    def pid(self) -> int:
        """The number that the system knows the process by."""
        return self._process.pid

    def call(
        self, function: Callable[..., Value], *arguments: Value, limits: Limits = _NO_LIMITS
    ) -> Any:
        """The function's value, as it came through the pipe. Raises ChildFailed, and the child is
        then closed."""
        let_stops_through()
        clock = _Clock(self._process, limits.seconds)
        try:
            answer = self._ask(_request(function, arguments, limits), limits)
            if clock.stop():
                raise EOFError
            if "failure" in answer:
                raise ChildFailed(FailureKind(answer["failure"][0]), answer["failure"][1])
        except BaseException as problem:
            failure = self._failure(problem, is_late=clock.stop())
            self.close()
            raise failure from None
        return answer["value"]

    def load(self, function: Callable[..., Value]) -> None:
        """Let the child import the function's module; nobody waits for it."""
        assert self._process.stdin is not None
        with suppress(OSError):  # it has just died: the call will say so
            wire.write(self._process.stdin, {"load": function.__module__})

    def stop(self) -> None:
        """Kill the process, from any thread: a call that is waited for elsewhere fails."""
        self._process.kill()

    def leave(self) -> None:
        """Stop the process, whatever it does, and take its folder away; another thread may wait for
        its answer."""
        self._process.kill()
        self._process.wait()
        shutil.rmtree(self._folder, ignore_errors=True)

    def close(self) -> None:
        """The same, where nobody waits."""
        self.leave()
        _LIVE.discard(self)
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                with suppress(OSError):  # what was not sent is of no use
                    pipe.close()
        self._said.close()

    def _ask(self, request: dict[str, Value], limits: Limits) -> dict[str, Any]:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        wire.write(self._process.stdin, request)
        answer = wire.read(self._process.stdout, limits.answer)
        if not isinstance(answer, dict) or not answer.keys() & {"value", "failure"}:
            raise wire.BadMessage(str(answer)[:80])
        return answer

    def _failure(self, problem: BaseException, *, is_late: bool) -> BaseException:
        if is_late:
            return ChildFailed(FailureKind.TIME, "")
        if isinstance(problem, wire.BadMessage):
            return ChildFailed(FailureKind.ANSWER, str(problem))
        if isinstance(problem, EOFError | OSError):
            return ChildFailed(*of_end(self._process.wait(), self._last_words()))
        return problem

    def _last_words(self) -> str:
        size = self._said.seek(0, os.SEEK_END)
        self._said.seek(max(0, size - _TOLD))
        return self._said.read().decode("utf-8", "replace").strip()


class _Clock:
    """Kills a process when its time is over."""

    def __init__(self, process: subprocess.Popen[bytes], seconds: float | None) -> None:
        self._process, self._rang = process, False
        self._timer = Timer(seconds, self._ring) if seconds is not None else None
        if self._timer:
            self._timer.daemon = True
            self._timer.start()

    def _ring(self) -> None:
        self._rang = True
        self._process.kill()

    def stop(self) -> bool:
        """True where the time was over."""
        if self._timer:
            self._timer.cancel()
        return self._rang


def _request(
    function: Callable[..., Value], arguments: tuple[Value, ...], limits: Limits
) -> dict[str, Value]:
    return {
        "function": f"{function.__module__}:{function.__qualname__}",
        "arguments": arguments,
        "memory": limits.memory,
    }


class _Idle:
    """Children between two calls: the next call takes one instead of starting it."""

    def __init__(self) -> None:
        self._lock, self._children = Lock(), list[Child]()
        atexit.register(self.close)

    def take(self) -> Child:
        with self._lock:
            return self._children.pop() if self._children else Child()

    def put(self, child: Child) -> None:
        with self._lock:
            self._children.append(child)

    def close(self) -> None:
        with self._lock:
            while self._children:
                self._children.pop().close()


@atexit.register
def leave_all() -> None:
    """At the end of the program: whoever waits in another thread is not asked."""
    for child in tuple(_LIVE):
        child.leave()


_IDLE = _Idle()


def call(function: Callable[..., Value], *arguments: Value, limits: Limits = _NO_LIMITS) -> Any:
    """What a module's function of the engine returns, called in a child under limits.

    Arguments and value are of JSON, with bytes as they are (a tuple arrives as a list); files are
    named by absolute paths. A child that answered is used again. Raises ChildFailed.
    """
    child = _IDLE.take()
    value = child.call(function, *arguments, limits=limits)
    _IDLE.put(child)
    return value


def prepare(function: Callable[..., Value]) -> None:
    """Start a child now that imports what the function needs, while this process works on."""
    child = _IDLE.take()
    child.load(function)
    _IDLE.put(child)
