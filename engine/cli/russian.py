"""Click in Russian: headings of help, and what was wrong with a command line."""

from difflib import get_close_matches

import click

_HEADINGS = {"Options": "Параметры", "Commands": "Команды"}


class RussianFormatter(click.HelpFormatter):
    """Writes the headings of click's help in Russian."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        arguments = args.replace("[OPTIONS]", "[ПАРАМЕТРЫ]").replace(
            "COMMAND [ARGS]...", "КОМАНДА [АРГУМЕНТЫ]…"
        )
        super().write_usage(prog, arguments, prefix or "Использование: ")

    def write_heading(self, heading: str) -> None:
        super().write_heading(_HEADINGS.get(heading, heading))


class RussianContext(click.Context):
    """A context whose help is formatted in Russian."""

    formatter_class = RussianFormatter


class RussianHelp(click.Command):
    """A command with Russian help; examples given with \\b keep their lines."""

    context_class = RussianContext

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """The option `--help`, its help in Russian."""
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = "Показать эту справку и выйти."
        return option


class RussianCommand(RussianHelp):
    """A verb: `@click.command(cls=RussianCommand)`."""


class RussianGroup(RussianHelp, click.Group):
    """A verb with verbs of its own: `roadmap new project`."""


def usage_problem(problem: click.ClickException) -> str:
    """One clear Russian sentence about a wrong command line, and where to read more."""
    context = getattr(problem, "ctx", None)
    where = context.command_path if context else "roadmap"
    return f"Ошибка: {_sentence(problem)}\nСправка: {where} --help"


def _sentence(problem: click.ClickException) -> str:
    match problem:
        case click.NoSuchOption():
            return f"нет параметра «{problem.option_name}»{_hint(problem.possibilities or ())}."
        case click.MissingParameter():
            return f"не задан {_parameter(problem)}."
        case click.BadOptionUsage():
            return f"параметру «{problem.option_name}» нужно значение."
        case click.BadParameter():
            return f"{_parameter(problem)}: {_reworded(problem)}"
        case click.UsageError():
            return _unknown_verb(problem) or problem.message
        case _:
            return problem.message


def _parameter(problem: click.BadParameter) -> str:
    hint = problem.param_hint or (problem.param and problem.param.get_error_hint(problem.ctx))
    name = hint if isinstance(hint, str) else " / ".join(hint or ("аргумент",))
    return f"параметр {name}".replace("'", "")


def _reworded(problem: click.BadParameter) -> str:
    """Click's own sentences about choices and paths in Russian; ours pass as they are."""
    parameter = problem.param.type if problem.param else None
    if isinstance(parameter, click.Choice) and " is not " in problem.message:
        return f"допустимы значения {', '.join(map(str, parameter.choices))}."
    if "does not exist" in problem.message:
        return f"такого файла или папки нет: {problem.message.split(chr(39))[1]}."
    return problem.message


def _unknown_verb(problem: click.UsageError) -> str | None:
    if not problem.message.startswith("No such command"):
        if problem.message.startswith("Got unexpected extra argument"):
            return f"лишний аргумент: {problem.message.partition('(')[2].rstrip(').')}."
        return "не задана команда." if problem.message.startswith("Missing command") else None
    name = problem.message.split("'")[1]
    known = problem.ctx.command.list_commands(problem.ctx) if problem.ctx else []  # type: ignore[attr-defined]
    return f"нет команды «{name}»{_hint(get_close_matches(name, known))}."


def _hint(possibilities: object) -> str:
    names = ", ".join(f"«{name}»" for name in possibilities)  # type: ignore[attr-defined]
    return f"; возможно, вы имели в виду {names}" if names else ""


__all__ = ["RussianCommand", "RussianGroup", "RussianHelp", "usage_problem"]
