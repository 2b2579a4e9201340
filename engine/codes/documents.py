"""Findings about the documents themselves: order of work, dates, numbering, the cycle."""

from engine.diagnostics import Code, Severity

ROW_NUMBER_REPEATED = Code("L600", "row-number-repeated", Severity.WARNING)
"""Two rows of a passport bear one number.

**Why**: either the number is wrong, or two subjects stand in one row.
**Fix**: number anew, or say that both belong to one row.
"""

ORDER_CONFLICT = Code("L601", "order-conflict", Severity.ERROR)
"""An event ends before something begins that its `after` needs.

**Why**: by its printed dates the work cannot use what it needs.
**Fix**: move one of the two dates, or take the event out of `after` if it needs nothing of it.
"""

AGAINST_CYCLE = Code("L602", "against-cycle", Severity.WARNING)
"""An event ends before an earlier stage of the same goal or indicator begins.

**Why**: in the management cycle the later stage uses the results of the earlier one.
**Fix**: move one of the dates, or make sure that the two works do not depend on each other.
"""

ORDER_NOT_CHECKED = Code("L718", "order-not-checked", Severity.WARNING)
"""The order of a roadmap's events cannot be checked: nothing links one to another.

**Why**: without common goals or indicators and without `after`, no date contradicts another.
**Fix**: name what each event serves (`serves`), or what it comes after (`after`).
"""

USED_BEFORE_MADE = Code("L603", "used-before-made", Severity.ERROR)
"""A programme, plan or method is carried out, watched or reported on before it is made or carried
out.

**Why**: the titles name one thing, and its life has an order: made, carried out, watched, reported
on.
**Fix**: move one of the dates, or name two different things differently.
"""

APPROVED_LATE = Code("L604", "approved-late", Severity.ERROR)
"""The plan itself is drawn up after some of its own events have ended.

**Why**: work was done by a plan that was not there yet.
**Fix**: move the approval to the beginning, or correct the dates of the events.
"""

BASIS_LATER = Code("L605", "basis-comes-later", Severity.ERROR)
"""An event ends before the analysis or monitoring begins that its title builds on.

**Why**: «По результатам анализа» cannot be done before the analysis.
**Fix**: move one of the dates, or name the analysis that is really meant.
"""

ENDS_BEFORE_BASIS = Code("L606", "ends-before-basis", Severity.WARNING)
"""An event ends before some of the analysis or monitoring that it builds on has ended.

**Why**: recommendations that are ready before their analysis rest on half of it.
**Fix**: let the event end after its basis, or say which part it uses.
"""

BASIS_MISSING = Code("L607", "basis-not-in-plan", Severity.WARNING)
"""An event builds on an analysis or monitoring that no event of the plan carries out.

**Why**: nobody is told to do the work whose results are used.
**Fix**: add the event, or name the document that is used.
"""

EFFECT_AT_ONCE = Code("L608", "effect-at-once", Severity.WARNING)
"""Effectiveness is judged from the very day on which the decision begins.

**Why**: a decision has no effect yet that could be seen.
**Fix**: leave time between the decision and the judgement of its effect.
"""

BEGINS_BEFORE_GROUND = Code("L609", "begins-before-ground", Severity.WARNING)
"""Work all year long needs something that is made only in one of its months.

**Why**: in the months before that it stands on nothing.
**Fix**: let it begin after what it needs.
"""

OUTSIDE_PERIOD = Code("L610", "outside-period", Severity.ERROR)
"""A schedule lies wholly outside the period that the plan prints.

**Why**: the text contradicts itself: the event is no part of that period.
**Fix**: correct the date or the period of the plan.
"""

PARTLY_OUTSIDE_PERIOD = Code("L611", "partly-outside-period", Severity.WARNING)
"""A part of a schedule lies outside the period that the plan prints, or just before it.

**Why**: nobody reports on what lies outside the period.
**Fix**: cut the date to the period, or widen the period.
"""

STALE_YEAR = Code("L612", "stale-year", Severity.ERROR)
"""A schedule names years before the plan begins.

**Why**: such a year is usually left from the plan of an earlier year.
**Fix**: write the year of this plan.
"""

