"""Documents: which ones prove, why others do not, and what an empty register means."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import pytest

from engine.compile import compile_project
from engine.datasets import Dataset
from engine.execute import execute
from engine.results.verdicts import Verdict, VerdictKind
from tests.unit.samples import AS_OF, DOCUMENTS, judged_project, package, resource, rows, tables

REGISTER = resource("documents", DOCUMENTS)
SCHOOLS = resource("schools", "code low_results:boolean", organisation="code")
PACKAGE = package(REGISTER, SCHOOLS)
EXISTS = {"measure": "exists", "evidence": {"kind": ["приказ"], "address": "required"}}
EACH = {"measure": "each", "per": "schools", "evidence": {"kind": ["положение"], "dated": "any"}}
THREE = rows(SCHOOLS, "s1 | да\ns2 | нет\ns3 | -")


def judge(
    data: Mapping[str, object], *datasets: Dataset, as_of: date = AS_OF, due: date | None = None
) -> Verdict:
    """The verdict on plan/i1."""
    project = judged_project(PACKAGE, (data, None), due=due)
    (outcome,) = execute(compile_project(project, as_of), tables(*datasets))
    return outcome.verdict


@pytest.mark.parametrize(
    ("row", "why_not"),
    [
        ("plan/i1 | - | приказ | О модели | 17 | 2021-10-01 | https://e.ru/17", None),
        ("plan/i2; plan/i1 | - | Приказ | - | - | 2021-10-01 | https://e.ru/17", None),
        ("district-2021/plan/i1 | - | приказ | - | - | 2021-10-01 | https://e.ru", None),
        ("plan/i1 | - | справка | - | - | 2021-10-01 | https://e.ru", "wrong_kind"),
        ("plan/i1 | - | приказ | - | - | - | https://e.ru", "no_date"),
        ("plan/i1 | - | приказ | - | - | 2021-08-31 | https://e.ru", "outside_period"),
        ("plan/i1 | - | приказ | - | - | 2022-06-02 | https://e.ru", "after_as_of"),
        ("plan/i1 | - | приказ | - | - | 2022-06-01 | -", "no_address"),
    ],
)
def test_a_document_counts_or_says_why_not(row: str, why_not: str | None) -> None:
    seen = "plan/i9 | - | приказ | - | - | 2021-09-01 | -"
    verdict = judge(EXISTS, rows(REGISTER, f"{seen}\n{row}"))
    assert verdict.measurement is not None
    (document,) = verdict.measurement.documents
    assert (document.counts, document.why_not) == (why_not is None, why_not)
    assert str(document.place) == "documents.xlsx:documents:C3"
    if why_not is None:
        assert (verdict.kind, verdict.reason) == (VerdictKind.MET, "document_found")
    else:
        assert (verdict.kind, verdict.reason) == (VerdictKind.NOT_MET, "document_absent")
        assert verdict.distance is not None
        assert (verdict.distance.amount, verdict.distance.unit) == (1, "documents")


def test_an_absent_or_empty_register_is_no_data() -> None:
    assert judge(EXISTS).reason == "register_absent"
    empty = judge(EXISTS, rows(REGISTER))
    assert (empty.kind, empty.reason) == (VerdictKind.NO_DATA, "register_empty")
    later = rows(REGISTER, "plan/i1 | - | приказ | - | - | 2023-01-01 | -")
    assert judge(EXISTS, later).reason == "register_empty"  # all of it is unseen


def test_each_school_needs_a_document_of_its_own() -> None:
    register = rows(
        REGISTER,
        """
        plan/i1 | s1 | положение | - | - | 2015-01-01 | -
        plan/i1 | s2 | положение | - | - | 2021-10-01 | -
        plan/i1 | s3 | приказ    | - | - | 2021-10-01 | -
        plan/i1 | -  | положение | - | - | 2021-10-01 | -
        """,
    )
    verdict = judge(EACH, register, THREE)
    assert (verdict.kind, verdict.reason) == (VerdictKind.NOT_MET, "some_absent")
    assert verdict.measurement is not None
    found = [
        (element.key, element.found, len(element.documents))
        for element in verdict.measurement.elements
    ]
    assert found == [("s1", True, 1), ("s2", True, 1), ("s3", False, 1)]
    assert verdict.distance is not None
    assert (verdict.distance.amount, verdict.distance.unit) == (1, "schools")
    low = judge({**EACH, "where": "low_results"}, register, THREE)
    assert low.kind is VerdictKind.MET
    assert low.measurement is not None
    assert (low.measurement.overall.total, low.measurement.overall.set_aside) == (1, 1)


def test_each_without_organisations_or_register_is_no_data() -> None:
    register = rows(REGISTER, "plan/i1 | s1 | положение | - | - | 2021-10-01 | -")
    assert judge(EACH, register).reason == "table_absent"
    assert judge(EACH, register, rows(SCHOOLS)).reason == "no_rows"
    assert judge(EACH, THREE).reason == "register_absent"
    nobody = {**EACH, "where": "code = 's9'"}
    assert judge(nobody, register, THREE).reason == "zero_denominator"


def test_a_document_without_a_date_proves_nothing_even_where_any_date_will_do() -> None:
    """Whether it was there by as-of cannot be known."""
    register = rows(REGISTER, "plan/i1 | s1 | положение | - | - | - | -")
    verdict = judge(EACH, register, rows(SCHOOLS, "s1 | да"))
    assert verdict.kind is VerdictKind.NOT_MET
    assert verdict.measurement is not None
    (element,) = verdict.measurement.elements
    assert [document.why_not for document in element.documents] == ["no_date"]


DUE = date(2021, 9, 30)
AT_LAST = {**EXISTS, "evidence": {"kind": ["приказ"]}}


@pytest.mark.parametrize(
    ("day", "as_of", "kind", "reason"),
    [
        ("2021-09-30", AS_OF, "met", "document_found"),
        ("2021-10-01", AS_OF, "met_late", "document_late"),
        ("2021-10-01", date(2021, 9, 29), "not_due", "not_due"),
        ("2021-08-01", AS_OF, "not_met", "document_absent"),
    ],
)
def test_a_document_dated_after_the_due_day_is_late(
    day: str, as_of: date, kind: str, reason: str
) -> None:
    seen = "plan/i9 | - | приказ | - | - | 2021-09-01 | -"
    register = rows(REGISTER, f"{seen}\nplan/i1 | - | приказ | - | - | {day} | -")
    verdict = judge(AT_LAST, register, as_of=as_of, due=DUE)
    assert (verdict.kind.value, verdict.reason) == (kind, reason)
    if reason == "document_late":
        assert dict(verdict.params)["due"] == "2021-09-30"
        assert verdict.distance is None
        assert verdict.measurement is not None
        assert [document.counts for document in verdict.measurement.documents] == [True]


def test_each_says_how_many_organisations_were_late() -> None:
    lines = """
        plan/i1 | s1 | положение | - | - | 2021-09-20 | -
        plan/i1 | s2 | положение | - | - | 2021-10-20 | -
        """
    lacking = judge(EACH, rows(REGISTER, lines), THREE, due=DUE)
    assert (lacking.kind, lacking.reason) == (VerdictKind.NOT_MET, "some_absent")
    assert lacking.distance is not None
    assert lacking.distance.amount == 1
    last = "plan/i1 | s3 | положение | - | - | 2021-10-21 | -"
    verdict = judge(EACH, rows(REGISTER, f"{lines}\n{last}"), THREE, due=DUE)
    assert (verdict.kind, verdict.reason) == (VerdictKind.MET_LATE, "some_late")
    assert dict(verdict.params)["late"] == 2
    assert verdict.distance is None


def test_without_a_period_only_as_of_limits_the_dates() -> None:
    register = rows(REGISTER, "plan/i1 | - | приказ | - | - | 2015-01-01 | -")
    project = replace(judged_project(PACKAGE, (AT_LAST, None)), period=None)
    (outcome,) = execute(compile_project(project, AS_OF), tables(register))
    assert outcome.verdict.kind is VerdictKind.MET
