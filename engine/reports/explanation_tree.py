"""The calculation of one indicator as a tree: what hangs on what, in words."""

from collections.abc import Iterator

from engine.reports.branches import Branch, branch
from engine.reports.dates import long_date, short_window
from engine.reports.edition import Edition
from engine.reports.suppression import hidden_organisations, is_of_persons
from engine.reports.view.indicators import reason_of, view_indicator
from engine.reports.view.names import known_as
from engine.reports.view.pieces import Proof, TallyLine
from engine.reports.view.rule_words import (
    missing_sentence,
    rule_sentence,
    stood_facts,
    table_name,
)
from engine.reports.view.values import IndicatorView
from engine.results.explanations import ConditionNote, Explanation, RowGroup, RowSample
from engine.results.verdicts import IndicatorOutcome


def judged(explanation: Explanation) -> IndicatorOutcome:
    """The explained indicator with its verdict."""
    return IndicatorOutcome(explanation.roadmap, explanation.indicator.id, explanation.verdict)


def published(made: Edition) -> IndicatorOutcome:
    """The same as far as the edition may tell it; the edition has this one indicator alone."""
    return made.outcome.judged[0]


def explanation_tree(explanation: Explanation, made: Edition) -> Branch:
    """The calculation of one indicator."""
    view = view_indicator(published(made), made)
    head = made.say("explain.head", id=explanation.full_id, verdict=view.badge.label)
    return branch(
        head,
        (
            _order(explanation, view, made),
            _rule(explanation, made),
            _figures(view, made),
            _rows(explanation, made),
            *_proofs(view, made),
            branch(made.say("explain.target", target=view.target)) if view.target else None,
            _verdict(explanation, view, made),
        ),
    )


def _order(explanation: Explanation, view: IndicatorView, made: Edition) -> Branch:
    notes = (branch(note) for note in (view.body, *view.notes, view.working.remark) if note)
    where = _where(explanation, view, made)
    shown = (branch(where) if where else None, *notes)
    return branch(made.say("explain.order", text=view.text), shown)


def _where(explanation: Explanation, view: IndicatorView, made: Edition) -> str | None:
    """The roadmap and the clause; of a requirement the clause alone."""
    if explanation.roadmap is None:
        return view.clause
    code = known_as(made.roadmap(explanation.roadmap), made)
    return made.say("explain.clause", code=code, clause=view.clause)


def _rule(explanation: Explanation, made: Edition) -> Branch:
    rule = explanation.indicator.rule
    if rule is None:
        place = str(made.places.place(explanation.indicator.origin))
        return branch(made.say("explain.no_rule", place=place))
    missing = missing_sentence(rule.measure, made)
    window = explanation.window
    period = made.say("explain.window", window=short_window(window)) if window else None
    return branch(
        made.say(
            "explain.rule",
            sentence=rule_sentence(rule, made).rstrip("."),
            place=str(made.places.place(rule.origin)),
        ),
        (
            *(branch(f"{fact.label}: {fact.value}") for fact in stood_facts(rule, made)),
            *(_condition(note, made) for note in explanation.conditions),
            branch(made.say("explain.missing", missing=missing)) if missing else None,
            branch(period) if period else None,
            branch(made.say("explain.as_of", date=long_date(explanation.as_of, made.words))),
        ),
    )


def _condition(note: ConditionNote, made: Edition) -> Branch:
    said = made.say(
        "explain.condition",
        label=made.say(f"working.{note.key}"),
        text=note.clause.text,
        place=str(made.places.place(note.clause.origin)),
    )
    understood = (
        branch(made.say("explain.reading", reading=note.reading))
        if note.reading != note.clause.text
        else None
    )
    return branch(said, (branch(table_name(note.dataset, made)), understood))


def _figures(view: IndicatorView, made: Edition) -> Branch | None:
    working = view.working
    if view.figure is None:
        return None
    return branch(
        made.say("explain.figure", figure=view.figure),
        (
            *(branch(f"{fact.label}: {fact.value}") for fact in working.readings),
            _tallies("explain.periods", working.periods, made),
            _tallies("explain.by_municipality", working.municipalities, made),
            _tallies("explain.by_organisation", working.organisations, made),
            branch(working.note) if working.note else None,
        ),
    )


def _tallies(key: str, lines: tuple[TallyLine, ...], made: Edition) -> Branch | None:
    if not lines:
        return None
    return branch(made.say(key), (branch(_tally(line)) for line in lines))


def _tally(line: TallyLine) -> str:
    """«Белёвский район: 27 / 35 = 77,1 % (выполнен)»."""
    verdict = line.badge.label if line.badge else ""
    more = ", ".join(part for part in (verdict, line.remark) if part)
    return f"{line.name}: {line.figure}{f' ({more})' if more else ''}"


def _rows(explanation: Explanation, made: Edition) -> Branch | None:
    if not explanation.rows or hides_rows(explanation, made):
        return None
    groups = (_group(group, explanation, made) for group in explanation.rows)
    return branch(made.say("explain.rows"), groups)


def hides_rows(explanation: Explanation, made: Edition) -> bool:
    """Whether rows of persons stay inside: their number alone may tell a small group."""
    return made.is_external and is_of_persons(published(made), made)


def _group(group: RowGroup, explanation: Explanation, made: Edition) -> Branch:
    said = made.counted(f"explain.row.{group.state.value}", group.total)
    shown = tuple(_seen(group, explanation, made))
    more = group.total - len(shown)
    rest = branch(made.counted("explain.rows_more", more)) if more and shown else None
    return branch(said, (*(branch(_sample(row, made)) for row in shown), rest))


def _seen(group: RowGroup, explanation: Explanation, made: Edition) -> Iterator[RowSample]:
    """Rows that this audience may see: none of a hidden organisation."""
    hidden = hidden_organisations(published(made), made)
    return (row for row in group.rows if row.organisation not in hidden)


def _sample(row: RowSample, made: Edition) -> str:
    name = made.organisation(row.organisation)
    return f"{row.place} — {name}" if name else str(row.place)


def _proofs(view: IndicatorView, made: Edition) -> Iterator[Branch]:
    working = view.working
    if working.elements:
        lines = (
            branch(f"{each.name}: {each.badge.label}", (_proof(one, made) for one in each.proofs))
            for each in working.elements
        )
        yield branch(made.say("explain.elements"), lines)
    if working.proofs:
        yield branch(made.say("explain.documents"), (_proof(one, made) for one in working.proofs))


def _proof(proof: Proof, made: Edition) -> Branch:
    remark = made.say("explain.document_not_counted", remark=proof.remark) if proof.remark else None
    below = (proof.address, remark, proof.place)
    return branch(proof.text, (branch(text) for text in below if text))


def _verdict(explanation: Explanation, view: IndicatorView, made: Edition) -> Branch:
    reason = reason_of(published(made), made)
    below = (view.distance, view.waiver)
    said = made.say("explain.verdict", verdict=view.badge.label, reason=reason)
    return branch(said, (branch(text) for text in below if text))
