"""R3xx: conditions, rules and targets that cannot be understood, or would judge nothing."""

from engine.diagnostics import Code, Severity

CONDITION_SYNTAX = Code("R301", "condition-syntax", Severity.ERROR)
"""The condition breaks off, or two parts of it stand side by side with nothing between them."""

CONDITION_NOT_ALLOWED = Code("R302", "condition-not-allowed", Severity.ERROR)
"""A function, a sub-query, a cast, a comment … : SQL that conditions do not have."""

CONDITION_TOO_LARGE = Code("R303", "condition-too-large", Severity.ERROR)
"""The condition is longer, or its brackets stand deeper, than a reader can follow."""

UNKNOWN_COLUMN = Code("R304", "unknown-column", Severity.ERROR)
"""The dataset has no column of that name."""

UNKNOWN_KEY = Code("R305", "unknown-key", Severity.ERROR)
"""`key.column`, and `key` is no foreign key of the dataset."""

PERSONAL_COLUMN = Code("R306", "personal-column", Severity.ERROR)
"""The column holds personal data and is dropped on reading."""

TYPES_DIFFER = Code("R307", "types-differ", Severity.ERROR)
"""Values of two types are compared: a number with a text, a date with a number."""

NULL_COMPARISON = Code("R308", "null-comparison", Severity.ERROR)
"""`= null` is never true; an empty cell is found with `is null`."""

BAD_DATE = Code("R309", "bad-date", Severity.ERROR)
"""A text that is compared with a date is no date of the calendar, or not written YYYY-MM-DD."""

NOT_A_CONDITION = Code("R310", "not-a-condition", Severity.ERROR)
"""A number, text or date stands where a condition belongs, or a condition where a value does."""

VALUE_NOT_LISTED = Code("R311", "value-not-listed", Severity.ERROR)
"""The column's declaration lists its values, and this one is not among them."""

TEXTS_HAVE_NO_ORDER = Code("R312", "texts-have-no-order", Severity.ERROR)
"""`<`, `>` or `between` over texts or yes/no: «10» would come before «4»."""

CONSTANT_CONDITION = Code("R313", "constant-condition", Severity.ERROR)
"""The comparison names no column: it is true, or false, of every row alike."""

CHAINED_COMPARISON = Code("R314", "chained-comparison", Severity.ERROR)
"""`1 < a < 5`: SQL does not read it as two comparisons."""

UNKNOWN_DATASET = Code("R320", "unknown-dataset", Severity.ERROR)
"""The rule reads a dataset that data.yaml does not declare."""

COLUMN_NOT_NUMERIC = Code("R321", "column-not-numeric", Severity.ERROR)
"""A sum or a mean is asked of a column that holds no numbers."""

RULE_INCOMPLETE = Code("R322", "rule-incomplete", Severity.ERROR)
"""The rule lacks a part without which it says nothing."""

MISSING_UNSAID = Code("R323", "missing-unsaid", Severity.ERROR)
"""The rule reads rows and does not say what an empty cell means."""

MISSING_NOT_ALLOWED = Code("R324", "missing-not-allowed", Severity.ERROR)
"""This measure knows no such way with empty cells."""

UNKNOWN_MEASURE = Code("R325", "unknown-measure", Severity.ERROR)
"""There is no measure of that name, or `change` is asked of one that gives no figure."""

UNKNOWN_EVIDENCE_KIND = Code("R326", "unknown-evidence-kind", Severity.ERROR)
"""The kind of document is not in `evidence.kinds` of project.yaml."""

BAD_PERIOD_LABEL = Code("R327", "bad-period-label", Severity.ERROR)
"""A period is written in a way that is not understood."""

PERIODS_OUT_OF_ORDER = Code("R328", "periods-out-of-order", Severity.ERROR)
"""The periods of a change repeat, overlap, or do not follow one another in time."""

ROWS_WITHOUT_PERIOD = Code("R329", "rows-without-period", Severity.ERROR)
"""A change is asked of a dataset that declares neither `period` nor `date`."""

VALUE_TYPE_DIFFERS = Code("R330", "value-type-differs", Severity.ERROR)
"""A value of `values` is not of the column's type."""

NO_ORGANISATION_COLUMN = Code("R331", "no-organisation-column", Severity.ERROR)
"""The rule speaks of organisations, and the dataset does not say which column holds their code."""

NO_REGISTER = Code("R332", "no-evidence-register", Severity.ERROR)
"""The rule asks for documents, and project.yaml names no register of them."""

UNKNOWN_RULE = Code("R333", "unknown-rule", Severity.ERROR)
"""`use` names a rule that neither the project nor the library has."""

