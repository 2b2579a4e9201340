"""The JSON Schemas, compiled once: the fast validator says yes or no, the other explains."""

import json
from functools import lru_cache

import jsonschema_rs

from engine.diagnostics import Route
from engine.packaged import schema_text
from engine.yamltext import Data

FORMATS = {
    "roadmap/1": "roadmap",
    "project/1": "project",
    "data/1": "data",
    "rule/1": "rules",
    "method/1": "method",
    "test/1": "tests",
    "decision/1": "decisions",
    "words/1": "words",
}
"""The formats that this engine reads, and the schema of each."""


def is_valid(kind: str, data: Data) -> bool:
    """Whether the data keeps to the schema."""
    return _validator(kind).is_valid(data)


def broken_at(kind: str, data: Data) -> Route:
    """Where the fast validator stumbled first."""
    for error in _validator(kind).iter_errors(data):
        return tuple(error.instance_path)
    return ()


@lru_cache(maxsize=8)
def schema(kind: str) -> dict[str, object]:
    """A schema as data."""
    loaded: dict[str, object] = json.loads(schema_text(kind))
    return loaded


@lru_cache(maxsize=8)
def _validator(kind: str) -> jsonschema_rs.Draft202012Validator:
    return jsonschema_rs.Draft202012Validator(schema(kind))
