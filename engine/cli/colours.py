"""Colours and links on a terminal: severities, codes, carets, effects of changes, verdicts.

Text is painted after it was made harmless, so that nothing of a file steers the terminal. Documents
(JSON, HTML, pictures) are never painted.
"""

import os
import re
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from pathlib import Path
from typing import TextIO

import click

from engine.cli.words import spoken
from engine.lazy import lazy_pattern
from engine.messages import catalogue

MODES = ("auto", "always", "never")
_asked: ContextVar[str] = ContextVar("colour", default="auto")

_OF_SEVERITY = {"error": "red", "warning": "yellow"}
_OF_EFFECT = {"weaker": "red", "stricter": "green", "unknown": "yellow", "neutral": "bright_black"}
_OF_VERDICT = {
    "met": "green", "met_late": "green", "warned": "yellow", "not_met": "red", "error": "red",
}  # fmt: skip
_CARETS = lazy_pattern(r"^(\s*\|\s*)(\^+)$")
_SIGN = lazy_pattern(r"^(\s*)([✓✗])(?= )")
_PLACE = lazy_pattern(r"(?<![^\s«“:|])[^\s«“:|]+\.(?:ya?ml|csv|tsv|xlsx?|ods|docx)(?=[:\s]|$)")
_CODE = lazy_pattern(r"\x1b\[1m([A-Z]\d{3})\x1b\[0m")
"""As a code is painted at the beginning of a line."""
_CHANGED = lazy_pattern(r"^(?:(?P<more>\+)|(?P<less>-)|@@)")


def ask_for(mode: str) -> None:
    """From now on colours are used as `--color` says; `mode` is one of MODES."""
    _asked.set(mode)


@contextmanager
def left_out() -> Iterator[None]:
    """What is printed meanwhile goes into a file, and has no colours."""
    before = _asked.set("never")
    try:
        yield
    finally:
        _asked.reset(before)


def are_used(stream: TextIO) -> bool:
    """Whether it gets colours: as `--color` says, else NO_COLOR, FORCE_COLOR, a terminal."""
    if _asked.get() != "auto":
        return _asked.get() == "always"
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return os.environ["FORCE_COLOR"] not in ("0", "false")
    return stream.isatty() and os.environ.get("TERM") != "dumb"


def echo(text: str, *, err: bool = False, nl: bool = True, is_difference: bool = False) -> None:
    """Print what people read, in colours where they are used; on a terminal files are links, and
    codes to what they mean."""
    stream = sys.stderr if err else sys.stdout
    used = are_used(stream)
    if used:
        paint = _difference if is_difference else _line
        text = "\n".join(map(paint, text.split("\n")))
        if stream.isatty():
            text = _CODE.sub(_explained, _PLACE.sub(_linked, text))
    click.echo(text, err=err, nl=nl, color=used or None)


def _difference(line: str) -> str:
    found = _CHANGED.match(line)
    if not found:
        return line
    return click.style(line, fg="green" if found["more"] else "red" if found["less"] else "cyan")


def _line(line: str) -> str:
    for pattern, paint in _patterns(spoken().value):
        if found := pattern.match(line):
            return paint(found) + line[found.end() :]
    return line


Painter = Callable[[re.Match[str]], str]


@cache
def _patterns(language: str) -> tuple[tuple[re.Pattern[str], Painter], ...]:
    """What stands at the beginning of a line, and how it is painted."""
    said = catalogue(spoken()).text
    severities = {said(f"severity.{each}"): colour for each, colour in _OF_SEVERITY.items()}
    effects = {said(f"diff.effect.{each}"): colour for each, colour in _OF_EFFECT.items()}
    verdicts = {said(f"verdict.{each}"): colour for each, colour in _OF_VERDICT.items()}

    def finding(found: re.Match[str]) -> str:
        severity = click.style(found[2], fg=severities[found[2]], bold=True)
        return f"{found[1]}{severity} {click.style(found[3], bold=True)}"

    def effect(found: re.Match[str]) -> str:
        return f"{click.style(found[1], fg=effects[found[1]], bold=True)} · " + click.style(
            found[2], bold=True
        )

    def verdict(found: re.Match[str]) -> str:
        return found[1] + click.style(found[2], fg=verdicts[found[2]], bold=True)

    def sign(found: re.Match[str]) -> str:
        return found[1] + click.style(found[2], fg="green" if found[2] == "✓" else "red")

    def carets(found: re.Match[str]) -> str:
        return found[1] + click.style(found[2], fg="cyan", bold=True)

    return (
        (re.compile(rf"^(.*?: )({_any(severities)}) ([A-Z]\d{{3}})(?=[:,])"), finding),
        (re.compile(rf"^({_any(effects)}) · ([A-Z]\d{{3}})(?= · )"), effect),
        (re.compile(rf"^(\S+: )({_any(verdicts)})$"), verdict),
        (re.compile(rf"^(\s+\S+: .+? → )({_any(verdicts)})(?= \()"), verdict),
        (_SIGN, sign),
        (_CARETS, carets),
    )


def _any(words: dict[str, str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


def _linked(found: re.Match[str]) -> str:
    """The name of a file as a link to it (OSC 8), where it lies there."""
    path = Path(found[0])
    if not path.is_file():
        return found[0]
    return _link(path.resolve(), found[0])


def _explained(found: re.Match[str]) -> str:
    from engine.cli.meanings import page_of

    page = page_of(found[1])
    return _link(page, found[0]) if page else found[0]


def _link(path: Path, text: str) -> str:
    return f"\x1b]8;;{path.as_uri()}\x1b\\{text}\x1b]8;;\x1b\\"
