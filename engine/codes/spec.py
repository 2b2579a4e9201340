"""S1xx: the structure of specs, and what they refer to."""

from engine.diagnostics import Code, Severity

UNEXPECTED_KEY = Code("S101", "unexpected-key", Severity.ERROR)
"""A key that the format does not know; `hint` is the nearest known one."""

NO_GOALS = Code("S156", "no-goals", Severity.WARNING)
"""A roadmap has no goals, and perhaps no indicators: what then cannot be checked is told."""

COLUMN_UNNAMED = Code("S157", "column-unnamed", Severity.ERROR)
"""A column is none of the usual ones, and has no heading of its own."""

COLUMN_NOT_PRINTED = Code("S158", "column-not-printed", Severity.ERROR)
"""An event fills a column that its roadmap, by its own word, does not have."""

ANCHOR_UNREAD = Code("S159", "anchor-unread", Severity.ERROR)
"""The days of an anchor are not understood, or its event is not there."""

NO_LONGER_NEW = Code("S151", "no-longer-new", Severity.WARNING)
"""A roadmap, an indicator or a rule that is used is out of date, and will be refused one day."""

NO_LONGER_VALID = Code("S152", "no-longer-valid", Severity.ERROR)
"""The last day of a roadmap, an indicator or a rule that is used has come."""

SUNSET_TOO_EARLY = Code("S153", "sunset-too-early", Severity.ERROR)
"""Something is refused before, or on, the day from which it is only warned of."""

REPLACEMENT_UNKNOWN = Code("S154", "replacement-unknown", Severity.ERROR)
"""What is said to replace something is not there; `hint` is the nearest that is."""

REPLACED_WITHOUT_A_DAY = Code("S155", "replaced-without-a-day", Severity.ERROR)
"""What replaces something is named, and no day from which it should."""

KEY_MISSING = Code("S102", "key-missing", Severity.ERROR)
"""A mandatory key is not there."""

TEXT_EXPECTED = Code("S103", "text-expected", Severity.ERROR)
"""A list or a mapping stands where a text belongs."""

LIST_EXPECTED = Code("S104", "list-expected", Severity.ERROR)
"""A text or a mapping stands where a list belongs."""

MAPPING_EXPECTED = Code("S105", "mapping-expected", Severity.ERROR)
"""A text or a list stands where `key: value` lines belong."""

NUMBER_EXPECTED = Code("S106", "number-expected", Severity.ERROR)
"""Something else stands where a number belongs."""

BOOLEAN_EXPECTED = Code("S107", "boolean-expected", Severity.ERROR)
"""Something else stands where true or false belongs."""

VALUE_EMPTY = Code("S108", "value-empty", Severity.ERROR)
"""Nothing stands after the colon, or the text or list is empty."""

VALUE_NOT_ALLOWED = Code("S109", "value-not-allowed", Severity.ERROR)
"""The value is not one of those that the format knows."""

ID_MALFORMED = Code("S110", "id-malformed", Severity.ERROR)
"""An id is not written in small latin letters, digits and hyphens."""

TEXT_MALFORMED = Code("S111", "text-malformed", Severity.ERROR)
"""A text is not written in the one way that the format knows."""

NUMBER_OUT_OF_RANGE = Code("S112", "number-out-of-range", Severity.ERROR)
"""A number is smaller or larger than it may be."""

ITEM_REPEATED = Code("S113", "item-repeated", Severity.ERROR)
"""The same entry stands twice in a list."""

RULE_AND_NOT_MEASURABLE = Code("S114", "rule-and-not-measurable", Severity.ERROR)
"""An indicator has a rule and is declared not measurable."""

RULE_MISSING = Code("S115", "rule-missing", Severity.ERROR)
"""An indicator has neither a rule nor the reason why it has none."""

UNKNOWN_FORMAT = Code("S116", "unknown-format", Severity.ERROR)
"""The first line names a format or version that this engine does not read."""

DATE_IMPOSSIBLE = Code("S117", "date-impossible", Severity.ERROR)
"""A date that no calendar has, or one not written YYYY-MM-DD."""

PERIOD_REVERSED = Code("S118", "period-reversed", Severity.ERROR)
"""A period ends before it begins."""

ID_REPEATED = Code("S119", "id-repeated", Severity.ERROR)
"""Two goals, sources, indicators or events (or two sections) share an id."""

UNKNOWN_GOAL = Code("S120", "unknown-goal", Severity.ERROR)
"""An indicator cites a goal that the roadmap does not have."""

UNKNOWN_SERVED = Code("S121", "unknown-served", Severity.ERROR)
"""An event serves a goal or indicator that the roadmap does not have."""

UNKNOWN_SECTION = Code("S122", "unknown-section", Severity.ERROR)
"""An event stands in a section that the roadmap does not have."""

UNKNOWN_EVENT = Code("S123", "unknown-event", Severity.ERROR)
"""`after` names an event that no roadmap has."""

UNKNOWN_BODY = Code("S124", "unknown-body", Severity.ERROR)
"""A responsible body is not declared in project.yaml."""

UNKNOWN_WAIVED_CODE = Code("S125", "unknown-waived-code", Severity.ERROR)
"""A waiver names a code of findings that does not exist."""

STAGES_OUT_OF_ORDER = Code("S126", "stages-out-of-order", Severity.ERROR)
"""Two stages of one row or event stand against the order of the cycle."""

UNKNOWN_GAP = Code("S127", "unknown-gap", Severity.ERROR)
"""`lost`, `suggested` or `not_printed` speaks of a field that is not there."""

NULL_UNEXPLAINED = Code("S128", "null-unexplained", Severity.ERROR)
"""A field is null, and neither `lost` nor `not_printed` says why."""

