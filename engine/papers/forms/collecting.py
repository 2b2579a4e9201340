"""Returned forms → the tables of the project, marked copies for their senders, and who is missing.

A form counts whole or not at all. Rows of an organisation that answered take the place of its old
ones, so that the same forms collected again change nothing.
"""

import hashlib
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import field, replace
from datetime import date
from pathlib import Path

from engine.classes import dataclass
from engine.codes import papers as codes
from engine.datasets import Dataset, folder_of, unquoted
from engine.datasets.files import files_of
from engine.datasets.returned import (
    Filled,
    Grid,
    as_form,
    listed,
    read_filled,
    repeated,
    strangers,
)
from engine.diagnostics import Finding, Place, Severity, finding, has_errors
from engine.messages import Catalogue
from engine.model.project import Project
from engine.model.tables import Resource
from engine.papers.forms.asked import (
    Asked,
    asked_tables,
    debts_of,
    lists_of_organisations,
    narrowed,
    sign_of,
)
from engine.papers.forms.beside import books_of, other_cells, other_files, other_sheets, programs
from engine.papers.forms.making import form_of, known_grids, reference_tables
from engine.papers.forms.merging import Renewed, Taken, provenance, renewed_file
from engine.papers.forms.workbook import FIRST, KIND, SIGN_SHEET, Content, form_workbook
from engine.tables import OtherWorkbook, RawSheet, Workbook, column_number, open_workbook
from engine.trees import OutsideTree, content_of

ORIGINS = "forms-origins.csv"
_MOST_BYTES = 64 << 20


@dataclass(frozen=True, slots=True)
class Returned:
    """One file of the folder. Without `asked` it is no form that could be read."""

    file: str
    organisation: str | None = None
    name: str | None = None
    asked: Asked | None = None
    tables: Mapping[str, Filled] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()
    digest: str = ""

    @property
    def is_good(self) -> bool:
        """Whether its rows can be taken."""
        return self.asked is not None and not has_errors(self.findings)


@dataclass(frozen=True, slots=True)
class Collected:
    """What the folder gave: each file, the tables to write by their paths, copies to send back by
    the names of their files, those of whom nothing good came (code, name)."""

    files: tuple[Returned, ...]
    tables: Mapping[str, bytes]
    origins: str
    copies: Mapping[str, bytes]
    absent: tuple[tuple[str, str], ...]
    findings: tuple[Finding, ...]
    others: tuple[str, ...]
    """The paths of the tables that no form changes."""


@dataclass(frozen=True, slots=True)
class Counter:
    """What a collecting needs: the project, its lists and tables, what is asked of whom."""

    project: Project
    words: Catalogue
    day: date
    asked: tuple[Asked, ...]
    datasets: Mapping[str, Dataset]
    grids: Mapping[str, Grid]
    owing: Mapping[str, frozenset[str]]
    """Of tables with a condition, who owes rows."""

    def names(self, list: str) -> dict[str, str]:
        """Code → name of the organisations of a list on the day."""
        dataset = self.datasets.get(list)
        return dict(listed(dataset, self.day)) if dataset else {}


def collect(
    project: Project, folder: Path, words: Catalogue, day: date, *,
    data_dir: Path | None = None, of: str | None = None,
) -> Collected:  # fmt: skip
    """Read every workbook of the folder as a form of the project; nothing is written."""
    everything = _everything(project)
    debts = debts_of(project, everything, day)
    tables = reference_tables(project, everything, data_dir, debts)
    grids, found = known_grids(project, everything, data_dir)
    owing = debts.of(tables)
    counter = Counter(project, words, day, everything, tables.datasets, grids, owing)
    files = [_returned(counter, path) for path in books_of(folder)]
    files = _single(_known_once(files))
    files = _agreed(counter, files)
    if files:
        files += [_refused(each.at.file, "", each) for each in other_files(folder)
                  if isinstance(each.at, Place)]  # fmt: skip
    renewed, unfit = _renewed(counter, files)
    contents, unkept = _contents(counter, renewed, data_dir)
    findings = (*_general(tables.findings), *_general(found), *unfit, *unkept)
    paths = {each.resource.name: each.resource.path for each in renewed}
    heads = [words.text(f"forms.origin.{key}") for key in _ORIGIN_HEADS]
    kept = [each for each in renewed if each.resource.path in contents]
    return Collected(
        tuple(files), contents, provenance(kept, heads, paths),
        {_copy_name(each.file): _copy(counter, each) for each in files if _is_to_return(each)},
        _absent(counter, files, of), findings,
        _others(counter, contents, data_dir),
    )  # fmt: skip


