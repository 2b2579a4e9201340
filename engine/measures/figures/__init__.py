"""What each kind asks of the tables, and its figure: read by an evaluation alone."""

from collections.abc import Callable
from typing import Any

from engine.measures.agreement import Agreement
from engine.measures.change import Change
from engine.measures.composites import Formula, FormulaOfShares, Index, IndexOfShares
from engine.measures.count import Count
from engine.measures.coverage import CoverageOfList, CoverageOfValues
from engine.measures.each import EachDocument, EachRow
from engine.measures.exists import Exists
from engine.measures.figures import (
    agreement,
    change,
    composites,
    computed,
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
from engine.measures.interval import Interval
from engine.measures.listed import Listed
from engine.measures.rank import Rank
from engine.measures.ratio import Ratio, RatioBy
from engine.measures.ratio_change import RatioChange
from engine.measures.share import Share
from engine.measures.signs import CompareLists, Signs
from engine.measures.sums import (
    ComputedMean,
    ComputedMeanOfPercents,
    ComputedSum,
    Mean,
    MeanOfPercents,
    Sum,
)
from engine.model.measures import Measure
from engine.query.asking import Asker
from engine.query.scope import Span
from engine.query.tasks import Task

ASKS: dict[type[Measure], Callable[[Any, Asker, Span], Task]] = {
    Share: share.ask,
    Count: count.ask,
    Sum: sums.ask,
    Mean: sums.ask_mean,
    MeanOfPercents: sums.ask_mean,
    ComputedSum: computed.ask,
    ComputedMean: computed.ask,
    ComputedMeanOfPercents: computed.ask,
    Exists: exists.ask,
    EachDocument: each.ask_documents,
    EachRow: each.ask_rows,
    CoverageOfValues: coverage.ask_values,
    CoverageOfList: coverage.ask_list,
    Change: change.ask,
    Index: composites.ask,
    Formula: composites.ask,
    IndexOfShares: composites.ask,
    FormulaOfShares: composites.ask,
    Ratio: ratio.ask,
    RatioBy: ratio.ask,
    Agreement: agreement.ask,
    Interval: interval.ask,
    RatioChange: ratio_change.ask,
    Listed: listed.ask,
    Rank: rank.ask,
    Signs: signs.ask_signs,
    CompareLists: signs.ask_compared,
}
"""How the measures of a type ask."""


def ask_of(measure: Measure, asker: Asker, span: Span) -> Task:
    """The questions of a measure of any kind."""
    return ASKS[type(measure)](measure, asker, span)
