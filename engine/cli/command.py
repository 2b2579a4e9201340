"""Commands of click that speak the language of the user: their help, and what was wrong.

A `help` is a key of the catalogue: `evaluate.out` is `help.evaluate.out`; a metavar `folder` is
`metavar.folder`. Click asks gettext for each sentence of its own: here it gets it from
engine/messages/click.ru.json, whose keys are click's English ones.
"""

import os
from collections.abc import Callable, Mapping
from decimal import Decimal
from time import monotonic
from typing import Any, TypeVar

import click
from click import core, exceptions, formatting, parser, termui, types
from click.exceptions import NoArgsIsHelpError, NoSuchCommand

from engine.cli import colours
from engine.cli.words import (
    OPTION,
    VARIABLE,
    detail,
    hush,
    is_detailed,
    known,
    speak,
    spoken,
    word,
)
from engine.messages import Language, plural_form, sentences_of_click

PROJECTS, SETTINGS_FILE = "roadmap.projects", "roadmap.settings-file"
"""Where a run keeps the names of what it works on."""
F = TypeVar("F", bound=Callable[..., Any])


def _gettext(message: str) -> str:
    forms = sentences_of_click(spoken()).get(message)
    return forms[0] if forms else message


def _ngettext(one: str, many: str, number: int) -> str:
    if forms := sentences_of_click(spoken()).get(one):
        return plural_form(number, forms, spoken())
    return one if number == 1 else many


for _module in (core, exceptions, formatting, parser, termui, types):
    for _name, _ours in (("_", _gettext), ("ngettext", _ngettext)):
        if hasattr(_module, _name):
            setattr(_module, _name, _ours)


class _Spoken:
    """An attribute that is set to a key and is read as the words of the key."""

    def __init__(self, group: str) -> None:
        self._group = group

    def __set_name__(self, owner: type, name: str) -> None:
        self._name = name

    def __get__(self, owner: object, _: type | None = None) -> Any:
        key = vars(owner).get(self._name)
        return known(self._group, key, **vars(owner).get("names", {})) if key else key

    def __set__(self, owner: object, key: str | None) -> None:
        vars(owner)[self._name] = key


class Option(click.Option):
    """An option whose help and metavar are keys; `names` fill the holes of the help."""

    def __init__(self, *args: Any, names: Mapping[str, str] | None = None, **given: Any) -> None:
        self.names = names or {}
        super().__init__(*args, **given)

    help: Any = _Spoken("help")
    metavar: Any = _Spoken("metavar")

    def get_error_hint(self, ctx: click.Context | None) -> str:
        """The option by its names, without quotes."""
        return super().get_error_hint(ctx).replace("'", "")

    def make_metavar(self, ctx: click.Context) -> str:
        """The metavar; that of a type of click or of ours by the name of the type."""
        shown = super().make_metavar(ctx)
        return known("metavar", shown.lower(), shown)


class Argument(click.Argument):
    """An argument whose metavar is a key."""

    metavar: Any = _Spoken("metavar")

    def get_error_hint(self, ctx: click.Context | None) -> str:
        """The argument by its metavar, without quotes."""
        return super().get_error_hint(ctx).replace("'", "")


def option(*names: str, **given: Any) -> Callable[[F], F]:
    """`click.option` whose help and metavar are keys."""
    return click.option(*names, cls=Option, **given)


def argument(*names: str, **given: Any) -> Callable[[F], F]:
    """`click.argument` whose metavar is a key."""
    return click.argument(*names, cls=Argument, **given)


def _chosen(_: click.Context, __: click.Parameter, language: str | None) -> str:
    """The language that is spoken from here on: the option's, else what was heard before."""
    if language is not None:
        speak(language)
    elif (asked := os.environ.get(VARIABLE, "")) not in ("", *Language):
        known = ", ".join(Language)
        raise click.UsageError(
            word("usage.no-language", variable=VARIABLE, asked=asked, known=known)
        )
    return spoken().value


def language_option(*, exposed: bool) -> Callable[[F], F]:
    """`--lang`; the language that is spoken where it is not given."""
    return option(
        OPTION, type=click.Choice([language.value for language in Language]), is_eager=True,
        metavar="ru|en", help="lang", callback=_chosen, expose_value=exposed,
    )  # fmt: skip


