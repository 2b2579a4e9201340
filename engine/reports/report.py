"""What every writer of a report is given."""

from dataclasses import replace
from functools import cached_property

from engine.classes import dataclass
from engine.reports.content.batches import Batch, judged_of
from engine.reports.content.report import view_report
from engine.reports.content.views import ReportView
from engine.reports.edition import Edition
from engine.reports.places import SeenFrom
from engine.results.changes import RunComparison


@dataclass(frozen=True)
class Report:
    """An edition with what changed since the last kept run; what must not be told is not in it.

    `folder` is the project's as the user named it, `files` are its specs: for formats whose places
    other programs open. `drawn` says whether a picture will be wanted.
    """

    edition: Edition
    since: RunComparison | None = None
    folder: str = ""
    files: tuple[str, ...] = ()
    drawn: bool = True
    letterhead: bytes | None = None
    """A Word file of the department, behind whose words a paper is written."""

    @cached_property
    def view(self) -> ReportView:
        """Its sections in words, built once for all formats that people read."""
        return view_report(self.edition, drawn=self.drawn, since=self.since)

    @cached_property
    def batch(self) -> Batch:
        """Its findings and verdicts for formats that other programs read."""
        places = SeenFrom(self.edition.places, self.folder)
        seen = replace(self.edition, places=places)
        findings = self.edition.outcome.findings
        return Batch(self.folder, self.files, findings, places, judged_of(seen))
