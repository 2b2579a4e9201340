"""Findings about the wording of documents: names, results, indicators, abbreviations, typing."""

from engine.diagnostics import Code, Severity

OTHER_MUNICIPALITY = Code("L650", "other-municipality", Severity.ERROR)
"""The document names a municipality that is not its own.

**Why**: a row was copied from a neighbour's plan, and nobody can carry it out.
**Fix**: put the own municipality there, or quote the name if an experience of others is meant.
"""

OTHER_KIND_OF_MUNICIPALITY = Code("L651", "other-kind-of-municipality", Severity.ERROR)
"""A district is called «округ», or an okrug «район».

**Why**: the line was written for another territory.
**Fix**: name the municipality as the order does.
"""

REGIONAL_ROADMAP = Code("L652", "regional-roadmap", Severity.ERROR)
"""A municipal roadmap speaks of itself as the regional one.

**Why**: the municipality cannot correct a document of the region.
**Fix**: «муниципальную дорожную карту».
"""

REGIONAL_WORK = Code("L653", "regional-work", Severity.WARNING)
"""A municipal plan speaks of schools, teachers or projects of the whole region as of its own.

**Why**: the row may have been copied from the region's plan; its result cannot be reached here.
**Fix**: name the municipality, or say how the regional work is taken part in.
"""

OTHER_ROADMAP_NAMED = Code("L654", "other-roadmap-named", Severity.ERROR)
"""A row names a roadmap of another system where it must mean its own.

**Why**: by the letter of the order, another document is to be corrected.
**Fix**: put the name of this roadmap there.
"""

OTHER_DIRECTION_RESULT = Code("L655", "other-direction-result", Severity.ERROR)
"""The result of an event speaks of another direction, and its title does not.

**Why**: the result was copied from another roadmap and proves nothing about this event.
**Fix**: write the result of this event.
"""

COPIED_RESULT = Code("L656", "copied-result", Severity.ERROR)
"""Two events that do different things print the same result.

**Why**: one of the two results was copied; it cannot be seen whether that event took place.
**Fix**: write each event's own result.
"""

SIMILAR_RESULT = Code("L657", "similar-result", Severity.WARNING)
"""Two events with different titles print nearly the same result.

**Why**: the result does not show which of them it belongs to.
**Fix**: say what each of them leaves behind, or join them.
"""

REPEATED_EVENT = Code("L658", "repeated-event", Severity.WARNING)
"""Two rows of one plan have the same title.

**Why**: one work is planned and reported twice, or the rows differ in something not printed.
**Fix**: join the rows, or say what distinguishes them.
"""

RESULT_OF_OTHER_FORM = Code("L659", "result-of-other-form", Severity.ERROR)
"""The title announces seminars, the result says that a meeting was held.

**Why**: the text contradicts itself, and whoever checks the event cannot tell what to look for.
**Fix**: name the same form in both.
"""

HELD_NOT_ATTENDED = Code("L660", "held-not-attended", Severity.WARNING)
"""The title plans to take part, the result says that it was held (or the other way round).

**Why**: it is not clear who organises the event.
**Fix**: «Приняли участие …» where others hold it.
"""

RESULT_WITHOUT_PRODUCT = Code("L661", "result-without-product", Severity.WARNING)
"""The title makes a plan, a list or a method, and the result names something else.

**Why**: the document that the event was to produce is not among its results.
**Fix**: name the document in the result.
"""

RESULT_OF_OTHER_BODY = Code("L662", "result-of-other-body", Severity.WARNING)
"""The title speaks of the department, the result of schools (or the other way round).

**Why**: the result would be reached without the event, or the event without the result.
**Fix**: make both speak of the same body.
"""

REPORT_ON_OTHER_WORK = Code("L663", "report-on-other-work", Severity.WARNING)
"""The result sums up a work that the title does not name.

**Why**: the result seems to belong to another row.
**Fix**: name in both the work that is summed up.
"""

TWIN_WITHOUT_FIGURE = Code("L664", "twin-without-figure", Severity.ERROR)
"""One indicator stands twice: once with a figure, once without.

**Why**: it may be met in one reading and not met in the other.
**Fix**: keep the line with the figure.
"""

