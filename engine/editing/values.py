"""A key of a mapping gets another value, is added, or goes; every other character stays.

What is written is read back: a file that would say anything else is not made.
"""

import re
from collections import Counter
from copy import deepcopy
from typing import Any

from engine.classes import dataclass
from engine.diagnostics import Finding, Route, has_errors
from engine.editing.changing import NotChanged
from engine.editing.nodes import Scalar, comments_of
from engine.editing.reader import read_sheet
from engine.editing.writer import in_line, is_plain, layout
from engine.lazy import lazy_pattern
from engine.yamltext import Document, in_one_piece, parse

_STEP = 2
_REST_OF_LINE = lazy_pattern(r"[ \t]*(#[^\n]*)?\r?(\n|$)")
_COMMENT_BELOW = lazy_pattern(r"( *)#[^\n]*(\n|$)")


@dataclass(frozen=True, slots=True)
class Fragment:
    """A value as somebody wrote it in YAML, at the left margin."""

    text: str


Value = str | tuple[str, ...] | Fragment
"""A text, a list of texts, or YAML."""


class NotRead(NotChanged):
    """What should stand there is no YAML; `findings` say why, with lines of the fragment."""

    def __init__(self, findings: tuple[Finding, ...]) -> None:
        super().__init__("")
        self.findings = findings


def with_value(
    data: bytes, file: str, route: Route, value: Value | None, order: tuple[str, ...] = ()
) -> bytes:
    """The file with the value under the key that ends the route; None takes the key away. A new key
    stands behind those that come before it in `order`. Letters of the value stand in one piece
    (NFC), as they are read.

    Raises NotChanged, and NotRead for a fragment that is no YAML.
    """
    parsed = parse(data, file)
    if parsed.document is None or has_errors(parsed.findings):
        raise NotChanged(file)
    document, value = parsed.document, _in_one_piece(value)
    wanted = _wanted(document, route, value)
    after = _spliced(document, route, value, order).encode("utf-8")
    again = parse(after, file).document
    if again is None or again.data != wanted:
        raise NotChanged(file)
    told, kept = _comments(document), _comments(again)
    if isinstance(value, Fragment):  # which may do without those of the value that it replaces
        lost = Counter(told) - Counter(kept)
        own = document.source.written(route) if document.source.key_span(route) else ""
        if any(each not in own for each in lost):
            raise NotChanged(file)
    elif kept != told:
        raise NotChanged(file)
    return after


def _in_one_piece(value: Value | None) -> Value | None:
    match value:
        case str():
            return in_one_piece(value)
        case tuple():
            return tuple(in_one_piece(each) for each in value)
        case Fragment():
            return Fragment(in_one_piece(value.text))
    return value


def _comments(document: Document) -> list[str]:
    return comments_of(read_sheet(document.source.text))


def _wanted(document: Document, route: Route, value: Value | None) -> Any:
    wanted: Any = deepcopy(document.data)
    node = wanted
    try:
        for step in route[:-1]:
            node = node[step]
        if not isinstance(node, dict):
            raise NotChanged(document.file)
        if value is None:
            del node[route[-1]]
        else:
            node[route[-1]] = _read(value)
    except (LookupError, TypeError) as problem:
        raise NotChanged(document.file) from problem
    return wanted


def _read(value: Value) -> Any:
    if isinstance(value, str):
        return value
    if isinstance(value, tuple):
        return list(value)
    parsed = parse(_under_key("x", value.text, 0).encode("utf-8"), "")
    if parsed.document is None or has_errors(parsed.findings):
        raise NotRead(parsed.findings)
    return parsed.document.data["x"]


def _under_key(key: str, text: str, margin: int) -> str:
    return f"{key}:{_of_fragment(text, margin)}"


def _of_fragment(text: str, margin: int) -> str:
    """What stands behind the colon of a key: one line beside it, several below it."""
    lines = text.strip("\n").rstrip().splitlines()
    if len(lines) < 2:
        return f" {lines[0].strip()}" if lines else ""
    if re.match(r"[|>][-+0-9]*$", lines[0]):  # a block scalar begins beside its key
        return f" {lines[0]}" + _indented(lines[1:], margin + _STEP)
    return _indented(lines, margin + _STEP)


