"""What each measure computes, with rows that answer, rows that do not, and rows set aside."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from engine.compile import compile_project
from engine.datasets import Dataset
from engine.execute import execute
from engine.results.verdicts import Verdict, VerdictKind
from tests.unit.samples import AS_OF, judged_project, package, resource, rows, tables

SCHOOLS = resource("schools", "code name low_results:boolean pupils:integer", organisation="code")
TEACHERS = resource(
    "teachers",
    "person school:string>schools.code trained:boolean category:string=высшая,первая age:integer",
    organisation="school",
)
CONTESTS = resource(
    "contests",
    "school:string>schools.code person year won:boolean points:number",
    organisation="school", period="year",
)  # fmt: skip
LESSONS = resource(
    "lessons", "school:string>schools.code pupil held_on:date grade:integer",
    organisation="school", date="held_on",
)  # fmt: skip
PACKAGE = package(SCHOOLS, TEACHERS, CONTESTS, LESSONS)

THREE_SCHOOLS = rows(
    SCHOOLS,
    """
    s1 | Школа 1 | да  | 100
    s2 | Школа 2 | нет | 200
    s3 | Школа 3 | -   | -
    """,
)
TEN_TEACHERS = rows(
    TEACHERS,
    """
    p1 | s1 | да  | высшая | 30
    p2 | s1 | да  | первая | 40
    p3 | s1 | нет | -      | 50
    p4 | s1 | -   | высшая | 60
    p5 | s2 | да  | первая | -
    p6 | s2 | нет | первая | 35
    p7 | s3 | да  | высшая | 36
    p8 | s9 | да  | -      | 37
    p9 | -  | нет | высшая | 38
    """,
)
ALL = (THREE_SCHOOLS, TEN_TEACHERS)


def judge(
    data: Mapping[str, object],
    target: str | None,
    *datasets: Dataset,
    as_of: date = AS_OF,
    **options: Any,
) -> Verdict:
    """The verdict on one rule over the datasets."""
    project = judged_project(PACKAGE, (data, target), **options)
    (outcome,) = execute(compile_project(project, as_of), tables(*datasets))
    return outcome.verdict


def figures(verdict: Verdict) -> tuple[float, float | None, int, int]:
    """n, N, missing, set aside."""
    assert verdict.measurement is not None, verdict
    tally = verdict.measurement.overall
    return tally.n, tally.total, tally.missing, tally.set_aside


@pytest.mark.parametrize(
    ("of", "where", "missing", "expected"),
    [
        ("trained", None, "exclude", (5, 8, 1, 0)),
        ("trained", None, "as_false", (5, 9, 1, 0)),
        ("trained", None, "indeterminate", (5, 9, 1, 0)),
        ("trained", "school.low_results", "exclude", (2, 3, 1, 3)),
        ("trained", "school.low_results", "as_false", (2, 4, 1, 3)),
        ("trained", "not school.low_results", "as_false", (1, 2, 0, 3)),
        ("category = 'высшая'", None, "exclude", (4, 7, 2, 0)),
        ("category <> 'высшая'", None, "exclude", (3, 7, 2, 0)),
        ("not category = 'высшая'", None, "exclude", (3, 7, 2, 0)),
        ("category in ('высшая', 'первая')", None, "exclude", (7, 7, 2, 0)),
        ("not category in ('высшая')", None, "exclude", (3, 7, 2, 0)),
        ("category is null", None, "exclude", (2, 9, 0, 0)),
        ("trained or age > 55", None, "exclude", (6, 9, 0, 0)),
        ("trained and age > 100", None, "exclude", (0, 8, 1, 0)),
        ("trained and age < 100", None, "exclude", (4, 7, 2, 0)),
        ("age between 35 and 40", None, "exclude", (5, 8, 1, 0)),
        ("age not between 35 and 40", None, "exclude", (3, 8, 1, 0)),
        ("age * 2 - 10 >= 70", None, "exclude", (3, 8, 1, 0)),
        ("person like 'p%'", None, "exclude", (9, 9, 0, 0)),
        ("person like '_3'", None, "exclude", (1, 9, 0, 0)),
        ("category like '%ая'", None, "exclude", (7, 7, 2, 0)),
        ("trained", "age > 36 and category = 'высшая'", "as_false", (0, 2, 1, 2)),
    ],
)
def test_a_share_counts_rows_and_says_what_is_missing(
    of: str, where: str | None, missing: str, expected: tuple[int, int, int, int]
) -> None:
    data = {"measure": "share", "in": "teachers", "of": of, "missing": missing}
    if where:
        data["where"] = where
    verdict = judge(data, ">= 70 %", *ALL)
    assert figures(verdict) == expected


def test_a_missing_answer_that_decides_makes_the_verdict_indeterminate() -> None:
    data = {"measure": "share", "in": "teachers", "of": "trained", "missing": "indeterminate"}
    assert judge(data, ">= 50 %", *ALL).kind is VerdictKind.MET  # 5/9 even in the worst case
    assert judge(data, ">= 60 %", *ALL).kind is VerdictKind.INDETERMINATE  # 5/9 … 6/9
    assert judge(data, ">= 70 %", *ALL).kind is VerdictKind.NOT_MET  # 6/9 in the best case


@pytest.mark.parametrize(
    ("target", "kind", "distance"),
    [
        (">= 55 %", "met", None),
        (">= 56 %", "not_met", (1, "teachers")),
        (">= 100 %", "not_met", (4, "teachers")),
        ("> 55 %", "met", None),
        ("<= 55 %", "not_met", (1, "teachers")),
        ("<= 60 %", "met", None),
        ("< 20 %", "not_met", (4, "teachers")),
        ("= 100 %", "not_met", (4, "teachers")),
    ],
)
def test_the_distance_is_the_least_number_that_suffices(
    target: str, kind: str, distance: tuple[float, str] | None
) -> None:
    data = {"measure": "share", "in": "teachers", "of": "trained", "missing": "as_false"}
    verdict = judge(data, target, *ALL)
    assert verdict.kind.value == kind
    found = verdict.distance
    assert (found and (found.amount, found.unit)) == distance


def test_organisations_show_their_own_part() -> None:
    data = {"measure": "share", "in": "teachers", "of": "trained", "missing": "exclude"}
    measured = judge(data, ">= 70 %", *ALL).measurement
    assert measured is not None
    parts = [(tally.key, tally.n, tally.total, tally.missing) for tally in measured.by_organisation]
    assert parts == [
        ("s1", 2, 3, 1),
        ("s2", 1, 2, 0),
        ("s3", 1, 1, 0),
        ("s9", 1, 1, 0),
        (None, 0, 1, 0),
    ]
    assert measured.rows_read == 9


def test_a_target_judged_at_schools_is_met_where_all_meet_it() -> None:
    from engine.model.spec import Level

    data = {"measure": "share", "in": "teachers", "of": "trained", "missing": "as_false"}
    verdict = judge(data, ">= 50 %", *ALL, judge=Level.SCHOOL)
    assert verdict.kind is VerdictKind.NOT_MET
    assert verdict.measurement is not None
    assert {element.key: element.found for element in verdict.measurement.elements} == {
        "s1": True, "s2": True, "s3": True, "s9": True, "": False,
    }  # fmt: skip
    assert verdict.distance is not None
    assert (verdict.distance.amount, verdict.distance.unit) == (1, "organisations")


def test_a_count_that_matches_no_row_of_a_table_with_rows_is_nought() -> None:
    data = {"measure": "count", "in": "teachers", "of": "age > 99", "missing": "as_false"}
    verdict = judge(data, ">= 3", *ALL)
    assert verdict.kind is VerdictKind.NOT_MET
    assert figures(verdict) == (0, None, 1, 0)
    assert judge(data, "<= 3", *ALL).kind is VerdictKind.MET


def test_an_absent_or_empty_table_is_no_data() -> None:
    data = {"measure": "count", "in": "teachers", "of": "trained", "missing": "as_false"}
    absent = judge(data, ">= 3")
    assert (absent.kind, absent.reason) == (VerdictKind.NO_DATA, "table_absent")
    assert dict(absent.params) == {"dataset": "teachers", "table": "Таблица teachers"}
    empty = judge(data, ">= 3", rows(TEACHERS))
    assert (empty.kind, empty.reason) == (VerdictKind.NO_DATA, "no_rows")


def test_an_absent_table_behind_a_key_is_no_data_too() -> None:
    data = {
        "measure": "share", "in": "teachers", "of": "trained", "where": "school.low_results",
        "missing": "as_false",
    }  # fmt: skip
    verdict = judge(data, ">= 70 %", TEN_TEACHERS)
    assert (verdict.reason, dict(verdict.params)["dataset"]) == ("table_absent", "schools")


def test_a_denominator_of_no_rows_is_no_data_unless_the_spec_says_otherwise() -> None:
    data = {
        "measure": "share", "in": "teachers", "of": "trained", "where": "person = 'никто'",
        "missing": "as_false",
    }  # fmt: skip
    verdict = judge(data, ">= 70 %", *ALL)
    assert (verdict.kind, verdict.reason) == (VerdictKind.NO_DATA, "zero_denominator")
    verdict = judge(data, ">= 70 %", *ALL, none_is_not_applicable=True)
    assert verdict.kind is VerdictKind.NOT_APPLICABLE
    unknown = {**data, "where": "age > 60"}
    verdict = judge(unknown, ">= 70 %", *ALL, none_is_not_applicable=True)
    assert verdict.kind is VerdictKind.NO_DATA  # of p5 it is unknown


def test_distinct_values_count_once_for_the_whole_and_for_each_organisation() -> None:
    table = rows(
        LESSONS,
        """
        s1 | a | 2021-10-01 | 5
        s1 | a | 2021-11-01 | 5
        s2 | a | 2021-12-01 | 5
        s2 | b | 2021-12-01 | -
        s2 | - | 2021-12-01 | 5
        s2 | c | 2022-07-01 | 5
        s2 | d | 2020-07-01 | 5
        s2 | e | -          | 5
        """,
    )
    data = {
        "measure": "count", "in": "lessons", "of": "grade = 5", "distinct": "pupil",
        "missing": "indeterminate",
    }  # fmt: skip
    verdict = judge(data, ">= 2 чел.", table, THREE_SCHOOLS)
    assert verdict.kind is VerdictKind.INDETERMINATE  # a for certain, b perhaps
    assert figures(verdict) == (1, None, 1, 2)  # a row without a pupil, and one without a date
    assert verdict.measurement is not None
    parts = [(each.key, each.n, each.missing) for each in verdict.measurement.by_organisation]
    assert parts == [("s1", 1, 0), ("s2", 1, 1)]


def test_rows_outside_the_period_or_after_the_date_of_the_report_are_unseen() -> None:
    table = rows(
        LESSONS,
        """
        s1 | a | 2021-08-31 | 5
        s1 | b | 2021-09-01 | 5
        s1 | c | 2022-05-31 | 5
        s1 | d | 2022-06-01 | 5
        s1 | e | 2022-06-02 | 5
        s1 | f | 2022-09-01 | 5
        """,
    )
    data = {"measure": "count", "in": "lessons", "missing": "as_false"}
    assert figures(judge(data, ">= 1", table))[0] == 3
    assert figures(judge(data, ">= 1", table, as_of=date(2022, 12, 31)))[0] == 4
    assert figures(judge(data, ">= 1", table, as_of=date(2021, 9, 1)))[0] == 1
    since = {**data, "cumulative": True, "since": "2021-01-01"}
    assert figures(judge(since, ">= 1", table))[0] == 4
    early = judge(data, ">= 1", table, as_of=date(2020, 1, 1))
    assert (early.kind, early.reason) == (VerdictKind.NO_DATA, "no_rows_in_period")


YEARS = rows(
    CONTESTS,
    """
    s1 | a | 2019/20   | да  | 1.5
    s1 | b | 2019/20   | нет | 2
    s1 | a | 2020-2021 | да  | 3
    s2 | c | 2020/21   | да  | -
    s1 | a | 2021/2022 | да  | 4
    s2 | b | 2021/22   | да  | 0.1
    s2 | c | 2021/22   | -   | 0.2
    s2 | d | 2022/23   | да  | 100
    s2 | e | когда-то  | да  | 100
    s2 | f | -         | да  | 100
    """,
)


def test_period_labels_are_read_in_every_spelling_and_strange_ones_set_aside() -> None:
    data = {"measure": "count", "in": "contests", "of": "won", "missing": "as_false"}
    assert figures(judge(data, ">= 3", YEARS)) == (2, None, 1, 2)


def test_sums_and_means_name_what_they_do_not_know() -> None:
    total = {"measure": "sum", "in": "contests", "of": "points", "missing": "exclude"}
    assert figures(judge(total, ">= 4 балла", YEARS)) == (4.3, None, 0, 2)
    mean = {**total, "measure": "mean"}
    verdict = judge(mean, ">= 2 балла", YEARS)
    assert figures(verdict) == (4.3, 3, 0, 2)
    assert verdict.distance is not None
    assert (verdict.distance.amount, verdict.distance.unit) == (0.57, "points")


def test_an_unknown_value_of_a_sum_is_excluded_or_decides() -> None:
    data = {"measure": "sum", "in": "schools", "of": "pupils", "missing": "exclude"}
    assert judge(data, ">= 300 чел.", THREE_SCHOOLS).kind is VerdictKind.MET
    unsure = {**data, "missing": "indeterminate"}
    assert judge(unsure, ">= 300 чел.", THREE_SCHOOLS).kind is VerdictKind.INDETERMINATE
    silent = rows(SCHOOLS, "s1 | Школа | да | -")
    verdict = judge(data, ">= 0 чел.", silent)
    assert (verdict.kind, verdict.reason) == (VerdictKind.NO_DATA, "all_missing")


def test_coverage_of_values_names_each_value() -> None:
    table = rows(
        LESSONS,
        """
        s1 | a | 2021-10-01 | 4
        s1 | a | 2021-11-01 | 8
        s1 | a | 2020-11-01 | 10
        s1 | a | 2021-11-01 | -
        """,
    )
    data = {"measure": "coverage", "in": "lessons", "column": "grade", "values": [4, 8, 10]}
    verdict = judge(data, None, table)
    assert verdict.kind is VerdictKind.NOT_MET
    assert verdict.measurement is not None
    assert [(element.key, element.found) for element in verdict.measurement.elements] == [
        ("4", True), ("8", True), ("10", False),
    ]  # fmt: skip
    assert verdict.distance is not None
    assert (verdict.distance.amount, verdict.distance.unit) == (1, "values")
    assert judge(data, ">= 60 %", table).kind is VerdictKind.MET


def test_coverage_of_a_list_counts_its_lines() -> None:
    table = rows(
        LESSONS, "s1 | p1 | 2021-10-01 | 4\ns2 | p5 | 2021-10-01 | 4\ns2 | x | 2021-10-01 | 4"
    )
    data = {
        "measure": "coverage", "in": "lessons", "list": "teachers",
        "key": {"list": "person", "in": "pupil"}, "among": "school in ('s1', 's2')",
    }  # fmt: skip
    verdict = judge(data, ">= 100 %", table, *ALL)
    assert figures(verdict) == (2, 6, 0, 1)
    assert verdict.measurement is not None
    assert verdict.measurement.elements == ()  # keys of persons are never shown
    parts = [(each.key, each.n, each.total) for each in verdict.measurement.by_organisation]
    assert parts == [("s1", 1, 4), ("s2", 1, 2)]
    assert verdict.distance is not None
    assert (verdict.distance.amount, verdict.distance.unit) == (4, "teachers")


def test_an_empty_list_is_not_applicable_whatever_the_searched_table_leaves_open() -> None:
    """NULLs of the table in which the list is looked up say nothing about the denominator."""
    data = {
        "measure": "coverage", "in": "teachers", "list": "schools",
        "key": {"list": "code", "in": "school"}, "where": "trained", "among": "code = 's9'",
    }  # fmt: skip
    silent = rows(TEACHERS, "p | s1 | - | - | -\nq | s2 | нет | - | -")
    verdict = judge(data, None, ALL[0], silent, none_is_not_applicable=True)
    assert (verdict.kind, figures(verdict)) == (VerdictKind.NOT_APPLICABLE, (0, 0, 0, 1))
    unsure = {**data, "among": "low_results and code = 's3'"}
    verdict = judge(unsure, None, ALL[0], silent, none_is_not_applicable=True)
    assert (verdict.kind, figures(verdict)) == (VerdictKind.NO_DATA, (0, 0, 0, 2))


def test_coverage_of_a_list_of_organisations_names_them() -> None:
    data = {
        "measure": "coverage", "in": "teachers", "list": "schools",
        "key": {"list": "code", "in": "school"}, "where": "trained",
    }  # fmt: skip
    verdict = judge(data, None, rows(TEACHERS, "p | s1 | да | - | -\nq | s2 | нет | - | -"), ALL[0])
    assert verdict.measurement is not None
    assert [(element.key, element.found) for element in verdict.measurement.elements] == [
        ("s1", True), ("s2", False), ("s3", False),
    ]  # fmt: skip


def test_each_asks_for_a_row_of_every_organisation() -> None:
    data = {
        "measure": "each", "per": "schools", "in": "teachers", "of": "trained",
        "missing": "indeterminate",
    }  # fmt: skip
    verdict = judge(data, None, *ALL)
    assert verdict.kind is VerdictKind.MET
    assert figures(verdict) == (3, 3, 0, 0)
    silent = rows(TEACHERS, "p | s1 | да | - | -\nq | s2 | - | - | -")
    verdict = judge(data, None, ALL[0], silent)
    assert (verdict.kind, figures(verdict)) == (VerdictKind.NOT_MET, (1, 3, 1, 0))
    chosen = {**data, "where": "low_results or code = 's2'"}
    verdict = judge(chosen, None, ALL[0], silent)
    assert (verdict.kind, figures(verdict)) == (VerdictKind.INDETERMINATE, (1, 2, 1, 1))
    assert judge({**chosen, "missing": "as_false"}, None, ALL[0], silent).kind.value == "not_met"


CHANGES = [
    # shape, target, measure → verdict
    ("ends", "рост", {"measure": "count", "of": "won", "missing": "as_false"}, "met"),  # 1 2 2
    ("every_step", "рост", {"measure": "count", "of": "won", "missing": "as_false"}, "not_met"),
    ("every_step", "не ниже", {"measure": "count", "of": "won", "missing": "as_false"}, "met"),
    ("every_step", "рост", {"measure": "count", "of": "won", "missing": "indeterminate"},
     "indeterminate"),
    ("ends", "снижение", {"measure": "share", "of": "won", "missing": "exclude"}, "not_met"),
    ("ends", "> 0", {"measure": "share", "of": "won", "missing": "exclude"}, "met"),
    ("ends", "рост", {"measure": "sum", "of": "points", "missing": "exclude"}, "met"),  # 3.5 → 4.3
    ("every_step", "рост", {"measure": "sum", "of": "points", "missing": "exclude"}, "not_met"),
    ("ends", "снижение", {"measure": "mean", "of": "points", "missing": "exclude"}, "met"),
    ("every_step", "рост", {"measure": "mean", "of": "points", "missing": "indeterminate"},
     "indeterminate"),
]  # fmt: skip


@pytest.mark.parametrize(("shape", "target", "of", "expected"), CHANGES)
def test_a_change_compares_the_ends_or_every_step(
    shape: str, target: str, of: dict[str, object], expected: str
) -> None:
    data = {
        "measure": "change", "of": {**of, "in": "contests"}, "shape": shape,
        "over": ["2019/20", "2020/21", "2021/22"],
    }  # fmt: skip
    verdict = judge(data, target, YEARS)
    assert verdict.kind.value == expected
    assert verdict.measurement is not None
    assert [tally.key for tally in verdict.measurement.steps] == ["2019/20", "2020/21", "2021/22"]


WON = {"measure": "count", "in": "contests", "of": "won", "missing": "as_false"}
TREND = {"measure": "trend", "of": WON, "over": ["2019/20", "2020/21", "2021/22"]}


@pytest.mark.parametrize(
    ("target", "expected", "short"),
    [
        ("рост", "met", None),
        ("снижение", "not_met", None),
        (">= 0.5", "met", None),
        ("> 0.5", "not_met", None),
        (">= 2", "not_met", 1.5),
        ("<= 0.25", "not_met", 0.25),
    ],
)
def test_a_trend_is_the_slope_over_all_periods(
    target: str, expected: str, short: float | None
) -> None:
    verdict = judge(TREND, target, YEARS)
    assert verdict.kind.value == expected
    assert (verdict.distance.amount if verdict.distance else None) == short
    measured = verdict.measurement
    assert measured is not None
    assert [tally.n for tally in measured.steps] == [1, 2, 2]
    assert measured.statistic is not None
    assert measured.statistic.value == 0.5, "победителей 1, 2, 2: в среднем на половину больше"


def test_a_trend_of_shares_is_asked_for_in_percent_points() -> None:
    share = {"measure": "share", "in": "contests", "of": "won", "missing": "as_false"}
    verdict = judge({**TREND, "of": share}, ">= 8 %", YEARS)
    assert verdict.measurement is not None
    assert verdict.measurement.statistic is not None
    assert verdict.measurement.statistic.value == pytest.approx((2 / 3 - 1 / 2) / 2)
    assert verdict.kind is VerdictKind.MET, "доля 50 %, 100 %, 67 %: в среднем +8,3 пункта"


def test_unknown_answers_leave_a_trend_open() -> None:
    verdict = judge({**TREND, "of": {**WON, "missing": "indeterminate"}}, "рост", YEARS)
    assert verdict.kind is VerdictKind.INDETERMINATE


@pytest.mark.parametrize("measure", [TREND, {**TREND, "measure": "change", "shape": "ends"}])
@pytest.mark.parametrize(
    ("since", "expected"),
    [("2019/20", "met"), ("2020/21", "no_data"), ("2021/22", "no_data"), ("2022/23", "met")],
)
def test_nothing_is_compared_across_a_declared_break(
    measure: dict[str, object], since: str, expected: str
) -> None:
    broken = {"from": since, "reason": "изменилась шкала"}
    verdict = judge({**measure, "breaks": [broken]}, "рост", YEARS)
    assert verdict.kind.value == expected
    if expected == "no_data":
        assert verdict.reason == "not_comparable"
        assert dict(verdict.params) == {"period": since, "why": "изменилась шкала"}


def test_an_indeterminate_change_shows_the_worst_and_the_best_case() -> None:
    data = {
        "measure": "change", "shape": "every_step", "over": ["2019/20", "2020/21", "2021/22"],
        "of": {"measure": "count", "in": "contests", "of": "won", "missing": "indeterminate"},
    }  # fmt: skip
    measured = judge(data, "рост", YEARS).measurement
    assert measured is not None
    assert measured.lowest is not None
    assert measured.highest is not None
    last = measured.steps[-1]
    assert (measured.lowest.n, measured.highest.n) == (last.n, last.n + last.missing)
    certain = {**data, "of": {"measure": "count", "in": "contests", "missing": "as_false"}}
    known = judge(certain, "рост", YEARS).measurement
    assert known is not None
    assert (known.lowest, known.highest) == (None, None)


def test_a_change_over_labels_needs_no_period() -> None:
    data = {
        "measure": "change", "shape": "ends", "over": ["2019/20", "2021/22"],
        "of": {"measure": "count", "in": "contests", "of": "won", "missing": "as_false"},
    }  # fmt: skip
    project = replace(judged_project(PACKAGE, (data, "рост")), period=None)
    (outcome,) = execute(compile_project(project, AS_OF), tables(YEARS))
    assert outcome.verdict.kind is VerdictKind.MET


def test_a_change_without_rows_of_a_period_is_no_data() -> None:
    data = {
        "measure": "change", "of": {"measure": "count", "in": "contests", "missing": "as_false"},
        "shape": "ends", "over": ["2018/19", "2021/22"],
    }  # fmt: skip
    verdict = judge(data, "рост", YEARS)
    assert (verdict.kind, verdict.reason) == (VerdictKind.NO_DATA, "period_missing")
    assert dict(verdict.params)["period"] == "2018/19"


def test_a_change_says_what_the_last_period_lacks() -> None:
    data = {
        "measure": "change", "shape": "ends", "over": ["2020/21", "2021/22"],
        "of": {"measure": "count", "in": "contests", "of": "won", "missing": "as_false"},
    }  # fmt: skip
    distance = judge(data, "рост", YEARS).distance
    assert distance is not None
    assert (distance.amount, distance.unit) == (1, "rows")


def test_before_the_due_date_an_indicator_is_not_due_but_shows_its_distance() -> None:
    data = {"measure": "share", "in": "teachers", "of": "trained", "missing": "as_false"}
    verdict = judge(data, ">= 100 %", *ALL, due=date(2022, 8, 31))
    assert verdict.kind is VerdictKind.NOT_DUE
    assert verdict.distance is not None
    assert judge(data, ">= 50 %", *ALL, due=date(2022, 8, 31)).kind is VerdictKind.MET
    assert judge(data, ">= 100 %", *ALL, due=AS_OF).kind is VerdictKind.NOT_MET


def test_a_rule_that_crashes_is_an_error_and_leaves_the_others_alone() -> None:
    project = judged_project(
        PACKAGE,
        ({"measure": "count", "in": "teachers", "of": "trained", "missing": "as_false"}, ">= 1"),
        ({"measure": "count", "in": "teachers", "of": "age > 1", "missing": "as_false"}, ">= 1"),
    )
    broken = replace(TEN_TEACHERS, rows=TEN_TEACHERS.frame.drop("age"))
    plan, read = compile_project(project, AS_OF), tables(broken)
    from engine.execute import execute_all, run_findings

    executed = execute_all(plan, read)
    assert [indicator.verdict.kind.value for indicator in executed.indicators] == ["met", "error"]
    (finding,) = run_findings(plan, read, executed)
    assert finding.code.name == "rule-crashed"
    assert "age" in dict(finding.params)["text"]  # type: ignore[operator]


def test_a_rule_over_two_tables_is_an_error_when_the_scan_of_either_crashes_for_it() -> None:
    listed = {"measure": "coverage", "list": "schools", "key": {"list": "code", "in": "school"}}
    project = judged_project(
        PACKAGE,
        (listed | {"in": "teachers"}, ">= 1 %"),
        ({"measure": "count", "in": "teachers", "of": "age > 1", "missing": "as_false"}, ">= 1"),
        ({"measure": "count", "in": "schools", "missing": "as_false", "of": "low_results"}, ">= 1"),
    )
    broken = replace(TEN_TEACHERS, rows=TEN_TEACHERS.frame.drop("age"))
    outcomes = execute(compile_project(project, AS_OF), tables(THREE_SCHOOLS, broken))
    assert [outcome.verdict.kind.value for outcome in outcomes] == ["met", "error", "met"]


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ({"statistic": "equal"}, (1, 3, 2, 0)),
        ({"statistic": "raised"}, (2, 3, 2, 0)),
        ({"statistic": "lowered"}, (0, 3, 2, 0)),
        ({"statistic": "spearman"}, (3, None, 2, 0)),
        ({"statistic": "equal", "where": "grade > 1"}, (0, 2, 1, 0)),
        ({"statistic": "equal", "sign": "> 0 %"}, (1, 1, 0, 2)),
    ],
)
def test_rows_without_one_of_two_marks_are_missing_in_an_agreement(
    more: Mapping[str, object], expected: tuple[int, int | None, int, int]
) -> None:
    """Of three pairs one is equal, two are higher. Where schools are judged rows are set aside."""
    marks = resource(
        "marks", "school:string>schools.code first:integer second:integer grade:integer",
        organisation="school",
    )  # fmt: skip
    five = rows(
        marks,
        """
        s1 | 3 | 3 | 1
        s1 | 3 | 4 | 2
        s1 | 4 | 5 | 2
        s1 | 4 | - | 2
        s1 | - | 5 | 1
        """,
    )
    data = {"measure": "agreement", "in": "marks", "first": "first", "second": "second",
            "missing": "exclude", **more}  # fmt: skip
    project = judged_project(package(SCHOOLS, marks), (data, None))
    (outcome,) = execute(compile_project(project, AS_OF), tables(THREE_SCHOOLS, five))
    assert figures(outcome.verdict) == expected
