"""A value of another type than its field wants: which of the traps of YAML was it?"""

import re

from engine.codes import spec as codes
from engine.codes import yaml as traps
from engine.diagnostics import Finding, Origin, Route, finding
from engine.yamltext import Data, Document, quote


def wrong_type(document: Document, route: Route, value: Data, wanted: tuple[str, ...]) -> Finding:
    """The finding for a value none of whose wanted JSON types it has."""
    at = Origin(document.file, route)
    if value is None:
        return _nothing(document, route)
    written = quote(document.source.written(route))
    if "string" in wanted and isinstance(value, bool):
        return finding(traps.UNQUOTED_BOOLEAN, at, written=written)
    if "string" in wanted and isinstance(value, int | float):
        return finding(traps.UNQUOTED_NUMBER, at, written=written)
    if "string" in wanted and isinstance(value, dict) and not written.startswith("{"):
        return finding(traps.COLON_IN_TEXT, at, value=written, key=last_key(route))
    code = next(code for name, code in _EXPECTED if name in wanted)
    return finding(code, at, key=last_key(route), written=written)


_EXPECTED = (
    ("string", codes.TEXT_EXPECTED),
    ("array", codes.LIST_EXPECTED),
    ("object", codes.MAPPING_EXPECTED),
    ("integer", codes.NUMBER_EXPECTED),
    ("number", codes.NUMBER_EXPECTED),
    ("boolean", codes.BOOLEAN_EXPECTED),
)


def _nothing(document: Document, route: Route) -> Finding:
    """Nothing after the colon, or a word that YAML reads as nothing, or a `#` that hid the text."""
    at, key = Origin(document.file, route), last_key(route)
    written = document.source.written(route)
    if written:
        return finding(traps.UNQUOTED_NULL, at, written=written)
    place = document.source.place(Origin(document.file, route, on_key=True))
    hidden = re.search(r":\s+(#[^#\s].*)$", document.source.line(place.line or 1))
    if hidden:
        return finding(traps.RESERVED_FIRST, at, sign="#", value=quote(hidden[1]))
    return finding(codes.VALUE_EMPTY, Origin(document.file, route, on_key=True), key=key)


def last_key(route: Route) -> str:
    """The nearest key above a value; «» for the root."""
    return next((step for step in reversed(route) if isinstance(step, str)), "")
