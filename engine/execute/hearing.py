"""Which organisations have rows in sight in the tables that a task counts in."""

from collections.abc import Iterator, Mapping

from engine.compile.needed import (
    ChangeTask,
    CompareTask,
    CompositeTask,
    EachDocumentTask,
    EachRowTask,
    ExistsTask,
    IntervalTask,
    RankTask,
    RatioTask,
    SignsTask,
    Task,
)
from engine.execute.answers import Answers
from engine.query.questions import Slot
from engine.query.scope import Reach


def heard_of(task: Task, answers: Answers) -> Mapping[str, frozenset[str]]:
    """Table → organisations with rows in sight; of several looks at a table, in each of them."""
    heard: dict[str, frozenset[str]] = {}
    for reach, aside in _looks(task):
        if reach.organisation is None:
            continue
        folded = answers.by_organisation(reach)
        own = aside if aside and aside.keys == reach.read.keys else None
        flags = zip(folded.codes, folded.has_rows(reach, own), strict=True)
        codes = frozenset(code for code, has_rows in flags if has_rows and code is not None)
        heard[reach.dataset] = heard.get(reach.dataset, codes) & codes
    return heard


def _looks(task: Task) -> Iterator[tuple[Reach, Slot | None]]:
    """Where it looks for rows, and which rows may belong; of a change, in its last period."""
    match task:
        case CompositeTask():
            for _, composed in task.parts:
                yield from _looks(composed)
        case SignsTask():
            for part in task.parts:
                yield from _looks(part)
        case CompareTask():
            yield from _looks(task.computed)
        case ChangeTask():
            yield from _looks(task.steps[-1][1])
        case RankTask():
            yield from _looks(task.of)
        case IntervalTask():
            yield task.own.reach, task.own.set_aside
        case RatioTask():
            yield task.after.reach, task.after.set_aside
        case EachRowTask() | EachDocumentTask() | ExistsTask():
            return
        case _:
            yield task.reach, task.set_aside
