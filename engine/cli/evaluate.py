"""`roadmap evaluate`: the main job."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from engine.cli import options
from engine.cli.exits import Exit, FailOn, of_findings, of_verdicts
from engine.cli.loading import findings_text, places_of
from engine.cli.output import Talk, write_files
from engine.cli.projects import project_folders
from engine.cli.russian import RussianCommand

if TYPE_CHECKING:
    from engine.pipeline import Evaluated
    from engine.results.outcome import Outcome

FORMATS = ("html", "json", "md")


class FormatsType(click.ParamType[tuple[str, ...]]):
    """Names separated by commas: html,json,md."""

    name = "СПИСОК"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[str, ...]:
        if isinstance(value, tuple):
            return value
        names = tuple(dict.fromkeys(name.strip() for name in str(value).split(",")))
        unknown = [name for name in names if name not in FORMATS]
        if unknown:
            self.fail(f"нет вида «{unknown[0]}»; есть {', '.join(FORMATS)}.", param, ctx)
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
    help="Виды отчёта через запятую.",
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
    folders, code = project_folders(paths), int(Exit.FINE)
    for folder in folders:
        target = _folder(out, folder, alone=len(folders) == 1)
        wish = Wish(as_of, target, formats, data_dir, audience, FailOn(fail_on), lang)
        code = max(code, _evaluate(folder, wish, quiet=quiet, verbose=verbose))
    return code


@dataclass(frozen=True, slots=True)
class Wish:
    """What the command line asked for, the same for every project."""

    as_of: date
    out: Path
    formats: tuple[str, ...]
    data_dir: Path | None
    audience: str
    fail_on: FailOn
    lang: str


def _folder(out: Path | None, project: Path, *, alone: bool) -> Path:
    if out is None:
        return Path("outputs") / project.resolve().name
    return out if alone else out / project.resolve().name


def _evaluate(folder: Path, wish: Wish, *, quiet: bool, verbose: bool) -> int:
    from engine.pipeline import evaluate

    talk = Talk(quiet=quiet)
    done = evaluate(folder, as_of=wish.as_of, data_dir=wish.data_dir, progress=talk)
    talk.finish()
    if done.outcome is None:
        click.echo(findings_text(done.checked, wish.lang, verbose=verbose), err=True)
        return Exit.UNUSABLE
    files = _render(done, wish)
    written = write_files(wish.out, files)
    if not quiet:
        click.echo(_closing(done, wish, verbose=verbose), err=True)
    for path in written:
        click.echo(path.as_posix())
    return _exit_code(done.outcome, wish.fail_on)


def _render(done: "Evaluated", wish: Wish) -> dict[str, str | bytes]:
    """The reports by file name; each format is imported when it is asked for."""
    from engine.messages import Language, catalogue
    from engine.reports import render_all

    assert done.outcome is not None
    words, sources = catalogue(Language(wish.lang)), done.checked.loaded.sources
    rendered = render_all(wish.formats, done.outcome, sources, words, audience=wish.audience)
    return {f"report.{name}": text for name, text in rendered.items()}


def _closing(done: "Evaluated", wish: Wish, *, verbose: bool) -> str:
    from engine.messages import Language, catalogue
    from engine.reports.closing import closing_text

    assert done.outcome is not None
    words = catalogue(Language(wish.lang))
    return closing_text(done.outcome, places_of(done.checked), words, verbose=verbose)


def _exit_code(outcome: "Outcome", fail_on: FailOn) -> int:
    verdicts = (each.verdict.kind.value for each in outcome.judged)
    return max(of_findings(outcome.findings, fail_on), of_verdicts(verdicts, fail_on))
