"""What an editor asks about a spec: what may stand here, what this means, where it is named.

No editor and no protocol here. Lines and characters are counted from 0. Only the text around the
cursor is looked at, so that an unfinished line can be completed; names come from the project as it
was last read without errors.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache
from typing import Any

from engine.diagnostics import Origin, Route
from engine.model.project import Project
from engine.model.spec import Roadmap, Stage
from engine.model.tables import Resource
from engine.packaged import schema_text
from engine.yamltext import Data, parse


class What(StrEnum):
    """What a name stands for."""

    GOAL = "goal"
    INDICATOR = "indicator"
    EVENT = "event"
    TABLE = "table"
    COLUMN = "column"
    DECISION = "decision"
    BODY = "body"
    RULE = "rule"
    KEY = "key"
    WORD = "word"


@dataclass(frozen=True, slots=True)
class Named:
    """A name with what it means; `origin` is where it is given, None for words of the language."""

    what: What
    name: str
    title: str
    origin: Origin | None = None
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Replacement:
    """Characters of a file from `start` to `end`, and what stands there instead."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Library:
    """Rules that `use:` may name: id → title."""

    rules: Mapping[str, str] = field(default_factory=dict)


_NAME = re.compile(r"[\w][\w./-]*")
_KEY = re.compile(r"(?:^|[{,\s\[-])([\w-]+):(?=\s|$)")
_IN = re.compile(r"\b(in|per|list|given):\s*[\"']?([\w-]+)")
_SLUG = re.compile(r"(?m)^slug:\s*[\"']?([\w-]+)")
_MEASURE = re.compile(r"\bmeasure:\s*[\"']?(\w+)")

_TABLES = frozenset({"in", "per", "list", "given", "resource", "dataset"})
_CONDITIONS = frozenset({"of", "where", "among", "reference", "before", "after_column"})
_COLUMNS = frozenset({"by", "column", "distinct", "weight", "organisation", "period", "date"})


def suggestions(
    project: Project, library: Library, text: str, line: int, character: int
) -> tuple[Named, ...]:
    """What may stand at the cursor; nothing where the place is not understood."""
    lines = text.split("\n")
    key = key_at(lines, line, character)
    found = tuple(offered(key, project, library, text, lines, line))
    return tuple({each.name: each for each in found}.values())


def offered(
    key: str | None, project: Project, library: Library, text: str, lines: list[str], line: int
) -> Iterator[Named]:
    """What may stand under a key of the item that the line stands in."""
    roadmap = _roadmap(project, text)
    match key:
        case "goal":
            yield from _goals(roadmap)
        case "serves":
            yield from (*_goals(roadmap), *_indicators(roadmap, full=False))
        case "after" | "events":
            full = roadmap is None
            own = project.roadmaps if full else (roadmap,)
            yield from (each for plan in own for each in _events(plan, full=full))
        case "indicator" | "indicators":
            yield from (each for plan in project.roadmaps for each in _indicators(plan, full=True))
        case "use":
            yield from (Named(What.RULE, id, title) for id, title in library.rules.items())
        case "body":
            yield from (
                Named(What.BODY, each.id, each.name, each.origin) for each in project.bodies
            )
        case "stage":
            yield from (Named(What.WORD, each.value, "") for each in Stage)
        case "measure":
            yield from _measures()
        case None:
            return
        case _ if key in _TABLES:
            yield from _tables(project)
        case _ if key in _CONDITIONS | _COLUMNS:
            table = _table_around(project, lines, line, key)
            yield from _columns(project, table) if table else ()


def key_at(lines: list[str], line: int, character: int) -> str | None:
    """The key whose value, or whose list, the cursor stands in; None where that is not seen."""
    before = lines[line][:character]
    keys = list(_KEY.finditer(before))
    if keys and _is_open(before[keys[-1].end() :]):
        return keys[-1][1]
    indent = len(before) - len(before.lstrip(" -"))
    if before.strip(" -[").strip() and not before.lstrip().startswith("-"):
        return None
    for above in reversed(lines[:line]):
        own = len(above) - len(above.lstrip(" "))
        if above.strip() and own < max(indent, 1):
            found = re.fullmatch(r"[ -]*([\w-]+):\s*(\[[^\]]*)?", above.rstrip())
            return found[1] if found else None
    return None


