"""Findings about the wording of documents: names, results, indicators, abbreviations, typing."""

from engine.diagnostics import Code, Severity

OTHER_MUNICIPALITY = Code("L650", "other-municipality", Severity.ERROR)
"""The document names a municipality that is not its own."""

OTHER_KIND_OF_MUNICIPALITY = Code("L651", "other-kind-of-municipality", Severity.ERROR)
"""A district is called «округ», or an okrug «район»."""

REGIONAL_ROADMAP = Code("L652", "regional-roadmap", Severity.ERROR)
"""A municipal roadmap speaks of itself as the regional one."""

REGIONAL_WORK = Code("L653", "regional-work", Severity.WARNING)
"""A municipal plan speaks of schools, teachers or projects of the whole region as of its own."""

OTHER_ROADMAP_NAMED = Code("L654", "other-roadmap-named", Severity.ERROR)
"""A row names a roadmap of another system where it must mean its own."""

OTHER_DIRECTION_RESULT = Code("L655", "other-direction-result", Severity.ERROR)
"""The result of an event speaks of another direction, and its title does not."""

COPIED_RESULT = Code("L656", "copied-result", Severity.ERROR)
"""Two events that do different things print the same result."""

SIMILAR_RESULT = Code("L657", "similar-result", Severity.WARNING)
"""Two events with different titles print nearly the same result."""

REPEATED_EVENT = Code("L658", "repeated-event", Severity.WARNING)
"""Two rows of one plan have the same title."""

RESULT_OF_OTHER_FORM = Code("L659", "result-of-other-form", Severity.ERROR)
"""The title announces seminars, the result says that a meeting was held."""

HELD_NOT_ATTENDED = Code("L660", "held-not-attended", Severity.WARNING)
"""The title plans to take part, the result says that it was held (or the other way round)."""

RESULT_WITHOUT_PRODUCT = Code("L661", "result-without-product", Severity.WARNING)
"""The title makes a plan, a list or a method, and the result names something else."""

RESULT_OF_OTHER_BODY = Code("L662", "result-of-other-body", Severity.WARNING)
"""The title speaks of the department, the result of schools (or the other way round)."""

REPORT_ON_OTHER_WORK = Code("L663", "report-on-other-work", Severity.WARNING)
"""The result sums up a work that the title does not name."""

TWIN_WITHOUT_FIGURE = Code("L664", "twin-without-figure", Severity.ERROR)
"""One indicator stands twice: once with a figure, once without."""

REPEATED_INDICATOR = Code("L665", "repeated-indicator", Severity.WARNING)
"""The same indicator stands twice in one roadmap."""

INDICATORS_IN_CONFLICT = Code("L666", "indicators-in-conflict", Severity.ERROR)
"""Two indicators ask different figures of the same thing."""

DEMANDS_IN_CONFLICT = Code("L667", "demands-in-conflict", Severity.WARNING)
"""Two indicators ask of all of the same group to do different things."""

TWO_INDICATORS_IN_ONE = Code("L668", "two-indicators-in-one", Severity.WARNING)
"""One line holds two indicators."""

NO_FIGURE = Code("L669", "indicator-without-figure", Severity.WARNING)
"""An indicator that is a share or a number, and no figure to reach."""

FIGURE_LOST = Code("L670", "indicator-lost-in-scan", Severity.WARNING)
"""The scan lost the words that make the indicator measurable."""

NO_METHOD = Code("L671", "indicator-without-method", Severity.WARNING)
"""An indicator of which the order does not say how it is measured or proved."""

BLOCK_INSTEAD_OF_INDICATOR = Code("L672", "block-instead-of-indicator", Severity.WARNING)
"""The heading of a block of indicators stands where an indicator should."""

NO_RESPONSIBLE = Code("L673", "event-without-responsible", Severity.WARNING)
"""An event for which nobody is responsible."""

NO_SCHEDULE = Code("L674", "event-without-schedule", Severity.WARNING)
"""An event without a date."""

NO_RESULT = Code("L675", "event-without-result", Severity.WARNING)
"""An event without a result."""

COLUMN_MISSING = Code("L676", "plan-without-column", Severity.WARNING)
"""A whole plan without responsible bodies, dates or results."""

TITLES_DIFFER = Code("L677", "titles-differ", Severity.WARNING)
"""The passport and the plan of one roadmap bear different titles."""

