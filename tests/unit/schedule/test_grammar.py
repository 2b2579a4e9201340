"""The table that is read instead of worked out is the table of the grammar."""

import os
from pathlib import Path

from engine.schedule.parser import built, grammar, table_text

TABLE = Path(__file__).parents[3] / "engine" / "schedule" / "grammar.json"


def test_the_table_is_that_of_the_grammar() -> None:
    text = table_text(built())
    if os.environ.get("UPDATE_GOLDEN"):
        TABLE.write_text(text, encoding="utf-8")
    assert TABLE.read_text(encoding="utf-8") == text, "UPDATE_GOLDEN=1 pytest writes it anew"


def test_a_table_that_was_read_says_the_same_as_one_that_was_worked_out() -> None:
    assert table_text(grammar()) == table_text(built())
