"""Why a verdict is what it is: the whole calculation as a tree for a terminal, and as JSON.

Indicator → rule → conditions with their places → n, N, missing → rows by their cells → target →
verdict.
"""

from collections.abc import Iterable

from engine.messages import Catalogue
from engine.model.project import Project
from engine.reports.branches import draw
from engine.reports.edition import Edition, edition
from engine.reports.explanation_tree import explanation_tree, hides_rows, judged, published
from engine.reports.findings import place_model
from engine.reports.json_indicators import judged_model
from engine.reports.model import rule_model
from engine.reports.places import Places
from engine.results.explanations import Explanation, RowGroup
from engine.results.ordering import Ordering
from engine.results.outcome import Manifest, Organisation, Outcome
from engine.visible import harmless_lines

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
) -> str:
    """The calculation as a tree of text."""
    names = tuple(organisations), tuple(municipalities)
    made = _edition(explanation, project, sources, words, names, audience)
    return harmless_lines(draw(explanation_tree(explanation, made)))


def explanation_model(
    explanation: Explanation,
    project: Project,
    sources: Places,
    words: Catalogue,
    *,
    organisations: Iterable[Organisation] = (),
    municipalities: Iterable[Organisation] = (),
    audience: str = "internal",
) -> Json:
    """The calculation as JSON-ready values: the indicator of report.json and what is behind it."""
    names = tuple(organisations), tuple(municipalities)
    made = _edition(explanation, project, sources, words, names, audience)
    rule, window = explanation.indicator.rule, explanation.window
    return {
        "as_of": explanation.as_of.isoformat(),
        "indicator": judged_model(published(made), made),
        "rule": rule_model(rule) if rule else None,
        "window": window and {"start": window.start.isoformat(), "end": window.end.isoformat()},
        "conditions": [
            {
                "key": note.key,
                "dataset": note.dataset,
                "text": note.clause.text,
                "reading": note.reading,
                "place": place_model(sources.place(note.clause.origin)),
            }
            for note in explanation.conditions
        ],
        "rows": [
            _rows_model(group, made)
            for group in explanation.rows
            if not hides_rows(explanation, made)
        ],
    }


def _edition(
    explanation: Explanation,
    project: Project,
    sources: Places,
    words: Catalogue,
    names: tuple[tuple[Organisation, ...], tuple[Organisation, ...]],
    audience: str,
) -> Edition:
    """The edition of an outcome that consists of this one indicator."""
    outcome = Outcome(
        project=project,
        manifest=Manifest("", explanation.as_of, ()),
        indicators=(judged(explanation),) if explanation.roadmap else (),
        events=(),
        ordering=Ordering((), (), (), (), (), ()),
        organisations=names[0],
        needs=(),
        findings=(),
        requirements=() if explanation.roadmap else (judged(explanation),),
        municipalities=names[1],
    )
    return edition(outcome, sources, words, audience=audience)


def _rows_model(group: RowGroup, made: Edition) -> Json:
    return {
        "dataset": group.dataset,
        "state": group.state.value,
        "total": group.total,
        "rows": [
            {"place": place_model(row.place), "organisation": row.organisation}
            for row in group.rows
            if not made.is_external
        ],
    }
