"""What `roadmap evaluate specs/dyatkovo-2021 --as-of 2022-06-01` finds out, once for all tests."""

from datetime import date
from functools import cache

from engine.options import Options
from engine.pipeline import evaluate
from engine.results.events import EventOutcome
from engine.results.outcome import Outcome
from engine.results.verdicts import Verdict
from tests.unit.execute.dyatkovo_tables import AS_OF, PROJECT


@cache
def evaluated() -> Outcome:
    outcome = evaluate(PROJECT, Options(as_of=date(AS_OF.year, AS_OF.month, AS_OF.day))).outcome
    assert outcome is not None
    return outcome


def judged(full_id: str) -> Verdict:
    """The engine's verdict on an indicator."""
    (outcome,) = [one for one in evaluated().indicators if f"{one.roadmap}/{one.id}" == full_id]
    return outcome.verdict


def event(full_id: str) -> EventOutcome:
    """Where an event stands, says the engine."""
    (outcome,) = [one for one in evaluated().events if f"{one.roadmap}/{one.id}" == full_id]
    return outcome
