"""Where the events of the plan stand, worked out a second time from printed months and register.

The months are read here by hand, one line an event; the printed words stand beside them, and a test
says that they are the spec's. Spans are in pandas' own notation: a day, a month, a quarter, a year.
"""

from dataclasses import dataclass

import pandas as pd
import pytest

from engine.results.events import Status
from tests.unit.execute.dyatkovo_engine import event
from tests.unit.execute.dyatkovo_tables import AS_OF, SCHOOL_YEAR, entries, period_of, register

WORST_LAST = (
    Status.DONE, Status.DONE_LATE, Status.UPCOMING, Status.IN_PROGRESS, Status.UNDATED,
    Status.OVERDUE,
)  # fmt: skip

PRINTED: dict[str, tuple[str | None, list[str]]] = {
    # 1.1
    "assessment/combined-analysis": ("Сентябрь-ноябрь 2021", ["2021-09..2021-11"]),
    "assessment/addressed-recommendations": ("Октябрь- ноябрь ежегодно", ["2021-10..2021-11"]),
    "assessment/exam-preparation-webinars": ("Август-сентябрь 2021 ежегодно", ["2021-08..2021-09"]),
    "assessment/heads-meeting": ("Ноябрь 2021", ["2021-11"]),
    "assessment/heads-seminars": ("Февраль 2022", ["2022-02"]),
    "assessment/august-conference": ("Август 2021 Август 2022", ["2021-08", "2022-08"]),
    "assessment/vpr-schedule": ("В соответствии с графиком проведения ВПР", []),
    # 1.2
    "low-results/support-groups-list": ("15 августа 2021 г.", ["2021-08-15"]),
    "low-results/deficit-methods": ("2021 г.", ["2021"]),
    "low-results/head-deficit-methods": ("Август - сентябрь 2021 г.", ["2021-08..2021-09"]),
    "low-results/staffing-analysis": ("Сентябрь - октябрь 2021 г.", ["2021-09..2021-10"]),
    "low-results/target-groups": ("Сентябрь - октябрь 2021 г.", ["2021-09..2021-10"]),
    "low-results/support-plans": ("Сентябрь - октябрь 2021 г.", ["2021-09..2021-10"]),
    "low-results/support-analysis": ("Ноябрь - декабрь 2021 г.", ["2021-11..2021-12"]),
    "low-results/regional-conference": ("Август - сентябрь 2021 г.", ["2021-08..2021-09"]),
    "low-results/support-programme": ("Август 2021 г.", ["2021-08"]),
    "low-results/support-programme-run": ("Август 2021г декабрь 2022 г.", ["2021-08..2022-12"]),
    "low-results/school-roadmaps": ("Сентябрь 2021 г.", ["2021-09"]),
    "low-results/school-roadmaps-monitoring": ("Апрель, июнь 2021 г.", ["2021-04", "2021-06"]),
    "low-results/experience-exchange": ("Октябрь 2021 г.", ["2021-10"]),
    "low-results/support-programme-monitoring": ("Октябрь - ноябрь 2021г.", ["2021-10..2021-11"]),
    "low-results/coordinator": ("Август 2021 г.", ["2021-08"]),
    "low-results/working-group": ("Сентябрь 2021 г.", ["2021-09"]),
    "low-results/entry-diagnostics": ("Октябрь-ноябрь 2021 г", ["2021-10..2021-11"]),
    "low-results/project-roadmaps": ("Ноябрь - декабрь 2021 г.", ["2021-11..2021-12"]),
    "low-results/long-programme": ("Декабрь 2021 г.", ["2021-12"]),
    "low-results/interim-diagnostics": ("Декабрь 2021 г.", ["2021-12"]),
    "low-results/cooperation-contracts": ("Январь 2022г.", ["2022-01"]),
    "low-results/project-roadmaps-run": (None, []),
    "low-results/long-programme-run": ("Январь - декабрь 2022 г.", ["2022-01..2022-12"]),
    "low-results/teaching-seminar": ("апрель 2022 г.", ["2022-04"]),
    "low-results/repeated-diagnostics": (
        "Апрель - май, сентябрь, декабрь 2022 г", ["2022-04..2022-05", "2022-09", "2022-12"],
    ),
    "low-results/problem-solving-meeting": ("Ноябрь-декабрь 2021 г.", ["2021-11..2021-12"]),
    "low-results/project-roadmaps-reports": ("Апрель, ноябрь 2022 г", ["2022-04", "2022-11"]),
    "low-results/programme-reports": ("Ноябрь 2021 г.", ["2021-11"]),
    "low-results/public-information": ("Июнь 2021 г декабрь 2022 г", ["2021-06..2022-12"]),
    # 1.3
    "talents/kickoff-meeting": ("ноябрь 2021 г.", ["2021-11"]),
    "talents/specialists-seminars": (
        "не реже 1 раза в полугодие", ["2021-09..2021-12", "2022-01..2022-08"],
    ),
    "talents/growth-points-coordination": (
        "в течение 2021 - 2022 учебного года", ["2021-09..2022-08"],
    ),
    "talents/schools-coordination": (None, []),
    "talents/materials-bank": (None, []),
    "talents/activities-list": ("август 2021 г.", ["2021-08"]),
    "talents/monitoring-analysis": ("июль - август 2022 г.", ["2022-07..2022-08"]),
    "talents/measures-effectiveness": ("август 2022 г.", ["2022-08"]),
    "talents/diagnostics-seminars": (
        "октябрь- ноябрь 2021, далее ежегодно", ["2021-10..2021-11"],
    ),
    "talents/professional-contests": ("III квартал 2022 г.", ["2022Q3"]),
    # 1.4
    "career-guidance/labour-regulations": ("2021-2022 учебный год", ["2021-09..2022-08"]),
    "career-guidance/responsible-staff": ("2021-2022 учебный год", ["2021-09..2022-08"]),
    "career-guidance/guidance-course-letter": ("Сентябрь - октябрь 2021", ["2021-09..2021-10"]),
    "career-guidance/exchange-platform": ("Март-апрель 2021", ["2021-03..2021-04"]),
    # 2.1
    "objectivity/exam-control": ("Ежегодно, май-июнь", ["2022-05..2022-06"]),
    "objectivity/practices-seminars": ("Ежегодно, январь, сентябрь", ["2021-09", "2022-01"]),
    "objectivity/procedures-analysis": ("Октябрь-ноябрь 2021", ["2021-10..2021-11"]),
    "objectivity/olympiads-analysis": ("Май-июнь 2022", ["2022-05..2022-06"]),
    "objectivity/addressed-recommendations": ("Октябрь-ноябрь ежегодно", ["2021-10..2021-11"]),
    "objectivity/heads-courses": ("по графику курсов", []),
    "objectivity/heads-meeting": ("Ноябрь 2021", ["2021-11"]),
    "objectivity/heads-interviews": ("Ноябрь 2021", ["2021-11"]),
    "objectivity/decisions-round-table": ("Ноябрь 2021", ["2021-11"]),
    # 2.2
    "heads/method-trial": ("Октябрь 2021 - июль 2022", ["2021-10..2022-07"]),
    "heads/trial-analysis": ("Июль - август 2022", ["2022-07..2022-08"]),
    "heads/trial-discussion": ("Август 2022", ["2022-08"]),
    "heads/heads-seminars": ("Февраль-март 2022", ["2022-02..2022-03"]),
    # 2.3
    "teachers-cpd/quality-mechanisms": ("Сентябрь 2021 г.", ["2021-09"]),
    "teachers-cpd/needs-survey": ("Ежегодно (сентябрь-октябрь)", ["2021-09..2021-10"]),
    # 2.4
    "methodical-work/deputies-courses": (
        "В соответствии с планом-графиком курсовой подготовки на 2022 год", [],
    ),
    "methodical-work/mentoring-support": ("Сентябрь - декабрь ежегодно", ["2021-09..2021-12"]),
    "methodical-work/young-teachers-adaptation": ("Сентябрь - декабрь 2021", ["2021-09..2021-12"]),
    "methodical-work/indicators-approval": ("Август - сентябрь 2021", ["2021-08..2021-09"]),
    "methodical-work/monitoring": ("До 01.11.2021", ["2021-11-01"]),
    "methodical-work/addressed-recommendations": ("Ноябрь - декабрь 2021", ["2021-11..2021-12"]),
    # 2.5
    "upbringing/difficulties-study": ("Сентябрь-декабрь 2021", ["2021-09..2021-12"]),
    "upbringing/assessment-objectivity": (None, []),
    "upbringing/materials-bank": ("Октябрь 2021 - декабрь 2022", ["2021-10..2022-12"]),
    "upbringing/deputies-meeting": (None, []),
    # preschool
    "preschool/roadmap-approval": ("2022", ["2022"]),
    "preschool/regulation-amendment": (None, []),
    "preschool/indicators-approval": ("2021", ["2021"]),
    "preschool/responsible-specialist": ("сентябрь 2021", ["2021-09"]),
}  # fmt: skip


