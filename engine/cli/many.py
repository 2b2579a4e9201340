"""Many projects of `roadmap evaluate`: side by side in processes, none of them stops the rest."""

import os
import signal
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context
from pathlib import Path

from engine.cli.defects import defect_report
from engine.cli.evaluating import Told, Wish, evaluate_project
from engine.cli.exits import Exit
from engine.cli.output import Talk

Job = tuple[Path, Path]
"""A project's folder, and the folder of its reports."""


def cores() -> int:
    """How many processes can work at once here."""
    counted = getattr(os, "sched_getaffinity", None)
    return len(counted(0)) if counted else os.cpu_count() or 1


def evaluate_many(
    jobs: Sequence[Job], wish: Wish, *, processes: int, progress: Talk
) -> Iterator[Told]:
    """What became of each project, in the order of `jobs`, each as soon as it can be told."""
    if processes == 1:
        for number, job in enumerate(jobs):
            progress(job[0].name, number, len(jobs))
            yield _evaluate(job, wish)
        return
    done: dict[int, Told] = {}
    for number, told in _side_by_side(jobs, wish, processes):
        done[number] = told
        progress(jobs[number][0].name, len(done), len(jobs))
    yield from (done[number] for number in range(len(jobs)))


def _side_by_side(jobs: Sequence[Job], wish: Wish, processes: int) -> Iterator[tuple[int, Told]]:
    """By the number of the job, as they end. A process that the system killed takes the others of
    its pool along: what was lost so is done again, one project a pool, to find which it was."""
    lost = []
    with _pool(processes) as pool:
        waiting = {pool.submit(_evaluate, job, wish): number for number, job in enumerate(jobs)}
        for future in as_completed(waiting):
            told = _told(future)
            if told is None:
                lost.append(waiting[future])
            else:
                yield waiting[future], told
    for number in sorted(lost):
        with _pool(1) as pool:
            told = _told(pool.submit(_evaluate, jobs[number], wish))
        yield number, told or _killed(jobs[number])


def _pool(processes: int) -> ProcessPoolExecutor:
    threads = max(1, cores() // processes)
    return ProcessPoolExecutor(
        processes, mp_context=get_context("spawn"), initializer=_settle, initargs=(threads,)
    )


def _settle(threads: int) -> None:
    """A worker leaves Ctrl+C to the first process, and takes its part of the cores."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    os.environ.setdefault("POLARS_MAX_THREADS", str(threads))


def _told(future: "Future[Told]") -> Told | None:
    try:
        return future.result()
    except BrokenProcessPool:
        return None


def _evaluate(job: Job, wish: Wish) -> Told:
    """One project; a defect met in it is told, and the others go on."""
    folder, target = job
    try:
        return evaluate_project(folder, target, wish, Talk(quiet=True))
    except Exception as defect:
        if os.environ.get("ROADMAP_DEBUG"):
            raise
        return Told(Exit.DEFECT, fault=f"{folder.as_posix()}\n{defect_report(defect)}")


def _killed(job: Job) -> Told:
    return Told(
        Exit.UNUSABLE,
        fault=f"{job[0].as_posix()}: система остановила процесс, который оценивал этот проект "
        "(обычно не хватает памяти). Отчёта нет. Закройте другие программы и повторите: "
        f"roadmap evaluate {job[0].as_posix()}",
    )
