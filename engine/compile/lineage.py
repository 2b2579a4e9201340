"""Where a figure comes from and where it goes: table → column → indicator → decision → event."""

from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum

from engine.classes import dataclass
from engine.compile.clauses import datasets_of
from engine.model.decision_tables import Decision
from engine.model.project import Project
from engine.model.rules import Measure, Rule
from engine.model.spec import Indicator, full_id
from engine.model.tables import DataPackage, Resource
from engine.query.binding import columns_of
from engine.query.questions import Path, path_of


class Kind(StrEnum):
    """What a thing is, in the order in which figures flow."""

    TABLE = "table"
    COLUMN = "column"
    INDICATOR = "indicator"
    DECISION = "decision"
    EVENT = "event"


@dataclass(frozen=True, slots=True)
class Thing:
    """A table (`schools`), a column (`schools.pupils`), an indicator or event (`slug/id`), a
    requirement (its bare id) or a decision table; `title` in the author's words."""

    kind: Kind
    id: str
    title: str


Key = tuple[Kind, str]


@dataclass(frozen=True, slots=True)
class Lineage:
    """All things in the order of the documents, and what each gives to."""

    things: Mapping[Key, Thing]
    gives: tuple[tuple[Key, Key], ...]
    framing: frozenset[str]
    """Columns that place or name a row (keys, period, day, names), whoever reads them."""

    def direct(self, thing: Thing) -> tuple[Thing, ...]:
        """What the thing gives to itself, without what that gives to."""
        own = (thing.kind, thing.id)
        return tuple(self.things[to] for start, to in self.gives if start == own)

    def named(self, id: str) -> Thing | None:
        """The thing of that id; a table before a requirement of the same name."""
        return next((thing for thing in self.things.values() if thing.id == id), None)

    def after(self, thing: Thing) -> tuple[Thing, ...]:
        """Everything that is reached by what the thing gives, itself left out."""
        return self._reached(thing, self.gives)

    def before(self, thing: Thing) -> tuple[Thing, ...]:
        """Everything that the thing is made of, itself left out."""
        return self._reached(thing, tuple((to, start) for start, to in self.gives))

    def _reached(self, thing: Thing, links: tuple[tuple[Key, Key], ...]) -> tuple[Thing, ...]:
        onward: dict[Key, list[Key]] = {}
        for start, to in links:
            onward.setdefault(start, []).append(to)
        own = (thing.kind, thing.id)
        seen, waiting = {own}, [own]
        while waiting:
            for key in onward.get(waiting.pop(), ()):
                if key not in seen:
                    seen.add(key)
                    waiting.append(key)
        return tuple(each for key, each in self.things.items() if key in seen and key != own)

    def unread(self) -> tuple[Thing, ...]:
        """Columns that no rule and no decision reads, and that do not frame their rows."""
        giving = {start for start, _ in self.gives}
        return tuple(
            each
            for key, each in self.things.items()
            if each.kind is Kind.COLUMN and key not in giving and each.id not in self.framing
        )


def lineage(project: Project) -> Lineage:
    """Of a project that was read without errors; no table is read."""
    package = project.data or DataPackage("data.yaml", synthetic=False, resources=())
    tracer = _Tracer(project, package)
    things = {(thing.kind, thing.id): thing for thing in tracer.things()}
    gives = dict.fromkeys(pair for pair in tracer.gives() if set(pair) <= things.keys())
    by_column = {
        ((Kind.TABLE, start[1].partition(".")[0]), to)
        for start, to in gives
        if start[0] is Kind.COLUMN
    }
    gives = dict.fromkeys(pair for pair in gives if pair not in by_column)
    framing = (name for resource in package.resources for name in _framing(resource, project))
    return Lineage(things, tuple(gives), frozenset(framing))


def _framing(resource: Resource, project: Project) -> Iterator[str]:
    register = project.evidence.dataset if project.evidence else None
    lifetime = resource.lifetime
    named = {
        "name", resource.organisation, resource.period, resource.date, resource.municipality,
        resource.identity, *resource.primary_key, *resource.personal,
        *(name for key in resource.foreign_keys for name in key.fields),
        *((lifetime.since, lifetime.until) if lifetime else ()),
    }  # fmt: skip
    for field in resource.fields:
        if field.name in named or resource.name == register:
            yield f"{resource.name}.{field.name}"


