"""Why a document does not keep to its schema: one finding for each thing to mend.

jsonschema is imported here and only here, so only when something is wrong: it takes a hundred times
longer than the validator that says yes or no.

A value of another type than its field wants: which of the traps of YAML was it?

Texts that are not written in the one way that their field knows.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import islice
from typing import Any

from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError

from engine.classes import dataclass
from engine.codes import spec as codes
from engine.codes import yaml as traps
from engine.diagnostics import Finding, Origin, Related, Route, Worded, finding
from engine.expressions import nearest
from engine.latin import latin
from engine.load.entries import iso_of
from engine.load.schemas import broken_at, schema
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
    is_one_line = isinstance(value, dict) and len(value) == 1 and not written.startswith("{")
    if "string" in wanted and is_one_line:
        return finding(traps.COLON_IN_TEXT, at, value=written, key=last_key(route))
    code = next(code for name, code in _EXPECTED if name in wanted)
    if code is codes.NUMBER_EXPECTED and "number" not in wanted:
        return finding(code, at, key=last_key(route), written=written, whole=Worded("value.whole"))
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


_DATE = "^[0-9]{4}-"
ID = "^[a-z][a-z0-9]*(-[a-z0-9]+)*$"


def malformed(at: Origin, text: str, pattern: str) -> Finding:
    """The finding for a text that its pattern refuses, with the likely right spelling."""
    if pattern.startswith(_DATE):
        return finding(codes.DATE_IMPOSSIBLE, at, date=quote(text), hint=iso_of(text))
    if pattern == ID:
        return finding(codes.ID_MALFORMED, at, id=quote(text), hint=_as_id(text))
    example = _EXAMPLES.get(last_key(at.route), "")
    return finding(
        codes.TEXT_MALFORMED, at, key=last_key(at.route), value=quote(text), example=example
    )


_EXAMPLES = {
    "after": "slug/event",
    "id": "slug/id",
    "code": "C501",
    "name": "school_year",
    "delimiter": ";",
    "column": "AE",
}


def _as_id(text: str) -> str:
    words = latin(text)
    return words if re.fullmatch(ID, words) and len(words) <= 40 else ""


Place = tuple[Route, bool, str]


@dataclass(frozen=True, slots=True)
class Violation:
    """A keyword of the schema that a value breaks: `demand` is what stands at the keyword."""

    document: Document
    keyword: str
    demand: Any
    value: Any
    route: Route
    properties: Mapping[str, Mapping[str, str]]
    closed: bool
    """Whether the schema that has the keyword knows all keys: a misspelt one is told by itself."""

    def at(self, *steps: str | int, on_key: bool = False) -> Origin:
        """The place of the value, or of what the steps lead to."""
        return Origin(self.document.file, (*self.route, *steps), on_key)

    @property
    def key(self) -> str:
        """The last key on the way to it."""
        return last_key(self.route)


_INSTEAD = {"measure": ("use",)}
"""What may stand in a rule instead of the kind of its measure."""

_MOST_FINDINGS = 300
"""Of one file at one time: nobody reads more, and a hostile file has a million."""


def explain(document: Document, kind: str) -> list[Finding]:
    """The findings, in the order of the file's structure, one for each thing to mend."""
    errors = Draft202012Validator(schema(kind)).iter_errors(document.data)
    violations = [_violation(document, error) for error in islice(errors, _MOST_FINDINGS)]
    found: dict[Place, Finding] = {}
    for violation in sorted(violations, key=_rank):
        for each in islice(_EXPLAINERS[violation.keyword](violation), _MOST_FINDINGS):
            found.setdefault(_place(each), each)
    return _without_echoes(list(found.values())) or [_unexplained(document, kind)]


def _unexplained(document: Document, kind: str) -> Finding:
    """The two validators disagree, as on a line break at the end of an id: `$` of Python's
    patterns lets it pass."""
    at = Origin(document.file, broken_at(kind, document.data))
    return malformed(at, document.source.written(at.route), "")


def _violation(document: Document, error: ValidationError) -> Violation:
    properties = error.schema.get("properties", {}) if isinstance(error.schema, Mapping) else {}
    route = tuple(error.absolute_path)
    keyword, demand = str(error.validator), error.validator_value
    closed = isinstance(error.schema, Mapping) and "additionalProperties" in error.schema
    return Violation(document, keyword, demand, error.instance, route, properties, closed)


def _rank(violation: Violation) -> int:
    """A wrong type speaks before anything that follows from it."""
    return 0 if violation.keyword == "type" else 1


def _place(found: Finding) -> Place:
    at = found.at
    assert isinstance(at, Origin)
    missing = str(dict(found.params)["key"]) if found.code is codes.KEY_MISSING else ""
    return at.route, at.on_key, missing


