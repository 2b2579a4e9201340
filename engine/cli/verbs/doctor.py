"""`roadmap doctor`: what is installed here, what is missing and what that costs.

A text to paste into a report of a fault: it names no person and no folder.
"""

import locale
import os
import platform
import re
import shutil
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import asdict
from importlib import metadata
from pathlib import Path

import click

from engine.children import program
from engine.classes import dataclass
from engine.cli import options
from engine.cli.command import Command
from engine.cli.output import Exit, say, write_json
from engine.messages import Catalogue, Language, catalogue, reason_of
from engine.packaged import DISTRIBUTION

PROGRAMS = ("git", "soffice", "java")
"""Programs of the system that some verbs use; none of them is necessary."""

_FOR_DEVELOPERS = frozenset({"test"})
_GIBIBYTE = 2**30
_LITTLE_SPACE = 1.0
"""Free GiB below which a report or a cache may find no room."""


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that was looked at: its group and name, what there is (None: nothing), whether the
    program can do its work with it, and what it costs where it is missing."""

    group: str
    name: str
    found: str | None
    is_well: bool = True
    cost: str = ""


@click.command("doctor", cls=Command, help="doctor.verb")
@options.formats("text", "json")
@options.output
@options.language
def command(format_: str, lang: str) -> int:
    """What is installed here, and what is missing."""
    words = catalogue(Language(lang))
    lines = tuple(looked_at(words))
    if format_ == "json":
        write_json([asdict(line) for line in lines])
    else:
        say(told(lines, words))
    return Exit.FINE if all(line.is_well for line in lines) else Exit.FINDINGS


def looked_at(words: Catalogue) -> Iterator[Line]:
    """Everything, group by group."""
    version = metadata_version(DISTRIBUTION)
    cost = "" if version else words.text("doctor.cost.roadmap")
    yield Line("program", "roadmap", version, cost=cost)
    yield Line("program", "Python", platform.python_version(), sys.version_info >= (3, 11))
    yield Line("program", words.text("doctor.system"), f"{platform.system()} {platform.machine()}")
    yield from _libraries(words)
    for name in PROGRAMS:
        there = words.text("doctor.there") if program(name) else None
        yield Line("programs", name, there, cost="" if there else words.text(f"doctor.cost.{name}"))
    yield from _folders(words)
    stream = getattr(sys.__stdout__, "encoding", None) or words.text("doctor.none")
    yield Line("encodings", words.text("doctor.screen"), stream)
    yield Line("encodings", words.text("doctor.names"), sys.getfilesystemencoding())
    yield Line("encodings", words.text("doctor.locale"), locale.getpreferredencoding(False))
    yield Line("machine", words.text("doctor.cores"), str(os.cpu_count() or "?"))
    if memory := _memory():
        yield Line("machine", words.text("doctor.memory"), f"{memory:.1f} GiB")


def metadata_version(name: str) -> str | None:
    """The version of an installed distribution; None where it is not installed."""
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return None


def _required() -> list[str]:
    """What the installed program says that it needs; nothing where it runs from its sources."""
    try:
        return metadata.requires(DISTRIBUTION) or []
    except metadata.PackageNotFoundError:
        return []


def _libraries(words: Catalogue) -> Iterator[Line]:
    """The libraries that are needed, then each extra by what it lacks."""
    needed: dict[str, list[str]] = {}
    for requirement in _required():
        of_extra = re.search(r"extra\s*==\s*[\"']([\w-]+)", requirement)
        name = re.split(r"[^\w.-]", requirement, maxsplit=1)[0]
        needed.setdefault(of_extra[1] if of_extra else "", []).append(name)
    for name in sorted(needed.pop("", ())):
        version = metadata_version(name)
        yield Line("libraries", name, version, version is not None)
    for extra in sorted(set(needed) - _FOR_DEVELOPERS):
        lacking = [name for name in sorted(needed[extra]) if metadata_version(name) is None]
        there = None if lacking else words.text("doctor.there")
        key = f"doctor.cost.{extra}"
        cost = words.text(key) if words.has(key) else ""
        told = words.text(
            "doctor.lacking", names=", ".join(lacking), extra=extra, cost=cost or None
        )
        yield Line("extras", extra, there, cost="" if there else told)


def _folders(words: Catalogue) -> Iterator[Line]:
    """Whether the program may write where it writes, and how much room is left there."""
    for key, folder in (("here", Path()), ("temporary", Path(tempfile.gettempdir()))):
        problem = _refusal(folder, words.language)
        free = shutil.disk_usage(folder).free / _GIBIBYTE
        found = words.text("doctor.free", size=f"{free:.1f}") if not problem else None
        enough = not problem and free >= _LITTLE_SPACE
        cost = problem or ("" if enough else words.text("doctor.little_space"))
        yield Line("folders", words.text(f"doctor.{key}"), found, enough, cost)


def _refusal(folder: Path, language: Language) -> str:
    """Why nothing can be written there; empty where it can."""
    try:
        with tempfile.TemporaryFile(dir=folder) as file:
            file.write(b"x")
    except OSError as error:
        return reason_of(error, language)
    return ""


def _memory() -> float | None:
    """GiB of the machine; None where the system does not tell."""
    try:
        return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / _GIBIBYTE
    except (AttributeError, OSError, ValueError):
        return None


def told(lines: tuple[Line, ...], words: Catalogue) -> str:
    """The lines under their groups, and whether all is well."""
    width = max(len(line.name) for line in lines)
    parts = []
    for group in dict.fromkeys(line.group for line in lines):
        parts.append(words.text(f"doctor.{group}"))
        parts += [_written(line, width, words) for line in lines if line.group == group]
    wrong = sum(not line.is_well for line in lines)
    parts.append(words.text("doctor.well") if not wrong else words.text("doctor.wrong", n=wrong))
    return "\n".join(parts)


def _written(line: Line, width: int, words: Catalogue) -> str:
    found = line.found or words.text("doctor.none")
    return f"  {line.name:<{width}}  {found}{f' — {line.cost}' if line.cost else ''}"
