"""`roadmap data`: describe a file, check the tables, see the rows as the engine sees them."""

import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from engine.classes import dataclass
from engine.cli import options
from engine.cli.command import Command, Group, argument, option
from engine.cli.inputs import EXCHANGE, project_folders, say_summary, write_exchange
from engine.cli.output import Exit, FailOn, Talk, note, of_findings, say, tell, write_json
from engine.cli.words import word
from engine.diagnostics import Place
from engine.messages import Catalogue, Language, catalogue
from engine.runs.databases import database_addresses
from engine.trees import content_of

if TYPE_CHECKING:
    from engine.datasets import Dataset, Tables
    from engine.describe import GivenFile
    from engine.diagnostics import Finding
    from engine.load import LoadedData
    from engine.load.beside_text import Parted
    from engine.reports.content.batches import Batch
    from engine.reports.places import Places, SeenFrom

DATA_FILE = "data.yaml"
PROJECT_FILE = "project.yaml"


@click.group("data", cls=Group, help="data.verb")
def command() -> None:
    """The verbs about tables."""


data_dir = options.data_dir("data.data")


@command.command("describe", cls=Command, help="data.describe.verb")
@argument(
    "files", nargs=-1, required=True, metavar="files",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
)  # fmt: skip
@option(
    "--base", type=click.Path(path_type=Path, file_okay=False), default=Path(), metavar="folder",
    help="data.describe.base",
)  # fmt: skip
@options.output
@options.language
def describe_files(files: tuple[Path, ...], base: Path, lang: str) -> int:
    """A proposal for data.yaml on stdout."""
    from engine.describe import describe

    given = [_given(base, file) for file in files]
    described = describe(given, catalogue(Language(lang)))
    say(described.text, nl=False)
    _say(described.findings, None, lang, verbose=False)
    return Exit.UNUSABLE if not described.text else of_findings(described.findings)


def _given(base: Path, file: Path) -> "GivenFile":
    """The file with its path as data.yaml will name it: as it was given, where that leads into
    the folder of data.yaml; what lies elsewhere, links followed, cannot be read from there."""
    from engine.datasets.files import MAX_BYTES
    from engine.describe import GivenFile

    if file.stat().st_size > MAX_BYTES:
        limit = MAX_BYTES >> 20
        raise click.UsageError(word("data.too-large", path=file.as_posix(), limit=limit))
    content, here = content_of(file), base.resolve()
    asked = Path(os.path.abspath(file))
    for root, path in ((Path(os.path.abspath(base)), asked), (here, asked), (here, file.resolve())):
        inside = path.relative_to(root).as_posix() if path.is_relative_to(root) else ""
        if inside and file.resolve().is_relative_to(here):
            return GivenFile(inside, content)
    return GivenFile(file.name, content, is_outside=True)


@command.command("check", cls=Command, help="data.check.verb")
@options.paths
@data_dir
@option("--table", "names", multiple=True, metavar="name", help="data.check.table")
@options.rows(5)
@options.formats("text", "json", *EXCHANGE)
@options.output
@options.fail_on
@options.language
@options.quiet
@options.verbose
def check(
    paths: tuple[Path, ...], data_dir: Path | None, names: tuple[str, ...], rows: int,
    format_: str, fail_on: str, lang: str, quiet: bool, verbose: bool,
) -> int:  # fmt: skip
    """Findings about all tables."""
    from engine.datasets import showing

    code, model, batches = Exit.FINE, list[object](), []
    with showing(rows):
        for found in _each(paths, data_dir, names, quiet=quiet):
            read = _with_conditions(found)
            code = max(code, read.code(FailOn(fail_on)))
            if hidden := read.parted.hidden:
                say(word("sift.hidden", count=len(hidden)), err=True)
            if format_ == "json":
                model += _findings_model(read, lang)
            elif format_ in EXCHANGE:
                batches.append(_batch(read))
            else:
                _say(read.findings, read.places, lang, verbose=verbose, err=False)
                if not quiet:
                    _sum_up(read, lang)
    if format_ == "json":
        write_json(model)
    elif format_ in EXCHANGE:
        write_exchange(format_, batches, lang)
    return code


def _batch(read: "Read") -> "Batch":
    """What was found in the tables of one data.yaml."""
    from engine.reports.content.batches import Batch

    places = read.places
    parted, file = read.parted, places.place(Place("data.yaml")).file
    return Batch(places.folder, (file,), parted.kept, places, hidden=parted.hidden)


