"""Findings of the checks that `validate` makes, and of waivers."""

from engine.diagnostics import Code, Severity

SERVES_NOTHING = Code("K401", "serves-nothing", Severity.WARNING)
"""An event names no goal and no indicator that it works for.

**Why**: it stands in no cell of the cycle matrix, and nobody sees what it is done for.
**Fix**: name goals or indicators of the roadmap in `serves`.
"""

SILENT_EXCLUSION = Code("K402", "silent-exclusion", Severity.WARNING)
"""A share that must reach 100 % leaves out the rows without an answer.

**Why**: an organisation that is silent disappears from n and from N, and the target looks met.
**Fix**: `missing: as_false` counts the silent as «no», `missing: indeterminate` judges both cases.
"""

EXPIRED_WAIVER = Code("K410", "expired-waiver", Severity.WARNING)
"""A waiver whose last day lies before the as-of date.

**Why**: it changes nothing any more, and a reader of the spec takes it for a live exception.
**Fix**: take it out, or have it signed anew with a later `until`.
"""

UNUSED_WAIVER = Code("K411", "unused-waiver", Severity.WARNING)
"""A live waiver that replaced no verdict, no status and no finding.

**Why**: what it excused is in order (or is not named rightly), and the exception would hide the
next failure.
**Fix**: take it out, or mend its `id` or `code`.
"""

CODES = (SERVES_NOTHING, SILENT_EXCLUSION, EXPIRED_WAIVER, UNUSED_WAIVER)
