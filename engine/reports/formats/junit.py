"""JUnit XML: files and indicators as test cases, for the test panes of continuous integration.

A file with an error fails. An indicator that is not met fails, one whose rule crashed is an error;
what was not judged (no data, not due, …) is skipped with its reason, never passed.
"""

from collections.abc import Iterable, Sequence
from itertools import groupby
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from engine.diagnostics import Finding, Severity
from engine.messages import Catalogue
from engine.reports.content.batches import Batch, Judged
from engine.reports.content.findings import in_order, render_text
from engine.reports.places import Places
from engine.reports.report import Report
from engine.results.verdicts import VerdictKind
from engine.testing import CaseResult
from engine.visible import harmless, harmless_lines

_OUTCOMES = {
    VerdictKind.MET: None,
    VerdictKind.MET_LATE: None,
    VerdictKind.NOT_MET: "failure",
    VerdictKind.ERROR: "error",
}
_COUNTED = {"failures": "failure", "errors": "error", "skipped": "skipped"}


def write(report: Report) -> str:
    """The findings and verdicts of one project."""
    return render_junit([report.batch], report.edition.words)


def render_junit(batches: Sequence[Batch], words: Catalogue) -> str:
    """A suite for the files of each batch, and one for each roadmap that was judged."""
    root = Element("testsuites", name="roadmap")
    for batch in batches:
        root.append(_files_suite(batch, words))
        for group, judged in groupby(batch.judged, key=lambda each: each.group):
            root.append(_judged_suite(f"{batch.name}/{group}", list(judged), words))
    _count(root, root.findall("./testsuite/testcase"))
    return _document(root)


def _document(root: Element) -> str:
    for element in root.iter():
        element.attrib.update({name: harmless(value) for name, value in element.attrib.items()})
        element.text = harmless_lines(element.text) if element.text else None
    indent(root)
    body = tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{body}\n'


def render_cases(
    batches: Sequence[Batch], cases: Iterable[tuple[str, CaseResult, Places]], words: Catalogue
) -> str:
    """Rule tests: a suite for the files, as above, and one for the cases of each file."""
    root = Element("testsuites", name="roadmap")
    for batch in batches:
        root.append(_files_suite(batch, words))
    for file, group in groupby(cases, key=lambda each: each[0]):
        suite = SubElement(root, "testsuite", name=f"{file}/cases")
        for _, result, places in group:
            suite.append(_tested_case(file, result, places, words))
        _count(suite, list(suite))
    _count(root, root.findall("./testsuite/testcase"))
    return _document(root)


def _tested_case(file: str, result: CaseResult, places: Places, words: Catalogue) -> Element:
    line = places.place(result.case.origin).line
    case = Element("testcase", classname=file, name=result.case.name, file=file,
                   line=str(line or 1), time="0")  # fmt: skip
    if result.failures:
        message = words.finding(result.failures[0])
        failure = SubElement(case, "failure", message=message, type=result.failures[0].code.id)
        failure.text = f"\n{render_text(result.failures, places, words, verbose=True)}\n"
    return case


def _files_suite(batch: Batch, words: Catalogue) -> Element:
    suite = Element("testsuite", name=batch.name)
    ordered = in_order(batch.findings, batch.places)
    found_in = sorted({batch.places.place(finding.at).file for finding in ordered})
    for file in dict.fromkeys((*batch.files, *found_in)):
        of_file = [finding for finding in ordered if batch.places.place(finding.at).file == file]
        suite.append(_file_case(file, of_file, batch, words))
    _count(suite, list(suite))
    return suite


def _file_case(file: str, found: list[Finding], batch: Batch, words: Catalogue) -> Element:
    case = Element("testcase", classname=batch.name, name=file, file=file, time="0")
    errors = [finding for finding in found if finding.severity is Severity.ERROR]
    rest = [finding for finding in found if finding.severity is not Severity.ERROR]
    if errors:
        line = batch.places.place(errors[0].at).line
        if line:
            case.set("line", str(line))
        message = words.finding(errors[0])
        failure = SubElement(case, "failure", message=message, type=errors[0].code.id)
        failure.text = _text(errors, batch, words)
    if rest:
        SubElement(case, "system-out").text = _text(rest, batch, words)
    return case


def _text(found: list[Finding], batch: Batch, words: Catalogue) -> str:
    return f"\n{render_text(found, batch.places, words, verbose=True)}\n"


def _judged_suite(name: str, judged: list[Judged], words: Catalogue) -> Element:
    suite = Element("testsuite", name=name)
    for each in judged:
        case = SubElement(
            suite, "testcase", classname=name, name=f"{each.id}: {each.text}",
            file=each.place.file, line=str(each.place.line or 1), time="0",
        )  # fmt: skip
        outcome = _OUTCOMES.get(each.kind, "skipped")
        if outcome:
            element = SubElement(case, outcome, message=each.message)
            if outcome != "skipped":
                element.set("type", each.kind.value)
                element.text = f"{each.place}: {each.message}"
        else:
            SubElement(case, "system-out").text = each.message
    _count(suite, list(suite))
    return suite


def _count(element: Element, cases: list[Element]) -> None:
    element.set("tests", str(len(cases)))
    for name, tag in _COUNTED.items():
        element.set(name, str(sum(case.find(tag) is not None for case in cases)))
    element.set("time", "0")
