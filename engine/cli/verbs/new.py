"""`roadmap new`: a first file that validates, with words that say what to put in their place."""

import os
import re
import sys
from datetime import date
from pathlib import Path
from typing import TypeVar

import click

from engine.cli import options
from engine.cli.inputs import only_project
from engine.cli.output import Exit, say
from engine.cli.russian import RussianCommand, RussianGroup
from engine.whole_files import write_files

T = TypeVar("T")
_ID = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
_SCHEMAS = Path("schemas")


class IdType(click.ParamType[str]):
    """A name in small latin letters, digits and hyphens."""

    name = "ИМЯ"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> str:
        """The id as given; refused unless it is of small latin letters, digits and hyphens."""
        if not _ID.fullmatch(str(value)):
            self.fail(
                f"«{value}»: нужны строчные латинские буквы, цифры и дефисы, например low-results.",
                param, ctx,
            )  # fmt: skip
        return str(value)


@click.group("new", cls=RussianGroup)
def command() -> None:
    """Завести проект, дорожную карту или правило. О чём не сказано в параметрах, спросит.

    \b
    Примеры:
      roadmap new project specs/мой-район-2026
      roadmap new roadmap specs/мой-район-2026 talents --title "Работа с одарёнными детьми"
      roadmap new rule specs/мой-район-2026 share-of-trained --measure share
    """


@command.command("project", cls=RussianCommand)
@click.argument("folder", metavar="ПАПКА", type=click.Path(path_type=Path, file_okay=False))
@click.option("--id", "id_", type=IdType(), help="Имя проекта латиницей; обычно имя папки.")
@click.option("--title", help="Название плана, как напечатано.")
@click.option("--municipality", help="Муниципалитет, например Дятьковский район.")
@click.option("--method", default="2020", show_default=True, help="Версия методики направлений.")
@click.option("--period", help="Период словами документа, например 2021-2022 учебный год.")
@click.option("--from", "begins", type=options.DayType(), help="Первый день периода.")
@click.option("--to", "ends", type=options.DayType(), help="Последний день периода.")
@click.option("--roadmap", "slug", type=IdType(), help="Имя первой дорожной карты латиницей.")
def project(
    folder: Path, id_: str | None, title: str | None, municipality: str | None, method: str,
    period: str | None, begins: date | None, ends: date | None, slug: str | None,
) -> int:  # fmt: skip
    """Папка проекта: project.yaml, data.yaml и первая дорожная карта."""
    from engine.editing.scaffold import NewProject, data_text, project_text, roadmap_text

    if folder.exists() and any(folder.iterdir()):
        raise click.UsageError(f"папка {folder.as_posix()} уже есть, и в ней лежат файлы.")
    name = folder.resolve().name
    new = NewProject(
        id_ or (name if _ID.fullmatch(name) else _ask(None, "--id", "Имя проекта", kind=IdType())),
        _ask(title, "--title", "Название плана"),
        _ask(municipality, "--municipality", "Муниципалитет"),
        method,
        _ask(period, "--period", "Период словами документа"),
        _ask(begins, "--from", "Первый день периода", kind=options.DayType()).isoformat(),
        _ask(ends, "--to", "Последний день периода", kind=options.DayType()).isoformat(),
        _ask(slug, "--roadmap", "Имя первой дорожной карты латиницей", kind=IdType()),
    )
    schemas = schemas_from(folder)
    return _write(folder, {
        "project.yaml": project_text(new, schemas),
        "data.yaml": data_text(schemas),
        f"{new.roadmap}.yaml": roadmap_text(new.roadmap, new.title, None, schemas),
    })  # fmt: skip


@command.command("roadmap", cls=RussianCommand)
@click.argument("folder", metavar="ПРОЕКТ", type=click.Path(path_type=Path, exists=True))
@click.argument("slug", metavar="ИМЯ", type=IdType())
@click.option("--title", help="Название, как напечатано.")
@click.option("--code", help="Номер направления, если он напечатан.")
def roadmap(folder: Path, slug: str, title: str | None, code: str | None) -> int:
    """Дорожная карта в проекте: новый файл, и строка о нём в project.yaml."""
    from engine.editing.scaffold import list_roadmap, roadmap_text
    from engine.yamltext import parse, text_of

    home = only_project((folder,))
    file = f"{slug}.yaml"
    _must_be_free(home / file)
    listing = (home / "project.yaml").read_bytes()
    if parse(listing, "project.yaml").document is None:
        raise click.UsageError(f"{home.as_posix()}/project.yaml с ошибками: roadmap validate.")
    text = roadmap_text(slug, _ask(title, "--title", "Название"), code, schemas_from(home))
    listed = list_roadmap(text_of(listing), file)
    return _write(home, {file: text, "project.yaml": listed})


@command.command("rule", cls=RussianCommand)
@click.argument("folder", metavar="ПРОЕКТ", type=click.Path(path_type=Path, exists=True))
@click.argument("id_", metavar="ИМЯ", type=IdType())
@click.option("--title", help="Что считает правило.")
@click.option(
    "--measure", type=click.Choice(["share", "count", "mean", "exists", "each"]),
    metavar="share|count|mean|exists|each", help="Вид расчёта.",
)  # fmt: skip
@click.option("--source", help="Документ и пункт, откуда взят способ; без него — null.")
def rule(folder: Path, id_: str, title: str | None, measure: str | None, source: str | None) -> int:
    """Готовое правило в папке rules проекта."""
    from engine.editing.scaffold import MEASURES, rule_text

    home = only_project((folder,)) / "rules"
    _must_be_free(home / f"{id_}.yaml")
    kind = _ask(measure, "--measure", "Вид расчёта", kind=click.Choice(MEASURES))
    named = _ask(title, "--title", "Что считает правило")
    return _write(home, {f"{id_}.yaml": rule_text(id_, named, kind, source, schemas_from(home))})


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
        raise click.UsageError(f"не задан параметр {option}.")
    answer: T = click.prompt(question, type=kind, err=True)
    return answer


def _must_be_free(path: Path) -> None:
    if path.exists():
        raise click.UsageError(f"файл {path.as_posix()} уже есть.")


def schemas_from(folder: Path) -> str:
    """The way from a spec's folder to the schemas: the nearest upwards, else ./schemas."""
    home = folder.resolve()
    for each in (home, *home.parents):
        if (each / _SCHEMAS / "roadmap.schema.json").is_file():
            return Path(os.path.relpath(each / _SCHEMAS, home)).as_posix()
    say("Подсказки в редакторе: roadmap schema --write schemas", err=True)
    return Path(os.path.relpath(_SCHEMAS.resolve(), home)).as_posix()


def _write(folder: Path, files: dict[str, str]) -> int:
    for path in write_files(folder, {**files}):
        say(path.as_posix())
    return Exit.FINE
