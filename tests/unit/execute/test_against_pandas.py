"""The engine against pandas: random rules over random tables, thousands of them.

Each example is a table with two conditions, over which every rule is judged. Half of the tables are
full of empty cells and odd values; the others are dense, so that measures which need many rows have
figures to compare.
"""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

import pandas as pd
import polars as pl
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from engine.compile import compile_project
from engine.datasets import Dataset
from engine.execute import execute
from engine.results.verdicts import Figure, IndicatorOutcome, Measurement, Tally, VerdictKind
from tests.examples import of_all
from tests.unit.execute.pandas_reference import (
    LAST_YEAR,
    Figures,
    Reference,
    documents_that_count,
    frame,
)
from tests.unit.execute.random_tables import (
    CONDITIONS,
    DAYS,
    DISTRICTS,
    SCHOOL,
    SCHOOLS,
    SCORES,
    TEACHER,
    TEACHERS,
    YEARS,
    dataset,
    maybe,
    read,
    tree,
)
from tests.unit.samples import AS_OF, DOCUMENTS, judged_project, package, resource

WORKS = replace(TEACHERS, name="works", period=None, date="hired")
REGISTER = resource("documents", DOCUMENTS)
PACKAGE = package(SCHOOLS, TEACHERS, YEARS, WORKS, REGISTER)
TABLE = {"in": "teachers"}
GRADES = [3, 4, 5]
Z = 2
SPARSE, DENSE = 90, 50
"""How many tables of each sort."""
FEWEST = 10
"""Of every rule so many figures are compared."""


def rules(of: str, where: str) -> dict[str, tuple[dict[str, Any], str | None]]:
    """The rules by what they are called here."""
    share = {"measure": "share", **TABLE, "of": of, "where": where, "missing": "exclude"}
    added = {**TABLE, "where": where, "missing": "exclude"}
    paired = {"measure": "agreement", **added, "first": "age", "second": "grade", "min_n": 2}
    count = {"measure": "count", **TABLE, "of": of, "missing": "indeterminate"}
    interval = {"measure": "interval", **TABLE, "of": "score", "where": of, "z": Z,
                "sign": "above", "min_n": 2, "missing": "exclude"}  # fmt: skip
    listed = {"measure": "listed", "of": share, "by": "grade", "reaching": ">= 30 %",
              "groups": 1}  # fmt: skip
    parts = [{"id": "a", "weight": 1, "of": share},
             {"id": "b", "weight": 3, "of": {**share, "missing": "as_false"}}]  # fmt: skip
    bare = [{name: part[name] for name in ("id", "of")} for part in parts]
    summed = [{"id": "a", "of": {**count, "missing": "as_false"}},
              {"id": "b", "of": {"measure": "sum", **added, "of": "grade"}}]  # fmt: skip
    order = {"kind": ["приказ"], "dated": "period", "address": "required"}
    return {
        "exists": ({"measure": "exists", "evidence": order}, None),
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
        **{f"dated {missing}": ({**share, "in": "works", "missing": missing}, ">= 50 %")
           for missing in ("exclude", "as_false")},
        "interval": (interval, "= 0"),
        "listed": (listed, "= 0"),
        "ratio": ({"measure": "ratio_change", **TABLE, "of": "grade", "maximum": 5, "before": of,
                   "after": where, "fences": 1.5, "missing": "exclude"}, "= 0"),
        "signs": ({"measure": "signs", "of": [interval, listed], "at_least": 1,
                   "missing": "exclude"}, "= 0"),
        "lists": ({"measure": "compare_lists", "given": "schools", "where": "low",
                   "computed": listed}, "= 100 %"),
        "rank": ({"measure": "rank", "of": {"measure": "mean", **added, "of": "score"},
                  "part": 0.5, "min_n": 1}, "= 0"),
        "formula": ({"measure": "formula", "formula": "a - b", "parts": bare}, ">= 1 %"),
        "together": ({"measure": "formula", "formula": "2 * a + b", "parts": summed}, ">= 1"),
        "index": ({"measure": "index", "lacking": "refuse", "parts": parts}, ">= 1 %"),
    }  # fmt: skip


