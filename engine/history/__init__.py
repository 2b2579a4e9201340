"""Earlier runs: kept in one embedded database file, and compared with one another."""

from engine.history.history import (
    NO_FILE,
    OTHER_SHAPE,
    TOLD,
    BrokenStoreError,
    KeptRun,
    Store,
    compare_reports,
    told_model,
)

__all__ = [
    "NO_FILE",
    "OTHER_SHAPE",
    "TOLD",
    "BrokenStoreError",
    "KeptRun",
    "Store",
    "compare_reports",
    "told_model",
]
