"""`roadmap git`: what git needs to show changes of specs by their meaning.

A comment on a merge request: what changed in the specs, and what `validate` says now.

Two versions of one file, each in its project: `roadmap diff` compares projects.

The user's git: asked by its own command line, never by reading its files.

The diff driver in a repository's own configuration, and which files it is for.
"""

import os
import re
import shlex
import shutil
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import click

from engine.children import ChildFailed, Ended, Limits, NoProgram, program, run_git
from engine.classes import dataclass
from engine.cli import options
from engine.cli.app import VERBS
from engine.cli.command import Command, Group, argument, option
from engine.cli.inputs import default_folder, project_folders
from engine.cli.output import Exit, say
from engine.cli.retelling import told_from
from engine.cli.words import OPTION, spoken, word
from engine.diagnostics import Severity
from engine.load import find_projects
from engine.messages import Language, catalogue
from engine.pipeline import Checked, check
from engine.runs.seen import places_of
from engine.trees import LONGEST_OBJECT, is_yaml
from engine.trees import content_of as regular
from engine.visible import harmless_lines
from engine.whole_files import write_files

MARK = "<!-- roadmap -->"
"""By this first line a later run finds its own comment and writes over it."""
_MOST = 20


def comment_text(files: list[str], change: str, lang: str) -> str:
    """Markdown; `change` is what the diff says, `files` the files that differ."""
    words = catalogue(Language(lang))
    lines = [MARK, f"### {words.text('comment.title')}", ""]
    if not files:
        return "\n".join([*lines, words.text("comment.untouched")])
    lines += [change or words.text("comment.only_writing"), ""]
    for checked in _projects(files):
        lines += [*_findings(checked, lang), ""]
    return "\n".join(lines).rstrip("\n")


def fenced(text: str) -> str:
    """A block of code that no text inside can end."""
    longest = max((len(run) for run in re.findall(r"`{3,}", text)), default=2)
    fence = "`" * max(3, longest + 1)
    return f"{fence}diff\n{text}\n{fence}"


def _projects(files: list[str]) -> list[Checked]:
    there = tuple(Path(file) for file in files if Path(file).is_file())
    if not there:
        return []

    folders = find_projects(there)
    return [check(folder) for folder in project_folders(folders)] if folders else []


def _findings(checked: Checked, lang: str) -> list[str]:
    from engine.reports.content.findings import in_order, summary_of_checks
    from engine.reports.formats.markdown_text import plain

    words, places = catalogue(Language(lang)), places_of(checked)
    errors = [finding for finding in checked.findings if finding.severity is Severity.ERROR]
    lines = [f"**{plain(checked.folder.name)}**: {summary_of_checks([checked.findings], lang)}"]
    if errors:
        lines.append("")
    for finding in in_order(errors, places)[:_MOST]:
        place = plain(str(places.place(finding.at)))
        lines.append(f"- {place}: {finding.code.id} {plain(words.finding(finding))}")
    if len(errors) > _MOST:
        left = len(errors) - _MOST
        lines.append(f"- {words.text('comment.more', n=left, count=left)}")
    return lines


LARGEST = 16 * 2**20
"""Bytes of the largest file that is compared by its meaning, and of a project's files together."""
_SPECS = (".yaml", ".yml")


@dataclass(frozen=True, slots=True)
class Sides:
    """`home` holds `a/…` and `b/…`, the `project` as it lies here but for the one file.

    `left_out` are files that are not copied: links, folders and devices named like specs, and
    what is too large.
    """

    home: Path
    project: str
    left_out: tuple[str, ...]


