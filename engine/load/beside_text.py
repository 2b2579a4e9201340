"""Findings that are hidden beside the text, each with its reason: `# roadmap: ignore[L649] …`.

A comment without codes or without a reason hides nothing and is told; so are a code that there is
none of, one that hid nothing, and one that would hide an error because of which the project cannot
be used.
"""

import re
from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from functools import cache

from engine.classes import dataclass
from engine.codes import (
    CODES,
    across,
    cycle,
    deciding,
    documents,
    orders,
    rules,
    run,
    tables,
    texts,
    yaml,
)
from engine.codes import checks as checked
from engine.codes import spec as codes
from engine.diagnostics import Finding, Origin, Place, Severity, Worded, finding
from engine.lazy import lazy_pattern
from engine.load.checked import PACKAGED
from engine.load.sources import Sources
from engine.yamltext.comments import comments_with

MARK = "roadmap:"
VERB = "ignore"
_SAID = lazy_pattern(r"(?P<verb>[^\W\d_]+)[ \t]*(?:\[(?P<codes>[^\]]*)\])?[\s:—–-]*(?P<reason>.*)")

OF_DOCUMENTS = frozenset(
    code.id for room in (documents, texts, across, orders) for code in room.CODES
)
"""What `lint` may find of itself."""
_OF_DAYS = frozenset({codes.NO_LONGER_NEW.id, codes.NO_LONGER_VALID.id})
_OF_RUNS = frozenset(
    code.id
    for code in (
        rules.VALUE_NEVER_OCCURS, rules.VALUE_IN_LISTS, rules.VALUE_SAID_OTHERWISE,
        rules.PERSONS_BY_ROWS, deciding.UNANSWERED, deciding.ANSWERED_STRANGER,
        checked.EXPIRED_WAIVER, checked.UNUSED_WAIVER,
    )
)  # fmt: skip
OF_SPECS = frozenset(
    code.id for room in (yaml, codes, rules, checked, cycle, deciding) for code in room.CODES
) - {*_OF_DAYS, *_OF_RUNS, codes.WORDS_NOT_IN_ORDER.id, codes.ORDER_UNREAD.id}
"""What `validate` may find, whatever the day."""
OF_TABLES = _OF_RUNS | {code.id for room in (tables, run) for code in room.CODES}
"""What may be found once tables are read and waivers have done their work."""


@dataclass(frozen=True, slots=True)
class Ignore:
    """A code that a comment at a place hides in the lines that it speaks of."""

    code: str
    at: Place
    lines: range
    reason: str

    def covers(self, place: Place) -> bool:
        """Whether it speaks of what stands there."""
        return place.file == self.at.file and place.line in self.lines


@dataclass(frozen=True, slots=True)
class Hidden:
    """A finding that is not shown, and what hides it."""

    finding: Finding
    by: Ignore


@dataclass(frozen=True, slots=True)
class Parted:
    """Findings that are shown, and those that are hidden."""

    kept: tuple[Finding, ...]
    hidden: tuple[Hidden, ...]


def read_ignores(
    sources: Sources, files: Iterable[str], findings: list[Finding]
) -> tuple[Ignore, ...]:
    """What the comments of the files hide; what is wrong with the comments is noted."""
    ignores = list[Ignore]()
    for file in files:
        if file in sources.maps and not file.startswith(f"{PACKAGED}/"):
            for each in _of_file(sources, file):
                if isinstance(each, Ignore):
                    ignores.append(each)
                else:
                    findings.append(each)
    return tuple(ignores)


def _of_file(sources: Sources, file: str) -> Iterator[Ignore | Finding]:
    source = sources.maps[file]
    for comment in comments_with(MARK, source):
        at = source.between(comment.start, comment.end)
        said = _SAID.match(comment.said)
        if said is None or not (_is_near_verb(said["verb"]) or _names_a_code(said)):
            continue
        if amiss := _amiss(said):
            yield finding(codes.IGNORE_UNREAD, at, amiss=Worded(f"ignore.{amiss}"))
            continue
        named = {part: _known(part) for part in map(str.strip, said["codes"].split(","))}
        for part, code in named.items():
            if code is None:
                near = ", ".join(_near(part))
                yield finding(codes.IGNORE_OF_NO_CODE, at, named=part, hint=near)
        for code in dict.fromkeys(filter(None, named.values())):
            yield Ignore(code, at, comment.lines, said["reason"].strip())


def _is_near_verb(verb: str) -> bool:
    return bool(get_close_matches(verb.lower(), (VERB,), 1, 0.7))


def _names_a_code(said: re.Match[str]) -> bool:
    """«игнорировать[L649] …»: whatever the word, the brackets tell what is wanted."""
    return any(_known(part.strip()) for part in (said["codes"] or "").split(","))


def _amiss(said: re.Match[str]) -> str | None:
    """What a comment lacks: the word, the codes or the reason."""
    if said["verb"] != VERB:
        return "verb"
    if not (said["codes"] or "").strip():
        return "codes"
    return None if re.search(r"[^\W\d_]{2}", said["reason"]) else "reason"


@cache
def _ids() -> dict[str, str]:
    return {name: code.id for code in CODES for name in (code.id, code.name)}


def _known(named: str) -> str | None:
    return _ids().get(named) or _ids().get(named.upper())


def _near(named: str) -> list[str]:
    return get_close_matches(named, _ids(), 1) or get_close_matches(named.upper(), _ids(), 1)


def hide(
    findings: Iterable[Finding],
    ignores: Iterable[Ignore],
    sources: Sources,
    *,
    of: frozenset[str],
    errors_too: bool = False,
    before: Iterable[Hidden] = (),
) -> Parted:
    """The findings parted; those that are kept are followed by a word on each comment that hides
    an error or, of the codes `of`, nothing here and nothing `before`."""
    waiting = tuple(ignores)
    kept, hidden, refused = list[Finding](), list[Hidden](), set[Ignore]()
    for each in findings:
        by = _hiding(each, waiting, sources)
        if by and (errors_too or each.severity is not Severity.ERROR):
            hidden += [Hidden(each, by)]
            continue
        kept.append(each)
        refused |= {by} if by else set()
    used = {each.by for each in (*before, *hidden)}
    idle = [each for each in waiting if each.code in of and each not in used | refused]
    told = [finding(checked.IGNORE_OF_ERROR, each.at, hides=each.code) for each in waiting
            if each in refused]  # fmt: skip
    told += [finding(checked.IDLE_IGNORE, each.at, hides=each.code) for each in idle]
    return Parted((*kept, *told), tuple(hidden))


def _hiding(found: Finding, ignores: tuple[Ignore, ...], sources: Sources) -> Ignore | None:
    """The narrowest that speaks of the finding."""
    named = [each for each in ignores if each.code == found.code.id]
    if not named or (isinstance(found.at, Origin) and found.at.file not in sources.maps):
        return None
    place = sources.place(found.at)
    return min(
        (each for each in named if each.covers(place)),
        key=lambda each: len(each.lines),
        default=None,
    )
