"""From a figure to its rows, in a child: what `roadmap explain` says of an indicator."""

from datetime import date
from pathlib import Path

from engine.children import Value
from engine.judging import explain_indicator
from engine.messages import Language, catalogue
from engine.options import Options
from engine.pipeline import check
from engine.reports.content.explanation import render_explanation
from engine.runs.databases import database_addresses
from engine.runs.seen import places_of


def explain_figure(folder: str, full_id: str, day: str, lang: str) -> Value:
    """Rule, condition, numerator and denominator, the rows by their cells, target, verdict, as
    text for the department; None where the project cannot be judged or has no such indicator."""
    checked = check(Path(folder), day=date.fromisoformat(day))
    project = checked.loaded.project
    if project is None or not checked.usable:
        return None
    options = Options(date.fromisoformat(day), None, database_addresses())
    try:
        explanation = explain_indicator(project, full_id, options)
    except KeyError:
        return None
    return render_explanation(
        explanation.explanation, project, places_of(checked), catalogue(Language(lang)),
        organisations=explanation.organisations, municipalities=explanation.municipalities,
        audience="internal",
    )  # fmt: skip
