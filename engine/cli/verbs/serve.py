"""`roadmap serve`: the workspace in the browser, on this machine alone."""

import getpass
import webbrowser
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path

import click

from engine.cli import options
from engine.cli.output import Exit, say
from engine.cli.russian import RussianCommand
from engine.runs.history_store import DEFAULT_STORE

HOME = Path("outputs") / "workspace"
LIBRARIES = ("starlette", "uvicorn", "python_multipart")


@click.command("serve", cls=RussianCommand)
@options.paths
@click.option(
    "--port", type=click.IntRange(0, 65535), default=0, metavar="ПОРТ",
    help="Порт; по умолчанию — любой свободный.",
)  # fmt: skip
@click.option("--no-browser", is_flag=True, help="Не открывать браузер, только напечатать адрес.")
@click.option(
    "--home", type=click.Path(path_type=Path, file_okay=False), default=HOME, show_default=True,
    metavar="ПАПКА", help="Где рабочее место хранит своё: журнал, черновики, прежние версии.",
)  # fmt: skip
@click.option(
    "--history", type=click.Path(path_type=Path, dir_okay=False), default=DEFAULT_STORE,
    show_default=True, metavar="ФАЙЛ", help="Где хранить прогоны.",
)  # fmt: skip
@options.language
def command(
    paths: tuple[Path, ...], port: int, no_browser: bool, home: Path, history: Path, lang: str
) -> int:
    """Открыть рабочее место в браузере: те же папки и файлы, без терминала.

    Отвечает только этой машине (127.0.0.1) и только тому, кто открыл напечатанный адрес: ключ в нём
    действует один раз. Остановить: Ctrl+C в этом окне.

    \b
    Примеры:
      roadmap serve specs
      roadmap serve specs/dyatkovo-2021 --no-browser --port 8042
    """
    roots = paths or ((Path("specs"),) if Path("specs").is_dir() else (Path(),))
    for each in roots:
        if not each.exists():
            raise click.UsageError(f"такого файла или папки нет: {each.as_posix()}.")
    missing = [name for name in LIBRARIES if find_spec(name) is None]
    if missing:
        raise click.UsageError(
            f"рабочему месту нужны библиотеки, которых нет ({', '.join(missing)}); поставьте их: "
            "pip install -e '.[web]'"
        )
    return _serve(roots, home, history, port, lang, opens=not no_browser)


def _serve(
    roots: tuple[Path, ...], home: Path, history: Path, port: int, lang: str, *, opens: bool
) -> int:
    from engine.messages import Language, catalogue
    from engine.web.desk import open_desk
    from engine.web.ledger import BrokenLedger
    from engine.web.policy import OwnMachine, Person
    from engine.web.serving import listen, serve

    try:
        desk = open_desk(roots, home, history, catalogue(Language(lang)), OwnMachine())
    except BrokenLedger as problem:
        raise click.UsageError(
            f"журнал рабочего места в {home.as_posix()} не открывается ({problem}). Переименуйте "
            "эту папку: новая заведётся сама."
        ) from problem
    try:
        listening = listen(port)
    except OSError as problem:
        raise click.UsageError(f"порт {port} занят: назовите другой или ни одного.") from problem
    address = listening.address

    def started() -> None:
        say(address)
        say("Рабочее место открыто. Остановить: Ctrl+C.", err=True)
        if opens:
            webbrowser.open(address)

    with suppress(KeyboardInterrupt):  # it is how one stops it
        serve(desk, listening, Person(_who()), started)
    say("Рабочее место закрыто.", err=True)
    return Exit.FINE


def _who() -> str:
    """Who sits here, as the system knows them."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):  # KeyError: nobody of this number is known
        return "—"
