"""Changes in words: what every format shows of them.

Whose verdict changes, in words.

Which words of a text differ from the other version.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from difflib import SequenceMatcher
from typing import TypeVar

from engine.classes import dataclass
from engine.diagnostics import Origin, Place
from engine.lazy import lazy_pattern
from engine.messages import Catalogue
from engine.model.changes import Effect
from engine.model.conditions import Scalar
from engine.reports.content.names import called
from engine.reports.content.versions import VersionView, versions_behind
from engine.reports.numbers import numerals
from engine.reports.places import Places
from engine.results.changes import (
    Comparison,
    Impact,
    Known,
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
    roadmap: str | None
    """«1.2 Школы с низкими результатами»; None for what stands in no roadmap."""
    slug: str | None
    wording: str | None
    """What the order says there, with its number: «1.5 Определение целевых групп»."""
    against: str | None
    """What the wording says instead of the new target."""
    sentence: str
    before: str | None
    after: str | None
    old_place: Place | None
    new_place: Place | None
    where: str
    """Both places in short: the new one, and the line of the old one where its file is the same."""
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
class RoadmapView:
    """How many changes of each effect a roadmap has; no slug: the order and the tables."""

    slug: str | None
    name: str
    counts: tuple[tuple[Effect, int], ...]
    summary: str


@dataclass(frozen=True, slots=True)
class DiffView:
    """A project's changes, weaker ones first, with the counts of each effect."""

    project: str
    old_name: str
    new_name: str
    changes: tuple[ChangeView, ...]
    counts: tuple[tuple[Effect, int], ...]
    summary: str
    roadmaps: tuple["RoadmapView", ...]
    """How many changes each has, in the order of the new version; the order itself stands last."""
    impact: Impact | None
    versions: tuple[VersionView, ...] = ()
    """Of roadmaps and rules, where one has not grown as it should."""


def view_of(comparison: Comparison, seen: Seen, words: Catalogue) -> DiffView:
    """The comparison in the words of a language."""
    known = comparison.known or (Known(),) * len(comparison.changes)
    changes = [
        _change(each, of, seen, words) for each, of in zip(comparison.changes, known, strict=True)
    ]
    ranked = sorted(changes, key=lambda each: EFFECTS.index(each.effect))
    counts = Counter(change.effect for change in changes)
    return DiffView(
        project=comparison.project,
        old_name=seen.old_name,
        new_name=seen.new_name,
        changes=tuple(ranked),
        counts=_in_order(counts),
        summary=_summary(counts, words),
        roadmaps=tuple(_by_roadmap(changes, words)),
        impact=comparison.impact,
        versions=versions_behind(comparison.steps, seen.new, words),
    )


def _in_order(counts: Counter[Effect]) -> tuple[tuple[Effect, int], ...]:
    return tuple((effect, counts[effect]) for effect in EFFECTS)


def _by_roadmap(changes: list[ChangeView], words: Catalogue) -> Iterator[RoadmapView]:
    """Those that ask for less first, then as they come."""
    names = {change.slug: change.roadmap or words.text("diff.no_roadmap") for change in changes}
    counts = {slug: Counter(one.effect for one in changes if one.slug == slug) for slug in names}
    ranked = sorted(names, key=lambda slug: [-counts[slug][effect] for effect in EFFECTS])
    for slug in ranked:
        told = ", ".join(_counted(counts[slug], words))
        yield RoadmapView(slug, names[slug], _in_order(counts[slug]), told)


def _summary(counts: Counter[Effect], words: Catalogue) -> str:
    if not counts:
        return words.text("diff.same")
    return words.text("diff.summary", count=counts.total(), parts=_counted(counts, words))


def _counted(counts: Counter[Effect], words: Catalogue) -> tuple[str, ...]:
    return tuple(
        words.text(f"diff.count.{effect.value}", count=counts[effect])
        for effect in EFFECTS
        if counts[effect]
    )


def _change(change: SpecChange, known: Known, seen: Seen, words: Catalogue) -> ChangeView:
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
    sides = (_place(change.old_at, seen.old), _place(change.new_at, seen.new))
    return ChangeView(
        code=change.kind.id,
        effect=change.effect,
        label=words.text(f"diff.effect.{change.effect.value}"),
        subject=subject,
        roadmap=_roadmap(known, words),
        slug=known.roadmap.slug if known.roadmap else None,
        wording=" ".join(filter(None, (known.number, known.wording))) or None,
        against=words.finding(known.against) if known.against else None,
        sentence=sentence[:1].upper() + sentence[1:],
        before=_told(change, change.before, words),
        after=_told(change, change.after, words),
        old_place=sides[0],
        new_place=sides[1],
        where=_where(change, *sides, words),
        fingerprint=change.fingerprint,
        witnesses=tuple(
            _witness(witness, words) for witness in (change.witness, change.counter) if witness
        ),
        approval=_approval(change, words) if change.is_approved else None,
        refusal=None if change.is_approved else _refusal(change, words),
    )