UNKNOWN_PARAMETER = Code("R334", "unknown-parameter", Severity.ERROR)
"""`with` gives a parameter that the library rule does not have."""

PARAMETER_MISSING = Code("R335", "parameter-missing", Severity.ERROR)
"""`with` lacks a parameter of the library rule that has no default."""

PARAMETER_TYPE = Code("R336", "parameter-type", Severity.ERROR)
"""A parameter is given a value of another type than the library rule declares."""

RULE_SHADOWED = Code("R337", "rule-shadowed", Severity.WARNING)
"""A rule of the project hides the library's rule of the same id."""

RULE_REPEATED = Code("R338", "rule-repeated", Severity.ERROR)
"""Two rule files of one folder have the same id."""

UNKNOWN_PLACEHOLDER = Code("R339", "unknown-placeholder", Severity.ERROR)
"""A library rule uses a placeholder that is none of its parameters, or one inside a text."""

BAD_TARGET = Code("R340", "bad-target", Severity.ERROR)
"""The target is written in a way that is not understood."""

TARGET_UNIT = Code("R341", "target-unit-differs", Severity.ERROR)
"""The target's unit does not fit what the rule computes."""

TARGET_MISSING = Code("R342", "target-missing", Severity.ERROR)
"""The rule computes a figure, and no target says which figure suffices."""

TARGET_NOT_EXPECTED = Code("R343", "target-not-expected", Severity.ERROR)
"""exists and each are met or not: they know no target."""

TARGET_OUT_OF_REACH = Code("R344", "target-out-of-reach", Severity.ERROR)
"""No figure can meet the target, or every figure does: more than 100 % of a whole, at least 0."""

SHOWN_IS_NOT_JUDGED = Code("R380", "shown-is-not-judged", Severity.ERROR)
"""`target: none` shows a figure, and beside it stands a key that says how to judge it."""

WARNING_NOT_WEAKER = Code("R381", "warning-not-weaker", Severity.ERROR)
"""The warning level is not easier to reach than the target: no figure lies between them."""

FIGURE_OF_TEXT_NOT_JUDGED = Code("R382", "figure-of-text-not-judged", Severity.WARNING)
"""`target: none`, although the indicator's own text names the figure to be reached."""

SHOWN_HAS_NO_VERDICT = Code("R383", "shown-has-no-verdict", Severity.ERROR)
"""A decision table takes the verdict of an indicator that is shown and never judged."""

KEY_OF_EACH_TARGET = Code("R384", "key-of-each-target", Severity.ERROR)
"""`due` or `warn` stands beside targets by year, each of which has its own."""

TARGETS_OUT_OF_ORDER = Code("R385", "targets-out-of-order", Severity.ERROR)
"""A target by year has no day that is understood, or one not later than the target before it."""

TARGETS_UNLIKE = Code("R386", "targets-unlike", Severity.ERROR)
"""Targets by year differ in unit or direction: they are no path to one end."""

SETTLED_BY_WHERE = Code("R388", "settled-by-where", Severity.WARNING)
"""Every row that `where` selects fulfils `of`, or none of them does."""

WEIGHT_BESIDE_GROUPS = Code("R387", "weight-beside-groups", Severity.ERROR)
"""A share or a mean that is looked at group by group weighs its rows: there each counts as one."""

BASELINE_MISSING = Code("R390", "baseline-missing", Severity.ERROR)
"""The target counts from a baseline, and the indicator has none."""

BASELINE_UNFIT = Code("R391", "baseline-unfit", Severity.ERROR)
"""The baseline is not understood, is of another unit or year, or is later than the target."""

GROWTH_UNCLEAR = Code("R392", "growth-unclear", Severity.ERROR)
"""«Growth by 5 %» of a share means two things; or the unit is not that of the baseline."""

EMPTY_CORRIDOR = Code("R393", "empty-corridor", Severity.ERROR)
"""A corridor ends before it begins, or its ends are in different units."""

DUE_NOT_A_DAY = Code("R394", "due-not-a-day", Severity.ERROR)
"""The words of a due date name no single day in the period."""

PART_HAS_A_PERIOD = Code("R389", "part-has-a-period", Severity.ERROR)
"""What is compared period by period is made of an indicator, which has a period of its own."""

PERIODS_OF_TWO_WAYS = Code("R395", "periods-of-two-ways", Severity.ERROR)
"""Some periods of a change are written, others stand to the judged one."""

BAD_PATTERN = Code("R396", "bad-pattern", Severity.ERROR)
"""The text after `matches` is no regular expression that every engine reads alike and in time."""

