"""`roadmap docs`: what a project's specs say, for people who never open YAML.

Nothing is judged and no table is read. Every thing is known by the name that rules call it by, and
links lead along the lineage: from a figure to its columns, from a column to all that read it.
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import date

from engine.classes import dataclass
from engine.compile.lineage import Key, Kind, Lineage, Thing, lineage
from engine.cycle import order_events
from engine.disclosure import Audience
from engine.messages import Catalogue
from engine.model.citations import printed
from engine.model.decision_tables import Decision, DecisionRow, Recommendation
from engine.model.project import Project
from engine.model.spec import Event, Indicator, Roadmap, full_id
from engine.model.tables import Field, Resource
from engine.reports.charts.matrix import matrix_picture
from engine.reports.content.blocks import Fact
from engine.reports.content.names import short_name, worded
from engine.reports.content.rule_words import rule_facts
from engine.reports.content.validity import validity_notes
from engine.reports.edition import Edition, edition, event_number
from engine.reports.numbers import short_date, short_window, written_day
from engine.reports.places import Places
from engine.results.outcome import Manifest, Outcome

ROADMAP = "roadmap-"
"""How the page of a roadmap begins."""
INDEX, TABLES, DECISIONS, ORDER = "index.html", "tables.html", "decisions.html", "requirements.html"


@dataclass(frozen=True, slots=True)
class Page:
    """Where a thing stands: a file of the site and an anchor in it."""

    file: str
    anchor: str

    @property
    def address(self) -> str:
        """For a link from any page of the site."""
        return f"{self.file}#{self.anchor}"


@dataclass(frozen=True, slots=True)
class Reference:
    """A link to a thing: what kind it is, its name, its words, its page."""

    kind: str
    id: str
    title: str
    page: Page


@dataclass(frozen=True, slots=True)
class Told:
    """A figure that a kept run told of an indicator: the day, the figure, the verdict in words."""

    day: str
    figure: str
    verdict: str


@dataclass(frozen=True, slots=True)
class IndicatorDocs:
    """An indicator or requirement: its words, its clause, how it is computed and from what."""

    page: Page
    id: str
    text: str
    clause: str | None
    goal: str | None
    target: str | None
    due: str | None
    body: str | None
    facts: tuple[Fact, ...]
    not_measurable: str | None
    note: str | None
    validity: tuple[str, ...]
    file: str
    made_of: tuple[Reference, ...]
    leads_to: tuple[Reference, ...]
    history: tuple[Told, ...]


@dataclass(frozen=True, slots=True)
class EventDocs:
    """A row of the plan."""

    page: Page
    id: str
    number: str
    title: str
    stages: tuple[str, ...]
    schedule: str
    who: str
    result: str | None
    clause: str | None
    serves: tuple[str, ...]
    after: tuple[Reference, ...]
    from_decisions: tuple[Reference, ...]


@dataclass(frozen=True, slots=True)
class RoadmapDocs:
    """A roadmap's page."""

    file: str
    label: str
    title: str
    source: str
    goals: tuple[tuple[str, str, str | None], ...]
    indicators: tuple[IndicatorDocs, ...]
    events: tuple[EventDocs, ...]
    matrix: str | None
    validity: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ColumnDocs:
    """A column: its name in conditions, its heading in the file, what may stand in it."""

    page: Page
    name: str
    heading: str
    type: str
    rules: tuple[str, ...]
    is_personal: bool
    read_by: tuple[Reference, ...]


@dataclass(frozen=True, slots=True)
class TableDocs:
    """A table: where it lies, what a row is, its columns."""

    page: Page
    id: str
    title: str
    paths: tuple[str, ...]
    key: tuple[str, ...]
    organisation: str | None
    period: str | None
    columns: tuple[ColumnDocs, ...]


@dataclass(frozen=True, slots=True)
class DecisionLine:
    """A row: its test of each input, its zone, and to whom it says what, by when."""

    id: str
    cells: tuple[str, ...]
    zone: str | None
    advice: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class DecisionDocs:
    """A decision table as a table: a column an input, a row a row."""

    page: Page
    id: str
    title: str
    source: str | None
    hit: str
    inputs: tuple[tuple[str, Reference | None], ...]
    rows: tuple[DecisionLine, ...]
    events: tuple[Reference, ...]


@dataclass(frozen=True, slots=True)
class Site:
    """Everything that the pages show."""

    title: str
    place: str
    period: str | None
    order: str | None
    synthetic: bool
    roadmaps: tuple[RoadmapDocs, ...]
    requirements: tuple[IndicatorDocs, ...]
    tables: tuple[TableDocs, ...]
    decisions: tuple[DecisionDocs, ...]
    everything: tuple[Reference, ...]


