"""`roadmap import`: the file of an order → a project whose specs a person reviews."""

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import click

from engine.cli import options
from engine.cli.command import Command, argument, option
from engine.cli.inputs import OneFile, findings_text
from engine.cli.output import Exit, of_findings, say, write_json
from engine.cli.verbs.new import schemas_from
from engine.cli.words import word
from engine.whole_files import write_files

if TYPE_CHECKING:
    from engine.messages import Catalogue
    from engine.papers import Imported


@click.command("import", cls=Command, help="import.verb")
@argument("file", metavar="file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
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
    file: Path, folder: Path | None, dry_run: bool, replace: bool, format_: str, lang: str,
    quiet: bool, verbose: bool,
) -> int:  # fmt: skip
    """An order as specs; what is not understood is told."""
    from engine.messages import Language, catalogue
    from engine.papers import import_paper, project_id
    from engine.reports.content.findings import findings_model, render_text

    words = catalogue(Language(lang))
    home = folder or Path("specs") / project_id(file.stem)
    data = file.read_bytes()
    name = project_id(home.resolve().name)
    result = import_paper(data, file.as_posix(), id=name, schemas=schemas_from(home), words=words)
    code = of_findings(result.findings) if result.files else Exit.UNUSABLE
    if format_ == "json":
        write_json(findings_model(result.findings, OneFile(b""), words))
    elif result.findings:
        say(render_text(result.findings, OneFile(b""), words, verbose=verbose) + "\n", err=True)
    if not result.files:
        say(words.text("papers.nothing"), err=True)
        return code
    code = max(code, _checked(result, lang))
    if not quiet:
        say(_summary(result, words), err=True)
    if dry_run:
        listed = ", ".join(result.files)
        say(words.text("papers.would", files=listed), err=True)
        return code
    _refuse_overwriting(home, result, replace=replace)
    for path in write_files(home, {**result.files}):
        say(path.as_posix())
    if not quiet:
        say(words.text("papers.next", folder=home.as_posix()), err=True)
    return code


def _checked(result: "Imported", lang: str) -> Exit:
    """The new specs tried as `validate` would; what it finds is told."""
    from engine.pipeline import check

    with tempfile.TemporaryDirectory(prefix="roadmap-import-") as folder:
        write_files(Path(folder), {**result.files})
        checked = check(Path(folder))
        if checked.usable:
            return Exit.FINE
        say(findings_text(checked, lang), err=True)
    return Exit.FINDINGS


def _summary(result: "Imported", words: "Catalogue") -> str:
    from engine.papers import Role

    assert result.assembled is not None
    assert result.specs is not None
    roles = [role for _, role in result.assembled.roles]
    lines = [
        words.text(
            "papers.read", tables=len(roles), plans=roles.count(Role.PLAN),
            passports=roles.count(Role.PASSPORT), unknown=roles.count(Role.UNKNOWN),
            others=roles.count(Role.APPROVAL) + roles.count(Role.ORDER),
        )
    ]  # fmt: skip
    for name, spec in result.specs.roadmaps.items():
        counts = {
            key: len(found) if isinstance(found := spec.get(key), list) else 0
            for key in ("sections", "events", "goals", "indicators")
        }
        lines.append("  " + words.text("papers.roadmap", file=name, **counts))
    return "\n".join(lines)


def _refuse_overwriting(home: Path, result: "Imported", *, replace: bool) -> None:
    there = [name for name in result.files if (home / name).exists()]
    if there and not replace:
        files = ", ".join(there)
        raise click.UsageError(word("import.there-already", folder=home.as_posix(), files=files))
