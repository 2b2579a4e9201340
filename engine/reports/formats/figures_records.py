"""Figures as records: a line an indicator and a line each of its municipalities and organisations.

What the report does not tell, no record tells: its number is empty and `suppressed` is true.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from engine.reports.edition import Edition
from engine.reports.formats.records import Record, render_records
from engine.reports.json_indicators import judged_model
from engine.reports.report import Report

COLUMNS = (
    "id", "roadmap", "text", "level", "key", "name", "verdict", "target", "n", "total", "value",
    "missing", "set_aside", "found", "suppressed",
)  # fmt: skip
_TOLD = ("n", "total", "value", "missing", "set_aside", "found", "suppressed")


def write_csv(report: Report) -> str | bytes:
    """figures.csv."""
    return _render("csv", report)


def write_jsonl(report: Report) -> str | bytes:
    """figures.jsonl."""
    return _render("jsonl", report)


def _render(format_: str, report: Report) -> str | bytes:
    return render_records(format_, COLUMNS, _records(report.edition), "figures")


def _records(made: Edition) -> Iterator[Record]:
    names = {organisation.code: organisation.name for organisation in made.outcome.organisations}
    districts = {
        municipality.code: municipality.name for municipality in made.outcome.municipalities
    }
    for outcome in made.outcome.judged:
        model: Any = judged_model(outcome, made)
        plain = {
            "id": model["id"],
            "roadmap": outcome.roadmap,
            "text": model["text"],
            "target": model["target"]["text"] if model["target"] else None,
        }
        measured = model["measurement"]
        whole = measured["overall"] if measured else {}
        head = plain | {"level": "whole", "verdict": model["verdict"]}
        yield {**head, **_told({**whole, **_statistic(measured)})}
        if measured:
            yield from _parts(plain, "municipality", measured["by_municipality"], districts)
            for group in ("by_organisation", "figures", "elements"):
                yield from _parts(plain, "organisation", measured[group], names)


def _statistic(measured: Any) -> Record:
    judged = measured["statistic"] if measured else None
    return {"value": judged["value"]} if judged and not judged["suppressed"] else {}


def _parts(
    plain: Record, level: str, parts: list[dict[str, object]], names: Mapping[str, str]
) -> Iterator[Record]:
    for part in parts:
        key = part["key"]
        named = {"level": level, "key": key, "name": names.get(str(key))}
        yield {**plain, **named, **_told(part)}


def _told(part: Mapping[str, object]) -> Record:
    return {name: part[name] for name in _TOLD if name in part}
