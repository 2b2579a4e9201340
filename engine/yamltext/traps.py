"""Traps of lines: indents, brackets, and lines that are neither a key nor an item.

What the parser said, with the lines around it.

Pieces of a file, cut for a message.

Traps of values: texts that need quotes, and quotes that need a pair.
"""

import re

from engine.classes import dataclass
from engine.codes import yaml as codes
from engine.diagnostics import Code, Finding, Param, Place
from engine.lazy import lazy_pattern
from engine.yamltext.events import Mark

_LONGEST_LINE = 2000
"""Nobody writes longer lines by hand, and patterns would take their time over them."""


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
        """The line on which the parser stumbled."""
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
        """A line by its number from 0, cut when it is overlong; empty outside the file."""
        return self.lines[number][:_LONGEST_LINE].rstrip("\r") if self._has(number) else ""

    def _has(self, number: int) -> bool:
        return 0 <= number < len(self.lines)

    def complains(self, *words: str) -> bool:
        """Whether the parser's complaint has one of the words."""
        return any(word in self.context or word in self.problem for word in words)

    @property
    def indent(self) -> str:
        """The white space before the line."""
        return indent_of(self.line)

    def found(
        self, code: Code, line: int, column: int, *, width: int = 1, **params: Param
    ) -> Finding:
        """A finding on one line; `line` and `column` count from 0."""
        place = Place(self.file, line + 1, column + 1, line + 1, column + 1 + width)
        return Finding(code, place, tuple(sorted(params.items())))


def indent_of(line: str) -> str:
    """The white space before a line, of whatever kind."""
    return line[: len(line) - len(line.lstrip())]


_LONGEST = 60


def quote(text: str) -> str:
    """The beginning of a text, on one line, short enough for a message."""
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else line[: _LONGEST - 1].rstrip() + "…"


_GLUED = lazy_pattern(r"^[\s-]*(?P<key>[A-Za-z_]+):(?P<value>[^\s:/].*)$")


DEPTH_LIMIT = 64
"""Deepest nesting that is read; a real roadmap has 7."""


KEY_LIMIT = 500
"""Longest key in letters. YAML itself knows no key of more than 1,024 signs, and with every letter
escaped this one stays below them however it is written."""


def long_key(fault: Fault) -> Finding | None:
    """A key that the parser did not take for one: it is overlong, or goes over several lines."""
    line = fault.lines[fault.at.line] if fault.at.line < len(fault.lines) else ""
    is_colon = line[fault.at.column : fault.at.column + 1] == ":"
    if not is_colon or not fault.complains("flow", "mapping values"):
        line, end = _line_of_key(fault)
        number = fault.begin.line
    else:
        number, end = fault.at.line, fault.at.column
    start = _start_of_key(line[:end].rstrip())
    above = fault.text(number - 1).rstrip()[-1:]
    if start == 0 and "flow mapping" in fault.context and "}" in line[end:]:
        start = 0 if above in ("{", "[", ",") else -1  # the bracket has its pair
    if start is None or (start >= 0 and end - start <= KEY_LIMIT):
        return None
    key, start = quote(line[max(start, 0) : end]), max(start, 0)
    return fault.found(
        codes.KEY_TOO_LONG, number, start, width=end - start, key=key, limit=KEY_LIMIT
    )


def _line_of_key(fault: Fault) -> tuple[str, int]:
    """The line of a simple key that never ended, and where its colon stands."""
    ends = "simple key" in fault.context or "document start" in fault.problem
    if not ends or not fault.lines:
        return "", 0
    line = fault.lines[min(fault.begin.line, len(fault.lines) - 1)]
    return line, max(line.rfind(": "), len(line.rstrip()) - 1 if line.rstrip()[-1:] == ":" else 0)


def _start_of_key(before: str) -> int | None:
    """Where the key begins that ends the text; below 0 where a line above holds its beginning."""
    if not before:
        return None
    sign = before[-1]
    if sign not in ("'", '"'):
        return max(before.rfind(each) for each in "{[,") + 1
    opened = before.rfind(sign, 0, len(before) - 1)
    while opened > 0 and before[opened - 1] in (sign, "\\"):
        opened = before.rfind(sign, 0, opened - 1)
    return opened


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


def _opened(fault: Fault) -> tuple[int, int]:
    """Where the bracket stands; where the parser names the end of the text, the last one before."""
    line, column = fault.begin.line, fault.begin.column
    while line >= 0:
        text = fault.text(line)[: column + 1]
        if (found := max(text.rfind("["), text.rfind("{"))) >= 0:
            return line, found
        line, column = line - 1, len(fault.text(line - 1)) if line else 0
    return fault.begin.line, fault.begin.column


def unpaired_bracket(fault: Fault) -> Finding | None:
    """A bracket without its pair."""
    if "flow" in fault.context:
        line, column = _opened(fault)
        sign = fault.text(line)[column : column + 1]
        return fault.found(codes.UNPAIRED_BRACKET, line, column, sign=sign)
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


_KEY = r"[\s-]*(?:\{\s*)?(?P<key>[^\s:#'\"{\[][^:#'\"]*):[ \t]+"
_VALUE = lazy_pattern(rf"^{_KEY}(?P<value>\S.*)$")
_VALUE_IN_FLOW = lazy_pattern(r"[{,]\s*(?P<key>[\w-]+):\s+(?P<value>[^,{}\[\]]*)$")
_ITEM_IN_FLOW = lazy_pattern(r"[\[,]\s*(?P<value>[^\s,{}\[\]:][^,{}\[\]:]*)$")
_QUOTED = lazy_pattern(r"('(?:[^']|'')*'|\"(?:[^\"\\]|\\.)*\")$")
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


def after_the_end(fault: Fault) -> Finding | None:
    """A line of three dots ends a document: what stands below it begins another one."""
    ends = (at for at in range(min(fault.at.line, len(fault.lines))) if fault.text(at) == "...")
    end = next(ends, None)
    if end is None:
        return None
    return fault.found(codes.SEVERAL_DOCUMENTS, end, 0, width=3, mark="...")


def other_version(fault: Fault) -> Finding | None:
    """«%YAML 2.0»: there is none."""
    if not (fault.line.startswith("%YAML") and fault.complains("YAML")):
        return None
    return fault.found(
        codes.OTHER_VERSION, fault.at.line, 0, width=len(fault.line), text=quote(fault.line)
    )
