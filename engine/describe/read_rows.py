"""The rows that the reader takes for rows of a proposed table, and those with a single cell."""

import re
from itertools import pairwise

import polars as pl

from engine.classes import dataclass
from engine.codes import tables as codes
from engine.datasets.parts import Part, read_part
from engine.describe.columns import Column
from engine.describe.naming import name_of
from engine.describe.proposal import NARROW, Proposal, Source
from engine.lazy import lazy_pattern
from engine.model.tables import Taken
from engine.tables import ROW

_BLANKS = "\u00a0\u202f\ufeff "
_WORDS = ".*[A-Za-zА-Яа-яЁё]{2}.*"
_FOOT = lazy_pattern(
    r"(?i)^(\*|примечани|источник|исполнител|директор|руководител|начальник|заведующ|подпис|дата\b|"
    r"note|source|м\.\s*п)"
)
_MOST_LONE = 30


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows of a source that the reader takes for rows of the table, trimmed."""

    source: Source
    body: pl.DataFrame
    totals: tuple[tuple[str, int], ...]


def rows_of_sources(proposal: Proposal) -> list[Rows]:
    """What the reader makes of the sources, every cell taken for text."""
    resource = proposal.resource(as_text=True)
    found = []
    for source in proposal.sources:
        part = read_part(resource, source.raw)
        if not isinstance(part, Part):
            continue
        ours = source.raw.frame.filter(pl.col(ROW).is_in(part.both[ROW].implode()))
        totals = tuple(
            (str(dict(finding.params)["value"]), int(dict(finding.params)["count"]))  # type: ignore[arg-type]
            for finding in part.findings
            if finding.code is codes.TOTAL_ROW
        )
        found.append(Rows(source, ours.with_columns(_trim(n) for n in cells_of(ours)), totals))
    return found


def cells_of(frame: pl.DataFrame) -> list[str]:
    """The columns of a frame that hold cells: not the number of the row."""
    return [name for name in frame.columns if name != ROW]


def _trim(name: str) -> pl.Expr:
    text = pl.col(name).str.strip_chars().str.strip_chars(_BLANKS)
    return pl.when(text != "").then(text).alias(name)


def trimmed(cells: pl.Series) -> pl.Series:
    """The cells without blanks around them, those that hold something."""
    return cells.to_frame("x").select(_trim("x"))["x"].drop_nulls()


def leave_out_lone_rows(proposal: Proposal, parts: list[Rows]) -> bool:
    """Rows with one cell: groups and notes where all others have a code and a name; where a row of
    data could look so, they stay and are told."""
    if proposal.depth == 0 or not parts:
        return False
    lone, others, last = [], [], []
    for part in parts:
        names = cells_of(part.body)
        width = pl.sum_horizontal(pl.col(name).is_not_null() for name in names)
        rows = part.body.with_columns(pl.coalesce(names).alias("first"), width.alias("width"))
        few, many = rows.filter(pl.col("width") == 1), rows.filter(pl.col("width") > 1)
        if few.is_empty() or many.is_empty() or int(many["width"].max() or 0) <= NARROW:  # type: ignore[arg-type]
            return False
        lone.append(few)
        others.append(many)
        last += few.filter(pl.col(ROW) > many[ROW].max())["first"].to_list()
    texts = [text for frame in lone for text in frame["first"].to_list()]
    firsts = {text.casefold() for frame in others for text in frame["first"].to_list()}
    named = _identities(others)
    feet = [text for text in last if _FOOT.match(text)]
    is_apart = not any(re.fullmatch(_WORDS, text, re.DOTALL) for text in firsts)
    are_words = all(re.fullmatch(_WORDS, text, re.DOTALL) for text in texts)
    sure = texts if len(named) > 1 or (named and is_apart and are_words) else feet
    if any(text.casefold() in firsts for text in sure):
        sure = []
    left = [text for text in texts if text not in sure]
    if left:
        proposal.doubt("lone", count=str(len(left)), value=left[0][:60])
    inside = [text for text in sure if text not in last]
    if inside and is_apart and are_words and not left:
        _take_groups(proposal, sure)
    elif sure and len(set(sure)) <= _MOST_LONE:
        proposal.skip = tuple(dict.fromkeys(sure))
        proposal.doubt("skipped", count=str(len(sure)), value=sure[0][:60])
    elif sure:
        proposal.doubt("lone", count=str(len(sure)), value=sure[0][:60])
    return bool(proposal.skip or proposal.group)


def _take_groups(proposal: Proposal, texts: list[str]) -> None:
    proposal.group = _WORDS
    name = name_of("group", proposal.names)
    proposal.columns.insert(0, Column("", name, -1, taken=Taken.GROUP))
    proposal.doubt("grouped", count=str(len(texts)), value=texts[0][:60])


def _identities(frames: list[pl.DataFrame]) -> list[str]:
    """Columns that name each row: filled in all of them, hardly ever twice the same."""
    rows = pl.concat(frames)
    names = [name for name in rows.columns if name not in (ROW, "first", "width")]
    return [
        name
        for name in names
        if rows[name].null_count() == 0
        and (
            (name == names[0] and counts_up(rows[name]))
            or (_names_rows(rows[name]) and rows[name].n_unique() * 10 >= rows.height * 9)
        )
    ]


def _names_rows(cells: pl.Series) -> bool:
    return bool(cells.str.contains(r"\pL").all()) or _is_long(cells)


def counts_up(cells: pl.Series) -> bool:
    """Whether cells count rows: 1, 2, 3 … and from 1 again."""
    numbers = cells.str.strip_chars(".").cast(pl.Int64, strict=False).to_list()
    return bool(numbers) and all(
        now is not None and was is not None and now in (was + 1, 1)
        for was, now in pairwise([0, *numbers])
    )


def _is_long(cells: pl.Series) -> bool:
    return cells.str.len_chars().n_unique() == 1 and bool(cells.str.contains(r"^\d{4,}$").all())