def _indented(lines: list[str], margin: int) -> str:
    return "".join(f"\n{' ' * margin}{line}" if line else "\n" for line in lines)


def _spliced(document: Document, route: Route, value: Value | None, order: tuple[str, ...]) -> str:
    source = document.source
    key = source.key_span(route)
    if key is None and value is not None:
        return _added(document, route, value, order)
    assert key is not None
    colon = _colon(document, key[1])
    if value is None:
        return _taken_away(document, route, key[0], colon)
    return _replaced(document, route, key, value)


def _at(document: Document, route: Route) -> Any:
    found: Any = document.data
    for step in route:
        found = found[step]
    return found


def value_span(document: Document, route: Route) -> tuple[int, int]:
    """Where in the text a value begins and ends; comments below its last entry are not its own."""
    start, end = document.source.span(route)
    value, last = _at(document, route), route
    while isinstance(value, dict | list) and value and not _in_braces(document, last):
        last = (*last, next(reversed(value)) if isinstance(value, dict) else len(value) - 1)
        value = _at(document, last)
        end = document.source.span(last)[1]
        key = document.source.key_span(last)
        end = max(end, _colon(document, key[1])) if key else end
    return start, end


def _colon(document: Document, at: int) -> int:
    text = document.source.text
    found = re.compile(r"\s*:").match(text, at)
    if found is None:
        raise NotChanged(document.file)
    return found.end()


def _in_braces(document: Document, route: Route) -> bool:
    """Whether the mapping, or the list, is written in braces or brackets."""
    return document.source.written(route)[:1] in ("{", "[")


def _margin(text: str, at: int) -> int:
    return at - (text.rfind("\n", 0, at) + 1)


def _replaced(document: Document, route: Route, key: tuple[int, int], value: Value) -> str:
    whole, colon = document.source.text, _colon(document, key[1])
    start, end = value_span(document, route)
    end = max(end, colon)
    former = whole[start:end] if start >= colon else ""
    flow = _in_braces(document, route[:-1])
    said = _written(document, route, value, former, _margin(whole, key[0]), flow=flow)
    comment = whole[colon:start].strip() if start >= colon else ""
    beside = _REST_OF_LINE.match(whole, end)
    if not comment and "\n" in said and beside and beside[1]:
        comment, end = beside[1].rstrip(), beside.end(1)
    if comment:  # it stays in the line of the key
        first, _, below = said.partition("\n")
        if not first and start >= colon:
            above = whole[colon:start].rstrip() or f"  {comment}"
            return whole[:colon] + above + _with_ends(said, whole) + whole[end:]
        said = f"{first}  {comment}" + (f"\n{below}" if below else "")
    return whole[:colon] + _with_ends(said, whole) + whole[end:]


def _with_ends(said: str, whole: str) -> str:
    return said.replace("\n", "\r\n") if "\r\n" in whole else said


def _written(
    document: Document, route: Route, value: Value, former: str, margin: int, *, flow: bool
) -> str:
    """What stands behind the colon."""
    if isinstance(value, Fragment):
        lines = value.text.strip("\n").splitlines()
        if flow and len(lines) > 1:
            raise NotChanged(document.file)
        return _of_fragment(value.text, margin)
    if isinstance(value, tuple):
        return _list_written(document, route, value, former, flow=flow)
    return _text_written(value, former, margin, flow=flow)


def _text_written(text: str, former: str, margin: int, *, flow: bool) -> str:
    style = former[:1] if former[:1] in ("'", '"', "|", ">") else ""
    if style not in ("'", '"') and not is_plain(text, flow=flow) and "\n" not in text:
        style = style if style and not flow else '"'
    if flow:
        quoted = style if style in ("'", '"', "") else '"'
        return f" {in_line(Scalar(text, quoted), flow=True)}"
    first, below = layout(Scalar(text, style), " " * margin + "x: ", margin + _STEP)
    return "".join((first[margin + 2 :], *(f"\n{line}" for line in below)))


