"""Places of files that nobody named: `outputs` and what lies in it.

Whoever names a place with an option follows its links on purpose. A default stands below the folder
where the command is given, and a repository of strangers may bring a link of that name.
"""

from pathlib import Path

import click
from click.core import ParameterSource

from engine.cli.words import word


def unnamed(path: Path, option: str) -> Path:
    """The place, if no link of the current folder leads out of it. Raises UsageError."""
    if not path.resolve().is_relative_to(Path().resolve()):
        raise click.UsageError(word("places.link", path=path.as_posix(), option=option))
    return path


def given_or_unnamed(parameter: str) -> Path:
    """The place that an option of the running verb has, whether it was given or is the default."""
    context = click.get_current_context()
    path: Path = context.params[parameter]
    is_default = context.get_parameter_source(parameter) is ParameterSource.DEFAULT
    return unnamed(path, f"--{parameter}") if is_default else path
