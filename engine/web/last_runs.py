"""What the last run of a project said, for pages that compute nothing."""

import json
from collections import Counter
from functools import lru_cache
from pathlib import Path
from typing import Any

from engine.classes import dataclass
from engine.history import BrokenStoreError, Store
from engine.model.project import Project
from engine.web.desk import Desk


@dataclass(frozen=True, slots=True)
class LastRun:
    """Verdicts by full id (`slug/id`) with their figures, at a day; `job` where it ran here."""

    as_of: str
    audience: str
    job: str | None
    verdicts: dict[str, str]
    figures: dict[str, str]
    events: dict[str, str]

    def of_roadmap(self, slug: str) -> list[tuple[str, int]]:
        """How many indicators of a roadmap have which verdict, the most frequent first."""
        own = (kind for id, kind in self.verdicts.items() if id.startswith(f"{slug}/"))
        return Counter(own).most_common()


def last_run(desk: Desk, name: str, project: Project | None) -> LastRun | None:
    """The last run that was made here, else the last that was kept; None where there is none."""
    job = desk.jobs.last_done(name)
    path = desk.jobs.file(job.id, "report.json") if job else None
    if job and path:
        return _of_file(path, path.stat().st_mtime_ns, job.id)
    if project is None:
        return None
    try:
        store = Store(desk.history)
        kept = store.runs(project.id)
        report = store.report(kept[-1].id) if kept else None
    except BrokenStoreError:
        return None  # the page of kept runs says what is wrong with the store
    return _run(report, None) if report else None


@lru_cache(maxsize=16)
def _of_file(path: Path, stamp: int, job: str) -> LastRun:
    return _run(json.loads(path.read_bytes()), job)


def _run(report: Any, job: str | None) -> LastRun:
    indicators = [each for roadmap in report["roadmaps"] for each in roadmap["indicators"]]
    events = [each for roadmap in report["roadmaps"] for each in roadmap["events"]]
    judged = [*indicators, *report.get("requirements", ())]
    return LastRun(
        str(report["as_of"]),
        str(report["audience"]),
        job,
        {str(each["id"]): str(each["verdict"]) for each in judged},
        {str(each["id"]): str(each["figure"]) for each in judged if each.get("figure")},
        {str(event["id"]): str(event["status"]) for event in events},
    )
