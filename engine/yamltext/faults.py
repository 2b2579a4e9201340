"""A parser's complaint → the finding that says what to mend.

The parser knows where it stumbled, not what the writer meant. Each function here recognises one
trap by the text around that place; the first that does speaks, so that there is one finding.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from engine.codes import yaml as codes
from engine.diagnostics import Code, Finding, Param, Place
from engine.yamltext.events import Mark, MarkedError, stumbled

_VALUE = re.compile(r"^(?P<lead>[\s-]*(?:\{\s*)?[^\s:#'\"{\[][^:#'\"]*:[ \t]+)(?P<value>\S.*)$")
_RESERVED = "@`%*&!|>-?[]{},"


@dataclass(frozen=True, slots=True)
class Fault:
    """What the parser said: where it stumbled and what it was reading since `begin`."""

    file: str
    lines: tuple[str, ...]
    problem: str
    context: str
    at: Mark
    begin: Mark

    @property
    def line(self) -> str:
        return self.lines[self.at.line] if self.at.line < len(self.lines) else ""

    def found(
        self, code: Code, line: int, column: int, *, width: int = 1, **params: Param
    ) -> Finding:
        """A finding on one line; `line` and `column` count from 0."""
        place = Place(self.file, line + 1, column + 1, line + 1, column + 1 + width)
        return Finding(code, place, tuple(sorted(params.items())))


def explain(error: MarkedError, text: str, file: str) -> Finding:
    """The finding for a text that the parser could not read."""
    begin, at = stumbled(error)
    problem, context = error.problem or "", error.context or ""
    fault = Fault(file, tuple(text.split("\n")), problem, context, at, begin)
    return next(found for trap in _TRAPS if (found := trap(fault)) is not None)


def _tab(fault: Fault) -> Finding | None:
    indent = fault.line[: len(fault.line) - len(fault.line.lstrip())]
    if "\t" not in indent or ("tab" not in fault.problem and "token" not in fault.problem):
        return None
    return fault.found(codes.TAB_INDENT, fault.at.line, indent.index("\t"))


def _odd_space(fault: Fault) -> Finding | None:
    for number in (fault.at.line, fault.at.line - 1):
        line = fault.lines[number] if 0 <= number < len(fault.lines) else ""
        indent = line[: len(line) - len(line.lstrip())]
        odd = next((at for at, sign in enumerate(indent) if sign not in " \t"), None)
        if odd is not None:
            sign = f"U+{ord(indent[odd]):04X}"
            return fault.found(codes.ODD_SPACE_INDENT, number, odd, character=sign)
    return None


def _target(fault: Fault) -> Finding | None:
    number = fault.begin.line if "block scalar" in fault.context else fault.at.line
    column = fault.begin.column if "block scalar" in fault.context else fault.at.column
    value = fault.lines[number][column:] if number < len(fault.lines) else ""
    if not re.match(r">\s*=?\s*[\d.]", value):
        return None
    value = re.split(r"\s+#|\s*[,}]\s*", value)[0].rstrip()
    return fault.found(codes.UNQUOTED_TARGET, number, column, width=len(value), value=value)


def _reserved_first(fault: Fault) -> Finding | None:
    """The parser stands at the sign itself, or has been reading since it."""
    for mark in (fault.begin, fault.at):
        line = fault.lines[mark.line] if mark.line < len(fault.lines) else ""
        sign = line[mark.column : mark.column + 1]
        before = line[: mark.column].rstrip()
        value = line[mark.column :].strip()
        reads_sign = any(word in fault.context + fault.problem for word in _SIGN_COMPLAINTS)
        if sign and sign in _RESERVED and before[-1:] in _VALUE_FOLLOWS and reads_sign:
            return fault.found(codes.RESERVED_FIRST, mark.line, mark.column, sign=sign, value=value)
    return None


_VALUE_FOLLOWS = ("", ":", "-", "[", "{", ",")
_SIGN_COMPLAINTS = (
    "cannot start any token",
    "alias",
    "anchor",
    "a tag",
    "block scalar",
    "entries are not allowed",
    "keys are not allowed",
    "node content",
)


def _text_after_quote(fault: Fault) -> Finding | None:
    """The value ended at a closing quote or bracket, and something follows on the line."""
    before = fault.line[: fault.at.column].rstrip()
    if "expected" not in fault.problem or before[-1:] not in ('"', "'", "]", "}"):
        return None
    value = _VALUE.match(fault.line)
    if fault.line[fault.at.column : fault.at.column + 1] in ("]", "}", ":", ""):
        return None
    start = _opening(before)
    if start is None:
        return None
    rest = fault.line[start:].rstrip()
    if before[-1] in "]}":
        return fault.found(codes.RESERVED_FIRST, fault.at.line, start, sign=rest[0], value=rest)
    if value and fault.line[start - 1 : start] not in (" ", "\t", "[", "{", ","):
        return None
    return fault.found(
        codes.TEXT_AFTER_QUOTE,
        fault.at.line,
        start,
        width=len(rest),
        value=rest,
        quoted=before[start:],
    )


def _opening(before: str) -> int | None:
    close = before[-1]
    opener = {"]": "[", "}": "{"}.get(close, close)
    start = before.rfind(opener, 0, len(before) - 1)
    return start if start >= 0 else None


def _colon_in_text(fault: Fault) -> Finding | None:
    if "mapping values are not allowed" not in fault.problem:
        return None
    value = _VALUE.match(fault.line)
    if value is None or value.start("value") > fault.at.column:
        return None
    start = value.start("value")
    return fault.found(
        codes.COLON_IN_TEXT,
        fault.at.line,
        start,
        width=len(value["value"].rstrip()),
        value=value["value"].rstrip(),
        key=value["lead"].strip(" -{:\t"),
    )


def _no_space_after_colon(fault: Fault) -> Finding | None:
    """`key:value` reads as text, and the next line's colon is where the parser stumbles."""
    for number in (fault.at.line - 1, fault.at.line):
        line = fault.lines[number] if 0 <= number < len(fault.lines) else ""
        glued = re.match(r"^[\s-]*(?P<key>[a-z_]+):(?P<value>[^\s:/].*)$", line)
        if glued and "mapping" in fault.problem + fault.context:
            key, value = glued["key"], glued["value"]
            column = glued.start("key")
            return fault.found(
                codes.NO_SPACE_AFTER_COLON, number, column, width=len(key), key=key, value=value
            )
    return None


