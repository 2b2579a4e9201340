"""The engine against pandas: random rules over random tables, more than two thousand of them.

Each example is a table with two random conditions, over which sixteen rules are judged.
"""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from engine.compile import compile_project
from engine.execute import execute
from engine.results.verdicts import IndicatorOutcome, Measurement, VerdictKind
from tests.unit.execute.pandas_reference import LAST_YEAR, Figures, Reference, frame
from tests.unit.execute.random_tables import CONDITIONS, PACKAGE, SCHOOL, TEACHER, read, tree
from tests.unit.samples import AS_OF, judged_project

TABLE = {"in": "teachers"}
GRADES = [3, 4, 5]
EXAMPLES = 200


def rules(of: str, where: str) -> dict[str, tuple[dict[str, Any], str]]:
    """The rules by what they are called here."""
    share = {"measure": "share", **TABLE, "of": of, "where": where, "missing": "exclude"}
    added = {**TABLE, "where": where, "missing": "exclude"}
    paired = {"measure": "agreement", **added, "first": "age", "second": "grade", "min_n": 2}
    count = {"measure": "count", **TABLE, "of": of, "missing": "indeterminate"}
    return {
        **{missing: ({**share, "missing": missing}, ">= 50 %")
           for missing in ("exclude", "as_false", "indeterminate")},
        "count": (count, ">= 2"),
        "persons": ({**count, "distinct": "person"}, ">= 2"),
        "sum": ({"measure": "sum", **added, "of": "score"}, ">= 1"),
        "ages": ({"measure": "sum", **added, "of": "age"}, ">= 1"),
        "mean": ({"measure": "mean", **added, "of": "score"}, ">= 1"),
        "values": ({"measure": "coverage", **TABLE, "column": "grade", "values": GRADES,
                    "where": where}, "= 100 %"),
        "list": ({"measure": "coverage", **TABLE, "list": "schools",
                  "key": {"list": "code", "in": "school"}}, "= 100 %"),
        "each": ({"measure": "each", "per": "schools", **TABLE, "of": of, "where": "not low",
                  "missing": "indeterminate"}, "= 100 %"),
        "change": ({"measure": "change", "over": ["2020/21", "2021/22"], "shape": "ends",
                    "of": {**share, "missing": "as_false"}}, "рост"),
        "spearman": ({**paired, "statistic": "spearman"}, ">= 0.1"),
        "kendall": ({**paired, "statistic": "kendall"}, ">= 0.1"),
        "raised": ({**paired, "statistic": "raised"}, ">= 10 %"),
        "interval": ({"measure": "interval", **TABLE, "of": "score", "where": of, "z": 2,
                      "sign": "above", "min_n": 2, "missing": "exclude"}, "= 0"),
        "listed": ({"measure": "listed", "of": share, "by": "grade", "reaching": ">= 30 %",
                    "groups": 1}, "= 0"),
        "rank": ({"measure": "rank", "of": {"measure": "mean", **added, "of": "score"},
                  "part": 0.5, "min_n": 1}, "= 0"),
    }  # fmt: skip


def of_overall(wanted: Figures) -> Callable[[Measurement], None]:
    """The figures of the whole are these; those that are not named do not matter."""

    def check(found: Measurement) -> None:
        assert {name: getattr(found.overall, name) for name in wanted} == wanted

    return check


def check_shares(found: Measurement, reference: Reference) -> None:
    of_overall(reference.share("exclude"))(found)
    parts = {each.key: each._asdict() for each in found.by_organisation}
    wanted = reference.shares("exclude")
    assert parts == {key: {"key": key, **figures} for key, figures in wanted.items()}


def check_sum(found: Measurement, wanted: tuple[float, int, int, int]) -> None:
    total, _, missing, aside = wanted
    assert found.overall.n == pytest.approx(total, abs=1e-8)
    assert (found.overall.missing, found.overall.set_aside) == (missing, aside)


def check_mean(found: Measurement, wanted: tuple[float, int, int, int]) -> None:
    check_sum(found, wanted)
    assert found.overall.total == wanted[1]


def check_intervals(found: Measurement, reference: Reference) -> None:
    means, whole = reference.means(), found.figures[0]
    mean, n = reference.mean_of_all()
    assert (whole.value, whole.n) == (pytest.approx(mean, abs=1e-8), n)
    for figure in found.figures[1:]:
        if figure.value is None:
            assert figure.key not in means
            continue
        mean, deviation, n = means.pop(str(figure.key))
        half = 2 * deviation / n**0.5
        bounds = [pytest.approx(edge, abs=1e-6) for edge in (mean - half, mean, mean + half)]
        assert [figure.low, figure.value, figure.high] == bounds
    assert means == {}


