"""Every decision record has a status and a day, and stands in the index."""

import os
import re
from pathlib import Path

import pytest

RECORDS = Path(__file__).parents[2] / "engine" / "adr"
INDEX = RECORDS / "README.md"
FILES = sorted(RECORDS.glob("[0-9]*.md"))
STATUS = re.compile(r"^Status: (?P<status>\w+) · (?P<day>\d{4}-\d\d-\d\d)(?P<since>;.+)?$", re.M)
HEAD = """\
# Decision records

Why the engine is built as it is: one page a decision (context, decision, consequences). A new one
takes the next free number, says `Status: accepted · DAY` under its title, and keeps its number for
good; what replaces it is named in its status. `UPDATE_GOLDEN=1 pytest tests/house/test_records.py`
writes this index.

| number | decision | status | since |
|---|---|---|---|
"""


def row(record: Path) -> str:
    text = record.read_text("utf-8")
    title = re.sub(r"^# (\d+\. )?", "", text.partition("\n")[0])
    found = STATUS.search(text)
    assert found, f"{record.name}: no line «Status: accepted · YYYY-MM-DD»"
    number = record.name.partition("-")[0]
    status = found["status"] + (found["since"] or "")
    return f"| [{number}]({record.name}) | {title} | {status} | {found['day']} |\n"


@pytest.mark.parametrize("record", FILES, ids=lambda each: each.name)
def test_a_record_has_one_status_below_its_title(record: Path) -> None:
    lines = record.read_text("utf-8").splitlines()
    assert STATUS.fullmatch(lines[2]), f"{record.name}:3: «Status: accepted · YYYY-MM-DD»"
    assert sum(line.startswith(("Status", "**Status")) for line in lines) == 1


def test_no_number_is_given_twice() -> None:
    numbers = [file.name.partition("-")[0] for file in FILES]
    assert len(set(numbers)) == len(numbers)


def test_the_index_names_every_record() -> None:
    text = HEAD + "".join(map(row, FILES))
    if os.environ.get("UPDATE_GOLDEN"):
        INDEX.write_text(text, encoding="utf-8")
    assert INDEX.read_text("utf-8") == text, "UPDATE_GOLDEN=1 pytest writes it anew"
