"""What of the specs is out of date on a day, or no longer valid: roadmaps, indicators, requirements
and the rules of `rules/` that they use.
"""

from collections.abc import Iterator
from datetime import date

from engine.codes.spec import NO_LONGER_NEW, NO_LONGER_VALID
from engine.diagnostics import Finding, Origin, Related, Worded, finding
from engine.measures import unknown_replacement
from engine.model.parts import parts_of
from engine.model.project import Project
from engine.model.rules import Rule
from engine.model.spec import full_id
from engine.model.validity import Validity


def check_validity(project: Project, day: date) -> tuple[Finding, ...]:
    """Everything that should not be used on that day, where it stands or is used."""
    return tuple(_ending(project, day))


def check_replacements(project: Project) -> tuple[Finding, ...]:
    """What is said to replace a roadmap, an indicator or a requirement, and is not there."""
    slugs = tuple(roadmap.slug for roadmap in project.roadmaps)
    ids = tuple(full_id(of.slug if of else None, each.id) for of, each in project.judged)
    findings: list[Finding] = []
    for roadmap in project.roadmaps:
        findings += unknown_replacement(
            roadmap.validity, Origin(roadmap.file, ()), roadmap.slug, slugs
        )
    for of, indicator in project.judged:
        own = tuple(each.id for each in of.indicators) if of else ()
        known = (*own, *ids)
        findings += unknown_replacement(indicator.validity, indicator.origin, indicator.id, known)
    return tuple(findings)


def _ending(project: Project, day: date) -> Iterator[Finding]:
    for roadmap in project.roadmaps:
        yield from _told(roadmap.validity, "roadmap", roadmap.slug, Origin(roadmap.file, ()), day)
    for of, indicator in project.judged:
        id = full_id(of.slug if of else None, indicator.id)
        kind = "indicator" if of else "requirement"
        yield from _told(indicator.validity, kind, id, indicator.origin, day)
        yield from _used(indicator.rule, day)
    for decision in project.decisions:
        yield from _used(decision, day)


def _told(
    validity: Validity, kind: str, id: str, at: Origin, day: date, rule_file: str | None = None
) -> Iterator[Finding]:
    is_over = validity.is_over(day)
    if not is_over and not validity.is_ending(day):
        return
    key = "sunset" if validity.sunset and (is_over or not validity.deprecated) else "deprecated"
    place = at.under("use" if rule_file else key)
    related = [Related(Origin(rule_file, (key,)), "told-here")] if rule_file else []
    yield finding(
        NO_LONGER_VALID if is_over else NO_LONGER_NEW, place, related=related,
        kind=Worded(f"valid.{kind}"), id=id, other=validity.replaced_by or "",
        since=validity.deprecated or "", day=validity.sunset or "",
    )  # fmt: skip


def _used(value: object, day: date) -> Iterator[Finding]:
    """The rules of `rules/` in it, however deep: a rule may be made of others."""
    for rule in parts_of(value, Rule):
        if rule.name and rule.validity.ends:
            yield from _told(rule.validity, "rule", rule.name, rule.origin, day, rule.file)
        yield from _used(rule.measure, day)
