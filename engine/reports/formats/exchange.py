"""Findings and verdicts in the formats of other programs, by name."""

from collections.abc import Sequence

from engine.messages import Catalogue
from engine.reports.content.batches import Batch
from engine.reports.formats.annotations import github_notes, gitlab_notes, notes_of
from engine.reports.formats.findings_records import findings_records
from engine.reports.formats.junit import render_junit
from engine.reports.formats.sarif import render_sarif


def render_findings(name: str, batches: Sequence[Batch], words: Catalogue) -> str | bytes:
    """The batches as sarif, junit, github, gitlab, csv, jsonl or xlsx."""
    match name:
        case "sarif":
            return render_sarif(batches, words)
        case "junit":
            return render_junit(batches, words)
        case "github":
            return github_notes(notes_of(batches, words))
        case "gitlab":
            return gitlab_notes(notes_of(batches, words))
    return findings_records(name, batches, words)
