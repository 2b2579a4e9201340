"""The tables of specs/dyatkovo-2021 as pandas frames, read without the engine.

A sheet is opened with openpyxl, an export is decoded from windows-1251, and the header is the first
row that holds the wanted titles.
"""

import csv
from datetime import datetime
from functools import cache
from io import StringIO
from itertools import zip_longest
from pathlib import Path
from typing import Any

import pandas as pd
import yaml

PROJECT = Path(__file__).parents[3] / "specs" / "dyatkovo-2021"
AS_OF = pd.Timestamp("2022-06-01")

SCHOOL_YEAR = (pd.Timestamp("2021-09-01"), pd.Timestamp("2022-08-31"))
"""«2021-2022 учебный год»: the period of every roadmap but one."""
PRESCHOOL_YEARS = (pd.Timestamp("2021-01-01"), pd.Timestamp("2022-12-31"))
"""«2021-2022 годы»: the period of the preschool roadmap."""

NO_ANSWER = {"", "н/д", "—", "-"}


# ---- files


@cache
def sheet(book: str, name: str, *titles: str) -> pd.DataFrame:
    """The columns of a sheet, under the titles printed in its header."""
    path = PROJECT / "data" / f"{book}.xlsx"
    cells = pd.read_excel(path, sheet_name=name, header=None, dtype=object, engine="openpyxl")
    return below_header(cells, titles)


@cache
def export(name: str, *titles: str) -> pd.DataFrame:
    """The columns of a csv file: windows-1251, semicolons, a remark above the header."""
    text = (PROJECT / "data" / f"{name}.csv").read_text(encoding="windows-1251")
    columns = zip_longest(*csv.reader(StringIO(text), delimiter=";"))
    return below_header(pd.DataFrame(dict(enumerate(columns))), titles)


def below_header(cells: pd.DataFrame, titles: tuple[str, ...]) -> pd.DataFrame:
    """The rows below the first row that holds all the titles; empty cells and dashes are None."""
    at = next(row for row in cells.index if set(titles) <= set(cells.loc[row]))
    header, rows = list(cells.loc[at]), cells.loc[at + 1 :]
    table = pd.DataFrame({title: rows[header.index(title)].map(answer) for title in titles})
    return table.astype(object).dropna(how="all").reset_index(drop=True)


def answer(cell: Any) -> object:
    """A cell's text, number or date; None where nothing was answered."""
    if not isinstance(cell, str):
        return None if pd.isna(cell) else cell
    return None if cell.strip() in NO_ANSWER else cell.strip()


# ---- columns


def codes(column: pd.Series) -> pd.Series:
    """Codes of organisations, which some sheets hold as numbers and some as text."""
    return column.map(lambda cell: None if pd.isna(cell) else str(cell))


def days(column: pd.Series) -> pd.Series:
    """Dates, which some tables hold as dates and some as text «03.05.2022»."""
    return pd.to_datetime(column.map(day))


def day(cell: object) -> object:
    return datetime.strptime(cell, "%d.%m.%Y") if isinstance(cell, str) else cell


def yes(column: pd.Series) -> pd.Series:
    """«да»; neither «нет» nor an empty cell is a yes."""
    return (column == "да").astype(bool)


# ---- rows


class NoRowsError(Exception):
    """There is nothing to count in, and absent is not zero."""


def some(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows, if there are any."""
    if rows.empty:
        raise NoRowsError
    return rows


def of_year(table: pd.DataFrame, year: str = "2021/22") -> pd.DataFrame:
    """The rows of a school year; those of a year that has not begun are unseen."""
    if pd.Timestamp(f"{year[:4]}-09-01") > AS_OF:
        raise NoRowsError
    return some(table[table["Учебный год"] == year])


def seen(table: pd.DataFrame, column: str = "Дата") -> pd.DataFrame:
    """The rows dated in the roadmaps' school year; those after the day of the report are unseen.

    A table that has rows, and none in the school year, counts as zero.
    """
    day = days(table[column])
    some(table[day <= AS_OF])
    return table[day.between(SCHOOL_YEAR[0], min(SCHOOL_YEAR[1], AS_OF))]


@cache
def register() -> pd.DataFrame:
    """The register of documents, one row for each thing that a document proves."""
    table = sheet(
        "Реестр документов", "Документы",
        "Что подтверждает", "Код организации", "Вид документа", "Дата", "Адрес публикации",
    )  # fmt: skip
    rows = pd.DataFrame(
        {
            "proves": table["Что подтверждает"].str.split(";"),
            "organisation": codes(table["Код организации"]),
            "kind": table["Вид документа"],
            "day": days(table["Дата"]),
            "address": table["Адрес публикации"],
        }
    ).explode("proves", ignore_index=True)
    return rows.assign(proves=rows["proves"].str.strip())


# ---- specs


@cache
def entries(part: str) -> dict[str, dict[str, Any]]:
    """The indicators or the events of all roadmaps by full id, every scalar as it is written."""
    return {
        f"{name.removesuffix('.yaml')}/{entry['id']}": entry
        for name in spec("project.yaml")["roadmaps"]
        for entry in spec(name)[part]
    }


@cache
def spec(name: str) -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.load(
        (PROJECT / name).read_text(encoding="utf-8"),
        Loader=getattr(yaml, "CBaseLoader", yaml.BaseLoader),
    )
    return loaded


def live_waivers() -> set[str]:
    """Ids that a signed exception replaces on the day of the report."""
    waivers = spec("project.yaml")["waivers"]
    return {waiver.get("id") for waiver in waivers if pd.Timestamp(waiver["until"]) >= AS_OF}


def period_of(full_id: str) -> tuple[pd.Timestamp, pd.Timestamp]:
    return PRESCHOOL_YEARS if full_id.startswith("preschool/") else SCHOOL_YEAR
