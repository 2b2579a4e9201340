"""`new`: a first project, roadmap or rule that validates as it stands and says what to fill in."""

import os
from collections.abc import Mapping, Sequence
from pathlib import Path

from engine.classes import dataclass
from engine.editing.fmt import canonical, sort_keys
from engine.editing.nodes import Collection, Entry, Scalar
from engine.editing.reader import read_sheet
from engine.editing.writer import in_line, is_plain, write_sheet
from engine.load.schemas import FORMATS
from engine.messages import Catalogue
from engine.yamltext import parse


@dataclass(frozen=True, slots=True)
class NewProject:
    """What `new project` was told; dates as YYYY-MM-DD."""

    id: str
    title: str
    municipality: str
    method: str
    period: str
    begins: str
    ends: str
    roadmap: str


@dataclass(frozen=True, slots=True)
class NewRoadmap:
    """What `new roadmap` was told; the days between which its first event lies, as DD.MM.YYYY."""

    slug: str
    title: str
    code: str | None
    begins: str
    ends: str


class _Words:
    """What a new file says in the language: words in YAML's quotes where they need them."""

    def __init__(self, words: Catalogue) -> None:
        self._words = words

    def __call__(self, key: str, **params: str) -> str:
        return _quoted(self.remark(key, **params))

    def remark(self, key: str, **params: str) -> str:
        """The words as they stand in a comment."""
        return self._words.text(f"scaffold.{key}", **params)


def project_text(new: NewProject, schemas: str, words: Catalogue) -> str:
    """project.yaml: the district, the period, one roadmap, one body."""
    say = _Words(words)
    return _written(
        "project",
        f"""
        {_modeline(schemas, "project")}
        format: project/1
        id: {new.id}
        title: {_quoted(new.title)}
        municipality: {{name: {_quoted(new.municipality)}}}
        method: {_quoted(new.method)}
        period: {{text: {_quoted(new.period)}, from: "{new.begins}", to: "{new.ends}"}}
        # {say.remark("roadmaps")}
        roadmaps: [{new.roadmap}.yaml]
        organisations: [schools]
        # {say.remark("bodies")}
        bodies:
          - {{id: education-office, name: {say("body")}}}
        # {say.remark("evidence")}
        evidence:
          in: documents
          kinds: [{say("order")}, {say("statute")}, {say("report")}, {say("plan")}]
        """,
    )


def data_text(schemas: str, words: Catalogue) -> str:
    """data.yaml: the organisations and the register of documents, declared and not yet there."""
    say, required = _Words(words), "constraints: {required: true}"
    return _written(
        "data",
        f"""
        {_modeline(schemas, "data")}
        format: data/1
        resources:
          # {say.remark("tables")}
          - name: schools
            title: {say("schools")}
            path: {say("schools_file")}
            schema:
              fields:
                - {{name: code, title: {say("school_code")}, type: string, {required}}}
                - {{name: name, title: {say("school_name")}, type: string}}
              primaryKey: [code]
              missingValues: ["", "{say.remark("missing")}"]
            organisation: code
          # {say.remark("register")}
          - name: documents
            title: {say("documents")}
            path: {say("documents_file")}
            schema:
              fields:
                - {{name: proves, title: {say("proves")}, type: string}}
                - {{name: organisation, title: {say("school_code")}, type: string}}
                - {{name: kind, title: {say("kind")}, type: string, {required}}}
                - {{name: title, title: {say("title")}, type: string}}
                - {{name: number, title: {say("number")}, type: string}}
                - {{name: date, title: {say("date")}, type: date}}
                - {{name: address, title: {say("address")}, type: string}}
              missingValues: ["", "{say.remark("missing")}"]
            organisation: organisation
        """,
    )


