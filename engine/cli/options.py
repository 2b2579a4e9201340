"""Options and arguments that several verbs share."""

import re
from collections.abc import Callable
from datetime import date
from functools import wraps
from pathlib import Path
from typing import Any, TypeVar

import click
from click.shell_completion import CompletionItem

from engine.cli.command import (
    argument,
    language_option,
    option,
    quiet_option,
    verbose_option,
)
from engine.cli.output import FailOn, print_into
from engine.cli.words import spoken, word
from engine.lazy import lazy_pattern
from engine.messages import reason_of
from engine.options import ENGINES
from engine.trees import content_of

_MASTER = lazy_pattern(r"local(\[(\d+|\*)(, ?\d+)?\])?|(spark|sc)://[^\s/]+.*")
F = TypeVar("F", bound=Callable[..., Any])

paths = argument("paths", nargs=-1, metavar="paths", type=click.Path(path_type=Path))
language = language_option(exposed=True)
quiet = quiet_option(exposed=True)
verbose = verbose_option(exposed=True)


def together(*options: Callable[[F], F]) -> Callable[[F], F]:
    """Several options that belong together, in the order in which help lists them."""

    def all_of(function: F) -> F:
        for each in reversed(options):
            function = each(function)
        return function

    return all_of


def fail_on(function: F) -> F:
    """`--fail-on LEVEL`."""
    return option(
        "--fail-on", type=click.Choice([level.value for level in FailOn]), default="error",
        show_default=True, metavar="level",
        help="fail-on",
    )(function)  # fmt: skip


def formats(*names: str, default: str | None = None) -> Callable[[F], F]:
    """`--format NAME` with exactly one of the names."""
    return option(
        "--format", "format_", type=click.Choice(names), default=default or names[0],
        show_default=True, metavar="|".join(names), help="format",
    )  # fmt: skip


def data_dir(help: str) -> Callable[[F], F]:
    """`--data FOLDER`: where the tables lie, if not beside the specs."""
    return option(
        "--data", "data_dir", type=click.Path(path_type=Path, exists=True, file_okay=False),
        metavar="folder", help=help,
    )  # fmt: skip


def audience_of(default: str) -> Callable[[F], F]:
    """`--audience`: what leaves is external, what the department itself looks into internal."""
    return option(
        "--audience", type=click.Choice(["external", "internal"]), default=default,
        show_default=True, metavar="external|internal",
        help="audience",
    )  # fmt: skip


audience = audience_of("external")


def output(function: F) -> F:
    """`--output FILE`: what the verb prints goes into a file, whole or not at all, as UTF-8
    whatever the shell; the file's name is printed instead. `-` is stdout, as elsewhere."""

    @wraps(function)
    def written(*args: Any, output: Path | None, **given: Any) -> Any:
        if output is None or output == Path("-"):
            return function(*args, **given)
        if given.get("watch"):
            raise click.UsageError(word("options.output-and-watch"))
        is_text = given.get("format_") not in ("docx", "xlsx", "pdf")
        return print_into(output, lambda: function(*args, **given), is_text=is_text)

    return option(
        "--output", type=click.Path(path_type=Path, dir_okay=False), metavar="file",
        help="output",
    )(written)  # type: ignore[return-value]  # fmt: skip


def power(function: F) -> F:
    """`--engine NAME` and `--master ADDRESS`; a spec may name an engine, never an address."""
    asked = option(
        "--engine", type=click.Choice(ENGINES), metavar="|".join(ENGINES),
        help="engine",
    )(function)  # fmt: skip
    return option(
        "--master", metavar="address", envvar="ROADMAP_SPARK_MASTER", type=MasterType(),
        help="master",
    )(asked)  # fmt: skip


class MasterType(click.ParamType[str]):
    """An address of Spark."""

    name = "ADDRESS"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> str:
        """The address as given; refused where it is no address of Spark."""
        text = str(value)
        if not _MASTER.fullmatch(text):
            self.fail(word("options.no-master", text=text), param, ctx)
        return text


class DayType(click.ParamType[date]):
    """A day as 2022-06-01 or 01.06.2022."""

    name = "DATE"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> date:
        """The day, written 2022-06-01 or 01.06.2022; refused where no calendar has it."""
        if isinstance(value, date):
            return value
        text = str(value)
        parts = text.split(".") if "." in text else text.split("-")[::-1]
        try:
            if not all(re.fullmatch("[0-9]+", part) for part in parts):
                raise ValueError(text)
            day, month, year = map(int, parts)
            return date(year, month, day)
        except ValueError:
            self.fail(word("options.no-date", text=text), param, ctx)


def as_of(function: F) -> F:
    """`--as-of DATE`, today by default; the clock is read here and nowhere else."""
    return option(
        "--as-of", type=DayType(), default=lambda: date.today(), metavar="date",
        help="as-of",
    )(function)  # fmt: skip


class RowsType(click.ParamType[int]):
    """How many rows or cells are told: a number, or all."""

    name = "ROWS"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> int:
        """The number; of all one that no table reaches."""
        text = str(value)
        if text == "all":
            return ALL_ROWS
        if not text.isascii() or not text.isdigit() or not 0 < int(text) <= ALL_ROWS:
            self.fail(word("options.no-rows", text=text), param, ctx)
        return int(text)

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> list[CompletionItem]:
        """«all»."""
        return [CompletionItem("all")] if "all".startswith(incomplete) else []


ALL_ROWS = (1 << 31) - 1


def rows(default: int) -> Callable[[F], F]:
    """`--rows NUMBER|all`."""
    return option(
        "--rows", type=RowsType(), default=default, show_default=True, metavar="number|all",
        help="rows",
    )  # fmt: skip


class LetterheadType(click.ParamType[bytes]):
    """A Word file behind whose words a paper is written, checked before any work."""

    name = "FILE"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> bytes:
        """The bytes of the file; refused where no paper can be put into it."""
        if isinstance(value, bytes):
            return value
        from engine.reports.word import NotALetterhead, Paper

        path = Path(str(value))
        try:
            content = content_of(path)
            Paper(letterhead=content).content()
        except FileNotFoundError:
            self.fail(word("inputs.no-path", path=path.as_posix()), param, ctx)
        except OSError as error:
            reason = reason_of(error, spoken(), reading=True)
            self.fail(word("inputs.not-read", path=path.as_posix(), reason=reason), param, ctx)
        except NotALetterhead:
            self.fail(word("options.no-letterhead", path=path.as_posix()), param, ctx)
        return content


letterhead = option("--letterhead", type=LetterheadType(), metavar="file", help="letterhead")