def _is_open(value: str) -> bool:
    """Whether the value that begins after a key still goes on at its end."""
    inside = value.lstrip()
    if inside.startswith("["):
        return "]" not in inside
    if inside[:1] in ("'", '"'):
        return inside.count(inside[0]) < 2
    return not re.search(r"[,}\]]", inside)


def _roadmap(project: Project, text: str) -> Roadmap | None:
    slug = _SLUG.search(text)
    return project.roadmap(slug[1]) if slug else None


def _goals(roadmap: Roadmap | None) -> Iterator[Named]:
    named = dict.fromkeys((*roadmap.goals, *roadmap.tasks)) if roadmap else ()
    for each in named:
        yield Named(What.GOAL, each.id, each.text, each.origin)


def _indicators(roadmap: Roadmap | None, *, full: bool) -> Iterator[Named]:
    for each in roadmap.indicators if roadmap else ():
        name = f"{roadmap.slug}/{each.id}" if full and roadmap else each.id
        target = each.target.text if each.target else ""
        yield Named(What.INDICATOR, name, each.text, each.origin, target)


def _events(roadmap: Roadmap | None, *, full: bool) -> Iterator[Named]:
    for each in roadmap.events if roadmap else ():
        name = f"{roadmap.slug}/{each.id}" if full and roadmap else each.id
        yield Named(What.EVENT, name, each.title or "", each.origin, each.schedule.text or "")


def _tables(project: Project) -> Iterator[Named]:
    for each in project.data.resources if project.data else ():
        yield Named(What.TABLE, each.name, each.title, each.origin)


def _columns(project: Project, table: Resource, prefix: str = "") -> Iterator[Named]:
    """The columns of a table, and over its keys those of the tables that they lead to."""
    for each in table.fields:
        detail = each.type.value
        yield Named(What.COLUMN, prefix + each.name, each.header, each.origin, detail)
        key = table.key_of(each.name)
        there = project.data.resource(key.resource) if key and project.data else None
        if there and not prefix:
            yield from _columns(project, there, f"{each.name}.")


def _table_around(
    project: Project, lines: list[str], line: int, key: str | None
) -> Resource | None:
    """The table that a condition of the rule around the cursor speaks of: `list:` for `among`, else
    `in:`, else whatever table the same item names."""
    if project.data is None:
        return None
    first = line
    while first > 0 and not re.match(r"\s*- ", lines[first]) and line - first < 40:
        first -= 1
    last = line + 1
    while last < len(lines) and not re.match(r"\s*- \w+:", lines[last]) and last - line < 20:
        last += 1
    found = dict(_IN.findall("\n".join(lines[first:last])))
    order = ("list", "in", "per", "given") if key == "among" else ("in", "per", "given", "list")
    named = (project.data.resource(found[name]) for name in order if name in found)
    return next((each for each in named if each), None)


@lru_cache(maxsize=8)
def _schema(kind: str) -> dict[str, Any]:
    told: dict[str, Any] = json.loads(schema_text(kind))
    return told


def _measures() -> Iterator[Named]:
    for name, part in _schema("roadmap")["$defs"].items():
        measure = part.get("properties", {}).get("measure", {}) if "measure_" in name else {}
        if "const" in measure:
            yield Named(What.WORD, measure["const"], measure.get("description", ""))


def meaning(
    project: Project, library: Library, text: str, line: int, character: int
) -> Named | None:
    """What the name under the cursor means; a key is explained in the words of the schema."""
    lines = text.split("\n")
    name = name_at(lines, line, character)
    if name is None:
        return None
    after = lines[line][_span(lines[line], character)[1] :]
    if re.match(r"[\"']?:(\s|$)", after):
        return _key_meaning(name, text, lines, line)
    known = _everything(project, library, _roadmap(project, text))
    table = _table_around(project, lines, line, key_at(lines, line, character))
    columns = _columns(project, table) if table else ()
    return next((each for each in (*columns, *known) if each.name == name), None)


def name_at(lines: list[str], line: int, character: int) -> str | None:
    """The name that the cursor stands in or right behind."""
    start, end = _span(lines[line], character)
    return lines[line][start:end] or None