EVERY_YEAR = [
    full_id
    for full_id, entry in entries("events").items()
    if full_id.startswith("preschool/") and entry["schedule"] == "Ежегодно"
]


@dataclass(frozen=True)
class Span:
    """The first and the last day of a printed time, both included."""

    first: pd.Timestamp
    last: pd.Timestamp


@dataclass(frozen=True)
class Standing:
    """The worst status of an event, and k of m occurrences done."""

    status: Status
    done: int
    expected: int


def span(text: str) -> Span:
    """«2021-09», «2021-09..2021-11», «2022Q3», «2021» or a day."""
    first, _, last = text.partition("..")
    return Span(pd.Period(first).start_time, pd.Period(last or first).end_time.normalize())


def documents_of(full_id: str, spans: list[Span]) -> list[pd.Timestamp]:
    """Days of the documents that count: of the kind, with an address where one is demanded, of the
    period (and of the months that the plan prints before its period), not after the report."""
    wanted = entries("events")[full_id]["evidence"]
    papers = register()
    papers = papers[papers["proves"] == full_id]
    papers = papers[papers["kind"].isin(wanted["kind"])]
    if wanted.get("address") == "required":
        papers = papers[papers["address"].notna()]
    first = min([period_of(full_id)[0], *(start_of_school_year(one.first) for one in spans)])
    return sorted(papers.loc[papers["day"].between(first, AS_OF), "day"])


