"""Findings: what is wrong, where, and with which words to say it.

A finding names its place symbolically (file and route, or table cell). Line and column come late,
when a finding is shown: `yamltext` owns the map from routes to places.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from enum import StrEnum
from hashlib import sha256

from engine.classes import dataclass

Route = tuple[str | int, ...]
"""Keys and indices from the root of a YAML document to a value: ("events", 3, "title")."""

_DECLARED = ("column", "columns", "table", "of", "other", "options")
"""Parameters that repeat a declaration of data.yaml, never a cell."""


@dataclass(frozen=True, slots=True)
class Worded:
    """A part of a sentence that the catalogue says in its language: its key and what fills it."""

    key: str
    params: tuple[tuple[str, str | int | Decimal | date], ...] = ()


Param = str | int | float | Decimal | date | Worded | tuple[str | date | Worded, ...]
"""What fills a sentence. A day and a decimal number are written as the language writes them; the
findings of tables, which are kept as texts, have neither."""


class Severity(StrEnum):
    """How bad a finding is; `error` makes a verb end with 1 (see the table of exit codes)."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a reader looks: a line and column (1-based) of a text, or a cell of a sheet (`F17`).

    Of a csv file `line` is the line of the file and `cell` the letter of the column alone (`F`).
    """

    file: str
    line: int | None = None
    column: int | None = None
    end_line: int | None = None
    end_column: int | None = None
    sheet: str | None = None
    cell: str | None = None

    def __str__(self) -> str:
        return ":".join(part for part in (self.file, self.sheet, self.spot) if part)

    @property
    def spot(self) -> str:
        """Where in the file or sheet: `F17`, of a csv file `17:F`, of a text `31:5`."""
        line, column = (None, None) if self.sheet else (self.line, self.column)
        return ":".join(str(part) for part in (line, column, self.cell) if part)


@dataclass(frozen=True, slots=True)
class Origin:
    """A symbolic place in a YAML file.

    `on_key` points at the key instead of its value; `span` is a pair of character offsets inside
    the scalar (a part of a condition or of a schedule phrase).
    """

    file: str
    route: Route = ()
    on_key: bool = False
    span: tuple[int, int] | None = None

    def under(self, *steps: str | int, on_key: bool = False) -> "Origin":
        """A place below this one: keys of mappings and numbers of entries."""
        return Origin(self.file, (*self.route, *steps), on_key)


@dataclass(frozen=True, slots=True)
class Subject:
    """What a finding speaks of: an event, indicator, goal … of a roadmap, or the document."""

    roadmap: str | None
    kind: str
    id: str | None = None


@dataclass(frozen=True, slots=True)
class Related:
    """A second place of a finding; `caption` is a key of the message catalogue."""

    at: Origin | Place
    caption: str
    subject: Subject | None = None


@dataclass(frozen=True, slots=True)
class Code:
    """A kind of finding, declared once; its sentences live in the message catalogues by `name`.

    `quotes` are the parameters that repeat what stands in a table: a cell, a heading, the name of a
    sheet. Where the table may hold names of persons they are left out, and the address stays.
    """

    id: str
    name: str
    severity: Severity
    quotes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Finding:
    """One problem at one place. `params` fill the sentence of the catalogue; of an outline only the
    file and the names that stand in specs are left."""

    code: Code
    at: Origin | Place
    params: tuple[tuple[str, Param], ...] = ()
    related: tuple[Related, ...] = ()
    subject: Subject | None = None
    is_outline: bool = False

    @property
    def severity(self) -> Severity:
        """The severity of its code."""
        return self.code.severity

    @property
    def fingerprint(self) -> str:
        """The same finding keeps it when lines move: code, subject or route, and parameters. Names
        of files may be of any bytes."""
        route: object = (
            self.at.route
            if isinstance(self.at, Origin)
            else (self.at.sheet, self.at.cell if self.at.sheet else None)
        )
        told = f"{self.code.id} {self.at.file} {self.subject or route} {self._without_letters()}"
        return sha256(told.encode("utf-8", "surrogateescape")).hexdigest()[:32]

    def _without_letters(self) -> tuple[tuple[str, Param], ...]:
        """The parameters; of further cells of a csv file (`18:F`) the lines alone."""
        if not isinstance(self.at, Place) or self.at.sheet:
            return self.params
        return tuple(
            (name, tuple(str(cell).partition(":")[0] for cell in value))
            if name == "cells" and isinstance(value, tuple)
            else (name, value)
            for name, value in self.params
        )

    def unquoted(self) -> "Finding":
        """The same without what it repeats from a table; sentences leave such parts out."""
        if not self.code.quotes:
            return self
        kept = ((name, "" if name in self.code.quotes else value) for name, value in self.params)
        return replace(self, params=tuple(kept))

    @property
    def tells_of_rows(self) -> bool:
        """Whether it names a place in a table, repeats something of it, or counts in it."""
        if isinstance(self.at, Place) and (self.at.line or self.at.cell):
            return True
        counts = any(isinstance(value, int | float) for _, value in self.params)
        return counts or bool(self.code.quotes)

    def outline(self) -> "Finding":
        """The same without places, numbers and values: that there is such a thing in the file."""
        kept = tuple((name, value) for name, value in self.params if name in _DECLARED)
        place = Place(self.at.file)
        return replace(self, at=place, params=kept, related=(), is_outline=True)


def has_errors(findings: Iterable[Finding]) -> bool:
    """True when at least one finding is an error."""
    return any(finding.severity is Severity.ERROR for finding in findings)


def finding(
    code: Code,
    at: Origin | Place,
    *,
    related: Iterable[Related] = (),
    subject: Subject | None = None,
    **params: Param,
) -> Finding:
    """A finding with its parameters given by name."""
    return Finding(code, at, tuple(sorted(params.items())), tuple(related), subject)
