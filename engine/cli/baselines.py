"""Known findings and verdicts: a file of what was there when somebody began to look.

What it names is not shown and does not count; what is new does; what is there no longer is asked to
be taken out. Reports keep everything. Nothing of a table stands in the file: of a finding its code,
its file or item, and a fingerprint.
"""

from collections import Counter
from collections.abc import Iterable
from hashlib import sha256
from os.path import relpath
from pathlib import Path
from typing import TYPE_CHECKING

import click

from engine.classes import dataclass
from engine.cli.output import verdict_rank
from engine.cli.settings import held
from engine.cli.words import word
from engine.diagnostics import Finding, Place
from engine.plain import from_json, from_plain, picked, to_json
from engine.trees import content_of

if TYPE_CHECKING:
    from engine.results.verdicts import IndicatorOutcome

FORMAT = "baseline/1"
DEFAULT_FILE = Path("roadmap-baseline.json")
VERBS = ("validate", "lint", "evaluate")
_LARGEST = 1 << 26


@dataclass(frozen=True, slots=True)
class KnownFinding:
    """A finding: `about` is its item, or the file where it has none."""

    code: str
    about: str
    fingerprint: str


@dataclass(frozen=True, slots=True)
class KnownVerdict:
    """An indicator that was not met, or could not be judged."""

    id: str
    verdict: str


@dataclass(frozen=True, slots=True)
class KnownProject:
    """What each verb found in a project; `folder` as seen from the file."""

    folder: str
    validate: tuple[KnownFinding, ...] = ()
    lint: tuple[KnownFinding, ...] = ()
    evaluate: tuple[KnownFinding, ...] = ()
    verdicts: tuple[KnownVerdict, ...] = ()

    def of(self, verb: str) -> tuple[KnownFinding, ...]:
        """The findings of a verb."""
        findings: tuple[KnownFinding, ...] = getattr(self, verb)
        return findings


@dataclass(frozen=True, slots=True)
class Baseline:
    """The whole file; `as_of` is the day of the verdicts, `home` the folder of the file."""

    format: str
    as_of: str
    projects: tuple[KnownProject, ...]
    home: str = ""

    def project(self, folder: Path) -> KnownProject | None:
        """What is known of a project, or None."""
        name = folder_name(folder, Path(self.home))
        return next(
            (known_project for known_project in self.projects if known_project.folder == name), None
        )


@dataclass(frozen=True, slots=True)
class Compared:
    """Findings that the baseline does not name, how many it does, and what is mended since."""

    new: tuple[Finding, ...]
    known: int = 0
    mended: tuple[str, ...] = ()


def folder_name(folder: Path, home: Path) -> str:
    """A project's folder from that of the file, as posix; the whole path where it lies outside."""
    full, above = folder.resolve(), home.resolve()
    return (full.relative_to(above) if full.is_relative_to(above) else full).as_posix()


def known_finding(found: Finding) -> KnownFinding:
    """The finding as the file names it, without anything that a table says."""
    bare, subject = found.unquoted(), found.subject
    about = "/".join(filter(None, (subject.roadmap, subject.id))) if subject else ""
    return KnownFinding(found.code.id, about or found.at.file, _fingerprint(bare))


def _fingerprint(bare: Finding) -> str:
    """That of the finding; in a table also by its place: another wrong cell is another finding,
    although nothing that the cell says may be kept."""
    at = bare.at
    if not isinstance(at, Place) or not (at.line or at.cell):
        return bare.fingerprint
    told = f"{bare.fingerprint} {at.sheet} {at.line} {at.cell if at.sheet else None}"
    return sha256(told.encode("utf-8", "surrogateescape")).hexdigest()[:32]


def compare_findings(
    findings: Iterable[Finding], known: Iterable[KnownFinding], *, is_whole: bool = True
) -> Compared:
    """Each known one stands for one finding; `is_whole`: of a part nothing is mended."""
    left, new, count = Counter(known), [], 0
    for finding in findings:
        if left[named := known_finding(finding)]:
            left[named] -= 1
            count += 1
        else:
            new.append(finding)
    mended = (
        tuple(f"{finding.code} {finding.about}" for finding in left.elements()) if is_whole else ()
    )
    return Compared(tuple(new), count, mended)


def compare_verdicts(
    judged: Iterable["IndicatorOutcome"], known: Iterable[KnownVerdict], *, is_whole: bool = True
) -> tuple[tuple["IndicatorOutcome", ...], int, tuple[str, ...]]:
    """The verdicts that the baseline does not excuse, how many it does, and what is mended: worse
    than it was is new, better is mended. `is_whole`: what a part has not is not mended."""
    before, new, count, mended = {verdict.id: verdict.verdict for verdict in known}, [], 0, []
    for outcome in judged:
        now, was = outcome.verdict.kind.value, before.pop(outcome.full_id, None)
        if was is None or verdict_rank(now) > verdict_rank(was):
            new.append(outcome)
            continue
        count += 1
        if verdict_rank(now) < verdict_rank(was):
            mended.append(f"{outcome.full_id} ({was})")
    gone = (f"{id} ({was})" for id, was in before.items()) if is_whole else ()
    return tuple(new), count, (*mended, *gone)


def known_verdicts(judged: Iterable["IndicatorOutcome"]) -> tuple[KnownVerdict, ...]:
    """Those that a stricter `--fail-on` would count; a crashed rule is excused by nobody."""
    told = ((outcome.full_id, outcome.verdict.kind.value) for outcome in judged)
    return tuple(
        KnownVerdict(*each) for each in told if verdict_rank(each[1]) and each[1] != "error"
    )


def named_by_settings() -> Path | None:
    """The file that the settings name, beside their own."""
    kept = held()
    name = kept.values.get("baseline")
    return Path(relpath(kept.file.parent / str(name))) if kept.file and name else None


def rewritten() -> Path | None:
    """The same where a baseline lies there already: settings may come with somebody's specs, and
    nothing else is written over because they name it."""
    path = named_by_settings()
    try:
        return path if path and read_baseline(path) else None
    except click.UsageError:
        return None


def read_baseline(path: Path) -> Baseline:
    """The file. Raises click.UsageError where it is none of ours."""
    try:
        plain = from_json(content_of(path, _LARGEST))
        if not isinstance(plain, dict) or plain.get("format") != FORMAT:
            raise ValueError(FORMAT)
        return from_plain(Baseline, {**plain, "home": path.parent.as_posix()})
    except OSError as error:
        key = "baseline.absent" if isinstance(error, FileNotFoundError) else "baseline.unread"
        raise click.UsageError(word(key, path=path.as_posix())) from error
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        raise click.UsageError(word("baseline.no-baseline", path=path.as_posix())) from error


def baseline_text(baseline: Baseline) -> str:
    """The file as it is written: one finding a line, so that git shows each."""
    head = to_json(picked(baseline, "format as_of"))
    projects = ",\n".join(_project_text(project) for project in baseline.projects)
    return f'{head[:-1]}, "projects": [\n{projects}\n]}}\n'


def _project_text(project: KnownProject) -> str:
    parts = [f'"folder": {to_json(project.folder)}']
    for name in (*VERBS, "verdicts"):
        inside = ",".join(f"\n  {to_json(entry)}" for entry in getattr(project, name))
        parts.append(f'"{name}": [{inside}]')
    return " {" + ",\n ".join(parts) + "}"
