"""`roadmap test`: rules on examples."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from engine.cli import options
from engine.cli.command import Command, option
from engine.cli.output import Exit, Talk, note, say, tell, write_json
from engine.cli.words import word
from engine.messages import Language, catalogue

if TYPE_CHECKING:
    from collections.abc import Sequence

    from engine.reports.content.tests import Tested
    from engine.testing import CaseFile, Coverage

DEFAULT_FOLDERS = (Path("rules"), Path("specs"))


@click.command("test", cls=Command, help="test.verb")
@options.paths
@options.formats("text", "json", "sarif", "junit")
@options.output
@option(
    "--min-coverage",
    type=click.FloatRange(0, 100),
    metavar="percent",
    help="test.min-coverage",
)
@option("-k", "--name", "named", metavar="text", help="test.name")
@option("--suggest", "suggests", is_flag=True, help="test.suggest")
@options.language
@options.quiet
@options.verbose
def command(
    paths: tuple[Path, ...], format_: str, min_coverage: float | None, named: str | None,
    suggests: bool, lang: str, quiet: bool, verbose: bool,
) -> int:  # fmt: skip
    """Rules on their examples."""
    from engine.reports.content.tests import tested_model, tested_text
    from engine.testing import find_files

    if named is not None and min_coverage is not None:
        raise click.UsageError(word("test.coverage-of-all"))
    files = find_files(_given(paths))
    told = _run(files, paths, min_coverage, Talk(quiet=quiet), named=named)
    words = catalogue(Language(lang))
    if named is not None and not told.results:
        raise click.UsageError(word("test.no-name", text=named))
    code = Exit.FINE if told.passed else Exit.FINDINGS
    if suggests:
        if not told.passed:
            tell(tested_text(told, words, lists_cases=False, verbose=verbose), err=True)
        _suggest(files, told.branches)
        return code
    if format_ == "json":
        write_json(tested_model(told, words))
    elif format_ == "text":
        tell(tested_text(told, words, lists_cases=verbose or not quiet, verbose=verbose))
    else:
        say(_exchanged(format_, told, lang))
    return code


def _given(paths: tuple[Path, ...]) -> tuple[Path, ...]:
    missing = next((path for path in paths if not path.exists()), None)
    if missing is not None:
        raise click.UsageError(word("inputs.no-path", path=missing.as_posix()))
    if paths:
        return paths
    present = tuple(folder for folder in DEFAULT_FOLDERS if folder.is_dir())
    return present or (Path(),)


def _suggest(files: tuple[Path, ...], branches: "Coverage") -> None:
    """Cases for the branches that none takes, as YAML, one a line below its file."""
    from engine.testing import suggest

    left = list(branches.uncovered)
    for path in files:
        suggestions = tuple(suggest(path, left))
        if suggestions:
            say(f"# {path.as_posix()}")
        for suggestion in suggestions:
            say(f"  # {suggestion.branch}\n  - {suggestion.text}")
            left.remove(suggestion.branch)
    if left:
        note(word("test.unsuggested", branches=tuple(left), count=len(left)))
    elif branches.covered and not branches.uncovered:
        note(word("test.all-taken"))


def _run(
    files: tuple[Path, ...], paths: tuple[Path, ...], least: float | None, talk: Talk, *,
    named: str | None,
) -> "Tested":  # fmt: skip
    from engine.load import find_projects
    from engine.reports.content.tests import Tested, TestedFile
    from engine.testing import (
        branch_coverage,
        read_file,
        row_coverage,
        rule_coverage,
        run_case,
    )

    tested = []
    for number, path in enumerate(files):
        talk(path.name, number, len(files))
        read = _chosen(read_file(path), named)
        tested.append(TestedFile(read, tuple(run_case(case) for case in read.cases)))
    talk.finish()
    cases = [case for file in tested for case in file.read.cases]
    results = [one for file in tested for one in file.results]
    projects = find_projects(_given(paths))
    of_library = not projects or any(not _is_inside(path, projects) for path in files)
    rules = rule_coverage(projects, cases, of_library=of_library)
    rows, branches = row_coverage(projects, results), branch_coverage(cases)
    return Tested(tuple(tested), rules, rows, branches, least)


def _chosen(read: "CaseFile", named: str | None) -> "CaseFile":
    """With the cases alone whose name has the text, whatever its case; findings of the others go
    with them."""
    if named is None:
        return read
    cases = tuple(each for each in read.cases if named.casefold() in each.name.casefold())
    return replace(read, cases=cases, findings=read.findings if cases else ())


def _is_inside(path: Path, projects: "Sequence[Path]") -> bool:
    """Whether the file lies in one of the projects; the others belong to the library."""
    real = path.parent.resolve() / path.name
    return any(real.is_relative_to(project.resolve()) for project in projects)


def _exchanged(format_: str, told: "Tested", lang: str) -> str:
    if format_ == "sarif":
        from engine.reports.formats.sarif import render_sarif

        return render_sarif(told.batches, catalogue(Language(lang))).rstrip("\n")
    from engine.reports.formats.junit import render_cases

    return render_cases(told.batches, told.cases, catalogue(Language(lang))).rstrip("\n")