_ORIGIN_HEADS = ("table", "path", "row", "organisation", "file", "sheet", "form_row")


def _general(found: Iterable[Finding]) -> tuple[Finding, ...]:
    """Only what keeps a form from being judged: `data check` tells the rest of the tables."""
    return tuple(each for each in found if each.severity is Severity.ERROR)


def _everything(project: Project) -> tuple[Asked, ...]:
    """Every table that some form may carry, by list."""
    names = [each.name for each in project.data.resources] if project.data else []
    return asked_tables(project, names=names)[0]


def _returned(counter: Counter, path: Path) -> Returned:
    file = path.name
    if path.stat().st_size > _MOST_BYTES:
        return _refused(file, "", finding(codes.NOT_A_FORM, Place(file)))
    data = content_of(path)
    digest = hashlib.sha256(data).hexdigest()
    book = open_workbook(data, file)
    if isinstance(book, Finding):
        return _refused(file, digest, book)
    said = _sign(book)
    if said.get("format") != KIND:
        return _refused(file, digest, finding(codes.NOT_A_FORM, Place(file)))
    read = _signed(counter, book, said, digest)
    return replace(read, findings=(*read.findings, *programs(data, file)))


def _refused(file: str, digest: str, found: Finding) -> Returned:
    return Returned(file, findings=(found,), digest=digest)


def _sign(book: Workbook | OtherWorkbook) -> dict[str, str]:
    """What the hidden sheet says; nothing where there is none."""
    if SIGN_SHEET not in book.sheets:
        return {}
    raw = book.read(SIGN_SHEET)
    if not isinstance(raw, RawSheet):
        return {}
    return {
        str(row["0"]).strip(): str(row["1"]).strip()
        for row in raw.frame.iter_rows(named=True)
        if row.get("0") and row.get("1")
    }


def _signed(
    counter: Counter, book: Workbook | OtherWorkbook, said: Mapping[str, str], digest: str
) -> Returned:
    project, file = counter.project, book.file
    code, list_ = said.get("organisation", ""), said.get("list", "")
    if said.get("project") != project.id:
        other = finding(
            codes.FORM_OF_ANOTHER, Place(file), given=said.get("project", "?"), organisation=""
        )
        return _refused(file, digest, other)
    name = counter.names(list_).get(code) if list_ in lists_of_organisations(project) else None
    if name is None:
        other = finding(codes.FORM_OF_ANOTHER, Place(file), given="", organisation=code or "?")
        return _refused(file, digest, other)
    sheets = {
        key.removeprefix("table:"): sheet for key, sheet in said.items() if key.startswith("table:")
    }
    known = {table.name: table for each in counter.asked if each.list == list_
             for table in each.tables}  # fmt: skip
    tables = tuple(table for name_, table in known.items() if name_ in sheets)
    if len(tables) != len(sheets) or sign_of(project, tables) != said.get("declaration"):
        old = finding(codes.FORM_OUTDATED, Place(file), organisation=name)
        return Returned(file, code, name, findings=(old,), digest=digest)
    filled = {
        each.name: read_filled(book, as_form(each, file, sheets[each.name]), code)
        for each in tables
    }
    own = {name_: each.dataset for name_, each in filled.items() if each.dataset is not None}
    others = {name_: each for name_, each in counter.datasets.items() if name_ not in own}
    found = [found for each in filled.values() for found in each.findings]
    found += strangers(own, others, file)
    found += other_sheets(book, {*sheets.values()})
    found += other_cells(filled.values())
    findings = tuple(each for each in dict.fromkeys(found) if each.code.name not in _SILENT)
    return Returned(file, code, name, Asked(list_, tables), filled, findings, digest)


_SILENT = frozenset({"table-without-rows", "hidden-rows", "hidden-sheet"})
"""What is usual in a form: a table may have no rows of one organisation."""


def _known_once(files: Sequence[Returned]) -> list[Returned]:
    """The second of two identical files does not count, nor does a form that was only saved
    again."""
    first: dict[object, str] = {}
    for each in sorted(files, key=lambda each: (len(each.file), each.file)):
        first.setdefault(_answer(each), each.file)
    found = []
    for each in files:
        other = first[_answer(each)] if each.digest else each.file
        if other != each.file:
            again = finding(codes.FORM_SENT_TWICE, Place(each.file), first=other)
            each = Returned(each.file, each.organisation, each.name, findings=(again,))
        found.append(each)
    return found


