"""`roadmap schema`: the JSON Schemas of the files, for editors."""

from pathlib import Path

import click

from engine.cli import options
from engine.cli.command import Command, argument, option
from engine.cli.output import Exit, say
from engine.cli.verbs.completion import complete_schemas
from engine.cli.words import word
from engine.whole_files import write_files


@click.command("schema", cls=Command, help="schema.verb")
@argument("name", required=False, metavar="[name]", shell_complete=complete_schemas)
@option(
    "--write",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="folder",
    help="schema.write",
)
@options.output
def command(name: str | None, write: Path | None) -> int:
    """The names of the schemas, one of them, or all into a folder."""
    from engine.packaged import schema_names, schema_text

    names = schema_names()
    if write is not None:
        files: dict[str, str | bytes] = {f"{each}.schema.json": schema_text(each) for each in names}
        for path in write_files(write, files):
            say(path.as_posix())
    elif name is None:
        click.echo("\n".join(names))
    elif name in names:
        click.echo(schema_text(name), nl=False)
    else:
        raise click.UsageError(word("schema.none", name=name, known=", ".join(names)))
    return Exit.FINE
