"""One text of a spec replaced at its place; every other character of the file stays as it is."""

from copy import deepcopy
from typing import Any

from engine.diagnostics import Route, has_errors
from engine.editing.nodes import Scalar, comments_of
from engine.editing.reader import read_sheet
from engine.editing.writer import in_line
from engine.yamltext import Document, parse


class NotChanged(Exception):  # noqa: N818
    """The file is no YAML, or no text stands at the route."""


def with_text(data: bytes, file: str, route: Route, text: str) -> bytes:
    """The file with `text` at the route. Raises NotChanged; nothing but that value differs, and
    every comment is kept."""
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


def _replaced(document: Document, route: Route, text: str) -> Any:
    wanted: Any = deepcopy(document.data)
    node = wanted
    for step in route[:-1]:
        node = node[step]
    if not isinstance(node[route[-1]], str):
        raise NotChanged(document.file)
    node[route[-1]] = text
    return wanted
