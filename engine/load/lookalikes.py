"""Unquoted texts that another YAML reader would take for a date or a number."""

from engine.codes import yaml as yaml_codes
from engine.diagnostics import Finding, Origin, Route, finding
from engine.yamltext import Document, Lookalike

_DATE_KEYS = frozenset(
    {"from", "to", "due", "until", "since", "minimum", "maximum", "enum", "deprecated", "sunset"}
)


_FREE = "with"
"""Parameters of a library rule: the rule says what they are."""


def refuse_lookalikes(document: Document) -> list[Finding]:
    """A finding for each, but for whole dates where a date belongs."""
    return [
        finding(_CODES[kind], Origin(document.file, route), written=document.source.written(route))
        for route, kind in document.lookalikes
        if not (kind is Lookalike.DATE and _date_belongs(route))
        and not (kind is Lookalike.NUMBER and _number_belongs(document, route))
    ]


_CODES = {
    Lookalike.DATE: yaml_codes.UNQUOTED_DATE,
    Lookalike.TIMESTAMP: yaml_codes.UNQUOTED_DATE,
    Lookalike.NUMBER: yaml_codes.UNQUOTED_NUMBER,
}


def _number_belongs(document: Document, route: Route) -> bool:
    """In the constraints of a column of numbers, where reading says which numbers there are."""
    if "constraints" not in route:
        return False
    column: object = document.data
    for step in route[: route.index("constraints")]:
        column = column[step]  # type: ignore[index]
    return isinstance(column, dict) and column.get("type") in ("integer", "number")


def _date_belongs(route: Route) -> bool:
    key = next((step for step in reversed(route) if isinstance(step, str)), "")
    return key in _DATE_KEYS or _FREE in route
