"""One roadmap file → its typed value."""

from engine.diagnostics import Finding
from engine.load.dates import read_period
from engine.load.entries import Entry
from engine.load.events import read_event
from engine.load.indicators import read_indicator
from engine.load.passport import read_goal, read_row, read_section, read_source
from engine.load.rules import RuleReader
from engine.model.schedules import Window
from engine.model.spec import Roadmap


def read_roadmap(
    entry: Entry,
    *,
    project_period: Window | None,
    rules: RuleReader,
    findings: list[Finding],
) -> Roadmap:
    """The roadmap; its findings are appended, and nothing in it is cross-checked yet."""
    own_period = entry.entry("period")
    period = read_period(own_period, findings)
    in_force = period if own_period else project_period
    return Roadmap(
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
        sections=tuple(read_section(each, findings) for each in entry.entries("sections")),
        goals=tuple(read_goal(each, findings) for each in entry.entries("goals")),
        sources=tuple(read_source(each, findings) for each in entry.entries("sources")),
        indicators=tuple(
            read_indicator(each, rules, findings) for each in entry.entries("indicators")
        ),
        events=tuple(
            read_event(each, in_force, rules, findings) for each in entry.entries("events")
        ),
        note=entry.maybe("note"),
    )
