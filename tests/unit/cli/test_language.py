"""`--lang en` and ROADMAP_LANG: the help, what is wrong with a command line, and click's own words.

Every verb in English on a project in English: tests/unit/cli/test_english.py.
"""

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from engine.cli import app
from engine.cli.app import roadmap
from engine.cli.command import Command, Option
from engine.messages import Language, commands, sentences_of_click
from tests.running import run

CYRILLIC = re.compile(r"[А-Яа-яЁё]")


def all_commands(
    command: click.Command = roadmap, path: tuple[str, ...] = ()
) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    """Every verb by its words on the command line, the program itself first."""
    yield path, command
    if isinstance(command, click.Group):
        context = click.Context(command)
        for name in command.list_commands(context):
            inner = command.get_command(context, name)
            assert inner is not None
            yield from all_commands(inner, (*path, name))


EVERY = tuple(all_commands())
NAMES = [" ".join(path) or "roadmap" for path, _ in EVERY]


@pytest.mark.parametrize(("path", "command"), EVERY, ids=NAMES)
def test_the_help_of_every_verb_is_in_the_language_that_is_asked_for(
    path: tuple[str, ...], command: click.Command
) -> None:
    english, russian = run("--lang", "en", *path, "--help"), run(*path, "--help")
    assert (english.code, russian.code) == (0, 0)
    assert CYRILLIC.findall(english.out) == []
    assert english.out.startswith("Usage: roadmap")
    assert russian.out.startswith("Использование: roadmap")
    assert not re.search(r"\b(Usage|Options|default|Show|TEXT|FILE|FOLDER)\b", russian.out)


@pytest.mark.parametrize(("path", "command"), EVERY, ids=NAMES)
def test_every_help_is_a_key_of_the_catalogue(
    path: tuple[str, ...], command: click.Command
) -> None:
    assert isinstance(command, Command), "its words come from the catalogue"
    words, keys = commands(Language.RU), [vars(command)["help"]]
    for param in command.params:
        if not isinstance(param, click.Argument):
            assert isinstance(param, Option), f"{param.name}: use engine.cli.command.option"
            keys.append(vars(param)["help"])
    assert [key for key in keys if not words.has(f"help.{key}")] == []


def test_every_verb_has_a_line_in_the_list_of_verbs() -> None:
    out = run("--help").out
    for path, _ in EVERY[1:]:
        if len(path) == 1:
            assert re.search(rf"^  {path[0]} +\S", out, re.MULTILINE)


@pytest.mark.parametrize("line", ["--lang en validat", "validate --lang en --fromat x",
                                  "validate --fromat x --lang=en"])  # fmt: skip
def test_the_language_is_known_before_a_mistake_that_stands_before_it(line: str) -> None:
    done = run(*line.split())
    assert done.code == 2
    assert done.err.startswith("Error: No such ")
    assert CYRILLIC.findall(done.err) == []


def test_what_follows_two_hyphens_chooses_no_language() -> None:
    assert run("validate", "--", "--lang", "en").err.startswith("Ошибка: ")


