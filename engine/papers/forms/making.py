"""A project → a form for each of its organisations, filled in with what is known already."""

from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path

from engine.classes import dataclass
from engine.datasets import Dataset, Tables, folder_of, read_tables
from engine.datasets.returned import Grid, known, listed, options_of
from engine.diagnostics import Finding
from engine.messages import Catalogue
from engine.model.project import Project
from engine.model.tables import Resource
from engine.papers.forms.asked import (
    Asked,
    Debts,
    asked_tables,
    debts_of,
    narrowed,
    sign_of,
)
from engine.papers.forms.workbook import FIRST, Content, Form, form_workbook, sheet_names
from engine.papers.naming import file_stem
from engine.tables.filling import Value

_MOST_CHOICES = 500
"""A longer list is no help."""


@dataclass(frozen=True, slots=True)
class Made:
    """The forms by the names of their files, and what was found on the way."""

    files: Mapping[str, bytes]
    findings: tuple[Finding, ...]


def make(
    project: Project, words: Catalogue, day: date, *, data_dir: Path | None = None,
    of: str | None = None, names: Iterable[str] = (),
) -> Made:  # fmt: skip
    """A form for each organisation that exists on the day."""
    asked, refused = asked_tables(project, of=of, names=names)
    debts = debts_of(project, asked, day)
    tables = reference_tables(project, asked, data_dir, debts)
    grids, findings = known_grids(project, asked, data_dir)
    files: dict[str, bytes] = {}
    owing = debts.of(tables)
    for each in asked:
        dataset = tables.datasets.get(each.list)
        for code, name in listed(dataset, day) if dataset else ():
            own = narrowed(each, code, owing)
            if not own.tables:
                continue
            form = form_of(project, own, (code, name), tables.datasets, words, day)
            content = Content({
                table.name: _placed(table, grids.get(table.name), code) for table in own.tables
            })  # fmt: skip
            stem = file_stem(f"{each.list}-{code}" if len(asked) > 1 else code, files)
            files[f"{stem}.xlsx"] = form_workbook(form, content, words)
    return Made(files, (*refused, *findings, *tables.findings))


def reference_tables(
    project: Project, asked: Iterable[Asked], data_dir: Path | None, debts: Debts
) -> Tables:
    """The lists of organisations, the tables to which keys of what is asked lead, and those that
    tell who is asked."""
    resources = [table for each in asked for table in each.tables]
    names = {key.resource for table in resources for key in table.foreign_keys}
    names -= {table.name for table in resources}
    names |= {each.list for each in asked} | set(project.organisations) | debts.tables
    return read_tables(project, names=sorted(names), data_dir=data_dir)


def known_grids(
    project: Project, asked: Iterable[Asked], data_dir: Path | None
) -> tuple[dict[str, Grid], tuple[Finding, ...]]:
    """What lies in the asked tables of the project; a table without a file is not there."""
    folder = folder_of(project.folder, data_dir)
    grids: dict[str, Grid] = {}
    findings: list[Finding] = []
    for table in dict.fromkeys(table.name for each in asked for table in each.tables):
        resource = project.data.resource(table) if project.data else None
        if resource is None:
            continue
        grid = known(folder, resource)
        if isinstance(grid, Grid):
            grids[table] = grid
        else:
            findings += grid
    return grids, tuple(findings)


def form_of(
    project: Project, asked: Asked, organisation: tuple[str, str],
    datasets: Mapping[str, Dataset], words: Catalogue, day: date,
) -> Form:  # fmt: skip
    """What one organisation is asked for."""
    code, name = organisation
    cover = words.text("forms.cover")
    return Form(
        project.id, project.title, asked.list, code, name, sign_of(project, asked.tables),
        asked.tables, sheet_names(asked.tables, (cover,)), dict(_choices(asked.tables, datasets)),
        day,
    )  # fmt: skip


def _choices(
    tables: Iterable[Resource], datasets: Mapping[str, Dataset]
) -> Iterable[tuple[tuple[str, str], tuple[str, ...]]]:
    """Keys that lead into a table of the municipality, which lists what may be written."""
    for table in tables:
        for key in table.foreign_keys:
            other = datasets.get(key.resource)
            if other is None or other.resource.organisation is not None:
                continue
            for field, target in key.pairs:
                is_open = field not in (table.organisation, *table.personal)
                options = options_of(other, target) if target in other.columns else ()
                if is_open and 0 < len(options) <= _MOST_CHOICES:
                    yield (table.name, field), options


def _placed(table: Resource, grid: Grid | None, code: str) -> dict[tuple[int, int], Value]:
    """The rows of one organisation at the places of its form, without personal columns."""
    own = [line for line in grid.lines if line.organisation == code] if grid else []
    return {
        (row, at): line.cells.get(column.name)
        for row, line in enumerate(own, FIRST + 1)
        for at, column in enumerate(table.fields)
        if column.name not in table.personal
    }
