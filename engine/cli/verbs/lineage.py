"""`roadmap lineage`: table → column → indicator → decision → event; no table is read."""

from datetime import date
from difflib import get_close_matches
from pathlib import Path

import click

from engine.cli import options
from engine.cli.command import Command, option
from engine.cli.inputs import each_usable
from engine.cli.output import Exit, say, write_json
from engine.cli.verbs.completion import complete_selectors
from engine.messages import Language, catalogue


@click.command("lineage", cls=Command, help="lineage.verb")
@options.paths
@option(
    "--of", "id_", metavar="name",
    help="lineage.of", shell_complete=complete_selectors,
)  # fmt: skip
@options.formats("text", "json", "svg", "mermaid")
@options.output
@options.as_of
@options.language
def command(paths: tuple[Path, ...], id_: str | None, format_: str, as_of: date, lang: str) -> int:
    """Where the figures of a project come from."""
    from engine.compile.lineage import lineage
    from engine.reports.charts.lineage import lineage_picture
    from engine.reports.content.lineage import (
        lineage_mermaid,
        lineage_model,
        lineage_text,
        thing_text,
        within,
    )

    words, code, models = catalogue(Language(lang)), Exit.FINE, []
    for checked, failed in each_usable(paths, lang, as_of):
        code = max(code, failed)
        if checked is None or checked.loaded.project is None:
            continue
        traced = lineage(checked.loaded.project)
        thing = traced.named(id_) if id_ else None
        if id_ and thing is None:
            known = [each.id for each in traced.things.values()]
            near = ", ".join(get_close_matches(id_, known, 3)) or None
            raise click.UsageError(words.text("lineage.unknown", id=id_, near=near))
        shown = within(traced, thing) if thing else traced
        match format_:
            case "json":
                models.append(lineage_model(shown))
            case "svg":
                say(lineage_picture(shown, words))
            case "mermaid":
                say(lineage_mermaid(shown), nl=False)
            case _:
                say(thing_text(thing, traced, words) if thing else lineage_text(traced, words))
    if models:
        write_json(models[0] if len(models) == 1 else models)
    return code
