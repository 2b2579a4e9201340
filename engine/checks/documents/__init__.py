"""What `lint` finds in the documents themselves: one small file a subject.

Each finding names its `subject` and its place (a span inside the scalar where a part of a text is
meant), carries the words it is about as the parameter `quote`, and each further place as `Related`
with a `subject` of its own.
"""

from collections.abc import Callable

from engine.checks.documents.basis_of_work import check_basis_of_work
from engine.checks.documents.circular_dates import check_circular_dates
from engine.checks.documents.cycle_stages import check_cycle_stages
from engine.checks.documents.dates_in_texts import check_dates_in_texts
from engine.checks.documents.durations import check_durations
from engine.checks.documents.effect import check_effect
from engine.checks.documents.event_numbers import check_event_numbers
from engine.checks.documents.goals_and_indicators import check_goals_and_indicators
from engine.checks.documents.life_of_things import check_life_of_things
from engine.checks.documents.order_of_work import check_order_of_work
from engine.checks.documents.outside_period import check_outside_period
from engine.checks.documents.own_approval import check_own_approval
from engine.checks.documents.passport_numbers import check_passport_numbers
from engine.checks.documents.printed_periods import check_printed_periods
from engine.checks.documents.section_numbers import check_section_numbers
from engine.checks.documents.wording_of_dates import check_wording_of_dates
from engine.checks.documents.yearly_work import check_yearly_work
from engine.codes import documents, texts
from engine.diagnostics import Finding
from engine.model.project import Project

DocumentCheck = Callable[[Project], tuple[Finding, ...]]

DOCUMENT_CHECKS: tuple[DocumentCheck, ...] = (
    check_order_of_work,
    check_life_of_things,
    check_own_approval,
    check_basis_of_work,
    check_effect,
    check_outside_period,
    check_printed_periods,
    check_wording_of_dates,
    check_circular_dates,
    check_yearly_work,
    check_durations,
    check_dates_in_texts,
    check_event_numbers,
    check_section_numbers,
    check_passport_numbers,
    check_goals_and_indicators,
    check_cycle_stages,
)

DOCUMENT_CODES = frozenset(
    name for code in (*documents.CODES, *texts.CODES) for name in (code.id, code.name)
)
"""Ids and names of everything that these checks find."""


def check_documents(project: Project) -> tuple[Finding, ...]:
    """All findings of all document checks, in the order of `DOCUMENT_CHECKS`."""
    return tuple(found for check in DOCUMENT_CHECKS for found in check(project))
