"""A run of `roadmap evaluate --keep`: compared with the last that was kept, then kept itself."""

from dataclasses import field
from datetime import datetime
from pathlib import Path

from engine.classes import dataclass
from engine.history import BrokenStoreError, compare_reports
from engine.history import Store as RunStore
from engine.messages import Catalogue, reason_of
from engine.results.changes import RunComparison
from engine.runs.history_store import broken


@dataclass(slots=True)
class Keeping:
    """The store, and the report as it is kept. A damaged store costs the run nothing else."""

    path: Path
    report: dict[str, object]
    words: Catalogue
    trouble: str = field(default="", init=False)

    def since_last(self) -> RunComparison | None:
        """What changed since the last kept run of the project for the same readers."""
        project = self.report["project"]
        assert isinstance(project, dict)
        store = RunStore(self.path)
        try:
            last = store.last(str(project["id"]), str(self.report["audience"]))
            old = store.report(last.id) if last else None
            return compare_reports(old, self.report) if old else None
        except BrokenStoreError as error:
            self.trouble = self._told(error)
            return None

    def keep(self, now: datetime) -> str:
        """Keep the run; what is wrong with the store, or an empty text."""
        if self.trouble:
            return self.trouble
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            RunStore(self.path).keep(self.report, now.isoformat(timespec="seconds"))
        except BrokenStoreError as error:
            self.trouble = self._told(error)
        except OSError as error:
            reason = reason_of(error, self.words.language)
            self.trouble = self._unkept(f"{self.path.as_posix()}: {reason}.")
        return self.trouble

    def _told(self, error: BrokenStoreError) -> str:
        return self._unkept(broken(self.path, error, self.words))

    def _unkept(self, reason: str) -> str:
        return self.words.text("history.unkept", reason=reason)
