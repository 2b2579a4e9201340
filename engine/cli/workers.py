"""Processes that work side by side, each with a pipe of its own: one that dies takes only its own
task along, and that task is tried once more.

The pool of the standard library stops all its processes when one of them is killed.
"""

import os
import signal
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Generic, TypeVar

Task = TypeVar("Task")
Done = TypeVar("Done")

_TRIES = 2


@dataclass(slots=True)
class _Worker:
    process: BaseProcess
    pipe: Connection
    number: int | None = None
    """The task that it has in hand."""


@dataclass(slots=True)
class Workers(Generic[Task, Done]):
    """Runs `work` on tasks in `count` processes; `work` must be importable by its name."""

    work: Callable[[Task], Done]
    count: int
    threads: int
    """How many threads a process may use: it leaves the other cores to the others."""

    def run(self, tasks: Sequence[Task]) -> Iterator[tuple[int, Done | None]]:
        """The number of each task with its result, as they end; None of one that the system killed
        its process over, twice."""
        waiting, tries = list(range(len(tasks)))[::-1], dict.fromkeys(range(len(tasks)), 0)
        workers = [self._start() for _ in range(min(self.count, len(tasks)))]
        try:
            for worker in workers:
                self._hand(worker, waiting, tasks, tries)
            while any(worker.number is not None for worker in workers):
                for pipe in wait([each.pipe for each in workers if each.number is not None]):
                    place = next(i for i, each in enumerate(workers) if each.pipe is pipe)
                    number = workers[place].number
                    assert number is not None
                    done, alive = _receive(workers[place])
                    if alive:
                        yield number, done
                    else:
                        workers[place] = self._start()
                        if tries[number] < _TRIES:
                            waiting.append(number)
                        else:
                            yield number, None
                    self._hand(workers[place], waiting, tasks, tries)
        finally:
            for worker in workers:
                worker.pipe.close()
                worker.process.terminate()
                worker.process.join()

    def _start(self) -> _Worker:
        context = get_context("spawn")
        ours, theirs = context.Pipe()
        process = context.Process(
            target=_serve, args=(theirs, self.work, self.threads), daemon=True
        )
        process.start()
        theirs.close()
        return _Worker(process, ours)

    def _hand(
        self, worker: _Worker, waiting: list[int], tasks: Sequence[Task], tries: dict[int, int]
    ) -> None:
        worker.number = waiting.pop() if waiting else None
        if worker.number is not None:
            tries[worker.number] += 1
            with suppress(OSError):  # it has just died: its pipe will say so
                worker.pipe.send(tasks[worker.number])


def _receive(worker: _Worker) -> tuple[Done | None, bool]:
    try:
        done: Done = worker.pipe.recv()
    except (EOFError, OSError):
        worker.pipe.close()
        worker.process.join()
        return None, False
    return done, True


def _serve(pipe: Connection, work: Callable[[object], object], threads: int) -> None:
    """Do task after task until the pipe is closed. Ctrl+C is for the first process."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    os.environ.setdefault("POLARS_MAX_THREADS", str(threads))
    while True:
        try:
            task = pipe.recv()
        except (EOFError, OSError):
            return
        pipe.send(work(task))