def of_overall(wanted: Figures) -> Callable[[Measurement], None]:
    """The figures of the whole are these; those that are not named do not matter."""

    def check(found: Measurement) -> None:
        assert {name: getattr(found.overall, name) for name in wanted} == wanted

    return check


def counts_of(tally: Tally) -> dict[str, object]:
    names = ("key", "n", "total", "missing", "set_aside")
    return {name: getattr(tally, name) for name in names}


def check_shares(found: Measurement, reference: Reference) -> None:
    of_overall(reference.share("exclude"))(found)
    parts = {each.key: counts_of(each) for each in found.by_organisation}
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
    assert whole.value == pytest.approx(mean, abs=1e-8)
    assert whole.n == n
    for figure in found.figures[1:]:
        if figure.value is None:
            assert figure.key not in means
            continue
        mean, deviation, n = means.pop(str(figure.key))
        half = 2 * deviation / n**0.5
        bounds = [pytest.approx(edge, abs=1e-6) for edge in (mean - half, mean, mean + half)]
        assert [figure.low, figure.value, figure.high] == bounds
    assert means == {}


def check_ratios(found: Measurement, reference: Reference) -> None:
    ratios, fences = reference.ratios(), reference.quartile_fences(1.5)
    known = {figure.key: figure for figure in found.figures if figure.value is not None}
    assert {key: each.value for key, each in known.items()} == pytest.approx(ratios)
    for figure in known.values():
        assert (figure.low, figure.high) == pytest.approx(fences)


def check_signs(found: Measurement, reference: Reference) -> None:
    wanted = reference.signs(Z)
    assert {figure.key: figure.sign for figure in found.figures} == wanted
    known = [sign for sign in wanted.values() if sign is not None]
    of_overall({"n": known.count(True), "total": len(known)})(found)


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
            assert found.statistic.value == pytest.approx(value, abs=1e-9)
            assert found.statistic.n == n
        case "raised":
            n, total = reference.agreed(name)
            of_overall({"n": n, "total": total})(found)
        case "interval":
            check_intervals(found, reference)
        case "listed":
            assert {f.key: f.value for f in found.figures} == reference.listed()
        case "dated exclude" | "dated as_false":
            of_overall(reference.dated(name.removeprefix("dated ")))(found)
        case "ratio":
            check_ratios(found, reference)
        case "signs":
            check_signs(found, reference)
        case "lists":
            n, total = reference.on_both_lists()
            of_overall({"n": n, "total": total})(found)
        case "rank":
            assert {f.key: f.place[0] for f in found.figures if f.place} == reference.places()
        case "formula" | "index" | "together":
            check_composed(name, found, reference)
        case _:
            raise NotImplementedError(name)


def check_composed(name: str, found: Measurement, reference: Reference) -> None:
    """Of the whole, of each school and of each municipality, those of none known together."""

    def of(rows: pd.DataFrame) -> Fraction | None:
        a, b = reference.composed_of(rows, "added" if name == "together" else "shares")
        if a is None or b is None:
            return None
        return {"formula": a - b, "index": (a + 3 * b) / 4, "together": 2 * a + b}[name]

    def told(figures: tuple[Figure, ...]) -> dict[str | None, Fraction | None]:
        return {figure.key: figure.exact for figure in figures}

    assert found.statistic is not None
    assert found.statistic.exact == of(reference.rows)
    listed = {code: DISTRICTS[code] for code in reference.made.schools["code"]}
    for figures, key_of in ((found.figures, str), (found.municipal_figures, listed.get)):
        keys = [None if _is_blank(code) else key_of(code) for code in reference.rows["school"]]
        wanted = {key: of(reference.rows[[each == key for each in keys]]) for key in set(keys)}
        assert told(figures) == wanted
        if name == "together":
            assert sum(wanted.values()) == found.statistic.exact


