"""A raw sheet: the cells of a table as text, with their addresses in the file."""

from collections.abc import Callable, Iterator
from decimal import Decimal
from difflib import get_close_matches
from enum import StrEnum
from functools import cache, lru_cache
from pathlib import Path
from unicodedata import normalize

import polars as pl

from engine.classes import dataclass
from engine.diagnostics import Finding, Place

ROW = "__row"
"""Column with the 1-based row of the sheet, or the line of the csv file."""


MOST_FILLED = 5_000_000
"""Cells that merged ranges may fill in one sheet."""


_ERRORS = (
    ("#DIV/0!", "#ДЕЛ/0!"), ("#N/A", "#Н/Д"), ("#NAME?", "#ИМЯ?"), ("#NULL!", "#ПУСТО!"),
    ("#NUM!", "#ЧИСЛО!"), ("#REF!", "#ССЫЛКА!"), ("#VALUE!", "#ЗНАЧ!"), ("#SPILL!", "#ПЕРЕНОС!"),
    ("#CALC!", "#ВЫЧИСЛ!"), ("#FIELD!", "#ПОЛЕ!"), ("#GETTING_DATA", "#ОЖИДАНИЕ_ДАННЫХ"),
)  # fmt: skip
"""Errors of Excel, as files store them and as Russian Excel shows and exports them."""

ERROR_WORDS = {word: pair for pair in _ERRORS for word in pair}
"""Each word of an error with both of its spellings."""

LOGICAL_WORDS = {"TRUE": True, "FALSE": False, "ИСТИНА": True, "ЛОЖЬ": False}
"""What a cell shows whose number stands for yes or no."""


_ERROR_OR_NARROW = "^(?:#{3,}|(?:Err|Ошибка):[0-9]{3})$"


@cache
def _listed() -> pl.Expr:
    """Made when a table is read: a series starts the threads of the library, an import does not."""
    return pl.lit(pl.Series(list(ERROR_WORDS)).implode())


def error_word(text: pl.Expr) -> pl.Expr:
    """True of a cell that holds an error of Excel or of LibreOffice (Err:502, in Russian
    Ошибка:502), or nothing but the signs of a narrow column."""
    return text.str.to_uppercase().is_in(_listed()) | text.str.contains(_ERROR_OR_NARROW)


UNKEPT = 2**53
"""Whole numbers from here on are kept by no workbook digit by digit: two may be one."""

UNKEPT_SINGLE = 2**24
"""The same of numbers of four bytes, as Parquet (float32) and databases (real) have them."""

NEARLY = "≈"
"""Stands before such a number, since what is written here may not be what was meant."""


def float_text(value: pl.Expr, text: pl.Expr, *, unkept: int = UNKEPT) -> pl.Expr:
    """A number of a file that has no text of it: whole ones without a point or a power, those from
    `unkept` on marked, and others as `text` has them, without noise where they have eight bytes."""
    is_kept = value.abs() < unkept
    if unkept == UNKEPT:
        clean = without_noise(value)
        text = pl.when(clean != value).then(clean.cast(pl.String)).otherwise(text)
    whole = pl.when(is_kept & (value == value.floor())).then(value)
    nearly = pl.when(value.is_finite() & ~is_kept).then(pl.lit(NEARLY) + text)
    return pl.coalesce(whole.cast(pl.Int64, strict=False).cast(pl.String), nearly, text)


_LEAST, _ROUND, _FIGURES = 1e-13, 9, 12
"""Below what a number is what is left over of a difference; figures of one that is no such; figures
to which both are looked at."""


def number_text(value: float) -> str:
    """A number of a workbook as Excel keeps and shows it, to 15 figures, without a power; one that
    is too large to be kept whole says so.

    Sums of fractions leave noise in the last figures: a hundred times 0.1 is 9.99999999999998. What
    the twelfth figure rounds to a short number is meant to be it, and 1e-16 to be nought."""
    if value.is_integer():
        return f"{NEARLY}{int(value)}" if abs(value) >= UNKEPT else str(int(value))
    if abs(value) < _LEAST:
        return "0"
    near = Decimal(f"{value:.{_FIGURES}g}").normalize()
    is_short = len(near.as_tuple().digits) <= _ROUND
    return f"{near if is_short else Decimal(f'{value:.15g}'):f}"