def _span(line: str, character: int) -> tuple[int, int]:
    for found in _NAME.finditer(line):
        if found.start() <= character <= found.end():
            return found.start(), found.start() + len(found.group().rstrip("."))
    return character, character


def _everything(project: Project, library: Library, roadmap: Roadmap | None) -> Iterator[Named]:
    yield from _goals(roadmap)
    yield from _indicators(roadmap, full=False)
    yield from _events(roadmap, full=False)
    for plan in project.roadmaps:
        yield from _indicators(plan, full=True)
        yield from _events(plan, full=True)
    yield from _tables(project)
    for table in project.data.resources if project.data else ():
        yield from _columns(project, table, f"{table.name}.")
    for each in project.decisions:
        yield Named(What.DECISION, each.id, each.title, each.origin)
    for body in project.bodies:
        yield Named(What.BODY, body.id, body.name, body.origin)
    yield from (Named(What.RULE, id, title) for id, title in library.rules.items())


def _key_meaning(key: str, text: str, lines: list[str], line: int) -> Named | None:
    kind = re.search(r"(?m)^format:\s*[\"']?(\w+)/", text)
    names = {"roadmap": "roadmap", "project": "project", "data": "data", "rule": "rules"}
    whole = _schema(names.get(kind[1] if kind else "", "roadmap"))
    nearby = "\n".join(lines[max(line - 8, 0) : line + 3])
    measure = _MEASURE.search(nearby)
    parts = whole.get("$defs", {})
    first = [f"measure_{measure[1]}"] if measure else []
    for part in (*(parts.get(name, {}) for name in first), whole, *parts.values()):
        told = part.get("properties", {}).get(key)
        if told and "description" in told:
            return Named(What.KEY, key, told.get("title", ""), None, told["description"])
    return None


def renamed(named: Named, new: str, texts: Mapping[str, str]) -> dict[str, tuple[Replacement, ...]]:
    """Every place of the project's files that names a goal, an indicator or an event of a roadmap,
    by file, with the new name; `texts` are all YAML files by path. Empty for anything else."""
    if named.origin is None or named.what not in (What.GOAL, What.INDICATOR, What.EVENT):
        return {}
    home = named.origin.file
    slug = _SLUG.search(texts.get(home, ""))
    if slug is None:
        return {}
    old = named.name.rpartition("/")[2]
    found = {}
    for file, text in texts.items():
        edits = tuple(_edits(file, text, slug[1], old, new, named, is_home=file == home))
        if edits:
            found[file] = edits
    return found


_LISTS = {
    What.GOAL: ("goals", frozenset({"goal", "serves"})),
    What.INDICATOR: ("indicators", frozenset({"serves"})),
    What.EVENT: ("events", frozenset({"after"})),
}


def _edits(
    file: str, text: str, slug: str, old: str, new: str, named: Named, *, is_home: bool
) -> Iterator[Replacement]:
    document = parse(text.encode("utf-8"), file).document
    if document is None:
        return
    own_list, keys = _LISTS[named.what]
    for route, value in _texts(document.data):
        key = next((step for step in reversed(route) if isinstance(step, str)), "")
        is_own = (
            is_home
            and value == old
            and (key in keys or (len(route) == 3 and route[0] == own_list and route[2] == "id"))
        )
        if value == f"{slug}/{old}" or is_own:
            start, end = document.source.span(route)
            written = document.source.text[start:end]
            yield Replacement(start, end, written.replace(old, new) if is_own else
                              written.replace(f"{slug}/{old}", f"{slug}/{new}"))  # fmt: skip


def _texts(data: Data, route: Route = ()) -> Iterator[tuple[Route, str]]:
    if isinstance(data, str):
        yield route, data
    elif isinstance(data, dict):
        for key, value in data.items():
            yield from _texts(value, (*route, key))
    elif isinstance(data, list):
        for index, value in enumerate(data):
            yield from _texts(value, (*route, index))


def applied(text: str, edits: Iterable[Replacement]) -> str:
    """The text after the replacements, which do not overlap."""
    for each in sorted(edits, key=lambda edit: edit.start, reverse=True):
        text = text[: each.start] + each.text + text[each.end :]
    return text
