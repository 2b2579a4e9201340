"""K42x: decision tables that leave something open, say two things at once, or refer to nothing."""

from engine.diagnostics import Code, Severity

DECISION_GAP = Code("K421", "decision-gap", Severity.WARNING)
"""Some values match no row."""

DECISION_OVERLAP = Code("K422", "decision-overlap", Severity.ERROR)
"""Two rows of a `unique` table match the same values."""

DECISION_ROW_DEAD = Code("K423", "decision-row-never-fires", Severity.WARNING)
"""A row that no values can reach: its own cells exclude each other, or earlier rows take all."""

DECISION_CELL = Code("K424", "decision-cell-not-understood", Severity.ERROR)
"""A cell is no test that its input can have."""

DECISION_INPUT_UNKNOWN = Code("K425", "decision-input-unknown", Severity.ERROR)
"""A row tests, or a sentence names, an input that the table does not have."""

DECISION_INDICATOR_UNKNOWN = Code("K426", "decision-indicator-unknown", Severity.ERROR)
"""An input names an indicator that is not there, or one that is not measured."""

DECISION_EVENT_UNKNOWN = Code("K427", "decision-event-unknown", Severity.ERROR)
"""A decision is to be carried out by an event that the plan does not have."""

DECISION_ADDRESSEE_UNKNOWN = Code("K428", "decision-addressee-unknown", Severity.ERROR)
"""A recommendation is addressed to nobody that is known."""

DECISION_ID_REPEATED = Code("K429", "decision-id-repeated", Severity.ERROR)
"""Two tables, inputs or rows have the same id."""

DECISION_ROW_UNKNOWN = Code("K430", "decision-row-unknown", Severity.ERROR)
"""The effect is asked of a row that the table does not have."""

DECISION_COLUMN_OVER_KEY = Code("K431", "decision-column-over-key", Severity.ERROR)
"""An input takes a column of another table over a key; decision tables take those of `per`."""

ANSWER_TO_NOTHING = Code("K436", "answer-to-nothing", Severity.ERROR)
"""A measure answers a decision table, a row or an addressee that is not there."""

UNANSWERED = Code("K437", "recommendation-unanswered", Severity.WARNING)
"""The project has an action plan, and it answers a recommendation not, or not everywhere."""

ANSWERED_STRANGER = Code("K438", "answered-at-stranger", Severity.WARNING, ("name", "hint"))
"""A measure answers for an organisation that no list of the project has."""

DECISION_UNCHECKED = Code("Y042", "decision-too-large-to-check", Severity.WARNING)
"""The rows and inputs of the table make too many combinations to be looked through."""

CODES = (
    DECISION_GAP,
    DECISION_OVERLAP,
    DECISION_ROW_DEAD,
    DECISION_UNCHECKED,
    DECISION_CELL,
    DECISION_INPUT_UNKNOWN,
    DECISION_INDICATOR_UNKNOWN,
    DECISION_EVENT_UNKNOWN,
    DECISION_ADDRESSEE_UNKNOWN,
    DECISION_ID_REPEATED,
    DECISION_ROW_UNKNOWN,
    DECISION_COLUMN_OVER_KEY,
    ANSWER_TO_NOTHING,
    UNANSWERED,
    ANSWERED_STRANGER,
)
