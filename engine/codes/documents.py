"""Findings about the documents themselves: order of work, dates, numbering, the cycle."""

from engine.diagnostics import Code, Severity

ROW_NUMBER_REPEATED = Code("L600", "row-number-repeated", Severity.WARNING)
"""Two rows of a passport bear one number."""

ORDER_CONFLICT = Code("L601", "order-conflict", Severity.ERROR)
"""An event ends before something begins that its `after` needs."""

AGAINST_CYCLE = Code("L602", "against-cycle", Severity.WARNING)
"""An event ends before an earlier stage of the same goal or indicator begins."""

ORDER_NOT_CHECKED = Code("L718", "order-not-checked", Severity.WARNING)
"""The order of a roadmap's events cannot be checked: nothing links one to another."""

USED_BEFORE_MADE = Code("L603", "used-before-made", Severity.ERROR)
"""A programme, plan or method is carried out, watched or reported on before it is made or carried
out."""

APPROVED_LATE = Code("L604", "approved-late", Severity.ERROR)
"""The plan itself is drawn up after some of its own events have ended."""

BASIS_LATER = Code("L605", "basis-comes-later", Severity.ERROR)
"""An event ends before the analysis or monitoring begins that its title builds on."""

STARTS_BEFORE_GROUND_ENDS = Code("L756", "starts-before-ground-ends", Severity.WARNING)

ENDS_BEFORE_BASIS = Code("L606", "ends-before-basis", Severity.WARNING)
"""An event ends before some of the analysis or monitoring that it builds on has ended."""

BASIS_MISSING = Code("L607", "basis-not-in-plan", Severity.WARNING)
"""An event builds on an analysis or monitoring that no event of the plan carries out."""

EFFECT_AT_ONCE = Code("L608", "effect-at-once", Severity.WARNING)
"""Effectiveness is judged from the very day on which the decision begins."""

BEGINS_BEFORE_GROUND = Code("L609", "begins-before-ground", Severity.WARNING)
"""Work all year long needs something that is made only in one of its months."""

OUTSIDE_PERIOD = Code("L610", "outside-period", Severity.ERROR)
"""A schedule lies wholly outside the period that the plan prints."""

PARTLY_OUTSIDE_PERIOD = Code("L611", "partly-outside-period", Severity.WARNING)
"""A part of a schedule lies outside the period that the plan prints, or just before it."""

STALE_YEAR = Code("L612", "stale-year", Severity.ERROR)
"""A schedule names years before the plan begins."""

ANOTHER_PERIOD = Code("L613", "another-period", Severity.WARNING)
"""The same plan is given another period elsewhere in the text."""

MALFORMED_DATE = Code("L614", "malformed-date", Severity.ERROR)
"""A schedule holds something that is no date: an impossible day, a year of five digits, an end
before its beginning."""

SEPARATOR_LOST = Code("L615", "separator-lost", Severity.WARNING)
"""Two dates stand side by side with nothing between them."""

TWO_SCHEDULES = Code("L616", "two-schedules", Severity.WARNING)
"""One cell holds two schedules."""

AMBIGUOUS_DATE = Code("L617", "ambiguous-date", Severity.WARNING)
"""A schedule can be read in more than one way."""

CALENDAR_NOT_COVERED = Code("L716", "calendar-not-covered", Severity.WARNING)
"""Working days are counted in a year whose production calendar is not known yet."""

NOT_IN_EVERY_MONTH = Code("L717", "not-in-every-month", Severity.WARNING)
"""A day of every month that some months do not have: the fifth Friday."""

LENGTH_DIFFERS = Code("L719", "length-differs", Severity.WARNING)
"""A schedule says how many days it lasts, and its dates last another number."""

WEEKDAY_DIFFERS = Code("L780", "weekday-differs", Severity.WARNING)
"""A schedule names a day of the week, and its date is another one."""

SCHEDULE_WORDS_UNUSED = Code("L720", "schedule-words-unused", Severity.WARNING)
"""A part of a schedule changes nothing of what is read from it."""

NON_WORKING_DEADLINE = Code("L618", "non-working-deadline", Severity.WARNING)
"""A deadline falls on a day when nobody works."""

SCHEDULE_NOT_READ = Code("L619", "schedule-not-understood", Severity.WARNING)
"""Nothing in the schedule tells when the event is."""

