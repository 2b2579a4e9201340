"""One entry of a file of cases → a case, or findings at their places."""

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from engine.codes.testing import (
    EXPECTATION_MISPLACED,
    TEST_DECISION_UNKNOWN,
    TEST_INDICATOR_UNKNOWN,
)
from engine.diagnostics import Finding, Origin, Severity, finding, has_errors
from engine.expressions import nearest
from engine.load import (
    Entry,
    Loaded,
    Reading,
    RuleReader,
    check_package,
    check_tables,
    load_library,
    read_date,
    read_indicator,
    read_package,
    read_period,
)
from engine.measures import RuleContext
from engine.model.project import EvidenceRegister, Municipality, Order, Project, Requirement
from engine.model.tables import DataPackage
from engine.testing.cases import Case, Expectation, Margin, Tolerance
from engine.testing.rows import read_tables
from engine.testing.uses import used_rules

_NAMED = {"indicator": TEST_INDICATOR_UNKNOWN, "decision": TEST_DECISION_UNKNOWN}
ALONE = "case"
"""The id of the indicator of a case that tests a rule."""

_NO_ORDER = Order(None, None, None, (), (), (), (), None)
_OF_DECISIONS = ("decided", "effect")
_OF_BOTH = ("reason",)


class CaseReader:
    """Reads the cases of one file. `general` is what is wrong beside the cases."""

    def __init__(self, entry: Entry, reading: Reading, loaded: Loaded | None) -> None:
        self.entry = entry
        self.loaded = loaded
        self.general: list[Finding] = []
        tables = entry.entry("tables")
        own = read_package(tables, self.general) if tables else None
        if own:
            self.general.extend(check_package(own))
        self.alone = _project(entry, own, self.general)
        self.general.extend(check_tables(self.alone, own, file=entry.file))
        self.as_of = read_date(entry, "as_of", self.general)
        reading.findings.extend(self.general)
        before = len(reading.findings)
        self.library = load_library(reading)
        self._of_rules = tuple(reading.findings[before:])
        if loaded:
            reading.findings.extend(loaded.findings)

    def case(self, each: Entry, findings: list[Finding]) -> Case | None:
        """The case, or None with findings; the cause may stand elsewhere."""
        named = next((key for key in _NAMED if key in each.data), None)
        project = self._around(each, named, findings) if named else self.alone
        if project is None:
            return None
        package = project.data
        day = project.period.start if project.period else None
        context = RuleContext(package, project.evidence, project.organisations, self.library, day)
        judged = _judged(each, project, RuleReader(context), findings)
        rows = each.entry("rows")
        empty = DataPackage(each.file, True, ())
        found = read_tables(rows, package or empty, findings) if rows else ()
        as_of = read_date(each, "as_of", findings) or self.as_of
        expected = tuple(_expected(each, findings, of_decision=named == "decision"))
        if judged is None or has_errors(findings):
            return None
        tested, id = judged
        return Case(
            name=each.text("name"),
            origin=each.origin(),
            project=tested,
            judged=id,
            as_of=as_of.isoformat() if as_of else _last_day(tested),
            tables=found,
            expected=expected,
            tolerance=_tolerance(each, self.entry),
            uses=used_rules(each.data.get("rule"), self.library),
            is_decision=named == "decision",
            data=each.data,
        )

    def cause(self, each: Entry, findings: list[Finding]) -> Finding | None:
        """The error that keeps a case from being run, where it does not stand in the case."""
        used = used_rules(each.data.get("rule"), self.library)
        files = {self.library.broken[id] for id in used if id in self.library.broken}
        loaded = self.loaded.findings if self.loaded else ()
        errors = [
            found
            for found in (*findings, *self._of_rules, *loaded)
            if found.severity is Severity.ERROR and found.at.file != each.file
        ]
        of_rules = (found for found in errors if found.at.file in files)
        return next(of_rules, next(iter(errors), None))

    def _around(self, each: Entry, named: str, findings: list[Finding]) -> Project | None:
        """The project of a case that names an indicator or a decision table; None with no finding
        where it is there and cannot be read."""
        if self.loaded is None:
            id = each.text(named)
            findings.append(finding(_NAMED[named], each.origin(named), id=id, hint=""))
            return None
        return self.loaded.project