NO_ROADMAPS = Code("S129", "no-roadmaps", Severity.ERROR)
"""The project lists no roadmap."""

NO_PROJECT = Code("S130", "no-project", Severity.ERROR)
"""The folder has no project.yaml."""

SLUG_NOT_FILE_NAME = Code("S131", "slug-not-file-name", Severity.ERROR)
"""The slug differs from the name of the file."""

SLUG_REPEATED = Code("S132", "slug-repeated", Severity.ERROR)
"""Two roadmaps of a project have the same slug."""

ROADMAP_NOT_LISTED = Code("S133", "roadmap-not-listed", Severity.WARNING)
"""A roadmap lies in the folder and project.yaml does not list it."""

FIELD_UNDECLARED = Code("S134", "field-undeclared", Severity.ERROR)
"""data.yaml speaks of a column that the table's fields do not declare."""

RESOURCE_UNDECLARED = Code("S135", "resource-undeclared", Severity.ERROR)
"""A dataset is named that data.yaml does not declare."""

RESOURCE_REPEATED = Code("S136", "resource-repeated", Severity.ERROR)
"""Two tables, or two fields of a table, have the same name."""

UNKNOWN_WAIVED = Code("S137", "unknown-waived", Severity.ERROR)
"""A waiver names an indicator or event that the project does not have."""

EVENT_AFTER_ITSELF = Code("S138", "event-after-itself", Severity.ERROR)
"""`after` names the event itself."""

PERIOD_UNEXPLAINED = Code("S139", "period-unexplained", Severity.ERROR)
"""A period is null, or half of it, and nothing says why."""

BODY_REPEATED = Code("S140", "body-repeated", Severity.ERROR)
"""Two bodies share an id."""

NAMES_AMISS = Code("S165", "names-amiss", Severity.ERROR)
"""A column of names is no text, or the list or table of accepted names lacks a column."""

WORDS_NOT_IN_ORDER = Code("S166", "words-not-in-order", Severity.WARNING)
"""The file of the order lies in the project, and does not have these words."""

ORDER_UNREAD = Code("S167", "order-unread", Severity.WARNING)
"""The file of the order is not there, or is none that is read here."""

REGISTER_COLUMN_MISSING = Code("S142", "register-column-missing", Severity.ERROR)
"""The register of documents lacks a column without which nothing can be proved."""

NEWER_FORMAT = Code("S150", "newer-format", Severity.ERROR)
"""The file is of a later version of its format than this engine reads."""
COLUMN_RESERVED = Code("S143", "column-reserved", Severity.ERROR)
"""A column has the name of a date that conditions know of themselves."""

NAME_OF_A_DEVICE = Code("W960", "name-of-a-device", Severity.ERROR)
"""A name by which files are called is that of a device of Windows: no file can bear it there."""

CODE_NOT_OF_METHOD = Code("S144", "code-not-of-method", Severity.WARNING)
"""A roadmap's code and slug are not those of one direction of the project's method."""

IGNORE_UNREAD = Code("S162", "ignore-unread", Severity.WARNING)
"""A comment that is to hide findings lacks its codes, its reason or the word."""

IGNORE_OF_NO_CODE = Code("S163", "ignore-of-no-code", Severity.WARNING)
"""A comment is to hide a code that there is none of; `hint` is the nearest."""

CODES = (
    UNEXPECTED_KEY,
    NO_LONGER_NEW,
    NO_LONGER_VALID,
    SUNSET_TOO_EARLY,
    REPLACEMENT_UNKNOWN,
    REPLACED_WITHOUT_A_DAY,
    NO_GOALS,
    COLUMN_UNNAMED,
    COLUMN_NOT_PRINTED,
    ANCHOR_UNREAD,
    KEY_MISSING,
    TEXT_EXPECTED,
    LIST_EXPECTED,
    MAPPING_EXPECTED,
    NUMBER_EXPECTED,
    BOOLEAN_EXPECTED,
    VALUE_EMPTY,
    VALUE_NOT_ALLOWED,
    ID_MALFORMED,
    TEXT_MALFORMED,
    NUMBER_OUT_OF_RANGE,
    ITEM_REPEATED,
    RULE_AND_NOT_MEASURABLE,
    RULE_MISSING,
    UNKNOWN_FORMAT,
    DATE_IMPOSSIBLE,
    PERIOD_REVERSED,
    ID_REPEATED,
    UNKNOWN_GOAL,
    UNKNOWN_SERVED,
    UNKNOWN_SECTION,
    UNKNOWN_EVENT,
    UNKNOWN_BODY,
    UNKNOWN_WAIVED_CODE,
    STAGES_OUT_OF_ORDER,
    UNKNOWN_GAP,
    NULL_UNEXPLAINED,
    NO_ROADMAPS,
    NO_PROJECT,
    SLUG_NOT_FILE_NAME,
    SLUG_REPEATED,
    ROADMAP_NOT_LISTED,
    FIELD_UNDECLARED,
    RESOURCE_UNDECLARED,
    RESOURCE_REPEATED,
    UNKNOWN_WAIVED,
    EVENT_AFTER_ITSELF,
    PERIOD_UNEXPLAINED,
    BODY_REPEATED,
    REGISTER_COLUMN_MISSING,
    NAMES_AMISS,
    WORDS_NOT_IN_ORDER,
    ORDER_UNREAD,
    NEWER_FORMAT,
    COLUMN_RESERVED,
    NAME_OF_A_DEVICE,
    CODE_NOT_OF_METHOD,
    IGNORE_UNREAD,
    IGNORE_OF_NO_CODE,
)