REPEATED_INDICATOR = Code("L665", "repeated-indicator", Severity.WARNING)
"""The same indicator stands twice in one roadmap.

**Why**: it is counted twice, and one of the two lines will be changed without the other.
**Fix**: keep one line, or say what distinguishes them.
"""

INDICATORS_IN_CONFLICT = Code("L666", "indicators-in-conflict", Severity.ERROR)
"""Two indicators ask different figures of the same thing.

**Why**: the same work meets one of them and fails the other.
**Fix**: agree on one figure, or say for which year or group each of them holds.
"""

DEMANDS_IN_CONFLICT = Code("L667", "demands-in-conflict", Severity.WARNING)
"""Two indicators ask of all of the same group to do different things.

**Why**: whoever meets one of them cannot meet the other.
**Fix**: take the common group out of one of them.
"""

TWO_INDICATORS_IN_ONE = Code("L668", "two-indicators-in-one", Severity.WARNING)
"""One line holds two indicators.

**Why**: one figure cannot be judged for both, and half of the line stays unjudged.
**Fix**: make two lines of it.
"""

NO_FIGURE = Code("L669", "indicator-without-figure", Severity.WARNING)
"""An indicator that is a share or a number, and no figure to reach.

**Why**: nobody can say whether it is met.
**Fix**: give the figure, or the direction («рост», «не ниже прошлого года»).
"""

FIGURE_LOST = Code("L670", "indicator-lost-in-scan", Severity.WARNING)
"""The scan lost the words that make the indicator measurable.

**Why**: it is not judged until the words are known.
**Fix**: look them up in the signed paper.
"""

NO_METHOD = Code("L671", "indicator-without-method", Severity.WARNING)
"""An indicator of which the order does not say how it is measured or proved.

**Why**: it is met or not met as one likes.
**Fix**: name the document, the share or the procedure that shows it.
"""

BLOCK_INSTEAD_OF_INDICATOR = Code("L672", "block-instead-of-indicator", Severity.WARNING)
"""The heading of a block of indicators stands where an indicator should.

**Why**: the block has no indicators of its own, and there is nothing to measure.
**Fix**: write the indicators of the block.
"""

NO_RESPONSIBLE = Code("L673", "event-without-responsible", Severity.WARNING)
"""An event for which nobody is responsible.

**Why**: nobody can be asked about it.
**Fix**: name the body.
"""

NO_SCHEDULE = Code("L674", "event-without-schedule", Severity.WARNING)
"""An event without a date.

**Why**: it is never overdue and never done in time.
**Fix**: give a window or a deadline.
"""

NO_RESULT = Code("L675", "event-without-result", Severity.WARNING)
"""An event without a result.

**Why**: it cannot be shown that it took place.
**Fix**: name the document or the state that it leaves behind.
"""

COLUMN_MISSING = Code("L676", "plan-without-column", Severity.WARNING)
"""A whole plan without responsible bodies, dates or results.

**Why**: the plan cannot be supervised.
**Fix**: add the column.
"""

TITLES_DIFFER = Code("L677", "titles-differ", Severity.WARNING)
"""The passport and the plan of one roadmap bear different titles.

**Why**: it is not certain that they are one document.
**Fix**: make the titles the same, with the number and the period.
"""

ORDER_DATES_DIFFER = Code("L679", "order-dates-differ", Severity.ERROR)
"""An annex cites its order with another date or number than the order bears.

**Why**: the annex belongs, by the letter, to another order.
**Fix**: copy date and number from the order.
"""

ABBREVIATION_UNKNOWN = Code("L680", "abbreviation-not-introduced", Severity.WARNING)
"""An abbreviation that the document never explains and that is not generally known.

**Why**: it can be read in several ways; a parent or a new head of a school cannot read it at all.
**Fix**: write it out at the first use: «… (далее – …)».
"""

ABBREVIATION_EARLY = Code("L681", "abbreviation-before-introduction", Severity.WARNING)
"""An abbreviation is used before the place that introduces it.

**Why**: a reader meets it unexplained.
**Fix**: move «(далее – …)» to the first use.
"""

ABBREVIATION_AGAIN = Code("L682", "abbreviation-introduced-again", Severity.WARNING)
"""An abbreviation is introduced twice in one roadmap.

**Why**: the parts were put together from several documents, and the meanings drift apart.
**Fix**: introduce it once, at the first use.
"""