NO_YEAR = Code("L620", "no-year", Severity.WARNING)
"""Months are printed without a year in a plan without a period."""

CIRCULAR_SCHEDULE = Code("L621", "circular-schedule", Severity.WARNING)
"""A schedule refers to the roadmap itself, or to the very schedule that the event draws up."""

SCHEDULE_ELSEWHERE = Code("L622", "schedule-elsewhere", Severity.WARNING)
"""A schedule refers to a plan or timetable that it does not name."""

YEARLY_IN_ONE_YEAR = Code("L623", "yearly-in-one-year", Severity.WARNING)
"""«Ежегодно» in a plan of one year."""

DURATION_TOO_LONG = Code("L624", "duration-too-long", Severity.WARNING)
"""A printed duration is longer than the plan."""

DATE_AGAINST_SCHEDULE = Code("L625", "date-against-schedule", Severity.ERROR)
"""A date in a title or result contradicts a schedule of the plan."""

BEFORE_ORDER = Code("L626", "before-order", Severity.WARNING)
"""A schedule with a year begins before the order is signed."""

WORK_AFTER_YEAR = Code("L627", "work-after-year", Severity.WARNING)
"""Work of the year is scheduled «по итогам учебного года»."""

YEAR_OF_OLD = Code("L628", "outlived-year", Severity.ERROR)
"""The introduction names a year that the order has outlived."""

DURATION_UNKEPT = Code("L629", "duration-not-kept", Severity.WARNING)
"""What is planned for a duration is carried out in less."""

TURNS_DIFFER = Code("L798", "turns-differ", Severity.WARNING)
"""A work is to be held so many times or so often, and its schedule has another number of turns."""

NUMBER_SKIPPED = Code("L630", "number-skipped", Severity.WARNING)
"""Numbers of events, sections or passport rows are left out."""

NUMBER_REPEATED = Code("L631", "number-repeated", Severity.ERROR)
"""One number stands twice."""

NUMBERING_RESTARTED = Code("L632", "numbering-restarted", Severity.WARNING)
"""Numbering begins again inside one list."""

NUMBER_OUT_OF_TURN = Code("L633", "number-out-of-turn", Severity.WARNING)
"""A number is less than the one above it."""

NUMBER_OF_ANOTHER_SECTION = Code("L634", "number-of-another-section", Severity.WARNING)
"""The number of an event begins with the number of another section."""

NUMBERING_STYLE = Code("L635", "numbering-style", Severity.WARNING)
"""One list is numbered in two ways (1 and II, 1.1 and 1)."""

SAME_SCHEDULE = Code("L636", "same-schedule-everywhere", Severity.WARNING)
"""Nearly all rows bear one and the same schedule."""

METHODS_NOT_NAMED = Code("L637", "methods-not-named", Severity.WARNING)
"""A passport row promises methods of collecting information and names none."""

SCHEDULES_CLASH = Code("L638", "schedules-clash", Severity.WARNING)
"""A schedule says «every year» and a single year, or «every year» and «constantly»."""

PROMISE_NOT_PLANNED = Code("L639", "promise-not-planned", Severity.WARNING)
"""The passport promises work that no event of the plan speaks of."""

GOAL_WITHOUT_INDICATOR = Code("L640", "goal-without-indicator", Severity.WARNING)
"""A goal has no indicator."""

INDICATOR_WITHOUT_EVENT = Code("L641", "indicator-without-event", Severity.WARNING)
"""No event works for an indicator."""

STAGE_MISSING = Code("L642", "cycle-stage-missing", Severity.WARNING)
"""A roadmap leaves out stages of the management cycle."""

GOAL_CYCLE_INCOMPLETE = Code("L643", "goal-cycle-incomplete", Severity.WARNING)
"""Goals whose cycle leaves out stages that the roadmap has for other goals."""

MONITORING_WITHOUT_ANALYSIS = Code("L644", "monitoring-without-analysis", Severity.WARNING)
"""Monitoring that no analysis follows."""

ANALYSIS_WITHOUT_RECOMMENDATION = Code("L645", "analysis-without-recommendation", Severity.WARNING)
"""Analysis that no addressed recommendation follows."""

RECOMMENDATION_WITHOUT_DECISION = Code("L646", "recommendation-without-decision", Severity.WARNING)
"""Recommendations that no measure or decision follows."""

