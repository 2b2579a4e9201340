"""Changes in words: what every format shows of them.

Whose verdict changes, in words.

Which words of a text differ from the other version.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher
from typing import TypeVar

from engine.diagnostics import Origin, Place
from engine.messages import Catalogue
from engine.model.changes import Effect
from engine.model.conditions import Scalar
from engine.reports.numbers import numerals
from engine.reports.places import Places
from engine.results.changes import (
    Comparison,
    Impact,
    OrganisationChange,
    SpecChange,
    VerdictChange,
    Witness,
    ZoneChange,
)
from engine.results.verdicts import Tally

EFFECTS = (Effect.WEAKER, Effect.UNKNOWN, Effect.STRICTER, Effect.NEUTRAL)
"""The order in which a reviewer wants to read."""


@dataclass(frozen=True, slots=True)
class Seen:
    """The texts of the two versions, for places, and what they are called."""

    old: Places
    new: Places
    old_name: str
    new_name: str


@dataclass(frozen=True, slots=True)
class WitnessView:
    """A witness in words: the tables, and the two verdicts with their figures."""

    tables: tuple["TableView", ...]
    sentence: str


@dataclass(frozen=True, slots=True)
class TableView:
    """Headings, rows of cells, and how many rows alike there are."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[tuple[str, ...], int], ...]


@dataclass(frozen=True, slots=True)
class ChangeView:
    """A change as a reader sees it."""

    code: str
    effect: Effect
    label: str
    subject: str
    sentence: str
    before: str | None
    after: str | None
    old_place: Place | None
    new_place: Place | None
    fingerprint: str
    witnesses: tuple[WitnessView, ...]
    approval: str | None
    """The approval that counts, in words."""
    refusal: str | None
    """Why an approval does not count."""

    @property
    def place(self) -> Place | None:
        """Where to look first: the new text, or the old one of what is gone."""
        return self.new_place or self.old_place


@dataclass(frozen=True, slots=True)
class DiffView:
    """A project's changes, weaker ones first, with the counts of each effect."""

    project: str
    old_name: str
    new_name: str
    changes: tuple[ChangeView, ...]
    counts: tuple[tuple[Effect, int], ...]
    summary: str
    impact: Impact | None


def view_of(comparison: Comparison, seen: Seen, words: Catalogue) -> DiffView:
    """The comparison in the words of a language."""
    changes = [_change(each, seen, words) for each in comparison.changes]
    ranked = sorted(changes, key=lambda each: EFFECTS.index(each.effect))
    counts = Counter(each.effect for each in changes)
    return DiffView(
        project=comparison.project,
        old_name=seen.old_name,
        new_name=seen.new_name,
        changes=tuple(ranked),
        counts=tuple((effect, counts[effect]) for effect in EFFECTS),
        summary=_summary(counts, words),
        impact=comparison.impact,
    )


def _summary(counts: Counter[Effect], words: Catalogue) -> str:
    if not counts:
        return words.text("diff.same")
    parts = [
        words.text(f"diff.count.{effect.value}", count=counts[effect])
        for effect in EFFECTS
        if counts[effect]
    ]
    return words.text("diff.summary", count=counts.total(), parts=tuple(parts))


def _change(change: SpecChange, seen: Seen, words: Catalogue) -> ChangeView:
    params = {"lost": "", "gained": "", "was": "", "now": "", **dict(change.params)}
    subject = words.text(f"diff.about.{change.about.kind}", id=change.about.id)
    sentence = words.text(
        _key(change, words),
        subject=subject,
        facet=facet_text(change.facet, words),
        before=_told(change, change.before, words) or words.text("diff.nothing"),
        after=_told(change, change.after, words) or words.text("diff.nothing"),
        **{name: with_short_dates(value, words) for name, value in params.items()},
    )
    return ChangeView(
        code=change.kind.id,
        effect=change.effect,
        label=words.text(f"diff.effect.{change.effect.value}"),
        subject=subject,
        sentence=sentence[:1].upper() + sentence[1:],
        before=_told(change, change.before, words),
        after=_told(change, change.after, words),
        old_place=_place(change.old_at, seen.old),
        new_place=_place(change.new_at, seen.new),
        fingerprint=change.fingerprint,
        witnesses=tuple(_witness(each, words) for each in (change.witness, change.counter) if each),
        approval=_approval(change, words) if change.is_approved else None,
        refusal=None if change.is_approved else _refusal(change, words),
    )


