"""The entry point: a lazy group of verbs, and the one place where exceptions end.

The verbs, written out: name, module, one line of help. Modules are imported when called.
"""

import atexit
import errno
import gc
import io
import os
import sys
import traceback
from contextlib import suppress
from dataclasses import dataclass
from importlib import import_module
from typing import NoReturn

import click

from engine.cli.output import Exit, ending, say
from engine.cli.russian import RussianCommand, RussianHelp
from engine.cli.settings import settings


@dataclass(frozen=True, slots=True)
class Verb:
    """A command of `roadmap`; `module` holds a click command named `command`."""

    name: str
    module: str
    summary: str


VERBS: tuple[Verb, ...] = (
    Verb("validate", "engine.cli.verbs.validate", "проверить дорожные карты: схема, ссылки, типы"),
    Verb("lint", "engine.cli.verbs.lint", "проверить сами документы: сроки, порядок, номера, цикл"),
    Verb(
        "evaluate", "engine.cli.verbs.evaluate", "оценить показатели по таблицам и составить отчёт"
    ),
    Verb("serve", "engine.cli.verbs.serve", "открыть рабочее место в браузере, без терминала"),
    Verb("test", "engine.cli.verbs.test", "проверить правила на примерах из YAML"),
    Verb("plan", "engine.cli.verbs.plan", "порядок мероприятий по циклу, даты и противоречия"),
    Verb("graph", "engine.cli.verbs.graph", "граф зависимостей: svg, mermaid, dot, json"),
    Verb("lineage", "engine.cli.verbs.lineage", "откуда берутся цифры и кого заденет перемена"),
    Verb("docs", "engine.cli.verbs.docs", "сайт о проекте из его файлов, открывается с диска"),
    Verb("explain", "engine.cli.verbs.explain", "объяснить вердикт показателя или код замечания"),
    Verb("show", "engine.cli.verbs.show", "показать, как программа прочитала дорожные карты"),
    Verb("import", "engine.cli.verbs.import_", "прочитать приказ из Word и записать его картами"),
    Verb("accept", "engine.cli.verbs.accept", "принять то, что предложил импорт"),
    Verb("new", "engine.cli.verbs.new", "завести проект, дорожную карту или правило"),
    Verb("fmt", "engine.cli.verbs.fmt", "записать файлы единообразно, сохранив пояснения"),
    Verb("migrate", "engine.cli.verbs.migrate", "перевести файлы прежней версии формата в новую"),
    Verb("git", "engine.cli.verbs.git", "показывать правки в git по смыслу"),
    Verb("diff", "engine.cli.verbs.diff", "сравнить две версии: что стало строже, что слабее"),
    Verb(
        "compare",
        "engine.cli.verbs.compare",
        "сравнить два прогона: чей вердикт изменился и почему",
    ),
    Verb("schedule", "engine.cli.verbs.schedule", "разобрать срок, записанный словами"),
    Verb("completion", "engine.cli.verbs.completion", "дополнение команд по Tab: bash, zsh, fish"),
    Verb("data", "engine.cli.verbs.data", "помощь с таблицами: describe, check, preview"),
    Verb("schema", "engine.cli.verbs.schema", "схемы файлов для подсказок в редакторе"),
    Verb("config", "engine.cli.verbs.config", "какие настройки действуют и откуда они"),
    Verb("doctor", "engine.cli.verbs.doctor", "проверить саму программу: версии, права, место"),
)


class Verbs(RussianHelp, click.Group):
    """Imports the module of a verb when the verb is called, and nothing for `--help`."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return [verb.name for verb in VERBS]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        module = next((verb.module for verb in VERBS if verb.name == cmd_name), None)
        if module is None:
            return None
        command: click.Command = import_module(module).command
        if cmd_name not in _WITHOUT_SETTINGS:
            _set(command, settings().parameters)
        return command

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except BrokenPipeError:
            ctx.exit(Exit.FINE)  # whoever read our output has gone: click would end with 1

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Команды"):
            formatter.write_dl([(verb.name, verb.summary) for verb in VERBS])


_WITHOUT_SETTINGS = frozenset({"git", "completion", "config", "doctor"})
"""Verbs that run where nobody can mend the file of settings, or that look into it themselves."""


def _set(command: click.Command, values: dict[str, object]) -> None:
    """What the settings of the folder say stands for options that are not given."""
    below = command.commands if isinstance(command, click.Group) else {}
    command.context_settings["default_map"] = values | dict.fromkeys(below, values)


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