@contextmanager
def two_sides(path: str, old: bytes, new: bytes) -> Iterator[Sides | None]:
    """Both sides in a temporary folder; None where the file belongs to no project."""
    project = next(iter(find_projects((Path(path),))), None) if Path(path).is_file() else None
    if project is None or project.is_absolute():
        yield None
        return
    files, left_out = _specs_of(project)
    with TemporaryDirectory(prefix="roadmap-") as temporary:
        home = Path(temporary)
        for side, content in (("a", old), ("b", new)):
            for file in (*files, Path(path)):
                (home / side / file).parent.mkdir(parents=True, exist_ok=True)
            for file in files:
                shutil.copyfile(file, home / side / file, follow_symlinks=False)
            (home / side / path).write_bytes(content)
        yield Sides(home, project.as_posix(), left_out)


def _specs_of(project: Path) -> tuple[list[Path], tuple[str, ...]]:
    """The regular files of the project's own tree that may be specs, up to the bound; the rest."""
    taken: list[Path] = []
    left_out: list[str] = []
    room = LARGEST
    for file in sorted(_named_like_specs(project)):
        found = file.lstat()
        if stat.S_ISREG(found.st_mode) and found.st_size <= room:
            taken.append(file)
            room -= found.st_size
        else:
            left_out.append(file.as_posix())
    return taken, tuple(left_out)


def _named_like_specs(project: Path) -> Iterator[Path]:
    """Files, links and folders with a spec's name; links to folders are not followed."""
    for folder, folders, files in os.walk(project, followlinks=False):
        for name in (*folders, *files):
            if name.endswith(_SPECS):
                yield Path(folder, name)


def content_of(path: str) -> bytes | None:
    """The bytes of a side that git names; None where it is too large to compare by meaning."""
    if path == os.devnull or path == "/dev/null":
        return b""
    content = regular(path, LARGEST + 1)
    return content if len(content) <= LARGEST else None


def git(*arguments: str, folder: Path | None = None) -> str:
    """What git answers; a refusal is told to the user as git tells it."""
    done = _run(arguments, folder)
    if done.code != 0:
        told = done.err.decode("utf-8", "replace").strip()
        raise click.UsageError(f"git {arguments[0]}: {told}")
    return done.out.decode("utf-8", "surrogateescape").rstrip("\n")


def git_file(revision: str, path: str) -> bytes:
    """A file at a revision; nothing where it is not there."""
    done = _run(("cat-file", "blob", f"{revision}:{path}"), None, LONGEST_OBJECT)
    return done.out if done.code == 0 else b""


_MOST_SAID = Limits().answer


def _run(arguments: tuple[str, ...], folder: Path | None, most: int = _MOST_SAID) -> Ended:
    try:
        return run_git(*arguments, folder=folder, most=most)
    except NoProgram as problem:
        raise click.UsageError(word("git.not-installed")) from problem
    except ChildFailed as problem:
        asked = " ".join((arguments[0], arguments[-1]))
        raise click.UsageError(word("git.no-answer", asked=asked, limit=most >> 20)) from problem


def changed_files(base: str, head: str) -> list[str]:
    """YAML files that differ between the common ancestor of two revisions and the second."""
    ancestor = git("merge-base", base, head)
    names = git("diff-tree", "-r", "-z", "--name-only", "--no-commit-id", ancestor, head)
    return [name for name in names.split("\0") if is_yaml(name)]


_BEGIN, _END = "# roadmap: begin", "# roadmap: end"
_SECTION = "diff.roadmap"
_HEADING = r"^[ ]*- (\{?id: .*)$"
"""Above each hunk git prints the line that begins the indicator or event."""


def install_driver(folders: tuple[str, ...], *, shared: bool) -> list[str]:
    """Write the driver and the list of files; doing it twice changes nothing."""
    git("rev-parse", "--git-dir")
    call = _call()
    settings = {
        "command": _or_plain(f"{call} git driver", _PLAIN_DIFF),
        "textconv": _or_plain(f"{call} git textconv", _PLAIN_TEXT),
        "xfuncname": _HEADING,
    }
    for name, value in settings.items():
        git("config", f"{_SECTION}.{name}", value)
    lines = [f"{_pattern(folder)} diff=roadmap" for folder in folders]
    file = _attributes(shared=shared)
    _put(file, [_BEGIN, *lines, _END])
    return [f"{_SECTION}.{name} = {value}" for name, value in settings.items()] + [
        f"{file.as_posix()}: {line}" for line in lines
    ]