def check(name: str, found: Measurement, reference: Reference) -> None:
    """One rule's figures are those of pandas."""
    match name:
        case "exclude":
            check_shares(found, reference)
        case "as_false" | "indeterminate":
            of_overall(reference.share(name))(found)
        case "count":
            of_overall(reference.count())(found)
        case "persons":
            of_overall(reference.distinct("person"))(found)
        case "sum" | "ages":
            check_sum(found, reference.added({"sum": "score", "ages": "age"}[name]))
        case "mean":
            check_mean(found, reference.added("score"))
        case "values":
            of_overall(reference.covered(GRADES))(found)
        case "list":
            n, total = reference.listed_schools()
            of_overall({"n": n, "total": total})(found)
        case "each":
            of_overall(reference.each())(found)
        case "change":
            steps = [reference.share_last_year(), reference.share("as_false")]
            assert [(s.n, s.total) for s in found.steps] == [(w["n"], w["total"]) for w in steps]
        case "spearman" | "kendall":
            value, n = reference.correlation(name)
            assert found.statistic is not None
            assert (found.statistic.value, found.statistic.n) == (pytest.approx(value, abs=1e-9), n)
        case "raised":
            n, total = reference.agreed(name)
            of_overall({"n": n, "total": total})(found)
        case "interval":
            check_intervals(found, reference)
        case "listed":
            assert {f.key: f.value for f in found.figures} == reference.listed()
        case "rank":
            assert {f.key: f.place[0] for f in found.figures if f.place} == reference.places()
        case _:
            raise NotImplementedError(name)


PAIRED = ("spearman", "kendall", "raised")


def is_nothing(name: str, reason: str, reference: Reference) -> bool:
    """Whether the rows bear out why a rule has no figures."""
    match reason:
        case "no_rows_in_period":
            return reference.rows.empty
        case "period_missing":
            return reference.rows.empty or reference.made.during(LAST_YEAR).empty
        case "zero_denominator_in_period":
            steps = (reference.share_last_year(), reference.share("as_false"))
            return any(step["total"] == 0 for step in steps)
        case "all_missing" if name in PAIRED:
            return reference.correlation("spearman")[1] == 0
        case "all_missing":
            return reference.added("age" if name == "ages" else "score")[1] == 0
        case "too_few_rows":
            return reference.correlation("spearman")[1] < 2
        case "one_value_only":
            return reference.correlation("spearman")[0] is None
        case "reference_empty":
            return reference.mean_of_all()[1] < 2
        case _:
            return False


def at_home(teacher: tuple[Any, ...]) -> tuple[Any, ...]:
    """The teacher in this year, where the table had another one that no rule looks at."""
    year = "2021/22" if teacher[2] == "2022/23" else teacher[2]
    return (*teacher[:2], year, *teacher[3:])


TEACHERS = st.lists(TEACHER.map(at_home), min_size=6, max_size=18)


def judged(teachers: list[Any], schools: list[Any], of: str, where: str) -> dict[str, Any]:
    named = rules(of, where)
    tables, _, _ = read(teachers, schools)
    outcomes = execute(compile_project(judged_project(PACKAGE, *named.values()), AS_OF), tables)
    return dict(zip(named, outcomes, strict=True))


def test_the_engine_counts_what_pandas_counts() -> None:
    compared, without = [], []

    @settings(
        max_examples=EXAMPLES,
        deadline=None,
        suppress_health_check=list(HealthCheck),
        phases=[Phase.generate],
    )
    @given(
        TEACHERS, st.lists(SCHOOL, min_size=1, max_size=3),
        CONDITIONS, CONDITIONS,
    )  # fmt: skip
    def compare(teachers: list[Any], schools: list[Any], of: str, where: str) -> None:
        reference = Reference(frame(teachers, schools, AS_OF), tree(of), tree(where))
        for name, outcome in judged(teachers, schools, of, where).items():
            told: IndicatorOutcome = outcome
            assert told.verdict.kind is not VerdictKind.ERROR, told
            if told.verdict.measurement is None:
                without.append(name)
                assert is_nothing(name, told.verdict.reason, reference), (name, told.verdict)
                continue
            compared.append(name)
            check(name, told.verdict.measurement, reference)

    compare()
    assert len(compared) >= 2_000, (len(compared), len(without))
    assert set(compared) == set(rules("true", "true")), "каждая мера сравнивалась"
