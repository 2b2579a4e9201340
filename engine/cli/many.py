"""Many projects of `roadmap evaluate`: side by side in processes, none of them stops the rest."""

import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from engine.children import OF_CLUSTERS, Child
from engine.children.workers import Workers
from engine.cli.evaluating import evaluate_project
from engine.cli.output import Exit, Talk, ending, not_written
from engine.cli.wishes import Told, Wish
from engine.cli.words import speak, word
from engine.plain import from_plain, to_plain
from engine.runs.databases import database_variables
from engine.whole_files import NotWritten

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
            yield evaluate_safely(job, wish=wish)
        return
    workers = Workers(evaluate_in_child, processes, lambda: _child(max(1, cores() // processes)))
    here, asked = os.getcwd(), to_plain(wish)
    ended: dict[int, Told] = {}
    told = 0
    tasks = [(here, *map(str, job), asked) for job in jobs]
    for count, (number, done) in enumerate(workers.run(tasks), 1):
        ended[number] = from_plain(Told, done) if done else _killed(jobs[number])
        progress(jobs[number][0].name, count, len(jobs))
        while told in ended:
            yield ended.pop(told)
            told += 1


def _child(threads: int) -> Child:
    """A child that knows where databases and clusters are, and leaves the other cores to others."""
    given = {"POLARS_MAX_THREADS": str(threads), **database_variables()}
    return Child(OF_CLUSTERS, given)


def evaluate_in_child(here: str, folder: str, target: str, wish: Any) -> Any:
    """One project as a child is asked for it, from the folder where the user stands."""
    os.chdir(here)
    return to_plain(evaluate_safely((Path(folder), Path(target)), wish=from_plain(Wish, wish)))


def evaluate_safely(job: Job, *, wish: Wish) -> Told:
    """One project; a defect met in it is told, and the others go on."""
    folder, target = job
    speak(wish.lang)
    try:
        return evaluate_project(folder, target, wish, Talk(quiet=True))
    except NotWritten as problem:
        return Told(Exit.UNUSABLE, fault=not_written(problem))
    except KeyboardInterrupt:
        raise
    except BaseException as problem:  # panics of libraries in other languages are no Exception
        if os.environ.get("ROADMAP_DEBUG"):
            raise
        code, sentence = ending(problem)
        return Told(code, fault=f"{folder.as_posix()}\n{sentence}")


def _killed(job: Job) -> Told:
    return Told(
        Exit.UNUSABLE,
        fault=word("evaluate.killed", folder=job[0].as_posix()),
    )
