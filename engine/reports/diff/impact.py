"""Whose verdict changes, in words."""

from collections.abc import Iterator
from datetime import date

from engine.messages import Catalogue
from engine.reports.dates import short_date
from engine.reports.diff.view import figure_text, verdict_text
from engine.results.changes import Impact, OrganisationChange, VerdictChange, ZoneChange


def impact_lines(impact: Impact, words: Catalogue) -> Iterator[str]:
    """A heading, an indicator a line, its organisations below, then events."""
    day = short_date(date.fromisoformat(impact.as_of))
    yield words.text(
        "diff.impact.heading", municipality=impact.municipality, date=day,
        count=len(impact.indicators), judged=impact.judged,
    )  # fmt: skip
    for each in impact.indicators:
        yield f"- {verdict_change(each, words)}"
        for one in each.organisations:
            yield f"    - {organisation_change(one, words)}"
        if each.hidden:
            yield f"    - {hidden_text(each, words)}"
    for zone in impact.decisions:
        yield f"- {zone_change(zone, words)}"
    for event in impact.events:
        yield "- " + words.text(
            "diff.impact.event", id=event.id, title=event.title,
            old=words.text(f"status.{event.old}"), new=words.text(f"status.{event.new}"),
        )  # fmt: skip


def verdict_change(change: VerdictChange, words: Catalogue) -> str:
    """«low-results/teachers-supported: не достигнут (23 / 31 = 74,2 %) → достигнут (…)»."""
    old = verdict_text(change.old, change.old_figure, words)
    new = verdict_text(change.new, change.new_figure, words)
    line = words.text("diff.impact.indicator", id=change.id, text=change.text, old=old, new=new)
    return f"{line} {words.text('diff.impact.hidden')}" if change.is_hidden else line


def hidden_text(change: VerdictChange, words: Catalogue) -> str:
    """How many organisations nothing is told of."""
    return words.text("diff.impact.hidden_organisations", count=change.hidden)


def organisation_change(change: OrganisationChange, words: Catalogue) -> str:
    """«МБОУ СОШ № 1: 3 / 4 = 75 % → 3 / 5 = 60 %», with the verdicts where each is judged."""
    sides = (change.old, change.old_verdict), (change.new, change.new_verdict)
    old, new = (
        verdict_text(kind, figure, words) if kind else figure_text(figure, words) or "—"
        for figure, kind in sides
    )
    return f"{change.name}: {old} → {new}"


def zone_change(change: ZoneChange, words: Catalogue) -> str:
    """«решение «Кого поддержать», МБОУ СОШ № 1: Зона риска → ничего»."""
    nothing = (words.text("diff.nothing"),)
    return words.text(
        "diff.impact.zone", title=change.title, name=change.name,
        old=", ".join(change.old or nothing), new=", ".join(change.new or nothing),
    )  # fmt: skip
