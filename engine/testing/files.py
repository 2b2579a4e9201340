"""Files of cases → cases that can be run, and those that cannot with what is wrong.

However much of a file is broken, it has as many cases as were written: one that cannot be run has
failed.
"""

import json
import os
import re
from collections.abc import Collection, Iterable, Iterator
from itertools import zip_longest
from pathlib import Path
from typing import Any

from engine.classes import dataclass
from engine.codes.testing import CASE_NOT_RUN
from engine.diagnostics import Finding, Origin, Place, Related, Severity, finding, has_errors
from engine.lazy import lazy_pattern
from engine.load import (
    Entry,
    Loaded,
    Reading,
    Sources,
    faults_of,
    find_projects,
    load_project,
)
from engine.testing.boundaries import flipped
from engine.testing.branches import possible, seen_branches
from engine.testing.cases import Case, Unrun
from engine.testing.reading import CaseReader
from engine.testing.running import verdict_of
from engine.trees import FolderTree, is_case_file, yaml_below
from engine.yamltext import Document, text_of

_CASES = lazy_pattern(r"^cases:", re.MULTILINE)
_ITEM = lazy_pattern(r"^(?P<indent> *)- ", re.MULTILINE)
_NAME = lazy_pattern(r"""["']?name["']?: +["']?(?P<name>[^"'},]+)""")


@dataclass(frozen=True, slots=True)
class CaseFile:
    """A file of cases with what is wrong with it; `folder` is where its paths begin."""

    file: str
    folder: str
    cases: tuple[Case | Unrun, ...]
    findings: tuple[Finding, ...]
    sources: Sources


def _is_case_file(path: Path) -> bool:
    return is_case_file(path.name)


def find_files(paths: Iterable[Path]) -> tuple[Path, ...]:
    """The files of cases that the paths name: a file, or every one below a folder."""
    found: dict[str, Path] = {}
    for path in paths:
        files = [path] if path.is_file() else filter(_is_case_file, yaml_below(path))
        for file in files:
            found.setdefault(os.path.realpath(file), file)
    return tuple(found.values())


def read_file(path: Path) -> CaseFile:
    """The cases of one file. Inside a project they may name its indicators and tables."""
    folder = next(iter(find_projects((path,))), None)
    loaded = load_project(folder) if folder else None
    root = folder or path.parent
    reading = Reading(FolderTree(root))
    name = (path.parent.resolve() / path.name).relative_to(root.resolve()).as_posix()
    document = reading.document(name)
    if document is None:
        unread = tuple(_unread(reading.sources.broken.get(name, b""), name))
        return CaseFile(name, root.as_posix(), unread, tuple(reading.findings), reading.sources)
    cases = tuple(_cases(document, reading, loaded))
    return CaseFile(
        name, root.as_posix(), cases, tuple(_told(cases, reading, name)), reading.sources
    )


def _told(cases: tuple[Case | Unrun, ...], reading: Reading, name: str) -> Iterator[Finding]:
    """What is wrong with the file, and what elsewhere kept its cases from being run."""
    causes = {cause.at for case in cases if isinstance(case, Unrun) for cause in _causes(case)}
    for each in dict.fromkeys(reading.findings):
        if each.at.file == name or each.at in causes:
            yield each


def _causes(case: Unrun) -> Iterator[Related]:
    for each in case.findings:
        if each.code is CASE_NOT_RUN:
            yield from each.related


def _cases(document: Document, reading: Reading, loaded: Loaded | None) -> Iterator[Case | Unrun]:
    if loaded:
        reading.sources.maps.update(loaded.sources.maps)
        reading.sources.broken.update(loaded.sources.broken)
    faults, general = _by_case(faults_of(document, "tests"))
    reading.findings.extend(general)
    entry = Entry(document.file, document.data)
    reader = None if has_errors(general) else CaseReader(entry, reading, loaded)
    listed = document.data.get("cases")
    for number, item in enumerate(listed if isinstance(listed, list) else ()):
        case = Entry(entry.file, item if isinstance(item, dict) else {}, ("cases", number))
        findings = faults.get(number, [])
        if findings or reader is None or has_errors(reader.general):
            first = _first_error((*general, *(reader.general if reader else ())))
            yield _unrun(case, findings, first)
        else:
            read = reader.case(case, findings)
            yield read or _unrun(case, findings, reader.cause(case, findings))


