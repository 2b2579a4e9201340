"""Children that work side by side: one that dies takes only its own task along, and that task is
tried once more.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import field
from queue import SimpleQueue
from threading import Lock, Thread
from typing import Any

from engine.children import Child, ChildFailed, Value
from engine.children.waiting import let_stops_through
from engine.classes import dataclass

_TRIES = 2


Task = tuple[Value, ...]
"""The arguments of one call."""


@dataclass(slots=True)
class Workers:
    """Calls `work` for every task in `count` children, each made by `start`."""

    work: Callable[..., Value]
    count: int
    start: Callable[[], Child]
    _children: set[Child] = field(default_factory=set, init=False)
    _lock: Lock = field(default_factory=Lock, init=False)
    _over: bool = field(default=False, init=False)

    def run(self, tasks: Sequence[Task]) -> Iterator[tuple[int, Any]]:
        """The number of each task with its result, as they end; None of one whose child ended
        without an answer, twice."""
        waiting = list(enumerate(tasks))[::-1]
        ended: SimpleQueue[tuple[int, Any] | BaseException] = SimpleQueue()
        threads = [
            Thread(target=self._serve, args=(waiting, ended), daemon=True)
            for _ in range(min(self.count, len(tasks)))
        ]
        try:
            for thread in threads:
                thread.start()
            let_stops_through()
            for _ in tasks:
                found = ended.get()
                if isinstance(found, BaseException):
                    raise found
                yield found
        finally:
            self._stop()
            for thread in threads:
                if thread.is_alive():
                    thread.join()  # it may be at starting a child, which nobody else would stop

    def _serve(
        self,
        waiting: list[tuple[int, Task]],
        ended: "SimpleQueue[tuple[int, Any] | BaseException]",
    ) -> None:
        """Do task after task in one child, and in a new one after it died."""
        child: Child | None = None
        try:
            while (task := self._next(waiting)) is not None:
                number, done = task[0], None
                for _ in range(_TRIES):
                    if self._over:
                        return
                    child = child or self._new()
                    try:
                        done = child.call(self.work, *task[1])
                        break
                    except ChildFailed:
                        child = None
                ended.put((number, done))
        except BaseException as defect:  # it is raised again where the results are awaited
            ended.put(defect)

    def _next(self, waiting: list[tuple[int, Task]]) -> tuple[int, Task] | None:
        with self._lock:
            return waiting.pop() if waiting and not self._over else None

    def _new(self) -> Child:
        child = self.start()
        with self._lock:
            self._children.add(child)
            is_over = self._over
        if is_over:
            child.close()
        return child

    def _stop(self) -> None:
        with self._lock:
            self._over = True
            children = list(self._children)
        for child in children:
            child.close()