ANOTHER_PERIOD = Code("L613", "another-period", Severity.WARNING)
"""The same plan is given another period elsewhere in the text.

**Why**: it is not clear for which years the plan is signed.
**Fix**: print one period everywhere.
"""

MALFORMED_DATE = Code("L614", "malformed-date", Severity.ERROR)
"""A schedule holds something that is no date: an impossible day, a year of five digits, an end
before its beginning.

**Why**: nobody can meet a date that does not exist.
**Fix**: write the date anew.
"""

SEPARATOR_LOST = Code("L615", "separator-lost", Severity.WARNING)
"""Two dates stand side by side with nothing between them.

**Why**: it may be a stretch of time or two single dates.
**Fix**: put a dash or a comma between them.
"""

TWO_SCHEDULES = Code("L616", "two-schedules", Severity.WARNING)
"""One cell holds two schedules.

**Why**: it is not clear which one is to be met.
**Fix**: keep one, or say how they go together.
"""

AMBIGUOUS_DATE = Code("L617", "ambiguous-date", Severity.WARNING)
"""A schedule can be read in more than one way.

**Why**: different readers will expect the event at different times.
**Fix**: write which of the readings is meant.
"""

CALENDAR_NOT_COVERED = Code("L716", "calendar-not-covered", Severity.WARNING)
"""Working days are counted in a year whose production calendar is not known yet.

**Why**: days off are moved by a decree of the year before, so that the day cannot be told.
**Fix**: name the day, or count calendar days.
"""

NOT_IN_EVERY_MONTH = Code("L717", "not-in-every-month", Severity.WARNING)
"""A day of every month that some months do not have: the fifth Friday.

**Why**: in the months without it nobody knows when the event is due.
**Fix**: name a day that each month has: the last Friday, the last day.
"""

NON_WORKING_DEADLINE = Code("L618", "non-working-deadline", Severity.WARNING)
"""A deadline falls on a day when nobody works.

**Why**: the work is really due on the working day before or after, and readers will differ.
**Fix**: name a working day.
"""

SCHEDULE_NOT_READ = Code("L619", "schedule-not-understood", Severity.WARNING)
"""Nothing in the schedule tells when the event is.

**Why**: the event has no date and will never be overdue.
**Fix**: write a date, a month, a period or a recurrence.
"""

NO_YEAR = Code("L620", "no-year", Severity.WARNING)
"""Months are printed without a year in a plan without a period.

**Why**: it is not clear to which year the dates belong.
**Fix**: print the period of the plan in its heading.
"""

CIRCULAR_SCHEDULE = Code("L621", "circular-schedule", Severity.WARNING)
"""A schedule refers to the roadmap itself, or to the very schedule that the event draws up.

**Why**: the date leads back to itself: nobody learns when the event is.
**Fix**: write the date here.
"""

SCHEDULE_ELSEWHERE = Code("L622", "schedule-elsewhere", Severity.WARNING)
"""A schedule refers to a plan or timetable that it does not name.

**Why**: the reader cannot find the date.
**Fix**: name the document (who approved it, number, date), or write the date.
"""

YEARLY_IN_ONE_YEAR = Code("L623", "yearly-in-one-year", Severity.WARNING)
"""«Ежегодно» in a plan of one year.

**Why**: the plan can hold the event only once; the word is usually copied from a plan of several
years.
**Fix**: write the date in this year.
"""

DURATION_TOO_LONG = Code("L624", "duration-too-long", Severity.WARNING)
"""A printed duration is longer than the plan.

**Why**: the plan ends before the work can be finished or judged.
**Fix**: shorten the work, or say which part falls into this plan.
"""

DATE_AGAINST_SCHEDULE = Code("L625", "date-against-schedule", Severity.ERROR)
"""A date in a title or result contradicts a schedule of the plan.

**Why**: the text gives two dates for one thing.
**Fix**: make the two dates agree.
"""

BEFORE_ORDER = Code("L626", "before-order", Severity.WARNING)
"""A schedule with a year begins before the order is signed.

**Why**: the order cannot ask for what was due before it.
**Fix**: correct the date.
"""