@command.command("preview", cls=Command, help="data.preview.verb")
@options.paths
@data_dir
@option("--table", "names", multiple=True, metavar="name", help="data.preview.table")
@option(
    "--rows", type=click.IntRange(min=1), default=10, show_default=True, metavar="number",
    help="data.preview.rows",
)  # fmt: skip
@options.formats("text", "json")
@options.output
@options.language
@options.quiet
def preview(
    paths: tuple[Path, ...], data_dir: Path | None, names: tuple[str, ...], rows: int,
    format_: str, lang: str, quiet: bool,
) -> int:  # fmt: skip
    """Rows of tables as the engine sees them."""
    from engine.reports.formats.text import preview_text

    words, code, model = catalogue(Language(lang)), Exit.FINE, []
    for read in _each(paths, data_dir, names, quiet=quiet):
        code = max(code, read.code(FailOn.ERROR))
        for name in read.names:
            dataset = read.tables.datasets.get(name) if read.tables else None
            if dataset is None:
                say(words.text("data-preview.nothing", name=name), err=True)
            elif format_ == "json":
                model.append(_table_model(dataset, rows))
            else:
                columns, shown = _rows(dataset, rows)
                say(preview_text(name, columns, shown, dataset.height, words) + "\n")
        if read.tables is None:
            _say(read.findings, read.places, lang, verbose=False)
    if format_ == "json":
        write_json(model)
    return code


@command.command("values", cls=Command, help="data.values.verb")
@argument("table", metavar="table")
@argument("column", metavar="column")
@options.paths
@data_dir
@option(
    "--rows", type=click.IntRange(min=1), default=100, show_default=True, metavar="number",
    help="data.values.rows",
)  # fmt: skip
@options.formats("text", "json")
@options.output
@options.language
@options.quiet
def values(
    table: str, column: str, paths: tuple[Path, ...], data_dir: Path | None, rows: int,
    format_: str, lang: str, quiet: bool,
) -> int:  # fmt: skip
    """Which values stand in a column, with the numbers of their rows."""
    from engine.datasets.counting import counted_values
    from engine.reports.formats.text import values_text

    words, code, model = catalogue(Language(lang)), Exit.FINE, []
    for read in _each(paths, data_dir, (table,), quiet=quiet):
        code = max(code, read.code(FailOn.ERROR))
        if read.loaded.package:
            _refuse_column(read, table, column, words)
        dataset = read.tables.datasets.get(table) if read.tables else None
        if dataset is None:
            note(words.text("data-preview.nothing", name=table))
            _say(read.findings, read.places, lang, verbose=False)
            continue
        found = counted_values(dataset, column)
        if format_ == "json":
            listed = [value.model() for value in found]
            model.append({"table": table, "column": column, "values": listed})
        else:
            say(values_text(table, column, found, rows, words))
    if format_ == "json":
        write_json(model)
    return code


@command.command("names", cls=Command, help="data.names.verb")
@options.paths
@data_dir
@options.formats("text", "json", "csv")
@options.output
@options.language
@options.quiet
def names(
    paths: tuple[Path, ...], data_dir: Path | None, format_: str, lang: str, quiet: bool
) -> int:  # fmt: skip
    """Names of organisations that nobody knows, with proposals."""
    from engine.reports.formats.names import names_csv, names_model, names_text

    words, code = catalogue(Language(lang)), Exit.FINE
    found = []
    for read in _each(paths, data_dir, (), quiet=quiet):
        code = max(code, Exit.FINE if read.tables else Exit.UNUSABLE)
        if read.tables is None:
            _say(read.findings, read.places, lang, verbose=False)
        else:
            found += [(unnamed, read.tables.datasets) for unnamed in read.tables.unnamed]
    if format_ == "json":
        write_json(names_model(found))
    else:
        say(names_csv(found, words) if format_ == "csv" else names_text(found, words), nl=False)
    return max(code, Exit.FINDINGS if found else Exit.FINE)


