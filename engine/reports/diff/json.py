"""The comparison as JSON: schemas/diff.schema.json describes it."""

from engine.diagnostics import Place
from engine.messages import Catalogue
from engine.plain import picked
from engine.reports.content.diff import ChangeView, Seen, view_of
from engine.reports.formats.text import cell_model
from engine.reports.json_text import indented
from engine.results.changes import Comparison, Growth, Impact, SpecChange, Witness
from engine.results.verdicts import Tally

Json = dict[str, object]
_GROWTH = {Growth.NONE: None, Growth.FIRST: "first", Growth.SECOND: "second"}


def diff_json(comparisons: tuple[tuple[Comparison, Seen], ...], words: Catalogue) -> str:
    """Every change with both places, its effect, its witness and its approval."""
    model = {
        "format": "diff/1",
        "projects": [_project(each, seen, words) for each, seen in comparisons],
    }
    return indented(model) + "\n"


def _project(comparison: Comparison, seen: Seen, words: Catalogue) -> Json:
    view = view_of(comparison, seen, words)
    by_mark = {change.fingerprint: change for change in view.changes}
    return {
        "project": comparison.project,
        "old": view.old_name,
        "new": view.new_name,
        "counts": dict(view.counts),
        "roadmaps": [
            {**picked(roadmap, "slug name"), "counts": dict(roadmap.counts)}
            for roadmap in view.roadmaps
        ],
        "versions": [
            {"about": picked(step.about, "kind id"), **picked(step, "before after"),
             "asked": _GROWTH[step.asked], "enough": step.is_enough}
            for step in comparison.steps
        ],
        "changes": [_change(change, by_mark[change.fingerprint]) for change in comparison.changes],
        "impact": _impact(comparison.impact) if comparison.impact else None,
    }  # fmt: skip


def _change(change: SpecChange, view: ChangeView) -> Json:
    approval = change.approval
    return {
        "code": change.kind.id,
        "name": change.kind.name,
        "effect": change.effect,
        "about": picked(change.about, "kind id"),
        "roadmap": view.slug,
        "wording": view.wording,
        "contradiction": view.against,
        "facet": change.facet,
        "message": view.sentence,
        **picked(change, "before after"),
        "old_place": _place(view.old_place),
        "new_place": _place(view.new_place),
        "fingerprint": change.fingerprint,
        "witnesses": [_witness(witness) for witness in (change.witness, change.counter) if witness],
        "approval": approval
        and {**picked(approval, "author date reason"), "standing": change.standing},
    }


def _place(place: Place | None) -> Json | None:
    return picked(place, "file line column") if place else None


def _witness(witness: Witness) -> Json:
    return {
        "as_of": witness.as_of,
        "old": {"verdict": witness.old, "figure": _tally(witness.old_figure)},
        "new": {"verdict": witness.new, "figure": _tally(witness.new_figure)},
        "tables": [
            {
                "name": table.dataset,
                "title": table.title,
                "columns": table.columns,
                "rows": [
                    {"cells": [cell_model(one) for one in cells], "times": times}
                    for cells, times in table.rows
                ],
            }
            for table in witness.tables
        ],
    }


def _tally(tally: Tally | None) -> Json | None:
    if tally is None:
        return None
    missing = None if tally.gaps_withheld else tally.missing
    return {"n": tally.n, "total": tally.total, "missing": missing}


def _impact(impact: Impact) -> Json:
    return {
        **picked(impact, "as_of municipality judged"),
        "indicators": [
            {
                **picked(indicator, "id text"),
                "old": {"verdict": indicator.old, "figure": _tally(indicator.old_figure)},
                "new": {"verdict": indicator.new, "figure": _tally(indicator.new_figure)},
                "suppressed": indicator.is_hidden,
                "suppressed_organisations": indicator.hidden,
                "organisations": [
                    {**picked(one, "code name"), "old": _tally(one.old), "new": _tally(one.new),
                     **picked(one, "old_verdict new_verdict")}
                    for one in indicator.organisations
                ],
                "values": [
                    {"value": one.code, "old": _tally(one.old), "new": _tally(one.new),
                     **picked(one, "old_verdict new_verdict")}
                    for one in indicator.values
                ],
            }
            for indicator in impact.indicators
        ],
        "decisions": [
            {"id": decision.decision, **picked(decision, "title name old new")}
            for decision in impact.decisions
        ],
        "events": [
            picked(event, "id title old new") for event in impact.events
        ],
    }  # fmt: skip