def _is_blank(code: object) -> bool:
    return code is pd.NA or code is None


EACH_ONE = ("each", "interval", "listed", "ratio", "signs", "rank", "lists")
"""Whose n and N are organisations."""
ROWS = ("exclude", "as_false", "indeterminate", "count", "sum", "ages", "mean", "dated exclude",
        "dated as_false", "change", "raised")  # fmt: skip


def check_adds_up(name: str, found: Measurement) -> None:
    """The parts by organisation and by municipality, those of none among them, are the whole."""
    whole = found.overall
    kinds = [found.by_municipality] if name in EACH_ONE else []
    if name in ROWS:
        kinds = [found.by_organisation, found.by_municipality]
    for parts in kinds:
        assert sum(part.n for part in parts) == pytest.approx(whole.n, abs=1e-8)
        assert sum(part.total or 0 for part in parts) == (whole.total or 0)
        if name in ROWS[:-2]:
            assert sum(part.missing for part in parts) == whole.missing
            assert sum(part.set_aside for part in parts) + found.unread_period == whole.set_aside


PAIRED = ("spearman", "kendall", "raised")


def is_nothing(name: str, reason: str, reference: Reference) -> bool:
    """Whether the rows bear out why a rule has no figures."""
    match reason:
        case "no_rows_in_period" if name.startswith("dated"):
            days = reference.made.teachers["hired"]
            return all(day is None or day > AS_OF for day in days)
        case "no_rows_in_period":
            return reference.rows.empty
        case "too_few_organisations":
            return len(reference.ratios()) < 4
        case "period_missing":
            return reference.rows.empty or reference.made.during(LAST_YEAR).empty
        case "zero_denominator_in_period":
            steps = (reference.share_last_year(), reference.share("as_false"))
            return any(step["total"] == 0 for step in steps)
        case "part_without_data" if name == "together":
            return reference.added("grade")[1] == 0
        case "part_without_data":
            return bool(reference.share("exclude")["total"] == 0)
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


DENSE_TEACHER = st.tuples(
    st.sampled_from(["p1", "p2", "p3"]),
    st.sampled_from(["s1", "s2", "s3", "s4", "s5"]),
    st.sampled_from(["2021/22", "2021/22", "2021-2022", "2020/21"]),
    st.sampled_from([True, True, False, None]), st.integers(2, 5), maybe(SCORES),
    maybe(DAYS), st.sampled_from([2, 3, 4, 5, None]),
)  # fmt: skip
LIGHT = st.sampled_from(
    [
        "true", "true", "true", "age >= 3", "age >= 3", "age < 5", "age < 5", "trained",
        "grade is not null", "grade is not null", "school.pupils > 0", "not school.low",
    ]
)  # fmt: skip
DOCUMENT = st.tuples(
    st.sampled_from(["plan/i1", "plan/i2", "plan/i2; plan/i1", ""]),
    st.sampled_from(["приказ", "Приказ", "методика", "справка"]),
    maybe(DAYS), st.sampled_from([None, "", " ", "https://пример.рф/приказ"]),
)  # fmt: skip


@dataclass(frozen=True)
class Example:
    """Tables and two conditions."""

    teachers: list[Any]
    schools: list[Any]
    again: list[Any]
    documents: list[Any]
    of: str
    where: str

    @property
    def reference(self) -> Reference:
        made = frame(self.teachers, self.schools, AS_OF, self.again)
        return Reference(made, tree(self.of), tree(self.where))

    def is_ambiguous(self, name: str) -> bool:
        """Whether the rule looks a school up that the list has twice."""
        repeated = {f"s{i}" for i, _ in enumerate(self.again[: len(self.schools)], start=1)}
        asked = repeated & {teacher[1] for teacher in self.teachers}
        return bool(asked) and "school." in repr(rules(self.of, self.where)[name])

    def outcomes(self) -> dict[str, IndicatorOutcome]:
        """What the engine makes of every rule."""
        named = rules(self.of, self.where)
        tables, _, _ = read(self.teachers, self.schools, self.again)
        own = replace(tables.datasets["teachers"], resource=WORKS)
        found = {**tables.datasets, "works": own, "documents": register(self.documents)}
        project = judged_project(PACKAGE, *named.values())
        outcomes = execute(compile_project(project, AS_OF), replace(tables, datasets=found))
        return dict(zip(named, outcomes, strict=True))


