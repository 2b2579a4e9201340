"""Changes at their lines: GitHub workflow commands, GitLab code quality."""

from engine.messages import Catalogue
from engine.model.changes import Effect
from engine.reports.content.diff import ChangeView, DiffView, known_lines
from engine.reports.json_text import indented

_GITHUB = {
    Effect.WEAKER: "warning", Effect.UNKNOWN: "warning",
    Effect.STRICTER: "notice", Effect.NEUTRAL: "notice",
}  # fmt: skip
_GITLAB = {
    Effect.WEAKER: "major", Effect.UNKNOWN: "minor", Effect.STRICTER: "info", Effect.NEUTRAL: "info"
}  # fmt: skip


def github_annotations(views: tuple[DiffView, ...], words: Catalogue) -> str:
    """`::warning file=…,line=…,title=…::…`, one a change."""
    lines = [_github(each, words) for view in views for each in view.changes]
    return "".join(f"{line}\n" for line in lines)


def _github(change: ChangeView, words: Catalogue) -> str:
    level = "notice" if change.approval else _GITHUB[change.effect]
    place = change.place
    parts = [f"title={_property(f'{change.code} {change.label}')}"]
    if place:
        parts.insert(0, f"file={_property(place.file)},line={place.line or 1}")
    said = [
        change.sentence,
        *known_lines(change, words),
        *(each.sentence for each in change.witnesses),
    ]
    if change.approval:
        said.append(change.approval)
    if change.refusal:
        said.append(change.refusal)
    return f"::{level} {','.join(parts)}::{_message(chr(10).join(said))}"


def _message(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _message(text).replace(":", "%3A").replace(",", "%2C")


def gitlab_report(views: tuple[DiffView, ...], words: Catalogue) -> str:
    """The JSON that GitLab shows beside the lines of a merge request."""
    entries = [_gitlab(each, words) for view in views for each in view.changes]
    return indented(entries) + "\n"


def _gitlab(change: ChangeView, words: Catalogue) -> dict[str, object]:
    place = change.place
    file, line = (place.file, place.line or 1) if place else ("project.yaml", 1)
    return {
        "description": "\n".join(
            (f"{change.label}: {change.sentence}", *known_lines(change, words))
        ),
        "check_name": change.code,
        "fingerprint": change.fingerprint,
        "severity": "info" if change.approval else _GITLAB[change.effect],
        "location": {"path": file, "lines": {"begin": line}},
    }
