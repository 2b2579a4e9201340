"""What makes the report repeatable: order, date, engine, hashes.

Findings about tables and specs, grouped by kind.
"""

from itertools import groupby

from engine.diagnostics import Finding
from engine.model.project import Order
from engine.reports.content.blocks import Badge, CarriedLine, Fact, FileLine, FindingLine
from engine.reports.content.figures import small_group
from engine.reports.content.views import FindingGroup, Provenance
from engine.reports.edition import Edition
from engine.reports.numbers import long_date, written_day
from engine.results.outcome import Carried, FileHash


def view_provenance(edition: Edition) -> Provenance:
    """The facts of the run, and the files that it read."""
    manifest, project = edition.outcome.manifest, edition.outcome.project
    facts = (
        ("order", order_sentence(project.order, edition)),
        ("method", project.method),
        ("as_of", long_date(manifest.as_of, edition.words)),
        ("engine", manifest.engine),
        ("audience", audience_sentence(edition)),
    )
    return Provenance(
        tuple(Fact(edition.say(f"provenance.{key}"), value) for key, value in facts if value),
        tuple(_file(file, edition) for file in manifest.files if file.rows is None),
        tuple(_file(file, edition) for file in manifest.files if file.rows is not None),
        tuple(_carried(carried, edition) for carried in edition.outcome.carried),
    )


def order_sentence(order: Order, edition: Edition) -> str:
    """«Приказ № 152 от 01.09.2021 «…»», saying what the scan lost or the order does not print."""
    lost = {field for field, _ in order.lost}
    gaps = [
        edition.say(f"report.order_gap.{field}_{'lost' if field in lost else 'unknown'}")
        for field, value in (("number", order.number), ("date", order.date))
        if not value
    ]
    return edition.say(
        "report.order",
        number=order.number,
        date=written_day(order.date, edition.words),
        title=order.title,
        gaps=", ".join(gaps),
    )


def audience_sentence(edition: Edition) -> str:
    """Who may read, and what is hidden from them."""
    told = edition.say(f"report.audience_{edition.audience.value}", n=edition.least)
    is_repeated = any(hidden.is_repeated for hidden in edition.hidden.values())
    return (
        f"{told} {edition.say('report.hidden_repeated', n=edition.least)}" if is_repeated else told
    )


def _carried(carried: Carried, edition: Edition) -> CarriedLine:
    data = edition.outcome.project.data
    resource = data.resource(carried.dataset) if data else None
    return CarriedLine(
        table=resource.title if resource else carried.dataset,
        old=edition.organisation(carried.old),
        new=edition.organisation(carried.new),
        rows=small_group(edition)
        if hides_carried(carried, edition)
        else edition.numerals.number(carried.rows),
    )


def hides_carried(carried: Carried, edition: Edition) -> bool:
    """Whether so few rows were carried over that their number does not leave."""
    return edition.is_external and carried.rows < edition.least


def _file(file: FileHash, edition: Edition) -> FileLine:
    rows = edition.numerals.number(file.rows) if file.rows is not None else ""
    if file.withheld:
        rows = edition.say("report.hidden")
    return FileLine(file.path, file.sha256, rows)


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
            FindingLine(str(edition.places.place(finding.at)), words.finding(finding))
            for finding in findings[:_SHOWN]
        ),
        more=edition.counted("report.findings_more", more) if more > 0 else None,
    )
