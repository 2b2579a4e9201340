"""T8xx: rule tests that cannot be run, and expectations that do not come true."""

from engine.diagnostics import Code, Severity

TEST_TABLE_UNKNOWN = Code("T801", "test-table-unknown", Severity.ERROR)
"""Rows are given of a table that neither the test nor the project declares."""

TEST_COLUMN_UNKNOWN = Code("T802", "test-column-unknown", Severity.ERROR)
"""A row names a column that its table does not have, or is longer than the table is wide."""

TEST_VALUE_TYPE = Code("T803", "test-value-type", Severity.ERROR)
"""A value of a row is not of the type of its column."""

TEST_INDICATOR_UNKNOWN = Code("T804", "test-indicator-unknown", Severity.ERROR)
"""The case names an indicator that the project does not have, or stands in no project."""

NO_TEST_CASES = Code("T805", "no-test-cases", Severity.ERROR)
"""Nothing was tested: a run without a case must not look like a run in which all is well."""

EXPECTATION_FAILED = Code("T806", "expectation-failed", Severity.ERROR)
"""The rule gave something else than the case expects."""

COVERAGE_TOO_LOW = Code("T807", "coverage-too-low", Severity.ERROR)
"""Fewer rules have a case than --min-coverage asks for."""

TEST_DECISION_UNKNOWN = Code("T808", "test-decision-unknown", Severity.ERROR)
"""A case names a decision table that the project does not have."""

CASE_NOT_RUN = Code("T809", "case-not-run", Severity.ERROR)
"""A case cannot be run because of what stands elsewhere: a broken rule, table or project."""

EXPECTATION_MISPLACED = Code("T810", "expectation-misplaced", Severity.ERROR)
"""A case expects what its kind does not give: a status of an indicator, a verdict of an event."""

TEST_EVENT_UNKNOWN = Code("T811", "test-event-unknown", Severity.ERROR)
"""A case names an event that the project does not have, or stands in no project."""

CASE_KEY_UNUSED = Code("T812", "case-key-unused", Severity.ERROR)
"""A case has a key that a case of its kind does not use: a second thing to judge, a target of what
has its own."""

CODES = (
    TEST_TABLE_UNKNOWN,
    TEST_COLUMN_UNKNOWN,
    TEST_VALUE_TYPE,
    TEST_INDICATOR_UNKNOWN,
    NO_TEST_CASES,
    EXPECTATION_FAILED,
    COVERAGE_TOO_LOW,
    TEST_DECISION_UNKNOWN,
    CASE_NOT_RUN,
    EXPECTATION_MISPLACED,
    TEST_EVENT_UNKNOWN,
    CASE_KEY_UNUSED,
)
