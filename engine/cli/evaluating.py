"""One project of `roadmap evaluate`: judged, its reports written."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from engine.caching import Store
from engine.cli import options
from engine.cli.exits import Exit, FailOn, of_findings, of_verdicts
from engine.cli.loading import batch_of, exchange, findings_text, places_of
from engine.cli.output import Talk, write_files
from engine.cli.recalling import recall
from engine.results.region import ProjectSum

if TYPE_CHECKING:
    from engine.cli.keeping import Keeping
    from engine.pipeline import Evaluated
    from engine.reports.edition import Edition
    from engine.results.history import RunComparison
    from engine.results.outcome import Outcome

FILES = {
    "html": "report.html",
    "json": "report.json",
    "md": "report.md",
    "sarif": "report.sarif",
    "junit": "report.junit.xml",
}
"""The formats of a report, and the file of each."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What the command line asked for, the same for every project."""

    as_of: date
    formats: tuple[str, ...]
    data_dir: Path | None
    audience: str
    fail_on: FailOn
    lang: str
    verbose: bool
    keep: Path | None = None
    """The store in which the run is kept."""
    summed: bool = False
    """Whether each project is also summed up for a summary of them all."""
    engine: str | None = None
    master: str | None = None
    """Who computes, and where Spark is; None: the project's engine, Spark on this machine."""
    cache: Path | None = None
    """The folder in which runs are kept, so that nothing is computed twice."""


@dataclass(frozen=True, slots=True)
class Told:
    """What became of one project: the exit code, the files written, and what there is to say.

    `fault` says why nothing was judged; `closing` sums the run up; `summed` is its part of a
    summary of many projects. `recalled`: nothing had changed since an earlier run.
    """

    code: int
    written: tuple[Path, ...] = ()
    closing: str = ""
    fault: str = ""
    summed: ProjectSum | None = None
    recalled: bool = False


def evaluate_project(folder: Path, target: Path, wish: Wish, progress: Talk) -> Told:
    """Judge the project of a folder and write its reports into `target`, whole or not at all."""
    store, trouble = _store(wish)
    kept = recall(folder, target, wish, store, (FILES[name] for name in wish.formats))
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
    keeping = _keeping(done, wish)
    since = keeping.since_last() if keeping else None
    files = _render(done, wish, since)
    # Kept before the reports get their names: a run that is stopped leaves no report that the
    # history does not know.
    keep = partial(keeping.keep, datetime.now()) if keeping else None
    written = write_files(target, files, decided=keep)
    trouble = (keeping.trouble if keeping else "") or trouble
    code, summed = _exit_code(done.outcome, wish.fail_on), _summed(done, wish)
    if keeping and keeping.trouble:
        code = max(code, Exit.UNUSABLE)
    told = Told(code, written, _closing(done, wish), trouble, summed=summed)
    if kept and not _asks_databases(done) and not _changed_under_run(done):
        kept.remember(told, files, done.outcome.manifest.files)
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


def _render(done: "Evaluated", wish: Wish, since: "RunComparison | None") -> dict[str, str | bytes]:
    """The reports by file name; each format is imported when it is asked for."""
    from engine.messages import Language, catalogue
    from engine.reports import render_all

    assert done.outcome is not None
    words, sources = catalogue(Language(wish.lang)), done.checked.loaded.sources
    exchanged = {name for name in wish.formats if name in ("sarif", "junit")}
    own = tuple(name for name in wish.formats if name not in exchanged)
    rendered = render_all(own, done.outcome, sources, words, audience=wish.audience, since=since)
    return {
        FILES[name]: _exchanged(name, done, wish) if name in exchanged else rendered[name]
        for name in wish.formats
    }


def _keeping(done: "Evaluated", wish: Wish) -> "Keeping | None":
    """What keeps the run; None where nobody asked for it."""
    if wish.keep is None:
        return None
    from engine.cli.keeping import Keeping
    from engine.reports.json import report_model

    return Keeping(wish.keep, report_model(_edition(done, wish)))


def _exchanged(name: str, done: "Evaluated", wish: Wish) -> str:
    """Findings and verdicts for code hosts; places as seen from here."""
    from engine.messages import Language, catalogue
    from engine.reports.batches import judged_of

    assert done.outcome is not None
    words, places = catalogue(Language(wish.lang)), places_of(done.checked)
    judged = judged_of(done.outcome, places, words, audience=wish.audience)
    batch = replace(batch_of(done.checked, judged), findings=done.outcome.findings)
    return exchange(name, [batch], wish.lang) + "\n"


def _closing(done: "Evaluated", wish: Wish) -> str:
    """The findings and the first sentences of the report; of one project among many only these."""
    from engine.messages import Language, catalogue
    from engine.reports.closing import closing_text, summary_text

    assert done.outcome is not None
    words, places = catalogue(Language(wish.lang)), places_of(done.checked)
    if wish.summed and not wish.verbose:
        return f"{done.checked.folder.name}\n{summary_text(done.outcome, places, words)}"
    return closing_text(done.outcome, places, words, verbose=wish.verbose)


def _summed(done: "Evaluated", wish: Wish) -> ProjectSum | None:
    from engine.reports.region.summing import sum_project

    return sum_project(_edition(done, wish)) if wish.summed else None


def _edition(done: "Evaluated", wish: Wish) -> "Edition":
    from engine.messages import Language, catalogue
    from engine.reports.edition import edition

    assert done.outcome is not None
    words, sources = catalogue(Language(wish.lang)), done.checked.loaded.sources
    return edition(done.outcome, sources, words, audience=wish.audience)


def _exit_code(outcome: "Outcome", fail_on: FailOn) -> int:
    verdicts = (each.verdict.kind.value for each in outcome.judged)
    return max(of_findings(outcome.findings, fail_on), of_verdicts(verdicts, fail_on))
