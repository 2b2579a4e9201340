"""How much of what is planted into clean plans does `roadmap lint` find, and what does it make up?

    python tests/planted/score.py [FOLDER]             counts by kind
    python tests/planted/score.py [FOLDER] --missed    and each case that is missed or alarmed

A folder holds base plans and `cases.json`: edits of a base, each planting one contradiction
(`expect: finding`) or one harmless change (`expect: silence`). A planted one is found when lint
says something that it does not say of the base, at one of the places `at`, with a code of one of
the case's classes. The form of the cases: README.md beside this file.
"""

import argparse
import json
import re
import shutil
import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from engine.diagnostics import Finding, Origin, Place, Severity, Subject
from engine.pipeline import check, lint
from tests.planted.classes import codes_of

HERE = Path(__file__).parent
AS_OF = date(2024, 9, 1)

Json = dict[str, Any]
Key = tuple[str, Subject | None, str]


@dataclass(frozen=True)
class Judged:
    """A case and what lint newly says of it; `hit` says whether it is as it should be."""

    case: Json
    new: tuple[Finding, ...]
    hit: bool


def cases_of(folder: Path) -> list[Json]:
    """The cases of a folder."""
    read: list[Json] = json.loads((folder / "cases.json").read_text("utf-8"))
    return read


def judged(folder: Path) -> Iterator[Judged]:
    """Each case of the folder, judged."""
    said = {base: Counter(map(_key, _findings(folder / base))) for base in _bases(folder)}
    with tempfile.TemporaryDirectory() as room:
        for case in cases_of(folder):
            edited = Path(room) / case["id"]
            plant(folder / case["base"], edited, case["edits"])
            yield _judge(case, _findings(edited), said[case["base"]], edited)


def of_bases(folder: Path) -> tuple[list[Finding], int]:
    """What lint says of the clean plans, and how many events they have."""
    findings, events = list[Finding](), 0
    for base in _bases(folder):
        project = check(folder / base).loaded.project
        assert project is not None
        events += sum(len(roadmap.events) for roadmap in project.roadmaps)
        findings += _findings(folder / base)
    return findings, events


def _bases(folder: Path) -> list[str]:
    return sorted(path.parent.name for path in folder.glob("*/project.yaml"))


def plant(base: Path, edited: Path, edits: list[Json]) -> None:
    shutil.copytree(base, edited)
    for edit in edits:
        file = edited / edit["file"]
        text = file.read_text("utf-8")
        assert text.count(edit["old"]) == 1, (edited.name, edit["old"], text.count(edit["old"]))
        file.write_text(text.replace(edit["old"], edit["new"]), "utf-8")


def _findings(folder: Path) -> tuple[Finding, ...]:
    """What `lint` says; where the plan cannot be used, its errors."""
    checked = check(folder)
    errors = tuple(finding for finding in checked.findings if finding.severity is Severity.ERROR)
    return errors or (*checked.findings, *lint(checked, AS_OF))


def _key(finding: Finding) -> Key:
    return finding.code.id, finding.subject, str(dict(finding.params).get("quote", ""))


def _judge(case: Json, findings: tuple[Finding, ...], said: Counter[Key], edited: Path) -> Judged:
    left, new = Counter(said), []
    for finding in findings:
        key = _key(finding)
        if left[key]:
            left[key] -= 1
        else:
            new.append(finding)
    return Judged(case, tuple(new), _is_hit(case, new, edited))


def _is_hit(case: Json, new: list[Finding], edited: Path) -> bool:
    if case["expect"] == "silence":
        return not new
    if case.get("refused"):
        kinds = {place.split()[0] + "s" for place in case["at"]}
        return any(
            isinstance(e.at, Origin) and e.at.route[:1] and e.at.route[0] in kinds for e in new
        )
    codes = codes_of(case)
    return any(
        finding.code.id in codes and (places_of(finding) | _entry(finding, edited)) & {*case["at"]}
        for finding in new
    )


_KINDS = {"events": "event", "goals": "goal", "indicators": "indicator"}


def _entry(error: Finding, folder: Path) -> frozenset[str]:
    """The event, goal or indicator that an error of the file stands in; it has no subject yet."""
    route = error.at.route if isinstance(error.at, Origin) else ()
    if error.severity is not Severity.ERROR or len(route) < 2 or route[0] not in _KINDS:
        return frozenset()
    text = (folder / str(error.at.file)).read_text("utf-8")
    entries = re.split(rf"(?m)^{route[0]}:$", text)[1:]
    ids = (
        re.findall(r"(?m)^ *- \{?id: ([\w-]+)", re.split(r"(?m)^\w", entries[0])[0])
        if entries
        else []
    )
    at = route[1]
    inside = isinstance(at, int) and at < len(ids)
    return frozenset({f"{_KINDS[str(route[0])]} {ids[int(at)]}"}) if inside else frozenset()


def places_of(finding: Finding) -> frozenset[str]:
    """The places of a finding in the words of the cases."""
    every = [
        (finding.at, finding.subject),
        *((related.at, related.subject) for related in finding.related),
    ]
    return frozenset(name for at, subject in every for name in _names(at, subject))


def _names(at: Origin | Place, subject: Subject | None) -> Iterator[str]:
    route = at.route if isinstance(at, Origin) else ()
    if subject is not None and subject.id:
        yield f"{subject.kind} {subject.id}"
        yield f"section {subject.id}"
    if subject is not None:
        yield subject.kind
    if subject is not None and subject.kind == "event":
        yield "plan"
    if route[:1] == ("passport",) and len(route) > 1 and isinstance(route[1], int):
        yield f"passport {route[1] + 1}"
    if route[:2] == ("order", "preamble") and len(route) > 2 and isinstance(route[2], int):
        yield f"preamble {route[2] + 1}"
    if route[:1] == ("order",):
        yield "order"
    if route[:1] in (("title",), ("plan_title",)):
        yield "document"


@dataclass(frozen=True)
class Score:
    """Found of planted, alarmed of harmless, remarks on clean plans."""

    found: int
    planted: int
    alarmed: int
    harmless: int
    remarks: int
    events: int


def score(folder: Path) -> tuple[Score, list[Judged]]:
    """The figures of a folder, and its cases."""
    every = list(judged(folder))
    planted = [each for each in every if each.case["expect"] == "finding"]
    harmless = [each for each in every if each.case["expect"] == "silence"]
    findings, events = of_bases(folder)
    figures = Score(
        sum(each.hit for each in planted), len(planted),
        sum(not each.hit for each in harmless), len(harmless), len(findings), events,
    )  # fmt: skip
    return figures, every


def main() -> None:
    """Print the figures."""
    reads = argparse.ArgumentParser(description=__doc__)
    reads.add_argument("folder", nargs="?", type=Path, default=HERE)
    reads.add_argument("--missed", action="store_true")
    told = reads.parse_args()
    figures, every = score(told.folder)
    planted = Counter(each.case["kind"] for each in every)
    hits = Counter(each.case["kind"] for each in every if each.hit)
    for kind, total in planted.items():
        print(f"{kind:14} {hits[kind]:3} / {total}")
    print(f"found    {figures.found} / {figures.planted}")
    print(f"alarmed  {figures.alarmed} / {figures.harmless}")
    print(f"clean    {figures.remarks} remarks on {figures.events} events")
    for each in every if told.missed else ():
        if not each.hit:
            codes = " ".join(f"{new.code.id}@{sorted(places_of(new))}" for new in each.new)
            print(f"{each.case['id']}: {each.case['says']} [{codes}]")


if __name__ == "__main__":
    main()
