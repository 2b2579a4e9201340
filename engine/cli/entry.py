"""The entry point: a lazy group of verbs, and the one place where exceptions end."""

import atexit
import gc
import os
import sys
from importlib import import_module
from typing import NoReturn

import click

from engine.cli.defects import defect_report
from engine.cli.exits import Exit
from engine.cli.russian import RussianCommand, RussianHelp, usage_problem
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

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Команды"):
            formatter.write_dl([(verb.name, verb.summary) for verb in VERBS])


def _show_version(ctx: click.Context, _: click.Parameter, asked: bool) -> None:
    if asked and not ctx.resilient_parsing:
        from engine import __version__

        click.echo(f"roadmap {__version__}")
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
        code = roadmap.main(args=arguments, prog_name="roadmap", standalone_mode=False)
        _leave(code if isinstance(code, int) else Exit.FINE)
    except click.exceptions.Exit as leaving:
        _leave(leaving.exit_code)
    except click.Abort:
        click.echo("Прервано.", err=True)
        _leave(Exit.UNUSABLE)
    except click.ClickException as problem:
        click.echo(usage_problem(problem), err=True)
        _leave(Exit.UNUSABLE)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        _leave(Exit.FINE)
    except Exception as defect:
        if os.environ.get("ROADMAP_DEBUG"):
            raise
        click.echo(defect_report(defect), err=True)
        _leave(Exit.DEFECT)


def _leave(code: int) -> NoReturn:
    sys.stdout.flush()
    sys.stderr.flush()
    sys.exit(int(code))


def _own_the_process() -> None:
    """One verb makes many values and hardly a circle: looking for circles is a sixth of its time.

    Look only after a million new objects, and not at the end.
    """
    gc.set_threshold(1_000_000)
    atexit.register(gc.freeze)


def _speak_utf8() -> None:
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="replace")


__all__ = ["RussianCommand", "main", "roadmap"]
