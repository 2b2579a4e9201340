"""The workbook of a form: a sheet a table, lists, limits, the code of the organisation locked.

A marked copy is the same workbook with the sender's cells, the wrong ones coloured, with remarks.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field
from datetime import date, datetime
from io import BytesIO

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from engine.classes import dataclass
from engine.datasets.returned import Cells
from engine.messages import Catalogue
from engine.model.conditions import ColumnType
from engine.model.tables import Field, Resource
from engine.tables.filling import Value

KIND = "roadmap-form/1"
SIGN_SHEET = "_roadmap"
_LIST_SHEET = "_lists"
_A4 = 9
"""Schools print their forms: a page is as wide as the table, and repeats its head."""
OWN_SHEETS = frozenset({SIGN_SHEET, _LIST_SHEET})
"""Hidden sheets of every form."""
HINTS, HEADINGS = 1, 2
"""0-based rows; the table begins below the headings."""
FIRST = HEADINGS + 1
_BLANK = 200
_LONGEST_NAME = 31
_LONGEST_MESSAGE = 255
_LONGEST_CELL = 32_000
_FORBIDDEN = str.maketrans(dict.fromkeys("[]:*?/\\'", " "))
MISSING = ("", None)


@dataclass(frozen=True, slots=True)
class Form:
    """What a workbook asks of one organisation. `choices` are values to choose from by table and
    column, `sheets` the names of the sheets by table."""

    project: str
    title: str
    list: str
    organisation: str
    name: str
    sign: str
    tables: tuple[Resource, ...]
    sheets: Mapping[str, str]
    choices: Mapping[tuple[str, str], tuple[str, ...]]
    day: date


@dataclass(frozen=True, slots=True)
class Content:
    """What stands in the sheets (by table) from row `FIRST` on; remarks at cells, and beside."""

    cells: Mapping[str, Cells]
    remarks: Mapping[str, Mapping[tuple[int, int], tuple[str, ...]]] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    is_marked: bool = False


def sheet_names(tables: Sequence[Resource], taken: Sequence[str] = ()) -> dict[str, str]:
    """A name of a sheet for each table: its sheet in the project or its title, each once."""
    used = [SIGN_SHEET, _LIST_SHEET, *taken]
    names: dict[str, str] = {}
    for table in tables:
        names[table.name] = sheet_title(table.sheet or table.title or table.name, used, table.name)
        used.append(names[table.name])
    return names


def sheet_title(text: str, taken: Sequence[str], otherwise: str = "1") -> str:
    """What a sheet may be called, told apart from those that are taken."""
    used = {each.casefold() for each in taken}
    plain = " ".join(text.translate(_FORBIDDEN).split())
    found, count = plain[:_LONGEST_NAME].rstrip() or otherwise[:_LONGEST_NAME], 2
    while found.casefold() in used:
        tail = f" {count}"
        found, count = plain[: _LONGEST_NAME - len(tail)] + tail, count + 1
    return found


def form_workbook(form: Form, content: Content, words: Catalogue) -> bytes:
    """The file; the same form gives the same bytes."""
    return _Book(form, content, words).content()


def spelt(value: bool, of: Field, words: Catalogue) -> str:
    """Yes or no as the cells of a column say it."""
    own = of.true_values if value else of.false_values
    return own[0] if own else words.text("value.true" if value else "value.false")


def choices_of(column: Field, words: Catalogue) -> tuple[str, ...]:
    """The values that a declaration lists; none where any may be written."""
    if column.values:
        return tuple(dict.fromkeys(written for written, _ in column.values))
    if column.type is ColumnType.BOOLEAN:
        return spelt(True, column, words), spelt(False, column, words)
    return tuple(
        spelt(each, column, words) if isinstance(each, bool) else str(each)
        for each in column.constraints.enum
    )


class _Book:
    """A workbook under way."""

    def __init__(self, form: Form, content: Content, words: Catalogue) -> None:
        self._form, self._content, self._words = form, content, words
        self._file = BytesIO()
        self._book = xlsxwriter.Workbook(
            self._file,
            {
                "in_memory": True, "strings_to_formulas": False, "strings_to_urls": False,
                "strings_to_numbers": False,
            },
        )  # fmt: skip
        made = datetime(form.day.year, form.day.month, form.day.day)
        self._book.set_properties({"title": form.title, "subject": form.name, "created": made})
        add = self._book.add_format
        self._title = add({"bold": True, "font_size": 14})
        self._wrap = add({"text_wrap": True, "valign": "top"})
        self._hint = add(
            {"italic": True, "font_color": "#595959", "text_wrap": True, "valign": "top",
             "font_size": 9}
        )  # fmt: skip
        self._head = add(
            {"bold": True, "text_wrap": True, "valign": "top", "bg_color": "#DDE6F0", "border": 1}
        )
        self._looks: dict[tuple[str, bool, bool], Format] = {}
        self._lists: list[tuple[str, ...]] = []

    def _say(self, key: str, **params: object) -> str:
        return self._words.text(f"forms.{key}", **params)

    def content(self) -> bytes:
        self._cover()
        for table in self._form.tables:
            self._table(table)
        self._list_sheet()
        self._sign()
        self._book.close()
        return self._file.getvalue()

    def _cover(self) -> None:
        """What is asked of whom; in a marked copy what is wrong beside the cells, too."""
        sheet = self._book.add_worksheet(self._say("cover"))
        sheet.set_column(0, 0, 100, self._wrap)
        sheet.set_paper(_A4)
        sheet.fit_to_pages(1, 0)
        lines = [self._form.title, f"{self._form.name} ({self._form.organisation})"]
        if self._content.is_marked:
            lines += [self._say("marked"), *self._content.notes]
        lines += [self._say("how"), self._say("locked"), self._say("as_text")]
        lines += [
            self._say("sheet", sheet=self._form.sheets[table.name], table=table.title)
            for table in self._form.tables
        ]
        if any(table.personal for table in self._form.tables):
            lines.append(self._say("personal"))
        for at, line in enumerate(lines):
            sheet.write_string(at, 0, line[:_LONGEST_CELL], self._title if at == 0 else self._wrap)
        sheet.protect()

    def _table(self, table: Resource) -> None:
        sheet = self._book.add_worksheet(self._form.sheets[table.name])
        sheet.write_string(0, 0, table.title, self._title)
        own = self._content.cells.get(table.name, {})
        below = {at: value for at, value in own.items() if at[0] > FIRST}
        last = max((row for row, _ in below), default=FIRST) + _BLANK
        for at, column in enumerate(table.fields):
            is_locked = column.name == table.organisation
            look = self._look(column, is_locked=is_locked)
            sheet.set_column(at, at, self._width(column), look)
            sheet.write_string(HINTS, at, self._hint_of(table, column), self._hint)
            sheet.write_string(HEADINGS, at, column.header, self._head)
            if is_locked and not self._content.is_marked:
                for row in range(FIRST, last):
                    sheet.write_string(row, at, self._form.organisation, look)
            elif not is_locked:
                self._limit(sheet, table, column, at, last + _BLANK)
        self._fill(sheet, table, below)
        sheet.freeze_panes(FIRST, 0)
        sheet.set_paper(_A4)
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(0, FIRST - 1)
        sheet.protect(
            "", {"format_columns": True, "format_rows": True, "sort": True, "autofilter": True}
        )

    def _fill(self, sheet: Worksheet, table: Resource, cells: Cells) -> None:
        remarks = self._content.remarks.get(table.name, {})
        for row, at in sorted({*cells, *remarks}):
            column = table.fields[at] if at < len(table.fields) else None
            is_wrong = (row, at) in remarks
            is_locked = column is not None and column.name == table.organisation
            look = self._look(column, is_locked=is_locked, is_wrong=is_wrong)
            _write(sheet, row - 1, at, cells.get((row, at)), look)
            if is_wrong:
                remark = "\n".join(remarks[row, at])[:_LONGEST_CELL]
                size = {"x_scale": 2.5, "y_scale": 1.5, "author": self._say("author")}
                sheet.write_comment(row - 1, at, remark, size)

    def _look(
        self, column: Field | None, *, is_locked: bool, is_wrong: bool = False
    ) -> Format:  # fmt: skip
        kind = column.type.value if column else "string"
        key = (kind, is_locked, is_wrong)
        if key not in self._looks:
            given: dict[str, object] = {"locked": is_locked, "valign": "top"}
            if kind == ColumnType.DATE.value:
                given["num_format"] = "dd.mm.yyyy"
            elif kind in (ColumnType.STRING.value, ColumnType.BOOLEAN.value):
                given["num_format"] = "@"
            if is_wrong:
                given["bg_color"] = "#F6C7C3"
            elif is_locked:
                given["bg_color"] = "#E3E3E3"
            self._looks[key] = self._book.add_format(given)
        return self._looks[key]

    def _width(self, column: Field) -> int:
        return min(max(14, len(column.header) // 2 + 4), 40)

    def _hint_of(self, table: Resource, column: Field) -> str:
        return "; ".join(self._hints(table, column))

    def _hints(self, table: Resource, column: Field) -> Iterator[str]:
        if column.name == table.organisation:
            yield self._say("hint.organisation")
            return
        choices = self._choices(table, column)
        limits = column.constraints
        if choices:
            yield self._say("hint.list")
        else:
            yield self._say(f"hint.{column.type.value}")
        if limits.minimum is not None:
            yield self._say("hint.minimum", minimum=_shown(limits.minimum))
        if limits.maximum is not None:
            yield self._say("hint.maximum", maximum=_shown(limits.maximum))
        if limits.pattern:
            yield self._say("hint.pattern", pattern=limits.pattern)
        if limits.required or column.name in table.primary_key:
            yield self._say("hint.required")
        if limits.unique or table.primary_key == (column.name,):
            yield self._say("hint.unique")
        if column.name in table.personal:
            yield self._say("hint.personal")

    def _choices(self, table: Resource, column: Field) -> tuple[str, ...]:
        return choices_of(column, self._words) or self._form.choices.get(
            (table.name, column.name), ()
        )

    def _limit(
        self, sheet: Worksheet, table: Resource, column: Field, at: int, last: int
    ) -> None:  # fmt: skip
        rule = self._rule(table, column)
        if rule is None:
            return
        is_open = any(column.missing_values or table.missing_values)
        rule |= {
            "input_title": column.header[:32],
            "input_message": self._hint_of(table, column)[:_LONGEST_MESSAGE],
            "error_message": self._hint_of(table, column)[:_LONGEST_MESSAGE],
            "error_type": "warning" if is_open else "stop",
        }
        sheet.data_validation(FIRST, at, last, at, rule)

    def _rule(self, table: Resource, column: Field) -> dict[str, object] | None:
        choices = self._choices(table, column)
        if choices:
            if choices not in self._lists:
                self._lists.append(choices)
            return {"validate": "list", "source": f"=list_{self._lists.index(choices) + 1}"}
        limits = column.constraints
        if column.unit is not None or column.extract is not None or not column.is_bare:
            return None
        match column.type:
            case ColumnType.INTEGER | ColumnType.NUMBER:
                kind = "integer" if column.type is ColumnType.INTEGER else "decimal"
                return {"validate": kind, **_between(limits.minimum, limits.maximum, 10**15)}
            case ColumnType.DATE:
                low = limits.minimum if isinstance(limits.minimum, date) else date(1900, 1, 1)
                high = limits.maximum if isinstance(limits.maximum, date) else date(2999, 12, 31)
                return {"validate": "date", "criteria": "between", "minimum": low, "maximum": high}
            case _:
                return {"validate": "any"}

    def _list_sheet(self) -> None:
        if not self._lists:
            return
        sheet = self._book.add_worksheet(_LIST_SHEET)
        for at, values in enumerate(self._lists):
            for row, value in enumerate(values):
                sheet.write_string(row, at, value)
            letter = xlsxwriter.utility.xl_col_to_name(at)
            where = f"={_LIST_SHEET}!${letter}$1:${letter}${len(values)}"
            self._book.define_name(f"list_{at + 1}", where)
        sheet.very_hidden()

    def _sign(self) -> None:
        """What the collecting side knows the form by."""
        sheet = self._book.add_worksheet(SIGN_SHEET)
        form = self._form
        rows = [
            ("format", KIND), ("project", form.project), ("list", form.list),
            ("organisation", form.organisation), ("declaration", form.sign),
            *((f"table:{table.name}", form.sheets[table.name]) for table in form.tables),
        ]  # fmt: skip
        for at, (key, value) in enumerate(rows):
            sheet.write_string(at, 0, key)
            sheet.write_string(at, 1, value)
        sheet.protect()
        sheet.very_hidden()


def _write(sheet: Worksheet, row: int, at: int, value: Value, look: Format) -> None:
    if value is None or value == "":
        sheet.write_blank(row, at, None, look)
    elif isinstance(value, bool):
        sheet.write_string(row, at, str(value), look)
    elif isinstance(value, int | float):
        sheet.write_number(row, at, value, look)
    elif isinstance(value, date):
        if value.year < 1900:
            sheet.write_string(row, at, value.strftime("%d.%m.%Y"), look)
        else:
            sheet.write_datetime(row, at, datetime(value.year, value.month, value.day), look)
    else:
        sheet.write_string(row, at, value[:_LONGEST_CELL], look)


def _between(low: object, high: object, most: int) -> dict[str, object]:
    least = low if isinstance(low, int | float) else -most
    greatest = high if isinstance(high, int | float) else most
    return {"criteria": "between", "minimum": least, "maximum": greatest}


def _shown(bound: object) -> str:
    if isinstance(bound, date):
        return bound.strftime("%d.%m.%Y")
    return str(bound)
