"""Findings and verdicts in the formats of other programs, by name."""

from collections.abc import Sequence

from engine.messages import Catalogue
from engine.reports.content.batches import Batch


def render_findings(name: str, batches: Sequence[Batch], words: Catalogue) -> str | bytes:
    """The batches as sarif, junit, github, gitlab, csv, jsonl or xlsx; what a format needs is
    imported when it is asked for."""
    match name:
        case "sarif":
            from engine.reports.formats.sarif import render_sarif

            return render_sarif(batches, words)
        case "junit":
            from engine.reports.formats.junit import render_junit

            return render_junit(batches, words)
        case "github":
            from engine.reports.formats.annotations import github_notes, notes_of

            return github_notes(notes_of(batches, words))
        case "gitlab":
            from engine.reports.formats.annotations import gitlab_notes, notes_of

            return gitlab_notes(notes_of(batches, words))
    from engine.reports.formats.findings_records import findings_records

    return findings_records(name, batches, words)
