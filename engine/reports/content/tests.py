"""What a run of rule tests found: as text, as JSON, and as batches for SARIF and JUnit."""

from collections.abc import Iterator

from engine.classes import dataclass
from engine.codes.testing import COVERAGE_TOO_LOW, NO_TEST_CASES
from engine.diagnostics import Finding, Place, finding
from engine.messages import Catalogue
from engine.plain import picked
from engine.reports.content.batches import Batch
from engine.reports.content.findings import (
    Json,
    finding_model,
    findings_model,
    place_model,
    render_text,
)
from engine.reports.numbers import numerals
from engine.reports.places import SeenFrom
from engine.testing import CaseFile, CaseResult, Coverage


@dataclass(frozen=True, slots=True)
class TestedFile:
    """A file of cases with the results of those that could be run."""

    read: CaseFile
    results: tuple[CaseResult, ...]

    @property
    def places(self) -> SeenFrom:
        """Where findings stand, as seen from the folder of the file."""
        return SeenFrom(self.read.sources, self.read.folder)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What is wrong with the file, then what did not come true."""
        return (*self.read.findings, *(failure for one in self.results for failure in one.failures))


@dataclass(frozen=True, slots=True)
class Tested:
    """A whole run; `least` is the coverage that was asked for, in percent, of rules and of rows of
    decisions alike."""

    files: tuple[TestedFile, ...]
    coverage: Coverage
    rows: Coverage
    branches: Coverage
    least: float | None

    @property
    def results(self) -> tuple[CaseResult, ...]:
        """The results of all files, one after another."""
        return tuple(one for file in self.files for one in file.results)

    @property
    def cases(self) -> tuple[tuple[str, CaseResult, SeenFrom], ...]:
        """Each case with the name of its file and its places."""
        return tuple(
            (_shown(file), one, file.places) for file in self.files for one in file.results
        )

    @property
    def general(self) -> tuple[Finding, ...]:
        """What is wrong with the run as a whole: nothing was tested, or too little."""
        findings = []
        if not self.results and not any(file.read.findings for file in self.files):
            findings.append(finding(NO_TEST_CASES, Place(".")))
        known = [
            coverage for coverage in (self.coverage, self.rows) if coverage.percent is not None
        ]
        lowest = min((coverage.percent or 0 for coverage in known), default=100)
        if self.least is not None and lowest < self.least:
            bare = (*self.coverage.uncovered, *self.rows.uncovered)
            findings.append(
                finding(COVERAGE_TOO_LOW, Place("."), found=int(lowest), least=self.least,
                        rules=bare)
            )  # fmt: skip
        return tuple(findings)

    @property
    def passed(self) -> bool:
        """Whether nothing at all was found."""
        return not self.general and not any(file.findings for file in self.files)

    @property
    def batches(self) -> list[Batch]:
        """One a file, and one of what concerns the whole."""
        whole = Batch(".", (), self.general, _Nowhere())
        files = [
            Batch(_shown(file), (_shown(file),), file.findings, file.places) for file in self.files
        ]
        return [*files, whole] if self.general else files


class _Nowhere:
    """Places of what stands in no file."""

    def place(self, at: object) -> Place:
        assert isinstance(at, Place)
        return at

    def line(self, place: Place) -> str:
        return ""


def _shown(tested: TestedFile) -> str:
    return tested.places.place(Place(tested.read.file)).file


def tested_text(tested: Tested, words: Catalogue, *, lists_cases: bool, verbose: bool) -> str:
    """A line a case, what failed with its place, and the sums; `verbose`: every branch."""
    return "\n".join(_lines(tested, words, lists_cases=lists_cases, verbose=verbose))


def _lines(tested: Tested, words: Catalogue, *, lists_cases: bool, verbose: bool) -> Iterator[str]:
    for file in tested.files:
        if lists_cases:
            yield _shown(file)
            yield from (f"  {'✓' if one.passed else '✗'} {one.case.name}" for one in file.results)
        if file.findings:
            yield ""
            yield render_text(file.findings, file.places, words, verbose=True)
            yield ""
    if tested.general:
        yield render_text(tested.general, _Nowhere(), words, verbose=True)
    yield from _sums(tested, words, verbose=verbose)


_BRANCHES_SHOWN = 10


def _sums(tested: Tested, words: Catalogue, *, verbose: bool) -> Iterator[str]:
    write, results = numerals(words.language), tested.results
    failed = sum(not one.passed for one in results)
    counts = {"passed": write.number(len(results) - failed), "failed": write.number(failed)}
    yield words.text("test.sum", n=write.number(len(results)), count=len(results), **counts)
    covered, uncovered = tested.coverage.covered, tested.coverage.uncovered
    if covered or uncovered:
        ratio = write.ratio(len(covered), len(covered) + len(uncovered))
        yield words.text("test.coverage", ratio=ratio, rules=uncovered)
    rows = tested.rows
    if rows.total:
        ratio = write.ratio(len(rows.covered), rows.total)
        yield words.text("test.coverage_rows", ratio=ratio, rows=rows.uncovered)
    branches = tested.branches
    if branches.total:
        ratio = write.ratio(len(branches.covered), branches.total)
        yield words.text("test.coverage_branches", ratio=ratio)
        shown = branches.uncovered if verbose else branches.uncovered[:_BRANCHES_SHOWN]
        yield from (f"  {each}" for each in shown)
        if more := len(branches.uncovered) - len(shown):
            yield "  " + words.text("explain.rows_more", n=write.number(more))


_COVERAGE = "covered uncovered percent"


def tested_model(tested: Tested, words: Catalogue) -> Json:
    """The run as JSON-ready values; its schema is schemas/tested.schema.json."""
    return {
        "format": "tested/1",
        "passed": tested.passed,
        "cases": [
            {
                "file": file,
                "name": one.case.name,
                "passed": one.passed,
                "verdict": one.told,
                "place": place_model(places.place(one.case.origin)),
                "failures": [finding_model(failure, places, words) for failure in one.failures],
            }
            for file, one, places in tested.cases
        ],
        "findings": [
            *(
                model
                for tested_file in tested.files
                for model in findings_model(tested_file.findings, tested_file.places, words)
            ),
            *findings_model(tested.general, _Nowhere(), words),
        ],
        "coverage": picked(tested.coverage, _COVERAGE),
        "decision_rows": picked(tested.rows, _COVERAGE),
        "branches": picked(tested.branches, _COVERAGE),
    }