def _without_echoes(findings: list[Finding]) -> list[Finding]:
    """A misspelt key is one mistake: the key it was meant to be is then not missing."""
    meant = {
        (_place(each)[0][:-1], dict(each.params)["hint"])
        for each in findings
        if each.code is codes.UNEXPECTED_KEY
    }
    return [
        each
        for each in findings
        if each.code is not codes.KEY_MISSING
        or (_place(each)[0], dict(each.params)["key"]) not in meant
    ]


def _wrong_type(broken: Violation) -> Iterator[Finding]:
    wanted = (broken.demand,) if isinstance(broken.demand, str) else tuple(broken.demand)
    yield wrong_type(broken.document, broken.route, broken.value, wanted)


def _unexpected(broken: Violation) -> Iterator[Finding]:
    known = tuple(broken.properties)
    unused = [name for name in known if name not in broken.value]
    for key in broken.value:
        if key not in known:
            hint = nearest(key, unused) or ""
            at = broken.at(key, on_key=True)
            shown = () if hint else known
            yield finding(codes.UNEXPECTED_KEY, at, key=quote(key), hint=hint, known=shown)


def _missing(broken: Violation) -> Iterator[Finding]:
    """`required`: every absent key; the validator comes once for each, with the whole list."""
    for key in broken.demand:
        if key == "not_measurable" and key not in broken.value:
            yield finding(codes.RULE_MISSING, broken.at())
        elif key not in broken.value:
            yield _misspelt(broken, key) or _missing_key(broken, key)


def _misspelt(broken: Violation, key: str) -> Finding | None:
    """`mesure:` where the kind of a rule belongs: what other keys it may have is not known yet."""
    if broken.closed:
        return None
    for meant in (key, *_INSTEAD.get(key, ())):
        written = nearest(meant, broken.value)
        if written:
            at = broken.at(written, on_key=True)
            return finding(codes.UNEXPECTED_KEY, at, key=quote(written), hint=meant, known=())
    return None


def _missing_beside(broken: Violation) -> Iterator[Finding]:
    """`dependentRequired`: a key that another key asks for."""
    for key, others in broken.demand.items():
        for other in others:
            if key in broken.value and other not in broken.value:
                yield _missing_key(broken, other)


def _missing_key(broken: Violation, key: str) -> Finding:
    title = broken.properties.get(key, {}).get("title", "")
    return finding(codes.KEY_MISSING, broken.at(), key=key, title=title)


def _both(broken: Violation) -> Iterator[Finding]:
    """The only `not` of the schemas: a rule beside `not_measurable`."""
    at = broken.at("not_measurable", on_key=True)
    rule = Related(broken.at("rule", on_key=True), "rule-here")
    yield finding(codes.RULE_AND_NOT_MEASURABLE, at, related=(rule,))


def _not_among(broken: Violation) -> Iterator[Finding]:
    known = tuple(map(str, broken.demand))
    if not isinstance(broken.value, str):
        yield wrong_type(broken.document, broken.route, broken.value, ("string",))
        return
    value, hint = quote(broken.value), nearest(broken.value, known) or ""
    shown = () if hint else known
    yield finding(
        codes.VALUE_NOT_ALLOWED, broken.at(), key=broken.key, value=value, known=shown, hint=hint
    )


def _malformed(broken: Violation) -> Iterator[Finding]:
    yield malformed(broken.at(), str(broken.value), str(broken.demand))


def _empty(broken: Violation) -> Iterator[Finding]:
    code = codes.NO_ROADMAPS if broken.route == ("roadmaps",) else codes.VALUE_EMPTY
    yield finding(code, broken.at(), key=broken.key)


def _too_long(broken: Violation) -> Iterator[Finding]:
    yield malformed(broken.at(), broken.value, "")


def _repeated(broken: Violation) -> Iterator[Finding]:
    first: dict[str, int] = {}
    for index, item in enumerate(broken.value):
        if (before := first.setdefault(str(item), index)) != index:
            related = (Related(broken.at(before), "first-here"),)
            value = quote(str(item))
            yield finding(codes.ITEM_REPEATED, broken.at(index), related=related, value=value)


def _out_of_range(broken: Violation) -> Iterator[Finding]:
    value, least = str(broken.value), str(broken.demand)
    yield finding(codes.NUMBER_OUT_OF_RANGE, broken.at(), key=broken.key, value=value, least=least)


_EXPLAINERS: Mapping[str, Callable[[Violation], Iterable[Finding]]] = {
    "type": _wrong_type,
    "additionalProperties": _unexpected,
    "required": _missing,
    "dependentRequired": _missing_beside,
    "not": _both,
    "enum": _not_among,
    "pattern": _malformed,
    "minLength": _empty,
    "minItems": _empty,
    "minProperties": _empty,
    "maxLength": _too_long,
    "uniqueItems": _repeated,
    "minimum": _out_of_range,
}
"""How each keyword of the schemas is told; a test says that they use no other."""
