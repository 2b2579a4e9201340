"""What two roadmaps of one order say about each other, and when too much falls due at once."""

from engine.diagnostics import Code, Severity

TARGETS_DIFFER = Code("L700", "targets-differ", Severity.ERROR)
"""Two roadmaps have the same indicator with different figures."""

INDICATOR_IN_TWO = Code("L701", "indicator-in-two-roadmaps", Severity.WARNING)
"""Two roadmaps have the same indicator."""

EVENT_AT_OTHER_TIME = Code("L702", "event-twice-at-other-times", Severity.WARNING)
"""The same event stands twice, with different dates."""

EVENT_BY_OTHERS = Code("L703", "event-twice-by-others", Severity.WARNING)
"""The same event stands twice, and different bodies are responsible."""

RESULT_PROMISED_TWICE = Code("L704", "result-promised-twice", Severity.WARNING)
"""Two roadmaps promise nearly the same result by different events."""

BUSY_WEEK = Code("L705", "busy-week", Severity.WARNING)
"""More things of one body fall due in a week than `limits.due_in_week` of the project allows."""

EVENT_IN_TWO = Code("L706", "event-in-two-roadmaps", Severity.WARNING)
"""Two roadmaps hold the same event."""

CODES = (
    TARGETS_DIFFER,
    INDICATOR_IN_TWO,
    EVENT_AT_OTHER_TIME,
    EVENT_BY_OTHERS,
    RESULT_PROMISED_TWICE,
    BUSY_WEEK,
    EVENT_IN_TWO,
)
