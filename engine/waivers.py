"""Waivers: dated, signed exceptions, the last stage of a run. They are read here and nowhere else.

A waiver with an `id` replaces a verdict or an event status, one with a `code` silences a finding
(with both: that finding about that item). It holds up to and including its day `until`; after
that, and before its day `since`, it does nothing. One of an organisation replaces a verdict that
only organisations with such a waiver have failed. It hides neither an error nor what is declared
not measurable, and what it replaced stays visible.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from engine.classes import dataclass
from engine.codes.checks import EXPIRED_WAIVER, UNUSED_WAIVER
from engine.diagnostics import Finding, Severity, Subject, finding
from engine.model.project import Project, Waiver
from engine.results.events import EventOutcome, Status
from engine.results.outcome import Outcome
from engine.results.verdicts import IndicatorOutcome, Verdict, VerdictKind

WAIVABLE_VERDICTS = frozenset(
    {VerdictKind.NO_DATA, VerdictKind.INDETERMINATE, VerdictKind.NOT_DUE, VerdictKind.WARNED,
     VerdictKind.NOT_MET}
)  # fmt: skip
WAIVABLE_STATUSES = frozenset(
    {Status.OVERDUE, Status.IN_PROGRESS, Status.UPCOMING, Status.UNDATED, Status.NO_DATA}
)


@dataclass(frozen=True, slots=True)
class Waived:
    """Outcomes after the waivers, in the order given, and the waivers that replaced something."""

    indicators: tuple[IndicatorOutcome, ...]
    events: tuple[EventOutcome, ...]
    used: frozenset[Waiver]


@dataclass(frozen=True, slots=True)
class Silence:
    """Findings that are left, findings that a waiver silenced, and the waivers that did it."""

    kept: tuple[Finding, ...]
    silenced: tuple[Finding, ...]
    used: frozenset[Waiver]


def waive(outcome: Outcome) -> Outcome:
    """A judged project after its waivers: what they replace is replaced, findings that they name
    are left out, and those that have expired or are of no use are findings."""
    project, as_of = outcome.project, outcome.manifest.as_of
    waived = apply(project, as_of, indicators=outcome.judged, events=outcome.events)
    silenced = silence(outcome.findings, project, as_of)
    used = waived.used | silenced.used
    first = len(outcome.indicators)
    return replace(
        outcome,
        indicators=waived.indicators[:first],
        requirements=waived.indicators[first:],
        events=waived.events,
        findings=(*silenced.kept, *waiver_findings(project, as_of, used)),
    )


def waive_documents(
    findings: Iterable[Finding], project: Project, as_of: date, codes: frozenset[str]
) -> tuple[Finding, ...]:
    """Findings about documents after the waivers; those that name none of the `codes` (ids and
    names) that documents can have are not looked at, and so not of no use."""
    silenced = silence(findings, project, as_of, errors_too=True)
    beside = {waiver for waiver in project.waivers if waiver.code not in codes}
    return (*silenced.kept, *waiver_findings(project, as_of, silenced.used | beside))


def is_live(waiver: Waiver, as_of: date) -> bool:
    """True from the waiver's first day up to and including its last."""
    return (waiver.since is None or waiver.since <= as_of) and as_of <= waiver.until


def live_waiver(project: Project, full_id: str, as_of: date) -> Waiver | None:
    """The first live waiver of the item `slug/id` (a requirement: bare id), or None."""
    live = _live(project, full_id, as_of)
    return next((waiver for waiver in live if waiver.organisation is None), None)


def _live(project: Project, full_id: str, as_of: date) -> list[Waiver]:
    named = (waiver for waiver in project.waivers if waiver.id == full_id and waiver.code is None)
    return [waiver for waiver in named if is_live(waiver, as_of)]


def _of_the_failed(
    project: Project, full_id: str, verdict: Verdict, as_of: date
) -> tuple[tuple[Waiver, ...], bool]:
    """The waivers of organisations that fail, and whether no other organisation does."""
    measured = verdict.measurement
    if verdict.kind is not VerdictKind.NOT_MET or measured is None:
        return (), False
    failed = {element.key for element in measured.elements if not element.found}
    waivers = [
        waiver
        for waiver in _live(project, full_id, as_of)
        if waiver.organisation in failed and waiver.organisation is not None
    ]
    return tuple(waivers), bool(failed) and failed <= {waiver.organisation for waiver in waivers}


def waive_verdict(project: Project, full_id: str, verdict: Verdict, as_of: date) -> Verdict:
    """The verdict on the indicator `full_id`, or `waived` where a live waiver may replace it."""
    waiver = live_waiver(project, full_id, as_of)
    if waiver is None:
        of_failed, is_whole = _of_the_failed(project, full_id, verdict, as_of)
        waiver = of_failed[0] if is_whole else None
    if waiver is None or verdict.kind not in WAIVABLE_VERDICTS:
        return verdict
    return replace(verdict, kind=VerdictKind.WAIVED, waiver=waiver, replaced=verdict.kind)


