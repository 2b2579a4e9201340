"""What two roadmaps of one order say about each other, and when too much falls due at once."""

from engine.diagnostics import Code, Severity

TARGETS_DIFFER = Code("L700", "targets-differ", Severity.ERROR)
"""Two roadmaps have the same indicator with different figures.

**Why**: whatever is reached, one of the two roadmaps will be judged wrongly.
**Fix**: agree on one figure, or say what distinguishes the two indicators.
"""

INDICATOR_IN_TWO = Code("L701", "indicator-in-two-roadmaps", Severity.WARNING)
"""Two roadmaps have the same indicator.

**Why**: the same figure is asked for and reported twice.
**Fix**: keep it in one roadmap and refer to it from the other.
"""

EVENT_AT_OTHER_TIME = Code("L702", "event-twice-at-other-times", Severity.WARNING)
"""The same event stands twice, with different dates.

**Why**: nobody knows which of the two dates holds.
**Fix**: join the rows, or say in the titles what distinguishes them.
"""

EVENT_BY_OTHERS = Code("L703", "event-twice-by-others", Severity.WARNING)
"""The same event stands twice, and different bodies are responsible.

**Why**: each of them may wait for the other.
**Fix**: join the rows and name who is responsible, or say what distinguishes them.
"""

RESULT_PROMISED_TWICE = Code("L704", "result-promised-twice", Severity.WARNING)
"""Two roadmaps promise nearly the same result by different events.

**Why**: one document will be counted twice, or made twice.
**Fix**: promise it in one roadmap and refer to it from the other.
"""

BUSY_WEEK = Code("L705", "busy-week", Severity.WARNING)
"""More things of one body fall due in a week than `limits.due_in_week` of the project allows.

**Why**: what falls due at once is done late or for show.
**Fix**: spread the dates, share the work out, or raise the limit.
"""

EVENT_IN_TWO = Code("L706", "event-in-two-roadmaps", Severity.WARNING)
"""Two roadmaps hold the same event.

**Why**: one work will be planned and counted twice.
**Fix**: keep the row in one roadmap and refer to it from the other.
"""

CODES = (
    TARGETS_DIFFER,
    INDICATOR_IN_TWO,
    EVENT_AT_OTHER_TIME,
    EVENT_BY_OTHERS,
    RESULT_PROMISED_TWICE,
    BUSY_WEEK,
    EVENT_IN_TWO,
)
