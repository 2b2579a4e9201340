"""Waivers: what they replace, what they never hide, and when they stop."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.codes.checks import EXPIRED_WAIVER, SERVES_NOTHING, UNUSED_WAIVER
from engine.codes.cycle import CIRCLE_OF_EVENTS
from engine.cycle import order_events
from engine.diagnostics import Code, Finding, Origin, Subject, finding
from engine.model.project import Project
from engine.results.events import EventOutcome, Status
from engine.results.outcome import Manifest, Outcome
from engine.results.verdicts import (
    Element,
    IndicatorOutcome,
    Measurement,
    Tally,
    Verdict,
    VerdictKind,
)
from engine.waivers import (
    WAIVABLE_STATUSES,
    WAIVABLE_VERDICTS,
    apply,
    live_waiver,
    silence,
    waive,
    waive_documents,
    waive_event,
    waive_indicator,
    waiver_findings,
)
from tests.unit.builders import indicator, project, waiver

LAST_DAY = date(2022, 6, 1)


def waiving(id: str | None = None, code: str | None = None) -> Project:
    return project(waivers=[waiver(id, code=code, until=LAST_DAY.isoformat())])


def judged(kind: VerdictKind) -> IndicatorOutcome:
    return IndicatorOutcome("talents", indicator("olympiads"), Verdict(kind, "share_below"))


def dated(status: Status) -> EventOutcome:
    return EventOutcome("talents", "camp", status, (), done=0, expected=1)


def about(code: Code, roadmap: str, id: str) -> Finding:
    return finding(code, Origin(f"{roadmap}.yaml"), subject=Subject(roadmap, "event", id))


@pytest.mark.parametrize("kind", list(VerdictKind))
def test_a_verdict_is_waived_only_where_it_may_be(kind: VerdictKind) -> None:
    plan = waiving("talents/olympiads")
    outcome = waive_indicator(plan, judged(kind), LAST_DAY)
    if kind in WAIVABLE_VERDICTS:
        assert outcome.verdict.kind is VerdictKind.WAIVED
        assert outcome.verdict.replaced is kind
        assert outcome.verdict.waiver is plan.waivers[0]
        assert outcome.verdict.reason == "share_below"
    else:
        assert outcome == judged(kind)


def _failed_by(*codes: str) -> IndicatorOutcome:
    elements = (*(Element(code, False) for code in codes), Element("9", True))
    measured = Measurement(Tally(None, 1, len(elements)), elements=elements)
    verdict = Verdict(VerdictKind.NOT_MET, "some_absent", (), measured)
    return IndicatorOutcome("talents", indicator("olympiads"), verdict)


@pytest.mark.parametrize(
    ("failed", "kind", "idle"),
    [(("1",), "waived", 0), (("1", "2"), "not_met", 0), (("2",), "not_met", 1)],
)
def test_a_waiver_of_one_organisation_is_no_waiver_of_others(
    failed: tuple[str, ...], kind: str, idle: int
) -> None:
    one = replace(waiver("talents/olympiads", until=LAST_DAY.isoformat()), organisation="1")
    plan = project(waivers=[one])
    done = apply(plan, LAST_DAY, indicators=[_failed_by(*failed)])
    assert done.indicators[0].verdict.kind.value == kind
    assert len(waiver_findings(plan, LAST_DAY, done.used)) == idle


def test_a_waiver_does_nothing_before_its_first_day() -> None:
    one = replace(waiver("talents/olympiads", until=LAST_DAY.isoformat()), since=LAST_DAY)
    plan = project(waivers=[one])
    before = LAST_DAY - timedelta(days=1)
    assert live_waiver(plan, "talents/olympiads", before) is None
    assert live_waiver(plan, "talents/olympiads", LAST_DAY) is one
    assert waiver_findings(plan, before, frozenset()) == ()


def test_a_waiver_of_an_organisation_silences_no_finding() -> None:
    one = replace(
        waiver(None, code=SERVES_NOTHING.id, until=LAST_DAY.isoformat()), organisation="1"
    )
    found = silence([about(SERVES_NOTHING, "talents", "camp")], project(waivers=[one]), LAST_DAY)
    assert (len(found.kept), found.silenced) == (1, ())


@pytest.mark.parametrize("status", list(Status))
def test_a_status_is_waived_unless_the_event_is_done(status: Status) -> None:
    outcome = waive_event(waiving("talents/camp"), dated(status), LAST_DAY)
    if status in WAIVABLE_STATUSES:
        assert (outcome.status, outcome.replaced) == (Status.WAIVED, status)
    else:
        assert outcome == dated(status)


def test_an_error_and_a_declared_gap_cannot_be_waived() -> None:
    assert WAIVABLE_VERDICTS.isdisjoint({VerdictKind.ERROR, VerdictKind.NOT_MEASURABLE})


def test_a_waiver_holds_on_its_last_day_and_not_after() -> None:
    plan = waiving("talents/olympiads")
    assert live_waiver(plan, "talents/olympiads", LAST_DAY) is plan.waivers[0]
    assert live_waiver(plan, "talents/olympiads", LAST_DAY + timedelta(1)) is None


def test_an_expired_waiver_changes_nothing_and_is_a_finding() -> None:
    plan, after = waiving("talents/olympiads"), LAST_DAY + timedelta(1)
    result = apply(plan, after, indicators=[judged(VerdictKind.NOT_MET)])
    assert result.indicators == (judged(VerdictKind.NOT_MET),)
    (found,) = waiver_findings(plan, after, result.used)
    assert found.code is EXPIRED_WAIVER
    assert found.at == plan.waivers[0].origin
    assert dict(found.params)["until"] == date(2022, 6, 1)


def test_a_waiver_of_something_that_is_in_order_is_unused() -> None:
    plan = waiving("talents/olympiads")
    result = apply(plan, LAST_DAY, indicators=[judged(VerdictKind.MET)])
    (found,) = waiver_findings(plan, LAST_DAY, result.used)
    assert found.code is UNUSED_WAIVER


def test_an_idle_waiver_of_one_organisation_says_of_which() -> None:
    one = replace(waiver("talents/olympiads", until=LAST_DAY.isoformat()), organisation="114")
    for day in (LAST_DAY, LAST_DAY + timedelta(1)):
        (found,) = waiver_findings(project(waivers=[one]), day, frozenset())
        assert dict(found.params)["organisation"] == "114"


def test_a_waiver_that_was_needed_is_no_finding() -> None:
    plan = waiving("talents/camp")
    result = apply(plan, LAST_DAY, events=[dated(Status.OVERDUE)])
    assert result.used == set(plan.waivers)
    assert waiver_findings(plan, LAST_DAY, result.used) == ()


def test_one_stage_replaces_verdicts_statuses_and_findings_and_says_what_was_of_no_use() -> None:
    waivers = [
        waiver("talents/olympiads", until=LAST_DAY.isoformat()),
        waiver("rules", until=LAST_DAY.isoformat()),
        waiver(code="K401", until=LAST_DAY.isoformat()),
        waiver("talents/camp", until=LAST_DAY.isoformat()),
    ]
    required = replace(judged(VerdictKind.NO_DATA), roadmap=None, indicator=indicator("rules"))
    before = Outcome(
        project(waivers=waivers),
        Manifest("0", LAST_DAY, ()),
        indicators=(judged(VerdictKind.NOT_MET), judged(VerdictKind.ERROR)),
        events=(dated(Status.DONE),),
        ordering=order_events(project())[0],
        organisations=(),
        needs=(),
        findings=(about(SERVES_NOTHING, "talents", "camp"), about(CIRCLE_OF_EVENTS, "a", "b")),
        requirements=(required,),
    )
    after = waive(before)
    assert [outcome.verdict.kind.value for outcome in after.indicators] == ["waived", "error"]
    assert [requirement.verdict.kind.value for requirement in after.requirements] == ["waived"]
    assert after.events == before.events
    assert [each.code for each in after.findings] == [CIRCLE_OF_EVENTS, UNUSED_WAIVER]


def test_a_waiver_of_a_finding_that_documents_cannot_have_is_not_of_no_use_to_them() -> None:
    plan = project(
        waivers=[waiver(code=code, until=LAST_DAY.isoformat()) for code in ("K401", "C501")]
    )
    error = about(CIRCLE_OF_EVENTS, "talents", "camp")
    assert waive_documents([error], plan, LAST_DAY, frozenset({"C501"})) == ()
    (idle,) = waive_documents([], plan, LAST_DAY, frozenset({"C501"}))
    assert (idle.code, dict(idle.params)["target"]) == (UNUSED_WAIVER, "C501")


@pytest.mark.parametrize("code", ["K401", "serves-nothing"])
def test_a_code_waiver_silences_that_finding_by_id_or_name(code: str) -> None:
    found = about(SERVES_NOTHING, "talents", "camp")
    result = silence([found], waiving(code=code), LAST_DAY)
    assert (result.kept, result.silenced) == ((), (found,))


def test_a_code_waiver_with_an_id_silences_it_there_only() -> None:
    here, there = (about(SERVES_NOTHING, "talents", id) for id in ("camp", "school"))
    result = silence([here, there], waiving("talents/camp", "K401"), LAST_DAY)
    assert (result.kept, result.silenced) == ((there,), (here,))


def test_a_code_waiver_does_not_touch_the_verdict_of_its_id() -> None:
    plan = waiving("talents/olympiads", "K401")
    assert waive_indicator(plan, judged(VerdictKind.NOT_MET), LAST_DAY) == judged(
        VerdictKind.NOT_MET
    )


def test_an_error_is_never_silenced() -> None:
    circle = about(CIRCLE_OF_EVENTS, "talents", "camp")
    assert silence([circle], waiving(code="C501"), LAST_DAY).kept == (circle,)


def test_an_expired_code_waiver_silences_nothing() -> None:
    found = about(SERVES_NOTHING, "talents", "camp")
    assert silence([found], waiving(code="K401"), LAST_DAY + timedelta(1)).kept == (found,)


@given(st.dates(date(2020, 1, 1), date(2025, 1, 1)), st.sampled_from(list(VerdictKind)))
def test_whatever_the_day_what_was_replaced_can_be_restored(day: date, kind: VerdictKind) -> None:
    outcome = waive_indicator(waiving("talents/olympiads"), judged(kind), day)
    assert (outcome.verdict.replaced or outcome.verdict.kind) is kind