def waive_indicator(project: Project, outcome: IndicatorOutcome, as_of: date) -> IndicatorOutcome:
    """The outcome with its verdict after the waivers."""
    verdict = waive_verdict(project, outcome.full_id, outcome.verdict, as_of)
    return replace(outcome, verdict=verdict)


def waive_event(project: Project, outcome: EventOutcome, as_of: date) -> EventOutcome:
    """The outcome, its status replaced by `waived` where a live waiver may do so."""
    waiver = live_waiver(project, f"{outcome.roadmap}/{outcome.id}", as_of)
    if waiver is None:
        return _waived_in_part(outcome, _at_organisations(project, outcome, as_of))
    if outcome.status not in WAIVABLE_STATUSES:
        return outcome
    return replace(outcome, status=Status.WAIVED, waiver=waiver, replaced=outcome.status)


def _at_organisations(
    project: Project, outcome: EventOutcome, as_of: date
) -> dict[str, Waiver]:  # fmt: skip
    """The live waivers of the organisations at which the event is not done, by their codes."""
    waiting = {e.organisation for e in outcome.occurrences if e.status in WAIVABLE_STATUSES}
    live = _live(project, f"{outcome.roadmap}/{outcome.id}", as_of)
    return {e.organisation: e for e in live if e.organisation and e.organisation in waiting}


def _waived_in_part(outcome: EventOutcome, waivers: dict[str, Waiver]) -> EventOutcome:
    """The event without what is waived at some of its organisations: the worst of the others, or
    `waived` where there is none."""
    occurrences = tuple(
        replace(occurrence, status=Status.WAIVED)
        if occurrence.organisation in waivers and occurrence.status in WAIVABLE_STATUSES
        else occurrence
        for occurrence in outcome.occurrences
    )
    order = list(Status)
    left = [
        occurrence.status for occurrence in occurrences if occurrence.status is not Status.WAIVED
    ]
    if not waivers or left:
        worst = max(left, key=order.index) if waivers else outcome.status
        return replace(outcome, occurrences=occurrences, status=worst)
    first = next(iter(waivers.values()))
    return replace(
        outcome, occurrences=occurrences, status=Status.WAIVED, waiver=first,
        replaced=outcome.status,
    )  # fmt: skip


def apply(
    project: Project,
    as_of: date,
    *,
    indicators: Iterable[IndicatorOutcome] = (),
    events: Iterable[EventOutcome] = (),
) -> Waived:
    """All outcomes of a run after the waivers."""
    indicators, events = tuple(indicators), tuple(events)
    judged = tuple(waive_indicator(project, indicator, as_of) for indicator in indicators)
    dated = tuple(waive_event(project, event, as_of) for event in events)
    waivers = [outcome.verdict.waiver for outcome in judged] + [outcome.waiver for outcome in dated]
    of_failed = (
        waiver
        for one in indicators
        for waiver in _of_the_failed(project, one.full_id, one.verdict, as_of)[0]
    )  # a waiver that one of several failures has is of use, though the verdict stands
    of_places = (w for e in events for w in _at_organisations(project, e, as_of).values())
    return Waived(judged, dated, frozenset((*filter(None, waivers), *of_failed, *of_places)))


def silence(
    findings: Iterable[Finding], project: Project, as_of: date, *, errors_too: bool = False
) -> Silence:
    """Findings without those that a live waiver names by code.

    Errors of specs and tables are never silenced; `errors_too` is for findings about documents,
    which a person may accept as they are.
    """
    kept, silenced, used = [], [], set()
    for each in findings:
        hidden = errors_too or each.severity is not Severity.ERROR
        waiver = _silencer(each, project, as_of) if hidden else None
        if waiver is None:
            kept.append(each)
        else:
            silenced.append(each)
            used.add(waiver)
    return Silence(tuple(kept), tuple(silenced), frozenset(used))


def waiver_findings(project: Project, as_of: date, used: frozenset[Waiver]) -> tuple[Finding, ...]:
    """One finding for each waiver that has expired, or lives and is not among the `used`."""
    expired = [each for each in project.waivers if as_of > each.until]
    idle = [each for each in project.waivers if is_live(each, as_of) and each not in used]
    return tuple(
        finding(
            code,
            waiver.origin,
            subject=Subject(None, "waiver", waiver.id or waiver.code),
            target=waiver.id or waiver.code or "",
            organisation=waiver.organisation or "",
            until=waiver.until,
            author=waiver.author,
        )
        for code, waivers in ((EXPIRED_WAIVER, expired), (UNUSED_WAIVER, idle))
        for waiver in waivers
    )


def _silencer(found: Finding, project: Project, as_of: date) -> Waiver | None:
    matching = (waiver for waiver in project.waivers if _names(waiver, found))
    return next((waiver for waiver in matching if is_live(waiver, as_of)), None)


def _names(waiver: Waiver, found: Finding) -> bool:
    if waiver.code is None or waiver.code not in (found.code.id, found.code.name):
        return False
    if waiver.organisation is not None:
        return False
    return waiver.id is None or waiver.id == _full_id(found.subject)


def _full_id(subject: Subject | None) -> str | None:
    if subject is None or subject.id is None:
        return None
    return f"{subject.roadmap}/{subject.id}" if subject.roadmap else subject.id