WORK_AFTER_YEAR = Code("L627", "work-after-year", Severity.WARNING)
"""Work of the year is scheduled «по итогам учебного года».

**Why**: when the year is over, there is nobody left to do it for in that year.
**Fix**: keep «по итогам года» for analysis, and date the work itself within the year.
"""

YEAR_OF_OLD = Code("L628", "outlived-year", Severity.ERROR)
"""The introduction names a year that the order has outlived.

**Why**: the text was taken from an earlier order, or the year is wrong.
**Fix**: write the right year.
"""

DURATION_UNKEPT = Code("L629", "duration-not-kept", Severity.WARNING)
"""What is planned for a duration is carried out in less.

**Why**: the titles name one thing: it is to last longer than its carrying out.
**Fix**: make the duration and the schedule agree.
"""

NUMBER_SKIPPED = Code("L630", "number-skipped", Severity.WARNING)
"""Numbers of events, sections or passport rows are left out.

**Why**: a reader looks for the missing row: was it dropped, lost or never there?
**Fix**: number on without a gap, or put the missing row back.
"""

NUMBER_REPEATED = Code("L631", "number-repeated", Severity.ERROR)
"""One number stands twice.

**Why**: a reference to that number means two things.
**Fix**: number anew.
"""

NUMBERING_RESTARTED = Code("L632", "numbering-restarted", Severity.WARNING)
"""Numbering begins again inside one list.

**Why**: the same numbers then stand for different rows.
**Fix**: number on, or give the second part a heading with a number of its own.
"""

NUMBER_OUT_OF_TURN = Code("L633", "number-out-of-turn", Severity.WARNING)
"""A number is less than the one above it.

**Why**: the order of the rows contradicts their numbers.
**Fix**: put the rows in order, or number anew.
"""

NUMBER_OF_ANOTHER_SECTION = Code("L634", "number-of-another-section", Severity.WARNING)
"""The number of an event begins with the number of another section.

**Why**: the event looks as if it had strayed from its section.
**Fix**: correct the number, or move the event.
"""

NUMBERING_STYLE = Code("L635", "numbering-style", Severity.WARNING)
"""One list is numbered in two ways (1 and II, 1.1 and 1).

**Why**: references become ambiguous, and the list looks pasted together.
**Fix**: number in one way.
"""

SAME_SCHEDULE = Code("L636", "same-schedule-everywhere", Severity.WARNING)
"""Nearly all rows bear one and the same schedule.

**Why**: the dates set no order of work and cannot be checked.
**Fix**: give each event its own time.
"""

METHODS_NOT_NAMED = Code("L637", "methods-not-named", Severity.WARNING)
"""A passport row promises methods of collecting information and names none.

**Why**: nobody knows where the figures come from.
**Fix**: name the sources and methods, or take the words out of the heading.
"""

SCHEDULES_CLASH = Code("L638", "schedules-clash", Severity.WARNING)
"""A schedule says «every year» and a single year, or «every year» and «constantly».

**Why**: the two exclude each other.
**Fix**: keep one.
"""

PROMISE_NOT_PLANNED = Code("L639", "promise-not-planned", Severity.WARNING)
"""The passport promises work that no event of the plan speaks of.

**Why**: a promise without date and responsible is not kept.
**Fix**: add an event, or take the promise out.
"""

GOAL_WITHOUT_INDICATOR = Code("L640", "goal-without-indicator", Severity.WARNING)
"""A goal has no indicator.

**Why**: nobody can tell whether the goal is reached.
**Fix**: add an indicator, or take the goal out.
"""

INDICATOR_WITHOUT_EVENT = Code("L641", "indicator-without-event", Severity.WARNING)
"""No event works for an indicator.

**Why**: the plan does nothing for what it is judged by.
**Fix**: add an event, or name the indicator in `serves` of the one that works for it.
"""

STAGE_MISSING = Code("L642", "cycle-stage-missing", Severity.WARNING)
"""A roadmap leaves out stages of the management cycle.

**Why**: a complete cycle has six: goal, indicator, monitoring, analysis, decision, effectiveness.
**Fix**: add events of the missing stages, or declare the cycle incomplete on purpose (a waiver).
"""

