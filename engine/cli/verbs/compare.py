"""`roadmap compare`: whose verdict changed between two runs, and why."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from engine.cli import options
from engine.cli.command import Command, argument, option
from engine.cli.output import Exit, note, say, tell, write_json
from engine.cli.words import spoken, word
from engine.messages import Language, catalogue, reason_of
from engine.plain import from_json
from engine.runs.history_store import DEFAULT_STORE, broken
from engine.trees import content_of
from engine.visible import harmless

if TYPE_CHECKING:
    from engine.history import KeptRun, Store
    from engine.results.changes import RunComparison

Report = dict[str, object]


@click.command("compare", cls=Command, help="compare.verb")
@argument("runs", nargs=-1, metavar="[old new]")
@option(
    "--history",
    "store_path",
    type=click.Path(path_type=Path, dir_okay=False),
    default=DEFAULT_STORE,
    show_default=True,
    metavar="file",
    help="compare.history",
)
@option("--project", metavar="name", help="compare.project")
@option("--list", "listed", is_flag=True, help="compare.list")
@options.formats("text", "json", "md")
@options.output
@option(
    "--fail-on",
    type=click.Choice(["never", "worse", "changed"]),
    default="never",
    show_default=True,
    metavar="level",
    help="compare.fail-on",
)
@options.language
def command(
    runs: tuple[str, ...], store_path: Path, project: str | None, listed: bool, format_: str,
    fail_on: str, lang: str,
) -> int:  # fmt: skip
    """Two runs, by number, day, name or file of a report."""
    from engine.history import BrokenStoreError, Store
    from engine.reports.formats.since_markdown import since_markdown, since_model, since_text

    store, words = Store(store_path), catalogue(Language(lang))
    try:
        if listed:
            return _list(store, project, format_)
        named = runs or ("previous", "last")
        if len(named) != 2:
            raise click.UsageError(word("compare.two-runs"))
        old, new = (_report(store, name, project) for name in named)
    except BrokenStoreError as error:
        raise click.UsageError(broken(store_path, error, words)) from error
    comparison = _compared(old, new)
    if format_ == "json":
        write_json(since_model(comparison))
    else:
        (say if format_ == "md" else tell)(
            (since_markdown if format_ == "md" else since_text)(comparison, words)
        )
    return _exit_code(comparison, fail_on)


def _exit_code(comparison: "RunComparison", fail_on: str) -> Exit:
    """1 where a verdict moved as `fail_on` asks; an event of another status is a change, too."""
    from engine.results.changes import Move

    is_worse = fail_on == "worse" and bool(comparison.moved(Move.WORSE))
    is_other = fail_on == "changed" and bool(comparison.verdicts or comparison.events)
    return Exit.FINDINGS if is_worse or is_other else Exit.FINE


def _list(store: "Store", project: str | None, format_: str) -> int:
    kept = store.runs(project)
    if format_ == "json":
        write_json([{name: getattr(run, name) for name in run.__slots__} for run in kept])
        return Exit.FINE
    if not kept:
        note(word("compare.nothing-kept"))
    for run in kept:
        as_of = word("compare.as-of", day=run.as_of)
        columns = (run.id, run.project, as_of, run.audience, run.kept_at)
        click.echo("\t".join(harmless(str(column)) for column in columns))
    return Exit.FINE


def _report(store: "Store", name: str, project: str | None) -> Report:
    if name.endswith(".json"):
        return _file(Path(name))
    kept = store.runs(project)
    chosen = _chosen(kept, name)
    report = store.report(chosen.id) if chosen else None
    if report is None:
        known = ", ".join(str(run.id) for run in kept[-5:]) or word("compare.none")
        raise click.UsageError(word("compare.no-run", name=name, known=known))
    return report


def _chosen(kept: "tuple[KeptRun, ...]", name: str) -> "KeptRun | None":
    """By number, by day (the latest of it), the last one, or the one before of the same project."""
    if name == "last":
        return kept[-1] if kept else None
    if name == "previous":
        same = [run for run in kept if run.project == kept[-1].project]
        return same[-2] if len(same) > 1 else None
    matching = [run for run in kept if name in (str(run.id), run.as_of)]
    return matching[-1] if matching else None


_LARGEST = 1 << 28
"""Bytes of a report that is read; what is cut off there is no JSON."""


def _file(path: Path) -> Report:
    try:
        if not path.is_file():
            none = word("compare.no-file")
            raise click.UsageError(word("compare.unreadable", path=path.as_posix(), error=none))
        loaded = from_json(content_of(path, _LARGEST))
    except OSError as error:
        reason = reason_of(error, spoken(), reading=True)
        refusal = word("compare.unreadable", path=path.as_posix(), error=reason)
        raise click.UsageError(refusal) from error
    except (ValueError, RecursionError):
        loaded = None
    if not isinstance(loaded, dict) or loaded.get("format") != "report/1":
        raise click.UsageError(word("compare.no-report", path=path.as_posix()))
    return loaded


def _compared(old: Report, new: Report) -> "RunComparison":
    from engine.history import BrokenStoreError, compare_reports

    try:
        _check_same(old, new)
        return compare_reports(old, new)
    except (LookupError, TypeError, BrokenStoreError) as error:
        raise click.UsageError(word("compare.other-shape")) from error


def _check_same(old: Report, new: Report) -> None:
    ids = [str(each["project"]["id"]) for each in (old, new)]  # type: ignore[index]
    if ids[0] != ids[1]:
        raise click.UsageError(word("compare.other-project", old=ids[0], new=ids[1]))
    if old.get("audience") != new.get("audience"):
        raise click.UsageError(word("compare.other-audience"))
