"""`roadmap accept`: what an import proposed is confirmed by a person."""

from pathlib import Path

import click

from engine.cli import options
from engine.cli.command import Command, argument, option
from engine.cli.inputs import only_project
from engine.cli.output import Exit, say
from engine.cli.words import word
from engine.diagnostics import has_errors
from engine.messages import Language, catalogue
from engine.whole_files import write_files


@click.command("accept", cls=Command, help="accept.verb")
@argument("folder", metavar="project", type=click.Path(path_type=Path, exists=True))
@argument("ids", metavar="[name]…", nargs=-1)
@option("--all", "every", is_flag=True, help="accept.all")
@options.language
@options.quiet
def command(folder: Path, ids: tuple[str, ...], every: bool, lang: str, quiet: bool) -> int:
    """What is proposed, or the proposals that are accepted."""
    from engine.editing.accept import accepted, proposals

    words, home = catalogue(Language(lang)), only_project((folder,))
    files = {path.stem: _text(path) for path in sorted(home.glob("*.yaml"))}
    waiting = {name: proposals(text) for name, text in files.items()}
    if not ids and not every:
        for name, found in waiting.items():
            for each in found:
                where = f"{name}/{each.id}" if each.id else name
                say(f"{where}: {each.field}: {each.value} — {each.ground}")
        return Exit.FINE
    _refuse_unknown(ids, waiting)
    changed: dict[str, str | bytes] = {}
    count = 0
    for name, text in files.items():
        own = frozenset(each.partition("/")[2] for each in ids if each.startswith(f"{name}/"))
        new, some = accepted(text, None if every or name in ids else own)
        count += some
        if some:
            changed[f"{name}.yaml"] = new
    write_files(home, changed)
    if not quiet:
        say(words.text("papers.accepted", count=count), err=True)
    return Exit.FINE


def _text(path: Path) -> str:
    from engine.trees import content_of
    from engine.yamltext import LIMIT, parse

    data = content_of(path, LIMIT + 1)
    parsed = parse(data, path.as_posix())
    if parsed.document is None or has_errors(parsed.findings):
        raise click.UsageError(word("accept.broken", path=path.as_posix()))
    return parsed.document.source.text


def _refuse_unknown(ids: tuple[str, ...], waiting: dict) -> None:  # type: ignore[type-arg]
    known = {name for name, found in waiting.items() if found}
    known |= {f"{name}/{each.id}" for name, found in waiting.items() for each in found}
    for each in ids:
        if each not in known:
            raise click.UsageError(word("accept.nothing", name=each))
