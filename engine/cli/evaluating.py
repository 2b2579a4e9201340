"""One project of `roadmap evaluate`: judged, its reports written."""

from dataclasses import replace
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from engine.caching import (
    Store,
)
from engine.cli import options
from engine.cli.history_store import broken
from engine.cli.inputs import findings_text, places_of
from engine.cli.keeping import Keeping
from engine.cli.output import (
    Exit,
    FailOn,
    Talk,
    of_findings,
    of_verdicts,
    write_files,
)
from engine.cli.recalling import recall
from engine.cli.wishes import Told, Wish
from engine.diagnostics import Place
from engine.disclosure.audience import Audience
from engine.history import TOLD, BrokenStoreError, told_model
from engine.history import Store as RunStore
from engine.reports.formats import chosen
from engine.results.changes import RunComparison
from engine.results.outcome import ProjectSum, Publication

if TYPE_CHECKING:
    from engine.pipeline import Checked, Evaluated
    from engine.reports.edition import Edition
    from engine.results.outcome import Outcome


def evaluate_project(folder: Path, target: Path, wish: Wish, progress: Talk) -> Told:
    """Judge the project of a folder and write its reports into `target`, whole or not at all."""
    store, trouble = _store(wish)
    kept = recall(folder, target, wish, store, (each.file for each in chosen(wish.formats)))
    if kept and (known := kept.told()):
        return known
    from engine.judging import Power
    from engine.pipeline import evaluate

    done = evaluate(
        folder,
        as_of=wish.as_of,
        data_dir=wish.data_dir,
        progress=progress,
        databases=options.database_addresses(),
        power=Power(wish.engine, wish.master, store),
    )
    if done.outcome is None:
        fault = findings_text(done.checked, wish.lang, verbose=wish.verbose)
        return Told(Exit.UNUSABLE, fault=fault)
    earlier, unread = _earlier(done.outcome.project.id, wish)
    outcome = replace(done.outcome, earlier=earlier)
    done = replace(done, outcome=outcome)
    made = _edition(done, wish)
    keeping = _keeping(made, wish)
    since = keeping.since_last() if keeping else None
    files = _render(made, done.checked, wish, since)
    # Kept before the reports get their names: a run that is stopped leaves no report that the
    # history does not know.
    keep = partial(keeping.keep, datetime.now()) if keeping else None
    written = write_files(target, files, decided=keep)
    trouble = (keeping.trouble if keeping else "") or unread or trouble
    code, summed = _exit_code(outcome, wish.fail_on), _summed(made, wish)
    if keeping and keeping.trouble:
        code = max(code, Exit.UNUSABLE)
    told = Told(code, written, _closing(done, wish), trouble, summed=summed)
    if kept and not _asks_databases(done) and not _changed_under_run(done):
        kept.remember(told, files, outcome.manifest.files)
    return _with_trouble_of(store, told)


def _store(wish: Wish) -> tuple[Store | None, str]:
    """Where what is computed is kept, and why it is kept nowhere although it was asked for."""
    if wish.cache is None:
        return None, ""
    from engine.cli.sealing import secret_of

    try:
        return Store(wish.cache, secret_of(wish.cache)), ""
    except (OSError, RuntimeError) as problem:  # RuntimeError: nobody knows the user's folder
        return None, f"Кэш не используется: нет папки для его ключа ({problem})."


def _changed_under_run(done: "Evaluated") -> bool:
    """True where a file was written while it was read: such a run is not kept."""
    assert done.outcome is not None
    return any(each.code.name == "changed-under-run" for each in done.outcome.findings)


def _asks_databases(done: "Evaluated") -> bool:
    """True where tables lie in databases, of whose changes no file tells."""
    project = done.checked.loaded.project
    data = project.data if project else None
    return any(each.database for each in data.resources) if data else False


def _with_trouble_of(store: Store | None, told: Told) -> Told:
    """The run as it was; that it could not be kept, or that what was kept was damaged, is told."""
    if store and store.trouble:
        return replace(told, fault=f"Посчитанное не сохранено в кэше: {store.trouble}.")
    if store and store.damaged:
        return replace(told, fault="Запись кэша была повреждена; она удалена, всё пересчитано.")
    return told


def _render(
    made: "Edition", checked: "Checked", wish: Wish, since: "RunComparison | None"
) -> dict[str, str | bytes]:
    """The reports by file name; each format is imported when it is asked for."""
    from engine.reports.report import Report

    formats, places = chosen(wish.formats), places_of(checked)
    files = tuple(places.place(Place(path)).file for path, _ in checked.loaded.files)
    drawn = any(each.is_drawn for each in formats)
    report = Report(made, since, checked.folder.as_posix(), files, drawn=drawn)
    return {each.file: each.write(report) for each in formats}


def _keeping(made: "Edition", wish: Wish) -> "Keeping | None":
    """What keeps the run; None where nobody asked for it."""
    if wish.keep is None:
        return None
    from engine.disclosure import told_by
    from engine.reports.json import report_model

    report = report_model(made)
    if wish.audience == Audience.EXTERNAL:
        report |= {TOLD: told_model(told_by(made.outcome))}
    return Keeping(wish.keep, report)


def _earlier(project: str, wish: Wish) -> tuple[tuple[Publication, ...], str]:
    """What kept runs of the project told outside, and why that is not known."""
    if wish.history is None or wish.audience != Audience.EXTERNAL:
        return (), ""
    try:
        return RunStore(wish.history).publications(project), ""
    except BrokenStoreError as error:
        return (), broken(wish.history, error)


def _closing(done: "Evaluated", wish: Wish) -> str:
    """The findings and the first sentences of the report; of one project among many only these."""
    from engine.messages import Language, catalogue
    from engine.reports.formats.text import closing_text, summary_text

    assert done.outcome is not None
    words, places = catalogue(Language(wish.lang)), places_of(done.checked)
    if wish.summed and not wish.verbose:
        return f"{done.checked.folder.name}\n{summary_text(done.outcome, places, words)}"
    return closing_text(done.outcome, places, words, verbose=wish.verbose)


def _summed(made: "Edition", wish: Wish) -> ProjectSum | None:
    from engine.reports.content.region import sum_project

    return sum_project(made) if wish.summed else None


def _edition(done: "Evaluated", wish: Wish) -> "Edition":
    from engine.messages import Language, catalogue
    from engine.reports.edition import edition

    assert done.outcome is not None
    words, sources = catalogue(Language(wish.lang)), done.checked.loaded.sources
    return edition(done.outcome, sources, words, audience=wish.audience)


def _exit_code(outcome: "Outcome", fail_on: FailOn) -> int:
    verdicts = (each.verdict.kind.value for each in outcome.judged)
    return max(of_findings(outcome.findings, fail_on), of_verdicts(verdicts, fail_on))
