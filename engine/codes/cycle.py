"""Findings about the order of work."""

from engine.diagnostics import Code, Severity

CIRCLE_OF_EVENTS = Code("C501", "circle-of-events", Severity.ERROR)
"""Events wait for one another in a circle.

**Why**: none of them can ever begin, so the plan has no order of work.
**Fix**: take one of the links out of `after` (or out of the schedule that names an event).
"""

CODES = (CIRCLE_OF_EVENTS,)
