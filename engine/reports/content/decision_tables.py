"""Decisions in words: who was flagged and why, who does what by when, and whether it worked."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from fractions import Fraction

from engine.disclosure import course_cells, hidden_cells, hides_means
from engine.lazy import lazy_pattern
from engine.model.answering import answering, is_awaited
from engine.model.decision_tables import (
    Cell,
    Decision,
    DecisionRow,
    Domain,
    Input,
    Recommendation,
)
from engine.reports.charts.comparison import Slope, draw_slopes
from engine.reports.content.blocks import Link
from engine.reports.content.events import event_name, whom
from engine.reports.content.names import event_anchor
from engine.reports.content.rule_words import measure_sentence
from engine.reports.content.views import Advice, DecisionView, EffectView, Flagged, ZoneView
from engine.reports.edition import Edition
from engine.reports.numbers import long_date, short_date, short_window
from engine.results.decision_tables import (
    Course,
    Decided,
    DecisionOutcome,
    Effect,
    EffectKind,
    InputValue,
)
from engine.results.events import Status

_NAMED = lazy_pattern(r"\{(\w[\w-]*)\}")


def view_decisions(edition: Edition, *, drawn: bool = False) -> tuple[DecisionView, ...]:
    """The decisions of the project, in the order of their files."""
    views = []
    for outcome in edition.outcome.decisions:
        decision = edition.outcome.project.decision(outcome.id)
        assert decision is not None
        views.append(_decision(decision, outcome, edition, drawn=drawn))
    return tuple(views)


def decision_anchor(id: str) -> str:
    """The anchor of a decision's section."""
    return f"decision-{id}"


def _decision(
    decision: Decision, outcome: DecisionOutcome, edition: Edition, *, drawn: bool
) -> DecisionView:
    zones = tuple(
        _zone(row, decision, decided, edition)
        for row in decision.rows
        if (decided := [each for each in outcome.decided if row.id in each.rows])
    )
    undecided = len(outcome.undecided)
    day = long_date(decision.date, edition.words) if decision.date else ""
    return DecisionView(
        anchor=decision_anchor(decision.id),
        title=decision.title,
        lead=edition.counted("deciding.lead", len(outcome.decided), date=day),
        zones=zones,
        undecided=edition.counted("deciding.undecided", undecided) if undecided else None,
        reason=edition.say(f"deciding.reason.{outcome.reason}") if outcome.reason else None,
        effect=_effect(decision, outcome.effect, edition, drawn=drawn) if outcome.effect else None,
    )


def _zone(
    row: DecisionRow, decision: Decision, decided: list[Decided], edition: Edition
) -> ZoneView:
    quiet = not row.recommendations and not row.events and row.why is None
    return ZoneView(
        title=row.zone or row.id,
        count=edition.counted("deciding.organisations", len(decided)),
        flagged=tuple(_flagged(each, row, decision, edition) for each in decided),
        advice=tuple(
            replace(
                _advice(recommendation, decision, decided, edition),
                measures=_measures(recommendation, row, decision, decided, edition),
            )
            for recommendation in row.recommendations
        ),
        events=tuple(_links(row.events, edition)),
        is_quiet=quiet,
    )


def _flagged(decided: Decided, row: DecisionRow, decision: Decision, edition: Edition) -> Flagged:
    name = edition.organisation(decided.organisation)
    name = name or edition.outcome.project.municipality.name
    return Flagged(name, filled(row.why or "", decision, decided, edition))


def filled(text: str, decision: Decision, decided: Decided, edition: Edition) -> str:
    """The sentence with the values of its inputs; what is too small to be told is left out."""
    values = {input_value.input: input_value for input_value in decided.values}
    inputs = {each.id: each for each in decision.inputs}

    def value(match: re.Match[str]) -> str:
        name = match[1]
        if name == "organisation":
            return edition.organisation(decided.organisation)
        if values[name].withheld:
            return "…"
        return value_text(inputs[name], values[name], edition)

    told = _NAMED.sub(value, text)
    named = {match[1] for match in _NAMED.finditer(text)}
    is_hidden = any(each.withheld for id, each in values.items() if id in named)
    return edition.say("deciding.value_hidden", text=told) if is_hidden else told


def value_text(input: Input, value: InputValue, edition: Edition, cell: Cell | None = None) -> str:
    """A value in the unit of its input, on its side of what a cell holds it against."""
    if value.withheld:
        return edition.say("report.hidden")
    if value.value is None:
        return edition.say("deciding.no_value")
    if isinstance(value.value, bool):
        return edition.say("value.yes" if value.value else "value.no")
    if isinstance(value.value, str):
        return value.value
    if isinstance(value.value, date):
        return short_date(value.value, edition.words)
    if input.domain is Domain.PERCENT:
        return edition.numerals.percent(value.value / 100, near=_ends(cell))
    return edition.numerals.number(value.value, near=_ends(cell))


def _ends(cell: Cell | None) -> tuple[Fraction, ...]:
    pieces = cell.pieces if cell else ()
    return tuple(end for piece in pieces for end in (piece.low, piece.high) if end is not None)


def _advice(
    each: Recommendation, decision: Decision, decided: list[Decided], edition: Edition
) -> Advice:
    """One line for all; a sentence that names figures is said of each organisation."""
    texts = dict.fromkeys(filled(each.what, decision, one, edition) for one in decided)
    return Advice(addressee(each, edition), "; ".join(texts), due_text(each, edition))


