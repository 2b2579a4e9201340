"""The diff driver in a repository's own configuration, and which files it is for."""

import shlex
import sys
from pathlib import Path

import click

from engine.children import program
from engine.cli.output import write_files
from engine.cli.repository import git

_BEGIN, _END = "# roadmap: begin", "# roadmap: end"
_SECTION = "diff.roadmap"
_HEADING = r"^[ ]*- (\{?id: .*)$"
"""Above each hunk git prints the line that begins the indicator or event."""


def install_driver(folders: tuple[str, ...], *, shared: bool) -> list[str]:
    """Write the driver and the list of files; doing it twice changes nothing."""
    git("rev-parse", "--git-dir")
    call = _call()
    settings = {
        "command": _or_plain(f"{call} git driver", _PLAIN_DIFF),
        "textconv": _or_plain(f"{call} git textconv", _PLAIN_TEXT),
        "xfuncname": _HEADING,
    }
    for name, value in settings.items():
        git("config", f"{_SECTION}.{name}", value)
    lines = [f"{_pattern(folder)} diff=roadmap" for folder in folders]
    file = _attributes(shared=shared)
    _put(file, [_BEGIN, *lines, _END])
    return [f"{_SECTION}.{name} = {value}" for name, value in settings.items()] + [
        f"{file.as_posix()}: {line}" for line in lines
    ]


_PLAIN_DIFF = 'git --no-pager diff --no-index --no-ext-diff --no-textconv -- "$2" "$5"'
_PLAIN_TEXT = 'cat -- "$1"'


def _or_plain(call: str, plain: str) -> str:
    """A line for git's shell: where our program is gone, or fails, the lines are shown as ever.

    Git gives up the whole `git diff` when a driver ends with anything but 0.
    """
    return f'f() {{ {call} "$@" || {plain} || :; }}; f'


def remove_driver() -> list[str]:
    """Take away what `install_driver` wrote, and nothing else."""
    removed = []
    if _has_section():
        git("config", "--remove-section", _SECTION)
        removed.append(f"{_SECTION}: убрано")
    for file in (_attributes(shared=False), _attributes(shared=True)):
        if file.is_file() and _BEGIN in file.read_text("utf-8"):
            _put(file, [])
            removed.append(f"{file.as_posix()}: убрано")
    return removed or ["Убирать нечего."]


def _has_section() -> bool:
    return _SECTION in git("config", "--local", "--name-only", "--list")


def _call() -> str:
    """How git's shell calls us: `roadmap` where it is found, else this Python, which then imports
    nothing from the folder where somebody stands."""
    if program("roadmap"):
        return "roadmap"
    return f"{shlex.quote(Path(sys.executable).as_posix())} -P -m engine.cli"


def _pattern(folder: str) -> str:
    path = Path(folder)
    if path.is_absolute() or ".." in path.parts or any(sign in folder for sign in " \t\n\"'"):
        raise click.UsageError(f"«{folder}»: нужна папка внутри репозитория, без пробелов.")
    return f"/{path.as_posix()}/**/*.yaml" if path.parts else "*.yaml"


def _attributes(*, shared: bool) -> Path:
    if shared:
        return Path(git("rev-parse", "--show-toplevel")) / ".gitattributes"
    return Path(git("rev-parse", "--path-format=absolute", "--git-path", "info/attributes"))


def _put(file: Path, block: list[str]) -> None:
    """Replace our block of the file, or add it at the end; other lines stay as they are."""
    lines = file.read_text("utf-8").splitlines() if file.is_file() else []
    if _BEGIN in lines and _END in lines:
        start, end = lines.index(_BEGIN), lines.index(_END)
        lines[start : end + 1] = block
    else:
        lines += block
    write_files(file.parent, {file.name: "".join(f"{line}\n" for line in lines)})
