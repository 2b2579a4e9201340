"""A case through compile and execute; what came out against what was expected."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from engine.codes.testing import EXPECTATION_FAILED
from engine.compile import compile_project
from engine.datasets import Tables
from engine.diagnostics import Finding, finding
from engine.execute import execute
from engine.measures import is_ratio
from engine.results.verdicts import Figure, IndicatorOutcome, Measurement, Tally, Verdict
from engine.testing.cases import Case, Expectation, Expected

Found = Expected | tuple[int, ...]


@dataclass(frozen=True, slots=True)
class CaseResult:
    """A case that was run: what it gave, and each expectation that did not come true."""

    case: Case
    outcome: IndicatorOutcome
    failures: tuple[Finding, ...]

    @property
    def passed(self) -> bool:
        return not self.failures


def run_case(case: Case) -> CaseResult:
    """Judge the case's indicator on its rows."""
    plan = compile_project(case.project, date.fromisoformat(case.as_of))
    (outcome,) = execute(plan, Tables(dict(case.tables), (), ()))
    (planned,) = plan.indicators
    percent = planned.measure is not None and is_ratio(planned.measure)
    failures = (_failure(each, outcome.verdict, case, percent) for each in case.expected)
    return CaseResult(case, outcome, tuple(each for each in failures if each))


def _failure(
    expectation: Expectation, verdict: Verdict, case: Case, percent: bool
) -> Finding | None:
    found = _found(expectation.what, verdict, percent)
    if _agree(expectation.value, found, case.tolerance):
        return None
    return finding(
        EXPECTATION_FAILED, expectation.origin, case=case.name,
        what=".".join(expectation.what), expected=_text(expectation.value), found=_text(found),
    )  # fmt: skip


def _agree(expected: Expected, found: Found, tolerance: float) -> bool:
    if _is_number(expected) and _is_number(found):
        assert isinstance(expected, int | float)
        assert isinstance(found, int | float)
        return abs(expected - found) <= tolerance
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
        return _OF_FIGURE[name](figure)
    element = next((each for each in measured.elements if each.key == code), None)
    if element and name == "found":
        return element.found
    tally = next((each for each in measured.by_organisation if each.key == code), None)
    return _OF_TALLY[name](tally) if tally and name in _OF_TALLY else None
