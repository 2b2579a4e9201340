"""Files of cases → cases that can be run, or findings at their places."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from engine.codes.testing import TEST_DECISION_UNKNOWN, TEST_INDICATOR_UNKNOWN
from engine.diagnostics import Finding, Origin, finding, has_errors
from engine.expressions import nearest
from engine.load import (
    Entry,
    Loaded,
    Reading,
    RuleReader,
    Sources,
    checked_entry,
    find_projects,
    load_library,
    load_project,
    read_indicator,
    read_package,
    read_period,
)
from engine.measures import RuleContext
from engine.model.composites import Formula, Index
from engine.model.project import EvidenceRegister, Municipality, Order, Project, Requirement
from engine.model.tables import DataPackage
from engine.testing.cases import Case, Expectation
from engine.testing.rows import read_tables
from engine.testing.uses import used_rules
from engine.trees import FolderTree

PATTERN = "*.test.yaml"
_NAMED = {"indicator": TEST_INDICATOR_UNKNOWN, "decision": TEST_DECISION_UNKNOWN}
ALONE = "case"
"""The id of the indicator of a case that tests a rule."""

_NO_ORDER = Order(None, None, None, (), (), (), (), None)


@dataclass(frozen=True, slots=True)
class CaseFile:
    """A file of cases with what is wrong with it; `folder` is where its paths begin."""

    file: str
    folder: str
    cases: tuple[Case, ...]
    findings: tuple[Finding, ...]
    sources: Sources


def find_files(paths: Iterable[Path]) -> tuple[Path, ...]:
    """The files of cases that the paths name: a file, or every one below a folder."""
    found: dict[Path, Path] = {}
    for path in paths:
        files = [path] if path.is_file() else sorted(path.glob(f"**/{PATTERN}"))
        for file in files:
            found.setdefault(file.resolve(), file)
    return tuple(found.values())


def read_file(path: Path) -> CaseFile:
    """The cases of one file. Inside a project they may name its indicators and tables."""
    folder = next(iter(find_projects((path,))), None)
    loaded = load_project(folder) if folder else None
    root = folder or path.parent
    reading = Reading(FolderTree(root))
    name = path.resolve().relative_to(root.resolve()).as_posix()
    entry = checked_entry(reading, name, "tests")
    cases = tuple(_cases(entry, reading, loaded)) if entry else ()
    findings = tuple(each for each in reading.findings if each.at.file == name)
    return CaseFile(
        name, root.as_posix(), () if has_errors(findings) else cases, findings, reading.sources
    )


def _cases(entry: Entry, reading: Reading, loaded: Loaded | None) -> Iterator[Case]:
    around = loaded.project if loaded else None
    tables = entry.entry("tables")
    own = read_package(tables, reading.findings) if tables else None
    library = load_library(reading)
    for each in entry.entries("cases"):
        named = next((key for key in _NAMED if key in each.data), None)
        project = around if named else _project(entry, own)
        if project is None:
            assert named is not None
            told = finding(_NAMED[named], each.origin(named), id=each.text(named), hint="")
            reading.findings.append(told)
            continue
        package = project.data
        day = project.period.start if project.period else None
        context = RuleContext(package, project.evidence, project.organisations, library, day)
        judged = _judged(each, project, RuleReader(context), reading.findings)
        if judged is None:
            continue
        rows = each.entry("rows")
        empty = DataPackage(entry.file, True, ())
        found = read_tables(rows, package or empty, reading.findings) if rows else ()
        tested, id = judged
        yield Case(
            name=each.text("name"),
            origin=each.origin(),
            project=tested,
            judged=id,
            as_of=each.maybe("as_of") or entry.maybe("as_of") or _last_day(tested),
            tables=found,
            expected=tuple(_expected(each)),
            tolerance=_tolerance(each, entry),
            uses=used_rules(each.data.get("rule"), library),
            is_decision=named == "decision",
        )


def _project(entry: Entry, package: DataPackage | None) -> Project:
    """A project that holds nothing but the tables of the file."""
    evidence = entry.entry("evidence")
    period = entry.entry("period")
    return Project(
        id=ALONE,
        folder=".",
        title=ALONE,
        municipality=Municipality(ALONE, None, None, None),
        method="2020",
        period=read_period(period, []) if period else None,
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
    before = len(findings)
    indicator = read_indicator(told, rules, findings)
    if len(findings) > before:
        return None
    return replace(project, requirements=(Requirement(indicator, None),)), ALONE


def _named(case: Entry, project: Project, findings: list[Finding]) -> tuple[Project, str] | None:
    id = case.text("indicator")
    bare = replace(project, requirements=(), waivers=(), decisions=())
    for roadmap in project.roadmaps:
        for each in roadmap.indicators:
            if roadmap.full_id(each.id) == id:
                if each.rule and isinstance(each.rule.measure, Index | Formula):
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


def _tolerance(case: Entry, file: Entry) -> float:
    told = case.data.get("tolerance", file.data.get("tolerance", 0.005))
    return float(told) if isinstance(told, int | float) else 0.005


def _expected(case: Entry) -> Iterator[Expectation]:
    expect = case.entry("expect")
    assert expect is not None
    yield from _leaves(expect.data, (), expect.origin())


def _leaves(data: object, path: tuple[str, ...], at: Origin) -> Iterator[Expectation]:
    if isinstance(data, dict):
        for key, value in data.items():
            yield from _leaves(value, (*path, str(key)), Origin(at.file, (*at.route, key)))
        return
    assert data is None or isinstance(data, str | int | float | bool)
    yield Expectation(path, data, at)
