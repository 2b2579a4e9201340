"""report.md: the report for git and for messengers.

Small pieces of Markdown, with all foreign text neutralised.

The comparison as a comment on a merge request.

What changed between two reports, in words: for a terminal, Markdown, JSON and the page.

Decisions of report.md.

`roadmap plan --format md`: the plan in the order of work, for git and for messengers.

region.md: the summary of many projects for git and for messengers.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from html import escape
from itertools import groupby

from engine.messages import Catalogue
from engine.model.changes import Effect
from engine.model.project import Project
from engine.model.spec import Event, Roadmap, Window
from engine.reports.content.blocks import (
    Badge,
    DecisionView,
    EffectView,
    EventView,
    FileLine,
    IndicatorView,
    OrganisationView,
    Problem,
    ReportView,
    RequirementsView,
    RoadmapView,
    ZoneView,
)
from engine.reports.content.diff import (
    EFFECTS,
    ChangeView,
    DiffView,
    TableView,
    WitnessView,
    impact_lines,
)
from engine.reports.content.plan import order_notes, told_conflicts
from engine.reports.content.region import ProjectRow, RegionView, SharedView
from engine.reports.content.since import SinceView, view_since
from engine.reports.edition import event_label
from engine.reports.numbers import month_name, months_of, short_window
from engine.reports.places import Places
from engine.reports.report import Report
from engine.results.changes import RunComparison
from engine.results.events import Conflict, Ordering, PlannedEvent, Strength
from engine.visible import harmless

Lines = Iterator[str]

_MARKUP = re.compile(r"([\\`*_\[\]<>|~&#!$])")
_LIVE = re.compile(r"@(?=[\w/])|:(?=//)|\bwww(?=\.)|\bmailto(?=:)|\bGH(?=-\d)", re.IGNORECASE)
_SIGNS = {
    **dict.fromkeys(("met", "met_late", "done", "done_late"), "✓"),
    "warned": "!",
    **dict.fromkeys(("not_met", "overdue", "error"), "✗"),
}


def plain(text: str) -> str:
    """Text that Markdown shows as it is, on one line."""
    return asleep(_MARKUP.sub(r"\\\1", harmless(" ".join(text.split()))))


def asleep(text: str) -> str:
    """The same to the eye, but no host calls a person by it or makes a link of it: an unseen sign
    stands within «@name» and addresses, which a backslash does not stop."""
    return _LIVE.sub("\\g<0>\u2060", text)


def bold(text: str) -> str:
    """Text in bold."""
    return f"**{plain(text)}**"


def badge(it: Badge) -> str:
    """A verdict or status with its sign."""
    sign = _SIGNS.get(it.kind)
    return f"{sign} {plain(it.label)}" if sign else plain(it.label)


def table(
    head: Sequence[str], rows: Iterable[Sequence[str]], *, escaped: tuple[int, ...] = ()
) -> Lines:
    """A table; cells of the columns `escaped` are Markdown already, the others are text."""
    yield f"| {' | '.join(plain(name) for name in head)} |"
    yield f"|{'---|' * len(head)}"
    for row in rows:
        cells = (cell if number in escaped else plain(cell) for number, cell in enumerate(row))
        yield f"| {' | '.join(cells)} |"


MOST_CHANGES = 200
"""A comment has a limit; the rest is counted."""
MOST_ROWS = 8
_SPECIAL = str.maketrans(
    {each: f"\\{each}" for each in "\\`*_{}[]()#+|~"} | {"<": "&lt;", ">": "&gt;", "&": "&amp;"}
)


def diff_markdown(views: tuple[DiffView, ...], words: Catalogue) -> str:
    """Headings by effect, a table of changes, witnesses folded."""
    return "\n".join(line for view in views for line in _project(view, words)) + "\n"


def _project(view: DiffView, words: Catalogue) -> Iterator[str]:
    yield f"## {escaped(view.project)}: {escaped(view.old_name)} → {escaped(view.new_name)}"
    yield ""
    yield escaped(view.summary)
    shown = view.changes[:MOST_CHANGES]
    for effect in EFFECTS:
        chosen = [each for each in shown if each.effect is effect]
        if chosen:
            yield from _change_effect(effect, chosen, words)
    if len(view.changes) > MOST_CHANGES:
        yield ""
        yield words.text("diff.more_changes", count=len(view.changes) - MOST_CHANGES)
    if view.impact:
        yield ""
        yield f"### {words.text('diff.impact.title')}"
        yield ""
        yield from (escaped_line(line) for line in impact_lines(view.impact, words))


def _change_effect(effect: Effect, changes: list[ChangeView], words: Catalogue) -> Iterator[str]:
    yield ""
    yield f"### {words.text(f'diff.heading.{effect.value}')}"
    yield ""
    for change in changes:
        place = f" — `{str(change.place).replace('`', '')}`" if change.place else ""
        yield f"- **{change.code}** {escaped(change.sentence)}{place}"
        if change.approval:
            yield f"  - ✓ {escaped(change.approval)}"
        else:
            yield f"  - {escaped(words.text('diff.fingerprint', fingerprint=change.fingerprint))}"
        if change.refusal:
            yield f"  - {escaped(change.refusal)}"
        for witness in change.witnesses:
            yield from _witness(witness, words)


def _witness(witness: WitnessView, words: Catalogue) -> Iterator[str]:
    yield ""
    yield f"  <details><summary>{asleep(escape(witness.sentence))}</summary>"
    for table in witness.tables:
        yield ""
        yield from (f"  {line}" for line in _table(table, words))
    yield ""
    yield "  </details>"


def _table(table: TableView, words: Catalogue) -> Iterator[str]:
    yield f"{escaped(table.title)}"
    yield ""
    times = words.text("diff.times")
    yield "| " + " | ".join((*map(escaped, table.columns), times)) + " |"
    yield "|" + "---|" * (len(table.columns) + 1)
    for cells, count in table.rows[:MOST_ROWS]:
        yield "| " + " | ".join((*map(escaped, cells), str(count))) + " |"


def escaped(text: str) -> str:
    """The text without anything that Markdown or HTML would take for its own."""
    return asleep(" ".join(text.split()).translate(_SPECIAL))


def escaped_line(line: str) -> str:
    """A line of a list, its indent and dash kept."""
    body = line.lstrip()
    indent = line[: len(line) - len(body)]
    dash = "- " if body.startswith("- ") else ""
    return f"{indent}{dash}{escaped(body.removeprefix(dash))}"


Json = dict[str, object]


def since_text(comparison: RunComparison, words: Catalogue) -> str:
    """For a terminal."""
    view = view_since(comparison, words)
    lines = [view.lead, *view.files]
    for group in view.groups:
        lines += ["", group.title]
        lines += [f"  {each.id}: {each.change}\n      {each.causes}" for each in group.lines]
    if view.events:
        lines += ["", words.text("history.events"), *(f"  {each}" for each in view.events)]
    if view.is_empty:
        lines += ["", words.text("history.nothing")]
    return "\n".join(harmless(line) if "\n" not in line else line for line in lines)


def since_markdown(comparison: RunComparison, words: Catalogue) -> str:
    """For a message or a comment."""
    return "\n".join(since_lines(view_since(comparison, words), words)) + "\n"


def since_lines(view: SinceView, words: Catalogue) -> Lines:
    """The section as lines of Markdown."""
    yield f"\n## {words.text('history.title')}\n"
    yield f"{plain(view.lead)}\n"
    yield from (f"{plain(each)}\n" for each in view.files)
    for group in view.groups:
        yield f"\n### {plain(group.title)}\n"
        for each in group.lines:
            told = f"{plain(each.text)}: {plain(each.change)} ({plain(each.causes)})"
            yield f"- {bold(each.id)} {told}"
    if view.events:
        yield f"\n### {words.text('history.events')}\n"
        yield from (f"- {plain(each)}" for each in view.events)
    if view.is_empty:
        yield f"{words.text('history.nothing')}\n"


def since_model(comparison: RunComparison) -> Json:
    """The comparison as JSON-ready values; its schema is schemas/compare.schema.json."""
    return {"format": "compare/1", **asdict(comparison)}


def decision_lines(decisions: tuple[DecisionView, ...], words: Catalogue) -> Lines:
    """The section about decisions; nothing where there are none."""
    if decisions:
        yield f"\n## {words.text('deciding.title')}\n"
    for each in decisions:
        yield f"\n### {plain(each.title)}\n"
        yield f"{plain(each.lead)}\n"
        if each.reason:
            yield f"{plain(each.reason)}\n"
        for zone in each.zones:
            yield from _zone(zone, words)
        if each.undecided:
            yield f"{plain(each.undecided)}\n"
        if each.effect:
            yield from _effect(each.effect, words)


def _zone(zone: ZoneView, words: Catalogue) -> Lines:
    yield f"{bold(zone.title)}: {plain(zone.count)}\n"
    if zone.is_quiet:
        return
    for each in zone.flagged:
        yield f"- {bold(each.name)}: {plain(each.why)}" if each.why else f"- {bold(each.name)}"
    yield ""
    if zone.advice:
        head = [words.text(f"deciding.{key}") for key in ("who", "what", "when")]
        yield from table(head, ((each.to, each.what, each.by or "—") for each in zone.advice))
        yield ""
    if zone.events:
        names = "; ".join(link.text for link in zone.events)
        yield f"{plain(words.text('deciding.carried_out'))} {plain(names)}\n"


def _effect(effect: EffectView, words: Catalogue) -> Lines:
    yield f"{bold(words.text('deciding.worked'))} {plain(effect.verdict)}\n"
    yield f"{plain(words.text('deciding.compared'))} {plain(effect.measured)}\n"
    yield from (f"{plain(sentence)}\n" for sentence in effect.sentences)
    yield f"{plain(effect.caution)}\n"


_INDICATOR_COLUMNS = (
    "number", "indicator", "verdict", "figure", "target_column", "distance", "clause"
)  # fmt: skip
_REQUIREMENT_COLUMNS = (
    "clause", "requirement", "body", "verdict", "figure", "target_column", "distance"
)  # fmt: skip
_EVENT_COLUMNS = ("number", "event", "schedule", "dates", "responsible", "status")
_BLANK_RUN = re.compile(r"\n{3,}")


def write(report: Report) -> str:
    """The report as Markdown; text of specs and tables is shown as text, never as markup."""
    return markdown_of(report.view, report.edition.words)


def markdown_of(report: ReportView, words: Catalogue) -> str:
    """The Markdown of a report; pictures are left out."""
    lines = [
        *_head(report, words),
        *_summary(report, words),
        *(since_lines(report.since, words) if report.since else ()),
        *decision_lines(report.decisions, words),
        *(line for roadmap in report.roadmaps for line in _roadmap(roadmap, words)),
        *(_requirements(report.requirements, words) if report.requirements else ()),
        *_conflicts(report, words),
        *_gaps(report, words),
        *_municipalities(report, words),
        *_organisations(report, words),
        *_findings(report, words),
        *_provenance(report, words),
    ]
    return _BLANK_RUN.sub("\n\n", "\n".join(lines)).strip() + "\n"


def _head(report: ReportView, words: Catalogue) -> Lines:
    yield f"# {plain(report.title)}"
    yield ""
    yield from (f"{plain(text)}  " for text in (report.subtitle, report.as_of, report.order))
    yield ""
    if report.synthetic:
        title = bold(words.text("report.synthetic_title"))
        yield f"> {title}. {plain(words.text('report.synthetic'))}"
    yield f"\n{plain(report.audience)}\n"


def _summary(report: ReportView, words: Catalogue) -> Lines:
    yield f"## {words.text('page.summary')}\n"
    for sentence in report.summary.sentences:
        yield f"{plain(sentence)}\n"
    for group in report.summary.decisions:
        yield f"### {plain(group.title)}\n"
        yield from _problems(group.problems)
        if group.more:
            yield f"- {plain(group.more.text)}"
        yield ""
    yield f"### {words.text('page.by_roadmap')}\n"
    yield from table(
        [words.text(f"page.{name}") for name in ("roadmap", "indicators", "events")],
        (
            (roadmap.label, roadmap.indicator_bar.description, roadmap.event_bar.description)
            for roadmap in report.roadmaps
        ),
    )


def _problems(problems: Iterable[Problem]) -> Lines:
    for problem in problems:
        code = f"{bold(problem.code)} " if problem.code else ""
        detail = f" — {plain(problem.detail)}" if problem.detail else ""
        key = f" — {bold(problem.key)}" if problem.key else ""
        yield f"- {code}{plain(problem.text)}{detail}{key}"


def _roadmap(roadmap: RoadmapView, words: Catalogue) -> Lines:
    yield f"\n## {plain(roadmap.label)}\n"
    yield f"{plain(roadmap.title)}\n"
    yield from (f"{plain(sentence)}\n" for sentence in roadmap.summary)
    if roadmap.indicators:
        yield f"### {words.text('page.indicators')}\n"
        yield from table(
            [words.text(f"page.{name}") for name in _INDICATOR_COLUMNS],
            (_indicator(number, each) for number, each in enumerate(roadmap.indicators, 1)),
            escaped=(2,),
        )
    for section in roadmap.sections:
        yield f"\n### {plain(section.heading or words.text('page.events'))}\n"
        yield from table(
            [words.text(f"page.{name}") for name in _EVENT_COLUMNS],
            (_event(each, words) for each in section.events),
            escaped=(5,),
        )


def _indicator(number: int, indicator: IndicatorView) -> tuple[str, ...]:
    return (
        str(number),
        indicator.text,
        badge(indicator.badge),
        indicator.figure or indicator.reason,
        indicator.target or "",
        _far(indicator),
        indicator.clause or "",
    )


def _far(indicator: IndicatorView) -> str:
    """How far it is, and whether it comes there in time."""
    return "; ".join(filter(None, (indicator.distance, indicator.progress)))


def _requirements(requirements: RequirementsView, words: Catalogue) -> Lines:
    yield f"\n## {words.text('page.requirements')}\n"
    yield f"{plain(requirements.summary)}\n"
    yield from table(
        [words.text(f"page.{name}") for name in _REQUIREMENT_COLUMNS],
        (_requirement(each) for each in requirements.requirements),
        escaped=(3,),
    )


def _requirement(requirement: IndicatorView) -> tuple[str, ...]:
    return (
        requirement.clause or "",
        requirement.worded,
        requirement.body or "",
        badge(requirement.badge),
        requirement.figure or requirement.reason,
        requirement.target or "",
        _far(requirement),
    )


def _event(event: EventView, words: Catalogue) -> tuple[str, ...]:
    progress = f" ({plain(event.progress)})" if event.progress else ""
    decided = f" {words.text('page.printed_decisions')}: {'; '.join(event.decisions)}"
    return (
        event.number,
        event.title + (decided if event.decisions else ""),
        event.schedule,
        "; ".join(event.windows),
        ", ".join(event.responsible),
        badge(event.badge) + progress,
    )


def _conflicts(report: ReportView, words: Catalogue) -> Lines:
    yield f"\n## {words.text('page.conflicts')}\n"
    if report.circle:
        yield f"- {plain(report.circle)}"
    for conflict in report.conflicts:
        yield f"- {bold(conflict.sentence)}"
        for label, event in (("before", conflict.before), ("after", conflict.after)):
            named = f"{plain(event.link.text)} {plain(event.title)} {plain(event.dates)}"
            yield f"  - {words.text(f'page.{label}')}: {named}".rstrip()
    if not report.circle and not report.conflicts and report.order_compared:
        yield words.text("page.no_conflicts")
    if report.order_unchecked:
        yield f"\n{plain(report.order_unchecked)}"


def _gaps(report: ReportView, words: Catalogue) -> Lines:
    yield f"\n## {words.text('page.gaps')}\n"
    if not report.gaps:
        yield words.text("page.no_gaps")
    for group in report.gaps:
        yield f"### {plain(group.reason)}\n"
        yield f"{plain(group.meaning)}\n"
        yield from _problems(group.items)
        yield ""


def _municipalities(report: ReportView, words: Catalogue) -> Lines:
    if report.municipalities:
        yield f"\n## {words.text('page.municipalities')}\n"
        yield from _needs(report.municipalities)


def _organisations(report: ReportView, words: Catalogue) -> Lines:
    yield f"\n## {words.text('page.organisations')}\n"
    if not report.organisations:
        yield words.text("page.no_organisations")
    yield from _needs(report.organisations)


def _needs(views: tuple[OrganisationView, ...]) -> Lines:
    for organisation in views:
        yield f"- {bold(organisation.name)}: {plain(organisation.count)}"
        for line in organisation.lines:
            detail = "; ".join(part for part in (line.figure, line.text) if part)
            shown = f" — {plain(detail)}" if detail else ""
            yield f"  - {bold(line.code)} {plain(line.link.text)}{shown}"


def _findings(report: ReportView, words: Catalogue) -> Lines:
    yield f"\n## {words.text('page.findings')}\n"
    if not report.findings:
        yield words.text("page.no_findings")
    for group in report.findings:
        yield f"- {badge(group.badge)}, {plain(group.title)}. {plain(group.fix)}"
        yield from (f"  - {plain(line.place)}: {plain(line.text)}" for line in group.lines)
        if group.more:
            yield f"  - {plain(group.more)}"


def _provenance(report: ReportView, words: Catalogue) -> Lines:
    yield f"\n## {words.text('page.provenance')}\n"
    for fact in report.provenance.facts:
        yield f"- {plain(fact.label)}: {plain(fact.value)}"
    yield ""
    yield from table(
        [words.text(f"page.{name}") for name in ("file", "sha256", "rows")],
        (_file(each) for each in (*report.provenance.specs, *report.provenance.tables)),
    )
    if report.provenance.carried:
        yield f"\n{words.text('page.carried')}:\n"
        yield from table(
            [
                words.text(f"page.{name}")
                for name in ("table", "carried_from", "carried_to", "rows")
            ],
            ((each.table, each.old, each.new, each.rows) for each in report.provenance.carried),
        )


def _file(file: FileLine) -> tuple[str, ...]:
    return file.path, file.sha256, file.rows


_COLUMNS = (
    "page.number", "page.event", "page.dates", "page.schedule", "page.responsible", "ics.stage"
)  # fmt: skip
_WINDOWS_SHOWN = 4


def plan_markdown(project: Project, ordering: Ordering, places: Places, words: Catalogue) -> str:
    """A table for each month in which work begins, what has no dates, and the conflicts.

    An event stands under the latest month begun so far: after what it waits for, even if its own
    dates are earlier.
    """
    events = {
        roadmap.full_id(event.id): (roadmap, event)
        for roadmap in project.roadmaps
        for event in roadmap.events
    }
    late = frozenset(each.after for _, found in told_conflicts(ordering) for each in found)
    writer = _Writer(project, ordering, places, words, events, late)
    return "\n".join((*writer.heading(), *writer.months(), *writer.conflicts())) + "\n"


@dataclass(frozen=True, slots=True)
class _Writer:
    project: Project
    ordering: Ordering
    places: Places
    words: Catalogue
    events: Mapping[str, tuple[Roadmap, Event]]
    late: frozenset[str]

    def heading(self) -> Lines:
        """Whose plan it is and how much there is of everything."""
        municipality, period = self.project.municipality.name, self.project.period_text
        title = self.words.text("plan.title", municipality=municipality, period=period)
        hard = sum(edge.strength is Strength.HARD for edge in self.ordering.edges)
        soft, order = len(self.ordering.edges) - hard, self.ordering.order
        undated = sum(planned.start is None for planned in order)
        yield f"# {plain(title)}\n"
        yield self.words.text("plan.counts", events=len(order), hard=hard, soft=soft)
        for key, count in (("undated", undated), ("dropped", len(self.ordering.dropped))):
            if count:
                yield self.words.text(f"plan.{key}", n=count)

    def months(self) -> Lines:
        """The events, month by month."""
        numbered = zip(
            months_of(self.ordering.order), enumerate(self.ordering.order, 1), strict=True
        )
        for month, block in groupby(numbered, key=lambda each: each[0]):
            yield f"\n## {month_name(month, self.words)}\n"
            head = [self.words.text(column) for column in _COLUMNS]
            yield from table(head, (self._row(*each) for _, each in block))

    def conflicts(self) -> Lines:
        """A sentence for each conflict, with both events and their places."""
        for key, found in told_conflicts(self.ordering):
            yield f"\n## {self.words.text(f'plan.{key}', n=len(found))}\n"
            for conflict in found:
                yield from self._conflict(conflict)
        for note in order_notes(self.ordering, self.words):
            yield f"\n{plain(note)}"

    def _row(self, number: int, planned: PlannedEvent) -> tuple[str, ...]:
        roadmap, event = self.events[planned.id]
        title = event.title or self.words.text("plan.lost_title")
        against = [self.words.text("plan.against_order")] if planned.id in self.late else []
        return (
            str(number),
            f"{event_label(roadmap, event)} {title}",
            "; ".join((*self._dates(event.schedule.windows), *against)),
            event.schedule.text or "",
            ", ".join(each.text for each in event.responsible if each.text),
            self.words.text(f"stage.{planned.stage.value}"),
        )

    def _dates(self, windows: tuple[Window, ...]) -> Iterator[str]:
        """Each window; of many only their bounds and number."""
        if len(windows) <= _WINDOWS_SHOWN:
            yield from (short_window(each, self.words) for each in windows)
            return
        bounds = Window(windows[0].start, max(each.end for each in windows))
        yield self.words.text(
            "plan.dates", dates=short_window(bounds, self.words), times=len(windows)
        )

    def _conflict(self, conflict: Conflict) -> Lines:
        before, after = (self.events[id] for id in (conflict.before, conflict.after))
        sentence = self.words.text(
            "plan.conflict",
            after=event_label(*after),
            before=event_label(*before),
            ends=self.words.day(conflict.after_ends),
            starts=self.words.day(conflict.before_starts),
        )
        yield f"- {plain(sentence)}"
        for roadmap, event in (after, before):
            title = event.title or self.words.text("plan.lost_title")
            place = self.places.place(event.origin)
            yield f"  - {plain(f'{place}: {event_label(roadmap, event)} {title}')}"


def region_markdown(view: RegionView, words: Catalogue) -> str:
    """The Markdown of the summary; pictures are left out."""
    parts = (_region_head(view), _projects(view, words), _unjudged(view, words),
             _overlaps(view, words), _by_direction(view, words), _shared(view, words))  # fmt: skip
    return "\n".join(line for part in parts for line in part).strip() + "\n"


def _region_head(view: RegionView) -> Lines:
    yield f"# {plain(view.title)}"
    yield ""
    yield plain(view.as_of)
    yield ""
    yield from (plain(sentence) for sentence in view.sentences)
    yield ""


def _projects(view: RegionView, words: Catalogue) -> Lines:
    yield f"## {plain(words.text('region.projects'))}"
    yield ""
    columns = ("region.municipality", "page.indicators_done", "page.events_done", "page.remark")
    head = [words.text(key) for key in columns]
    yield from table(head, (_row(each) for each in view.projects), escaped=(0,))
    yield ""


def _row(row: ProjectRow) -> tuple[str, str, str, str]:
    detail = f", {plain(row.detail)}" if row.detail else ""
    link = f"[{plain(row.name)}]({row.href}){detail}"
    return link, row.indicators.text, row.events.text, row.remark


def _unjudged(view: RegionView, words: Catalogue) -> Lines:
    if view.unjudged:
        yield f"## {plain(words.text('region.unjudged'))}"
        yield ""
        yield from (f"- {bold(each.folder)}: {plain(each.reason)}" for each in view.unjudged)
        yield ""


def _overlaps(view: RegionView, words: Catalogue) -> Lines:
    if view.overlaps:
        yield f"## {plain(words.text('region.overlaps'))}"
        yield ""
        yield from (f"- {plain(each)}" for each in view.overlaps)
        yield ""


def _by_direction(view: RegionView, words: Catalogue) -> Lines:
    yield f"## {plain(words.text('region.by_direction'))}"
    yield ""
    yield plain(words.text("region.by_direction_hint"))
    yield ""
    head = (words.text("region.municipality"), *view.directions)
    rows = ((row.name, *(cell.text if cell else "—" for cell in row.cells))
            for row in view.by_direction)  # fmt: skip
    yield from table(head, rows)
    yield ""


def _shared(view: RegionView, words: Catalogue) -> Lines:
    if view.shared:
        yield f"## {plain(words.text('region.shared'))}"
        yield ""
        yield plain(words.text("region.shared_hint"))
        yield ""
    for each in view.shared:
        yield from _one(each, words)


def _one(each: SharedView, words: Catalogue) -> Lines:
    yield f"### {plain(each.text)}"
    yield ""
    remark = f". {plain(each.remark)}" if each.remark else ""
    whole = plain(words.text("region.whole"))
    yield f"`{each.indicator}`. {whole}: {bold(each.whole)}{remark}"
    yield ""
    head = [words.text(key) for key in ("region.municipality", "page.figure", "region.verdict")]
    yield from table(
        head, ((name, shown, badge(it)) for name, shown, it in each.rows), escaped=(2,)
    )
    yield ""
