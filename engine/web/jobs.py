"""Jobs: each in a process of its own, a few at once, any of them stopped at once.

A job is a line of the ledger before anything is computed; how it ended is written there last. What
was running when the program was killed is found at the next start and told as interrupted.
"""

import json
import os
import secrets
import shutil
import sqlite3
from collections.abc import Callable
from dataclasses import field
from pathlib import Path
from threading import BoundedSemaphore, Lock, Thread
from typing import Any

from engine.children import OF_CLUSTERS, Child, ChildFailed, FailureKind
from engine.classes import dataclass
from engine.messages import Language, catalogue, reason_of
from engine.runs.databases import database_variables
from engine.visible import without_values
from engine.web.ledger import BrokenLedger, Entry, Ledger, claim_form, now, write_entry
from engine.web.policy import Person
from engine.web.working import BAR, judge_project

KEPT = 20
"""Folders of ended jobs that are kept for a project."""
_ENDED = frozenset({"done", "unusable", "failed", "cancelled", "interrupted"})


@dataclass(frozen=True, slots=True)
class Job:
    """A job as a page shows it. `told` says why it ended so: a key of the catalogue and words."""

    id: str
    project: str
    asked: dict[str, Any]
    state: str
    started: str
    ended: str | None
    why: str
    text: str
    what: str = ""
    done: int = 0
    total: int = 0

    @property
    def is_ended(self) -> bool:
        """Whether nothing more will happen to it."""
        return self.state in _ENDED


