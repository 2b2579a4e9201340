"""`roadmap plan`: events in the order of work."""

from pathlib import Path

import click

from engine.cli import options
from engine.cli.exits import Exit
from engine.cli.loading import each_usable, places_of
from engine.cli.output import write_json
from engine.cli.russian import RussianCommand


@click.command("plan", cls=RussianCommand)
@options.paths
@options.formats("text", "json")
@options.language
def command(paths: tuple[Path, ...], format_: str, lang: str) -> int:
    """Мероприятия в порядке управленческого цикла, с датами и противоречиями.

    \b
    Примеры:
      roadmap plan specs/dyatkovo-2021
      roadmap plan specs/dyatkovo-2021 --format json
    """
    from engine.cycle import order_events
    from engine.messages import Language, catalogue
    from engine.reports.plan import plan_model, plan_text

    words, code, models = catalogue(Language(lang)), Exit.FINE, []
    for checked, failed in each_usable(paths, lang):
        code = max(code, failed)
        if checked is None or checked.loaded.project is None:
            continue
        project = checked.loaded.project
        ordering, _ = order_events(project)
        if format_ == "json":
            models.append(plan_model(ordering))
        else:
            click.echo(plan_text(project, ordering, places_of(checked), words))
    if format_ == "json":
        write_json(models[0] if len(models) == 1 else models)
    return code
