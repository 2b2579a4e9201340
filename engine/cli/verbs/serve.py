"""`roadmap serve`: the workspace in the browser, on this machine alone."""

import getpass
import re
import sys
import webbrowser
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path

import click
from click.core import ParameterSource

from engine.cli import options
from engine.cli.command import Command, option
from engine.cli.inputs import default_folder
from engine.cli.output import Exit, note, say
from engine.cli.places import given_or_unnamed
from engine.cli.words import word
from engine.lazy import lazy_pattern
from engine.messages import Language, catalogue
from engine.runs.history_store import DEFAULT_STORE

HOME = Path("outputs") / "workspace"
LIBRARIES = ("starlette", "uvicorn", "python_multipart")


@click.command("serve", cls=Command, help="serve.verb")
@options.paths
@option(
    "--port", type=click.IntRange(0, 65535), default=0, metavar="port",
    help="serve.port",
)  # fmt: skip
@option("--no-browser", is_flag=True, help="serve.no-browser")
@option(
    "--home", type=click.Path(path_type=Path, file_okay=False), default=HOME, show_default=True,
    metavar="folder", help="serve.home",
)  # fmt: skip
@option(
    "--history", type=click.Path(path_type=Path, dir_okay=False), default=DEFAULT_STORE,
    show_default=True, metavar="file", help="serve.history",
)  # fmt: skip
@option("--shortcut", is_flag=True, help="serve.shortcut")
@option(
    "--desktop", type=click.Path(path_type=Path, file_okay=False), metavar="folder",
    help="serve.desktop",
)  # fmt: skip
@options.language
def command(
    paths: tuple[Path, ...], port: int, no_browser: bool, home: Path, history: Path,
    shortcut: bool, desktop: Path | None, lang: str,
) -> int:  # fmt: skip
    """The workspace in the browser, until Ctrl+C."""
    roots = paths or (default_folder(),)
    for root in roots:
        if not root.exists():
            raise click.UsageError(word("inputs.no-path", path=root.as_posix()))
    missing = [name for name in LIBRARIES if find_spec(name) is None]
    if missing:
        raise click.UsageError(word("serve.no-libraries", names=", ".join(missing)))
    if shortcut:
        return _put_shortcut(paths, desktop, lang)
    home, history = _own(home), given_or_unnamed("history")
    return _serve(roots, home, history, port, lang, opens=not no_browser)


_DESKTOPS = ("Desktop", "OneDrive/Desktop")
_NAMED = lazy_pattern(r'^XDG_DESKTOP_DIR="\$HOME/(?P<folder>[^"]+)"', re.MULTILINE)


def _desktop() -> Path:
    """The user's desktop: as the system names it, else by its usual name; else where one stands."""
    home = Path.home()
    with suppress(OSError, UnicodeDecodeError):
        named = _NAMED.search((home / ".config" / "user-dirs.dirs").read_text("utf-8"))
        if named and (home / named["folder"]).is_dir():
            return home / named["folder"]
    return next((home / desktop for desktop in _DESKTOPS if (home / desktop).is_dir()), Path())


def _put_shortcut(paths: tuple[Path, ...], desktop: Path | None, lang: str) -> int:
    """The start icon, on the desktop or where it is told."""
    from engine.cli.shortcuts import Start, shortcut
    from engine.web.showing import STATIC
    from engine.whole_files import write_files

    place = desktop or _desktop()
    given = [str(each.resolve()) for each in paths]
    words = (sys.executable, "-P", "-m", "engine.cli", "serve", *given, "--lang", lang)
    title = catalogue(Language(lang)).text("web.name")
    start = Start(title, words, Path.cwd(), STATIC["icon.svg"][0])
    try:
        name, content = shortcut(start, sys.platform)
    except ValueError as problem:
        raise click.UsageError(word("serve.no-shortcut")) from problem
    (path,) = write_files(place, {name: content})
    path.chmod(0o755)
    say(path.as_posix())
    note(word("serve.shortcut"))
    return Exit.FINE


def _own(home: Path) -> Path:
    """The folder of the workspace: named by the user, or made here by them; a repository may bring
    another one, with a journal, reports and links of its own."""
    from engine.cli.sealing import is_sealed, secret_of

    is_named = (
        click.get_current_context().get_parameter_source("home") is ParameterSource.COMMANDLINE
    )
    given_or_unnamed("home")
    if not is_named and home.exists() and not is_sealed(home):
        raise click.UsageError(word("serve.foreign", folder=home.as_posix()))
    secret_of(home)
    return home


def _serve(
    roots: tuple[Path, ...], home: Path, history: Path, port: int, lang: str, *, opens: bool
) -> int:
    from engine.web.address import forget_address, write_address
    from engine.web.desk import open_desk
    from engine.web.ledger import BrokenLedger
    from engine.web.policy import OwnMachine, Person
    from engine.web.serving import listen, serve

    words = catalogue(Language(lang))
    try:
        desk = open_desk(roots, home, history, words, OwnMachine())
    except BrokenLedger as problem:
        refusal = word("serve.ledger", folder=home.as_posix(), problem=problem.told(words))
        raise click.UsageError(refusal) from problem
    try:
        listening = listen(port)
    except OSError as problem:
        raise click.UsageError(word("serve.port-taken", port=port)) from problem
    address = listening.address

    def started() -> None:
        say(address)
        note(word("serve.opened"))
        if opens:
            webbrowser.open(address)

    write_address(home, listening.doors.port, listening.doors.token)
    try:
        with suppress(KeyboardInterrupt):  # it is how one stops it
            serve(desk, listening, Person(_who()), started)
    finally:
        forget_address(home)
    note(word("serve.closed"))
    return Exit.FINE


def _who() -> str:
    """Who sits here, as the system knows them."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):  # KeyError: nobody of this number is known
        return "—"
