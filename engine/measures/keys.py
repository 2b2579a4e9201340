"""The keys of a rule's mappings: what stands in none of them is refused.

The published schemas say the same of files; a mapping that reaches a rule as the value of a
parameter passes no schema.
"""

from collections.abc import Mapping

KEYS: Mapping[str, tuple[str, ...]] = {
    "share": ("in", "of", "where", "missing"),
    "count": ("in", "of", "where", "distinct", "cumulative", "since", "missing"),
    "sum": ("in", "of", "where", "missing"),
    "mean": ("in", "of", "where", "missing"),
    "exists": ("evidence",),
    "each_row": ("per", "where", "in", "of", "key", "missing"),
    "each_document": ("per", "where", "evidence"),
    "coverage_list": ("in", "list", "key", "among", "where"),
    "coverage_values": ("in", "values", "column", "where"),
    "change": ("of", "over", "shape", "breaks"),
    "trend": ("of", "over", "breaks"),
    "index": ("parts", "lacking"),
    "formula": ("parts", "formula"),
    "agreement": ("in", "first", "second", "where", "statistic", "sign", "min_n", "missing"),
    "interval": ("in", "of", "where", "sign", "z", "reference", "min_n", "missing"),
    "ratio_change": (
        "in", "of", "maximum", "before", "after", "over", "sign", "fences", "min_n", "missing",
    ),
    "listed": ("of", "by", "reaching", "groups", "min_n"),
    "rank": ("of", "cluster", "sign", "part", "min_n"),
    "signs": ("of", "at_least", "counted", "missing"),
    "compare_lists": ("given", "where", "computed"),
}  # fmt: skip
"""What stands beside `measure`, by its name and its form."""

_FORMS: Mapping[str, tuple[str, str, str]] = {
    "each": ("in", "each_row", "each_document"),
    "coverage": ("list", "coverage_list", "coverage_values"),
}
"""The key that tells two forms of a measure apart: the form with it, and the one without."""


def keys_of(measure: str, data: Mapping[str, object]) -> tuple[str, ...]:
    """The keys that the mapping of a measure may have."""
    if measure not in _FORMS:
        return ("measure", *KEYS[measure])
    key, with_it, without = _FORMS[measure]
    return ("measure", *KEYS[with_it if key in data else without])


USE = ("use", "with")
EVIDENCE = ("kind", "dated", "address")
BREAK = ("from", "reason")
PART = ("id", "of", "indicator", "weight")
REFERENCE = ("rows", "n", "mean", "deviation")
KEY = ("list", "in")
DATED = ("from", "value")
"""Mappings inside a measure."""