ORDER_DATES_DIFFER = Code("L679", "order-dates-differ", Severity.ERROR)
"""An annex cites its order with another date or number than the order bears."""

ABBREVIATION_UNKNOWN = Code("L680", "abbreviation-not-introduced", Severity.WARNING)
"""An abbreviation that the document never explains and that is not generally known."""

ABBREVIATION_EARLY = Code("L681", "abbreviation-before-introduction", Severity.WARNING)
"""An abbreviation is used before the place that introduces it."""

ABBREVIATION_AGAIN = Code("L682", "abbreviation-introduced-again", Severity.WARNING)
"""An abbreviation is introduced twice in one roadmap."""

ABBREVIATION_OF_TWO = Code("L683", "abbreviation-with-two-meanings", Severity.ERROR)
"""One abbreviation is introduced for two different things in one roadmap."""

ABBREVIATION_DRIFTS = Code("L684", "abbreviation-drifts", Severity.WARNING)
"""Two roadmaps of one order introduce an abbreviation for different things."""

ABBREVIATION_UNFIT = Code("L685", "abbreviation-unfit", Severity.WARNING)
"""The letters of an abbreviation do not come from the words it is introduced for."""

BODY_NAMED_DIFFERENTLY = Code("L686", "body-named-differently", Severity.WARNING)
"""One body is named in two ways among the responsible of one plan."""

PERSON_NAMED_DIFFERENTLY = Code("L687", "person-named-differently", Severity.WARNING)
"""One surname stands with different initials."""

TERM_NAMED_DIFFERENTLY = Code("L688", "term-named-differently", Severity.WARNING)
"""The document calls one thing by two abbreviations."""

CUT_OFF = Code("L690", "cut-off-text", Severity.WARNING)
"""A text breaks off: it ends with a preposition, a conjunction, a hyphen or a lonely adjective."""

HANGING_SIGN = Code("L691", "hanging-sign", Severity.WARNING)
"""A text ends with a comma or a colon, and nothing follows."""

UNPAIRED_BRACKET = Code("L692", "unpaired-bracket-in-text", Severity.WARNING)
"""A bracket of the document has no pair."""

UNPAIRED_QUOTE = Code("L693", "unpaired-quote-in-text", Severity.WARNING)
"""A quotation mark of the document has no pair."""

DOUBLED_WORD = Code("L694", "doubled-word", Severity.WARNING)
"""A word stands twice in a row."""

MISPRINT = Code("L695", "misprint", Severity.WARNING)
"""A word that the dictionary does not know and that is one letter away from a word of the
document."""

WRONG_CASE = Code("L696", "wrong-case", Severity.WARNING)
"""A preposition and its noun do not agree."""

NO_BASE = Code("L697", "dynamics-without-base", Severity.WARNING)
"""A growth, a fall or a running total without a year or a figure to count from."""

NO_FINDINGS = Code("L698", "monitoring-without-findings", Severity.WARNING)
"""The title monitors, analyses or controls, and the result is an order or a schedule."""

SAME_DECISIONS = Code("L699", "same-decisions-everywhere", Severity.WARNING)
"""All events of a plan, or nearly all, print one and the same list of decisions."""

PLACE_NOT_KNOWN = Code("L725", "place-not-known", Severity.WARNING)
"""A settlement is named that nothing else in the document names."""

TEMPLATE_LEFT = Code("L726", "template-left", Severity.ERROR)
"""Words of a blank form were left in the document, or a blank was not filled in."""

RESULT_OF_OTHER_SUBJECT = Code("L727", "result-of-other-subject", Severity.WARNING)
"""A result whose subject neither its title nor anything else in the plan names."""

RESULT_REPEATS_TITLE = Code("L728", "result-repeats-title", Severity.WARNING)
"""The result repeats the title of its event word for word."""

EXECUTOR_IN_RESULT = Code("L729", "executor-in-result", Severity.WARNING)
"""The cell of the result begins with who carries the event out."""

EXECUTOR_GARBLED = Code("L734", "executor-garbled", Severity.WARNING)
"""The cell of a responsible holds no name, or signs left over."""

WORDS_DISAGREE = Code("L735", "words-disagree", Severity.WARNING)
"""An adjective does not agree with the noun that it stands before."""

OTHER_SCHOOL = Code("L740", "other-school", Severity.WARNING)
"""The plan of one school names another one as its own."""

