"""Rules → one plan of fused questions to the tables, free of any engine."""

from engine.compile.columns import RowView, row_view
from engine.compile.describe import describe
from engine.compile.plan import Plan, Planned
from engine.compile.project import compile_indicator, compile_project, period_of
from engine.query.scope import Span, span_of

__all__ = [
    "Plan",
    "Planned",
    "RowView",
    "Span",
    "compile_indicator",
    "compile_project",
    "describe",
    "period_of",
    "row_view",
    "span_of",
]
