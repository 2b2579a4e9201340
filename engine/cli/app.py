"""The entry point: a lazy group of verbs, and the one place where exceptions end.

The verbs, written out: name and module. Modules are imported when called.
"""

import atexit
import errno
import gc
import io
import os
import signal
import sys
import traceback
from importlib import import_module
from types import FrameType
from typing import NoReturn, TextIO

import click

from engine import __version__
from engine.classes import dataclass
from engine.cli import colours
from engine.cli.command import Group, option
from engine.cli.output import Exit, Stopped, ending, say
from engine.cli.settings import held
from engine.cli.words import listen, prefer, word


@dataclass(frozen=True, slots=True)
class Verb:
    """A command of `roadmap`; `module` holds a click command named `command`."""

    name: str
    module: str


VERBS: tuple[Verb, ...] = (
    Verb("validate", "engine.cli.verbs.validate"),
    Verb("lint", "engine.cli.verbs.lint"),
    Verb("evaluate", "engine.cli.verbs.evaluate"),
    Verb("verify", "engine.cli.verbs.verify"),
    Verb("serve", "engine.cli.verbs.serve"),
    Verb("push", "engine.cli.verbs.push"),
    Verb("test", "engine.cli.verbs.test"),
    Verb("plan", "engine.cli.verbs.plan"),
    Verb("graph", "engine.cli.verbs.graph"),
    Verb("lineage", "engine.cli.verbs.lineage"),
    Verb("docs", "engine.cli.verbs.docs"),
    Verb("explain", "engine.cli.verbs.explain"),
    Verb("show", "engine.cli.verbs.show"),
    Verb("import", "engine.cli.verbs.import_"),
    Verb("accept", "engine.cli.verbs.accept"),
    Verb("forms", "engine.cli.verbs.forms"),
    Verb("letters", "engine.cli.verbs.letters"),
    Verb("new", "engine.cli.verbs.new"),
    Verb("fmt", "engine.cli.verbs.fmt"),
    Verb("migrate", "engine.cli.verbs.migrate"),
    Verb("git", "engine.cli.verbs.git"),
    Verb("diff", "engine.cli.verbs.diff"),
    Verb("compare", "engine.cli.verbs.compare"),
    Verb("baseline", "engine.cli.verbs.baseline"),
    Verb("schedule", "engine.cli.verbs.schedule"),
    Verb("completion", "engine.cli.verbs.completion"),
    Verb("data", "engine.cli.verbs.data"),
    Verb("schema", "engine.cli.verbs.schema"),
    Verb("config", "engine.cli.verbs.config"),
    Verb("doctor", "engine.cli.verbs.doctor"),
    Verb("lsp", "engine.cli.verbs.lsp"),
)


class Verbs(Group):
    """Imports the module of a verb when the verb is called, and nothing for `--help`."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return [verb.name for verb in VERBS]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        module = next((verb.module for verb in VERBS if verb.name == cmd_name), None)
        if module is None:
            return None
        command: click.Command = import_module(module).command
        if cmd_name not in _WITHOUT_SETTINGS:
            values = held().parameters
            prefer(str(values.pop("lang", "")))
            _set(command, values)
        return command

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except BrokenPipeError:
            ctx.exit(Exit.FINE)  # whoever read our output has gone: click would end with 1

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section(word("help.commands")):
            formatter.write_dl([(verb.name, word(f"summary.{verb.name}")) for verb in VERBS])


_WITHOUT_SETTINGS = frozenset({"git", "completion", "config", "doctor"})
"""Verbs that run where nobody can mend the file of settings, or that look into it themselves."""


def _set(command: click.Command, values: dict[str, object]) -> None:
    """What the settings of the folder say stands for options that are not given."""
    below = command.commands if isinstance(command, click.Group) else {}
    command.context_settings["default_map"] = values | dict.fromkeys(below, values)


def _show_version(ctx: click.Context, _: click.Parameter, asked: bool) -> None:
    if asked and not ctx.resilient_parsing:
        say(f"roadmap {__version__}")
        ctx.exit()


@click.group(
    cls=Verbs,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    help="roadmap.verb",
    epilog="roadmap.epilog",
)
@option(
    "--version", is_flag=True, is_eager=True, expose_value=False, callback=_show_version,
    help="version",
)  # fmt: skip
def roadmap() -> None:
    """The verbs; the language is known before the first of them is asked."""


def main(arguments: list[str] | None = None) -> NoReturn:
    """Run `roadmap`; every way out of the program goes through here."""
    _speak_utf8()
    listen(sys.argv[1:] if arguments is None else arguments)
    colours.ask_for("auto")
    if "_ROADMAP_COMPLETE" in os.environ:
        import_module("engine.cli.verbs.completion")  # it knows one shell more than click
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
    code, sentence = ending(problem)
    try:
        if os.environ.get("ROADMAP_DEBUG") and not isinstance(problem, SystemExit):
            traceback.print_exception(problem)
        if sentence:
            say(sentence, err=True)
    except OSError:  # nowhere is left to say it: the exit code alone tells
        _discard(sys.stderr)
    return code


def _discard(stream: TextIO) -> None:
    """Let what waits in a stream that takes nothing more go nowhere: Python would end with a code
    of its own."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def _leave(code: int) -> NoReturn:
    """End the process; what could not be printed is told, and a closed pipe is left alone."""
    try:
        if not sys.stdout.closed:  # a server of editors closes what it was told through
            sys.stdout.flush()
    except OSError as problem:
        _discard(sys.stdout)
        code = max(code, _told(problem))
    try:
        sys.stderr.flush()
    except OSError as problem:
        _discard(sys.stderr)
        code = max(code, ending(problem)[0])
    sys.exit(int(code))


class _Closed(io.TextIOBase):
    """Stands for a stdout that the shell closed: printing is refused, not lost in silence."""

    def write(self, text: str) -> int:
        raise OSError(errno.EBADF, word("ending.output-closed"))


def _own_the_process() -> None:
    """One verb makes many values and hardly a circle: looking for circles is a sixth of its time.

    Look only after a million new objects, and not at the end. A signal to end lets the process
    take its children along.
    """
    gc.set_threshold(1_000_000)
    atexit.register(gc.freeze)
    for name in ("SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) is signal.SIG_DFL:  # not under nohup
            signal.signal(number, _stop)


def _stop(number: int, _: FrameType | None) -> None:
    """End as Ctrl+C does, with children stopped and folders swept; asked once, that is enough."""
    signal.signal(number, signal.SIG_IGN)
    raise Stopped(number)


def _speak_utf8() -> None:
    if sys.stdout is None:
        sys.stdout = _Closed()
    if sys.stderr is None:
        sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115 (for the whole run)
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="replace")


__all__ = ["main", "roadmap"]
