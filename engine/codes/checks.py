"""Findings of the checks that `validate` makes, of waivers, and of comments that hide findings."""

from engine.diagnostics import Code, Severity

SERVES_NOTHING = Code("K401", "serves-nothing", Severity.WARNING)
"""An event names no goal and no indicator that it works for."""

SILENT_EXCLUSION = Code("K402", "silent-exclusion", Severity.WARNING)
"""A share that must reach 100 % leaves out the rows without an answer."""

EXPIRED_WAIVER = Code("K410", "expired-waiver", Severity.WARNING)
"""A waiver whose last day lies before the as-of date."""

UNUSED_WAIVER = Code("K411", "unused-waiver", Severity.WARNING)
"""A live waiver that replaced no verdict, no status and no finding."""

IDLE_IGNORE = Code("L778", "idle-ignore", Severity.WARNING)
"""A comment beside the text hides a finding that is not there."""

IGNORE_OF_ERROR = Code("L779", "ignore-of-error", Severity.WARNING)
"""A comment beside the text is to hide an error because of which the project cannot be used."""

CODES = (
    SERVES_NOTHING,
    SILENT_EXCLUSION,
    EXPIRED_WAIVER,
    UNUSED_WAIVER,
    IDLE_IGNORE,
    IGNORE_OF_ERROR,
)