OF_AND_WHERE = Code("R345", "of-and-where", Severity.ERROR)
"""A count has one condition: `of` and `where` mean the same there."""

UNKNOWN_CHOICE = Code("R346", "unknown-choice", Severity.ERROR)
"""A word stands where the measure knows only certain others."""

BAD_NUMBER = Code("R347", "bad-number", Severity.ERROR)
"""A number of the rule is no number, or too small to mean anything."""

BAD_FORMULA = Code("R349", "bad-formula", Severity.ERROR)
"""A formula has something beside + - * /, brackets, numbers and names; or a name is none."""

UNKNOWN_PART = Code("R350", "unknown-part", Severity.ERROR)
"""A formula names a part that is not declared, or a part an indicator that cannot be one."""

CIRCLE_OF_INDICATORS = Code("R351", "circle-of-indicators", Severity.ERROR)
"""An index or a formula is made of itself, over other indicators."""

UNITS_DIFFER = Code("R352", "units-differ", Severity.ERROR)
"""A share and a number are added, two shares are multiplied, or a share is taken for a fraction."""

PARAMETER_DATES = Code("R353", "parameter-dates", Severity.ERROR)
"""Dates of a parameter's values are none or out of order, or none of them stood in the period."""

NO_MUNICIPALITIES = Code("R354", "no-municipalities", Severity.ERROR)
"""A target is held against each municipality, and no list of organisations names any."""

CONDITION_OVERFLOWS = Code("R355", "condition-overflows", Severity.ERROR)
"""Numbers that the condition computes outgrow 64 bits whatever stands in the table."""

CONDITION_NEVER_TRUE = Code("R356", "condition-never-true", Severity.WARNING)
"""No row can fulfil the condition, or a part of it: `x between 5 and 1`."""

CONDITION_ALWAYS_TRUE = Code("R357", "condition-always-true", Severity.WARNING)
"""Every filled row fulfils the condition, or a part of it: `x > 5 or x <= 5`, `true`."""

PERCENT_AS_FRACTION = Code("R358", "percent-as-fraction", Severity.WARNING)
"""A column of percents, kept as 0–100, is compared with a fraction of one."""

JUDGE_ABOVE_LEVEL = Code("R375", "judge-above-level", Severity.ERROR)
"""`judge` names a wider level than `level`: `judge: region` where a municipality is judged."""

NOTHING_TO_BREAK_DOWN = Code("R376", "nothing-to-break-down", Severity.ERROR)
"""`by` or `min_n` where no rows make the figure, or where it has no groups to be too small."""

COLUMN_BREAKS_NOTHING_DOWN = Code("R377", "column-breaks-nothing-down", Severity.ERROR)
"""`by` names a column of measurements, or the one of organisations or periods."""

JUDGED_TWICE = Code("R378", "judged-twice", Severity.ERROR)
"""The target is held against each value and, by `judge`, against each organisation, too."""

ROWS_NOT_ADDED = Code("R379", "rows-not-added", Severity.ERROR)
"""`of` multiplies more than two columns or divides by one; or a weight stands beside arithmetic."""

PERCENT_CELL_AS_FRACTION = Code("R374", "percent-cell-as-fraction", Severity.WARNING)
"""An input of a decision table is percents, 0–100, and all its cells speak of fractions of one."""

VALUE_NEVER_OCCURS = Code("R359", "value-never-occurs", Severity.WARNING, ("hint",))
"""A condition asks for a value that no row of the table has."""

VALUE_IN_LISTS = Code("R360", "value-in-lists", Severity.WARNING, ("like",))
"""A value that a condition asks for stands in lists of several in one cell, too."""

CUMULATIVE_ADDED = Code("R361", "cumulative-added", Severity.WARNING, ("header",))
"""A rule adds up, over several periods, a column that holds in each those before it."""

STOCK_ADDED = Code("R366", "stock-added", Severity.WARNING, ("header",))
"""A rule adds up, over periods, how many there were in each: the same ones several times."""

PERCENTS_ADDED = Code("R362", "percents-added", Severity.WARNING)
"""A rule adds percents up: 70 % and 60 % of two schools are 130 % of nothing."""

PERSONS_BY_ROWS = Code("R363", "persons-by-rows", Severity.WARNING)
"""An indicator speaks of persons, the rule counts rows, and one person has several of them."""

MEANS_AVERAGED = Code("R364", "means-averaged", Severity.WARNING)
"""Averages of rows of different sizes are averaged, and the table tells the sizes."""

VALUE_SAID_OTHERWISE = Code("R365", "value-said-otherwise", Severity.WARNING, ("others",))
"""Other rows hold the value that a condition asks for in more words, or shortened."""

