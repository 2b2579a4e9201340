"""Each measure's mapping → its frozen type."""

from collections.abc import Callable

from engine.codes.rules import (
    BAD_PERIOD_LABEL,
    NO_ORGANISATION_COLUMN,
    OF_AND_WHERE,
    PERIODS_OUT_OF_ORDER,
    ROWS_WITHOUT_PERIOD,
    RULE_INCOMPLETE,
    SIGN_MISSING,
    UNKNOWN_MEASURE,
)
from engine.expressions import ColumnSource, nearest
from engine.measures.composites import read_formula, read_index
from engine.measures.context import code_column
from engine.measures.keys import BREAK, USE, keys_of
from engine.measures.reader import COUNTED, Reader
from engine.measures.signs import (
    parts_of,
    read_agreement,
    read_interval,
    read_listed,
    read_rank,
    read_ratio_change,
)
from engine.measures.use import Filled, fill_rule
from engine.measures.wholes import read_coverage, read_each
from engine.model.conditions import Clause
from engine.model.rules import (
    Agreement,
    Basic,
    Break,
    Change,
    CompareLists,
    Count,
    Counted,
    Exists,
    Formula,
    Index,
    Listed,
    Looking,
    Mean,
    Measure,
    Missing,
    Rank,
    Rule,
    Shape,
    Share,
    Signs,
    Sum,
)
from engine.query.periods import read_period

_SUMMED = (Missing.EXCLUDE, Missing.INDETERMINATE)


def read_measure(reader: Reader) -> Measure | None:
    """The measure that the mapping describes, or None with findings noted in the reader."""
    name = reader.text("measure")
    if name is None:
        return None
    read = dict(MEASURES).get(name)
    if read is None:
        known = tuple(each for each, _ in MEASURES)
        hint = nearest(name, known) or ""
        reader.refuse(UNKNOWN_MEASURE, "measure", measure=name, known=known, hint=hint)
        return None
    reader.close(keys_of(name, reader.data))
    return read(reader)


def _share(reader: Reader) -> Share | None:
    columns = reader.dataset("in")
    of = reader.clause("of", columns, required=True)
    where = reader.clause("where", columns)
    missing = reader.missing(*Missing)
    if columns is None or of is None or missing is None:
        return None
    return Share(columns.resource.name, of, where, missing)


def _count(reader: Reader) -> Count | None:
    columns = reader.dataset("in")
    of = _counted_condition(reader, columns)
    missing = reader.missing(*COUNTED, required=of is not None)
    distinct = _distinct(reader, columns)
    since = reader.day("since")
    if columns is None or missing is None:
        return None
    cumulative = reader.data.get("cumulative") is True
    return Count(columns.resource.name, of, distinct, cumulative, since, missing)


def _counted_condition(reader: Reader, columns: ColumnSource | None) -> Clause | None:
    if "of" in reader.data and "where" in reader.data:
        reader.refuse(OF_AND_WHERE, "where")
    return reader.clause("of" if "of" in reader.data else "where", columns)


def _distinct(reader: Reader, columns: ColumnSource | None) -> str | None:
    if "distinct" not in reader.data:
        return None
    name = reader.text("distinct")
    reader.column(name, columns, "distinct")
    return name


def _sum(reader: Reader) -> Sum | None:
    parts = _summed(reader)
    return Sum(*parts) if parts else None


def _mean(reader: Reader) -> Mean | None:
    parts = _summed(reader)
    return Mean(*parts) if parts else None


def _summed(reader: Reader) -> tuple[str, str, Clause | None, Missing] | None:
    columns = reader.dataset("in")
    name = reader.text("of")
    column = reader.column(name, columns, "of", numeric=True)
    where = reader.clause("where", columns)
    missing = reader.missing(*_SUMMED)
    if columns is None or name is None or column is None or missing is None:
        return None
    return columns.resource.name, name, where, missing


def _exists(reader: Reader) -> Exists | None:
    demand = reader.part("evidence").evidence()
    return Exists(demand) if demand else None


def _change(reader: Reader) -> Change | None:
    of, over = _changing(reader), _periods(reader, least=2)
    shape = Shape.EVERY_STEP if reader.data.get("shape") == "every_step" else Shape.ENDS
    breaks = _breaks(reader)
    return None if of is None else Change(of, over, shape, breaks)


def _trend(reader: Reader) -> Change | None:
    """The slope over three periods or more."""
    of, over, breaks = _changing(reader), _periods(reader, least=3), _breaks(reader)
    return None if of is None else Change(of, over, Shape.SLOPE, breaks)


def _basic(reader: Reader) -> Basic | None:
    """A measure that may be a part of another."""
    of = read_measure(reader)
    if of is not None and not isinstance(of, Basic):
        known = ("share", "count", "sum", "mean", "coverage")
        reader.refuse(
            UNKNOWN_MEASURE, measure=str(reader.data.get("measure")), known=known, hint=""
        )
        return None
    return of


def _index(reader: Reader) -> Index | None:
    return read_index(reader, lambda part: _basic(part.part("of")))


