"""A total that is known is not computed again, and verdicts are the same."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from engine.caching import Store
from engine.compile import compile_project
from engine.datasets import CellSource, Dataset, Tables, read_tables
from engine.execute import PolarsEngine, execute
from engine.execute.answer_cache import RememberingEngine
from engine.load import load_project
from engine.query.answers import Answer
from engine.query.questions import Scan
from engine.results.outcome import FileHash
from tests.examples import of_all
from tests.unit.execute.every_measure import every_measure
from tests.unit.execute.random_tables import CONDITIONS, PACKAGE, SCHOOL, TEACHER, read
from tests.unit.execute.small_projects import write_project
from tests.unit.samples import AS_OF, judged_project, package, resource

SHARE = {"measure": "share", "in": "teachers", "of": "trained", "missing": "exclude"}


class Counting:
    """Polars, which remembers what it was asked."""

    def __init__(self) -> None:
        self.asked: list[Scan] = []

    def answer(self, scan: Scan, tables: Tables) -> Answer:
        self.asked.append(scan)
        return PolarsEngine().answer(scan, tables)

    @property
    def totals(self) -> int:
        """How many totals were asked, counts of all rows apart."""
        return sum(bool(t.mask) for s in self.asked for g in s.groupings for t in g.totals)


def remembering(tables: Tables, folder: Path, engine: Counting, hash: str = "1") -> Any:
    known = replace(tables, files=(FileHash("a.xlsx", hash),))
    return RememberingEngine(engine, known, Store(folder, b"secret"), large_from=0)


@settings(max_examples=of_all(60), deadline=None, suppress_health_check=list(HealthCheck))
@given(
    st.lists(TEACHER, min_size=1, max_size=14), st.lists(SCHOOL, min_size=1, max_size=3),
    CONDITIONS, CONDITIONS, CONDITIONS,
)  # fmt: skip
def test_remembered_answers_give_the_same_verdicts(
    tmp_path_factory: Any, teachers: list[Any], schools: list[Any], of: str, where: str, more: str
) -> None:
    folder = tmp_path_factory.mktemp("cache")
    tables, _, _ = read(teachers, schools)
    for clause in (where, more):
        plan = compile_project(judged_project(PACKAGE, *every_measure(of, clause)), AS_OF)
        engine = remembering(tables, folder, Counting())
        assert execute(plan, tables, engine=engine) == execute(plan, tables)
    counting = Counting()
    execute(plan, tables, engine=remembering(tables, folder, counting))
    assert counting.asked == [], "всё уже известно"


def some() -> Tables:
    return read([("p1", "s1", "2021/22", True, 1, 0.5, date(2021, 9, 1), 3)] * 3, [(True, 5)])[0]


def asked_after(folder: Path, *, hash: str = "1", of: str = "trained", where: str = "") -> int:
    """How many totals a second rule asks after the first one."""
    tables, first, second = some(), Counting(), Counting()
    rule = {**SHARE, "of": of, **({"where": where} if where else {})}
    for rules, counting, own in (([SHARE], first, "1"), ([SHARE, rule], second, hash)):
        project = judged_project(PACKAGE, *((each, ">= 50 %") for each in rules))
        plan = compile_project(project, AS_OF)
        execute(plan, tables, engine=remembering(tables, folder, counting, own))
    return second.totals


def test_only_the_new_rule_is_computed(tmp_path: Path) -> None:
    assert asked_after(tmp_path / "a") == 0
    assert asked_after(tmp_path / "b", of="age > 0") == 2, "сколько возрастов и сколько пустых"
    assert asked_after(tmp_path / "c", where="grade = 3") == 4


def test_other_data_are_computed(tmp_path: Path) -> None:
    assert asked_after(tmp_path, hash="2") > 0


NAMED = """\
- name: schools
  path: schools.csv
  organisation: code
  schema: {fields: [{name: code, type: string}, {name: name, type: string}], primaryKey: [code]}
- name: names
  path: names.csv
  schema: {fields: [{name: written, type: string}, {name: code, type: string}]}
- name: results
  path: results.csv
  organisation: school
  schema: {fields: [{name: school, type: string, names: {list: schools, accepted: names}}]}
"""


def test_names_that_are_accepted_otherwise_are_counted_again(tmp_path: Path) -> None:
    """The table of rows is as it was; the one that gives its names their codes is not."""
    key = "{list: code, in: school}"
    covered = f"rule: {{measure: coverage, in: results, list: schools, key: {key}}}"
    for number, code in enumerate(("1", "2")):
        folder = write_project(
            tmp_path / str(number), NAMED, {"covered": covered},
            {"schools.csv": "code;name\n1;A\n2;B\n3;C\n", "results.csv": "school\nfirst\n2\n",
             "names.csv": f"written;code\nfirst;{code}\n"},
        )  # fmt: skip
        project = load_project(folder).project
        assert project is not None
        tables = read_tables(project)
        engine = RememberingEngine(
            PolarsEngine(), tables, Store(tmp_path / "kept", b"secret"), large_from=0
        )
        plan = compile_project(project, AS_OF)
        assert execute(plan, tables, engine=engine) == execute(plan, tables)


def test_another_day_looks_at_years_that_were_not_read_before(tmp_path: Path) -> None:
    """Of a table in a file only the years in sight are read; what was kept knows no others."""
    works = resource("works", "school year mark:number", organisation="school", period="year")
    file = tmp_path / "works.parquet"
    rows = [("1", year, mark) for year, mark in (("2020/21", 5.0), ("2021/22", 2.0)) * 3]
    pl.DataFrame(rows, ["school", "year", "mark"], orient="row").write_parquet(file)
    lazy = Dataset(works, pl.scan_parquet(file), CellSource("a.xlsx", None, {}), (file,))
    tables = Tables({"works": lazy}, (), ())
    share = {**SHARE, "in": "works", "of": "mark >= 4"}
    project = judged_project(package(works), (share, ">= 50 %"))
    for day in (date(2021, 6, 1), date(2022, 6, 1)):
        plan = compile_project(project, day)
        engine = remembering(tables, tmp_path / "kept", Counting())
        assert execute(plan, tables, engine=engine) == execute(plan, tables)