OTHER_LEVEL = Code("L741", "other-level", Severity.WARNING)
"""What the order makes is called by a level that is not the order's own."""

PASSPORT_FIGURE_DIFFERS = Code("L743", "passport-figure-differs", Severity.ERROR)
"""The passport prints an indicator with another figure than the indicator has."""

SHARE_ABOVE_WHOLE = Code("L744", "share-above-whole", Severity.ERROR)
"""A share of more than 100 %."""

FIGURE_GONE = Code("L745", "figure-gone", Severity.WARNING)
"""The indicator's text names a vague amount where its target has a figure."""

STEPS_AGAINST_TARGET = Code("L746", "steps-against-target", Severity.ERROR)
"""The figures of the years move away from the target."""

GRADES_DIFFER = Code("L747", "grades-differ", Severity.WARNING)
"""The rule counts other grades than the indicator's text names."""

GOAL_GROWS_WORSE = Code("L748", "growth-of-the-bad", Severity.WARNING)
"""The indicator wants more of what ought to become less."""

ALIAS_MISSPELT = Code("L750", "alias-misspelt", Severity.WARNING)
"""A second name of a body is its name with a misprint."""

ROW_OF_OTHER_SUBJECT = Code("L752", "row-of-other-subject", Severity.WARNING)
"""A goal or an event speaks of what nothing else in the plan speaks of."""

EXECUTOR_NOT_OF_DEED = Code("L757", "executor-not-of-deed", Severity.WARNING)
"""A decision or an official paper is given to those who cannot make it."""

OTHER_PLAN_NAMED = Code("L758", "other-plan-named", Severity.WARNING)
"""The plan's own figures or measures stand under the name of another document."""

PART_NOT_THERE = Code("L760", "part-not-there", Severity.WARNING)
"""A section, point or row that a text refers to and that does not exist."""

SCHEDULE_AS_RESULT = Code("L761", "schedule-as-result", Severity.WARNING)
"""The result of an event is a time and nothing else."""

TEXT_AFTER_PLAN = Code("L762", "text-after-plan", Severity.WARNING)
"""A clause or a line of the passport names a time when the plan is over, or has not begun."""

EXECUTOR_ILL_PUT = Code("L765", "executor-ill-put", Severity.WARNING)
"""An executor is put otherwise than in the other rows: another case, twice, two names as one, or
an office of education that the document has under another name."""

AUTHOR_NOT_EXECUTOR = Code("L766", "author-not-executor", Severity.WARNING)
"""A paper of the result is a body's own, and that body is not among the executors."""

NAMED_OTHERWISE = Code("L768", "named-otherwise", Severity.WARNING)
"""One contest, programme or school that the plan names is called otherwise in one row."""

NUMBER_DISAGREES = Code("L781", "number-disagrees", Severity.WARNING)
"""A noun stands in a form that the number before it does not take."""

WISH_AS_RESULT = Code("L769", "wish-as-result", Severity.WARNING)
"""A result is a wish where the other rows of the plan have papers and facts."""

THING_AT_TWO_LEVELS = Code("L791", "thing-at-two-levels", Severity.WARNING)
"""One contest, council or paper is of the district in one place, and of the region in another."""

RESULT_OF_OTHER_ROW = Code("L792", "result-of-other-row", Severity.WARNING)
"""The result of a row speaks of what another row does, and of nothing that its own row does."""

COMPARED_WITH_FUTURE = Code("L793", "compared-with-future", Severity.ERROR)
"""An indicator is compared with a year that comes after the plan has ended."""

OPPOSITE_ASKED = Code("L794", "opposite-asked", Severity.WARNING)
"""An indicator asks that what the plan works for is not the case."""

OTHERS_COUNTED = Code("L783", "others-counted", Severity.WARNING)
"""The rule counts those who have not what the text of the indicator asks for."""

PLACE_NOT_UNDERSTOOD = Code("L770", "place-not-understood", Severity.WARNING)
"""Words of the address in the order that lead to no place."""

WORDS_ELSEWHERE = Code("L771", "words-elsewhere", Severity.WARNING)
"""The file of the order has the words, and not where the spec says."""

PLACE_NOT_IN_ORDER = Code("L772", "place-not-in-order", Severity.WARNING)
"""The file of the order has no such section, point, table, row or page."""

PLACE_NOT_HELD = Code("L773", "place-not-held", Severity.WARNING)
"""Parts of addresses that this file does not show, such as pages of a Word file."""

