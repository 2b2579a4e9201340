"""project.yaml → a project without its roadmaps and tables yet.

The events of a plan.

The indicators of a roadmap, with their rules and targets.

The passport of a roadmap: rows as printed, goals and sources of information.

One roadmap file → its typed value.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from functools import lru_cache
from types import MappingProxyType

from engine.codes import spec as codes
from engine.codes.rules import JUDGE_ABOVE_LEVEL
from engine.diagnostics import Finding, finding
from engine.load.answers import read_answers
from engine.load.breakdowns import read_breakdown, read_least
from engine.load.citations import annex_of, read_citation
from engine.load.columns import missing_keys, read_columns, unprinted_cells
from engine.load.deadlines import read_due
from engine.load.entries import Entry, check_gaps, read_date, read_period, read_stages
from engine.load.rules import RuleReader
from engine.load.tasks import read_tasks, with_tasks
from engine.measures import read_validity
from engine.model.project import (
    MINIMUM_GROUP,
    Approval,
    Approver,
    Body,
    EvidenceRegister,
    Municipality,
    Order,
    Project,
    Requirement,
    Waiver,
)
from engine.model.rules import NotMeasurable
from engine.model.spec import (
    Event,
    Goal,
    Indicator,
    Level,
    PassportRow,
    PrintedColumn,
    Responsible,
    Roadmap,
    Schedule,
    Section,
    Source,
    Window,
)
from engine.schedule import (
    Anchor,
    anchored,
    joined_schedules,
    month_of_heading,
    resolve_schedule,
    with_all_anchors,
)

_EVENT_FIELDS = (
    "number", "title", "stage", "schedule", "responsible", "result", "evidence", "details",
    "decision", "clause",
)  # fmt: skip
_NULLABLE = ("number", "title", "schedule", "result")


def read_event(
    entry: Entry,
    period: Window | None,
    rules: RuleReader,
    findings: list[Finding],
    columns: tuple[PrintedColumn, ...] = (),
    anchors: tuple[Anchor, ...] = (),
    months: Mapping[str, date] = MappingProxyType({}),
) -> Event:
    """An event with its schedule resolved in the period of its roadmap; `months` are those of the
    sections whose headings are months: «до 15» below «Сентябрь» is the fifteenth of September."""
    findings.extend(check_gaps(entry, _EVENT_FIELDS, nullable=_NULLABLE))
    findings.extend(unprinted_cells(entry, columns))
    return Event(
        id=entry.text("id"),
        section=entry.maybe("section"),
        number=entry.maybe("number"),
        title=entry.maybe("title"),
        stages=read_stages(entry, "stage", findings),
        serves=entry.texts("serves"),
        after=entry.texts("after"),
        schedule=schedules_of(
            entry.texts("schedule"), period, anchors, months.get(entry.maybe("section") or "")
        ),
        responsible=_responsible(entry, findings),
        result=entry.maybe("result"),
        evidence=rules.evidence(entry, findings),
        details=entry.texts("details"),
        decisions=entry.texts("decision"),
        lost=entry.pairs("lost"),
        not_printed=entry.texts("not_printed"),
        suggested=entry.pairs("suggested"),
        note=entry.maybe("note"),
        origin=entry.origin(),
        proposed=entry.pairs("proposed"),
        cells=entry.pairs("cells"),
        answers=read_answers(entry),
        clause=read_citation(entry, findings),
    )


def schedules_of(
    phrases: tuple[str, ...],
    period: Window | None,
    anchors: tuple[Anchor, ...],
    month: date | None = None,
) -> Schedule:
    """One schedule of a cell with several lines, each read for itself, in a `month` of the plan."""
    if len(phrases) < 2:
        read = _schedule(phrases[0] if phrases else None, period, month)
        return with_all_anchors(anchored(read, anchors, period), anchors, period)
    parts = (anchored(_schedule(phrase, period, month), anchors, period) for phrase in phrases)
    return joined_schedules(tuple(parts), period)


@lru_cache(maxsize=4096)
def _schedule(phrase: str | None, period: Window | None, month: date | None) -> Schedule:
    return resolve_schedule(phrase, period, month=month)


def _responsible(entry: Entry, findings: list[Finding]) -> tuple[Responsible, ...]:
    lines = tuple(entry.entries("responsible"))
    explained = "responsible" in dict(entry.pairs("lost")) or "responsible" in entry.texts(
        "not_printed"
    )
    unexplained = [line.origin("text") for line in lines if line.data["text"] is None]
    if not lines and "responsible" in entry.data:
        unexplained = [entry.origin("responsible")]
    if unexplained and not explained:
        findings.append(finding(codes.NULL_UNEXPLAINED, unexplained[0], field="responsible"))
    return tuple(Responsible(line.maybe("text"), line.maybe("body")) for line in lines)


_WIDER = (Level.SCHOOL, Level.MUNICIPALITY, Level.REGION)


def _levels(entry: Entry, findings: list[Finding]) -> tuple[Level, Level]:
    """Where the target is judged, and at whom besides; who judges each municipality judges those of
    a region, whether the level says so or not. Nobody is judged above the level."""
    said, named = entry.maybe("level"), entry.maybe("judge")
    judge = Level(named or said or Level.MUNICIPALITY)
    level = Level(said or (judge if judge is not Level.REGION else Level.MUNICIPALITY))
    if _WIDER.index(judge) > _WIDER.index(level):
        at = entry.origin("judge")
        findings.append(finding(JUDGE_ABOVE_LEVEL, at, judge=judge.value, level=level.value))
    if named == Level.MUNICIPALITY:
        return Level.REGION, Level.MUNICIPALITY
    return Level(said or Level.MUNICIPALITY), judge


_INDICATOR_FIELDS = ("text", "group", "clause", "target", "warn", "due", "goal", "baseline")


def read_indicator(
    entry: Entry, rules: RuleReader, findings: list[Finding], period: Window | None = None
) -> Indicator:
    """An indicator; exactly one of its rule and `not_measurable` is set."""
    findings.extend(check_gaps(entry, _INDICATOR_FIELDS, nullable=("group",)))
    reason = entry.maybe("not_measurable")
    rule, asked = rules.read(entry, findings, period)
    own_due = read_due(entry, period, findings)
    own_words = entry.maybe("due") if own_due and not _is_date(entry.maybe("due")) else None
    level, judge = _levels(entry, findings)
    return Indicator(
        id=entry.text("id"),
        goal=entry.maybe("goal"),
        text=entry.text("text"),
        group=entry.maybe("group"),
        clause=read_citation(entry, findings),
        rule=rule,
        not_measurable=NotMeasurable(reason) if reason else None,
        target=asked.target,
        due=asked.due or own_due,
        level=level,
        judge=judge,
        none_is_not_applicable=entry.maybe("if_none") == "not_applicable",
        lost=entry.pairs("lost"),
        suggested=entry.pairs("suggested"),
        note=entry.maybe("note"),
        origin=entry.origin(),
        proposed=entry.pairs("proposed"),
        shown=asked.is_shown,
        warn=asked.warn,
        path=asked.path,
        baseline=asked.baseline,
        due_text=own_words,
        by=read_breakdown(entry, rule, rules.context, findings),
        min_n=read_least(entry, rule, findings),
        validity=read_validity(entry.data, entry.origin(), findings),
    )


def _is_date(text: str | None) -> bool:
    return text is not None and text[:4].isdigit() and text[4:5] == "-"


_ORDER = ("number", "date", "title", "annexes", "preamble", "clause")


def read_project(entry: Entry, folder: str, findings: list[Finding]) -> Project:
    """What project.yaml says; roadmaps and data are empty."""
    period = entry.entry("period")
    return Project(
        id=entry.text("id"),
        folder=folder,
        title=entry.text("title"),
        municipality=_municipality(entry),
        method=entry.text("method"),
        period=read_period(period, findings),
        period_text=period.maybe("text") if period else None,
        order=_order(entry.entry("order"), findings),
        organisations=entry.texts("organisations"),
        bodies=tuple(_body(each, findings) for each in entry.entries("bodies")),
        evidence=_register(entry.entry("evidence")),
        waivers=tuple(_waiver(each, findings) for each in entry.entries("waivers")),
        roadmaps=(),
        data=None,
        approvals=tuple(_approval(each, findings) for each in entry.entries("approvals")),
        approvers=tuple(
            Approver(each.text("name"), each.maybe("email")) for each in entry.entries("approvers")
        ),
        engine=entry.maybe("engine"),
        due_in_week=_limit(entry.entry("limits"), "due_in_week"),
        minimum_group=_limit(entry.entry("limits"), "minimum_group") or MINIMUM_GROUP,
        proposed=entry.pairs("proposed"),
    )


def read_requirements(
    entry: Entry, rules: RuleReader, findings: list[Finding], period: Window | None
) -> tuple[Requirement, ...]:
    """The demands of the order itself."""
    return tuple(
        Requirement(read_indicator(each, rules, findings, period), each.maybe("body"))
        for each in entry.entries("requirements")
    )


def _limit(limits: Entry | None, name: str) -> int | None:
    limit = limits.data.get(name) if limits else None
    return limit if isinstance(limit, int) else None


def _municipality(entry: Entry) -> Municipality:
    whose = entry.entry("municipality")
    assert whose is not None
    return Municipality(
        name=whose.text("name"),
        kind=whose.maybe("kind"),
        region=whose.maybe("region"),
        genitive=whose.maybe("genitive"),
    )


def _order(entry: Entry | None, findings: list[Finding]) -> Order:
    if entry is None:
        return Order(None, None, None, (), (), (), (), None)
    findings.extend(check_gaps(entry, _ORDER, nullable=("number", "date", "title")))
    return Order(
        number=entry.maybe("number"),
        date=entry.maybe("date"),
        title=entry.maybe("title"),
        annexes=entry.texts("annexes"),
        preamble=entry.texts("preamble"),
        lost=entry.pairs("lost"),
        not_printed=entry.texts("not_printed"),
        note=entry.maybe("note"),
        file=entry.maybe("file"),
        url=entry.maybe("url"),
        clause=read_citation(entry, findings),
    )


def _body(entry: Entry, findings: list[Finding]) -> Body:
    return Body(
        id=entry.text("id"),
        name=entry.text("name"),
        aliases=entry.texts("aliases"),
        note=entry.maybe("note"),
        origin=entry.origin(),
        clause=read_citation(entry, findings),
    )


def _register(entry: Entry | None) -> EvidenceRegister | None:
    if entry is None:
        return None
    at_most = entry.data.get("proves_at_most")
    return EvidenceRegister(
        dataset=entry.text("in"),
        kinds=entry.texts("kinds"),
        proves_at_most=at_most if isinstance(at_most, int) else None,
        origin=entry.origin(),
    )


def _waiver(entry: Entry, findings: list[Finding]) -> Waiver:
    return Waiver(
        id=entry.maybe("id"),
        code=entry.maybe("code"),
        reason=entry.text("reason"),
        author=entry.text("author"),
        until=read_date(entry, "until", findings) or date.min,
        origin=entry.origin(),
        since=read_date(entry, "since", findings),
        organisation=entry.maybe("organisation"),
    )


def _approval(entry: Entry, findings: list[Finding]) -> Approval:
    return Approval(
        fingerprint=entry.text("fingerprint"),
        author=entry.text("author"),
        date=read_date(entry, "date", findings) or date.min,
        reason=entry.text("reason"),
        origin=entry.origin(),
    )


_ROW = ("row", "label", "heading", "stages", "items", "clause")
_SECTION = ("number", "title", "clause")
_TEXT = ("text", "clause")


def read_row(entry: Entry, findings: list[Finding]) -> PassportRow:
    """A row of the passport."""
    findings.extend(check_gaps(entry, _ROW, nullable=("row", "label", "heading")))
    return PassportRow(
        row=entry.maybe("row"),
        label=entry.maybe("label"),
        heading=entry.maybe("heading"),
        stages=read_stages(entry, "stages", findings),
        items=entry.texts("items"),
        lost=entry.pairs("lost"),
        suggested=entry.pairs("suggested"),
        not_printed=entry.texts("not_printed"),
        note=entry.maybe("note"),
        origin=entry.origin(),
        proposed=entry.pairs("proposed"),
        clause=read_citation(entry, findings),
    )


def read_section(entry: Entry, findings: list[Finding]) -> Section:
    """A heading of the plan."""
    findings.extend(check_gaps(entry, _SECTION, nullable=_SECTION[:2]))
    return Section(
        id=entry.text("id"),
        number=entry.maybe("number"),
        title=entry.maybe("title"),
        lost=entry.pairs("lost"),
        suggested=entry.pairs("suggested"),
        note=entry.maybe("note"),
        origin=entry.origin(),
        clause=read_citation(entry, findings),
    )


def read_goal(entry: Entry, findings: list[Finding]) -> Goal:
    """A goal."""
    findings.extend(check_gaps(entry, _TEXT, nullable=()))
    where = read_citation(entry, findings)
    return Goal(entry.text("id"), entry.text("text"), where, entry.origin())


def read_source(entry: Entry, findings: list[Finding]) -> Source:
    """A source of information."""
    findings.extend(check_gaps(entry, _TEXT, nullable=()))
    where = read_citation(entry, findings)
    return Source(entry.text("id"), entry.text("text"), where, entry.origin())


def read_roadmap(
    entry: Entry,
    *,
    project_period: Window | None,
    rules: RuleReader,
    findings: list[Finding],
    anchors: tuple[Anchor, ...] = (),
) -> Roadmap:
    """The roadmap; its findings are appended, and nothing in it is cross-checked yet."""
    own_period = entry.entry("period")
    period = read_period(own_period, findings)
    in_force = period if own_period else project_period
    columns = read_columns(entry, findings)
    findings.extend(_bare_rows(entry, columns))
    sections = tuple(read_section(each, findings) for each in entry.entries("sections"))
    months = {section.id: month for section in sections
              if (month := month_of_heading(section.title, in_force))}  # fmt: skip
    roadmap = Roadmap(
        file=entry.file,
        slug=entry.text("slug"),
        code=entry.maybe("code"),
        title=entry.text("title"),
        plan_title=entry.maybe("plan_title"),
        annex=entry.maybe("annex"),
        preamble=entry.texts("preamble"),
        period=in_force,
        period_text=own_period.maybe("text") if own_period else None,
        passport=tuple(read_row(each, findings) for each in entry.entries("passport")),
        sections=sections,
        goals=tuple(read_goal(each, findings) for each in entry.entries("goals")),
        sources=tuple(read_source(each, findings) for each in entry.entries("sources")),
        indicators=tuple(
            read_indicator(each, rules, findings, in_force) for each in entry.entries("indicators")
        ),
        events=tuple(
            read_event(each, in_force, rules, findings, columns, anchors, months)
            for each in entry.entries("events")
        ),
        note=entry.maybe("note"),
        short=entry.maybe("short"),
        columns=columns,
        tasks=read_tasks(entry, findings),
        validity=read_validity(entry.data, entry.origin(), findings),
        clause=read_citation(entry, findings),
        annexed=annex_of(entry.maybe("annex")),
    )
    return with_tasks(roadmap)


def _bare_rows(entry: Entry, columns: tuple[PrintedColumn, ...]) -> Iterator[Finding]:
    """What a plan without goals cannot be checked for, and the keys that its events lack."""
    goals = bool(entry.data.get("goals") or entry.data.get("tasks"))
    indicators = bool(entry.data.get("indicators"))
    events = tuple(entry.entries("events"))
    is_of_actions = bool(events) and all("answers" in event.data for event in events)
    if not goals and not is_of_actions:
        yield finding(
            codes.NO_GOALS,
            entry.origin("goals" if "goals" in entry.data else "slug", on_key=True),
            aimless=entry.text("slug") if indicators else "",
            bare="" if indicators else entry.text("slug"),
            count=len(events),
        )
    for event in events:
        yield from missing_keys(event, columns, serves=goals or indicators)