def _project(entry: Entry, package: DataPackage | None, findings: list[Finding]) -> Project:
    """A project that holds nothing but the tables of the file."""
    evidence = entry.entry("evidence")
    period = entry.entry("period")
    return Project(
        id=ALONE,
        folder=".",
        title=ALONE,
        municipality=Municipality(ALONE, None, None, None),
        method="2020",
        period=read_period(period, findings) if period else None,
        period_text=None,
        order=_NO_ORDER,
        organisations=entry.texts("organisations"),
        bodies=(),
        evidence=EvidenceRegister(
            evidence.text("in"), evidence.texts("kinds"), None, evidence.origin()
        )
        if evidence
        else None,
        waivers=(),
        roadmaps=(),
        data=package,
    )


def _judged(
    case: Entry, project: Project, rules: RuleReader, findings: list[Finding]
) -> tuple[Project, str] | None:
    """The project with nothing but what the case judges, and its full id."""
    if "indicator" in case.data:
        return _named(case, project, findings)
    if "decision" in case.data:
        return _decision(case, project, findings)
    told = Entry(case.file, {"id": ALONE, "text": ALONE, **case.data}, case.route)
    indicator = read_indicator(told, rules, findings, project.period)
    if indicator.rule is None or has_errors(findings):
        return None
    return replace(project, requirements=(Requirement(indicator, None),)), ALONE


def _named(case: Entry, project: Project, findings: list[Finding]) -> tuple[Project, str] | None:
    id = case.text("indicator")
    bare = replace(project, requirements=(), waivers=(), decisions=())
    for roadmap in project.roadmaps:
        for each in roadmap.indicators:
            if roadmap.full_id(each.id) == id:
                if each.rule and each.rule.measure.made_of():
                    return bare, id
                alone = replace(roadmap, indicators=(each,), events=())
                return replace(bare, roadmaps=(alone,)), id
    requirement = project.requirement(id)
    if requirement:
        return replace(bare, roadmaps=(), requirements=(requirement,)), id
    known = [
        roadmap.full_id(each.id) for roadmap in project.roadmaps for each in roadmap.indicators
    ]
    hint = nearest(id, known) or ""
    findings.append(finding(TEST_INDICATOR_UNKNOWN, case.origin("indicator"), id=id, hint=hint))
    return None


def _decision(case: Entry, project: Project, findings: list[Finding]) -> tuple[Project, str] | None:
    """The project with that decision table alone; its indicators stay, they may be inputs."""
    decision = project.decision(case.text("decision"))
    if decision:
        return replace(project, decisions=(decision,), requirements=(), waivers=()), decision.id
    at, id = case.origin("decision"), case.text("decision")
    hint = nearest(id, [each.id for each in project.decisions]) or ""
    findings.append(finding(TEST_DECISION_UNKNOWN, at, id=id, hint=hint))
    return None


def _last_day(project: Project) -> str:
    """The end of the period: by then everything of it has happened."""
    periods = [each.period for each in project.roadmaps if each.period]
    window = periods[0] if periods else project.period
    return window.end.isoformat() if window else "9999-12-31"


_USUAL = Margin(Fraction("0.005"))


def _tolerance(case: Entry, file: Entry) -> Tolerance:
    """0.5, «1 %» of what is expected, or one for each value: {value: 0.5, n: 0}."""
    told = case.data.get("tolerance", file.data.get("tolerance"))
    if not isinstance(told, dict):
        return Tolerance(_margin(told))
    own = {str(name): _margin(each) for name, each in told.items()}
    return Tolerance(own.pop("all", _USUAL), tuple(own.items()))


def _margin(told: object) -> Margin:
    if isinstance(told, str):
        return Margin(Fraction(told.rstrip(" %\u00a0").replace(",", ".")) / 100, is_relative=True)
    return Margin(Fraction(str(told))) if isinstance(told, int | float) else _USUAL


def _expected(case: Entry, findings: list[Finding], *, of_decision: bool) -> Iterator[Expectation]:
    expect = case.entry("expect")
    assert expect is not None
    for key in expect.data:
        if key not in _OF_BOTH and of_decision != (key in _OF_DECISIONS):
            at = expect.origin(key, on_key=True)
            decision, indicator = (key, "") if of_decision else ("", key)
            told = finding(EXPECTATION_MISPLACED, at, decision=decision, indicator=indicator)
            findings.append(told)
    yield from _leaves(expect.data, (), expect.origin())


def _leaves(data: object, path: tuple[str, ...], at: Origin) -> Iterator[Expectation]:
    if isinstance(data, dict):
        for key, value in data.items():
            yield from _leaves(value, (*path, str(key)), Origin(at.file, (*at.route, key)))
        return
    assert data is None or isinstance(data, str | int | float | bool)
    yield Expectation(path, data, at)
