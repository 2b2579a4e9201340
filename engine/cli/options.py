"""Options and arguments that several verbs share."""

import re
from collections.abc import Callable
from datetime import date
from functools import wraps
from pathlib import Path
from typing import Any, TypeVar

import click

from engine.cli.output import FailOn, printed_into

_MASTER = re.compile(r"local(\[(\d+|\*)(, ?\d+)?\])?|(spark|sc)://[^\s/]+.*")
F = TypeVar("F", bound=Callable[..., Any])

paths = click.argument("paths", nargs=-1, metavar="[ПУТЬ]…", type=click.Path(path_type=Path))
language = click.option(
    "--lang", type=click.Choice(["ru", "en"]), default="ru", show_default=True,
    metavar="ru|en", help="Язык сообщений и отчёта.",
)  # fmt: skip
quiet = click.option("-q", "--quiet", is_flag=True, help="Только результат, без пояснений.")
verbose = click.option("-v", "--verbose", is_flag=True, help="Подробнее: почему и как исправить.")


def fail_on(function: F) -> F:
    """`--fail-on LEVEL`."""
    return click.option(
        "--fail-on", type=click.Choice([level.value for level in FailOn]), default="error",
        show_default=True, metavar="УРОВЕНЬ",
        help="С какого уровня завершаться кодом 1: error, not_met, no_data, indeterminate, "
        "not_measurable, warning, never.",
    )(function)  # fmt: skip


def formats(*names: str, default: str | None = None) -> Callable[[F], F]:
    """`--format NAME` with exactly one of the names."""
    return click.option(
        "--format", "format_", type=click.Choice(names), default=default or names[0],
        show_default=True, metavar="|".join(names), help="Вид результата.",
    )  # fmt: skip


def audience_of(default: str) -> Callable[[F], F]:
    """`--audience`: what leaves is external, what the department itself looks into internal."""
    return click.option(
        "--audience", type=click.Choice(["external", "internal"]), default=default,
        show_default=True, metavar="external|internal",
        help="Для кого: external скрывает малые группы, internal показывает их.",
    )  # fmt: skip


audience = audience_of("external")


def output(function: F) -> F:
    """`--output FILE`: what the verb prints goes into a file, whole or not at all, as UTF-8
    whatever the shell; the file's name is printed instead."""

    @wraps(function)
    def written(*args: Any, output: Path | None, **given: Any) -> Any:
        if output is None:
            return function(*args, **given)
        if given.get("watch"):
            raise click.UsageError("--output и --watch вместе не бывают: уберите одно из них.")
        with printed_into(output):
            return function(*args, **given)

    return click.option(
        "--output", type=click.Path(path_type=Path, dir_okay=False), metavar="ФАЙЛ",
        help="Записать результат в файл (UTF-8) вместо экрана.",
    )(written)  # type: ignore[return-value]  # fmt: skip


ENGINES = ("polars", "duckdb", "spark", "pandas")


def power(function: F) -> F:
    """`--engine NAME` and `--master ADDRESS`; a spec may name an engine, never an address."""
    asked = click.option(
        "--engine", type=click.Choice(ENGINES), metavar="|".join(ENGINES),
        help="Чем считать; по умолчанию — engine из project.yaml, иначе polars.",
    )(function)  # fmt: skip
    return click.option(
        "--master", metavar="АДРЕС", envvar="ROADMAP_SPARK_MASTER", type=MasterType(),
        help="Где работает Spark: local[2], spark://сервер:7077 или sc://сервер:15002; "
        "по умолчанию — на этой машине.",
    )(asked)  # fmt: skip


class MasterType(click.ParamType[str]):
    """An address of Spark."""

    name = "АДРЕС"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> str:
        """The address as given; refused where it is no address of Spark."""
        text = str(value)
        if not _MASTER.fullmatch(text):
            self.fail(
                f"«{text}» — не адрес Spark; напишите local[2], spark://сервер:7077 или "
                "sc://сервер:15002.", param, ctx,
            )  # fmt: skip
        return text


class DayType(click.ParamType[date]):
    """A day as 2022-06-01 or 01.06.2022."""

    name = "ДАТА"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> date:
        """The day, written 2022-06-01 or 01.06.2022; refused where no calendar has it."""
        if isinstance(value, date):
            return value
        text = str(value)
        parts = text.split(".") if "." in text else text.split("-")[::-1]
        try:
            day, month, year = (int(part) for part in parts)
            return date(year, month, day)
        except ValueError:
            self.fail(f"«{text}» — не дата; напишите, например, 2022-06-01.", param, ctx)


def as_of(function: F) -> F:
    """`--as-of DATE`, today by default; the clock is read here and nowhere else."""
    return click.option(
        "--as-of", type=DayType(), default=lambda: date.today(), metavar="ДАТА",
        help="На какую дату судить; по умолчанию — сегодня. Строки и документы позже неё не видны.",
    )(function)  # fmt: skip
