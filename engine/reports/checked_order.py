"""How much of the order of work could be checked against the dates."""

from engine.messages import Catalogue
from engine.results.events import Ordering

_FEWEST = 2
"""An event alone has no order."""


def order_unchecked(ordering: Ordering, words: Catalogue) -> str | None:
    """Why the order, or the order of some events, was not checked; None where all of it was."""
    total, unlinked = len(ordering.order), len(ordering.unlinked)
    if total < _FEWEST:
        return None
    if unlinked == total:
        return words.text("plan.not_linked")
    if not ordering.compared:
        return words.text("plan.not_dated")
    far = len(ordering.incomparable)
    apart = len({conflict.after for conflict in ordering.unjudged})
    told = (
        words.text("plan.partly_linked", n=unlinked, total=total) if unlinked else None,
        words.text("plan.linked_to_undated", n=far, total=total) if far else None,
        words.text("plan.unjudged", n=apart, total=total) if apart else None,
    )
    return " ".join(each for each in told if each) or None
