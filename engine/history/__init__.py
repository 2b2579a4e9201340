"""Earlier runs: kept in one embedded database file, and compared with one another."""

from engine.history.comparing import compare_reports
from engine.history.store import BrokenStoreError, KeptRun, Store

__all__ = ["BrokenStoreError", "KeptRun", "Store", "compare_reports"]
