"""A start icon: a file on the desktop that opens the workspace; nobody types into a terminal."""

import shlex
from collections.abc import Sequence
from pathlib import Path

from engine.classes import dataclass

_WINDOWS, _MAC = "win32", "darwin"


@dataclass(frozen=True, slots=True)
class Start:
    """What the icon starts: a program with arguments, in a folder; `title` is how it is called."""

    title: str
    words: Sequence[str]
    folder: Path
    icon: Path


def shortcut(start: Start, platform: str) -> tuple[str, str]:
    """The name and content of the file for a system. Raises ValueError for a path that no such
    file can hold: one with a line break or another control character."""
    parts = (*start.words, str(start.folder), str(start.icon))
    if any(ord(sign) < 32 or ord(sign) == 127 for part in parts for sign in part):
        raise ValueError(*parts)
    if platform == _WINDOWS:
        return f"{start.title}.cmd", _for_windows(start)
    if platform == _MAC:
        return f"{start.title}.command", _for_mac(start)
    return f"{start.title}.desktop", _for_linux(start)


def _for_windows(start: Start) -> str:
    """Signs of percent are doubled: cmd puts variables in their place, also between quotes."""
    words = " ".join(f'"{word}"'.replace("%", "%%") for word in start.words)
    folder = str(start.folder).replace("%", "%%")
    lines = ("@echo off", "chcp 65001 >nul", f"title {start.title}", f'cd /d "{folder}"', words,
             "if errorlevel 1 pause", "")  # fmt: skip
    return "\r\n".join(lines)


def _for_mac(start: Start) -> str:
    folder, words = shlex.quote(str(start.folder)), shlex.join(start.words)
    return f"#!/bin/sh\ncd {folder} || exit 1\nexec {words}\n"


def _for_linux(start: Start) -> str:
    words = " ".join(_quoted(word) for word in start.words)
    lines = (
        "[Desktop Entry]", "Type=Application", f"Name={start.title}", f"Exec={words}",
        f"Path={_value(str(start.folder))}", f"Icon={_value(str(start.icon))}", "Terminal=true", "",
    )  # fmt: skip
    return "\n".join(lines)


def _value(text: str) -> str:
    return text.replace("\\", "\\\\")


def _quoted(word: str) -> str:
    """A word of Exec: quoted as its own rules ask, then escaped as every value of the file."""
    inner = "".join(f"\\{sign}" if sign in '"`$\\' else sign for sign in word)
    return _value(f'"{inner}"').replace("%", "%%")
