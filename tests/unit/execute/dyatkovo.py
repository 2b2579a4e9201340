"""The tables of specs/dyatkovo-2021 as pandas frames, and what the engine found out about them.

Nothing here uses the engine's reading of tables: a sheet is opened with openpyxl, an export is
decoded from windows-1251, and the header is the first row that holds the wanted titles.
"""

import csv
from datetime import date, datetime
from functools import cache
from io import StringIO
from pathlib import Path

import pandas as pd
import yaml

from engine.pipeline import evaluate
from engine.results.outcome import Outcome
from engine.results.statuses import EventOutcome
from engine.results.verdicts import IndicatorOutcome

PROJECT = Path(__file__).parents[3] / "specs" / "dyatkovo-2021"
DATA = PROJECT / "data"
AS_OF = pd.Timestamp("2022-06-01")

SCHOOL_YEAR = (pd.Timestamp("2021-09-01"), pd.Timestamp("2022-08-31"))
"""«2021-2022 учебный год»: the period of every roadmap but one."""
PRESCHOOL_YEARS = (pd.Timestamp("2021-01-01"), pd.Timestamp("2022-12-31"))
"""«2021-2022 годы»: the period of the preschool roadmap."""

NO_ANSWER = {"", "н/д", "—", "-"}


@cache
def sheet(book: str, name: str, *titles: str) -> pd.DataFrame:
    """The columns of a sheet, under the titles printed in its header."""
    cells = pd.read_excel(DATA / f"{book}.xlsx", sheet_name=name, header=None, dtype=object)
    return below_header(cells, titles)


@cache
def export(name: str, *titles: str) -> pd.DataFrame:
    """The columns of a csv file: windows-1251, semicolons, a remark above the header."""
    text = (DATA / f"{name}.csv").read_text(encoding="windows-1251")
    return below_header(pd.DataFrame(csv.reader(StringIO(text), delimiter=";")), titles)


def below_header(cells: pd.DataFrame, titles: tuple[str, ...]) -> pd.DataFrame:
    """The rows below the first row that holds all the titles; empty cells and dashes are None."""
    at = next(row for row in cells.index if set(titles) <= set(cells.loc[row]))
    columns = {title: list(cells.loc[at]).index(title) for title in titles}
    rows = cells.loc[at + 1 :].reset_index(drop=True)
    table = pd.DataFrame({title: rows[place].map(answer) for title, place in columns.items()})
    return table.astype(object).dropna(how="all").reset_index(drop=True)


def answer(cell: object) -> object:
    """A cell's text, number or date; None where nothing was answered."""
    if not isinstance(cell, str):
        return None if pd.isna(cell) else cell
    return None if cell.strip() in NO_ANSWER else cell.strip()


def codes(column: pd.Series) -> pd.Series:
    """Codes of organisations, which some sheets hold as numbers and some as text."""
    return column.map(lambda cell: None if pd.isna(cell) else str(cell))


def days(column: pd.Series) -> pd.Series:
    """Dates, which some tables hold as dates and some as text «03.05.2022»."""
    return pd.to_datetime(column.map(day))


def day(cell: object) -> object:
    return datetime.strptime(cell, "%d.%m.%Y") if isinstance(cell, str) else cell


def yes(column: pd.Series) -> pd.Series:
    return column.map(lambda cell: cell == "да").astype(bool)


def seen(table: pd.DataFrame, column: str) -> pd.DataFrame:
    """The rows dated in the school year and not after the day of the report."""
    first, last = SCHOOL_YEAR
    return table[days(table[column]).between(first, min(last, AS_OF))]


def register() -> pd.DataFrame:
    """The register of documents, one row for each thing that a document proves."""
    table = sheet(
        "Реестр документов", "Документы",
        "Что подтверждает", "Код организации", "Вид документа", "Дата", "Адрес публикации",
    )  # fmt: skip
    table = table.assign(
        proves=table["Что подтверждает"].str.split(";"), day=days(table["Дата"])
    ).explode("proves", ignore_index=True)
    return table.assign(
        proves=table["proves"].str.strip(), organisation=codes(table["Код организации"])
    )


@cache
def roadmap(slug: str) -> dict[str, list[dict[str, object]]]:
    """A spec, every scalar as it is written."""
    text = (PROJECT / f"{slug}.yaml").read_text(encoding="utf-8")
    return yaml.load(text, Loader=yaml.BaseLoader)


@cache
def entries(part: str) -> dict[str, dict[str, object]]:
    """The indicators or the events of all roadmaps, by full id."""
    project = yaml.safe_load((PROJECT / "project.yaml").read_text(encoding="utf-8"))
    slugs = [name.removesuffix(".yaml") for name in project["roadmaps"]]
    return {f"{slug}/{entry['id']}": entry for slug in slugs for entry in roadmap(slug)[part]}


@cache
def live_waivers() -> frozenset[str]:
    """Ids that a signed exception replaces on the day of the report."""
    project = yaml.safe_load((PROJECT / "project.yaml").read_text(encoding="utf-8"))
    return frozenset(
        waiver["id"]
        for waiver in project["waivers"]
        if "id" in waiver and pd.Timestamp(waiver["until"]) >= AS_OF
    )


def period_of(full_id: str) -> tuple[pd.Timestamp, pd.Timestamp]:
    return PRESCHOOL_YEARS if full_id.startswith("preschool/") else SCHOOL_YEAR


@cache
def evaluated() -> Outcome:
    """What `roadmap evaluate specs/dyatkovo-2021 --as-of 2022-06-01` finds, once."""
    outcome = evaluate(PROJECT, as_of=date(AS_OF.year, AS_OF.month, AS_OF.day)).outcome
    assert outcome is not None
    return outcome


def judged(full_id: str) -> IndicatorOutcome:
    (found,) = [one for one in evaluated().indicators if f"{one.roadmap}/{one.id}" == full_id]
    return found


def event(full_id: str) -> EventOutcome:
    (found,) = [one for one in evaluated().events if f"{one.roadmap}/{one.id}" == full_id]
    return found