@dataclass(slots=True)
class Jobs:
    """The jobs of a workspace, below a folder; `start_child` makes the process of one."""

    folder: Path
    ledger: Ledger
    start_child: Callable[[], Child] = field(
        default=lambda: Child(OF_CLUSTERS, database_variables())
    )
    _places: BoundedSemaphore = field(init=False)
    _children: dict[str, Child] = field(default_factory=dict, init=False)
    _stopped: set[str] = field(default_factory=set, init=False)
    _unwritten: dict[str, dict[str, Any]] = field(default_factory=dict, init=False)
    """How jobs ended that a full disk kept out of the ledger."""
    _lock: Lock = field(default_factory=Lock, init=False)

    def __post_init__(self) -> None:
        self._places = BoundedSemaphore(max(1, (os.cpu_count() or 2) - 1))

    def recover(self) -> None:
        """Tell of the jobs that a killed program left as interrupted, and sweep their folders."""
        with self.ledger.change() as connection:
            connection.execute(
                "update jobs set state = 'interrupted', ended = ? where state in "
                "('waiting', 'running')",
                (now(),),
            )
        known = {str(row["id"]) for row in self.ledger.ask("select id from jobs")}
        for folder in self.folder.iterdir() if self.folder.is_dir() else ():
            if folder.name not in known:
                shutil.rmtree(folder, ignore_errors=True)

    def start(
        self, project: str, folder: Path, asked: dict[str, Any], person: Person, token: str
    ) -> str:
        """The id of a new job; of the one that the same form began when it was sent before."""
        id = secrets.token_hex(8)
        target = self.folder / id
        target.mkdir(parents=True, mode=0o700)
        try:
            with self.ledger.change() as connection:
                row = connection.execute(
                    "select answer from forms where token = ?", (token,)
                ).fetchone()
                if row is not None:
                    target.rmdir()
                    return str(row["answer"])
                claim_form(connection, token, id)
                connection.execute(
                    "insert into jobs (id, project, asked, state, started) values (?, ?, ?, ?, ?)",
                    (id, project, json.dumps(asked), "waiting", now()),
                )
                write_entry(connection, Entry(now(), person.name, "judge", project, id))
        except BrokenLedger:
            shutil.rmtree(target, ignore_errors=True)
            raise
        Thread(target=self._work, args=(id, folder, target, asked), daemon=True).start()
        return id

    def find(self, id: str) -> Job | None:
        """The job, with how far it is; None where there is none such."""
        row = self.ledger.one("select * from jobs where id = ?", id)
        return self._seen(row) if row else None

    def of_project(self, project: str, limit: int = KEPT) -> list[Job]:
        """The last jobs of a project, the newest first."""
        rows = self.ledger.ask(
            "select * from jobs where project = ? order by rowid desc limit ?", project, limit
        )
        return [self._seen(row) for row in rows]

    def last_done(self, project: str) -> Job | None:
        """The newest job of a project whose report is there."""
        done = (job for job in self.of_project(project) if job.state == "done")
        return next((job for job in done if self.file(job.id, "report.json")), None)

    def file(self, id: str, name: str) -> Path | None:
        """A file that a job wrote; None where there is none."""
        path = self.folder / id / name
        return path if path.is_file() else None

    def cancel(self, id: str, person: Person) -> None:
        """Stop the job; one that has ended stays as it is."""
        with self._lock:
            self._stopped.add(id)
            child = self._children.pop(id, None)
        if child:
            child.stop()
        with self.ledger.change() as connection:
            found = connection.execute(
                "update jobs set state = 'cancelled', ended = ? where id = ? and state in "
                "('waiting', 'running') returning project",
                (now(), id),
            ).fetchall()
            for row in found:
                write_entry(connection, Entry(now(), person.name, "cancel", row["project"], id))

    def close(self) -> None:
        """Stop whatever runs: the program ends."""
        with self._lock:
            running = list(self._children.values())
            self._stopped |= set(self._children)
            self._children.clear()
        for child in running:
            child.stop()

    def _work(self, id: str, folder: Path, target: Path, asked: dict[str, Any]) -> None:
        with self._places:
            try:
                told = self._call(id, str(folder), str(target), asked)
            except ChildFailed as failed:
                told = _told_of(failed)
            except (OSError, BrokenLedger) as problem:  # no process, or no line of the ledger
                told = {
                    "state": "failed",
                    "why": "not_written",
                    "text": _reason(problem, asked["lang"]),
                }
            self._end(id, told)

    def _call(self, id: str, folder: str, target: str, asked: dict[str, Any]) -> dict[str, Any]:
        with self._lock:
            if id in self._stopped:
                raise ChildFailed(FailureKind.KILLED, "")
            child = self._children[id] = self.start_child()
        try:
            self._set_running(id)
            told: dict[str, Any] = child.call(judge_project, folder, target, asked)
            return told
        finally:
            with self._lock:
                self._children.pop(id, None)
            child.close()

    def _set_running(self, id: str) -> None:
        with self.ledger.change() as connection:
            connection.execute(
                "update jobs set state = 'running' where id = ? and state = 'waiting'", (id,)
            )

    def _end(self, id: str, told: dict[str, Any]) -> None:
        """Write how it ended, unless somebody stopped it."""
        with self._lock:
            if id in self._stopped:
                return
        try:
            with self.ledger.change() as connection:
                connection.execute(
                    "update jobs set state = ?, ended = ?, told = ? "
                    "where id = ? and state in ('waiting', 'running')",
                    (told["state"], now(), json.dumps([told["why"], told["text"]]), id),
                )
                _sweep(connection, self.folder, id)
        except BrokenLedger:
            self._unwritten[id] = told

    def _seen(self, row: Any) -> Job:
        why, text = json.loads(row["told"]) if row["told"] else ("", "")
        state, unwritten = row["state"], self._unwritten.get(row["id"])
        if unwritten and state in ("waiting", "running"):
            state, why, text = unwritten["state"], unwritten["why"], unwritten["text"]
        bar = self._bar(row["id"]) if state == "running" else {}
        return Job(
            row["id"], row["project"], json.loads(row["asked"]), state, row["started"],
            row["ended"], why, text, str(bar.get("what", "")), int(bar.get("done", 0)),
            int(bar.get("total", 0)),
        )  # fmt: skip

    def _bar(self, id: str) -> dict[str, Any]:
        try:
            found = json.loads((self.folder / id / BAR).read_bytes())
        except (OSError, ValueError):
            return {}  # it has not begun to tell
        return found if isinstance(found, dict) else {}


def _reason(problem: OSError | BrokenLedger, lang: str) -> str:
    if isinstance(problem, OSError):
        return reason_of(problem, Language(lang))
    return problem.told(catalogue(Language(lang)))


def _told_of(failed: ChildFailed) -> dict[str, Any]:
    """What became of a job whose process gave no answer: a kind, and the engine's own words."""
    why = failed.kind.value if failed.kind is not FailureKind.RAISED else "defect"
    text = without_values(failed.text[:300]) if why == "defect" else ""
    return {"state": "failed", "why": why, "text": text}


def _sweep(connection: sqlite3.Connection, folder: Path, id: str) -> None:
    """Take the folders of the oldest jobs of the project away."""
    rows = connection.execute(
        "select id from jobs where project = (select project from jobs where id = ?) "
        "order by rowid desc limit -1 offset ?",
        (id, KEPT),
    )
    for row in rows.fetchall():
        shutil.rmtree(folder / str(row["id"]), ignore_errors=True)
