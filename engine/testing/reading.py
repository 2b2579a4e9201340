"""One entry of a file of cases → a case, or findings at their places."""

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from engine.codes.testing import (
    CASE_KEY_UNUSED,
    EXPECTATION_MISPLACED,
    TEST_DECISION_UNKNOWN,
    TEST_EVENT_UNKNOWN,
    TEST_INDICATOR_UNKNOWN,
)
from engine.diagnostics import Finding, Origin, Severity, finding, has_errors
from engine.expressions import nearest
from engine.load import (
    PROJECT_FILE,
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
    read_schedule,
    schedules_of,
)
from engine.measures import RuleContext
from engine.model.project import EvidenceRegister, Municipality, Order, Project, Requirement
from engine.model.spec import Schedule
from engine.model.tables import DataPackage
from engine.testing.cases import Case, Expectation, Margin, Subject, Tolerance, listed
from engine.testing.rows import read_tables
from engine.testing.uses import used_rules

_UNKNOWN = {
    Subject.INDICATOR: TEST_INDICATOR_UNKNOWN,
    Subject.DECISION: TEST_DECISION_UNKNOWN,
    Subject.EVENT: TEST_EVENT_UNKNOWN,
}
ALONE = "case"
"""The id of the indicator of a case that tests a rule."""

_NO_ORDER = Order(None, None, None, (), (), (), (), None)
_OF_ALL = ("name", "expect")
_OF_RULE = ("target", "warn", "baseline", "due", "by", "min_n", "if_none")
_ON_ROWS = ("as_of", "rows")
_KEYS = {
    Subject.RULE: (*_ON_ROWS, "tolerance", *_OF_RULE),
    Subject.INDICATOR: (*_ON_ROWS, "tolerance"),
    Subject.DECISION: (*_ON_ROWS, "tolerance"),
    Subject.EVENT: _ON_ROWS,
    Subject.SCHEDULE: ("period",),
}
"""What a case has beside what it judges, its name and what it expects."""
_OF_VERDICT = (
    "verdict", "reason", "value", "n", "total", "missing", "set_aside", "distance",
    "organisations", "municipalities", "values",
)  # fmt: skip
_EXPECTED = {
    Subject.RULE: _OF_VERDICT,
    Subject.INDICATOR: _OF_VERDICT,
    Subject.DECISION: ("decided", "effect", "reason"),
    Subject.EVENT: ("status", "done", "expected", "occurrences"),
    Subject.SCHEDULE: ("kind", "windows", "reason", "anchor", "findings"),
}


class CaseReader:
    """Reads the cases of one file. `general` is what is wrong beside the cases."""

    def __init__(self, entry: Entry, reading: Reading, loaded: Loaded | None) -> None:
        self.entry = entry
        self.loaded = loaded
        self.reading = reading
        self.general: list[Finding] = []
        tables = entry.entry("tables")
        own = read_package(tables, self.general) if tables else None
        if own:
            self.general.extend(check_package(own))
        self.alone: Project | None = _project(entry, own, self.general)
        if own is None and loaded:
            self.alone = loaded.project and _of_project(entry, loaded.project, self.alone)
        if self.alone:
            self.general.extend(check_tables(self.alone, self.alone.data, file=entry.file))
        self.as_of = read_date(entry, "as_of", self.general)
        reading.findings.extend(self.general)
        before = len(reading.findings)
        self.library = load_library(reading)
        self._of_rules = tuple(reading.findings[before:])
        if loaded:
            reading.findings.extend(loaded.findings)

    def case(self, each: Entry, findings: list[Finding]) -> Case | None:
        """The case, or None with findings; the cause may stand elsewhere."""
        subject = next((key for key in Subject if key in each.data), Subject.RULE)
        findings.extend(_unused(each, subject))
        project = self._around(each, subject, findings)
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
        expected = tuple(_expected(each, findings, subject))
        schedule = self._read(each, project, findings) if subject is Subject.SCHEDULE else None
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
            subject=subject,
            schedule=schedule,
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

    def _around(self, each: Entry, subject: Subject, findings: list[Finding]) -> Project | None:
        """The project of a case that names something of it; None with no finding where it is there
        and cannot be read. A rule stands alone, with the tables of its file or else of the project,
        and so do words outside of a project."""
        if subject is Subject.RULE or (subject is Subject.SCHEDULE and self.loaded is None):
            return self.alone
        if self.loaded is None:
            id = each.text(subject)
            findings.append(finding(_UNKNOWN[subject], each.origin(subject), id=id, hint=""))
            return None
        return self.loaded.project

    def _read(self, each: Entry, project: Project, findings: list[Finding]) -> Schedule:
        """The words in the period of the case, or of the file, or of the project, whose anchors
        they may count from."""
        own = each.entry("period")
        period = (
            read_period(own, findings)
            if own
            else (self.alone and self.alone.period) or project.period
        )
        words = each.texts("schedule")
        document = self.reading.document(PROJECT_FILE) if self.loaded else None
        if document is None:
            return schedules_of(words, period, ())
        return read_schedule(Entry(document.file, document.data), words, period, project)


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


