"""Where the workspace that is open answers, for scripts of the same user: a port and a token."""

import json
from contextlib import suppress
from pathlib import Path

from engine.trees import content_of
from engine.whole_files import write_files

FILE = "address.json"
_LONGEST = 1000


def write_address(home: Path, port: int, token: str) -> None:
    """Say it in the workspace's own folder, into which nobody else looks. Raises NotWritten."""
    write_files(home, {FILE: json.dumps({"port": port, "token": token})})
    (home / FILE).chmod(0o600)


def forget_address(home: Path) -> None:
    """The workspace is closed."""
    with suppress(OSError):
        (home / FILE).unlink(missing_ok=True)


def read_address(home: Path) -> tuple[int, str] | None:
    """Port and token; None where no workspace is open, or the file is none of ours."""
    try:
        found = json.loads(content_of(home / FILE, _LONGEST))
        port, token = found["port"], found["token"]
    except (OSError, ValueError, TypeError, LookupError):
        return None
    is_ours = type(port) is int and 0 < port < 1 << 16 and isinstance(token, str)
    return (port, token) if is_ours and token.isascii() and token.isprintable() else None
