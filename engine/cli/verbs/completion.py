"""`roadmap completion`: what a shell needs to complete verbs, options, names and paths."""

import os
from collections.abc import Iterator

import click
from click.shell_completion import CompletionItem, ShellComplete, add_completion_class

from engine.cli import options
from engine.cli.command import Command, argument
from engine.cli.output import Exit
from engine.model.project import Project

SHELLS = ("bash", "zsh", "fish", "powershell")


class PowerShellComplete(ShellComplete):
    """Completion in PowerShell, which click does not know: a line is kind, value, help."""

    name = "powershell"
    source_template = """\
Register-ArgumentCompleter -Native -CommandName %(prog_name)s -ScriptBlock {
    param($word, $line, $position)
    $text = $line.ToString()
    $env:COMP_WORDS = $text.Substring(0, [Math]::Min($position, $text.Length))
    $env:COMP_CWORD = $word
    $env:%(complete_var)s = "powershell_complete"
    try {
        %(prog_name)s | ForEach-Object {
            $kind, $value, $help = $_ -split "`t", 3
            if (-not $help) { $help = $value }
            [System.Management.Automation.CompletionResult]::new(
                $value, $value, "ParameterValue", $help)
        }
    } finally {
        Remove-Item Env:COMP_WORDS, Env:COMP_CWORD, Env:%(complete_var)s
    }
}
"""

    def get_completion_args(self) -> tuple[list[str], str]:
        """The words before the one that is begun, and what is begun of it."""
        words, begun = os.environ["COMP_WORDS"].split()[1:], os.environ["COMP_CWORD"]
        return (words[:-1] if begun and words else words), begun

    def format_completion(self, item: CompletionItem) -> str:
        """Kind, value and help on one line."""
        return "\t".join((item.type, str(item.value), " ".join((item.help or "").split())))


add_completion_class(PowerShellComplete)


@click.command("completion", cls=Command, help="completion.verb")
@argument("shell", type=click.Choice(SHELLS), metavar="bash|zsh|fish|powershell")
@options.output
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


def complete_roadmaps(_: click.Context, __: click.Parameter, begun: str) -> list[str]:
    """Names of the roadmaps of the projects that lie here."""
    found = {roadmap.slug for project in _projects() for roadmap in project.roadmaps}
    return sorted(each for each in found if each.startswith(begun))


def complete_selectors(_: click.Context, __: click.Parameter, begun: str) -> list[str]:
    """Roadmaps, indicators, tables that `--only` and `--of` name, behind a plus or comma too."""
    told, comma, last = begun.rpartition(",")
    plus = "+" if last.startswith("+") else ""
    names = {
        name
        for project in _projects()
        for name in (
            *(roadmap.slug for roadmap in project.roadmaps),
            *(resource.name for resource in (project.data.resources if project.data else ())),
        )
    }
    bare = last.removeprefix("+")
    found = sorted(each for each in names if each.startswith(bare))
    return [f"{told}{comma}{plus}{each}" for each in (*found, *_indicators(bare))]


def complete_bodies(_: click.Context, __: click.Parameter, begun: str) -> list[str]:
    """Names of the bodies of the projects that lie here."""
    found = {body.name for project in _projects() for body in project.bodies}
    return sorted(each for each in found if each.startswith(begun))


def complete_schemas(_: click.Context, __: click.Parameter, begun: str) -> list[str]:
    """Names of the schemas."""
    from engine.packaged import schema_names

    return [name for name in schema_names() if name.startswith(begun)]


def _projects() -> Iterator[Project]:
    """Read without checks: a broken project still completes what it can."""
    from engine.cli.inputs import project_folders
    from engine.load import load_project

    try:
        folders = project_folders(())
    except click.UsageError:
        return
    yield from (found for folder in folders if (found := load_project(folder).project))


def _indicators(begun: str) -> list[str]:
    return sorted(
        {
            full
            for project in _projects()
            for roadmap in project.roadmaps
            for indicator in roadmap.indicators
            if (full := roadmap.full_id(indicator.id)).startswith(begun)
        }
    )
