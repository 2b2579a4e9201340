"""What a run is asked."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from engine.classes import dataclass

if TYPE_CHECKING:
    from engine.caching import Store
    from engine.datasets import Progress

ENGINES = ("polars", "duckdb", "spark", "pandas")
"""Who can compute."""


@dataclass(frozen=True, slots=True)
class Options:
    """The day that is judged; where the tables are (None: where the project says) and the addresses
    of databases by name; who computes: the engine (None: the project's, else Polars), the address
    of Spark, and where parts of tables and answers are kept (None: nowhere); who is told of the
    progress.
    """

    as_of: date
    data_dir: Path | None = None
    databases: Mapping[str, str] | None = None
    engine: str | None = None
    master: str | None = None
    store: "Store | None" = None
    progress: "Progress | None" = None