GOAL_CYCLE_INCOMPLETE = Code("L643", "goal-cycle-incomplete", Severity.WARNING)
"""Goals whose cycle leaves out stages that the roadmap has for other goals.

**Why**: what is done for these goals is not measured, analysed or decided.
**Fix**: name the goals in `serves` of the events that work for them, or add events.
"""

MONITORING_WITHOUT_ANALYSIS = Code("L644", "monitoring-without-analysis", Severity.WARNING)
"""Monitoring that no analysis follows.

**Why**: data are collected that nobody looks at.
**Fix**: add an analysis.
"""

ANALYSIS_WITHOUT_RECOMMENDATION = Code("L645", "analysis-without-recommendation", Severity.WARNING)
"""Analysis that no addressed recommendation follows.

**Why**: conclusions reach nobody.
**Fix**: add recommendations, and say for whom.
"""

RECOMMENDATION_WITHOUT_DECISION = Code("L646", "recommendation-without-decision", Severity.WARNING)
"""Recommendations that no measure or decision follows.

**Why**: what was recommended is not done.
**Fix**: add a measure or a decision.
"""

EFFECT_OF_NOTHING = Code("L647", "effect-of-nothing", Severity.WARNING)
"""Effectiveness is judged, but nothing was decided or done.

**Why**: there is nothing whose effect could be seen.
**Fix**: add the decision or measure, or take the judgement out.
"""

PROMISED_STAGE_MISSING = Code("L648", "promised-stage-missing", Severity.WARNING)
"""The passport promises a stage of the cycle that no event of the plan carries out.

**Why**: the cycle breaks off between passport and plan.
**Fix**: add an event of that stage.
"""

GOAL_AS_EVENT = Code("L649", "goal-as-event", Severity.WARNING)
"""A goal stands as a row of the plan.

**Why**: it says what is wanted, not what is done, and cannot be done by a date.
**Fix**: put the goal into the passport, and write down the work.
"""

CODES = (
    ROW_NUMBER_REPEATED,
    ORDER_CONFLICT,
    AGAINST_CYCLE,
    ORDER_NOT_CHECKED,
    USED_BEFORE_MADE,
    APPROVED_LATE,
    BASIS_LATER,
    ENDS_BEFORE_BASIS,
    BASIS_MISSING,
    EFFECT_AT_ONCE,
    BEGINS_BEFORE_GROUND,
    OUTSIDE_PERIOD,
    PARTLY_OUTSIDE_PERIOD,
    STALE_YEAR,
    ANOTHER_PERIOD,
    MALFORMED_DATE,
    SEPARATOR_LOST,
    TWO_SCHEDULES,
    AMBIGUOUS_DATE,
    NON_WORKING_DEADLINE,
    CALENDAR_NOT_COVERED,
    NOT_IN_EVERY_MONTH,
    SCHEDULE_NOT_READ,
    NO_YEAR,
    CIRCULAR_SCHEDULE,
    SCHEDULE_ELSEWHERE,
    YEARLY_IN_ONE_YEAR,
    DURATION_TOO_LONG,
    DATE_AGAINST_SCHEDULE,
    BEFORE_ORDER,
    WORK_AFTER_YEAR,
    YEAR_OF_OLD,
    DURATION_UNKEPT,
    NUMBER_SKIPPED,
    NUMBER_REPEATED,
    NUMBERING_RESTARTED,
    NUMBER_OUT_OF_TURN,
    NUMBER_OF_ANOTHER_SECTION,
    NUMBERING_STYLE,
    SAME_SCHEDULE,
    METHODS_NOT_NAMED,
    SCHEDULES_CLASH,
    PROMISE_NOT_PLANNED,
    GOAL_WITHOUT_INDICATOR,
    INDICATOR_WITHOUT_EVENT,
    STAGE_MISSING,
    GOAL_CYCLE_INCOMPLETE,
    MONITORING_WITHOUT_ANALYSIS,
    ANALYSIS_WITHOUT_RECOMMENDATION,
    RECOMMENDATION_WITHOUT_DECISION,
    EFFECT_OF_NOTHING,
    PROMISED_STAGE_MISSING,
    GOAL_AS_EVENT,
)
