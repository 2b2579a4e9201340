"""The entry point: a lazy group of verbs, and the one place where exceptions end."""

import atexit
import errno
import gc
import io
import os
import sys
import traceback
from contextlib import suppress
from importlib import import_module
from typing import NoReturn

import click

from engine.cli.defects import ending
from engine.cli.exits import Exit
from engine.cli.output import say
from engine.cli.russian import RussianCommand, RussianHelp
from engine.cli.verbs import VERBS


class Verbs(RussianHelp, click.Group):
    """Imports the module of a verb when the verb is called, and nothing for `--help`."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return [verb.name for verb in VERBS]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        module = next((verb.module for verb in VERBS if verb.name == cmd_name), None)
        if module is None:
            return None
        command: click.Command = import_module(module).command
        return command

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except BrokenPipeError:
            ctx.exit(Exit.FINE)  # whoever read our output has gone: click would end with 1

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Команды"):
            formatter.write_dl([(verb.name, verb.summary) for verb in VERBS])


def _show_version(ctx: click.Context, _: click.Parameter, asked: bool) -> None:
    if asked and not ctx.resilient_parsing:
        from engine import __version__

        say(f"roadmap {__version__}")
        ctx.exit()


@click.group(
    cls=Verbs,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Начните с примера: roadmap evaluate specs/dyatkovo-2021 --as-of 2022-06-01",
)
@click.option(
    "--version", is_flag=True, is_eager=True, expose_value=False, callback=_show_version,
    help="Показать версию и выйти.",
)  # fmt: skip
def roadmap() -> None:
    """Дорожные карты качества образования: проверка, порядок работ, оценка, отчёт.

    Коды завершения: 0 — всё в порядке; 1 — есть ошибки или вердикты, о которых просил --fail-on;
    2 — входные данные или команду нельзя использовать; 3 — дефект самой программы.
    """


def main(arguments: list[str] | None = None) -> NoReturn:
    """Run `roadmap`; every way out of the program goes through here."""
    _speak_utf8()
    if arguments is None:
        _own_the_process()
    try:
        ended = roadmap.main(args=arguments, prog_name="roadmap", standalone_mode=False)
        code = ended if isinstance(ended, int) else Exit.FINE
    except BaseException as problem:  # panics of libraries in other languages are no Exception
        code = _told(problem)
    _leave(code)


def _told(problem: BaseException) -> int:
    """Say what was raised, and give its exit code."""
    if os.environ.get("ROADMAP_DEBUG") and not isinstance(problem, SystemExit):
        traceback.print_exception(problem)
    code, sentence = ending(problem)
    if sentence:
        say(sentence, err=True)
    return code


def _leave(code: int) -> NoReturn:
    """End the process; what could not be printed is told, and a closed pipe is left alone."""
    try:
        sys.stdout.flush()
    except OSError as problem:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = max(code, _told(problem))
    with suppress(OSError):
        sys.stderr.flush()
    sys.exit(int(code))


class _Closed(io.TextIOBase):
    """Stands for a stdout that the shell closed: printing is refused, not lost in silence."""

    def write(self, text: str) -> int:
        raise OSError(errno.EBADF, "вывод закрыт")


def _own_the_process() -> None:
    """One verb makes many values and hardly a circle: looking for circles is a sixth of its time.

    Look only after a million new objects, and not at the end.
    """
    gc.set_threshold(1_000_000)
    atexit.register(gc.freeze)


def _speak_utf8() -> None:
    if sys.stdout is None:
        sys.stdout = _Closed()
    if sys.stderr is None:
        sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115 (for the whole run)
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="replace")


__all__ = ["RussianCommand", "main", "roadmap"]
