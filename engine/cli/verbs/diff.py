"""`roadmap diff`: what changed between two versions, and whose duty became weaker."""

from dataclasses import replace
from datetime import date
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

import click

from engine.cli import options
from engine.cli.command import Command, argument, option
from engine.cli.inputs import default_folder
from engine.cli.output import Exit, note, say, tell
from engine.cli.printing import check_paper, write_paper
from engine.cli.words import word
from engine.messages import Catalogue, Language, catalogue

if TYPE_CHECKING:
    from engine.comparing import Pairs, Version
    from engine.diff import Signings
    from engine.model.project import Project
    from engine.reports.diff import Seen
    from engine.results.changes import Comparison

_VERSIONS = "version-bump"
FAIL_ON = {
    "never": (), "weaker": ("weaker",), "unknown": ("weaker", "unknown"),
    "any": ("weaker", "unknown", "stricter", "neutral"), _VERSIONS: (),
}  # fmt: skip


@click.command("diff", cls=Command, help="diff.verb")
@argument("old", metavar="old")
@argument("new", metavar="[new]", required=False)
@options.formats("text", "json", "md", "html", "github", "gitlab", "docx", "pdf")
@options.letterhead
@options.output
@option(
    "--fail-on",
    type=click.Choice(list(FAIL_ON)),
    default="never",
    show_default=True,
    metavar="level",
    help="diff.fail-on",
)
@option(
    "--approvals-from",
    metavar="revision",
    help="diff.approvals-from",
)
@option("--impact", is_flag=True, help="diff.impact")
@options.data_dir("diff.data")
@options.audience
@options.as_of
@options.language
@options.verbose
def command(
    old: str, new: str | None, format_: str, letterhead: bytes | None, fail_on: str,
    approvals_from: str | None, impact: bool, data_dir: Path | None, audience: str,
    as_of: date, lang: str, verbose: bool,
) -> int:  # fmt: skip
    """Two versions, by meaning; `old` and `new` are folders or revisions."""
    from engine.comparing import VersionTables, compare_versions, pair_versions
    from engine.reports.diff import render_diff

    words = catalogue(Language(lang))
    tables = VersionTables(as_of, data_dir, audience == "internal") if impact else None
    before, after = _sides(old, new)
    if format_ in ("docx", "pdf"):
        return _order(pair_versions(before, after), format_, words, letterhead)
    found: list[tuple[Comparison, Seen]] = []
    code = Exit.FINE
    for ours, theirs in pair_versions(before, after):
        if ours is None or theirs is None:
            _say_alone(ours, theirs)
        elif not _are_usable((ours, theirs), words, lang):
            code = Exit.UNUSABLE
        else:
            settled = _settled(approvals_from, theirs) if approvals_from else None
            signings = {} if approvals_from else _signings(old, new, theirs)
            comparison = compare_versions(ours, theirs, tables, signings=signings, settled=settled)
            found.append((_with_steps(comparison, fail_on), _seen(ours, theirs)))
    told = render_diff(format_, tuple(found), words, verbose=verbose)
    (tell if format_ == "text" else say)(told, nl=False)
    return max(code, _exit_code(found, fail_on))


def _order(pairs: "Pairs", format_: str, words: Catalogue, letterhead: bytes | None) -> Exit:
    """A draft of the order that makes the new words of the old ones, for one project."""
    from engine.papers.amending import amending_order

    check_paper(format_)
    if len(pairs) != 1:
        raise click.UsageError(word("diff.one-project"))
    (ours, theirs) = pairs[0]
    if ours is None or theirs is None:
        _say_alone(ours, theirs)
        return Exit.UNUSABLE
    if not _are_usable((ours, theirs), words, words.language.value):
        return Exit.UNUSABLE
    before, after = ours.loaded.project, theirs.loaded.project
    assert before is not None
    assert after is not None
    paper = amending_order(before, after, words, letterhead)
    if paper is None:
        note(words.text("amending.nothing"))
        return Exit.FINE
    write_paper(paper, format_)
    return Exit.FINE


def _settled(revision: str, theirs: "Version") -> "Project":
    """The project as a revision has it; where it has none, nobody has approved anything."""
    from engine.comparing import versions_in
    from engine.trees import NoRevision

    try:
        versions = versions_in(revision, _inside(theirs.folder), Path())
    except NoRevision as problem:
        refusal = word("diff.no-revision", name=revision, problem=problem)
        raise click.UsageError(refusal) from problem
    project = next(
        (version.loaded.project for version in versions if version.key == theirs.key), None
    )
    own = theirs.loaded.project
    assert own is not None
    return project or replace(own, approvals=(), approvers=())


def _signings(old: str, new: str | None, theirs: "Version") -> "Signings":
    """Who wrote the approvals, where both sides are one repository's; else nobody knows."""
    from engine.cli.signatures import signings_between

    project = theirs.loaded.project
    first, second = _revisions(old, new)
    if first is None or project is None or not project.approvals:
        return {}
    return signings_between(first, second, _inside(theirs.folder))


def _revisions(old: str, new: str | None) -> tuple[str | None, str | None]:
    """The revisions that are compared; None for a folder."""
    if ".." in old and not Path(old).exists() and "/.." not in old and not old.startswith(".."):
        one, _, other = old.replace("...", "..").partition("..")
        return one or "HEAD", other or "HEAD"
    sides = (old, new or default_folder().as_posix())
    first, second = (None if Path(side).exists() else side.partition(":")[0] for side in sides)
    return first, second


