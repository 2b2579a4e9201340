"""`roadmap show`: the normalised model."""

from datetime import date
from pathlib import Path

import click

from engine.cli import options
from engine.cli.command import Command
from engine.cli.inputs import each_usable
from engine.cli.output import Exit, write_json


@click.command("show", cls=Command, help="show.verb")
@options.paths
@options.formats("json")
@options.output
@options.as_of
@options.language
def command(paths: tuple[Path, ...], format_: str, as_of: date, lang: str) -> int:
    """The normalised model as JSON."""
    from engine.reports.model import project_model

    models, code = [], Exit.FINE
    for checked, failed in each_usable(paths, lang, as_of):
        code = max(code, failed)
        if checked is not None:
            models.append(checked)
    projects = [checked.loaded.project for checked in models if checked.loaded.project]
    shown = [project_model(project) for project in projects]
    if shown:
        write_json(shown[0] if len(shown) == 1 else {"projects": shown})
    return code
