"""On which examples a property is tried: on a third of them, on all in `.ci/run`; the same each
time, so that what is red was made red by the change and not by the draw.

Whoever changes what a property is about tries all (`ROADMAP_EXAMPLES=all`), and others than
before (`ROADMAP_EXAMPLES=new`).
"""

import os

LEAST = 10
_WISH = os.environ.get("ROADMAP_EXAMPLES", "")


def of_all(count: int) -> int:
    """The number of examples for a property that is tried on `count` of them in `.ci/run`."""
    return count if _WISH in ("all", "new") else max(count // 3, min(count, LEAST))


def drawn_anew() -> bool:
    """Whether each run draws examples of its own."""
    return _WISH == "new"
