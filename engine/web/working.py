"""What is computed in a child process: a project is judged and its reports are written; a draft is
compared with the file that it would replace.

The bar is a file that is replaced whole: whoever reads it sees a state, never half of one.
"""

import json
import os
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import field
from datetime import date
from pathlib import Path
from time import monotonic
from typing import Any

from engine.children import Value
from engine.classes import dataclass
from engine.comparing import Version, VersionTables, compare_versions
from engine.load import Loaded, load_project
from engine.messages import Catalogue, Language, catalogue, reason_of
from engine.model.changes import Effect
from engine.options import Options
from engine.pipeline import evaluate
from engine.reports.content.diff import (
    Seen,
    impact_heading,
    known_lines,
    part_changes,
    verdict_change,
    view_of,
    zone_change,
)
from engine.reports.content.findings import findings_model
from engine.results.changes import Impact
from engine.runs.databases import database_addresses
from engine.runs.seen import places_of
from engine.runs.writing import Asked, write_run
from engine.trees import (
    FolderTree,
    NoRevision,
    OutsideTree,
    OverlayTree,
    open_revision,
    repository_of,
)
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
        findings = findings_model(done.checked.findings, places_of(done.checked), words)
        (target / FINDINGS).write_text(json.dumps(findings, ensure_ascii=False), "utf-8")
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


def compare_draft(folder: str, path: str, files: Any, former: list[bytes], asked: Any) -> Value:
    """What a draft of a file changes, by meaning, and whose verdict on the present tables.

    `files`: what the draft holds by path; `path` is the file that is edited. A file that is broken
    as it is gives way to the last of what it was that can be read: one of
    `former`, the newest first, or what the last commit holds. `asked`: lang, and as_of where the
    impact is wanted.
    """
    words = catalogue(Language(asked["lang"]))
    tree = FolderTree(Path(folder))
    before = load_project(Path(folder))
    is_earlier = before.project is None
    if is_earlier:
        before = _earlier(tree, path, former) or before
    after = load_project(OverlayTree(tree, files))
    if before.project is None or after.project is None:
        return None
    day = asked["as_of"]
    tables = VersionTables(date.fromisoformat(day), None, is_internal=True) if day else None
    compared = compare_versions(_version(folder, before), _version(folder, after), tables)
    view = view_of(compared, Seen(before.sources, after.sources, "", ""), words)
    project = before.project
    return {
        "summary": view.summary,
        "is_earlier": is_earlier,
        "approvers": [approver.name for approver in project.approvers],
        "unapproved": [
            change.fingerprint
            for change in view.changes
            if change.effect is Effect.WEAKER and change.approval is None and project.approvers
        ],
        "changes": [
            {"effect": change.effect.value, "label": change.label, "sentence": change.sentence,
             "known": list(known_lines(change, words)),
             "before": change.before, "after": change.after, "fingerprint": change.fingerprint,
             "approval": change.approval or "",
             "witnesses": [witness.sentence for witness in change.witnesses]}
            for change in view.changes
        ],
        "impact": _impact_lines(view.impact, words) if view.impact else None,
    }  # fmt: skip


def _earlier(tree: FolderTree, path: str, former: list[bytes]) -> Loaded | None:
    """The project with the last content of the file with which it can be read."""
    for content in (*former, *_committed(tree, path)):
        loaded = load_project(OverlayTree(tree, {path: content}))
        if loaded.project is not None:
            return loaded
    return None


def _committed(tree: FolderTree, path: str) -> Iterator[bytes]:
    """What the last commit holds there; nothing outside of a repository."""
    home = tree.root.resolve()
    with suppress(NoRevision, OSError, OutsideTree):
        repository = repository_of(home)
        inside = home.relative_to(repository.resolve()).as_posix()
        yield open_revision(repository, "HEAD", "" if inside == "." else inside).read(path)


def _version(folder: str, loaded: Loaded) -> Version:
    name = Path(folder).name
    return Version(name, name, folder, loaded)


def _impact_lines(impact: Impact, words: Catalogue) -> Value:
    """Whose verdict changes: sentences, each with those of the organisations below it."""
    return {
        "heading": impact_heading(impact, words),
        "lines": [
            [verdict_change(indicator, words),
             list(part_changes(indicator, words))]
            for indicator in impact.indicators
        ] + [[zone_change(decision, words), []] for decision in impact.decisions] + [
            [words.text("diff.impact.event", id=event.id, title=event.title,
                        old=words.text(f"status.{event.old}"),
                        new=words.text(f"status.{event.new}")), []]
            for event in impact.events
        ],
    }  # fmt: skip
