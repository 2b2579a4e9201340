"""Every phrase of the tables is read as its line says.

`phrases.csv`: how plans of schools and municipalities write. `tables.csv`: cells of tables: bounds
of bounds, lengths in brackets, counted weeks, shortened words, broken lines, sheets of a month.
`orders.csv`: every event of four
orders, with the number the order gives it. A window is «начало..конец», a day stands alone, many
windows are «первое … последнее (сколько)».
"""

from datetime import date

import pytest

from engine.model.spec import Window
from engine.schedule import resolve_schedule
from tests.unit.schedule.phrasebook import EXPECTED, PLANS, rows, written

PHRASES = [*rows("phrases.csv"), *rows("tables.csv")]
ORDERS = rows("orders.csv")


@pytest.mark.parametrize("row", PHRASES, ids=[f"{r['phrase']} [{r['plan']}]" for r in PHRASES])
def test_a_phrase_means_what_the_table_says(row: dict[str, str]) -> None:
    month = date.fromisoformat(f"{row['month']}-01") if row["month"] else None
    schedule = resolve_schedule(row["phrase"], PLANS[row["plan"]], month=month)
    assert written(schedule) == {name: row[name] for name in EXPECTED}


@pytest.mark.parametrize(
    "row",
    ORDERS,
    ids=[f"{r['order']} {r['roadmap']} {r['number']} {n}" for n, r in enumerate(ORDERS)],
)
def test_an_event_of_an_order_is_dated_as_the_table_says(row: dict[str, str]) -> None:
    schedule = resolve_schedule(row["phrase"] or None, _period(row))
    assert written(schedule) == {name: row[name] for name in EXPECTED}


def _period(row: dict[str, str]) -> Window | None:
    if not row["from"]:
        return None
    return Window(date.fromisoformat(row["from"]), date.fromisoformat(row["to"]))


def test_the_tables_hold_every_event_and_hundreds_of_phrases() -> None:
    assert len(ORDERS) == 238
    assert len(PHRASES) >= 300


def test_an_undated_event_always_says_why() -> None:
    silent = [row for row in ORDERS if not row["windows"] and not row["reason"]]
    assert silent == []
