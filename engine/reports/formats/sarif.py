"""SARIF 2.1.0: findings and verdicts for code hosts and editors.

https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
"""

import os
from collections.abc import Iterable, Sequence
from pathlib import PurePath
from urllib.parse import quote

from engine import __version__
from engine.codes import confidence_of
from engine.diagnostics import Code, Finding, Place
from engine.messages import Catalogue
from engine.packaged import address
from engine.reports.content.batches import Batch, Judged, verdict_mark
from engine.reports.content.excerpts import caption
from engine.reports.content.findings import in_order, suppressions
from engine.reports.json_text import indented
from engine.reports.report import Report
from engine.results.verdicts import VerdictKind
from engine.visible import harmless

Json = dict[str, object]

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"

_VERDICTS: dict[VerdictKind, tuple[str, str]] = {
    VerdictKind.ERROR: ("fail", "error"),
    VerdictKind.NOT_MET: ("fail", "warning"),
    VerdictKind.WARNED: ("fail", "note"),
    VerdictKind.NO_DATA: ("fail", "note"),
    VerdictKind.INDETERMINATE: ("fail", "note"),
    VerdictKind.NOT_MEASURABLE: ("fail", "note"),
    VerdictKind.NOT_DUE: ("open", "none"),
    VerdictKind.SHOWN: ("informational", "none"),
    VerdictKind.WAIVED: ("review", "none"),
    VerdictKind.NOT_APPLICABLE: ("notApplicable", "none"),
    VerdictKind.MET: ("pass", "none"),
    VerdictKind.MET_LATE: ("pass", "none"),
}
"""Kind and level of a result: what was not judged is a note, never a pass."""


def write(report: Report) -> str:
    """The findings and verdicts of one project."""
    return render_sarif([report.batch], report.edition.words)


def render_sarif(batches: Sequence[Batch], words: Catalogue) -> str:
    """One run with the results of all batches; the same input gives the same text."""
    known = {finding.code.id: finding.code for batch in batches for finding in _told(batch)}
    codes = [known[id] for id in sorted(known)]
    kinds = [kind for kind in VerdictKind if _has(batches, kind)]
    rules = [_rule(code, words) for code in codes] + [_verdict_rule(kind, words) for kind in kinds]
    results = [result for batch in batches for result in _results(batch, words)]
    driver: Json = {
        "name": "roadmap",
        "version": __version__,
        "semanticVersion": __version__,
        **({"informationUri": home} if (home := address("Homepage")) else {}),
        "language": words.language,
        "rules": rules,
    }
    run: Json = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": _numbered(results, rules),
    }
    whole: Json = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    return indented(whole) + "\n"


def _has(batches: Sequence[Batch], kind: VerdictKind) -> bool:
    return any(judged.kind is kind for batch in batches for judged in batch.judged)


def _rule(code: Code, words: Catalogue) -> Json:
    return {
        "id": code.id,
        "name": "".join(part.title() for part in code.name.split("-")),
        "shortDescription": {"text": words.outline(code.name)},
        "fullDescription": {"text": words.why(code.name)},
        "help": {"text": words.fix(code.name)},
        "defaultConfiguration": {"level": code.severity},
    }


def _verdict_rule(kind: VerdictKind, words: Catalogue) -> Json:
    return {
        "id": _verdict_id(kind),
        "shortDescription": {"text": words.text(f"verdict.{kind.value}")},
        "defaultConfiguration": {"level": _VERDICTS[kind][1]},
    }


def _verdict_id(kind: VerdictKind) -> str:
    return f"verdict/{kind.value}"


def _numbered(results: list[Json], rules: list[Json]) -> list[Json]:
    index = {rule["id"]: number for number, rule in enumerate(rules)}
    return [{"ruleIndex": index[result["ruleId"]], **result} for result in results]


def _results(batch: Batch, words: Catalogue) -> Iterable[Json]:
    why = {each.finding: each.by.reason for each in batch.hidden}
    for finding in in_order(_told(batch), batch.places):
        result = _of_finding(finding, batch, words)
        if finding in why:
            result["suppressions"] = suppressions(why[finding])
        yield result
    for verdict in batch.judged:
        yield _of_verdict(verdict)


def _told(batch: Batch) -> Iterable[Finding]:
    return (*batch.findings, *(each.finding for each in batch.hidden))


def _of_finding(finding: Finding, batch: Batch, words: Catalogue) -> Json:
    said = harmless(words.finding(finding)).rstrip(".")
    text = f"{said}. {words.advice(finding)}"
    result: Json = {
        "ruleId": finding.code.id,
        "level": finding.severity,
        "rank": float(confidence_of(finding.code)),
        "message": {"text": text},
        "locations": [_location(batch.places.place(finding.at))],
        "partialFingerprints": {"roadmapFinding/v1": finding.fingerprint},
    }
    related = [
        {
            "id": number,
            "message": {"text": caption(each.caption, words)},
            **_location(batch.places.place(each.at)),
        }
        for number, each in enumerate(finding.related, 1)
    ]
    return {**result, "relatedLocations": related} if related else result


def _of_verdict(verdict: Judged) -> Json:
    kind, level = _VERDICTS[verdict.kind]
    return {
        "ruleId": _verdict_id(verdict.kind),
        "kind": kind,
        "level": level,
        "message": {"text": f"{harmless(verdict.text)} — {harmless(verdict.message)}"},
        "locations": [_location(verdict.place)],
        "partialFingerprints": {"roadmapVerdict/v1": verdict_mark(verdict)},
    }


def _location(place: Place) -> Json:
    physical: Json = {"artifactLocation": _artifact(place.file)}
    region = {
        "startLine": place.line,
        "startColumn": place.column,
        "endLine": place.end_line,
        "endColumn": place.end_column,
    }
    shown = {name: number for name, number in region.items() if number and place.line}
    if shown:
        physical["region"] = shown
    cell = ":".join(part for part in (place.sheet, place.cell and place.spot) if part)
    logical = {"logicalLocations": [{"name": cell, "fullyQualifiedName": harmless(str(place))}]}
    return {"physicalLocation": physical, **(logical if cell else {})}


def _artifact(file: str) -> Json:
    path = PurePath(file)
    if path.is_absolute():
        return {"uri": path.as_uri()}
    return {"uri": quote(os.fsencode(path.as_posix())), "uriBaseId": "SRCROOT"}
