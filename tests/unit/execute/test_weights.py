"""`weight:` in share and mean: rows count by a number of theirs, and persons are counted apart."""

from collections import defaultdict
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.compile import compile_project
from engine.datasets import Dataset
from engine.disclosure.persons import cell_of
from engine.execute import execute
from engine.execute.trace import explain
from engine.measures.comparing import exact
from engine.results.verdicts import Measurement, Tally, Verdict, VerdictKind
from tests.examples import of_all
from tests.unit.execute.random_tables import CONDITIONS, SCHOOL, TEACHER, read, tree
from tests.unit.execute.random_tables import PACKAGE as RANDOM
from tests.unit.execute.reference import truth
from tests.unit.samples import AS_OF, judged_project, package, resource, rows, tables

SCHOOLS = resource(
    "schools", "code district", organisation="code", municipality="district",
)  # fmt: skip
RESULTS = resource(
    "results",
    "person school:string>schools.code passed:boolean mark:number pupils:number group",
    organisation="school",
)
PACKAGE = package(SCHOOLS, RESULTS)
LIST = rows(SCHOOLS, "s1 | А\ns2 | Б\ns3 | Б\n")
SHARE = {"measure": "share", "in": "results", "of": "passed", "weight": "pupils"}
MEAN = {"measure": "mean", "in": "results", "of": "mark", "weight": "pupils", "missing": "exclude"}
FIVE = """
    p1 | s1 | да  | 4   | 0.5 | а
    p2 | s1 | нет | 3   | 1.5 | а
    p3 | s2 | да  | 5   | 2   | б
    p4 | s3 | -   | -   | 4   | б
    p5 | s3 | да  | 4.5 | -   | а
    """
"""A weight of half a pupil; one without answer and mark, one without a weight."""


def judge(rule: dict[str, Any], target: str, cells: str = FIVE, **more: Any) -> Verdict:
    project = judged_project(PACKAGE, (rule, target), **more)
    (outcome,) = execute(compile_project(project, AS_OF), tables(LIST, of(cells)))
    return outcome.verdict


def of(cells: str) -> Dataset:
    return rows(RESULTS, cells)


def measured(verdict: Verdict) -> Measurement:
    assert verdict.measurement is not None, verdict
    return verdict.measurement


def told(tally: Tally) -> tuple[float, float | None, int]:
    """n, N, missing."""
    return tally.n, tally.total, tally.missing


@pytest.mark.parametrize(
    ("missing", "expected"),
    [("exclude", (2.5, 4, 2)), ("as_false", (2.5, 8, 2)), ("indeterminate", (2.5, 8, 2))],
)
def test_a_share_is_of_weights_and_a_row_without_one_has_no_answer(
    missing: str, expected: tuple[float, float, int]
) -> None:
    assert told(measured(judge({**SHARE, "missing": missing}, ">= 50 %")).overall) == expected


def test_a_mean_is_the_sum_of_products_over_the_sum_of_weights() -> None:
    measurement = measured(judge(MEAN, ">= 4"))
    assert told(measurement.overall) == (0.5 * 4 + 1.5 * 3 + 2 * 5, 4, 2)


def test_organisations_and_municipalities_add_up_to_the_whole() -> None:
    measurement = measured(judge({**SHARE, "missing": "as_false"}, ">= 50 %"))
    by_school = {each.key: told(each) for each in measurement.by_organisation}
    assert by_school == {"s1": (0.5, 2, 0), "s2": (2, 2, 0), "s3": (0, 4, 2)}
    by_district = {each.key: told(each) for each in measurement.by_municipality}
    assert by_district == {"А": (0.5, 2, 0), "Б": (2, 6, 2)}


def test_what_may_leave_is_told_by_persons_and_never_by_weights() -> None:
    rule = {**SHARE, "missing": "as_false"}
    project = judged_project(PACKAGE, (rule, ">= 50 %"))
    weighted = project.roadmaps[0].indicators[0].rule
    assert weighted is not None
    measure = weighted.measure
    measurement = measured(judge(rule, ">= 50 %"))
    cells = {each.key: cell_of(each, measure, project) for each in measurement.by_organisation}
    assert [(cells[key].size, cells[key].counted) for key in ("s1", "s2", "s3")] == [
        (2, 1), (1, 1), (1, 0),
    ]  # fmt: skip


def test_a_share_whose_weights_are_missing_depends_on_them() -> None:
    verdict = judge({**SHARE, "missing": "indeterminate"}, ">= 10 %")
    assert verdict.kind is VerdictKind.INDETERMINATE
    without = FIVE.replace("| 4.5 | - ", "| 4.5 | 1 ")
    lowest, highest = (
        told(each)
        for each in (
            measured(judge({**SHARE, "missing": "indeterminate"}, ">= 10 %", without)).lowest,
            measured(judge({**SHARE, "missing": "indeterminate"}, ">= 10 %", without)).highest,
        )
        if each
    )
    assert (lowest, highest) == ((3.5, 9, 0), (7.5, 9, 0))