def _unclosed_quote(fault: Fault) -> Finding | None:
    if "quoted scalar" not in fault.context or "unexpected" not in fault.problem:
        return None
    sign = fault.lines[fault.begin.line][fault.begin.column]
    return fault.found(codes.UNCLOSED_QUOTE, fault.begin.line, fault.begin.column, sign=sign)


def _unknown_escape(fault: Fault) -> Finding | None:
    if "quoted scalar" not in fault.context:
        return None
    at = fault.line.rfind("\\", 0, fault.at.column + 1)
    escape = fault.line[max(at, 0) : at + 2]
    return fault.found(codes.UNKNOWN_ESCAPE, fault.at.line, max(at, 0), width=2, escape=escape)


def _unclosed_bracket(fault: Fault) -> Finding | None:
    if "flow" not in fault.context:
        return None
    begin = fault.begin
    sign = fault.lines[begin.line][begin.column]
    return fault.found(codes.UNCLOSED_BRACKET, begin.line, begin.column, sign=sign)


def _bad_indent(fault: Fault) -> Finding | None:
    complaints = ("block mapping", "block collection")
    stumbled = any(word in fault.context for word in complaints)
    if not stumbled and "mapping values" not in fault.problem:
        return None
    indent = len(fault.line) - len(fault.line.lstrip())
    width = len(fault.line.strip())
    expected = fault.begin.column if stumbled else -1
    return fault.found(
        codes.BAD_INDENT, fault.at.line, indent, width=width, found=indent, expected=expected
    )


def _syntax(fault: Fault) -> Finding:
    return fault.found(codes.SYNTAX, fault.at.line, fault.at.column, problem=fault.problem)


_TRAPS: tuple[Callable[[Fault], Finding | None], ...] = (
    _tab,
    _odd_space,
    _target,
    _unclosed_quote,
    _unknown_escape,
    _reserved_first,
    _text_after_quote,
    _colon_in_text,
    _no_space_after_colon,
    _unclosed_bracket,
    _bad_indent,
    _syntax,
)
