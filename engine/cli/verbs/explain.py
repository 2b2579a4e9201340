"""`roadmap explain`: why this verdict, this turn of an event; what a code or a key means."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING

import click

from engine.classes import dataclass
from engine.cli import options
from engine.cli.command import Command, argument, option
from engine.cli.inputs import each_usable, only_project, write_records
from engine.cli.meanings import meaning_of
from engine.cli.output import Exit, say, tell, write_json
from engine.cli.verbs.completion import complete_names
from engine.cli.words import spoken, word
from engine.lazy import lazy_pattern
from engine.messages import Language, catalogue
from engine.model.spec import full_id
from engine.options import Options
from engine.runs.databases import database_addresses
from engine.runs.history_store import DEFAULT_STORE, broken
from engine.runs.seen import places_of

if TYPE_CHECKING:
    from engine.model.project import Project
    from engine.pipeline import Checked
    from engine.reports.content.explanation import Extent
    from engine.results.outcome import Outcome

RECORDS = ("csv", "jsonl", "xlsx")
"""Formats of the rows behind a figure."""
_CODE = lazy_pattern(r"[A-Za-zА-Яа-я]\d{3}")


@dataclass(frozen=True, slots=True)
class Asked:
    """What the command line asks about, and how it wants to be told."""

    name: str
    as_of: date
    data_dir: Path | None
    format_: str
    lang: str
    audience: str
    rows: int
    extent: "Extent"


@click.command("explain", cls=Command, help="explain.verb")
@argument("name", metavar="name|code", shell_complete=complete_names)
@options.paths
@options.as_of
@options.data_dir("explain.data")
@options.formats("text", "json", "csv", "jsonl", "xlsx")
@options.output
@options.rows(10)
@option("--depth", type=click.IntRange(min=0), metavar="number", help="explain.depth")
@option("--only-failed", is_flag=True, help="explain.only-failed")
@options.audience_of("internal")
@options.language
def command(
    name: str, paths: tuple[Path, ...], as_of: date, data_dir: Path | None, format_: str,
    rows: int, depth: int | None, only_failed: bool, audience: str, lang: str,
) -> int:  # fmt: skip
    """Why a verdict, a place in the order of work or a decision; what a code means."""
    if "/" not in name and (known := meaning_of(name, Language(lang))):
        say(known)
        return Exit.FINE
    if not paths and (known := _explained_key(name, lang)):
        say(known)
        return Exit.FINE
    if _CODE.fullmatch(name):
        raise click.UsageError(
            word("explain.no-code", name=name, near=_near(name.upper(), _codes()))
        )
    ((checked, code),) = each_usable((only_project(paths),), lang, as_of)
    if checked is None or checked.loaded.project is None:
        return code
    from engine.reports.content.explanation import Extent

    extent = Extent(depth, only_failed)
    asked = Asked(name, as_of, data_dir, format_, lang, audience, rows, extent)
    return _explain(checked, checked.loaded.project, asked)


def _explained_key(name: str, lang: str) -> str | None:
    """What a key of the specs means, by its name or its way; None when there is no such key."""
    from engine.reports.content.reference import explain_keys, keys_named

    keys = keys_named(name)
    return explain_keys(keys, catalogue(Language(lang))) if keys else None


def _codes() -> list[str]:
    from engine.codes import CODES
    from engine.model.changes import KINDS

    return [*(code.id for code in CODES), *(kind.id for kind in KINDS)]


def _near(wanted: str, known: Iterable[str]) -> str:
    return ", ".join(get_close_matches(wanted, list(known), 3))


def _explain(checked: "Checked", project: "Project", asked: Asked) -> int:
    wanted = asked.name.removeprefix(f"{project.id}/")
    judged = [
        full_id(roadmap.slug if roadmap else None, each.id) for roadmap, each in project.judged
    ]
    events = [each.full_id(event.id) for each in project.roadmaps for event in each.events]
    if wanted in judged:
        return _explain_indicator(checked, project, wanted, asked)
    if asked.format_ in RECORDS:
        raise click.UsageError(word("explain.records-of-figures", name=asked.name))
    if event := wanted if wanted in events else _printed_event(project, wanted):
        return _explain_event(checked, project, event, asked)
    decision, _, organisation = wanted.partition("/")
    if project.decision(decision):
        return _explain_decision(checked, decision, organisation or None, asked)
    near = _near(wanted, [*judged, *events, *(each.id for each in project.decisions)])
    raise click.UsageError(word("explain.no-name", name=asked.name, near=near))


def _printed_event(project: "Project", label: str) -> str | None:
    """The full id of the event that `plan` prints so, «1.2/2.5»; an error where several are."""
    from engine.reports.edition import event_label

    named = [
        roadmap.full_id(event.id)
        for roadmap in project.roadmaps
        for event in roadmap.events
        if event_label(roadmap, event).rstrip(".)") == label.rstrip(".)")
    ]
    if len(named) > 1:
        raise click.UsageError(word("explain.several", label=label, names=", ".join(named)))
    return named[0] if named else None


def _explain_indicator(checked: "Checked", project: "Project", wanted: str, asked: Asked) -> int:
    from engine.judging import explain_indicator
    from engine.reports.content.explanation import (
        edition_of,
        explanation_model,
        hides_rows,
        render_explanation,
    )
    from engine.reports.formats.rows_records import rows_records

    found = explain_indicator(
        project, wanted, Options(asked.as_of, asked.data_dir, database_addresses()), rows=asked.rows
    )
    words = catalogue(Language(asked.lang))
    whole = _beside(checked, asked) if asked.audience == "external" else None
    if asked.format_ in RECORDS:
        names = (found.organisations, found.municipalities)
        places = places_of(checked)
        edition = edition_of(
            found.explanation, project, places, words, names, asked.audience, whole
        )
        if hides_rows(found.explanation, edition):
            raise click.UsageError(word("explain.rows-inside"))
        write_records(rows_records(asked.format_, asked.extent.of(found.explanation), edition))
        return Exit.FINE
    given = (found.explanation, project, places_of(checked), words)
    show = explanation_model if asked.format_ == "json" else render_explanation
    told = show(
        *given,
        organisations=found.organisations,
        municipalities=found.municipalities,
        audience=asked.audience,
        whole=whole,
        extent=asked.extent,
    )
    if isinstance(told, str):
        tell(told)
    else:
        write_json(told)
    return Exit.FINE


def _beside(checked: "Checked", asked: Asked) -> "Outcome":
    """Everything judged, and what kept reports told: a reader outside sees it beside."""
    from engine.judging import judge

    addresses = database_addresses()
    return _since_kept(judge(checked.loaded, (), Options(asked.as_of, asked.data_dir, addresses)))


def _since_kept(outcome: "Outcome") -> "Outcome":
    from engine.history import BrokenStoreError, Store

    try:
        told = Store(DEFAULT_STORE).publications(outcome.project.id)
    except BrokenStoreError as error:
        refusal = broken(DEFAULT_STORE, error, catalogue(spoken()))
        raise click.UsageError(refusal) from error
    return replace(outcome, earlier=told)


def _explain_decision(
    checked: "Checked", decision: str, organisation: str | None, asked: Asked
) -> int:
    from engine.judging import explain_decision
    from engine.reports.content.decision_trace import render_trace, trace_model
    from engine.reports.edition import edition

    outcome = explain_decision(
        checked.loaded, decision, Options(asked.as_of, asked.data_dir, database_addresses())
    )
    if asked.audience == "external":
        outcome = _since_kept(outcome)
    (decided,) = outcome.decisions
    codes = [each.organisation for each in decided.decided if each.organisation]
    if organisation is not None and organisation not in codes and not decided.reason:
        near = _near(organisation, codes)
        raise click.UsageError(
            word("explain.undecided", decision=decision, organisation=organisation, near=near)
        )
    words = catalogue(Language(asked.lang))
    made = edition(outcome, places_of(checked), words, audience=asked.audience)
    if asked.format_ == "json":
        write_json(trace_model(decided, organisation, made))
    else:
        tell(render_trace(decided, organisation, made))
    return Exit.FINE


def _explain_event(checked: "Checked", project: "Project", wanted: str, asked: Asked) -> int:
    from engine.cycle import order_events
    from engine.reports.content.event_order import event_order_model, render_event_order

    ordering, _ = order_events(project)
    words = catalogue(Language(asked.lang))
    if asked.format_ == "json":
        write_json(event_order_model(wanted, project, ordering, places_of(checked)))
    else:
        tell(render_event_order(wanted, project, ordering, places_of(checked), words))
    return Exit.FINE