_PLAIN_DIFF = 'git --no-pager diff --no-index --no-ext-diff --no-textconv -- "$2" "$5"'
_PLAIN_TEXT = 'cat -- "$1"'


def _or_plain(call: str, plain: str) -> str:
    """A line for git's shell: where our program is gone, or fails, the lines are shown as ever.

    Git gives up the whole `git diff` when a driver ends with anything but 0.
    """
    return f'f() {{ {call} "$@" || {plain} || :; }}; f'


def remove_driver() -> list[str]:
    """Take away what `install_driver` wrote, and nothing else."""
    removed = []
    if _has_section():
        git("config", "--remove-section", _SECTION)
        removed.append(word("git.removed", name=_SECTION))
    for file in (_attributes(shared=False), _attributes(shared=True)):
        if _BEGIN in _lines(file):
            _put(file, [])
            removed.append(word("git.removed", name=file.as_posix()))
    return removed or [word("git.nothing-to-remove")]


def _has_section() -> bool:
    return _SECTION in git("config", "--local", "--name-only", "--list")


def _call() -> str:
    """How git's shell calls us: `roadmap` where it is found, else this Python, which then imports
    nothing from the folder where somebody stands."""
    if program("roadmap"):
        return "roadmap"
    return f"{shlex.quote(Path(sys.executable).as_posix())} -P -m engine.cli"


def _pattern(folder: str) -> str:
    path = Path(folder)
    if path.is_absolute() or ".." in path.parts or any(sign in folder for sign in " \t\n\"'"):
        raise click.UsageError(word("git.no-folder", folder=folder))
    return f"/{path.as_posix()}/**/*.yaml" if path.parts else "*.yaml"


def _attributes(*, shared: bool) -> Path:
    if shared:
        return Path(git("rev-parse", "--show-toplevel")) / ".gitattributes"
    return Path(git("rev-parse", "--path-format=absolute", "--git-path", "info/attributes"))


def _put(file: Path, block: list[str]) -> None:
    """Replace our block of the file, or add it at the end; other lines stay as they are."""
    lines = _lines(file)
    if _BEGIN in lines and _END in lines:
        start, end = lines.index(_BEGIN), lines.index(_END)
        lines[start : end + 1] = block
    else:
        lines += block
    text = "".join(f"{line}\n" for line in lines)
    write_files(file.parent, {file.name: text.encode("utf-8", "surrogateescape")})


_LONGEST = 1 << 20
"""Bytes of a file of attributes; the longest that are known have some thousands of lines."""


def _lines(file: Path) -> list[str]:
    """The lines of a file of attributes, whatever letters they have; none where it is not there.

    Raises UsageError for a link: what a stranger's repository leads to would be copied into it.
    """
    if file.is_symlink():
        raise click.UsageError(word("git.link", path=file.as_posix()))
    try:
        content = regular(file, _LONGEST + 1)
    except FileNotFoundError:
        return []
    if len(content) > _LONGEST:
        raise click.UsageError(word("git.too-long", path=file.as_posix(), limit=_LONGEST >> 20))
    lines = content.decode("utf-8", "surrogateescape").split("\n")
    return lines if lines[-1] else lines[:-1]


_TWO_SIDES = 6
"""Git names file, hash and mode of each side; then the new name, where it is another."""


@click.group("git", cls=Group, help="git.verb")
def command() -> None:
    """Changes of specs in git by their meaning."""


@command.command("install", cls=Command, help="git.install.verb")
@argument("folders", nargs=-1, metavar="[folder]…")
@option("--shared", is_flag=True, help="git.install.shared")
@option("--remove", is_flag=True, help="git.install.remove")
def install(folders: tuple[str, ...], shared: bool, remove: bool) -> int:
    """Write the driver into the repository's own configuration."""
    named = folders or (default_folder().as_posix(),)
    written = remove_driver() if remove else install_driver(named, shared=shared)
    for line in written:
        say(line)
    if not remove:
        say(_say("no_patch"))
    return Exit.FINE