ABBREVIATION_OF_TWO = Code("L683", "abbreviation-with-two-meanings", Severity.ERROR)
"""One abbreviation is introduced for two different things in one roadmap.

**Why**: every later sentence with it has two meanings.
**Fix**: take another abbreviation for one of them.
"""

ABBREVIATION_DRIFTS = Code("L684", "abbreviation-drifts", Severity.WARNING)
"""Two roadmaps of one order introduce an abbreviation for different things.

**Why**: summed over the roadmaps, the figures count different organisations.
**Fix**: agree on one meaning for the whole order.
"""

ABBREVIATION_UNFIT = Code("L685", "abbreviation-unfit", Severity.WARNING)
"""The letters of an abbreviation do not come from the words it is introduced for.

**Why**: either the words or the letters are of another document.
**Fix**: correct the one or the other.
"""

BODY_NAMED_DIFFERENTLY = Code("L686", "body-named-differently", Severity.WARNING)
"""One body is named in two ways among the responsible of one plan.

**Why**: a reader takes them for two bodies.
**Fix**: use one name.
"""

PERSON_NAMED_DIFFERENTLY = Code("L687", "person-named-differently", Severity.WARNING)
"""One surname stands with different initials.

**Why**: it is not certain who is appointed.
**Fix**: check the initials.
"""

TERM_NAMED_DIFFERENTLY = Code("L688", "term-named-differently", Severity.WARNING)
"""The document calls one thing by two abbreviations.

**Why**: a reader looks for the difference.
**Fix**: use one of them.
"""

CUT_OFF = Code("L690", "cut-off-text", Severity.WARNING)
"""A text breaks off: it ends with a preposition, a conjunction, a hyphen or a lonely adjective.

**Why**: the demand is not complete.
**Fix**: finish the sentence.
"""

HANGING_SIGN = Code("L691", "hanging-sign", Severity.WARNING)
"""A text ends with a comma or a colon, and nothing follows.

**Why**: the words that should follow may have been deleted.
**Fix**: finish the text, or take the sign away.
"""

UNPAIRED_BRACKET = Code("L692", "unpaired-bracket-in-text", Severity.WARNING)
"""A bracket of the document has no pair.

**Why**: it is not clear what belongs to the remark in brackets.
**Fix**: close it or take it away.
"""

UNPAIRED_QUOTE = Code("L693", "unpaired-quote-in-text", Severity.WARNING)
"""A quotation mark of the document has no pair.

**Why**: it is not clear where the name ends.
**Fix**: close it or take it away.
"""

DOUBLED_WORD = Code("L694", "doubled-word", Severity.WARNING)
"""A word stands twice in a row.

**Why**: a word is too many, or another one is missing.
**Fix**: take one of them away.
"""

MISPRINT = Code("L695", "misprint", Severity.WARNING)
"""A word that the dictionary does not know and that is one letter away from a word of the document.

**Why**: in a legal text a misprint is read as meant.
**Fix**: correct it.
"""

WRONG_CASE = Code("L696", "wrong-case", Severity.WARNING)
"""A preposition and its noun do not agree.

**Why**: a word was changed or lost when the sentence was edited.
**Fix**: put the noun into the right case.
"""

NO_BASE = Code("L697", "dynamics-without-base", Severity.WARNING)
"""A growth, a fall or a running total without a year or a figure to count from.

**Why**: each reader compares with another year.
**Fix**: name the years that are compared, or the day from which one counts.
"""

NO_FINDINGS = Code("L698", "monitoring-without-findings", Severity.WARNING)
"""The title monitors, analyses or controls, and the result is an order or a schedule.

**Why**: what was found out is not among the results, and the next row has nothing to use.
**Fix**: name the report, the note or the data that the work leaves behind.
"""

SAME_DECISIONS = Code("L699", "same-decisions-everywhere", Severity.WARNING)
"""All events of a plan, or nearly all, print one and the same list of decisions.

**Why**: the decisions do not follow from the events, and nobody can see which of them is due.
**Fix**: keep at each event the decision that its result calls for.
"""

CODES = (
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