History = Mapping[str, tuple[Told, ...]]


def documentation(
    project: Project, places: Places, words: Catalogue, history: History | None = None
) -> Site:
    """The site's content; `history` maps full ids of indicators to what kept runs told."""
    return _Librarian(project, places, words, history or {}).site()


def unjudged(project: Project, places: Places, words: Catalogue) -> Edition:
    """An edition in which nothing is judged: only the specs speak."""
    ordering, _ = order_events(project)
    day = project.period.end if project.period else date(2000, 1, 1)
    outcome = Outcome(project, Manifest("", day, ()), (), (), ordering, (), (), ())
    return edition(outcome, places, words, audience=Audience.EXTERNAL)


class _Librarian:
    """Writes each page's content, with links along the lineage."""

    def __init__(
        self, project: Project, places: Places, words: Catalogue, history: History
    ) -> None:
        self._project, self._words, self._history = project, words, history
        self._edition = unjudged(project, places, words)
        self._traced: Lineage = lineage(project)
        self._pages = {key: _page(thing) for key, thing in self._traced.things.items()}

    def site(self) -> Site:
        """All of it."""
        project = self._project
        order = project.order
        numbered = self._words.text(
            "docs.order",
            number=order.number,
            date=written_day(order.date, self._words),
            title=order.title,
        )
        return Site(
            project.title,
            project.municipality.name,
            project.period_text,
            numbered if order.number or order.title else None,
            bool(project.data and project.data.synthetic),
            tuple(self._roadmap(roadmap) for roadmap in project.roadmaps),
            tuple(
                self._indicator(None, requirement.indicator) for requirement in project.requirements
            ),
            tuple(
                self._table(resource)
                for resource in (project.data.resources if project.data else ())
            ),
            tuple(self._decision(decision) for decision in project.decisions),
            tuple(self._reference(thing) for thing in self._traced.things.values()),
        )

    def _reference(self, thing: Thing) -> Reference:
        kind = self._words.text(f"lineage.{thing.kind.value}")
        title = " ".join(thing.title.split())
        return Reference(kind, thing.id, title, self._pages[thing.kind, thing.id])

    def _references(self, things: tuple[Thing, ...]) -> tuple[Reference, ...]:
        return tuple(self._reference(thing) for thing in things)

    def _roadmap(self, roadmap: Roadmap) -> RoadmapDocs:
        rows = [row for row in self._edition.outcome.ordering.matrix if row.roadmap == roadmap.slug]
        return RoadmapDocs(
            _file(roadmap.slug),
            " ".join(part for part in (roadmap.code, short_name(roadmap, self._edition)) if part),
            roadmap.title,
            roadmap.file,
            tuple(
                (goal.id, goal.text, printed(goal.clause))
                for goal in dict.fromkeys((*roadmap.goals, *roadmap.tasks))
            ),
            tuple(self._indicator(roadmap, indicator) for indicator in roadmap.indicators),
            tuple(self._event(roadmap, event) for event in roadmap.events),
            matrix_picture(roadmap, rows, self._words) if rows else None,
            validity_notes(roadmap.validity, self._words),
        )

    def _indicator(self, roadmap: Roadmap | None, indicator: Indicator) -> IndicatorDocs:
        id = full_id(roadmap.slug if roadmap else None, indicator.id)
        thing = self._traced.things[Kind.INDICATOR, id]
        goals = {goal.id: goal.text for goal in roadmap.goals} if roadmap else {}
        requirement = None if roadmap else self._project.requirement(indicator.id)
        reason = indicator.not_measurable
        return IndicatorDocs(
            page=self._pages[Kind.INDICATOR, id],
            id=id,
            text=worded(indicator),
            clause=printed(indicator.clause),
            goal=goals.get(indicator.goal or ""),
            target=indicator.target.text if indicator.target else None,
            due=short_date(indicator.due, self._edition.words) if indicator.due else None,
            body=requirement.body if requirement else None,
            facts=rule_facts(indicator.rule, self._edition) if indicator.rule else (),
            not_measurable=self._reason(roadmap, reason.value) if reason else None,
            note=indicator.note,
            validity=validity_notes(indicator.validity, self._words),
            file=indicator.origin.file,
            made_of=self._references(self._traced.before(thing)),
            leads_to=self._references(self._traced.after(thing)),
            history=self._history.get(id, ()),
        )

    def _reason(self, roadmap: Roadmap | None, reason: str) -> str:
        key = self._edition.key(roadmap.slug if roadmap else None, f"verdict_reason.{reason}")
        return self._words.text(key)

    def _event(self, roadmap: Roadmap, event: Event) -> EventDocs:
        id = roadmap.full_id(event.id)
        thing = self._traced.things[Kind.EVENT, id]
        found = [
            self._traced.things.get((Kind.EVENT, roadmap.full_id(each))) for each in event.after
        ]
        deciding = self._traced.before(thing)
        windows = ", ".join(
            short_window(window, self._edition.words) for window in event.schedule.windows[:6]
        )
        return EventDocs(
            self._pages[Kind.EVENT, id],
            id,
            event_number(roadmap, event),
            event.title or self._words.text("plan.lost_title"),
            tuple(self._words.text(f"stage.{stage.value}") for stage in event.stages),
            event.schedule.printed or windows,
            ", ".join(
                responsible.text or responsible.body or "" for responsible in event.responsible
            ),
            event.result,
            printed(event.clause),
            event.serves,
            self._references(tuple(each for each in found if each)),
            self._references(tuple(each for each in deciding if each.kind is Kind.DECISION)),
        )

    def _table(self, resource: Resource) -> TableDocs:
        return TableDocs(
            self._pages[Kind.TABLE, resource.name],
            resource.name,
            resource.title,
            resource.paths,
            resource.primary_key,
            resource.organisation,
            resource.period,
            tuple(self._column(resource, field) for field in resource.fields),
        )

    def _column(self, resource: Resource, field: Field) -> ColumnDocs:
        thing = self._traced.things[Kind.COLUMN, f"{resource.name}.{field.name}"]
        return ColumnDocs(
            self._pages[Kind.COLUMN, thing.id],
            field.name,
            field.header,
            self._words.text(f"docs.type.{field.type.value}"),
            tuple(self._rules(resource, field)),
            field.name in resource.personal,
            self._references(self._traced.direct(thing)),
        )

    def _rules(self, resource: Resource, field: Field) -> Iterator[str]:
        """What may stand in the column, sentence by sentence."""
        say: Callable[..., str] = self._words.text
        limits = field.constraints
        if limits.required:
            yield say("docs.required")
        if limits.unique:
            yield say("docs.unique")
        if limits.enum:
            yield say("docs.enum", values=", ".join(str(each) for each in limits.enum))
        for key in ("minimum", "maximum", "pattern"):
            if (value := getattr(limits, key)) is not None:
                yield say(f"docs.{key}", value=value)
        for link in resource.foreign_keys:
            for name, target in link.pairs:
                if name == field.name:
                    beside = tuple(each for each in link.fields if each != name)
                    yield say("docs.key", table=link.resource, column=target, beside=beside)

    def _decision(self, decision: Decision) -> DecisionDocs:
        events = dict.fromkeys((Kind.EVENT, event) for row in decision.rows for event in row.events)
        return DecisionDocs(
            self._pages[Kind.DECISION, decision.id],
            decision.id,
            decision.title,
            decision.source,
            self._words.text(f"docs.hit.{decision.hit.value}"),
            tuple(
                (each.title, self._of((Kind.INDICATOR, each.indicator or "")))
                for each in decision.inputs
            ),
            tuple(self._line(row, decision) for row in decision.rows),
            tuple(each for key in events if (each := self._of(key))),
        )

    def _line(self, row: DecisionRow, decision: Decision) -> DecisionLine:
        return DecisionLine(
            row.id,
            tuple(_cell(row, each.id) for each in decision.inputs),
            row.zone,
            tuple(self._advice(recommendation) for recommendation in row.recommendations),
        )

    def _advice(self, each: Recommendation) -> tuple[str, str, str]:
        body = self._project.body(each.body)
        to = body.name if body else self._words.text(f"deciding.to.{each.to}")
        return to, each.what, (each.by.text or "") if each.by else ""

    def _of(self, key: Key) -> Reference | None:
        thing = self._traced.things.get(key)
        return self._reference(thing) if thing else None


def _cell(row: DecisionRow, input: str) -> str:
    cell = row.cell(input)
    return cell.text if cell and not cell.any else "—"


def _page(thing: Thing) -> Page:
    anchor = f"{thing.kind.value[0]}-{_plain(thing.id)}"
    match thing.kind:
        case Kind.TABLE | Kind.COLUMN:
            return Page(TABLES, anchor)
        case Kind.DECISION:
            return Page(DECISIONS, anchor)
        case _:
            slug, _, _ = thing.id.rpartition("/")
            return Page(_file(slug) if slug else ORDER, anchor)


def _file(slug: str) -> str:
    return f"{ROADMAP}{_plain(slug)}.html"


def _plain(name: str) -> str:
    return "".join(sign if sign.isalnum() or sign in "-_" else "--" for sign in name)
