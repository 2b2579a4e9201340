"""What is computed in a child process: a project is judged and its reports are written; a draft is
compared with the file that it would replace.

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
from engine.comparing import Version, VersionTables, compare_versions
from engine.load import Loaded, load_project
from engine.messages import Catalogue, Language, catalogue, reason_of
from engine.model.changes import Effect
from engine.options import Options
from engine.pipeline import evaluate
from engine.reports.content.diff import (
    Seen,
    impact_heading,
    organisation_change,
    verdict_change,
    view_of,
    zone_change,
)
from engine.reports.content.findings import findings_model
from engine.results.changes import Impact
from engine.runs.databases import database_addresses
from engine.runs.seen import places_of
from engine.runs.writing import Asked, write_run
from engine.trees import FolderTree, OverlayTree
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
        reason = reason_of(problem.error, Language(asked["lang"]))
        return {"state": "failed", "why": "not_written", "text": reason}
    except MemoryError:
        return {"state": "failed", "why": "memory", "text": ""}


def _judged(folder: Path, target: Path, asked: Any) -> Value:
    done = evaluate(
        folder,
        Options(
            as_of=date.fromisoformat(asked["as_of"]),
            progress=Bar(target),
            databases=database_addresses(),
        ),
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


def compare_draft(folder: str, path: str, content: bytes, asked: Any) -> Value:
    """What a draft of a file changes, by meaning, and whose verdict on the present tables.

    `asked`: lang, and as_of where the impact is wanted.
    """
    words = catalogue(Language(asked["lang"]))
    before = _version(folder, load_project(Path(folder)))
    tree = OverlayTree(FolderTree(Path(folder)), {path: content})
    after = _version(folder, load_project(tree))
    if before.loaded.project is None or after.loaded.project is None:
        return None
    day = asked["as_of"]
    tables = VersionTables(date.fromisoformat(day), None, is_internal=True) if day else None
    compared = compare_versions(before, after, tables)
    seen = Seen(before.loaded.sources, after.loaded.sources, "", "")
    view = view_of(compared, seen, words)
    project = before.loaded.project
    return {
        "summary": view.summary,
        "approvers": [each.name for each in project.approvers],
        "unapproved": [
            each.fingerprint
            for each in view.changes
            if each.effect is Effect.WEAKER and each.approval is None and project.approvers
        ],
        "changes": [
            {"effect": each.effect.value, "label": each.label, "sentence": each.sentence,
             "before": each.before, "after": each.after, "fingerprint": each.fingerprint,
             "approval": each.approval or "",
             "witnesses": [witness.sentence for witness in each.witnesses]}
            for each in view.changes
        ],
        "impact": _impact_lines(view.impact, words) if view.impact else None,
    }  # fmt: skip


def _version(folder: str, loaded: Loaded) -> Version:
    name = Path(folder).name
    return Version(name, name, folder, loaded)


def _impact_lines(impact: Impact, words: Catalogue) -> Value:
    """Whose verdict changes: sentences, each with those of the organisations below it."""
    return {
        "heading": impact_heading(impact, words),
        "lines": [
            [verdict_change(each, words),
             [organisation_change(one, words) for one in each.organisations]]
            for each in impact.indicators
        ] + [[zone_change(each, words), []] for each in impact.decisions],
    }  # fmt: skip