def test_the_variable_chooses_where_the_option_does_not(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ROADMAP_LANG", "en")
    assert run("validat").err.startswith("Error: ")
    assert run("validat", "--lang", "ru").err.startswith("Ошибка: ")
    assert run("--lang", "ru", "validate", "none").err.startswith("Ошибка: ")


def test_a_language_that_is_not_ours_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "допустимы 'ru', 'en'" in run("validate", "--lang", "de").err
    monkeypatch.setenv("ROADMAP_LANG", "de")
    done = run("validate")
    assert (done.code, "ROADMAP_LANG=de: такого языка нет" in done.err) == (2, True)


MISTAKES = (
    ("evalute", "нет команды «evalute». Возможно, вы имели в виду одно из: 'evaluate', 'validate'?",
     "No such command 'evalute'. (Did you mean one of: 'evaluate', 'validate'?)"),
    ("new projec", "нет команды «projec». Возможно, вы имели в виду 'project'?",
     "No such command 'projec'. Did you mean 'project'?"),
    ("validate --fromat x", "нет параметра «--fromat». Возможно, вы имели в виду '--format'?",
     "No such option '--fromat'. Did you mean '--format'?"),
    ("schedule", "не задан аргумент ФРАЗА.", "Missing argument PHRASE."),
    ("schema a b", "лишний аргумент: b.", "Got unexpected extra argument (b)"),
    ("schema a b c", "лишние аргументы: b c.", "Got unexpected extra arguments (b c)"),
    ("validate --quiet=1", "параметр «--quiet» пишется без значения.",
     "Option '--quiet' does not take a value."),
    ("validate --format", "параметру «--format» нужно значение.",
     "Option '--format' requires an argument."),
    ("validate --format xml",
     "параметр --format: «xml» не подходит: допустимы 'text', 'json', 'sarif', 'junit', 'github', "
     "'gitlab', 'csv', 'jsonl', 'xlsx'.",
     "Invalid value for --format: 'xml' is not one of 'text', 'json', 'sarif', 'junit', 'github', "
     "'gitlab', 'csv', 'jsonl', 'xlsx'."),
    ("evaluate --jobs x", "параметр --jobs: «x» — не число.",
     "Invalid value for --jobs: 'x' is not a valid integer range."),
    ("evaluate --jobs 0", "параметр --jobs: 0 вне границ x>=1.",
     "Invalid value for --jobs: 0 is not in the range x>=1."),
    ("data describe none", "параметр ФАЙЛ…: такого файла или папки нет: none.",
     "Invalid value for FILE…: File 'none' does not exist."),
    ("data describe .", "параметр ФАЙЛ…: здесь нужен файл, а это папка: ..",
     "Invalid value for FILE…: File '.' is a directory."),
)  # fmt: skip


@pytest.mark.parametrize(
    ("line", "russian", "english"), MISTAKES, ids=[mistake[0] for mistake in MISTAKES]
)
def test_a_mistake_on_the_command_line_is_told_in_either_language(
    line: str, russian: str, english: str
) -> None:
    assert run(*line.split()).err.splitlines()[0] == f"Ошибка: {russian}"
    assert run("--lang", "en", *line.split()).err.splitlines()[0] == f"Error: {english}"


def test_a_verb_of_several_called_alone_shows_its_help() -> None:
    done = run("--lang", "en", "new")
    assert (done.code, done.err.startswith("Usage: roadmap new")) == (2, True)


_NEVER_SAID = {
    "Aborted!", "Do you want to continue?", "Confirm the action without prompting.",
    "%(prog)s, version %(version)s", "Show the version and exit.", "Show this message and exit.",
    "Press any key to continue...", "Unknown color {colour!r}",
    "DeprecationWarning: The command {name!r} is deprecated.{extra_message}",
    "DeprecationWarning: The {param_type} {name!r} is deprecated.{extra_message}",
    "{value!r} is not a valid UUID.", "Choice({choices})", "file", "directory", "path",
}  # fmt: skip
"""Of functions of click that the command line does not call, or that it says in words of its own;

the types of paths take their names when they are made, before a language is chosen; what is wrong
with the declaration of an option is for developers (`core` and `parser`, below)."""
_DECLARING = re.compile(
    r"Could not determine|No options defined|Arguments take exactly|Name '|Boolean option"
    r"|Invalid start character|Value must be"
)


def test_whatever_click_may_say_is_translated() -> None:
    """Click's sentences are the keys: a newer click with other ones is noticed here."""
    said = {
        str(call.args[0].value)
        for module in ("core", "exceptions", "formatting", "parser", "termui", "types")
        for call in ast.walk(ast.parse((Path(click.__file__).parent / f"{module}.py").read_bytes()))
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name)
        if call.func.id in ("_", "ngettext") and isinstance(call.args[0], ast.Constant)
    }  # fmt: skip
    assert len(said) > 40
    translated = set(sentences_of_click(Language.RU))
    unknown = {each for each in said - translated - _NEVER_SAID if not _DECLARING.match(each)}
    assert unknown == set()


def test_the_holes_of_a_translation_are_those_of_click() -> None:
    holes = re.compile(r"{(\w+)")
    for english, forms in sentences_of_click(Language.RU).items():
        known = {*holes.findall(english), "possibilities", "choices", "nargs", "len", "formats"}
        for form in forms:
            assert set(holes.findall(form)) <= known, english


def test_the_words_of_the_command_line_are_the_same_in_both_languages() -> None:
    russian, english = commands(Language.RU).entries, commands(Language.EN).entries
    assert set(russian) == set(english)
    holes = re.compile(r"{(\w+)[^}]*}")
    for key, sentence in russian.items():
        assert set(holes.findall(sentence)) == set(holes.findall(english[key])), key
        assert CYRILLIC.findall(english[key]) == [], key


def test_a_process_hears_its_line_from_the_first_word_on(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A mistake behind `--lang` is told in its language, too, before the line is read."""
    monkeypatch.setattr(sys, "argv", ["roadmap", "--lang", "en", "--colour-of-hair"])
    monkeypatch.setattr(app, "_own_the_process", lambda: None)
    with pytest.raises(SystemExit):
        app.main()
    said = capsys.readouterr().err
    assert said == run("--lang", "en", "--colour-of-hair").err
    assert said
    assert not CYRILLIC.search(said)
