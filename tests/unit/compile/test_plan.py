"""Plans: one scan a dataset, each distinct condition and total once."""

from datetime import date

from engine.compile import compile_indicator, compile_project, describe
from tests.unit.samples import AS_OF, judged_project, package, resource

SCHOOLS = resource("schools", "code low_results:boolean town:boolean", organisation="code")
TEACHERS = resource(
    "teachers", "person school:string>schools.code trained:boolean age:integer",
    organisation="school",
)  # fmt: skip
LESSONS = resource(
    "lessons", "pupil school held_on:date year grade:integer",
    organisation="school", date="held_on", period="year",
)  # fmt: skip
PACKAGE = package(SCHOOLS, TEACHERS, LESSONS)


def share(of: str, where: str | None = None, table: str = "teachers") -> dict[str, object]:
    """A share of rows."""
    told: dict[str, object] = {"measure": "share", "in": table, "of": of, "missing": "as_false"}
    return {**told, "where": where} if where else told


def plan_of(*rules: dict[str, object], as_of: date = AS_OF) -> str:
    """The description of a plan of these shares."""
    project = judged_project(PACKAGE, *((rule, ">= 70 %") for rule in rules))
    return describe(compile_project(project, as_of))


def test_rules_of_one_dataset_share_a_scan_their_joins_and_their_conditions() -> None:
    text = plan_of(
        share("trained", "school.low_results"),
        share("trained and age > 35", "school.low_results"),
        share("school.town", "school.low_results and age > 35"),
    )
    assert text == (
        "scan teachers\n"
        "  join schools on school = code: low_results, town\n"
        "  c0: school.low_results\n"
        "  c1: trained\n"
        "  c2: age > 35\n"
        "  c3: trained and age > 35\n"
        "  c4: school.town\n"
        "  c5: school.low_results and age > 35\n"
        "  by nothing\n"
        "    t0: rows\n"
        "  by school\n"
        "    t0: rows\n"
        "    t1: rows where c0 and c1\n"
        "    t2: rows where c0 and c1 unknown\n"
        "    t3: rows where c0\n"
        "    t4: rows where c0 unknown\n"
        "    t5: rows where c0 and c1 and c2\n"
        "    t6: rows where c0 and c3 unknown\n"
        "    t7: rows where c0 and c2 and c4\n"
        "    t8: rows where c0 and c2 and c4 unknown\n"
        "    t9: rows where c0 and c2\n"
        "    t10: rows where c5 unknown"
    )


def test_dated_rows_are_cut_by_the_period_and_the_date_of_the_report() -> None:
    text = plan_of(share("grade = 5 and held_on < as_of", table="lessons"), as_of=date(2022, 3, 1))
    assert "held_on >= '2021-09-01'" in text
    assert "held_on <= '2022-03-01'" in text
    assert "held_on < '2022-03-01'" in text
    assert "by school × year" in text
    assert "'2022-08-31'" in plan_of(share("grade = 5", table="lessons"), as_of=date(2023, 1, 1))


def test_distinct_values_are_one_more_key_of_the_same_scan() -> None:
    count = {"measure": "count", "in": "lessons", "distinct": "pupil", "missing": "as_false"}
    project = judged_project(PACKAGE, (count, ">= 3"), ({**count, "of": "grade = 5"}, ">= 3"))
    text = describe(compile_project(project, AS_OF))
    assert text.count("scan lessons") == 1
    assert text.count("by school × year × pupil") == 1


def test_an_indicator_can_be_compiled_alone() -> None:
    project = judged_project(
        PACKAGE, (share("trained"), ">= 70 %"), (share("grade = 5", table="lessons"), ">= 70 %")
    )
    plan = compile_project(project, AS_OF)
    planned = plan.planned("plan/i2")
    assert planned is not None
    assert planned.datasets == ("lessons",)
    alone = compile_indicator(project, AS_OF, planned)
    assert [scan.dataset for scan in alone.scans] == ["lessons"]
    assert [indicator.full_id for indicator in alone.indicators] == ["plan/i2"]
    assert plan.planned("plan/i3") is None


def test_the_datasets_behind_keys_are_needed_too() -> None:
    project = judged_project(PACKAGE, (share("trained", "school.low_results"), ">= 70 %"))
    (planned,) = compile_project(project, AS_OF).indicators
    assert planned.datasets == ("teachers", "schools")
