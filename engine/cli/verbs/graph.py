"""`roadmap graph`: the dependency graph as a picture or as text for other tools."""

from pathlib import Path

import click

from engine.cli import options
from engine.cli.inputs import each_usable
from engine.cli.output import Exit, say, write_json
from engine.cli.russian import RussianCommand


@click.command("graph", cls=RussianCommand)
@options.paths
@options.formats("svg", "mermaid", "dot", "json")
@options.output
@click.option("--roadmap", "slug", metavar="ИМЯ", help="Только одна дорожная карта.")
@options.language
def command(paths: tuple[Path, ...], format_: str, slug: str | None, lang: str) -> int:
    """Граф зависимостей мероприятий.

    \b
    Примеры:
      roadmap graph specs/dyatkovo-2021 > граф.svg
      roadmap graph specs/dyatkovo-2021 --roadmap low-results --format mermaid
    """
    from engine.cycle import order_events
    from engine.messages import Language, catalogue
    from engine.reports.formats.graph import graph_model, graph_text

    words, code = catalogue(Language(lang)), Exit.FINE
    for checked, failed in each_usable(paths, lang):
        code = max(code, failed)
        if checked is None or checked.loaded.project is None:
            continue
        project = checked.loaded.project
        if slug and project.roadmap(slug) is None:
            known = ", ".join(roadmap.slug for roadmap in project.roadmaps)
            raise click.UsageError(f"нет дорожной карты «{slug}»; есть {known}.")
        ordering, _ = order_events(project)
        if format_ == "json":
            write_json(graph_model(project, ordering, slug))
        else:
            say(graph_text(format_, project, ordering, words, slug))
    return code
