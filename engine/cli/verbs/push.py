"""`roadmap push`: a table into the workspace that is open on this machine."""

import secrets
from pathlib import Path
from typing import Any

import click
from click.core import ParameterSource

from engine.cli import options
from engine.cli.command import Command, argument, option
from engine.cli.output import Exit, note, say, tell, write_json
from engine.cli.places import given_or_unnamed
from engine.cli.verbs.serve import HOME
from engine.cli.words import word
from engine.messages import Language, catalogue

_LARGEST = 50 << 20


@click.command("push", cls=Command, help="push.verb")
@argument("file", metavar="file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@option("--project", metavar="project", help="push.project")
@option("--as", "place", default="", metavar="path", help="push.as")
@option("--accept", is_flag=True, help="push.accept")
@option(
    "--home", type=click.Path(path_type=Path, file_okay=False), default=HOME, show_default=True,
    metavar="folder", help="push.home",
)  # fmt: skip
@options.formats("text", "json")
@options.language
def command(
    file: Path, project: str | None, place: str, accept: bool, home: Path, format_: str, lang: str
) -> int:
    """What was found in the table, and where it waits."""
    from engine.trees import content_of

    content = content_of(file, _LARGEST + 1)
    if len(content) > _LARGEST:
        raise click.UsageError(word("data.too-large", path=file.as_posix(), limit=_LARGEST >> 20))
    open_one = _Open(*_address(home))
    name = project or _only(open_one)
    told = open_one.send(f"/projects/{name}/tables", file.name, content, place)
    if format_ == "json":
        write_json(told)
    else:
        _say(told, open_one, lang)
    errors = any(each["severity"] == "error" for each in told["findings"])
    if accept and not errors and told["is_readable"]:
        token = secrets.token_urlsafe(24)
        open_one.accept(f"/uploads/{told['upload']}/accept", token)
        note(word("push.accepted", path=told["path"]))
        return Exit.FINE
    if accept:
        note(word("push.not-accepted"))
    return Exit.FINDINGS if errors or accept else Exit.FINE


def _address(home: Path) -> tuple[int, str]:
    """Port and token of the workspace that is open; of a folder that this user made or named."""
    from engine.cli.sealing import is_sealed
    from engine.web.address import read_address

    given = click.get_current_context().get_parameter_source("home") is ParameterSource.COMMANDLINE
    given_or_unnamed("home")
    found = read_address(home) if given or is_sealed(home) else None
    if found is None:
        raise click.UsageError(word("push.closed", folder=home.as_posix()))
    return found


def _only(open_one: "_Open") -> str:
    try:
        names = [each["name"] for each in open_one.ask("/projects")["projects"]]
    except (KeyError, TypeError) as problem:
        raise click.UsageError(word("push.no-answer", port=open_one.port)) from problem
    if len(names) != 1:
        raise click.UsageError(word("push.which", known=", ".join(names)))
    return str(names[0])


def _say(told: dict[str, Any], open_one: "_Open", lang: str) -> None:
    words = catalogue(Language(lang))
    for each in told["findings"]:
        place = each["place"]
        at = place.get("cell") or place.get("line") or ""
        where = " ".join(str(part) for part in (place.get("sheet"), at) if part)
        severity = words.text(f"severity.{each['severity']}")
        tell(f"{severity} {each['code']} {where}: {each['message']}\n")
    say(word("push.waits", path=told["path"], page=f"{open_one.origin}{told['page']}"))


class _Open:
    """The workspace, asked by its token. It answers this machine alone."""

    def __init__(self, port: int, token: str) -> None:
        self.port, self._token = port, token
        self.origin = f"http://127.0.0.1:{port}"

    def ask(self, path: str) -> Any:
        """What an address says."""
        return self._answer("GET", path, b"", {})

    def send(self, path: str, name: str, content: bytes, place: str) -> Any:
        """A file, as a form of a browser sends it."""
        mark = secrets.token_hex(16)
        plain = name.replace('"', "").replace("\r", "").replace("\n", "")
        body = b"".join(
            (
                f'--{mark}\r\nContent-Disposition: form-data; name="as"\r\n\r\n{place}\r\n'
                f'--{mark}\r\nContent-Disposition: form-data; name="file"; filename="{plain}"\r\n'
                "Content-Type: application/octet-stream\r\n\r\n".encode(),
                content, f"\r\n--{mark}--\r\n".encode(),
            )
        )  # fmt: skip
        kind = {"content-type": f"multipart/form-data; boundary={mark}"}
        return self._answer("POST", path, body, kind)

    def accept(self, path: str, token: str) -> Any:
        """The button of the page, pressed."""
        kind = {"content-type": "application/x-www-form-urlencoded"}
        return self._answer("POST", path, f"token={token}".encode(), kind)

    def _answer(self, method: str, path: str, body: bytes, more: dict[str, str]) -> Any:
        import json
        from http.client import HTTPConnection, HTTPException
        from urllib.parse import quote

        connection = HTTPConnection("127.0.0.1", self.port, timeout=600)
        try:
            headers = {"authorization": f"Bearer {self._token}", **more}
            connection.request(method, quote(f"/api/v1{path}"), body, headers)
            answer = connection.getresponse()
            said = json.loads(answer.read())
        except (OSError, HTTPException, ValueError, RecursionError) as problem:
            raise click.UsageError(word("push.no-answer", port=self.port)) from problem
        finally:
            connection.close()
        if not isinstance(said, dict):
            raise click.UsageError(word("push.no-answer", port=self.port))
        if answer.status >= 400:
            raise click.UsageError(str(said.get("detail", answer.status)))
        return said