def roadmap_text(new: NewRoadmap, schemas: str, words: Catalogue) -> str:
    """A roadmap with one goal, one indicator and one event, to be replaced by the order's words."""
    say = _Words(words)
    code = f"code: {_quoted(new.code)}" if new.code else f"# code: {say.remark('code')}"
    return _written(
        "roadmap",
        f"""
        {_modeline(schemas, "roadmap")}
        format: roadmap/1
        slug: {new.slug}
        {code}
        title: {_quoted(new.title)}
        goals:
          # {say.remark("verbatim")}
          - {{id: main-goal, text: {say("goal")}}}
        indicators:
          - id: first-indicator
            goal: main-goal
            text: {say("indicator")}
            # {say.remark("rule_instead")}
            not_measurable: no_method
        events:
          - id: first-event
            title: {say("event")}
            stage: monitoring
            serves: [first-indicator]
            schedule: {say("schedule", begins=new.begins, ends=new.ends)}
            responsible: [{{text: {say("responsible")}}}]
            result: {say("result")}
        """,
    )


@dataclass(frozen=True, slots=True)
class NewRule:
    """What `new rule` was told."""

    id: str
    title: str
    measure: str
    source: str | None


def rule_text(new: NewRule, schemas: str, words: Catalogue) -> str:
    """A reusable rule of a kind of measure; what varies is a parameter."""
    say, (parameters, rule) = _Words(words), _MEASURES[new.measure]
    body = "\n          ".join(
        f"{name}: {{type: {kind}, title: {say(f'parameter.{name}')}{more}}}"
        for name, kind, more in parameters
    )
    return _written(
        "rules",
        f"""
        {_modeline(schemas, "rules")}
        format: rule/1
        id: {new.id}
        title: {_quoted(new.title)}
        # {say.remark("source")}
        source: {_quoted(new.source) if new.source else "null"}
        parameters:
          {body}

        rule: {rule}
        """,
    )


_TABLE = ("table", "dataset", "")
_WHAT = ("what", "condition", "")
_KINDS = ("kinds", "list", "")
_MEASURES: Mapping[str, tuple[Sequence[tuple[str, str, str]], str]] = {
    "share": (
        (_TABLE, _WHAT, ("among", "condition", ", default: null")),
        '{measure: share, in: "{table}", of: "{what}", where: "{among}", missing: as_false}',
    ),
    "count": ((_TABLE, _WHAT), '{measure: count, in: "{table}", of: "{what}", missing: as_false}'),
    "mean": (
        (_TABLE, ("column", "column", "")),
        '{measure: mean, in: "{table}", of: "{column}", missing: exclude}',
    ),
    "exists": ((_KINDS,), '{measure: exists, evidence: {kind: "{kinds}"}}'),
    "each": (
        (("organisations", "dataset", ""), _KINDS),
        '{measure: each, per: "{organisations}", evidence: {kind: "{kinds}"}}',
    ),
}
"""Measure → its parameters (name, type, what else stands there) and the rule."""
MEASURES = tuple(_MEASURES)


def list_roadmap(project: str, name: str) -> str:
    """project.yaml with one more roadmap in its list; all else stays as the author wrote it."""
    sheet = read_sheet(project)
    entry = sheet.root.get("roadmaps")
    if entry is None:
        entry = Entry(Scalar("roadmaps"), Collection(is_mapping=False, is_flow=True))
        sheet.root.entries.append(entry)
    if isinstance(entry.value, Collection):
        entry.value.entries.append(Entry(None, Scalar(name)))
    sort_keys(sheet.root, FORMATS["project/1"])
    return write_sheet(sheet)


def _modeline(schemas: str, kind: str) -> str:
    return f"# yaml-language-server: $schema={schemas}/{kind}.schema.json"


def _quoted(text: str) -> str:
    """The text on one line, in quotes where it would not be read as this text."""
    line = " ".join(text.split())
    return in_line(Scalar(line, "" if is_plain(line, flow=True) else '"'), flow=True)


def _written(kind: str, text: str) -> str:
    lines = (line[8:].rstrip() for line in text.strip("\n").splitlines())
    document = parse("\n".join(lines).encode("utf-8"), f"{kind}.yaml").document
    assert document is not None
    return canonical(document, kind)


SCHEMAS = Path("schemas")


def nearest_schemas(folder: Path) -> str | None:
    """The way from a spec's folder to the schemas that stand nearest upwards."""
    home = folder.resolve()
    for path in (home, *home.parents):
        if (path / SCHEMAS / "roadmap.schema.json").is_file():
            return Path(os.path.relpath(path / SCHEMAS, home)).as_posix()
    return None