def _of_project(entry: Entry, around: Project, own: Project) -> Project:
    """The tables of the project around a file that describes none, and what the file says."""
    return replace(
        around,
        period=own.period if "period" in entry.data else around.period,
        organisations=own.organisations if "organisations" in entry.data else around.organisations,
        evidence=own.evidence if "evidence" in entry.data else around.evidence,
        requirements=(),
        waivers=(),
        roadmaps=(),
        decisions=(),
    )


def _judged(
    case: Entry, project: Project, rules: RuleReader, findings: list[Finding]
) -> tuple[Project, str] | None:
    """The project with nothing but what the case judges, and its full id."""
    if Subject.INDICATOR in case.data:
        return _named(case, project, findings)
    if Subject.DECISION in case.data:
        return _decision(case, project, findings)
    if Subject.EVENT in case.data:
        return _event(case, project, findings)
    if Subject.SCHEDULE in case.data:
        return project, ", ".join(case.texts("schedule"))
    entry = Entry(case.file, {"id": ALONE, "text": ALONE, **case.data}, case.route)
    indicator = read_indicator(entry, rules, findings, project.period)
    if indicator.rule is None or has_errors(findings):
        return None
    return replace(project, requirements=(Requirement(indicator, None),)), ALONE


def _named(case: Entry, project: Project, findings: list[Finding]) -> tuple[Project, str] | None:
    id = case.text("indicator")
    bare = replace(project, requirements=(), waivers=(), decisions=())
    for roadmap in project.roadmaps:
        for indicator in roadmap.indicators:
            if roadmap.full_id(indicator.id) == id:
                if indicator.rule and indicator.rule.measure.made_of():
                    return bare, id
                alone = replace(roadmap, indicators=(indicator,), events=())
                return replace(bare, roadmaps=(alone,)), id
    requirement = project.requirement(id)
    if requirement:
        return replace(bare, roadmaps=(), requirements=(requirement,)), id
    known = [
        roadmap.full_id(indicator.id)
        for roadmap in project.roadmaps
        for indicator in roadmap.indicators
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


def _event(case: Entry, project: Project, findings: list[Finding]) -> tuple[Project, str] | None:
    """The project with that event alone; what its days count from has been read already."""
    id = case.text("event")
    for roadmap in project.roadmaps:
        for event in roadmap.events:
            if roadmap.full_id(event.id) == id:
                alone = replace(roadmap, indicators=(), events=(event,))
                return replace(project, roadmaps=(alone,), requirements=(), waivers=()), id
    known = [roadmap.full_id(event.id) for roadmap in project.roadmaps for event in roadmap.events]
    hint = nearest(id, known) or ""
    findings.append(finding(TEST_EVENT_UNKNOWN, case.origin("event"), id=id, hint=hint))
    return None


def _unused(case: Entry, subject: Subject) -> Iterator[Finding]:
    """Keys that a case of this kind does not use."""
    allowed = (*_OF_ALL, subject, *_KEYS[subject])
    for key in case.data:
        if key not in allowed:
            at = case.origin(key, on_key=True)
            keys = ", ".join(_KEYS[subject])
            yield finding(CASE_KEY_UNUSED, at, key=key, kind=subject.value, keys=keys)


def _last_day(project: Project) -> str:
    """The end of the period: by then everything of it has happened."""
    periods = [roadmap.period for roadmap in project.roadmaps if roadmap.period]
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


def _expected(case: Entry, findings: list[Finding], subject: Subject) -> Iterator[Expectation]:
    expect = case.entry("expect")
    assert expect is not None
    for key in expect.data:
        if key not in _EXPECTED[subject]:
            at, keys = expect.origin(key, on_key=True), ", ".join(_EXPECTED[subject])
            told = finding(EXPECTATION_MISPLACED, at, key=key, kind=subject.value, keys=keys)
            findings.append(told)
    yield from _leaves(expect.data, (), expect.origin())


def _leaves(data: object, path: tuple[str, ...], at: Origin) -> Iterator[Expectation]:
    if isinstance(data, dict):
        for key, value in data.items():
            yield from _leaves(value, (*path, str(key)), at.under(key))
        return
    if isinstance(data, list):
        data = listed(_day(str(each)) for each in data)
    assert data is None or isinstance(data, str | int | float | bool)
    yield Expectation(path, data, at)


def _day(written: str) -> str:
    """A window of one day is that day, however it is written."""
    first, _, last = written.partition("..")
    return first if first == last else written
