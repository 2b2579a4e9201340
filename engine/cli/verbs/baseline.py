"""`roadmap baseline write`: what is found today is known from now on."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import click

from engine.cli import options
from engine.cli.baselines import (
    DEFAULT_FILE,
    FORMAT,
    VERBS,
    Baseline,
    KnownProject,
    baseline_text,
    folder_name,
    known_finding,
    known_verdicts,
    rewritten,
)
from engine.cli.command import Command, Group, option
from engine.cli.inputs import findings_text, project_folders
from engine.cli.output import Exit, Talk, say, tell
from engine.cli.words import word
from engine.options import Options
from engine.runs.databases import database_addresses
from engine.whole_files import write_files


@click.group("baseline", cls=Group, help="baseline.verb")
def command() -> None:
    """Known findings and verdicts."""


@command.command("write", cls=Command, help="baseline.write.verb")
@options.paths
@options.as_of
@options.data_dir("evaluate.data")
@option(
    "--file",
    "given",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="file",
    help="baseline.write.file",
)
@options.language
@options.quiet
def write(
    paths: tuple[Path, ...], as_of: date, data_dir: Path | None, given: Path | None, lang: str,
    quiet: bool,
) -> int:  # fmt: skip
    """What validate, lint and evaluate find today goes into the file, whole."""
    path = given or rewritten() or DEFAULT_FILE
    talk, folders, known, code = Talk(quiet=quiet), project_folders(paths), [], Exit.FINE
    for done, folder in enumerate(folders, 1):
        talk(folder.name, done, len(folders))
        project = _known(folder, as_of, data_dir, lang)
        known.append(replace(project, folder=folder_name(folder, path.parent)))
        code = max(code, Exit.FINE if project.folder else Exit.UNUSABLE)
    talk.finish()
    told = baseline_text(Baseline(FORMAT, as_of.isoformat(), tuple(known)))
    (written,) = write_files(path.parent, {path.name: told})
    say(written.as_posix())
    if not quiet:
        count = sum(len(known_project.of(verb)) for known_project in known for verb in VERBS)
        verdicts = sum(len(known_project.verdicts) for known_project in known)
        say(word("baseline.written", count=count, verdicts=verdicts), err=True)
    return code


def _known(folder: Path, as_of: date, data_dir: Path | None, lang: str) -> KnownProject:
    """Of a project with errors what `validate` says; no folder then."""
    from engine.papers.kept_words import lint_with_order
    from engine.pipeline import check, evaluate, with_case_files

    checked = check(folder, day=as_of)
    validated = tuple(map(known_finding, with_case_files(checked).findings))
    if not checked.usable:
        tell(findings_text(checked, lang), err=True)
        return KnownProject("", validated)
    linted = tuple(map(known_finding, lint_with_order(checked, as_of)))
    done = evaluate(folder, Options(as_of, data_dir, databases=database_addresses()))
    assert done.outcome is not None
    return KnownProject(
        folder.as_posix(),
        validated,
        linted,
        tuple(map(known_finding, done.outcome.findings)),
        known_verdicts(done.outcome.judged),
    )
