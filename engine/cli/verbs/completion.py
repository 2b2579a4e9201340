"""`roadmap completion`: what a shell needs to complete verbs, options, names and paths."""

import click

from engine.cli.command import Command, argument
from engine.cli.output import Exit

SHELLS = ("bash", "zsh", "fish")


@click.command("completion", cls=Command, help="completion.verb")
@argument("shell", type=click.Choice(SHELLS), metavar="bash|zsh|fish")
def command(shell: str) -> int:
    """The script for a shell on stdout."""
    from click.shell_completion import get_completion_class

    from engine.cli.app import roadmap

    found = get_completion_class(shell)
    assert found is not None
    source = found(roadmap, {}, "roadmap", "_ROADMAP_COMPLETE")
    try:
        click.echo(source.source())
    except RuntimeError as problem:
        raise click.UsageError(f"{shell}: {problem}") from problem
    return Exit.FINE


def complete_names(_: click.Context, __: click.Parameter, begun: str) -> list[str]:
    """Codes of findings, and full ids of the indicators of the projects that lie here."""
    from engine.codes import CODES

    codes = [code.id for code in CODES if code.id.startswith(begun.upper()) and "/" not in begun]
    return codes if begun and codes else [*codes, *_indicators(begun)]


def _indicators(begun: str) -> list[str]:
    """Read without checks: a broken project still completes what it can."""
    from engine.cli.inputs import project_folders
    from engine.load import load_project

    try:
        folders = project_folders(())
    except click.UsageError:
        return []
    projects = (load_project(folder).project for folder in folders)
    return sorted(
        {
            full
            for project in projects
            if project
            for roadmap in project.roadmaps
            for each in roadmap.indicators
            if (full := roadmap.full_id(each.id)).startswith(begun)
        }
    )