def _roadmap(known: Known, words: Catalogue) -> str | None:
    if known.roadmap is None:
        return None
    name = called(known.roadmap, known.direction, words)
    return " ".join(filter(None, (known.roadmap.code, name)))


def _key(change: SpecChange, words: Catalogue) -> str:
    """Of what there was not, or is not any more, some sentences say so; the warning level beside a
    target has its own."""
    kind = "warning-changed" if change.facet == "warn" else change.kind.name
    key = f"change.{kind}"
    stem = key.removesuffix("-changed")
    for side, ending in ((change.before, "-set"), (change.after, "-unset")):
        if not side and words.has(stem + ending):
            return stem + ending
    return key


def _told(change: SpecChange, text: str | None, words: Catalogue) -> str | None:
    """The text as people write it; a schedule is quoted as it is written."""
    if change.facet == "schedule" or text is None:
        return text
    if change.facet in _OF_YEARS:
        return _short_days(text, words)
    return with_short_dates(text, words)


_Text = TypeVar("_Text")
_DAY = r"\d{4}-\d\d-\d\d"
_OF_YEARS = ("target", "warn")
"""A path names the day of each of its targets."""
_ONLY_DAYS = lazy_pattern(rf"{_DAY}(?:(?:, | – ){_DAY})*")


def with_short_dates(value: _Text, words: Catalogue) -> _Text | str:
    """A text that is nothing but dates, with the dates as people write them."""
    if not isinstance(value, str) or not _ONLY_DAYS.fullmatch(value):
        return value
    return _short_days(value, words)


def _short_days(text: str, words: Catalogue) -> str:
    return re.sub(_DAY, lambda day: words.day(date.fromisoformat(day[0])), text)


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


def known_lines(change: ChangeView, words: Catalogue) -> Iterator[str]:
    """The roadmap with the wording, and what the wording says against the target."""
    if change.wording and change.roadmap:
        yield words.text("diff.quoted", roadmap=change.roadmap, text=change.wording)
    elif change.wording or change.roadmap:
        yield change.wording or change.roadmap or ""
    if change.against:
        yield change.against


def _where(change: SpecChange, old: Place | None, new: Place | None, words: Catalogue) -> str:
    """One place where it says enough: two versions of one file differ in the line alone."""
    if old is None or new is None:
        return str(new or old or "")
    files = [at.file for at in (change.old_at, change.new_at) if at]
    if files[0] != files[1] or old.line is None:
        return f"{old} → {new}"
    if old.line == new.line:
        return str(new)
    return words.text("diff.where", place=str(new), line=old.line)


def _witness(witness: Witness, words: Catalogue) -> WitnessView:
    tables = tuple(
        TableView(
            table.title,
            table.columns,
            tuple(
                (tuple(_cell(one, words) for one in cells), times) for cells, times in table.rows
            ),
        )
        for table in witness.tables
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
    if figure.n > figure.total or figure.n < 0 or figure.times != 1:
        return write.mean(figure.n, figure.total, times=figure.times)
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
    yield impact_heading(impact, words)
    for indicator in impact.indicators:
        yield f"- {verdict_change(indicator, words)}"
        for line in part_changes(indicator, words):
            yield f"    - {line}"
        if indicator.hidden:
            yield f"    - {hidden_text(indicator, words)}"
    for zone in impact.decisions:
        yield f"- {zone_change(zone, words)}"
    for event in impact.events:
        yield "- " + words.text(
            "diff.impact.event", id=event.id, title=event.title,
            old=words.text(f"status.{event.old}"), new=words.text(f"status.{event.new}"),
        )  # fmt: skip


def impact_heading(impact: Impact, words: Catalogue) -> str:
    """«Дятьковский район, на 01.06.2022: по тем же таблицам меняется 1 показатель из 96»."""
    return words.text(
        "diff.impact.heading", municipality=impact.municipality,
        date=words.day(date.fromisoformat(impact.as_of)),
        count=len(impact.indicators), judged=impact.judged,
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


def part_changes(change: VerdictChange, words: Catalogue) -> tuple[str, ...]:
    """The organisations of an indicator, then the values of the column that breaks it down."""
    values = (replace(each, name=_value_name(each.code, words)) for each in change.values)
    return tuple(organisation_change(each, words) for each in (*change.organisations, *values))


def _value_name(key: str, words: Catalogue) -> str:
    """«значение 9А»; of yes and no their words."""
    value = words.text(f"broken.{key}") if key in ("true", "false") else key
    return words.text("diff.impact.value", value=value)


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

_WORD = lazy_pattern(r"\s+|[^\s]+")


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