def _answer(returned: Returned) -> object:
    """What a form says, by which it is the same however it was saved; of others the bytes."""
    if returned.asked is None:
        return returned.digest
    return (
        returned.asked.list, returned.organisation, len(returned.findings),
        frozenset((name, at, cell) for name, each in returned.tables.items()
                  for at, cell in each.shown.items()),
    )  # fmt: skip


def _single(files: Sequence[Returned]) -> list[Returned]:
    """Two good forms of one organisation that differ: nobody can say which one counts."""
    good: dict[tuple[str, str | None], list[str]] = {}
    for each in files:
        if each.asked and each.is_good:
            good.setdefault((each.asked.list, each.organisation), []).append(each.file)
    found = []
    for each in files:
        same = good.get((each.asked.list, each.organisation), []) if each.asked else []
        if each.is_good and len(same) > 1:
            others = ", ".join(name for name in same if name != each.file)
            two = finding(
                codes.TWO_FORMS_OF_ONE, Place(each.file), others=others,
                organisation=each.name or "",
            )  # fmt: skip
            each = replace(each, findings=(*each.findings, two))
        found.append(each)
    return found


def _agreed(counter: Counter, files: Sequence[Returned]) -> list[Returned]:
    """Without forms whose keys stand in another form, or in rows of the project that stay."""
    current = list(files)
    while True:
        found: dict[str, list[Finding]] = {}
        good = [each for each in current if each.is_good]
        for name in dict.fromkeys(name for each in good for name in each.tables):
            filled = [each.tables[name].grid for each in good if name in each.tables]
            grids = [each for each in filled if each is not None]
            base = counter.grids.get(name)
            kept = [row.line for row in _kept(base, good, name)]
            resource = counter.project.data.resource(name) if counter.project.data else None
            for one in repeated(resource, base, kept, grids) if resource else ():
                if isinstance(one.at, Place):
                    found.setdefault(one.at.file, []).append(one)
        wrong = [each for each in good if found.get(each.file)]
        if not wrong:
            return current
        current = [
            replace(each, findings=tuple(dict.fromkeys((*each.findings, *found[each.file]))))
            if each in wrong else each
            for each in current
        ]  # fmt: skip


def _kept(base: Grid | None, good: Iterable[Returned], table: str) -> list[Taken]:
    """The rows of those who did not answer."""
    answered = {each.organisation for each in good if table in each.tables}
    lines = base.lines if base else ()
    return [Taken(line, None, None) for line in lines if line.organisation not in answered]


def _renewed(
    counter: Counter, files: Sequence[Returned]
) -> tuple[list[Renewed], tuple[Finding, ...]]:
    """The tables that good forms change, and their rows that are no rows: old totals, notes."""
    good = [each for each in files if each.is_good]
    renewed, unfit = [], []
    for resource in counter.project.data.resources if counter.project.data else ():
        own = [each for each in good if resource.name in each.tables]
        if not own:
            continue
        base = counter.grids.get(resource.name)
        if base is not None and base.left_out:
            unfit.append(_not_kept(resource, base))
        rows = _kept(base, good, resource.name)
        for each in own:
            grid = each.tables[resource.name].grid
            rows += [Taken(line, each.file, grid.raw.sheet) for line in grid.lines] if grid else []
        renewed.append(Renewed(resource, base, tuple(rows)))
    return renewed, tuple(unfit)


def _not_refilled(resource: Resource) -> Finding:
    return finding(codes.TABLE_NOT_REFILLED, Place(resource.path), table=resource.title)


def _not_kept(resource: Resource, base: Grid) -> Finding:
    rows = tuple(map(str, base.left_out[:5]))
    place = base.raw.place(base.left_out[0])
    return finding(
        codes.ROWS_NOT_KEPT, place, table=resource.title, rows=rows, count=len(base.left_out)
    )


