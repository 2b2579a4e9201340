"""What an editor asks about a spec: what may stand here, what this means, where it is named.

No editor and no protocol here. Lines and characters are counted from 0. Only the text around the
cursor is looked at, so that an unfinished line can be completed; names come from the project as it
was last read without errors.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import field
from enum import StrEnum

from engine.classes import dataclass
from engine.diagnostics import Origin, Place
from engine.editing.snippets import TABLES, measures, snippets
from engine.lazy import lazy_pattern
from engine.load.decision_tables import ADDRESSEES
from engine.load.schemas import FORMATS, schema
from engine.messages import Language
from engine.model.project import Project
from engine.model.spec import Roadmap, Stage
from engine.model.tables import Resource


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
    MEASURE = "measure"
    WORD = "word"


@dataclass(frozen=True, slots=True)
class Named:
    """A name with what it means; `origin` is where it is given, None for words of the language."""

    what: What
    name: str
    title: str
    origin: Origin | None = None
    detail: str = ""
    snippet: str = ""
    """What is put there, with places to fill in; the name where empty."""

    def told(self, language: Language) -> tuple[str, str]:
        """Title and text; what the schemas say is in Russian alone."""
        is_of_schema = self.what in (What.KEY, What.WORD, What.MEASURE)
        if is_of_schema and language is not Language.RU:
            return "", ""
        return self.title, self.detail


@dataclass(frozen=True, slots=True)
class Library:
    """Rules that `use:` may name: id → title; and the files of the project's own: id → path."""

    rules: Mapping[str, str] = field(default_factory=dict)
    files: Mapping[str, str] = field(default_factory=dict)

    def named(self) -> Iterator[Named]:
        """Each rule; where it is told, of those of the project."""
        for id, title in self.rules.items():
            at = Origin(self.files[id], ("id",)) if id in self.files else None
            yield Named(What.RULE, id, title, at)


_NAME = lazy_pattern(r"[\w][\w./-]*")
_KEY = lazy_pattern(r"(?:^|[{,\s\[-])([\w-]+):(?=\s|$)")
_IN = lazy_pattern(r"\b(in|per|list|given):\s*[\"']?([\w-]+)")
SLUG = lazy_pattern(r"(?m)^slug:\s*[\"']?([\w-]+)")
_ID = lazy_pattern(r"(?m)^id:\s*[\"']?([\w-]+)")
_PER = lazy_pattern(r"(?m)^per:\s*[\"']?([\w-]+)")
_WHEN = lazy_pattern(r"when:\s*\{[^}]*$")
_IN_ROW = lazy_pattern(r"[{,]\s*\w*$")
_MEASURE = lazy_pattern(r"\bmeasure:\s*[\"']?(\w+)")

_TABLES = frozenset({*TABLES, "resource", "dataset", "organisations"})
_CONDITIONS = frozenset({"of", "where", "among", "reference", "before", "after_column"})
_COLUMNS = frozenset(
    {"by", "column", "key", "distinct", "weight", "organisation", "period", "date"}
    | {"first", "second", "maximum", "cluster"}
)


def suggestions(
    project: Project, library: Library, text: str, line: int, character: int
) -> tuple[Named, ...]:
    """What may stand at the cursor; nothing where the place is not understood."""
    lines = text.split("\n")
    table = _table_of_row(project, lines, line, character)
    if table:
        return tuple(_columns(project, table, keys=0))
    key = "when" if _WHEN.search(lines[line][:character]) else key_at(lines, line, character)
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
        case "after" | "event" | "events":
            full = roadmap is None
            own = project.roadmaps if full else (roadmap,)
            yield from (event for plan in own for event in _events(plan, full=full))
        case "indicator" | "indicators":
            yield from (
                indicator for plan in project.roadmaps for indicator in _indicators(plan, full=True)
            )
        case "use":
            yield from library.named()
        case "body" | "to":
            yield from _words(ADDRESSEES if key == "to" else ())
            yield from _bodies(project)
        case "decision":
            yield from _decisions(project)
        case "when":
            yield from _inputs(project, text)
        case "stage" | "measure":
            yield from _words(Stage) if key == "stage" else _measures()
        case "rule":
            yield from _rules(project, is_alone=not lines[line].rpartition("rule:")[1])
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
    slug = SLUG.search(text)
    return project.roadmap(slug[1]) if slug else None


def _goals(roadmap: Roadmap | None) -> Iterator[Named]:
    named = dict.fromkeys((*roadmap.goals, *roadmap.tasks)) if roadmap else ()
    for goal in named:
        yield Named(What.GOAL, goal.id, goal.text, goal.origin)


def _indicators(roadmap: Roadmap | None, *, full: bool) -> Iterator[Named]:
    for indicator in roadmap.indicators if roadmap else ():
        name = f"{roadmap.slug}/{indicator.id}" if full and roadmap else indicator.id
        target = indicator.target.text if indicator.target else ""
        yield Named(What.INDICATOR, name, indicator.text, indicator.origin, target)


def _events(roadmap: Roadmap | None, *, full: bool) -> Iterator[Named]:
    for event in roadmap.events if roadmap else ():
        name = f"{roadmap.slug}/{event.id}" if full and roadmap else event.id
        yield Named(What.EVENT, name, event.title or "", event.origin, event.schedule.text or "")


def _decisions(project: Project) -> Iterator[Named]:
    for decision in project.decisions:
        at = Origin(decision.origin.file, ("id",))
        yield Named(What.DECISION, decision.id, decision.title, at)


