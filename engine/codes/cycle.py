"""Findings about the order of work."""

from engine.diagnostics import Code, Severity

CIRCLE_OF_EVENTS = Code("C501", "circle-of-events", Severity.ERROR)
"""Events wait for one another in a circle."""

CODES = (CIRCLE_OF_EVENTS,)