def _measures(
    each: Recommendation,
    row: DecisionRow,
    decision: Decision,
    decided: list[Decided],
    edition: Edition,
) -> tuple[str, ...]:
    """The measures that answer it with where they stand, and the organisations without one."""
    project = edition.outcome.project
    if not is_awaited(project, decision, row):
        return ()
    codes = [one.organisation for one in decided]
    by = {code: answering(project, decision, row.id, each.to, code) for code in codes}
    found = dict.fromkeys(id for ids in by.values() for id in ids)
    bare = [
        edition.organisation(code) or project.municipality.name for code in codes if not by[code]
    ]
    return (
        *(measure_standing(id, edition) for id in found),
        *((edition.say("deciding.unanswered", names=", ".join(bare)),) if bare else ()),
    )


def measure_standing(full_id: str, edition: Edition, organisation: str | None = None) -> str:
    """«Индивидуальный план — выполнено», at one organisation or at all of them."""
    slug, _, id = full_id.partition("/")
    outcome = next(e for e in edition.outcome.events if (e.roadmap, e.id) == (slug, id))
    own = [e.status for e in outcome.occurrences if organisation and e.organisation == organisation]
    status = max(own, key=list(Status).index) if own else outcome.status
    return edition.say(
        "deciding.measure",
        title=edition.event(slug, id).title or full_id,
        status=edition.say(f"status.{status.value}"),
        done=outcome.done if outcome.expected > 1 and not own else "",
        expected=outcome.expected,
    )


def addressee(each: Recommendation, edition: Edition) -> str:
    """To whom it is said."""
    return whom(each.body or each.to, edition)


def due_text(each: Recommendation, edition: Edition) -> str:
    """By when; nothing where no day is set."""
    if each.by is None:
        return ""
    spans = (window for window in each.by.windows if window.start != window.end)
    windows = ", ".join(short_window(window, edition.words) for window in spans)
    return edition.say("deciding.by", text=each.by.text or "", dates=windows)


def _links(events: tuple[str, ...], edition: Edition) -> Iterator[Link]:
    for full in events:
        slug, _, id = full.rpartition("/")
        title = edition.event(slug, id).title or ""
        text = edition.say("deciding.event", name=event_name(slug, id, edition), title=title)
        yield Link(text, event_anchor(slug, id))


def _effect(decision: Decision, effect: Effect, edition: Edition, *, drawn: bool) -> EffectView:
    asked = decision.effectiveness
    assert asked is not None
    measured = asked.title or measure_sentence(asked.before.measure, edition)
    return EffectView(
        kind=effect.kind.value,
        verdict=edition.say(f"deciding.effect.{effect.kind.value}"),
        measured=measured,
        sentences=tuple(_effect_sentences(effect, asked.min_organisations, edition)),
        caution=edition.say("deciding.caution"),
        picture=_picture(decision, effect, edition) if drawn and effect.courses else None,
        events=tuple(_links(asked.events, edition)),
    )


def _effect_sentences(effect: Effect, least: int, edition: Edition) -> Iterator[str]:
    decided, others = effect.group(decided=True), effect.group(decided=False)
    if effect.kind is EffectKind.TOO_LITTLE:
        yield edition.say(f"deciding.reason.{effect.reason}", least=least, decided=len(decided),
                          others=len(others))  # fmt: skip
    told = tells_means(effect, edition)
    for key, group in (("decided", decided), ("others", others)):
        if group and not told:
            yield edition.counted(f"deciding.group_hidden.{key}", len(group), least=edition.least)
        elif group:
            before, after = effect.mean(decided=key == "decided")
            yield edition.counted(
                f"deciding.group.{key}", len(group),
                before=_amount(before, effect, edition), after=_amount(after, effect, edition),
            )  # fmt: skip
    if (
        told
        and effect.difference is not None
        and effect.low is not None
        and effect.high is not None
    ):
        unit = edition.say("deciding.points") if effect.is_percent else ""
        number = edition.numerals.number
        yield edition.say(
            "deciding.difference", value=number(effect.difference, places=1), unit=unit,
            low=number(effect.low, places=1), high=number(effect.high, places=1),
        )  # fmt: skip


def _amount(value: float, effect: Effect, edition: Edition) -> str:
    return edition.numerals.percent(value / 100) if effect.is_percent else (
        edition.numerals.number(value)
    )  # fmt: skip


def _picture(decision: Decision, effect: Effect, edition: Edition) -> str:
    """Schools before and after; those with few pupils are not drawn for readers outside."""
    shown = [course for course in effect.courses if not hides_course(course, effect, edition)]
    slopes = [
        Slope(
            edition.organisation(course.organisation), course.before, course.after, course.decided
        )
        for course in shown
    ]
    words = (
        edition.say("deciding.picture.before"), edition.say("deciding.picture.after"),
        edition.say("deciding.picture.name", title=decision.title),
        edition.counted("deciding.picture.says", len(shown)),
    )  # fmt: skip
    return draw_slopes(f"slopes-{decision.id}", slopes, words, edition.numerals,
                       percent=effect.is_percent)  # fmt: skip


def hides_course(course: Course, effect: Effect, edition: Edition) -> bool:
    """Whether too few persons stand behind an organisation's figures to tell them outside, or they
    must be hidden so that the mean of its group does not give another away."""
    if not edition.is_external:
        return False
    cells = course_cells(effect, decided=course.decided)
    return course.organisation in hidden_cells(cells, edition.least)


def tells_means(effect: Effect, edition: Edition) -> bool:
    """Whether the means of the groups may be told: no hidden organisation follows from them."""
    return not (edition.is_external and hides_means(effect, edition.least))