def _contents(
    counter: Counter, renewed: Sequence[Renewed], data_dir: Path | None
) -> tuple[dict[str, bytes], tuple[Finding, ...]]:
    """The files of the tables, each whole."""
    folder = folder_of(counter.project.folder, data_dir)
    by_path: dict[str, list[Renewed]] = {}
    for each in renewed:
        by_path.setdefault(each.resource.path, []).append(each)
    contents: dict[str, bytes] = {}
    findings: list[Finding] = []
    for path, tables in by_path.items():
        try:
            there = folder.find(path)
            before = folder.tree.read(there[0]) if there else None
        except (OutsideTree, OSError):
            findings.append(_not_refilled(tables[0].resource))
            continue
        made = renewed_file(path, before, tables)
        if made is None:
            findings.append(_not_refilled(tables[0].resource))
        else:
            contents[there[0] if there else path] = made
    return contents, tuple(findings)


def _copy_name(file: str) -> str:
    return file if file.lower().endswith(".xlsx") else f"{file}.xlsx"


def _others(
    counter: Counter, contents: Mapping[str, bytes], data_dir: Path | None
) -> tuple[str, ...]:
    folder = folder_of(counter.project.folder, data_dir)
    resources = counter.project.data.resources if counter.project.data else ()
    found = (files_of(folder, each) for each in resources if each.database is None)
    paths = (path for each in found if not isinstance(each, Finding) for path in each)
    return tuple(dict.fromkeys(path for path in paths if path not in contents))


def _is_to_return(each: Returned) -> bool:
    return each.asked is not None and not each.is_good


def _copy(counter: Counter, returned: Returned) -> bytes:
    """The sender's form with the wrong cells coloured and what is wrong with them."""
    assert returned.asked
    names = counter.names(returned.asked.list)
    code = returned.organisation or ""
    asked = returned.asked
    form = form_of(
        counter.project, asked, (code, names.get(code, code)), counter.datasets,
        counter.words, counter.day,
    )  # fmt: skip
    sheets = {each.resource.sheet: name for name, each in returned.tables.items()}
    remarks: dict[str, dict[tuple[int, int], tuple[str, ...]]] = {}
    notes: list[str] = []
    for each in returned.findings:
        said = counter.words.finding(each)
        table = sheets.get(each.at.sheet) if isinstance(each.at, Place) else None
        cell = _position(each.at) if isinstance(each.at, Place) else None
        if table is None or cell is None:
            notes.append(f"{each.at.sheet}: {said}" if table and isinstance(each.at, Place)
                         else said)  # fmt: skip
            continue
        own = remarks.setdefault(table, {})
        own[cell] = (*own.get(cell, ()), said)
    cells = {name: each.shown for name, each in returned.tables.items()}
    content = Content(cells, remarks, tuple(notes), is_marked=True)
    return form_workbook(form, content, counter.words)


def _position(at: Place) -> tuple[int, int] | None:
    """Row (1-based) and column (0-based) of a cell below the headings."""
    letters = (at.cell or "").rstrip("0123456789")
    digits = (at.cell or "")[len(letters) :]
    if not letters or not digits or int(digits) <= FIRST:
        return None
    return int(digits), column_number(letters)


def _absent(
    counter: Counter, files: Iterable[Returned], of: str | None
) -> tuple[tuple[str, str], ...]:
    """Who sent no form that counts; of the lists from which something came where none is asked."""
    good = {(each.asked.list, each.organisation) for each in files if each.asked and each.is_good}
    came = {each.asked.list for each in files if each.asked}
    sent = {table.name for each in files if each.asked for table in each.asked.tables}
    lists = (
        (of,) if of else tuple(each.list for each in counter.asked if each.list in came or not came)
    )
    return tuple(
        (code, name)
        for list in lists
        for code, name in counter.names(list).items()
        if (list, code) not in good and _is_asked(counter, list, code, sent)
    )


def _is_asked(counter: Counter, list: str, code: str, sent: Collection[str]) -> bool:
    """Whether an organisation owes rows of a table that somebody's form has, or of any where no
    form came; all do of a list that is asked for nothing."""
    asked = [each for each in counter.asked if each.list == list]
    owed = (table.name for each in asked for table in narrowed(each, code, counter.owing).tables)
    return not asked or any(not sent or name in sent for name in owed)


def told(returned: Returned) -> tuple[Finding, ...]:
    """What may be told of a file to others than its sender: nothing of a file with names of persons
    is quoted."""
    tables = returned.asked.tables if returned.asked else ()
    of_persons = {returned.file} if any(each.personal for each in tables) else set()
    return unquoted(returned.findings, frozenset(of_persons))