def without_noise(value: pl.Expr) -> pl.Expr:
    """Numbers of eight bytes without what sums of fractions leave in their last figures, by the
    rule of `number_text`: 0.1 + 0.2 is 0.3 in whatever file it stands."""
    rounded = value.round_sig_figs(_FIGURES)
    is_short = value.is_finite() & (rounded == value.round_sig_figs(_ROUND))
    is_nought = value.abs() < _LEAST
    nought = value.abs() * 0
    return pl.when(is_nought).then(nought).when(is_short).then(rounded).otherwise(value)


def unkept(text: pl.Expr) -> pl.Expr:
    """True of a cell that holds a number which its file keeps to its first digits alone."""
    return text.str.contains(f"^{NEARLY}-?\\d")


_INVISIBLE = "\u00ad\u200b\u2060\ufeff"
"""Soft hyphens and spaces of no width: they say where a word may be broken, and are no letters."""

UNFORMED = f"[\u0300-\u036f{_INVISIBLE}]"
"""Marks that stand after the letter they belong to, and signs that nobody sees."""


def one_form(text: str) -> str:
    """The text with letters in one piece (NFC) and without signs that nobody sees: what looks the
    same is the same, whatever file or database it comes from."""
    if any(sign in text for sign in _INVISIBLE):
        text = text.translate(dict.fromkeys(map(ord, _INVISIBLE)))
    return normalize("NFC", text)


def in_one_form(text: pl.Expr) -> pl.Expr:
    """The same for cells."""
    return text.str.replace_all(f"[{_INVISIBLE}]", "").str.normalize("NFC")


class CellFault(StrEnum):
    """Why a cell of a workbook has no value that could be read."""

    FORMULA = "formula"
    ERROR = "error"
    UNKEPT = "unkept"


@dataclass(frozen=True, slots=True)
class FaultyCell:
    """A cell (row 1-based, column 0-based) without a usable value; `text` is what it shows."""

    row: int
    column: int
    fault: CellFault
    text: str


Merged = tuple[int, int, int, int]
"""First row (1-based), first column (0-based), last row, last column of a merged range."""


Blocks = Callable[[], Iterator["RawSheet | Finding"]]
"""Parts of a large file one after another; a finding where it cannot be read further."""


@dataclass(frozen=True, slots=True)
class Typed:
    """Rows as the file has them: columns named by position as in a raw sheet, and `__row`.

    `names` are the columns as the file names them; `path` is None of a file in memory.
    """

    rows: pl.LazyFrame
    names: tuple[str, ...]
    path: Path | None


@dataclass(frozen=True, slots=True)
class RawSheet:
    """Text cells. Columns of `frame` are named by their 0-based position in the sheet, and `__row`.

    `sheet` is None for csv. `serial_shift` is what to add to a date serial of this workbook to
    count days as Excel for Windows does (1462 in the 1904 date system, else 0). `merged` are the
    ranges of merged cells; their text is filled down already. Where `blocks` is given the file
    is too large for the memory: `frame` holds its first rows only, `blocks` all, part by part.
    `typed` are the rows of a file that knows its types. `tab` is how addresses call the sheet where
    its name may be that of a person.
    """

    file: str
    sheet: str | None
    frame: pl.DataFrame
    faulty: tuple[FaultyCell, ...] = ()
    serial_shift: int = 0
    merged: tuple[Merged, ...] = ()
    blocks: Blocks | None = None
    typed: Typed | None = None
    stray: tuple[int, ...] = ()
    """Rows whose quotation marks make no pairs: where their cells end can only be guessed."""

    is_ragged: bool = False
    """True where a row has as many cells as were written; those that were not are NULL."""

    tab: str | None = None
    looks: pl.DataFrame | None = None
    """Numbers that show otherwise than they are: `row`, `column`, `code` of the number format, and
    `shown` where the file says it. An empty `code` is a format that the file does not tell."""

    hidden: tuple[int, ...] = ()
    """Rows that are hidden."""

    is_hidden: bool = False
    """True of a hidden sheet."""

    struck: frozenset[tuple[int, int]] = frozenset()
    """Cells (row 1-based, column 0-based) whose words are crossed out."""

    @property
    def address(self) -> str | None:
        """The sheet as places call it."""
        return self.tab or self.sheet

    def place(self, row: int, column: int | None = None) -> Place:
        """The cell of a sheet, or the line and column of a csv file."""
        return cell_place(self.file, self.address, row, column)