def _by_case(faults: list[Finding]) -> tuple[dict[int, list[Finding]], list[Finding]]:
    """Findings by the number of the case in which they stand, and those that stand in none."""
    inside: dict[int, list[Finding]] = {}
    outside: list[Finding] = []
    for fault in faults:
        route = fault.at.route if isinstance(fault.at, Origin) else ()
        is_inside = len(route) > 1 and route[0] == "cases" and isinstance(route[1], int)
        (inside.setdefault(int(route[1]), []) if is_inside else outside).append(fault)
    return inside, outside


def _first_error(findings: Iterable[Finding]) -> Finding | None:
    return next((each for each in findings if each.severity is Severity.ERROR), None)


def _unrun(case: Entry, found: list[Finding], cause: Finding | None) -> Unrun:
    """The case with the errors that stand in it; with where to look when none does."""
    name = case.maybe("name") or str(int(str(case.route[-1])) + 1)
    own = tuple(each for each in found if each.at.file == case.file)
    if has_errors(own):
        return Unrun(name, case.origin(), own)
    related = (Related(cause.at, "wrong-here"),) if cause else ()
    told = finding(CASE_NOT_RUN, case.origin(), related=related, case=name)
    return Unrun(name, case.origin(), (*own, told))


def _unread(content: bytes, file: str) -> Iterator[Unrun]:
    """The cases of a text that is no YAML: the items of the list that `cases:` begins."""
    text = text_of(content)
    begun = _CASES.search(text)
    items = list(_ITEM.finditer(text, begun.end())) if begun else []
    alike = [item for item in items if item["indent"] == items[0]["indent"]]
    for each, after in zip_longest(alike, alike[1:]):
        named = _NAME.search(text, each.start(), after.start() if after else len(text))
        line = text.count("\n", 0, each.start()) + 1
        place = Place(file, line, len(each["indent"]) + 3)
        name = named["name"].strip() if named else str(line)
        yield Unrun(name, place, (finding(CASE_NOT_RUN, place, case=name),))


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A case that takes a branch which no case takes, as it would be written; its result is what
    the rule gives today."""

    file: str
    branch: str
    text: str


def suggest(path: Path, uncovered: Collection[str]) -> Iterator[Suggestion]:
    """For each branch of the file that no case takes: a case with one row more, at the boundary.
    Where no single value of the table takes a branch, there is none."""
    read, reader, entry = _open(path)
    left = set(uncovered)
    for case in (each for each in read.cases if isinstance(each, Case)):
        for leaf in seen_branches(case):
            for branch in possible(leaf, case):
                name = f"{leaf.label} — {branch}"
                data = flipped(case, leaf, branch) if name in left else None
                told = _result_of(reader, entry, data) if data and reader else None
                if data and told:
                    left.discard(name)
                    whole = {
                        **data,
                        "name": f"{data['name']}; {leaf.text}: {branch}",
                        "expect": told,
                    }
                    yield Suggestion(read.file, name, json.dumps(whole, ensure_ascii=False))


def _result_of(reader: CaseReader, entry: Entry, data: dict[str, Any]) -> dict[str, Any] | None:
    """What the changed case gives: its verdict, n and N; None where it cannot be run."""
    findings: list[Finding] = []
    made = reader.case(Entry(entry.file, data, ("cases", 0)), findings)
    if made is None or has_errors(findings):
        return None
    verdict = verdict_of(made)
    overall = verdict.measurement.overall if verdict.measurement else None
    counted = {"n": overall.n, "total": overall.total} if overall and overall.total else {}
    return {"verdict": verdict.kind.value, **counted}


def _open(path: Path) -> tuple[CaseFile, CaseReader | None, Entry]:
    """The file as it is read, and a reader of more cases of it."""
    read = read_file(path)
    folder = Path(read.folder)
    loaded = load_project(folder) if find_projects((path,)) else None
    reading = Reading(FolderTree(folder))
    document = reading.document(read.file)
    if document is None:
        return read, None, Entry(read.file, {})
    entry = Entry(document.file, document.data)
    return read, CaseReader(entry, reading, loaded) if read.cases else None, entry