def _refuse_column(read: "Read", table: str, column: str, words: Catalogue) -> None:
    """A column that is not declared, or whose values nobody may see."""
    from engine.expressions import nearest

    package = read.loaded.package
    resource = package.resource(table) if package else None
    assert resource is not None
    if column in resource.personal:
        raise click.UsageError(words.text("data-values.personal", table=table, column=column))
    known = [field.name for field in resource.fields if field.name not in resource.personal]
    if column not in known:
        hint = nearest(column, known) or ""
        raise click.UsageError(
            words.text(
                "data-values.no-column", table=table, column=column, hint=hint,
                known=", ".join(known),
            )
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Read:
    """A data.yaml with its tables; None where the declaration itself has errors."""

    loaded: "LoadedData"
    tables: "Tables | None"
    names: tuple[str, ...]
    unread: "tuple[Finding, ...]" = ()
    """Periods that no rule would understand."""

    asked_for: "tuple[Finding, ...]" = ()
    """About what the project's conditions ask of the tables."""

    @property
    def places(self) -> "SeenFrom":
        """Places as the user would open them from here."""
        from engine.reports.places import SeenFrom

        return SeenFrom(self.loaded.sources, Path(str(self.loaded.folder)).as_posix())

    @property
    def findings(self) -> "tuple[Finding, ...]":
        """Of the declarations, then of the tables, then of what was asked for."""
        return self.parted.kept

    @property
    def parted(self) -> "Parted":
        """The same, and what comments beside the text hide of it."""
        from engine.load import hide

        found = (*self.tables.findings, *self.unread) if self.tables else ()
        every = (*self.loaded.findings, *found, *self.asked_for)
        return hide(every, self.loaded.ignores, self.loaded.sources, of=frozenset())

    def code(self, fail_on: FailOn) -> Exit:
        """The exit code of the findings; unusable where no table was read."""
        return of_findings(self.findings, fail_on) if self.tables else Exit.UNUSABLE


def _each(
    paths: tuple[Path, ...], data_dir: Path | None, names: tuple[str, ...], *, quiet: bool
) -> Iterator[Read]:
    from engine.datasets import folder_of, read_resources, unquoted
    from engine.execute import unread_periods
    from engine.load import load_data

    talk = Talk(quiet=quiet)
    for path in _declarations(paths):
        loaded = load_data(path)
        if loaded.package is None:
            yield Read(loaded, None, ())
            continue
        known = [resource.name for resource in loaded.package.resources]
        unknown = [name for name in names if name not in known]
        if unknown:
            raise click.UsageError(word("data.no-table", name=unknown[0], known=", ".join(known)))
        asked = tuple(name for name in known if not names or name in names)
        folder = folder_of(str(loaded.folder), data_dir)
        tables = read_resources(
            loaded.package,
            folder,
            names=asked,
            progress=talk,
            databases=database_addresses(),
        )
        talk.finish()
        unread = unread_periods(tables.datasets[name] for name in asked if name in tables.datasets)
        yield Read(loaded, tables, asked, unquoted(unread, tables.of_persons))


def _with_conditions(read: Read) -> Read:
    """With the values that conditions of the project ask for and no row has; nothing of a project
    that cannot be read."""
    from engine.datasets import unquoted
    from engine.execute.unmatched import unmatched_values
    from engine.load import load_project

    folder = read.loaded.folder
    if read.tables is None or not (folder / PROJECT_FILE).is_file():
        return read
    loaded = load_project(folder)
    if loaded.project is None:
        return read
    read.loaded.sources.maps.update(loaded.sources.maps)
    strange = unmatched_values(loaded.project, read.tables.datasets)
    return replace(
        read,
        loaded=replace(read.loaded, ignores=loaded.ignores),
        asked_for=unquoted(strange, read.tables.of_persons),
    )


def _declarations(paths: tuple[Path, ...]) -> tuple[Path, ...]:
    """The data.yaml files that the paths name: files, their folders, or projects below."""
    if not paths and Path(DATA_FILE).is_file():
        return (Path(DATA_FILE),)
    found: list[Path] = []
    for path in paths or (Path(),):
        if path.is_file() and path.suffix in (".yaml", ".yml"):
            found.append(path)
        elif (path / DATA_FILE).is_file():
            found.append(path / DATA_FILE)
        else:
            given = (path,) if paths else ()
            projects = (folder / DATA_FILE for folder in project_folders(given))
            found += [project for project in projects if project.is_file()]
    return tuple(dict.fromkeys(found))


def _say(
    findings: "tuple[Finding, ...]", places: "Places | None", lang: str, *, verbose: bool,
    err: bool = True,
) -> None:  # fmt: skip
    """The findings, the worst first."""
    if not findings:
        return
    from engine.load import Sources
    from engine.reports.content.findings import render_text
    from engine.reports.formats.text import worst_first

    words = catalogue(Language(lang))
    for finding in worst_first(findings):
        tell(render_text([finding], places or Sources(), words, verbose=verbose), err=err)


def _sum_up(read: Read, lang: str) -> None:
    """How much was found; and that the project around the tables cannot be used, if it cannot."""
    errors = _errors_around(read)
    if read.findings or not errors:
        say_summary([read.findings], lang)
    if errors:
        words = catalogue(Language(lang))
        say(words.text("data-check.project-broken", count=errors), err=True)


def _errors_around(read: Read) -> int:
    """The errors of the project beside data.yaml, without those of data.yaml itself."""
    from engine.diagnostics import Severity
    from engine.load import load_project

    if not (read.loaded.folder / PROJECT_FILE).is_file():
        return 0
    findings = load_project(read.loaded.folder).findings
    mine = {(finding.code, str(finding.at)) for finding in read.loaded.findings}
    others = (finding for finding in findings if (finding.code, str(finding.at)) not in mine)
    return sum(finding.severity is Severity.ERROR for finding in others)


def _findings_model(read: Read, lang: str) -> list[object]:
    from engine.reports.content.findings import finding_model, suppressions
    from engine.reports.formats.text import worst_first

    words = catalogue(Language(lang))
    parted = read.parted
    why = {each.finding: {"suppressions": suppressions(each.by.reason)} for each in parted.hidden}
    ordered = worst_first((*parted.kept, *why))
    return [finding_model(each, read.places, words) | why.get(each, {}) for each in ordered]


def _rows(dataset: "Dataset", rows: int) -> tuple[tuple[str, ...], list[tuple[object, ...]]]:
    shown = [name for name in dataset.columns if name != "__row"]
    head = dataset.lazy.select(shown).head(rows).collect()
    return tuple(shown), head.rows()


def _table_model(dataset: "Dataset", rows: int) -> dict[str, object]:
    from engine.reports.formats.text import cell_model

    columns, shown = _rows(dataset, rows)
    listed = [
        {name: cell_model(value) for name, value in zip(columns, row, strict=True)} for row in shown
    ]
    return {"name": dataset.resource.name, "count": dataset.height, "rows": listed}
