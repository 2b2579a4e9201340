"""`roadmap show`: the normalised model of a project as JSON-ready values."""

from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from fractions import Fraction

from engine.model.citations import printed
from engine.model.conditions import Clause
from engine.model.formulas import Name, Number, Operation
from engine.model.measures import Break, Part
from engine.model.project import Project, Requirement
from engine.model.rules import EvidenceDemand, Measure, Rule
from engine.model.spec import (
    CYCLE,
    Event,
    Indicator,
    Roadmap,
    Schedule,
    cycle_stage,
)
from engine.model.targets import Baseline, Target
from engine.plain import picked, to_plain
from engine.reports.content.validity import validity_model

Json = dict[str, object]


def project_model(project: Project) -> Json:
    """The project with its roadmaps, goals, indicators and events, in the order of the document."""
    return {
        "project": project.id,
        "title": project.title,
        "municipality": project.municipality.name,
        "period": project.period,
        "roadmaps": [roadmap_model(roadmap) for roadmap in project.roadmaps],
        "requirements": [_requirement(requirement) for requirement in project.requirements],
    }


def roadmap_model(roadmap: Roadmap) -> Json:
    """One roadmap: texts as printed, schedules resolved, rules normalised."""
    titles = {section.id: section for section in roadmap.sections}
    return {
        **picked(roadmap, "slug code title period"),
        **validity_model(roadmap.validity),
        "passport": [picked(row, "row label stages items") for row in roadmap.passport],
        "goals": [picked(goal, "id text") for goal in roadmap.goals],
        "tasks": [picked(task, "id text goal") for task in roadmap.tasks],
        "sources": [picked(source, "id text") for source in roadmap.sources],
        "indicators": [_indicator(indicator) for indicator in roadmap.indicators],
        "events": [
            {
                **_event(event),
                "section": titles[event.section].number if event.section in titles else None,
                "section_title": titles[event.section].title if event.section in titles else None,
            }
            for event in roadmap.events
        ],
    }


def _indicator(indicator: Indicator) -> Json:
    return {**_judged(indicator), **picked(indicator, "goal task")}


def _requirement(requirement: Requirement) -> Json:
    indicator = requirement.indicator
    return {**_judged(indicator), "group": indicator.group, "body": requirement.body}


def _groups(indicator: Indicator) -> Json:
    """The column that breaks the figure down, and the least group, where there are any."""
    by = indicator.by
    told = {"by": {"column": by.column, "judge": "each" if by.is_judged else None}} if by else {}
    return told | ({"min_n": indicator.min_n} if indicator.min_n is not None else {})


def _judged(indicator: Indicator) -> Json:
    reason = indicator.not_measurable
    return {
        **picked(indicator, "id text"),
        "clause": printed(indicator.clause),
        "measurable": reason is None,
        "not_measurable": reason,
        "rule": rule_model(indicator.rule) if indicator.rule else None,
        "target": target_model(indicator.target),
        "shown": indicator.shown,
        "warn": target_model(indicator.warn),
        "baseline": baseline_model(indicator.baseline),
        "path": [
            picked(milestone, "by day")
            | {"target": target_model(milestone.target), "warn": target_model(milestone.warn)}
            for milestone in indicator.path
        ],
        "due": indicator.due,
        **_groups(indicator),
        **validity_model(indicator.validity),
    }


def target_model(target: Target | None) -> Json | None:
    """{"operator", "value", "unit"}, with the direction of improvement."""
    return picked(target, "operator value upper unit direction") if target else None


def baseline_model(baseline: Baseline | None) -> Json | None:
    """The figure that one starts from, as it is written and as it is read."""
    if baseline is None:
        return None
    own = picked(baseline, "text value unit")
    return {**own, "date": baseline.dated, **picked(baseline, "day source")}


def _event(event: Event) -> Json:
    stages = {cycle_stage(stage) for stage in event.stages}
    return {
        **picked(event, "id number title"),
        "stage": next(stage for stage in CYCLE if stage in stages),
        **picked(event, "stages serves"),
        "schedule": schedule_model(event.schedule),
        "responsible": [responsible.text for responsible in event.responsible],
        "bodies": [responsible.body for responsible in event.responsible],
        "result": event.result,
        "decision": event.decisions,
        "cells": dict(event.cells),
        **answers_model(event),
        **cited(event),
        "evidence": plain(event.evidence) if event.evidence else None,
        "after": event.after,
    }


def cited(event: Event) -> Json:
    """Where the order prints it, if the spec says so."""
    return {"clause": event.clause.text} if event.clause else {}


def answers_model(event: Event) -> Json:
    """What a measure of an action plan answers; nothing of other events."""
    told = [picked(answer, "decision row to organisations") for answer in event.answers]
    return {"answers": told} if told else {}


def schedule_model(schedule: Schedule) -> Json:
    """The wording with its reading; `reason` says why it has no dates."""
    return picked(schedule, "text kind windows reason rrule anchor candidates")


def rule_model(rule: Rule) -> Json:
    """The measure with its parameters; conditions as they were written."""
    named: Json = {"use": rule.name, "source": rule.source} if rule.name else {}
    named |= validity_model(rule.validity)
    described = plain(rule.measure)
    assert isinstance(described, dict)
    return {**named, **described}


def plain(value: object) -> object:
    """A frozen value as JSON: enums by value, dates in ISO 8601, conditions as their text. Raises
    TypeError for a value of a kind that nobody has thought of here."""
    match value:
        case None | int() | float() | str() | Fraction() | Enum() | date():
            return to_plain(value)
        case tuple():
            return [plain(item) for item in value]
        case Number() | Name() | Operation():
            return None
    found = _named(value)
    if found is None:
        raise TypeError(type(value).__name__)
    return found


def demanded_besides(demand: EvidenceDemand) -> dict[str, object]:
    """What is asked of a document that few ask: said where it is."""
    asked = (
        ("signed", "required" if demand.signed else None),
        ("covers", demand.covers),
        ("from", "events" if demand.of_events else None),
    )
    return {key: value for key, value in asked if value}


def _named(value: object) -> object:
    """The types of a rule that are written otherwise than field by field."""
    match value:
        case Clause():
            return value.text
        case Rule():
            return rule_model(value)
        case Target():
            return target_model(value)
        case Part():
            of = {"of": plain(value.of)} if value.of else {"indicator": value.indicator}
            return {"id": value.id, "weight": value.weight, **of}
        case Break():
            return {"from": value.label, "reason": value.reason}
        case EvidenceDemand():
            return {
                "kind": list(value.kinds),
                "dated": value.dated,
                "address": "required" if value.address_required else "optional",
                **demanded_besides(value),
            }
    if isinstance(value, Measure):
        own = value.parameters()
        return {"measure": value.name, **{k: plain(v) for k, v in own if v is not None}}
    if not is_dataclass(value):
        return None
    pairs = ((field.name, getattr(value, field.name)) for field in fields(value))
    return {key: plain(each) for key, each in pairs if each is not None}
