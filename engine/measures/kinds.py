"""Every kind of measure, by the name that a rule gives it."""

from collections.abc import Callable, Mapping

from engine.classes import dataclass
from engine.codes.rules import UNKNOWN_MEASURE
from engine.expressions import nearest
from engine.measures import (
    agreement,
    change,
    composites,
    count,
    coverage,
    each,
    exists,
    interval,
    listed,
    rank,
    ratio,
    ratio_change,
    share,
    signs,
    sums,
)
from engine.measures.parts import ReadPart
from engine.measures.reader import Reader
from engine.model.measures import Measure

Keys = tuple[str, ...]
Forms = Mapping[str | None, Keys]
"""What may stand beside `measure`, by the key that tells a form from the others; of the last form,
and of the only one, None."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind as rules name it: its reader and its keys.

    The published schemas say the same of files; a mapping that reaches a rule as the value of a
    parameter passes no schema.
    """

    name: str
    read: Callable[[Reader, ReadPart], Measure | None]
    forms: Forms

    def keys(self, data: Mapping[str, object]) -> Keys:
        """The keys that the mapping of a measure may have."""
        return ("measure", *next(own for key, own in self.forms.items() if key in (None, *data)))


def _alone(name: str, read: Callable[[Reader], Measure | None], forms: Keys | Forms) -> Kind:
    """A kind inside which no other stands."""
    own: Forms = {None: forms} if isinstance(forms, tuple) else forms
    return Kind(name, lambda reader, _: read(reader), own)


def _around(name: str, read: Callable[[Reader, ReadPart], Measure | None], keys: Keys) -> Kind:
    """A kind that holds measures."""
    return Kind(name, read, {None: keys})


MEASURES: tuple[Kind, ...] = (
    _alone("share", share.read_share, share.KEYS),
    _alone("count", count.read_count, count.KEYS),
    _alone("sum", sums.read_sum, sums.SUM_KEYS),
    _alone("mean", sums.read_mean, sums.MEAN_KEYS),
    _alone("exists", exists.read_exists, exists.KEYS),
    _alone("each", each.read_each, {"in": each.ROW_KEYS, None: each.DOCUMENT_KEYS}),
    _alone(
        "coverage", coverage.read_coverage, {"list": coverage.LIST_KEYS, None: coverage.VALUE_KEYS}
    ),
    _around("change", change.read_change, change.CHANGE_KEYS),
    _around("trend", change.read_trend, change.TREND_KEYS),
    _around("index", composites.read_index, composites.INDEX_KEYS),
    _around("formula", composites.read_formula, composites.FORMULA_KEYS),
    _around("ratio", ratio.read_ratio, ratio.KEYS),
    _alone("agreement", agreement.read_agreement, agreement.KEYS),
    _alone("interval", interval.read_interval, interval.KEYS),
    _alone("ratio_change", ratio_change.read_ratio_change, ratio_change.KEYS),
    _around("listed", listed.read_listed, listed.KEYS),
    _around("rank", rank.read_rank, rank.KEYS),
    _around("signs", signs.read_signs, signs.SIGNS_KEYS),
    _around("compare_lists", signs.read_compare_lists, signs.COMPARE_KEYS),
)


def read_measure(reader: Reader) -> Measure | None:
    """The measure that the mapping describes, or None with findings noted in the reader."""
    name = reader.text("measure")
    if name is None:
        return None
    kind = next((measure for measure in MEASURES if measure.name == name), None)
    if kind is None:
        known = tuple(measure.name for measure in MEASURES)
        hint = nearest(name, known) or ""
        reader.refuse(UNKNOWN_MEASURE, "measure", measure=name, known=known, hint=hint)
        return None
    reader.close(kind.keys(reader.data))
    return kind.read(reader, read_measure)
