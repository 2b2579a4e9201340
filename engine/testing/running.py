"""A case through compile and execute; what came out against what was expected.

Which library rules have a case, and which have none.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path

from engine.classes import dataclass
from engine.codes.testing import EXPECTATION_FAILED
from engine.compile import compile_project
from engine.datasets import Tables
from engine.diagnostics import Finding, finding, has_errors
from engine.execute import execute_all, statuses
from engine.load import Reading, load_library, load_project
from engine.load.checked import PACKAGED
from engine.measures import Library
from engine.model.spec import Schedule, Window
from engine.results.decision_tables import DecisionOutcome
from engine.results.events import EventOutcome
from engine.results.verdicts import Figure, Measurement, Tally, Verdict
from engine.testing.branches import possible, seen_branches
from engine.testing.cases import Case, Expectation, Expected, Margin, Subject, Unrun, listed
from engine.trees import FolderTree

Found = Expected | tuple[int, ...]


NOT_RUN = "not_run"
"""What a case gave that could not be run."""


@dataclass(frozen=True, slots=True)
class CaseResult:
    """A case that was run: what it gave in a word, the rows of decisions in which it ended, and
    each expectation that did not come true. One that could not be run gave nothing and has failed.
    """

    case: Case | Unrun
    told: str
    rows: tuple[str, ...]
    failures: tuple[Finding, ...]

    @property
    def passed(self) -> bool:
        """Whether no failure is an error."""
        return not has_errors(self.failures)


def run_case(case: Case | Unrun) -> CaseResult:
    """Judge what the case names on its rows."""
    if isinstance(case, Unrun):
        return CaseResult(case, NOT_RUN, (), case.findings)
    if case.schedule:
        read = case.schedule
        return _result(case, lambda what: _OF_SCHEDULE[what[0]](read), read.kind.value, ())
    if case.subject is Subject.EVENT:
        (stands,) = statuses(
            case.project, Tables(dict(case.tables), (), ()), date.fromisoformat(case.as_of)
        )
        return _result(case, lambda what: _OF_EVENT[what[0]](stands), stands.status.value, ())
    plan = compile_project(case.project, date.fromisoformat(case.as_of))
    executed = execute_all(plan, Tables(dict(case.tables), (), ()))
    if case.subject is Subject.DECISION:
        (decided,) = executed.decisions
        return _result(case, lambda what: _of_decision(what, decided, case), "decided",
                       _rows(decided))  # fmt: skip
    outcome = next(
        indicator for indicator in executed.indicators if indicator.full_id == case.judged
    )
    planned = plan.planned(case.judged)
    assert planned is not None
    percent = planned.measure is not None and planned.measure.is_ratio
    verdict = outcome.verdict
    return _result(case, lambda what: _found(what, verdict, percent), verdict.kind.value, ())


def verdict_of(case: Case) -> Verdict:
    """What the rule or indicator of a case gives."""
    plan = compile_project(case.project, date.fromisoformat(case.as_of))
    executed = execute_all(plan, Tables(dict(case.tables), (), ()))
    return next(
        indicator.verdict for indicator in executed.indicators if indicator.full_id == case.judged
    )


def _result(
    case: Case, found: Callable[[tuple[str, ...]], Found], told: str, rows: tuple[str, ...]
) -> CaseResult:
    failures = (
        _failure(expectation, found(expectation.what), case) for expectation in case.expected
    )
    return CaseResult(case, told, rows, tuple(failure for failure in failures if failure))


def _failure(expectation: Expectation, found: Found, case: Case) -> Finding | None:
    if _agree(expectation.value, found, case.tolerance.of(expectation.what)):
        return None
    return finding(
        EXPECTATION_FAILED, expectation.origin, case=case.name,
        what=".".join(expectation.what), expected=_text(expectation.value), found=_text(found),
    )  # fmt: skip


_OF_EVENT: Mapping[str, Callable[[EventOutcome], Found]] = {
    "status": lambda event: event.status.value,
    "done": lambda event: event.done,
    "expected": lambda event: event.expected,
    "occurrences": lambda event: listed(
        occurrence.status.value for occurrence in event.occurrences
    ),
}
_OF_SCHEDULE: Mapping[str, Callable[[Schedule], Found]] = {
    "kind": lambda read: read.kind.value,
    "windows": lambda read: listed(_days(window) for window in read.windows),
    "reason": lambda read: read.reason,
    "anchor": lambda read: read.anchor,
    "findings": lambda read: listed(remark.code for remark in read.remarks),
}


def _days(window: Window) -> str:
    """One day, or «2021-09-01..2021-10-31»."""
    ends = dict.fromkeys((window.start.isoformat(), window.end.isoformat()))
    return "..".join(ends)


def _rows(decided: DecisionOutcome) -> tuple[str, ...]:
    hit = dict.fromkeys(row for each in decided.decided for row in each.rows)
    return tuple(f"{decided.id}/{row}" for row in hit)


def _of_decision(what: tuple[str, ...], outcome: DecisionOutcome, case: Case) -> Found:
    """What the table said of an organisation, or of its effect; None where it said nothing."""
    if what[0] == "effect":
        return outcome.effect.kind.value if outcome.effect else None
    if what[0] == "reason":
        return outcome.reason
    code, name = what[1:]
    decided = next((each for each in outcome.decided if each.organisation == code), None)
    decision = case.project.decision(outcome.id)
    if decided is None or decision is None or not decided.rows:
        return None
    rows = [row for row in decision.rows if row.id in decided.rows]
    told = {
        "row": [row.id for row in rows],
        "zone": [row.zone for row in rows if row.zone],
        "to": [recommendation.to for row in rows for recommendation in row.recommendations],
    }[name]
    return ", ".join(told) if told else None


def _agree(expected: Expected, found: Found, margin: Margin) -> bool:
    if _is_number(expected) and _is_number(found):
        assert isinstance(expected, int | float)
        assert isinstance(found, int | float)
        return margin.allows(expected, found)
    return expected == found


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _text(value: Found) -> str:
    if value is None:
        return "—"
    if isinstance(value, bool):
        return str(value).lower()
    return f"{value:.6g}" if isinstance(value, float) else str(value)


def _found(what: tuple[str, ...], verdict: Verdict, percent: bool) -> Found:
    """What the run gave for the path of an expectation; None where there is no such thing."""
    name, measured = what[0], verdict.measurement
    if name in _OF_VERDICT:
        return _OF_VERDICT[name](verdict)
    if measured is None:
        return None
    if name == "value":
        return _value(measured, percent)
    if name in ("figures", "organisations"):
        return _of_organisation(what[1:], measured)
    if name == "municipalities":
        return _of_municipality(what[1:], measured)
    if name == "values":
        return _of_value(what[1:], measured)
    return _OF_TALLY[name](measured.overall)


_OF_VERDICT: Mapping[str, Callable[[Verdict], Found]] = {
    "verdict": lambda verdict: verdict.kind.value,
    "reason": lambda verdict: verdict.reason,
    "distance": lambda verdict: verdict.distance.amount if verdict.distance else None,
}
_OF_TALLY: Mapping[str, Callable[[Tally], Found]] = {
    "n": lambda tally: tally.n,
    "total": lambda tally: tally.total,
    "missing": lambda tally: tally.missing,
    "set_aside": lambda tally: tally.set_aside,
}
_OF_FIGURE: Mapping[str, Callable[[Figure], Found]] = {
    "value": lambda figure: figure.value,
    "low": lambda figure: figure.low,
    "high": lambda figure: figure.high,
    "n": lambda figure: figure.n,
    "sign": lambda figure: figure.sign,
    "place": lambda figure: figure.place[0] if figure.place else None,
    "group": lambda figure: figure.group,
}


def _value(measured: Measurement, percent: bool) -> Found:
    """The figure as a target asks for it: a share in percent."""
    if measured.statistic:
        return measured.statistic.value
    value = measured.overall.value
    return value * 100 if percent and value is not None else value


def _of_organisation(path: tuple[str, ...], measured: Measurement) -> Found:
    code, name = path
    figure = next((each for each in measured.figures if each.key == code), None)
    if figure:
        return _OF_FIGURE[name](figure) if name in _OF_FIGURE else None
    element = next((each for each in measured.elements if each.key == code), None)
    if element and name == "found":
        return element.found
    tally = next((each for each in measured.by_organisation if each.key == code), None)
    return _OF_TALLY[name](tally) if tally and name in _OF_TALLY else None


def _of_municipality(path: tuple[str, ...], measured: Measurement) -> Found:
    """`found` says whether it reaches a target that each of them must reach."""
    code, name = path
    if name == "found":
        element = next((each for each in measured.municipal_elements if each.key == code), None)
        return element.found if element else None
    figure = next((each for each in measured.municipal_figures if each.key == code), None)
    if figure:
        return _OF_FIGURE[name](figure) if name in _OF_FIGURE else None
    tally = next((each for each in measured.by_municipality if each.key == code), None)
    return _OF_TALLY[name](tally) if tally and name in _OF_TALLY else None


def _of_value(path: tuple[str, ...], measured: Measurement) -> Found:
    """Of a value of the column that breaks the figure down; `found`: whether it must reach the
    target and does."""
    key, name = path
    if name == "found":
        reached = (element.found for element in measured.value_elements if element.key == key)
        return next(reached, None)
    for figure in measured.value_figures:
        if figure.key == key:
            return _OF_FIGURE[name](figure) if name in _OF_FIGURE else None
    tally = next((each for each in measured.by_value if each.key == key), None)
    return _OF_TALLY[name](tally) if tally and name in _OF_TALLY else None


@dataclass(frozen=True, slots=True)
class Coverage:
    """Rules by id, or rows of decisions as `decision/row`: those that a case runs or in which one
    ends, and the others."""

    covered: tuple[str, ...]
    uncovered: tuple[str, ...]

    @property
    def total(self) -> int:
        """The rows of all tables, covered or not."""
        return len(self.covered) + len(self.uncovered)

    @property
    def percent(self) -> float | None:
        """None where there is nothing to cover."""
        return len(self.covered) * 100 / self.total if self.total else None


def branch_coverage(cases: Iterable[Case | Unrun]) -> Coverage:
    """The branches of all conditions that the cases run: «rule: mark > 3 — true»."""
    reached: dict[str, set[str]] = {}
    wanted: dict[str, tuple[str, ...]] = {}
    for case in (each for each in cases if isinstance(each, Case)):
        for leaf, seen in seen_branches(case).items():
            reached.setdefault(leaf.label, set()).update(seen)
            wanted[leaf.label] = possible(leaf, case)
    told = [(label, branch) for label, branches in wanted.items() for branch in branches]
    named = {pair: f"{pair[0]} — {pair[1]}" for pair in told}
    return Coverage(
        tuple(named[label, branch] for label, branch in told if branch in reached[label]),
        tuple(named[label, branch] for label, branch in told if branch not in reached[label]),
    )


def row_coverage(folders: Iterable[Path], results: Iterable[CaseResult]) -> Coverage:
    """The rows of the decision tables of the projects in the folders."""
    projects = [project for folder in folders if (project := load_project(folder).project)]
    rows = [
        f"{decision.id}/{row.id}"
        for project in projects
        for decision in project.decisions
        for row in decision.rows
    ]
    hit = {row for result in results for row in result.rows}
    return Coverage(
        tuple(row for row in rows if row in hit), tuple(row for row in rows if row not in hit)
    )


def rule_coverage(
    folders: Iterable[Path], cases: Iterable[Case | Unrun], *, of_library: bool
) -> Coverage:
    """The rules of the projects in the folders; of the library where none has rules of its own
    and cases of the library are run."""
    libraries = [(folder, _library(folder)) for folder in folders]
    rules = [id for folder, library in libraries for id in _ids(library, own=True)]
    if not rules and of_library:
        rules = [*_ids(_library(Path()), own=False)]
    ids = sorted(set(rules))
    used = {id for case in cases for id in case.uses}
    return Coverage(
        tuple(id for id in ids if id in used), tuple(id for id in ids if id not in used)
    )


def _ids(library: Library, *, own: bool) -> Iterator[str]:
    """The rules of a project, or those of the library, also those that cannot be read."""
    yield from (rule.id for rule in library.rules if rule.own is own)
    yield from (
        id for id, file in library.broken.items() if file.startswith(f"{PACKAGED}/") is not own
    )


def _library(folder: Path) -> Library:
    return load_library(Reading(FolderTree(folder)))
