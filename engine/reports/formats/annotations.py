"""Changes, findings and verdicts at their lines: GitHub workflow commands, GitLab code quality."""

from collections.abc import Iterable, Iterator, Sequence

from engine.classes import dataclass
from engine.diagnostics import Finding, Place, Severity
from engine.messages import Catalogue
from engine.model.changes import Effect
from engine.reports.content.batches import Batch, Judged, verdict_mark
from engine.reports.content.diff import ChangeView, DiffView, known_lines
from engine.reports.content.findings import in_order
from engine.reports.content.versions import VersionView
from engine.reports.json_text import indented
from engine.reports.report import Report
from engine.results.verdicts import VerdictKind
from engine.visible import harmless_lines

_GITHUB = {
    Effect.WEAKER: "warning", Effect.UNKNOWN: "warning",
    Effect.STRICTER: "notice", Effect.NEUTRAL: "notice",
}  # fmt: skip
_GITLAB = {
    Effect.WEAKER: "major", Effect.UNKNOWN: "minor", Effect.STRICTER: "info", Effect.NEUTRAL: "info"
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Note:
    """What stands beside a line: `level` is GitHub's, `severity` GitLab's."""

    level: str
    severity: str
    code: str
    title: str
    text: str
    place: Place
    fingerprint: str


def github_annotations(views: tuple[DiffView, ...], words: Catalogue) -> str:
    """`::warning file=…,line=…,title=…::…`, one a change."""
    return github_notes(_notes(views, words))


def gitlab_report(views: tuple[DiffView, ...], words: Catalogue) -> str:
    """The JSON that GitLab shows beside the lines of a merge request."""
    return gitlab_notes(_notes(views, words))


def _notes(views: tuple[DiffView, ...], words: Catalogue) -> Iterator[Note]:
    for view in views:
        yield from (_version(version, words) for version in view.versions)
        yield from (_change(change, words) for change in view.changes)


def _version(view: VersionView, words: Catalogue) -> Note:
    place, label = view.place, words.text("diff.facet.version")
    mark = f"version {place.file} {view.sentence}"
    return Note("error", "major", "version", label, view.sentence, place, mark)


def _change(change: ChangeView, words: Catalogue) -> Note:
    place = change.place
    sentences = [
        change.sentence,
        *known_lines(change, words),
        *(witness.sentence for witness in change.witnesses),
    ]
    sentences += filter(None, (change.approval, change.refusal))
    return Note(
        "notice" if change.approval else _GITHUB[change.effect],
        "info" if change.approval else _GITLAB[change.effect],
        change.code,
        change.label,
        "\n".join(sentences),
        place or Place("project.yaml"),
        change.fingerprint,
    )


_OF_SEVERITY = {Severity.ERROR: ("error", "major"), Severity.WARNING: ("warning", "minor")}
_OF_VERDICT = {
    VerdictKind.ERROR: ("error", "major"), VerdictKind.NOT_MET: ("error", "major"),
    VerdictKind.WARNED: ("warning", "minor"), VerdictKind.NO_DATA: ("warning", "minor"),
    VerdictKind.INDETERMINATE: ("warning", "minor"),
    VerdictKind.NOT_MEASURABLE: ("notice", "info"),
}  # fmt: skip
"""What is met, not due, shown or waived needs no note."""


def write_github(report: Report) -> str:
    """report.github.txt."""
    return github_notes(notes_of([report.batch], report.edition.words))


def write_gitlab(report: Report) -> str:
    """report.gitlab.json."""
    return gitlab_notes(notes_of([report.batch], report.edition.words))


def notes_of(batches: Sequence[Batch], words: Catalogue) -> Iterator[Note]:
    """Findings in their order, then the verdicts that ask for attention."""
    for batch in batches:
        for finding in in_order(batch.findings, batch.places):
            yield _finding(finding, batch, words)
        for verdict in batch.judged:
            if verdict.kind in _OF_VERDICT:
                yield _verdict(verdict, words)


def _finding(finding: Finding, batch: Batch, words: Catalogue) -> Note:
    level, severity = _OF_SEVERITY[finding.severity]
    place = batch.places.place(finding.at)
    cell = ":".join(filter(None, (place.sheet, place.cell and place.spot)))
    said = f"{cell}: {words.finding(finding)}" if cell else words.finding(finding)
    return Note(
        level, severity, finding.code.id, finding.code.name,
        harmless_lines(f"{said}\n{words.advice(finding)}"),
        place, finding.fingerprint,
    )  # fmt: skip


def _verdict(verdict: Judged, words: Catalogue) -> Note:
    level, severity = _OF_VERDICT[verdict.kind]
    kind = verdict.kind.value
    return Note(
        level, severity, f"verdict/{kind}", words.text(f"verdict.{kind}"),
        harmless_lines(f"{verdict.text} — {verdict.message}"),
        verdict.place, verdict_mark(verdict),
    )  # fmt: skip


def github_notes(notes: Iterable[Note]) -> str:
    """`::warning file=…,line=…,col=…,endLine=…,endColumn=…,title=…::…`, one a line."""
    return "".join(f"{_github(note)}\n" for note in notes)


def _github(note: Note) -> str:
    title = _property(f"{note.code} {note.title}")
    where = "".join(f",{name}={number}" for name, number in _lines_of(note.place))
    return f"::{note.level} file={_property(note.place.file)}{where},title={title}::" + _message(
        note.text
    )


def _lines_of(place: Place) -> Iterator[tuple[str, int]]:
    """Where it begins and ends; columns only within one line, as GitHub takes them. The end column
    is the first after the place, as ruff writes it."""
    line, last = place.line or 1, place.end_line
    yield "line", line
    is_one_line = last in (None, line)
    if place.line and place.column and is_one_line:
        yield "col", place.column
    if place.line and last:
        yield "endLine", last
        if place.end_column and place.column and is_one_line:
            yield "endColumn", place.end_column


def _message(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _message(text).replace(":", "%3A").replace(",", "%2C")


def gitlab_notes(notes: Iterable[Note]) -> str:
    """The JSON that GitLab shows beside the lines of a merge request."""
    return indented([_gitlab(note) for note in notes]) + "\n"


def _gitlab(note: Note) -> dict[str, object]:
    return {
        "description": f"{note.title}: {note.text}",
        "check_name": note.code,
        "fingerprint": note.fingerprint,
        "severity": note.severity,
        "location": {"path": note.place.file, "lines": {"begin": note.place.line or 1}},
    }
