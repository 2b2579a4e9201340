"""The parts that schemas share: each schema stands alone, so each holds its own copy."""

from collections.abc import Mapping
from typing import Any

Schema = Mapping[str, Any]

HOLE = {"type": "string", "pattern": r"^\{[^{}]*\}$"}
"""`"{name}"`: what may stand instead of a value in a rule of the library."""

_SAID = ("title", "description", "markdownDescription")
_NAMED = ("measure", "with")
"""No parameter may stand here: what a rule is must be known before it is filled."""


def names_of_rules(definitions: Schema) -> list[str]:
    """The definitions that a rule is made of."""
    return [
        name
        for name in definitions
        if name.partition("_")[0] in ("evidence", "rule", "use", "measure", "part")
    ]


def with_holes(definition: Schema) -> dict[str, Any]:
    """The definition as a rule of the library has it: a value may be a placeholder."""
    return {key: _within(key, value) for key, value in definition.items()}


def _within(key: str, value: Any) -> Any:
    if key == "properties":
        return {name: _or_hole(name, part) for name, part in value.items()}
    if key == "items":
        return with_holes(value) if value.get("type") == "object" else _or_hole("", value)
    return with_holes(value) if key in ("then", "else") else value


def _or_hole(name: str, part: Schema) -> dict[str, Any]:
    if "$ref" in part or "const" in part or name in _NAMED:
        return dict(part)
    said = {key: value for key, value in part.items() if key in _SAID}
    rest = {key: _within(key, value) for key, value in part.items() if key not in _SAID}
    return {**said, "if": HOLE, "else": rest}
