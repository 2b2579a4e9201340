"""`roadmap test`: rules on examples."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from engine.cli import options
from engine.cli.command import Command, option
from engine.cli.output import Exit, Talk, say, tell, write_json
from engine.cli.words import word

if TYPE_CHECKING:
    from collections.abc import Sequence

    from engine.reports.content.tests import Tested

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
@options.language
@options.quiet
@options.verbose
def command(
    paths: tuple[Path, ...], format_: str, min_coverage: float | None, lang: str, quiet: bool,
    verbose: bool,
) -> int:  # fmt: skip
    """Rules on their examples."""
    from engine.messages import Language, catalogue
    from engine.reports.content.tests import tested_model, tested_text
    from engine.testing import find_files

    told = _run(find_files(_given(paths)), paths, min_coverage, Talk(quiet=quiet))
    words = catalogue(Language(lang))
    if format_ == "json":
        write_json(tested_model(told, words))
    elif format_ == "text":
        tell(tested_text(told, words, verbose=verbose or not quiet))
    else:
        say(_exchanged(format_, told, lang))
    return Exit.FINE if told.passed else Exit.FINDINGS


def _given(paths: tuple[Path, ...]) -> tuple[Path, ...]:
    missing = next((path for path in paths if not path.exists()), None)
    if missing is not None:
        raise click.UsageError(word("inputs.no-path", path=missing.as_posix()))
    if paths:
        return paths
    present = tuple(folder for folder in DEFAULT_FOLDERS if folder.is_dir())
    return present or (Path(),)


def _run(
    files: tuple[Path, ...], paths: tuple[Path, ...], least: float | None, talk: Talk
) -> "Tested":
    from engine.load import find_projects
    from engine.reports.content.tests import Tested, TestedFile
    from engine.testing import read_file, row_coverage, rule_coverage, run_case

    tested = []
    for number, path in enumerate(files):
        talk(path.name, number, len(files))
        read = read_file(path)
        tested.append(TestedFile(read, tuple(run_case(case) for case in read.cases)))
    talk.finish()
    cases = [case for each in tested for case in each.read.cases]
    results = [one for each in tested for one in each.results]
    projects = find_projects(_given(paths))
    of_library = not projects or any(not _is_inside(path, projects) for path in files)
    rules = rule_coverage(projects, cases, of_library=of_library)
    return Tested(tuple(tested), rules, row_coverage(projects, results), least)


def _is_inside(path: Path, projects: "Sequence[Path]") -> bool:
    """Whether the file lies in one of the projects; the others belong to the library."""
    real = path.parent.resolve() / path.name
    return any(real.is_relative_to(each.resolve()) for each in projects)


def _exchanged(format_: str, told: "Tested", lang: str) -> str:
    from engine.messages import Language, catalogue

    if format_ == "sarif":
        from engine.reports.formats.sarif import render_sarif

        return render_sarif(told.batches, catalogue(Language(lang))).rstrip("\n")
    from engine.reports.formats.junit import render_cases

    return render_cases(told.batches, told.cases, catalogue(Language(lang))).rstrip("\n")