def _coloured(_: click.Context, __: click.Parameter, mode: str | None) -> None:
    """Colours as the option asks; where it is not given, as was asked before the verb."""
    if mode is not None:
        colours.ask_for(mode)


def colour_option(function: F) -> F:
    """`--color auto|always|never`."""
    return option(
        "--color", type=click.Choice(colours.MODES), is_eager=True, metavar="|".join(colours.MODES),
        help="color", callback=_coloured, expose_value=False,
    )(function)  # fmt: skip


def _heard(listener: Callable[[bool], None]) -> Callable[..., bool]:
    def hear(_: click.Context, __: click.Parameter, asked: bool) -> bool:
        listener(asked)
        return asked

    return hear


def quiet_option(*, exposed: bool) -> Callable[[F], F]:
    """`-q`: the result alone, and what went wrong."""
    return option(
        "-q", "--quiet", is_flag=True, help="quiet", callback=_heard(hush), expose_value=exposed
    )


def verbose_option(*, exposed: bool) -> Callable[[F], F]:
    """`-v`: more. A verb that has nothing more of its own tells what it worked on and how long."""
    return option(
        "-v", "--verbose", is_flag=True, help="verbose" if exposed else "verbose-of-run",
        callback=_heard(detail), expose_value=exposed,
    )  # fmt: skip


class _Formatter(click.HelpFormatter):
    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        super().write_usage(prog, args, prefix or f"{word('usage.prefix')} ")


class _Context(click.Context):
    formatter_class = _Formatter


class Command(click.Command):
    """A verb: its help is a key, and every one of them takes `--lang`."""

    context_class = _Context
    help: Any = _Spoken("help")
    epilog: Any = _Spoken("help")

    def __init__(self, *args: Any, **given: Any) -> None:
        super().__init__(*args, **given)
        if not any(OPTION in param.opts for param in self.params):
            language_option(exposed=False)(self)
        colour_option(self)
        self._tells_of_run = False
        if not isinstance(self, click.Group):
            self._add_talk()
        self.options_metavar = "options"

    def _add_talk(self) -> None:
        """`-q` and `-v` where the verb does not read them itself."""
        names = {name for param in self.params for name in param.opts}
        if "--quiet" not in names:
            quiet_option(exposed=False)(self)
        if "--verbose" not in names:
            self._tells_of_run = True
            verbose_option(exposed=False)(self)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the verb; with `-v` say afterwards what it worked on and how long it took."""
        since = monotonic()
        try:
            return super().invoke(ctx)
        finally:
            if self._tells_of_run and is_detailed():
                seconds = f"{monotonic() - since:.1f}"
                told = {"command": ctx.command_path, "seconds": Decimal(seconds)}
                where = {"projects": ctx.meta.get(PROJECTS), "file": ctx.meta.get(SETTINGS_FILE)}
                click.echo(word("verbose.ran", **told, **where), err=True)

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:
        """What stands after the name of the command, in the words of the language."""
        return [known("metavar", piece) for piece in super().collect_usage_pieces(ctx)]

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """The option `--help`, with its help in the language."""
        found = super().get_help_option(ctx)
        if found is not None:
            found.help = word("help.help")
        return found


class Group(Command, click.Group):
    """A verb with verbs of its own: `roadmap new project`."""

    def __init__(self, *args: Any, **given: Any) -> None:
        super().__init__(*args, **given)
        self.subcommand_metavar = "command"

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The verb that is called; one that is near is named where there is none."""
        try:
            return super().resolve_command(ctx, args)
        except NoSuchCommand as problem:
            known = self.list_commands(ctx)
            raise NoSuchCommand(problem.command_name, possibilities=known, ctx=ctx) from problem


def usage_problem(problem: click.ClickException) -> str:
    """What was wrong with a command line, in a sentence, and where to read more; the help where a
    verb of several was called without one."""
    if isinstance(problem, NoArgsIsHelpError):
        return problem.message
    context = getattr(problem, "ctx", None)
    return word(
        "usage.problem",
        sentence=problem.format_message(),
        command=context.command_path if context else "roadmap",
    )


__all__ = ["Argument", "Command", "Group", "Option", "argument", "language_option", "option",
           "usage_problem"]  # fmt: skip