@dataclass(frozen=True, slots=True)
class _Tracer:
    project: Project
    package: DataPackage

    def things(self) -> Iterator[Thing]:
        for resource in self.package.resources:
            yield Thing(Kind.TABLE, resource.name, resource.title)
            for field in resource.fields:
                yield Thing(Kind.COLUMN, f"{resource.name}.{field.name}", field.header)
        for roadmap, indicator in self.project.judged:
            id = full_id(roadmap.slug if roadmap else None, indicator.id)
            yield Thing(Kind.INDICATOR, id, indicator.text)
        for decision in self.project.decisions:
            yield Thing(Kind.DECISION, decision.id, decision.title)
        for plan in self.project.roadmaps:
            for event in plan.events:
                yield Thing(Kind.EVENT, plan.full_id(event.id), event.title or "")

    def gives(self) -> Iterator[tuple[Key, Key]]:
        for resource in self.package.resources:
            yield from self._of_table(resource)
        known = {
            full_id(roadmap.slug if roadmap else None, each.id): each
            for roadmap, each in self.project.judged
        }
        for id, indicator in known.items():
            if indicator.rule:
                target = (Kind.INDICATOR, id)
                for start in self._sources(indicator.rule.measure, known):
                    yield start, target
                for start in self._broken_down(indicator):
                    yield start, target
        for decision in self.project.decisions:
            yield from self._of_decision(decision, known)

    def _of_table(self, resource: Resource) -> Iterator[tuple[Key, Key]]:
        """A table gives its columns; what gives a column its codes gives it, too."""
        for field in resource.fields:
            for name in (resource.name, *field.tables_behind):
                yield (Kind.TABLE, name), (Kind.COLUMN, f"{resource.name}.{field.name}")

    def _sources(self, measure: Measure, known: Mapping[str, Indicator]) -> Iterator[Key]:
        """The columns and indicators that a measure reads, and the tables that it goes through."""
        for _, dataset, clause in measure.clauses():
            for column in columns_of(clause.tree):
                yield from self._columns(dataset, column.path)
        for dataset, name in measure.columns():
            yield from self._columns(dataset, path_of(name))
        yield from (
            (Kind.INDICATOR, part.indicator) for part in measure.made_of() if part.indicator
        )
        own = {id: each.rule.measure for id, each in known.items() if each.rule}
        for name in datasets_of(measure, self.package, own):
            yield Kind.TABLE, name
            yield from self._frame(name)
        if self.project.evidence and measure.evidence_demand():
            yield Kind.TABLE, self.project.evidence.dataset

    def _broken_down(self, indicator: Indicator) -> Iterator[Key]:
        """The column by whose values the figure is told."""
        if indicator.by and indicator.rule:
            for dataset in indicator.rule.measure.tables_by_column():
                yield from self._columns(dataset, path_of(indicator.by.column))

    def _columns(self, dataset: str, path: Path) -> Iterator[Key]:
        """A column, and over keys those by which its row is found, in both tables."""
        for table, key in self.package.steps(dataset, path):
            for name, target in key.pairs:
                yield Kind.COLUMN, f"{table.name}.{name}"
                yield Kind.COLUMN, f"{key.resource}.{target}"
        there = self.package.table_at(dataset, path)
        if there:
            yield Kind.COLUMN, f"{there.name}.{path[-1]}"

    def _frame(self, dataset: str) -> Iterator[Key]:
        """The columns that place a row: whose it is, of which period, of which day."""
        resource = self.package.resource(dataset)
        if resource:
            for name in (resource.organisation, resource.period, resource.date):
                if name:
                    yield Kind.COLUMN, f"{dataset}.{name}"

    def _of_decision(
        self, decision: Decision, known: Mapping[str, Indicator]
    ) -> Iterator[tuple[Key, Key]]:
        here = (Kind.DECISION, decision.id)
        for each in decision.inputs:
            if each.indicator:
                yield (Kind.INDICATOR, each.indicator), here
            if each.column and decision.per:
                yield from (
                    (start, here) for start in self._columns(decision.per, path_of(each.column))
                )
            yield from ((start, here) for start in self._of_rule(each.rule, known))
        if decision.where and decision.per:
            for column in columns_of(decision.where.tree):
                yield from ((start, here) for start in self._columns(decision.per, column.path))
        effect = decision.effectiveness
        for rule in (effect.before, effect.after) if effect else ():
            yield from ((start, here) for start in self._of_rule(rule, known))
        events = [each for row in decision.rows for each in row.events]
        for event in (*events, *(effect.events if effect else ())):
            yield here, (Kind.EVENT, event)

    def _of_rule(self, rule: Rule | None, known: Mapping[str, Indicator]) -> Iterable[Key]:
        return self._sources(rule.measure, known) if rule else ()