def test_weights_below_nought_are_refused_and_those_of_nought_are_told() -> None:
    below = judge(MEAN, ">= 4", FIVE.replace("| 1.5 |", "| -1.5 |"))
    assert (below.kind, below.reason) == (VerdictKind.NO_DATA, "negative_weights")
    nought = measured(judge(MEAN, ">= 4", FIVE.replace("| 1.5 |", "| 0 |")))
    assert (told(nought.overall), nought.weightless) == ((12, 2.5, 2), 1)


def test_weights_that_are_all_nought_divide_nothing() -> None:
    verdict = judge(MEAN, ">= 4", "p1 | s1 | да | 4 | 0 | а\n")
    assert (verdict.kind, verdict.reason) == (VerdictKind.NO_DATA, "weights_are_nought")


def test_a_target_on_the_edge_is_met_exactly() -> None:
    cells = "p1 | s1 | да | 1 | 0.1 | а\np2 | s1 | да | 1 | 0.2 | а\np3 | s2 | нет | 1 | 0.7 | а\n"
    rule = {**SHARE, "missing": "exclude"}
    assert judge(rule, ">= 30 %", cells).kind is VerdictKind.MET
    assert judge(rule, "> 30 %", cells).kind is VerdictKind.NOT_MET


def test_an_explanation_shows_the_row_without_a_weight_as_one_without_an_answer() -> None:
    project = judged_project(PACKAGE, ({**SHARE, "missing": "as_false"}, ">= 50 %"))
    plan, given_tables = compile_project(project, AS_OF), tables(LIST, of(FIVE))
    explanation = explain(project, given_tables, plan, plan.indicators[0].full_id)
    assert explanation is not None
    groups = {row.state.value: row.total for row in explanation.rows}
    assert groups == {"counted": 2, "not_counted": 1, "missing": 2}


def test_a_rank_compares_weighted_means() -> None:
    rule = {"measure": "rank", "of": MEAN, "part": 50, "min_n": 1}
    measurement = measured(judge(rule, "= 0 %"))
    assert {figure.key: figure.place and figure.place[0] for figure in measurement.figures} == {
        "s1": 1, "s2": 2, "s3": None,
    }  # fmt: skip


@settings(max_examples=of_all(40), deadline=None)
@given(
    st.lists(TEACHER, min_size=1, max_size=12),
    st.lists(SCHOOL, min_size=1, max_size=3),
    CONDITIONS,
    CONDITIONS,
)
def test_weighted_figures_are_those_of_plain_python(
    teachers: list[Any], schools: list[Any], counts: str, where: str
) -> None:
    given_tables, taken, _ = read(teachers, schools)
    share = {"measure": "share", "in": "teachers", "of": counts, "where": where,
             "weight": "grade", "missing": "exclude"}  # fmt: skip
    mean = {"measure": "mean", "in": "teachers", "of": "score", "where": where,
            "weight": "grade", "missing": "exclude"}  # fmt: skip
    project = judged_project(RANDOM, (share, ">= 50 %"), (mean, ">= 1"))
    verdicts = [
        outcome.verdict for outcome in execute(compile_project(project, AS_OF), given_tables)
    ]
    among = [
        row for row in taken if truth(tree(where), row, AS_OF) is True and row["grade"] is not None
    ]
    answers = [(row, truth(tree(counts), row, AS_OF)) for row in among]
    known = [(row, answer) for row, answer in answers if answer is not None]
    marks = [row for row in among if row["score"] is not None]
    wanted: dict[int, tuple[Fraction, Fraction]] = defaultdict(lambda: (Fraction(0), Fraction(0)))
    wanted[0] = (
        sum((Fraction(row["grade"]) for row, answer in known if answer), Fraction(0)),
        sum((Fraction(row["grade"]) for row, _ in known), Fraction(0)),
    )
    wanted[1] = (
        sum((exact(row["score"]) * row["grade"] for row in marks), Fraction(0)),
        sum((Fraction(row["grade"]) for row in marks), Fraction(0)),
    )
    for at, verdict in enumerate(verdicts):
        measurement = verdict.measurement
        if not wanted[at][1]:
            assert verdict.kind is VerdictKind.NO_DATA
            continue
        assert measurement is not None, verdict
        assert (exact(measurement.overall.n), exact(measurement.overall.total or 0)) == wanted[at]
        parts = [sum(exact(each[n] or 0) for each in measurement.by_organisation) for n in (1, 2)]
        assert tuple(parts) == wanted[at]
