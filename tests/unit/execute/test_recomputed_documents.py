"""The indicators that a document proves, looked up a second time in the register with pandas.

A document counts if it names the indicator, its kind fits, its address is there where the spec
demands one, and its date is not after the day of the report and, unless any date will do, lies in
the roadmap's period.
"""

import pandas as pd
import pytest

from engine.results.verdicts import VerdictKind
from tests.unit.execute.dyatkovo_engine import judged
from tests.unit.execute.dyatkovo_figures import schools
from tests.unit.execute.dyatkovo_tables import AS_OF, entries, live_waivers, period_of, register


def ids_of(measure: str) -> list[str]:
    """Indicators whose rule is of this measure and asks for documents."""
    return [
        full_id
        for full_id, entry in entries("indicators").items()
        if entry.get("rule", {}).get("measure") == measure and "evidence" in entry["rule"]
    ]


def documents_that_count(full_id: str) -> pd.DataFrame:
    wanted = entries("indicators")[full_id]["rule"]["evidence"]
    papers = register()
    papers = papers[papers["proves"] == full_id]
    papers = papers[papers["kind"].isin(wanted["kind"]) & (papers["day"] <= AS_OF)]
    if wanted.get("dated", "period") == "period":
        papers = papers[papers["day"].between(*period_of(full_id))]
    if wanted.get("address") == "required":
        papers = papers[papers["address"].notna()]
    return papers


def schools_asked(full_id: str) -> list[str]:
    """All schools, or those that the indicator names."""
    known = schools()
    if full_id == "assessment/adapted-internal-assessment":  # «ОО, реализующих адаптированные …»
        known = known[known["adapted"]]
    return list(known["school"])


def own_verdict(full_id: str) -> VerdictKind:
    """The verdict before a signed exception replaces it."""
    verdict = judged(full_id)
    assert (verdict.kind is VerdictKind.WAIVED) == (
        full_id in live_waivers() and verdict.replaced is not None
    )
    return verdict.replaced or verdict.kind


@pytest.mark.parametrize("full_id", ids_of("exists"))
def test_a_document_is_found_where_the_register_has_one(full_id: str) -> None:
    found = len(documents_that_count(full_id))
    verdict = judged(full_id)
    assert own_verdict(full_id) == (VerdictKind.MET if found else VerdictKind.NOT_MET)
    assert verdict.measurement is not None
    tally = verdict.measurement.overall
    assert (tally.n, tally.total, tally.value) == (found, None, found)
    assert (verdict.distance.amount if verdict.distance else 0) == (0 if found else 1)


@pytest.mark.parametrize("full_id", ids_of("exists"))
def test_the_documents_that_count_are_the_same_ones(full_id: str) -> None:
    measurement = judged(full_id).measurement
    assert measurement is not None
    counted = sorted(str(paper.date) for paper in measurement.documents if paper.counts)
    assert counted == sorted(documents_that_count(full_id)["day"].dt.strftime("%Y-%m-%d"))


@pytest.mark.parametrize("full_id", ids_of("each"))
def test_every_school_has_its_document_or_is_named(full_id: str) -> None:
    asked = schools_asked(full_id)
    proven = set(documents_that_count(full_id)["organisation"])
    lacking = [school for school in asked if school not in proven]
    verdict = judged(full_id)
    assert own_verdict(full_id) == (VerdictKind.NOT_MET if lacking else VerdictKind.MET)
    assert verdict.measurement is not None
    tally = verdict.measurement.overall
    assert (tally.n, tally.total) == (len(asked) - len(lacking), len(asked))
    assert tally.value == pytest.approx((len(asked) - len(lacking)) / len(asked))
    assert (verdict.distance.amount if verdict.distance else 0) == len(lacking)
    elements = verdict.measurement.elements
    assert sorted(element.key for element in elements) == sorted(asked)
    assert sorted(one.key for one in elements if not one.found) == sorted(lacking)


def test_there_is_enough_to_compare() -> None:
    assert len(ids_of("exists")) + len(ids_of("each")) >= 40


def test_what_is_declared_not_measurable_is_not_judged() -> None:
    declared = {
        full_id: entry["not_measurable"]
        for full_id, entry in entries("indicators").items()
        if "not_measurable" in entry
    }
    verdicts = {full_id: judged(full_id) for full_id in declared}
    assert {verdict.kind for verdict in verdicts.values()} == {VerdictKind.NOT_MEASURABLE}
    assert {full_id: verdict.reason for full_id, verdict in verdicts.items()} == declared
