"""Events: windows against documents, one-off and repeated, dated and not."""

from dataclasses import replace
from datetime import date

import pytest

from engine.execute import statuses
from engine.model.project import EvidenceRegister
from engine.model.rules import EvidenceDemand
from engine.model.spec import Event, Window
from engine.results.events import EventOutcome
from engine.schedule import resolve_schedule
from tests.unit.builders import SCHOOL_YEAR, event, project, roadmap, window
from tests.unit.samples import DOCUMENTS, HERE, package, resource, rows, tables

REGISTER = resource("documents", DOCUMENTS)
OCTOBER = window("2021-10-01", "2021-10-31")


def stand(made: Event, text: str, as_of: str, *, register: bool = True) -> EventOutcome:
    """The status of one event of the roadmap `plan` with these documents."""
    planned = project(roadmap("plan", made))
    known = EvidenceRegister("documents", (), None, HERE)
    planned = replace(planned, data=package(REGISTER), evidence=known)
    read = tables(rows(REGISTER, text)) if register else tables()
    (outcome,) = statuses(planned, read, date.fromisoformat(as_of))
    return outcome


def document(day: str, kind: str = "отчет") -> str:
    """A register row that proves plan/e."""
    return f"plan/e | - | {kind} | - | - | {day} | -"


@pytest.mark.parametrize(
    ("day", "as_of", "status"),
    [
        (None, "2021-09-30", "upcoming"),
        (None, "2021-10-01", "in_progress"),
        (None, "2021-10-31", "in_progress"),
        (None, "2021-11-01", "overdue"),
        ("2021-10-15", "2021-10-20", "done"),
        ("2021-10-31", "2022-06-01", "done"),
        ("2021-09-15", "2021-09-20", "done"),
        ("2021-11-01", "2022-06-01", "done_late"),
        ("2021-11-01", "2021-10-31", "in_progress"),
        ("2021-08-15", "2022-06-01", "overdue"),
    ],
)
def test_an_event_is_done_by_a_document_before_its_window_ends(
    day: str | None, as_of: str, status: str
) -> None:
    outcome = stand(event("e", when=[OCTOBER]), document(day) if day else "", as_of)
    assert outcome.status.value == status
    assert (outcome.done, outcome.expected) == (int(status.startswith("done")), 1)


def test_the_kind_of_document_must_fit() -> None:
    made = replace(event("e", when=[OCTOBER]), evidence=EvidenceDemand(("приказ",)))
    outcome = stand(made, document("2021-10-05", "справка"), "2021-11-05")
    assert outcome.status.value == "overdue"
    assert [each.why_not for each in outcome.occurrences[0].documents] == ["wrong_kind"]
    assert stand(made, document("2021-10-05", "приказ"), "2021-11-05").status.value == "done"


def test_a_schedule_without_dates_is_undated_until_there_is_a_document() -> None:
    assert stand(event("e"), "", "2022-06-01").status.value == "undated"
    assert stand(event("e"), document("2022-02-01"), "2022-06-01").status.value == "done"
    assert stand(event("e"), document("2022-07-01"), "2022-06-01").status.value == "undated"


def test_every_window_of_an_event_is_an_occurrence_and_the_worst_stands() -> None:
    december, may = window("2021-12-01", "2021-12-31"), window("2022-05-01", "2022-05-31")
    made = event("e", when=[OCTOBER, december, may])
    twice = f"{document('2021-10-05')}\n{document('2021-10-06')}"
    outcome = stand(made, twice, "2022-01-15")
    assert [occurrence.status.value for occurrence in outcome.occurrences] == [
        "done",
        "overdue",
        "upcoming",
    ]
    assert (outcome.status.value, outcome.done, outcome.expected) == ("overdue", 1, 3)
    assert len(outcome.occurrences[0].documents) == 2
    late = f"{document('2021-11-05')}\n{document('2021-12-05')}\n{document('2022-04-05')}"
    outcome = stand(made, late, "2022-06-15")
    assert [occurrence.status.value for occurrence in outcome.occurrences] == [
        "done_late",
        "done",
        "done",
    ]


def test_a_repeated_event_has_an_occurrence_for_each_time() -> None:
    monthly = resolve_schedule("ежемесячно", SCHOOL_YEAR)
    outcome = stand(event("e", when=monthly), document("2021-10-10"), "2021-11-20")
    assert [occurrence.status.value for occurrence in outcome.occurrences[:4]] == [
        "overdue",
        "done",
        "in_progress",
        "upcoming",
    ]
    assert (outcome.status.value, outcome.done, outcome.expected) == ("overdue", 1, 12)


def test_a_document_from_before_the_period_proves_only_what_the_order_puts_there() -> None:
    august = window("2021-08-15")
    assert stand(event("e", when=[august]), document("2021-08-10"), "2022-06-01").status == "done"
    old = document("2020-08-01")
    assert stand(event("e", when=[august]), old, "2022-06-01").status == "overdue"


def test_without_a_register_nothing_is_called_overdue() -> None:
    made = event("e", when=[Window(date(2021, 10, 1), date(2021, 10, 31))])
    assert stand(made, "", "2021-11-05", register=False).status.value == "no_data"
    assert stand(made, "", "2021-10-05", register=False).status.value == "in_progress"
    assert stand(made, "", "2021-09-05", register=False).status.value == "upcoming"
    assert stand(made, "", "2021-11-05").status.value == "overdue"


def test_a_document_that_is_left_over_does_not_prove_what_has_not_begun() -> None:
    december = window("2021-12-01", "2021-12-31")
    made = event("e", when=[OCTOBER, december])
    twice = f"{document('2021-10-05')}\n{document('2021-11-06')}"
    early = stand(made, twice, "2021-11-20")
    assert [occurrence.status.value for occurrence in early.occurrences] == ["done", "upcoming"]
    assert len(early.occurrences[0].documents) == 2
    begun = stand(made, twice, "2021-12-01")
    assert [occurrence.status.value for occurrence in begun.occurrences] == ["done", "done"]


def test_without_a_period_a_document_of_any_year_proves() -> None:
    planned = replace(project(roadmap("plan", event("e"))), period=None)
    planned = replace(planned, roadmaps=tuple(replace(r, period=None) for r in planned.roadmaps))
    known = EvidenceRegister("documents", (), None, HERE)
    planned = replace(planned, data=package(REGISTER), evidence=known)
    (outcome,) = statuses(planned, tables(rows(REGISTER, document("2015-03-01"))), date(2022, 6, 1))
    assert outcome.status.value == "done"


def test_a_document_without_a_date_proves_nothing() -> None:
    made = replace(event("e", when=[OCTOBER]), evidence=EvidenceDemand((), dated_in_period=False))
    outcome = stand(made, document("-"), "2021-11-05")
    assert outcome.status.value == "overdue"
    assert [each.why_not for each in outcome.occurrences[0].documents] == ["no_date"]
