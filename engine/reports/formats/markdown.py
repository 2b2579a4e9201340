"""report.md: the report for git and for messengers."""

from collections.abc import Iterable

from engine.lazy import lazy_pattern
from engine.messages import Catalogue
from engine.reports.content.blocks import FileLine, Problem
from engine.reports.content.views import (
    DecisionView,
    EffectView,
    EventView,
    IndicatorView,
    OrganisationView,
    ReportView,
    RequirementsView,
    RoadmapView,
    ZoneView,
)
from engine.reports.formats.markdown_text import Lines, badge, bold, plain, table
from engine.reports.formats.since_markdown import since_lines
from engine.reports.report import Report


def decision_lines(decisions: tuple[DecisionView, ...], words: Catalogue) -> Lines:
    """The section about decisions; nothing where there are none."""
    if decisions:
        yield f"\n## {words.text('deciding.title')}\n"
    for decision in decisions:
        yield f"\n### {plain(decision.title)}\n"
        yield f"{plain(decision.lead)}\n"
        if decision.reason:
            yield f"{plain(decision.reason)}\n"
        for zone in decision.zones:
            yield from _zone(zone, words)
        if decision.undecided:
            yield f"{plain(decision.undecided)}\n"
        if decision.effect:
            yield from _effect(decision.effect, words)


def _zone(zone: ZoneView, words: Catalogue) -> Lines:
    yield f"{bold(zone.title)}: {plain(zone.count)}\n"
    if zone.is_quiet:
        return
    for flagged in zone.flagged:
        yield (
            f"- {bold(flagged.name)}: {plain(flagged.why)}"
            if flagged.why
            else f"- {bold(flagged.name)}"
        )
    yield ""
    if zone.advice:
        head = [words.text(f"deciding.{key}") for key in ("who", "what", "when")]
        yield from table(
            head,
            (
                (advice.to, "; ".join((advice.what, *advice.measures)), advice.by or "—")
                for advice in zone.advice
            ),
        )
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
_BLANK_RUN = lazy_pattern(r"\n{3,}")


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
        yield from _values(roadmap.indicators, words)
    for section in roadmap.sections:
        yield f"\n### {plain(section.heading or words.text('page.events'))}\n"
        yield from table(
            [words.text(f"page.{name}") for name in _EVENT_COLUMNS],
            (_event(event, words) for event in section.events),
            escaped=(5,),
        )


def _indicator(number: int, indicator: IndicatorView) -> tuple[str, ...]:
    return (
        str(number),
        indicator.text,
        badge(indicator.badge),
        _figure(indicator),
        indicator.target or "",
        _far(indicator),
        indicator.clause or "",
    )


def _values(indicators: tuple[IndicatorView, ...], words: Catalogue) -> Lines:
    """A table for each figure that is broken down by a column."""
    for it in indicators:
        if it.working.values:
            yield f"\n{bold(it.label)} — {plain(words.text('page.by_value', column=it.column))}\n"
            yield from table(
                [plain(it.column), *(words.text(f"page.{name}") for name in ("figure", "verdict"))],
                (
                    (value.name, value.figure, badge(value.badge) if value.badge else "")
                    for value in it.working.values
                ),
                escaped=(2,),
            )


def _far(indicator: IndicatorView) -> str:
    """How far it is, and whether it comes there in time."""
    return "; ".join(filter(None, (indicator.distance, indicator.progress)))


def _requirements(requirements: RequirementsView, words: Catalogue) -> Lines:
    yield f"\n## {words.text('page.requirements')}\n"
    yield f"{plain(requirements.summary)}\n"
    yield from table(
        [words.text(f"page.{name}") for name in _REQUIREMENT_COLUMNS],
        (_requirement(requirement) for requirement in requirements.requirements),
        escaped=(3,),
    )
    yield from _values(requirements.requirements, words)


def _figure(it: IndicatorView) -> str:
    """The figure with the rows that have no answer, or why there is none."""
    return "; ".join(part for part in (it.figure or it.reason, it.missing) if part)


def _requirement(requirement: IndicatorView) -> tuple[str, ...]:
    return (
        requirement.clause or "",
        requirement.worded,
        requirement.body or "",
        badge(requirement.badge),
        _figure(requirement),
        requirement.target or "",
        _far(requirement),
    )


def _event(event: EventView, words: Catalogue) -> tuple[str, ...]:
    progress = f" ({plain(event.progress)})" if event.progress else ""
    decided = f" {words.text('page.printed_decisions')}: {'; '.join(event.decisions)}"
    cited = f" ({event.clause})" if event.clause else ""
    return (
        event.number,
        event.title + cited + (decided if event.decisions else ""),
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
        (_file(line) for line in (*report.provenance.specs, *report.provenance.tables)),
    )
    if report.provenance.carried:
        yield f"\n{words.text('page.carried')}:\n"
        yield from table(
            [
                words.text(f"page.{name}")
                for name in ("table", "carried_from", "carried_to", "rows")
            ],
            ((line.table, line.old, line.new, line.rows) for line in report.provenance.carried),
        )


def _file(file: FileLine) -> tuple[str, ...]:
    return file.path, file.sha256, file.rows
