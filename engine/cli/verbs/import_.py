"""`roadmap import`: the file of an order → a project whose specs a person reviews."""

import shutil
import tempfile
from collections.abc import Mapping, Sequence
from os.path import realpath
from pathlib import Path
from typing import TYPE_CHECKING

import click

from engine.cli import options
from engine.cli.command import Command, argument, option
from engine.cli.inputs import OneFile, findings_text
from engine.cli.output import Exit, of_findings, say, tell, write_json
from engine.cli.places import unnamed
from engine.cli.verbs.new import schemas_from
from engine.cli.words import word
from engine.whole_files import settle, write_files

if TYPE_CHECKING:
    from engine.messages import Catalogue
    from engine.papers import Imported


@click.command("import", cls=Command, help="import.verb")
@argument(
    "papers", nargs=-1, required=True, metavar="files",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
)  # fmt: skip
@option(
    "--into", "folder", metavar="project", type=click.Path(path_type=Path, file_okay=False),
    help="import.into",
)  # fmt: skip
@option("--dry-run", is_flag=True, help="import.dry-run")
@option("--replace", is_flag=True, help="import.replace")
@options.formats("text", "json")
@options.language
@options.quiet
@options.verbose
def command(
    papers: tuple[Path, ...], folder: Path | None, dry_run: bool, replace: bool, format_: str,
    lang: str, quiet: bool, verbose: bool,
) -> int:  # fmt: skip
    """An order as specs, its plan in a file of its own or not; what is not understood is told."""
    from engine.messages import Language, catalogue
    from engine.papers import Paper, import_papers, project_id, summary_of
    from engine.reports.content.findings import findings_model, render_text

    words = catalogue(Language(lang))
    home = folder or unnamed(Path("specs") / project_id(papers[0].stem), "--into")
    read = [Paper(_paper(file), file.as_posix()) for file in papers]
    name = project_id(home.resolve().name)
    if home.is_dir() and not dry_run:
        settle(home)  # what a killed import had decided is no folder of other files
    there = _existing(home, papers)
    result = import_papers(read, id=name, schemas=schemas_from(home), words=words, existing=there)
    code = of_findings(result.findings) if result.files else Exit.UNUSABLE
    if format_ == "json":
        write_json(findings_model(result.findings, OneFile(b""), words))
    elif result.findings:
        say(render_text(result.findings, OneFile(b""), words, verbose=verbose) + "\n", err=True)
    if not result.files:
        say(words.text("papers.nothing"), err=True)
        return code
    code = max(code, _checked(result, there, lang))
    if not quiet:
        say("\n".join(summary_of(result, words)), err=True)
    if there:
        code = max(code, _told_changes(home, result, words, verbose=verbose))
        if all(there.get(each) == text for each, text in result.files.items()):
            say(words.text("papers.same"), err=True)
            return code
    if dry_run:
        listed = ", ".join(result.files)
        say(words.text("papers.would", files=listed), err=True)
        return code
    if there and not replace:
        say(words.text("papers.differs"), err=True)
        return max(code, Exit.FINDINGS)
    for path in write_files(home, {**result.files, **_page(result, words)}):
        say(path.as_posix())
    if not quiet:
        say(words.text("papers.next", folder=home.as_posix()), err=True)
    return code


def _page(result: "Imported", words: "Catalogue") -> dict[str, str]:
    """import.html by its name; none where nothing was read."""
    from engine.papers import PAGE, Role, side_by_side

    if result.document is None:
        return {}
    roles = result.assembled.roles if result.assembled else ()
    plans = [address for address, role in roles if role is Role.PLAN]
    return {PAGE: side_by_side(result.document, result.files, result.findings, words, plans)}


_LARGEST = 64
"""MB of a paper: an order with its scans has some tens."""


def _paper(file: Path) -> bytes:
    """The bytes of a paper; what is none or has no end is a wrong command."""
    from engine.trees import content_of

    data = content_of(file, (_LARGEST << 20) + 1)
    if len(data) > _LARGEST << 20:
        raise click.UsageError(word("data.too-large", path=file.as_posix(), limit=_LARGEST))
    return data


def _existing(home: Path, papers: Sequence[Path]) -> dict[str, str]:
    """The files of a project that is there; a folder with other files than the papers is no place
    for one."""
    from engine.trees import content_of
    from engine.yamltext import LIMIT, parse

    own = {realpath(paper) for paper in papers}
    if not home.is_dir() or all(realpath(each) in own for each in home.iterdir()):
        return {}
    if not (home / "project.yaml").is_file():
        raise click.UsageError(word("import.no-project", folder=home.as_posix()))
    found: dict[str, str] = {}
    for path in sorted(home.glob("*.yaml")):
        parsed = parse(content_of(path, LIMIT + 1), path.as_posix())
        if parsed.document is None:
            raise click.UsageError(word("accept.broken", path=path.as_posix()))
        found[path.name] = parsed.document.source.text
    return found


def _checked(result: "Imported", there: Mapping[str, str], lang: str) -> Exit:
    """The new specs tried as `validate` would; what it finds is told."""
    from engine.pipeline import check

    if there:
        return Exit.FINE  # its rules and tables lie in its folder: `validate` tells after writing
    with tempfile.TemporaryDirectory(prefix="roadmap-import-") as folder:
        write_files(Path(folder), {**result.files})
        checked = check(Path(folder))
        if checked.usable:
            return Exit.FINE
        say(findings_text(checked, lang), err=True)
    return Exit.FINDINGS


def _left_out(folder: str, names: list[str]) -> list[str]:
    """What a comparison of specs needs no copy of: tables, hidden names, and what is no file."""
    paths = [Path(folder) / name for name in names]
    needed = [path.name for path in paths if path.is_file() or path.is_dir()]
    return [name for name in names if name not in needed or name[:1] == "." or name == "data"]


def _told_changes(home: Path, result: "Imported", words: "Catalogue", *, verbose: bool) -> Exit:
    """What the document says otherwise than the project, by meaning, on stdout."""
    from engine.comparing import compare_versions, versions_at
    from engine.reports.diff import Seen, render_diff
    from engine.reports.places import SeenFrom

    with tempfile.TemporaryDirectory(prefix="roadmap-import-") as folder:
        new = Path(folder) / home.resolve().name
        shutil.copytree(home, new, ignore=_left_out)
        write_files(new, {**result.files})
        (ours,), (theirs,) = versions_at(home), versions_at(new)
        if ours.loaded.project is None or theirs.loaded.project is None:
            return Exit.FINDINGS
        comparison = compare_versions(ours, theirs, None)
        places = [SeenFrom(version.loaded.sources, home.as_posix()) for version in (ours, theirs)]
        seen = Seen(places[0], places[1], ours.name, ours.name)
        tell(render_diff("text", ((comparison, seen),), words, verbose=verbose), nl=False)
    return Exit.FINE
