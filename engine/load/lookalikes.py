"""Unquoted texts that another YAML reader would take for a date or a number."""

from engine.codes import yaml as codes
from engine.diagnostics import Finding, Origin, Route, finding
from engine.yamltext import Document, Lookalike

_DATE_KEYS = frozenset({"from", "to", "due", "until", "since", "minimum", "maximum", "enum"})
_FREE = "with"
"""Parameters of a library rule: the rule says what they are."""


def refuse_lookalikes(document: Document) -> list[Finding]:
    """A finding for each, but for whole dates where a date belongs."""
    return [
        finding(_CODES[kind], Origin(document.file, route), written=document.source.written(route))
        for route, kind in document.lookalikes
        if not (kind is Lookalike.DATE and _date_belongs(route))
    ]


_CODES = {
    Lookalike.DATE: codes.UNQUOTED_DATE,
    Lookalike.TIMESTAMP: codes.UNQUOTED_DATE,
    Lookalike.NUMBER: codes.UNQUOTED_NUMBER,
}


def _date_belongs(route: Route) -> bool:
    key = next((step for step in reversed(route) if isinstance(step, str)), "")
    return key in _DATE_KEYS or _FREE in route
