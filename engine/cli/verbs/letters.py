"""`roadmap letters`: what was decided, told to each school and to each addressee."""

from datetime import date
from pathlib import Path

import click

from engine.cli import options
from engine.cli.command import Command, option
from engine.cli.inputs import findings_text, only_project
from engine.cli.output import Exit, Talk, of_findings, say, tell
from engine.cli.verbs.data import data_dir
from engine.messages import Language, catalogue
from engine.options import Options
from engine.runs.databases import database_addresses
from engine.runs.history_store import DEFAULT_STORE
from engine.whole_files import write_files


@click.command("letters", cls=Command, help="letters.verb")
@options.paths
@option(
    "--out", type=click.Path(path_type=Path, file_okay=False), required=True, metavar="folder",
    help="letters.out",
)  # fmt: skip
@options.as_of
@data_dir
@options.audience
@options.letterhead
@option(
    "--history", type=click.Path(path_type=Path, dir_okay=False), default=DEFAULT_STORE,
    show_default=True, metavar="file", help="evaluate.history",
)  # fmt: skip
@options.language
@options.quiet
def command(
    paths: tuple[Path, ...], out: Path, as_of: date, data_dir: Path | None, audience: str,
    letterhead: bytes | None, history: Path, lang: str, quiet: bool,
) -> int:  # fmt: skip
    """Judge the project and write its letters."""
    from engine.papers.letters import letters
    from engine.pipeline import evaluate
    from engine.runs.writing import Asked, published

    folder, talk, words = only_project(paths), Talk(quiet=quiet), catalogue(Language(lang))
    done = evaluate(
        folder,
        Options(as_of=as_of, data_dir=data_dir, progress=talk, databases=database_addresses()),
    )
    talk.finish()
    if done.outcome is None:
        tell(findings_text(done.checked, lang), err=True)
        return Exit.UNUSABLE
    edition, trouble = published(done, Asked((), audience, lang, history=history))
    if trouble:
        say(trouble, err=True)
    made = letters(edition, letterhead)
    if not made:
        say(words.text("letters.nothing"), err=True)
        return Exit.UNUSABLE
    write_files(out, {**made})
    say(words.text("letters.made", count=len(made), folder=out.as_posix()))
    return of_findings(done.outcome.findings)
