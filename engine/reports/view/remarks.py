"""Findings about tables and specs, grouped by kind."""

from itertools import groupby

from engine.diagnostics import Finding
from engine.reports.edition import Edition
from engine.reports.view.pieces import Badge, FindingLine
from engine.reports.view.values import FindingGroup

_SHOWN = 20


def view_findings(edition: Edition) -> tuple[FindingGroup, ...]:
    """Errors first, then by code; places in order."""
    findings = sorted(edition.outcome.findings, key=lambda each: _key(each, edition))
    return tuple(
        _group(list(group), edition) for _, group in groupby(findings, key=lambda each: each.code)
    )


def _key(finding: Finding, edition: Edition) -> tuple[str, str, str, int, int, str]:
    place = edition.places.place(finding.at)
    return (
        finding.severity.value,
        finding.code.id,
        place.file,
        place.line or 0,
        place.column or 0,
        str(place),
    )


def _group(findings: list[Finding], edition: Edition) -> FindingGroup:
    code, words = findings[0].code, edition.words
    more = len(findings) - _SHOWN
    return FindingGroup(
        code=code.id,
        badge=Badge(code.severity.value, edition.say(f"severity.{code.severity.value}")),
        title=edition.counted("report.finding_group", len(findings), code=code.id),
        why=words.why(code.name),
        fix=words.fix(code.name),
        lines=tuple(
            FindingLine(str(edition.places.place(each.at)), words.finding(each))
            for each in findings[:_SHOWN]
        ),
        more=edition.counted("report.findings_more", more) if more > 0 else None,
    )