def filled_down(frame: pl.DataFrame, merged: tuple[Merged, ...]) -> pl.DataFrame:
    """The text of each merged range in all rows of its first column."""
    cells: dict[str, tuple[list[int], list[str]]] = {}
    filled = 0
    for top, left, bottom, _ in merged:
        name, last = str(left), min(bottom, frame.height)
        if last <= top or name not in frame.columns:
            continue
        text = frame.item(top - 1, name)
        filled += last - top
        if text is None or filled > MOST_FILLED:
            continue
        rows, texts = cells.setdefault(name, ([], []))
        rows += range(top, last)
        texts += [text] * (last - top)
    return frame.with_columns(
        frame[name].scatter(rows, texts).alias(name) for name, (rows, texts) in cells.items()
    )


def with_errors(frame: pl.DataFrame, faulty: tuple[FaultyCell, ...]) -> pl.DataFrame:
    """The words of errors in the cells that hold them, which a reader hands over as blank, the
    numbers that were not kept whole, which it hands over as if they were, and no value where a
    formula has none."""
    cells: dict[str, tuple[list[int], list[str | None]]] = {}
    for cell in faulty:
        name = str(cell.column)
        if name in frame.columns and cell.row <= frame.height:
            rows, texts = cells.setdefault(name, ([], []))
            rows.append(cell.row - 1)
            texts.append(None if cell.fault is CellFault.FORMULA else cell.text)
    return frame.with_columns(
        frame[name].scatter(rows, texts).alias(name) for name, (rows, texts) in cells.items()
    )


def composed(frame: pl.DataFrame) -> pl.DataFrame:
    """The cells in one form (see `one_form`): «й» may be written as «и» and a breve."""
    unformed = frame.select(pl.col(pl.String).str.contains(UNFORMED).any())
    names = [name for name in unformed.columns if unformed[name][0]]
    return frame.with_columns(in_one_form(pl.col(name)) for name in names) if names else frame


def cell_place(file: str, sheet: str | None, row: int, column: int | None = None) -> Place:
    """A cell (row 1-based, column 0-based) of a sheet; of a csv file, which has no sheets, the line
    and the letter under which a spreadsheet shows the column."""
    if sheet is None:
        return Place(file, line=row, cell=None if column is None else column_letters(column))
    return Place(file, sheet=sheet, cell=None if column is None else cell_address(row, column))


def cell_address(row: int, column: int) -> str:
    """`B7` for row 7 (1-based) and column 1 (0-based)."""
    return f"{column_letters(column)}{row}"


def column_letters(column: int) -> str:
    """`A` for column 0, `AA` for 26."""
    letters, rest = "", column + 1
    while rest:
        rest, digit = divmod(rest - 1, 26)
        letters = chr(ord("A") + digit) + letters
    return letters


@lru_cache(1024)
def column_number(letters: str) -> int:
    """0 for `A`, 26 for `AA`; the inverse of `column_letters`."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


@lru_cache(4096)
def plain(text: str) -> str:
    """Text for comparing names: one kind of space, lower case, ё as е."""
    return " ".join(one_form(text).split()).casefold().replace("ё", "е")


def nearest(word: str, options: tuple[str, ...]) -> str:
    """The option that the word was probably meant to be, or an empty text."""
    by_plain = {plain(option): option for option in reversed(options)}
    close = get_close_matches(plain(word), list(by_plain), n=1, cutoff=0.6)
    return by_plain[close[0]] if close else ""
