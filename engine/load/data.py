"""data.yaml → declared tables."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import PureWindowsPath

from engine.codes.tables import INCOMPLETE, OUTSIDE_PROJECT, PATH_NOT_OF_WINDOWS, THINGS_OF_PERSONS
from engine.diagnostics import Finding, finding
from engine.expressions import ColumnSource, parse_condition
from engine.load.constraints import read_constraints
from engine.load.entries import Entry
from engine.load.names import read_names
from engine.model.conditions import ColumnType
from engine.model.tables import (
    Counts,
    Crosswalk,
    DataPackage,
    Dialect,
    Field,
    ForeignKey,
    HeaderForm,
    Lifetime,
    Owing,
    Resource,
    Skip,
    Taken,
    Unit,
)
from engine.trees import leads_out
from engine.whole_files import is_borne_everywhere
from engine.yamltext import Data

_MISSING = ("",)


def read_package(entry: Entry, findings: list[Finding]) -> DataPackage:
    """The declarations; what they refer to is checked later."""
    entries = tuple(entry.entries("resources"))
    resources = tuple(_resource(each, findings) for each in entries)
    package = DataPackage(entry.file, entry.flag("synthetic"), resources)
    owing = tuple(
        replace(each, owes=_owing(own, package, findings))
        for own, each in zip(entries, resources, strict=True)
    )
    return replace(package, resources=owing)


def _owing(entry: Entry, package: DataPackage, findings: list[Finding]) -> Owing | None:
    """Who owes rows: a list, and a condition on its columns."""
    chosen = entry.entry("owes")
    name = chosen.text("list") if chosen else entry.maybe("owes")
    if name is None:
        return None
    text, listing = chosen.maybe("where") if chosen else None, package.resource(name)
    if chosen is None or text is None or listing is None:
        return Owing(name, None, entry.origin("owes"))
    where = parse_condition(text, ColumnSource(package, listing), chosen.origin("where"))
    if isinstance(where, Finding):
        findings.append(where)
        return None
    return Owing(name, where, chosen.origin("list"))


def _resource(entry: Entry, findings: list[Finding]) -> Resource:
    resource = _read(entry, findings)
    findings += _things_of_persons(entry, resource)
    return resource


def _things_of_persons(entry: Entry, resource: Resource) -> Iterator[Finding]:
    """Columns said to count things where the table does not say that a row is an organisation."""
    schema = entry.entry("schema")
    if schema is None or resource.organisation is None or resource.is_of_organisations:
        return
    for field, own in zip(resource.fields, schema.entries("fields"), strict=True):
        if field.counts is Counts.THINGS:
            yield finding(THINGS_OF_PERSONS, own.origin("counts"), column=field.header)


def _read(entry: Entry, findings: list[Finding]) -> Resource:
    schema = entry.entry("schema")
    assert schema is not None
    paths = _paths(entry, findings)
    return Resource(
        name=entry.text("name"),
        title=entry.maybe("title") or entry.text("name"),
        path=paths[0],
        sheet=entry.maybe("sheet"),
        dialect=_dialect(entry),
        fields=tuple(_field(each, findings) for each in schema.entries("fields")),
        primary_key=schema.texts("primaryKey"),
        foreign_keys=tuple(
            _key(each, entry.text("name")) for each in schema.entries("foreignKeys")
        ),
        missing_values=schema.texts("missingValues") or _MISSING,
        organisation=entry.maybe("organisation"),
        period=entry.maybe("period"),
        date=entry.maybe("date"),
        personal=entry.texts("personal"),
        origin=entry.origin(),
        more_paths=paths[1:],
        sheets=entry.texts("sheets"),
        sheet_pattern=entry.maybe("sheetPattern"),
        header=_header(entry.entry("header")),
        skip=tuple(_skip(each) for each in entry.entries("skip")),
        group=entry.maybe("group"),
        end=entry.maybe("end"),
        totals=entry.maybe("totals"),
        unpivot=entry.maybe("unpivot"),
        database=entry.maybe("database"),
        table=entry.maybe("table"),
        lifetime=_lifetime(entry.entry("lifetime")),
        municipality=entry.maybe("municipality"),
        identity=entry.maybe("identity"),
        proposed=entry.pairs("proposed"),
    )


def _paths(entry: Entry, findings: list[Finding]) -> tuple[str, ...]:
    """The paths and globs; a table of a database has none and goes under its own name."""
    paths = tuple(map(_with_slashes, entry.texts("path")))
    outside = next((path for path in paths if leads_out(path)), None)
    if outside is not None:
        findings.append(finding(OUTSIDE_PROJECT, entry.origin("path"), path=outside))
    steps = () if outside is not None else (step for path in paths for step in path.split("/"))
    for step in filter(_is_borne_here_alone, steps):
        findings.append(finding(PATH_NOT_OF_WINDOWS, entry.origin("path"), path=step))
    table = entry.maybe("table")
    if not paths and (table is None or entry.maybe("database") is None):
        findings.append(finding(INCOMPLETE, entry.origin(), key="path"))
    return paths or (table or "",)


def _is_borne_here_alone(step: str) -> bool:
    """Whether Windows cannot name a file or a folder so; a mask tells no whole name."""
    is_a_mask = any(sign in step for sign in "*?[")
    return step not in (".", "..", "") and not is_a_mask and not is_borne_everywhere(step)


def _with_slashes(path: str) -> str:
    """A path as Windows writes it, with the slashes of all systems."""
    return PureWindowsPath(path).as_posix() if "\\" in path else path


def _header(entry: Entry | None) -> HeaderForm:
    usual = HeaderForm()
    if entry is None:
        return usual
    rows, search = entry.data.get("rows"), entry.data.get("search")
    return HeaderForm(
        rows=rows if isinstance(rows, int) else None,
        join=entry.maybe("join") or usual.join,
        search=search if isinstance(search, int) else usual.search,
    )


def _skip(entry: Entry) -> Skip:
    return Skip(
        columns=entry.texts("columns"),
        matches=entry.maybe("matches"),
        values=_written(entry, "is"),
        is_blank=entry.flag("blank"),
        origin=entry.origin(),
    )


def _written(entry: Entry, key: str) -> tuple[str, ...]:
    """Texts and numbers of a list as they are written in cells."""
    value = entry.data.get(key)
    items = value if isinstance(value, list) else [value]
    return tuple(str(item) for item in items if isinstance(item, str | int | float))


def _dialect(entry: Entry) -> Dialect:
    dialect, usual = entry.entry("dialect"), Dialect()
    is_declared = dialect is not None and "quoteChar" in dialect.data
    quote = dialect.maybe("quoteChar") or "none" if dialect and is_declared else usual.quote
    return Dialect(
        encoding=entry.maybe("encoding") or usual.encoding,
        delimiter=(dialect and dialect.maybe("delimiter")) or usual.delimiter,
        decimal=(dialect and dialect.maybe("decimal")) or usual.decimal,
        quote="" if quote == "none" else quote,
        comment=dialect.maybe("commentChar") if dialect else None,
    )


def _field(entry: Entry, findings: list[Finding]) -> Field:
    type_ = ColumnType(entry.text("type"))
    return Field(
        name=entry.text("name"),
        header=entry.maybe("title") or entry.text("name"),
        type=type_,
        constraints=read_constraints(entry, type_, findings),
        true_values=entry.texts("trueValues"),
        false_values=entry.texts("falseValues"),
        origin=entry.origin(),
        aliases=entry.texts("aliases"),
        titles=_titles(entry),
        title_pattern=entry.maybe("titlePattern"),
        column=entry.maybe("column"),
        taken=Taken(entry.maybe("from") or Taken.COLUMN.value),
        is_optional=entry.flag("optional"),
        extract=entry.maybe("extract"),
        values=_values(entry),
        unit=Unit(unit) if (unit := entry.maybe("unit")) else None,
        format=entry.maybe("format"),
        decimal=entry.maybe("decimalChar"),
        group_char=entry.maybe("groupChar"),
        is_bare=entry.data.get("bareNumber") is not False,
        missing_values=entry.texts("missingValues") if "missingValues" in entry.data else None,
        fills_down=entry.maybe("fill") == "down",
        crosswalk=_crosswalk(entry.entry("crosswalk")),
        counts=Counts(counts) if (counts := entry.maybe("counts")) else None,
        names=read_names(entry.entry("names")),
        is_cumulative=entry.flag("cumulative") if "cumulative" in entry.data else None,
    )


def _titles(entry: Entry) -> tuple[tuple[str, tuple[str, ...]], ...]:
    titles = entry.entry("titles")
    return tuple((year, titles.texts(year)) for year in titles.data) if titles else ()


def _values(entry: Entry) -> tuple[tuple[str, str], ...]:
    """What is written → what is meant, both as text."""
    given = entry.data.get("map")
    pairs = given.items() if isinstance(given, dict) else ()
    return tuple((key, _as_text(value)) for key, value in pairs)


def _as_text(value: Data) -> str:
    return str(value).lower() if isinstance(value, bool) else "" if value is None else str(value)


def _crosswalk(entry: Entry | None) -> Crosswalk | None:
    if entry is None:
        return None
    return Crosswalk(
        resource=entry.text("resource"),
        old=entry.text("old"),
        new=entry.text("new"),
        since=entry.maybe("since"),
        until=entry.maybe("until"),
        at=entry.maybe("at"),
        origin=entry.origin(),
        share=entry.maybe("share"),
        divide=entry.texts("divide"),
    )


def _lifetime(entry: Entry | None) -> Lifetime | None:
    if entry is None:
        return None
    return Lifetime(entry.maybe("since"), entry.maybe("until"), entry.origin())


def _key(entry: Entry, table: str) -> ForeignKey:
    """A key that names no table leads to its own, as Table Schema has it."""
    reference = entry.entry("reference")
    assert reference is not None
    return ForeignKey(
        fields=entry.texts("fields"),
        resource=reference.maybe("resource") or table,
        targets=reference.texts("fields"),
        origin=entry.origin(),
        optional=entry.flag("optional"),
        called=entry.maybe("name"),
    )
