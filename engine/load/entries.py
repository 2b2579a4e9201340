"""Typed reading of plain data whose shape the schema has already vouched for.

Dates and periods of specs. Their form is the schema's business; the calendar is ours.

What the scan lost: null needs a word why, and a word why needs a field.

Stages of the cycle as a spec names them: one, or a list in the order of the cycle.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import pairwise

from engine.classes import dataclass
from engine.codes import spec as codes
from engine.diagnostics import Finding, Origin, Route, finding
from engine.expressions.suggestions import nearest
from engine.lazy import lazy_pattern
from engine.model.spec import Stage, Window
from engine.yamltext import Data


@dataclass(frozen=True, slots=True)
class Entry:
    """A mapping of a spec with its place. Reading a key of another type is a defect, not input."""

    file: str
    data: Mapping[str, Data]
    route: Route = ()

    def origin(self, *steps: str | int, on_key: bool = False) -> Origin:
        """The place of the mapping, or of what the steps lead to."""
        return Origin(self.file, (*self.route, *steps), on_key)

    def text(self, key: str) -> str:
        """A mandatory text."""
        value = self.data[key]
        assert isinstance(value, str), (self.file, self.route, key)
        return value

    def maybe(self, key: str) -> str | None:
        """A text, or None when it is absent or null."""
        value = self.data.get(key)
        return value if isinstance(value, str) else None

    def flag(self, key: str) -> bool:
        """True when the key is there and true."""
        return self.data.get(key) is True

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts; a single text counts as a list of one; absent as an empty one."""
        value = self.data.get(key)
        if isinstance(value, str):
            return (value,)
        items = value if isinstance(value, list) else []
        return tuple(item for item in items if isinstance(item, str))

    def groups(self, key: str) -> "Iterator[tuple[str, ...]]":
        """The lists of texts in a list."""
        items = self.data.get(key)
        for item in items if isinstance(items, list) else ():
            if isinstance(item, list):
                yield tuple(each for each in item if isinstance(each, str))

    def pairs(self, key: str) -> tuple[tuple[str, str], ...]:
        """The texts of a mapping, with their keys."""
        value = self.data.get(key)
        if not isinstance(value, dict):
            return ()
        return tuple((name, text) for name, text in value.items() if isinstance(text, str))

    def entry(self, key: str) -> "Entry | None":
        """The mapping under a key."""
        value = self.data.get(key)
        return Entry(self.file, value, (*self.route, key)) if isinstance(value, dict) else None

    def entries(self, key: str) -> "Iterator[Entry]":
        """The mappings of a list."""
        items = self.data.get(key)
        for index, item in enumerate(items if isinstance(items, list) else ()):
            if isinstance(item, dict):
                yield Entry(self.file, item, (*self.route, key, index))


_RUSSIAN_DATE = lazy_pattern(r"(\d{1,2})\.(\d{1,2})\.(\d{4})")


def iso_of(text: str) -> str:
    """«01.10.2021» as a date is written here; nothing where it is no day."""
    russian = _RUSSIAN_DATE.fullmatch(text.strip())
    if russian is None:
        return ""
    day, month, year = map(int, russian.groups())
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return ""


def read_date(entry: Entry, key: str, findings: list[Finding]) -> date | None:
    """The date under a key; None when it is absent, null or in no calendar."""
    text = entry.maybe(key)
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        findings.append(
            finding(codes.DATE_IMPOSSIBLE, entry.origin(key), date=text, hint=iso_of(text))
        )
        return None


def read_period(entry: Entry | None, findings: list[Finding]) -> Window | None:
    """The window of a `period`; None when it is null, with the reason beside it."""
    if entry is None:
        return None
    start, end = read_date(entry, "from", findings), read_date(entry, "to", findings)
    if start and end and start > end:
        origin = entry.origin("to")
        findings.append(
            finding(codes.PERIOD_REVERSED, origin, start=start.isoformat(), end=end.isoformat())
        )
        return None
    unknown = [key for key in ("from", "to") if entry.data.get(key) is None]
    if unknown and not entry.maybe("reason"):
        findings.append(finding(codes.PERIOD_UNEXPLAINED, entry.origin(unknown[0]), key=unknown[0]))
    return Window(start, end) if start and end else None


_ITEM = lazy_pattern(r"(?P<field>\w+) (?P<number>[1-9]\d*)")


def check_gaps(
    entry: Entry, fields: tuple[str, ...], *, nullable: tuple[str, ...]
) -> Iterable[Finding]:
    """Findings about `lost`, `suggested`, `not_printed` and unexplained nulls of one mapping."""
    data = entry.data
    explained = {_field(name) for name in (*_names(entry, "lost"), *_names(entry, "not_printed"))}
    for name in nullable:
        if name in data and data[name] is None and name not in explained:
            yield finding(codes.NULL_UNEXPLAINED, entry.origin(name), field=name)
    if "lost" in data or "suggested" in data or "not_printed" in data:
        yield from _unknown_fields(entry, fields)


def _unknown_fields(entry: Entry, fields: tuple[str, ...]) -> Iterable[Finding]:
    for key in ("lost", "suggested", "not_printed"):
        for step, name in enumerate(_names(entry, key)):
            if _field(name) in fields and _item_is_there(entry, name):
                continue
            at = (
                entry.origin(key, step)
                if key == "not_printed"
                else entry.origin(key, name, on_key=True)
            )
            hint = nearest(_field(name), fields) or ""
            yield finding(
                codes.UNKNOWN_GAP, at, key=key, field=name, hint="" if hint == name else hint
            )


def _names(entry: Entry, key: str) -> tuple[str, ...]:
    return entry.texts(key) if key == "not_printed" else tuple(name for name, _ in entry.pairs(key))


def _field(name: str) -> str:
    item = _ITEM.fullmatch(name)
    return item["field"] if item else name


def _item_is_there(entry: Entry, name: str) -> bool:
    """«items 2» needs a second item; a plain field name needs nothing more."""
    item = _ITEM.fullmatch(name)
    if item is None:
        return True
    items = entry.data.get(item["field"])
    return isinstance(items, list) and int(item["number"]) <= len(items)


_ORDER = {stage: number for number, stage in enumerate(Stage)}


def read_stages(entry: Entry, key: str, findings: list[Finding]) -> tuple[Stage, ...]:
    """The stages; two that stand against the order of the cycle are a finding."""
    stages = tuple(Stage(name) for name in entry.texts(key))
    for at, (first, second) in enumerate(pairwise(stages), 1):
        if _ORDER[first] > _ORDER[second]:
            findings.append(
                finding(
                    codes.STAGES_OUT_OF_ORDER,
                    entry.origin(key, at),
                    first=second.value,
                    second=first.value,
                )
            )
    return stages