def _sides(old: str, new: str | None) -> tuple["tuple[Version, ...]", "tuple[Version, ...]"]:
    """Both sides; a revision without a path means the path of the other side."""
    if ".." in old and not Path(old).exists() and "/.." not in old and not old.startswith(".."):
        first, _, second = old.replace("...", "..").partition("..")
        path = new or default_folder().as_posix()
        return _side(f"{first or 'HEAD'}:{path}", None), _side(f"{second or 'HEAD'}:{path}", None)
    if new is None:
        new = default_folder().as_posix()
    return _side(old, new), _side(new, old)


def _side(name: str, other: str | None) -> "tuple[Version, ...]":
    from engine.comparing import versions_at, versions_in
    from engine.trees import NoRevision

    if Path(name).exists():
        versions = versions_at(Path(name))
    else:
        revision, colon, path = name.partition(":")
        where = path if colon else _path_of(other)
        try:
            versions = versions_in(revision, _inside(where), Path())
        except NoRevision as problem:
            refusal = word("diff.no-folder-nor-revision", name=name, problem=problem)
            raise click.UsageError(refusal) from problem
    if not versions:
        raise click.UsageError(word("diff.no-project", name=name))
    return versions


def _path_of(other: str | None) -> str:
    """The path that the other side names."""
    if other is None:
        return default_folder().as_posix()
    if Path(other).exists():
        return other
    return other.partition(":")[2] or default_folder().as_posix()


def _inside(path: str) -> str:
    """A path as the repository knows it: from its top folder."""
    from engine.trees import repository_of

    full = Path(path).absolute()
    top = repository_of(Path())
    return full.resolve().relative_to(top).as_posix() if full.is_relative_to(top) else path


def _say_alone(old: "Version | None", new: "Version | None") -> None:
    either = old or new
    assert either is not None
    key = "diff.gone" if new is None else "diff.is-new"
    note(word(key, name=either.name))


def _are_usable(versions: "tuple[Version, Version]", words: Catalogue, lang: str) -> bool:
    """Versions with errors are told on stderr."""
    from engine.diagnostics import Severity
    from engine.reports.content.findings import render_text
    from engine.reports.places import SeenFrom

    broken = [version for version in versions if version.loaded.project is None]
    for version in broken:
        errors = tuple(one for one in version.loaded.findings if one.severity is Severity.ERROR)
        places = SeenFrom(version.loaded.sources, version.name)
        say(render_text(errors, places, words, verbose=False), err=True)
    return not broken


def _seen(old: "Version", new: "Version") -> "Seen":
    from engine.reports.diff import Seen
    from engine.reports.places import SeenFrom

    places = [
        SeenFrom(version.loaded.sources, shown_path(version.folder)) for version in (old, new)
    ]
    return Seen(places[0], places[1], *short_names(old.name, new.name))


_DIGITS = 10
"""Of a commit; git itself shows seven or more."""


def short_names(old: str, new: str) -> tuple[str, str]:
    """What tells two versions apart: no folders that both lie in, and a commit by its first digits.

    Of one folder the revision alone is told.
    """
    sides = [_named(each) for each in (old, new)]
    (ours, here), (theirs, there) = sides
    if shown_path(here) == shown_path(there):
        return ours or shown_path(here), theirs or shown_path(there)
    shown = [shown_path(here), shown_path(there)]
    if any(Path(each).is_absolute() for each in shown):
        shown = [Path(each).absolute().as_posix() for each in shown]
    parts = [PurePosixPath(each).parts for each in shown]
    most = min(map(len, parts)) - 1
    same = next((at for at in range(most) if parts[0][at] != parts[1][at]), max(most, 0))
    shown = [PurePosixPath(*part[same:]).as_posix() for part in parts]
    first, second = (
        f"{name}:{path}" if name else path for name, path in zip((ours, theirs), shown, strict=True)
    )
    return first, second


def _named(name: str) -> tuple[str, str]:
    """Revision and path; no revision where it is a folder."""
    revision, colon, path = name.partition(":")
    if not colon or Path(name).exists():
        return "", name
    is_commit = len(revision) > _DIGITS and not set(revision) - set("0123456789abcdef")
    return revision[:_DIGITS] if is_commit else revision, path


def shown_path(path: str) -> str:
    """A path from where the command was given, where it lies below; it can be opened as it is."""
    full, here = Path(path), Path.cwd()
    return full.relative_to(here).as_posix() if full.is_relative_to(here) else path


def _exit_code(found: "list[tuple[Comparison, Seen]]", fail_on: str) -> Exit:
    effects = FAIL_ON[fail_on]
    failed = any(
        change.effect.value in effects and not change.is_approved
        for comparison, _ in found
        for change in comparison.changes
    )
    if fail_on == _VERSIONS:
        failed = any(not step.is_enough for comparison, _ in found for step in comparison.steps)
    return Exit.FINDINGS if failed else Exit.FINE


def _with_steps(comparison: "Comparison", fail_on: str) -> "Comparison":
    """Versions are told of those who have any; of the others only where they are asked for."""
    if fail_on == _VERSIONS:
        return comparison
    return replace(
        comparison, steps=tuple(step for step in comparison.steps if step.before or step.after)
    )