def start_of_school_year(day: pd.Timestamp) -> pd.Timestamp:
    return pd.Timestamp(day.year if day.month >= 9 else day.year - 1, 9, 1)


def occurrence_of(day: pd.Timestamp, spans: list[Span]) -> Span:
    """The occurrence that a document belongs to: the last one begun, or the first."""
    return ([one for one in spans if one.first <= day] or spans[:1])[-1]


def status_of(one: Span, papers: list[pd.Timestamp]) -> Status:
    if papers:
        return Status.DONE if papers[0] <= one.last else Status.DONE_LATE
    if one.first > AS_OF:
        return Status.UPCOMING
    return Status.IN_PROGRESS if one.last >= AS_OF else Status.OVERDUE


def standing(full_id: str, spans: list[Span]) -> Standing:
    papers = documents_of(full_id, spans)
    if not spans:
        return Standing(Status.DONE if papers else Status.UNDATED, int(bool(papers)), 1)
    statuses = [
        status_of(one, [day for day in papers if occurrence_of(day, spans) == one]) for one in spans
    ]
    done = sum(status in {Status.DONE, Status.DONE_LATE} for status in statuses)
    return Standing(max(statuses, key=WORST_LAST.index), done, len(spans))


def given_by_engine(full_id: str) -> Standing:
    outcome = event(full_id)
    return Standing(outcome.status, outcome.done, outcome.expected)


@pytest.mark.parametrize("full_id", PRINTED)
def test_the_months_stand_in_the_plan(full_id: str) -> None:
    printed = entries("events")[full_id].get("schedule")
    assert (None if printed == "null" else printed) == PRINTED[full_id][0]


@pytest.mark.parametrize("full_id", PRINTED)
def test_an_event_stands_where_the_months_and_the_register_put_it(full_id: str) -> None:
    spans = [span(text) for text in PRINTED[full_id][1]]
    assert given_by_engine(full_id) == standing(full_id, spans)


def test_the_third_friday_of_every_month_is_an_occurrence_of_its_own() -> None:
    """«ежемесячно (третья пятница месяца, по предварительной записи)»."""
    fridays = pd.date_range(*SCHOOL_YEAR, freq="WOM-3FRI")
    spans = [Span(friday, friday) for friday in fridays]
    assert given_by_engine("talents/heads-consultations") == standing(
        "talents/heads-consultations", spans
    )


@pytest.mark.parametrize("full_id", EVERY_YEAR)
def test_every_year_of_the_preschool_plan_is_an_occurrence_of_its_own(full_id: str) -> None:
    assert given_by_engine(full_id) == standing(full_id, [span("2021"), span("2022")])


def test_every_status_but_waived_occurs_among_the_events_compared() -> None:
    assert {given_by_engine(full_id).status for full_id in PRINTED} == set(WORST_LAST)
