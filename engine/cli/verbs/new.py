"""`roadmap new`: a first file that validates, with words that say what to put in their place."""

import os
import sys
from datetime import date
from pathlib import Path
from typing import TypeVar

import click

from engine.cli import options
from engine.cli.command import Command, Group, argument, option
from engine.cli.inputs import only_project
from engine.cli.output import Exit, note, say
from engine.cli.words import spoken, word
from engine.lazy import lazy_pattern
from engine.messages import catalogue
from engine.whole_files import is_of_a_device, write_files

T = TypeVar("T")
_ID = lazy_pattern(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")


class IdType(click.ParamType[str]):
    """A name in small latin letters, digits and hyphens."""

    name = "NAME"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> str:
        """The id as given; refused unless it is of small latin letters, digits and hyphens."""
        if not _ID.fullmatch(str(value)):
            self.fail(word("new.no-id", text=value), param, ctx)
        if is_of_a_device(str(value)):
            self.fail(word("new.of-a-device", text=value), param, ctx)
        return str(value)


@click.group("new", cls=Group, help="new.verb")
def command() -> None:
    """A first file of a kind."""


@command.command("project", cls=Command, help="new.project.verb")
@argument("folder", metavar="folder", type=click.Path(path_type=Path, file_okay=False))
@option("--id", "id_", type=IdType(), help="new.project.id")
@option("--title", help="new.project.title")
@option("--municipality", help="new.project.municipality")
@option("--method", default="2020", show_default=True, help="new.project.method")
@option("--period", help="new.project.period")
@option("--from", "begins", type=options.DayType(), help="new.project.from")
@option("--to", "ends", type=options.DayType(), help="new.project.to")
@option("--roadmap", "slug", type=IdType(), help="new.project.roadmap")
def project(
    folder: Path, id_: str | None, title: str | None, municipality: str | None, method: str,
    period: str | None, begins: date | None, ends: date | None, slug: str | None,
) -> int:  # fmt: skip
    """A project's folder: project.yaml, data.yaml and a first roadmap."""
    from engine.editing.scaffold import (
        NewProject,
        NewRoadmap,
        data_text,
        project_text,
        roadmap_text,
    )

    if folder.exists() and any(folder.iterdir()):
        raise click.UsageError(word("new.folder-is-full", folder=folder.as_posix()))
    words = catalogue(spoken())
    new = NewProject(
        id_ or _id_of(folder),
        _ask(title, "--title", word("new.ask.plan")),
        _ask(municipality, "--municipality", word("new.ask.municipality")),
        method,
        _ask(period, "--period", word("new.ask.period")),
        _ask(begins, "--from", word("new.ask.from"), kind=options.DayType()).isoformat(),
        _ask(ends, "--to", word("new.ask.to"), kind=options.DayType()).isoformat(),
        _ask(slug, "--roadmap", word("new.ask.roadmap"), kind=IdType()),
    )
    first = NewRoadmap(new.roadmap, new.title, None, *map(_printed, (new.begins, new.ends)))
    schemas = schemas_from(folder)
    return _write(folder, {
        "project.yaml": project_text(new, schemas, words),
        "data.yaml": data_text(schemas, words),
        f"{new.roadmap}.yaml": roadmap_text(first, schemas, words),
    })  # fmt: skip


def _printed(day: object) -> str:
    """The day of a project's period as an order prints it: DD.MM.YYYY; of none, today's."""
    try:
        return f"{date.fromisoformat(str(day)):%d.%m.%Y}"
    except ValueError:
        return f"{date.today():%d.%m.%Y}"


def _id_of(folder: Path) -> str:
    """The folder's name where it can be an id, else what is answered."""
    name = folder.resolve().name
    return name if _ID.fullmatch(name) else _ask(None, "--id", word("new.ask.id"), kind=IdType())


@command.command("roadmap", cls=Command, help="new.roadmap.verb")
@argument("folder", metavar="project", type=click.Path(path_type=Path, exists=True))
@argument("slug", metavar="name", type=IdType())
@option("--title", help="new.roadmap.title")
@option("--code", help="new.roadmap.code")
def roadmap(folder: Path, slug: str, title: str | None, code: str | None) -> int:
    """A new roadmap, and its line in project.yaml."""
    from engine.editing.scaffold import NewRoadmap, list_roadmap, roadmap_text
    from engine.trees import content_of
    from engine.yamltext import LIMIT, parse, text_of

    home = only_project((folder,))
    file = f"{slug}.yaml"
    _must_be_free(home / file)
    listing = content_of(home / "project.yaml", LIMIT + 1)
    document = parse(listing, "project.yaml").document
    if document is None:
        raise click.UsageError(word("new.project-broken", folder=home.as_posix()))
    named = _ask(title, "--title", word("new.ask.title"))
    period = document.data.get("period")
    days = [period.get(end) if isinstance(period, dict) else None for end in ("from", "to")]
    new = NewRoadmap(slug, named, code, *map(_printed, days))
    text = roadmap_text(new, schemas_from(home), catalogue(spoken()))
    listed = list_roadmap(text_of(listing), file)
    return _write(home, {file: text, "project.yaml": listed})


@command.command("rule", cls=Command, help="new.rule.verb")
@argument("folder", metavar="project", type=click.Path(path_type=Path, exists=True))
@argument("id_", metavar="name", type=IdType())
@option("--title", help="new.rule.title")
@option(
    "--measure", type=click.Choice(["share", "count", "mean", "exists", "each"]),
    metavar="share|count|mean|exists|each", help="new.rule.measure",
)  # fmt: skip
@option("--source", help="new.rule.source")
def rule(folder: Path, id_: str, title: str | None, measure: str | None, source: str | None) -> int:
    """A reusable rule in the project's folder rules."""
    from engine.editing.scaffold import MEASURES, NewRule, rule_text

    home = only_project((folder,)) / "rules"
    _must_be_free(home / f"{id_}.yaml")
    kind = _ask(measure, "--measure", word("new.ask.measure"), kind=click.Choice(MEASURES))
    named = _ask(title, "--title", word("new.ask.rule"))
    text = rule_text(NewRule(id_, named, kind, source), schemas_from(home), catalogue(spoken()))
    return _write(home, {f"{id_}.yaml": text})


def is_interactive() -> bool:
    """Whether somebody sits at the keyboard."""
    return sys.stdin.isatty()


def _ask(
    given: T | None, option: str, question: str, *, kind: "click.ParamType[T] | None" = None
) -> T:
    """The value given, or the answer to a question; without a keyboard the option is missed."""
    if given is not None:
        return given
    if not is_interactive():
        raise click.UsageError(word("new.missing", option=option))
    answer: T = click.prompt(question, type=kind, err=True)
    return answer


def _must_be_free(path: Path) -> None:
    if path.exists():
        raise click.UsageError(word("new.file-exists", path=path.as_posix()))


def schemas_from(folder: Path) -> str:
    """The way from a spec's folder to the schemas: the nearest upwards, else ./schemas."""
    from engine.editing.scaffold import SCHEMAS, nearest_schemas

    found = nearest_schemas(folder)
    if found is None:
        note(word("new.schemas"))
        return Path(os.path.relpath(SCHEMAS.resolve(), folder.resolve())).as_posix()
    return found


def _write(folder: Path, files: dict[str, str]) -> int:
    for path in write_files(folder, {**files}):
        say(path.as_posix())
    return Exit.FINE