def _list_written(
    document: Document,
    route: Route,
    items: tuple[str, ...],
    former: str,
    *,
    flow: bool,
) -> str:
    """In brackets on one line, or by dashes as it stood; items that stay are not written anew."""
    if flow or not former.startswith("- "):
        inner = ", ".join(_text_written(item, "", 0, flow=True).strip() for item in items)
        return f" [{inner}]"
    there = _at(document, route)
    kept = {
        each: document.source.written((*route, at))
        for at, each in enumerate(there if isinstance(there, list) else ())
        if isinstance(each, str)
    }
    start, _ = document.source.span((*route, 0))
    inside = _margin(document.source.text, start) - 2
    lines = []
    for item in items:
        own = kept.get(item) or _text_written(item, "", inside, flow=False).strip(" ")
        lines.append(f"\n{' ' * inside}- {own}")
    return "".join(lines) or " []"


def _added(document: Document, route: Route, value: Value, order: tuple[str, ...]) -> str:
    source, whole, parent = document.source, document.source.text, route[:-1]
    there = _at(document, parent)
    key = str(route[-1])
    if not isinstance(there, dict):
        raise NotChanged(document.file)
    flow = _in_braces(document, parent)
    before = _neighbour(list(there), key, order)
    if flow:
        said = f"{key}:{_written(document, route, value, '', 0, flow=True)}"
        if before is None:
            at = source.span(parent)[0] + 1
            return whole[:at] + said + (", " if there else "") + whole[at:]
        at = value_span(document, (*parent, before))[1]
        return f"{whole[:at]}, {said}{whole[at:]}"
    if before is None:
        raise NotChanged(document.file)  # no block is empty, and its first key names it
    first = source.key_span((*parent, next(iter(there))))
    assert first is not None
    margin = _margin(whole, first[0])
    said = f"{' ' * margin}{key}:{_written(document, route, value, '', margin, flow=False)}"
    at = end_of_entry(document, (*parent, before), margin)
    gap = "" if whole[:at].endswith("\n") or not at else "\n"
    return whole[:at] + _with_ends(f"{gap}{said}\n", whole) + whole[at:]


def _neighbour(there: list[str], key: str, order: tuple[str, ...]) -> str | None:
    """The key behind which a new one stands: the last of those that come before it."""
    if key not in order:
        return there[-1] if there else None
    earlier = order[: order.index(key)]
    found = [each for each in there if each in earlier]
    return found[-1] if found else (there[0] if there else None)


def end_of_entry(document: Document, route: Route, margin: int) -> int:
    """Where the line below an entry of a block begins, the comments that stand further in than
    `margin` included."""
    source, whole = document.source, document.source.text
    key = source.key_span(route)
    end = max(value_span(document, route)[1], _colon(document, key[1]) if key else 0)
    rest = _REST_OF_LINE.match(whole, end)
    if rest is None:
        raise NotChanged(document.file)
    at = rest.end()
    while (below := _COMMENT_BELOW.match(whole, at)) and len(below[1]) > margin:
        at = below.end()
    return at


def _taken_away(document: Document, route: Route, start: int, colon: int) -> str:
    source, whole = document.source, document.source.text
    end = max(value_span(document, route)[1], colon)
    if _in_braces(document, route[:-1]):
        after = re.compile(r"\s*,\s*").match(whole, end)
        if after:
            return whole[:start] + whole[after.end() :]
        before = re.search(r"\s*,\s*$", whole[:start])
        return whole[: before.start() if before else start] + whole[end:]
    line = whole.rfind("\n", 0, start) + 1
    rest = _REST_OF_LINE.match(whole, end)
    if whole[line:start].strip() or rest is None:
        raise NotChanged(document.file)  # the dash of an item stands before its first key
    comment = (rest[1] or "").strip()
    if not comment:
        between = whole[colon : source.span(route)[0]].strip()
        comment = between if between.startswith("#") else ""
    kept = f"{whole[line:start]}{comment}\n" if comment else ""
    return whole[:line] + _with_ends(kept, whole) + whole[rest.end() :]
