"""report.xlsx: the report for those who filter and sort: a sheet a roadmap, numbers in counts.

Every word goes in as text: nothing of a spec or a table becomes a formula or a link. The same
report gives the same bytes.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import datetime
from io import BytesIO

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from engine.classes import dataclass
from engine.reports.content.blocks import BAD, DOUBTFUL, GOOD, TONES
from engine.reports.content.names import VERDICTS
from engine.reports.content.views import EventView, IndicatorView, ReportView, RoadmapView
from engine.reports.edition import Edition
from engine.reports.report import Report

_COLOURS = {
    GOOD: "#C6E7CE", DOUBTFUL: "#FCE8B2", BAD: "#F6C7C3", "grey": "#E3E3E3",
}  # fmt: skip
_NAME_LENGTH = 31
_FORBIDDEN = str.maketrans(dict.fromkeys("[]:*?/\\'", " "))
_CELL_LENGTH = 32_000


@dataclass(frozen=True, slots=True)
class _Column:
    """A heading (a key of the catalogue) and its width in letters."""

    key: str
    width: int


_ROWS = (
    _Column("kind", 13), _Column("number", 10), _Column("text", 60), _Column("verdict", 22),
    _Column("figure", 28), _Column("target", 16), _Column("distance", 28), _Column("schedule", 24),
    _Column("responsible", 30), _Column("reason", 40),
)  # fmt: skip
_VERDICT = 3


def write(report: Report) -> bytes:
    """The workbook."""
    return _Book(report.view, report.edition).content()


class _Book:
    """A workbook under way."""

    def __init__(self, view: ReportView, edition: Edition) -> None:
        self._view, self._edition = view, edition
        self._file = BytesIO()
        self._book = xlsxwriter.Workbook(
            self._file,
            {
                "in_memory": True, "strings_to_formulas": False, "strings_to_urls": False,
                "strings_to_numbers": False,
            },
        )  # fmt: skip
        day = edition.as_of
        self._book.set_properties(
            {"title": view.title, "created": datetime(day.year, day.month, day.day)}
        )
        self._names: set[str] = set()
        self._text = self._book.add_format({"text_wrap": True, "valign": "top"})
        self._head = self._book.add_format(
            {"bold": True, "text_wrap": True, "valign": "top", "bg_color": "#DDE6F0", "border": 1}
        )
        self._title = self._book.add_format({"bold": True, "font_size": 14})
        self._bold = self._book.add_format({"bold": True, "top": 1})
        self._fills = {
            name: self._book.add_format({"bg_color": colour}) for name, colour in _COLOURS.items()
        }

    def _say(self, key: str) -> str:
        return self._edition.say(f"workbook.{key}")

    def content(self) -> bytes:
        self._summary()
        for roadmap in self._view.roadmaps:
            self._rows(roadmap.label, tuple(self._of_roadmap(roadmap)))
        if self._view.requirements:
            rows = (
                self._of_indicator(requirement)
                for requirement in self._view.requirements.requirements
            )
            self._rows(self._say("requirements"), tuple(rows))
        self._values()
        self._organisations()
        self._gaps()
        self._findings()
        self._provenance()
        self._book.close()
        return self._file.getvalue()

    # Sheets

    def _summary(self) -> None:
        sheet = self._sheet(self._say("summary"))
        sheet.set_column(0, 0, 60, self._text)
        lines = (self._view.title, self._view.subtitle, self._view.order, self._view.as_of,
                 self._view.audience, *self._view.summary.sentences)  # fmt: skip
        for at, line in enumerate(lines):
            sheet.write_string(at, 0, line[:_CELL_LENGTH], self._title if at == 0 else None)
        self._counts(sheet, len(lines) + 1)

    def _counts(self, sheet: Worksheet, top: int) -> None:
        """How many indicators of each roadmap have which verdict; the sums are formulas that hold
        their values."""
        counts = [
            Counter(indicator.badge.kind for indicator in r.indicators) for r in self._view.roadmaps
        ]
        kinds = [kind.value for kind in VERDICTS if any(count[kind.value] for count in counts)]
        sheet.write_string(top, 0, self._say("roadmap"), self._head)
        for at, kind in enumerate(kinds, 1):
            sheet.write_string(top, at, self._edition.say(f"verdict.{kind}"), self._head)
        sheet.write_string(top, len(kinds) + 1, self._say("total"), self._head)
        for row, (roadmap, count) in enumerate(
            zip(self._view.roadmaps, counts, strict=True), top + 1
        ):
            sheet.write_string(row, 0, roadmap.label)
            for at, kind in enumerate(kinds, 1):
                sheet.write_number(row, at, count[kind])
            self._sum(sheet, row, len(kinds) + 1, (row, 1, row, len(kinds)), count.total())
        last = top + len(counts) + 1
        sheet.write_string(last, 0, self._say("total"), self._bold)
        whole = sum(counts, Counter[str]())
        for at, kind in enumerate(kinds, 1):
            self._sum(sheet, last, at, (top + 1, at, last - 1, at), whole[kind], self._bold)
        at = len(kinds) + 1
        self._sum(sheet, last, at, (top + 1, at, last - 1, at), whole.total(), self._bold)

    @staticmethod
    def _sum(
        sheet: Worksheet, row: int, column: int, of: tuple[int, int, int, int], value: int,
        look: Format | None = None,
    ) -> None:  # fmt: skip
        first, last = xl_rowcol_to_cell(of[0], of[1]), xl_rowcol_to_cell(of[2], of[3])
        sheet.write_formula(row, column, f"=SUM({first}:{last})", look, value)

    def _rows(self, name: str, rows: Sequence[tuple[str, Sequence[str]]]) -> None:
        """A sheet of indicators and events: (kind of verdict, cells)."""
        sheet = self._table(name, _ROWS, [cells for _, cells in rows])
        for at, (kind, cells) in enumerate(rows, 1):
            fill = self._fills[TONES.get(kind, "grey")]
            sheet.write_string(at, _VERDICT, cells[_VERDICT][:_CELL_LENGTH], fill)

    def _table(
        self, name: str, columns: Sequence[_Column], rows: Sequence[Sequence[str]]
    ) -> Worksheet:
        """A sheet with a frozen head and filters."""
        sheet = self._sheet(name)
        for at, column in enumerate(columns):
            sheet.set_column(at, at, column.width, self._text)
            sheet.write_string(0, at, self._say(column.key), self._head)
        for row, cells in enumerate(rows, 1):
            for at, text in enumerate(cells):
                sheet.write_string(row, at, text[:_CELL_LENGTH], self._text)
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, max(len(rows), 1), len(columns) - 1)
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(0)
        return sheet

    def _sheet(self, name: str) -> Worksheet:
        plain = " ".join(name.translate(_FORBIDDEN).split())[:_NAME_LENGTH].rstrip() or "…"
        found, count = plain, 2
        while found.casefold() in self._names:
            tail = f" {count}"
            found, count = plain[: _NAME_LENGTH - len(tail)] + tail, count + 1
        self._names.add(found.casefold())
        return self._book.add_worksheet(found)

    # Rows

    def _of_roadmap(self, roadmap: RoadmapView) -> Iterator[tuple[str, Sequence[str]]]:
        yield from (self._of_indicator(indicator) for indicator in roadmap.indicators)
        for section in roadmap.sections:
            yield from (self._of_event(event) for event in section.events)

    def _of_indicator(self, it: IndicatorView) -> tuple[str, Sequence[str]]:
        far = "; ".join(part for part in (it.distance, it.progress) if part)
        reason = " ".join(part for part in (it.reason, it.missing, it.waiver) if part)
        return it.badge.kind, (
            self._say("indicator"), it.id, it.text, it.badge.label, it.figure or "",
            it.target or "", far, "", it.body or "", reason,
        )  # fmt: skip

    def _of_event(self, it: EventView) -> tuple[str, Sequence[str]]:
        return it.badge.kind, (
            self._say("event"), it.number, it.title, it.badge.label, it.progress or "", "", "",
            it.schedule, "; ".join(it.responsible), it.remark or "",
        )  # fmt: skip

    def _values(self) -> None:
        """The figures that are broken down by a column: a row a value."""
        required = self._view.requirements
        indicators = [
            indicator for roadmap in self._view.roadmaps for indicator in roadmap.indicators
        ]
        indicators += required.requirements if required else ()
        columns = (_Column("indicator", 30), _Column("column", 30), _Column("value", 30),
                   _Column("figure", 30), _Column("verdict", 16))  # fmt: skip
        rows = [
            (it.id, it.column, line.name, line.figure, line.badge.label if line.badge else "")
            for it in indicators
            for line in it.working.values
        ]
        if rows:
            self._table(self._say("values"), columns, rows)

    def _organisations(self) -> None:
        views = (*self._view.municipalities, *self._view.organisations)
        columns = (_Column("organisation", 40), _Column("code", 14), _Column("indicator", 12),
                   _Column("figure", 30), _Column("text", 70))  # fmt: skip
        rows = [
            (view.name, view.code, line.code, line.figure, line.text)
            for view in views
            for line in view.lines
        ]
        if rows:
            self._table(self._say("organisations"), columns, rows)

    def _gaps(self) -> None:
        columns = (_Column("reason", 40), _Column("number", 14), _Column("text", 70),
                   _Column("detail", 50))  # fmt: skip
        rows = [
            (group.reason, item.code, item.text, item.detail)
            for group in self._view.gaps
            for item in group.items
        ]
        if rows:
            self._table(self._say("gaps"), columns, rows)

    def _findings(self) -> None:
        columns = (_Column("code", 10), _Column("place", 40), _Column("text", 90),
                   _Column("fix", 60))  # fmt: skip
        rows = [
            (group.code, line.place, line.text, group.fix)
            for group in self._view.findings
            for line in group.lines
        ]
        if rows:
            self._table(self._say("findings"), columns, rows)

    def _provenance(self) -> None:
        provenance = self._view.provenance
        rows = [(fact.label, fact.value, "") for fact in provenance.facts]
        rows += [
            (line.path, line.sha256, line.rows) for line in (*provenance.specs, *provenance.tables)
        ]
        columns = (_Column("source", 50), _Column("value", 70), _Column("rows", 12))
        self._table(self._say("provenance"), columns, rows)
