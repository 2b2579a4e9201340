"""Traps of lines: indents, brackets, and lines that are neither a key nor an item."""

import re

from engine.codes import yaml as codes
from engine.diagnostics import Finding
from engine.yamltext.fault import Fault, indent_of
from engine.yamltext.quoting import quote

_GLUED = re.compile(r"^[\s-]*(?P<key>[A-Za-z_]+):(?P<value>[^\s:/].*)$")


DEPTH_LIMIT = 64
"""Deepest nesting that is read; a real roadmap has 7."""


def too_deep(fault: Fault) -> Finding | None:
    """Brackets so deep that the parser itself refused them (libyaml from 0.2.6)."""
    if not fault.complains("nesting depth"):
        return None
    return fault.found(codes.TOO_DEEP, fault.at.line, fault.at.column, limit=DEPTH_LIMIT)


def tab(fault: Fault) -> Finding | None:
    """A tab in the indent."""
    indent = fault.indent
    if "\t" not in indent or not fault.complains("tab", "token"):
        return None
    return fault.found(codes.TAB_INDENT, fault.at.line, indent.index("\t"))


def odd_space(fault: Fault) -> Finding | None:
    """A non-breaking space in the indent, here or on the line before."""
    for number in (fault.at.line, fault.at.line - 1):
        indent = indent_of(fault.text(number))
        odd = next((at for at, sign in enumerate(indent) if sign not in " \t"), None)
        if odd is not None:
            sign = f"U+{ord(indent[odd]):04X}"
            return fault.found(codes.ODD_SPACE_INDENT, number, odd, character=sign)
    return None


def no_space_after_colon(fault: Fault) -> Finding | None:
    """`key:value` reads as text, and the next line's colon is where the parser stumbles."""
    if not fault.complains("mapping", "simple key"):
        return None
    for number in (fault.begin.line, fault.at.line - 1):
        glued = _GLUED.match(fault.text(number))
        if glued:
            key, value = glued["key"], quote(glued["value"])
            return fault.found(
                codes.NO_SPACE_AFTER_COLON, number, glued.start("key"), width=len(key) + 1,
                key=key, value=value,
            )  # fmt: skip
    return None


def unpaired_bracket(fault: Fault) -> Finding | None:
    """A bracket without its pair."""
    if "flow" in fault.context:
        begin = fault.begin
        sign = fault.text(begin.line)[begin.column : begin.column + 1]
        return fault.found(codes.UNPAIRED_BRACKET, begin.line, begin.column, sign=sign)
    if fault.sign in ("]", "}"):
        return fault.found(codes.UNPAIRED_BRACKET, fault.at.line, fault.at.column, sign=fault.sign)
    return None


def empty_key(fault: Fault) -> Finding | None:
    """A colon with nothing before it."""
    if fault.sign != ":" or fault.before.strip(" -"):
        return None
    return fault.found(codes.KEY_NOT_TEXT, fault.at.line, fault.at.column, key="")


def stray_line(fault: Fault) -> Finding | None:
    """A line that is neither `key: value` nor `- item`; the parser stumbles at the next one."""
    number = fault.begin.line if "simple key" in fault.context else fault.at.line - 1
    text = fault.text(number)
    same_level = len(indent_of(text)) >= len(fault.indent)
    if not text.strip() or ":" in text or not same_level:
        return None
    if not fault.complains("mapping values are not allowed", "simple key"):
        return None
    column, value = len(indent_of(text)), text.strip()
    return fault.found(codes.STRAY_LINE, number, column, width=len(value), value=quote(value))


def list_beside_keys(fault: Fault) -> Finding | None:
    """Items and keys on one level."""
    if "document start" in fault.problem:
        return None
    if not fault.complains("block mapping", "block collection"):
        return None
    indent = len(fault.indent)
    if indent != fault.begin.column:
        return None
    width = len(fault.line.strip())
    return fault.found(codes.LIST_BESIDE_KEYS, fault.at.line, indent, width=width)


def bad_indent(fault: Fault) -> Finding | None:
    """A line out of line with its neighbours."""
    if not fault.complains("block mapping", "block collection", "mapping values", "document start"):
        return None
    indent, width = len(fault.indent), len(fault.line.strip())
    return fault.found(codes.BAD_INDENT, fault.at.line, indent, width=width, found=indent)