GRADE_NOT_OF_WORK = Code("L784", "grade-not-of-work", Severity.WARNING)
"""An exam or a round of the olympiad is for grades, or a readiness for ages, that have none."""

ACT_MISQUOTED = Code("L785", "act-misquoted", Severity.WARNING)
"""A law stands under a number or a day that are not its own, or an order under a ministry that did
not exist on its day."""

PARTS_NOT_ADDED_UP = Code("L786", "parts-not-added-up", Severity.WARNING)
"""A number stands beside parts of it that make another one: «240, в том числе 120 и 90»."""

TARGET_BEHIND = Code("L787", "target-behind", Severity.WARNING)
"""The target of an indicator is worse than its baseline: it was reached before the plan began."""

CODES = (
    ACT_MISQUOTED,
    PARTS_NOT_ADDED_UP,
    TARGET_BEHIND,
    GRADE_NOT_OF_WORK,
    OPPOSITE_ASKED,
    OTHERS_COUNTED,
    COMPARED_WITH_FUTURE,
    RESULT_OF_OTHER_ROW,
    THING_AT_TWO_LEVELS,
    NUMBER_DISAGREES,
    PLACE_NOT_UNDERSTOOD,
    WORDS_ELSEWHERE,
    PLACE_NOT_IN_ORDER,
    PLACE_NOT_HELD,
    WISH_AS_RESULT,
    NAMED_OTHERWISE,
    EXECUTOR_ILL_PUT,
    AUTHOR_NOT_EXECUTOR,
    PART_NOT_THERE,
    SCHEDULE_AS_RESULT,
    TEXT_AFTER_PLAN,
    EXECUTOR_NOT_OF_DEED,
    OTHER_PLAN_NAMED,
    OTHER_SCHOOL,
    OTHER_LEVEL,
    PASSPORT_FIGURE_DIFFERS,
    SHARE_ABOVE_WHOLE,
    FIGURE_GONE,
    STEPS_AGAINST_TARGET,
    GRADES_DIFFER,
    GOAL_GROWS_WORSE,
    ALIAS_MISSPELT,
    ROW_OF_OTHER_SUBJECT,
    WORDS_DISAGREE,
    EXECUTOR_GARBLED,
    EXECUTOR_IN_RESULT,
    RESULT_REPEATS_TITLE,
    RESULT_OF_OTHER_SUBJECT,
    TEMPLATE_LEFT,
    PLACE_NOT_KNOWN,
    OTHER_MUNICIPALITY,
    OTHER_KIND_OF_MUNICIPALITY,
    REGIONAL_ROADMAP,
    REGIONAL_WORK,
    OTHER_ROADMAP_NAMED,
    OTHER_DIRECTION_RESULT,
    COPIED_RESULT,
    SIMILAR_RESULT,
    REPEATED_EVENT,
    RESULT_OF_OTHER_FORM,
    HELD_NOT_ATTENDED,
    RESULT_WITHOUT_PRODUCT,
    RESULT_OF_OTHER_BODY,
    REPORT_ON_OTHER_WORK,
    TWIN_WITHOUT_FIGURE,
    REPEATED_INDICATOR,
    INDICATORS_IN_CONFLICT,
    DEMANDS_IN_CONFLICT,
    TWO_INDICATORS_IN_ONE,
    NO_FIGURE,
    FIGURE_LOST,
    NO_METHOD,
    BLOCK_INSTEAD_OF_INDICATOR,
    NO_RESPONSIBLE,
    NO_SCHEDULE,
    NO_RESULT,
    COLUMN_MISSING,
    TITLES_DIFFER,
    ORDER_DATES_DIFFER,
    ABBREVIATION_UNKNOWN,
    ABBREVIATION_EARLY,
    ABBREVIATION_AGAIN,
    ABBREVIATION_OF_TWO,
    ABBREVIATION_DRIFTS,
    ABBREVIATION_UNFIT,
    BODY_NAMED_DIFFERENTLY,
    PERSON_NAMED_DIFFERENTLY,
    TERM_NAMED_DIFFERENTLY,
    CUT_OFF,
    HANGING_SIGN,
    UNPAIRED_BRACKET,
    UNPAIRED_QUOTE,
    DOUBLED_WORD,
    MISPRINT,
    WRONG_CASE,
    NO_BASE,
    NO_FINDINGS,
    SAME_DECISIONS,
)