def register(documents: list[Any]) -> Dataset:
    columns = {
        name: [document[at] for document in documents]
        for at, name in enumerate(("proves", "kind", "date", "address"))
    }
    columns |= {name: [None] * len(documents) for name in ("organisation", "title", "number")}
    types = {name: pl.Date if name == "date" else pl.String for name in columns}
    return dataset(REGISTER, columns, types)


def examples(
    teacher: st.SearchStrategy[Any], sizes: tuple[int, int], schools: int, conditions: Any
) -> st.SearchStrategy[Example]:
    return st.builds(
        Example,
        st.lists(teacher, min_size=sizes[0], max_size=sizes[1]),
        st.lists(SCHOOL, min_size=1, max_size=schools),
        st.just([]) | st.just([]) | st.lists(SCHOOL, min_size=1, max_size=3),
        st.lists(DOCUMENT, max_size=4),
        conditions,
        conditions,
    )


ALL_SORTS = {
    SPARSE: examples(TEACHER.map(at_home), (6, 18), 3, CONDITIONS),
    DENSE: examples(DENSE_TEACHER, (25, 45), 5, LIGHT),
}


def compare(example: Example, compared: list[str], without: list[str]) -> None:
    """Every rule of an example: its figures, or why it has none."""
    reference = example.reference
    for name, outcome in example.outcomes().items():
        assert outcome.verdict.kind is not VerdictKind.ERROR, outcome
        if example.is_ambiguous(name):
            assert outcome.verdict.reason == "ambiguous_key", (name, outcome.verdict)
            continue
        if name == "exists":
            check_documents(outcome, example.documents)
            compared.append(name)
        elif outcome.verdict.measurement is None:
            without.append(name)
            assert is_nothing(name, outcome.verdict.reason, reference), (name, outcome.verdict)
        else:
            compared.append(name)
            check(name, outcome.verdict.measurement, reference)
            check_adds_up(name, outcome.verdict.measurement)


def check_documents(told: IndicatorOutcome, documents: list[Any]) -> None:
    seen = [document for document in documents if document[2] is None or document[2] <= AS_OF]
    if not seen:
        assert told.verdict.reason == "register_empty"
        return
    assert told.verdict.measurement is not None
    wanted = documents_that_count(documents, "plan/i1", AS_OF)
    assert told.verdict.measurement.overall.n == wanted
    assert told.verdict.kind is (VerdictKind.MET if wanted else VerdictKind.NOT_MET)


def test_the_engine_counts_what_pandas_counts() -> None:
    """The same tables every time; a change of the engine is looked at with others by taking
    `derandomize` out."""
    compared: list[str] = []
    without: list[str] = []
    for count, sort in ALL_SORTS.items():

        @settings(
            max_examples=of_all(count),
            deadline=None,
            derandomize=True,
            suppress_health_check=list(HealthCheck),
            phases=[Phase.generate],
        )
        @given(sort)
        def every_rule(example: Example) -> None:
            compare(example, compared, without)

        every_rule()
    counts = Counter(compared)
    assert len(compared) >= of_all(2_000), (len(compared), len(without))
    thin = {name: counts[name] for name in rules("true", "true") if counts[name] < of_all(FEWEST)}
    assert not thin, (thin, Counter(without))
