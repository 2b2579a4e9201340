"""On how many examples a property is tried: on all in `.ci/run`, on a third of them elsewhere.

Hypothesis draws others in each run, so that what a third does not meet today it meets tomorrow;
whoever changes what a property is about asks for all: `ROADMAP_EXAMPLES=all`.
"""

import os

LEAST = 10


def of_all(count: int) -> int:
    """The number of examples for a property that is tried on `count` of them in `.ci/run`."""
    if os.environ.get("ROADMAP_EXAMPLES") == "all":
        return count
    return max(count // 3, min(count, LEAST))
