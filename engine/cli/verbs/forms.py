"""`roadmap forms`: a workbook for each organisation, and the answers put into the tables."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from engine.classes import dataclass
from engine.cli import options
from engine.cli.command import Command, Group, argument, option
from engine.cli.inputs import each_usable, only_project
from engine.cli.output import Exit, note, of_findings, say, tell, write_json
from engine.cli.verbs.data import data_dir
from engine.cli.words import word
from engine.diagnostics import Origin, Place
from engine.messages import Catalogue, Language, catalogue
from engine.runs.seen import places_of
from engine.trees import content_of
from engine.whole_files import write_files, write_sets

if TYPE_CHECKING:
    from engine.model.project import Project
    from engine.papers.forms import Collected, Returned
    from engine.pipeline import Checked
    from engine.reports.places import Places


@click.group("forms", cls=Group, help="forms.verb")
def command() -> None:
    """The verbs about forms."""


@command.command("make", cls=Command, help="forms.make.verb")
@options.paths
@option("--for", "of", metavar="name", help="forms.make.for")
@option("--table", "names", multiple=True, metavar="name", help="forms.make.table")
@option(
    "--out", type=click.Path(path_type=Path, file_okay=False), required=True, metavar="folder",
    help="forms.make.out",
)  # fmt: skip
@data_dir
@options.as_of
@options.language
@options.verbose
def make_forms(
    paths: tuple[Path, ...], of: str | None, names: tuple[str, ...], out: Path,
    data_dir: Path | None, as_of: date, lang: str, verbose: bool,
) -> int:  # fmt: skip
    """A form for each organisation."""
    from engine.papers.forms import make
    from engine.reports.content.findings import render_text

    words, code = catalogue(Language(lang)), Exit.FINE
    for checked, failed in each_usable((only_project(paths),), lang, as_of):
        code = max(code, failed)
        if checked is None or checked.loaded.project is None:
            continue
        project = checked.loaded.project
        _known_names(project, of, names)
        made = make(project, words, as_of, data_dir=data_dir, of=of, names=names)
        code = max(code, of_findings(made.findings))
        if made.findings:
            places = places_of(checked)
            tell(render_text(made.findings, places, words, verbose=verbose) + "\n", err=True)
        if not made.files:
            note(words.text("forms.nothing", list=of))
            code = max(code, Exit.UNUSABLE)
            continue
        write_files(out, {**made.files})
        say(words.text("forms.made", count=len(made.files), folder=out.as_posix()))
    return code


def _known_names(project: "Project", of: str | None, names: tuple[str, ...] = ()) -> None:
    """Refuse the name of a list or a table that is not there."""
    from engine.papers.forms import lists_of_organisations

    lists = lists_of_organisations(project)
    if of is not None and of not in lists:
        raise click.UsageError(word("data.no-table", name=of, known=", ".join(lists)))
    known = [resource.name for resource in project.data.resources] if project.data else []
    for name in names:
        if name not in known:
            raise click.UsageError(word("data.no-table", name=name, known=", ".join(known)))


@command.command("collect", cls=Command, help="forms.collect.verb")
@argument("folder", metavar="folder", type=click.Path(path_type=Path, exists=True, file_okay=False))
@option(
    "--project", "home", type=click.Path(path_type=Path, exists=True), metavar="project",
    help="forms.collect.project",
)  # fmt: skip
@option("--for", "of", metavar="name", help="forms.collect.for")
@option(
    "--out", type=click.Path(path_type=Path, file_okay=False), metavar="folder",
    help="forms.collect.out",
)  # fmt: skip
@option(
    "--back", type=click.Path(path_type=Path, file_okay=False), metavar="folder",
    help="forms.collect.back",
)  # fmt: skip
@option("--dry-run", is_flag=True, help="forms.collect.dry-run")
@options.formats("text", "json")
@data_dir
@options.as_of
@options.language
@options.verbose
def collect_forms(
    folder: Path, home: Path | None, of: str | None, out: Path | None, back: Path | None,
    dry_run: bool, format_: str, data_dir: Path | None, as_of: date, lang: str, verbose: bool,
) -> int:  # fmt: skip
    """Good forms into the tables, marked copies of the others."""
    from engine.papers.forms import MARKED, collect

    words, code = catalogue(Language(lang)), Exit.FINE
    for checked, failed in each_usable((only_project((home,) if home else ()),), lang, as_of):
        code = max(code, failed)
        if checked is None or checked.loaded.project is None:
            continue
        project = checked.loaded.project
        _known_names(project, of)
        collected = collect(project, folder, words, as_of, data_dir=data_dir, of=of)
        if not collected.files:
            say(words.text("forms.empty", folder=folder.as_posix()), err=True)
            code = max(code, Exit.UNUSABLE)
            continue
        is_json = format_ == "json"
        if is_json:
            code = max(code, _as_json(checked, collected, words))
        else:
            code = max(code, _told(checked, collected, words, verbose=verbose))
        if dry_run:
            listed = ", ".join((*collected.tables, *collected.copies))
            note(words.text("forms.would", files=listed))
            continue
        home = data_dir or checked.folder
        if out is not None and collected.tables:
            collected = _whole(collected, home)
        _write(collected, out or home, back or folder / MARKED, words, err=is_json)
    return code


def _as_json(checked: "Checked", collected: "Collected", words: Catalogue) -> Exit:
    """The same on stdout for programs; the schema is schemas/collected.schema.json."""
    from engine.papers.forms import told
    from engine.reports.content.findings import findings_model

    places = places_of(checked)
    findings = [*collected.findings, *(finding for one in collected.files for finding in told(one))]
    write_json({
        "format": "collected/1",
        "files": [
            {
                "file": file.file, "organisation": file.organisation, "name": file.name,
                "accepted": file.is_good,
                "tables": {
                    name: len(one.grid.lines) for name, one in file.tables.items() if one.grid
                },
                "findings": findings_model(told(file), _Places(places), words),
            }
            for file in collected.files
        ],
        "absent": [{"organisation": code, "name": name} for code, name in collected.absent],
        "tables": [*collected.tables],
        "findings": findings_model(collected.findings, places, words),
    })  # fmt: skip
    return of_findings(tuple(findings))


def _whole(collected: "Collected", home: Path) -> "Collected":
    """With the tables that no form changes, so that the folder can be judged by itself."""
    others = {path: content_of(home / path) for path in collected.others}
    return replace(collected, tables={**others, **collected.tables})


@dataclass(frozen=True, slots=True)
class _Places:
    """Places of the project; those of returned files are called by the names of the files."""

    project: "Places"

    def place(self, at: Origin | Place) -> Place:
        """The place."""
        return at if isinstance(at, Place) else self.project.place(at)

    def line(self, place: Place) -> str:
        """The line of a spec."""
        return self.project.line(place)


def _told(checked: "Checked", collected: "Collected", words: Catalogue, *, verbose: bool) -> Exit:
    """What became of each form, what is wrong in it, and who has not sent one."""
    from engine.papers.forms import told
    from engine.reports.content.findings import render_text

    code, places = of_findings(collected.findings), places_of(checked)
    if collected.findings:
        tell(render_text(collected.findings, places, words, verbose=verbose) + "\n")
    for file in collected.files:
        say(_line(file, words))
        findings = told(file)
        if findings:
            tell(render_text(findings, _Places(places), words, verbose=verbose) + "\n")
        code = max(code, of_findings(findings))
    sent = {(file.organisation, file.name) for file in collected.files}
    to_mend = [each for each in collected.absent if each in sent]
    absent = [each for each in collected.absent if each not in sent]
    for key, those in (("to_mend", to_mend), ("absent", absent)):
        names = [f"{name} ({code})" if name != code else code for code, name in those]
        if names:
            say(words.text(f"forms.{key}", count=len(names), names=", ".join(names)))
    if not absent:
        say(words.text("forms.all_sent"))
    return code


def _line(each: "Returned", words: Catalogue) -> str:
    if each.is_good:
        rows = sum(len(one.grid.lines) for one in each.tables.values() if one.grid)
        return words.text("forms.accepted", file=each.file, name=each.name, rows=rows)
    count = len(each.findings)
    return words.text("forms.refused", file=each.file, name=each.name, count=count)


def _write(
    collected: "Collected", target: Path, back: Path, words: Catalogue, *, err: bool
) -> None:
    """The tables, where their rows came from, and the copies that go back: one set. What was
    written is told on stdout, or on stderr."""
    from engine.papers.forms import ORIGINS

    sets: dict[Path, dict[str, str | bytes]] = {}
    for path, content in collected.tables.items():
        whole = target / path
        sets.setdefault(whole.parent, {})[whole.name] = content
    tables = ", ".join((folder / name).as_posix() for folder in sets for name in sets[folder])
    if tables:
        sets.setdefault(target, {})[ORIGINS] = "\ufeff" + collected.origins
    if collected.copies:
        sets.setdefault(back, {}).update(collected.copies)
    if sets:
        write_sets(sets)
    if tables:
        say(words.text("forms.written", files=tables), err=err)
        say(words.text("forms.origins", file=(target / ORIGINS).as_posix()), err=err)
    if collected.copies:
        count = len(collected.copies)
        say(words.text("forms.copies", count=count, folder=back.as_posix()), err=err)
