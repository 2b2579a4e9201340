"""`roadmap docs`: a small site about a project, from its specs; it opens from a disk."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from engine.cli import options
from engine.cli.command import Command, option
from engine.cli.inputs import findings_text, project_folders
from engine.cli.output import Exit, say
from engine.cli.places import unnamed
from engine.messages import Catalogue, Language, catalogue
from engine.reports.content.docs import DECISIONS, ORDER, ROADMAP, TABLES
from engine.runs.history_store import DEFAULT_STORE, broken
from engine.runs.seen import distinct_names
from engine.whole_files import write_files

if TYPE_CHECKING:
    from engine.reports.content.docs import History, Told


@click.command("docs", cls=Command, help="docs.verb")
@options.paths
@option(
    "--out", type=click.Path(path_type=Path, file_okay=False), metavar="folder",
    help="docs.out",
)  # fmt: skip
@option("--check", is_flag=True, help="docs.check")
@option(
    "--history", type=click.Path(path_type=Path, dir_okay=False), default=DEFAULT_STORE,
    show_default=True, metavar="file", help="docs.history",
)  # fmt: skip
@options.language
@options.quiet
def command(
    paths: tuple[Path, ...], out: Path | None, check: bool, history: Path, lang: str, quiet: bool
) -> int:
    """The pages about each project's specs, written or compared."""
    from engine.pipeline import check as check_specs
    from engine.reports.content.docs import documentation
    from engine.reports.formats.docs import docs_pages

    words, code = catalogue(Language(lang)), Exit.FINE
    folders = project_folders(paths)
    for folder, name in zip(folders, distinct_names(folders), strict=True):
        checked = check_specs(folder)
        project = checked.loaded.project
        if project is None or not checked.usable:
            say(findings_text(checked, lang), err=True)
            code = Exit.UNUSABLE
            continue
        told = _told(history, project.id, words)
        pages = docs_pages(documentation(project, checked.loaded.sources, words, told), words)
        target = _target(out, name, many=len(folders) > 1)
        if check:
            code = max(code, _compared(target, pages, words))
            continue
        write_files(target, pages)
        for path in _gone(target, pages):
            say(words.text("docs.gone", file=path.as_posix()), err=True)
        if not quiet:
            say((target / "index.html").as_posix())
    return code


def _target(out: Path | None, name: str, *, many: bool) -> Path:
    if out is None:
        return unnamed(Path("outputs") / name / "docs", "--out")
    return out / name if many else out


def _compared(target: Path, pages: dict[str, str | bytes], words: Catalogue) -> Exit:
    """Whether the folder holds these pages and none of a roadmap that is gone; those that differ
    are named."""
    stale = [name for name, content in pages.items() if _read(target / name, content) != content]
    for name in stale:
        say(words.text("docs.stale", file=(target / name).as_posix()), err=True)
    gone = _gone(target, pages)
    for path in gone:
        say(words.text("docs.gone", file=path.as_posix()), err=True)
    return Exit.FINDINGS if stale or gone else Exit.FINE


def _gone(target: Path, pages: dict[str, str | bytes]) -> list[Path]:
    """Pages of an earlier time about what the specs no longer have."""
    known = (ORDER, TABLES, DECISIONS, *(path.name for path in target.glob(f"{ROADMAP}*.html")))
    there = (target / name for name in dict.fromkeys(known) if name not in pages)
    return sorted(path for path in there if path.is_file())


def _read(path: Path, expected: str | bytes) -> str | bytes | None:
    """What stands there, as far as it can be what is expected."""
    from engine.trees import content_of

    own = expected.encode("utf-8") if isinstance(expected, str) else expected
    try:
        return expected if content_of(path, len(own) + 1) == own else None
    except OSError:
        return None


def _told(store: Path, project: str, words: Catalogue) -> "History":
    """What kept external runs told of each indicator, the oldest first."""
    if not store.is_file():
        return {}
    from engine.history import BrokenStoreError, Store

    kept = Store(store)
    found: dict[str, list[Told]] = {}
    try:
        for run in sorted(kept.runs(project), key=lambda each: (each.as_of, each.id)):
            if run.audience == "external":
                for id, told in _figures(kept.report(run.id) or {}, run.as_of, words):
                    found.setdefault(id, []).append(told)
    except BrokenStoreError as error:
        raise click.UsageError(broken(store, error, words)) from error
    return {id: tuple(told) for id, told in found.items()}


def _figures(report: dict[str, object], day: str, words: Catalogue) -> "Iterator[tuple[str, Told]]":
    from engine.reports.content.docs import Told

    roadmaps = report.get("roadmaps")
    for roadmap in roadmaps if isinstance(roadmaps, list) else ():
        for each in roadmap.get("indicators", ()):
            verdict = words.text(f"verdict.{each['verdict']}")
            yield each["id"], Told(day, each.get("figure") or "", verdict)
