"""`roadmap evaluate`: the main job."""

from datetime import date
from pathlib import Path

import click

from engine.cli import options
from engine.cli.evaluating import FILES, Told, Wish, evaluate_project
from engine.cli.exits import Exit, FailOn
from engine.cli.output import Talk
from engine.cli.projects import project_folders
from engine.cli.russian import RussianCommand


class FormatsType(click.ParamType[tuple[str, ...]]):
    """Names separated by commas: html,json,md."""

    name = "СПИСОК"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[str, ...]:
        if isinstance(value, tuple):
            return value
        names = tuple(dict.fromkeys(name.strip() for name in str(value).split(",")))
        unknown = [name for name in names if name not in FILES]
        if unknown:
            self.fail(f"нет вида «{unknown[0]}»; есть {', '.join(FILES)}.", param, ctx)
        return names


@click.command("evaluate", cls=RussianCommand)
@options.paths
@options.as_of
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="ПАПКА",
    help="Куда писать отчёт; по умолчанию outputs/<проект>.",
)
@click.option(
    "--format",
    "formats",
    type=FormatsType(),
    default="html,json,md",
    show_default=True,
    help="Виды отчёта через запятую: html, json, md, sarif, junit.",
)
@click.option(
    "--data",
    "data_dir",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    metavar="ПАПКА",
    help="Где лежат загруженные таблицы, если не там, где сказано в data.yaml.",
)
@click.option(
    "--audience",
    type=click.Choice(["external", "internal"]),
    default="external",
    show_default=True,
    metavar="external|internal",
    help="Для кого отчёт: external скрывает малые группы, internal показывает их.",
)
@options.fail_on
@options.language
@options.quiet
@options.verbose
def command(
    paths: tuple[Path, ...], as_of: date, out: Path | None, formats: tuple[str, ...],
    data_dir: Path | None, audience: str, fail_on: str, lang: str, quiet: bool, verbose: bool,
) -> int:  # fmt: skip
    """Оценить показатели по таблицам и составить отчёт.

    \b
    Примеры:
      roadmap evaluate specs/dyatkovo-2021 --as-of 2022-06-01
      roadmap evaluate specs/dyatkovo-2021 --data ~/Загрузки/таблицы --out отчёт
      roadmap evaluate --format html --fail-on not_met
    """
    folders = project_folders(paths)
    wish = Wish(as_of, formats, data_dir, audience, FailOn(fail_on), lang, verbose)
    targets = [_folder(out, folder, alone=len(folders) == 1) for folder in folders]
    talk, code = Talk(quiet=quiet), int(Exit.FINE)
    for folder, target in zip(folders, targets, strict=True):
        told = evaluate_project(folder, target, wish, talk)
        talk.finish()
        _tell(told, quiet=quiet)
        code = max(code, told.code)
    return code


def _tell(told: Told, *, quiet: bool) -> None:
    """The talk on stderr, the written files on stdout; faults are told even when quiet."""
    if told.fault or (told.closing and not quiet):
        click.echo(told.fault or told.closing, err=True)
    for path in told.written:
        click.echo(path.as_posix())


def _folder(out: Path | None, project: Path, *, alone: bool) -> Path:
    if out is None:
        return Path("outputs") / project.resolve().name
    return out if alone else out / project.resolve().name
