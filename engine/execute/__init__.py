"""Plans over tables → verdicts, statuses, explanations. The door to Narwhals and to Polars."""

from engine.execute.answer_cache import remembering
from engine.execute.attention import find_needs
from engine.execute.backends import LIBRARIES, engine_of
from engine.execute.engines import Engine, EngineError, PolarsEngine
from engine.execute.events import statuses
from engine.execute.findings import run_findings, unread_periods
from engine.execute.run import Executed, execute, execute_all
from engine.execute.trace import SHOWN_ROWS, explain, leaf_values

__all__ = [
    "SHOWN_ROWS",
    "Engine",
    "Executed",
    "EngineError",
    "LIBRARIES",
    "PolarsEngine",
    "engine_of",
    "execute",
    "execute_all",
    "explain",
    "leaf_values",
    "find_needs",
    "remembering",
    "run_findings",
    "statuses",
    "unread_periods",
]
