"""How a text is written: plain where that is safe, else in quotes, else folded or literal."""

import re

from engine.editing.nodes import Scalar
from engine.yamltext.scalars import lookalike, read_plain

WIDTH = 100

_SIGNS = "-?:,[]{}#&*!|>'\"%@`"
_IN_FLOW = re.compile(r"[,\[\]{}?]")
_ESCAPES = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t"})
_BREAK = re.compile(r"(?<=[^ ]) (?=[^ ])")


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


def is_plain(text: str, *, flow: bool) -> bool:
    """Whether the text without quotes is read as itself by every reader."""
    if not text or text[0].isspace() or text[-1].isspace() or "\n" in text or "\t" in text:
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
