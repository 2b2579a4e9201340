"""The generated table of results: one row a pupil and a work, as Parquet, the same for each seed.

Set A of the rules asks columns of few distinct values, set B continuous ones. A twentieth of the
values that rules ask is empty. Rows lie in the order of years and municipalities, as an export has
them.
"""

import argparse
from pathlib import Path

import numpy as np
import polars as pl

from rules import KINDS, SUBJECTS

MUNICIPALITIES = 40
SCHOOLS = 2_000
BLOCK = 2_000_000
_NAMED = 0.05


def block(rows: int, seed: int, share: float) -> pl.DataFrame:
    """`rows` rows; `share` (0 to 1) says how far in the table the block begins."""
    random = np.random.default_rng(seed)
    first = int(share * SCHOOLS)
    school = np.sort(random.integers(first, max(first + 1, SCHOOLS), rows))
    frame = pl.DataFrame(
        {
            "number": school,
            "grade": random.integers(4, 12, rows),
            "subject": random.integers(0, len(SUBJECTS), rows),
            "kind": random.integers(0, len(KINDS), rows),
            "mark": random.choice(np.array([2, 3, 4, 5]), rows, p=[0.1, 0.35, 0.35, 0.2]),
            "absent": random.random(rows) < 0.04,
            "limited": random.random(rows) < 0.06,
            "score": random.normal(55, 18, rows).clip(0, 100),
            "minutes": random.gamma(6, 12, rows),
            "before": random.normal(52, 18, rows).clip(0, 100),
            "index": random.random(rows),
        }
    )
    emptied = ("mark", "absent", "score", "minutes", "before")
    return frame.select(
        _text("МО-", pl.col("number") * MUNICIPALITIES // SCHOOLS, 2).alias("municipality"),
        _text("ОО-", pl.col("number"), 5).alias("school"),
        pl.col("grade").cast(pl.Int8).cast(pl.Int64),
        _named("subject", SUBJECTS),
        _named("kind", KINDS),
        *(
            pl.when(pl.Series(random.random(rows) >= _NAMED)).then(pl.col(name)).alias(name)
            for name in emptied
        ),
        "limited",
        "index",
    )


def _named(column: str, names: tuple[str, ...]) -> pl.Expr:
    return pl.col(column).replace_strict(dict(enumerate(names)), return_dtype=pl.String)


def _text(prefix: str, number: pl.Expr, width: int) -> pl.Expr:
    return pl.format("{}{}", pl.lit(prefix), number.cast(pl.String).str.zfill(width))


def write(path: Path, rows: int) -> None:
    """The whole table, written block by block into one file."""
    import pyarrow.parquet as pq

    writer = None
    for number, start in enumerate(range(0, rows, BLOCK)):
        arrow = block(min(BLOCK, rows - start), seed=number, share=0.0).to_arrow()
        writer = writer or pq.ParquetWriter(path, arrow.schema, compression="zstd")
        writer.write_table(arrow, row_group_size=250_000)
    if writer:
        writer.close()


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("path", type=Path)
    parser.add_argument("rows", type=int)
    given = parser.parse_args()
    write(given.path, given.rows)
