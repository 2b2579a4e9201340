"""Whether an indicator computes what another did under another id: marks of its rule."""

import json
from dataclasses import fields, is_dataclass
from enum import Enum
from hashlib import sha256

from engine.diagnostics import Origin
from engine.model.conditions import Clause
from engine.model.measures import Measure
from engine.model.project import Project
from engine.model.tables import DataPackage

RULE = "rule"
"""The part of a publication under which the marks of a rule stand."""


def rule_marks(measure: Measure, project: Project) -> frozenset[str]:
    """Two marks, equal for rules that compute the same: of tables by their names, and of tables by
    their files, so that neither a new id nor a new name of the table makes another rule of it."""
    by_name = _mark(_meaning(measure, {}))
    files = _files(project.data) if project.data else {}
    return frozenset((by_name, _mark(_meaning(measure, files))))


def _files(package: DataPackage) -> dict[str, str]:
    return {
        resource.name: f"{resource.path!r} {resource.sheet!r}" for resource in package.resources
    }


def _mark(meaning: object) -> str:
    text = json.dumps(meaning, ensure_ascii=False, sort_keys=True)
    return sha256(text.encode()).hexdigest()[:16]


def _meaning(value: object, files: dict[str, str]) -> object:
    """The value as plain JSON, without the places and the spelling that it was read from."""
    match value:
        case Clause():
            return [files.get(value.dataset, value.dataset), _meaning(value.tree, files)]
        case Origin():
            return None
        case Measure():
            own = [[name, _meaning(each, files)] for name, each in value.parameters()]
            return [value.name, own]
        case Enum():
            return value.name
        case str():
            return files.get(value, value)
        case bool() | int() | float() | None:
            return value
        case frozenset():
            return sorted(json.dumps(_meaning(each, files)) for each in value)
        case tuple() | list():
            return [_meaning(each, files) for each in value]
    if is_dataclass(value):
        own = [[each.name, _meaning(getattr(value, each.name), files)] for each in fields(value)]
        return [type(value).__name__, own]
    return str(value)
