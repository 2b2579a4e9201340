"""From the paths of a command line to project folders.

Single spec files for the verbs that look at files, not at projects.

Loading projects for a verb: usable ones go on, findings of the others go to stderr.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from os.path import relpath
from pathlib import Path
from typing import TYPE_CHECKING

import click

from engine.classes import dataclass
from engine.cli.command import PROJECTS
from engine.cli.output import Exit, say, tell
from engine.cli.settings import held
from engine.cli.words import is_detailed, is_hushed, word
from engine.codes.spec import NO_LONGER_NEW
from engine.diagnostics import Finding, Origin, Place
from engine.lazy import lazy_pattern
from engine.load import Hidden, find_projects
from engine.messages import Language, catalogue
from engine.pipeline import Checked, check
from engine.runs.seen import places_of
from engine.trees import content_of, yaml_below
from engine.yamltext import text_of

if TYPE_CHECKING:
    from engine.reports.content.batches import Batch, Judged


DEFAULT_FOLDER = Path("specs")


def project_folders(paths: tuple[Path, ...]) -> tuple[Path, ...]:
    """The project folders that the paths name; specs/ or the current folder when none is given."""
    given = paths or _default_paths()
    found = tuple(dict.fromkeys(folder for path in given for folder in _folders_of(path)))
    if run := click.get_current_context(silent=True):
        run.meta[PROJECTS] = ", ".join(folder.as_posix() for folder in found)
    return found


def _default_paths() -> tuple[Path, ...]:
    """The paths of the settings, beside their file; else specs/, else the current folder."""
    kept = held()
    if kept.file is not None and "paths" in kept.values:
        named = (kept.file.parent / str(text) for text in _texts(kept.values["paths"]))
        return tuple(Path(relpath(path)) for path in named)
    return (default_folder(),)


def default_folder() -> Path:
    """Where specs are looked for when no folder is named: specs/, else where one stands."""
    return DEFAULT_FOLDER if DEFAULT_FOLDER.is_dir() else Path()


def _texts(value: object) -> tuple[str, ...]:
    return value if isinstance(value, tuple) else ()


def _folders_of(path: Path) -> tuple[Path, ...]:
    if not path.exists():
        raise click.UsageError(word("inputs.no-path", path=path.as_posix()))
    folders = find_projects((path,))
    if not folders:
        raise click.UsageError(word("inputs.no-project", path=path.as_posix()))
    return folders


def only_project(paths: tuple[Path, ...]) -> Path:
    """The one project folder that a verb needs."""
    folders = project_folders(paths)
    if len(folders) > 1:
        names = ", ".join(folder.name for folder in folders)
        raise click.UsageError(word("inputs.several-projects", names=names))
    return folders[0]


_FORMAT_LINE = lazy_pattern(r"^format: *[\"']?(?:roadmap|project|data|rule)/", re.MULTILINE)
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
        lines = text_of(self.data).splitlines()
        return lines[place.line - 1] if place.line and place.line <= len(lines) else ""


def spec_files(paths: tuple[Path, ...], *, drafts: bool = False) -> tuple[Path, ...]:
    """The files that the paths name: named ones as they are, in folders those with a format.

    `drafts` takes files of a folder that have no format line, too.
    """
    given = paths or _default_paths()
    found = [file for path in given for file in _files_of(path, drafts=drafts)]
    if not found:
        named = ", ".join(path.as_posix() for path in given)
        raise click.UsageError(word("inputs.no-specs", path=named))
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
        raise click.UsageError(word("inputs.no-path", path=path.as_posix()))


def _has_format(path: Path) -> bool:
    """Whether it is a spec; a file that cannot be opened may be one, and reading it tells why."""
    try:
        return _FORMAT_LINE.search(text_of(content_of(path, _HEAD))) is not None
    except OSError:
        return True


def finding_lines(findings: Iterable[Finding], places: OneFile, lang: str) -> str:
    """Findings of one file for a terminal."""
    from engine.reports.content.findings import render_text

    return render_text(findings, places, catalogue(Language(lang)))


def of_named(
    findings: tuple[Finding, ...], folder: Path, paths: tuple[Path, ...]
) -> tuple[Finding, ...]:
    """Only the findings of the files that were named, where files of the project were named; else
    the same tuple."""
    here = folder.resolve()
    if not paths or any(path.resolve() in (here, *here.parents) for path in paths):
        return findings
    files = [path.resolve() for path in paths if path.is_file()]
    named = {file.relative_to(here).as_posix() for file in files if file.is_relative_to(here)}
    return tuple(finding for finding in findings if finding.at.file in named)


def hidden_named(
    hidden: tuple[Hidden, ...], folder: Path, paths: tuple[Path, ...]
) -> tuple[Hidden, ...]:
    """What comments hide in the files that were named."""
    named = of_named(tuple(each.finding for each in hidden), folder, paths)
    return tuple(each for each in hidden if each.finding in named)


def each_usable(
    paths: tuple[Path, ...], lang: str, day: date
) -> Iterator[tuple[Checked | None, Exit]]:
    """Each project checked, as of the day; what of it is out of date is told on stderr. One with
    errors is told there, too, comes as None and means 2."""
    for folder in project_folders(paths):
        checked = check(folder, day=day)
        if checked.usable:
            _warn_of_age(checked, lang)
            yield checked, Exit.FINE
            continue
        tell(findings_text(checked, lang, verbose=is_detailed()), err=True)
        yield None, Exit.UNUSABLE


def _warn_of_age(checked: Checked, lang: str) -> None:
    aged = tuple(each for each in checked.findings if each.code is NO_LONGER_NEW)
    if aged and not is_hushed():
        tell(findings_text(replace(checked, findings=aged), lang, verbose=is_detailed()), err=True)


def findings_text(checked: Checked, lang: str, *, verbose: bool = False) -> str:
    """The findings of a project for a terminal."""
    from engine.reports.content.findings import render_text

    words = catalogue(Language(lang))
    return render_text(checked.findings, places_of(checked), words, verbose=verbose)


def say_summary(findings: Sequence[Sequence[Finding]], lang: str) -> None:
    """How much was found in the projects, on stderr, and how one reads what a code means."""
    from engine.reports.content.findings import how_to_read_codes, summary_of_checks

    say(summary_of_checks(findings, lang), err=True)
    if told := how_to_read_codes(findings, lang):
        say(told, err=True)


def batch_of(checked: Checked, judged: "tuple[Judged, ...]" = ()) -> "Batch":
    """A project's findings, and its verdicts, for SARIF and JUnit."""
    from engine.reports.content.batches import Batch

    places = places_of(checked)
    files = tuple(places.place(Place(path)).file for path, _ in checked.loaded.files)
    return Batch(
        checked.folder.as_posix(), files, checked.findings, places, judged, checked.hidden
    )  # fmt: skip


EXCHANGE = ("sarif", "junit", "github", "gitlab", "csv", "jsonl", "xlsx")
"""Formats of findings that other programs read."""


def write_exchange(name: str, batches: "list[Batch]", lang: str) -> None:
    """The batches on stdout, in one of `EXCHANGE`."""
    from engine.reports.formats.exchange import render_findings

    write_records(render_findings(name, batches, catalogue(Language(lang))))


def write_records(told: str | bytes) -> None:
    """Text or a workbook on stdout; a workbook never on a terminal."""
    if isinstance(told, str):
        say(told, nl=False)
    else:
        from engine.cli.printing import check_paper, write_bytes

        check_paper("xlsx")
        write_bytes(told)