def _formula(reader: Reader) -> Formula | None:
    return read_formula(reader, lambda part: _basic(part.part("of")))


def _changing(reader: Reader) -> Basic | None:
    """The measure whose figures of several periods are compared."""
    of = _basic(reader.part("of"))
    if of is not None:
        _check_has_period(reader, of)
    return of


def _breaks(reader: Reader) -> tuple[Break, ...]:
    """From which periods on figures are not comparable with earlier ones."""
    listed = reader.data.get("breaks")
    found = []
    for number in range(len(listed) if isinstance(listed, list | tuple) else 0):
        part = reader.part("breaks", number)
        part.close(BREAK)
        label, reason = part.text("from"), part.text("reason")
        if label is not None and read_period(label) is None:
            part.refuse(BAD_PERIOD_LABEL, "from", label=label)
        elif label is not None and reason is not None:
            found.append(Break(label, reason))
    return tuple(found)


def _periods(reader: Reader, *, least: int) -> tuple[str, ...]:
    labels = reader.texts("over")
    if len(labels) < least:
        reader.refuse(RULE_INCOMPLETE, part="over")
    last = None
    for number, label in enumerate(labels):
        window = read_period(label)
        if window is None:
            reader.refuse(BAD_PERIOD_LABEL, "over", number, label=label)
        elif last and window.start <= last.end:
            reader.refuse(PERIODS_OUT_OF_ORDER, "over", number, label=label)
        last = window or last
    return labels


def _check_has_period(reader: Reader, of: Basic) -> None:
    columns = reader.context.columns(of.dataset)
    if columns and not columns.resource.period and not columns.resource.date:
        reader.refuse(ROWS_WITHOUT_PERIOD, "of", "in", dataset=of.dataset)


def _share_or_mean(reader: Reader) -> Share | Mean | None:
    """What `of` of a measure over organisations may be."""
    inner = reader.part("of")
    of = read_measure(inner)
    if of is None or isinstance(of, Share | Mean):
        return of
    inner.refuse(
        UNKNOWN_MEASURE, "measure", measure=str(inner.data.get("measure")),
        known=("share", "mean"), hint="",
    )  # fmt: skip
    return None


def _listed(reader: Reader) -> Listed | None:
    return read_listed(reader, _share_or_mean(reader))


def _rank(reader: Reader) -> Rank | None:
    return read_rank(reader, _share_or_mean(reader))


def _signs(reader: Reader) -> Signs | None:
    """Organisations with at least so many of the signs that other rules look for."""
    rules = [_sign_rule(part) for part in parts_of(reader, "of")]
    counted = reader.choice("counted", tuple(Counted), Counted.WITH_SIGN)
    at_least = reader.whole("at_least", 1)
    known = tuple(rule for rule in rules if rule)
    missing = reader.missing(Missing.EXCLUDE, Missing.AS_FALSE)
    if len(known) < len(rules) or counted is None or missing is None:
        return None
    return Signs(known, at_least, Counted(counted), missing)


def _compare_lists(reader: Reader) -> CompareLists | None:
    """A list that somebody gave against the one that a rule computes."""
    given = reader.dataset("given")
    if given and code_column(given.resource) is None:
        reader.refuse(NO_ORGANISATION_COLUMN, "given", dataset=given.resource.name)
    where, computed = reader.clause("where", given), _sign_rule(reader.part("computed"))
    if given is None or computed is None:
        return None
    return CompareLists(given.resource.name, where, computed)


def _sign_rule(reader: Reader) -> Rule | None:
    """A rule inside a rule, inline or by `use:`; it must look for a sign."""
    origin, filled = reader.at(), None
    if "use" in reader.data:
        reader.close(USE)
        found = fill_rule(reader.data, reader.context.library, origin, reader.context.day)
        if not isinstance(found, Filled):
            reader.absorb(found)
            return None
        filled, reader = found, reader.using(found)
    measure = read_measure(reader)
    if measure is None:
        return None
    if not isinstance(measure, Looking | Signs) or _looks_for_none(measure):
        reader.refuse(SIGN_MISSING)
        return None
    name, source = (filled.rule.id, filled.rule.source) if filled else (None, None)
    return Rule(measure, origin, name, source)


def _looks_for_none(measure: Measure) -> bool:
    return isinstance(measure, Agreement) and measure.sign is None


MEASURES: tuple[tuple[str, Callable[[Reader], Measure | None]], ...] = (
    ("share", _share),
    ("count", _count),
    ("sum", _sum),
    ("mean", _mean),
    ("exists", _exists),
    ("each", read_each),
    ("coverage", read_coverage),
    ("change", _change),
    ("trend", _trend),
    ("index", _index),
    ("formula", _formula),
    ("agreement", read_agreement),
    ("interval", read_interval),
    ("ratio_change", read_ratio_change),
    ("listed", _listed),
    ("rank", _rank),
    ("signs", _signs),
    ("compare_lists", _compare_lists),
)
"""Every measure, by the name that a rule gives it."""
