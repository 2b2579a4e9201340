"""A comment on a merge request: what changed in the specs, and what `validate` says now."""

import re
from pathlib import Path

from engine.cli.loading import places_of
from engine.cli.projects import project_folders
from engine.diagnostics import Severity
from engine.pipeline import Checked, check

MARK = "<!-- roadmap -->"
"""By this first line a later run finds its own comment and writes over it."""
_MOST = 20


def comment_text(files: list[str], change: str, lang: str) -> str:
    """Markdown; `change` is what the diff says, `files` the files that differ."""
    from engine.messages import Language, catalogue

    words = catalogue(Language(lang))
    lines = [MARK, f"### {words.text('comment.title')}", ""]
    if not files:
        return "\n".join([*lines, words.text("comment.untouched")])
    lines += [change or words.text("comment.only_writing"), ""]
    for checked in _projects(files):
        lines += [*_findings(checked, lang), ""]
    return "\n".join(lines).rstrip("\n")


def fenced(text: str) -> str:
    """A block of code that no text inside can end."""
    longest = max((len(run) for run in re.findall(r"`{3,}", text)), default=2)
    fence = "`" * max(3, longest + 1)
    return f"{fence}diff\n{text}\n{fence}"


def _projects(files: list[str]) -> list[Checked]:
    there = tuple(Path(file) for file in files if Path(file).is_file())
    if not there:
        return []
    from engine.load import find_projects

    folders = find_projects(there)
    return [check(folder) for folder in project_folders(folders)] if folders else []


def _findings(checked: Checked, lang: str) -> list[str]:
    from engine.messages import Language, catalogue
    from engine.reports.findings import in_order, summary_of_checks
    from engine.reports.markdown_parts import plain

    words, places = catalogue(Language(lang)), places_of(checked)
    errors = [each for each in checked.findings if each.severity is Severity.ERROR]
    lines = [f"**{plain(checked.folder.name)}**: {summary_of_checks([checked.findings], lang)}"]
    if errors:
        lines.append("")
    for each in in_order(errors, places)[:_MOST]:
        place = plain(str(places.place(each.at)))
        lines.append(f"- {place}: {each.code.id} {plain(words.finding(each))}")
    if len(errors) > _MOST:
        left = len(errors) - _MOST
        lines.append(f"- {words.text('comment.more', n=left, count=left)}")
    return lines
