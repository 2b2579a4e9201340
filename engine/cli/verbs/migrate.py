"""`roadmap migrate`: files of an older format version → the newest."""

from pathlib import Path

import click

from engine.cli import options
from engine.cli.command import Command, option
from engine.cli.inputs import OneFile, finding_lines, spec_files
from engine.cli.output import Exit, say
from engine.messages import Language, catalogue
from engine.trees import content_of
from engine.whole_files import write_files
from engine.yamltext import LIMIT


@click.command("migrate", cls=Command, help="migrate.verb")
@options.paths
@option("--check", is_flag=True, help="migrate.check")
@options.language
@options.quiet
def command(paths: tuple[Path, ...], check: bool, lang: str, quiet: bool) -> int:
    """Files of an older format version as the newest."""
    from engine.editing import migrate_file

    words, code, moved = catalogue(Language(lang)), Exit.FINE, 0
    files = spec_files(paths, drafts=True)
    for path in files:
        data = content_of(path, LIMIT + 1)
        result = migrate_file(data, path.as_posix())
        if result.text is None:
            say(finding_lines(result.findings, OneFile(data), lang), err=True)
            code = Exit.UNUSABLE
        elif len(result.steps) > 1:
            moved += 1
            say(f"{path.as_posix()}: {' → '.join(result.steps)}")
            if not check:
                write_files(path.resolve().parent, {path.resolve().name: result.text})
    if not quiet:
        key = "migrate.to-move" if check and moved else "migrate.done" if moved else "migrate.fine"
        say(words.text(key, files=len(files), moved=moved), err=True)
    return max(code, Exit.FINDINGS if check and moved else Exit.FINE)
