"""Which language is spoken, and the words of the command line in it.

The catalogue of the command line is small and JSON, so that `--help` reads no YAML.
"""

import os
from collections.abc import Iterator, Sequence
from contextvars import ContextVar
from itertools import pairwise

from engine.messages import Catalogue, Language, commands

VARIABLE = "ROADMAP_LANG"
"""The variable of the environment that chooses the language where `--lang` does not."""
OPTION = "--lang"

_spoken: ContextVar[Language] = ContextVar("spoken", default=Language.RU)
_asked_for: ContextVar[bool] = ContextVar("asked_for", default=False)


_hushed: ContextVar[bool] = ContextVar("hushed", default=False)
_detailed: ContextVar[bool] = ContextVar("detailed", default=False)


def hush(is_quiet: bool) -> None:
    """From now on results alone are printed, and what went wrong."""
    _hushed.set(is_quiet)


def is_hushed() -> bool:
    """Whether `--quiet` was asked for."""
    return _hushed.get()


def detail(is_verbose: bool) -> None:
    """From now on more is told."""
    _detailed.set(is_verbose)


def is_detailed() -> bool:
    """Whether `--verbose` was asked for."""
    return _detailed.get()


def spoken() -> Language:
    """The language that is spoken now."""
    return _spoken.get()


def speak(language: str) -> None:
    """From now on this language is spoken; `language` is one of Language."""
    _spoken.set(Language(language))


def listen(arguments: Sequence[str]) -> None:
    """Speak what a command line or the environment asks for, before the line is read: a mistake
    that stands before `--lang` is told in its language, too. What is no language of ours is
    refused later, by the option, in Russian."""
    languages = set(Language)
    asked = (os.environ.get(VARIABLE, ""), *_asked(arguments))
    found = next((each for each in reversed(asked) if each in languages), None)
    hush(False)
    detail(False)
    _asked_for.set(found is not None)
    _spoken.set(Language(found or Language.RU))


def prefer(language: str) -> None:
    """Speak the language of the settings where neither the line nor the environment asks for one;
    an empty text is no preference."""
    if language and not _asked_for.get():
        speak(language)


def _asked(arguments: Sequence[str]) -> Iterator[str]:
    """What follows each `--lang`, up to `--`."""
    told = arguments[: arguments.index("--")] if "--" in arguments else arguments
    for each, after in pairwise((*told, "")):
        if each == OPTION:
            yield after
        elif each.startswith(f"{OPTION}="):
            yield each.removeprefix(f"{OPTION}=")


def vocabulary() -> Catalogue:
    """The words of the command line in the language that is spoken."""
    return commands(spoken())


def word(key: str, /, **params: object) -> str:
    """The sentence of the key; KeyError where there is none."""
    return vocabulary().text(key, **params)


def known(group: str, name: str, otherwise: str | None = None, **params: object) -> str:
    """The words of `group.name` where the catalogue has them, else the name itself: formats and
    files are called the same in every language."""
    words, key = vocabulary(), f"{group}.{name}"
    if words.has(key):
        return words.text(key, **params)
    return name if otherwise is None else otherwise
