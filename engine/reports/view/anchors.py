"""Ids of the parts of a report, safe in HTML and in the address of a link."""

import re

from engine.model.spec import Level

_UNSAFE = re.compile(r"[^A-Za-z0-9_-]")


def roadmap_anchor(slug: str) -> str:
    """`r-low-results`."""
    return f"r-{_safe(slug)}"


def indicator_anchor(slug: str | None, id: str) -> str:
    """`i-low-results--teachers-supported`; of a requirement `q-school-site-section`."""
    return f"q-{_safe(id)}" if slug is None else f"i-{_safe(slug)}--{_safe(id)}"


def event_anchor(slug: str, id: str) -> str:
    """`e-low-results--target-groups`."""
    return f"e-{_safe(slug)}--{_safe(id)}"


def picture_anchor(kind: str, slug: str) -> str:
    """`p-matrix--low-results`."""
    return f"p-{kind}--{_safe(slug)}"


def organisation_anchor(code: str, level: Level = Level.SCHOOL) -> str:
    """`o-edu220101`; of a municipality `m-…`."""
    return f"{'o' if level is Level.SCHOOL else 'm'}-{_safe(code)}"


def _safe(text: str) -> str:
    return _UNSAFE.sub(lambda match: f"_{ord(match[0]):x}", text)
