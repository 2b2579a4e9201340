"""The engine against the plain reference: random tables, random conditions, every NULL in them."""

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from engine.compile import compile_project
from engine.execute import execute
from engine.results.verdicts import IndicatorOutcome
from tests.examples import of_all
from tests.unit.execute import reference
from tests.unit.execute.random_tables import CONDITIONS, PACKAGE, SCHOOL, TEACHER, read, tree
from tests.unit.execute.reference import Figures, Row
from tests.unit.samples import AS_OF, judged_project


def same(outcome: IndicatorOutcome, expected: Figures, unread: int) -> None:
    """The engine's figures are those of the reference, plus rows with an unread label."""
    measured = outcome.verdict.measurement
    assert measured is not None, outcome
    tally = measured.overall
    wanted = (expected.n, expected.total, expected.missing, expected.set_aside + unread)
    assert (tally.n, tally.total, tally.missing, tally.set_aside) == wanted


@settings(max_examples=of_all(120), deadline=None)
@given(
    st.lists(TEACHER, min_size=1, max_size=12),
    st.lists(SCHOOL, min_size=1, max_size=3),
    CONDITIONS,
    CONDITIONS,
)
def test_the_engine_counts_as_plain_python_does(
    teachers: list[Any], schools: list[Any], of: str, where: str
) -> None:
    tables, rows, unlabelled = read(teachers, schools)
    shares = [
        {"measure": "share", "in": "teachers", "of": of, "where": where, "missing": missing}
        for missing in ("exclude", "as_false", "indeterminate")
    ]
    rules = [
        *((rule, ">= 50 %") for rule in shares),
        ({"measure": "count", "in": "teachers", "of": of, "distinct": "person",
          "missing": "indeterminate"}, ">= 2"),
        ({"measure": "sum", "in": "teachers", "of": "score", "where": where,
          "missing": "exclude"}, ">= 1"),
    ]  # fmt: skip
    project = judged_project(PACKAGE, *rules)
    outcomes = execute(compile_project(project, AS_OF), tables)
    if not rows:
        assert {indicator_outcome.verdict.reason for indicator_outcome in outcomes} == {
            "no_rows_in_period"
        }
        return
    unread = sum(reference.truth(tree(where), row, AS_OF) is not False for row in unlabelled)
    for outcome, missing in zip(outcomes, ("exclude", "as_false", "indeterminate"), strict=False):
        same(outcome, reference.share(rows, tree(of), tree(where), missing, AS_OF), unread)
    same(outcomes[3], reference.distinct(rows, tree(of), "person", AS_OF), len(unlabelled))
    summed = reference.total(rows, "score", tree(where), AS_OF)
    check_sum(outcomes[4], summed)
    check_parts(outcomes[0], rows, of, where)


def check_sum(outcome: IndicatorOutcome, expected: Figures) -> None:
    """A sum of nothing but empty cells is no data, otherwise it is the sum."""
    if expected.missing and not expected.total:
        assert outcome.verdict.reason == "all_missing"
        return
    assert outcome.verdict.measurement is not None
    tally = outcome.verdict.measurement.overall
    assert (tally.n, tally.total, tally.missing) == (expected.n, None, expected.missing)


def check_parts(outcome: IndicatorOutcome, rows: list[Row], of: str, where: str) -> None:
    """Each organisation's part is the measure of its own rows, and nobody is left out."""
    assert outcome.verdict.measurement is not None
    parts = {tally.key: tally for tally in outcome.verdict.measurement.by_organisation}
    assert set(parts) == {row["school"] for row in rows}
    for code, tally in parts.items():
        own = [row for row in rows if row["school"] == code]
        expected = reference.share(own, tree(of), tree(where), "exclude", AS_OF)
        figures = Figures(tally.n, tally.total, tally.missing, tally.set_aside)
        assert figures == expected
