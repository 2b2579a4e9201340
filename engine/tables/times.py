"""Times of day and lengths of time in workbooks, which keep them as parts of a day: 0.3958 is
09:30, and 1.25 under the format [h]:mm is 30:00. Readers of workbooks make days of 1899 of them.
"""

import re
from datetime import datetime, time, timedelta

import polars as pl

from engine.lazy import lazy_pattern
from engine.tables.numberformats import Look, look_of
from engine.tables.sheets import ROW

_ELAPSED = lazy_pattern(r"\[[hms]+\]", re.IGNORECASE)
_DAY_0 = {False: datetime(1899, 12, 31), True: datetime(1904, 1, 1)}


def time_text(value: time | timedelta) -> str:
    """«09:30», with seconds where there are some; of more than a day «30:00»."""
    if isinstance(value, time):
        value = timedelta(hours=value.hour, minutes=value.minute, seconds=value.second)
    minutes, seconds = divmod(round(value.total_seconds()), 60)
    text = f"{minutes // 60:02}:{minutes % 60:02}"
    return f"{text}:{seconds:02}" if seconds else text


def with_times(
    cells: pl.DataFrame, looks: pl.DataFrame | None, *, from_1904: bool
) -> tuple[pl.DataFrame, pl.DataFrame | None]:
    """The cells with times as they are written, and the looks of the others."""
    if looks is None:
        return cells, looks
    dated = {code for code in looks["code"].unique() if look_of(code) is Look.DAY}
    found: list[tuple[int, int]] = []
    changed: dict[str, pl.Series] = {}
    rows: dict[int, int] = {}
    for (column,), group in (
        looks.filter(pl.col("code").is_in(dated)).partition_by("column", as_dict=True).items()
    ):
        name = str(column)
        if name not in cells.columns or not cells[name].str.contains(r"^1(?:899|90\d)-").any():
            continue
        rows = rows or {row: at for at, row in enumerate(cells[ROW])}
        texts = cells[name].to_list()
        for row, _, code, _ in group.iter_rows():
            at = rows.get(row)
            said = None if at is None else _time(texts[at], code, _DAY_0[from_1904])
            if at is not None and said is not None:
                texts[at] = said
                found.append((row, column))
        changed[name] = pl.Series(name, texts, pl.String)
    if not found:
        return cells, looks
    times = pl.DataFrame(found, schema={"row": pl.Int64, "column": pl.Int64}, orient="row")
    others = looks.join(times, on=["row", "column"], how="anti", maintain_order="left")
    return cells.with_columns(changed.values()), None if others.is_empty() else others


def _time(text: str | None, code: str, day_0: datetime) -> str | None:
    """What a cell of a time shows; None of a day, with a time or without."""
    try:
        value = datetime.fromisoformat(text or "") - day_0
    except ValueError:
        return None
    is_time = value < timedelta(days=1) or _ELAPSED.search(code)
    return time_text(value) if is_time and value >= timedelta(0) else None
