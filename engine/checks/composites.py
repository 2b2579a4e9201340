"""Indices and formulas: the indicators that they name, circles, units (R350–R352)."""

from collections.abc import Iterator, Mapping

from engine.codes.rules import CIRCLE_OF_INDICATORS, TARGET_UNIT, UNITS_DIFFER, UNKNOWN_PART
from engine.diagnostics import Finding, finding
from engine.expressions import nearest
from engine.measures.composites import UnitsError, is_percent
from engine.model.composites import Composite, Formula, Index, Part
from engine.model.measures import Basic
from engine.model.project import Project
from engine.model.rules import Measure, Rule
from engine.model.spec import full_id
from engine.model.targets import Target, Unit


def check_composites(project: Project) -> tuple[Finding, ...]:
    """Every index and formula of the project, those of decision tables too."""
    known = measures_of(project)
    found: list[Finding] = []
    for roadmap, indicator in project.judged:
        if indicator.rule:
            id = full_id(roadmap.slug if roadmap else None, indicator.id)
            found += _check(id, indicator.rule, indicator.target, known)
    for rule in _rules_of_decisions(project):
        found += _check("", rule, None, known)
    return tuple(found)


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
    if not isinstance(measure, Index | Formula):
        return
    strange = [part for part in measure.parts if not _is_known(part, known)]
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
    return isinstance(known.get(part.indicator), Basic | Index | Formula)


def _circle(id: str, way: tuple[str, ...], known: Mapping[str, Measure]) -> tuple[str, ...] | None:
    measure = known.get(way[-1])
    for part in measure.parts if isinstance(measure, Index | Formula) else ():
        if part.indicator == id:
            return (*way, id)
        if part.indicator is not None and part.indicator not in way:
            found = _circle(id, (*way, part.indicator), known)
            if found:
                return found
    return None


def _units(
    rule: Rule, measure: Composite, target: Target | None, known: Mapping[str, Measure]
) -> Iterator[Finding]:
    try:
        percent = is_percent(measure, known)
    except UnitsError as wrong:
        yield finding(UNITS_DIFFER, rule.origin, sign=wrong.sign)
        return
    except (KeyError, RecursionError):
        return
    if target is None or target.value is None:
        return
    if percent is not (target.unit is Unit.PERCENT):
        expected = "percent" if percent else "number"
        told = tuple(sorted({expected: target.text, "text": target.text}.items()))
        yield Finding(TARGET_UNIT, rule.origin, told)
