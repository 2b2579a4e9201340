"""What makes the report repeatable: order, date, engine, hashes."""

from engine.model.project import Order
from engine.reports.dates import long_date
from engine.reports.edition import Edition
from engine.reports.view.figures import small_group
from engine.reports.view.pieces import CarriedLine, Fact, FileLine
from engine.reports.view.values import Provenance
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
        tuple(_file(each, edition) for each in manifest.files if each.rows is None),
        tuple(_file(each, edition) for each in manifest.files if each.rows is not None),
        tuple(_carried(each, edition) for each in edition.outcome.carried),
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
        date=order.date,
        title=order.title,
        gaps=", ".join(gaps),
    )


def audience_sentence(edition: Edition) -> str:
    """Who may read, and what is hidden from them."""
    return edition.say(f"report.audience_{edition.audience.value}", n=edition.least)


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
    return FileLine(file.path, file.sha256, rows)
