"""Single spec files for the verbs that look at files, not at projects."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import click

from engine.cli.projects import DEFAULT_FOLDER
from engine.diagnostics import Finding, Origin, Place
from engine.trees import yaml_below

_FORMAT_LINE = re.compile(rb"^format: *[\"']?(?:roadmap|project|data|rule)/", re.MULTILINE)
_HEAD = 4000


@dataclass(frozen=True, slots=True)
class OneFile:
    """The places of one file whose findings name lines already."""

    data: bytes

    def place(self, at: Origin | Place) -> Place:
        """The place; a symbolic one stands for the file's beginning."""
        return at if isinstance(at, Place) else Place(at.file, 1, 1)

    def line(self, place: Place) -> str:
        """A line of the file."""
        lines = self.data.decode("utf-8", "replace").splitlines()
        return lines[place.line - 1] if place.line and place.line <= len(lines) else ""


def spec_files(paths: tuple[Path, ...], *, drafts: bool = False) -> tuple[Path, ...]:
    """The files that the paths name: named ones as they are, in folders those with a format.

    `drafts` takes files of a folder that have no format line, too.
    """
    given = paths or ((DEFAULT_FOLDER,) if DEFAULT_FOLDER.is_dir() else (Path(),))
    found = [file for path in given for file in _files_of(path, drafts=drafts)]
    if not found:
        named = ", ".join(path.as_posix() for path in given)
        raise click.UsageError(
            f"в {named} нет файлов дорожных карт (*.yaml с первой строкой format:)."
        )
    return tuple(dict.fromkeys(found))


def _files_of(path: Path, *, drafts: bool) -> Iterator[Path]:
    if path.is_file():
        yield path
    elif path.is_dir():
        yield from (
            each
            for each in yaml_below(path)
            if not any(part.startswith(".") for part in each.relative_to(path).parts)
            and each.is_file()
            and (drafts or _has_format(each))
        )
    else:
        raise click.UsageError(f"такого файла или папки нет: {path.as_posix()}.")


def _has_format(path: Path) -> bool:
    """Whether it is a spec; a file that cannot be opened may be one, and reading it tells why."""
    try:
        with path.open("rb") as file:
            return _FORMAT_LINE.search(file.read(_HEAD)) is not None
    except OSError:
        return True


def finding_lines(findings: Iterable[Finding], places: OneFile, lang: str) -> str:
    """Findings of one file for a terminal."""
    from engine.messages import Language, catalogue
    from engine.reports.findings import render_text

    return render_text(findings, places, catalogue(Language(lang)))
