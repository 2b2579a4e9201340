"""Events that wait for one another in a circle (C501).

Indices and formulas: the indicators that they name, circles, units (R350–R352).

Decision tables that leave values open, say two things at once, or hold dead rows (K421–K423).

Shares that must reach 100 % and leave out those who did not answer (K402).

A target for each municipality where no list says which one an organisation belongs to (R354).

Events that serve no goal and no indicator (K401).

Guesses of an import that nobody has accepted (P940).
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from engine.codes.checks import SERVES_NOTHING, SILENT_EXCLUSION
from engine.codes.deciding import (
    DECISION_GAP,
    DECISION_OVERLAP,
    DECISION_ROW_DEAD,
    DECISION_UNCHECKED,
)
from engine.codes.papers import PROPOSALS_WAIT
from engine.codes.rules import (
    CIRCLE_OF_INDICATORS,
    NO_MUNICIPALITIES,
    TARGET_UNIT,
    UNITS_DIFFER,
    UNKNOWN_PART,
)
from engine.cycle import find_circle
from engine.decision_tables import Fault, faults_of, told
from engine.diagnostics import Finding, Origin, Param, Related, Subject, finding
from engine.expressions import nearest
from engine.measures.composites import UnitsError, is_percent
from engine.model.decision_tables import Decision
from engine.model.measures import Part
from engine.model.project import Project
from engine.model.rules import Measure, Rule
from engine.model.spec import Event, Indicator, PassportRow, Roadmap, full_id
from engine.model.tables import Resource
from engine.model.targets import Operator, Target, Unit


def check_circle(project: Project) -> tuple[Finding, ...]:
    """The shortest circle of hard links, named with all its places."""
    return find_circle(project)


def check_composites(project: Project) -> tuple[Finding, ...]:
    """Every index and formula of the project, those of decision tables too."""
    known = measures_of(project)
    findings: list[Finding] = []
    for roadmap, indicator in project.judged:
        if indicator.rule:
            id = full_id(roadmap.slug if roadmap else None, indicator.id)
            findings += _check(id, indicator.rule, indicator.target, known)
    for rule in _rules_of_decisions(project):
        findings += _check("", rule, None, known)
    return tuple(findings)


def _rules_of_decisions(project: Project) -> Iterator[Rule]:
    for decision in project.decisions:
        yield from (each.rule for each in decision.inputs if each.rule)
        if decision.effectiveness:
            yield from (decision.effectiveness.before, decision.effectiveness.after)


def measures_of(project: Project) -> dict[str, Measure]:
    """What can be a part: every indicator with a rule, by its full id."""
    return {
        full_id(roadmap.slug if roadmap else None, each.id): each.rule.measure
        for roadmap, each in project.judged
        if each.rule
    }


def _check(
    id: str, rule: Rule, target: Target | None, known: Mapping[str, Measure]
) -> Iterator[Finding]:
    measure = rule.measure
    if not measure.made_of():
        return
    strange = [part for part in measure.made_of() if not _is_known(part, known)]
    if strange:
        for part in strange:
            name = part.indicator or ""
            hint = nearest(name, [each for each in known if each != id]) or ""
            yield finding(UNKNOWN_PART, part.origin, part=name, hint=hint)
        return
    circle = _circle(id, (id,), known)
    if circle:
        yield finding(CIRCLE_OF_INDICATORS, rule.origin, circle=" → ".join(circle))
        return
    yield from _units(rule, measure, target, known)


def _is_known(part: Part, known: Mapping[str, Measure]) -> bool:
    if part.indicator is None:
        return True
    named = known.get(part.indicator)
    return named is not None and named.can_be_part


def _circle(id: str, way: tuple[str, ...], known: Mapping[str, Measure]) -> tuple[str, ...] | None:
    measure = known.get(way[-1])
    for part in measure.made_of() if measure else ():
        if part.indicator == id:
            return (*way, id)
        if part.indicator is not None and part.indicator not in way:
            found = _circle(id, (*way, part.indicator), known)
            if found:
                return found
    return None


def _units(
    rule: Rule, measure: Measure, target: Target | None, known: Mapping[str, Measure]
) -> Iterator[Finding]:
    try:
        percent = is_percent(measure, known)
    except UnitsError as wrong:
        yield Finding(UNITS_DIFFER, rule.origin, ((wrong.kind, wrong.sign),))
        return
    except (KeyError, RecursionError):
        return
    if target is None or target.value is None:
        return
    if percent is not (target.unit is Unit.PERCENT):
        expected = "percent" if percent else "number"
        told = tuple(sorted({expected: target.text, "text": target.text}.items()))
        yield Finding(TARGET_UNIT, rule.origin, told)


_CODES = {
    "gap": DECISION_GAP,
    "overlap": DECISION_OVERLAP,
    "dead": DECISION_ROW_DEAD,
    "unchecked": DECISION_UNCHECKED,
}


def check_decisions(project: Project) -> tuple[Finding, ...]:
    """The faults of every table."""
    return tuple(
        _finding(decision, fault) for decision in project.decisions for fault in faults_of(decision)
    )


def _finding(decision: Decision, fault: Fault) -> Finding:
    at = fault.rows[0].origin if fault.rows else decision.origin
    params: dict[str, Param] = {
        "decision": decision.title,
        "row": fault.rows[0].id if fault.rows else "",
        "other": fault.rows[1].id if len(fault.rows) == 2 else "",
        "witness": told(fault.witness),
    }
    related = tuple(Related(row.origin, "row-here") for row in fault.rows[1:])
    return Finding(_CODES[fault.kind], at, tuple(sorted(params.items())), related)


_ALL = 100.0


def check_exclusion(project: Project) -> tuple[Finding, ...]:
    """A finding for each share with `missing: exclude` under a target of 100 %."""
    return tuple(
        _silent(roadmap, indicator, indicator.rule)
        for roadmap, indicator in project.judged
        if indicator.rule is not None and _excludes(indicator.rule) and _asks_all(indicator.target)
    )


def _excludes(rule: Rule) -> bool:
    return rule.measure.drops_the_silent


def _asks_all(target: Target | None) -> bool:
    return (
        target is not None
        and target.unit is Unit.PERCENT
        and target.operator in (Operator.AT_LEAST, Operator.EQUAL)
        and target.value == _ALL
    )


def _silent(roadmap: Roadmap | None, indicator: Indicator, rule: Rule) -> Finding:
    route = rule.origin.route if rule.name else (*rule.origin.route, "missing")
    return finding(
        SILENT_EXCLUSION,
        Origin(rule.origin.file, route),
        subject=(
            Subject(roadmap.slug, "indicator", indicator.id)
            if roadmap
            else Subject(None, "requirement", indicator.id)
        ),
        indicator=indicator.id,
        target=indicator.target.text if indicator.target else "",
    )


def check_levels(project: Project) -> tuple[Finding, ...]:
    """Indicators that no municipality could be judged by."""
    lists = [project.data.resource(name) for name in project.organisations if project.data]
    if any(resource.municipality for resource in lists if resource):
        return ()
    return tuple(
        finding(NO_MUNICIPALITIES, indicator.origin, indicator=indicator.id)
        for _, indicator in project.judged
        if indicator.judges_municipalities
    )


def check_serving(project: Project) -> tuple[Finding, ...]:
    """Events whose `serves` is empty: one by one, or one finding where a roadmap has many."""
    served = (each for each in project.roadmaps if each.goals or each.indicators)
    idle = ((each, [e for e in each.events if not e.serves]) for each in served)
    return tuple(found for roadmap, events in idle for found in _serve_nothing(roadmap, events))


_TOLD_ONE_BY_ONE = 3


def _serve_nothing(roadmap: Roadmap, events: list[Event]) -> Iterator[Finding]:
    if len(events) <= _TOLD_ONE_BY_ONE:
        yield from (_serves_nothing(roadmap, event) for event in events)
        return
    first, *others = events
    related = [
        Related(event.origin, "caption.also-here", Subject(roadmap.slug, "event", event.id))
        for event in others
    ]
    yield replace(_serves_nothing(roadmap, first, len(others)), related=tuple(related))


def _serves_nothing(roadmap: Roadmap, event: Event, others: int = 0) -> Finding:
    return finding(
        SERVES_NOTHING,
        event.origin,
        subject=Subject(roadmap.slug, "event", event.id),
        event=event.id,
        number=event.number or "",
        title=event.title or "",
        others=others or "",
    )


def check_proposals(project: Project) -> tuple[Finding, ...]:
    """One warning a file whose values an import proposed and nobody accepted."""
    findings = []
    if project.proposed:
        at = Origin("project.yaml", ("proposed",), on_key=True)
        findings.append(finding(PROPOSALS_WAIT, at, count=len(project.proposed)))
    tables = project.data.resources if project.data else ()
    files: list[tuple[PassportRow | Indicator | Event | Resource, ...]] = [
        (*roadmap.passport, *roadmap.indicators, *roadmap.events) for roadmap in project.roadmaps
    ]  # fmt: skip
    for entries in (*files, tables):
        waiting = [entry for entry in entries if entry.proposed]
        if waiting:
            first = waiting[0].origin
            at = replace(first, route=(*first.route, "proposed"), on_key=True)
            count = sum(len(each.proposed) for each in waiting)
            findings.append(finding(PROPOSALS_WAIT, at, count=count))
    return tuple(findings)
