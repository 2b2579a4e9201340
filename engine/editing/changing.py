"""A spec changed at one place: a text replaced, items added to a list; nothing else differs."""

import re
from copy import deepcopy
from typing import Any

from engine.diagnostics import Route, has_errors
from engine.editing.nodes import Scalar, comments_of
from engine.editing.reader import read_sheet
from engine.editing.writer import in_line
from engine.yamltext import Document, in_one_piece, parse


class NotChanged(Exception):  # noqa: N818
    """The file is no YAML, or no text stands at the route."""


def with_text(data: bytes, file: str, route: Route, text: str) -> bytes:
    """The file with `text` at the route. Raises NotChanged; nothing but that value differs, and
    every comment is kept. Its letters stand in one piece (NFC), as they are read."""
    text = in_one_piece(text)
    parsed = parse(data, file)
    if parsed.document is None or has_errors(parsed.findings):
        raise NotChanged(file)
    document = parsed.document
    wanted = _replaced(document, route, text)
    whole = document.source.text
    start, end = document.source.span(route)
    written = in_line(Scalar(text, '"'), flow=True)
    after = (whole[:start] + written + whole[end:]).encode("utf-8")
    again = parse(after, file).document
    if again is None or again.data != wanted:
        raise NotChanged(file)
    if comments_of(read_sheet(again.source.text)) != comments_of(read_sheet(whole)):
        raise NotChanged(file)
    return after


def with_items(data: bytes, file: str, key: str, items: str) -> bytes:
    """The file with more items at the end of the list under a key of its top: `items` is YAML, each
    item begun by a dash at the margin. A list that is not there is begun.

    Raises NotChanged; what stood there stays as it was written, comments too.
    """
    parsed = parse(data, file)
    if parsed.document is None or has_errors(parsed.findings):
        raise NotChanged(file)
    document, whole = parsed.document, parsed.document.source.text
    more = parse(f"{key}:\n{items}".encode(), file).document
    there = document.data.get(key, [])
    if more is None or not isinstance(there, list):
        raise NotChanged(file)
    added = more.data[key]
    assert isinstance(added, list)
    end = "\r\n" if "\r\n" in whole else "\n"
    at, margin, before = _place_for_items(document, key, there)
    lines = [f"{margin}{line}" if line else "" for line in items.splitlines()]
    after = whole[:at] + before.replace("\n", end) + end.join((*lines, "")) + whole[at:]
    again = parse(after.encode("utf-8"), file).document
    if again is None or again.data != {**document.data, key: [*there, *added]}:
        raise NotChanged(file)
    kept, said = comments_of(read_sheet(again.source.text)), comments_of(read_sheet(whole))
    if [each for each in kept if each in said] != said:
        raise NotChanged(file)
    return after.encode("utf-8")


def _place_for_items(document: Document, key: str, there: list[Any]) -> tuple[int, str, str]:
    """Where the items go in the text, how far in, and what stands before them."""
    whole = document.source.text
    ends = "" if not whole or whole.endswith("\n") else "\n"
    if key not in document.data:
        return len(whole), "  ", f"{ends}{key}:\n"
    if not there:
        raise NotChanged(document.file)
    start, _ = document.source.span((key, 0))
    begin = whole.rfind("\n", 0, start) + 1
    margin = re.match(r" *(?=- )", whole[begin:start])
    if margin is None:
        raise NotChanged(document.file)
    first, end = document.source.span((key, len(there) - 1))
    lines = whole[first:end].splitlines(keepends=True)
    while _tells_of_the_next(lines[-1], len(margin[0])):
        end -= len(lines.pop())
    end = first + len(whole[first:end].rstrip())
    at = whole.find("\n", end) + 1
    return (at, margin[0], "") if at else (len(whole), margin[0], ends)


def _tells_of_the_next(line: str, margin: int) -> bool:
    """A blank line, or a comment that stands no further in than the dash."""
    text = line.lstrip(" ")
    return not text.strip() or (text.startswith("#") and len(line) - len(text) <= margin)


def _replaced(document: Document, route: Route, text: str) -> Any:
    wanted: Any = deepcopy(document.data)
    node = wanted
    for step in route[:-1]:
        node = node[step]
    if not isinstance(node[route[-1]], str):
        raise NotChanged(document.file)
    node[route[-1]] = text
    return wanted
