"""On which examples a property is tried: on a third of them, and in `.ci/run` on another third; the
same each time, so that what is red was made red by the change and not by the draw.

Whoever changes what a property is about tries all (`ROADMAP_EXAMPLES=all`), and others than
before (`ROADMAP_EXAMPLES=new`). `ROADMAP_EXAMPLES=other` with a `--hypothesis-seed` tries a third
that is another than the first.
"""

import os

LEAST = 10
_WISH = os.environ.get("ROADMAP_EXAMPLES", "")


def of_all(count: int) -> int:
    """The number of examples for a property that is worth `count` of them when it is changed."""
    third = max(count // 3, min(count, LEAST))
    return count if _WISH in ("all", "new") else third


def drawn_anew() -> bool:
    """Whether examples are drawn by the seed of the run, and not by the name of the property."""
    return _WISH in ("new", "other")
