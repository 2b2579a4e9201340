"""The first line of a file: which format, and whether this engine reads that version."""

import re

from engine.codes import spec as codes
from engine.diagnostics import Finding, Origin, finding
from engine.expressions import nearest
from engine.yamltext import Document

_VERSION = re.compile(r"(?P<name>[a-z]+)/(?P<number>[1-9][0-9]{0,3})")


def format_fault(document: Document, expected: tuple[str, ...]) -> Finding | None:
    """None when the file is of an expected format; a newer version is told from an unknown name."""
    found = document.data.get("format")
    if found in expected:
        return None
    at = Origin(document.file, ("format",) if "format" in document.data else ())
    if newer_than := _known_version(str(found), expected):
        return finding(codes.NEWER_FORMAT, at, found=str(found), known=newer_than)
    hint = nearest(str(found), expected) or ""
    return finding(codes.UNKNOWN_FORMAT, at, found=str(found or ""), known=expected, hint=hint)


def _known_version(found: str, expected: tuple[str, ...]) -> str | None:
    """The version that this engine reads, where `found` is a later one of the same format."""
    later = _VERSION.fullmatch(found)
    for known in expected:
        own = _VERSION.fullmatch(known)
        if later and own and later["name"] == own["name"]:
            return known if int(later["number"]) > int(own["number"]) else None
    return None
