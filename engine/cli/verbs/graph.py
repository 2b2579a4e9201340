"""`roadmap graph`: the dependency graph as a picture or as text for other tools."""

from datetime import date
from pathlib import Path

import click

from engine.cli import options
from engine.cli.command import Command, option
from engine.cli.inputs import each_usable
from engine.cli.output import Exit, say, write_json
from engine.cli.verbs.completion import complete_roadmaps
from engine.cli.words import word
from engine.messages import Language, catalogue


@click.command("graph", cls=Command, help="graph.verb")
@options.paths
@options.formats("svg", "mermaid", "dot", "json")
@options.output
@option(
    "--roadmap", "slug", metavar="name", help="graph.roadmap", shell_complete=complete_roadmaps,
)  # fmt: skip
@options.as_of
@options.language
def command(paths: tuple[Path, ...], format_: str, slug: str | None, as_of: date, lang: str) -> int:
    """The dependency graph of events."""
    from engine.cycle import order_events
    from engine.reports.formats.graph import graph_model, graph_text

    words, code, models = catalogue(Language(lang)), Exit.FINE, []
    for checked, failed in each_usable(paths, lang, as_of):
        code = max(code, failed)
        if checked is None or checked.loaded.project is None:
            continue
        project = checked.loaded.project
        if slug and project.roadmap(slug) is None:
            known = ", ".join(roadmap.slug for roadmap in project.roadmaps)
            raise click.UsageError(word("graph.no-roadmap", slug=slug, known=known))
        ordering, _ = order_events(project)
        if format_ == "json":
            models.append(graph_model(project, ordering, slug))
        else:
            say(graph_text(format_, project, ordering, words, slug))
    if models:
        write_json(models[0] if len(models) == 1 else models)
    return code
