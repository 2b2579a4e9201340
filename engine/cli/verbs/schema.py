"""`roadmap schema`: the JSON Schemas of the files, for editors."""

from pathlib import Path

import click

from engine.cli import options
from engine.cli.output import Exit
from engine.cli.russian import RussianCommand
from engine.whole_files import write_files


@click.command("schema", cls=RussianCommand)
@click.argument("name", required=False, metavar="[ИМЯ]")
@click.option(
    "--write",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="ПАПКА",
    help="Записать все схемы в папку (рядом со своими дорожными картами).",
)
@options.output
def command(name: str | None, write: Path | None) -> int:
    """Схемы файлов: без имени — список, с именем — сама схема.

    \b
    Примеры:
      roadmap schema
      roadmap schema roadmap
      roadmap schema --write schemas
    """
    from engine.packaged import schema_names, schema_text

    names = schema_names()
    if write is not None:
        files: dict[str, str | bytes] = {f"{each}.schema.json": schema_text(each) for each in names}
        for path in write_files(write, files):
            click.echo(path.as_posix())
    elif name is None:
        click.echo("\n".join(names))
    elif name in names:
        click.echo(schema_text(name), nl=False)
    else:
        raise click.UsageError(f"нет схемы «{name}»; есть {', '.join(names)}.")
    return Exit.FINE
