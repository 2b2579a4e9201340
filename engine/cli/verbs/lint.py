"""`roadmap lint`: findings about the documents themselves; no table is read."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import click

from engine.cli import options
from engine.cli.command import Command
from engine.cli.inputs import batch_of, each_usable, exchange
from engine.cli.output import Exit, FailOn, of_findings, say, write_json
from engine.diagnostics import Finding
from engine.runs.seen import places_of


@click.command("lint", cls=Command, help="lint.verb")
@options.paths
@options.as_of
@options.formats("text", "json", "sarif", "junit")
@options.output
@options.fail_on
@options.language
@options.quiet
@options.verbose
def command(
    paths: tuple[Path, ...],
    as_of: date,
    format_: str,
    fail_on: str,
    lang: str,
    quiet: bool,
    verbose: bool,
) -> int:
    """Findings about the documents."""
    from engine.messages import Language, catalogue
    from engine.pipeline import lint
    from engine.reports.content.findings import Json, lint_model, lint_text, summary_of_checks

    words, code, model, told = catalogue(Language(lang)), Exit.FINE, list[Json](), []
    batches = []
    for checked, failed in each_usable(paths, lang):
        code = max(code, Exit.FINDINGS if failed else Exit.FINE)
        if checked is None or checked.loaded.project is None:
            continue
        project, sources = checked.loaded.project, places_of(checked)
        found = _within(lint(checked, as_of), checked.folder, paths)
        told.append(found)
        batches.append(replace(batch_of(checked), findings=found))
        code = max(code, of_findings(found, FailOn(fail_on)))
        model += lint_model(project, found, sources, words) if format_ == "json" else []
        if format_ == "text" and found:
            say(lint_text(project, found, sources, words, verbose=verbose) + "\n")
    if format_ in ("sarif", "junit"):
        say(exchange(format_, batches, lang))
    elif format_ == "json":
        write_json(model)
    elif not quiet:
        say(summary_of_checks(told, lang), err=True)
    return code


def _within(
    findings: tuple[Finding, ...], folder: Path, paths: tuple[Path, ...]
) -> tuple[Finding, ...]:
    """Only the findings of the files that were named, where files of the project were named."""
    here = folder.resolve()
    if not paths or any(path.resolve() in (here, *here.parents) for path in paths):
        return findings
    named = {path.resolve().relative_to(here).as_posix() for path in paths if path.is_file()}
    return tuple(each for each in findings if each.at.file in named)
