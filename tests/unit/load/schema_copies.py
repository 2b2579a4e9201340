"""The parts that schemas share: one file each, written into every schema, which editors read
alone."""

import json
from collections.abc import Mapping
from typing import Any

from engine.packaged import schemas_folder

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


PARTS = schemas_folder() / "parts"
OF_RULES = ("decisions", "project", "roadmap", "rules", "tests")
SHARED: Mapping[tuple[str, ...], tuple[str, ...]] = {
    ("data", "tests"): (
        "name", "resource", "dialect", "schema", "field", "constraints", "foreign_key",
        "reference", "header", "skip", "crosswalk", "lifetime",
    ),
    ("project", "roadmap"): ("period", "clause"),
    ("project", "roadmap", "tests"): ("milestone", "baseline", "by"),
}  # fmt: skip
"""Which schemas take which parts; the rest of `parts/` is what rules are made of (OF_RULES)."""


def written(name: str, content: Schema) -> dict[str, Any]:
    """The schema with every shared part as it stands in `schemas/parts/`."""
    own = content.get("$defs", {})
    definitions = {each: _part(name, each) or told for each, told in own.items()}
    return {**content, **({"$defs": definitions} if definitions else {})}


def _part(schema: str, definition: str) -> dict[str, Any] | None:
    file = PARTS / f"{definition}.json"
    takers = next((taking for taking, own in SHARED.items() if definition in own), OF_RULES)
    if schema not in takers or not file.is_file():
        return None
    part: dict[str, Any] = json.loads(file.read_text("utf-8"))
    return with_holes(part) if schema == "rules" else part
