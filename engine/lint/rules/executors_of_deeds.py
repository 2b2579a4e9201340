"""Decisions and papers of an office given to those who cannot make them (L757)."""

import re

from engine.codes.texts import EXECUTOR_NOT_OF_DEED
from engine.diagnostics import Finding
from engine.lint.text import event_passages, report
from engine.lint.text.phrases import families
from engine.model.project import Project
from engine.model.spec import Event, Stage

_PERFORMERS = re.compile(
    r"^\W*(?:учител|воспитател|педагог|классн\w+ руковод|психолог|логопед|библиотекар|тьютор|"
    r"наставник|"
    r"ученик|учащ|обучающ|школьник|студент|родител|вожат|повар|водител|медицинск|медсестр|лаборант|"
    r"волонт[её]р|выпускник|эксперты?\b)",
    re.IGNORECASE,
)
"""Persons who teach, learn and work, and decide nothing for others."""
_OFFICIAL = re.compile(
    r"\bприказ\w*|\bраспоряжени\w+|\bпостановлени\w+|\bколлеги[яию]\w*|педагогическ\w+ совет\w*|"
    r"педсовет\w*|"
    r"принятие\s+(?:\w+\s+)?решений|утверждение\s+(?:состава|плана|программ|положени|порядка)\w*|"
    r"совещани\w+ (?:при|руководител|директор|заведующ)\w*",
    re.IGNORECASE,
)
_HELD_BY = re.compile(
    r"\b(?:коллеги\w+|заседани\w+|совещани\w+ при|совет\w* при)\s+(?P<whose>[^,;.()]{5,80})",
    re.IGNORECASE,
)


def check_executors_of_deeds(project: Project) -> tuple[Finding, ...]:
    """«Воспитатели» hold the board of the department; teachers issue an order of the director."""
    return tuple(
        report(EXECUTOR_NOT_OF_DEED, passage, deed=deed)
        for roadmap in project.roadmaps
        for event in roadmap.events
        if (deed := _deed(project, event))
        for passage in event_passages(roadmap, event)
        if passage.field == "responsible" and not passage.lost
    )


def _deed(project: Project, event: Event) -> str:
    """The words of the deed that none of its executors can do; empty where somebody can."""
    names = [each.text or "" for each in event.responsible]
    if not names:
        return ""
    if all(_PERFORMERS.search(each) for each in names):
        official = _OFFICIAL.search(f"{event.title or ''}. {event.result or ''}")
        decides = Stage.DECISION in event.stages
        return official[0] if official else (event.title or "") if decides else ""
    return _held_by_another(project, event)


def _held_by_another(project: Project, event: Event) -> str:
    """«на коллегии департамента» in a row that the department has no part in."""
    found = _HELD_BY.search(event.title or "")
    if found is None:
        return ""
    whose = families(found["whose"])
    named = {body.id for body in project.bodies if _is_named(body.name, whose)}
    own = {each.body for each in event.responsible}
    return found[0] if named and None not in own and not named & own else ""


def _is_named(name: str, whose: frozenset[str]) -> bool:
    own = families(name)
    return bool(own) and own <= whose
