"""What a run asks of the tables, before it is run: one reading a table, everything once."""

from collections.abc import Iterator
from datetime import date

from engine.compile import Plan
from engine.compile.columns import asked_by, columns_read
from engine.expressions.writing import condition_text
from engine.messages import Catalogue
from engine.model.tables import DataPackage, Resource
from engine.query.questions import Grouping, Path, Scan
from engine.reports.content.branches import Branch, branch, draw
from engine.reports.numbers import short_date

_FEW = 3
"""So many indicators of a condition are named; the others are counted."""


def render_calculation(plan: Plan, engine: str, words: Catalogue) -> str:
    """The plan of calculation as text: a tree for each table."""
    project, package = plan.project, plan.project.data
    with_rule = [indicator for indicator in plan.indicators if indicator.task is not None]
    head = words.text(
        "calculation.head",
        title=project.title,
        date=short_date(plan.as_of, words),
        indicators=len(plan.indicators),
        rules=len(with_rule),
        tables=len(plan.scans),
        engine=engine,
    )
    if package is None:
        return head
    trees = (draw(_table(plan, scan, package, words)) for scan in plan.scans)
    return "\n\n".join((head, *trees, words.text(f"calculation.how.{engine}")))


def _table(plan: Plan, scan: Scan, package: DataPackage, words: Catalogue) -> Branch:
    resource = package.resource(scan.dataset)
    assert resource is not None
    title = words.text("calculation.table", title=resource.title, name=scan.dataset)
    return branch(
        title,
        (
            _columns(scan, resource, words),
            *_joins(scan, package, words),
            _conditions(plan, scan, words),
            *(_grouping(grouping, scan, words) for grouping in scan.groupings),
        ),
    )


def _columns(scan: Scan, resource: Resource, words: Catalogue) -> Branch:
    read = columns_read(scan)[scan.dataset]
    if not read:
        return branch(words.text("calculation.no_columns", all=len(resource.fields)))
    return branch(words.text("calculation.columns", n=len(read), all=len(resource.fields),
                             columns=read))  # fmt: skip


def _joins(scan: Scan, package: DataPackage, words: Catalogue) -> Iterator[Branch]:
    for join in scan.joins:
        there = package.resource(join.dataset)
        yield branch(
            words.text(
                "calculation.join",
                key=tuple(".".join(meeting.own) for meeting in join.on),
                title=there.title if there else join.dataset,
                columns=tuple(name for name, _ in join.columns),
            )
        )


def _conditions(plan: Plan, scan: Scan, words: Catalogue) -> Branch | None:
    if not scan.conditions:
        return None
    asking = asked_by(plan, scan)
    lines = (
        branch(
            words.text(
                "calculation.condition",
                n=number,
                text=condition_text(tree),
                by=_by(asking[number - 1], words),
            )
        )
        for number, tree in enumerate(scan.conditions, 1)
    )
    return branch(words.text("calculation.conditions", n=len(scan.conditions)), lines)


def _by(names: tuple[str, ...], words: Catalogue) -> str:
    if len(names) <= _FEW:
        return ", ".join(names)
    more = words.text("calculation.more", n=len(names) - _FEW)
    return f"{', '.join(names[:_FEW])} {more}"


def _grouping(grouping: Grouping, scan: Scan, words: Catalogue) -> Branch:
    keys = " × ".join(map(_path, grouping.keys))
    kind = "by" if keys else "whole"
    line = words.text(f"calculation.{kind}", n=len(grouping.totals), keys=keys)
    notes = []
    if grouping.days:
        days = grouping.days
        notes.append(
            words.text(
                "calculation.days",
                column=_path(days.column),
                first=_day(days.first, date.min, words),
                last=_day(days.last, date.max, words),
            )
        )
    if scan.labels and scan.period in grouping.keys and scan.period:
        notes.append(words.text("calculation.labels", column=_path(scan.period)))
    return branch(line, map(branch, notes))


def _day(day: date, without: date, words: Catalogue) -> str:
    return "" if day == without else short_date(day, words)


def _path(path: Path) -> str:
    return ".".join(path)