def _key(change: SpecChange, words: Catalogue) -> str:
    """Of what there was not, or is not any more, some sentences say so."""
    key = f"change.{change.kind.name}"
    stem = key.removesuffix("-changed")
    for side, ending in ((change.before, "-set"), (change.after, "-unset")):
        if not side and words.has(stem + ending):
            return stem + ending
    return key


def _told(change: SpecChange, text: str | None, words: Catalogue) -> str | None:
    """The text as people write it; a schedule is quoted as it is written."""
    return text if change.facet == "schedule" else with_short_dates(text, words)


_Text = TypeVar("_Text")
_DAY = r"\d{4}-\d\d-\d\d"
_ONLY_DAYS = re.compile(rf"{_DAY}(?:(?:, | – ){_DAY})*")


def with_short_dates(value: _Text, words: Catalogue) -> _Text | str:
    """A text that is nothing but dates, with the dates as people write them."""
    if not isinstance(value, str) or not _ONLY_DAYS.fullmatch(value):
        return value
    return re.sub(_DAY, lambda day: words.day(date.fromisoformat(day[0])), value)


def _approval(change: SpecChange, words: Catalogue) -> str:
    approval = change.approval
    assert approval is not None
    return words.text(
        "diff.approved", author=approval.author, date=words.day(approval.date),
        reason=approval.reason,
    )  # fmt: skip


def _refusal(change: SpecChange, words: Catalogue) -> str | None:
    if change.approval is None or change.standing is None:
        return None
    return words.text(f"diff.refused.{change.standing.value}", author=change.approval.author)


def facet_text(facet: str, words: Catalogue) -> str:
    """The key of the spec in words, or as it is written."""
    key = f"diff.facet.{facet}"
    return words.text(key) if words.has(key) else facet


def _place(at: Origin | Place | None, places: Places) -> Place | None:
    return places.place(at) if at else None


def _witness(witness: Witness, words: Catalogue) -> WitnessView:
    tables = tuple(
        TableView(
            each.title,
            each.columns,
            tuple((tuple(_cell(one, words) for one in cells), times) for cells, times in each.rows),
        )
        for each in witness.tables
    )
    sentence = words.text(
        "diff.witness",
        old=verdict_text(witness.old, witness.old_figure, words),
        new=verdict_text(witness.new, witness.new_figure, words),
        date=with_short_dates(witness.as_of, words),
    )
    return WitnessView(tables, sentence)


def verdict_text(kind: object, figure: Tally | None, words: Catalogue) -> str:
    """«достигнут (2 / 3 = 66,7 %)»."""
    name = getattr(kind, "value", None)
    label = words.text(f"verdict.{name}") if name else words.text("diff.absent")
    shown = figure_text(figure, words)
    return f"{label} ({shown})" if shown else label


def figure_text(figure: Tally | None, words: Catalogue) -> str:
    """n / N = x %, or n where there is no denominator."""
    if figure is None:
        return ""
    write = numerals(words.language)
    if figure.total is None:
        return write.number(figure.n)
    if figure.n > figure.total or figure.n < 0:
        return write.mean(figure.n, figure.total)
    return write.ratio(figure.n, figure.total)


def _cell(value: Scalar | None, words: Catalogue) -> str:
    if value is None:
        return "—"
    if isinstance(value, bool):
        return words.text("diff.true_cell" if value else "diff.false_cell")
    if isinstance(value, date):
        return words.day(value)
    return str(value)


def impact_lines(impact: Impact, words: Catalogue) -> Iterator[str]:
    """A heading, an indicator a line, its organisations below, then events."""
    day = words.day(date.fromisoformat(impact.as_of))
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


Part = tuple[str, bool]
"""A piece of text, and whether the other version has it otherwise."""

_WORD = re.compile(r"\s+|[^\s]+")


def marked(text: str | None, other: str | None) -> tuple[Part, ...]:
    """The text in pieces; everything is marked where there is no other version."""
    if not text:
        return ()
    if not other:
        return ((text, True),)
    ours, theirs = _WORD.findall(text), _WORD.findall(other)
    matcher = SequenceMatcher(None, ours, theirs, autojunk=False)
    return tuple(
        ("".join(ours[start:end]), tag != "equal")
        for tag, start, end, _, _ in matcher.get_opcodes()
        if end > start
    )
