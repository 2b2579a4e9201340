"""What a job does, in a child process: the project is judged and its reports are written.

The bar is a file that is replaced whole: whoever reads it sees a state, never half of one.
"""

import json
import os
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from time import monotonic
from typing import Any

from engine.children import Value
from engine.messages import Language, catalogue
from engine.pipeline import evaluate
from engine.reports.content.findings import findings_model
from engine.runs.databases import database_addresses
from engine.runs.seen import places_of
from engine.runs.writing import Asked, write_run
from engine.whole_files import NotWritten

BAR = "bar.json"
FINDINGS = "findings.json"
_PAUSE = 0.2


@dataclass(slots=True)
class Bar:
    """How far a job is: `done` of `total` steps, and what is being worked on."""

    folder: Path
    _told: float = field(default=0.0, init=False)

    def __call__(self, what: str, done: int, total: int) -> None:
        """Tell, at most five times a second."""
        if monotonic() - self._told < _PAUSE:
            return
        self._told = monotonic()
        part = self.folder / f"{BAR}.part"
        part.write_text(json.dumps({"what": what, "done": done, "total": total}), "utf-8")
        os.replace(part, self.folder / BAR)


def judge_project(folder: str, target: str, asked: Any) -> Value:
    """Judge the project of a folder and write the reports into `target`: what became of it.

    `asked`: as_of, formats, audience, lang, history, keep.
    """
    try:
        return _judged(Path(folder), Path(target), asked)
    except NotWritten as problem:
        return {"state": "failed", "why": "not_written", "text": problem.reason}
    except MemoryError:
        return {"state": "failed", "why": "memory", "text": ""}


def _judged(folder: Path, target: Path, asked: Any) -> Value:
    done = evaluate(
        folder,
        as_of=date.fromisoformat(asked["as_of"]),
        progress=Bar(target),
        databases=database_addresses(),
    )
    if done.outcome is None:
        words = catalogue(Language(asked["lang"]))
        told = findings_model(done.checked.findings, places_of(done.checked), words)
        (target / FINDINGS).write_text(json.dumps(told, ensure_ascii=False), "utf-8")
        return {"state": "unusable", "why": "", "text": ""}
    history = Path(asked["history"])
    wish = Asked(
        tuple(asked["formats"]),
        asked["audience"],
        asked["lang"],
        history if asked["keep"] else None,
        history,
    )
    run = write_run(done, target, wish)
    return {"state": "done", "why": "", "text": run.trouble}
