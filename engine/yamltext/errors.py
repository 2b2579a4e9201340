"""A parser's complaint → the finding that says what to mend.

The parser knows where it stumbled, not what the writer meant. Each trap recognises one meaning by
the text around that place; the first that does speaks, so that there is one finding.
"""

from collections.abc import Callable

from engine.codes import yaml as codes
from engine.diagnostics import Finding
from engine.yamltext import traps as line_traps
from engine.yamltext import traps as value_traps
from engine.yamltext.events import MarkedError, stumbled
from engine.yamltext.traps import Fault

TRAPS: tuple[Callable[[Fault], Finding | None], ...] = (
    line_traps.too_deep,
    line_traps.other_version,
    line_traps.after_the_end,
    line_traps.tab,
    line_traps.odd_space,
    value_traps.target,
    value_traps.unclosed_quote,
    value_traps.unknown_escape,
    value_traps.reserved_first,
    value_traps.text_after_quote,
    value_traps.text_after_bracket,
    value_traps.bracket_in_text,
    value_traps.colon_in_text,
    line_traps.no_space_after_colon,
    line_traps.long_key,
    line_traps.unpaired_bracket,
    line_traps.empty_key,
    line_traps.stray_line,
    line_traps.list_beside_keys,
    line_traps.bad_indent,
)
"""In the order in which they are tried: the narrow ones first."""


def explain(error: MarkedError, text: str, file: str) -> Finding:
    """The finding for a text that the parser could not read."""
    begin, at = stumbled(error)
    problem, context = error.problem or "", error.context or ""
    fault = Fault(file, tuple(text.split("\n")), problem, context, at, begin)
    findings = (finding for trap in TRAPS if (finding := trap(fault)) is not None)
    return next(findings, fault.found(codes.SYNTAX, at.line, at.column, problem=problem))