SIGN_MISSING = Code("R348", "no-sign-looked-for", Severity.ERROR)
"""A rule about signs is made of a rule that looks for none."""

TARGET_NOT_IN_TEXT = Code("R372", "target-not-in-text", Severity.WARNING)
"""The indicator's text names a figure, and the target asks for another one."""

PARAMETER_UNUSED = Code("R371", "parameter-unused", Severity.ERROR)
"""A library rule declares a parameter that fills nothing."""

TOO_MANY_KEYS = Code("R398", "too-many-keys", Severity.ERROR)
"""A column is sought through more tables than one condition may follow."""

PLACE_UNREADABLE = Code("R399", "place-unreadable", Severity.WARNING)
"""A part of the address in the order cannot be one: no number, zero, backwards, misspelt."""

NO_EVENT_SERVES = Code("R397", "no-event-serves", Severity.WARNING)
"""An indicator takes the documents of the events that serve it, and none does."""

CODES = (
    CONDITION_SYNTAX,
    CONDITION_NOT_ALLOWED,
    CONDITION_TOO_LARGE,
    UNKNOWN_COLUMN,
    UNKNOWN_KEY,
    TOO_MANY_KEYS,
    PERSONAL_COLUMN,
    TYPES_DIFFER,
    NULL_COMPARISON,
    BAD_DATE,
    NOT_A_CONDITION,
    VALUE_NOT_LISTED,
    TEXTS_HAVE_NO_ORDER,
    CONSTANT_CONDITION,
    CHAINED_COMPARISON,
    UNKNOWN_DATASET,
    COLUMN_NOT_NUMERIC,
    RULE_INCOMPLETE,
    MISSING_UNSAID,
    MISSING_NOT_ALLOWED,
    UNKNOWN_MEASURE,
    UNKNOWN_EVIDENCE_KIND,
    BAD_PERIOD_LABEL,
    PERIODS_OUT_OF_ORDER,
    ROWS_WITHOUT_PERIOD,
    VALUE_TYPE_DIFFERS,
    NO_ORGANISATION_COLUMN,
    NO_REGISTER,
    UNKNOWN_RULE,
    UNKNOWN_PARAMETER,
    PARAMETER_MISSING,
    PARAMETER_TYPE,
    RULE_SHADOWED,
    RULE_REPEATED,
    UNKNOWN_PLACEHOLDER,
    BAD_TARGET,
    TARGET_UNIT,
    TARGET_MISSING,
    TARGET_NOT_EXPECTED,
    TARGET_OUT_OF_REACH,
    OF_AND_WHERE,
    UNKNOWN_CHOICE,
    BAD_NUMBER,
    PARAMETER_DATES,
    BAD_FORMULA,
    UNKNOWN_PART,
    CIRCLE_OF_INDICATORS,
    UNITS_DIFFER,
    CUMULATIVE_ADDED,
    STOCK_ADDED,
    PERCENTS_ADDED,
    PERSONS_BY_ROWS,
    MEANS_AVERAGED,
    VALUE_SAID_OTHERWISE,
    SIGN_MISSING,
    CONDITION_OVERFLOWS,
    CONDITION_NEVER_TRUE,
    CONDITION_ALWAYS_TRUE,
    SETTLED_BY_WHERE,
    PERCENT_AS_FRACTION,
    JUDGE_ABOVE_LEVEL,
    NOTHING_TO_BREAK_DOWN,
    COLUMN_BREAKS_NOTHING_DOWN,
    JUDGED_TWICE,
    ROWS_NOT_ADDED,
    PERCENT_CELL_AS_FRACTION,
    VALUE_NEVER_OCCURS,
    VALUE_IN_LISTS,
    NO_MUNICIPALITIES,
    PARAMETER_UNUSED,
    TARGET_NOT_IN_TEXT,
    SHOWN_IS_NOT_JUDGED,
    WARNING_NOT_WEAKER,
    FIGURE_OF_TEXT_NOT_JUDGED,
    SHOWN_HAS_NO_VERDICT,
    KEY_OF_EACH_TARGET,
    TARGETS_OUT_OF_ORDER,
    TARGETS_UNLIKE,
    WEIGHT_BESIDE_GROUPS,
    BASELINE_MISSING,
    BASELINE_UNFIT,
    GROWTH_UNCLEAR,
    EMPTY_CORRIDOR,
    DUE_NOT_A_DAY,
    PART_HAS_A_PERIOD,
    PERIODS_OF_TWO_WAYS,
    BAD_PATTERN,
    NO_EVENT_SERVES,
    PLACE_UNREADABLE,
)
