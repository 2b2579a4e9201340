"""Which organisations have rows in sight in the tables that a task counts in."""

from collections.abc import Mapping

from engine.query.answers import Answers
from engine.query.tasks import Task


def heard_of(task: Task, answers: Answers) -> Mapping[str, frozenset[str]]:
    """Table → organisations with rows in sight; of several looks at a table, in each of them."""
    heard: dict[str, frozenset[str]] = {}
    for reach, aside in task.looks():
        if reach.organisation is None:
            continue
        folded = answers.by_organisation(reach)
        own = aside if aside and aside.keys == reach.read.keys else None
        flags = zip(folded.codes, folded.has_rows(reach, own), strict=True)
        codes = frozenset(code for code, has_rows in flags if has_rows and code is not None)
        heard[reach.dataset] = heard.get(reach.dataset, codes) & codes
    return heard
