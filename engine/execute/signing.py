"""From what each organisation showed to n of N organisations."""

from collections.abc import Iterable

from engine.model.rules import Counted
from engine.results.verdicts import Figure, Measurement, Tally


def signs_of(
    figures: Iterable[Figure],
    aside: int,
    rows: int,
    counted: Counted = Counted.WITH_SIGN,
    *,
    unread: int = 0,
) -> Measurement:
    """n organisations with (or without) the sign, of N of which enough is known.

    A figure without a key is that of a reference group, and counts nowhere.
    """
    told = tuple(figures)
    signs = [each.sign for each in told if each.key is not None]
    known = [sign for sign in signs if sign is not None]
    wanted = counted is Counted.WITH_SIGN
    overall = Tally(None, known.count(wanted), len(known), len(signs) - len(known), aside)
    return Measurement(overall, rows_read=rows, figures=told, unread_period=unread)
