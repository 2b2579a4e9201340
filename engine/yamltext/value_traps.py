"""Traps of values: texts that need quotes, and quotes that need a pair."""

import re

from engine.codes import yaml as codes
from engine.diagnostics import Finding
from engine.yamltext.fault import Fault
from engine.yamltext.quoting import quote

_KEY = r"[\s-]*(?:\{\s*)?(?P<key>[^\s:#'\"{\[][^:#'\"]*):[ \t]+"
_VALUE = re.compile(rf"^{_KEY}(?P<value>\S.*)$")
_VALUE_IN_FLOW = re.compile(r"[{,]\s*(?P<key>[\w-]+):\s+(?P<value>[^,{}\[\]]*)$")
_ITEM_IN_FLOW = re.compile(r"[\[,]\s*(?P<value>[^\s,{}\[\]:][^,{}\[\]:]*)$")
_QUOTED = re.compile(r"('(?:[^']|'')*'|\"(?:[^\"\\]|\\.)*\")$")
_RESERVED = "@`%*&!|>-?[]{},"
_BEFORE_VALUE = ("", ":", "-", "[", "{", ",")
_ABOUT_A_SIGN = (
    "cannot start any token",
    "alias",
    "anchor",
    "a tag",
    "block scalar",
    "entries are not allowed",
    "keys are not allowed",
    "node content",
)


def target(fault: Fault) -> Finding | None:
    """`>= 70 %` without quotes: the sign > begins a block text."""
    mark = fault.begin if "block scalar" in fault.context else fault.at
    value = fault.text(mark.line)[mark.column :]
    if not re.match(r">\s*=?\s*[\d.]", value):
        return None
    value = re.split(r"\s+#|\s*[,}]", value)[0].rstrip()
    return fault.found(
        codes.UNQUOTED_TARGET, mark.line, mark.column, width=len(value), value=quote(value)
    )


def unclosed_quote(fault: Fault) -> Finding | None:
    """A quote without its pair."""
    if "quoted scalar" not in fault.context or "unexpected" not in fault.problem:
        return _quote_closed_by_another(fault)
    begin = fault.begin
    sign = fault.text(begin.line)[begin.column : begin.column + 1]
    return fault.found(codes.UNCLOSED_QUOTE, begin.line, begin.column, sign=sign)


def _quote_closed_by_another(fault: Fault) -> Finding | None:
    """The first quote of this line has closed a text that an earlier line opened."""
    sign = fault.before[-1:]
    if sign not in ("'", '"') or sign in fault.before[:-1] or "expected" not in fault.problem:
        return None
    for number in range(fault.at.line - 1, -1, -1):
        opened = re.search(rf"(?:^|[\s:\[{{,-]){sign}", fault.text(number))
        if opened and fault.text(number).count(sign) % 2:
            return fault.found(codes.UNCLOSED_QUOTE, number, opened.end() - 1, sign=sign)
    return None


def unknown_escape(fault: Fault) -> Finding | None:
    """A backslash in double quotes."""
    if "quoted scalar" not in fault.context:
        return None
    at = max(fault.line.rfind("\\", 0, fault.at.column + 1), 0)
    escape = fault.line[at : at + 2]
    return fault.found(codes.UNKNOWN_ESCAPE, fault.at.line, at, width=2, escape=escape)


def reserved_first(fault: Fault) -> Finding | None:
    """The parser stands at the sign itself, or has been reading since it."""
    for mark in (fault.begin, fault.at):
        line = fault.text(mark.line)
        sign, value = line[mark.column : mark.column + 1], quote(line[mark.column :])
        follows = line[: mark.column].rstrip()[-1:] in _BEFORE_VALUE
        if sign and sign in _RESERVED and follows and fault.complains(*_ABOUT_A_SIGN):
            return fault.found(codes.RESERVED_FIRST, mark.line, mark.column, sign=sign, value=value)
    return None


def text_after_quote(fault: Fault) -> Finding | None:
    """The value ended at a closing quote, and something follows on the line."""
    quoted = _QUOTED.search(fault.before)
    if quoted is None or "expected" not in fault.problem or fault.sign in ("]", "}", ":", ""):
        return None
    rest = fault.line[quoted.start() :].rstrip()
    if "flow" in fault.context:
        rest = re.split(r",\s+\w+:\s|\s*[}\]]\s*$", rest)[0]
    return fault.found(
        codes.TEXT_AFTER_QUOTE,
        fault.at.line,
        quoted.start(),
        width=len(rest),
        value=quote(rest),
        quoted=quote(quoted[1]),
    )


def bracket_in_text(fault: Fault) -> Finding | None:
    """`{name: Школы [все]}`: the parser expects a comma where the bracket stands."""
    if fault.sign not in ("[", "{") or "flow" not in fault.context:
        return None
    before = fault.line[: fault.at.column]
    value = _VALUE_IN_FLOW.search(before) or _ITEM_IN_FLOW.search(before)
    if value is None or not value["value"].strip():
        return None
    start = value.start("value")
    ends = r",\s+\w+:\s|\}\s*$" if "mapping" in fault.context else r",\s|\]\s*$"
    text = re.split(ends, fault.line[start:])[0].rstrip()
    return fault.found(
        codes.BRACKET_IN_TEXT, fault.at.line, start, width=len(text), value=quote(text)
    )


def text_after_bracket(fault: Fault) -> Finding | None:
    """`title: [проект] приказа`: a text that begins with a bracket."""
    opening = {"]": "[", "}": "{"}.get(fault.before[-1:])
    if opening is None or "expected" not in fault.problem or fault.sign in (*"]},:", ""):
        return None
    value = _VALUE.match(fault.line)
    if value is None or not value["value"].startswith(opening):
        return None
    start = value.start("value")
    text = quote(value["value"])
    return fault.found(codes.RESERVED_FIRST, fault.at.line, start, sign=opening, value=text)


def colon_in_text(fault: Fault) -> Finding | None:
    """A colon and a space inside a text without quotes."""
    if fault.complains("mapping values are not allowed"):
        value = _VALUE.match(fault.line)
        end = len(fault.line)
    elif "flow" in fault.context and fault.sign == ":":
        value = _VALUE_IN_FLOW.search(fault.line[: fault.at.column])
        rest = re.match(r"[^,}\]]*", fault.line[fault.at.column :])
        end = fault.at.column + (rest.end() if rest else 0)
    else:
        return None
    if value is None or value.start("value") > fault.at.column:
        return None
    start = value.start("value")
    text = fault.line[start:end].rstrip()
    return fault.found(
        codes.COLON_IN_TEXT, fault.at.line, start, width=len(text), value=quote(text),
        key=value["key"].strip(),
    )  # fmt: skip
