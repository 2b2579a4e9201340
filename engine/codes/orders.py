"""What stands between an order and its plan: requirements, deadlines in clauses, lost cells."""

from engine.diagnostics import Code, Severity

REQUIREMENT_NOT_PLANNED = Code("L710", "requirement-not-planned", Severity.WARNING)
"""Requirements of the order that no event of its plan speaks of."""

EVENT_WITHOUT_NUMBER = Code("L711", "event-without-number", Severity.WARNING)
"""Events without a printed number in a plan that numbers its events."""

CELL_LOST = Code("L712", "cell-lost", Severity.WARNING)
"""A whole cell of the row is not in the text that the spec was made from."""

GOAL_WITHOUT_EVENT = Code("L713", "goal-without-event", Severity.WARNING)
"""Goals that no event serves, neither directly nor through their indicators."""

CLAUSE_DEADLINES_CROSS = Code("L714", "clause-deadlines-cross", Severity.ERROR)
"""One clause of the order wants an analysis before the monitoring that it analyses, or the like."""

CLAUSE_DEADLINE_PAST = Code("L715", "clause-deadline-past", Severity.ERROR)
"""A clause of the order sets a deadline that lies before the date of the order."""

CLAUSE_AGAINST_ROW = Code("L755", "clause-against-row", Severity.WARNING)
"""A clause of the order and the row of the plan that does the same give it two days."""

CLAUSE_AGAINST_EXECUTOR = Code("L790", "clause-against-executor", Severity.WARNING)
"""A clause of the order charges one body with a work, and the plan gives it to others."""

CLAUSE_DEADLINE_AFTER_PLAN = Code("L722", "clause-deadline-after-plan", Severity.WARNING)
"""A clause of the order sets a deadline long after the plan has ended."""

CLAUSE_NUMBER = Code("L724", "clause-number-slip", Severity.WARNING)
"""The clauses of the order are not numbered in turn, or a number lacks its point."""

CLAUSE_WITHOUT_EXECUTOR = Code("L733", "clause-without-executor", Severity.WARNING)
"""A clause of the order asks for work and says neither who does it nor by when."""

CONTROL_TWICE = Code("L736", "control-twice", Severity.WARNING)
"""Two clauses put the control of the order into different hands."""

PAPER_DATED_LATER = Code("L737", "paper-dated-later", Severity.ERROR)
"""A paper that the order rests on, or that is the result of a row, bears a later date."""

DAY_OF_WEEK = Code("L738", "day-of-week-differs", Severity.ERROR)
"""A date is printed with the name of another day of the week."""

ANNEX_NOT_THERE = Code("L739", "annex-not-there", Severity.ERROR)
"""A clause names an annex that the order does not have."""

PERSON_OF_TWO_POSTS = Code("L749", "person-of-two-posts", Severity.WARNING)
"""One person holds two posts in one order."""

REPORT_BEFORE_END = Code("L754", "report-before-plan-ends", Severity.WARNING)
"""A clause wants the report on the whole plan while its work is still to come."""

CLAUSE_WITHOUT_TERM = Code("L759", "clause-without-term", Severity.WARNING)
"""A clause charges somebody with a paper and says no day, where the others say theirs."""

POST_OF_TWO_PERSONS = Code("L767", "post-of-two-persons", Severity.WARNING)
"""One post has two holders in one order, or one person two surnames."""

ORDER_OF_OTHER_SUBJECT = Code("L795", "order-of-other-subject", Severity.WARNING)
"""The title of the order speaks of another subject than the plan that it approves."""

SUMMED_UP_EARLY = Code("L796", "summed-up-early", Severity.WARNING)
"""The final report on the whole plan is due while its work still goes on."""

PAPER_BEFORE_WORK = Code("L797", "paper-before-work", Severity.WARNING)
"""A result bears a date before the day on which the work that it sums up begins."""

CODES = (
    SUMMED_UP_EARLY,
    PAPER_BEFORE_WORK,
    ORDER_OF_OTHER_SUBJECT,
    CLAUSE_AGAINST_EXECUTOR,
    POST_OF_TWO_PERSONS,
    CLAUSE_WITHOUT_TERM,
    PAPER_DATED_LATER,
    DAY_OF_WEEK,
    ANNEX_NOT_THERE,
    PERSON_OF_TWO_POSTS,
    REPORT_BEFORE_END,
    CONTROL_TWICE,
    CLAUSE_WITHOUT_EXECUTOR,
    CLAUSE_NUMBER,
    CLAUSE_AGAINST_ROW,
    CLAUSE_DEADLINE_AFTER_PLAN,
    REQUIREMENT_NOT_PLANNED,
    EVENT_WITHOUT_NUMBER,
    CELL_LOST,
    GOAL_WITHOUT_EVENT,
    CLAUSE_DEADLINES_CROSS,
    CLAUSE_DEADLINE_PAST,
)
