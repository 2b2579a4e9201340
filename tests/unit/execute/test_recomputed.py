"""What the engine counts in the tables of Dyatkovo is what pandas counts in them.

The documents are looked up a second time in `test_recomputed_documents`, the events in
`test_recomputed_events`.
"""

from collections.abc import Callable

import pandas as pd
import pytest

from engine.results.verdicts import Tally, VerdictKind
from tests.unit.execute.dyatkovo_engine import judged
from tests.unit.execute.dyatkovo_figures import (
    CHANGES,
    FIGURES,
    YEARS,
    pupils_in_talent_events,
    pupils_of_grades_5_to_11,
    subject_teachers,
    supported_persons,
    teachers_of_low_results_schools,
    trained_in_upbringing,
)
from tests.unit.execute.dyatkovo_tables import NoRowsError, codes, entries, live_waivers
from tests.unit.execute.dyatkovo_targets import Bounds, Figure

Parts = dict[str, tuple[int, int]]

CANNOT_BE_WAIVED = {VerdictKind.MET, VerdictKind.NOT_APPLICABLE}

each_figure = pytest.mark.parametrize(
    ("full_id", "recount"), FIGURES, ids=[full_id for full_id, _ in FIGURES]
)


def recounted(recount: Callable[[], Figure]) -> Figure | None:
    """The figure, or None where there is nothing to count in."""
    try:
        return recount()
    except NoRowsError:
        return None


def overall(full_id: str) -> Tally | None:
    measurement = judged(full_id).measurement
    return measurement.overall if measurement else None


@each_figure
def test_the_engine_counts_what_pandas_counts(full_id: str, recount: Callable[[], Figure]) -> None:
    expected, tally = recounted(recount), overall(full_id)
    assert (tally is None) == (expected is None)
    if tally and expected:
        assert (tally.n, tally.total) == (expected.n, expected.total)
        assert (tally.missing, tally.set_aside) == (expected.missing, expected.set_aside)
        assert tally.value == pytest.approx(expected.value)


@each_figure
def test_the_verdict_follows_unless_a_signed_exception_replaces_it(
    full_id: str, recount: Callable[[], Figure]
) -> None:
    expected, verdict = recounted(recount), judged(full_id)
    own = expected.verdict if expected else VerdictKind.NO_DATA
    is_waived = full_id in live_waivers() and own not in CANNOT_BE_WAIVED
    assert verdict.kind == (VerdictKind.WAIVED if is_waived else own)
    assert verdict.replaced == (own if is_waived else None)


@each_figure
def test_the_verdict_says_how_much_is_wanting(full_id: str, recount: Callable[[], Figure]) -> None:
    if full_id in dict(CHANGES):
        return
    expected, distance = recounted(recount), judged(full_id).distance
    assert (distance.amount if distance else None) == (expected.wanting if expected else None)


@pytest.mark.parametrize(("full_id", "recount"), CHANGES)
def test_every_year_of_a_change_is_counted(
    full_id: str, recount: Callable[[], list[Bounds]]
) -> None:
    measurement = judged(full_id).measurement
    assert measurement is not None
    assert [(step.key, step.n, step.missing) for step in measurement.steps] == [
        (year, bounds.low, bounds.unanswered) for year, bounds in zip(YEARS, recount(), strict=True)
    ]


def by_school(rows: pd.DataFrame, key: str, present: pd.Series) -> Parts:
    """n and N of every school that has somebody on the list."""
    groups = rows[key].isin(set(present)).groupby(codes(rows["Код ОО"]))
    return {str(code): (int(group.sum()), len(group)) for code, group in groups}


def supported_by_school() -> Parts:
    return by_school(teachers_of_low_results_schools(), "Табельный номер", supported_persons())


def gifted_by_school() -> Parts:
    pupils = pupils_of_grades_5_to_11()
    return by_school(pupils, "Номер личного дела", pupils_in_talent_events())


def subject_teachers_by_school() -> Parts:
    return by_school(subject_teachers(), "Табельный номер", trained_in_upbringing())


@pytest.mark.parametrize(
    ("full_id", "recount"),
    [
        ("low-results/teachers-supported", supported_by_school),
        ("talents/gifted-coverage", gifted_by_school),
        ("upbringing/subject-teachers-trained", subject_teachers_by_school),
    ],
)
def test_every_school_has_its_part(full_id: str, recount: Callable[[], Parts]) -> None:
    measurement = judged(full_id).measurement
    assert measurement is not None
    parts = {part.key: (part.n, part.total) for part in measurement.by_organisation}
    assert {school: part for school, part in parts.items() if part[1]} == recount()


def test_every_indicator_that_is_counted_in_tables_is_recomputed() -> None:
    counted = {
        full_id
        for full_id, entry in entries("indicators").items()
        if "rule" in entry and "evidence" not in entry["rule"]
    }
    assert counted == {full_id for full_id, _ in FIGURES}