EFFECT_OF_NOTHING = Code("L647", "effect-of-nothing", Severity.WARNING)
"""Effectiveness is judged, but nothing was decided or done."""

PROMISED_STAGE_MISSING = Code("L648", "promised-stage-missing", Severity.WARNING)
"""The passport promises a stage of the cycle that no event of the plan carries out."""

INDICATOR_OF_OTHER_GOAL = Code("L775", "indicator-of-other-goal", Severity.WARNING)
"""All works for an indicator serve another goal than the one that it stands under."""

INDICATOR_OF_OTHER_WORK = Code("L776", "indicator-of-other-work", Severity.WARNING)
"""The works for an indicator say nothing of what it counts."""

WORK_OF_OTHER_INDICATOR = Code("L777", "work-of-other-indicator", Severity.WARNING)
"""An event is named for an indicator that it says nothing of, and speaks of another goal."""

PASSPORT_ROW_OF_OTHER_STAGE = Code("L782", "passport-row-of-other-stage", Severity.WARNING)
"""A row of the passport holds work of another stage than its heading names."""

MEASURES_UNDECIDED = Code("L774", "measures-undecided", Severity.WARNING)
"""A plan goes from its analysis to measures, and no row decides on them."""

GOAL_AS_EVENT = Code("L649", "goal-as-event", Severity.WARNING)
"""A goal stands as a row of the plan."""

PREPARED_LATE = Code("L721", "prepared-late", Severity.WARNING)
"""Those who do or check a work are named, taught or equipped only after it has begun."""

NUMBER_MALFORMED = Code("L723", "number-malformed", Severity.WARNING)
"""A printed number has a space, a comma or two points inside, or letters among figures."""

FIGURE_DIFFERS = Code("L730", "figure-differs", Severity.WARNING)
"""An event promises another figure of one thing than its indicator demands."""

INDICATOR_OF_ANOTHER_GOAL = Code("L731", "indicator-of-another-goal", Severity.WARNING)
"""No indicator of a goal says anything of the goal."""

STAGE_AGAINST_TITLE = Code("L732", "stage-against-title", Severity.WARNING)
"""A row is typed as a stage that the deed of its title never is."""

INDICATOR_UNDER_OTHER_GOAL = Code("L742", "indicator-under-other-goal", Severity.WARNING)
"""Every event that works for the indicator works for other goals than the indicator's own."""

SCHEDULE_SAYS_NOTHING = Code("L751", "schedule-says-nothing", Severity.WARNING)
"""The schedule names no time and nothing that has one."""

OUT_OF_COURSE = Code("L753", "out-of-course", Severity.WARNING)
"""A row is due before the rows of its section that it builds on."""

MONTH_UNPLANNED = Code("L763", "month-unplanned", Severity.WARNING)
"""The passport names a month in which no row of its stages is planned."""

USED_BEFORE_READY = Code("L764", "used-before-ready", Severity.WARNING)
"""An event shows, carries out or needs a thing that another event has ready only after it."""

CODES = (
    USED_BEFORE_READY,
    MONTH_UNPLANNED,
    INDICATOR_UNDER_OTHER_GOAL,
    SCHEDULE_SAYS_NOTHING,
    OUT_OF_COURSE,
    STAGE_AGAINST_TITLE,
    INDICATOR_OF_ANOTHER_GOAL,
    FIGURE_DIFFERS,
    NUMBER_MALFORMED,
    PREPARED_LATE,
    LENGTH_DIFFERS,
    WEEKDAY_DIFFERS,
    SCHEDULE_WORDS_UNUSED,
    ROW_NUMBER_REPEATED,
    ORDER_CONFLICT,
    AGAINST_CYCLE,
    ORDER_NOT_CHECKED,
    USED_BEFORE_MADE,
    APPROVED_LATE,
    BASIS_LATER,
    ENDS_BEFORE_BASIS,
    STARTS_BEFORE_GROUND_ENDS,
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
    TURNS_DIFFER,
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
    INDICATOR_OF_OTHER_GOAL,
    INDICATOR_OF_OTHER_WORK,
    WORK_OF_OTHER_INDICATOR,
    PASSPORT_ROW_OF_OTHER_STAGE,
    MEASURES_UNDECIDED,
    GOAL_AS_EVENT,
)
