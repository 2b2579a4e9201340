"""The whole program: load → check → compile → execute → (report)."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from engine.caching import Survey, survey
from engine.classes import dataclass
from engine.diagnostics import Code, Finding, has_errors
from engine.load import Hidden, Loaded, check_case_files, hide, load_project, read_ignores
from engine.load.beside_text import OF_DOCUMENTS, OF_SPECS, OF_TABLES
from engine.options import Options

if TYPE_CHECKING:
    from engine.results.outcome import Outcome
    from engine.trees import Tree


@dataclass(frozen=True, slots=True)
class Checked:
    """A project that was read and checked; `loaded.project` is None when it cannot be used."""

    folder: Path
    loaded: Loaded
    findings: tuple[Finding, ...]
    hidden: tuple[Hidden, ...] = ()
    """What comments beside the text hide of the findings."""

    @property
    def usable(self) -> bool:
        """Whether it can be evaluated: there is a project, and no finding is an error."""
        return self.loaded.project is not None and not has_errors(self.findings)


@dataclass(frozen=True, slots=True)
class Evaluated:
    """A checked project and, unless its specs have errors, what its evaluation gave."""

    checked: Checked
    outcome: "Outcome | None"
    hidden: tuple[Hidden, ...] = ()


@dataclass(frozen=True, slots=True)
class Linted:
    """What is wrong with documents, and what of it comments beside the text hide."""

    findings: tuple[Finding, ...]
    hidden: tuple[Hidden, ...] = ()


def check(folder: Path, tree: "Tree | None" = None, *, day: date | None = None) -> Checked:
    """Load a project folder and check its specs; no table is read. `tree` holds its files where
    they are not those of the folder: a draft. What is out of date is told as of the day."""
    loaded = load_project(tree or folder)
    found = loaded.findings
    if loaded.project is not None:
        from engine.checks import check_project

        found = (*found, *check_project(loaded.project, day))
    parted = hide(found, loaded.ignores, loaded.sources, of=OF_SPECS)
    return Checked(folder, loaded, parted.kept, parted.hidden)


def with_case_files(checked: Checked) -> Checked:
    """The checked project with what is wrong with the form of its rule tests."""
    loaded = checked.loaded
    before = frozenset(loaded.sources.maps)
    found = [*check_case_files(checked.folder, loaded.sources)]
    new = tuple(file for file in loaded.sources.maps if file not in before)
    ignores = read_ignores(loaded.sources, new, found)
    parted = hide(found, ignores, loaded.sources, of=OF_SPECS | OF_DOCUMENTS | OF_TABLES)
    return replace(
        checked,
        findings=(*checked.findings, *parted.kept),
        hidden=(*checked.hidden, *parted.hidden),
    )


def outdated(checked: Checked, day: date) -> tuple[Finding, ...]:
    """What is out of date on the day, for a project that was checked without one."""
    from engine.checks import check_validity

    loaded = checked.loaded
    found = check_validity(loaded.project, day) if loaded.project else ()
    return hide(found, loaded.ignores, loaded.sources, of=frozenset()).kept


def lint(
    checked: Checked, as_of: date, more: tuple[Finding, ...] = (), codes: tuple[Code, ...] = ()
) -> tuple[Finding, ...]:
    """What is wrong with the documents of a usable project, without what its waivers excuse and
    comments hide; `more` are findings of the `codes` that somebody else has made about them."""
    return lint_whole(checked, as_of, more, codes).findings


def lint_whole(
    checked: Checked, as_of: date, more: tuple[Finding, ...] = (), codes: tuple[Code, ...] = ()
) -> Linted:
    """The same with what comments hide."""
    loaded = checked.loaded
    if loaded.project is None:
        return Linted(())
    from engine.lint import DOCUMENT_CODES, check_documents
    from engine.waivers import waive_documents

    known = DOCUMENT_CODES | {name for code in codes for name in (code.id, code.name)}
    found = (*check_documents(loaded.project), *more)
    of = OF_DOCUMENTS | {code.id for code in codes}
    waived = waive_documents(found, loaded.project, as_of, known)
    parted = hide(waived, loaded.ignores, loaded.sources, of=of, errors_too=True)
    return Linted(parted.kept, parted.hidden)


def evaluate(folder: Path, options: Options, tree: "Tree | None" = None) -> Evaluated:
    """Judge the project of a folder at a day. Nothing is written, and nothing is raised for bad
    input: specs with errors and a failed engine give no outcome, bad tables give findings and
    `no_data`. `tree` holds the specs where they are those of an earlier version; the tables stay
    those of the folder."""
    before = _stamps(folder, options.data_dir)
    checked = _here(check(folder, tree, day=options.as_of), folder)
    if not checked.usable:
        return Evaluated(checked, None)
    from engine.execute import EngineError
    from engine.judging import changed_under, judge

    try:
        outcome = judge(checked.loaded, checked.findings, options)
    except EngineError as failed:
        return Evaluated(replace(checked, findings=(*checked.findings, failed.finding)), None)
    changed = changed_under(outcome, before, _stamps(folder, options.data_dir))
    parted = hide(
        (*outcome.findings, *changed), checked.loaded.ignores, checked.loaded.sources,
        of=OF_TABLES, before=checked.hidden,
    )  # fmt: skip
    hidden = (*checked.hidden, *parted.hidden)
    return Evaluated(checked, replace(outcome, findings=parted.kept), hidden)


def _here(checked: Checked, folder: Path) -> Checked:
    """The project with its tables in the folder, wherever its specs were read."""
    project = checked.loaded.project
    if project is None or project.folder == folder.as_posix():
        return checked
    loaded = replace(checked.loaded, project=replace(project, folder=folder.as_posix()))
    return replace(checked, loaded=loaded)


def _stamps(folder: Path, data_dir: Path | None) -> tuple[Survey, ...]:
    """What lies where the project and its tables are read; nothing where it cannot be looked at."""
    try:
        return tuple(survey(root) for root in dict.fromkeys((folder, data_dir or folder)))
    except OSError:
        return ()
