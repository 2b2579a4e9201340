"""A plan in words, for people who wonder what a run asks of the tables."""

from collections.abc import Iterator

from engine.compile.plan import Plan
from engine.expressions.writing import condition_text
from engine.query.questions import Mask, Path, Scan, State, Total


def describe(plan: Plan) -> str:
    """One paragraph a scan: its joins, its conditions, its totals by their keys."""
    lines = [line for scan in plan.scans for line in _scan(scan)]
    return "\n".join(lines)


def _scan(scan: Scan) -> Iterator[str]:
    yield f"scan {scan.dataset}"
    for join in scan.joins:
        columns = ", ".join(name for name, _ in join.columns)
        on = " and ".join(f"{'.'.join(meeting.own)} = {meeting.target}" for meeting in join.on)
        yield f"  join {join.dataset} on {on}: {columns}"
    for number, tree in enumerate(scan.conditions):
        yield f"  c{number}: {condition_text(tree)}"
    for grouping in scan.groupings:
        yield f"  by {_paths(grouping.keys) or 'nothing'}"
        for number, total in enumerate(grouping.totals):
            yield f"    t{number}: {_total(total)}"


def _total(total: Total) -> str:
    what = ".".join(total.column) if total.column else "rows"
    asked = f"filled {what}" if total.filled else f"sum of {what}" if total.column else what
    return f"{asked}{_mask(total.mask)}"


def _mask(mask: Mask) -> str:
    parts = [f"c{index}{'' if state is State.TRUE else ' unknown'}" for index, state in mask]
    return f" where {' and '.join(parts)}" if parts else ""


def _paths(keys: tuple[Path, ...]) -> str:
    return " × ".join(".".join(path) for path in keys)
