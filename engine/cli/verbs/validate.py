"""`roadmap validate`: schema, references, types, hard circles; no table is read.

Waiting for files to change: a look at their times twice a second, no library needed.
"""

import sys
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path
from time import sleep

import click

from engine.classes import dataclass
from engine.cli import options
from engine.cli.command import Command, option
from engine.cli.inputs import (
    EXCHANGE,
    batch_of,
    findings_text,
    hidden_named,
    of_named,
    project_folders,
    say_summary,
    write_exchange,
)
from engine.cli.output import Exit, FailOn, Talk, of_findings, say, tell, write_json
from engine.cli.sifting import Sieve, sieve, tell_left_out
from engine.messages import Language, catalogue
from engine.pipeline import Checked, check, with_case_files
from engine.runs.seen import places_of
from engine.trees import yaml_below

PAUSE = 0.4
"""Seconds between two looks."""

Stamps = dict[Path, tuple[int, int]]


def stamps(folders: Iterable[Path]) -> Stamps:
    """Time and size of every YAML file below the folders."""
    found: Stamps = {}
    for folder in folders:
        for path in yaml_below(folder):
            try:
                state = path.stat()
            except OSError:
                continue
            found[path] = (state.st_mtime_ns, state.st_size)
    return found


def run_on_change(folders: tuple[Path, ...], run: Callable[[], int]) -> int:
    """Run at once and after every change, until Ctrl+C; the code of the last run."""
    code = 0
    try:
        seen, code = stamps(folders), run()
        while True:
            sleep(PAUSE)
            now = stamps(folders)
            if now != seen:
                seen, code = now, run()
    except KeyboardInterrupt:
        return code


@click.command("validate", cls=Command, help="validate.verb")
@options.paths
@options.formats("text", "json", *EXCHANGE)
@options.output
@option("--watch", is_flag=True, help="validate.watch")
@sieve
@options.as_of
@options.fail_on
@options.language
@options.quiet
@options.verbose
def command(
    paths: tuple[Path, ...], format_: str, watch: bool, fail_on: str, lang: str, quiet: bool,
    verbose: bool, sieve: Sieve, as_of: date,
) -> int:  # fmt: skip
    """Findings about the specs of each project."""
    show = Show(format_, FailOn(fail_on), lang, quiet, verbose, sieve, as_of)
    if watch:
        return run_on_change(project_folders(paths), lambda: _again(paths, show))
    return _validate(paths, show)


@dataclass(frozen=True, slots=True)
class Show:
    """How the findings are to be shown, and what counts as failed."""

    format_: str
    fail_on: FailOn
    lang: str
    quiet: bool
    verbose: bool
    sieve: Sieve
    as_of: date


def _again(paths: tuple[Path, ...], show: Show) -> int:
    """One round of --watch: on a terminal the last round is wiped away."""
    if sys.stdout.isatty():
        click.clear()
    code = _validate(paths, show)
    sys.stdout.flush()
    if not show.quiet:
        say(catalogue(Language(show.lang)).text("watch.waiting"), err=True)
    return code


def _validate(paths: tuple[Path, ...], show: Show) -> int:
    talk, folders, projects, code = Talk(quiet=show.quiet), project_folders(paths), [], Exit.FINE
    sifted = []
    for done, folder in enumerate(folders, 1):
        talk(folder.name, done, len(folders))
        ready = check(folder, day=show.as_of)
        found = with_case_files(ready)
        checked = _within(found, folder, paths)
        is_whole = checked is found
        hidden = len(checked.hidden)
        sifted.append(
            show.sieve.sift(checked.findings, folder, "validate", is_whole=is_whole, hidden=hidden)
        )
        checked = replace(checked, findings=sifted[-1].findings)
        projects.append(checked)
        code = max(code, of_findings(checked.findings, show.fail_on))
        if show.fail_on is not FailOn.NEVER and not _within(ready, folder, paths).usable:
            code = max(code, Exit.FINDINGS)
    talk.finish()
    if show.format_ == "json":
        write_json(_as_json(projects, show.lang))
    elif show.format_ == "text":
        _say(projects, show.lang, quiet=show.quiet, verbose=show.verbose)
    else:
        write_exchange(show.format_, [batch_of(project) for project in projects], show.lang)
    tell_left_out(sifted, quiet=show.quiet)
    return code


def _within(checked: Checked, folder: Path, paths: tuple[Path, ...]) -> Checked:
    findings = of_named(checked.findings, folder, paths)
    if findings is checked.findings:
        return checked
    hidden = hidden_named(checked.hidden, folder, paths)
    return replace(checked, findings=findings, hidden=hidden)


def _as_json(projects: list[Checked], lang: str) -> list[object]:
    from engine.reports.content.findings import findings_model

    words = catalogue(Language(lang))
    return [
        entry
        for checked in projects
        for entry in findings_model(checked.findings, places_of(checked), words, checked.hidden)
    ]


def _say(projects: list[Checked], lang: str, *, quiet: bool, verbose: bool) -> None:
    for checked in projects:
        if checked.findings:
            tell(findings_text(checked, lang, verbose=verbose))
    if not quiet:
        say_summary([checked.findings for checked in projects], lang)