@command.command("textconv", cls=Command, help="git.textconv.verb")
@argument("file", metavar="file", type=click.Path(path_type=Path, exists=True))
def textconv(file: Path) -> int:
    """A file, one fact a line: so `git log -p` compares it."""
    from engine.editing.facts import facts_of

    say("\n".join(facts_of(regular(file, LARGEST), file.as_posix())))
    return Exit.FINE


@command.command("driver", cls=Command, help="git.driver.verb")
@argument("path", metavar="path")
@argument("sides", nargs=-1, metavar="old … new …")
def driver(path: str, sides: tuple[str, ...]) -> int:
    """Two versions of a file, as git calls a driver: with seven arguments."""

    if len(sides) < _TWO_SIDES:
        say(_say("unmerged", path=path))
        return Exit.FINE
    old, new = content_of(sides[0]), content_of(sides[3])
    if old is None or new is None:
        raise click.UsageError(_say("too_large", path=path))
    renamed = sides[_TWO_SIDES] if len(sides) > _TWO_SIDES else path
    say(harmless_lines(f"diff roadmap a/{path} b/{renamed}"))
    for line in _about_file(path, renamed, (sides[2], sides[5])):
        say(harmless_lines(line))
    if old != new:
        say(_by_meaning(renamed, old, new) or _by_facts(renamed, old, new))
    return Exit.FINE


def _say(key: str, **params: object) -> str:
    return catalogue(spoken()).text(f"git.{key}", **params)


def _about_file(path: str, renamed: str, modes: tuple[str, str]) -> Iterator[str]:
    """That the file has another name, or may be run now: no content says it."""
    if renamed != path:
        yield _say("renamed", old=path, new=renamed)
    if modes[0] != modes[1] and all(map(str.isdigit, modes)):
        yield _say("mode", old=modes[0], new=modes[1])


def _by_meaning(path: str, old: bytes, new: bytes) -> str:

    if not old or not new:
        return ""
    with two_sides(path, old, new) as sides:
        if sides is None:
            return ""
        said = _semantic(f"a/{sides.project}", f"b/{sides.project}", folder=sides.home)
        if said and sides.left_out:
            return f"{said}\n{harmless_lines(_say('left_out', files=', '.join(sides.left_out)))}"
        return said


def _by_facts(path: str, old: bytes, new: bytes) -> str:
    from engine.editing.facts import facts_diff

    return facts_diff(old, new, path) or _say("only_writing")


def _semantic(*arguments: str, folder: Path | None = None) -> str:
    """What `roadmap diff` says; nothing where it cannot compare the two."""
    if not any(verb.name == "diff" for verb in VERBS):
        return ""
    asked = ["diff", OPTION, spoken().value, *arguments]
    code, told = told_from(str(folder or Path.cwd()), asked)
    return told.rstrip("\n") if code < Exit.UNUSABLE else ""


@command.command("comment", cls=Command, help="git.comment.verb")
@argument("base", metavar="base")
@argument("head", metavar="[head]", default="HEAD")
@options.language
def comment(base: str, head: str, lang: str) -> int:
    """The comment on a merge request, Markdown on stdout."""

    git("rev-parse", "--verify", "--quiet", f"{base}^{{commit}}")
    files = changed_files(base, head)
    ancestor = git("merge-base", base, head)
    change = _semantic(f"{ancestor}..{head}", "--format", "md", "--approvals-from", base)
    if not change:
        change = _change_by_facts(files, ancestor, head)
    say(comment_text(files, change, lang))
    return Exit.FINE


def _change_by_facts(files: list[str], base: str, head: str) -> str:
    from engine.editing.facts import facts_diff

    diffs = (facts_diff(git_file(base, file), git_file(head, file), file) for file in files)
    told = "\n".join(diff for diff in diffs if diff)
    return fenced(told) if told else ""
