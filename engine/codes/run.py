"""E7xx: what goes wrong while rules run over tables."""

from engine.diagnostics import Code, Severity

RULE_CRASHED = Code("E701", "rule-crashed", Severity.ERROR, ("text",))
"""The rule could not be computed: a defect of the engine, or values that no rule expects."""

UNREAD_PERIOD = Code("E702", "unread-period", Severity.WARNING, ("label",))
"""Rows carry a period label that is not understood, and are set aside."""

SHORT_YEARS = Code("E727", "short-years", Severity.WARNING, ("label", "read_as"))
"""Periods are written without their century, and are read as school years of this one."""

REPEATED_KEY = Code("E703", "repeated-key", Severity.ERROR, ("key",))
"""A rule follows a key that leads to several rows: which of them is meant cannot be told."""

NOTHING_JUDGED = Code("E704", "nothing-judged", Severity.ERROR)
"""The run judged no indicator and no event: nothing was declared, or nothing could be judged."""

ENGINE_MISSING = Code("E705", "engine-missing", Severity.ERROR)
"""The engine that was asked for needs a library that is not installed."""

ENGINE_FAILED = Code("E706", "engine-failed", Severity.ERROR)
"""The engine could not answer: no connection, a lost worker, no room on the disk."""

NUMBERS_TOO_LARGE = Code("K432", "numbers-too-large", Severity.ERROR)
"""A sum, or what a condition computes, outgrows 64 bits: engines would wrap around in silence."""

DOCUMENT_OF_NOTHING = Code("R373", "document-of-nothing", Severity.WARNING, ("id",))
"""A row of the register proves an id that no indicator, requirement or event has."""

ORGANISATIONS_DIFFER = Code("E707", "organisations-differ", Severity.WARNING, ("names", "more"))
"""Periods or tables that a rule compares are of different organisations."""

CHANGED_UNDER_RUN = Code("E720", "changed-under-run", Severity.ERROR)
"""A file was written after the run began to read and before it ended."""

STRANGE_DOCUMENT_KIND = Code("E721", "strange-document-kind", Severity.WARNING, ("kind", "hint"))
"""The register calls a document by a kind that the project does not know: it proves nothing."""

NUMBERS_TOO_CLOSE = Code("E722", "numbers-too-close", Severity.ERROR)
"""What a condition computes from fractions differs in the sixteenth digit or later."""

UNDATED_ROWS = Code("E723", "undated-rows", Severity.WARNING)
"""Rows without a day are in no period, and are not counted."""

TWO_KINDS_OF_PERIOD = Code("E724", "two-kinds-of-period", Severity.WARNING, ("label",))
"""A table has school years and calendar years: a run counts one kind of them."""

SILENT_MUNICIPALITIES = Code("E725", "silent-municipalities", Severity.WARNING, ("names", "more"))
"""Each municipality is judged, and some have no rows: the verdict says nothing of them."""

STRADDLING_PERIOD = Code("E726", "straddling-period", Severity.WARNING, ("label",))
"""The days of a row's period lie on both sides of a border of the judged one: it is not counted."""

PROVES_TOO_MUCH = Code("E728", "proves-too-much", Severity.WARNING)
"""One document proves more than the project lets one document prove."""

DOCUMENT_FILE_AMISS = Code("E729", "document-file-amiss", Severity.ERROR, ("file",))
"""The file of a registered document is not there, or is not the one that was registered."""

DOCUMENT_FILE_UNSEEN = Code("D289", "document-file-unseen", Severity.WARNING, ("file",))
"""The file of a document is not there; in a register without hashes it may be any note."""

CODES = (
    RULE_CRASHED, UNREAD_PERIOD, SHORT_YEARS, REPEATED_KEY, NOTHING_JUDGED, ENGINE_MISSING,
    ENGINE_FAILED, ORGANISATIONS_DIFFER, NUMBERS_TOO_LARGE, DOCUMENT_OF_NOTHING, CHANGED_UNDER_RUN,
    STRANGE_DOCUMENT_KIND, NUMBERS_TOO_CLOSE, UNDATED_ROWS,
    TWO_KINDS_OF_PERIOD, SILENT_MUNICIPALITIES, STRADDLING_PERIOD, PROVES_TOO_MUCH,
    DOCUMENT_FILE_AMISS, DOCUMENT_FILE_UNSEEN,
)  # fmt: skip
