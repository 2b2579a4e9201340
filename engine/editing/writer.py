"""Sheet → text in the one way: two spaces, 100 columns, one empty line at most.

How a text is written: plain where that is safe, else in quotes, else folded or literal.
"""

import re

from engine.editing.nodes import Collection, Comment, Entry, Node, Scalar, Sheet
from engine.lazy import lazy_pattern
from engine.yamltext.reader import lookalike, read_plain

WIDTH = 100

_SIGNS = "-?:,[]{}#&*!|>'\"%@`"
_IN_FLOW = lazy_pattern(r"[,\[\]{}?]")
_ESCAPES = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t"})
_BREAK = lazy_pattern(r"(?<=[^ ]) (?=[^ ])")


def in_line(scalar: Scalar, *, flow: bool) -> str:
    """The text on one line; what was quoted stays quoted."""
    text = scalar.text
    if is_bare(scalar):
        return text
    if scalar.style not in ("'", '"') and is_plain(text, flow=flow):
        return text
    simple = "'" not in text and "\n" not in text and "\t" not in text
    if simple and ('"' in text or "\\" in text):
        return f"'{text}'"
    return f'"{text.translate(_ESCAPES)}"'


def as_key(key: Scalar, *, flow: bool) -> str:
    """A key stands without quotes wherever it can."""
    return key.text if is_plain(key.text, flow=flow) else in_line(key, flow=flow)


def is_bare(scalar: Scalar) -> bool:
    """Whether it was written without quotes and means no text, or might be taken for none."""
    text = scalar.text
    return scalar.style == "" and (read_plain(text) is not text or lookalike(text) is not None)


_MARKER = lazy_pattern(r"(?:---|\.\.\.)(?:\s|$)")
"""At the beginning of a line it ends the document or begins another."""


def is_plain(text: str, *, flow: bool) -> bool:
    """Whether the text without quotes is read as itself by every reader."""
    if (
        _MARKER.match(text)
        or not text
        or text[0].isspace()
        or text[-1].isspace()
        or "\n" in text
        or "\t" in text
    ):
        return False
    if text[0] in _SIGNS and (flow or text[0] not in "-?:" or text[1:2] in ("", " ")):
        return False
    if ": " in text or " #" in text or text.endswith(":") or (flow and _IN_FLOW.search(text)):
        return False
    if flow and ":" in text and not re.fullmatch(r"(?:[^:]|:(?=[\w/]))*", text):
        return False
    return read_plain(text) is text and lookalike(text) is None and text not in ("<<", "=")


def layout(scalar: Scalar, prefix: str, indent: int) -> tuple[str, list[str]]:
    """The line that begins with the prefix, and the lines below it, indented by `indent`."""
    short = prefix + in_line(scalar, flow=False)
    if is_bare(scalar):
        return short.rstrip(), []
    if "\n" in scalar.text:
        return _several_lines(scalar, prefix, indent) or (short, [])
    if len(short) > WIDTH >= len(prefix) + len(scalar.text) and is_plain(scalar.text, flow=False):
        return prefix + scalar.text, []
    stays_block = scalar.style in ("|", ">") and not is_plain(scalar.text, flow=False)
    if not _folds(scalar.text) or (len(short) <= WIDTH and not stays_block):
        return short, []
    return f"{prefix}>-", _indented(fold(scalar.text, WIDTH - indent), indent)


def fold(text: str, width: int) -> list[str]:
    """Lines not wider than `width` where words allow it; each break stands for one space."""
    lines: list[str] = []
    for word in _BREAK.split(text):
        if lines and len(lines[-1]) + 1 + len(word) <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


def _folds(text: str) -> bool:
    return text.strip() == text and text != "" and "\t" not in text and not text[0].isspace()


def _several_lines(scalar: Scalar, prefix: str, indent: int) -> tuple[str, list[str]] | None:
    """A block for a text of several lines; None where only quotes keep it."""
    body = scalar.text.removesuffix("\n")
    lines = body.split("\n")
    bad = any(line != line.rstrip() or "\t" in line for line in lines)
    if bad or not lines[0] or lines[0][0].isspace() or not lines[-1]:
        return None
    chomp = "" if body != scalar.text else "-"
    is_short = all(len(line) <= WIDTH - indent for line in lines)
    if scalar.style == "|" or is_short or any(line[:1].isspace() for line in lines):
        return f"{prefix}|{chomp}", _indented(lines, indent)
    return f"{prefix}>{chomp}", _indented(_folded(body, WIDTH - indent), indent)


def _folded(body: str, width: int) -> list[str]:
    """Paragraphs folded: n breaks between two of them are written as n + 1."""
    lines: list[str] = []
    for index, part in enumerate(re.split(r"(\n+)", body)):
        lines.extend([""] * len(part) if index % 2 else fold(part, width))
    return lines


