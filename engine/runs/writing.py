"""The reports of a judged project: written whole or not at all, compared, kept."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from engine.classes import dataclass
from engine.diagnostics import Place
from engine.disclosure import told_by
from engine.disclosure.audience import Audience
from engine.history import TOLD, BrokenStoreError, Store, told_model
from engine.messages import Language, catalogue
from engine.reports.edition import Edition, edition
from engine.reports.formats import chosen
from engine.results.changes import RunComparison
from engine.results.outcome import Outcome, Publication
from engine.results.part import Chosen, part_of
from engine.runs.history_store import broken
from engine.runs.keeping import Keeping
from engine.runs.seen import places_of
from engine.whole_files import write_sets

if TYPE_CHECKING:
    from engine.messages import Catalogue
    from engine.pipeline import Checked, Evaluated


Files = dict[str, str | bytes]


class NoParcel(Exception):  # noqa: N818
    """The file is no parcel, or one that cannot be trusted; `key` says why."""

    def __init__(self, key: str, part: str = "") -> None:
        self.key, self.part = key, part
        super().__init__(f"{key}: {part}")


@dataclass(frozen=True, slots=True)
class Asked:
    """Which reports, for whom, in which language; the store in which the run is kept (None: it is
    not), and that of earlier runs, whose publications this one must not complete."""

    formats: tuple[str, ...]
    audience: str
    lang: str
    keep: Path | None = None
    history: Path | None = None
    letterhead: bytes | None = None
    """What papers are written behind."""
    only: Chosen | None = None
    """The part of the project that is told (None: all of it)."""


@dataclass(frozen=True, slots=True)
class WrittenRun:
    """What was judged, what of it may leave, and the reports by name with where they lie.

    `trouble` says what is wrong with the history, `is_kept` whether the run stands in it.
    """

    outcome: Outcome
    edition: Edition
    files: Files
    paths: tuple[Path, ...]
    trouble: str
    is_kept: bool


Beside = Callable[[Outcome, Files], Mapping[Path, Files]]
"""What is written as one set with the reports, by folder, from what was judged and the reports."""


def write_run(
    done: "Evaluated", target: Path, asked: Asked, beside: Beside | None = None
) -> WrittenRun:
    """Write the reports of a project that has an outcome into `target`. Raises NotWritten."""
    assert done.outcome is not None
    earlier, unread = _earlier(done.outcome.project.id, asked)
    outcome = replace(done.outcome, earlier=earlier)
    made = edition_of(replace(done, outcome=outcome), asked)
    if asked.only is not None:
        made = replace(made, outcome=_part(made.outcome, asked.only, made.words))
    keeping = _keeping(made, asked)
    since = keeping.since_last() if keeping else None
    files = _render(made, done.checked, asked, since)
    # Kept before the reports get their names: a run that is stopped leaves no report that the
    # history does not know.
    keep = partial(keeping.keep, datetime.now()) if keeping else None
    sets: dict[Path, Files] = {target: files}
    for folder, more in (beside(outcome, files) if beside else {}).items():
        sets[folder] = {**sets.get(folder, {}), **more}
    paths = write_sets(sets, decided=keep)
    unkept = keeping.trouble if keeping else ""
    is_kept = keeping is not None and not unkept
    return WrittenRun(outcome, made, files, paths, unkept or unread, is_kept)


def _part(outcome: Outcome, only: Chosen, words: "Catalogue") -> Outcome:
    """The part with a title that says so."""
    part = part_of(outcome, only)
    title = words.text("report.part_title", title=part.project.title)
    return replace(part, project=replace(part.project, title=title))


def published(done: "Evaluated", asked: Asked) -> tuple[Edition, str]:
    """What may be told of a run that is not written as a report, and why earlier publications are
    not known."""
    assert done.outcome is not None
    earlier, unread = _earlier(done.outcome.project.id, asked)
    outcome = replace(done.outcome, earlier=earlier)
    return edition_of(replace(done, outcome=outcome), asked), unread


def edition_of(done: "Evaluated", asked: Asked) -> Edition:
    """What may be told of the run to those for whom it was asked."""
    assert done.outcome is not None
    words, sources = catalogue(Language(asked.lang)), done.checked.loaded.sources
    return edition(done.outcome, sources, words, audience=asked.audience)


def _render(made: Edition, checked: "Checked", asked: Asked, since: RunComparison | None) -> Files:
    """The reports by file name; each format is imported when it is asked for."""
    from engine.reports.report import Report

    formats, places = chosen(asked.formats), places_of(checked)
    files = tuple(places.place(Place(path)).file for path, _ in checked.loaded.files)
    drawn = any(each.is_drawn for each in formats)
    report = Report(
        made, since, checked.folder.as_posix(), files, drawn=drawn, letterhead=asked.letterhead
    )
    return {each.file: each.write(report) for each in formats}


def _keeping(made: Edition, asked: Asked) -> Keeping | None:
    """What keeps the run; None where nobody asked for it."""
    if asked.keep is None:
        return None
    from engine.reports.json import report_model

    report = report_model(made)
    if asked.audience == Audience.EXTERNAL:
        report |= {TOLD: told_model(told_by(made.outcome))}
    return Keeping(asked.keep, report, made.words)


def _earlier(project: str, asked: Asked) -> tuple[tuple[Publication, ...], str]:
    """What kept runs of the project told outside, and why that is not known."""
    if asked.history is None or asked.audience != Audience.EXTERNAL:
        return (), ""
    try:
        return Store(asked.history).publications(project), ""
    except BrokenStoreError as error:
        return (), broken(asked.history, error, catalogue(Language(asked.lang)))
