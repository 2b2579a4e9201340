"""Earlier runs: kept in one embedded database file, and compared with one another."""

from engine.history.history import BrokenStoreError, KeptRun, Store, compare_reports

__all__ = ["BrokenStoreError", "KeptRun", "Store", "compare_reports"]