def _indented(lines: list[str], indent: int) -> list[str]:
    return [f"{' ' * indent}{line}" if line else "" for line in lines]


_STEP = 2


def write_sheet(sheet: Sheet) -> str:
    """The canonical text; the same sheet always gives the same text."""
    lines = _comments(sheet.head, 0)
    if sheet.root.entries:
        lines += _block(sheet.root, 0)
    else:
        lines += [*_comments(sheet.root.tail, 0), "{}" if sheet.root.is_mapping else "[]"]
    while lines and not lines[0]:
        lines.pop(0)
    return "\n".join(lines) + "\n"


def one_line(node: Node) -> str | None:
    """The node in flow style; None where comments or texts of several lines forbid it."""
    if isinstance(node, Scalar):
        hidden = "\n" in node.text or (node.text == "" and is_bare(node))
        return None if hidden else in_line(node, flow=True)
    if node.tail or (node.entries and not node.is_flow):
        return None
    parts = [_flow_entry(entry) for entry in node.entries]
    if None in parts:
        return None
    inner = ", ".join(part for part in parts if part is not None)
    return f"{{{inner}}}" if node.is_mapping else f"[{inner}]"


def _flow_entry(entry: Entry) -> str | None:
    value = None if entry.before or entry.beside else one_line(entry.value)
    if value is None or entry.key is None:
        return value
    return f"{as_key(entry.key, flow=True)}: {value}"


def _block(node: Collection, indent: int) -> list[str]:
    lines: list[str] = []
    for entry in node.entries:
        lines += _entry(entry, indent)
    return lines + _comments(node.tail, indent)


def _entry(entry: Entry, indent: int) -> list[str]:
    above = _comments(entry.before, indent)
    if entry.blank:
        above.append("")
    if isinstance(entry.value, Scalar):
        return above + _scalar_entry(entry, entry.value, indent)
    line = _flow_line(entry, entry.value, indent)
    if line is not None:
        return [*above, line]
    if entry.key is not None:
        if not entry.value.entries:
            line = _beside(_prefix(entry, indent) + _empty(entry.value), entry.beside)
            return _comments(entry.value.tail, indent) + above + [line]
        opening = _beside(_prefix(entry, indent).rstrip(), entry.beside)
        return [*above, opening, *_block(entry.value, indent + _STEP)]
    return above + _item(entry, entry.value, indent)


def _scalar_entry(entry: Entry, value: Scalar, indent: int) -> list[str]:
    first, below = layout(value, _prefix(entry, indent), indent + _STEP)
    return [_beside(first, entry.beside), *below]


def _flow_line(entry: Entry, value: Collection, indent: int) -> str | None:
    flow = one_line(value)
    line = None if flow is None else _prefix(entry, indent) + flow
    if line is None or (len(line) > WIDTH and value.entries):
        return None
    return _beside(line, entry.beside)


def _item(entry: Entry, value: Collection, indent: int) -> list[str]:
    """`- ` before the first line of a block; comments that stood there go above the dash."""
    comments = [entry.beside] if entry.beside else []
    comments += [] if value.entries else value.tail
    if not value.entries:
        return [*_comments(comments, indent), _prefix(entry, indent) + _empty(value)]
    first = value.entries[0]
    hoisted = comments + first.before
    inner = Entry(first.key, first.value, [], first.beside)
    rest = Collection(value.is_mapping, value.is_flow, 0, value.entries[1:], value.tail)
    lines = _entry(inner, indent + _STEP)
    while lines[0].lstrip().startswith("#"):
        hoisted.append(Comment(lines.pop(0).strip(), indent))
    lines[0] = f"{' ' * indent}- {lines[0].lstrip(' ')}"
    return _comments(hoisted, indent) + lines + _block(rest, indent + _STEP)


def _empty(value: Collection) -> str:
    return "{}" if value.is_mapping else "[]"


def _prefix(entry: Entry, indent: int) -> str:
    start = " " * indent
    return f"{start}- " if entry.key is None else f"{start}{as_key(entry.key, flow=False)}: "


def _comments(comments: list[Comment], indent: int) -> list[str]:
    lines: list[str] = []
    for comment in comments:
        lines += (
            ["", f"{' ' * indent}{comment.text}"]
            if comment.blank
            else [f"{' ' * indent}{comment.text}"]
        )
    return lines


def _beside(line: str, comment: Comment | None) -> str:
    """The comment stays in its column where there is room, so that columns stay aligned."""
    if comment is None:
        return line
    column = max(comment.column, len(line) + 2)
    if column + len(comment.text) > WIDTH:
        column = len(line) + 2
    return f"{line:<{column}}{comment.text}"