def _bodies(project: Project) -> Iterator[Named]:
    for body in project.bodies:
        yield Named(What.BODY, body.id, body.name, body.origin)


def _inputs(project: Project, text: str) -> Iterator[Named]:
    """What the rows of the decision table of this file decide by."""
    id = _ID.search(text)
    decision = project.decision(id[1]) if id else None
    for each in decision.inputs if decision else ():
        yield Named(What.COLUMN, each.id, each.title)


def _tables(project: Project) -> Iterator[Named]:
    for resource in project.data.resources if project.data else ():
        yield Named(What.TABLE, resource.name, resource.title, resource.origin)


def _columns(
    project: Project, table: Resource, prefix: str = "", *, keys: int = 2
) -> Iterator[Named]:
    """The columns of a table, and over so many keys one behind another those of the tables that
    they lead to."""
    for each in table.fields:
        detail = each.type.value
        yield Named(What.COLUMN, prefix + each.name, each.header, each.origin, detail)
    for key in table.foreign_keys if keys else ():
        there = project.data.resource(key.resource) if project.data else None
        if there:
            yield from _columns(project, there, f"{prefix}{key.name}.", keys=keys - 1)


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
    per = _PER.search("\n".join(lines))
    whole = project.data.resource(per[1]) if per else None
    return next((resource for resource in named if resource), whole)


def _table_of_row(project: Project, lines: list[str], line: int, character: int) -> Resource | None:
    """The table whose row of a case is written at the cursor: `rows:`, its name, a list."""
    before = lines[line][:character]
    if project.data is None or not before.lstrip().startswith("-") or not _IN_ROW.search(before):
        return None
    indent = len(before) - len(before.lstrip())
    for above in reversed(lines[:line]):
        own = len(above) - len(above.lstrip())
        if above.strip() and (own < indent or not above.lstrip().startswith("-")):
            return project.data.resource(above.strip().rstrip(":"))
    return None


def _words(names: Iterable[str]) -> Iterator[Named]:
    return (Named(What.WORD, str(name), "") for name in names)


def _measures() -> Iterator[Named]:
    return (Named(What.WORD, name, title) for name, title in measures())


def _rules(project: Project, *, is_alone: bool) -> Iterator[Named]:
    """A whole rule of each measure: on one line behind its key, else a line for each of its keys.
    Two ways of one measure are told apart by what they ask for."""
    tables = (resource.name for resource in project.data.resources) if project.data else ()
    for snippet in snippets(tables):
        keys = ", ".join(line.partition(":")[0] for line in snippet.lines.split("\n")[1:])
        body = snippet.lines if is_alone else snippet.line
        yield Named(What.MEASURE, f"{snippet.measure}: {keys}", snippet.title, None, "", body)


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
    key = key_at(lines, line, character)
    fitting = offered(key, project, library, text, lines, line)
    table = _table_around(project, lines, line, key)
    columns = _columns(project, table) if table else ()
    known = _everything(project, library, _roadmap(project, text))
    # what is given here is no column of the table that the rule below it reads
    first = (*known, *columns) if key == "id" else (*fitting, *columns, *known)
    return next((each for each in first if each.name == name), None)


def span(place: Place) -> tuple[tuple[int, int], tuple[int, int]]:
    """Line and character of the beginning and of the end; two characters where no end is known."""
    line, column = max((place.line or 1) - 1, 0), max((place.column or 1) - 1, 0)
    end = (place.end_line or place.line or 1) - 1, (place.end_column or column + 2) - 1
    return (line, column), end


def name_at(lines: list[str], line: int, character: int) -> str | None:
    """The name that the cursor stands in or right behind."""
    start, end = _span(lines[line], character)
    return lines[line][start:end] or None


def _span(line: str, character: int) -> tuple[int, int]:
    for found in _NAME.finditer(line):
        if found.start() <= character <= found.end():
            return found.start(), found.start() + len(found.group().rstrip("."))
    return character, character


def named(project: Project, library: Library, text: str, name: str) -> Iterator[Named]:
    """All that is called so, what the file of the text knows first."""
    known = _everything(project, library, _roadmap(project, text))
    return (each for each in known if each.name == name)


def _everything(project: Project, library: Library, roadmap: Roadmap | None) -> Iterator[Named]:
    yield from _goals(roadmap)
    yield from _indicators(roadmap, full=False)
    yield from _events(roadmap, full=False)
    for plan in project.roadmaps:
        yield from _indicators(plan, full=True)
        yield from _events(plan, full=True)
    yield from _tables(project)
    for table in project.data.resources if project.data else ():
        yield from _columns(project, table, f"{table.name}.", keys=0)
    yield from _decisions(project)
    yield from _bodies(project)
    yield from library.named()


def _key_meaning(key: str, text: str, lines: list[str], line: int) -> Named | None:
    kind = re.search(r"(?m)^format:\s*[\"']?(\w+/\d+)", text)
    whole = schema(FORMATS.get(kind[1] if kind else "", "roadmap"))
    nearby = "\n".join(lines[max(line - 8, 0) : line + 3])
    measure = _MEASURE.search(nearby)
    parts = whole.get("$defs", {})
    first = [f"measure_{measure[1]}"] if measure else []
    for part in (*(parts.get(name, {}) for name in first), whole, *parts.values()):
        told = part.get("properties", {}).get(key)
        if told and "description" in told:
            return Named(What.KEY, key, told.get("title", ""), None, told["description"])
    return None
