"""The rows behind a figure as records: where each stands, what it did, and which part of a
condition it failed."""

from collections.abc import Iterable, Iterator

from engine.reports.content.explanation import SeenRow, seen_rows
from engine.reports.edition import Edition
from engine.reports.formats.records import Record, render_records
from engine.results.verdicts import Explanation

COLUMNS = ("part", "dataset", "state", "file", "line", "column", "sheet", "cell", "organisation",
           "name", "failed", "without_answer")  # fmt: skip


def rows_records(format_: str, explanation: Explanation, made: Edition) -> str | bytes:
    """csv, jsonl or xlsx; the columns that the rule looks at stand last, each under its name."""
    seen = tuple(seen_rows(explanation, made))
    named = dict.fromkeys(name for each in seen for name, _ in each.row.values)
    told = {name: name if name not in COLUMNS else f"{name}*" for name in named}
    records = _records(seen, made, told)
    if format_ != "jsonl":
        records = ({key: _word(value, made) for key, value in each.items()} for each in records)
    return render_records(format_, (*COLUMNS, *told.values()), records, made.say("explain.rows"))


def _records(seen: Iterable[SeenRow], made: Edition, told: dict[str, str]) -> Iterator[Record]:
    for each in seen:
        group, row, place = each.group, each.row, each.row.place
        yield {
            "part": ".".join(each.part) or None,
            "dataset": group.dataset,
            "state": group.state.value,
            "file": place.file,
            "line": place.line,
            "column": place.column,
            "sheet": place.sheet,
            "cell": place.cell,
            "organisation": row.organisation,
            "name": made.organisation(row.organisation) or None,
            "failed": row.failed,
            "without_answer": row.is_open if row.failed else None,
            **{told[name]: _plain(value) for name, value in row.values},
        }


def _word(value: object, made: Edition) -> object:
    """Yes and no in the words that the table itself is read with: True is no word of a table."""
    return made.say("value.yes" if value else "value.no") if isinstance(value, bool) else value


def _plain(value: object) -> object:
    """Numbers and yes or no as they are; days as ISO 8601 has them."""
    return value if value is None or isinstance(value, int | float) else str(value)
