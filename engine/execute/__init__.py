"""Plans over tables → verdicts, statuses, explanations. The door to Narwhals and to Polars."""

from engine.execute.backends import LIBRARIES, engine_of
from engine.execute.engines import Engine, EngineError, PolarsEngine
from engine.execute.executed import Executed
from engine.execute.explaining import explain
from engine.execute.needs import find_needs
from engine.execute.remembering import remembering
from engine.execute.running import execute, execute_all
from engine.execute.statuses import statuses
from engine.execute.troubles import run_findings, unread_periods

__all__ = [
    "Engine",
    "Executed",
    "EngineError",
    "LIBRARIES",
    "PolarsEngine",
    "engine_of",
    "execute",
    "execute_all",
    "explain",
    "find_needs",
    "remembering",
    "run_findings",
    "statuses",
    "unread_periods",
]
