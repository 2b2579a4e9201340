"""A parser's complaint → the finding that says what to mend.

The parser knows where it stumbled, not what the writer meant. Each trap here recognises one meaning
by the text around that place; the first that does speaks, so that there is one finding.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from engine.codes import yaml as codes
from engine.diagnostics import Code, Finding, Param, Place
from engine.yamltext.events import Mark, MarkedError, stumbled
from engine.yamltext.quoting import quote

_KEY = r"[\s-]*(?:\{\s*)?(?P<key>[^\s:#'\"{\[][^:#'\"]*):[ \t]+"
_VALUE = re.compile(rf"^{_KEY}(?P<value>\S.*)$")
_VALUE_IN_FLOW = re.compile(r"[{,]\s*(?P<key>[\w-]+):\s+(?P<value>[^,{}\[\]]*)$")
_QUOTED = re.compile(r"('(?:[^']|'')*'|\"(?:[^\"\\]|\\.)*\")$")
_GLUED = re.compile(r"^[\s-]*(?P<key>[A-Za-z_]+):(?P<value>[^\s:/].*)$")
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


@dataclass(frozen=True, slots=True)
class Fault:
    """What the parser said: where it stumbled, and what it had been reading since `begin`."""

    file: str
    lines: tuple[str, ...]
    problem: str
    context: str
    at: Mark
    begin: Mark

    @property
    def line(self) -> str:
        return self.text(self.at.line)

    @property
    def before(self) -> str:
        """What stands on the line before the stumbling place."""
        return self.line[: self.at.column].rstrip()

    @property
    def sign(self) -> str:
        """The character at which the parser stumbled."""
        return self.line[self.at.column : self.at.column + 1]

    def text(self, number: int) -> str:
        """A line by its number from 0; empty outside the file."""
        return self.lines[number].rstrip("\r") if 0 <= number < len(self.lines) else ""

    def complains(self, *words: str) -> bool:
        """Whether the parser's complaint has one of the words."""
        return any(word in self.context or word in self.problem for word in words)

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
    indent = _indent(fault.line)
    if "\t" not in indent or not fault.complains("tab", "token"):
        return None
    return fault.found(codes.TAB_INDENT, fault.at.line, indent.index("\t"))


def _odd_space(fault: Fault) -> Finding | None:
    for number in (fault.at.line, fault.at.line - 1):
        indent = _indent(fault.text(number))
        odd = next((at for at, sign in enumerate(indent) if sign not in " \t"), None)
        if odd is not None:
            sign = f"U+{ord(indent[odd]):04X}"
            return fault.found(codes.ODD_SPACE_INDENT, number, odd, character=sign)
    return None


def _target(fault: Fault) -> Finding | None:
    mark = fault.begin if "block scalar" in fault.context else fault.at
    value = fault.text(mark.line)[mark.column :]
    if not re.match(r">\s*=?\s*[\d.]", value):
        return None
    value = re.split(r"\s+#|\s*[,}]", value)[0].rstrip()
    return fault.found(
        codes.UNQUOTED_TARGET, mark.line, mark.column, width=len(value), value=quote(value)
    )


def _unclosed_quote(fault: Fault) -> Finding | None:
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


def _unknown_escape(fault: Fault) -> Finding | None:
    if "quoted scalar" not in fault.context:
        return None
    at = max(fault.line.rfind("\\", 0, fault.at.column + 1), 0)
    escape = fault.line[at : at + 2]
    return fault.found(codes.UNKNOWN_ESCAPE, fault.at.line, at, width=2, escape=escape)


def _reserved_first(fault: Fault) -> Finding | None:
    """The parser stands at the sign itself, or has been reading since it."""
    for mark in (fault.begin, fault.at):
        line = fault.text(mark.line)
        sign, value = line[mark.column : mark.column + 1], quote(line[mark.column :])
        follows = line[: mark.column].rstrip()[-1:] in _BEFORE_VALUE
        if sign and sign in _RESERVED and follows and fault.complains(*_ABOUT_A_SIGN):
            return fault.found(codes.RESERVED_FIRST, mark.line, mark.column, sign=sign, value=value)
    return None


def _text_after_quote(fault: Fault) -> Finding | None:
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


def _text_after_bracket(fault: Fault) -> Finding | None:
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


def _colon_in_text(fault: Fault) -> Finding | None:
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


def _no_space_after_colon(fault: Fault) -> Finding | None:
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


def _unpaired_bracket(fault: Fault) -> Finding | None:
    if "flow" in fault.context:
        begin = fault.begin
        sign = fault.text(begin.line)[begin.column : begin.column + 1]
        return fault.found(codes.UNPAIRED_BRACKET, begin.line, begin.column, sign=sign)
    if fault.sign in ("]", "}"):
        return fault.found(codes.UNPAIRED_BRACKET, fault.at.line, fault.at.column, sign=fault.sign)
    return None


def _empty_key(fault: Fault) -> Finding | None:
    if fault.sign != ":" or fault.before.strip(" -"):
        return None
    return fault.found(codes.KEY_NOT_TEXT, fault.at.line, fault.at.column, key="")


def _stray_line(fault: Fault) -> Finding | None:
    """A line that is neither `key: value` nor `- item`; the parser stumbles at the next one."""
    number = fault.begin.line if "simple key" in fault.context else fault.at.line - 1
    text = fault.text(number)
    same_level = len(_indent(text)) >= len(_indent(fault.line))
    if not text.strip() or ":" in text or not same_level:
        return None
    if not fault.complains("mapping values are not allowed", "simple key"):
        return None
    column, value = len(_indent(text)), text.strip()
    return fault.found(codes.STRAY_LINE, number, column, width=len(value), value=quote(value))


def _list_beside_keys(fault: Fault) -> Finding | None:
    if "document start" in fault.problem:
        return None
    if not fault.complains("block mapping", "block collection"):
        return None
    indent = len(_indent(fault.line))
    if indent != fault.begin.column:
        return None
    width = len(fault.line.strip())
    return fault.found(codes.LIST_BESIDE_KEYS, fault.at.line, indent, width=width)


def _bad_indent(fault: Fault) -> Finding | None:
    if not fault.complains("block mapping", "block collection", "mapping values", "document start"):
        return None
    indent, width = len(_indent(fault.line)), len(fault.line.strip())
    return fault.found(codes.BAD_INDENT, fault.at.line, indent, width=width, found=indent)


def _syntax(fault: Fault) -> Finding:
    return fault.found(codes.SYNTAX, fault.at.line, fault.at.column, problem=fault.problem)


def _indent(line: str) -> str:
    return line[: len(line) - len(line.lstrip())]


_TRAPS: tuple[Callable[[Fault], Finding | None], ...] = (
    _tab,
    _odd_space,
    _target,
    _unclosed_quote,
    _unknown_escape,
    _reserved_first,
    _text_after_quote,
    _text_after_bracket,
    _colon_in_text,
    _no_space_after_colon,
    _unpaired_bracket,
    _empty_key,
    _stray_line,
    _list_beside_keys,
    _bad_indent,
    _syntax,
)
