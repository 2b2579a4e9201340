"""Why a verdict is what it is: the whole calculation as a tree for a terminal, and as JSON.

Indicator → rule → conditions with their places → n, N, missing → rows by their cells → target →
verdict.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from engine.classes import dataclass
from engine.messages import Catalogue
from engine.model.project import Project
from engine.plain import picked
from engine.reports.content.blocks import Proof, TallyLine
from engine.reports.content.branches import Branch, branch, cut, draw
from engine.reports.content.figures import figure_of
from engine.reports.content.findings import place_model
from engine.reports.content.indicators import reason_of, view_indicator
from engine.reports.content.names import known_as
from engine.reports.content.rule_words import missing_sentence, rule_sentence, stood_facts
from engine.reports.content.sentences import table_name
from engine.reports.content.views import IndicatorView
from engine.reports.edition import Edition, edition
from engine.reports.formats.text import cell_model
from engine.reports.json_indicators import judged_model, measurement_model
from engine.reports.model import rule_model
from engine.reports.numbers import long_date, short_window
from engine.reports.places import Places
from engine.reports.suppression import hidden_organisations, is_of_persons
from engine.results.events import Ordering
from engine.results.outcome import Manifest, Organisation, Outcome
from engine.results.verdicts import (
    ConditionNote,
    ExplainedPart,
    Explanation,
    IndicatorOutcome,
    RowGroup,
    RowSample,
    RowState,
)
from engine.visible import harmless_lines


def judged(explanation: Explanation) -> IndicatorOutcome:
    """The explained indicator with its verdict."""
    return IndicatorOutcome(explanation.roadmap, explanation.indicator, explanation.verdict)


def published(made: Edition) -> IndicatorOutcome:
    """The same as far as the edition may tell it; the edition has it first (see `edition_of`)."""
    return made.outcome.judged[0]


@dataclass(frozen=True, slots=True)
class Extent:
    """How much is told: `depth` levels of the tree (None: all), or only what failed."""

    depth: int | None = None
    only_failed: bool = False

    def of(self, explanation: Explanation) -> Explanation:
        """Without the rows that counted, where only what failed is told."""
        if not self.only_failed:
            return explanation
        parts = tuple(map(_uncounted, explanation.parts))
        return replace(explanation, rows=_left(explanation.rows), parts=parts)


def _left(groups: tuple[RowGroup, ...]) -> tuple[RowGroup, ...]:
    return tuple(group for group in groups if group.state is not RowState.COUNTED)


def _uncounted(part: ExplainedPart) -> ExplainedPart:
    return replace(part, rows=_left(part.rows), parts=tuple(map(_uncounted, part.parts)))


WHOLE = Extent()


def explanation_tree(explanation: Explanation, made: Edition, extent: Extent = WHOLE) -> Branch:
    """The calculation of one indicator."""
    explanation = extent.of(explanation)
    view = view_indicator(published(made), made)
    head = made.say("explain.head", id=explanation.full_id, verdict=view.badge.label)
    return branch(
        head,
        (
            _order(explanation, view, made),
            _rule(explanation, made),
            _figures(view, made) if not extent.only_failed else _missed(explanation, view, made),
            _parts(explanation.parts, made),
            _rows(explanation, made),
            *_proofs(view, made),
            branch(made.say("explain.target", target=view.target)) if view.target else None,
            _verdict(explanation, view, made),
        ),
    )


def _missed(explanation: Explanation, view: IndicatorView, made: Edition) -> Branch | None:
    """The figure with those organisations alone whose part of it is not whole."""
    measurement = published(made).verdict.measurement
    if view.figure is None or measurement is None:
        return _figures(view, made)
    full = {
        made.named_by_rows(each.key)
        for each in measurement.by_organisation
        if each.total is not None and each.n >= each.total and not each.missing
    }
    left = tuple(
        organisation for organisation in view.working.organisations if organisation.name not in full
    )
    return branch(
        made.say("explain.figure", figure=view.figure),
        (_tallies("explain.by_organisation", left, made),),
    )


def _parts(parts: tuple[ExplainedPart, ...], made: Edition) -> Branch | None:
    """What each part gave; inside the department alone, since parts count few persons."""
    if not parts or made.is_external:
        return None
    return branch(made.say("explain.parts"), (_part(part, made) for part in parts))


def _part(part: ExplainedPart, made: Edition) -> Branch:
    outcome = part.outcome
    value = figure_of(outcome, made) or reason_of(outcome, made)
    rule = outcome.indicator.rule
    weight = made.numerals.number(part.weight) if part.weight not in (None, 1) else None
    said = made.say("explain.part", id=part.id, value=value, weight=weight)
    sentence = branch(rule_sentence(rule, made)) if rule else None
    rows = branch(made.say("explain.rows"), (_group(group, made) for group in part.rows))
    parts = (_part(each, made) for each in part.parts)
    return branch(said, (sentence, *parts, rows if part.rows else None))


@dataclass(frozen=True, slots=True)
class SeenRow:
    """A row that an audience may see, in its group; `part`: the way of the part that it is behind,
    empty of the figure itself."""

    part: tuple[str, ...]
    group: RowGroup
    row: RowSample


def seen_rows(explanation: Explanation, made: Edition) -> Iterator[SeenRow]:
    """Every row that this audience may see, by what it did; those of parts after the others."""
    if hides_rows(explanation, made):
        return
    for group in explanation.rows:
        yield from (SeenRow((), group, row) for row in _seen(group, made))
    if not made.is_external:
        for part in explanation.parts:
            yield from _rows_of_part(part, ())


def _rows_of_part(part: ExplainedPart, above: tuple[str, ...]) -> Iterator[SeenRow]:
    way = (*above, part.id)
    for group in part.rows:
        yield from (SeenRow(way, group, row) for row in group.rows)
    for each in part.parts:
        yield from _rows_of_part(each, way)


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
    period = made.say("explain.window", window=short_window(window, made.words)) if window else None
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
            _tallies("explain.by_value", working.values, made, column=view.column),
            _tallies("explain.by_municipality", working.municipalities, made),
            _tallies("explain.by_organisation", working.organisations, made),
            branch(working.note) if working.note else None,
        ),
    )


def _tallies(key: str, lines: tuple[TallyLine, ...], made: Edition, **named: str) -> Branch | None:
    if not lines:
        return None
    return branch(made.say(key, **named), (branch(_tally(line)) for line in lines))


def _tally(line: TallyLine) -> str:
    """«Белёвский район: 27 / 35 = 77,1 % (выполнен)»."""
    verdict = line.badge.label if line.badge else ""
    more = ", ".join(part for part in (verdict, line.remark) if part)
    return f"{line.name}: {line.figure}{f' ({more})' if more else ''}"


def _rows(explanation: Explanation, made: Edition) -> Branch | None:
    if not explanation.rows or hides_rows(explanation, made):
        return None
    groups = (_group(group, made) for group in explanation.rows)
    return branch(made.say("explain.rows"), groups)


def hides_rows(explanation: Explanation, made: Edition) -> bool:
    """Whether rows of persons stay inside: their number alone may tell a small group."""
    return made.is_external and is_of_persons(published(made), made)


def _group(group: RowGroup, made: Edition) -> Branch:
    said = made.counted(f"explain.row.{group.state.value}", group.total)
    shown = tuple(_seen(group, made))
    more = group.total - len(shown)
    rest = branch(made.counted("explain.rows_more", more)) if more and shown else None
    return branch(said, (*(branch(_sample(row, made)) for row in shown), rest))


def _seen(group: RowGroup, made: Edition) -> Iterator[RowSample]:
    """Rows that this audience may see: none of a hidden organisation."""
    hidden = hidden_organisations(published(made), made)
    return (row for row in group.rows if row.organisation not in hidden)


def _sample(row: RowSample, made: Edition) -> str:
    name = made.organisation(row.organisation)
    where = f"{row.place} — {name}" if name else str(row.place)
    if row.failed is None or made.is_external:
        return where
    key = "explain.part_open" if row.is_open else "explain.part_failed"
    return made.say(key, row=where, condition=row.failed)


def _proofs(view: IndicatorView, made: Edition) -> Iterator[Branch]:
    working = view.working
    if working.elements:
        lines = (
            branch(
                f"{element.name}: {element.badge.label}",
                (_proof(one, made) for one in element.proofs),
            )
            for element in working.elements
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
    below = (view.distance, view.progress, view.waiver)
    said = made.say("explain.verdict", verdict=view.badge.label, reason=reason)
    return branch(said, (branch(text) for text in below if text))


Json = dict[str, object]


def render_explanation(
    explanation: Explanation,
    project: Project,
    sources: Places,
    words: Catalogue,
    *,
    organisations: Iterable[Organisation] = (),
    municipalities: Iterable[Organisation] = (),
    audience: str = "internal",
    whole: Outcome | None = None,
    extent: Extent = WHOLE,
) -> str:
    """The calculation as a tree of text; what is hidden beside others is seen in the `whole`."""
    names = tuple(organisations), tuple(municipalities)
    made = edition_of(explanation, project, sources, words, names, audience, whole)
    tree = cut(explanation_tree(explanation, made, extent), extent.depth, words)
    return harmless_lines(draw(tree))


def explanation_model(
    explanation: Explanation,
    project: Project,
    sources: Places,
    words: Catalogue,
    *,
    organisations: Iterable[Organisation] = (),
    municipalities: Iterable[Organisation] = (),
    audience: str = "internal",
    whole: Outcome | None = None,
    extent: Extent = WHOLE,
) -> Json:
    """The calculation as JSON-ready values: the indicator of report.json and what is behind it."""
    names = tuple(organisations), tuple(municipalities)
    made = edition_of(explanation, project, sources, words, names, audience, whole)
    explanation = extent.of(explanation)
    rule = explanation.indicator.rule
    return {
        "as_of": explanation.as_of,
        "indicator": judged_model(published(made), made),
        "rule": rule_model(rule) if rule else None,
        "window": explanation.window,
        "conditions": [
            {
                **picked(note, "key dataset"),
                "text": note.clause.text,
                "reading": note.reading,
                "place": place_model(sources.place(note.clause.origin)),
            }
            for note in explanation.conditions
        ],
        "parts": [_part_model(part, made) for part in explanation.parts if not made.is_external],
        "rows": [
            _rows_model(group, made)
            for group in explanation.rows
            if not hides_rows(explanation, made)
        ],
    }


def _part_model(part: ExplainedPart, made: Edition) -> Json:
    outcome = part.outcome
    return {
        "id": part.id,
        "weight": part.weight,
        "figure": figure_of(outcome, made),
        "reason": reason_of(outcome, made),
        "measurement": measurement_model(outcome, made),
        "rows": [_rows_model(group, made) for group in part.rows],
        "parts": [_part_model(explained_part, made) for explained_part in part.parts],
    }


def edition_of(
    explanation: Explanation,
    project: Project,
    sources: Places,
    words: Catalogue,
    names: tuple[tuple[Organisation, ...], tuple[Organisation, ...]],
    audience: str,
    whole: Outcome | None,
) -> Edition:
    """The edition of an outcome in which this indicator or requirement stands first, and all that
    was judged beside it after it."""
    own = judged(explanation)
    others = (
        indicator_outcome
        for indicator_outcome in (whole.judged if whole else ())
        if indicator_outcome.full_id != own.full_id
    )
    outcome = Outcome(
        project=project,
        manifest=Manifest("", explanation.as_of, ()),
        indicators=(own,),
        events=(),
        ordering=Ordering((), (), (), (), (), ()),
        organisations=names[0],
        needs=(),
        findings=(),
        requirements=tuple(others),
        municipalities=names[1],
        earlier=whole.earlier if whole else (),
    )
    return edition(outcome, sources, words, audience=audience)


def _rows_model(group: RowGroup, made: Edition) -> Json:
    return {
        **picked(group, "dataset state total"),
        "rows": [
            {
                "place": place_model(row.place),
                "organisation": row.organisation,
                "values": {name: cell_model(value) for name, value in row.values},
                "failed": row.failed,
                "without_answer": row.is_open,
            }
            for row in group.rows
            if not made.is_external
        ],
    }
