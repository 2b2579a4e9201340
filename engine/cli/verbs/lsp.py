"""`roadmap lsp`: the language server on standard input and output, for editors."""

import click

from engine.cli import options
from engine.cli.command import Command
from engine.cli.output import Exit
from engine.messages import Language, catalogue


@click.command("lsp", cls=Command, help="lsp.verb")
@options.language
def command(lang: str) -> int:
    """Answer an editor until it ends."""
    words = catalogue(Language(lang))
    try:
        from engine.lsp.server import server
    except ModuleNotFoundError as missing:
        raise click.UsageError(words.text("lsp.missing", library=missing.name)) from missing
    server(words).start_io()
    return Exit.FINE
